//! What the results come to: shares, totals, trends, judgements.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::model::{ChiTieu, Chieu, GiaiDoan, Gop, MucTieu, NhiemVu, Period, SoLieu, TrangThai, YearPart};
use crate::number;

/// A target, a result, and what the one says of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Measured {
    /// What was aimed at.
    pub(super) target: Option<Decimal>,
    /// What came of it.
    pub(super) result: Option<Decimal>,
    /// What of the result is held against the target: all of it, or that of the
    /// years that have a target.
    pub(super) compared: Option<Decimal>,
    /// Result against target in per cent, rounded; none of rates and of upper
    /// limits, where a share says nothing.
    pub(super) share: Option<Decimal>,
    /// The judgement.
    pub(super) judgement: Option<Judgement>,
    /// The target is an upper limit of each year: years are not added up.
    pub(super) each_year: bool,
}

/// How a result stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// Better than the target.
    Exceeded,
    /// As the target says.
    Met,
    /// Worse than the target.
    Missed,
    /// The target is for a later year, or for a year that goes on, and not met
    /// yet.
    UnderWay,
}

impl Judgement {
    /// The value of the condition `ket_qua`.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Exceeded => "vuot",
            Self::Met => "dat",
            Self::Missed => "khong_dat",
            Self::UnderWay => "dang_thuc_hien",
        }
    }
}

impl Measured {
    /// A stretch of a year against a target that has time until later: it is
    /// reached where that cannot be undone, never missed, but a count over its
    /// upper limit stays over it.
    fn progress(figure: &ChiTieu, target: Option<Decimal>, result: Option<Decimal>) -> Self {
        let measured = Self::new(figure, target, result, false);
        let is_fixed = figure.gop == Gop::Tong;
        let judgement = measured.judgement.map(|judged| if is_fixed { judged } else { Judgement::UnderWay });
        Self { judgement, ..measured }
    }

    fn new(figure: &ChiTieu, target: Option<Decimal>, result: Option<Decimal>, is_final: bool) -> Self {
        Self::comparing(result, figure, target, result, is_final)
    }

    fn comparing(
        compared: Option<Decimal>,
        figure: &ChiTieu,
        target: Option<Decimal>,
        result: Option<Decimal>,
        is_final: bool,
    ) -> Self {
        let (Some(aim), Some(value), Some(result)) = (target, compared, result) else {
            return Self { target, result, ..Self::default() };
        };
        let is_share = !figure.is_rate() && figure.chieu == Chieu::Tang;
        let share = value.checked_mul(Decimal::ONE_HUNDRED).and_then(|n| n.checked_div(aim));
        let share = share.filter(|_| is_share).map(number::round);
        let judgement = match (figure.chieu, value.cmp(&aim)) {
            (Chieu::Tang, Ordering::Greater) => Judgement::Exceeded,
            (Chieu::Tang, Ordering::Equal) => Judgement::Met,
            (Chieu::Giam, Ordering::Greater) => Judgement::Missed,
            // Not so many yet, or at most so many and the end not reached.
            _ if !is_final => Judgement::UnderWay,
            (Chieu::Tang, Ordering::Less) => Judgement::Missed,
            (Chieu::Giam, _) => Judgement::Met,
        };
        let (result, judgement) = (Some(result), Some(judgement));
        Self { target, result, compared, share, judgement, each_year: false }
    }
}

/// The results of one figure.
pub(super) struct Figure<'d> {
    pub(super) task: &'d NhiemVu,
    pub(super) figure: &'d ChiTieu,
    pub(super) data: &'d SoLieu,
    /// The years of the plan.
    pub(super) plan: GiaiDoan,
    /// The stretch of the last year that is looked at; none: all of it.
    pub(super) part: Option<YearPart>,
}

impl Figure<'_> {
    /// The value of a year.
    pub(super) fn value(&self, nam: i16) -> Option<Decimal> {
        let key = (self.task.id.value.clone(), self.figure.id.clone(), nam);
        self.data.chi_tieu.get(&key).copied()
    }

    /// A year against its target. A target for the whole period is compared
    /// with what came together up to this year.
    pub(super) fn year(&self, nam: i16) -> Measured {
        match self.figure.muc_tieu {
            MucTieu::CaGiaiDoan(_) => self.period(GiaiDoan { den: nam, ..self.plan }),
            _ => Measured::new(self.figure, self.figure.muc_tieu.of_year(nam), self.value(nam), true),
        }
    }

    /// The stretch that is looked at, or the whole year.
    pub(super) fn last(&self, nam: i16) -> Measured {
        match self.part {
            None => self.year(nam),
            Some(part) => self.within(Period { nam, part: Some(part), lich: self.plan.lich }),
        }
    }

    /// The value of the stretch that is looked at, or of the year.
    pub(super) fn last_value(&self, nam: i16) -> Option<Decimal> {
        self.value_in(Period { nam, part: self.part, lich: self.plan.lich })
    }

    fn value_in(&self, period: Period) -> Option<Decimal> {
        self.data.value(self.task.id.as_str(), &self.figure.id, period)
    }

    /// What the stretches of a year come to up to one of them; counts only
    /// where all of them are known, else that one alone.
    fn so_far(&self, period: Period) -> Option<Decimal> {
        let alone = self.value_in(period)?;
        if self.figure.gop == Gop::CuoiKy {
            return Some(alone);
        }
        let values: Option<Vec<Decimal>> =
            period.so_far().into_iter().map(|period| self.value_in(period)).collect();
        values.and_then(|values| self.combine(&values)).or(Some(alone))
    }

    /// A stretch of a year beside the target of the year, or of the whole plan
    /// with the years before it.
    fn within(&self, period: Period) -> Measured {
        let so_far = self.so_far(period);
        let MucTieu::CaGiaiDoan(target) = self.figure.muc_tieu else {
            return Measured::progress(self.figure, self.figure.muc_tieu.of_year(period.nam), so_far);
        };
        let past: Option<Vec<Decimal>> = (self.plan.tu..period.nam).map(|nam| self.value(nam)).collect();
        let result = match self.figure.gop {
            Gop::CuoiKy => so_far,
            Gop::Tong | Gop::BinhQuan => past.zip(so_far).and_then(|(mut values, last)| {
                values.push(last);
                self.combine(&values)
            }),
        };
        Measured::progress(self.figure, Some(target), result)
    }

    /// Some years, from the first of the plan on, against their targets.
    pub(super) fn period(&self, years: GiaiDoan) -> Measured {
        let values: Option<Vec<Decimal>> = years.years().map(|nam| self.value(nam)).collect();
        let result = match self.figure.gop {
            Gop::CuoiKy => self.value(years.den),
            Gop::Tong | Gop::BinhQuan => values.and_then(|values| self.combine(&values)),
        };
        match self.figure.muc_tieu {
            MucTieu::CaGiaiDoan(target) => {
                let is_final = years.den >= self.plan.den;
                Measured::new(self.figure, Some(target), result, is_final)
            }
            _ if self.has_yearly_limits() && years.tu < years.den => self.limits(years, result),
            _ => {
                let compared = self.of_aimed_years(years, result);
                Measured::comparing(compared, self.figure, self.period_target(years), result, true)
            }
        }
    }

    /// The result of the years that have a target: years without one are not
    /// held against the targets of the others.
    fn of_aimed_years(&self, years: GiaiDoan, result: Option<Decimal>) -> Option<Decimal> {
        let aimless = self.years_without_target(years);
        if aimless.is_empty() {
            return result;
        }
        let aimed = years.years().filter(|nam| !aimless.contains(nam));
        self.combine(&aimed.map(|nam| self.value(nam)).collect::<Option<Vec<Decimal>>>()?)
    }

    /// The years whose result counts in that of all, and that have no target of
    /// their own though others have.
    pub(super) fn years_without_target(&self, years: GiaiDoan) -> Vec<i16> {
        if self.figure.gop == Gop::CuoiKy || !matches!(self.figure.muc_tieu, MucTieu::TheoNam(_)) {
            return Vec::new();
        }
        years.years().filter(|nam| self.figure.muc_tieu.of_year(*nam).is_none()).collect()
    }

    /// Whether a year has a result that somebody must have worked for.
    pub(super) fn has_begun(&self, nam: i16) -> bool {
        self.figure.chieu == Chieu::Tang && self.last_value(nam).is_some_and(|value| value > Decimal::ZERO)
    }

    /// Whether its target is an upper limit of each year.
    fn has_yearly_limits(&self) -> bool {
        self.figure.chieu == Chieu::Giam && self.figure.gop == Gop::Tong
    }

    /// Years against the upper limit of each: what one year saved is not
    /// another's to use.
    fn limits(&self, years: GiaiDoan, result: Option<Decimal>) -> Measured {
        let has_limit = years.years().any(|nam| self.figure.muc_tieu.of_year(nam).is_some());
        let judgement = if !self.years_over(years).is_empty() {
            Some(Judgement::Missed)
        } else if has_limit && result.is_some() {
            Some(Judgement::Met)
        } else {
            None
        };
        Measured { result, compared: result, judgement, each_year: has_limit, ..Measured::default() }
    }

    /// The years that went over their upper limit.
    pub(super) fn years_over(&self, years: GiaiDoan) -> Vec<i16> {
        let missed = |nam: &i16| self.year(*nam).judgement == Some(Judgement::Missed);
        years.years().filter(missed).collect()
    }

    fn period_target(&self, years: GiaiDoan) -> Option<Decimal> {
        if self.figure.gop == Gop::CuoiKy {
            return self.figure.muc_tieu.of_year(years.den);
        }
        let targets: Vec<Decimal> =
            years.years().filter_map(|nam| self.figure.muc_tieu.of_year(nam)).collect();
        self.combine(&targets)
    }

    /// The sum, or the rounded mean.
    fn combine(&self, numbers: &[Decimal]) -> Option<Decimal> {
        if numbers.is_empty() {
            return None;
        }
        let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))?;
        match self.figure.gop {
            Gop::BinhQuan => sum.checked_div(Decimal::from(numbers.len())).map(number::round),
            _ => Some(sum),
        }
    }

    /// A year against the year before; none when one of the two is missing.
    pub(super) fn trend(&self, nam: i16) -> Option<Trend> {
        let before = self.plan.covers(nam - 1).then(|| self.value(nam - 1))??;
        let difference = self.value(nam)?.checked_sub(before)?;
        let share = difference.abs().checked_mul(Decimal::ONE_HUNDRED).and_then(|n| n.checked_div(before));
        Some(Trend { difference, share: share.map(number::round).filter(|_| !self.figure.is_rate()) })
    }
}

/// The change against the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trend {
    /// How much more.
    pub(super) difference: Decimal,
    /// The same in per cent of the year before; none of rates, whose change
    /// is counted in points, and none when the year before had nothing.
    pub(super) share: Option<Decimal>,
}

/// The period whose row says how a task stands in another one: an earlier one
/// when the task had a deadline and was done by then.
pub(super) fn period_of_state(task: &NhiemVu, data: &SoLieu, plan: GiaiDoan, period: Period) -> Period {
    if task.han.is_none() {
        return period;
    }
    let years = (plan.tu..period.nam).map(|nam| Period::year(nam, plan.lich));
    let done = |period: &Period| state(task, data, *period) == Some(TrangThai::HoanThanh);
    years.chain(period.so_far()).find(done).unwrap_or(period)
}

/// The state that the row of a period gives.
fn state(task: &NhiemVu, data: &SoLieu, period: Period) -> Option<TrangThai> {
    data.result(task.id.as_str(), period).and_then(|result| result.trang_thai)
}

/// How many tasks are in each state at the end of a period, and how many have
/// none: done, under way, late, not begun, unknown.
pub(super) fn count(tasks: &[&NhiemVu], data: &SoLieu, plan: GiaiDoan, period: Period) -> [usize; 5] {
    let mut counts = [0; 5];
    for task in tasks {
        let state = state(task, data, period_of_state(task, data, plan, period));
        let index = state.and_then(|state| TrangThai::ALL.iter().position(|known| *known == state));
        counts[index.unwrap_or(TrangThai::ALL.len())] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::Literal;

    const PLAN: GiaiDoan = GiaiDoan::calendar_years(2021, 2023);

    fn text(value: &str) -> Literal {
        Literal { value: value.into(), ..Literal::default() }
    }

    fn task(muc_tieu: MucTieu, chieu: Chieu, gop: Gop, don_vi: &str) -> NhiemVu {
        let figure = ChiTieu { id: "f".into(), ten: text("F"), don_vi: text(don_vi), muc_tieu, chieu, gop };
        NhiemVu {
            id: text("t"),
            viec: text("T"),
            chu_tri: None,
            phoi_hop: Vec::new(),
            han: None,
            chi_tieu: vec![figure],
        }
    }

    fn data(values: &[(i16, &str)]) -> SoLieu {
        let mut data = SoLieu::default();
        for (nam, value) in values {
            data.chi_tieu.insert(("t".into(), "f".into(), *nam), value.parse().unwrap());
        }
        data
    }

    /// Share and judgement as people write them.
    fn shown(measured: Measured) -> (String, String, String) {
        let number = |n: Option<Decimal>| n.map_or_else(|| "-".into(), number::format);
        let word = measured.judgement.map_or("-", Judgement::key);
        (number(measured.result), number(measured.share), word.into())
    }

    fn measured(task: &NhiemVu, data: &SoLieu, years: GiaiDoan) -> (String, String, String) {
        let figure = Figure { task, figure: &task.chi_tieu[0], data, plan: PLAN, part: None };
        shown(if years.tu == years.den { figure.year(years.den) } else { figure.period(years) })
    }

    fn triple(result: &str, share: &str, word: &str) -> (String, String, String) {
        (result.into(), share.into(), word.into())
    }

    const YEAR_2: GiaiDoan = GiaiDoan::calendar_years(2022, 2022);
    const TWO_YEARS: GiaiDoan = GiaiDoan::calendar_years(2021, 2022);

    #[test]
    fn counts_add_up() {
        let task = task(MucTieu::MoiNam(4.into()), Chieu::Tang, Gop::Tong, "buổi");
        let data = data(&[(2021, "3"), (2022, "5"), (2023, "4")]);
        assert_eq!(measured(&task, &data, YEAR_2), triple("5", "125", "vuot"));
        assert_eq!(measured(&task, &data, TWO_YEARS), triple("8", "100", "dat"));
        assert_eq!(measured(&task, &data, PLAN), triple("12", "100", "dat"));
    }

    #[test]
    fn rates_take_the_last_year_or_the_mean() {
        let data = data(&[(2021, "90"), (2022, "97.5"), (2023, "99")]);
        let last = task(MucTieu::MoiNam(98.into()), Chieu::Tang, Gop::CuoiKy, "%");
        assert_eq!(measured(&last, &data, TWO_YEARS), triple("97,5", "-", "khong_dat"));
        let mean = task(MucTieu::MoiNam(95.into()), Chieu::Tang, Gop::BinhQuan, "%");
        // (90 + 97,5 + 99) / 3 = 95,5
        assert_eq!(measured(&mean, &data, PLAN), triple("95,5", "-", "vuot"));
    }

    #[test]
    fn a_target_for_the_whole_period_is_under_way_until_its_end() {
        let task = task(MucTieu::CaGiaiDoan(10.into()), Chieu::Tang, Gop::Tong, "tập thể");
        let data = data(&[(2021, "3"), (2022, "3"), (2023, "3")]);
        assert_eq!(measured(&task, &data, YEAR_2), triple("6", "60", "dang_thuc_hien"));
        assert_eq!(measured(&task, &data, PLAN), triple("9", "90", "khong_dat"));
    }

    #[test]
    fn lower_is_better_where_the_plan_says_so() {
        let task = task(MucTieu::MoiNam(2.into()), Chieu::Giam, Gop::Tong, "vụ");
        assert_eq!(measured(&task, &data(&[(2022, "1")]), YEAR_2), triple("1", "-", "dat"));
        assert_eq!(measured(&task, &data(&[(2022, "3")]), YEAR_2), triple("3", "-", "khong_dat"));
    }

    /// 4 of 4 and 5 of 6; the second year has no target, so its 10 make up for
    /// nothing: 9 of 10, 1 too few.
    #[test]
    fn years_without_a_target_are_not_held_against_the_others() {
        let years = BTreeMap::from([(2021, 4.into()), (2023, 6.into())]);
        let task = task(MucTieu::TheoNam(years), Chieu::Tang, Gop::Tong, "buổi");
        let data = data(&[(2021, "4"), (2022, "10"), (2023, "5")]);
        let figure = Figure { task: &task, figure: &task.chi_tieu[0], data: &data, plan: PLAN, part: None };
        let found = figure.period(PLAN);
        let numbers = [found.result, found.compared, found.target].map(|number| number.map(number::format));
        assert_eq!(numbers.map(Option::unwrap_or_default), ["19", "9", "10"]);
        assert_eq!(found.judgement, Some(Judgement::Missed));
        assert_eq!(figure.years_without_target(PLAN), [2022]);
        let alone = figure.year(2022);
        assert_eq!((alone.target, alone.judgement), (None, None), "told as a year without target");
    }

    /// 3 in the first year (limit 2) and 1 in the second are 4 of "4", and yet
    /// the first year went over.
    #[test]
    fn yearly_limits_are_not_added_up() {
        let task = task(MucTieu::MoiNam(2.into()), Chieu::Giam, Gop::Tong, "vụ");
        assert_eq!(
            measured(&task, &data(&[(2021, "3"), (2022, "1")]), TWO_YEARS),
            triple("4", "-", "khong_dat")
        );
        assert_eq!(measured(&task, &data(&[(2021, "2"), (2022, "1")]), TWO_YEARS), triple("3", "-", "dat"));
        assert_eq!(measured(&task, &data(&[(2021, "2")]), TWO_YEARS), triple("-", "-", "-"));
        assert_eq!(measured(&task, &data(&[(2021, "3")]), TWO_YEARS), triple("-", "-", "khong_dat"));
        let data = data(&[(2021, "3"), (2022, "1")]);
        let figure = Figure { task: &task, figure: &task.chi_tieu[0], data: &data, plan: PLAN, part: None };
        assert_eq!(figure.years_over(TWO_YEARS), [2021]);
    }

    #[test]
    fn nothing_is_made_of_missing_numbers() {
        let task = task(MucTieu::MoiNam(4.into()), Chieu::Tang, Gop::Tong, "buổi");
        let data = data(&[(2021, "3")]);
        assert_eq!(measured(&task, &data, YEAR_2), triple("-", "-", "-"));
        assert_eq!(measured(&task, &data, TWO_YEARS), triple("-", "-", "-"));
        let figure = Figure { task: &task, figure: &task.chi_tieu[0], data: &data, plan: PLAN, part: None };
        assert_eq!(figure.trend(2021), None, "the plan has no year before");
        assert_eq!(figure.trend(2022), None);
    }

    #[test]
    fn a_target_of_nothing_has_no_share() {
        let task = task(MucTieu::MoiNam(0.into()), Chieu::Giam, Gop::Tong, "vụ");
        assert_eq!(measured(&task, &data(&[(2022, "0")]), YEAR_2), triple("0", "-", "dat"));
    }

    #[test]
    fn trends_of_counts_have_a_share_those_of_rates_have_points() {
        let count = task(MucTieu::MoiNam(4.into()), Chieu::Tang, Gop::Tong, "buổi");
        let rate = task(MucTieu::MoiNam(4.into()), Chieu::Tang, Gop::CuoiKy, "%");
        let data = data(&[(2021, "3"), (2022, "4"), (2023, "0")]);
        let trend = |task: &NhiemVu, nam| {
            let trend = Figure { task, figure: &task.chi_tieu[0], data: &data, plan: PLAN, part: None }
                .trend(nam)
                .unwrap();
            (number::format(trend.difference), trend.share.map(number::format))
        };
        assert_eq!(trend(&count, 2022), ("1".into(), Some("33,3".into())));
        assert_eq!(trend(&count, 2023), ("-4".into(), Some("100".into())));
        assert_eq!(trend(&rate, 2022), ("1".into(), None));
    }
}

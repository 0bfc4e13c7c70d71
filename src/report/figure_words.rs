//! What a report says of a figure: the sentence under its task, the cells of
//! the annex, the entries of the assessment.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::figures::{Figure, Measured, Trend};
use super::wording::{Fact, Filling, Sentence, Wording, words as given};
use super::words;
use crate::model::{Chieu, GiaiDoan, Gop, LoaiBaoCao, MucTieu, Period};
use crate::number;

/// A figure in a report.
pub(super) struct FigureWords<'w, 'd> {
    wording: &'w Wording,
    figure: Figure<'d>,
    years: GiaiDoan,
    sort: LoaiBaoCao,
    measured: Measured,
    /// Its place in the report: which of several ways to say a thing.
    position: usize,
}

impl<'w, 'd> FigureWords<'w, 'd> {
    pub(super) fn new(
        wording: &'w Wording,
        figure: Figure<'d>,
        years: GiaiDoan,
        sort: LoaiBaoCao,
        position: usize,
    ) -> Self {
        let measured = match sort {
            LoaiBaoCao::HangNam | LoaiBaoCao::TrongNam => figure.last(years.den),
            LoaiBaoCao::SoKet | LoaiBaoCao::TongKet => figure.period(years),
        };
        Self { wording, figure, years, sort, measured, position }
    }

    pub(super) fn wording(&self) -> &'w Wording {
        self.wording
    }

    pub(super) fn measured(&self) -> Measured {
        self.measured
    }

    pub(super) fn figure(&self) -> &Figure<'d> {
        &self.figure
    }

    pub(super) fn name(&self) -> &'d str {
        self.figure.figure.ten.as_str()
    }

    /// The name inside a sentence.
    pub(super) fn small_name(&self) -> String {
        words::in_sentence(self.name())
    }

    /// The whole sentence, without its full stop: what came out, against the
    /// target, against other years.
    pub(super) fn sentence(&self) -> Sentence {
        if self.is_of_one_year() {
            let trend = self.trend().map(|trend| self.trend_words(trend)).unwrap_or_default();
            return self.year_lead().and(&self.against()).and(&trend);
        }
        let lead = self.period_lead();
        if self.is_incomplete() {
            return lead.and(&if self.measured.judgement.is_some() {
                self.against().and(&self.not_counted())
            } else {
                Sentence::default()
            });
        }
        let shows_course = self.sort == LoaiBaoCao::SoKet && !self.measured.each_year;
        let course = if shows_course { self.course() } else { Sentence::default() };
        lead.and(&self.against()).and(&self.not_counted()).and(&course)
    }

    /// Whether it is of one year, or of a stretch of one.
    fn is_of_one_year(&self) -> bool {
        matches!(self.sort, LoaiBaoCao::HangNam | LoaiBaoCao::TrongNam)
    }

    /// A year as it stands behind the word "năm".
    fn nam(&self, nam: i16) -> String {
        self.years.lich.after_nam(nam)
    }

    /// The last year, or the stretch of it.
    fn last_period(&self) -> Period {
        Period { nam: self.years.den, part: self.figure.part, lich: self.years.lich }
    }

    /// Whether a number of the years that the report puts together is missing.
    fn is_incomplete(&self) -> bool {
        self.measured.result.is_none()
    }

    fn year_lead(&self) -> Sentence {
        let value = self.figure.last_value(self.years.den);
        let has = if value.is_some() { "co" } else { "khong" };
        let facts = [
            ("so_lieu", has),
            ("ten", self.name_sort()),
            ("chieu", self.direction()),
            ("bang_khong", self.is_nothing(value)),
            ("ky", if self.figure.part.is_some() { "trong_nam" } else { "nam" }),
        ];
        let mut values = self.lead_values(value);
        values.push(given("nam", self.nam(self.years.den)));
        values.push(given("ky", self.last_period().short_name()));
        let lead = self.wording.say("dat_duoc_nam", &facts, &values, self.position);
        if let Some(sum) = self.sum_in_year(value) {
            let values = [given("loai_nam", self.years.lich.word()), given("tri", self.amount(sum))];
            return lead.and(&self.wording.say("luy_ke_trong_nam", &[], &values, self.position));
        }
        let is_later = self.years.den > self.figure.plan.tu;
        match self.measured.result.filter(|_| self.is_whole() && is_later && value.is_some()) {
            Some(sum) if self.figure.figure.gop == Gop::Tong => {
                let values = [given("tu", self.nam(self.figure.plan.tu)), given("tri", self.amount(sum))];
                lead.and(&self.wording.say("luy_ke", &[], &values, self.position))
            }
            _ => lead,
        }
    }

    /// What a count came to since the year began, where that is more than its
    /// last stretch.
    fn sum_in_year(&self, value: Option<Decimal>) -> Option<Decimal> {
        let is_count = self.figure.part.is_some() && self.figure.figure.gop == Gop::Tong;
        let sum = self.measured.result.filter(|_| is_count && !self.is_whole())?;
        (sum > value?).then_some(sum)
    }

    fn period_lead(&self) -> Sentence {
        let result = self.measured.result;
        let gop = match self.figure.figure.gop {
            Gop::Tong => "tong",
            Gop::CuoiKy => "cuoi_ky",
            Gop::BinhQuan => "binh_quan",
        };
        let facts = [
            ("so_lieu", if result.is_some() { "du" } else { "thieu" }),
            ("gop", gop),
            ("ten", self.name_sort()),
            ("chieu", self.direction()),
            ("bang_khong", self.is_nothing(result)),
        ];
        let listed = |place, until| {
            let years = self.years.years().filter(|nam| *nam <= until);
            Sentence::join(&years.map(|nam| self.one_year(nam, place)).collect::<Vec<_>>(), "; ")
        };
        // The last year's own value stands before the brackets.
        let last = if gop == "cuoi_ky" { self.years.den - 1 } else { self.years.den };
        let is_gap = self.years.years().any(|nam| self.figure.value(nam).is_none());
        let shows = (self.sort == LoaiBaoCao::SoKet || is_gap) && self.years.tu < self.years.den;
        let in_brackets = if shows {
            Sentence::from(" (").and(&listed("ngoac", last)).and(&Sentence::from(")"))
        } else {
            Sentence::default()
        };
        let listed = listed("cau", self.years.den);
        let mut values = self.lead_values(result);
        values.extend([
            given("so_nam", words::two_digits(self.years.years().count())),
            given("den", self.nam(self.years.den)),
            ("cac_nam", Cow::Owned(in_brackets)),
            ("tung_nam", Cow::Owned(listed)),
        ]);
        self.wording.say("dat_duoc_nhieu_nam", &facts, &values, self.position)
    }

    fn one_year(&self, nam: i16, place: &'static str) -> Sentence {
        let value = self.figure.value(nam);
        let facts = [("so_lieu", if value.is_some() { "co" } else { "khong" }), ("noi", place)];
        let sign = if self.figure.figure.is_rate() { "%" } else { "" };
        let values = [
            given("nam", self.nam(nam)),
            given("so", value.map_or_else(String::new, |value| format!("{}{sign}", number::format(value)))),
            given("tri", value.map_or_else(String::new, |value| self.amount(value))),
            given("dv", words::unit_after(self.figure.figure)),
        ];
        self.wording.say("tung_nam", &facts, &values, self.position)
    }

    /// Name and value for the start of a sentence: "4 buổi tuyên truyền" where
    /// the name counts its unit.
    fn lead_values(&self, value: Option<Decimal>) -> Vec<Filling<'static>> {
        let counted = self.counted().unwrap_or_default();
        let number = value.map_or_else(String::new, number::format);
        vec![
            given("ten", self.name()),
            given("tri", value.map_or_else(String::new, |value| self.amount(value))),
            given("dem", format!("{number} {counted}")),
            given("dem_ten", counted),
            given("dv", words::unit_after(self.figure.figure)),
        ]
    }

    /// "buổi tuyên truyền" of "Số buổi tuyên truyền", whose unit is "buổi".
    fn counted(&self) -> Option<String> {
        let name = words::in_sentence(self.name());
        let counted = name.strip_prefix("số ").unwrap_or(&name);
        let rest = counted.strip_prefix(self.figure.figure.don_vi.as_str())?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| counted.to_owned())
    }

    /// Whether the name counts things ("Số buổi ..."), measures something
    /// ("Tỷ lệ ...", "Điểm ...") or neither.
    fn name_sort(&self) -> &'static str {
        let starts = |word: &str| self.name().strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
        let is_whole = |word: &String| self.name() == word;
        if self.wording.measures().iter().any(|word| starts(word) || is_whole(word)) {
            "do"
        } else if self.counted().is_some() {
            "dem"
        } else if starts("Số") {
            "do"
        } else {
            "khac"
        }
    }

    pub(super) fn direction(&self) -> &'static str {
        match self.figure.figure.chieu {
            Chieu::Tang => "tang",
            Chieu::Giam => "giam",
        }
    }

    pub(super) fn sort_of_number(&self) -> &'static str {
        if self.figure.figure.is_rate() { "ty_le" } else { "so" }
    }

    /// Nothing at all of what is counted; a rate of 0% is a value.
    pub(super) fn is_nothing(&self, value: Option<Decimal>) -> &'static str {
        let is_zero = value.is_some_and(|value| value.is_zero());
        if is_zero && !self.figure.figure.is_rate() { "co" } else { "khong" }
    }

    fn is_whole(&self) -> bool {
        matches!(self.figure.figure.muc_tieu, MucTieu::CaGiaiDoan(_))
    }

    pub(super) fn scope(&self) -> &'static str {
        if self.measured.each_year {
            "tung_nam"
        } else if self.is_whole() {
            "ca_giai_doan"
        } else if self.figure.part.is_some() {
            "trong_nam"
        } else if self.sort == LoaiBaoCao::HangNam || self.figure.figure.gop == Gop::CuoiKy {
            "nam"
        } else {
            "nhieu_nam"
        }
    }

    /// How the result stands to its target: ", vượt 1 buổi so với ...".
    pub(super) fn against(&self) -> Sentence {
        let Measured { target, result, judgement, each_year, .. } = self.measured;
        let outcome = match judgement {
            Some(judgement) => judgement.key(),
            None if result.is_none() => "khong_so_lieu",
            None => "khong_chi_tieu",
        };
        let has_target = each_year || target.is_some_and(|target| !target.is_zero());
        let facts = [
            ("ket_qua", outcome),
            ("kieu", self.sort_of_number()),
            ("chieu", self.direction()),
            ("pham_vi", self.scope()),
            ("bang_khong", self.is_nothing(result)),
            ("chi_tieu", if has_target { "co" } else { "khong" }),
        ];
        self.wording.say("so_voi_chi_tieu", &facts, &self.target_values(), self.position)
    }

    /// The years that were not held against a target, since they have none.
    fn not_counted(&self) -> Sentence {
        let years = self.figure.years_without_target(self.years);
        if years.is_empty() || self.measured.judgement.is_none() {
            return Sentence::default();
        }
        let named: Vec<String> = years.iter().map(i16::to_string).collect();
        let many = if named.len() == 1 { "mot" } else { "nhieu" };
        let values = [given("cac_nam", words::listed(&named))];
        self.wording.say("khong_tinh_nam", &[("so_luong", many)], &values, self.position)
    }

    pub(super) fn target_values(&self) -> Vec<Filling<'static>> {
        let Measured { share, .. } = self.measured;
        let over: Vec<String> = if self.measured.each_year {
            self.figure.years_over(self.years).iter().map(|nam| self.year_over(*nam)).collect()
        } else {
            Vec::new()
        };
        vec![
            given("muc_tieu", self.target()),
            given("chenh", self.gap().map_or_else(String::new, |gap| self.difference(gap))),
            given("ty_le", share.map_or_else(String::new, words::percent)),
            given("giai_doan", self.figure.plan.label()),
            given("loai_nam", self.years.lich.word()),
            given("cac_nam_vuot", over.join(", ")),
        ]
    }

    /// "2026 (3 vụ)".
    fn year_over(&self, nam: i16) -> String {
        let value = self.figure.value(nam).map_or_else(String::new, |value| self.amount(value));
        format!("{} ({value})", self.nam(nam))
    }

    /// How much the result is off its target.
    pub(super) fn gap(&self) -> Option<Decimal> {
        self.measured.compared?.checked_sub(self.measured.target?).map(|gap| gap.abs())
    }

    /// "1 cuộc", "1,5 điểm phần trăm".
    pub(super) fn difference(&self, size: Decimal) -> String {
        let facts = [("kieu", self.sort_of_number())];
        let values = [given("so", number::format(size)), given("tri", self.amount(size))];
        self.wording.text("chenh", &facts, &values)
    }

    pub(super) fn amount(&self, value: Decimal) -> String {
        words::amount(self.figure.figure, value)
    }

    /// The target as sentences have it: "4 buổi", "không quá 2 vụ mỗi năm".
    pub(super) fn target(&self) -> String {
        if self.measured.each_year {
            let (kind, limits) = self.limits();
            let tri = words::listed(&limits);
            let tri = format!("{tri}{}", words::unit_after(self.figure.figure));
            return self.wording.text("muc_tieu_tung_nam", &[("gioi_han", kind)], &[given("tri", tri)]);
        }
        self.measured.target.map_or_else(String::new, |target| self.aim(target))
    }

    pub(super) fn aim(&self, target: Decimal) -> String {
        self.wording.aim(self.figure.figure, target)
    }

    /// The upper limits of the years: one for all of them, or each.
    fn limits(&self) -> (&'static str, Vec<String>) {
        let limits: Vec<Decimal> =
            self.years.years().filter_map(|nam| self.figure.figure.muc_tieu.of_year(nam)).collect();
        let is_same = limits.windows(2).all(|pair| pair.first() == pair.last());
        let shown = limits.into_iter().map(number::format);
        if is_same { ("mot", shown.take(1).collect()) } else { ("nhieu", shown.collect()) }
    }

    /// The target in the annex, without unit.
    pub(super) fn target_cell(&self) -> Option<String> {
        if !self.measured.each_year {
            return self.measured.target.map(number::format);
        }
        let (kind, limits) = self.limits();
        Some(self.wording.text("muc_tieu_o_bang", &[("gioi_han", kind)], &[given("so", limits.join("; "))]))
    }

    pub(super) fn trend(&self) -> Option<Trend> {
        self.figure.trend(self.years.den).filter(|_| self.figure.part.is_none())
    }

    /// "; tăng 3 buổi (300%) so với năm 2021".
    pub(super) fn trend_words(&self, trend: Trend) -> Sentence {
        let way = if trend.difference.is_zero() {
            "giu"
        } else if trend.difference.is_sign_positive() {
            "tang"
        } else {
            "giam"
        };
        let share: Fact = ("ty_le", if trend.share.is_some() { "co" } else { "khong" });
        let values = [
            given("chenh", self.difference(trend.difference.abs())),
            given("ty_le", trend.share.map_or_else(String::new, words::percent)),
            given("nam_truoc", self.nam(self.years.den - 1)),
        ];
        self.wording.say("xu_huong", &[("huong", way), share], &values, self.position)
    }

    /// How the years of a mid-term report went: "; tăng dần qua từng năm".
    fn course(&self) -> Sentence {
        let values: Option<Vec<Decimal>> = self.years.years().map(|nam| self.figure.value(nam)).collect();
        let Some(values) = values.filter(|values| values.len() > 1) else { return Sentence::default() };
        let (Some(first), Some(last)) = (values.first().copied(), values.last().copied()) else {
            return Sentence::default();
        };
        let steps = |holds: fn(&Decimal, &Decimal) -> bool| {
            values.iter().zip(values.iter().skip(1)).all(|(before, after)| holds(before, after))
        };
        let way = if steps(|before, after| before == after) {
            "giu"
        } else if steps(|before, after| before < after) {
            "tang"
        } else if steps(|before, after| before > after) {
            "giam"
        } else if last > first {
            "tang_chung"
        } else if last < first {
            "giam_chung"
        } else {
            let alone =
                |wanted: Option<&Decimal>| values.iter().filter(|value| Some(*value) == wanted).count() == 1;
            match (alone(values.iter().max()), alone(values.iter().min())) {
                (true, false) => "len",
                (false, true) => "xuong",
                _ => "bien_dong",
            }
        };
        let year_of = |wanted: Option<&Decimal>| {
            let at = self.years.years().zip(&values).find(|(_, value)| Some(*value) == wanted);
            at.map_or_else(String::new, |(nam, _)| self.nam(nam))
        };
        let facts = [("huong", way), ("so_nam", if values.len() == 2 { "hai" } else { "nhieu" })];
        let difference = last.checked_sub(first).unwrap_or_default().abs();
        let filled = [
            given("chenh", self.difference(difference)),
            given("tu", self.nam(self.years.tu)),
            given("den", self.nam(self.years.den)),
            given("cao", year_of(values.iter().max())),
            given("thap", year_of(values.iter().min())),
        ];
        self.wording.say("dien_bien", &facts, &filled, self.position)
    }

    /// The word of the annex.
    pub(super) fn judgement_cell(&self) -> Option<String> {
        let key = self.measured.judgement?.key();
        Some(self.wording.text("danh_gia", &[("ket_qua", key)], &[]))
    }
}

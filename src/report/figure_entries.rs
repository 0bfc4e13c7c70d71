//! What the assessment of a report says of a figure: what it missed, what it
//! aims at, how far it went over.

use rust_decimal::Decimal;

use super::figure_words::FigureWords;
use super::figures::{Judgement, Trend};
use super::wording::words as given;
use super::words;
use crate::model::{Chieu, Gop};

/// So many per cent of a target are a slip of the unit, which is warned of,
/// and nothing to be proud of.
const MOST_SHARE: Decimal = Decimal::ONE_THOUSAND;

impl FigureWords<'_, '_> {
    /// A missed figure among the shortcomings, under the name that its place
    /// asks for.
    pub(super) fn missed(&self, name: &str) -> String {
        let facts = [
            ("kieu", self.sort_of_number()),
            ("chieu", self.direction()),
            ("pham_vi", self.scope()),
            ("bang_khong", self.is_nothing(self.measured().compared)),
        ];
        let mut values = self.target_values();
        let result = self.measured().compared.map_or_else(String::new, |value| self.amount(value));
        values.extend([given("ten", name), given("tri", result)]);
        self.wording().text("muc_chua_dat", &facts, &values)
    }

    /// A missed figure among what is to be done in a year to come, or after
    /// the plan (none).
    pub(super) fn aimed_at(&self, name: &str, time: &'static str, nam: Option<i16>) -> String {
        let next = nam.and_then(|nam| self.figure().figure.muc_tieu.of_year(nam));
        let next =
            next.filter(|_| matches!(time, "nam" | "trong_nam") || self.figure().figure.gop == Gop::CuoiKy);
        let facts = [
            ("ky", time),
            ("chieu", self.direction()),
            ("sau", if next.is_some() { "co" } else { "khong" }),
            ("gioi_han", if self.measured().each_year { "tung_nam" } else { "khac" }),
        ];
        let result = self.measured().compared.map_or_else(String::new, |value| self.amount(value));
        let values = [
            given("ten", name),
            given("muc_tieu_sau", next.map_or_else(String::new, |next| self.aim(next))),
            given("tri", result),
            given("muc_tieu", self.target()),
        ];
        self.wording().text("muc_phan_dau", &facts, &values)
    }

    /// What a target for the whole period still lacks; none when nothing is.
    pub(super) fn remaining(&self, name: &str) -> Option<String> {
        let is_open = self.measured().judgement == Some(Judgement::UnderWay);
        let gap = self.gap().filter(|_| is_open && self.figure().figure.chieu == Chieu::Tang)?;
        let values =
            [given("ten", name), given("chenh", self.difference(gap)), given("muc_tieu", self.target())];
        Some(self.wording().text("muc_con_phai_lam", &[("kieu", self.sort_of_number())], &values))
    }

    /// A figure that went far over its target: "số cuộc đối thoại (bằng ...)".
    pub(super) fn outstanding(&self) -> Option<(Decimal, String)> {
        let share = self.measured().share.filter(|share| *share <= MOST_SHARE)?;
        if self.measured().judgement != Some(Judgement::Exceeded) {
            return None;
        }
        let values = [given("ten", words::in_sentence(self.name())), given("ty_le", words::percent(share))];
        Some((share, self.wording().text("muc_noi_bat", &[], &values)))
    }

    /// Whether it is better than the year before, and not missed all the same.
    pub(super) fn is_better(&self) -> bool {
        if self.measured().judgement == Some(Judgement::Missed) {
            return false;
        }
        let is_positive = |trend: Trend| trend.difference.is_sign_positive();
        let wanted = self.figure().figure.chieu == Chieu::Tang;
        self.trend().is_some_and(|trend| !trend.difference.is_zero() && is_positive(trend) == wanted)
    }
}

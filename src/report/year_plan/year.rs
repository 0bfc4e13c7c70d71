//! The year that a plan is made for, of the calendar that its plan lives in.

use crate::diagnostic::Diagnostic;
use crate::model::{GiaiDoan, Ngay, Period};

/// A year of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlanYear {
    nam: i16,
    plan: GiaiDoan,
}

impl PlanYear {
    /// A year of the plan's years.
    ///
    /// # Errors
    /// When the plan does not have it.
    pub(super) fn new(nam: i16, plan: GiaiDoan) -> Result<Self, Diagnostic> {
        if plan.covers(nam) {
            return Ok(Self { nam, plan });
        }
        let (from, to) = plan.ends();
        let (name, word) = (plan.lich.year_name(nam), plan.lich.word());
        let message = format!("{name} nằm ngoài giai đoạn {from}-{to} của kế hoạch");
        let (first, last) = (plan.lich.year_label(plan.tu), plan.lich.year_label(plan.den));
        let option = if from == plan.tu && to == plan.den { "--nam" } else { "--nam-hoc" };
        let help = format!("dùng {option} với một {word} từ {first} đến {last}, hoặc sửa `giai_doan`");
        Err(Diagnostic::error("nam", message).help(help))
    }

    pub(super) fn number(self) -> i16 {
        self.nam
    }

    /// "năm 2023", "năm học 2026-2027".
    pub(super) fn name(self) -> String {
        self.named(self.nam)
    }

    /// The same of another year of the plan.
    pub(super) fn named(self, nam: i16) -> String {
        self.plan.lich.year_name(nam)
    }

    /// The year as it stands behind the word "năm".
    pub(super) fn after_nam(self, nam: i16) -> String {
        self.plan.lich.after_nam(nam)
    }

    /// The year that a day lies in.
    pub(super) fn year_of(self, ngay: Ngay) -> i16 {
        self.plan.lich.year_of(ngay)
    }

    /// The months of a year in its order.
    pub(super) fn months(self) -> impl Iterator<Item = i8> {
        let first = self.first_day().map_or(1, Ngay::thang);
        (0..12).map(move |month| (first - 1 + month) % 12 + 1)
    }

    /// The years of the plan.
    pub(super) fn plan(self) -> GiaiDoan {
        self.plan
    }

    /// The year before, when the plan has it.
    pub(super) fn before(self) -> Option<i16> {
        Some(self.nam - 1).filter(|nam| self.plan.covers(*nam))
    }

    /// The years of the plan before this one.
    pub(super) fn past(self) -> Option<GiaiDoan> {
        self.before().map(|den| GiaiDoan { den, ..self.plan })
    }

    pub(super) fn has(self, ngay: Ngay) -> bool {
        self.year_of(ngay) == self.nam
    }

    pub(super) fn first_day(self) -> Option<Ngay> {
        Period::year(self.nam, self.plan.lich).first_day()
    }
}

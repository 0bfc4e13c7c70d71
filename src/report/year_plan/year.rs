//! The year that a plan is made for. Terms and school years would be another
//! such period: nothing outside asks for the bare number but to print it.

use crate::diagnostic::Diagnostic;
use crate::model::{GiaiDoan, Ngay};

/// A calendar year of a plan.
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
        let message = format!("năm {nam} nằm ngoài giai đoạn {}-{} của kế hoạch", plan.tu, plan.den);
        let help = format!("dùng --nam với một năm từ {} đến {}, hoặc sửa `giai_doan`", plan.tu, plan.den);
        Err(Diagnostic::error("nam", message).help(help))
    }

    pub(super) fn number(self) -> i16 {
        self.nam
    }

    /// "năm 2023".
    pub(super) fn name(self) -> String {
        format!("năm {}", self.nam)
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
        self.before().map(|den| GiaiDoan { tu: self.plan.tu, den })
    }

    pub(super) fn has(self, ngay: Ngay) -> bool {
        ngay.nam() == self.nam
    }

    pub(super) fn first_day(self) -> Option<Ngay> {
        Ngay::new(self.nam, 1, 1)
    }
}

//! What every part of a year's plan is made with: plan, data, words; what is
//! missing and what was left out.

use super::year::PlanYear;
use crate::diagnostic::Diagnostic;
use crate::model::SoLieu;
use crate::report::wording::{Fact, Filling, Wording};

/// How messages about what is not carried over start.
pub(super) const LEFT: &str = "để lại ";

/// A place to fill in.
pub(super) fn blank(what: &str) -> String {
    format!("«điền {what}»")
}

/// Gathers the parts of a year's plan.
pub(super) struct Maker<'d> {
    pub(super) data: &'d SoLieu,
    pub(super) year: PlanYear,
    pub(super) wording: &'d Wording,
    /// Blanks, a line each.
    pub(super) missing: Vec<String>,
    /// What of the plan is not carried over.
    pub(super) left_out: Vec<Diagnostic>,
    /// What to look at.
    pub(super) told: Vec<Diagnostic>,
}

impl Maker<'_> {
    pub(super) fn leave_out(&mut self, what: Diagnostic) {
        self.left_out.push(what);
    }

    pub(super) fn warn(&mut self, what: Diagnostic) {
        self.told.push(what);
    }

    /// Notes a blank about a task.
    pub(super) fn miss(&mut self, task: &str, what: impl Into<String>) {
        self.note(format!("nhiệm vụ `{task}`: {}", what.into()));
    }

    /// Notes a blank.
    pub(super) fn note(&mut self, line: String) {
        if !self.missing.contains(&line) {
            self.missing.push(line);
        }
    }

    /// A sentence; the blank that it may have itself is a place to fill in.
    pub(super) fn say(&self, slot: &str, facts: &[Fact], values: &[Filling<'_>]) -> String {
        let parts = self.wording.say(slot, facts, values, 0).into_parts();
        parts.into_iter().map(|part| part.unwrap_or_else(|| blank("vào chỗ này"))).collect()
    }
}

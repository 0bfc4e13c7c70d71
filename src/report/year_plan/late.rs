//! What the year before left late or missed, with its cause and a new deadline.

use super::maker::{Maker, blank};
use super::tasks::has_target;
use crate::model::{GiaiDoan, NhiemVu};
use crate::report::figures::Judgement;
use crate::report::standing::State;
use crate::report::wording::words as given;
use crate::report::yaml::as_text;
use crate::report::{notes, words};

impl<'d> Maker<'d> {
    /// The entries, or the sentence that there are none; none in the first year.
    pub(super) fn carried_over(&mut self, tasks: &[&'d NhiemVu]) -> Option<Vec<String>> {
        let past = self.year.past()?;
        let mut lines = Vec::new();
        for task in tasks {
            if self.is_late(task, past) {
                lines.push(self.late(task, past));
            } else {
                lines.extend(self.missed(task, past));
            }
        }
        if lines.is_empty() {
            lines.push(self.nothing_late(tasks, past));
        }
        Some(lines)
    }

    /// Late, not begun though it was due, or of an unknown state past its
    /// deadline.
    pub(super) fn is_late(&self, task: &'d NhiemVu, past: GiaiDoan) -> bool {
        let aimed =
            task.chi_tieu.is_empty() || task.chi_tieu.iter().any(|figure| has_target(figure, past.den));
        let over = task.han.is_some_and(|han| self.year.year_of(han) <= past.den);
        match self.standing(task, past).state {
            State::Late => true,
            State::NotBegun => over || (task.han.is_none() && aimed),
            State::UnderWay | State::Unknown => over,
            State::Done | State::DoneLate => false,
        }
    }

    fn late(&mut self, task: &'d NhiemVu, past: GiaiDoan) -> String {
        let id = task.id.as_str();
        let mut standing = self.standing(task, past);
        standing.evidence = None;
        let lacks_cause = standing.needs_cause(task) && standing.cause.is_none();
        if standing.state == State::Unknown {
            self.miss(id, format!("tình hình đến hết {}", self.year.named(past.den)));
        }
        if lacks_cause {
            self.miss(id, "nguyên nhân");
        }
        self.miss(id, "thời hạn mới");
        let place = if standing.state == State::Unknown { "tình hình" } else { "nguyên nhân" };
        let parts = standing.sentence(self.wording, task, 0).into_parts();
        let said: String = parts.into_iter().map(|part| part.unwrap_or_else(|| blank(place))).collect();
        as_text(&format!("{said}{}", self.new_deadline()))
    }

    /// The figures of a task that missed their targets of the year before.
    fn missed(&mut self, task: &'d NhiemVu, past: GiaiDoan) -> Vec<String> {
        let id = task.id.as_str();
        let row = self.data.nhiem_vu.get(&(task.id.value.clone(), past.den));
        let cause = row.and_then(|row| row.nguyen_nhan.as_deref()).map(notes::stopped);
        let mut lines = Vec::new();
        for figure in &task.chi_tieu {
            let measured = self.figure(task, figure).year(past.den);
            let (Some(Judgement::Missed), Some(target), Some(result)) =
                (measured.judgement, measured.target, measured.result)
            else {
                continue;
            };
            if cause.is_none() {
                self.miss(id, format!("nguyên nhân `{}` chưa đạt", figure.id));
            }
            self.miss(id, format!("thời hạn mới của `{}`", figure.id));
            let values = [
                given("ten", &figure.ten.value),
                given("nam_truoc", self.year.after_nam(past.den)),
                given("ket_qua", words::amount(figure, result)),
                given("muc_tieu", self.wording.aim(figure, target)),
                given("nguyen_nhan", cause.clone().unwrap_or_else(|| blank("nguyên nhân") + ".")),
            ];
            let said = self.say("nam_chua_dat", &[], &values);
            lines.push(as_text(&format!("{said}{}", self.new_deadline())));
        }
        lines
    }

    fn new_deadline(&self) -> String {
        self.say("nam_thoi_han_moi", &[], &[given("han", blank("thời hạn mới"))])
    }

    /// That nothing is late may be said only where the data have all of it.
    fn nothing_late(&mut self, tasks: &[&'d NhiemVu], past: GiaiDoan) -> String {
        let aimed = |task: &'d NhiemVu| task.chi_tieu.iter().filter(|figure| has_target(figure, past.den));
        let is_unknown = |task: &&'d NhiemVu| {
            let figures = aimed(task).any(|figure| self.figure(task, figure).value(past.den).is_none());
            figures || self.standing(task, past).state == State::Unknown
        };
        if tasks.iter().any(is_unknown) {
            self.note(format!(
                "{}: việc chậm, chỉ tiêu chưa đạt (chưa đủ số liệu)",
                self.year.named(past.den)
            ));
            return blank(&format!("việc chậm, chỉ tiêu chưa đạt {}", self.year.named(past.den))) + ".";
        }
        as_text(&self.say("nam_khong_cham", &[], &[given("nam_truoc", self.year.after_nam(past.den))]))
    }
}

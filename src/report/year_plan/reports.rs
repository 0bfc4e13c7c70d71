//! The reports that a year's plan asks for.

use super::maker::{LEFT, Maker};
use super::yaml::as_text;
use super::year::PlanYear;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{BaoCao, KyBaoCao, Ngay};
use crate::report::wording::words as given;
use crate::report::{Item, name, words};

/// The reports of a year, as they stand to the day of its plan.
pub(super) struct Reports {
    /// Still to be sent.
    pub(super) due: Vec<Item>,
    /// Those whose last day was over when the year's plan was made.
    pub(super) over: Vec<KyBaoCao>,
    /// The next one, of a year to come.
    next: Option<Item>,
}

impl Reports {
    /// Of the items of a plan's schedule; `day`: that of the year's plan.
    pub(super) fn of(items: &[Item], calendar: &BaoCao, year: PlanYear, day: Ngay) -> Self {
        let all = calendar.cac_ky();
        let in_year = |report: &KyBaoCao| report.han.is_some_and(|han| year.has(han));
        let is_over = |report: &KyBaoCao| report.han.is_some_and(|han| han < day);
        let over: Vec<KyBaoCao> = all.iter().filter(|r| in_year(r) && is_over(r)).cloned().collect();
        let is_report = |item: &&Item| all.iter().any(|report| report.id == item.id);
        let to_come = || items.iter().filter(is_report).filter(|item| item.han >= day);
        Self {
            due: to_come().filter(|item| year.has(item.han)).cloned().collect(),
            next: to_come().find(|item| year.year_of(item.han) > year.number()).cloned(),
            over,
        }
    }
}

impl Maker<'_> {
    /// A line for each report that is due; none is: what was, and what comes.
    pub(super) fn reports(&mut self, reports: &Reports) -> String {
        for report in &reports.over {
            let han = report.han.map_or_else(String::new, words::date);
            let why = "trước ngày của kế hoạch năm";
            let message = format!("{LEFT}{}: hạn {han} {why}", name(report));
            let hint = Diagnostic::warning("ke-hoach-nam", message);
            self.leave_out(Diagnostic { severity: Severity::Hint, ..hint });
        }
        if reports.due.is_empty() {
            return self.no_reports(reports);
        }
        let line = |item: &Item| {
            let values = [
                given("bao_cao", &item.viec),
                given("noi_nhan", &item.ai),
                given("han", words::date(item.han)),
            ];
            as_text(&self.say("nam_bao_cao", &[], &values))
        };
        reports.due.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn no_reports(&self, reports: &Reports) -> String {
        let (over, next) = (reports.over.last(), reports.next.as_ref());
        let has = |is_there: bool| if is_there { "co" } else { "khong" };
        let facts = [("qua_han", has(over.is_some())), ("ke_tiep", has(next.is_some()))];
        let of_next = |words: &dyn Fn(&Item) -> String| next.map_or_else(String::new, words);
        let values = [
            given("nam", self.year.after_nam(self.year.number())),
            given("bao_cao", over.map_or_else(String::new, |report| words::in_sentence(&name(report)))),
            given("han", over.and_then(|report| report.han).map_or_else(String::new, words::date)),
            given("bao_cao_sau", of_next(&|item| words::in_sentence(&item.viec))),
            given("noi_nhan_sau", of_next(&|item| item.ai.clone())),
            given("han_sau", of_next(&|item| words::date(item.han))),
        ];
        as_text(&self.say("nam_khong_bao_cao", &facts, &values))
    }
}

//! Who does what: by person and unit, as rows of a table, by month.

use serde::Serialize;

use super::maker::{Maker, blank};
use super::tasks::{YearSection, YearTask};
use crate::model::{Literal, NhiemVu};
use crate::report::wording::words as given;
use crate::report::yaml::as_text;
use crate::report::{Item, words};

/// What one person or unit does.
#[derive(Debug, Serialize)]
pub(super) struct Duty {
    pub(super) ten: String,
    /// A line for what they lead, a line for what they join.
    pub(super) viec: String,
}

impl<'d> Maker<'d> {
    /// The duties of everybody who is named, leaders first.
    pub(super) fn duties(&mut self, sections: &[YearSection<'d>]) -> Vec<Duty> {
        let tasks: Vec<&NhiemVu> = tasks(sections).map(|of_year| of_year.task).collect();
        let lead = |task: &NhiemVu| task.chu_tri.as_ref().map(|who| who.value.clone());
        let joined = tasks.iter().flat_map(|task| task.phoi_hop.iter().map(|who| who.value.clone()));
        let mut names: Vec<String> = Vec::new();
        for name in tasks.iter().filter_map(|task| lead(task)).chain(joined) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut duties = Vec::new();
        for name in names {
            let leads = |task: &NhiemVu| lead(task).as_ref() == Some(&name);
            let joins = |task: &NhiemVu| task.phoi_hop.iter().any(|who| who.value == name);
            let lines = [
                self.duty("chu_tri", tasks.iter().filter(|task| leads(task))),
                self.duty("phoi_hop", tasks.iter().filter(|task| joins(task) && !leads(task))),
            ];
            let viec = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
            duties.push(Duty { ten: as_text(&words::capitalised(&name)), viec });
        }
        let nobody: Vec<&&NhiemVu> = tasks.iter().filter(|task| task.chu_tri.is_none()).collect();
        nobody.iter().for_each(|task| self.miss(task.id.as_str(), "người chủ trì (khóa `chu_tri`)"));
        if let Some(viec) = self.duty("chu_tri", nobody.into_iter()) {
            duties.push(Duty { ten: blank("người, bộ phận chủ trì"), viec });
        }
        duties
    }

    fn duty<'t>(&self, role: &'static str, tasks: impl Iterator<Item = &'t &'d NhiemVu>) -> Option<String>
    where
        'd: 't,
    {
        let named = |task: &&NhiemVu| words::in_sentence(&words::task(task));
        let all: Vec<String> = tasks.map(named).collect();
        let said = || self.say("nam_phan_cong", &[("vai", role)], &[given("cac_viec", all.join("; "))]);
        (!all.is_empty()).then(|| as_text(&said()))
    }

    /// The rows of the annex: task, result to reach, lead, join, deadline.
    pub(super) fn rows(&mut self, sections: &[YearSection<'d>]) -> Vec<[String; 5]> {
        let mut rows = Vec::new();
        for of_year in tasks(sections) {
            let task = of_year.task;
            let joined: Vec<&str> = task.phoi_hop.iter().map(Literal::as_str).collect();
            rows.push([
                words::task(task),
                self.result_to_reach(of_year),
                lead_or_blank(task),
                words::capitalised(&joined.join(", ")),
                self.deadline(of_year),
            ]);
        }
        rows
    }

    /// The rows of the calendar: month, what, who, until when. What has no day
    /// stands at the end, under the whole year.
    pub(super) fn by_month(&self, sections: &[YearSection<'d>], reports: &[Item]) -> Vec<[String; 4]> {
        let mut rows = Vec::new();
        for month in self.year.months() {
            let due = |of_year: &&YearTask<'_>| {
                of_year.task.han.is_some_and(|han| self.year.has(han) && han.thang() == month)
            };
            let name = format!("Tháng {month}");
            for of_year in tasks(sections).filter(due) {
                rows.push(self.in_month(&name, of_year));
            }
            for report in reports.iter().filter(|report| report.han.thang() == month) {
                rows.push([name.clone(), report.viec.clone(), String::new(), words::date(report.han)]);
            }
        }
        let dateless = |of_year: &&YearTask<'_>| of_year.task.han.is_none_or(|han| !self.year.has(han));
        rows.extend(tasks(sections).filter(dateless).map(|of_year| self.in_month("Cả năm", of_year)));
        rows
    }

    fn in_month(&self, month: &str, of_year: &YearTask<'_>) -> [String; 4] {
        let task = of_year.task;
        [month.to_owned(), words::task(task), lead_or_blank(task), self.deadline(of_year)]
    }
}

fn tasks<'s, 'd>(sections: &'s [YearSection<'d>]) -> impl Iterator<Item = &'s YearTask<'d>> {
    sections.iter().flat_map(|section| &section.tasks)
}

fn lead_or_blank(task: &NhiemVu) -> String {
    task.chu_tri.as_ref().map_or_else(|| blank("người chủ trì"), |who| who.value.clone())
}

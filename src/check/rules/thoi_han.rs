//! Deadlines after the day of the document.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::cited_text::read_date;
use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::period;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::stretch::Stretch;
use crate::check::word_set::Sequences;
use crate::check::words::table;
use crate::diagnostic::Severity;
use crate::model::{Ngay, NoiDung};

pub(super) const RULE: Rule = Rule {
    id: "TN-thoi_han",
    scope: Scope::Every,
    name: "Thời hạn giao việc không được trước ngày ban hành",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Việc giao ở văn bản này mà hạn lại trước ngày ký thì không ai làm kịp: thường là hạn còn sót từ văn bản năm \
        trước, hoặc ngày ký chưa sửa.",
    wrong: Example::Text("Các tổ chuyên môn gửi kế hoạch về nhà trường trước ngày 18/11/2025."),
    right: Example::Text("Các tổ chuyên môn gửi kế hoạch về nhà trường trước ngày 18/11/2026."),
    fixable: false,
    run,
};

/// The file `thoi_han.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Verbs of duties whose day is a deadline.
    viec_phai_lam: Sequences,
    /// Words right before "trước ngày" that make it no deadline.
    khong_phai_han: HashSet<String>,
    /// Words between the lead of a deadline and its date.
    noi: HashSet<String>,
}

table!(
    static LISTS: Lists = "thoi_han.yaml"
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let Some(day) = facts.ngay else { return };
    tasks(facts, day, report);
    if facts.is_kind(&["bao_cao", "bien_ban"]) {
        return;
    }
    let end = end_of_period(facts);
    for at in facts.prose().flat_map(Piece::tokens) {
        let Some((due, words)) = deadline(at) else { continue };
        if facts.cited_at(&words).is_some() {
            continue;
        }
        if due < day {
            report
                .at(words, format!("hạn {} trước ngày ban hành {}", due.short(), day.short()))
                .help("xem lại ngày của hạn, hoặc `ngay` của văn bản");
        } else if end.is_some_and(|end| due.nam() > end.saturating_add(1)) {
            report
                .at(words, format!("hạn {} sau giai đoạn của văn bản hơn một năm", due.short()))
                .help("xem lại năm của hạn")
                .hint();
        }
    }
}

/// Deadlines of tasks.
fn tasks(facts: &Facts<'_>, day: Ngay, report: &mut RuleReport) {
    for task in facts.content.map(NoiDung::nhiem_vu).unwrap_or_default() {
        if let Some(due) = task.han.filter(|due| *due < day) {
            let message = format!("hạn {} của nhiệm vụ này trước ngày ban hành {}", due.short(), day.short());
            report.place(task.viec.span, message).help("sửa `han` của nhiệm vụ");
        }
    }
}

/// The last year of the period in the subject.
fn end_of_period(facts: &Facts<'_>) -> Option<i16> {
    let mut leads =
        facts.pieces(|part| part == Part::TrichYeu).flat_map(Piece::tokens).filter(|at| at.is("đoạn"));
    leads.find_map(|at| period::after(facts, at)).map(|found| found.years.1)
}

/// The deadline whose lead word stands here: "trước ngày", "chậm nhất ngày",
/// "hạn cuối là ngày", "đến hết ngày".
fn deadline(at: At<'_>) -> Option<(Ngay, Stretch<'_>)> {
    let sure = match at.word() {
        "trước" | "hết" => false,
        "chậm" => at.word_after() == "nhất",
        "hạn" => matches!(at.word_after(), "cuối" | "chót" | "nộp"),
        _ => return None,
    };
    let mut next = at.next()?;
    for _ in 0..5 {
        if let Some((date, last)) = read_date(next) {
            let due = date.ngay.ok()?;
            let meant = !is_past(at) && (sure || has_duty(at));
            return meant.then(|| (due, at.to(last)));
        }
        // "chậm nhất trước ngày": the inner word is looked at by itself.
        if !(LISTS.noi.contains(next.word()) || next.is_mark(':')) {
            return None;
        }
        next = next.next()?;
    }
    None
}

/// Whether the clause before names a duty.
fn has_duty(at: At<'_>) -> bool {
    let clause = at.sentence().take_while(|before| before.is_before(at));
    let from = clause.clone().filter(|at| at.is_one_of(&[';', ':'])).last();
    let mut clause = clause.skip_while(|at| from.is_some_and(|from| at.is_before(from)));
    clause.any(|end| end.follows_any(&LISTS.viec_phai_lam)) || at.follows_any(&LISTS.viec_phai_lam)
}

/// Whether the sentence speaks of what is done.
fn is_past(at: At<'_>) -> bool {
    at.sentence().any(|at| at.is("đã")) || LISTS.khong_phai_han.contains(at.word_before())
}

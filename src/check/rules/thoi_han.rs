//! Deadlines after the day of the document.

use std::ops::Range;

use crate::check::cited_text::read_date;
use crate::check::facts::Facts;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::period;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
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

/// Verbs of duties whose day is a deadline.
const DUTIES: [&[&str]; 11] = [
    &["gửi"],
    &["nộp"],
    &["xong"],
    &["báo", "cáo"],
    &["hoàn", "thành"],
    &["hoàn", "thiện"],
    &["đăng", "ký"],
    &["tổng", "hợp"],
    &["phản", "hồi"],
    &["tổ", "chức"],
    &["triển", "khai"],
];

/// Words right before "trước ngày" that make it no deadline: ban hành, sinh,
/// tuyển dụng, hiệu lực trước ngày.
const PAST: [&str; 9] = ["hành", "sinh", "dụng", "lực", "ký", "cấp", "nhập", "ngũ", "lập"];

fn run(facts: &Facts<'_>, report: &mut Report) {
    let Some(day) = facts.ngay else { return };
    tasks(facts, day, report);
    if facts.is_kind(&["bao_cao", "bien_ban"]) {
        return;
    }
    let end = end_of_period(facts);
    for (passage, block) in facts.prose() {
        for at in 0..block.tokens.len() {
            let Some((due, range)) = deadline(passage, block, at) else { continue };
            if facts.cited_at(passage, range.start).is_some() {
                continue;
            }
            if due < day {
                report
                    .words(passage, range, format!("hạn {} trước ngày ban hành {}", due.short(), day.short()))
                    .help("xem lại ngày của hạn, hoặc `ngay` của văn bản");
            } else if end.is_some_and(|end| due.nam() > end.saturating_add(1)) {
                report
                    .words(
                        passage,
                        range,
                        format!("hạn {} sau giai đoạn của văn bản hơn một năm", due.short()),
                    )
                    .help("xem lại năm của hạn")
                    .hint();
            }
        }
    }
}

/// Deadlines of tasks.
fn tasks(facts: &Facts<'_>, day: Ngay, report: &mut Report) {
    for task in facts.content.map(NoiDung::nhiem_vu).unwrap_or_default() {
        if let Some(due) = task.han.filter(|due| *due < day) {
            let message = format!("hạn {} của nhiệm vụ này trước ngày ban hành {}", due.short(), day.short());
            report.place(task.viec.span, message).help("sửa `han` của nhiệm vụ");
        }
    }
}

/// The last year of the period in the subject.
fn end_of_period(facts: &Facts<'_>) -> Option<i16> {
    facts.blocks(|part| part == Part::TrichYeu).find_map(|(passage, block)| {
        (1..block.tokens.len())
            .filter(|&at| near::low(passage, block, Some(at)) == "đoạn")
            .find_map(|at| period::after(facts, passage, block, at))
            .map(|found| found.years.1)
    })
}

/// The deadline whose lead word stands at `at`: "trước ngày", "chậm nhất ngày",
/// "hạn cuối là ngày", "đến hết ngày".
fn deadline(passage: &Passage<'_>, block: &Block, at: usize) -> Option<(Ngay, Range<usize>)> {
    let sure = match near::low(passage, block, Some(at)) {
        "trước" | "hết" => false,
        "chậm" => near::low_after(passage, block, at) == "nhất",
        "hạn" => matches!(near::low_after(passage, block, at), "cuối" | "chót" | "nộp"),
        _ => return None,
    };
    let mut next = block.next(at)?;
    for _ in 0..5 {
        if let Some((date, last)) = read_date(passage, block, next) {
            let range = block.tokens[at].range.start..block.tokens[last].range.end;
            let due = date.ngay.ok()?;
            let meant = !is_past(passage, block, at) && (sure || has_duty(passage, block, at));
            return meant.then_some((due, range));
        }
        // "chậm nhất trước ngày": the inner word is looked at by itself.
        let link = ["ngày", "nhất", "là", "vào", "đến", "cuối", "chót", "nộp"];
        if !(link.contains(&near::low(passage, block, Some(next))) || block.is_punct(next, ':')) {
            return None;
        }
        next = block.next(next)?;
    }
    None
}

/// Whether the clause before names a duty.
fn has_duty(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    clause(block, at).any(|end| DUTIES.iter().any(|words| near::follows(passage, block, end, words)))
        || DUTIES.iter().any(|words| near::follows(passage, block, at, words))
}

/// Whether the sentence speaks of what is done.
fn is_past(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let done = near::sentence(block, at).any(|index| near::low(passage, block, Some(index)) == "đã");
    done || PAST.contains(&near::low_before(passage, block, at))
}

/// The tokens of the clause before `at`, back to a semicolon or colon.
fn clause(block: &Block, at: usize) -> Range<usize> {
    let sentence = near::sentence(block, at);
    let mark = |index: &usize| block.is_punct(*index, ';') || block.is_punct(*index, ':');
    (sentence.start..at).rev().find(mark).unwrap_or(sentence.start)..at
}

//! Dates of cited documents: days below 10 and months 1 and 2 with a zero.

use crate::check::cited_text::read_date;
use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::stretch::Stretch;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.4-ngay",
    scope: Scope::Administrative,
    name: "Ngày ban hành nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0 phía trước",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.4.b",
    explanation: "Thời gian ban hành văn bản: những số thể hiện ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước: \
        05/3/2020, 10/02/2021. Ngày của chính văn bản này do chương trình viết.",
    wrong: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 5/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    right: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    fixable: true,
    run,
};

/// Checks the dates of cited documents, then those of laws in the bases.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut numbered = Vec::new();
    for citation in &facts.citations {
        let Some(piece) = facts.written(citation) else { continue };
        numbered.push(piece.passage.id);
        if let Some(date) = &citation.date {
            one(piece.passage.part(date.range.clone()), report);
        }
    }
    for piece in facts.pieces(|part| matches!(part, Part::CanCu(_))) {
        // A law has no number: its date is the first one.
        if !numbered.contains(&piece.passage.id)
            && let Some((date, _)) = piece.tokens().find_map(read_date)
        {
            one(piece.passage.part(date.range), report);
        }
    }
}

/// Reports a date whose day or month lacks its zero.
fn one(date: Stretch<'_>, report: &mut RuleReport) {
    let (passage, text) = (date.passage, date.typed());
    let mut numbers = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            numbers.push((date.range.start + at, digits));
        }
        at += piece.len();
    }
    let [day, month, _] = numbers[..] else { return };
    let day = (day.1.len() == 1).then_some(day);
    let month = (month.1 == "1" || month.1 == "2").then_some(month);
    if day.is_none() && month.is_none() {
        return;
    }
    let finding = report.at(date, format!("ngày \"{text}\" thiếu số 0"));
    finding.help("ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0 phía trước");
    for (start, digits) in [day, month].into_iter().flatten() {
        finding.mend(passage.part(start..start + digits.len()), &format!("0{digits}"));
    }
}

//! The first citation of a document, in full.

use std::collections::HashSet;

use crate::check::at::{At, Piece};
use crate::check::citation::{Citation, CitedAt};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::prose::BlockKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.b-lan_dau",
    scope: Scope::Administrative,
    name: "Lần đầu viện dẫn phải ghi đầy đủ thời gian và cơ quan ban hành",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.b",
    explanation: "Lần đầu viện dẫn một văn bản phải ghi đầy đủ tên loại, số, ký hiệu, thời gian ban hành, cơ quan ban hành và \
        trích yếu; riêng luật, pháp lệnh chỉ ghi tên. Các lần sau chỉ ghi tên loại và số, ký hiệu.",
    wrong: Example::Text("Thực hiện chế độ báo cáo theo Kế hoạch số 12/KH-UBND của UBND xã Mây Trắng."),
    right: Example::Text(
        "Thực hiện chế độ báo cáo theo Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    fixable: false,
    run,
};

/// Looks at the first citation of every sign.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut previous: Option<&Citation> = None;
    for citation in &facts.citations {
        let before = previous.replace(citation);
        if matches!(citation.place, CitedAt::Declared { .. })
            || citation.is_law
            || facts.sign.as_ref() == Some(&citation.sign)
        {
            continue;
        }
        let Some(piece) = facts.written(citation) else {
            if seen.insert(&citation.sign) && matches!(citation.place, CitedAt::Call { .. }) {
                of_declared(facts, citation, report);
            }
            continue;
        };
        if !counts(piece) || is_nested(piece, before, citation) || !seen.insert(&citation.sign) {
            continue;
        }
        let leads_basis = matches!(piece.passage.part, Part::CanCu(_)) && !same_passage(before, citation);
        let lacking = lacks(piece, citation);
        if leads_basis || lacking.is_empty() {
            continue;
        }
        let message = format!("viện dẫn lần đầu {} thiếu {}", citation.sign, lacking.join(", "));
        report
            .cited(facts, citation, message)
            .label("chưa đầy đủ")
            .help("ghi đủ: tên loại số ... ngày ... của ... về ...; hoặc khai ở `vien_dan` rồi gọi bằng id");
    }
}

/// Whether citations of a piece have to be in full: not titles, tables, lists
/// of recipients.
fn counts(piece: Piece<'_>) -> bool {
    piece.passage.part.is_prose() && !piece.is_cell() && piece.kind() != BlockKind::Heading
}

/// Whether two citations stand in the same text.
fn same_passage(before: Option<&Citation>, citation: &Citation) -> bool {
    before.is_some_and(|before| before.passage() == citation.passage())
}

/// Whether a citation is part of the subject of the one before: a subject is
/// quoted as it stands.
fn is_nested(piece: Piece<'_>, before: Option<&Citation>, citation: &Citation) -> bool {
    let Some(before) = before.filter(|before| before.place == citation.place) else { return false };
    before.subject.as_ref().is_some_and(|subject| {
        let between = subject.range.start..citation.sign_range.start;
        between.start < between.end && !piece.passage.part(between).typed().contains([';', '.'])
    })
}

/// A declared document that is called but is not complete.
fn of_declared(facts: &Facts<'_>, call: &Citation, report: &mut RuleReport) {
    let declared = facts
        .citations
        .iter()
        .find(|citation| matches!(citation.place, CitedAt::Declared { .. }) && citation.sign == call.sign);
    let Some(declared) = declared else { return };
    let mut lacking = Vec::new();
    if declared.date.is_none() {
        lacking.push("`ngay`");
    }
    if declared.body.is_none() {
        lacking.push("`co_quan`");
    }
    if !lacking.is_empty() {
        let message = format!("viện dẫn {} thiếu {}", declared.sign, lacking.join(", "));
        report.cited(facts, declared, message).help("thêm vào mục này của `vien_dan`");
    }
}

/// What a full citation needs and this one has not. What may stand elsewhere
/// is not asked for: dates by variable, numbers in a row, an issuing body
/// named before.
pub(super) fn lacks(piece: Piece<'_>, citation: &Citation) -> Vec<&'static str> {
    let mut lacking = Vec::new();
    let Some(kind) = citation.kind.as_ref() else { return lacking };
    let Some(sign) = piece.ending_at(citation.sign_range.end) else { return lacking };
    if citation.date.is_none() {
        if is_open(sign) {
            return lacking;
        }
        lacking.push("ngày ban hành");
    }
    // "UBND xã ban hành Kế hoạch số ...": the body stands before.
    let before = piece.starting_at(kind.range.start).map_or("", At::word_before);
    if citation.body.is_none() && !matches!(before, "hành" | "ký" | "có") {
        lacking.push("cơ quan ban hành");
    }
    lacking
}

/// Whether what follows a sign goes on in a way that is not read: "ngày" with
/// something else, a bracket, another number that shares the date.
fn is_open(sign: At<'_>) -> bool {
    let next = sign.next();
    let joint = next.filter(|at| at.is_mark(',') || matches!(at.word(), "và" | "hoặc" | "hay"));
    let Some(at) = joint.map_or(next, At::next) else { return false };
    match at.kind() {
        TokenKind::Sign | TokenKind::Number => joint.is_some(),
        TokenKind::Punct('(' | '[') | TokenKind::Value(_) | TokenKind::Ellipsis => true,
        TokenKind::Word => matches!(at.low(), "ngày" | "số"),
        _ => false,
    }
}

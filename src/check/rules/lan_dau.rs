//! The first citation of a document, in full.

use std::collections::HashSet;

use crate::check::citation::{Citation, CitedAt};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::{Part, Passage};
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
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
fn run(facts: &Facts<'_>, report: &mut Report) {
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
        let Some((passage, block)) = citation.written(&facts.passages) else {
            if seen.insert(&citation.sign) && matches!(citation.place, CitedAt::Call { .. }) {
                of_declared(facts, citation, report);
            }
            continue;
        };
        if !counts(passage, block) || is_nested(passage, before, citation) || !seen.insert(&citation.sign) {
            continue;
        }
        let leads_basis = matches!(passage.part, Part::CanCu(_)) && !same_passage(before, citation);
        let lacking = lacks(passage, block, citation);
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

/// Whether citations of a block have to be in full: not titles, tables, lists
/// of recipients.
fn counts(passage: &Passage<'_>, block: &Block) -> bool {
    passage.part.is_prose() && block.kind != BlockKind::Cell && block.kind != BlockKind::Heading
}

/// Whether two citations stand in the same text.
fn same_passage(before: Option<&Citation>, citation: &Citation) -> bool {
    before.is_some_and(|before| before.passage() == citation.passage())
}

/// Whether a citation is part of the subject of the one before: a subject is
/// quoted as it stands.
fn is_nested(passage: &Passage<'_>, before: Option<&Citation>, citation: &Citation) -> bool {
    let Some(before) = before.filter(|before| before.place == citation.place) else { return false };
    before.subject.as_ref().is_some_and(|subject| {
        subject.range.start < citation.sign_range.start
            && !passage.text(subject.range.start..citation.sign_range.start).contains([';', '.'])
    })
}

/// A declared document that is called but is not complete.
fn of_declared(facts: &Facts<'_>, call: &Citation, report: &mut Report) {
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
pub(super) fn lacks(passage: &Passage<'_>, block: &Block, citation: &Citation) -> Vec<&'static str> {
    let mut lacking = Vec::new();
    let Some(kind) = citation.kind.as_ref() else { return lacking };
    let Some(sign) = block.ending_at(citation.sign_range.end) else { return lacking };
    if citation.date.is_none() {
        if is_open(passage, block, sign) {
            return lacking;
        }
        lacking.push("ngày ban hành");
    }
    if citation.body.is_none() && !is_issued(passage, block, kind.range.start) {
        lacking.push("cơ quan ban hành");
    }
    lacking
}

/// Whether what follows a sign goes on in a way that is not read: "ngày" with
/// something else, a bracket, another number that shares the date.
fn is_open(passage: &Passage<'_>, block: &Block, sign: usize) -> bool {
    let Some(mut at) = block.next(sign) else { return false };
    let joined = block.is_punct(at, ',')
        || block.is_word(at) && matches!(passage.low(&block.tokens[at]), "và" | "hoặc" | "hay");
    if joined {
        let Some(next) = block.next(at) else { return false };
        at = next;
        if matches!(block.tokens[at].kind, TokenKind::Sign | TokenKind::Number) {
            return true;
        }
    }
    match block.tokens[at].kind {
        TokenKind::Punct('(' | '[') | TokenKind::Value(_) | TokenKind::Ellipsis => true,
        TokenKind::Word => matches!(passage.low(&block.tokens[at]), "ngày" | "số"),
        _ => false,
    }
}

/// Whether the body stands before: "UBND xã ban hành Kế hoạch số ...".
fn is_issued(passage: &Passage<'_>, block: &Block, kind_start: usize) -> bool {
    let before = block.starting_at(kind_start).and_then(|kind| block.word_before(kind));
    before.is_some_and(|before| matches!(passage.low(&block.tokens[before]), "hành" | "ký" | "có"))
}

//! One basis, one line.

use crate::check::at::At;
use crate::check::cited_text::kind_ending_at;
use crate::check::facts::Facts;
use crate::check::kind_names::KindNames;
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.a-mot_dong",
    scope: Scope::Administrative,
    name: "Mỗi căn cứ là một dòng riêng",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.a",
    explanation: "Sau mỗi căn cứ phải xuống dòng. Hai văn bản nối bằng dấu chấm phẩy trong một mục của `can_cu` là hai \
        căn cứ: tách thành hai mục để mỗi căn cứ in một dòng.",
    wrong: Example::Keys(
        "can_cu:\n  - Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện; Công văn số \
         30/UBND-VX ngày 11/9/2026 của UBND xã Mây Trắng về phong trào đọc sách",
    ),
    right: Example::Keys(
        "can_cu:\n  - Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện\n  - Công văn số \
         30/UBND-VX ngày 11/9/2026 của UBND xã Mây Trắng về phong trào đọc sách",
    ),
    fixable: false,
    run,
};

/// Looks for a second dated document behind a semicolon.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for piece in facts.pieces(|part| matches!(part, Part::CanCu(_))) {
        let Some(first) = piece.tokens().skip(1).find_map(|at| second_basis(at, facts.kinds)) else {
            continue;
        };
        let Some(last) = piece.last() else { continue };
        report
            .at(first.to(last), "một mục của `can_cu` chứa hai căn cứ")
            .label("căn cứ thứ hai")
            .help("tách thành một mục riêng, bắt đầu bằng dấu \"-\"");
    }
}

/// Where a second basis starts behind a mark or line break.
fn second_basis<'p>(at: At<'p>, kinds: &KindNames) -> Option<At<'p>> {
    let first = at.next()?;
    if !(at.is_mark(';') || starts_line(at, first)) || !is_dated(at.before()) {
        return None;
    }
    let start = after_lead(first)?;
    let rest = std::iter::once(start).chain(start.after());
    (names_kind(start, kinds) && is_dated(rest)).then_some(first)
}

/// Whether a new line of the file starts with "Căn cứ" behind this white space.
fn starts_line(at: At<'_>, first: At<'_>) -> bool {
    at.is_space() && !at.is_gap() && first.typed() == "Căn"
}

/// Whether a sign or a date stands among tokens.
fn is_dated<'p>(tokens: impl Iterator<Item = At<'p>> + Clone) -> bool {
    let mut dates = tokens.clone();
    let dated = dates.any(|at| matches!(at.kind(), TokenKind::Sign | TokenKind::Date));
    // "tháng 6", "năm 2019": a date in words.
    dated
        || tokens
            .clone()
            .zip(tokens.skip(2))
            .any(|(word, number)| word.is_word() && number.is_number() && number.range().len() == 4)
}

/// The token behind "Căn cứ", "Thực hiện" or "Theo".
fn after_lead(first: At<'_>) -> Option<At<'_>> {
    match (first.word(), first.word_after()) {
        ("", _) => None,
        ("căn", "cứ") | ("thực", "hiện") => first.next()?.next(),
        ("theo", _) => first.next(),
        _ => Some(first),
    }
}

/// Whether the name of a kind starts here, with a capital.
fn names_kind(start: At<'_>, kinds: &KindNames) -> bool {
    let ends = std::iter::successors(Some(start), |at| at.next_word()).take(3);
    start.is_word()
        && start.starts_capital()
        && ends.filter_map(|end| kind_ending_at(end, kinds)).any(|kind| kind.range.start == start.start())
}

//! One basis, one line.

use crate::check::cited_text::kind_ending_at;
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::{Part, Passage};
use crate::check::prose::Block;
use crate::check::report::Report;
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
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(|part| matches!(part, Part::CanCu(_))) {
        let second = (1..block.tokens.len()).find_map(|at| {
            let first = block.next(at)?;
            let mark = block.is_punct(at, ';') || starts_line(passage, block, at, first);
            if !mark || !is_dated(block, 0, at) {
                return None;
            }
            let start = after_lead(passage, block, first)?;
            (names_kind(passage, block, start) && is_dated(block, start, block.tokens.len())).then_some(first)
        });
        let Some(first) = second else { continue };
        let range = block.tokens[first].range.start..block.range().end;
        report
            .words(passage, range, "một mục của `can_cu` chứa hai căn cứ")
            .label("căn cứ thứ hai")
            .help("tách thành một mục riêng, bắt đầu bằng dấu \"-\"");
    }
}

/// Whether a new line of the file starts at `at` with "Căn cứ".
fn starts_line(passage: &Passage<'_>, block: &Block, at: usize, first: usize) -> bool {
    block.is_space(at)
        && passage.of(&block.tokens[at]).contains('\n')
        && block.is_word(first)
        && passage.of(&block.tokens[first]) == "Căn"
}

/// Whether a sign or a date stands between two tokens.
fn is_dated(block: &Block, from: usize, to: usize) -> bool {
    block.tokens[from..to].iter().any(|token| matches!(token.kind, TokenKind::Sign | TokenKind::Date))
        || block.tokens[from..to].windows(3).any(|three| {
            // "tháng 6", "năm 2019": a date in words.
            three[0].kind == TokenKind::Word
                && three[2].kind == TokenKind::Number
                && three[2].range.len() == 4
        })
}

/// The token behind "Căn cứ", "Thực hiện" or "Theo".
fn after_lead(passage: &Passage<'_>, block: &Block, first: usize) -> Option<usize> {
    let low = |at: usize| block.is_word(at).then(|| passage.low(&block.tokens[at]));
    match (low(first)?, block.word_after(first).and_then(low)) {
        ("căn", Some("cứ")) | ("thực", Some("hiện")) => block.next(block.next(first)?),
        ("theo", _) => block.next(first),
        _ => Some(first),
    }
}

/// Whether the name of a kind starts here, with a capital.
fn names_kind(passage: &Passage<'_>, block: &Block, start: usize) -> bool {
    let capital = block.is_word(start) && passage.of(&block.tokens[start]).starts_with(char::is_uppercase);
    let mut end = Some(start);
    capital
        && (0..3).any(|_| {
            let Some(at) = end else { return false };
            end = block.word_after(at);
            kind_ending_at(passage, block, at)
                .is_some_and(|kind| kind.range.start == block.tokens[start].range.start)
        })
}

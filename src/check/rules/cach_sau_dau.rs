//! A space after punctuation.

use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, is_single};
use crate::check::lexer::TokenKind;
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{Verdict, judge};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-cach_sau_dau",
    scope: Scope::Every,
    name: "Có dấu cách sau dấu câu",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Sau dấu chấm, phẩy, chấm phẩy, hai chấm, chấm hỏi, chấm than phải có một dấu cách rồi mới đến chữ. \
        Thiếu dấu cách, Word coi hai từ là một và ngắt dòng sai chỗ.",
    wrong: Example::Text("Nhà trường tổ chức họp,phân công nhiệm vụ."),
    right: Example::Text("Nhà trường tổ chức họp lúc 7:30, phân công nhiệm vụ."),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for at in 1..block.tokens.len() {
            let TokenKind::Punct(mark @ ('.' | ',' | ';' | ':' | '?' | '!')) = block.tokens[at].kind else {
                continue;
            };
            if !(block.is_glued(at) && block.is_glued(at + 1) && wants_space(passage, block, at, mark)) {
                continue;
            }
            let place = block.tokens[at].range.clone();
            let shown = place.start..block.tokens[at + 1].range.end;
            report
                .words(passage, shown, format!("thiếu dấu cách sau dấu \"{mark}\""))
                .help("thêm dấu cách")
                .fix(passage, place.end..place.end, " ");
        }
    }
}

/// Whether what stands around the mark makes it punctuation.
fn wants_space(passage: &Passage<'_>, block: &Block, at: usize, mark: char) -> bool {
    let (before, after) = (&block.tokens[at - 1], &block.tokens[at + 1]);
    let is_read = matches!(
        before.kind,
        TokenKind::Word
            | TokenKind::Code
            | TokenKind::Number
            | TokenKind::Date
            | TokenKind::Sign
            | TokenKind::Punct(')' | '”' | '%')
    );
    if after.kind != TokenKind::Word {
        let opens = matches!(after.kind, TokenKind::Punct('“' | '('));
        return opens && matches!(mark, ',' | ';' | ':') && before.kind == TokenKind::Word;
    }
    let (previous, next) = (passage.of(before), passage.of(after));
    match mark {
        // "điểm a,b" is a list of letters, "f(x,y)" a formula.
        ',' | ';' => is_read && !(is_single(previous) && is_single(next)),
        ':' => is_read && !is_single(previous) && !is_single(next) && !is_ratio(passage, block, at),
        '.' => ends_sentence(passage, block, at),
        _ => before.kind == TokenKind::Word && !is_single(next),
    }
}

/// "GV:HS", "tỷ lệ nam:nữ", "mailto:abc".
fn is_ratio(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let (previous, next) = (passage.of(&block.tokens[at - 1]), passage.of(&block.tokens[at + 1]));
    let both = |case| case_of(previous) == case && case_of(next) == case;
    let of_ratio = || block.word_before(at - 1).is_some_and(|word| passage.low(&block.tokens[word]) == "lệ");
    both(Case::Upper) || (both(Case::Lower) && ((previous.is_ascii() && next.is_ascii()) || of_ratio()))
}

/// Whether a full stop ends a sentence: a word in lower case before it, one
/// with a capital after it, both Vietnamese; or it ends a label.
fn ends_sentence(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let (before, after) = (&block.tokens[at - 1], &block.tokens[at + 1]);
    let next = passage.of(after);
    let is_syllable = |word: &str| judge(word) != Verdict::Impossible;
    if is_single(next) || case_of(next) != Case::Title || !is_syllable(passage.low(after)) {
        return false;
    }
    let previous = passage.of(before);
    match before.kind {
        TokenKind::Word if is_single(previous) => at == 1 && case_of(previous) == Case::Lower,
        TokenKind::Word => case_of(previous) == Case::Lower && is_syllable(previous),
        TokenKind::Number | TokenKind::Date | TokenKind::Punct(')' | '”' | '%') => true,
        _ => false,
    }
}

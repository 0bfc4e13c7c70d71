//! A space after punctuation.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, is_single};
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
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
    wrong: Example::Text("Nhà trường tổ chức họp lúc 7:30,phân công nhiệm vụ."),
    right: Example::Text("Nhà trường tổ chức họp lúc 7:30, phân công nhiệm vụ."),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        let TokenKind::Punct(mark @ ('.' | ',' | ';' | ':' | '?' | '!')) = at.kind() else { continue };
        if at.is_glued() && at.right().is_glued() && wants_space(at, mark) {
            report
                .at(at.to(at.right()), format!("thiếu dấu cách sau dấu \"{mark}\""))
                .help("thêm dấu cách")
                .mend(at.back(), " ");
        }
    }
}

/// Whether what stands around the mark makes it punctuation.
fn wants_space(at: At<'_>, mark: char) -> bool {
    let (Some(before), after) = (at.left(), at.right()) else { return false };
    let is_read = before.kind().is_read() || before.is_one_of(&[')', '”', '%']);
    if !after.is_word() {
        return after.is_one_of(&['“', '(']) && matches!(mark, ',' | ';' | ':') && before.is_word();
    }
    match mark {
        // "điểm a,b" is a list of letters, "f(x,y)" a formula.
        ',' | ';' => is_read && !(is_single(before.typed()) && is_single(after.typed())),
        ':' => is_read && !is_single(before.typed()) && !is_single(after.typed()) && !is_ratio(before, after),
        '.' => ends_sentence(before, after),
        _ => before.is_word() && !is_single(after.typed()),
    }
}

/// "GV:HS", "tỷ lệ nam:nữ", "mailto:abc".
fn is_ratio(before: At<'_>, after: At<'_>) -> bool {
    let (previous, next) = (before.typed(), after.typed());
    let both = |case| case_of(previous) == case && case_of(next) == case;
    let of_ratio = || before.word_before() == "lệ";
    both(Case::Upper) || (both(Case::Lower) && ((previous.is_ascii() && next.is_ascii()) || of_ratio()))
}

/// Whether a full stop ends a sentence: a word in lower case before it, one
/// with a capital after it, both Vietnamese; or it ends a label.
fn ends_sentence(before: At<'_>, after: At<'_>) -> bool {
    let is_syllable = |word: &str| judge(word) != Verdict::Impossible;
    if is_single(after.typed()) || case_of(after.typed()) != Case::Title || !is_syllable(after.low()) {
        return false;
    }
    let previous = before.typed();
    match before.kind() {
        TokenKind::Word if is_single(previous) => before.is_first() && case_of(previous) == Case::Lower,
        TokenKind::Word => case_of(previous) == Case::Lower && is_syllable(previous),
        TokenKind::Number | TokenKind::Date | TokenKind::Punct(')' | '”' | '%') => true,
        _ => false,
    }
}

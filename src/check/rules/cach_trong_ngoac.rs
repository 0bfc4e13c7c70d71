//! Spaces around brackets and quotation marks.

use std::ops::Range;

use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, is_single};
use crate::check::lexer::TokenKind;
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-cach_trong_ngoac",
    scope: Scope::Every,
    name: "Dấu ngoặc sát chữ bên trong, cách chữ bên ngoài",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Dấu ngoặc đơn và ngoặc kép ôm sát phần chữ bên trong, cách phần chữ bên ngoài một dấu cách.",
    wrong: Example::Text("Gửi Phòng Văn hóa - Xã hội ( để báo cáo ) trước ngày 20/10."),
    right: Example::Text("Gửi Phòng Văn hóa - Xã hội (để báo cáo) trước ngày 20/10."),
    fixable: true,
    run,
};

/// What a place lacks or has too much.
struct Fault {
    range: Range<usize>,
    replacement: &'static str,
    message: &'static str,
    certain: bool,
}

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for at in 0..block.tokens.len() {
            let TokenKind::Punct(mark @ ('(' | ')' | '[' | ']' | '“' | '”')) = block.tokens[at].kind
            else {
                continue;
            };
            let opens = matches!(mark, '(' | '[' | '“');
            let faults = if opens {
                [after_opening(passage, block, at), before_opening(passage, block, at, mark)]
            } else {
                [before_closing(passage, block, at), after_closing(passage, block, at, mark)]
            };
            for fault in faults.into_iter().flatten() {
                let token = &block.tokens[at].range;
                let shown = fault.range.start.min(token.start)..fault.range.end.max(token.end);
                let finding = report.words(passage, shown, format!("{} dấu \"{mark}\"", fault.message));
                if fault.certain {
                    let help =
                        if fault.replacement.is_empty() { "xóa dấu cách" } else { "thêm dấu cách" };
                    finding.help(help).fix(passage, fault.range, fault.replacement);
                } else {
                    finding.help("thêm dấu cách nếu là hai từ rời").hint();
                }
            }
        }
    }
}

/// A space to delete.
fn too_much(range: Range<usize>, message: &'static str) -> Option<Fault> {
    Some(Fault { range, replacement: "", message, certain: true })
}

/// A space to insert.
fn too_little(at: usize, message: &'static str, certain: bool) -> Option<Fault> {
    Some(Fault { range: at..at, replacement: " ", message, certain })
}

/// "( để báo cáo": not a blank to fill in.
fn after_opening(passage: &Passage<'_>, block: &Block, at: usize) -> Option<Fault> {
    let joined = block.is_gap(passage, at + 1) && block.is_glued(at + 1) && block.is_glued(at + 2);
    let blank = matches!(
        block.kind_at(at + 2),
        None | Some(TokenKind::Punct(')' | ']' | '”' | '_' | '/') | TokenKind::Ellipsis)
    );
    // “ behind a word closes a quotation in the wrong shape.
    let turned = block.is_punct(at, '“') && block.is_glued(at) && block.is_word(at.wrapping_sub(1));
    if !joined || blank || turned {
        return None;
    }
    too_much(block.tokens[at + 1].range.clone(), "có dấu cách ngay sau")
}

/// "để báo cáo )".
fn before_closing(passage: &Passage<'_>, block: &Block, at: usize) -> Option<Fault> {
    let space = at.checked_sub(1)?;
    let inner = block.kind_at(space.checked_sub(1)?)?;
    let joined = block.is_gap(passage, space) && block.is_glued(space) && block.is_glued(at);
    let blank = matches!(
        inner,
        TokenKind::Punct('(' | '[' | '“' | '_' | ':' | ';' | '=' | '/') | TokenKind::Ellipsis
    );
    let turned = block.is_punct(at, '”') && block.is_glued(at + 1) && block.is_word(at + 1);
    if !joined || blank || turned {
        return None;
    }
    too_much(block.tokens[space].range.clone(), "có dấu cách ngay trước")
}

/// "trường(THCS": not "f(x", "sin(", "Ca(OH)", "con(s)".
fn before_opening(passage: &Passage<'_>, block: &Block, at: usize, mark: char) -> Option<Fault> {
    let word = at.checked_sub(1).filter(|&word| block.is_word(word) && block.is_glued(at))?;
    let typed = passage.of(&block.tokens[word]);
    let inner = block.tokens.get(at + 1)?;
    let is_formula = is_single(typed)
        || is_single(passage.of(inner))
        || matches!(typed, "sin" | "cos" | "tan" | "cot" | "log" | "lim" | "max" | "min")
        || (typed.len() <= 2 && case_of(passage.of(inner)) == Case::Upper)
        || (typed.is_ascii() && matches!(case_of(typed), Case::Upper | Case::Mixed));
    if mark == '[' || inner.kind == TokenKind::Space || (mark == '(' && is_formula) {
        return None;
    }
    too_little(block.tokens[at].range.start, "thiếu dấu cách trước", true)
}

/// "(THCS)tổ chức", "a)Xây dựng": not "(OH)2", "a)b)".
fn after_closing(passage: &Passage<'_>, block: &Block, at: usize, mark: char) -> Option<Fault> {
    let word = Some(at + 1).filter(|&word| block.is_word(word) && block.is_glued(word))?;
    let typed = passage.of(&block.tokens[word]);
    let is_formula = is_single(typed) || (typed.is_ascii() && case_of(typed) == Case::Upper);
    let turned = mark == '”' && (at == 0 || block.is_space(at - 1) || !opened(block, at));
    if mark == ']' || is_formula || turned {
        return None;
    }
    // "(các)từ" may mean one word or two.
    let optional = mark == ')' && at >= 2 && block.is_punct(at - 2, '(') && block.is_word(at - 1);
    let guessed = optional && case_of(passage.of(&block.tokens[at - 1])) == Case::Lower;
    too_little(block.tokens[at].range.end, "thiếu dấu cách sau", !guessed)
}

/// Whether a “ stands open before `at`.
fn opened(block: &Block, at: usize) -> bool {
    let count = |mark| (0..at).filter(|&before| block.is_punct(before, mark)).count();
    count('“') > count('”')
}

//! No space before punctuation.

use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-cach_truoc_dau",
    scope: Scope::Every,
    name: "Không có dấu cách trước dấu câu",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Dấu chấm, phẩy, chấm phẩy, hai chấm, chấm hỏi, chấm than đứng sát chữ trước nó.",
    wrong: Example::Text("Nhà trường tổ chức họp , phân công nhiệm vụ ."),
    right: Example::Text("Nhà trường tổ chức họp, phân công nhiệm vụ."),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for at in 1..block.tokens.len() {
            let (before, token) = (&block.tokens[at - 1], &block.tokens[at]);
            let TokenKind::Punct(mark @ ('.' | ',' | ';' | ':' | '?' | '!')) = token.kind else { continue };
            // A line that starts with a mark, "./.", " .docx" are other things.
            let smile = matches!(mark, ':' | ';') && block.is_punct(at + 1, ')');
            let lone = at == 1 || smile || block.tokens.get(at + 1).is_some_and(|next| glued(next.kind));
            if before.kind != TokenKind::Space || lone || !block.is_glued(at) {
                continue;
            }
            report
                .words(
                    passage,
                    before.range.start..token.range.end,
                    format!("có dấu cách trước dấu \"{mark}\""),
                )
                .help("xóa dấu cách")
                .fix(passage, before.range.clone(), "");
        }
    }
}

/// What makes the mark the start of something else.
fn glued(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Punct('/' | '.' | ',' | ';' | ':') | TokenKind::Number | TokenKind::Word)
}

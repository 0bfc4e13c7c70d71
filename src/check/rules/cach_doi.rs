//! One space between words.

use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-cach_doi",
    scope: Scope::Every,
    name: "Giữa hai từ chỉ có một dấu cách",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Hai dấu cách liền nhau làm khoảng trống rộng ra, nhất là khi căn đều hai lề.",
    wrong: Example::Text("Nhà trường  tổ chức họp."),
    right: Example::Text("Nhà trường tổ chức họp."),
    fixable: true,
    run,
};

/// So many spaces push words to a place of the line.
const LAYOUT: usize = 5;

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for at in 1..block.tokens.len().saturating_sub(1) {
            let token = &block.tokens[at];
            let joined = token.kind == TokenKind::Space && block.is_glued(at) && block.is_glued(at + 1);
            if !joined || token.range.len() < 2 {
                continue;
            }
            let typed = passage.of(token);
            let count = typed.chars().count();
            // Line breaks are not typed spaces; tabs, spaces before punctuation
            // and inside brackets have their own rules.
            let blank = is_blank(passage.low(&block.tokens[at - 1]), count);
            if blank
                || count < 2
                || typed.contains(['\n', '\t'])
                || of_another_rule(block.kind_at(at - 1), block.kind_at(at + 1))
            {
                continue;
            }
            let shown = block.tokens[at - 1].range.start..block.tokens[at + 1].range.end;
            let finding = report.words(passage, shown, format!("có {count} dấu cách liền nhau"));
            if count >= LAYOUT {
                finding.help("đừng căn chữ bằng dấu cách").hint();
            } else {
                finding.help("để lại một dấu cách").fix(passage, token.range.clone(), " ");
            }
        }
    }
}

/// Room to write by hand: "ngày   tháng   năm 2026", "Họ và tên:    ".
fn is_blank(before: &str, count: usize) -> bool {
    matches!(before, "ngày" | "tháng" | "năm" | "số") || (before == ":" && count > 2)
}

/// Whether the spaces stand where another rule looks.
fn of_another_rule(before: Option<TokenKind>, after: Option<TokenKind>) -> bool {
    matches!(before, Some(TokenKind::Punct('(' | '[' | '“')))
        || matches!(after, Some(TokenKind::Punct('.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”')))
}

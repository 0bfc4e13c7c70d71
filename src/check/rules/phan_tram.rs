//! The percent sign right behind its number.

use crate::check::facts::Facts;
use crate::check::figure::in_part;
use crate::check::lexer::TokenKind;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-phan_tram",
    scope: Scope::Every,
    name: "Dấu % viết liền sau số",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Trong văn bản hành chính dấu % viết liền sau chữ số: 98,5%. Có dấu cách thì số và dấu % dễ bị ngắt ra hai \
        dòng, và trong một văn bản dễ lẫn hai cách viết.",
    wrong: Example::Text("Tỷ lệ chuyên cần đạt 98,5 %."),
    right: Example::Text("Tỷ lệ chuyên cần đạt 98,5%."),
    fixable: true,
    run,
};

/// Reports blanks before the sign; "5 % 3" is arithmetic.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(in_part) {
        for at in 2..block.tokens.len() {
            let number = block.kind_at(at - 2) == Some(TokenKind::Number);
            let sign = block.is_punct(at, '%') && block.is_glued(at) && block.is_glued(at - 1);
            if !number || !sign || !block.is_gap(passage, at - 1) || goes_on(block.kind_at(at + 1)) {
                continue;
            }
            if block.next(at).is_some_and(|next| block.kind_at(next) == Some(TokenKind::Number)) {
                continue;
            }
            let range = block.tokens[at - 2].range.start..block.tokens[at].range.end;
            let typed = passage.text(range.clone());
            report
                .words(passage, range, format!("\"{typed}\": có dấu cách trước dấu %"))
                .help("viết dấu % liền sau số")
                .fix(passage, block.tokens[at - 1].range.clone(), "");
        }
    }
}

/// Whether the sign is the start of something else: "%d", "%2".
fn goes_on(next: Option<TokenKind>) -> bool {
    matches!(next, Some(TokenKind::Word | TokenKind::Code | TokenKind::Number | TokenKind::Value(_)))
}

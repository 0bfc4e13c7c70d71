//! Straight and curly quotation marks.

use std::ops::Range;

use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-nhay",
    scope: Scope::Every,
    name: "Cả văn bản dùng một kiểu dấu ngoặc kép",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Dấu ngoặc kép cong “ ” là dấu của văn bản in; dấu thẳng \" là dấu gõ máy. Lẫn hai kiểu trong một văn \
        bản là dấu vết của chép dán.",
    wrong: Example::Text("Phong trào “Dân vận khéo” và cuộc vận động \"Mỗi thầy cô giáo là một tấm gương\"."),
    right: Example::Text("Phong trào “Dân vận khéo” và cuộc vận động “Mỗi thầy cô giáo là một tấm gương”."),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    let has = |block: &Block, marks: &[char]| {
        block.tokens.iter().any(|token| matches!(token.kind, TokenKind::Punct(c) if marks.contains(&c)))
    };
    let is_curly = facts.all_blocks().any(|(_, block)| has(block, &['“', '”']));
    for (passage, block) in facts.all_blocks() {
        let marks: Vec<usize> = (0..block.tokens.len()).filter(|&at| is_quote(block, at)).collect();
        let Some(&first) = marks.first() else { continue };
        if !is_curly {
            let place = range(block, first, marks.get(1).copied().unwrap_or(first));
            report
                .words(passage, place, "dùng dấu ngoặc kép thẳng (\")")
                .help("nên dùng dấu ngoặc kép cong “ ” trong cả văn bản")
                .hint();
            return;
        }
        if !pairs_up(block, &marks) {
            report
                .words(passage, block.tokens[first].range.clone(), "dấu ngoặc kép thẳng lẫn với dấu cong “ ”")
                .help("dùng dấu ngoặc kép cong “ ” cho cả văn bản");
            continue;
        }
        for pair in marks.chunks_exact(2) {
            report
                .words(passage, range(block, pair[0], pair[1]), "dấu ngoặc kép thẳng lẫn với dấu cong “ ”")
                .help("đổi thành dấu ngoặc kép cong “ ”")
                .fix(passage, block.tokens[pair[0]].range.clone(), "“")
                .fix(passage, block.tokens[pair[1]].range.clone(), "”");
        }
    }
}

/// A straight quotation mark that is no sign of inches.
fn is_quote(block: &Block, at: usize) -> bool {
    let inches = block.is_glued(at) && block.kind_at(at.wrapping_sub(1)) == Some(TokenKind::Number);
    block.is_punct(at, '"') && !inches
}

/// Whether the marks open and close in turn.
fn pairs_up(block: &Block, marks: &[usize]) -> bool {
    let free_before = |at: usize| {
        !block.is_glued(at)
            || matches!(
                block.kind_at(at - 1),
                Some(TokenKind::Space | TokenKind::Punct('(' | '[' | '“' | ':' | '-' | '/'))
            )
    };
    let free_after = |at: usize| !block.is_glued(at + 1) || block.is_space(at + 1);
    marks.len().is_multiple_of(2)
        && marks
            .chunks_exact(2)
            .all(|pair| free_before(pair[0]) && !free_after(pair[0]) && !free_before(pair[1]))
}

/// From one mark to another.
fn range(block: &Block, first: usize, last: usize) -> Range<usize> {
    block.tokens[first].range.start..block.tokens[last].range.end
}

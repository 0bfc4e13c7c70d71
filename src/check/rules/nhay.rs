//! Straight and curly quotation marks.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
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
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let is_curly = facts.all_pieces().flat_map(Piece::tokens).any(|at| at.is_one_of(&['“', '”']));
    for piece in facts.all_pieces() {
        let marks: Vec<At<'_>> = piece.tokens().filter(|at| is_quote(*at)).collect();
        let Some(&first) = marks.first() else { continue };
        if !is_curly {
            report
                .at(first.to(marks.get(1).copied().unwrap_or(first)), "dùng dấu ngoặc kép thẳng (\")")
                .help("nên dùng dấu ngoặc kép cong “ ” trong cả văn bản")
                .hint();
            return;
        }
        if !pairs_up(&marks) {
            report
                .at(first, "dấu ngoặc kép thẳng lẫn với dấu cong “ ”")
                .help("dùng dấu ngoặc kép cong “ ” cho cả văn bản");
            continue;
        }
        for pair in marks.chunks_exact(2) {
            report
                .at(pair[0].to(pair[1]), "dấu ngoặc kép thẳng lẫn với dấu cong “ ”")
                .help("đổi thành dấu ngoặc kép cong “ ”")
                .mend(pair[0], "“")
                .mend(pair[1], "”");
        }
    }
}

/// A straight quotation mark that is no sign of inches.
fn is_quote(at: At<'_>) -> bool {
    let inches = at.is_glued() && at.left_kind() == TokenKind::Number;
    at.is_mark('"') && !inches
}

/// Whether the marks open and close in turn.
fn pairs_up(marks: &[At<'_>]) -> bool {
    let free_before = |at: At<'_>| {
        !at.is_glued()
            || matches!(
                at.left_kind(),
                TokenKind::Space | TokenKind::Punct('(' | '[' | '“' | ':' | '-' | '/')
            )
    };
    let free_after = |at: At<'_>| !at.right().is_glued() || at.right().is_space();
    marks.len().is_multiple_of(2)
        && marks
            .chunks_exact(2)
            .all(|pair| free_before(pair[0]) && !free_after(pair[0]) && !free_before(pair[1]))
}

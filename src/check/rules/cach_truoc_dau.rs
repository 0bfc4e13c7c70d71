//! No space before punctuation.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
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
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        let TokenKind::Punct(mark @ ('.' | ',' | ';' | ':' | '?' | '!')) = at.kind() else { continue };
        let Some(space) = at.left().filter(|left| left.is_space() && at.is_glued()) else { continue };
        // A line that starts with a mark, "./.", " .docx" are other things.
        let smile = matches!(mark, ':' | ';') && at.right().is_mark(')');
        if space.is_first() || smile || goes_on(at.right()) {
            continue;
        }
        report
            .at(space.to(at), format!("có dấu cách trước dấu \"{mark}\""))
            .help("xóa dấu cách")
            .mend(space, "");
    }
}

/// What makes the mark the start of something else.
fn goes_on(next: At<'_>) -> bool {
    next.is_word() || next.is_number() || next.is_one_of(&['/', '.', ',', ';', ':'])
}

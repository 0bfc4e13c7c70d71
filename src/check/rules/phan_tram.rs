//! The percent sign right behind its number.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
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
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.pieces(Part::has_figures).flat_map(Piece::tokens).filter(|at| at.is_mark('%')) {
        let Some(gap) = at.left().filter(|gap| gap.is_gap() && at.is_glued() && gap.is_glued()) else {
            continue;
        };
        let Some(number) = gap.left().filter(|number| number.is_number()) else { continue };
        if goes_on(at.right()) || at.next_kind() == TokenKind::Number {
            continue;
        }
        let whole = number.to(at);
        report
            .at(&whole, format!("\"{}\": có dấu cách trước dấu %", whole.typed()))
            .help("viết dấu % liền sau số")
            .mend(gap, "");
    }
}

/// Whether the sign is the start of something else: "%d", "%2".
fn goes_on(next: At<'_>) -> bool {
    matches!(next.kind(), TokenKind::Word | TokenKind::Code | TokenKind::Number | TokenKind::Value(_))
}

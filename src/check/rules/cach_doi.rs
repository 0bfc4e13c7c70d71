//! One space between words.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::report::RuleReport;
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
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        let (Some(before), after) = (at.left(), at.right()) else { continue };
        let joined = at.is_space() && at.is_glued() && after.is_glued();
        if !joined || at.range().len() < 2 {
            continue;
        }
        let typed = at.typed();
        let count = typed.chars().count();
        // Line breaks are not typed spaces; tabs, spaces before punctuation
        // and inside brackets have their own rules.
        let of_another_rule = before.is_one_of(&['(', '[', '“'])
            || after.is_one_of(&['.', ',', ';', ':', '?', '!', ')', ']', '”']);
        if is_blank(before, count) || count < 2 || typed.contains(['\n', '\t']) || of_another_rule {
            continue;
        }
        let finding = report.at(before.to(after), format!("có {count} dấu cách liền nhau"));
        if count >= LAYOUT {
            finding.help("đừng căn chữ bằng dấu cách").hint();
        } else {
            finding.help("để lại một dấu cách").mend(at, " ");
        }
    }
}

/// Room to write by hand: "ngày   tháng   năm 2026", "Họ và tên:    ".
fn is_blank(before: At<'_>, count: usize) -> bool {
    matches!(before.word(), "ngày" | "tháng" | "năm" | "số") || (before.is_mark(':') && count > 2)
}

//! The closing mark "./." is added by the program.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6-ket_thuc",
    scope: Scope::Administrative,
    name: "Không gõ dấu kết thúc \"./.\"",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục III, Mẫu 1.4",
    explanation: "Dấu \"./.\" đứng một lần ở cuối nội dung và do chương trình thêm. Gõ sẵn ở chỗ khác thì văn bản có hai dấu \
        kết thúc.",
    wrong: Example::Keys("ket: Trên đây là Kế hoạch công tác thư viện, đề nghị các tổ thực hiện./."),
    right: Example::Keys("ket: Trên đây là Kế hoạch công tác thư viện, đề nghị các tổ thực hiện"),
    fixable: true,
    run,
};

/// Looks for a slash and a full stop at the end of words.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        if at.is_mark('/') && at.right().is_mark('.') && ends(at.skip(2)) {
            tell(at, report);
        }
    }
}

/// Whether the mark ends here: at the end of the text or before white space.
fn ends(at: At<'_>) -> bool {
    !at.is_there() || at.is_space() || at.is_one_of(&['”', '"'])
}

/// The token of this kind right before a place, or else the place itself.
fn behind(at: At<'_>, kind: TokenKind) -> At<'_> {
    at.left().filter(|left| left.kind() == kind).unwrap_or(at)
}

/// Reports the mark with this slash.
fn tell(slash: At<'_>, report: &mut RuleReport) {
    let first = behind(behind(slash, TokenKind::Punct('.')), TokenKind::Space);
    // "../.": a path.
    if first.left_kind() == TokenKind::Punct('.') {
        return;
    }
    let whole = first.to(slash.right());
    let typed = whole.typed().trim_start();
    let passage = whole.passage;
    let shown = passage.part(whole.range.end - typed.len()..whole.range.end);
    let mark = if passage.part == Part::Ket { "" } else { "." };
    report
        .at(shown, format!("gõ dấu kết thúc \"{typed}\""))
        .help("bỏ dấu này: chương trình tự thêm ở cuối nội dung")
        .mend(whole, mark);
}

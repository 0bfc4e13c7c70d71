//! The closing mark "./." is added by the program.

use crate::check::facts::Facts;
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
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
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for at in 0..block.tokens.len() {
            if block.is_punct(at, '/') && block.is_punct(at + 1, '.') && ends(block, at + 2) {
                tell(passage, block, at, report);
            }
        }
    }
}

/// Whether the mark ends here: at the end of the text or before white space.
fn ends(block: &Block, at: usize) -> bool {
    at >= block.tokens.len() || block.is_space(at) || block.is_punct(at, '”') || block.is_punct(at, '"')
}

/// Reports the mark whose slash stands at `slash`.
fn tell(passage: &Passage<'_>, block: &Block, slash: usize, report: &mut Report) {
    let mut first = slash;
    if first > 0 && block.is_punct(first - 1, '.') {
        first -= 1;
    }
    if first > 0 && block.is_space(first - 1) {
        first -= 1;
    }
    // "../.": a path.
    if first > 0 && block.is_punct(first - 1, '.') {
        return;
    }
    let range = block.tokens[first].range.start..block.tokens[slash + 1].range.end;
    let typed = passage.text(range.clone()).trim_start();
    let mark = if passage.part == crate::check::passage::Part::Ket { "" } else { "." };
    report
        .words(passage, range.end - typed.len()..range.end, format!("gõ dấu kết thúc \"{typed}\""))
        .help("bỏ dấu này: chương trình tự thêm ở cuối nội dung")
        .fix(passage, range, mark);
}

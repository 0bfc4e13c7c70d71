//! The closing mark "./." is added by the program.

use crate::check::facts::Facts;
use crate::check::finding::Findings;
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::rule::{Example, Rule};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    id: "ND30-II.6-ket_thuc",
    ten: "Không gõ dấu kết thúc \"./.\"",
    severity: Severity::Warning,
    nguon: "NĐ 30, Phụ lục III, Mẫu 1.4",
    giai_thich: "Dấu \"./.\" đứng một lần ở cuối nội dung và do chương trình thêm. Gõ sẵn ở chỗ khác thì văn bản có hai dấu \
        kết thúc.",
    sai: Example::Keys("ket: Trên đây là Kế hoạch công tác thư viện, đề nghị các tổ thực hiện./."),
    dung: Example::Keys("ket: Trên đây là Kế hoạch công tác thư viện, đề nghị các tổ thực hiện"),
    sua_duoc: true,
    run,
};

/// Looks for a slash and a full stop at the end of words.
fn run(facts: &Facts<'_>, findings: &mut Findings) {
    for (passage, block) in facts.all_blocks() {
        for at in 0..block.tokens.len() {
            if block.is_punct(at, '/') && block.is_punct(at + 1, '.') && ends(block, at + 2) {
                report(passage, block, at, findings);
            }
        }
    }
}

/// Whether the mark ends here: at the end of the text or before white space.
fn ends(block: &Block, at: usize) -> bool {
    at >= block.tokens.len() || block.is_space(at) || block.is_punct(at, '”') || block.is_punct(at, '"')
}

/// Reports the mark whose slash stands at `slash`.
fn report(passage: &Passage<'_>, block: &Block, slash: usize, findings: &mut Findings) {
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
    findings
        .words(passage, range.end - typed.len()..range.end, format!("gõ dấu kết thúc \"{typed}\""))
        .help("bỏ dấu này: chương trình tự thêm ở cuối nội dung")
        .fix(passage, range, mark);
}

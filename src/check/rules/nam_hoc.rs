//! A school year is two years in a row.

use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::period;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "TN-nam_hoc",
    scope: Scope::Every,
    name: "Năm học gồm hai năm liền nhau",
    severity: Severity::Error,
    source: "thực hành văn thư",
    explanation: "Năm học bắt đầu từ năm trước và kết thúc ở năm sau, nên hai số phải liền nhau: 2026-2027. Gõ 2026-2028 hay \
        2027-2026 là nhầm một số.",
    wrong: Example::Text("Kế hoạch được thực hiện trong năm học 2026-2028."),
    right: Example::Text("Kế hoạch được thực hiện trong năm học 2026-2027."),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report) {
    let mut values: Vec<String> = Vec::new();
    for (passage, block) in facts.blocks(Part::is_written) {
        for at in 0..block.tokens.len() {
            if near::low(passage, block, Some(at)) != "học" || near::low_before(passage, block, at) != "năm"
            {
                continue;
            }
            let Some(found) = period::after(facts, passage, block, at) else { continue };
            let (from, to) = found.years;
            if from.checked_add(1) == Some(to) || is_several(passage, block, at) {
                continue;
            }
            let typed = passage.text(found.range.clone()).to_owned();
            if typed.contains("{{") {
                if values.contains(&typed) {
                    continue;
                }
                values.push(typed);
            }
            report
                .words(passage, found.range, format!("năm học {from}-{to} không phải hai năm liền nhau"))
                .help(format!("năm học bắt đầu năm {from} là {from}-{}", i32::from(from) + 1));
        }
    }
}

/// Several school years are meant: "các năm học 2021-2025", "03 năm học".
fn is_several(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let Some(before) = block.word_before(at).and_then(|nam| block.previous(nam)) else { return false };
    let counted = block.tokens[before].kind == TokenKind::Number;
    let word = near::low(passage, block, Some(before));
    counted
        || matches!(word, "các" | "những" | "hai" | "ba" | "bốn" | "năm" | "nhiều" | "mấy")
        || block.is_punct(before, ')')
}

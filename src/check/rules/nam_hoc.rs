//! A school year is two years in a row.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::period;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
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

/// The file `nam_hoc.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    chi_nhieu: HashSet<String>,
}

table!(
    static LISTS: Lists = "nam_hoc.yaml"
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut values: Vec<&str> = Vec::new();
    for at in facts.pieces(Part::is_written).flat_map(Piece::tokens) {
        if !at.is("học") || at.word_before() != "năm" {
            continue;
        }
        let Some(found) = period::after(facts, at) else { continue };
        let (from, to) = found.years;
        if from.checked_add(1) == Some(to) || is_several(at) {
            continue;
        }
        let typed = found.words.typed();
        if typed.contains("{{") {
            if values.contains(&typed) {
                continue;
            }
            values.push(typed);
        }
        report
            .at(found.words, format!("năm học {from}-{to} không phải hai năm liền nhau"))
            .help(format!("năm học bắt đầu năm {from} là {from}-{}", i32::from(from) + 1));
    }
}

/// Several school years are meant: "các năm học 2021-2025", "03 năm học".
fn is_several(at: At<'_>) -> bool {
    let before = at.previous_word().and_then(At::previous);
    before.is_some_and(|before| {
        before.is_number() || before.is_mark(')') || LISTS.chi_nhieu.contains(before.word())
    })
}

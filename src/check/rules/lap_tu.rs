//! A function word typed twice.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of};
use crate::check::phrases::Phrases;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-lap_tu",
    scope: Scope::Every,
    name: "Không gõ lặp từ",
    severity: Severity::Warning,
    source: "chính tả tiếng Việt hiện hành",
    explanation: "Những từ như của, và, các, những không bao giờ đứng hai lần liền nhau; gặp thế là gõ hoặc dán lặp. Từ \
        láy (dần dần, luôn luôn) không bị xét. Danh sách nằm ở data/kiem_tra/lap_tu.yaml.",
    wrong: Example::Text("Nâng cao chất lượng của của công tác thư viện."),
    right: Example::Text("Luôn luôn nâng cao chất lượng của công tác thư viện; kèm theo theo mẫu."),
    fixable: false,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    tu: Vec<Word>,
}

/// A word and the words before it that end in it: "kèm theo" + "theo".
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    tu: String,
    #[serde(default)]
    tru_truoc: Vec<String>,
    #[serde(default)]
    tru_sau: Vec<String>,
}

static DOUBLED: LazyLock<Phrases<Word>> = LazyLock::new(|| {
    let table: Table = parse("lap_tu.yaml", include_str!("../../../data/kiem_tra/lap_tu.yaml"));
    Phrases::new(table.tu.into_iter().map(|word| (format!("{0} {0}", word.tu), word)))
});

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for at in 0..block.tokens.len().saturating_sub(2) {
            let is_doubled = block.is_word(at)
                && block.is_word(at + 2)
                && passage.low(&block.tokens[at]) == passage.low(&block.tokens[at + 2]);
            let Some(hit) = is_doubled.then(|| DOUBLED.at(passage, block, at)).flatten() else { continue };
            let is_one_of = |at: Option<usize>, words: &[String]| {
                at.is_some_and(|at| words.iter().any(|word| word == passage.low(&block.tokens[at])))
            };
            let joined = block.is_glued(hit.last + 1) && block.is_punct(hit.last + 1, '-');
            if joined
                || case_of(passage.of(&block.tokens[hit.last])) == Case::Title
                || is_one_of(block.word_before(hit.first), &hit.known.tru_truoc)
                || is_one_of(block.word_after(hit.last), &hit.known.tru_sau)
            {
                continue;
            }
            report
                .words(passage, hit.range(block), format!("từ \"{}\" lặp hai lần", hit.known.tu))
                .help("bỏ một từ");
        }
    }
}

//! A function word typed twice.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::Piece;
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of};
use crate::check::phrases::Phrases;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
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

/// The file `lap_tu.yaml`.
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
    tru_truoc: HashSet<String>,
    #[serde(default)]
    tru_sau: HashSet<String>,
}

table!(
    static DOUBLED: Phrases<Word> = "lap_tu.yaml", |table: Table| {
        Phrases::new(table.tu.into_iter().map(|word| (format!("{0} {0}", word.tu), word)))
    }
);

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        let is_doubled = at.is_word() && at.skip(2).is(at.low());
        let Some(hit) = is_doubled.then(|| DOUBLED.at(at)).flatten() else { continue };
        let Word { tu, tru_truoc, tru_sau } = hit.known;
        let behind = hit.last.right();
        let joined = behind.is_glued() && behind.is_mark('-');
        if joined
            || case_of(hit.last.typed()) == Case::Title
            || tru_truoc.contains(hit.first.word_before())
            || tru_sau.contains(hit.last.word_after())
        {
            continue;
        }
        report.at(hit.words(), format!("từ \"{tu}\" lặp hai lần")).help("bỏ một từ");
    }
}

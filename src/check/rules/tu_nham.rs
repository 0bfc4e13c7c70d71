//! Words often confused, in their context.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::at::At;
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, cased_as};
use crate::check::passage::Part;
use crate::check::phrases::{Hit, Phrases};
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-tu_nham",
    scope: Scope::Every,
    name: "Không viết nhầm những từ hay nhầm",
    severity: Severity::Error,
    source: "chính tả tiếng Việt hiện hành",
    explanation: "Có những lỗi chính tả mà mỗi tiếng vẫn là tiếng có nghĩa, nên chỉ nhận ra được theo cả cụm từ. Danh \
        sách nằm ở data/kiem_tra/tu_nham.yaml.",
    wrong: Example::Text("Vận động Nhân dân xóa đói, giảm nghèo tài địa phương."),
    right: Example::Text("Vận động Nhân dân xóa đói, giảm nghèo tại địa phương."),
    fixable: true,
    run,
};

/// The file `tu_nham.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    sai: Vec<Pair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    sai: String,
    dung: String,
    #[serde(default)]
    chac: bool,
    /// Words before the phrase with which it is right.
    #[serde(default)]
    tru_truoc: HashSet<String>,
    /// Words after the phrase with which it is right.
    #[serde(default)]
    tru_sau: HashSet<String>,
}

table!(
    static TABLE: Table = "tu_nham.yaml"
);

static PAIRS: LazyLock<Phrases<&Pair>> =
    LazyLock::new(|| Phrases::new(TABLE.sai.iter().map(|pair| (&pair.sai, pair))));

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let pieces = facts.pieces(|part| !matches!(part, Part::NguoiKy | Part::DiaDanh));
    for hit in pieces.flat_map(|piece| PAIRS.find(piece)) {
        if is_name(&hit) || is_right(&hit) {
            continue;
        }
        let words = hit.words();
        let right = cased_as(words.typed(), &hit.known.dung);
        let finding = report
            .at(&words, format!("viết \"{}\"", words.typed()))
            .label(format!("\"{right}\"?"))
            .help(format!("sửa thành \"{right}\""));
        if hit.known.chac {
            finding.mend(words, &right);
        } else {
            finding.at_most(Severity::Warning);
        }
    }
}

/// "thăm Quan Sơn", "Hoàng Thiện": a capital inside the phrase.
fn is_name(hit: &Hit<'_, '_, &Pair>) -> bool {
    let case = |at: At<'_>| case_of(at.typed());
    let mut rest = hit.first.right().until(hit.last.right());
    case(hit.first) != Case::Upper && rest.any(|at| case(at) == Case::Title)
}

/// Whether the words around the phrase make it two right ones: "lịch sử lý luận".
fn is_right(hit: &Hit<'_, '_, &Pair>) -> bool {
    hit.known.tru_truoc.contains(hit.first.word_before()) || hit.known.tru_sau.contains(hit.last.word_after())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::syllable::{Verdict, judge};

    /// A word that is no syllable would be reported by GO-am_tiet too.
    #[test]
    fn every_wrong_phrase_is_made_of_syllables() {
        for pair in &TABLE.sai {
            for word in pair.sai.split(' ').filter(|word| !word.is_ascii()).chain(pair.dung.split(' ')) {
                assert_ne!(judge(word), Verdict::Impossible, "{word} in {pair:?}");
            }
            assert_eq!(pair.sai.split(' ').count(), pair.dung.split(' ').count(), "{pair:?}");
        }
    }
}

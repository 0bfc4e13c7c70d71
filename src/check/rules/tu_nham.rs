//! Words often confused, in their context.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, cased_as};
use crate::check::passage::{Part, Passage};
use crate::check::phrases::Hit;
use crate::check::phrases::Phrases;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::parse;
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
    tru_truoc: Vec<String>,
    /// Words after the phrase with which it is right.
    #[serde(default)]
    tru_sau: Vec<String>,
}

static PAIRS: LazyLock<Phrases<Pair>> = LazyLock::new(|| {
    let table: Table = parse("tu_nham.yaml", include_str!("../../../data/kiem_tra/tu_nham.yaml"));
    Phrases::new(table.sai.into_iter().map(|pair| (pair.sai.clone(), pair)))
});

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(|part| !matches!(part, Part::NguoiKy | Part::DiaDanh)) {
        for hit in PAIRS.find(passage, block) {
            if is_name(passage, block, &hit) || is_right(passage, block, &hit) {
                continue;
            }
            let range = hit.range(block);
            let typed = passage.text(range.clone());
            let right = cased_as(typed, &hit.known.dung);
            let finding = report
                .words(passage, range.clone(), format!("viết \"{typed}\""))
                .label(format!("\"{right}\"?"))
                .help(format!("sửa thành \"{right}\""));
            if hit.known.chac {
                finding.fix(passage, range, &right);
            } else {
                finding.at_most(Severity::Warning);
            }
        }
    }
}

/// "thăm Quan Sơn", "Hoàng Thiện": a capital inside the phrase.
fn is_name(passage: &Passage<'_>, block: &Block, hit: &Hit<'_, Pair>) -> bool {
    let case = |at: usize| case_of(passage.of(&block.tokens[at]));
    case(hit.first) != Case::Upper && (hit.first + 1..=hit.last).any(|at| case(at) == Case::Title)
}

/// Whether the words around the phrase make it two right ones: "lịch sử lý luận".
fn is_right(passage: &Passage<'_>, block: &Block, hit: &Hit<'_, Pair>) -> bool {
    let is_one_of = |at: Option<usize>, words: &[String]| {
        at.is_some_and(|at| words.iter().any(|word| word == passage.low(&block.tokens[at])))
    };
    is_one_of(block.word_before(hit.first), &hit.known.tru_truoc)
        || is_one_of(block.word_after(hit.last), &hit.known.tru_sau)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::syllable::{Verdict, judge};

    /// A word that is no syllable would be reported by GO-am_tiet too.
    #[test]
    fn every_wrong_phrase_is_made_of_syllables() {
        let table: Table = parse("tu_nham.yaml", include_str!("../../../data/kiem_tra/tu_nham.yaml"));
        for pair in &table.sai {
            for word in pair.sai.split(' ').filter(|word| !word.is_ascii()).chain(pair.dung.split(' ')) {
                assert_ne!(judge(word), Verdict::Impossible, "{word} in {pair:?}");
            }
            assert_eq!(pair.sai.split(' ').count(), pair.dung.split(' ').count(), "{pair:?}");
        }
    }
}

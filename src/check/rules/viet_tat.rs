//! Abbreviations are spelled out where they are first used.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::abbreviation::{Abbreviation, abbreviations, introductions};
use crate::check::facts::{Facts, NamedBody};
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::passage::{Part, Passage};
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{Verdict, judge};
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "TN-viet_tat",
    scope: Scope::Every,
    name: "Chữ viết tắt phải được giải nghĩa",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Người nhận không phải ai cũng quen chữ viết tắt của cơ quan soạn thảo. Viết đầy đủ, hoặc giải nghĩa ở \
        lần dùng đầu rồi mới viết tắt: nông thôn mới (NTM). Chữ ai cũng hiểu ở data/kiem_tra/viet_tat.yaml.",
    wrong: Example::Text("Nhà trường vận động phụ huynh tham gia xây dựng NTM."),
    right: Example::Text(
        "Nhà trường vận động phụ huynh tham gia xây dựng nông thôn mới (NTM). Tiêu chí NTM số 14.",
    ),
    fixable: false,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    nghi_dinh: Vec<String>,
    hoc_vi: Vec<String>,
    truong: Vec<String>,
    bang: Vec<String>,
    quoc_te: Vec<String>,
    ky_thuat: Vec<String>,
}

static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let table: Table = parse("viet_tat.yaml", include_str!("../../../data/kiem_tra/viet_tat.yaml"));
    let lists = [table.nghi_dinh, table.hoc_vi, table.truong, table.bang, table.quoc_te, table.ky_thuat];
    lists.into_iter().flatten().collect()
});

fn run(facts: &Facts<'_>, report: &mut Report) {
    let places: Vec<_> = facts
        .blocks(Part::is_written)
        .map(|(passage, block)| (passage, block, abbreviations(passage, block)))
        .filter(|(_, _, found)| !found.is_empty())
        .collect();
    let mut known = names(facts);
    for (passage, block, found) in &places {
        let introduced = introductions(passage, block, found);
        known.extend(introduced.iter().map(|one| passage.text(one.abbreviation.range(block))));
    }
    for (passage, block, found) in &places {
        for &abbreviation in found.iter().filter(|_| block.kind != BlockKind::Cell) {
            let text = passage.text(abbreviation.range(block));
            let is_known = |word: &str| COMMON.contains(word) || known.contains(word);
            let parts_known = abbreviation.words(block).all(|token| is_known(passage.of(token)));
            if is_known(text)
                || parts_known
                || !looks_short(passage, block, abbreviation)
                || in_title(passage, block, abbreviation, &is_known)
                || in_cited_subject(facts, passage, block, abbreviation)
            {
                continue;
            }
            known.insert(text);
            report
                .words(passage, abbreviation.range(block), format!("viết tắt \"{text}\" mà không giải nghĩa"))
                .help(format!("viết đầy đủ, hoặc lần đầu viết: cụm từ đầy đủ ({text})"));
        }
    }
}

/// Abbreviations that are part of the document's own names.
fn names<'d>(facts: &Facts<'d>) -> HashSet<&'d str> {
    let names = facts.bodies.iter().flat_map(NamedBody::names).chain(facts.ky_hieu);
    names
        .flat_map(|name| name.as_str().split(|c: char| !c.is_alphanumeric()).chain([name.as_str()]))
        .filter(|word| letters::has_no_small(word))
        .collect()
}

/// Whether a group is no word, no Roman numeral and no foreign word: some part
/// of it cannot be said as a syllable.
fn looks_short(passage: &Passage<'_>, block: &Block, abbreviation: Abbreviation) -> bool {
    abbreviation.words(block).any(|token| {
        let (text, low) = (passage.of(token), passage.low(token));
        let roman = letters::is_roman(text);
        let vowels = low.chars().filter(|c| "aeiouy".contains(*c)).count();
        let foreign = text.len() > 3 && text.is_ascii() && vowels * 10 >= text.len() * 3;
        !roman && !foreign && judge(low) == Verdict::Impossible
    })
}

/// Whether the neighbours are words in capitals: a title.
fn in_title(
    passage: &Passage<'_>,
    block: &Block,
    abbreviation: Abbreviation,
    is_known: &dyn Fn(&str) -> bool,
) -> bool {
    let shouted = |at: Option<usize>| {
        let Some(token) = at.and_then(|at| block.tokens.get(at)).filter(|t| t.kind == TokenKind::Word) else {
            return false;
        };
        let text = passage.of(token);
        let is_word = text.chars().count() > 1 && text.chars().all(char::is_uppercase) && !is_known(text);
        is_word && judge(passage.low(token)) != Verdict::Impossible
    };
    shouted(block.previous(abbreviation.first)) || shouted(block.next(abbreviation.last))
}

/// Whether it stands in the subject of a cited document, copied as it is.
fn in_cited_subject(
    facts: &Facts<'_>,
    passage: &Passage<'_>,
    block: &Block,
    abbreviation: Abbreviation,
) -> bool {
    let start = abbreviation.range(block).start;
    let subject = facts.cited_at(passage, start).and_then(|citation| citation.subject.as_ref());
    subject.is_some_and(|subject| subject.range.contains(&start))
}

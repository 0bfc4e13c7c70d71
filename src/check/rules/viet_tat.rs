//! Abbreviations are spelled out where they are first used.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::abbreviation::{Abbreviation, abbreviations, introductions};
use crate::check::at::At;
use crate::check::facts::{Facts, NamedBody};
use crate::check::letters;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::stretch::Stretch;
use crate::check::syllable::{Verdict, judge};
use crate::check::words::table;
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

/// The file `viet_tat.yaml`.
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

table!(
    /// Abbreviations that need no words.
    static COMMON: HashSet<String> = "viet_tat.yaml", |table: Table| {
        let Table { _nguon, nghi_dinh, hoc_vi, truong, bang, quoc_te, ky_thuat } = table;
        [nghi_dinh, hoc_vi, truong, bang, quoc_te, ky_thuat].into_iter().flatten().collect()
    }
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let places: Vec<_> = facts.pieces(Part::is_written).map(abbreviations).collect();
    let mut known = names(facts);
    for found in &places {
        known.extend(introductions(found).iter().map(|one| one.abbreviation.whole().typed()));
    }
    for abbreviation in places.into_iter().flatten().filter(|one| !one.first.piece.is_cell()) {
        let whole = abbreviation.whole();
        let text = whole.typed();
        let is_known = |word: &str| COMMON.contains(word) || known.contains(word);
        let parts_known = abbreviation.words().all(|at| is_known(at.typed()));
        if is_known(text)
            || parts_known
            || !looks_short(abbreviation)
            || in_title(abbreviation, &is_known)
            || in_cited_subject(facts, &whole)
        {
            continue;
        }
        known.insert(text);
        report
            .at(&whole, format!("viết tắt \"{text}\" mà không giải nghĩa"))
            .help(format!("viết đầy đủ, hoặc lần đầu viết: cụm từ đầy đủ ({text})"));
    }
}

/// Abbreviations that are part of the document's own names.
fn names<'f>(facts: &'f Facts<'_>) -> HashSet<&'f str> {
    let names = facts.bodies.iter().flat_map(NamedBody::names).chain(facts.ky_hieu);
    names
        .flat_map(|name| name.as_str().split(|c: char| !c.is_alphanumeric()).chain([name.as_str()]))
        .filter(|word| letters::has_no_small(word))
        .collect()
}

/// Whether a group is no word, no Roman numeral and no foreign word: some part
/// of it cannot be said as a syllable.
fn looks_short(abbreviation: Abbreviation<'_>) -> bool {
    abbreviation.words().any(|at| {
        let (text, low) = (at.typed(), at.low());
        let roman = letters::is_roman(text);
        let vowels = low.chars().filter(|c| "aeiouy".contains(*c)).count();
        let foreign = text.len() > 3 && text.is_ascii() && vowels * 10 >= text.len() * 3;
        !roman && !foreign && judge(low) == Verdict::Impossible
    })
}

/// Whether the neighbours are words in capitals: a title.
fn in_title(abbreviation: Abbreviation<'_>, is_known: &dyn Fn(&str) -> bool) -> bool {
    let shouted = |at: At<'_>| {
        let text = at.typed();
        !letters::is_single(text)
            && text.chars().all(char::is_uppercase)
            && !is_known(text)
            && judge(at.low()) != Verdict::Impossible
    };
    let Abbreviation { first, last } = abbreviation;
    first.previous_word().is_some_and(shouted) || last.next_word().is_some_and(shouted)
}

/// Whether it stands in the subject of a cited document, copied as it is.
fn in_cited_subject(facts: &Facts<'_>, words: &Stretch<'_>) -> bool {
    let subject = facts.cited_at(words).and_then(|citation| citation.subject.as_ref());
    subject.is_some_and(|subject| subject.range.contains(&words.range.start))
}

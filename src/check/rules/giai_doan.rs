//! The period of the plan, the same everywhere.

use crate::check::facts::Facts;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::period::{self, Period};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "TN-giai_doan",
    scope: Scope::Every,
    name: "Giai đoạn trong bài phải là giai đoạn ở trích yếu",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Trích yếu nói kế hoạch của một giai đoạn; trong bài cùng việc ấy lại ghi giai đoạn khác, lệch một đầu, thì một \
        chỗ đã gõ nhầm. Giai đoạn trong tên văn bản được viện dẫn và giai đoạn nhỏ bên trong thì không xét.",
    wrong: Example::Keys(
        "trich_yeu: Phát triển văn hóa đọc giai đoạn 2026-2030\n\
         ket: Trên đây là Kế hoạch phát triển văn hóa đọc giai đoạn 2026-2031",
    ),
    right: Example::Keys(
        "trich_yeu: Phát triển văn hóa đọc giai đoạn 2026-2030\n\
         ket: Trên đây là Kế hoạch phát triển văn hóa đọc giai đoạn 2026-2030",
    ),
    fixable: false,
    run,
};

/// The period of the subject, and the two words before "giai đoạn" there.
struct Subject {
    years: (i16, i16),
    words: [String; 2],
}

fn run(facts: &Facts<'_>, report: &mut Report) {
    let subject = facts.blocks(|part| part == Part::TrichYeu).find_map(|(passage, block)| {
        let found = periods(facts, passage, block).pop()?;
        let words = words_before(passage, block, &found);
        let years = found.years;
        calendar(facts, passage, &found, report);
        Some(Subject { years, words })
    });
    let Some(subject) = subject else { return };
    for (passage, block) in facts.blocks(|part| part.is_written() && part != Part::TrichYeu) {
        if matches!(passage.part, Part::CanCu(_)) {
            continue;
        }
        for found in periods(facts, passage, block) {
            let shared = (found.years.0 == subject.years.0) != (found.years.1 == subject.years.1);
            let framing = matches!(passage.part, Part::MoDau | Part::Ket);
            let same_thing = words_before(passage, block, &found) == subject.words;
            if shared && (framing || same_thing) && !after_citation(facts, passage, block, &found) {
                let (from, to) = subject.years;
                report
                    .words(
                        passage,
                        found.range,
                        format!("giai đoạn {}-{} khác trích yếu", found.years.0, found.years.1),
                    )
                    .label(format!("trích yếu: {from}-{to}"))
                    .help("ghi một giai đoạn ở mọi chỗ, hoặc đặt một biến trong `bien` để gọi");
            }
        }
    }
}

/// Every "giai đoạn" with two years.
fn periods(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block) -> Vec<Period> {
    (1..block.tokens.len())
        .filter(|&at| {
            near::low(passage, block, Some(at)) == "đoạn" && near::low_before(passage, block, at) == "giai"
        })
        .filter_map(|at| period::after(facts, passage, block, at))
        .collect()
}

/// The two words before "giai đoạn", a comma left out.
fn words_before(passage: &Passage<'_>, block: &Block, found: &Period) -> [String; 2] {
    let giai = block.word_before(found.lead);
    let mut at = giai.and_then(|giai| block.previous(giai));
    if let Some(comma) = at.filter(|&at| block.is_punct(at, ',')) {
        at = block.previous(comma);
    }
    let second = near::low(passage, block, at).to_owned();
    let first = at.and_then(|at| block.word_before(at));
    [near::low(passage, block, first).to_owned(), second]
}

/// Whether a cited document stands before it in the same clause: the period is
/// in its subject.
fn after_citation(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block, found: &Period) -> bool {
    let sentence = near::sentence(block, found.lead);
    let clause = (sentence.start..found.lead).rev().find(|&at| block.is_punct(at, ';'));
    let from = block.tokens.get(clause.unwrap_or(sentence.start)).map_or(0, |token| token.range.start);
    let call = |range: &std::ops::Range<usize>| (from..found.range.start).contains(&range.start);
    facts
        .citations_in(passage)
        .any(|citation| call(&citation.range) || call(&citation.sign_range) && citation.sign_range.start > 0)
}

/// The period of the reporting calendar against the subject's.
fn calendar(facts: &Facts<'_>, passage: &Passage<'_>, found: &Period, report: &mut Report) {
    let Some(years) = facts.calendar.map(|calendar| calendar.giai_doan) else { return };
    if (years.tu, years.den) != found.years {
        report
            .words(
                passage,
                found.range.clone(),
                format!("giai đoạn {}-{} khác `bao_cao`", found.years.0, found.years.1),
            )
            .label(format!("bao_cao.giai_doan: {}-{}", years.tu, years.den))
            .help("sửa một trong hai cho khớp");
    }
}

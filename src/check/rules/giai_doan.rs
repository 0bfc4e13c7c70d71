//! The period of the plan, the same everywhere.

use std::ops::Range;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::period;
use crate::check::period::Period;
use crate::check::report::RuleReport;
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

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let subject = facts.pieces(|part| part == Part::TrichYeu).find_map(|piece| {
        let found = periods(facts, piece).pop()?;
        calendar(facts, &found, report);
        Some(Subject { years: found.years, words: words_before(&found) })
    });
    let Some(Subject { years: (from, to), words }) = subject else { return };
    let elsewhere =
        |part: Part| part.is_written() && part != Part::TrichYeu && !matches!(part, Part::CanCu(_));
    for piece in facts.pieces(elsewhere) {
        for found in periods(facts, piece) {
            let (tu, den) = found.years;
            let shared = (tu == from) != (den == to);
            let framing = matches!(piece.passage.part, Part::MoDau | Part::Ket);
            let same_thing = words_before(&found) == words;
            if shared && (framing || same_thing) && !after_citation(facts, &found) {
                report
                    .at(found.words, format!("giai đoạn {tu}-{den} khác trích yếu"))
                    .label(format!("trích yếu: {from}-{to}"))
                    .help("ghi một giai đoạn ở mọi chỗ, hoặc đặt một biến trong `bien` để gọi");
            }
        }
    }
}

/// Every "giai đoạn" with two years.
fn periods<'p>(facts: &Facts<'_>, piece: Piece<'p>) -> Vec<Period<'p>> {
    let leads = piece.tokens().filter(|at| at.is("đoạn") && at.word_before() == "giai");
    leads.filter_map(|lead| period::after(facts, lead)).collect()
}

/// The two words before "giai đoạn", a comma left out.
fn words_before(found: &Period<'_>) -> [String; 2] {
    let mut second = found.lead.previous_word().and_then(At::previous);
    if let Some(comma) = second.filter(|at| at.is_mark(',')) {
        second = comma.previous();
    }
    let first = second.and_then(At::previous_word);
    [first, second].map(|at| at.map_or("", At::word).to_owned())
}

/// Whether a cited document stands before it in the same clause: the period is
/// in its subject.
fn after_citation(facts: &Facts<'_>, found: &Period<'_>) -> bool {
    let clause = found.lead.sentence().take_while(|at| at.is_before(found.lead));
    let first = clause.clone().next();
    let from = clause.filter(|at| at.is_mark(';')).last().or(first).map_or(0, At::start);
    let before = |range: &Range<usize>| (from..found.words.range.start).contains(&range.start);
    facts.citations_in(found.words.passage).any(|citation| {
        before(&citation.range) || before(&citation.sign_range) && citation.sign_range.start > 0
    })
}

/// The period of the reporting calendar against the subject's.
fn calendar(facts: &Facts<'_>, found: &Period<'_>, report: &mut RuleReport) {
    let Some(years) = facts.calendar.map(|calendar| calendar.giai_doan) else { return };
    if years.ends() != found.years {
        report
            .at(&found.words, format!("giai đoạn {}-{} khác `bao_cao`", found.years.0, found.years.1))
            .label(format!("bao_cao.giai_doan: {}", years.label()))
            .help("sửa một trong hai cho khớp");
    }
}

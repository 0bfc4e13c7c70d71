//! Bodies and units that were gone on the day of the document.

use crate::check::facts::{Facts, Standing};
use crate::check::near;
use crate::check::old_units::{KNOWN, old_names};
use crate::check::passage::{Part, Passage};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;
use crate::model::{Literal, Ngay};

pub(super) const RULE: Rule = Rule {
    id: "TN-don_vi_cu",
    scope: Scope::Every,
    name: "Không gửi, không nhắc đến đơn vị hành chính đã không còn",
    severity: Severity::Error,
    source: "Nghị quyết 202/2025/QH15, Nghị quyết 203/2025/QH15",
    explanation: "Từ ngày 01/7/2025 không còn cấp huyện và 29 tỉnh, thành phố đã nhập vào nơi khác. Văn bản ký sau ngày ấy mà \
        gửi UBND huyện hoặc ghi tên tỉnh cũ là chép từ văn bản cũ. Viện dẫn văn bản ban hành trước ngày ấy thì giữ tên cũ.",
    wrong: Example::Keys("noi_nhan: [UBND huyện Mây Trắng]"),
    right: Example::Keys("noi_nhan: [UBND xã Mây Trắng]"),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report) {
    let Some(Standing { day, names, addressed }) = &facts.standing else { return };
    let day = *day;
    if KNOWN.districts_from.is_none_or(|from| day < from)
        && KNOWN.provinces_from.is_none_or(|from| day < from)
    {
        return;
    }
    for name in names {
        own_name(name, day, report);
    }
    let address = |part| matches!(part, Part::KinhGui | Part::NoiNhan);
    for (passage, block) in facts.blocks(|part| address(part) || part.is_written()) {
        if address(passage.part) && !addressed.contains(passage.value) {
            continue;
        }
        for gone in old_names(passage, block, day) {
            let start = gone.range.start;
            if !address(passage.part)
                && (is_past(passage, block, start) || is_cited(facts, passage, block, start))
            {
                continue;
            }
            let finding = report.words(passage, gone.range, gone.message).help(gone.help);
            if !address(passage.part) {
                finding.at_most(Severity::Warning);
            }
            if !gone.is_body {
                finding.hint();
            }
        }
    }
}

/// A name of the issuing or upper body.
fn own_name(name: &Literal, day: Ngay, report: &mut Report) {
    let passage = Passage::of_value("co_quan", name);
    for block in &passage.blocks {
        for gone in old_names(&passage, block, day) {
            report.words(&passage, gone.range, gone.message).help(gone.help);
        }
    }
}

/// Whether the sentence speaks of the past.
fn is_past(passage: &Passage<'_>, block: &Block, start: usize) -> bool {
    let at = block.tokens.partition_point(|token| token.range.end <= start);
    let sentence = near::sentence(block, at);
    if sentence.is_empty() {
        return false;
    }
    let (Some(first), Some(last)) =
        (block.tokens.get(sentence.start), block.tokens.get(sentence.end.wrapping_sub(1)))
    else {
        return false;
    };
    let text = &passage.lower[first.range.start..last.range.end];
    KNOWN.past.iter().any(|words| {
        text.match_indices(words.as_str()).any(|(at, found)| {
            let inside = |c: char| c.is_alphanumeric();
            !text[..at].ends_with(inside) && !text[at + found.len()..].starts_with(inside)
        })
    })
}

/// Whether a document of an earlier day, or of no known day, is cited in the
/// same sentence before the place.
fn is_cited(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block, start: usize) -> bool {
    let at = block.tokens.partition_point(|token| token.range.end <= start);
    let sentence = near::sentence(block, at);
    let from = block.tokens.get(sentence.start).map_or(0, |token| token.range.start);
    facts.citations_in(passage).any(|citation| {
        let old = citation.ngay().is_none_or(|day| KNOWN.districts_from.is_some_and(|from| day < from));
        old && (from..=start).contains(&citation.sign_range.start)
    })
}

//! Bodies and units that were gone on the day of the document.

use crate::check::at::At;
use crate::check::facts::{Facts, OnItsDay};
use crate::check::old_units::{KNOWN, old_names};
use crate::check::passage::{Part, Passage};
use crate::check::report::RuleReport;
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

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let Some(OnItsDay { day, names, addressed }) = &facts.standing else { return };
    let day = *day;
    let is_before = |from: Option<Ngay>| from.is_none_or(|from| day < from);
    if is_before(KNOWN.districts_from) && is_before(KNOWN.provinces_from) {
        return;
    }
    for name in names {
        own_name(name, day, report);
    }
    let is_address = |part| matches!(part, Part::KinhGui | Part::NoiNhan);
    for piece in facts.pieces(|part| is_address(part) || part.is_written()) {
        let address = is_address(piece.passage.part);
        if address && !addressed.contains(piece.passage.value) {
            continue;
        }
        for gone in old_names(piece, day) {
            let at = piece.behind(gone.words.range.start);
            if !address && (is_past(at) || is_cited(facts, at)) {
                continue;
            }
            let finding = report.at(gone.words, gone.message).help(gone.help);
            if !address {
                finding.at_most(Severity::Warning);
            }
            if !gone.is_body {
                finding.hint();
            }
        }
    }
}

/// A name of the issuing or upper body.
fn own_name(name: &Literal, day: Ngay, report: &mut RuleReport) {
    let passage = Passage::of_value("co_quan", name);
    for gone in passage.pieces().flat_map(|piece| old_names(piece, day)) {
        report.at(gone.words, gone.message).help(gone.help);
    }
}

/// Whether the sentence speaks of the past.
fn is_past(at: At<'_>) -> bool {
    let (mut first, mut last) = (at.sentence(), at.sentence());
    let (Some(first), Some(last)) = (first.next(), last.next_back()) else { return false };
    let text = first.to(last).low();
    KNOWN.past.iter().any(|words| {
        text.match_indices(words.as_str()).any(|(at, found)| {
            let inside = |c: char| c.is_alphanumeric();
            !text[..at].ends_with(inside) && !text[at + found.len()..].starts_with(inside)
        })
    })
}

/// Whether a document of an earlier day, or of no known day, is cited in the
/// same sentence before the place.
fn is_cited(facts: &Facts<'_>, at: At<'_>) -> bool {
    let from = at.sentence().next().map_or(0, At::start);
    facts.citations_in(at.piece.passage).any(|citation| {
        let old = citation.ngay().is_none_or(|day| KNOWN.districts_from.is_some_and(|from| day < from));
        old && (from..=at.start()).contains(&citation.sign_range.start)
    })
}

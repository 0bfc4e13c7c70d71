//! Bodies and units that were gone on the day of the document.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::finding::Findings;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::phrases::Phrases;
use crate::check::prose::Block;
use crate::check::rule::{Example, Rule};
use crate::check::words::parse;
use crate::diagnostic::Severity;
use crate::model::{Literal, Ngay};

pub const RULE: Rule = Rule {
    id: "TN-don_vi_cu",
    ten: "Không gửi, không nhắc đến đơn vị hành chính đã không còn",
    severity: Severity::Error,
    nguon: "Nghị quyết 202/2025/QH15, Nghị quyết 203/2025/QH15",
    giai_thich: "Từ ngày 01/7/2025 không còn cấp huyện và 29 tỉnh, thành phố đã nhập vào nơi khác. Văn bản ký sau ngày ấy mà \
        gửi UBND huyện hoặc ghi tên tỉnh cũ là chép từ văn bản cũ. Viện dẫn văn bản ban hành trước ngày ấy thì giữ tên cũ.",
    sai: Example::Keys("noi_nhan: [UBND huyện Mây Trắng]"),
    dung: Example::Keys("noi_nhan: [UBND xã Mây Trắng]"),
    sua_duoc: false,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    cap_huyen: Districts,
    thanh_pho: Vec<String>,
    tinh: Provinces,
    chuyen_cu: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Districts {
    tu_ngay: String,
    #[serde(rename = "nguon")]
    _nguon: String,
    co_quan: Vec<String>,
    rieng: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Provinces {
    tu_ngay: String,
    #[serde(rename = "nguon")]
    _nguon: String,
    ten: BTreeMap<String, String>,
}

/// What a phrase that starts at a word is.
#[derive(Debug)]
enum Old {
    /// A body that a level of units follows.
    Body,
    /// A body of the district level by its very name.
    District,
}

/// The table, ready to look words up in.
struct Known {
    bodies: Phrases<Old>,
    cities: Phrases<()>,
    provinces: Phrases<String>,
    past: Vec<String>,
    districts_from: Option<Ngay>,
    provinces_from: Option<Ngay>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let table: Table = parse("don_vi_cu.yaml", include_str!("../../../data/kiem_tra/don_vi_cu.yaml"));
    let bodies = table.cap_huyen.co_quan.into_iter().map(|name| (name, Old::Body));
    Known {
        bodies: Phrases::new(bodies.chain(table.cap_huyen.rieng.into_iter().map(|name| (name, Old::District)))),
        cities: Phrases::new(table.thanh_pho.into_iter().map(|name| (name, ()))),
        provinces: Phrases::new(table.tinh.ten),
        past: table.chuyen_cu,
        districts_from: Ngay::parse(&table.cap_huyen.tu_ngay).ok(),
        provinces_from: Ngay::parse(&table.tinh.tu_ngay).ok(),
    }
});

/// What is gone, and how to mend it.
struct Gone {
    range: Range<usize>,
    message: String,
    help: String,
    /// A body, not a mere place.
    is_body: bool,
}

fn run(facts: &Facts<'_>, findings: &mut Findings) {
    let year = facts.document.nam.and_then(|year| Ngay::new(i16::try_from(year).ok()?, 1, 1));
    let Some(day) = facts.ngay().or(year) else { return };
    if KNOWN.districts_from.is_none_or(|from| day < from) && KNOWN.provinces_from.is_none_or(|from| day < from) {
        return;
    }
    let today = facts.document.as_of(Some(day));
    for name in [today.co_quan.chu_quan.as_ref(), Some(&today.co_quan.ten)].into_iter().flatten() {
        own_name(name, day, findings);
    }
    let address = |part| matches!(part, Part::KinhGui | Part::NoiNhan);
    for (passage, block) in facts.blocks(|part| address(part) || part.is_written()) {
        let lists = [&today.noi_nhan, &today.kinh_gui];
        let calendar = today.bao_cao.as_ref().map_or(&[][..], |calendar| &calendar.kinh_gui);
        let current = lists.into_iter().flatten().chain(calendar).any(|text| text.value == passage.value);
        if address(passage.part) && !current {
            continue;
        }
        for gone in old_names(passage, block, day) {
            let start = gone.range.start;
            if !address(passage.part) && (is_past(passage, block, start) || is_cited(facts, passage, block, start)) {
                continue;
            }
            let finding = findings.words(passage, gone.range, gone.message).help(gone.help);
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
fn own_name(name: &Literal, day: Ngay, findings: &mut Findings) {
    let passage = Passage::of_name("co_quan", name);
    for block in &passage.blocks {
        for gone in old_names(&passage, block, day) {
            findings.words(&passage, gone.range, gone.message).help(gone.help);
        }
    }
}

/// Every unit of a block that is gone on a day.
fn old_names(passage: &Passage<'_>, block: &Block, day: Ngay) -> Vec<Gone> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < block.tokens.len() {
        let gone = district(passage, block, at, day)
            .or_else(|| province(passage, block, at, day))
            .or_else(|| place(passage, block, at, day));
        match gone {
            Some((gone, last)) => {
                found.push(gone);
                at = last + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// A body of the district level that starts at a word.
fn district(passage: &Passage<'_>, block: &Block, at: usize, day: Ngay) -> Option<(Gone, usize)> {
    KNOWN.districts_from.filter(|from| *from <= day)?;
    let body = body_at(passage, block, at)?;
    let level = block.word_after(body.1).filter(|&at| is_level(passage, block, at));
    let last = match (body.0, level) {
        (_, Some(level)) => level_end(passage, block, level),
        (Old::District, None) => body.1,
        (Old::Body, None) => return None,
    };
    let range = block.tokens[at].range.start..block.tokens[last].range.end;
    let typed = passage.text(range.clone());
    let message = format!("\"{typed}\" không còn từ ngày 01/7/2025");
    let help = "ghi cơ quan cấp xã hoặc cấp tỉnh nhận nhiệm vụ thay".to_owned();
    Some((Gone { range, message, help, is_body: true }, last))
}

/// The body whose name starts at a word; "Phòng GD&ĐT" is no phrase of words.
fn body_at(passage: &Passage<'_>, block: &Block, at: usize) -> Option<(&'static Old, usize)> {
    if let Some(hit) = KNOWN.bodies.at(passage, block, at) {
        return Some((hit.known, hit.last));
    }
    let short = |from: usize| {
        let and = near::low(passage, block, Some(from)) == "gd" && block.is_punct(from + 1, '&');
        (and && near::low(passage, block, Some(from + 2)) == "đt").then_some((&Old::District, from + 2))
    };
    match near::low(passage, block, Some(at)) {
        "phòng" => short(block.word_after(at)?),
        "pgd" if block.is_punct(at + 1, '&') && near::low(passage, block, Some(at + 2)) == "đt" => {
            Some((&Old::District, at + 2))
        }
        _ => None,
    }
}

/// Whether a word is a level that is gone: a district, or a city that is no
/// province.
fn is_level(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    match near::low(passage, block, Some(at)) {
        "huyện" | "quận" => true,
        "thị" => near::low_after(passage, block, at) == "xã",
        "thành" if near::low_after(passage, block, at) == "phố" => {
            let name = block.word_after(at).and_then(|pho| block.word_after(pho));
            name.is_some_and(|name| {
                near::is_capital(passage.of(&block.tokens[name]))
                    && KNOWN.cities.at(passage, block, name).is_none()
            })
        }
        _ => false,
    }
}

/// The last word of a level and the name behind it.
fn level_end(passage: &Passage<'_>, block: &Block, level: usize) -> usize {
    let two = matches!(near::low(passage, block, Some(level)), "thị" | "thành");
    let mut last = if two { block.word_after(level).unwrap_or(level) } else { level };
    while let Some(next) = block.word_after(last).filter(|&at| near::is_capital(passage.of(&block.tokens[at]))) {
        last = next;
    }
    last
}

/// "tỉnh" and an old name behind it.
fn province(passage: &Passage<'_>, block: &Block, at: usize, day: Ngay) -> Option<(Gone, usize)> {
    KNOWN.provinces_from.filter(|from| *from <= day)?;
    if near::low(passage, block, Some(at)) != "tỉnh" {
        return None;
    }
    let first = block.word_after(at).filter(|&at| near::is_capital(passage.of(&block.tokens[at])))?;
    let hit = KNOWN.provinces.at(passage, block, first)?;
    let range = block.tokens[at].range.start..block.tokens[hit.last].range.end;
    let typed = passage.text(range.clone());
    let message = format!("{typed} đã nhập vào {} từ ngày 01/7/2025", hit.known);
    Some((Gone { range, message, help: format!("ghi {}", hit.known), is_body: true }, hit.last))
}

/// A district as a place: it may still be spoken of.
fn place(passage: &Passage<'_>, block: &Block, at: usize, day: Ngay) -> Option<(Gone, usize)> {
    KNOWN.districts_from.filter(|from| *from <= day)?;
    if near::low(passage, block, Some(at)) != "huyện" {
        return None;
    }
    let name = block.word_after(at).filter(|&at| near::is_capital(passage.of(&block.tokens[at])))?;
    if matches!(near::low(passage, block, Some(name)), "đoàn" | "ủy" | "uỷ" | "đội") {
        return None;
    }
    let last = level_end(passage, block, at);
    let range = block.tokens[at].range.start..block.tokens[last].range.end;
    let message = format!("{} không còn là đơn vị hành chính từ ngày 01/7/2025", passage.text(range.clone()));
    let help = "ghi xã, phường hoặc tỉnh".to_owned();
    Some((Gone { range, message, help, is_body: false }, last))
}

/// Whether the sentence speaks of the past.
fn is_past(passage: &Passage<'_>, block: &Block, start: usize) -> bool {
    let at = block.tokens.partition_point(|token| token.range.end <= start);
    let sentence = near::sentence(block, at);
    let (Some(first), Some(last)) = (block.tokens.get(sentence.start), block.tokens.get(sentence.end.wrapping_sub(1)))
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
    let is_here = |index: usize| facts.passages.get(index).is_some_and(|known| std::ptr::eq(known, passage));
    facts.citations.iter().filter(|citation| citation.passage().is_some_and(is_here)).any(|citation| {
        let old = citation.ngay().is_none_or(|day| KNOWN.districts_from.is_some_and(|from| day < from));
        old && (from..=start).contains(&citation.sign_range.start)
    })
}

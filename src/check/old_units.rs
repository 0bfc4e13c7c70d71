//! Bodies and units of administration that are gone since a day.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::letters;
use super::near;
use super::passage::Passage;
use super::phrases::Phrases;
use super::prose::Block;
use super::words::parse;
use crate::model::Ngay;

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
pub(super) enum Old {
    /// A body that a level of units follows.
    Body,
    /// A body of the district level by its very name.
    District,
}

/// The table, ready to look words up in.
pub(super) struct Known {
    bodies: Phrases<Old>,
    cities: Phrases<()>,
    provinces: Phrases<String>,
    /// Words that tell of the past.
    pub(super) past: Vec<String>,
    /// The day from which there are no districts.
    pub(super) districts_from: Option<Ngay>,
    /// The day from which the provinces are merged.
    pub(super) provinces_from: Option<Ngay>,
}

pub(super) static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let table: Table = parse("don_vi_cu.yaml", include_str!("../../data/kiem_tra/don_vi_cu.yaml"));
    let bodies = table.cap_huyen.co_quan.into_iter().map(|name| (name, Old::Body));
    Known {
        bodies: Phrases::new(
            bodies.chain(table.cap_huyen.rieng.into_iter().map(|name| (name, Old::District))),
        ),
        cities: Phrases::new(table.thanh_pho.into_iter().map(|name| (name, ()))),
        provinces: Phrases::new(table.tinh.ten),
        past: table.chuyen_cu,
        districts_from: Ngay::parse(&table.cap_huyen.tu_ngay).ok(),
        provinces_from: Ngay::parse(&table.tinh.tu_ngay).ok(),
    }
});

/// What is gone, and how to mend it.
pub(super) struct Gone {
    /// Its place.
    pub(super) range: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// How to mend it.
    pub(super) help: String,
    /// A body, not a mere place.
    pub(super) is_body: bool,
}

/// Every unit of a block that is gone on a day.
pub(super) fn old_names(passage: &Passage<'_>, block: &Block, day: Ngay) -> Vec<Gone> {
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
                letters::starts_capital(passage.of(&block.tokens[name]))
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
    while let Some(next) =
        block.word_after(last).filter(|&at| letters::starts_capital(passage.of(&block.tokens[at])))
    {
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
    let first = block.word_after(at).filter(|&at| letters::starts_capital(passage.of(&block.tokens[at])))?;
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
    let name = block.word_after(at).filter(|&at| letters::starts_capital(passage.of(&block.tokens[at])))?;
    if matches!(near::low(passage, block, Some(name)), "đoàn" | "ủy" | "uỷ" | "đội") {
        return None;
    }
    let last = level_end(passage, block, at);
    let range = block.tokens[at].range.start..block.tokens[last].range.end;
    let message = format!("{} không còn là đơn vị hành chính từ ngày 01/7/2025", passage.text(range.clone()));
    let help = "ghi xã, phường hoặc tỉnh".to_owned();
    Some((Gone { range, message, help, is_body: false }, last))
}

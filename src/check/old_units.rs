//! Bodies and units of administration that are gone since a day.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::at::{At, Piece};
use super::phrases::Phrases;
use super::stretch::Stretch;
use super::words::table;
use crate::model::Ngay;

/// The file `don_vi_cu.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    cap_huyen: Districts,
    thanh_pho: Phrases<()>,
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
    khong_phai_noi: HashSet<String>,
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
    /// Words behind "huyện" that make it a body, not a place.
    not_places: HashSet<String>,
    /// Words that tell of the past.
    pub(super) past: Vec<String>,
    /// The day from which there are no districts.
    pub(super) districts_from: Option<Ngay>,
    /// The day from which the provinces are merged.
    pub(super) provinces_from: Option<Ngay>,
}

table!(
    pub(super) static KNOWN: Known = "don_vi_cu.yaml", |table: Table| {
        let bodies = table.cap_huyen.co_quan.into_iter().map(|name| (name, Old::Body));
        let districts = table.cap_huyen.rieng.into_iter().map(|name| (name, Old::District));
        Known {
            bodies: Phrases::new(bodies.chain(districts)),
            cities: table.thanh_pho,
            provinces: Phrases::new(table.tinh.ten),
            not_places: table.cap_huyen.khong_phai_noi,
            past: table.chuyen_cu,
            districts_from: Ngay::parse(&table.cap_huyen.tu_ngay).ok(),
            provinces_from: Ngay::parse(&table.tinh.tu_ngay).ok(),
        }
    }
);

/// What is gone, and how to mend it.
pub(super) struct Gone<'p> {
    /// Its name.
    pub(super) words: Stretch<'p>,
    /// What is wrong.
    pub(super) message: String,
    /// How to mend it.
    pub(super) help: String,
    /// A body, not a mere place.
    pub(super) is_body: bool,
}

/// Every unit of a piece that is gone on a day.
pub(super) fn old_names(piece: Piece<'_>, day: Ngay) -> Vec<Gone<'_>> {
    let mut found = Vec::new();
    let mut at = piece.first();
    while at.is_there() {
        match district(at, day).or_else(|| province(at, day)).or_else(|| place(at, day)) {
            Some((gone, last)) => {
                found.push(gone);
                at = last.right();
            }
            None => at = at.right(),
        }
    }
    found
}

/// A body of the district level that starts at a word.
fn district(at: At<'_>, day: Ngay) -> Option<(Gone<'_>, At<'_>)> {
    KNOWN.districts_from.filter(|from| *from <= day)?;
    let (body, end) = body_at(at)?;
    let last = match (body, end.next_word().filter(|at| is_level(*at))) {
        (_, Some(level)) => level_end(level),
        (Old::District, None) => end,
        (Old::Body, None) => return None,
    };
    let words = at.to(last);
    let message = format!("\"{}\" không còn từ ngày 01/7/2025", words.typed());
    let help = "ghi cơ quan cấp xã hoặc cấp tỉnh nhận nhiệm vụ thay".to_owned();
    Some((Gone { words, message, help, is_body: true }, last))
}

/// The body whose name starts at a word, and its last token; "Phòng GD&ĐT" is
/// no phrase of words.
fn body_at(at: At<'_>) -> Option<(&'static Old, At<'_>)> {
    if let Some(hit) = KNOWN.bodies.at(at) {
        return Some((hit.known, hit.last));
    }
    let short = match at.word() {
        "phòng" => at.next_word().filter(|at| at.is("gd"))?,
        "pgd" => at,
        _ => return None,
    };
    let last = short.skip(2);
    (short.right().is_mark('&') && last.is("đt")).then_some((&Old::District, last))
}

/// Whether a word is a level that is gone: a district, or a city that is no
/// province.
fn is_level(at: At<'_>) -> bool {
    match at.word() {
        "huyện" | "quận" => true,
        "thị" => at.word_after() == "xã",
        "thành" if at.word_after() == "phố" => {
            let name = at.next_word().and_then(At::next_word);
            name.is_some_and(|name| name.starts_capital() && !KNOWN.cities.starts_at(name))
        }
        _ => false,
    }
}

/// The last word of a level and the name behind it.
fn level_end(level: At<'_>) -> At<'_> {
    let two = matches!(level.word(), "thị" | "thành");
    let last = if two { level.next_word().unwrap_or(level) } else { level };
    last.last_capital()
}

/// "tỉnh" and an old name behind it.
fn province(at: At<'_>, day: Ngay) -> Option<(Gone<'_>, At<'_>)> {
    KNOWN.provinces_from.filter(|from| *from <= day)?;
    let first = Some(at).filter(|at| at.is("tỉnh"))?.next_word().filter(|at| at.starts_capital())?;
    let hit = KNOWN.provinces.at(first)?;
    let words = at.to(hit.last);
    let message = format!("{} đã nhập vào {} từ ngày 01/7/2025", words.typed(), hit.known);
    Some((Gone { words, message, help: format!("ghi {}", hit.known), is_body: true }, hit.last))
}

/// A district as a place: it may still be spoken of.
fn place(at: At<'_>, day: Ngay) -> Option<(Gone<'_>, At<'_>)> {
    KNOWN.districts_from.filter(|from| *from <= day)?;
    let name = Some(at).filter(|at| at.is("huyện"))?.next_word().filter(|at| at.starts_capital())?;
    if KNOWN.not_places.contains(name.low()) {
        return None;
    }
    let last = level_end(at);
    let words = at.to(last);
    let message = format!("{} không còn là đơn vị hành chính từ ngày 01/7/2025", words.typed());
    let help = "ghi xã, phường hoặc tỉnh".to_owned();
    Some((Gone { words, message, help, is_body: false }, last))
}

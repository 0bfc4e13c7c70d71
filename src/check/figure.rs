//! Numbers as they are typed, and what they measure or count.

use std::collections::HashSet;

use serde::Deserialize;

use super::at::{At, Piece};
use super::letters::{is_single, starts_small};
use super::lexer::TokenKind;
use super::passage::Part;
use super::phrases::Phrases;
use super::stretch::Stretch;
use super::words::table;

/// What stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// `%`
    Percent,
    /// đồng
    Money,
    /// km, triệu: may have decimals.
    Measure,
    /// học sinh: whole numbers only.
    Count,
}

/// A number in digits, points and commas.
#[derive(Debug, Clone)]
pub(super) struct TypedFigure<'p> {
    /// The digits.
    pub(super) digits: Stretch<'p>,
    /// What it measures; none where that is not known.
    pub(super) unit: Option<Unit>,
    /// Whether it is for something: "đồng/kWh", "học sinh/lớp".
    pub(super) is_rate: bool,
    /// Whether it is all that its piece holds.
    pub(super) is_alone: bool,
}

/// The file `con_so.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    tien: HashSet<String>,
    khong_phai_tien: HashSet<String>,
    #[serde(rename = "do")]
    measures: HashSet<String>,
    khong_phai_do: HashSet<String>,
    dem: Phrases<()>,
    so_hieu: HashSet<String>,
    cot_tien: Vec<String>,
    cot_bac: Vec<String>,
}

table!(
    static LISTS: Lists = "con_so.yaml"
);

impl Part {
    /// Whether its numbers are numbers of what the document says.
    pub(super) fn has_figures(self) -> bool {
        self.is_written() || self == Self::NhiemVu
    }
}

/// Whether the head of a column, in lower case, says that it holds amounts in
/// đồng.
pub(super) fn is_of_money(head: &str) -> bool {
    let has = |list: &[String]| list.iter().any(|words| head.contains(words.as_str()));
    has(&LISTS.cot_tien) && !has(&LISTS.cot_bac)
}

/// The numbers of a piece that measure or count, and those of which nothing
/// says that they do; numbers that name something are left out.
pub(super) fn figures(piece: Piece<'_>) -> impl Iterator<Item = TypedFigure<'_>> {
    piece.tokens().filter_map(figure)
}

fn figure(at: At<'_>) -> Option<TypedFigure<'_>> {
    if !matches!(at.kind(), TokenKind::Number | TokenKind::Code) || joins_on(at) {
        return None;
    }
    let typed = at.typed();
    let digits = typed.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(typed.len());
    let (number, letters) = typed.split_at(digits);
    if number.len() < 2 || !number.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (unit, last) = if letters.is_empty() {
        unit_behind(at)?
    } else {
        (Some(unit_of(&letters.to_lowercase()).filter(|_| starts_small(letters) || letters == "VNĐ")?), at)
    };
    let named = LISTS.so_hieu.contains(at.word_before());
    // "1.1 Km đường" at the start of a paragraph may be its number.
    let labelled = at.previous().is_none() && !at.piece.is_cell();
    let sure = matches!(unit, Some(Unit::Percent | Unit::Money));
    if !sure && (named || labelled) {
        return None;
    }
    Some(TypedFigure {
        digits: at.piece.passage.part(at.start()..at.start() + digits),
        unit,
        is_rate: last.right().is_mark('/'),
        is_alone: at.piece.len() == 1,
    })
}

/// Whether the token is the end of something longer: "KH-520.5", "x=2.5".
fn joins_on(at: At<'_>) -> bool {
    let Some(before) = at.left().filter(|_| at.is_glued()) else { return false };
    match before.kind() {
        TokenKind::Space | TokenKind::Punct('(' | '“' | '"' | ':' | '|' | '~' | '≥' | '≤' | '>' | '<') => {
            false
        }
        // "3.5-4.5%"
        TokenKind::Punct('-' | '–') => before.left_kind() != TokenKind::Number,
        _ => true,
    }
}

/// The unit behind a number without letters, and its last token; none when the
/// number goes on in another way.
fn unit_behind(at: At<'_>) -> Option<(Option<Unit>, At<'_>)> {
    let Some(next) = at.next() else { return Some((None, at)) };
    match next.kind() {
        TokenKind::Punct('%') if next.next_kind() != TokenKind::Number => Some((Some(Unit::Percent), next)),
        // "3.5 - 4.5%", "3.5 đến 4.5%": the unit of the second holds for the first.
        TokenKind::Punct('-' | '–') => Some(unit_of_range(next)?),
        TokenKind::Word if next.is("đến") => Some(unit_of_range(next).unwrap_or((None, at))),
        TokenKind::Word | TokenKind::Code if !next.is_same(at.right()) => {
            let counted = LISTS.dem.at(next).map(|hit| hit.last);
            Some((word_unit(next), counted.unwrap_or(next)))
        }
        // "520.5/2", "1.1.": parts of something else.
        TokenKind::Punct('.' | ',' | '/' | ':' | '_' | '*' | '+' | '=' | '°') if next.is_glued() => {
            let ends = next.is_one_of(&['.', ',', ':']) && (next.next().is_none() || next.right().is_space());
            ends.then_some((None, at))
        }
        _ => Some((None, at)),
    }
}

/// The unit of the second number of a range, and its last token; `joint` is what
/// stands between the two.
fn unit_of_range(joint: At<'_>) -> Option<(Option<Unit>, At<'_>)> {
    let second = joint.next().filter(|second| second.is_number())?;
    let behind = second.next()?;
    let unit = match behind.kind() {
        TokenKind::Punct('%') => Unit::Percent,
        TokenKind::Word | TokenKind::Code if !behind.is_same(second.right()) => word_unit(behind)?,
        _ => return None,
    };
    Some((Some(unit), behind))
}

/// What the words from a token on measure or count.
fn word_unit(at: At<'_>) -> Option<Unit> {
    let low = at.low();
    if !at.starts_small() && low != "vnđ" && low != "vnd" {
        return None;
    }
    let after = at.word_after();
    match unit_of(low) {
        Some(Unit::Money) if LISTS.khong_phai_tien.contains(after) => None,
        // "2.1 điểm a"
        Some(Unit::Measure) if LISTS.khong_phai_do.contains(after) => None,
        Some(Unit::Measure) if low == "điểm" && !after.is_empty() && is_single(after) => None,
        None => LISTS.dem.starts_at(at).then_some(Unit::Count),
        unit => unit,
    }
}

/// What a word in lower case measures.
fn unit_of(low: &str) -> Option<Unit> {
    if LISTS.tien.contains(low) {
        Some(Unit::Money)
    } else if LISTS.measures.contains(low) {
        Some(Unit::Measure)
    } else {
        None
    }
}

//! Numbers as they are typed, and what they measure or count.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::letters::{is_single, starts_small};
use super::lexer::TokenKind;
use super::near;
use super::passage::{Part, Passage};
use super::phrases::Phrases;
use super::prose::{Block, BlockKind};
use super::words::parse;

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
pub(super) struct Figure<'p> {
    /// The digits as typed.
    pub(super) typed: &'p str,
    /// Where they stand.
    pub(super) range: Range<usize>,
    /// What it measures; none where that is not known.
    pub(super) unit: Option<Unit>,
    /// Whether it is for something: "đồng/kWh", "học sinh/lớp".
    pub(super) is_rate: bool,
    /// Whether it is all that its block holds.
    pub(super) is_alone: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    tien: Vec<String>,
    khong_phai_tien: HashSet<String>,
    #[serde(rename = "do")]
    measures: Vec<String>,
    khong_phai_do: HashSet<String>,
    dem: Vec<String>,
    so_hieu: HashSet<String>,
    cot_tien: Vec<String>,
    cot_bac: Vec<String>,
}

struct Lists {
    table: Table,
    counted: Phrases<()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let table: Table = parse("con_so.yaml", include_str!("../../data/kiem_tra/con_so.yaml"));
    Lists { counted: Phrases::new(table.dem.iter().map(|words| (words, ()))), table }
});

/// Whether numbers of a part are numbers of what the document says.
pub(super) fn in_part(part: Part) -> bool {
    part.is_written() || part == Part::NhiemVu
}

/// Whether the head of a column, in lower case, says that it holds amounts in
/// đồng.
pub(super) fn is_of_money(head: &str) -> bool {
    let has = |list: &[String]| list.iter().any(|words| head.contains(words.as_str()));
    has(&LISTS.table.cot_tien) && !has(&LISTS.table.cot_bac)
}

/// The numbers of a block that measure or count, and those of which nothing
/// says that they do; numbers that name something are left out.
pub(super) fn figures<'p>(passage: &'p Passage<'_>, block: &'p Block) -> impl Iterator<Item = Figure<'p>> {
    (0..block.tokens.len()).filter_map(|at| figure(passage, block, at))
}

fn figure<'p>(passage: &'p Passage<'_>, block: &Block, at: usize) -> Option<Figure<'p>> {
    let token = &block.tokens[at];
    if !matches!(token.kind, TokenKind::Number | TokenKind::Code) || joins_on(block, at) {
        return None;
    }
    let typed = passage.of(token);
    let digits = typed.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(typed.len());
    let (number, letters) = typed.split_at(digits);
    if number.len() < 2 || !number.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (unit, last) = if letters.is_empty() {
        unit_behind(passage, block, at)?
    } else {
        (Some(unit_of(&letters.to_lowercase()).filter(|_| starts_small(letters) || letters == "VNĐ")?), at)
    };
    let start = token.range.start;
    let named = LISTS.table.so_hieu.contains(near::low_before(passage, block, at));
    // "1.1 Km đường" at the start of a paragraph may be its number.
    let labelled = block.previous(at).is_none() && block.kind != BlockKind::Cell;
    let sure = matches!(unit, Some(Unit::Percent | Unit::Money));
    if !sure && (named || labelled) {
        return None;
    }
    let is_rate = block.is_punct(last + 1, '/');
    let is_alone = block.tokens.len() == 1;
    Some(Figure { typed: number, range: start..start + digits, unit, is_rate, is_alone })
}

/// Whether the token is the end of something longer: "KH-520.5", "x=2.5".
fn joins_on(block: &Block, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| block.is_glued(at)) else { return false };
    match block.tokens[before].kind {
        TokenKind::Space | TokenKind::Punct('(' | '“' | '"' | ':' | '|' | '~' | '≥' | '≤' | '>' | '<') => {
            false
        }
        // "3.5-4.5%"
        TokenKind::Punct('-' | '–') => {
            !before.checked_sub(1).is_some_and(|first| block.kind_at(first) == Some(TokenKind::Number))
        }
        _ => true,
    }
}

/// The unit behind a number without letters, and its last token; none when the
/// number goes on in another way.
fn unit_behind(passage: &Passage<'_>, block: &Block, at: usize) -> Option<(Option<Unit>, usize)> {
    let Some(next) = block.next(at) else { return Some((None, at)) };
    match block.tokens[next].kind {
        TokenKind::Punct('%') if !is_followed_by_number(block, next) => Some((Some(Unit::Percent), next)),
        // "3.5 - 4.5%", "3.5 đến 4.5%": the unit of the second holds for the first.
        TokenKind::Punct('-' | '–') => Some(unit_of_range(passage, block, next)?),
        TokenKind::Word if passage.low(&block.tokens[next]) == "đến" => {
            Some(unit_of_range(passage, block, next).unwrap_or((None, at)))
        }
        TokenKind::Word | TokenKind::Code if next > at + 1 => {
            let counted = LISTS.counted.at(passage, block, next).map(|hit| hit.last);
            let unit = word_unit(passage, block, next);
            Some((unit, counted.unwrap_or(next)))
        }
        // "520.5/2", "1.1.": parts of something else.
        TokenKind::Punct('.' | ',' | '/' | ':' | '_' | '*' | '+' | '=' | '°') if block.is_glued(next) => {
            let ends = matches!(block.tokens[next].kind, TokenKind::Punct('.' | ',' | ':'))
                && block.next(next).is_none_or(|_| block.is_space(next + 1));
            ends.then_some((None, at))
        }
        _ => Some((None, at)),
    }
}

/// The unit of the second number of a range, and its last token; `joint` is what
/// stands between the two.
fn unit_of_range(passage: &Passage<'_>, block: &Block, joint: usize) -> Option<(Option<Unit>, usize)> {
    let second = block.next(joint).filter(|&second| block.kind_at(second) == Some(TokenKind::Number))?;
    let behind = block.next(second)?;
    let unit = match block.tokens[behind].kind {
        TokenKind::Punct('%') => Unit::Percent,
        TokenKind::Word | TokenKind::Code if behind > second + 1 => word_unit(passage, block, behind)?,
        _ => return None,
    };
    Some((Some(unit), behind))
}

/// Whether a `%` is a sign of arithmetic: "5 % 3".
fn is_followed_by_number(block: &Block, percent: usize) -> bool {
    block.next(percent).is_some_and(|next| block.kind_at(next) == Some(TokenKind::Number))
}

/// What the words from `at` on measure or count.
fn word_unit(passage: &Passage<'_>, block: &Block, at: usize) -> Option<Unit> {
    let token = &block.tokens[at];
    let (typed, low) = (passage.of(token), passage.low(token));
    if !starts_small(typed) && low != "vnđ" && low != "vnd" {
        return None;
    }
    let after = near::low_after(passage, block, at);
    match unit_of(low) {
        Some(Unit::Money) if LISTS.table.khong_phai_tien.contains(after) => None,
        // "2.1 điểm a"
        Some(Unit::Measure) if LISTS.table.khong_phai_do.contains(after) => None,
        Some(Unit::Measure) if low == "điểm" && !after.is_empty() && is_single(after) => None,
        None => LISTS.counted.at(passage, block, at).map(|_| Unit::Count),
        unit => unit,
    }
}

/// What a word in lower case measures.
fn unit_of(low: &str) -> Option<Unit> {
    let has = |list: &[String]| list.iter().any(|known| known == low);
    if has(&LISTS.table.tien) {
        Some(Unit::Money)
    } else if has(&LISTS.table.measures) {
        Some(Unit::Measure)
    } else {
        None
    }
}

//! Weekdays beside a date: the calendar tells them from ordinals.

use super::facts::Facts;
use super::lexer::TokenKind;
use super::near;
use super::passage::Passage;
use super::prose::Block;
use crate::model::{Ngay, NgayThang};

/// Names of the days from Monday on, as they follow "thứ".
const DAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];

/// Whether "thứ" and a number's word name the weekday of the date beside them:
/// "thứ sáu ngày 05/9/2025", "thứ sáu, 05/9/2025", "ngày 05/9/2025 (thứ sáu)".
pub(super) fn is_weekday(
    facts: &Facts<'_>,
    passage: &Passage<'_>,
    block: &Block,
    (first, last): (usize, usize),
) -> bool {
    let named = near::low(passage, block, Some(last));
    let ordinal = matches!(
        near::low_before(passage, block, first),
        "lần" | "đợt" | "kỳ" | "khóa" | "phiên" | "buổi" | "vòng" | "người" | "bản"
    );
    let is_that_day = |day: Option<Ngay>| day.is_some_and(|day| weekday(day) == Some(named));
    !ordinal
        && (is_that_day(date_behind(facts, passage, block, last))
            || is_that_day(date_before(facts, passage, block, first)))
}

/// The name of a day's weekday behind "thứ"; none for a Sunday.
fn weekday(day: Ngay) -> Option<&'static str> {
    let monday = Ngay::new(2024, 1, 1)?;
    let from_monday = usize::try_from(monday.days_until(day).rem_euclid(7)).ok()?;
    DAYS.get(from_monday).copied()
}

/// The date that follows a word, perhaps after a comma, a bracket, "ngày".
fn date_behind(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block, at: usize) -> Option<Ngay> {
    let mut next = block.next(at)?;
    if matches!(block.tokens[next].kind, TokenKind::Punct(',' | '(' | '-' | '–')) {
        next = block.next(next)?;
    }
    if near::low(passage, block, Some(next)) == "ngày" {
        next = block.next(next)?;
    }
    date(facts, passage, block, next)
}

/// The date that ends before a word, perhaps before a comma or a bracket.
fn date_before(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block, at: usize) -> Option<Ngay> {
    let mut before = block.previous(at)?;
    if matches!(block.tokens[before].kind, TokenKind::Punct(',' | '(' | '-' | '–')) {
        before = block.previous(before)?;
    }
    date(facts, passage, block, before)
}

/// The date of a token; one without a year is of the document's.
fn date(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block, at: usize) -> Option<Ngay> {
    let token = &block.tokens[at];
    let text = passage.of(token);
    match token.kind {
        TokenKind::Date => Ngay::parse(text).ok(),
        TokenKind::Number => NgayThang::parse(text)?.of_year(facts.ngay?.nam()),
        _ => None,
    }
}

//! Weekdays beside a date: the calendar tells them from ordinals.

use super::at::At;
use super::facts::Facts;
use super::lexer::TokenKind;
use crate::model::{Ngay, NgayThang};

/// Names of the days from Monday on, as they follow "thứ".
pub(super) const DAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];

/// Whether "thứ" and a number's word name the weekday of the date beside them:
/// "thứ sáu ngày 05/9/2025", "thứ sáu, 05/9/2025", "ngày 05/9/2025 (thứ sáu)".
pub(super) fn is_weekday(facts: &Facts<'_>, first: At<'_>, last: At<'_>) -> bool {
    let is_that_day = |day: Option<Ngay>| day.is_some_and(|day| weekday(day) == Some(last.word()));
    is_that_day(date_behind(facts, last)) || is_that_day(date_before(facts, first))
}

/// The name of a day's weekday behind "thứ"; none for a Sunday.
fn weekday(day: Ngay) -> Option<&'static str> {
    let monday = Ngay::new(2024, 1, 1)?;
    let from_monday = usize::try_from(monday.days_until(day).rem_euclid(7)).ok()?;
    DAYS.get(from_monday).copied()
}

/// Whether something may stand between a weekday and its date.
fn is_joint(at: At<'_>) -> bool {
    at.is_one_of(&[',', '(', '-', '–'])
}

/// The date that follows a word, perhaps after a comma, a bracket, "ngày".
fn date_behind(facts: &Facts<'_>, at: At<'_>) -> Option<Ngay> {
    let mut next = at.next()?;
    if is_joint(next) {
        next = next.next()?;
    }
    if next.is("ngày") {
        next = next.next()?;
    }
    date(facts, next)
}

/// The date that ends before a word, perhaps before a comma or a bracket.
fn date_before(facts: &Facts<'_>, at: At<'_>) -> Option<Ngay> {
    let mut before = at.previous()?;
    if is_joint(before) {
        before = before.previous()?;
    }
    date(facts, before)
}

/// The date of a token; one without a year is of the document's.
fn date(facts: &Facts<'_>, at: At<'_>) -> Option<Ngay> {
    match at.kind() {
        TokenKind::Date => Ngay::parse(at.typed()).ok(),
        TokenKind::Number => NgayThang::parse(at.typed())?.of_year(facts.ngay?.nam()),
        _ => None,
    }
}

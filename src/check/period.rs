//! Periods of years in texts: "giai đoạn 2021-2025", "năm học 2026-2027".

use super::at::At;
use super::facts::Facts;
use super::lexer::TokenKind;
use super::stretch::Stretch;

/// Two years and where they stand.
#[derive(Debug, Clone)]
pub(super) struct Period<'p> {
    /// First and last year.
    pub(super) years: (i16, i16),
    /// The word before: "đoạn", "học".
    pub(super) lead: At<'p>,
    /// The years as they are typed.
    pub(super) words: Stretch<'p>,
}

/// The period behind two words, the second at `lead`: `giai đoạn` and years.
pub(super) fn after<'p>(facts: &Facts<'_>, lead: At<'p>) -> Option<Period<'p>> {
    let first = lead.next()?;
    let value = printed(facts, first)?;
    if let Some(years) = both(value) {
        return Some(Period { years, lead, words: first.into() });
    }
    let from = year(value)?;
    let joint = first.next().filter(|at| at.is_one_of(&['-', '–']) || at.is("đến"))?;
    let last = joint.next()?;
    let to = year(printed(facts, last)?)?;
    Some(Period { years: (from, to), lead, words: first.to(last) })
}

/// What a token prints: digits, or a value of the document.
fn printed<'a>(facts: &Facts<'a>, at: At<'a>) -> Option<&'a str> {
    match at.kind() {
        TokenKind::Number => Some(at.typed()),
        TokenKind::Value(index) => {
            let printed = at.piece.passage.expressions.get(index)?.prints.as_deref()?;
            facts.value_of(printed)
        }
        _ => None,
    }
}

/// Two years in one text: "2021-2025", "2026/2027".
fn both(text: &str) -> Option<(i16, i16)> {
    let (from, to) = text.split_once(['-', '–', '/'])?;
    Some((year(from)?, year(to)?))
}

/// A year of four digits.
fn year(text: &str) -> Option<i16> {
    let text = text.trim();
    let year: i16 = text.parse().ok().filter(|_| text.len() == 4)?;
    (1900..2200).contains(&year).then_some(year)
}

//! Periods of years in texts: "giai đoạn 2021-2025", "năm học 2026-2027".

use std::ops::Range;

use super::facts::Facts;
use super::lexer::TokenKind;
use super::near;
use super::passage::Passage;
use super::prose::Block;

/// Two years and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// First and last year.
    pub(super) years: (i16, i16),
    /// The word before: "đoạn", "học".
    pub(super) lead: usize,
    /// The last token.
    pub(super) last: usize,
    /// The bytes of the years.
    pub(super) range: Range<usize>,
}

/// The period behind two words, the second at `lead`: `giai đoạn` and years.
pub(super) fn after(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block, lead: usize) -> Option<Period> {
    let first = block.next(lead)?;
    let start = block.tokens[first].range.start;
    let value = printed(facts, passage, block, first)?;
    if let Some(years) = both(value) {
        return Some(Period { years, lead, last: first, range: block.tokens[first].range.clone() });
    }
    let from = year(value)?;
    let joint = block.next(first)?;
    let joined = matches!(block.tokens[joint].kind, TokenKind::Punct('-' | '–'))
        || near::low(passage, block, Some(joint)) == "đến";
    let last = block.next(joint).filter(|_| joined)?;
    let to = year(printed(facts, passage, block, last)?)?;
    Some(Period { years: (from, to), lead, last, range: start..block.tokens[last].range.end })
}

/// What a token prints: digits, or a value of the document.
fn printed<'a>(facts: &Facts<'a>, passage: &Passage<'a>, block: &Block, at: usize) -> Option<&'a str> {
    let token = block.tokens.get(at)?;
    match token.kind {
        TokenKind::Number => Some(passage.of(token)),
        TokenKind::Value(index) => {
            let printed = passage.expressions.get(index)?.prints.as_deref()?;
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

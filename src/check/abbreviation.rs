//! Abbreviations in capital letters, and where a text says what they stand for.

use std::ops::Range;

use super::lexer::{Token, TokenKind};
use super::near;
use super::passage::Passage;
use super::prose::Block;

/// An abbreviation at a place of a block: "NTM", "KT-XH", "PGD&ĐT".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Abbreviation {
    /// Its first token.
    pub(super) first: usize,
    /// Its last token.
    pub(super) last: usize,
}

impl Abbreviation {
    /// Its bytes in the passage.
    pub(super) fn range(self, block: &Block) -> Range<usize> {
        block.tokens[self.first].range.start..block.tokens[self.last].range.end
    }

    /// Its words: for "KT-XH" the tokens of KT and XH.
    pub(super) fn words(self, block: &Block) -> impl Iterator<Item = &Token> {
        block.tokens[self.first..=self.last].iter().filter(|token| token.kind == TokenKind::Word)
    }
}

/// Whether the token at `at` is a word of two capital letters or more.
fn is_capitals(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let Some(token) = block.tokens.get(at).filter(|token| token.kind == TokenKind::Word) else {
        return false;
    };
    let text = passage.of(token);
    text.len() > 1 && text.chars().all(char::is_uppercase) && text.chars().nth(1).is_some()
}

/// Every abbreviation of a block: groups of capitals joined by `&` or `-`, but
/// not the parts of a number and sign.
pub(super) fn abbreviations(passage: &Passage<'_>, block: &Block) -> Vec<Abbreviation> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < block.tokens.len() {
        if !is_capitals(passage, block, at) {
            at += 1;
            continue;
        }
        let first = at;
        let mut last = at;
        while (block.is_punct(last + 1, '&') || block.is_punct(last + 1, '-'))
            && is_capitals(passage, block, last + 2)
        {
            last += 2;
        }
        at = last + 1;
        if !is_part_of_sign(block, first, last) {
            found.push(Abbreviation { first, last });
        }
    }
    found
}

/// Whether a slash, dots or digits stand right before or behind: ".../QĐ-UBND".
fn is_part_of_sign(block: &Block, first: usize, last: usize) -> bool {
    let before = first.checked_sub(1).map(|at| block.tokens[at].kind);
    let joined_before = match before {
        Some(TokenKind::Punct('/')) => {
            first.checked_sub(2).is_none_or(|at| !matches!(block.tokens[at].kind, TokenKind::Word))
        }
        Some(TokenKind::Ellipsis) => true,
        Some(TokenKind::Punct('-' | '&' | '_' | '\'')) => true,
        _ => false,
    };
    let after = block.tokens.get(last + 1).map(|token| token.kind);
    joined_before || matches!(after, Some(TokenKind::Punct('_' | '@')))
}

/// Where a text says what an abbreviation stands for.
#[derive(Debug, Clone)]
pub(super) struct Introduction {
    /// The abbreviation.
    pub(super) abbreviation: Abbreviation,
    /// The words it stands for, where their first letters spell it.
    pub(super) words: Option<Range<usize>>,
}

/// The abbreviations that a block introduces: "nông thôn mới (NTM)", "viết tắt
/// là NTM", "NTM (nông thôn mới)", "NTM: nông thôn mới".
pub(super) fn introductions(
    passage: &Passage<'_>,
    block: &Block,
    abbreviations: &[Abbreviation],
) -> Vec<Introduction> {
    abbreviations
        .iter()
        .filter_map(|&abbreviation| {
            let Abbreviation { first, last } = abbreviation;
            let initials = initials(passage, block, abbreviation);
            let bracket = block.previous(first).filter(|&at| block.is_punct(at, '('));
            let closed = block
                .next(last)
                .is_some_and(|at| matches!(block.tokens[at].kind, TokenKind::Punct(')' | ',' | ';')));
            let named = near::follows(passage, block, first, &["tắt", "là"])
                || near::follows(passage, block, first, &["gọi", "là"])
                || near::follows(passage, block, first, &["viết", "tắt"]);
            if let Some(bracket) = bracket.filter(|_| closed) {
                let words = spelled_before(passage, block, bracket, &initials);
                return Some(Introduction { abbreviation, words });
            }
            let words = spelled_after(passage, block, last, &initials);
            let explained = bracketed_words(passage, block, last, &initials);
            (named || words.is_some() || explained).then_some(Introduction { abbreviation, words })
        })
        .collect()
}

/// The letters of an abbreviation in lower case.
fn initials(passage: &Passage<'_>, block: &Block, abbreviation: Abbreviation) -> Vec<char> {
    abbreviation.words(block).flat_map(|token| passage.low(token).chars()).collect()
}

/// The first letter of a word in lower case.
fn initial(passage: &Passage<'_>, block: &Block, at: usize) -> Option<char> {
    passage.low(&block.tokens[at]).chars().next()
}

/// Words before `end` whose first letters spell `initials`; "và" and "-" may
/// stand between.
fn spelled_before(
    passage: &Passage<'_>,
    block: &Block,
    end: usize,
    initials: &[char],
) -> Option<Range<usize>> {
    let mut at = end;
    let mut last = None;
    for wanted in initials.iter().rev() {
        loop {
            at = block.previous(at)?;
            let and = near::low(passage, block, Some(at)) == "và" && *wanted != 'v';
            if !(and || matches!(block.tokens[at].kind, TokenKind::Punct('-' | '–' | ',' | '”' | '"'))) {
                break;
            }
        }
        (block.is_word(at) && initial(passage, block, at)? == *wanted).then_some(())?;
        last = last.or(Some(at));
    }
    Some(block.tokens[at].range.start..block.tokens[last?].range.end)
}

/// Words behind `start`, perhaps after ":" or "là", that spell `initials`.
fn spelled_after(
    passage: &Passage<'_>,
    block: &Block,
    start: usize,
    initials: &[char],
) -> Option<Range<usize>> {
    let mut at = block.next(start)?;
    let leads = matches!(block.tokens[at].kind, TokenKind::Punct(':' | '-' | '–' | '=' | '('));
    if leads || near::low(passage, block, Some(at)) == "là" {
        at = block.next(at)?;
    }
    let first = at;
    let mut last = at;
    for (index, wanted) in initials.iter().enumerate() {
        if index > 0 {
            at = block.next(at)?;
            while near::low(passage, block, Some(at)) == "và" && *wanted != 'v'
                || matches!(block.tokens[at].kind, TokenKind::Punct('-' | '–' | ','))
            {
                at = block.next(at)?;
            }
        }
        (block.is_word(at) && initial(passage, block, at)? == *wanted).then_some(())?;
        last = at;
    }
    Some(block.tokens[first].range.start..block.tokens[last].range.end)
}

/// Whether a bracket follows whose first word starts with the first letter of
/// the abbreviation, with two words or more.
fn bracketed_words(passage: &Passage<'_>, block: &Block, last: usize, initials: &[char]) -> bool {
    let Some(bracket) = block.next(last).filter(|&at| block.is_punct(at, '(')) else { return false };
    let Some(first) = block.word_after(bracket) else { return false };
    initial(passage, block, first) == initials.first().copied() && block.word_after(first).is_some()
}

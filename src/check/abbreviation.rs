//! Abbreviations in capital letters, and where a text says what they stand for.

use super::at::{At, Piece};
use super::lexer::TokenKind;
use super::stretch::Stretch;

/// An abbreviation at a place of a text: "NTM", "KT-XH", "PGD&ĐT".
#[derive(Debug, Clone, Copy)]
pub(super) struct Abbreviation<'p> {
    /// Its first token.
    pub(super) first: At<'p>,
    /// Its last token.
    pub(super) last: At<'p>,
}

impl<'p> Abbreviation<'p> {
    /// All of it.
    pub(super) fn whole(self) -> Stretch<'p> {
        self.first.to(self.last)
    }

    /// Its words: for "KT-XH" the tokens of KT and XH.
    pub(super) fn words(self) -> impl Iterator<Item = At<'p>> {
        self.first.until(self.last.right()).filter(|at| at.is_word())
    }

    /// Its letters in lower case.
    fn initials(self) -> Vec<char> {
        self.words().flat_map(|at| at.low().chars()).collect()
    }
}

/// Whether a word of two capital letters or more stands here.
fn is_capitals(at: At<'_>) -> bool {
    let text = at.typed();
    at.is_word() && text.chars().nth(1).is_some() && text.chars().all(char::is_uppercase)
}

/// Every abbreviation of a piece: groups of capitals joined by `&` or `-`, but
/// not the parts of a number and sign.
pub(super) fn abbreviations(piece: Piece<'_>) -> Vec<Abbreviation<'_>> {
    let mut found = Vec::new();
    let mut at = piece.first();
    while at.is_there() {
        if !is_capitals(at) {
            at = at.right();
            continue;
        }
        let (first, mut last) = (at, at);
        while last.right().is_one_of(&['&', '-']) && is_capitals(last.skip(2)) {
            last = last.skip(2);
        }
        at = last.right();
        if !is_part_of_sign(first, last) {
            found.push(Abbreviation { first, last });
        }
    }
    found
}

/// Whether a slash, dots or digits stand right before or behind: ".../QĐ-UBND".
fn is_part_of_sign(first: At<'_>, last: At<'_>) -> bool {
    let joined_before = first.left().is_some_and(|left| match left.kind() {
        TokenKind::Punct('/') => left.left_kind() != TokenKind::Word,
        TokenKind::Ellipsis | TokenKind::Punct('-' | '&' | '_' | '\'') => true,
        _ => false,
    });
    joined_before || last.right().is_one_of(&['_', '@'])
}

/// Where a text says what an abbreviation stands for.
#[derive(Debug, Clone)]
pub(super) struct Introduction<'p> {
    /// The abbreviation.
    pub(super) abbreviation: Abbreviation<'p>,
    /// The words it stands for, where their first letters spell it.
    pub(super) words: Option<Stretch<'p>>,
}

/// Of the abbreviations of a piece those that it introduces: "nông thôn mới
/// (NTM)", "viết tắt là NTM", "NTM (nông thôn mới)", "NTM: nông thôn mới".
pub(super) fn introductions<'p>(abbreviations: &[Abbreviation<'p>]) -> Vec<Introduction<'p>> {
    abbreviations.iter().filter_map(|&abbreviation| introduction(abbreviation)).collect()
}

fn introduction(abbreviation: Abbreviation<'_>) -> Option<Introduction<'_>> {
    let Abbreviation { first, last } = abbreviation;
    let initials = abbreviation.initials();
    let closed = last.next().is_some_and(|at| at.is_one_of(&[')', ',', ';']));
    if let Some(bracket) = first.previous().filter(|at| closed && at.is_mark('(')) {
        return Some(Introduction { abbreviation, words: spelled_before(bracket, &initials) });
    }
    let named = [["tắt", "là"], ["gọi", "là"], ["viết", "tắt"]].iter().any(|words| first.follows(words));
    let words = spelled_after(last, &initials);
    let explained = bracketed_words(last, &initials);
    (named || words.is_some() || explained).then_some(Introduction { abbreviation, words })
}

/// Whether a word here starts with a letter.
fn begins(at: At<'_>, initial: char) -> bool {
    at.word().starts_with(initial)
}

/// Whether the spelling of an abbreviation passes over a token: "và", marks.
fn is_passed_over(at: At<'_>, wanted: char) -> bool {
    at.is("và") && wanted != 'v' || at.is_one_of(&['-', '–', ','])
}

/// Words before `end` whose first letters spell `initials`; "và" and "-" may
/// stand between.
fn spelled_before<'p>(end: At<'p>, initials: &[char]) -> Option<Stretch<'p>> {
    let mut at = end;
    let mut last = None;
    for &wanted in initials.iter().rev() {
        at = at.previous()?;
        while is_passed_over(at, wanted) || at.is_one_of(&['”', '"']) {
            at = at.previous()?;
        }
        begins(at, wanted).then_some(())?;
        last = last.or(Some(at));
    }
    Some(at.to(last?))
}

/// Words behind `start`, perhaps after ":" or "là", that spell `initials`.
fn spelled_after<'p>(start: At<'p>, initials: &[char]) -> Option<Stretch<'p>> {
    let mut at = start.next()?;
    if at.is_one_of(&[':', '-', '–', '=', '(']) || at.is("là") {
        at = at.next()?;
    }
    let first = at;
    for (index, &wanted) in initials.iter().enumerate() {
        if index > 0 {
            at = at.next()?;
            while is_passed_over(at, wanted) {
                at = at.next()?;
            }
        }
        begins(at, wanted).then_some(())?;
    }
    Some(first.to(at))
}

/// Whether a bracket follows whose first word starts with the first letter of
/// the abbreviation, with two words or more.
fn bracketed_words(last: At<'_>, initials: &[char]) -> bool {
    let first = last.next().filter(|at| at.is_mark('(')).and_then(At::next_word);
    first.is_some_and(|first| {
        initials.first().is_some_and(|&initial| begins(first, initial)) && first.next_word().is_some()
    })
}

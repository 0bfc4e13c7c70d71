//! Phrases of several words: found in a text, or asked for before a word.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Deserializer};

use super::at::{At, Piece};
use super::lexer::TokenKind;
use super::stretch::Stretch;

/// Phrases in lower case, each with what is known about it.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

/// Where a phrase was found.
#[derive(Debug)]
pub(super) struct Hit<'p, 't, T> {
    /// Its first token.
    pub(super) first: At<'p>,
    /// Its last token.
    pub(super) last: At<'p>,
    /// What is known about it.
    pub(super) known: &'t T,
}

impl<T> Phrases<T> {
    /// A set of phrases; their words are separated by spaces.
    pub(super) fn new(phrases: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (phrase, known) in phrases {
            let lower = phrase.as_ref().to_lowercase();
            let mut words = lower.split_whitespace().map(str::to_owned);
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push((words.collect(), known));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Self { by_first }
    }

    /// The longest phrase that starts with a token.
    pub(super) fn at<'p>(&self, first: At<'p>) -> Option<Hit<'p, '_, T>> {
        let list = self.by_first.get(Some(first).filter(|at| at.is_word())?.low())?;
        list.iter().find_map(|(rest, known)| {
            let mut last = first;
            for word in rest {
                let spaced = last.right().is_space();
                last = last.skip(2);
                if !spaced || last.kind() != TokenKind::Word || last.low() != word {
                    return None;
                }
            }
            Some(Hit { first, last, known })
        })
    }

    /// Whether a phrase starts with a token.
    pub(super) fn starts_at(&self, first: At<'_>) -> bool {
        self.at(first).is_some()
    }

    /// Every phrase of a piece, none inside another.
    pub(super) fn find<'p>(&self, piece: Piece<'p>) -> Vec<Hit<'p, '_, T>> {
        let mut hits = Vec::new();
        let mut at = piece.first();
        while at.is_there() {
            match self.at(at) {
                Some(hit) => {
                    at = hit.last.right();
                    hits.push(hit);
                }
                None => at = at.right(),
            }
        }
        hits
    }
}

impl From<Vec<String>> for Phrases<()> {
    fn from(phrases: Vec<String>) -> Self {
        Self::new(phrases.into_iter().map(|phrase| (phrase, ())))
    }
}

/// Each phrase with the way it is written.
impl From<Vec<String>> for Phrases<String> {
    fn from(phrases: Vec<String>) -> Self {
        Self::new(phrases.into_iter().map(|phrase| (phrase.clone(), phrase)))
    }
}

impl From<BTreeMap<String, String>> for Phrases<String> {
    fn from(phrases: BTreeMap<String, String>) -> Self {
        Self::new(phrases)
    }
}

impl<'de, T> Deserialize<'de> for Phrases<T>
where
    Self: From<Vec<String>>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

impl<'p, T> Hit<'p, '_, T> {
    /// The words of the phrase.
    pub(super) fn words(&self) -> Stretch<'p> {
        self.first.to(self.last)
    }
}

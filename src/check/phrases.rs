//! Finds phrases of several words in a block.

use std::collections::HashMap;

use super::lexer::TokenKind;
use super::passage::Passage;
use super::prose::Block;

/// Phrases in lower case, each with what is known about it.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

/// Where a phrase was found: its first and last token.
pub(super) struct Hit<'p, T> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) known: &'p T,
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

    /// The longest phrase that starts with the token at `first`.
    pub(super) fn at(&self, passage: &Passage<'_>, block: &Block, first: usize) -> Option<Hit<'_, T>> {
        if !block.is_word(first) {
            return None;
        }
        let list = self.by_first.get(passage.low(&block.tokens[first]))?;
        list.iter().find_map(|(rest, known)| {
            let mut at = first;
            for word in rest {
                let spaced = block.tokens.get(at + 1)?.kind == TokenKind::Space;
                at += 2;
                let token = block.tokens.get(at)?;
                if !spaced || token.kind != TokenKind::Word || passage.low(token) != word {
                    return None;
                }
            }
            Some(Hit { first, last: at, known })
        })
    }

    /// Every phrase of a block, none inside another.
    pub(super) fn find(&self, passage: &Passage<'_>, block: &Block) -> Vec<Hit<'_, T>> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < block.tokens.len() {
            match self.at(passage, block, at) {
                Some(hit) => {
                    at = hit.last + 1;
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }
}

impl<T> Hit<'_, T> {
    /// The bytes of the phrase in the passage.
    pub(super) fn range(&self, block: &Block) -> std::ops::Range<usize> {
        block.tokens[self.first].range.start..block.tokens[self.last].range.end
    }
}

//! Words and phrases of a table, apart from any text.

use serde::Deserialize;

/// Phrases cut into their words once, to be asked for before a word.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Sequences(Vec<Vec<String>>);

impl From<Vec<String>> for Sequences {
    fn from(phrases: Vec<String>) -> Self {
        Self(phrases.iter().map(|phrase| phrase.split_whitespace().map(str::to_owned).collect()).collect())
    }
}

impl Sequences {
    /// The words of each phrase.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[String]> {
        self.0.iter().map(Vec::as_slice)
    }
}

/// Words written in one text, separated by spaces.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(super) struct WordSet(std::collections::HashSet<String>);

impl From<String> for WordSet {
    fn from(words: String) -> Self {
        Self(words.split_whitespace().map(str::to_owned).collect())
    }
}

impl WordSet {
    /// Whether a word is one of them.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

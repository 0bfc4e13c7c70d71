//! Names of bodies taken apart: what they are, and their proper words.

use std::collections::HashSet;

use serde::Deserialize;

use super::letters;
use super::lexer::{Token, TokenKind, lex};
use super::prose;
use super::syllable::restyle;
use super::word_set::Sequences;
use super::words::table;

/// The file `ten_loai_co_quan.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    loai: Vec<Sequences>,
    tieng_chung: HashSet<String>,
    cung_ke: HashSet<String>,
}

/// Words of types: each spelling as its words, with the number of its type.
pub(super) struct Types {
    pub(super) spellings: Vec<(usize, Vec<String>)>,
    common: HashSet<String>,
    /// Words before a name that put other bodies beside it.
    pub(super) company: HashSet<String>,
}

table!(
    pub(super) static TYPES: Types = "ten_loai_co_quan.yaml", |table: Table| {
        let of_type = |(index, list): (usize, &Sequences)| -> Vec<(usize, Vec<String>)> {
            list.iter().map(|words| (index, words.to_vec())).collect()
        };
        let mut spellings: Vec<_> = table.loai.iter().enumerate().flat_map(of_type).collect();
        spellings.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
        Types { spellings, common: table.tieng_chung, company: table.cung_ke }
    }
);

/// A name taken apart: its types, then its proper words in lower case.
pub(super) struct Name {
    /// Numbers of its types.
    pub(super) types: Vec<usize>,
    /// Its own words.
    pub(super) proper: Vec<String>,
}

/// Tokens without white space, the text they come from and its lower case.
pub(super) struct Line<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// The text in lower case.
    pub(super) lower: &'t str,
    /// Its tokens.
    pub(super) tokens: Vec<&'t Token>,
}

impl Line<'_> {
    /// A token in lower case; empty where there is none.
    pub(super) fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.lower[token.range.clone()])
    }

    /// A token as typed.
    fn typed(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    /// The type whose words start at `at`, and the place behind them.
    fn type_at(&self, at: usize) -> Option<(usize, usize)> {
        let fits =
            |words: &[String]| words.iter().enumerate().all(|(step, word)| self.low(at + step) == word);
        let (index, words) = TYPES.spellings.iter().find(|(_, words)| fits(words))?;
        Some((*index, at + words.len()))
    }

    /// The types from `at` on; "&", "-" and "và" may stand between.
    pub(super) fn types(&self, at: usize) -> (Vec<usize>, usize) {
        let mut types = Vec::new();
        let mut end = at;
        let mut next = at;
        while let Some((index, after)) = self.type_at(next) {
            types.push(index);
            end = after;
            next = if matches!(self.low(after), "&" | "-" | "và") { after + 1 } else { after };
        }
        (types, end)
    }

    /// The capital words and numbers from `at` on, in lower case.
    pub(super) fn proper(&self, at: usize) -> (Vec<String>, usize) {
        let mut end = at;
        while let Some(token) = self.tokens.get(end) {
            let number = token.kind == TokenKind::Number && self.low(end.wrapping_sub(1)) == "số";
            let word = token.kind == TokenKind::Word;
            let glued = end == at || self.tokens[end - 1].range.end < token.range.start;
            if !(glued
                && (number || word && (letters::starts_capital(self.typed(end)) || self.low(end) == "số")))
            {
                break;
            }
            end += 1;
        }
        ((at..end).map(|at| plain(self.low(at))).collect(), end)
    }
}

/// A syllable with its tone in one place only.
pub(super) fn plain(word: &str) -> String {
    match restyle(word) {
        Some(other) if other.as_str() < word => other,
        _ => word.to_owned(),
    }
}

/// A name of a body; none when it does not start with a type or has no proper words.
pub(super) fn name(text: &str) -> Option<Name> {
    let lower = prose::lower(text);
    let mut tokens = Vec::new();
    lex(text, 0..text.len(), &|_| None, &mut tokens);
    let tokens = tokens.iter().filter(|token| token.kind != TokenKind::Space).collect();
    let line = Line { text, lower: &lower, tokens };
    let (types, end) = line.types(0);
    let (proper, _) = line.proper(end);
    (!types.is_empty() && !proper.is_empty()).then_some(Name { types, proper })
}

/// Whether two names share a syllable that is not common in names, or differ in
/// one letter.
pub(super) fn similar(own: &[String], other: &[String]) -> bool {
    let shared = own.iter().any(|word| other.contains(word) && !TYPES.common.contains(word));
    let (own, other) = (own.join(" "), other.join(" "));
    shared || strsim::damerau_levenshtein(&own, &other) == 1
}

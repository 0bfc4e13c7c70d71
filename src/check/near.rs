//! Words around a word, and their capitals.

use std::ops::Range;

use super::lexer::TokenKind;
use super::passage::Passage;
use super::prose::Block;

/// The word at an index in lower case; empty where there is none.
pub(super) fn low<'p>(passage: &'p Passage<'_>, block: &Block, at: Option<usize>) -> &'p str {
    match at {
        Some(at) if block.is_word(at) => passage.low(&block.tokens[at]),
        _ => "",
    }
}

/// The word before an index in lower case, only white space between.
pub(super) fn low_before<'p>(passage: &'p Passage<'_>, block: &Block, at: usize) -> &'p str {
    low(passage, block, block.previous(at))
}

/// The word after an index in lower case, only white space between.
pub(super) fn low_after<'p>(passage: &'p Passage<'_>, block: &Block, at: usize) -> &'p str {
    low(passage, block, block.next(at))
}

/// The word after an index as typed; empty where there is none.
pub(super) fn typed_after<'p>(passage: &'p Passage<'_>, block: &Block, at: usize) -> &'p str {
    block.word_after(at).map_or("", |next| passage.of(&block.tokens[next]))
}

/// Whether the words that end before `at` are these, nearest last:
/// `["viện", "kiểm", "sát"]`.
pub(super) fn follows(passage: &Passage<'_>, block: &Block, at: usize, words: &[impl AsRef<str>]) -> bool {
    let mut at = at;
    words.iter().rev().all(|word| match block.word_before(at) {
        Some(before) if passage.low(&block.tokens[before]) == word.as_ref() => {
            at = before;
            true
        }
        _ => false,
    })
}

/// Phrases cut into their words, once, for [`follows`].
pub(super) fn split_all(phrases: &[String]) -> Vec<Vec<String>> {
    phrases.iter().map(|phrase| phrase.split_whitespace().map(str::to_owned).collect()).collect()
}

/// Whether one of the phrases ends before `at`.
pub(super) fn follows_any(passage: &Passage<'_>, block: &Block, at: usize, phrases: &[Vec<String>]) -> bool {
    phrases.iter().any(|words| follows(passage, block, at, words))
}

/// The tokens of the sentence that holds `at`.
pub(super) fn sentence(block: &Block, at: usize) -> Range<usize> {
    let ends = |index: &usize| {
        matches!(block.tokens[*index].kind, TokenKind::Punct('.' | '?' | '!'))
            && (*index + 1 == block.tokens.len() || block.is_space(index + 1))
    };
    let start = (0..at.min(block.tokens.len())).rev().find(ends).map_or(0, |end| end + 1);
    let end = (at..block.tokens.len()).find(ends).unwrap_or(block.tokens.len());
    start..end
}

/// Whether something that keeps its own capital starts at `at`: a sentence, a
/// quotation, an entry after a dash.
pub(super) fn starts_clause(block: &Block, at: usize) -> bool {
    block.starts_sentence(at)
        || block.previous(at).is_some_and(|before| {
            matches!(
                block.tokens[before].kind,
                TokenKind::Punct('“' | '"' | '‘' | '\'' | '–' | '-' | '*' | '|')
            ) && (block.is_space(before + 1) || !block.is_punct(before, '-'))
        })
}

//! A place among the tokens of a text, and what stands around it.

use std::ops::Range;

use super::letters;
use super::lexer::{Token, TokenKind};
use super::passage::Passage;
use super::prose::{Block, BlockKind};
use super::stretch::Stretch;
use super::word_set::Sequences;

/// A paragraph, list entry or cell, with the text that it is a piece of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'p> {
    /// The text.
    pub(super) passage: &'p Passage<'p>,
    /// Its tokens.
    pub(super) block: &'p Block,
}

impl Passage<'_> {
    /// Its paragraphs, list entries, cells.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.blocks.iter().map(|block| Piece { passage: self, block })
    }
}

impl<'p> Piece<'p> {
    /// The token with this number; a place behind the last one is
    /// [`TokenKind::End`].
    pub(super) fn at(self, index: usize) -> At<'p> {
        At { piece: self, index }
    }

    /// How many tokens it has.
    pub(super) fn len(self) -> usize {
        self.block.tokens.len()
    }

    /// Its tokens.
    pub(super) fn tokens(self) -> Tokens<'p> {
        self.between(0..self.len())
    }

    fn between(self, range: Range<usize>) -> Tokens<'p> {
        Tokens { piece: self, range }
    }

    /// Its first token.
    pub(super) fn first(self) -> At<'p> {
        self.at(0)
    }

    /// Its last token.
    pub(super) fn last(self) -> Option<At<'p>> {
        self.tokens().next_back()
    }

    /// Its last token that is no space.
    pub(super) fn last_mark(self) -> Option<At<'p>> {
        self.tokens().rfind(|at| !at.is_space())
    }

    /// What it is.
    pub(super) fn kind(self) -> BlockKind {
        self.block.kind
    }

    /// Whether it is a cell of a table.
    pub(super) fn is_cell(self) -> bool {
        self.block.kind == BlockKind::Cell
    }

    /// All of its words.
    pub(super) fn whole(self) -> Stretch<'p> {
        self.passage.part(self.block.range())
    }

    /// The first token that ends behind a byte of the text.
    pub(super) fn behind(self, byte: usize) -> At<'p> {
        self.at(self.block.tokens.partition_point(|token| token.range.end <= byte))
    }

    /// The token that starts at a byte of the text.
    pub(super) fn starting_at(self, byte: usize) -> Option<At<'p>> {
        Some(self.behind(byte)).filter(|at| at.is_there() && at.start() == byte)
    }

    /// The token that ends at a byte of the text.
    pub(super) fn ending_at(self, byte: usize) -> Option<At<'p>> {
        let at = self.at(self.block.tokens.partition_point(|token| token.range.end < byte));
        Some(at).filter(|at| at.is_there() && at.end() == byte)
    }

    /// Whether it stands in a Markdown quote: words of another document,
    /// numbered as that one is.
    pub(super) fn is_quoted(self) -> bool {
        let before = &self.passage.value[..self.block.range().start];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        before[line..].trim_start().starts_with('>')
    }
}

/// Tokens of a piece, from the first to the last and back.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'p> {
    piece: Piece<'p>,
    range: Range<usize>,
}

impl<'p> Iterator for Tokens<'p> {
    type Item = At<'p>;

    fn next(&mut self) -> Option<At<'p>> {
        self.range.next().map(|index| self.piece.at(index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl<'p> DoubleEndedIterator for Tokens<'p> {
    fn next_back(&mut self) -> Option<At<'p>> {
        self.range.next_back().map(|index| self.piece.at(index))
    }
}

impl ExactSizeIterator for Tokens<'_> {}

/// A place among the tokens of a piece.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'p> {
    /// The piece.
    pub(super) piece: Piece<'p>,
    index: usize,
}

impl<'p> At<'p> {
    fn token(self) -> Option<&'p Token> {
        self.piece.block.tokens.get(self.index)
    }

    /// Whether a token stands here; none does behind the last one.
    pub(super) fn is_there(self) -> bool {
        self.token().is_some()
    }

    /// The number of the token in its piece.
    pub(super) fn index(self) -> usize {
        self.index
    }

    /// What stands here.
    pub(super) fn kind(self) -> TokenKind {
        self.token().map_or(TokenKind::End, |token| token.kind)
    }

    /// As it is typed; empty at the end.
    pub(super) fn typed(self) -> &'p str {
        &self.piece.passage.value[self.range()]
    }

    /// The same in lower case, whatever it is.
    pub(super) fn low(self) -> &'p str {
        &self.piece.passage.lower[self.range()]
    }

    /// The word here in lower case; empty where none is.
    pub(super) fn word(self) -> &'p str {
        if self.is_word() { self.low() } else { "" }
    }

    /// Whether this word stands here, in whatever case.
    pub(super) fn is(self, word: &str) -> bool {
        self.is_word() && self.low() == word
    }

    /// Its bytes in the text.
    pub(super) fn range(self) -> Range<usize> {
        let end = || self.piece.block.range().end;
        self.token().map_or_else(|| end()..end(), |token| token.range.clone())
    }

    /// Its first byte.
    pub(super) fn start(self) -> usize {
        self.range().start
    }

    /// One past its last byte.
    pub(super) fn end(self) -> usize {
        self.range().end
    }

    /// From here to another token, both included.
    pub(super) fn to(self, last: Self) -> Stretch<'p> {
        self.piece.passage.part(self.start()..last.end())
    }

    /// What stands between this token and a later one.
    pub(super) fn gap_to(self, later: Self) -> Stretch<'p> {
        self.piece.passage.part(self.end()..later.start())
    }

    /// The empty place right before it.
    pub(super) fn front(self) -> Stretch<'p> {
        self.piece.passage.part(self.start()..self.start())
    }

    /// The empty place right behind it.
    pub(super) fn back(self) -> Stretch<'p> {
        self.piece.passage.part(self.end()..self.end())
    }

    pub(super) fn is_word(self) -> bool {
        self.kind() == TokenKind::Word
    }

    pub(super) fn is_number(self) -> bool {
        self.kind() == TokenKind::Number
    }

    pub(super) fn is_space(self) -> bool {
        self.kind() == TokenKind::Space
    }

    /// White space within a line.
    pub(super) fn is_gap(self) -> bool {
        self.is_space() && !self.typed().contains('\n')
    }

    pub(super) fn is_mark(self, mark: char) -> bool {
        self.kind() == TokenKind::Punct(mark)
    }

    /// Whether it is one of these marks.
    pub(super) fn is_one_of(self, marks: &[char]) -> bool {
        matches!(self.kind(), TokenKind::Punct(mark) if marks.contains(&mark))
    }

    /// Whether it stands right behind the token before it, without markup or a
    /// tag of Tera between.
    pub(super) fn is_glued(self) -> bool {
        self.is_there() && self.left().is_some_and(|left| left.end() == self.start())
    }

    pub(super) fn starts_capital(self) -> bool {
        letters::starts_capital(self.typed())
    }

    pub(super) fn starts_small(self) -> bool {
        letters::starts_small(self.typed())
    }

    /// Whether it is this other token of its piece.
    pub(super) fn is_same(self, other: Self) -> bool {
        self.index == other.index
    }

    /// Whether it stands before another token of its piece.
    pub(super) fn is_before(self, other: Self) -> bool {
        self.index < other.index
    }

    /// Whether it is the first of its piece.
    pub(super) fn is_first(self) -> bool {
        self.index == 0
    }

    /// The token right behind it.
    pub(super) fn right(self) -> Self {
        self.skip(1)
    }

    /// The token so many places on.
    pub(super) fn skip(self, count: usize) -> Self {
        self.piece.at(self.index + count)
    }

    /// The token right before it.
    pub(super) fn left(self) -> Option<Self> {
        self.index.checked_sub(1).map(|index| self.piece.at(index))
    }

    /// What stands right before it; nothing at the start.
    pub(super) fn left_kind(self) -> TokenKind {
        self.left().map_or(TokenKind::End, Self::kind)
    }

    /// The tokens behind it.
    pub(super) fn after(self) -> Tokens<'p> {
        self.piece.between(self.index + 1..self.piece.len())
    }

    /// The tokens before it; read them backwards for the nearest.
    pub(super) fn before(self) -> Tokens<'p> {
        self.piece.between(0..self.index)
    }

    /// The tokens from here up to another one, which is left out.
    pub(super) fn until(self, end: Self) -> Tokens<'p> {
        self.piece.between(self.index..end.index)
    }

    /// The first token behind it that is no space.
    pub(super) fn next(self) -> Option<Self> {
        self.after().find(|at| !at.is_space())
    }

    /// The last token before it that is no space.
    pub(super) fn previous(self) -> Option<Self> {
        self.before().rfind(|at| !at.is_space())
    }

    /// What comes next, spaces aside.
    pub(super) fn next_kind(self) -> TokenKind {
        self.next().map_or(TokenKind::End, Self::kind)
    }

    /// The word behind it, only white space between.
    pub(super) fn next_word(self) -> Option<Self> {
        self.next().filter(|at| at.is_word())
    }

    /// The word before it, only white space between.
    pub(super) fn previous_word(self) -> Option<Self> {
        self.previous().filter(|at| at.is_word())
    }

    /// The word behind it in lower case; empty where none is.
    pub(super) fn word_after(self) -> &'p str {
        self.next_word().map_or("", Self::low)
    }

    /// The word before it in lower case; empty where none is.
    pub(super) fn word_before(self) -> &'p str {
        self.previous_word().map_or("", Self::low)
    }

    /// The last of the words with capitals that follow it; itself where none
    /// does.
    pub(super) fn last_capital(self) -> Self {
        let next = |at: &Self| at.next_word().filter(|next| next.starts_capital());
        std::iter::successors(Some(self), next).last().unwrap_or(self)
    }

    /// Whether these words stand right before it: `["viện", "kiểm", "sát"]`.
    pub(super) fn follows(self, words: &[impl AsRef<str>]) -> bool {
        let mut at = self;
        words.iter().rev().all(|word| match at.previous_word() {
            Some(before) if before.low() == word.as_ref() => {
                at = before;
                true
            }
            _ => false,
        })
    }

    /// Whether one of the phrases stands right before it.
    pub(super) fn follows_any(self, phrases: &Sequences) -> bool {
        phrases.iter().any(|words| self.follows(words))
    }

    /// The tokens of the sentence that it is in.
    pub(super) fn sentence(self) -> Tokens<'p> {
        let ends =
            |at: &Self| at.is_one_of(&['.', '?', '!']) && (!at.right().is_there() || at.right().is_space());
        let start = self.before().rfind(ends).map_or(0, |end| end.index + 1);
        let end = self.piece.between(self.index..self.piece.len()).find(ends);
        self.piece.between(start..end.map_or(self.piece.len(), |end| end.index))
    }

    /// Whether a sentence starts here.
    pub(super) fn starts_sentence(self) -> bool {
        let Some(before) = self.previous() else { return true };
        match before.kind() {
            TokenKind::Punct('.' | '?' | '!' | ':' | ';') | TokenKind::Ellipsis => true,
            // A quotation, a dash, a bracket: ask what stands before it.
            TokenKind::Punct('“' | '"' | '(' | '-' | '–' | '+' | '*' | '•') => before.starts_sentence(),
            // "a)", "1)": the label of a point.
            TokenKind::Punct(')') => before.index <= 2,
            // "1." is two tokens, "1" alone at the start is a label too.
            TokenKind::Number => before.is_first(),
            _ => false,
        }
    }

    /// Whether something that keeps its own capital starts here: a sentence, a
    /// quotation, an entry after a dash.
    pub(super) fn starts_clause(self) -> bool {
        self.starts_sentence()
            || self.previous().is_some_and(|before| {
                before.is_one_of(&['“', '"', '‘', '\'', '–', '-', '*', '|'])
                    && (before.right().is_space() || !before.is_mark('-'))
            })
    }
}

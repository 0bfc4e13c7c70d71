//! Markdown to blocks of tokens that keep their places.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lexer::{MASK, Token, TokenKind, lex};
use crate::markdown_dialect;
use crate::typed_line::{self, Break, Surroundings};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// An entry of a list.
    Item,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

/// A piece of text that stands by itself.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) tokens: Vec<Token>,
}

impl Block {
    /// From the first byte to the last.
    pub(super) fn range(&self) -> Range<usize> {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }
}

/// What Tera does at a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expression {
    /// Where it stands, braces and all.
    pub(super) range: Range<usize>,
    /// What it prints; none for a tag or comment.
    pub(super) prints: Option<String>,
}

/// The expressions of a text.
pub(super) fn expressions(text: &str) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| from + at) {
        let close = match text.as_bytes().get(at + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                from = at + 1;
                continue;
            }
        };
        let end = text[at + 2..].find(close).map_or(text.len(), |end| at + 2 + end + close.len());
        let inner = text[at + 2..end].trim_end_matches(close).trim_matches(['-', ' ', '\n', '\t']);
        let prints = (close == "}}").then(|| inner.to_owned());
        found.push(Expression { range: at..end, prints });
        from = end;
    }
    found
}

/// The text with its expressions masked, every offset as before.
pub(super) fn mask(text: &str, expressions: &[Expression]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for expression in expressions {
        masked.push_str(&text[from..expression.range.start]);
        masked.extend(std::iter::repeat_n(MASK, expression.range.len()));
        from = expression.range.end;
    }
    masked.push_str(&text[from..]);
    masked
}

/// Lower case with every offset as before: a letter whose small form has
/// another length stays.
pub(super) fn lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(only), None) if only.len_utf8() == c.len_utf8() => only,
                _ => c,
            }
        })
        .collect()
}

/// The block of a text of one line, then one for each of its footnotes.
pub(super) fn line(masked: &str, expressions: &[Expression], notes: &[Range<usize>]) -> Vec<Block> {
    let block = |pieces: &[Range<usize>]| {
        let mut block = Block { kind: BlockKind::Paragraph, tokens: Vec::new() };
        for piece in pieces {
            let end = piece.start + masked[piece.clone()].trim_end().len();
            lex_into(masked, piece.start..end, expressions, &mut block.tokens);
        }
        block
    };
    let starts = std::iter::once(0).chain(notes.iter().map(|note| note.end));
    let ends = notes.iter().map(|note| note.start).chain([masked.len()]);
    let own: Vec<Range<usize>> = starts.zip(ends).map(|(start, end)| start..end).collect();
    let words = |note: &Range<usize>| {
        let mark = masked[note.clone()].find("]:").map_or(0, |at| at + "]:".len());
        note.start + mark..note.end
    };
    std::iter::once(block(&own)).chain(notes.iter().map(|note| block(&[words(note)]))).collect()
}

/// The definitions of footnotes of a text.
pub(super) fn notes(masked: &str) -> Vec<Range<usize>> {
    if !masked.contains("[^") {
        return Vec::new();
    }
    let events = Parser::new_ext(masked, Options::ENABLE_FOOTNOTES).into_offset_iter();
    let found = events.filter(|(event, _)| matches!(event, Event::Start(Tag::FootnoteDefinition(_))));
    found.map(|(_, range)| range).collect()
}

/// The blocks of a Markdown text.
pub(super) fn blocks(masked: &str, expressions: &[Expression]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let start = |kind| Some(Block { kind, tokens: Vec::new() });
    let mut around = Surroundings::default();
    for (event, range) in Parser::new_ext(masked, markdown_dialect::OPTIONS).into_offset_iter() {
        if !matches!(event, Event::Text(_) | Event::SoftBreak | Event::HardBreak) && is_block(&event) {
            around.outside = false;
        }
        let next = match event {
            Event::Start(Tag::Item) => {
                around.lists += 1;
                start(BlockKind::Item)
            }
            Event::Start(Tag::BlockQuote(_)) => {
                around.quotes += 1;
                None
            }
            Event::Start(Tag::FootnoteDefinition(_)) => {
                around.in_note = true;
                None
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                around.in_note = false;
                None
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                around.quotes = around.quotes.saturating_sub(1);
                None
            }
            Event::Start(Tag::Paragraph) if around.lists > 0 => start(BlockKind::Item),
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock) => start(BlockKind::Paragraph),
            Event::Start(Tag::Heading { .. }) => start(BlockKind::Heading),
            Event::Start(Tag::TableCell) => start(BlockKind::Cell),
            Event::End(TagEnd::Item) => {
                around.lists = around.lists.saturating_sub(1);
                None
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock) => {
                None
            }
            Event::Text(_) => {
                let block = open.get_or_insert(Block { kind: BlockKind::Paragraph, tokens: Vec::new() });
                lex_into(masked, range, expressions, &mut block.tokens);
                continue;
            }
            Event::SoftBreak | Event::HardBreak => match typed_line::line_break(masked, &range, around) {
                Break::Outside => {
                    around.outside = true;
                    start(BlockKind::Paragraph)
                }
                Break::Paragraph if around.lists > 0 => start(BlockKind::Item),
                Break::Paragraph => start(BlockKind::Paragraph),
                Break::Space | Break::Line => {
                    if let Some(block) = &mut open {
                        block.tokens.push(Token { kind: TokenKind::Space, range });
                    }
                    continue;
                }
            },
            _ => continue,
        };
        blocks.extend(std::mem::replace(&mut open, next));
    }
    blocks.extend(open);
    blocks.retain(|block| !block.tokens.is_empty());
    blocks
}

/// Whether an event begins or ends a block, not words within one.
fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => markdown_dialect::is_block(tag),
        Event::End(tag) => markdown_dialect::closes_block(*tag),
        _ => false,
    }
}

fn lex_into(masked: &str, range: Range<usize>, expressions: &[Expression], tokens: &mut Vec<Token>) {
    let value_at = |at: usize| {
        let index = expressions.partition_point(|expression| expression.range.end <= at);
        let expression = expressions.get(index)?;
        Some((expression.prints.as_ref().map(|_| index), expression.range.end.min(range.end)))
    };
    lex(masked, range.clone(), &value_at, tokens);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markdown: &str) -> Vec<(BlockKind, String)> {
        let found = expressions(markdown);
        let masked = mask(markdown, &found);
        assert_eq!(masked.len(), markdown.len());
        let text = |block: &Block| block.tokens.iter().map(|t| &markdown[t.range.clone()]).collect();
        blocks(&masked, &found).iter().map(|block| (block.kind, text(block))).collect()
    }

    #[test]
    fn keeps_the_places_of_words_in_every_block() {
        let markdown =
            "Một **hai** {{ ba }}.\n\n- bốn\n- năm\n\n| A | B |\n| - | - |\n| c | {% if x %}d{% endif %} |\n";
        assert_eq!(
            texts(markdown),
            [
                (BlockKind::Paragraph, "Một hai {{ ba }}.".to_owned()),
                (BlockKind::Item, "bốn".to_owned()),
                (BlockKind::Item, "năm".to_owned()),
                (BlockKind::Cell, "A".to_owned()),
                (BlockKind::Cell, "B".to_owned()),
                (BlockKind::Cell, "c".to_owned()),
                (BlockKind::Cell, "d".to_owned()),
            ]
        );
    }

    #[test]
    fn a_line_stands_apart_from_its_footnotes() {
        let text = "Một[^1] hai.\n\n[^1]: Ba.\n";
        let lines = |notes: &[Range<usize>]| -> Vec<String> {
            let words = |block: &Block| block.tokens.iter().map(|t| &text[t.range.clone()]).collect();
            line(text, &[], notes).iter().map(words).collect()
        };
        assert_eq!(lines(&notes(text)), ["Một[^1] hai.", " Ba."]);
        assert_eq!(lines(&[]), [text.trim_end()]);
    }

    #[test]
    fn an_expression_without_end_reaches_to_the_end() {
        assert_eq!(texts("a {{ b"), [(BlockKind::Paragraph, "a {{ b".to_owned())]);
    }
}

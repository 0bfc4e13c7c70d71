//! Markdown to elements: what a text consists of, before anything is numbered.
//!
//! `CommonMark` with tables and footnotes, and four things that people who type
//! in Word mean otherwise: a line is a paragraph ([`Lines::Paragraphs`]), two
//! blanks at its end do nothing, a few tags of HTML work (`<br>`, `<u>`,
//! `<sub>`, `<sup>`), and what cannot be printed is refused, never dropped.

mod definition;
mod fault;
mod inline;
mod literal;
mod walk;

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::footnote::{self, Notes};
use super::paragraph::Run;
use crate::law::Alignment;
use crate::typed_line::{self, Break};

pub(super) use crate::markdown_dialect::OPTIONS;
pub(super) use fault::Fault;

/// Deepest nesting of quotes, lists and their entries; what lies deeper is
/// refused.
const MAX_DEPTH: usize = 32;

/// Keeps the start of a line of a title from opening a list or a heading.
const GUARD: char = '\u{200B}';

/// What a Markdown text consists of, outline and lists still unnumbered.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A heading and its level.
    Heading(u8, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A paragraph behind a list or a quotation, typed without a blank line
    /// between: it belongs to the text around.
    Outside(Vec<Run>),
    /// A list.
    List(List),
    /// Words of another document: their numbers are their own.
    Quote(Vec<Element>),
    /// A picture on a line of its own: name, alternative text, caption.
    Picture { name: String, alternative: String, caption: Vec<Run> },
    /// A table; a column without a mark of its own has no alignment.
    Table { columns: Vec<Option<Alignment>>, header: Vec<Vec<Run>>, rows: Vec<Vec<Vec<Run>>> },
}

/// A list: its first number, or the mark of a dashed one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct List {
    pub(super) start: Option<u64>,
    pub(super) dash: char,
    pub(super) items: Vec<Item>,
}

/// An entry of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The number as typed, with its mark: `5.`; empty in a dashed list.
    pub(super) typed: String,
    /// Where it stands in the text, about: marks that were escaped before
    /// parsing shift it.
    pub(super) offset: usize,
    pub(super) elements: Vec<Element>,
}

/// What a line break in a paragraph means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// A new paragraph: texts of documents.
    Paragraphs,
    /// White space, as `CommonMark` has it: templates.
    Markdown,
}

/// A text that was read: what it consists of, and what of it cannot be
/// printed.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) elements: Vec<Element>,
    pub(super) faults: Vec<Fault>,
}

/// A piece of a template: Markdown, or a part of the document put in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Markdown(&'t str),
    Part(&'t str),
}

/// Cuts a rendered template at its `<?part?>` lines. Values cannot make such a
/// line: escaping turns their `<` into text.
pub(super) fn split_parts(markdown: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = 0;
    let mut at = 0;
    for line in markdown.split_inclusive('\n') {
        let part = line.trim().strip_prefix("<?").and_then(|name| name.strip_suffix("?>"));
        if let Some(part) = part {
            pieces.push(Piece::Markdown(&markdown[rest..at]));
            pieces.push(Piece::Part(part.trim()));
            rest = at + line.len();
        }
        at += line.len();
    }
    pieces.push(Piece::Markdown(&markdown[rest..]));
    pieces.retain(|piece| !matches!(piece, Piece::Markdown(text) if text.trim().is_empty()));
    pieces
}

/// A value as Markdown that prints it as typed.
pub(super) fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + 8);
    for c in value.chars() {
        match c {
            '\n' | '\r' | '\t' => escaped.push(' '),
            _ if c.is_ascii_punctuation() => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A text of one line: its lines joined, block marks kept as typed; the
/// definitions of its footnotes stay apart.
pub(super) fn inline(markdown: &str) -> (Vec<Run>, Vec<Fault>) {
    let (own, notes) = apart_from_notes(markdown);
    let mut joined = String::with_capacity(markdown.len() + 8);
    let lines = own.split(['\n', '\r']).map(str::trim);
    for line in lines.filter(|line| !line.is_empty()) {
        if !joined.is_empty() {
            joined.push(if joined.ends_with('\\') { '\n' } else { ' ' });
        }
        if joined.is_empty() || joined.ends_with('\n') {
            joined.push(GUARD);
        }
        joined.push_str(line);
    }
    joined.push_str(&notes);
    let Parsed { elements, faults } = parse(&joined, Lines::Markdown);
    let mut runs: Vec<Run> = Vec::new();
    for element in elements {
        if let Element::Paragraph(mut more) = element {
            runs.append(&mut more);
        }
    }
    runs.iter_mut().for_each(|run| run.text = run.text.replace(GUARD, ""));
    runs.retain(|run| !run.is_empty());
    (runs, faults)
}

/// A text without the definitions of its footnotes, and those.
fn apart_from_notes(markdown: &str) -> (Cow<'_, str>, String) {
    if !markdown.contains("[^") {
        return (Cow::Borrowed(markdown), String::new());
    }
    let (mut own, mut notes, mut from) = (String::new(), String::new(), 0);
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        if matches!(event, Event::Start(Tag::FootnoteDefinition(_))) && range.start >= from {
            own.push_str(&markdown[from..range.start]);
            notes.push_str("\n\n");
            notes.push_str(&markdown[range.clone()]);
            from = range.end;
        }
    }
    own.push_str(&markdown[from..]);
    (Cow::Owned(own), notes)
}

/// A text of a document as Markdown that can stand in a template: the lines
/// that are paragraphs get their blank line.
pub(super) fn with_blank_lines(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len() + 8);
    let mut from = 0;
    for_each_break(markdown, |at, meaning| {
        if matches!(meaning, Break::Paragraph | Break::Outside) {
            text.push_str(&markdown[from..at]);
            text.push('\n');
            from = at;
        }
    });
    text.push_str(&markdown[from..]);
    text
}

/// Every line break of the paragraphs of a text: where its line ends, and what
/// it means.
fn for_each_break(markdown: &str, mut visit: impl FnMut(usize, Break)) {
    let mut around = typed_line::Surroundings::default();
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Item) => {
                around.lists += 1;
                around.outside = false;
            }
            Event::End(TagEnd::Item) => around.lists = around.lists.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_)) => around.quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => around.quotes = around.quotes.saturating_sub(1),
            Event::Start(Tag::FootnoteDefinition(_)) => around.in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => around.in_note = false,
            Event::SoftBreak | Event::HardBreak => {
                let meaning = typed_line::line_break(markdown, &range, around);
                around.outside |= meaning == Break::Outside;
                visit(range.end, meaning);
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph | TagEnd::List(_)) => {
                around.outside = false;
            }
            _ => {}
        }
    }
}

/// Parses a Markdown text.
pub(super) fn parse(markdown: &str, lines: Lines) -> Parsed {
    let mut faults = Vec::new();
    let markdown = literal::keep(markdown);
    let markdown = definition::keep(&markdown, &mut faults);
    let parser = Parser::new_ext(&markdown, OPTIONS);
    faults.extend(definition::left(&parser, &markdown));
    let mut depth = 0_usize;
    let mut too_deep = None;
    let mut shallow = |event: &Event<'_>, at: usize| match event {
        Event::Start(_) => {
            depth += 1;
            if depth > MAX_DEPTH {
                too_deep.get_or_insert(at);
            }
            depth <= MAX_DEPTH
        }
        Event::End(_) => {
            depth -= 1;
            depth < MAX_DEPTH
        }
        _ => true,
    };
    let events: Vec<walk::Located<'_>> =
        parser.into_offset_iter().filter(|(event, range)| shallow(event, range.start)).collect();
    faults.extend(too_deep.map(|at| fault::too_deep(&markdown, at, MAX_DEPTH / 2)));
    faults.extend(fault::of_words(&markdown, &events));
    let mut notes = Notes::new();
    for (index, (event, _)) in events.iter().enumerate() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            let none = Notes::new();
            let mut walk = walk::MarkdownWalk::new(&markdown, &events, &none, lines).of_note(index + 1);
            let note = footnote::of(walk.elements(Some(TagEnd::FootnoteDefinition)));
            faults.append(&mut walk.faults);
            notes.entry(label.to_lowercase()).or_insert(note);
        }
    }
    let mut walk = walk::MarkdownWalk::new(&markdown, &events, &notes, lines);
    let elements = walk.elements(None);
    faults.append(&mut walk.faults);
    Parsed { elements, faults }
}

#[cfg(test)]
mod tests;

//! The walk over the events of a Markdown text.

use std::ops::Range;

use pulldown_cmark::{Alignment as CellAlignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::fault::{self, Fault};
use super::inline::Inline;
use super::{Element, Item, Lines, List, Parsed};
use crate::compose::footnote::Notes;
use crate::compose::page::Run;
use crate::law::Alignment;
use crate::typed_line::{self, Break, Surroundings};

/// An event and the bytes it stands at.
pub(super) type Located<'a> = (Event<'a>, Range<usize>);

pub(super) struct Walk<'a> {
    source: &'a str,
    events: &'a [Located<'a>],
    at: usize,
    notes: &'a Notes,
    lines: Lines,
    around: Surroundings,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a str, events: &'a [Located<'a>], notes: &'a Notes, lines: Lines) -> Self {
        Self { source, events, at: 0, notes, lines, around: Surroundings::default(), faults: Vec::new() }
    }

    /// The walk over the text of a footnote that starts at an event.
    pub(super) fn of_note(self, at: usize) -> Self {
        Self { at, around: Surroundings { in_note: true, ..self.around }, ..self }
    }

    fn next(&mut self) -> Option<&'a Located<'a>> {
        let event = self.events.get(self.at);
        self.at += 1;
        event
    }

    /// Elements up to the end of the container that `end` closes.
    pub(super) fn elements(&mut self, end: Option<TagEnd>) -> Vec<Element> {
        let mut lines = TextLines::default();
        while let Some((event, range)) = self.next() {
            match event {
                Event::End(tag) if Some(*tag) == end => break,
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {
                    lines.close(&mut self.faults);
                }
                Event::Start(Tag::Image { .. })
                    if lines.inline.is_blank() && self.line_ends_after_image() =>
                {
                    lines.inline.take();
                    let picture = self.picture();
                    lines.elements.push(picture);
                }
                Event::Start(Tag::Image { .. }) => {
                    self.faults.push(fault::picture(&self.source[range.clone()]));
                    self.skip(TagEnd::Image);
                }
                Event::Start(tag) if is_block(tag) => {
                    lines.close(&mut self.faults);
                    self.block(tag, range, &mut lines.elements);
                }
                Event::SoftBreak | Event::HardBreak => match self.line_break(range) {
                    Break::Space => lines.inline.push(" "),
                    Break::Line => lines.inline.push("\n"),
                    Break::Paragraph => lines.end(false, &mut self.faults),
                    Break::Outside => lines.end(true, &mut self.faults),
                },
                Event::Rule => {
                    lines.close(&mut self.faults);
                    self.faults.push(fault::rule(&self.source[range.clone()]));
                }
                other => {
                    if matches!(other, Event::Text(_)) && lines.inline.is_blank() {
                        let typed = !self.source[..range.start].ends_with('\\');
                        lines.barred = typed && self.source[range.start..].starts_with('|');
                    }
                    lines.inline.event(other, self.notes, &mut self.faults);
                }
            }
        }
        lines.close(&mut self.faults);
        lines.elements
    }

    fn line_break(&mut self, at: &Range<usize>) -> Break {
        let meaning = typed_line::line_break(self.source, at, self.around);
        if self.around.in_note && meaning == Break::Space {
            let line = self.source[at.end..].lines().next().unwrap_or_default();
            if !line.starts_with([' ', '\t']) && !typed_line::looks_wrapped(&self.source[..at.start], line) {
                self.faults.push(fault::in_note(line));
            }
        }
        match (self.lines, meaning) {
            (Lines::Markdown, Break::Paragraph | Break::Outside) => Break::Space,
            _ => meaning,
        }
    }

    fn block(&mut self, tag: &Tag<'a>, range: &Range<usize>, elements: &mut Vec<Element>) {
        match tag {
            Tag::Heading { level, .. } => {
                let source = &self.source[range.clone()];
                if !source.trim_start().starts_with('#') {
                    self.faults.push(fault::underlined(source));
                }
                elements.push(Element::Heading(level_number(*level), self.inline(tag.to_end())));
            }
            Tag::List(start) => elements.push(Element::List(self.list(*start, range.start))),
            Tag::Table(columns) => self.table(columns, elements),
            Tag::CodeBlock(kind) => self.code(kind, elements),
            Tag::HtmlBlock => {
                self.faults.push(fault::tag(self.source[range.clone()].trim()));
                self.skip(TagEnd::HtmlBlock);
            }
            Tag::BlockQuote(_) => {
                self.around.quotes += 1;
                elements.push(Element::Quote(self.elements(Some(tag.to_end()))));
                self.around.quotes -= 1;
            }
            // Read before; it stands at the foot of the page.
            Tag::FootnoteDefinition(_) => self.skip(TagEnd::FootnoteDefinition),
            other => elements.append(&mut self.elements(Some(other.to_end()))),
        }
    }

    fn skip(&mut self, end: TagEnd) {
        while let Some((event, _)) = self.next() {
            if matches!(event, Event::End(tag) if *tag == end) {
                break;
            }
        }
    }

    /// Code prints as typed; lines that are only indented are no code.
    fn code(&mut self, kind: &CodeBlockKind<'_>, elements: &mut Vec<Element>) {
        let mut text = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Text(more) => text.push_str(more),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        if matches!(kind, CodeBlockKind::Indented) {
            let flush: Vec<&str> = text.lines().map(str::trim_start).collect();
            let Parsed { elements: mut more, mut faults } = super::parse(&flush.join("\n"), self.lines);
            elements.append(&mut more);
            self.faults.append(&mut faults);
        } else {
            let run = Run::plain(text.trim_end_matches('\n'));
            elements.extend((!run.is_empty()).then(|| Element::Paragraph(vec![run])));
        }
    }

    /// Whether the line ends behind the picture that was just opened.
    fn line_ends_after_image(&self) -> bool {
        let rest = self.events.get(self.at..).unwrap_or_default();
        let is_end = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Image));
        let Some(end) = rest.iter().position(|(event, _)| is_end(event)) else { return false };
        let behind = rest[end + 1..]
            .iter()
            .map(|(event, _)| event)
            .find(|event| !matches!(event, Event::Text(text) if text.trim().is_empty()));
        match behind {
            Some(Event::SoftBreak) => self.lines == Lines::Paragraphs,
            Some(Event::End(tag)) => matches!(tag, TagEnd::Paragraph | TagEnd::Item),
            Some(Event::Start(tag)) => is_block(tag),
            _ => false,
        }
    }

    /// `![alternative text](name "caption")`.
    fn picture(&mut self) -> Element {
        let opened = self.at.checked_sub(1).and_then(|at| self.events.get(at));
        let (name, caption) = match opened {
            Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) => {
                (dest_url.to_string(), vec![Run::plain(title.to_string())])
            }
            _ => (String::new(), Vec::new()),
        };
        let caption = caption.into_iter().filter(|run| !run.is_empty()).collect();
        let alternative = self.inline(TagEnd::Image).into_iter().map(|run| run.text).collect();
        Element::Picture { name, alternative, caption }
    }

    fn list(&mut self, start: Option<u64>, offset: usize) -> List {
        let mark = self.source[offset..].trim_start().chars().next().unwrap_or('-');
        let dash = if mark == '+' { '+' } else { '-' };
        let mut items = Vec::new();
        self.around.lists += 1;
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let source = self.source[range.clone()].trim_start();
                    let typed = if start.is_some() {
                        source.split([' ', '\t', '\n']).next().unwrap_or_default().to_owned()
                    } else {
                        String::new()
                    };
                    items.push(Item { typed, elements: self.elements(Some(TagEnd::Item)) });
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        self.around.lists -= 1;
        List { start, dash, items }
    }

    /// The table, then the lines behind it that have no bar: typed without a
    /// blank line between, they are no rows.
    fn table(&mut self, columns: &[CellAlignment], elements: &mut Vec<Element>) {
        let mut rows: Vec<Vec<Vec<Run>>> = Vec::new();
        let mut behind = Vec::new();
        let mut is_row = true;
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    let source = &self.source[range.clone()];
                    let cells = cells(source);
                    is_row = cells > 0;
                    if is_row {
                        rows.push(Vec::new());
                        if !behind.is_empty() {
                            self.faults.push(fault::late_row(source));
                        }
                    }
                    if cells > columns.len() {
                        self.faults.push(fault::row(source, cells, columns.len()));
                    }
                }
                Event::Start(Tag::TableCell) => {
                    let cell = self.inline(TagEnd::TableCell);
                    match rows.last_mut() {
                        Some(row) if is_row => row.push(cell),
                        _ if cell.is_empty() => {}
                        _ => behind.push(Element::Outside(cell)),
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let columns = columns.iter().map(|column| match column {
            CellAlignment::None => None,
            CellAlignment::Center => Some(Alignment::Giua),
            CellAlignment::Right => Some(Alignment::Phai),
            CellAlignment::Left => Some(Alignment::Trai),
        });
        let columns = columns.collect();
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        elements.push(Element::Table { columns, header, rows });
        elements.append(&mut behind);
    }

    /// The runs of a heading, a cell, the words of a picture.
    fn inline(&mut self, end: TagEnd) -> Vec<Run> {
        let mut inline = Inline::default();
        while let Some((event, range)) = self.next() {
            match event {
                Event::End(tag) if *tag == end => break,
                Event::SoftBreak | Event::HardBreak => inline.push(" "),
                Event::Start(Tag::Image { .. }) => {
                    self.faults.push(fault::picture(&self.source[range.clone()]));
                    self.skip(TagEnd::Image);
                }
                other => inline.event(other, self.notes, &mut self.faults),
            }
        }
        inline.close(&mut self.faults);
        inline.take()
    }
}

/// Gathers the lines of a text as paragraphs.
#[derive(Default)]
struct TextLines {
    elements: Vec<Element>,
    inline: Inline,
    /// The line belongs to the text around the list or quotation.
    outside: bool,
    /// The line starts with a bar that is not escaped.
    barred: bool,
    /// The lines of this block were said to look like a table.
    told: bool,
}

impl TextLines {
    /// Ends a line; `outside` tells of the next one.
    fn end(&mut self, outside: bool, faults: &mut Vec<Fault>) {
        let barred = std::mem::take(&mut self.barred) && self.inline.ends_with_bar();
        if barred && !self.told {
            faults.push(fault::no_table(&self.inline.words()));
            self.told = true;
        }
        let runs = self.inline.take();
        if !runs.is_empty() {
            let element = if self.outside { Element::Outside(runs) } else { Element::Paragraph(runs) };
            self.elements.push(element);
        }
        self.outside = outside;
    }

    /// Ends a block.
    fn close(&mut self, faults: &mut Vec<Fault>) {
        self.inline.close(faults);
        self.end(false, faults);
        self.told = false;
    }
}

/// How many cells a line of a table has; none when it has no bar at all.
fn cells(line: &str) -> usize {
    let line = line.trim_matches([' ', '\t', '\n', '\r', '>']);
    let mut escaped = false;
    let mut bars = 0;
    let mut last_is_bar = false;
    for c in line.chars() {
        last_is_bar = c == '|' && !escaped;
        bars += usize::from(last_is_bar);
        escaped = c == '\\' && !escaped;
    }
    let edges = usize::from(line.starts_with('|')) + usize::from(last_is_bar && line.len() > 1);
    if bars == 0 { 0 } else { bars + 1 - edges }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Subscript
            | Tag::Superscript
    )
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

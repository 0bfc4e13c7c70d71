//! The walk over the events of a Markdown text.

use std::ops::Range;

use pulldown_cmark::{Alignment as CellAlignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::fault::{self, Fault};
use super::inline::Inline;
use super::{Element, Item, Lines, List, Parsed};
use crate::compose::footnote::Notes;
use crate::compose::paragraph::Run;
use crate::law::Alignment;
use crate::markdown_dialect::is_block;
use crate::typed_line::{self, Break, Surroundings};

/// An event and the bytes it stands at.
pub(super) type Located<'a> = (Event<'a>, Range<usize>);

pub(super) struct MarkdownWalk<'a> {
    source: &'a str,
    events: &'a [Located<'a>],
    at: usize,
    notes: &'a Notes,
    lines: Lines,
    around: Surroundings,
    pub(super) faults: Vec<Fault>,
}

impl<'a> MarkdownWalk<'a> {
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
                    if !self.around.in_note && lines.inline.is_blank() && self.line_ends_after_image() =>
                {
                    lines.inline.take();
                    let picture = self.picture();
                    lines.elements.push(picture);
                }
                Event::Start(Tag::Image { .. }) => {
                    self.tell(fault::picture(&self.source[range.clone()]), range.start);
                    self.skip(TagEnd::Image);
                }
                Event::Start(tag) if is_block(tag) => {
                    lines.close(&mut self.faults);
                    self.block(tag, range, &mut lines.elements);
                }
                Event::SoftBreak | Event::HardBreak => match self.line_break(range, lines.outside) {
                    Break::Space => lines.inline.push(" "),
                    Break::Line => lines.inline.push("\n"),
                    Break::Paragraph => lines.end(false, &mut self.faults),
                    Break::Outside => lines.end(true, &mut self.faults),
                },
                Event::Rule => {
                    lines.close(&mut self.faults);
                    self.tell(fault::rule(&self.source[range.clone()]), range.start);
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

    fn line_break(&mut self, at: &Range<usize>, outside: bool) -> Break {
        let around = Surroundings { outside, ..self.around };
        let meaning = typed_line::line_break(self.source, at, around);
        if self.around.in_note && meaning == Break::Space {
            let line = self.source[at.end..].lines().next().unwrap_or_default();
            if !line.starts_with([' ', '\t']) && !typed_line::looks_wrapped(&self.source[..at.start], line) {
                self.tell(fault::in_note(line), at.end);
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
                    self.tell(fault::underlined(source), range.start);
                }
                let runs = self.inline(tag.to_end());
                if runs.is_empty() {
                    self.tell(fault::empty_heading(source), range.start);
                }
                elements.push(Element::Heading(level_number(*level), runs));
            }
            Tag::List(start) => elements.append(&mut self.list(*start, range.start)),
            Tag::Table(columns) => self.table(columns, elements),
            Tag::CodeBlock(kind) => self.code(kind, range, elements),
            Tag::HtmlBlock => {
                self.tell(fault::tag(self.source[range.clone()].trim()), range.start);
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
    fn code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, elements: &mut Vec<Element>) {
        if let CodeBlockKind::Fenced(words) = kind
            && !words.is_empty()
        {
            self.tell(fault::fence(words), range.start);
        }
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

    /// The list; where lines back at the margin stand between its entries, the
    /// lists that they part, each counting as its first entry is typed.
    fn list(&mut self, start: Option<u64>, offset: usize) -> Vec<Element> {
        let mark = self.source[offset..].trim_start().chars().next().unwrap_or('-');
        let dash = if mark == '+' { '+' } else { '-' };
        let mut parted = Vec::new();
        let mut list = List { start, dash, items: Vec::new() };
        self.around.lists += 1;
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let source = self.source[range.clone()].trim_start();
                    let mark = source.split([' ', '\t', '\n']).next().unwrap_or_default();
                    let typed = start.map_or("", |_| mark).to_owned();
                    if list.items.is_empty() && !parted.is_empty() {
                        list.start = start.map(|start| typed_start(&typed).unwrap_or(start));
                    }
                    let mut elements = self.elements(Some(TagEnd::Item));
                    let inside = elements.iter().rposition(|element| !matches!(element, Element::Outside(_)));
                    let outside = elements.split_off(inside.map_or(0, |last| last + 1));
                    list.items.push(Item { typed, offset: range.start, elements });
                    if !outside.is_empty() {
                        let whole = std::mem::replace(&mut list, List { start, dash, items: Vec::new() });
                        parted.push(Element::List(whole));
                        parted.extend(outside);
                    }
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        self.around.lists -= 1;
        if !list.items.is_empty() {
            parted.push(Element::List(list));
        }
        parted
    }

    fn tell(&mut self, fault: Fault, at: usize) {
        self.faults.push(Fault { at, ..fault });
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
                            self.tell(fault::late_row(source), range.start);
                        }
                    }
                    if cells > columns.len() {
                        self.tell(fault::row(source, cells, columns.len()), range.start);
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
                    self.tell(fault::picture(&self.source[range.clone()]), range.start);
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

/// The number that an entry is typed with.
fn typed_start(typed: &str) -> Option<u64> {
    typed.trim_end_matches(['.', ')']).parse().ok()
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

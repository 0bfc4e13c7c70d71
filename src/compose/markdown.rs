//! Markdown to blocks and runs, through a CommonMark parser.

use pulldown_cmark::{Alignment as CellAlignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::footnote::{self, Notes};
use super::page::Run;
use crate::law::Alignment;

/// What of Markdown a document may use beyond CommonMark.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// Deepest nesting of quotes and lists; what lies deeper is read as text of
/// the level above.
const MAX_DEPTH: usize = 32;

/// What a Markdown text consists of, outline and lists still unnumbered.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A heading and its level.
    Heading(u8, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List(List),
    /// A picture on a line of its own: name, alternative text, caption.
    Picture { name: String, alternative: String, caption: Vec<Run> },
    /// A table; an alignment is none where no mark says it.
    Table { columns: Vec<Option<Alignment>>, header: Vec<Vec<Run>>, rows: Vec<Vec<Vec<Run>>> },
}

/// A list: its first number, or the mark of a dashed one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct List {
    pub(super) start: Option<u64>,
    pub(super) dash: char,
    pub(super) items: Vec<Vec<Element>>,
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

/// A text of one line: its paragraphs joined, block marks kept as typed.
pub(super) fn inline(markdown: &str) -> Vec<Run> {
    // A zero-width start keeps "1. " or "- " from opening a list.
    let guarded = format!("\u{200B}{}", markdown.trim());
    let mut runs = Vec::new();
    for element in parse(&guarded) {
        if let Element::Paragraph(mut more) = element {
            if !runs.is_empty() {
                runs.push(Run::plain(" "));
            }
            runs.append(&mut more);
        }
    }
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches('\u{200B}').to_owned();
    }
    runs.retain(|run: &Run| !run.is_empty());
    runs
}

/// Parses a Markdown text.
pub(super) fn parse(markdown: &str) -> Vec<Element> {
    let mut depth = 0_usize;
    let mut shallow = |event: &Event<'_>| match event {
        Event::Start(_) => {
            depth += 1;
            depth <= MAX_DEPTH
        }
        Event::End(_) => {
            depth -= 1;
            depth < MAX_DEPTH
        }
        _ => true,
    };
    let events: Vec<(Event<'_>, usize)> = Parser::new_ext(markdown, OPTIONS)
        .into_offset_iter()
        .map(|(event, range)| (event, range.start))
        .filter(|(event, _)| shallow(event))
        .collect();
    let mut notes = Notes::new();
    for (index, (event, _)) in events.iter().enumerate() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            let mut walk = Walk { source: markdown, events: &events, at: index + 1, notes: &Notes::new() };
            let note = footnote::of(walk.elements(Some(TagEnd::FootnoteDefinition)));
            notes.entry(label.to_lowercase()).or_insert(note);
        }
    }
    Walk { source: markdown, events: &events, at: 0, notes: &notes }.elements(None)
}

struct Walk<'a> {
    source: &'a str,
    events: &'a [(Event<'a>, usize)],
    at: usize,
    notes: &'a Notes,
}

impl<'a> Walk<'a> {
    fn next(&mut self) -> Option<&'a (Event<'a>, usize)> {
        let event = self.events.get(self.at);
        self.at += 1;
        event
    }

    /// Elements up to the end of the container that `end` closes.
    fn elements(&mut self, end: Option<TagEnd>) -> Vec<Element> {
        let mut elements = Vec::new();
        let mut loose = Inline::default();
        while let Some((event, offset)) = self.next() {
            match event {
                Event::End(tag) if Some(*tag) == end => break,
                Event::Start(tag) if is_block(tag) => {
                    loose.flush_into(&mut elements);
                    self.block(tag, *offset, &mut elements);
                }
                // Text straight inside a tight list item.
                other => loose.event(other, self.notes),
            }
        }
        loose.flush_into(&mut elements);
        elements
    }

    fn block(&mut self, tag: &Tag<'a>, offset: usize, elements: &mut Vec<Element>) {
        match tag {
            Tag::Heading { level, .. } => {
                elements.push(Element::Heading(level_number(*level), self.inline(tag.to_end())));
            }
            Tag::Paragraph if self.at_lone_picture() => elements.push(self.picture()),
            Tag::List(start) => elements.push(Element::List(self.list(*start, offset))),
            Tag::Table(columns) => elements.push(self.table(columns)),
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                let runs = self.inline(tag.to_end());
                if !runs.is_empty() {
                    elements.push(Element::Paragraph(runs));
                }
            }
            // Read before; it stands at the foot of the page.
            Tag::FootnoteDefinition(_) => drop(self.elements(Some(TagEnd::FootnoteDefinition))),
            other => elements.append(&mut self.elements(Some(other.to_end()))),
        }
    }

    /// Whether the paragraph just opened holds one picture and nothing else.
    fn at_lone_picture(&self) -> bool {
        let rest = self.events.get(self.at..).unwrap_or_default();
        let is_end = |event: &Event<'_>, tag| matches!(event, Event::End(end) if *end == tag);
        let Some((Event::Start(Tag::Image { .. }), _)) = rest.first() else { return false };
        let end = rest.iter().position(|(event, _)| is_end(event, TagEnd::Image));
        end.and_then(|end| rest.get(end + 1)).is_some_and(|(event, _)| is_end(event, TagEnd::Paragraph))
    }

    /// `![alternative text](name "caption")`.
    fn picture(&mut self) -> Element {
        let mut name = String::new();
        let mut caption = Vec::new();
        if let Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) = self.next() {
            name = dest_url.to_string();
            caption = vec![Run::plain(title.to_string())];
        }
        caption.retain(|run| !run.text.is_empty());
        let alternative = self.inline(TagEnd::Image).into_iter().map(|run| run.text).collect();
        self.next();
        Element::Picture { name, alternative, caption }
    }

    fn list(&mut self, start: Option<u64>, offset: usize) -> List {
        let mark = self.source[offset..].trim_start().chars().next().unwrap_or('-');
        let dash = if mark == '+' { '+' } else { '-' };
        let mut items = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.elements(Some(TagEnd::Item))),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        List { start, dash, items }
    }

    fn table(&mut self, columns: &[CellAlignment]) -> Element {
        let mut rows: Vec<Vec<Vec<Run>>> = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inline(TagEnd::TableCell);
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let columns = columns.iter().map(|column| match column {
            CellAlignment::Center => Some(Alignment::Giua),
            CellAlignment::Right => Some(Alignment::Phai),
            CellAlignment::Left => Some(Alignment::Trai),
            CellAlignment::None => None,
        });
        let columns = columns.collect();
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Element::Table { columns, header, rows }
    }

    fn inline(&mut self, end: TagEnd) -> Vec<Run> {
        let mut inline = Inline::default();
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(tag) if *tag == end => break,
                other => inline.event(other, self.notes),
            }
        }
        inline.finish()
    }
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

/// Gathers runs of one paragraph.
#[derive(Default)]
struct Inline {
    runs: Vec<Run>,
    bold: usize,
    italic: usize,
    blank: bool,
}

impl Inline {
    fn event(&mut self, event: &Event<'_>, notes: &Notes) {
        match event {
            // The mark of HTML for what the reader must look at.
            Event::InlineHtml(tag) if matches!(tag.as_ref(), "<mark>" | "</mark>") => {
                self.blank = tag.as_ref() == "<mark>";
            }
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.push(text);
            }
            Event::FootnoteReference(label) => {
                if let Some(note) = notes.get(&label.to_lowercase()) {
                    let note = Some(Box::new(note.clone()));
                    self.runs.push(Run { note, ..Run::default() });
                }
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push("\n"),
            Event::Start(Tag::Strong) => self.bold += 1,
            Event::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.italic += 1,
            Event::End(TagEnd::Emphasis) => self.italic = self.italic.saturating_sub(1),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        match self.runs.last_mut() {
            Some(last)
                if last.note.is_none()
                    && (last.bold, last.italic, last.blank) == (bold, italic, self.blank) =>
            {
                last.text.push_str(text);
            }
            _ => self.runs.push(Run { text: text.to_owned(), bold, italic, blank: self.blank, note: None }),
        }
    }

    fn finish(mut self) -> Vec<Run> {
        if let Some(last) = self.runs.last_mut() {
            last.text.truncate(last.text.trim_end_matches('\n').len());
        }
        self.runs.retain(|run| !run.is_empty());
        self.runs
    }

    fn flush_into(&mut self, elements: &mut Vec<Element>) {
        let runs = std::mem::take(self).finish();
        if !runs.is_empty() {
            elements.push(Element::Paragraph(runs));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(runs: &[Run]) -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn escaped_values_print_as_typed() {
        for value in ["*A*", "{{ x }}", "1. Một", "# B", "a_b_c", "<b>", "- C", "<?ket?>", "&amp;", "\\"] {
            let elements = parse(&escape(value));
            let [Element::Paragraph(runs)] = elements.as_slice() else { panic!("{value}: {elements:?}") };
            assert_eq!(text(runs), value);
        }
    }

    #[test]
    fn inline_text_keeps_list_marks() {
        assert_eq!(text(&inline("1. Một")), "1. Một");
        assert_eq!(text(&inline("- Hai")), "- Hai");
    }

    #[test]
    fn deep_nesting_keeps_the_text() {
        for mark in ["> ", "- ", "**"] {
            let elements = parse(&format!("{}x", mark.repeat(20_000)));
            assert!(format!("{elements:?}").contains('x'), "{mark}");
        }
    }

    #[test]
    fn reads_nested_lists() {
        let elements = parse("1. Một\n   - hai\n   + ba\n2. Bốn\n");
        let [Element::List(list)] = elements.as_slice() else { panic!("{elements:?}") };
        assert_eq!((list.start, list.items.len()), (Some(1), 2));
        let [_, Element::List(dashes), Element::List(pluses)] = list.items[0].as_slice() else {
            panic!("{:?}", list.items[0])
        };
        assert_eq!((dashes.dash, pluses.dash), ('-', '+'));
    }

    #[test]
    fn a_lone_image_is_a_picture() {
        let elements = parse("![Cột **cao**](bieu-do \"Biểu đồ 1\")\n\nTrong ![câu](x) này");
        let [Element::Picture { name, alternative, caption }, Element::Paragraph(runs)] = elements.as_slice()
        else {
            panic!("{elements:?}")
        };
        assert_eq!((name.as_str(), alternative.as_str()), ("bieu-do", "Cột cao"));
        assert_eq!((text(caption).as_str(), text(runs).as_str()), ("Biểu đồ 1", "Trong câu này"));
    }

    #[test]
    fn marks_places_to_fill_in() {
        let runs = inline("Số: <mark>...</mark> buổi");
        let blanks: Vec<bool> = runs.iter().map(|run| run.blank).collect();
        assert_eq!((text(&runs).as_str(), blanks), ("Số: ... buổi", vec![false, true, false]));
        let typed = inline(&escape("<mark>x</mark>"));
        assert_eq!(text(&typed), "<mark>x</mark>");
        assert!(typed.iter().all(|run| !run.blank));
    }

    #[test]
    fn splits_a_template_at_its_parts() {
        let pieces = split_parts("Mở\n<?can_cu?>\n\nGiữa\n<?ket?>");
        let expected =
            [Piece::Markdown("Mở\n"), Piece::Part("can_cu"), Piece::Markdown("\nGiữa\n"), Piece::Part("ket")];
        assert_eq!(pieces, expected);
    }
}

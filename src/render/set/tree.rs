//! The set tree: what stands where, in points. Nothing in it knows a format.

use std::borrow::Cow;
use std::sync::Arc;

use super::measure::Font;
use crate::compose::{Image, Merge, Properties, Script};
use crate::diagnostic::Span;
use crate::law::{Alignment, StyleId};

/// A document with its measures, ready to be translated. All lengths are in
/// points.
#[derive(Debug)]
pub struct SetTree<'t> {
    /// The looks that texts share by name.
    pub styles: StyleSheet,
    /// The pages, in order.
    pub pages: Vec<Pages<'t>>,
    /// The line that a page number stands in.
    pub number: SetText<'t>,
    /// How many footnotes there are.
    pub notes: usize,
    /// Document properties.
    pub properties: &'t Properties,
}

impl<'t> SetTree<'t> {
    /// The pictures, in order; each has its place among them as `index`.
    pub fn pictures(&self) -> impl Iterator<Item = &Drawing<'t>> {
        self.pages.iter().flat_map(|pages| &pages.pieces).filter_map(|piece| match piece {
            Piece::Drawing(drawing) => Some(drawing),
            _ => None,
        })
    }
}

/// The typeface and every style of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct StyleSheet {
    /// Name of the typeface.
    pub typeface: String,
    /// Size of body text.
    pub size: f64,
    /// The styles, in the order of the legal table.
    pub styles: Vec<SetStyle>,
}

/// A row of the legal table with its measures.
#[derive(Debug, Clone, PartialEq)]
pub struct SetStyle {
    /// Which row.
    pub id: StyleId,
    /// Its Vietnamese name.
    pub name: String,
    /// How its texts look.
    pub look: Look,
    /// Level in the navigation pane, 0 the highest.
    pub outline: Option<u8>,
}

/// How a text looks and where it may break.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Size, weight, slant.
    pub font: Font,
    /// Underlined.
    pub underlined: bool,
    /// Alignment between its edges.
    pub align: Alignment,
    /// From the left edge of its room to the text.
    pub left: f64,
    /// From the text to the right edge of its room.
    pub right: f64,
    /// From `left` to where the first line starts; negative: it hangs out.
    pub first_line: f64,
    /// Space above.
    pub before: f64,
    /// Space below.
    pub after: f64,
    /// Height of its lines.
    pub line: LineHeight,
    /// Stands on the same page as what follows.
    pub keep_next: bool,
    /// No page ends with its first line alone or starts with its last.
    pub no_lone_line: bool,
}

/// Height of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LineHeight {
    /// As the typeface has it.
    Single,
    /// A multiple of what the typeface has, said expressly.
    Times(f64),
    /// Points, whatever stands in the line.
    Exact(f64),
}

/// What a text has of its own, whatever its style says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Own {
    /// See [`Look::align`].
    pub align: Option<Alignment>,
    /// See [`Look::left`].
    pub left: Option<f64>,
    /// See [`Look::right`].
    pub right: Option<f64>,
    /// See [`Look::first_line`].
    pub first_line: Option<f64>,
    /// See [`Look::before`].
    pub before: Option<f64>,
    /// See [`Look::after`].
    pub after: Option<f64>,
    /// Stands on the same page as what follows.
    pub keep_next: bool,
}

impl Look {
    /// The look of a style with what a text has of its own.
    #[must_use]
    pub fn with(self, own: &Own) -> Self {
        Self {
            align: own.align.unwrap_or(self.align),
            left: own.left.unwrap_or(self.left),
            right: own.right.unwrap_or(self.right),
            first_line: own.first_line.unwrap_or(self.first_line),
            before: own.before.unwrap_or(self.before),
            after: own.after.unwrap_or(self.after),
            keep_next: own.keep_next || self.keep_next,
            ..self
        }
    }
}

/// Pages of one sheet size, with what stands on them from the top.
#[derive(Debug)]
pub struct Pages<'t> {
    /// The sheet.
    pub sheet: SheetSize,
    /// The page numbers.
    pub numbers: PageNumbers,
    /// Content from the top.
    pub pieces: Vec<Piece<'t>>,
    /// What stands at the foot of the first page.
    pub first_page_footer: Option<Footer<'t>>,
}

/// A sheet of paper and its text area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SheetSize {
    /// Width, as the sheet lies.
    pub width: f64,
    /// Height, as the sheet lies.
    pub height: f64,
    /// The long side lies across.
    pub landscape: bool,
    /// Margins: top, right, bottom, left.
    pub margins: [f64; 4],
}

impl SheetSize {
    /// Width of the text area.
    pub fn text_width(&self) -> f64 {
        let [_, right, _, left] = self.margins;
        self.width - left - right
    }

    /// Height of the text area.
    pub fn text_height(&self) -> f64 {
        let [top, _, bottom, _] = self.margins;
        self.height - top - bottom
    }
}

/// How pages are numbered, in the middle of the top margin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageNumbers {
    /// From the edge of the paper to the number.
    pub from_edge: f64,
    /// The number of the first of these pages; none: they go on from those
    /// before and have no first page of their own.
    pub start: Option<u32>,
    /// The first of these pages shows no number.
    pub hidden_on_first: bool,
}

/// A line at the foot of a page, below a rule across the text area.
#[derive(Debug)]
pub struct Footer<'t> {
    /// The line.
    pub text: SetText<'t>,
    /// The rule above it.
    pub rule: Stroke,
}

/// What stands on a page or in a cell.
#[derive(Debug)]
pub enum Piece<'t> {
    /// A text.
    Text(SetText<'t>),
    /// A horizontal rule.
    RuleLine(RuleLine),
    /// Room.
    Space(Space),
    /// A picture.
    Drawing(Drawing<'t>),
    /// A table, with lines or without.
    Grid(Grid<'t>),
}

/// A paragraph. Its lines are as wide as its room less `left` and `right`.
#[derive(Debug)]
pub struct SetText<'t> {
    /// Its style.
    pub style: StyleId,
    /// How it looks: its style's look with [`SetText::own`] over it.
    pub look: Look,
    /// What of that it has of its own; formats that know styles by name write
    /// only this.
    pub own: Own,
    /// Starts a page.
    pub starts_page: bool,
    /// The words.
    pub runs: Vec<TextRun<'t>>,
    /// Where the words stand in a source, if anywhere.
    pub origin: Option<Span>,
}

impl SetText<'_> {
    /// The words without formatting; a line break counts as `\n`.
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| &*run.text).collect()
    }
}

/// Words with one formatting. A line break is `\n`.
#[derive(Debug, Clone, Default)]
pub struct TextRun<'t> {
    /// The words.
    pub text: Cow<'t, str>,
    /// Bold on top of the look.
    pub bold: bool,
    /// Italic on top of the look.
    pub italic: bool,
    /// Underlined on top of the look.
    pub underlined: bool,
    /// Above or below the line.
    pub script: Option<Script>,
    /// A place to fill in, highlighted.
    pub blank: bool,
    /// Colour, `RRGGBB`; none: the typeface's.
    pub colour: Option<&'t str>,
    /// The address that the words lead to.
    pub link: Option<&'t str>,
    /// The footnote that is called here; such a run has no words.
    pub note: Option<Arc<Note<'t>>>,
}

/// A footnote: a raised number, then its words.
#[derive(Debug)]
pub struct Note<'t> {
    /// Its number in the document, from 1.
    pub number: usize,
    /// Its words.
    pub texts: Vec<SetText<'t>>,
}

/// A drawn line.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Weight.
    pub weight: f64,
    /// Colour, `RRGGBB`.
    pub colour: String,
}

/// A horizontal rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleLine {
    /// From the left edge of its room.
    pub left: f64,
    /// Length.
    pub length: f64,
    /// Width of its room.
    pub room: f64,
    /// Space above.
    pub before: f64,
    /// Space below.
    pub after: f64,
    /// How it is drawn.
    pub stroke: Stroke,
    /// Stands on the same page as what follows.
    pub keep_next: bool,
}

impl RuleLine {
    /// From the rule to the right edge of its room.
    pub fn right(&self) -> f64 {
        self.room - self.left - self.length
    }

    /// Whether it fills its room.
    pub fn is_across(&self) -> bool {
        self.length >= self.room
    }
}

/// Room with nothing in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Space {
    /// Height, on top of a line of [`Space::LINE`].
    pub height: f64,
    /// Stands on the same page as what follows.
    pub keep_next: bool,
}

impl Space {
    /// The height of an empty line that is next to nothing.
    pub const LINE: f64 = 1.0;
}

/// A picture, in the style of pictures. It may be turned: then it takes its
/// `height` across the page.
#[derive(Debug)]
pub struct Drawing<'t> {
    /// The picture.
    pub image: &'t Arc<Image>,
    /// What it shows.
    pub alternative: &'t str,
    /// Its place among the pictures of the document, from 0.
    pub index: usize,
    /// Width before it is turned.
    pub width: f64,
    /// Height before it is turned.
    pub height: f64,
    /// The paragraph that holds it: no words, but a look.
    pub text: SetText<'t>,
}

/// Rows and columns.
#[derive(Debug)]
pub struct Grid<'t> {
    /// Widths of the columns.
    pub widths: Vec<f64>,
    /// From the top.
    pub rows: Vec<GridRow<'t>>,
    /// The lines that are drawn.
    pub lines: GridLines,
    /// Room beside the content of a cell, on each side.
    pub padding: f64,
    /// Stands in the middle of its room; else at the left.
    pub centred: bool,
    /// Where a table of the document is asked for.
    pub origin: Option<Span>,
}

/// Which lines of a grid are drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum GridLines {
    /// None.
    None,
    /// Around it.
    Around(Stroke),
    /// Around every cell.
    All(Stroke),
}

/// A row; no page breaks within one. It stays with what follows where its first
/// texts do, see [`Look::keep_next`].
#[derive(Debug)]
pub struct GridRow<'t> {
    /// From the left; together they cover every column once.
    pub cells: Vec<GridCell<'t>>,
    /// Exactly so high; none: as high as its content.
    pub height: Option<f64>,
    /// Stands on every page that the grid reaches.
    pub repeats: bool,
}

/// A cell.
#[derive(Debug)]
pub struct GridCell<'t> {
    /// Width of all its columns.
    pub width: f64,
    /// How many columns it covers.
    pub columns: usize,
    /// Whether it is one with cells above or below.
    pub merge: Merge,
    /// Its content stands in the middle of its height; else at the top.
    pub in_middle: bool,
    /// From the top.
    pub content: Vec<Piece<'t>>,
}

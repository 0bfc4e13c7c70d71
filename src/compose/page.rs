//! The page tree: what stands where, in which style. No lengths: those are
//! the law's, and the renderer's to apply.

use std::sync::Arc;

use super::paragraph::Paragraph;
use crate::diagnostic::Span;
use crate::law::{Alignment, Column, Profile, RuleKind, SizeSet};
use crate::model::PictureFormat;

/// A composed document, ready for any output format.
#[derive(Debug)]
pub struct PageTree {
    /// The legal table that styles and lengths come from.
    pub profile: Arc<Profile>,
    /// Layout choices within the legal ranges.
    pub layout: Layout,
    /// Document properties.
    pub properties: Properties,
    /// The main document, then its annexes; each starts on its own page with
    /// its own page numbers.
    pub sections: Vec<PageSection>,
    /// How many footnotes there are.
    pub notes: usize,
}

impl PageTree {
    /// Puts the pages of another document behind these, each document with page
    /// numbers of its own. Both must have the same profile and layout.
    ///
    /// # Errors
    /// The other document, where its profile or layout is another, or where one
    /// of the two has footnotes: their numbers would go on through all.
    pub fn join(&mut self, other: Self) -> Result<(), Box<Self>> {
        let is_alike = self.profile.khoa == other.profile.khoa && self.layout == other.layout;
        if !is_alike || self.notes + other.notes > 0 {
            return Err(Box::new(other));
        }
        self.sections.extend(other.sections);
        Ok(())
    }
}

/// Layout choices, defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Set of sizes.
    pub sizes: SizeSet,
    /// Margins in mm: top, right, bottom, left.
    pub margins_mm: [f64; 4],
    /// First-line indent in cm.
    pub indent_cm: f64,
    /// Line spacing, in the unit of the profile's page law.
    pub line_spacing: f64,
    /// Space between paragraphs in points.
    pub paragraph_spacing_pt: f64,
}

/// Document properties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Properties {
    /// Kind and subject.
    pub title: String,
    /// Subject.
    pub subject: String,
    /// Issuing body.
    pub author: String,
}

/// A run of pages.
#[derive(Debug, PartialEq, Eq)]
pub struct PageSection {
    /// Landscape pages.
    pub landscape: bool,
    /// Goes on from the section before: its page numbers, no first page.
    pub continues: bool,
    /// Content from the top.
    pub blocks: Vec<Block>,
    /// The address line at the foot of the first page.
    pub first_page_footer: Option<Paragraph>,
}

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    /// The two-column head of the first page.
    Head(Head),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A line across the page.
    Line,
    /// What follows starts a page.
    NewPage(NewPage),
    /// A rule under the paragraph before it.
    RuleUnder(RuleUnder),
    /// "Kính gửi:" and a list of names below it.
    Addressees(Addressees),
    /// A table with visible lines.
    Table(Table),
    /// A picture with its caption.
    Picture(Picture),
    /// Signatures side by side, without recipients.
    Signatures(Signatures),
    /// Recipients and signature, side by side, never split.
    Foot(Foot),
}

/// Which page starts. In the sections of [`PageTree`] only [`NewPage::Page`] is
/// left: the others have cut them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewPage {
    /// One like that before.
    Page,
    /// A landscape one.
    Landscape,
    /// One as the section's own.
    Back,
}

/// A horizontal rule under the paragraph before it in the same section, from
/// whose text its length follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleUnder {
    /// How long, against the text.
    pub kind: RuleKind,
    /// Must stand on the same page as what follows.
    pub keep_next: bool,
}

/// The head of the first page.
#[derive(Debug, PartialEq, Eq)]
pub struct Head {
    /// Issuing body.
    pub left: Vec<HeadItem>,
    /// National title and motto.
    pub right: Vec<HeadItem>,
    /// Number and sign; none in an outline that has no number.
    pub number: Option<Paragraph>,
    /// Subject below number and sign.
    pub subject: Option<Paragraph>,
    /// Place and date.
    pub place_and_date: Option<Paragraph>,
    /// Boxes below.
    pub marks: Vec<MarkBox>,
}

/// A line of the head with the rule below it.
#[derive(Debug, PartialEq, Eq)]
pub struct HeadItem {
    /// The line.
    pub paragraph: Paragraph,
    /// The rule below.
    pub rule: Option<RuleKind>,
}

/// A boxed mark.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkBox {
    /// The words.
    pub paragraph: Paragraph,
    /// Which column.
    pub column: Column,
    /// Width and height of the box in tenths of a millimetre.
    pub size_tenth_mm: (u32, u32),
    /// Colour of words and box, `RRGGBB`.
    pub colour: String,
}

/// Signatures side by side.
#[derive(Debug, PartialEq, Eq)]
pub struct Signatures {
    /// From the left.
    pub columns: Vec<Signature>,
}

/// A signature.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Authority and position.
    pub authority: Vec<Paragraph>,
    /// Another position and the name, below the room for the signature.
    pub name: Vec<Paragraph>,
}

/// Recipients at the left, signature at the right.
#[derive(Debug, PartialEq, Eq)]
pub struct Foot {
    /// "Nơi nhận:", the recipients, the drafter's sign.
    pub recipients: Vec<Paragraph>,
    /// The signature; none where all sign above.
    pub signature: Option<Signature>,
}

/// Two addressees or more: a line each, the dashes below the lead's colon.
#[derive(Debug, PartialEq, Eq)]
pub struct Addressees {
    /// "Kính gửi:".
    pub lead: Paragraph,
    /// "- A;", "- B.".
    pub names: Vec<Paragraph>,
}

/// A picture in the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    /// The picture.
    pub image: Arc<Image>,
    /// What it shows, for people who cannot see it.
    pub alternative: String,
    /// The line below it.
    pub caption: Option<Paragraph>,
}

/// A raster picture.
#[derive(PartialEq, Eq)]
pub struct Image {
    /// The name that texts call it by.
    pub name: String,
    /// The file.
    pub file: Arc<[u8]>,
    /// What sort of file it is.
    pub format: PictureFormat,
    /// Width and height in pixels, as the file has them.
    pub size_px: (u32, u32),
    /// Width and height in print, in tenths of a millimetre.
    pub size_tenth_mm: (u32, u32),
}

impl std::fmt::Debug for Image {
    /// Without the bytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({}, {:?} px, {:?} mm/10)", self.name, self.size_px, self.size_tenth_mm)
    }
}

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// The header rows, repeated on every page. The cells of a row cover every
    /// column once.
    pub header: Vec<Vec<TableCell>>,
    /// The rows below.
    pub rows: Vec<Vec<TableCell>>,
    /// Where it is asked for; none of a table of a template.
    pub at: Option<Span>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// What stands in it; empty where it continues the cell above.
    pub paragraph: Paragraph,
    /// How many columns it covers.
    pub columns: usize,
    /// Whether it is one with cells above or below.
    pub merge: Merge,
}

/// Cells below each other that are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// A cell by itself.
    Alone,
    /// The first of them, which holds the text.
    Starts,
    /// One with the cell above.
    Continues,
}

impl From<Paragraph> for TableCell {
    fn from(paragraph: Paragraph) -> Self {
        Self { paragraph, columns: 1, merge: Merge::Alone }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableColumn {
    /// Alignment of its cells.
    pub align: Alignment,
    /// The width that the document asks for, in tenths of a millimetre; none:
    /// by what stands in it.
    pub width_tenth_mm: Option<u32>,
}

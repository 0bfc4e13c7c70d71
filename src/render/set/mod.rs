//! Page tree to set tree: every decision about lengths, for any format.
//!
//! Here the law's numbers become points: sheets, looks, the balanced measure
//! of titles, the length of rules, the block of addressees, the columns of
//! head, foot and tables, the size of pictures, the room for signatures, where
//! pages may break. A format only translates what stands in the [`SetTree`].

mod columns;
mod foot;
mod head;
mod length;
mod measure;
mod picture;
mod run;
mod sheet;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod too_wide;
mod tree;

use crate::compose::{Block, PageSection, PageTree, Paragraph};
use crate::law::StyleId;
use sheet::Sheet;

pub use measure::Font;
pub use too_wide::too_wide;
pub use tree::{
    Drawing, Footer, Grid, GridCell, GridLines, GridRow, LineHeight, Look, Note, Own, PageNumbers, Pages,
    Piece, RuleLine, SetStyle, SetText, SetTree, SheetSize, Space, Stroke, StyleSheet, TextRun,
};

/// Sets a page tree.
pub fn set(page_tree: &PageTree) -> SetTree<'_> {
    let mut pictures = 0;
    SetTree {
        styles: style::style_sheet(page_tree),
        pages: page_tree.sections.iter().map(|section| pages(page_tree, section, &mut pictures)).collect(),
        number: text::empty(&Sheet::new(page_tree, false), StyleId::SoTrang),
        notes: page_tree.notes,
        properties: &page_tree.properties,
    }
}

fn pages<'t>(page_tree: &'t PageTree, section: &'t PageSection, pictures: &mut usize) -> Pages<'t> {
    let sheet = Sheet::new(page_tree, section.landscape);
    let footer = |line| Footer { text: text::text(&sheet, line, sheet.text_width()), rule: sheet.stroke() };
    Pages {
        sheet: sheet.size,
        numbers: sheet.numbers(section),
        pieces: pieces(&sheet, section, pictures),
        first_page_footer: section.first_page_footer.as_ref().map(footer),
    }
}

/// The blocks of a section. A page starts with the next paragraph; a rule
/// stands under the paragraph before it.
fn pieces<'t>(sheet: &Sheet<'t>, section: &'t PageSection, pictures: &mut usize) -> Vec<Piece<'t>> {
    let width = sheet.text_width();
    let mut pieces = Vec::with_capacity(section.blocks.len());
    let mut starts_page = false;
    let mut above: Option<&Paragraph> = None;
    for block in &section.blocks {
        match block {
            Block::NewPage(_) => starts_page = true,
            Block::Head(head) => pieces.push(Piece::Grid(head::head(sheet, head))),
            Block::Paragraph(paragraph) => {
                let mut text = text::text(sheet, paragraph, width);
                text.starts_page = std::mem::take(&mut starts_page);
                pieces.push(Piece::Text(text));
                above = Some(paragraph);
            }
            Block::RuleUnder(rule) => {
                pieces.push(Piece::RuleLine(text::rule(sheet, rule.kind, above, width, rule.keep_next)));
            }
            Block::Line => pieces.push(Piece::RuleLine(text::line_across(sheet))),
            Block::Addressees(all) => {
                pieces.extend(text::addressees(sheet, all).into_iter().map(Piece::Text));
            }
            Block::Table(table) => {
                // Keeps the table off the text above it.
                pieces.push(Piece::Space(text::gap(sheet, true)));
                pieces.push(Piece::Grid(table::table(sheet, table)));
                pieces.push(Piece::Space(text::hair(false)));
            }
            Block::Picture(picture) => {
                pieces.push(Piece::Drawing(picture::drawing(sheet, picture, *pictures)));
                *pictures += 1;
                let caption = picture.caption.as_ref().map(|line| text::text(sheet, line, width));
                pieces.extend(caption.map(Piece::Text));
            }
            Block::Signatures(signatures) => {
                for row in foot::signatures(sheet, signatures) {
                    pieces.extend([Piece::Grid(row), Piece::Space(text::hair(true))]);
                }
            }
            Block::Foot(foot) => {
                pieces.extend([Piece::Grid(foot::foot(sheet, foot)), Piece::Space(text::hair(false))]);
            }
        }
    }
    pieces
}

//! Page tree to `.docx`. The only module that knows docx-rs.

mod block;
mod conform;
mod foot;
mod head;
mod order;
mod package;
mod section;
mod sheet;
mod style;
mod table;
mod units;

use std::io;

use docx_rs::{Docx, DocumentChild, Paragraph as WordParagraph, Table as WordTable};

use crate::compose::{Block, PageSection, Trang};
use sheet::Sheet;

pub use package::is_ours;

/// The bytes of a Word file. The same tree gives the same bytes.
///
/// # Errors
/// When the archive cannot be assembled; with a tree that [`compose`] made
/// this does not happen.
///
/// [`compose`]: crate::compose::compose
pub fn render(trang: &Trang) -> io::Result<Vec<u8>> {
    let mut docx = Docx::new();
    docx.styles = style::styles(trang);
    let last = trang.sections.len().saturating_sub(1);
    for (index, page_section) in trang.sections.iter().enumerate() {
        for piece in pieces(trang, page_section) {
            docx.document.children.push(piece.into_child());
        }
        let property = section::property(trang, page_section);
        if index < last {
            let end = block::tiny(trang).section_property(property);
            docx = docx.add_paragraph(end);
        } else {
            docx.document.section_property = property;
        }
    }
    docx = section::attach_headers_and_footers(docx, trang);
    package::pack(docx.build(), trang)
}

/// What Word knows at the top level.
enum Piece {
    Paragraph(WordParagraph),
    Table(WordTable),
}

impl Piece {
    fn into_child(self) -> DocumentChild {
        match self {
            Self::Paragraph(paragraph) => DocumentChild::Paragraph(Box::new(paragraph)),
            Self::Table(table) => DocumentChild::Table(Box::new(table)),
        }
    }
}

fn pieces(trang: &Trang, section: &PageSection) -> Vec<Piece> {
    let sheet = Sheet::new(trang, section.landscape);
    let mut pieces = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Head(head) => pieces.push(Piece::Table(head::head(&sheet, head))),
            Block::Paragraph(paragraph) => {
                pieces.push(Piece::Paragraph(block::paragraph(&sheet, paragraph, sheet.text_width_pt())));
            }
            Block::Rule(rule) => {
                pieces.push(Piece::Paragraph(block::rule(&sheet, rule, sheet.text_width_pt())));
            }
            Block::Table(table) => {
                pieces.push(Piece::Table(table::table(&sheet, table)));
                pieces.push(Piece::Paragraph(block::tiny(trang)));
            }
            Block::Foot(foot) => {
                pieces.push(Piece::Table(foot::foot(&sheet, foot)));
                // Word wants a paragraph after a table; a tiny one never
                // opens a page of its own.
                pieces.push(Piece::Paragraph(block::tiny(trang)));
            }
        }
    }
    pieces
}

//! Set tree to `.docx`. The only module that knows docx-rs; it decides nothing
//! about lengths.

mod conform;
mod footnote;
mod grid;
mod order;
mod package;
mod part_tree;
mod picture;
mod seal;
mod section;
mod style;
mod text;
mod units;

use std::io;
use std::sync::{Arc, Mutex};

use docx_rs::{DocumentChild, Docx};

use super::set::{Piece, SetTree, StyleSheet, set};
use crate::compose::PageTree;
use package::Packed;
use picture::Numbered;

pub use seal::{Origin, PROPERTY, origin, seal_of};

/// The bytes of one Word file, see [`Renderer::render`].
///
/// # Errors
/// As [`Renderer::render`].
pub fn render(page_tree: &PageTree) -> io::Result<Vec<u8>> {
    Renderer::default().render(page_tree)
}

/// Renders documents and keeps what those of one layout share: the styles.
#[derive(Debug, Default)]
pub struct Renderer {
    styles: Mutex<Vec<(StyleSheet, Arc<Packed>)>>,
}

/// Most layouts kept; documents of one batch have one or two.
const MAX_KEPT: usize = 16;

impl Renderer {
    /// The bytes of a Word file. The same tree gives the same bytes.
    ///
    /// # Errors
    /// When the archive cannot be assembled; with a tree that [`compose`] made
    /// this does not happen.
    ///
    /// [`compose`]: crate::compose::compose
    pub fn render(&self, page_tree: &PageTree) -> io::Result<Vec<u8>> {
        let tree = set(page_tree);
        let pictures = picture::all(&tree);
        package::pack(docx(&tree, &pictures).build(), &tree, &pictures, &*self.styles(&tree.styles)?)
    }

    /// The styles of a layout, made once.
    fn styles(&self, sheet: &StyleSheet) -> io::Result<Arc<Packed>> {
        let mut kept = self.styles.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, packed)) = kept.iter().find(|(known, _)| known == sheet) {
            return Ok(Arc::clone(packed));
        }
        let styles = Docx::new().styles(style::styles(sheet)).build().styles;
        let packed = Arc::new(Packed::new(package::STYLES, &styles)?);
        if kept.len() < MAX_KEPT {
            kept.push((sheet.clone(), Arc::clone(&packed)));
        }
        Ok(packed)
    }
}

/// The document, but for its styles.
fn docx(tree: &SetTree<'_>, pictures: &[Numbered<'_>]) -> Docx {
    let mut docx = Docx::new();
    let last = tree.pages.len().saturating_sub(1);
    for (index, pages) in tree.pages.iter().enumerate() {
        docx.document.children.extend(pages.pieces.iter().map(|piece| child(piece, pictures)));
        let property = section::property(tree, pages);
        if index < last {
            let end = text::tiny().section_property(property);
            docx = docx.add_paragraph(end);
        } else {
            docx.document.section_property = property;
        }
    }
    section::attach_headers_and_footers(docx, tree)
}

fn child(piece: &Piece<'_>, pictures: &[Numbered<'_>]) -> DocumentChild {
    let paragraph = match piece {
        Piece::Grid(grid) => return DocumentChild::Table(Box::new(grid::grid(grid))),
        Piece::Text(piece) => text::text(piece),
        Piece::RuleLine(rule) => text::rule(rule),
        Piece::Space(space) => text::space(space),
        Piece::Drawing(drawing) => picture::drawing(pictures, drawing),
    };
    DocumentChild::Paragraph(Box::new(paragraph))
}

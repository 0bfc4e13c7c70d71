//! Page tree to `.docx`. The only module that knows docx-rs.

mod block;
mod conform;
mod foot;
mod footnote;
mod head;
mod order;
mod package;
mod picture;
mod seal;
mod section;
mod sheet;
mod style;
mod table;
mod units;

use std::io;
use std::sync::{Arc, Mutex};

use docx_rs::{DocumentChild, Docx, Paragraph as WordParagraph, Table as WordTable};

use crate::compose::{Block, Layout, PageSection, Trang};
use package::Packed;
use picture::Numbered;
use sheet::Sheet;

pub use seal::{Origin, origin};
pub use table::too_wide;

/// The bytes of one Word file, see [`Renderer::render`].
///
/// # Errors
/// As [`Renderer::render`].
pub fn render(trang: &Trang) -> io::Result<Vec<u8>> {
    Renderer::default().render(trang)
}

/// Renders documents and keeps what those of one layout share: the styles.
#[derive(Debug, Default)]
pub struct Renderer {
    styles: Mutex<Vec<(StyleKey, Arc<Packed>)>>,
}

/// What the styles of a document depend on.
type StyleKey = (&'static str, Layout);

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
    pub fn render(&self, trang: &Trang) -> io::Result<Vec<u8>> {
        let pictures = picture::all(trang);
        package::pack(docx(trang, &pictures).build(), trang, &pictures, &*self.styles(trang)?)
    }

    /// The styles of a layout, made once.
    fn styles(&self, trang: &Trang) -> io::Result<Arc<Packed>> {
        let key = (trang.profile.id, trang.layout.clone());
        let mut kept = self.styles.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, packed)) = kept.iter().find(|(known, _)| *known == key) {
            return Ok(Arc::clone(packed));
        }
        let styles = Docx::new().styles(style::styles(trang)).build().styles;
        let packed = Arc::new(Packed::new(package::STYLES, &styles)?);
        if kept.len() < MAX_KEPT {
            kept.push((key, Arc::clone(&packed)));
        }
        Ok(packed)
    }
}

/// The document, but for its styles.
fn docx(trang: &Trang, pictures: &[Numbered<'_>]) -> Docx {
    let mut docx = Docx::new();
    let last = trang.sections.len().saturating_sub(1);
    for (index, page_section) in trang.sections.iter().enumerate() {
        docx.document.children.append(&mut children(trang, page_section, pictures));
        let property = section::property(trang, page_section);
        if index < last {
            let end = block::tiny().section_property(property);
            docx = docx.add_paragraph(end);
        } else {
            docx.document.section_property = property;
        }
    }
    section::attach_headers_and_footers(docx, trang)
}

fn of_paragraph(paragraph: WordParagraph) -> DocumentChild {
    DocumentChild::Paragraph(Box::new(paragraph))
}

fn of_table(table: WordTable) -> DocumentChild {
    DocumentChild::Table(Box::new(table))
}

fn children(trang: &Trang, section: &PageSection, pictures: &[Numbered<'_>]) -> Vec<DocumentChild> {
    let sheet = Sheet::new(trang, section.landscape);
    let mut children = Vec::new();
    let mut starts_page = false;
    for block in &section.blocks {
        match block {
            Block::NewPage(_) => starts_page = true,
            Block::Head(head) => children.push(of_table(head::head(&sheet, head))),
            Block::Paragraph(paragraph) => {
                let word = block::paragraph(&sheet, paragraph, sheet.text_width_pt());
                let opens = std::mem::take(&mut starts_page);
                children.push(of_paragraph(if opens { word.page_break_before(true) } else { word }));
            }
            Block::Rule(rule) => {
                children.push(of_paragraph(block::rule(&sheet, rule, sheet.text_width_pt())));
            }
            Block::Addressees(addressees) => {
                let lines = block::addressees(&sheet, addressees);
                children.extend(lines.into_iter().map(of_paragraph));
            }
            Block::Table(table) => {
                // Keeps the table off the text above it.
                children.push(of_paragraph(block::gap(trang).keep_next(true)));
                children.push(of_table(table::table(&sheet, table)));
                children.push(of_paragraph(block::tiny()));
            }
            Block::Picture(picture) => {
                children.push(of_paragraph(picture::drawing(&sheet, pictures, picture)));
                let caption = picture.caption.iter();
                children.extend(
                    caption.map(|line| of_paragraph(block::paragraph(&sheet, line, sheet.text_width_pt()))),
                );
            }
            Block::Line => children.push(of_paragraph(block::full_line(&sheet))),
            Block::Signatures(signatures) => {
                for row in foot::signatures(&sheet, signatures) {
                    children.push(of_table(row));
                    children.push(of_paragraph(block::tiny().keep_next(true)));
                }
            }
            Block::Foot(foot) => {
                children.push(of_table(foot::foot(&sheet, foot)));
                // Word wants a paragraph after a table; a tiny one never
                // opens a page of its own.
                children.push(of_paragraph(block::tiny()));
            }
        }
    }
    children
}

//! Pictures: the drawing in the text, the file in the package.

use docx_rs::{Paragraph as WordParagraph, Pic, Run as WordRun};

use super::sheet::Sheet;
use crate::compose::{Block, Image, Picture, Trang};
use crate::law::StyleId;

/// English Metric Units in a tenth of a millimetre.
const EMU_PER_TENTH_MM: u32 = 3600;

/// A picture of the document and its number, from 1.
pub(super) struct Numbered<'t> {
    pub(super) number: usize,
    pub(super) picture: &'t Picture,
}

impl Numbered<'_> {
    /// The relation that the drawing refers to.
    pub(super) fn relation(&self) -> String {
        format!("rIdImage{}", self.number)
    }

    /// The path of the picture's file.
    pub(super) fn path(&self) -> String {
        format!("word/media/hinh{}.png", self.number)
    }
}

/// Every picture of a document, in order.
pub(super) fn all(trang: &Trang) -> Vec<Numbered<'_>> {
    let blocks = trang.sections.iter().flat_map(|section| &section.blocks);
    let pictures = blocks.filter_map(|block| match block {
        Block::Picture(picture) => Some(picture),
        _ => None,
    });
    pictures.enumerate().map(|(index, picture)| Numbered { number: index + 1, picture }).collect()
}

/// The paragraph that holds a picture. The file itself is packed from the page
/// tree; docx-rs gets its number in place of the bytes.
pub(super) fn drawing(sheet: &Sheet<'_>, pictures: &[Numbered<'_>], picture: &Picture) -> WordParagraph {
    let found = pictures.iter().find(|numbered| std::ptr::eq(numbered.picture, picture));
    let paragraph = WordParagraph::new().style(StyleId::Hinh.word_id());
    let Some(numbered) = found else { return paragraph };
    let (width, height) = size_emu(sheet, &picture.image);
    let (columns, rows) = picture.image.size_px;
    let place = numbered.number.to_be_bytes().to_vec();
    let drawing = Pic::new_with_dimensions(place, columns, rows).id(numbered.relation()).size(width, height);
    paragraph.add_run(WordRun::new().add_image(drawing))
}

/// Width and height, no wider than the text.
fn size_emu(sheet: &Sheet<'_>, image: &Image) -> (u32, u32) {
    let (width, height) = image.size_tenth_mm;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the width of a page")]
    let most = (sheet.text_width_pt() / 72.0 * 254.0) as u32;
    let (width, height) = if width > most { (most, height * most / width) } else { (width, height) };
    (width * EMU_PER_TENTH_MM, height * EMU_PER_TENTH_MM)
}

//! Pictures: the drawing in the text, the file in the package.

use std::collections::HashMap;
use std::sync::Arc;

use docx_rs::{Paragraph as WordParagraph, Pic, Run as WordRun};

use super::package::MEDIA;
use super::sheet::Sheet;
use crate::compose::{Block, Image, Picture, Trang};
use crate::law::StyleId;
use crate::model::PictureFormat;

/// English Metric Units in a tenth of a millimetre.
const EMU_PER_TENTH_MM: u32 = 3600;
/// Height of a line against the size of its letters, rounded up.
const LINE_HEIGHT: f64 = 1.2;

/// A picture of the document; pictures of the same image have one number, from
/// 1, and one file.
pub(super) struct Numbered<'t> {
    pub(super) number: usize,
    pub(super) picture: &'t Picture,
    /// Whether no picture before shows the same image.
    pub(super) is_first: bool,
}

impl Numbered<'_> {
    /// The relation that the drawing refers to.
    pub(super) fn relation(&self) -> String {
        format!("rIdImage{}", self.number)
    }

    /// The path of the picture's file.
    pub(super) fn path(&self) -> String {
        let ending = match self.picture.image.format {
            PictureFormat::Png => "png",
            PictureFormat::Jpeg => "jpeg",
        };
        format!("{MEDIA}hinh{}.{ending}", self.number)
    }

    /// The content type of the picture's file.
    pub(super) fn content_type(&self) -> &'static str {
        match self.picture.image.format {
            PictureFormat::Png => "image/png",
            PictureFormat::Jpeg => "image/jpeg",
        }
    }
}

/// Every picture of a document, in order.
pub(super) fn all(trang: &Trang) -> Vec<Numbered<'_>> {
    let blocks = trang.sections.iter().flat_map(|section| &section.blocks);
    let pictures = blocks.filter_map(|block| match block {
        Block::Picture(picture) => Some(picture),
        _ => None,
    });
    let mut images: HashMap<*const Image, usize> = HashMap::new();
    let numbered = pictures.map(|picture| {
        let next = images.len() + 1;
        let number = *images.entry(Arc::as_ptr(&picture.image)).or_insert(next);
        Numbered { number, picture, is_first: number == next }
    });
    numbered.collect()
}

/// The paragraph that holds a picture. The file itself is packed from the page
/// tree; docx-rs gets its number in place of the bytes.
pub(super) fn drawing(sheet: &Sheet<'_>, pictures: &[Numbered<'_>], picture: &Picture) -> WordParagraph {
    let found = pictures.iter().find(|numbered| std::ptr::eq(numbered.picture, picture));
    let paragraph = WordParagraph::new().style(StyleId::Hinh.word_id());
    let Some(numbered) = found else { return paragraph };
    let (width, height) = size_emu(sheet, picture);
    let (columns, rows) = picture.image.size_px;
    let place = numbered.number.to_be_bytes().to_vec();
    let drawing = Pic::new_with_dimensions(place, columns, rows).id(numbered.relation()).size(width, height);
    paragraph.add_run(WordRun::new().add_image(drawing))
}

/// Width and height, no wider than the text and, with the caption, no higher.
fn size_emu(sheet: &Sheet<'_>, picture: &Picture) -> (u32, u32) {
    let (width, height) = fitted(picture.image.size_tenth_mm, tenth_mm(sheet.text_width_pt()));
    let room = tenth_mm(sheet.text_height_pt() - caption_pt(sheet, picture));
    let (height, width) = fitted((height, width), room);
    (width * EMU_PER_TENTH_MM, height * EMU_PER_TENTH_MM)
}

/// A length and one across it, shrunk so that the first is `most` at most.
fn fitted((length, across): (u32, u32), most: u32) -> (u32, u32) {
    if length <= most {
        return (length, across);
    }
    let across = u64::from(across) * u64::from(most) / u64::from(length);
    (most, u32::try_from(across).unwrap_or(u32::MAX).max(1))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the sides of a page")]
fn tenth_mm(pt: f64) -> u32 {
    (pt / 72.0 * 254.0) as u32
}

/// Height of the caption and of the space above the picture, in points.
fn caption_pt(sheet: &Sheet<'_>, picture: &Picture) -> f64 {
    let spacing = |id| {
        let style = sheet.style(id);
        f64::from(style.cach_tren_pt + style.cach_duoi_pt)
    };
    let Some(caption) = &picture.caption else { return spacing(StyleId::Hinh) };
    let font = sheet.font(caption.style);
    let lines = font.lines(&caption.text(), sheet.text_width_pt()).len();
    #[expect(clippy::cast_precision_loss, reason = "lines of a caption")]
    let lines = lines as f64 * font.size_pt * LINE_HEIGHT;
    spacing(StyleId::Hinh) + spacing(caption.style) + lines
}

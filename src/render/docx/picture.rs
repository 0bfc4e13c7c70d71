//! Pictures: the drawing in the text, the file in the package.

use std::collections::HashMap;
use std::sync::Arc;

use docx_rs::{Paragraph as WordParagraph, Pic, Run as WordRun};

use super::package::MEDIA;
use super::text;
use super::units::emu;
use crate::compose::Image;
use crate::model::PictureFormat;
use crate::render::set::{Drawing, SetTree};

/// A picture of the document; pictures of the same image have one number, from
/// 1, and one file.
pub(super) struct Numbered<'s> {
    pub(super) number: usize,
    pub(super) picture: &'s Drawing<'s>,
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
pub(super) fn all<'s>(tree: &'s SetTree<'_>) -> Vec<Numbered<'s>> {
    let mut images: HashMap<*const Image, usize> = HashMap::new();
    let numbered = tree.pictures().map(|picture| {
        let next = images.len() + 1;
        let number = *images.entry(Arc::as_ptr(picture.image)).or_insert(next);
        Numbered { number, picture, is_first: number == next }
    });
    numbered.collect()
}

/// The paragraph that holds a picture. The file itself is packed from the set
/// tree; docx-rs gets its number in place of the bytes.
pub(super) fn drawing(pictures: &[Numbered<'_>], picture: &Drawing<'_>) -> WordParagraph {
    let paragraph = text::text(&picture.text);
    let Some(numbered) = pictures.get(picture.index) else { return paragraph };
    let (columns, rows) = picture.image.size_px;
    let place = numbered.number.to_be_bytes().to_vec();
    let drawing = Pic::new_with_dimensions(place, columns, rows)
        .id(numbered.relation())
        .size(emu(picture.width), emu(picture.height));
    paragraph.add_run(WordRun::new().add_image(drawing))
}

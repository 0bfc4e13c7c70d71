//! Pictures: shrunk to the page with their caption.

use super::length::tenth_mm_to_pt;
use super::sheet::Sheet;
use super::text;
use super::tree::{Drawing, SetText};
use crate::compose::Picture;
use crate::law::StyleId;

/// Height of a line against the size of its letters, rounded up.
const LINE_HEIGHT: f64 = 1.2;

/// A picture; `index` is its place among those of the document.
pub(super) fn drawing<'t>(sheet: &Sheet<'t>, picture: &'t Picture, index: usize) -> Drawing<'t> {
    let (width, height) = size(sheet, picture);
    Drawing {
        image: &picture.image,
        alternative: &picture.alternative,
        index,
        width: tenth_mm_to_pt(width),
        height: tenth_mm_to_pt(height),
        text: SetText {
            origin: picture.caption.as_ref().and_then(|line| line.origin),
            ..text::empty(sheet, StyleId::Hinh)
        },
    }
}

/// Width and height in tenths of a millimetre: no wider than the text and, with
/// the caption, no higher than the page.
fn size(sheet: &Sheet<'_>, picture: &Picture) -> (u32, u32) {
    let (width, height) = fitted(picture.image.size_tenth_mm, tenth_mm(sheet.text_width()));
    let room = tenth_mm(sheet.size.text_height() - caption(sheet, picture));
    let (height, width) = fitted((height, width), room);
    (width, height)
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
fn caption(sheet: &Sheet<'_>, picture: &Picture) -> f64 {
    let spacing = |id| {
        let style = sheet.profile.styles.get(id);
        f64::from(style.cach_tren_pt + style.cach_duoi_pt)
    };
    let Some(caption) = &picture.caption else { return spacing(StyleId::Hinh) };
    let font = sheet.font(caption.style);
    let lines = font.lines(&caption.text(), sheet.text_width()).len();
    #[expect(clippy::cast_precision_loss, reason = "lines of a caption")]
    let lines = lines as f64 * font.size_pt * LINE_HEIGHT;
    spacing(StyleId::Hinh) + spacing(caption.style) + lines
}

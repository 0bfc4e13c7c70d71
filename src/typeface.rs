//! The faces of Liberation Serif, which has the widths of Times New Roman. A
//! leaf: text is measured with them, charts are lettered with them, and they
//! tell which characters print.

use std::sync::LazyLock;

use ttf_parser::Face;

/// Regular.
pub(crate) const REGULAR: &[u8] = include_bytes!("../fonts/LiberationSerif-Regular.ttf");
/// Bold.
pub(crate) const BOLD: &[u8] = include_bytes!("../fonts/LiberationSerif-Bold.ttf");
/// Italic.
pub(crate) const ITALIC: &[u8] = include_bytes!("../fonts/LiberationSerif-Italic.ttf");
/// Bold italic.
pub(crate) const BOLD_ITALIC: &[u8] = include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf");
/// All four, in the order regular, bold, italic, bold italic.
pub(crate) const FACES: [&[u8]; 4] = [REGULAR, BOLD, ITALIC, BOLD_ITALIC];

/// The faces read, in the order of [`FACES`]. The fonts are part of the program.
pub(crate) static PARSED: LazyLock<[Face<'static>; 4]> =
    LazyLock::new(|| FACES.map(|bytes| Face::parse(bytes, 0).expect("embedded font")));

/// Whether every face has a character.
pub(crate) fn has(c: char) -> bool {
    PARSED.iter().all(|face| face.glyph_index(c).is_some())
}

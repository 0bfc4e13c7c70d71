//! Pictures that a document shows.

use std::sync::Arc;

use super::Literal;

/// A picture that texts of the document call by its id.
#[derive(Debug, Clone)]
pub struct Hinh {
    /// The name in `![...](id)`.
    pub id: Literal,
    /// The file, upright. The copies of a document share it.
    pub tep: Arc<[u8]>,
    /// What sort of file it is.
    pub dang: PictureFormat,
    /// Width and height in pixels, as the file has them.
    pub size_px: (u32, u32),
    /// Width and height in print, in tenths of a millimetre.
    pub size_tenth_mm: (u32, u32),
}

/// The sorts of picture files that every Word shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

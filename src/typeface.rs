//! The faces of Liberation Serif, which has the widths of Times New Roman. A
//! leaf: text is measured with them, charts are lettered with them.

/// Regular.
pub(crate) const REGULAR: &[u8] = include_bytes!("../fonts/LiberationSerif-Regular.ttf");
/// Bold.
pub(crate) const BOLD: &[u8] = include_bytes!("../fonts/LiberationSerif-Bold.ttf");
/// Italic.
pub(crate) const ITALIC: &[u8] = include_bytes!("../fonts/LiberationSerif-Italic.ttf");
/// Bold italic.
pub(crate) const BOLD_ITALIC: &[u8] = include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf");

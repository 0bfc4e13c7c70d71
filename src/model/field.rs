//! Fields that only one kind of document has.

use super::{Ngay, TemplateText};

/// The value of a field that the kind declares in `data/`.
#[derive(Debug, Clone)]
pub enum GiaTriTruong {
    /// A line or paragraphs.
    DoanVan(TemplateText),
    /// A list of lines.
    DanhSach(Vec<TemplateText>),
    /// A date.
    Ngay(Ngay),
}

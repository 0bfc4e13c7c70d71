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

impl GiaTriTruong {
    /// Its texts.
    pub fn texts(&self) -> &[TemplateText] {
        match self {
            Self::DoanVan(text) => std::slice::from_ref(text),
            Self::DanhSach(texts) => texts,
            Self::Ngay(_) => &[],
        }
    }
}

//! Documents that this document cites.

use super::{Literal, Ngay, TemplateText};

/// A cited document: NĐ 30, Phụ lục I, Phần I, II.6.b.
#[derive(Debug, Clone)]
pub struct VienDan {
    /// Name used by `vien_dan(id=...)`.
    pub id: Option<Literal>,
    /// Kind name, e.g. "Kế hoạch"; for a law "Luật".
    pub loai: Literal,
    /// Number and sign.
    pub so_ky_hieu: Option<Literal>,
    /// Date of issue.
    pub ngay: Option<Ngay>,
    /// Issuing body.
    pub co_quan: Option<Literal>,
    /// Subject, with its lead word ("về ...", "ban hành ...").
    pub trich_yeu: Option<TemplateText>,
}

/// A legal basis: NĐ 30, Phụ lục I, Phần I, II.6.a.
#[derive(Debug, Clone)]
pub enum CanCu {
    /// Plain text, printed as typed.
    DoanVan(TemplateText),
    /// A structured citation.
    VienDan {
        /// The lead word when it is not "Căn cứ", e.g. "Thực hiện".
        tu_dan: Option<Literal>,
        /// The document.
        vien_dan: Box<VienDan>,
    },
}

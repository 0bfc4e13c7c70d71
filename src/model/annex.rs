//! Annexes.

use super::{Bang, NoiDung, TemplateText};

/// An annex: NĐ 30, Phụ lục I, Phần I, III.1.
#[derive(Debug, Clone)]
pub struct PhuLuc {
    /// Title.
    pub tieu_de: Option<TemplateText>,
    /// Content.
    pub noi_dung: NoiDung,
    /// A table of data below the content.
    pub bang: Option<Bang>,
    /// Landscape pages.
    pub ngang: bool,
}

//! What an office may set within the legal ranges.

use crate::law::SizeSet;

/// Layout choices. `None`: the profile's default.
#[derive(Debug, Clone, Default)]
pub struct TrinhBay {
    /// Landscape pages, for a body with wide tables: NĐ 30, Phụ lục I, Phần I, I.2.
    pub ngang: bool,
    /// Set of sizes.
    pub co_chu: CoChu,
    /// Margins in mm.
    pub le: Le,
    /// First-line indent, cm.
    pub lui_dau_dong: Option<f64>,
    /// Line spacing, in the unit of the profile's page law.
    pub gian_dong: Option<f64>,
    /// Space between paragraphs in points.
    pub cach_doan: Option<f64>,
}

/// Margins in mm. `None`: the profile's default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Le {
    /// Top.
    pub tren: Option<f64>,
    /// Bottom.
    pub duoi: Option<f64>,
    /// Left.
    pub trai: Option<f64>,
    /// Right.
    pub phai: Option<f64>,
}

/// The set of sizes: 13 or 14.
#[derive(Debug, Clone, Copy, Default)]
pub struct CoChu(pub SizeSet);

//! What an office may set within the legal ranges.

use schemars::JsonSchema;

use crate::law::SizeSet;

/// Layout choices. `None`: the profile's default.
#[derive(Debug, Clone, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TrinhBay {
    /// Landscape pages, for a body with wide tables: NĐ 30, Phụ lục I, Phần I, I.2.
    #[schemars(
        description = "true: cả văn bản trên trang ngang, khi nội dung có bảng rộng mà không làm thành phụ lục"
    )]
    #[serde(default)]
    pub ngang: bool,
    /// Set of sizes.
    #[schemars(description = "Bộ cỡ chữ: 13 hoặc 14 (cỡ chữ của lời văn); văn bản của Đảng: 14")]
    #[serde(default)]
    pub co_chu: CoChu,
    /// Margins in mm.
    #[schemars(description = "Lề trang, mm; văn bản của Đảng: cố định 20, 20, 30, 15")]
    #[serde(default)]
    pub le: Le,
    /// First-line indent, cm.
    #[schemars(description = "Lùi đầu dòng: 1 hoặc 1.27 cm; văn bản của Đảng: 1 cm")]
    pub lui_dau_dong: Option<f64>,
    /// Line spacing, in the unit of the profile's page law.
    #[schemars(description = "Giãn dòng, từ 1 đến 1.5; văn bản của Đảng: từ 18 đến 19 pt")]
    pub gian_dong: Option<f64>,
    /// Space between paragraphs in points.
    #[schemars(description = "Khoảng cách giữa các đoạn, từ 6 pt; văn bản của Đảng: 6 pt")]
    pub cach_doan: Option<f64>,
}

/// Margins in mm. `None`: the profile's default.
#[derive(Debug, Clone, Copy, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Le {
    /// Top.
    #[schemars(description = "Lề trên, 20-25 mm")]
    pub tren: Option<f64>,
    /// Bottom.
    #[schemars(description = "Lề dưới, 20-25 mm")]
    pub duoi: Option<f64>,
    /// Left.
    #[schemars(description = "Lề trái, 30-35 mm")]
    pub trai: Option<f64>,
    /// Right.
    #[schemars(description = "Lề phải, 15-20 mm")]
    pub phai: Option<f64>,
}

/// The set of sizes: 13 or 14.
#[derive(Debug, Clone, Copy, Default)]
pub struct CoChu(pub SizeSet);

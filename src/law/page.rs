//! Page geometry and spacing: paper, margins, indents, rules.

use serde::Deserialize;

/// Page layout of a profile. Lengths are in the unit their key names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageLaw {
    /// Paper size.
    pub kho_giay: Paper,
    /// Margins and their legal ranges, in mm.
    pub le_mm: Margins,
    /// The typeface.
    pub phong_chu: Typeface,
    /// First-line indent, in cm.
    pub lui_dau_dong_cm: Choice,
    /// Space between paragraphs, in points.
    pub cach_doan_pt: Range,
    /// Line spacing, in the unit below.
    pub gian_dong: Range,
    /// What `gian_dong` is counted in.
    #[serde(default)]
    pub don_vi_gian_dong: LineUnit,
    /// Horizontal rules.
    pub duong_ke: RuleLaw,
    /// Page numbers.
    pub so_trang: PageNumber,
    /// Room for the signature, in points.
    pub cho_ky_pt: OwnChoice,
    /// Share of the left column in the two-column head and foot.
    pub cot_trai: ColumnShares,
}

/// What line spacing is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineUnit {
    /// Lines of the text's own height.
    #[default]
    Dong,
    /// Points, exactly.
    Pt,
}

impl LineUnit {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dong => "dòng",
            Self::Pt => "pt",
        }
    }
}

/// Paper size in mm.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Width in mm.
    pub rong_mm: f64,
    /// Height in mm.
    pub cao_mm: f64,
    /// Legal source.
    pub nguon: String,
}

/// The four margins.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// Top, mm.
    pub tren: Range,
    /// Bottom, mm.
    pub duoi: Range,
    /// Left, mm.
    pub trai: Range,
    /// Right, mm.
    pub phai: Range,
}

/// A number with its legal range and the program's default.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Smallest allowed.
    pub tu: f64,
    /// Largest allowed.
    pub den: f64,
    /// Used when a document says nothing.
    pub mac_dinh: f64,
    /// Legal source.
    pub nguon: String,
}

impl Range {
    /// Whether the law allows `value`.
    pub fn allows(&self, value: f64) -> bool {
        (self.tu..=self.den).contains(&value)
    }
}

/// A number out of a short legal list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The allowed values.
    pub cho_phep: Vec<f64>,
    /// Used when a document says nothing.
    pub mac_dinh: f64,
    /// Legal source.
    pub nguon: String,
}

/// A number the program chose where the law leaves it open.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnChoice {
    /// The value.
    pub mac_dinh: f64,
    /// Why.
    pub nguon: String,
}

/// The typeface of the whole document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typeface {
    /// Font name.
    pub ten: String,
    /// Colour, `RRGGBB`.
    pub mau: String,
    /// Legal source.
    pub nguon: String,
}

/// Page numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageNumber {
    /// From the paper's edge to the number, mm; inside the top margin.
    pub cach_mep_mm: f64,
    /// First page that shows its number.
    pub tu_trang: u32,
    /// Legal source.
    pub nguon: String,
}

/// Share of the left column, of the text width, when names are short.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnShares {
    /// Issuing body beside the national title.
    pub dau: Range,
    /// Recipients beside the signature.
    pub cuoi: Range,
}

/// Kinds of horizontal rule, by their length against the text above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// As long as the text line.
    BangDongChu,
    /// From a third to a half of the text line.
    MotPhanDongChu,
    /// The whole width of the text area.
    CaDong,
}

/// Lengths and weight of horizontal rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleLaw {
    bang_dong_chu: Range,
    mot_phan_dong_chu: Range,
    ca_dong: Range,
    /// Line weight in points.
    pub net_pt: OwnChoice,
    /// Distance from the text above, in points.
    pub cach_chu_pt: OwnChoice,
}

impl RuleLaw {
    /// Allowed and chosen ratio of the rule's length to the text's.
    pub fn ratio(&self, kind: RuleKind) -> &Range {
        match kind {
            RuleKind::BangDongChu => &self.bang_dong_chu,
            RuleKind::MotPhanDongChu => &self.mot_phan_dong_chu,
            RuleKind::CaDong => &self.ca_dong,
        }
    }
}

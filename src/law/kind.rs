//! Kinds of administrative document.

use serde::Deserialize;

/// Which of the outlines a kind is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutlineName {
    /// I. 1. a)
    Muc,
    /// Điều, khoản, điểm.
    Dieu,
}

/// A kind of document: Decree 30, Article 7 and Annex III.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The value of `loai`, e.g. `ke_hoach`.
    pub loai: String,
    /// The kind's name, e.g. "Kế hoạch".
    pub ten: String,
    /// The kind's abbreviation in the sign, e.g. "KH"; empty where it has none.
    pub ky_hieu: String,
    /// Number of the official sample in Annex III; empty where there is none.
    pub mau: String,
    /// How the content is divided.
    pub bo_cuc: OutlineName,
    /// The template's name in `templates/`; none: this kind cannot be built yet.
    #[serde(default)]
    pub khuon: Option<String>,
    /// Whether "Kính gửi" may stand above the content (II.9.b).
    #[serde(default)]
    pub kinh_gui: bool,
}

/// The file `loai.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindTable {
    /// Legal source of the whole table.
    #[serde(rename = "nguon")]
    _nguon: String,
    /// The kinds.
    pub(super) loai: Vec<Kind>,
}

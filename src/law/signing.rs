//! Signing authorities.

use serde::Deserialize;

/// Whose name or position follows the abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnBehalfOf {
    /// A collective or body (TM.).
    TapThe,
    /// The head of the body (KT., TL., TUQ.).
    NguoiDungDau,
    /// The signer's own position (Q.).
    ChinhMinh,
}

/// A signing authority.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// The key in `quyen_han`, e.g. `KT`.
    pub khoa: String,
    /// The abbreviation as printed, e.g. "KT.".
    pub chu: String,
    /// What it means.
    pub nghia: String,
    /// What follows it.
    pub thay_cho: OnBehalfOf,
    /// Whose name or position may follow it, as an example.
    #[serde(default)]
    pub vi_du: String,
    /// Its line is bold, whatever the style of the position.
    #[serde(default)]
    pub dam: bool,
    /// Legal source.
    pub nguon: String,
}

//! The two-column head of the first page.

use serde::Deserialize;

use super::page::RuleKind;
use super::style::StyleId;

/// The head: two columns, then number and place on one line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Right column, from the top.
    pub phai: Vec<HeadLine>,
    /// Left column, from the top.
    pub trai: Vec<HeadLine>,
    /// Number and sign.
    pub so_ky_hieu: Numbering,
    /// Place and date.
    pub dia_danh_thoi_gian: PlaceAndDate,
}

/// A line of the head.
#[derive(Debug, Deserialize)]
pub struct HeadLine {
    /// What it says.
    #[serde(flatten)]
    pub text: HeadLineText,
    /// Its style.
    pub kieu: StyleId,
    /// The rule below it, if any.
    #[serde(default)]
    pub ke: Option<RuleKind>,
    /// Legal source.
    pub nguon: String,
}

/// What a line of the head says.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadLineText {
    /// Fixed words.
    Chu(String),
    /// A field of `co_quan`: `chu_quan` or `ten`.
    Truong(String),
}

/// Form of number and sign.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// `{so}` and `{ky_hieu}` stand for number and sign.
    pub mau: String,
    /// Room left when there is no number yet.
    pub cho_trong: String,
    /// Legal source.
    pub nguon: String,
}

/// Form of place and date.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceAndDate {
    /// `{dia_danh}`, `{ngay}`, `{thang}`, `{nam}` stand for the parts.
    pub mau: String,
    /// Room left for a part not known yet.
    pub cho_trong: String,
    /// Legal source.
    pub nguon: String,
}

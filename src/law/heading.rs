//! The two-column head of the first page.

use serde::Deserialize;

use super::page::RuleKind;
use super::style::StyleId;

/// The head: two columns, then number and place on one line.
#[derive(Debug, Clone, Deserialize)]
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
    /// What stands below kind and subject.
    pub duoi_trich_yeu: TitleEnding,
}

/// A line of the head.
#[derive(Debug, Clone, Deserialize)]
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
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadLineText {
    /// Fixed words.
    Chu(String),
    /// A field of `co_quan`: `chu_quan` or `ten`.
    Truong(String),
}

/// Form of number and sign.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// The words before them.
    pub dan: String,
    /// `{so}` and `{ky_hieu}` stand for number and sign.
    pub mau: String,
    /// The sign: `{loai}` and `{co_quan}` stand for the abbreviations of kind
    /// and body.
    pub ghep_ky_hieu: String,
    /// Room left when there is no number yet.
    pub cho_trong: String,
    /// Legal source.
    pub nguon: String,
}

impl Numbering {
    /// Number and sign. The sign goes in last: one that holds a placeholder
    /// stays as typed.
    pub fn number_and_sign(&self, number: &str, sign: &str) -> String {
        self.mau.replace("{so}", number).replace("{ky_hieu}", sign)
    }

    /// Number and sign with the words before them.
    pub fn line(&self, number: &str, sign: &str) -> String {
        format!("{}{}", self.dan, self.number_and_sign(number, sign))
    }

    /// The sign of a body's documents of one kind.
    pub fn sign(&self, kind: &str, body: &str) -> String {
        self.ghep_ky_hieu.replace("{loai}", kind).replace("{co_quan}", body)
    }
}

/// What ends the block of kind and subject.
#[derive(Debug, Clone, Deserialize)]
pub struct TitleEnding {
    /// A rule or words.
    #[serde(flatten)]
    pub end: TitleEnd,
    /// Legal source.
    pub nguon: String,
}

/// A rule or words below kind and subject.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleEnd {
    /// A rule below the last line.
    Ke(RuleKind),
    /// Words on a line of their own, in the style of a subject.
    Chu(String),
}

/// Form of place and date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceAndDate {
    /// `{dia_danh}`, `{ngay}`, `{thang}`, `{nam}` stand for the parts.
    pub mau: String,
    /// Room left for a part not known yet.
    pub cho_trong: String,
    /// Legal source.
    pub nguon: String,
}

//! Urgency and circulation marks, each in a box of its own size.

use serde::Deserialize;

/// Which column of the head a mark stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Below the number.
    Trai,
    /// Below place and date.
    Phai,
}

/// A mark and its box.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The key, e.g. `hoa_toc`.
    pub khoa: String,
    /// The words.
    pub chu: String,
    /// Box width, mm.
    pub rong_mm: f64,
    /// Box height, mm.
    pub cao_mm: f64,
}

/// Marks of one sort.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkGroup {
    /// Legal source.
    pub nguon: String,
    /// Where they stand.
    pub cot: Column,
    /// Colour of words and box, `RRGGBB`.
    pub mau: String,
    /// The marks.
    pub dau: Vec<Mark>,
}

impl MarkGroup {
    /// The mark with this key.
    pub fn get(&self, name: &str) -> Option<&Mark> {
        self.dau.iter().find(|mark| mark.khoa == name)
    }
}

/// All marks of a profile.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// Urgency.
    pub muc_do_khan: MarkGroup,
    /// Circulation.
    pub pham_vi_luu_hanh: MarkGroup,
}

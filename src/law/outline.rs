//! How content is divided: levels, numbers, labels.

use serde::Deserialize;

use super::kind::OutlineName;
use super::style::StyleId;

/// How a level counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counter {
    /// I, II, III.
    LaMa,
    /// 1, 2, 3.
    ARap,
    /// a, b, c, d, đ.
    ChuCai,
}

/// One level of an outline.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The level's legal name, e.g. `khoan`.
    pub khoa: String,
    /// How it counts.
    pub so: Counter,
    /// How a text refers to it, `{so}` standing for the number.
    pub nhac: String,
    /// The label, `{so}` standing for the number.
    pub nhan: String,
    /// The title stands on a line of its own below the label.
    #[serde(default)]
    pub rieng_dong: bool,
    /// Style of the label and of a title on the same line.
    pub kieu: StyleId,
    /// Style of a title on its own line.
    #[serde(default)]
    pub kieu_tieu_de: Option<StyleId>,
    /// Style of an entry without a title.
    #[serde(default)]
    pub kieu_khong_tieu_de: Option<StyleId>,
    /// The label of an entry without a title is bold.
    #[serde(default)]
    pub nhan_dam: bool,
    /// Level of the Markdown heading that stands for it.
    #[serde(default)]
    pub markdown: Option<u8>,
    /// Counts on through the whole document.
    #[serde(default)]
    pub so_lien_tuc: bool,
    /// Legal source.
    pub nguon: String,
}

/// An outline: its levels from the highest.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// Legal source.
    pub nguon: String,
    /// The level that the first list of sections in the YAML has.
    pub cap_dau: String,
    /// The levels.
    pub cap: Vec<Level>,
}

impl Outline {
    /// Index of the level with this name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.cap.iter().position(|level| level.khoa == name)
    }

    /// Index of the level where sections start.
    pub fn first(&self) -> usize {
        self.index_of(&self.cap_dau).unwrap_or(0)
    }

    /// Index of the level that a Markdown heading stands for.
    pub fn of_heading(&self, heading: u8) -> Option<usize> {
        self.cap.iter().position(|level| level.markdown == Some(heading))
    }
}

/// Letters of points, in Vietnamese order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alphabet {
    /// The letters.
    pub chu: Vec<String>,
    /// Legal source.
    pub nguon: String,
}

/// All outlines of a profile.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlines {
    muc: Outline,
    dieu: Outline,
    /// Letters of points.
    pub chu_cai: Alphabet,
}

impl Outlines {
    /// The outline with this name.
    pub fn get(&self, name: OutlineName) -> &Outline {
        match name {
            OutlineName::Muc => &self.muc,
            OutlineName::Dieu => &self.dieu,
        }
    }

    /// Both outlines.
    pub fn iter(&self) -> impl Iterator<Item = &Outline> {
        [&self.muc, &self.dieu].into_iter()
    }
}

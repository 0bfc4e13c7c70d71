//! What a profile rests on, who issues its documents, and what its starters
//! say where a kind says nothing of its own.

use serde::Deserialize;

use crate::slug::slug;

/// Where the data of a profile come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The official text.
    BanChinh,
    /// Digests of it: to be compared with the official text.
    ThuCap,
}

impl Status {
    /// The key in the data.
    pub fn key(self) -> &'static str {
        match self {
            Self::BanChinh => "ban_chinh",
            Self::ThuCap => "thu_cap",
        }
    }
}

/// The file `the_thuc.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The regulations, as users read them.
    pub ten: String,
    /// Where the data come from.
    pub trang_thai: Status,
    /// Whether its documents are administrative ones, whose form is that of
    /// NĐ 30, Phụ lục I.
    #[serde(default)]
    pub hanh_chinh: bool,
    /// What users must know of the data; empty when nothing.
    #[serde(default)]
    pub ghi_chu: String,
    /// The bodies that the profile tells apart by their names.
    #[serde(default)]
    pub co_quan: Vec<Body>,
    /// The starters of school practice are documents of this profile.
    #[serde(default)]
    pub tep_mau_nha_truong: bool,
    /// What starters say.
    pub vi_du: BasisExample,
}

impl Basis {
    /// The sort of body that bears this name.
    pub fn body(&self, name: &str) -> Option<&Body> {
        self.co_quan.iter().find(|body| body.bears(name))
    }

    /// The body with this key.
    pub fn body_of(&self, key: &str) -> Option<&Body> {
        self.co_quan.iter().find(|body| body.khoa == key)
    }
}

/// A sort of issuing body.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its key in the data, e.g. `chi_bo`.
    pub khoa: String,
    /// How names of such bodies begin; the first one is what it is called.
    pub ten: Vec<String>,
    /// Its abbreviation in signs.
    pub viet_tat: String,
    /// Where its copies are kept: what follows `luu` of the phrases.
    pub luu: String,
    /// Legal source.
    pub nguon: String,
}

impl Body {
    /// Whether a name begins with one of its names, in whole words. Case and
    /// the place of tone marks (ủy, uỷ) make no difference.
    fn bears(&self, name: &str) -> bool {
        let name = slug(name);
        self.ten.iter().any(|own| {
            name.strip_prefix(&slug(own)).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }
}

/// What the starters of a profile say, as YAML.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasisExample {
    /// Upper body.
    pub chu_quan: String,
    /// The comment beside it.
    pub chu_thich_chu_quan: String,
    /// Issuing body.
    pub ten: String,
    /// Its abbreviation.
    pub viet_tat: String,
    /// Place.
    pub dia_danh: String,
    /// Legal bases.
    pub can_cu: String,
    /// Signer, with a comment.
    pub nguoi_ky: String,
    /// The signer's position, for the question about it.
    pub chuc_vu: String,
    /// The signer's name.
    pub ho_ten: String,
    /// Recipients.
    pub noi_nhan: String,
    /// The comment above the recipients.
    pub chu_thich_noi_nhan: String,
}

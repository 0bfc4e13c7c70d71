//! `UnitNames` of provinces and cities, and of people that units are named after.

use std::collections::HashSet;

use serde::Deserialize;

use super::at::At;
use super::phrases::Phrases;
use super::words::table;

/// The file `don_vi_hanh_chinh.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitNames {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Provinces, old and new.
    #[serde(rename = "tinh")]
    pub(super) provinces: Phrases<String>,
    /// Cities that are provinces.
    #[serde(rename = "thanh_pho")]
    pub(super) cities: Phrases<String>,
    /// Provinces that are ordinary words too.
    #[serde(rename = "tu_thuong")]
    pub(super) words: HashSet<String>,
    #[serde(rename = "ten_nguoi")]
    people: Phrases<()>,
    #[serde(rename = "ho")]
    families: HashSet<String>,
    /// Words behind a unit that make the name of a body of it.
    #[serde(rename = "co_quan")]
    pub(super) bodies: HashSet<String>,
    /// Words behind a unit that is not named.
    #[serde(rename = "khong_ten")]
    pub(super) unnamed: HashSet<String>,
}

table!(
    /// The names.
    pub(super) static NAMES: UnitNames = "don_vi_hanh_chinh.yaml"
);

impl UnitNames {
    /// Whether a person's name, or an event's, starts at a word.
    pub(super) fn is_person(&self, at: At<'_>) -> bool {
        self.families.contains(at.word()) || self.people.starts_at(at)
    }
}

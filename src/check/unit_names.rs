//! Names of provinces and cities, and of people that units are named after.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::passage::Passage;
use super::phrases::Phrases;
use super::prose::Block;
use super::words::parse;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    tinh: Vec<String>,
    thanh_pho: Vec<String>,
    tu_thuong: HashSet<String>,
    ten_nguoi: Vec<String>,
    ho: HashSet<String>,
}

/// The table, ready to look words up in.
pub(super) struct Names {
    /// Provinces, old and new.
    pub(super) provinces: Phrases<String>,
    /// Cities that are provinces.
    pub(super) cities: Phrases<String>,
    people: Phrases<()>,
    families: HashSet<String>,
    /// Provinces that are ordinary words too.
    pub(super) words: HashSet<String>,
}

/// The names.
pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let table: Table =
        parse("don_vi_hanh_chinh.yaml", include_str!("../../data/kiem_tra/don_vi_hanh_chinh.yaml"));
    let named = |names: Vec<String>| Phrases::new(names.into_iter().map(|name| (name.clone(), name)));
    Names {
        provinces: named(table.tinh),
        cities: named(table.thanh_pho),
        people: Phrases::new(table.ten_nguoi.into_iter().map(|name| (name, ()))),
        families: table.ho,
        words: table.tu_thuong,
    }
});

impl Names {
    /// Whether a person's name, or an event's, starts at a word.
    pub(super) fn is_person(&self, passage: &Passage<'_>, block: &Block, at: usize) -> bool {
        block.is_word(at) && self.families.contains(passage.low(&block.tokens[at]))
            || self.people.at(passage, block, at).is_some()
    }
}

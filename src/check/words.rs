//! The word lists of the rules, read from `data/kiem_tra/`.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Parses an embedded list. The lists are part of the program and covered by
/// tests, so a fault in one is a fault of the build.
pub(super) fn parse<T: DeserializeOwned>(file: &str, text: &str) -> T {
    crate::embedded_table::read(&format!("kiem_tra/{file}"), text)
}

/// Declares a table of `data/kiem_tra/`, embedded, and read when it is first
/// asked for: as it stands, or made into what rules look words up in.
macro_rules! table {
    ($(#[$doc:meta])* $vis:vis static $name:ident: $made:ty = $file:literal) => {
        $crate::check::words::table!($(#[$doc])* $vis static $name: $made = $file, |table: $made| table);
    };
    ($(#[$doc:meta])* $vis:vis static $name:ident: $made:ty = $file:literal, |$table:ident: $read:ty| $make:expr) => {
        $(#[$doc])*
        $vis static $name: std::sync::LazyLock<$made> = std::sync::LazyLock::new(|| {
            let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/kiem_tra/", $file));
            let $table: $read = $crate::check::words::parse($file, text);
            $make
        });
    };
}

pub(super) use table;

/// Abbreviations of kinds in signs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signs {
    /// What stands for which kinds.
    pub(super) loai: Vec<SignKind>,
    /// Other names of kinds.
    pub(super) ten_khac: Vec<String>,
    /// Abbreviations of Party bodies.
    pub(super) co_quan_dang: PartyBodies,
}

/// One abbreviation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignKind {
    pub(super) chu: String,
    pub(super) ten: Vec<String>,
    /// Only in signs of the Party.
    #[serde(default)]
    pub(super) cua_dang: bool,
    #[serde(rename = "nguon")]
    _nguon: String,
}

/// Abbreviations of Party bodies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartyBodies {
    pub(super) chu: Vec<String>,
    #[serde(rename = "nguon")]
    _nguon: String,
}

table!(
    /// The table of signs.
    pub(super) static SIGNS: Signs = "ky_hieu.yaml"
);

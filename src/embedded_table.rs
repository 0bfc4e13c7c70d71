//! Tables of `data/`, embedded: YAML read by one reader for all of them, so that
//! it is compiled once and not for each type.

use serde::de::DeserializeOwned;

/// Reads an embedded table. The tables are part of the program and covered by
/// tests, so a fault in one is a fault of the build.
pub(crate) fn read<T: DeserializeOwned>(name: &str, text: &str) -> T {
    // Letters are letters: `y`, `n` and the like are no booleans.
    let options = serde_saphyr::options! { strict_booleans: true };
    let value: Result<serde_json::Value, _> = serde_saphyr::from_str_with_options(text, options);
    let value = value.unwrap_or_else(|error| panic!("embedded data/{name}: {error}"));
    serde_json::from_value(value).unwrap_or_else(|error| panic!("embedded data/{name}: {error}"))
}

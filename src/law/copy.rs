//! Forms of copy.

use serde::Deserialize;

/// A form of copy: Decree 30, Annex I, part II.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyForm {
    /// The key in `sao.hinh_thuc`, e.g. `sao_y`.
    pub khoa: String,
    /// The words printed.
    pub chu: String,
    /// The abbreviation in the copy's sign.
    pub ky_hieu: String,
    /// Legal source.
    pub nguon: String,
}

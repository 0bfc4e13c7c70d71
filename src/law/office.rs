//! Kinds and templates of an office's own, beside those of the law.

use std::sync::OnceLock;

use super::Kind;

/// What an office adds: entries as in `data/nd30/loai.yaml`, and templates.
#[derive(Debug, Default)]
pub struct Office {
    /// Its kinds, in the profile of Decree 30.
    pub kinds: Vec<Kind>,
    /// Its templates: name and source.
    pub templates: Vec<(String, String)>,
}

static OFFICE: OnceLock<Office> = OnceLock::new();

/// Sets the office's kinds and templates; once, before any document is read.
/// Later calls change nothing.
pub fn set_office(office: Office) {
    // Documents may be in the making already: the first call holds.
    let _ = OFFICE.set(office);
}

/// The office's kinds and templates.
pub fn office() -> &'static Office {
    OFFICE.get_or_init(Office::default)
}

//! `vanban.toml`: where it is, and what is told when it is wrong. A leaf: each
//! part of the file is read by the module it is for.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, SourceId, Span};

/// The name of the settings file.
pub(crate) const SETTINGS_FILE: &str = "vanban.toml";

/// The settings file that holds for a folder: there or in one above.
pub(crate) fn find(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    folder.ancestors().map(|folder| folder.join(SETTINGS_FILE)).find(|path| path.is_file())
}

/// Reads a part of the settings; `name` and `id` are the file's, `help` says
/// how that part is written.
///
/// # Errors
/// When the text is no TOML, or the part another one.
pub(crate) fn parse<T: DeserializeOwned>(
    name: &str,
    id: SourceId,
    text: &str,
    help: &str,
) -> Result<T, Diagnostic> {
    toml::from_str(text).map_err(|error| {
        Diagnostic::error("cau-hinh", format!("{name} viết sai ({})", error.message()))
            .at(Span::new(id, error.span().unwrap_or(0..0)))
            .help(help)
    })
}

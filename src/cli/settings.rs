//! The severities that hold for a file: `vanban.toml` of its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::console::is_dash;
use vanban::check::Settings;
use vanban::diagnostic::{Faults, Sources};

/// Settings by folder, each file read once.
#[derive(Default)]
pub(super) struct AllSettings {
    chosen: Option<PathBuf>,
    read: BTreeMap<PathBuf, Settings>,
}

/// A settings file that is wrong.
pub(super) struct Wrong {
    pub(super) errors: Faults,
    pub(super) sources: Sources,
}

impl AllSettings {
    /// Settings from one file whatever the folder, when the user names it.
    pub(super) fn new(chosen: Option<PathBuf>) -> Self {
        Self { chosen, ..Self::default() }
    }

    /// The settings that hold for a file; for standard input those of the
    /// folder that the user names for it.
    pub(super) fn of(&mut self, file: &Path, named: Option<&Path>) -> Result<Settings, Wrong> {
        let folder = named.map_or_else(|| folder(file), Path::to_path_buf);
        let Some(path) = self.chosen.clone().or_else(|| Settings::find(&folder)) else {
            return Ok(Settings::default());
        };
        if let Some(settings) = self.read.get(&path) {
            return Ok(settings.clone());
        }
        let mut sources = Sources::new();
        match Settings::read(&path, &mut sources) {
            Ok(settings) => {
                self.read.insert(path, settings.clone());
                Ok(settings)
            }
            Err(errors) => Err(Wrong { errors, sources }),
        }
    }
}

fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !is_dash(file) && !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

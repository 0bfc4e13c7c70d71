//! Files of shared keys among the files of a command.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::{file, inherit, tree};
use crate::diagnostic::{Diagnostic, Sources};
use crate::files::FileRef;

/// How the files begin that remember an office for new documents
/// (`co-quan.yaml`, `co-quan-dang.yaml`).
pub const OFFICE_FILE: &str = "co-quan";

/// The files of a command, of which some may only hold keys for others.
#[derive(Debug)]
pub struct SharedFiles<'f> {
    files: &'f [PathBuf],
    /// What the files take over; read when a file asks for it.
    taken: OnceLock<BTreeSet<PathBuf>>,
}

impl<'f> SharedFiles<'f> {
    /// Among these files.
    pub fn among(files: &'f [PathBuf]) -> Self {
        Self { files, taken: OnceLock::new() }
    }

    /// Whether a file is no document (it has no `loai`) but the office's file,
    /// or one whose keys another one of the command takes over.
    pub fn has(&self, path: &Path) -> bool {
        if self.files.len() < 2 || !lacks_kind(path) {
            return false;
        }
        if is_office_file(path) {
            return true;
        }
        let taken = self.taken.get_or_init(|| self.files.iter().flat_map(|file| taken_by(file)).collect());
        same(path).is_some_and(|path| taken.contains(&path))
    }

    /// What is told of such a file.
    pub fn told(path: &Path) -> Diagnostic {
        let message = format!("{}: tệp khóa dùng chung, không soạn riêng", path.display());
        Diagnostic { severity: crate::diagnostic::Severity::Hint, ..Diagnostic::error("tep-chung", message) }
    }
}

/// The other files whose keys a file takes over.
fn taken_by(path: &Path) -> Vec<PathBuf> {
    let own = same(path);
    let taken = inherit::chain(&FileRef::disk(path)).into_iter().filter_map(|file| file.identity());
    taken.filter(|taken| Some(taken) != own.as_ref()).collect()
}

fn is_office_file(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    name.strip_prefix(OFFICE_FILE).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The one path of a file, however it is named.
fn same(path: &Path) -> Option<PathBuf> {
    FileRef::disk(path).identity()
}

fn lacks_kind(path: &Path) -> bool {
    let mut sources = Sources::new();
    let root =
        file::read(&FileRef::disk(path), &mut sources).ok().and_then(|id| tree::parse(id, &sources).ok());
    root.is_some_and(|root| matches!(root.kind, tree::NodeKind::Mapping(_)) && !root.has("loai"))
}

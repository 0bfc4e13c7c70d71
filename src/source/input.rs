//! Where a document comes from.

use std::path::Path;
use std::sync::Arc;

use super::file;
use crate::diagnostic::{Diagnostic, SourceId, Sources};
use crate::files::{FileRef, Folder, Memory};

/// A document to read, with the files that it may take in.
///
/// ```
/// use vanban::source::Input;
///
/// // A file of the disk: its root is the working folder when the path stays
/// // in it, else the file's own folder.
/// let on_disk = Input::file("vb/2026/ke-hoach.yaml");
/// // A text that can take in nothing.
/// let text = Input::text("thu.yaml", "loai: ke_hoach\n");
/// ```
#[derive(Debug, Clone)]
pub struct Input {
    main: Main,
    /// Where what it takes in is looked for.
    folder: Folder,
}

#[derive(Debug, Clone)]
enum Main {
    File(FileRef),
    Text {
        /// The name to show for it.
        name: String,
        bytes: Vec<u8>,
        /// The file whose text it takes the place of.
        of: Option<FileRef>,
    },
}

impl Input {
    /// A file of any [`Files`](crate::files::Files).
    pub fn of(file: FileRef) -> Self {
        Self { folder: file.folder(), main: Main::File(file) }
    }

    /// A file of the disk.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self::of(FileRef::disk(path))
    }

    /// A file of the disk whose text is at hand, changed and not yet written.
    pub fn edited(path: impl AsRef<Path>, text: impl Into<String>) -> Self {
        let file = FileRef::disk(path);
        let (folder, name) = (file.folder(), file.to_string());
        Self { main: Main::Text { name, bytes: text.into().into_bytes(), of: Some(file) }, folder }
    }

    /// Standard input, already read; what it takes in is looked for in
    /// `folder`, as for a file that lies there.
    pub fn stdin(bytes: Vec<u8>, folder: impl AsRef<Path>) -> Self {
        let main = Main::Text { name: "<stdin>".to_owned(), bytes, of: None };
        Self { main, folder: Folder::disk(folder) }
    }

    /// A text, with the name to show for it; it can take in nothing.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let main = Main::Text { name: name.into(), bytes: text.into().into_bytes(), of: None };
        Self { main, folder: Folder::empty() }
    }

    /// A file in memory; it takes in what is in memory beside it.
    pub fn memory(name: impl AsRef<Path>, memory: Memory) -> Self {
        Self::of(FileRef::new(Arc::new(memory), name.as_ref()))
    }

    /// The file, where there is one.
    pub(super) fn own_file(&self) -> Option<&FileRef> {
        match &self.main {
            Main::File(file) => Some(file),
            Main::Text { of, .. } => of.as_ref(),
        }
    }

    /// Where what it takes in is looked for.
    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Reads it into `sources`.
    pub(super) fn read(&self, sources: &mut Sources) -> Result<SourceId, Diagnostic> {
        match &self.main {
            Main::File(file) => file::read(file, sources),
            Main::Text { name, bytes, .. } => file::decode(name, bytes.clone(), sources),
        }
    }
}

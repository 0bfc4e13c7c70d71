//! What the outside gives to read: files by their names below a root.
//!
//! A name is relative to the root and never leaves it: not by `..`, not by an
//! absolute path, not by a link. Names match when their letters are the same
//! in another composition (NFC); capitals count. A leaf but for what a user is
//! told.

mod disk;
mod fault;
mod memory;

use std::ffi::OsString;
use std::fmt;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Diagnostic;

pub use disk::Disk;
pub(crate) use disk::above;
pub use fault::FileFault;
pub use memory::Memory;

/// Most entries of a folder that are looked at for a name.
const MAX_ENTRIES: usize = 10_000;

/// Files by name below a root.
///
/// A name that leaves the root is [`FileFault::Outside`], for each of these.
pub trait Files: fmt::Debug + Send + Sync {
    /// Opens a file to read; the reader bounds what it takes.
    ///
    /// # Errors
    /// When there is no such file, or it must not or cannot be read.
    fn open(&self, name: &Path) -> Result<Box<dyn Read + Send + '_>, FileFault>;

    /// The size of a file, in bytes.
    ///
    /// # Errors
    /// As [`Files::open`].
    fn size(&self, name: &Path) -> Result<u64, FileFault>;

    /// The names of what stands in a folder, sorted; at most `most`.
    ///
    /// # Errors
    /// When there is no such folder, or it must not or cannot be read.
    fn list(&self, folder: &Path, most: usize) -> Result<Vec<OsString>, FileFault>;

    /// The one name of a file, whichever of its names is asked for; none when
    /// there is no such file.
    fn identity(&self, name: &Path) -> Option<PathBuf>;

    /// How people are told of a file.
    fn shown(&self, name: &Path) -> PathBuf {
        name.to_path_buf()
    }
}

/// A file by its name, with the files that it is one of.
#[derive(Debug, Clone)]
pub struct FileRef {
    files: Arc<dyn Files>,
    name: PathBuf,
}

impl FileRef {
    /// The file `name` of `files`.
    pub fn new(files: Arc<dyn Files>, name: impl Into<PathBuf>) -> Self {
        Self { files, name: name.into() }
    }

    /// A file of the disk that a user named: wherever it lies, it may be read.
    /// For what may be read beside it, see [`Disk`].
    pub fn disk(path: impl AsRef<Path>) -> Self {
        let (disk, name) = Disk::of_file(path.as_ref());
        Self::new(Arc::new(disk), name)
    }

    /// Its name, relative to the root.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Its name for people.
    pub fn shown(&self) -> PathBuf {
        self.files.shown(&self.name)
    }

    /// What its name ends in, in small letters, without the dot.
    pub fn ending(&self) -> String {
        self.name.extension().unwrap_or_default().to_string_lossy().to_lowercase()
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> Folder {
        let name = self.name.parent().map(Path::to_path_buf).unwrap_or_default();
        Folder { files: Arc::clone(&self.files), name }
    }

    /// Opens it to read; the reader bounds what it takes.
    ///
    /// # Errors
    /// As [`Files::open`].
    pub fn open(&self) -> Result<Box<dyn Read + Send + '_>, FileFault> {
        self.files.open(&self.name)
    }

    /// Its size, in bytes.
    ///
    /// # Errors
    /// As [`Files::size`].
    pub fn size(&self) -> Result<u64, FileFault> {
        self.files.size(&self.name)
    }

    /// Its first bytes, at most `most`: a file that grows or has no length is
    /// bounded too.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn start(&self, most: u64) -> Result<Vec<u8>, FileFault> {
        let mut bytes = Vec::new();
        self.open()?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// All of it.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than `most` bytes.
    pub fn read(&self, most: u64) -> Result<Vec<u8>, FileFault> {
        let bytes = self.start(most.saturating_add(1))?;
        if bytes.len() as u64 > most { Err(FileFault::TooLarge { most }) } else { Ok(bytes) }
    }

    /// Whether both are the same file, however they are named.
    pub fn is_same(&self, other: &Self) -> bool {
        self.identity().is_some_and(|own| other.identity() == Some(own))
    }

    /// The one name of the file; none when it is not there.
    pub fn identity(&self) -> Option<PathBuf> {
        self.files.identity(&self.name)
    }

    /// What a user is told of a fault of this file.
    pub fn told(&self, fault: &FileFault) -> Diagnostic {
        fault.of(&self.to_string())
    }
}

impl fmt::Display for FileRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().display().fmt(f)
    }
}

/// A folder, with the files that it is one of.
#[derive(Debug, Clone)]
pub struct Folder {
    files: Arc<dyn Files>,
    name: PathBuf,
}

impl Folder {
    /// The folder `name` of `files`; empty: the root.
    pub fn new(files: Arc<dyn Files>, name: impl Into<PathBuf>) -> Self {
        Self { files, name: name.into() }
    }

    /// A folder of the disk that a user named: wherever it lies, what is in it
    /// may be read.
    pub fn disk(path: impl AsRef<Path>) -> Self {
        let (disk, name) = Disk::of_folder(path.as_ref());
        Self::new(Arc::new(disk), name)
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self::new(Arc::new(Memory::default()), PathBuf::new())
    }

    /// The file that is named from here; it need not be there.
    ///
    /// # Errors
    /// When the name leaves the root.
    pub fn file(&self, name: &str) -> Result<FileRef, Diagnostic> {
        let path = Path::new(name);
        let joined = self.name.join(path);
        if path.has_root() || inside(&joined).is_none() {
            return Err(FileFault::Outside.of(name));
        }
        Ok(FileRef { files: Arc::clone(&self.files), name: joined })
    }

    /// The folder that is named from here; it need not be there.
    ///
    /// # Errors
    /// When the name leaves the root.
    pub fn folder(&self, name: &str) -> Result<Self, Diagnostic> {
        self.file(name).map(|file| Self { files: file.files, name: file.name })
    }

    /// What stands in it, sorted by name; at most `most`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn entries(&self, most: usize) -> Result<Vec<FileRef>, FileFault> {
        let names = self.files.list(&self.name, most)?;
        Ok(names
            .into_iter()
            .map(|name| FileRef::new(Arc::clone(&self.files), self.name.join(name)))
            .collect())
    }
}

/// The same name without `.` and `..`; none when it leaves the root.
fn inside(name: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in name.components() {
        match component {
            Component::Normal(step) => plain.push(step),
            Component::ParentDir if plain.pop() => {}
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

/// Whether two names are the same letters, whatever their composition. A Mac
/// writes "é" as "e" and an accent, keyboards as one character.
fn same_letters(one: &str, other: &str) -> bool {
    one == other || one.nfc().eq(other.nfc())
}

/// Whether two names differ at most in capitals and composition.
fn same_but_case(one: &str, other: &str) -> bool {
    let folded = |text: &str| text.to_lowercase().nfc().collect::<String>();
    folded(one) == folded(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside() {
        let ok = |name: &str| inside(Path::new(name)).is_some();
        for name in ["vb/truong.yaml", "vb/2026/../truong.yaml", "./a", "a/../b", ""] {
            assert!(ok(name), "{name}");
        }
        for name in ["../truong.yaml", "vb/../../truong.yaml", "/etc/passwd", "vb/a/../../../x"] {
            assert!(!ok(name), "{name}");
        }
    }

    #[test]
    fn names_match_by_letters() {
        assert!(same_letters("trường.yaml", "tru\u{31b}o\u{31b}\u{300}ng.yaml"));
        assert!(!same_letters("trường.yaml", "Trường.yaml"));
        assert!(same_but_case("TRƯỜNG.yaml", "tru\u{31b}o\u{31b}\u{300}ng.YAML"));
        assert!(!same_but_case("truong.yaml", "trường.yaml"));
    }
}

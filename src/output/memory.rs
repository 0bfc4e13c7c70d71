//! Results in memory: for a browser, a server, a test.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Growing, Held, Lock, OutputFolder, ReadSeek, There, Unfinished};
use crate::diagnostic::Diagnostic;

/// The files of a folder by name.
type FilesByName = BTreeMap<PathBuf, Vec<u8>>;

/// A folder in memory. Its clones are the same folder.
///
/// ```
/// use std::path::Path;
/// use vanban::output::{MemoryOutput, OutputFolder, Overwrite};
///
/// let folder = MemoryOutput::default();
/// folder.write(Path::new("a.txt"), b"mot", Overwrite::Never)?;
/// assert!(folder.write(Path::new("a.txt"), b"hai", Overwrite::Never).is_err());
/// assert_eq!(folder.files().get(Path::new("a.txt")).map(Vec::as_slice), Some(&b"mot"[..]));
/// # Ok::<(), vanban::diagnostic::Diagnostic>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct MemoryOutput(Arc<Mutex<FilesByName>>, Locks);

/// The names of the locks that are held.
type Locks = Arc<Mutex<BTreeSet<PathBuf>>>;

impl MemoryOutput {
    /// A folder that holds files already: what an earlier run wrote.
    pub fn holding(files: BTreeMap<PathBuf, Vec<u8>>) -> Self {
        Self(Arc::new(Mutex::new(files)), Locks::default())
    }

    /// What it holds now.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.held().clone()
    }

    fn held(&self) -> MutexGuard<'_, FilesByName> {
        // Every change of the map is whole, whatever became of its thread.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn locks(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lock of the folder.
#[derive(Debug)]
struct HeldName {
    folder: MemoryOutput,
    name: PathBuf,
}

impl Held for HeldName {}

impl Drop for HeldName {
    fn drop(&mut self) {
        self.folder.locks().remove(&self.name);
    }
}

impl OutputFolder for MemoryOutput {
    fn shown(&self, name: &Path) -> PathBuf {
        name.to_path_buf()
    }

    fn make(&self) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn lock(&self, name: &Path) -> io::Result<Lock> {
        let is_free = self.locks().insert(name.to_path_buf());
        Ok(if is_free {
            let held = HeldName { folder: self.clone(), name: name.to_path_buf() };
            Lock::Taken { held: Box::new(held), left: None }
        } else {
            Lock::Busy(String::new())
        })
    }

    fn holder(&self, name: &Path) -> Option<String> {
        self.locks().contains(name).then(String::new)
    }

    fn make_within(&self, _name: &Path) -> io::Result<()> {
        Ok(())
    }

    fn sweep(&self, _prefix: &str) {}

    fn names(&self) -> io::Result<Vec<String>> {
        Ok(self.held().keys().filter_map(|name| name.to_str().map(str::to_owned)).collect())
    }

    fn there(&self, name: &Path) -> Option<There> {
        self.held().contains_key(name).then_some(There::File)
    }

    fn open(&self, name: &Path) -> io::Result<Box<dyn ReadSeek>> {
        let bytes = self.held().get(name).cloned().ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn begin(&self, name: &Path, _prefix: &str) -> io::Result<Box<dyn Unfinished>> {
        Ok(Box::new(Beside { folder: self.clone(), name: name.to_path_buf(), bytes: Cursor::default() }))
    }

    fn grow(&self, name: &Path, appended: bool) -> io::Result<Box<dyn Growing>> {
        let mut held = self.held();
        let bytes = held.entry(name.to_path_buf()).or_default();
        if !appended {
            bytes.clear();
        }
        Ok(Box::new(Tail { folder: self.clone(), name: name.to_path_buf() }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut held = self.held();
        let bytes = held.remove(from).ok_or(io::ErrorKind::NotFound)?;
        held.insert(to.to_path_buf(), bytes);
        Ok(())
    }

    fn remove(&self, name: &Path) -> io::Result<()> {
        self.held().remove(name).map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// A file that is not in the folder yet.
struct Beside {
    folder: MemoryOutput,
    name: PathBuf,
    bytes: Cursor<Vec<u8>>,
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Beside {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

impl Unfinished for Beside {
    fn keep(self: Box<Self>, _synced: bool) -> io::Result<()> {
        let Self { folder, name, bytes } = *self;
        folder.held().insert(name, bytes.into_inner());
        Ok(())
    }
}

/// The end of a file of the folder.
struct Tail {
    folder: MemoryOutput,
    name: PathBuf,
}

impl Write for Tail {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut held = self.folder.held();
        held.get_mut(&self.name).ok_or(io::ErrorKind::NotFound)?.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Growing for Tail {
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! Files that are all in memory: for a browser, a server, a test.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{FileFault, Files, inside, same_but_case, same_letters};
use crate::diagnostic::Diagnostic;

/// Files by name, their steps parted by `/`; nothing else is read.
///
/// ```
/// use vanban::files::{FileRef, Memory};
///
/// let mut memory = Memory::default();
/// memory.insert("chung/truong.yaml", "dia_danh: Mây Trắng\n")?;
/// let file = FileRef::new(std::sync::Arc::new(memory), "chung/../chung/truong.yaml");
/// assert_eq!(file.size(), Ok(23));
/// # Ok::<(), vanban::diagnostic::Diagnostic>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Memory(BTreeMap<PathBuf, Arc<[u8]>>);

impl Memory {
    /// Adds a file, in place of one that has this name.
    ///
    /// # Errors
    /// When the name leaves the root: nothing could ever read it.
    pub fn insert(&mut self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Result<(), Diagnostic> {
        let name = name.as_ref();
        let plain = inside(name).filter(|plain| plain.file_name().is_some());
        let plain = plain.ok_or_else(|| FileFault::Outside.of(&name.display().to_string()))?;
        self.0.insert(plain, bytes.as_ref().into());
        Ok(())
    }

    /// A file under its name: as asked for, or the same letters.
    fn get(&self, name: &Path) -> Result<(&PathBuf, &Arc<[u8]>), FileFault> {
        let name = inside(name).ok_or(FileFault::Outside)?;
        if let Some(file) = self.0.get_key_value(&name) {
            return Ok(file);
        }
        if let Some(file) = self.0.iter().find(|(known, _)| alike(known, &name, same_letters)) {
            return Ok(file);
        }
        if self.is_folder(&name) {
            return Err(FileFault::Folder);
        }
        let like = self.0.keys().find(|known| alike(known, &name, same_but_case)).map(|known| {
            let parents = known.parent().zip(name.parent());
            let last = known
                .file_name()
                .filter(|_| parents.is_some_and(|(known, asked)| alike(known, asked, same_letters)));
            last.map_or(known.as_path(), Path::new).display().to_string()
        });
        Err(FileFault::Missing { like })
    }

    fn is_folder(&self, name: &Path) -> bool {
        self.in_folder(name).next().is_some()
    }

    /// What follows the name of a folder in the names of its files.
    fn in_folder(&self, folder: &Path) -> impl Iterator<Item = OsString> {
        let steps = folder.iter().count();
        let folder = folder.to_path_buf();
        self.0.keys().filter_map(move |known| {
            let start: PathBuf = known.iter().take(steps).collect();
            let next = known.iter().nth(steps)?;
            alike(&start, &folder, same_letters).then(|| next.to_owned())
        })
    }
}

/// Whether two names are alike, step by step.
fn alike(one: &Path, other: &Path, is_like: fn(&str, &str) -> bool) -> bool {
    let (one, other) = (one.to_string_lossy(), other.to_string_lossy());
    is_like(&one, &other)
}

impl Files for Memory {
    fn open(&self, name: &Path) -> Result<Box<dyn Read + Send + '_>, FileFault> {
        let (_, bytes) = self.get(name)?;
        Ok(Box::new(&bytes[..]))
    }

    fn size(&self, name: &Path) -> Result<u64, FileFault> {
        Ok(self.get(name)?.1.len() as u64)
    }

    fn list(&self, folder: &Path, most: usize) -> Result<Vec<OsString>, FileFault> {
        let folder = inside(folder).ok_or(FileFault::Outside)?;
        let names: BTreeSet<OsString> = self.in_folder(&folder).collect();
        if names.is_empty() && !folder.as_os_str().is_empty() {
            return Err(FileFault::Missing { like: None });
        }
        Ok(names.into_iter().take(most).collect())
    }

    fn identity(&self, name: &Path) -> Option<PathBuf> {
        self.get(name).ok().map(|(name, _)| name.clone())
    }
}

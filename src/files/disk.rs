//! Files of the disk.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::{FileFault, Files, MAX_ENTRIES, inside, same_but_case, same_letters};

/// A folder of the disk, and what lies in it and below.
///
/// For a document that a user names, the root is the working folder when the
/// path is relative and stays in it (so `vb/2026/a.yaml` may name
/// `../truong.yaml`), else the document's own folder. What the user names
/// may lie anywhere, and the folder that it is named in counts as inside.
#[derive(Debug, Clone)]
pub struct Disk {
    /// Names are relative to it; empty: the working folder.
    root: PathBuf,
    /// A folder that a user named, from the root: inside wherever a link in
    /// its path leads.
    trusted: PathBuf,
    /// The file that a user named: its name, and its path as typed.
    given: Option<(PathBuf, PathBuf)>,
}

impl Disk {
    /// The files below a folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), trusted: PathBuf::new(), given: None }
    }

    /// The files that a document which a user named may take in, and its name
    /// among them.
    pub(super) fn of_file(path: &Path) -> (Self, PathBuf) {
        let parent = path.parent().unwrap_or(Path::new(""));
        let (disk, folder) = Self::of_folder(parent);
        let own = path.file_name().map_or(path, Path::new);
        let name = folder.join(own);
        (Self { given: Some((name.clone(), path.to_path_buf())), ..disk }, name)
    }

    /// The files of a folder that a user named, and its name among them.
    pub(super) fn of_folder(path: &Path) -> (Self, PathBuf) {
        if inside(path).is_some() {
            (Self { trusted: path.to_path_buf(), ..Self::new("") }, path.to_path_buf())
        } else {
            (Self::new(path), PathBuf::new())
        }
    }

    /// The path as typed when `name` is what the user named.
    fn given(&self, name: &Path) -> Option<&Path> {
        self.given.as_ref().filter(|(given, _)| given == name).map(|(_, path)| path.as_path())
    }

    /// The path of a file or folder that is there and may be read.
    fn path(&self, name: &Path) -> Result<PathBuf, FileFault> {
        if let Some(path) = self.given(name) {
            return Ok(found(path).into_owned());
        }
        let plain = inside(name).ok_or(FileFault::Outside)?;
        let path = self.root.join(name);
        let real = std::fs::canonicalize(or_here(&found(&path))).map_err(|error| match error.into() {
            FileFault::Missing { .. } => FileFault::Missing { like: self.like(&plain) },
            fault => fault,
        })?;
        if self.holds(&real) { Ok(real) } else { Err(FileFault::LinkedOut) }
    }

    /// Whether a real path lies below the root or the folder that the user
    /// named.
    fn holds(&self, real: &Path) -> bool {
        let below = |folder: &Path| {
            std::fs::canonicalize(or_here(&found(folder))).is_ok_and(|folder| real.starts_with(folder))
        };
        below(&self.root) || below(&self.root.join(&self.trusted))
    }

    /// The name that differs in capitals only; of its last step alone when the
    /// folders are named right.
    fn like(&self, name: &Path) -> Option<String> {
        let mut path = self.root.clone();
        let mut like = PathBuf::new();
        for step in name {
            let here = path.join(step);
            let step = if here.exists() {
                step.to_owned()
            } else {
                let real = std::fs::canonicalize(or_here(&path)).ok().filter(|real| self.holds(real))?;
                entry(&real, step, same_letters).or_else(|| entry(&real, step, same_but_case))?
            };
            path.push(&step);
            like.push(step);
        }
        let last = like.file_name().filter(|_| like.parent() == name.parent()).map(PathBuf::from);
        Some(last.unwrap_or(like).display().to_string())
    }

    /// Path and facts of what is a file, or was handed over by the shell.
    fn facts(&self, name: &Path) -> Result<(PathBuf, std::fs::Metadata), FileFault> {
        let path = self.path(name)?;
        let facts = std::fs::metadata(&path).map_err(|error| match error.into() {
            FileFault::Missing { .. } => {
                FileFault::Missing { like: inside(name).and_then(|plain| self.like(&plain)) }
            }
            fault => fault,
        })?;
        if facts.is_dir() {
            return Err(FileFault::Folder);
        }
        let is_handed_over = self.given(name).is_some() && is_of_shell(&path);
        if facts.is_file() || is_handed_over { Ok((path, facts)) } else { Err(FileFault::Device) }
    }
}

impl Files for Disk {
    fn open(&self, name: &Path) -> Result<Box<dyn Read + Send + '_>, FileFault> {
        let (path, _) = self.facts(name)?;
        Ok(Box::new(File::open(path)?))
    }

    fn size(&self, name: &Path) -> Result<u64, FileFault> {
        let (_, facts) = self.facts(name)?;
        if facts.is_file() { Ok(facts.len()) } else { Err(FileFault::Device) }
    }

    fn list(&self, folder: &Path, most: usize) -> Result<Vec<OsString>, FileFault> {
        let entries = std::fs::read_dir(self.path(folder)?)?;
        let names = entries.take(most).map(|entry| entry.map(|entry| entry.file_name()));
        let mut names = names.collect::<io::Result<Vec<OsString>>>()?;
        names.sort();
        Ok(names)
    }

    fn identity(&self, name: &Path) -> Option<PathBuf> {
        std::fs::canonicalize(self.path(name).ok()?).ok()
    }

    fn shown(&self, name: &Path) -> PathBuf {
        self.given(name).map_or_else(|| self.root.join(name), Path::to_path_buf)
    }
}

/// What has this name in a folder, else in the nearest one above that has it.
/// Whoever reads it says when it is no file.
pub(crate) fn above(folder: &Path, name: &str) -> Option<PathBuf> {
    // Folders above `a/..` are not those above `a`.
    let goes_up = folder.components().any(|component| component == Component::ParentDir);
    let whole = if goes_up { folder.canonicalize() } else { std::path::absolute(folder) };
    whole.ok()?.ancestors().map(|folder| folder.join(name)).find(|path| path.symlink_metadata().is_ok())
}

/// Whether a path is one of what the process was started with.
fn is_of_shell(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd")
}

/// The empty path is the working folder.
fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// The path under which a file is there: as asked for, or with names that are
/// the same letters in another composition.
fn found(path: &Path) -> Cow<'_, Path> {
    if path.exists() {
        return Cow::Borrowed(path);
    }
    let mut found = PathBuf::new();
    for step in path.components() {
        let next = found.join(step);
        if next.exists() {
            found = next;
            continue;
        }
        let name = Some(step.as_os_str()).filter(|name| !name.is_ascii());
        match name.and_then(|name| entry(or_here(&found), name, same_letters)) {
            Some(name) => found.push(name),
            None => return Cow::Borrowed(path),
        }
    }
    Cow::Owned(found)
}

/// The entry of a folder whose name is like this one.
fn entry(folder: &Path, name: &OsStr, is_like: fn(&str, &str) -> bool) -> Option<OsString> {
    let name = name.to_str()?;
    let entries = std::fs::read_dir(folder).ok()?.take(MAX_ENTRIES).flatten();
    let is_like = |entry: &OsString| entry.to_str().is_some_and(|entry| is_like(entry, name));
    // A folder may hold several such names: the order of a folder is by chance.
    entries.map(|entry| entry.file_name()).filter(is_like).min()
}

//! Results on the disk: a temporary file in the same folder, then renamed.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{
    Growing, Lock, OutputFile, OutputFolder, Overwrite, ReadSeek, There, UNFINISHED, Unfinished,
    cannot_write, lock, reason,
};
use crate::diagnostic::Diagnostic;

/// A folder of the disk; the default is the working folder.
#[derive(Debug, Clone, Default)]
pub struct DiskOutput {
    folder: PathBuf,
}

impl DiskOutput {
    /// A folder, which need not be there yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    fn path(&self, name: &Path) -> PathBuf {
        self.folder.join(name)
    }

    fn own(&self) -> &Path {
        if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder }
    }
}

impl OutputFolder for DiskOutput {
    fn shown(&self, name: &Path) -> PathBuf {
        if name.as_os_str().is_empty() { self.folder.clone() } else { self.path(name) }
    }

    fn make(&self) -> Result<(), Diagnostic> {
        make_folder(&self.folder)
    }

    fn lock(&self, name: &Path) -> io::Result<Lock> {
        lock::take(&self.path(name))
    }

    fn holder(&self, name: &Path) -> Option<String> {
        lock::holder(&self.path(name))
    }

    fn make_within(&self, name: &Path) -> io::Result<()> {
        std::fs::create_dir_all(self.path(name))
    }

    fn sweep(&self, prefix: &str) {
        let Ok(entries) = std::fs::read_dir(self.own()) else { return };
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with(prefix) {
                // Another run may have been faster.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let entries = std::fs::read_dir(self.own())?;
        Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
    }

    fn there(&self, name: &Path) -> Option<There> {
        let facts = std::fs::metadata(self.path(name)).ok()?;
        Some(match (facts.is_dir(), facts.is_file()) {
            (true, _) => There::Folder,
            (_, true) => There::File,
            _ => There::Device,
        })
    }

    fn open(&self, name: &Path) -> io::Result<Box<dyn ReadSeek>> {
        Ok(Box::new(File::open(self.path(name))?))
    }

    fn begin(&self, name: &Path, prefix: &str) -> io::Result<Box<dyn Unfinished>> {
        let path = self.path(name);
        let file = temporary_in(&folder_of(&path), prefix)?;
        Ok(Box::new(Temporary { file, path }))
    }

    fn grow(&self, name: &Path, appended: bool) -> io::Result<Box<dyn Growing>> {
        let mut options = OpenOptions::new();
        options.create(true).write(true).append(appended).truncate(!appended);
        Ok(Box::new(options.open(self.path(name))?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(self.path(from), self.path(to))
    }

    fn remove(&self, name: &Path) -> io::Result<()> {
        std::fs::remove_file(self.path(name))
    }
}

impl Growing for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// A file beside its place.
struct Temporary {
    file: NamedTempFile,
    path: PathBuf,
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Temporary {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Unfinished for Temporary {
    fn keep(self: Box<Self>, synced: bool) -> io::Result<()> {
        let Self { mut file, path } = *self;
        file.flush()?;
        if synced {
            file.as_file().sync_all()?;
        }
        file.persist(path).map(|_| ()).map_err(|error| error.error)
    }
}

/// Writes `bytes` to a file of the disk, see [`OutputFolder::write`].
///
/// # Errors
/// When the folder cannot be written, or the file is there and may not be
/// replaced.
pub fn write(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Diagnostic> {
    OutputFile::disk(path).write(bytes, overwrite)
}

/// Writes `bytes` over a file that the user asked to change: as [`write()`],
/// but the file keeps its permissions, and a link stays a link.
///
/// # Errors
/// When the file cannot be found or its folder cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let failed = |error| cannot_write(path, &error);
    let path = std::fs::canonicalize(path).map_err(failed)?;
    DiskOutput::default().check_replaceable(&path, Overwrite::Always)?;
    let permissions = std::fs::metadata(&path).map_err(failed)?.permissions();
    let mut file = temporary_in(&folder_of(&path), UNFINISHED).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Where an output file goes: the file or folder the user named, or beside
/// the input file, under `name`. The folder is made.
///
/// # Errors
/// When the folder cannot be made.
pub fn place(output: Option<&Path>, input: &Path, name: &str) -> Result<PathBuf, Diagnostic> {
    match output {
        Some(folder) if is_folder(folder) => {
            make_folder(folder)?;
            Ok(folder.join(name))
        }
        Some(path) => Ok(path.to_path_buf()),
        None => Ok(input.parent().map(Path::to_path_buf).unwrap_or_default().join(name)),
    }
}

/// An existing folder, or a name that ends in a separator.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Makes a folder and those above it.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Diagnostic::error(
            "ghi-tep",
            format!("không tạo được thư mục {}: {}", folder.display(), reason(&error)),
        )
        .help("kiểm tra quyền ghi, hoặc chọn nơi khác bằng -o")
    })
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// A document is for others to read too, which a temporary file is not by
/// default.
fn temporary_in(folder: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

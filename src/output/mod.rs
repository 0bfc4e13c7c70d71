//! Where results go: files that are written whole or not at all, and never
//! over somebody else's work.

mod archive_seal;
mod disk;
mod lock;
mod memory;

use std::fmt;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::render::docx::{Origin, origin};

pub use archive_seal::ArchiveSeal;
pub use disk::{DiskOutput, is_folder, make_folder, place, replace, write};
pub use memory::MemoryOutput;

/// Leads the names of unfinished files.
pub const UNFINISHED: &str = ".vanban-";

/// What to do when a file is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// Only a file that this program made and nobody edited since.
    OwnFiles,
    /// Any file (`--force`).
    Always,
    /// None.
    Never,
}

/// What stands under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A pipe or a device.
    Device,
}

/// A file to look into.
pub trait ReadSeek: Read + Seek + Send {}
impl<F: Read + Seek + Send> ReadSeek for F {}

/// A file that nobody sees before it is whole; dropped, it is gone.
pub trait Unfinished: Write + Seek + Send + Sync {
    /// Puts it in its place, whatever stood there. `synced`: once this
    /// returns, a power failure does not take it away.
    ///
    /// # Errors
    /// When it cannot be put there.
    fn keep(self: Box<Self>, synced: bool) -> io::Result<()>;
}

/// A file that is there while it grows: what was written stays when the run is
/// broken off.
pub trait Growing: Write + Send + Sync {
    /// Waits until a power failure does not take away what was written.
    ///
    /// # Errors
    /// When it cannot be written.
    fn sync(&mut self) -> io::Result<()>;
}

/// A lock that is held; dropped, it is let go.
pub trait Held: fmt::Debug + Send + Sync {}

/// What became of asking for a lock.
#[derive(Debug)]
pub enum Lock {
    /// It is held now.
    Taken {
        /// While this lives.
        held: Box<dyn Held>,
        /// What a run that was broken off had written into it.
        left: Option<String>,
    },
    /// Somebody else holds it, and this is who.
    Busy(String),
}

/// A folder that results go to. All have the same promises: a file is there
/// whole or not at all, and nothing is replaced without leave.
pub trait OutputFolder: fmt::Debug + Send + Sync {
    /// How people are told of a file; the empty name: of the folder.
    fn shown(&self, name: &Path) -> PathBuf;

    /// Makes the folder and those above it.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make(&self) -> Result<(), Diagnostic>;

    /// Takes the lock of a name, making the folder for it; a folder that was
    /// made and gets nothing goes with the lock.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    fn lock(&self, name: &Path) -> io::Result<Lock>;

    /// Who holds a lock; none: nobody.
    fn holder(&self, name: &Path) -> Option<String>;

    /// Makes a folder within this one, unless it is there.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make_within(&self, name: &Path) -> io::Result<()>;

    /// Removes the unfinished files that a killed run left.
    fn sweep(&self, prefix: &str);

    /// The names of what stands in it, in no order.
    ///
    /// # Errors
    /// When it cannot be read.
    fn names(&self) -> io::Result<Vec<String>>;

    /// What stands under a name.
    fn there(&self, name: &Path) -> Option<There>;

    /// Opens a file that was written.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    fn open(&self, name: &Path) -> io::Result<Box<dyn ReadSeek>>;

    /// Begins a file; `prefix` leads the name that it has until it is whole,
    /// for [`OutputFolder::sweep`].
    ///
    /// # Errors
    /// When the folder cannot be written.
    fn begin(&self, name: &Path, prefix: &str) -> io::Result<Box<dyn Unfinished>>;

    /// Begins a file that is there while it grows; `appended`: after what
    /// stands there.
    ///
    /// # Errors
    /// When the folder cannot be written.
    fn grow(&self, name: &Path, appended: bool) -> io::Result<Box<dyn Growing>>;

    /// Gives a file another name, in place of what has it.
    ///
    /// # Errors
    /// When it is not there or the folder cannot be written.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When it is not there or the folder cannot be written.
    fn remove(&self, name: &Path) -> io::Result<()>;

    /// All of a file that was written.
    ///
    /// # Errors
    /// As [`OutputFolder::open`].
    fn read(&self, name: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(name)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Whether a file may be written under a name.
    ///
    /// # Errors
    /// When a folder, pipe or device stands there, or a file that may not be
    /// replaced.
    fn check_replaceable(&self, name: &Path, overwrite: Overwrite) -> Result<(), Diagnostic> {
        let shown = self.shown(name);
        let shown = shown.display();
        match self.there(name) {
            None => return Ok(()),
            Some(There::File) => {}
            Some(There::Folder) => {
                return Err(Diagnostic::error("ghi-tep", format!("{shown} là một thư mục"))
                    .help("thêm dấu / ở cuối để ghi vào thư mục đó, hoặc chọn tên khác"));
            }
            Some(There::Device) => {
                let message = format!("{shown} là ống dẫn hoặc thiết bị, không phải tệp");
                return Err(Diagnostic::error("ghi-tep", message).help("chọn tên khác bằng -o"));
            }
        }
        let whose = match overwrite {
            Overwrite::Always => return Ok(()),
            Overwrite::Never => Origin::Foreign,
            Overwrite::OwnFiles => match self.open(name).map_or(Origin::Foreign, origin) {
                Origin::Foreign => self.open(name).map_or(Origin::Foreign, archive_seal::origin_of_archive),
                of_package => of_package,
            },
        };
        match whose {
            Origin::Ours => Ok(()),
            Origin::Edited => {
                let message = format!("{shown}: tệp này đã được sửa bằng chương trình khác sau khi soạn");
                Err(Diagnostic::error("da-sua", message)
                    .help("đổi tên tệp ấy để giữ bản đã sửa, hoặc ghi ra tên khác bằng -o; bỏ hẳn bản đã sửa thì thêm --force"))
            }
            Origin::Foreign => Err(Diagnostic::error("da-co", format!("đã có tệp {shown}"))
                .help("chọn tên khác bằng -o, hoặc thêm --force để ghi đè")),
        }
    }

    /// Writes a file. A crash leaves the old file or the new one, never a part.
    ///
    /// # Errors
    /// When the folder cannot be written, or the file is there and may not be
    /// replaced.
    fn write(&self, name: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Diagnostic> {
        self.check_replaceable(name, overwrite)?;
        let written = self.begin(name, UNFINISHED).and_then(|mut file| {
            file.write_all(bytes)?;
            file.keep(true)
        });
        written.map_err(|error| cannot_write(&self.shown(name), &error))
    }

    /// As [`OutputFolder::write`], but leaves it to the system when the bytes
    /// reach the disk: for batches, whose manifest tells a file that a power
    /// failure left torn. `prefix` as in [`OutputFolder::begin`].
    ///
    /// # Errors
    /// As [`OutputFolder::write`].
    fn write_later(
        &self,
        name: &Path,
        bytes: &[u8],
        overwrite: Overwrite,
        prefix: &str,
    ) -> Result<(), Diagnostic> {
        self.check_replaceable(name, overwrite)?;
        let written = self.begin(name, prefix).and_then(|mut file| {
            file.write_all(bytes)?;
            file.keep(false)
        });
        written.map_err(|error| cannot_write(&self.shown(name), &error))
    }
}

/// A file that is to be written.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// Where it goes.
    pub folder: Arc<dyn OutputFolder>,
    /// Its name there.
    pub name: PathBuf,
}

impl OutputFile {
    /// A file of the disk.
    pub fn disk(path: impl Into<PathBuf>) -> Self {
        Self { folder: Arc::new(DiskOutput::default()), name: path.into() }
    }

    /// How people are told of it.
    pub fn shown(&self) -> PathBuf {
        self.folder.shown(&self.name)
    }

    /// Writes it whole, see [`OutputFolder::write`].
    ///
    /// # Errors
    /// When it cannot be written or may not be replaced.
    pub fn write(&self, bytes: &[u8], overwrite: Overwrite) -> Result<(), Diagnostic> {
        self.folder.write(&self.name, bytes, overwrite)
    }
}

/// What a user is told when the system refuses to write.
pub fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("ghi-tep", format!("không ghi được {}: {}", path.display(), reason(error)))
        .help("kiểm tra thư mục có tồn tại và có quyền ghi không, hoặc chọn nơi khác bằng -o")
}

fn reason(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "không có thư mục này",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "không có quyền ghi",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "ổ đĩa đầy",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "trên đường dẫn có một tệp, không phải thư mục"
        }
        io::ErrorKind::InvalidFilename => "tên tệp không hợp lệ",
        _ => "hệ thống báo lỗi khi ghi",
    }
}

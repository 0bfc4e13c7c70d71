//! Writes files whole or not at all, and never over somebody else's work.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::render::docx::is_ours;

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

/// Writes `bytes` to `path`: a temporary file in the same folder, synced, then
/// renamed. A crash leaves the old file or the new one, never a part.
///
/// # Errors
/// When the folder cannot be written, or the file is there and may not be
/// replaced.
pub fn write(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Diagnostic> {
    if path.is_dir() {
        return Err(Diagnostic::error("ghi-tep", format!("{} là một thư mục", path.display()))
            .help("thêm dấu / ở cuối để ghi vào thư mục đó, hoặc chọn tên khác"));
    }
    if path.exists() && !may_replace(path, overwrite) {
        return Err(Diagnostic::error("da-co", format!("đã có tệp {}", path.display()))
            .help("chọn tên khác bằng -o, hoặc thêm --force để ghi đè"));
    }
    let folder = folder_of(path);
    let mut file = temporary_in(&folder).map_err(|error| cannot_write(path, &error))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| cannot_write(path, &error))?;
    file.persist(path).map_err(|error| cannot_write(path, &error.error))?;
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

fn may_replace(path: &Path, overwrite: Overwrite) -> bool {
    match overwrite {
        Overwrite::Always => true,
        Overwrite::Never => false,
        Overwrite::OwnFiles => File::open(path).is_ok_and(is_ours),
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// A document is for others to read too, which a temporary file is not by
/// default.
fn temporary_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vanban-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
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

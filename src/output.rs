//! Writes files whole or not at all, and never over somebody else's work.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::render::docx::{Origin, origin};

/// Leads the names of temporary files.
const TEMPORARY: &str = ".vanban-";

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
    check_replaceable(path, overwrite)?;
    let failed = |error| cannot_write(path, &error);
    let mut file = temporary_beside(path).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes `bytes` over a file that the user asked to change: as [`write`], but
/// the file keeps its permissions, and a link stays a link.
///
/// # Errors
/// When the file cannot be found or its folder cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let failed = |error| cannot_write(path, &error);
    let path = std::fs::canonicalize(path).map_err(failed)?;
    check_replaceable(&path, Overwrite::Always)?;
    let permissions = std::fs::metadata(&path).map_err(failed)?.permissions();
    let mut file = temporary_beside(&path).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// As [`write`], but leaves it to the system when the bytes reach the disk: for
/// batches, whose manifest tells a file that a power failure left torn. `prefix`
/// names the temporary files, for [`sweep`].
///
/// # Errors
/// As [`write`].
pub fn write_later(path: &Path, bytes: &[u8], overwrite: Overwrite, prefix: &str) -> Result<(), Diagnostic> {
    check_replaceable(path, overwrite)?;
    let failed = |error| cannot_write(path, &error);
    let mut file = temporary_in(&folder_of(path), prefix).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Removes the temporary files that a killed run left in a folder.
pub fn sweep(folder: &Path, prefix: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            // Another run may have been faster.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a file may be written at `path`.
///
/// # Errors
/// When a folder, pipe or device stands there, or a file that may not be
/// replaced.
pub fn check_replaceable(path: &Path, overwrite: Overwrite) -> Result<(), Diagnostic> {
    let Ok(there) = std::fs::metadata(path) else { return Ok(()) };
    if there.is_dir() {
        return Err(Diagnostic::error("ghi-tep", format!("{} là một thư mục", path.display()))
            .help("thêm dấu / ở cuối để ghi vào thư mục đó, hoặc chọn tên khác"));
    }
    if !there.is_file() {
        let message = format!("{} là ống dẫn hoặc thiết bị, không phải tệp", path.display());
        return Err(Diagnostic::error("ghi-tep", message).help("chọn tên khác bằng -o"));
    }
    let whose = match overwrite {
        Overwrite::Always => return Ok(()),
        Overwrite::Never => Origin::Foreign,
        Overwrite::OwnFiles => File::open(path).map_or(Origin::Foreign, origin),
    };
    let name = path.display();
    match whose {
        Origin::Ours => Ok(()),
        Origin::Edited => {
            let message = format!("{name}: tệp này đã được sửa bằng chương trình khác sau khi soạn");
            Err(Diagnostic::error("da-sua", message)
                .help("đổi tên tệp ấy để giữ bản đã sửa, hoặc ghi ra tên khác bằng -o; bỏ hẳn bản đã sửa thì thêm --force"))
        }
        Origin::Foreign => Err(Diagnostic::error("da-co", format!("đã có tệp {name}"))
            .help("chọn tên khác bằng -o, hoặc thêm --force để ghi đè")),
    }
}

/// A temporary file in the folder of `path`.
///
/// # Errors
/// When the folder cannot be written.
pub fn temporary_beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    temporary_in(&folder_of(path), TEMPORARY)
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
fn temporary_in(folder: &Path, prefix: &str) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
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

//! Bytes to text: limits, UTF-8, NFC.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::binary;
use crate::diagnostic::{Diagnostic, SourceId, Sources, Span};
use crate::legacy_encoding;

/// Largest input file. A plan of 9 pages has about 20 KB.
pub const MAX_INPUT_BYTES: u64 = 4 * 1024 * 1024;

/// Most entries of a folder that are looked at for a name.
const MAX_ENTRIES: usize = 10_000;

/// Reads a text file into `sources`.
///
/// # Errors
/// When it cannot be read, is larger than [`MAX_INPUT_BYTES`], is not UTF-8,
/// or holds characters that cannot be printed.
pub(super) fn read(path: &Path, sources: &mut Sources) -> Result<SourceId, Diagnostic> {
    let name = path.display().to_string();
    let bytes = read_limited(path).map_err(|error| unreadable(&name, &error))?;
    decode(&name, bytes, sources)
}

/// Reads at most one byte more than allowed, so that a file that grows or has
/// no length is bounded too.
fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(MAX_INPUT_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a file to read: no pipe or device, whose end may never come. What the
/// shell hands over (`/dev/stdin`, `<(...)`) has one.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let path = found(path);
    let facts = std::fs::metadata(&path)?;
    if facts.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !facts.is_file() && !is_of_shell(&path) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    File::open(path)
}

/// Whether a path is one of what the process was started with.
fn is_of_shell(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd")
}

/// The path under which a file is there: as asked for, or with names that are
/// the same letters in another composition. A Mac writes "é" as "e" and an
/// accent, keyboards as one character.
pub(crate) fn found(path: &Path) -> Cow<'_, Path> {
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
        match same_letters(&found, step.as_os_str()) {
            Some(name) => found.push(name),
            None => return Cow::Borrowed(path),
        }
    }
    Cow::Owned(found)
}

/// The entry of a folder whose name is this one in another composition.
fn same_letters(folder: &Path, name: &OsStr) -> Option<OsString> {
    let name = name.to_str().filter(|name| !name.is_ascii())?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).ok()?.take(MAX_ENTRIES).flatten();
    let is_same = |entry: &OsString| entry.to_str().is_some_and(|entry| entry.nfc().eq(name.nfc()));
    // A folder may hold both compositions: the order of a folder is by chance.
    entries.map(|entry| entry.file_name()).filter(is_same).min()
}

/// Checks that a data file is a file of at most `most` bytes, before it is
/// opened. What cannot be looked at is left for the reading to tell.
///
/// # Errors
/// When it is a folder or a device, or is too large.
pub(super) fn check_bounded(path: &Path, most: u64) -> Result<(), Diagnostic> {
    let Ok(facts) = std::fs::metadata(found(path)) else { return Ok(()) };
    let name = path.display();
    if !facts.is_file() {
        return Err(
            Diagnostic::error("doc-tep", format!("{name} không phải là tệp")).help("kiểm tra lại đường dẫn")
        );
    }
    if facts.len() > most {
        let limit = most / (1024 * 1024);
        return Err(Diagnostic::error("qua-lon", format!("{name} lớn hơn {limit} MB"))
            .help("kiểm tra xem có chọn nhầm tệp không"));
    }
    Ok(())
}

pub(super) fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "không có tệp này",
        io::ErrorKind::PermissionDenied => "không có quyền đọc",
        io::ErrorKind::IsADirectory => "đây là thư mục, không phải tệp",
        io::ErrorKind::InvalidInput => "đây là ống dẫn hoặc thiết bị, không phải tệp",
        _ => "hệ thống báo lỗi khi đọc",
    };
    Diagnostic::error("doc-tep", format!("không đọc được {name}: {reason}"))
        .help("kiểm tra lại đường dẫn và quyền của tệp")
}

/// Checks and decodes the bytes of a file into `sources`.
///
/// # Errors
/// As [`read`], but for reading itself.
pub(super) fn decode(name: &str, bytes: Vec<u8>, sources: &mut Sources) -> Result<SourceId, Diagnostic> {
    if let Some(what) = binary::kind(&bytes) {
        return Err(Diagnostic::error("khong-phai-yaml", format!("{name} là {what}, không phải tệp YAML"))
            .help(
                "đưa tệp YAML (.yaml) của văn bản; chưa có thì tạo tệp mẫu bằng lệnh: vanban moi ke_hoach",
            ));
    }
    if bytes.len() as u64 > MAX_INPUT_BYTES {
        let limit = MAX_INPUT_BYTES / (1024 * 1024);
        return Err(Diagnostic::error("qua-lon", format!("{name} lớn hơn {limit} MB"))
            .help("một văn bản chỉ vài chục KB; kiểm tra xem có chọn nhầm tệp không"));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to())),
    };
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    let (text, normalised) = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => (text, None),
        _ => {
            let composed: String = text.nfc().collect();
            let first = first_difference(&text, &composed);
            (composed, first)
        }
    };
    let unprintable = text.char_indices().find(|&(_, c)| crate::character::is_unprintable(c));
    let id = sources.add_normalised(name, text, normalised);
    match unprintable {
        Some((at, c)) => Err(Diagnostic::error("ky-tu", format!("ký tự điều khiển U+{:04X}", c as u32))
            .at(Span::new(id, at..at + c.len_utf8()))
            .label("không in được")
            .help("xóa ký tự này")),
        None => Ok(id),
    }
}

/// Where two texts part, as a byte offset in the second.
fn first_difference(typed: &str, composed: &str) -> Option<usize> {
    let mut others = typed.chars();
    composed.char_indices().find(|&(_, c)| others.next() != Some(c)).map(|(at, _)| at)
}

pub(super) fn not_utf8(name: &str, bytes: &[u8], valid_up_to: usize) -> Diagnostic {
    let line = bytes[..valid_up_to].iter().filter(|&&b| b == b'\n').count() + 1;
    let help = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            "tệp đang là UTF-16 (\"Unicode\" của Notepad): hãy lưu lại với bảng mã UTF-8".to_owned()
        }
        _ => match legacy_encoding::of_bytes(bytes) {
            Some(found) => format!(
                "chữ giống bảng mã {found}: hãy chuyển sang Unicode (ví dụ bằng UniKey: \
                 Bảng mã nguồn {found}, đích Unicode), rồi lưu với bảng mã UTF-8"
            ),
            None => "hãy mở tệp bằng Notepad và lưu lại với bảng mã UTF-8".to_owned(),
        },
    };
    Diagnostic::error("bang-ma", format!("{name} không phải UTF-8 (từ dòng {line})")).help(help)
}

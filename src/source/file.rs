//! Bytes to text: limits, UTF-8, NFC.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::binary;
use crate::diagnostic::{Diagnostic, SourceId, Sources, Span};
use crate::files::{FileFault, FileRef};
use crate::legacy_encoding;

/// Largest input file. A plan of 9 pages has about 20 KB.
pub const MAX_INPUT_BYTES: u64 = 4 * 1024 * 1024;

/// Reads a text file into `sources`.
///
/// # Errors
/// When it cannot be read, is larger than [`MAX_INPUT_BYTES`], is not UTF-8,
/// or holds characters that cannot be printed.
pub(super) fn read(file: &FileRef, sources: &mut Sources) -> Result<SourceId, Diagnostic> {
    // One byte more than allowed, so that what a wrong file is can be told.
    let bytes = file.start(MAX_INPUT_BYTES + 1).map_err(|fault| file.told(&fault))?;
    decode(&file.to_string(), bytes, sources)
}

/// Checks that a data file is a file of at most `most` bytes, before it is
/// opened. What cannot be looked at is left for the reading to tell.
///
/// # Errors
/// When it is a folder or a device, or is too large.
pub(super) fn check_bounded(file: &FileRef, most: u64) -> Result<(), Diagnostic> {
    match file.size() {
        Ok(size) if size > most => Err(file.told(&FileFault::TooLarge { most })),
        Err(FileFault::Folder | FileFault::Device) => {
            Err(Diagnostic::error("doc-tep", format!("{file} không phải là tệp"))
                .help("kiểm tra lại đường dẫn"))
        }
        _ => Ok(()),
    }
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

//! Recognises files that people take for the YAML of a document.

/// First bytes, and what such a file is.
const STARTS: [(&[u8], &str); 6] = [
    (b"%PDF-", "tệp PDF"),
    (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "tệp Word hoặc Excel đời cũ (.doc, .xls)"),
    (b"{\\rtf", "tệp RTF"),
    (&[0x89, b'P', b'N', b'G'], "hình PNG"),
    (&[0xFF, 0xD8, 0xFF], "hình JPEG"),
    (b"PK\x03\x04", "tệp nén ZIP"),
];
/// Names of parts inside an archive, and what has such a part.
const PARTS: [(&[u8], &str); 4] = [
    (b"word/", "tệp Word (.docx)"),
    (b"xl/", "bảng tính Excel (.xlsx)"),
    (b"ppt/", "tệp trình chiếu (.pptx)"),
    (b"vnd.oasis.opendocument", "tệp OpenDocument (.odt, .ods)"),
];

/// What a file is when it is none of text.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    let (start, what) = STARTS.into_iter().find(|(start, _)| bytes.starts_with(start))?;
    let part = |(name, what): (&[u8], &'static str)| {
        bytes.windows(name.len()).any(|window| window == name).then_some(what)
    };
    let inside = if start.starts_with(b"PK") { PARTS.into_iter().find_map(part) } else { None };
    Some(inside.unwrap_or(what))
}

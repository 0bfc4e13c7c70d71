//! The raw parts of a workbook, looked at before anything reads them: what a
//! part claims to hold, and how much it holds, is bounded here, since the
//! readers behind take memory for both.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::workbook::no_workbook;
use crate::diagnostic::Diagnostic;

/// Most bytes that all parts of a workbook may unpack to.
const MAX_UNPACKED_BYTES: u64 = 128 * 1024 * 1024;
/// Most parts of a workbook.
const MAX_PARTS: usize = 1000;
/// Most bytes of the texts that cells share.
const MAX_SHARED_BYTES: u64 = 64 * 1024 * 1024;
/// Most elements of the texts that cells share, and most texts that the part
/// may claim to have.
const MAX_SHARED: u64 = 4_000_000;
/// Most elements of parts that describe the workbook: Excel has 64,000 looks.
const MAX_DESCRIBING: u64 = 300_000;
/// Most elements of any other part: a row of 20 cells has 41.
const MAX_ELEMENTS: u64 = 16_000_000;
/// Most bytes of one tag or text; a cell of Excel has 32,767 letters.
const MAX_PIECE_BYTES: u64 = 1024 * 1024;
/// Most bytes of a part with comments or CDATA, which may hide tags.
const MAX_MARKED_BYTES: u64 = 8 * 1024 * 1024;
/// The attribute by which a part says how many texts it has.
const CLAIM: &[u8] = b"uniqueCount";

/// Unpacks every part into nothing, to see what it is: what the archive says
/// of itself may be a lie.
pub(super) fn check(bytes: &[u8], name: &str) -> Result<(), Diagnostic> {
    let not_a_workbook = |_| no_workbook(name);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(not_a_workbook)?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(name));
    }
    let mut left = MAX_UNPACKED_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(not_a_workbook)?;
        let part_name = part.name().to_lowercase();
        let mut seen = Part::default();
        io::copy(&mut part.take(left + 1), &mut seen).map_err(|_| no_workbook(name))?;
        left = left.checked_sub(seen.bytes).ok_or_else(|| too_large(name))?;
        if !seen.is_bearable(&part_name) {
            return Err(too_large(name));
        }
    }
    Ok(())
}

fn too_large(name: &str) -> Diagnostic {
    Diagnostic::error("qua-lon", format!("{name}: bảng tính bung ra quá lớn")).help(
        "chép riêng bảng cần dùng sang một bảng tính mới (dán giá trị) rồi lưu; mẫu của bảng số liệu: `vanban moi so-lieu`",
    )
}

/// What was seen of a part.
#[derive(Debug, Default)]
struct Part {
    bytes: u64,
    elements: u64,
    /// Bytes since the last `<`, and most of them.
    piece: u64,
    longest: u64,
    is_xml: bool,
    /// Whether there is a comment, CDATA or a declaration of types.
    is_marked: bool,
    before: u8,
    /// Bytes of [`CLAIM`] that stand just before.
    matched: usize,
    /// Whether the number of the claim is being read.
    in_claim: bool,
    claim: u64,
    most_claimed: u64,
}

impl Part {
    fn take(&mut self, byte: u8) {
        if self.bytes == 0 {
            // A byte order mark may stand before it.
            self.is_xml = matches!(byte, b'<' | 0xEF | 0xFE | 0xFF) || byte.is_ascii_whitespace();
        }
        self.bytes += 1;
        self.piece += 1;
        if byte == b'<' {
            self.piece = 0;
        } else if self.before == b'<' && byte == b'!' {
            self.is_marked = true;
        } else if self.before == b'<' && byte != b'/' {
            self.elements += 1;
        }
        self.longest = self.longest.max(self.piece);
        self.before = byte;
        self.take_claim(byte);
    }

    fn take_claim(&mut self, byte: u8) {
        if self.in_claim {
            match byte {
                b'0'..=b'9' => {
                    self.claim = self.claim.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                }
                b'=' | b'"' | b'\'' if self.claim == 0 => {}
                _ if byte.is_ascii_whitespace() && self.claim == 0 => {}
                _ => self.in_claim = false,
            }
            self.most_claimed = self.most_claimed.max(self.claim);
        }
        self.matched = match CLAIM.get(self.matched) {
            Some(next) if *next == byte => self.matched + 1,
            _ => usize::from(byte == CLAIM[0]),
        };
        if self.matched == CLAIM.len() {
            (self.matched, self.in_claim, self.claim) = (0, true, 0);
        }
    }

    fn is_bearable(&self, name: &str) -> bool {
        if !self.is_xml {
            return true;
        }
        let most = if name.ends_with("sharedstrings.xml") {
            if self.bytes > MAX_SHARED_BYTES || self.most_claimed > MAX_SHARED {
                return false;
            }
            MAX_SHARED
        } else if ["styles.xml", "workbook.xml", ".rels"].iter().any(|end| name.ends_with(end)) {
            MAX_DESCRIBING
        } else {
            MAX_ELEMENTS
        };
        self.elements <= most
            && self.longest <= MAX_PIECE_BYTES
            && !(self.is_marked && self.bytes > MAX_MARKED_BYTES)
    }
}

impl io::Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        bytes.iter().for_each(|byte| self.take(*byte));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::{MAX_DESCRIBING, MAX_PIECE_BYTES, Part};

    fn part(text: &str) -> Part {
        let mut part = Part::default();
        part.write_all(text.as_bytes()).unwrap();
        part
    }

    #[test]
    fn a_claim_is_read_wherever_it_stands() {
        assert_eq!(part("<sst count='3' uniqueCount=\"12\">").most_claimed, 12);
        assert_eq!(part("<x:sst uniquuniqueCount = '4000000000'/>").most_claimed, 4_000_000_000);
        assert!(!part("<sst uniqueCount='4000000000'/>").is_bearable("xl/sharedstrings.xml"));
        assert!(part("<sst uniqueCount='40000'/>").is_bearable("xl/sharedstrings.xml"));
    }

    #[test]
    fn elements_and_pieces_are_counted() {
        assert_eq!(part("<a><b x='1'/><c>1</c></a>").elements, 3);
        let looks = "<xf/>".repeat(usize::try_from(MAX_DESCRIBING).unwrap() + 1);
        assert!(!part(&looks).is_bearable("xl/styles.xml"));
        assert!(part(&looks).is_bearable("xl/worksheets/sheet1.xml"));
        let long = format!("<t>{}</t>", "a".repeat(usize::try_from(MAX_PIECE_BYTES).unwrap()));
        assert!(!part(&long).is_bearable("xl/worksheets/sheet1.xml"));
        assert!(part(&format!("GIF{long}")).is_bearable("xl/media/a.png"));
    }
}

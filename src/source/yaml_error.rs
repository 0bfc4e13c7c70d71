//! Explains malformed YAML in Vietnamese.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::{Diagnostic, SourceId, Span};

/// A report for a fault of the YAML parser: what is wrong and how to mend it.
pub(super) fn explain(error: &ScanError, id: SourceId, text: &str) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if let Some(fault) = odd_blank(text, at, id) {
        return fault;
    }
    let (message, help) = words(error.kind());
    Diagnostic::error("yaml", message).at(Span::new(id, place(text, at))).label("dừng đọc ở đây").help(help)
}

/// A Tab or a blank that is no plain one at the head of the faulty line or of
/// the next, or before the value: the parser stops beside it.
fn odd_blank(text: &str, at: usize, id: SourceId) -> Option<Diagnostic> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut lines = text[start..].split_inclusive('\n');
    let line = lines.next().unwrap_or("");
    let heads = [(start, line), (start + line.len(), lines.next().unwrap_or(""))];
    let of_head = heads.into_iter().find_map(|(start, line)| {
        let head = &line[..line.len() - line.trim_start().len()];
        let (at, blank) = head.trim_end_matches(['\r', '\n']).char_indices().find(|(_, c)| is_odd(*c))?;
        Some((start + at, blank))
    });
    let before_value = || {
        let after = line.find(':')? + 1;
        let blank = line[after..].chars().next().filter(|c| is_odd(*c) && *c != '\t')?;
        Some((start + after, blank))
    };
    let (at, blank) = of_head.or_else(before_value)?;
    Some(odd_blank_at(id, at, blank))
}

/// A blank that YAML does not take for one, or not to indent.
pub(super) fn is_odd(c: char) -> bool {
    c == '\t' || (c.is_whitespace() && !c.is_ascii())
}

/// Such a blank right behind a colon inside a key: what was meant for the value
/// has become a part of the key. Where in the key, and which.
pub(super) fn odd_blank_in_key(key: &str) -> Option<(usize, char)> {
    key.char_indices().skip(1).find(|&(at, c)| is_odd(c) && key[..at].ends_with(':'))
}

/// Tells of such a blank.
pub(super) fn odd_blank_at(id: SourceId, at: usize, blank: char) -> Diagnostic {
    let (message, label, help) = if blank == '\t' {
        ("dùng phím Tab để thụt lề", "dấu Tab", "thay mỗi dấu Tab bằng hai dấu cách")
    } else {
        (
            "ở đây có dấu cách đặc biệt (dấu cách không ngắt, thường do chép từ Word hoặc trang web)",
            "không phải dấu cách thường",
            "xóa khoảng trống này rồi gõ lại bằng phím cách",
        )
    };
    let place = Span::new(id, at..at + blank.len_utf8());
    Diagnostic::error("yaml", message).at(place).label(label).help(help)
}

/// At the end of a file or line there is nothing to mark: mark the last word
/// before it.
fn place(text: &str, at: usize) -> std::ops::Range<usize> {
    let rest = text[at..].split('\n').next().unwrap_or("").trim_end();
    if !rest.is_empty() {
        return at..at + rest.len();
    }
    let end = text[..at].trim_end().len();
    let start = text[..end].char_indices().next_back().map_or(end, |(start, _)| start);
    start..end
}

fn words(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedDocumentStart => (
            "dòng này thụt lề không khớp với các dòng ở trên",
            "các khóa cùng cấp phải thụt lề bằng nhau (dùng dấu cách); đoạn văn nhiều dòng đặt sau dấu | và thụt vào",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            "có dấu hai chấm ở chỗ không thể là khóa, hoặc dòng này thụt lề không khớp",
            "đặt giá trị có dấu hai chấm trong dấu nháy kép, hoặc viết `khóa: |` rồi gõ giá trị ở dòng dưới, thụt vào; \
             các khóa cùng cấp thụt lề bằng nhau",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            ("thiếu dấu hai chấm sau khóa", "viết `khóa: giá trị`, có dấu cách sau dấu hai chấm")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => {
            ("dùng phím Tab để thụt lề", "thay mỗi dấu Tab bằng hai dấu cách")
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => (
            "dấu nháy mở ra mà không đóng lại",
            "thêm dấu nháy ở cuối giá trị; trong dấu nháy kép, viết \\\" cho một dấu nháy kép",
        ),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => (
            "danh sách [ ] hoặc nhóm { } chưa đóng, hoặc thiếu dấu phẩy",
            "đóng bằng ] hoặc }; đặt giá trị có dấu phẩy hay bắt đầu bằng { trong dấu nháy kép",
        ),
        ErrorKind::UnknownAnchor => {
            ("tham chiếu * tới một tên chưa đặt", "nếu dấu * là chữ, hãy đặt giá trị trong dấu nháy kép")
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => {
            ("dấu \\ trong dấu nháy kép không hợp lệ", "viết \\\\ cho một dấu \\, hoặc dùng dấu nháy đơn")
        }
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::ExpectedNodeContent => {
            ("ký tự này không thể bắt đầu một giá trị", "đặt giá trị trong dấu nháy kép")
        }
        ErrorKind::RecursionLimitExceeded => ("lồng quá sâu", "bớt số cấp lồng nhau"),
        _ => ("YAML không đúng cú pháp", "so với tệp mẫu tạo bằng lệnh: vanban moi ke_hoach"),
    }
}

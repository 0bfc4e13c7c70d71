//! Finds a part of a decoded value in the YAML text it was decoded from.
//!
//! A block scalar loses its indentation, a folded or quoted one its line
//! breaks and escapes. Walking both texts side by side, white space apart,
//! maps a range of the value back to the file.

use std::ops::Range;

/// The byte range of `raw` that holds `range` of `value`.
///
/// Exact for plain, literal, folded and single-quoted scalars; for
/// double-quoted scalars an escape may widen it by its own length. Falls back
/// to the whole of `raw` when the two do not match at all.
pub(super) fn align(raw: &str, value: &str, range: Range<usize>) -> Range<usize> {
    let mut raw_chars = raw.char_indices().peekable();
    skip_block_header(raw, &mut raw_chars);
    let mut start = None;
    for (offset, wanted) in value.char_indices() {
        if offset >= range.end && start.is_some() {
            break;
        }
        if wanted.is_whitespace() {
            if offset >= range.start && start.is_none() {
                start = raw_chars.peek().map(|&(at, _)| at);
            }
            continue;
        }
        let Some(at) = raw_chars.by_ref().find(|&(_, found)| found == wanted).map(|(at, _)| at) else {
            return start.unwrap_or(0)..raw.len();
        };
        if offset >= range.start && start.is_none() {
            start = Some(at);
        }
        if offset + wanted.len_utf8() >= range.end {
            let start = start.unwrap_or(at);
            return start..(at + wanted.len_utf8()).max(start);
        }
    }
    let start = start.unwrap_or(raw.len());
    start..raw_chars.peek().map_or(raw.len(), |&(at, _)| at).max(start)
}

/// Where every character of a decoded value stands in the file.
#[derive(Debug, Clone)]
pub struct Offsets {
    /// Offset in the value, in the file, and length of each character that is
    /// no white space.
    chars: Vec<(usize, usize, usize)>,
}

impl Offsets {
    /// Walks both texts once; `base` is where `raw` starts in the file.
    pub(super) fn new(raw: &str, value: &str, base: usize) -> Self {
        let mut raw_chars = raw.char_indices().peekable();
        skip_block_header(raw, &mut raw_chars);
        let mut chars = Vec::new();
        for (offset, wanted) in value.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let Some((at, _)) = raw_chars.by_ref().find(|&(_, found)| found == wanted) else { break };
            chars.push((offset, base + at, wanted.len_utf8()));
        }
        Self { chars }
    }

    /// The bytes of the file that hold a range of the value which starts and
    /// ends with a character that is no white space.
    pub fn range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.chars.binary_search_by_key(&range.start, |&(offset, ..)| offset).ok()?;
        let after = self.chars.partition_point(|&(offset, ..)| offset < range.end);
        let (offset, at, length) = *self.chars.get(after.checked_sub(1)?)?;
        (offset + length == range.end && after > first).then(|| self.chars[first].1..at + length)
    }
}

/// Passes over `|`, `>`, `|-` and the rest of such a header line; the line of a
/// Markdown table or quotation is none.
fn skip_block_header(raw: &str, chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>) {
    let line = raw.split('\n').next().unwrap_or_default();
    let rest = line
        .trim_start_matches(['|', '>'])
        .trim_start_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
    let rest = rest.trim();
    if raw.starts_with(['|', '>']) && (rest.is_empty() || rest.starts_with('#')) {
        for (_, c) in chars.by_ref() {
            if c == '\n' {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::align;

    fn found<'a>(raw: &'a str, value: &str, part: &str) -> &'a str {
        let start = value.find(part).expect("part of the value");
        &raw[align(raw, value, start..start + part.len())]
    }

    #[test]
    fn finds_words_in_a_literal_block() {
        let raw = "|\n    Dòng một\n    dòng {{ hai }} nữa\n";
        let value = "Dòng một\ndòng {{ hai }} nữa\n";
        assert_eq!(found(raw, value, "{{ hai }}"), "{{ hai }}");
    }

    #[test]
    fn a_table_is_no_block_header() {
        let value = "| Lớp | Việc |\n| - | - |\n| 6A | Trực  nhật |\n";
        let raw = "| Lớp | Việc |\n  | - | - |\n  | 6A | Trực  nhật |\n";
        assert_eq!(found(raw, value, "Trực  nhật"), "Trực  nhật");
        assert_eq!(found(&format!("|-  # bảng\n  {raw}"), value, "Lớp"), "Lớp");
    }

    #[test]
    fn finds_words_in_a_quoted_scalar() {
        let raw = "\"Trường {{ co_quan.tem }} xây dựng\"";
        let value = "Trường {{ co_quan.tem }} xây dựng";
        assert_eq!(found(raw, value, "co_quan.tem"), "co_quan.tem");
    }

    #[test]
    fn finds_words_over_a_folded_line() {
        let raw = ">-\n  một hai\n  ba bốn";
        assert_eq!(found(raw, "một hai ba bốn", "hai ba"), "hai\n  ba");
    }
}

//! Finds a part of a decoded value in the YAML text it was decoded from.
//!
//! A block scalar loses its indentation, a folded or quoted one its line
//! breaks and escapes. Walking both texts side by side, white space apart,
//! maps a range of the value back to the file.

use std::ops::Range;

use super::scalar::{ScalarStyle, unit};

/// The byte range of `raw`, which stands behind `before` in its file, that holds
/// `range` of `value`. Falls back to the whole of `raw` when the two do not match
/// at all.
pub(super) fn align(before: &str, raw: &str, value: &str, range: Range<usize>) -> Range<usize> {
    let mut walk = ScalarWalk::new(before, raw, value);
    let mut start = None;
    for (offset, wanted) in value.char_indices() {
        if offset >= range.end && start.is_some() {
            break;
        }
        if wanted.is_whitespace() {
            if offset >= range.start && start.is_none() {
                start = Some(walk.at);
            }
            continue;
        }
        let Some(found) = walk.find(wanted) else {
            return start.unwrap_or(0)..raw.len();
        };
        if offset >= range.start && start.is_none() {
            start = Some(found.start);
        }
        if offset + wanted.len_utf8() >= range.end {
            let start = start.unwrap_or(found.start);
            return start..found.end.max(start);
        }
    }
    let start = start.unwrap_or(raw.len());
    start..walk.at.max(start)
}

/// Walks through the text of a scalar, an escape a step.
struct ScalarWalk<'r> {
    raw: &'r str,
    style: ScalarStyle,
    at: usize,
    end: usize,
    /// Whether the words found so far were all of the text.
    exact: bool,
}

impl<'r> ScalarWalk<'r> {
    fn new(before: &str, raw: &'r str, value: &str) -> Self {
        let style = ScalarStyle::of(before, raw, value);
        let content = style.content(raw);
        Self { raw, style, at: content.start, end: content.end, exact: true }
    }

    /// The next place that is decoded to this character, which is no white
    /// space.
    fn find(&mut self, wanted: char) -> Option<Range<usize>> {
        while self.at < self.end {
            let (decoded, length) = unit(self.style, &self.raw[self.at..self.end]);
            let start = self.at;
            self.at += length;
            match decoded {
                Some(c) if c == wanted => return Some(start..self.at),
                Some(c) if !c.is_whitespace() => self.exact = false,
                _ => {}
            }
        }
        None
    }
}

/// A character of a value that is no white space, and where it stands.
#[derive(Debug, Clone)]
struct Placed {
    /// In the value.
    value: Range<usize>,
    /// In the file.
    file: Range<usize>,
}

/// Where every character of a decoded value stands in the file.
#[derive(Debug, Clone)]
pub struct Offsets {
    /// Those that are no white space, up to the first that the file spells in
    /// a way not known here.
    chars: Vec<Placed>,
    /// How the scalar is written.
    style: ScalarStyle,
    /// The whole of the scalar in the file.
    scalar: Range<usize>,
    /// What the scalar's marks enclose, where nothing else stands in there.
    content: Option<Range<usize>>,
}

/// The characters around a boundary, and the white space between them.
struct Gap {
    value: Range<usize>,
    file: Range<usize>,
}

impl Offsets {
    /// Walks through the scalar that stands at a range of a file, and its value,
    /// once.
    pub(super) fn new(text: &str, scalar: Range<usize>, value: &str) -> Self {
        let (before, raw, base) = (&text[..scalar.start], &text[scalar.clone()], scalar.start);
        let mut walk = ScalarWalk::new(before, raw, value);
        let style = walk.style;
        let mut chars = Vec::new();
        let mut whole = true;
        for (offset, wanted) in value.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let found = walk.find(wanted).filter(|_| walk.exact);
            let Some(found) = found else {
                whole = false;
                break;
            };
            let file = base + found.start..base + found.end;
            chars.push(Placed { value: offset..offset + wanted.len_utf8(), file });
        }
        let content = style.content(raw);
        let content = (whole && !style.is_block()).then_some(base + content.start..base + content.end);
        Self { chars, style, scalar, content }
    }

    /// How the scalar is written.
    pub fn style(&self) -> ScalarStyle {
        self.style
    }

    /// The whole scalar in the file, its quotes included.
    pub fn scalar(&self) -> Range<usize> {
        self.scalar.clone()
    }

    /// The bytes of the file that hold exactly a range of the value; none where
    /// the file breaks or spells its white space in another way. `text` is the
    /// file.
    pub fn range(&self, text: &str, value: &str, range: &Range<usize>) -> Option<Range<usize>> {
        let end = self.boundary(text, value, range.end, false)?;
        let start = if range.is_empty() { end } else { self.boundary(text, value, range.start, true)? };
        (start <= end).then_some(start..end)
    }

    /// Where the white space around a boundary of the value lies.
    fn gap(&self, value: &str, at: usize) -> Option<Gap> {
        let next = self.chars.partition_point(|placed| placed.value.start < at);
        let before = next.checked_sub(1).and_then(|before| self.chars.get(before));
        let (value_start, file_start) = match before {
            Some(before) => (before.value.end, before.file.end),
            None => (0, self.content.as_ref()?.start),
        };
        let (value_end, file_end) = match self.chars.get(next) {
            Some(next) => (next.value.start, next.file.start),
            None => (value.len(), self.content.as_ref().map_or(file_start, |content| content.end)),
        };
        let known = next < self.chars.len() || self.content.is_some() || at == value_start;
        known.then_some(Gap { value: value_start..value_end, file: file_start..file_end })
    }

    /// A boundary of the value in the file; where several places of the file
    /// are that, the one next to the character behind (`starts`) or before it.
    fn boundary(&self, text: &str, value: &str, at: usize, starts: bool) -> Option<usize> {
        if starts && let Ok(index) = self.chars.binary_search_by_key(&at, |placed| placed.value.start) {
            return Some(self.chars[index].file.start);
        }
        let gap = self.gap(value, at)?;
        if at == gap.value.start {
            Some(gap.file.start)
        } else if at == gap.value.end {
            Some(gap.file.end)
        } else {
            let literal = text.get(gap.file.clone())? == value.get(gap.value.clone())?;
            literal.then(|| gap.file.start + (at - gap.value.start))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Offsets, align};

    fn found<'a>(raw: &'a str, value: &str, part: &str) -> &'a str {
        found_behind("k: ", raw, value, part)
    }

    fn found_behind<'a>(before: &str, raw: &'a str, value: &str, part: &str) -> &'a str {
        let start = value.find(part).expect("part of the value");
        &raw[align(before, raw, value, start..start + part.len())]
    }

    #[test]
    fn finds_words_in_a_literal_block() {
        let raw = "Dòng một\n    dòng {{ hai }} nữa\n";
        let value = "Dòng một\ndòng {{ hai }} nữa\n";
        assert_eq!(found_behind("k: |\n    ", raw, value, "{{ hai }}"), "{{ hai }}");
    }

    #[test]
    fn a_table_is_no_block_header() {
        let value = "| Lớp | Việc |\n| - | - |\n| 6A | Trực  nhật |\n";
        let raw = "| Lớp | Việc |\n  | - | - |\n  | 6A | Trực  nhật |\n";
        assert_eq!(found_behind("k: |\n  ", raw, value, "Trực  nhật"), "Trực  nhật");
        assert_eq!(found_behind("", value, value, "Lớp"), "Lớp");
    }

    #[test]
    fn finds_words_in_a_quoted_scalar() {
        let raw = "\"Trường {{ co_quan.tem }} xây dựng\"";
        let value = "Trường {{ co_quan.tem }} xây dựng";
        assert_eq!(found(raw, value, "co_quan.tem"), "co_quan.tem");
    }

    #[test]
    fn finds_words_over_a_folded_line() {
        let raw = "một hai\n  ba bốn";
        assert_eq!(found_behind("k: >-\n  ", raw, "một hai ba bốn", "hai ba"), "hai\n  ba");
    }

    #[test]
    fn an_escape_is_found_whole() {
        let raw = r#""Phong trào \"Thư viện\" \u0111\u1eb9p""#;
        let value = "Phong trào \"Thư viện\" đẹp";
        assert_eq!(found(raw, value, "\"Thư"), r#"\"Thư"#);
        assert_eq!(found(raw, value, "đẹp"), r"\u0111\u1eb9p");
        assert_eq!(found("'nhà ''trường'' em'", "nhà 'trường' em", "'trường'"), "''trường''");
    }

    /// The bytes of a scalar that are exactly a range of the value.
    fn exactly<'a>(
        before: &str,
        raw: &'a str,
        value: &str,
        range: std::ops::Range<usize>,
    ) -> Option<&'a str> {
        let text = format!("{before}{raw}");
        let range = Offsets::new(&text, before.len()..text.len(), value).range(&text, value, &range)?;
        raw.get(range.start - before.len()..range.end - before.len())
    }

    #[test]
    fn white_space_is_changed_only_where_the_file_spells_it_alike() {
        // A line break of the file is one blank of the value.
        assert_eq!(exactly("k: >-\n  ", "một\n  hai", "một hai", 5..6), Some("\n  "));
        assert_eq!(exactly("k: ", "\"một  hai\"", "một  hai", 6..7), Some(" "));
        assert_eq!(exactly("k: ", "\"một\\t hai\"", "một\t hai", 6..7), None);
        assert_eq!(exactly("k: ", "'hai '", "hai ", 3..4), Some(" "));
        assert_eq!(exactly("k: |\n  ", "hai \n", "hai \n", 3..4), None);
        // What the walk cannot read is not changed.
        assert_eq!(exactly("k: ", "một hai", "một ba", 6..8), None);
    }
}

//! Words behind a plain scalar that YAML takes for a comment.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

/// A plain scalar with a comment on its last line that starts right behind `#`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Commented {
    /// Its key, e.g. `noi_dung[1].tieu_de`.
    pub(super) key: String,
    /// Where it stands in the file.
    pub(super) scalar: Range<usize>,
    /// The comment, from the `#` to its last word.
    pub(super) comment: Range<usize>,
    /// Whether it stands between brackets or braces.
    pub(super) in_flow: bool,
}

/// A collection that is being read.
struct Open {
    /// The number of the entry of a list; none for a mapping.
    entry: Option<usize>,
    /// The key whose value comes next.
    key: Option<String>,
    in_flow: bool,
}

/// The scalars of a file whose comments look like words of the text. A usual
/// comment has a blank behind its `#`.
pub(super) fn commented(text: &str) -> Vec<Commented> {
    let mut found = Vec::new();
    if !text.match_indices('#').any(|(at, _)| starts_word(text, at)) {
        return found;
    }
    let mut stack: Vec<Open> = Vec::new();
    let mut read = 0;
    for event in Parser::new_from_str(text) {
        // What is no YAML is told by whoever reads it.
        let Ok((event, place)) = event else { break };
        let range = place.byte_range().unwrap_or(0..0);
        match event {
            Event::SequenceStart(..) => open(&mut stack, text, range.start, Some(0)),
            Event::MappingStart(..) => open(&mut stack, text, range.start, None),
            Event::SequenceEnd | Event::MappingEnd => {
                stack.pop();
                close(&mut stack);
            }
            Event::Scalar(value, style, ..) => {
                if let Some(Open { entry: None, key: key @ None, .. }) = stack.last_mut() {
                    *key = Some(value.into_owned());
                    read = range.end;
                    continue;
                }
                let comment = match style {
                    ScalarStyle::Plain if range.is_empty() => instead_of_value(text, read, range.start),
                    ScalarStyle::Plain => comment_behind(text, &range, &value),
                    _ => None,
                };
                if let Some(comment) = comment {
                    let in_flow = stack.iter().any(|open| open.in_flow);
                    found.push(Commented { key: path(&stack), scalar: range, comment, in_flow });
                }
                close(&mut stack);
            }
            Event::Alias(_) => close(&mut stack),
            _ => {}
        }
        read = place.byte_range().map_or(read, |range| read.max(range.end));
    }
    found
}

fn open(stack: &mut Vec<Open>, text: &str, start: usize, entry: Option<usize>) {
    let in_flow = text.get(start..).is_some_and(|rest| rest.starts_with(['[', '{']));
    stack.push(Open { entry, key: None, in_flow });
}

/// A value has ended: the next entry or key comes.
fn close(stack: &mut [Open]) {
    if let Some(open) = stack.last_mut() {
        open.entry = open.entry.map(|entry| entry + 1);
        open.key = None;
    }
}

fn path(stack: &[Open]) -> String {
    let mut path = String::new();
    for open in stack {
        match (open.entry, &open.key) {
            (Some(entry), _) => path.push_str(&format!("[{entry}]")),
            (None, Some(key)) if path.is_empty() => path.push_str(key),
            (None, Some(key)) => path.extend([".", key]),
            (None, None) => {}
        }
    }
    path
}

/// Whether a letter or digit stands right behind the `#` at `at`, and a blank
/// before it.
fn starts_word(text: &str, at: usize) -> bool {
    text[..at].ends_with([' ', '\t']) && text[at + 1..].starts_with(char::is_alphanumeric)
}

/// The comment behind a scalar, where it looks like words of its text.
fn comment_behind(text: &str, scalar: &Range<usize>, value: &str) -> Option<Range<usize>> {
    let line = text.get(scalar.end..)?.lines().next()?;
    let comment = line.trim_start_matches([' ', '\t']);
    let start = scalar.end + (line.len() - comment.len());
    let words = comment.strip_prefix('#')?;
    let is_told = starts_word(text, start) && !is_word_of_program(value) && !is_key(words);
    is_told.then(|| start..start + words_of(comment))
}

/// The comment that stands where a value is missing: `ket: #1 là mục tiêu`.
/// Only a number is sure to be no remark.
fn instead_of_value(text: &str, read: usize, value: usize) -> Option<Range<usize>> {
    let line_end = read + text.get(read..)?.lines().next()?.len();
    let mut at = read;
    for line in text.get(read..value.max(line_end))?.split_inclusive('\n') {
        if let Some(start) = line.find('#') {
            let before = line[..start].trim_end();
            let opens = before.ends_with(['-', ':']);
            let numbered = line[start + 1..].starts_with(|c: char| c.is_ascii_digit());
            if opens && numbered && starts_word(text, at + start) {
                return Some(at + start..at + start + words_of(&line[start..]));
            }
        }
        at += line.len();
    }
    None
}

/// Bytes of a comment up to another one in it: `#3 nhà B # xem lại`.
fn words_of(comment: &str) -> usize {
    comment.find(" # ").map_or(comment, |end| &comment[..end]).trim_end().len()
}

/// Whether a value is no text: a kind, a number, a date, the name of a file.
fn is_word_of_program(value: &str) -> bool {
    value.bytes().all(|byte| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'/' | b'.')
    })
}

/// Whether a comment holds a key that somebody left out: `#ten: Trường`.
fn is_key(words: &str) -> bool {
    words.split_once(':').is_some_and(|(key, _)| {
        key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::commented;

    #[test]
    fn words_behind_a_text_are_found_with_their_key() {
        let text = "loai: ke_hoach #chính\nmo_dau: phòng số #3 nhà B  # xem lại\nmuc:\n  - a: x\n    b: Hai dòng\n      tiếp #lớp 6\n\
            noi_nhan: [Tổ 1, Tổ #2\n  ]\nket: #4 hết\nso: 5 # năm\nten: Trường #ten: Cũ\ncu: 'Phòng' #3\n\
            khoi: |\n  phòng số #3\nmau: C #a\n";
        let found: Vec<_> = commented(text)
            .into_iter()
            .map(|c| (c.key, &text[c.scalar], &text[c.comment], c.in_flow))
            .collect();
        let expected = [
            ("mo_dau", "phòng số", "#3 nhà B", false),
            ("muc[0].b", "Hai dòng\n      tiếp", "#lớp 6", false),
            ("noi_nhan[1]", "Tổ", "#2", true),
            ("ket", "", "#4 hết", false),
            ("mau", "C", "#a", false),
        ];
        assert_eq!(
            found,
            expected.map(|(key, scalar, comment, flow)| (key.to_owned(), scalar, comment, flow))
        );
    }
}

//! How YAML writes a scalar.

use std::ops::Range;

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without marks.
    Plain,
    /// `'...'`.
    Single,
    /// `"..."`.
    Double,
    /// `|`: lines stay as they are.
    Literal,
    /// `>`: lines are joined.
    Folded,
    /// No YAML at all: a text file, which is its own value.
    Verbatim,
}

impl ScalarStyle {
    /// How the text `raw`, which stands behind `before` in its file, writes
    /// `value`. A block starts below its header, at its first word.
    pub(super) fn of(before: &str, raw: &str, value: &str) -> Self {
        let quoted = |mark: char| raw.len() > 1 && raw.starts_with(mark) && raw.ends_with(mark);
        if let Some(block) = header_above(before) {
            block
        } else if raw.len() == value.len() && raw == value {
            if raw.contains('\n') { Self::Verbatim } else { Self::Plain }
        } else if quoted('"') {
            Self::Double
        } else if quoted('\'') {
            Self::Single
        } else {
            Self::Plain
        }
    }

    /// Whether it is a block of lines below a header.
    pub fn is_block(self) -> bool {
        matches!(self, Self::Literal | Self::Folded)
    }

    /// What stands between the marks of a scalar.
    pub(super) fn content(self, raw: &str) -> Range<usize> {
        match self {
            Self::Single | Self::Double => 1..raw.len() - 1,
            _ => 0..raw.len(),
        }
    }

    /// Words as they are written in a scalar of this style.
    pub fn encode(self, words: &str) -> String {
        match self {
            Self::Double => words.replace('\\', "\\\\").replace('"', "\\\""),
            Self::Single => words.replace('\'', "''"),
            _ => words.to_owned(),
        }
    }
}

/// The style that the line above a scalar asks for: it ends with `|`, `>`, `|-`
/// and the like, perhaps with a comment.
fn header_above(before: &str) -> Option<ScalarStyle> {
    let (above, indentation) = before.rsplit_once('\n')?;
    if !indentation.trim().is_empty() {
        return None;
    }
    let line = above.trim_end().rsplit('\n').next()?;
    let line = line.find(" #").map_or(line, |comment| &line[..comment]).trim_end();
    let header = line.trim_end_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
    let style = match header.chars().next_back()? {
        '|' => ScalarStyle::Literal,
        '>' => ScalarStyle::Folded,
        _ => return None,
    };
    let key = &header[..header.len() - 1];
    (key.is_empty() || key.ends_with(char::is_whitespace)).then_some(style)
}

/// The character that the start of a scalar's text is decoded to, none for
/// what stands for nothing, and the length of what spells it.
pub(super) fn unit(style: ScalarStyle, rest: &str) -> (Option<char>, usize) {
    let Some(first) = rest.chars().next() else { return (None, 0) };
    match style {
        ScalarStyle::Single if rest.starts_with("''") => (Some('\''), 2),
        ScalarStyle::Double if first == '\\' => escape(rest),
        _ => (Some(first), first.len_utf8()),
    }
}

/// An escape of a double-quoted scalar (YAML 1.2, 5.7).
fn escape(rest: &str) -> (Option<char>, usize) {
    let Some(kind) = rest[1..].chars().next() else { return (None, 1) };
    let hex = |digits: usize| {
        let code = rest.get(2..2 + digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        (code.and_then(char::from_u32), rest.len().min(2 + if code.is_some() { digits } else { 0 }))
    };
    let decoded = match kind {
        'x' => return hex(2),
        'u' => return hex(4),
        'U' => return hex(8),
        // The line goes on below.
        '\n' | '\r' => None,
        '0' => Some('\0'),
        'a' => Some('\u{7}'),
        'b' => Some('\u{8}'),
        't' => Some('\t'),
        'n' => Some('\n'),
        'v' => Some('\u{b}'),
        'f' => Some('\u{c}'),
        'r' => Some('\r'),
        'e' => Some('\u{1b}'),
        'N' => Some('\u{85}'),
        '_' => Some('\u{a0}'),
        'L' => Some('\u{2028}'),
        'P' => Some('\u{2029}'),
        other => Some(other),
    };
    (decoded, 1 + kind.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::ScalarStyle;

    #[test]
    fn a_block_is_known_by_the_line_above_it() {
        for (before, style) in [
            ("noi_dung: |\n  ", ScalarStyle::Literal),
            ("noi_dung: |-  # giữ dòng\n\n  ", ScalarStyle::Literal),
            ("- >2-\n    ", ScalarStyle::Folded),
            ("noi_dung:\n  ", ScalarStyle::Plain),
            ("noi_dung: |\n  - ", ScalarStyle::Plain),
            ("", ScalarStyle::Plain),
        ] {
            assert_eq!(ScalarStyle::of(before, "\"Học tập\" và\n  rèn luyện", ""), style, "{before:?}");
        }
        assert_eq!(ScalarStyle::of("a: ", r#""b \" c""#, "b \" c"), ScalarStyle::Double);
        assert_eq!(ScalarStyle::of("", "| a |\n| - |", "| a |\n| - |"), ScalarStyle::Verbatim);
    }
}

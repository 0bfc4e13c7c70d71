//! A file of YAML as it is written, line by line: keys, lists, comments, and
//! where a comment may still be put later.

use std::ops::Range;

use serde_json::Value;

use crate::report::yaml;

/// Longest line of a comment, in characters.
const COMMENT_WIDTH: usize = 110;

/// One line.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    /// It is inside a block of text, where `#` would be words.
    in_block: bool,
}

/// The lines so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    lines: Vec<Line>,
    /// The next key opens an entry of a list.
    opens_entry: bool,
}

impl Draft {
    /// An empty line, unless the last one is.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text.is_empty()) {
            self.push(String::new());
        }
    }

    /// A comment, on as many lines as it needs.
    pub(super) fn comment(&mut self, indent: usize, words: &str) {
        let indent = if self.opens_entry { indent.saturating_sub(2) } else { indent };
        for text in comment_lines(indent, words) {
            self.push(text);
        }
    }

    /// A comment that holds a key: without its mark it is one.
    pub(super) fn commented_key(&mut self, indent: usize, key: &str, why: &str) {
        self.push(format!("{}# {key:<30}# {why}", " ".repeat(indent)));
    }

    /// A line of comment without words.
    pub(super) fn blank_comment(&mut self) {
        self.push("#".to_owned());
    }

    /// The next key opens an entry of a list; it stands at the indent of the
    /// entry's keys.
    pub(super) fn entry(&mut self) {
        self.opens_entry = true;
    }

    /// No key opened the entry after all.
    pub(super) fn close_entry(&mut self) {
        self.opens_entry = false;
    }

    /// A key whose value is a group or a list below it.
    pub(super) fn head(&mut self, indent: usize, key: &str) {
        let start = self.start(indent);
        self.push(format!("{start}{key}:"));
    }

    /// A key and a value that is YAML already.
    pub(super) fn raw(&mut self, indent: usize, key: &str, value: &str) {
        let start = self.start(indent);
        self.push(format!("{start}{key}: {value}"));
    }

    /// A key and words.
    pub(super) fn pair(&mut self, indent: usize, key: &str, words: &str) {
        self.raw(indent, key, &yaml::scalar(words.trim(), false));
    }

    /// A key and words, where there are any.
    pub(super) fn optional(&mut self, indent: usize, key: &str, words: Option<&str>) {
        if let Some(words) = words {
            self.pair(indent, key, words);
        }
    }

    /// A key and paragraphs.
    pub(super) fn paragraphs(&mut self, indent: usize, key: &str, text: &str) {
        let text = text.trim_end();
        if is_no_block(text) {
            self.raw(indent, key, &Value::from(text).to_string());
            return;
        }
        let start = self.start(indent);
        let written = yaml::paragraphs(text, indent + 2);
        for (at, line) in written.split('\n').enumerate() {
            let text = if at == 0 { format!("{start}{key}: {line}") } else { line.to_owned() };
            self.lines.push(Line { text, in_block: at > 0 });
        }
    }

    /// A list of words.
    pub(super) fn list<'t>(&mut self, indent: usize, key: &str, all: impl IntoIterator<Item = &'t str>) {
        let mut all = all.into_iter().peekable();
        if all.peek().is_none() {
            return;
        }
        self.head(indent, key);
        all.for_each(|words| self.item(indent + 2, words));
    }

    /// Words in a list.
    pub(super) fn item(&mut self, indent: usize, words: &str) {
        let written = yaml::scalar(words.trim(), false);
        self.push(format!("{}- {written}", " ".repeat(indent)));
    }

    /// The file.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\n", line.text)).collect()
    }

    /// What stands in the lines that are no comments.
    pub(super) fn typed(&self) -> impl Iterator<Item = &str> {
        let typed = |line: &&Line| line.in_block || !line.text.trim_start().starts_with('#');
        self.lines.iter().filter(typed).map(|line| line.text.as_str())
    }

    /// The lines that are comments.
    pub(super) fn comments(&self) -> impl Iterator<Item = &str> {
        let comment = |line: &&Line| !line.in_block && line.text.trim_start().starts_with('#');
        self.lines.iter().filter(comment).map(|line| line.text.as_str())
    }

    /// Puts words in the place of some of a line, or a comment over the key
    /// that they belong to, or both. `marks` count in bytes of [`Self::text`].
    pub(super) fn mark(&mut self, marks: Vec<(Range<usize>, Option<String>, String)>) {
        let mut starts = vec![0];
        for line in &self.lines {
            starts.push(starts.last().unwrap_or(&0) + line.text.len() + 1);
        }
        let mut comments: Vec<(usize, usize, String)> = Vec::new();
        let mut marks = marks;
        marks.sort_by_key(|(range, _, _)| std::cmp::Reverse(range.start));
        marks.dedup_by(|later, first| later.0 == first.0);
        for (range, words, comment) in marks {
            let at = starts.partition_point(|start| *start <= range.start).saturating_sub(1);
            let (Some(start), Some(line)) = (starts.get(at), self.lines.get_mut(at)) else { continue };
            let inside = range.start - start..range.end.saturating_sub(*start);
            if let Some(words) = words
                && line.text.get(inside.clone()).is_some()
            {
                line.text.replace_range(inside, &words);
            }
            let key = (0..=at).rev().find(|at| self.lines.get(*at).is_some_and(|line| !line.in_block));
            comments.push((key.unwrap_or(at), at, comment));
        }
        // From the last line on, so that the numbers of those before hold.
        comments.sort();
        comments.dedup_by(|later, first| later.0 == first.0 && later.2 == first.2);
        for (key, _, comment) in comments.into_iter().rev() {
            let indent = self.lines.get(key).map_or(0, |line| indent_of(&line.text));
            let lines = comment_lines(indent, &comment).into_iter();
            self.lines.splice(key..key, lines.map(|text| Line { text, in_block: false }));
        }
    }

    fn start(&mut self, indent: usize) -> String {
        if std::mem::take(&mut self.opens_entry) {
            format!("{}- ", " ".repeat(indent.saturating_sub(2)))
        } else {
            " ".repeat(indent)
        }
    }

    fn push(&mut self, text: String) {
        self.lines.push(Line { text, in_block: false });
    }
}

/// Whether a block would not give the same text back: its indent could not be
/// seen, or a character must be written by its number.
fn is_no_block(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    first.starts_with([' ', '\t']) || text.chars().any(|c| c != '\n' && c.is_control())
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The lines of a comment; the entry of a list hangs.
fn comment_lines(indent: usize, words: &str) -> Vec<String> {
    let hang = if words.starts_with("- ") { "  " } else { "" };
    let lines = wrapped(words, COMMENT_WIDTH.saturating_sub(indent + hang.len()));
    let start = " ".repeat(indent);
    let line = |(at, line): (usize, String)| format!("{start}# {}{line}", if at == 0 { "" } else { hang });
    lines.into_iter().enumerate().map(line).collect()
}

/// Words on lines that are not longer than they need be.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stand_over_the_key_of_the_words() {
        let mut draft = Draft::default();
        draft.head(0, "noi_dung");
        draft.entry();
        draft.pair(4, "tieu_de", "Một");
        draft.paragraphs(4, "noi_dung", "Gửi huyện A.\n\n# Gửi huyện B.\n");
        let text = draft.text();
        assert_eq!(
            text,
            "noi_dung:\n  - tieu_de: Một\n    noi_dung: |\n      Gửi huyện A.\n\n      # Gửi huyện B.\n"
        );
        let at = |words: &str| text.find(words).map_or(0..0, |at| at..at + words.len());
        draft.mark(vec![
            (at("huyện A"), Some("«điền A»".to_owned()), "xem A".to_owned()),
            (at("huyện B"), Some("«điền B»".to_owned()), "xem B".to_owned()),
            (at("Một"), None, "xem tên".to_owned()),
        ]);
        assert_eq!(
            draft.text(),
            "noi_dung:\n  # xem tên\n  - tieu_de: Một\n    # xem A\n    # xem B\n    noi_dung: |\n      Gửi «điền A».\n\n      # Gửi «điền B».\n"
        );
        let typed: Vec<&str> = draft.typed().collect();
        assert_eq!(typed.len(), 6, "a line of words is none: {typed:?}");
    }

    #[test]
    fn a_text_that_no_block_holds_is_quoted() {
        let mut draft = Draft::default();
        draft.paragraphs(0, "noi_dung", "  lùi\nthẳng");
        assert_eq!(draft.text(), "noi_dung: \"  lùi\\nthẳng\"\n");
    }
}

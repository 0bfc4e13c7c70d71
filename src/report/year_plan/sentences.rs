//! Texts of a plan as lines that are paragraphs, and those as sentences.

use std::collections::BTreeMap;
use std::ops::Range;

/// A text apart.
#[derive(Debug, Default)]
pub(super) struct Lines<'t> {
    /// The paragraphs, and where each stands.
    pub(super) words: Vec<(&'t str, Range<usize>)>,
    /// What is no sentence: what it is, and where it stands.
    pub(super) other: Vec<(&'static str, Range<usize>)>,
    /// The footnotes as they are typed, by their labels.
    pub(super) notes: BTreeMap<&'t str, String>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut all = Self::default();
        let mut open = 0;
        let mut note: Option<&str> = None;
        let mut start = 0;
        for raw in text.split_inclusive('\n') {
            let at = start;
            start += raw.len();
            let line = raw.trim();
            if line.is_empty() {
                continue;
            }
            let from = at + raw.find(line).unwrap_or_default();
            let place = from..from + line.len();
            let indented = raw.starts_with([' ', '\t']);
            if let Some(label) = note_label(line) {
                all.notes.insert(label, line.to_owned());
                note = Some(label);
            } else if let Some(known) = note.filter(|_| indented).and_then(|label| all.notes.get_mut(label)) {
                known.push_str(&format!("\n    {line}"));
            } else {
                note = None;
                let before = open;
                open += blocks(line);
                match no_sentence(line) {
                    _ if before != 0 || open != 0 => {
                        all.tell("lời chọn bằng {% %} trên nhiều dòng", place);
                    }
                    Some(what) => all.tell(what, place),
                    None => all.words.push((unlabelled(line), place)),
                }
            }
        }
        all
    }

    /// Lines of one table or quotation are one thing.
    fn tell(&mut self, what: &'static str, place: Range<usize>) {
        match self.other.last_mut() {
            Some((last, until)) if *last == what && place.start <= until.end + 2 => until.end = place.end,
            _ => self.other.push((what, place)),
        }
    }
}

/// The label of a footnote's definition, `[^a]: ...`.
fn note_label(line: &str) -> Option<&str> {
    line.strip_prefix("[^")?.split_once("]:").map(|(label, _)| label).filter(|label| !label.contains(']'))
}

/// The footnotes that a sentence calls.
pub(super) fn called_notes(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(label, _)| label)
}

/// How many blocks of Tera a text opens more than it closes.
fn blocks(text: &str) -> isize {
    let tags = text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
    tags.map(|tag| match tag {
        _ if tag.starts_with("end") => -1,
        _ if tag.starts_with("if ") || tag.starts_with("for ") => 1,
        _ => 0,
    })
    .sum()
}

/// What a line is that is no paragraph.
fn no_sentence(line: &str) -> Option<&'static str> {
    let kinds = [
        ("|", "bảng"),
        ("#", "đề mục"),
        (">", "lời trích dẫn"),
        ("<", "thẻ"),
        ("![", "hình"),
        ("```", "đoạn chữ đánh máy"),
    ];
    kinds.into_iter().find(|(mark, _)| line.starts_with(mark)).map(|(_, what)| what)
}

/// A line without the mark of a list.
fn unlabelled(line: &str) -> &str {
    let Some((label, rest)) = line.split_once(' ') else { return line };
    let number = label.trim_end_matches(['.', ')']);
    let is_number =
        number.len() < label.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let is_letter = label.ends_with(')') && label.chars().count() == 2;
    if matches!(label, "-" | "+" | "*" | "–") || is_number || is_letter { rest.trim_start() } else { line }
}

/// The sentences of a paragraph. Where an end is not sure, or marks would be
/// torn apart, it goes on.
pub(super) fn sentences(line: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices() {
        // The call of a footnote belongs to the sentence before it.
        let end = at + c.len_utf8() + called_behind(&line[at + c.len_utf8()..]);
        let next = line[end..].chars().find(|c| !c.is_whitespace());
        let is_end = matches!(c, '.' | '!' | '?')
            && at >= start
            && line[end..].starts_with(char::is_whitespace)
            && next.is_some_and(char::is_uppercase)
            && !is_short(&line[start..at])
            && is_whole(&line[start..end]);
        if is_end {
            found.push(line[start..end].trim().to_owned());
            start = end;
        }
    }
    let rest = line[start..].trim();
    if !rest.is_empty() {
        found.push(stopped(rest));
    }
    found
}

/// The bytes of the calls of footnotes that a text starts with.
fn called_behind(text: &str) -> usize {
    let mut rest = text;
    while let Some((_, behind)) = rest.strip_prefix("[^").and_then(|call| call.split_once(']')) {
        rest = behind;
    }
    text.len() - rest.len()
}

/// With a full stop in place of the semicolon of a list.
fn stopped(line: &str) -> String {
    // Behind the calls of footnotes nothing is added when the stop is before them.
    let calls_only = |at: &usize| called_behind(&line[*at..]) == line.len() - at;
    let before = line.match_indices("[^").map(|(at, _)| at).find(calls_only);
    let (words, calls) = line.split_at(before.unwrap_or(line.len()));
    let bare = words.trim_end().trim_end_matches([';', ',']);
    let is_stopped = bare.ends_with(['.', '!', '?', ':', '…']) || bare.ends_with("%}");
    let stop = if is_stopped { "" } else { "." };
    format!("{bare}{stop}{calls}")
}

/// Whether the last word is an abbreviation: "TP", "HU".
fn is_short(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    word.chars().count() <= 3 && capitals > 0 && (capitals > 1 || word.chars().count() < 3)
}

/// Whether marks are closed.
fn is_whole(text: &str) -> bool {
    let pairs = [("{{", "}}"), ("{%", "%}"), ("“", "”"), ("(", ")")];
    let closed = pairs.iter().all(|(open, close)| text.matches(open).count() == text.matches(close).count());
    closed
        && blocks(text) == 0
        && text.matches('*').count().is_multiple_of(2)
        && text.matches("**").count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_the_next_begins() {
        let found = sentences("Một việc của TP. Hà Giang (xem 1. Hai). Việc v.v. khác nữa. {{ a.b }}. Ba");
        assert_eq!(
            found,
            ["Một việc của TP. Hà Giang (xem 1. Hai).", "Việc v.v. khác nữa. {{ a.b }}.", "Ba."]
        );
        assert_eq!(sentences("Nâng cao nhận thức;"), ["Nâng cao nhận thức."]);
        assert!(sentences(" ").is_empty());
    }

    #[test]
    fn footnotes_and_blocks_stay_with_their_sentence() {
        assert_eq!(sentences("Một.[^a] Hai[^b]; Ba[^c]"), ["Một.[^a]", "Hai[^b]; Ba.[^c]"]);
        let chosen = "{% if so %}Một. Hai.{% else %}Ba.{% endif %} Bốn.";
        assert_eq!(sentences(chosen), ["{% if so %}Một. Hai.{% else %}Ba.{% endif %} Bốn."]);
    }

    #[test]
    fn lines_that_are_no_sentences_are_named() {
        let text = "- Một\n| a |\n| - |\n\n> Lời\n[^a]: Chú\n    thích\n{% if x %}\nHai\n{% endif %}\nBa";
        let lines = Lines::of(text);
        let words: Vec<&str> = lines.words.iter().map(|(words, _)| *words).collect();
        assert_eq!(words, ["Một", "Ba"]);
        let other: Vec<&str> = lines.other.iter().map(|(what, _)| *what).collect();
        let chosen = "lời chọn bằng {% %} trên nhiều dòng";
        assert_eq!(other, ["bảng", "lời trích dẫn", chosen]);
        assert_eq!(lines.notes["a"], "[^a]: Chú\n    thích");
    }
}

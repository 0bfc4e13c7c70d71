//! Marks in rendered texts: places whose words depend on what stands before
//! them on paper. A leaf.
//!
//! A mark is a few letters and digits between two control characters. No input
//! can hold those (files, cells and references like `&#1;` are refused for
//! them), so no value forges a mark, and nothing in a mark means anything to
//! Markdown. It travels inside the text of a run until the whole document is
//! there and [`super::citation`] puts the words in. What happens to the text on
//! the way is seen in the mark: capitals change its letters, and a trimmed end
//! is noted in it.

const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// What stands at a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The words that cite a document, by its place among those declared.
    Citation(usize),
    /// The words that refer to a section, by its place among those with an id.
    Section(usize),
    /// Nothing: a cited document is printed here by its own entry.
    Printed(usize),
}

/// The letters of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    AsTyped,
    Upper,
    Lower,
    /// A capital, then small letters.
    Capitalized,
}

/// The letters by which a mark knows what became of its text: a small one and
/// a capital, as long as nothing did.
const CASES: [(&str, Case); 4] =
    [("aB", Case::AsTyped), ("AB", Case::Upper), ("ab", Case::Lower), ("Ab", Case::Capitalized)];

/// Ends that are taken off texts; a mark notes them by their place here.
const ENDS: [&str; 4] = ["./.", ".", ";", ","];

/// A mark as it is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) what: What,
    pub(super) case: Case,
    /// What was taken off the end of its text, in this order.
    pub(super) ends: Vec<&'static str>,
}

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    Mark(Mark),
}

/// A new mark. Like the words that it stands for, a citation starts with a
/// capital and a reference within a sentence does not.
pub(super) fn of(what: What) -> String {
    let (kind, index) = match what {
        What::Citation(index) => ('C', index),
        What::Section(index) => ('s', index),
        What::Printed(index) => ('p', index),
    };
    format!("{OPEN}{kind}{index}aB{CLOSE}")
}

/// Whether a text holds a mark.
pub(super) fn is_in(text: &str) -> bool {
    text.contains(OPEN)
}

/// Whether a text holds a mark that refers to a section.
pub(super) fn refers(text: &str) -> bool {
    let is_section = |piece| matches!(piece, Piece::Mark(Mark { what: What::Section(_), .. }));
    is_in(text) && pieces(text).into_iter().any(is_section)
}

/// A text taken apart. What is no whole mark is text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, inner, behind)) = next(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(read(inner).map_or(Piece::Text(&rest[before.len()..][..inner.len() + 2]), Piece::Mark));
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The next mark: what stands before it, in it, behind it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(OPEN)?;
    let (inner, behind) = rest.split_once(CLOSE)?;
    Some((before, inner, behind))
}

fn read(inner: &str) -> Option<Mark> {
    let kind = inner.chars().next()?;
    let rest = inner.strip_prefix(kind)?;
    let letters = rest.find(|c: char| !c.is_ascii_digit())?;
    let index = rest[..letters].parse().ok()?;
    let what = match kind.to_ascii_lowercase() {
        'c' => What::Citation(index),
        's' => What::Section(index),
        'p' => What::Printed(index),
        _ => return None,
    };
    let (letters, ends) = rest[letters..].split_at_checked(2)?;
    let (_, case) = CASES.iter().find(|(written, _)| *written == letters)?;
    let end = |digit: char| ENDS.get(usize::try_from(digit.to_digit(10)?).ok()?).copied();
    Some(Mark { what, case: *case, ends: ends.chars().map(end).collect::<Option<_>>()? })
}

/// Whether a text ends with a mark.
pub(super) fn is_at_end(text: &str) -> bool {
    text.ends_with(CLOSE)
}

/// Notes in the mark at the end of a text what is to be taken off its words.
pub(super) fn note_ends(text: &mut String, ends: &[&str]) {
    if is_at_end(text) {
        text.pop();
        let places = ends.iter().filter_map(|end| ENDS.iter().position(|known| known == end));
        text.extend(places.filter_map(|place| char::from_digit(u32::try_from(place).ok()?, 10)));
        text.push(CLOSE);
    }
}

/// A text with a capital at its start and small letters behind, in which marks
/// stay marks.
pub(super) fn capitalize(text: &str) -> String {
    if let Some(("", inner, behind)) = next(text)
        && let Some((index, letters)) = inner.rsplit_once(['a', 'A'])
    {
        let ends = letters.get(1..).unwrap_or_default();
        return format!("{OPEN}{index}Ab{ends}{CLOSE}{}", behind.to_lowercase());
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + &chars.as_str().to_lowercase()
    })
}

impl Case {
    /// Words in these letters.
    pub(super) fn of(self, words: &str) -> String {
        match self {
            Self::AsTyped => words.to_owned(),
            Self::Upper => words.to_uppercase(),
            Self::Lower => words.to_lowercase(),
            Self::Capitalized => capitalize(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Mark {
        let mut pieces = pieces(text);
        assert_eq!(pieces.len(), 1, "{text:?}");
        match pieces.remove(0) {
            Piece::Mark(mark) => mark,
            Piece::Text(text) => panic!("no mark: {text:?}"),
        }
    }

    #[test]
    fn a_mark_knows_what_became_of_its_text() {
        let mark = of(What::Citation(12));
        let cases = [
            (mark.clone(), Case::AsTyped),
            (mark.to_uppercase(), Case::Upper),
            (mark.to_lowercase(), Case::Lower),
            (capitalize(&mark), Case::Capitalized),
            (capitalize(&mark).to_uppercase(), Case::Upper),
            (capitalize(&mark.to_uppercase()), Case::Capitalized),
        ];
        for (text, case) in cases {
            assert_eq!(only(&text), Mark { what: What::Citation(12), case, ends: Vec::new() }, "{text:?}");
        }
        assert_eq!(capitalize("xem Điều 3"), "Xem điều 3");
        assert_eq!(only(&capitalize(&format!("x {mark}"))[2..]).case, Case::Lower);
    }

    #[test]
    fn trimmed_ends_are_noted_in_order() {
        let mut text = of(What::Section(3));
        note_ends(&mut text, &[";", ".", ","]);
        assert_eq!(only(&text).ends, [";", ".", ","]);
        note_ends(&mut text, &["./."]);
        assert_eq!(only(&text.to_uppercase()).ends, [";", ".", ",", "./."]);
        assert_eq!(only(&capitalize(&text)).ends, [";", ".", ",", "./."]);
        let mut text = "lời".to_owned();
        note_ends(&mut text, &["."]);
        assert_eq!(text, "lời");
    }

    #[test]
    fn texts_are_taken_apart_at_marks() {
        let text = format!("Theo {}, {}.", of(What::Printed(0)), of(What::Section(1)));
        let marks = |what| Piece::Mark(Mark { what, case: Case::AsTyped, ends: Vec::new() });
        let wanted = vec![
            Piece::Text("Theo "),
            marks(What::Printed(0)),
            Piece::Text(", "),
            marks(What::Section(1)),
            Piece::Text("."),
        ];
        assert_eq!(pieces(&text), wanted);
        for none in
            ["", "\u{1}", "\u{1}c1aB", "\u{1}\u{2}", "\u{1}x1aB\u{2}", "\u{1}caB\u{2}", "\u{1}c1a\u{2}"]
        {
            assert!(pieces(none).iter().all(|piece| matches!(piece, Piece::Text(_))), "{none:?}");
        }
    }
}

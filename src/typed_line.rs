//! What the lines mean that people type: numbers of an outline at their start,
//! and breaks between them. A leaf, shared by those who print texts and those
//! who check them.

use std::ops::Range;

/// How a typed number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// 1, 2, 3.
    Arabic,
    /// I, II, III.
    Roman,
    /// a, b, c, d, đ.
    Letter,
    /// 1.1, 2.3.1.
    Dotted,
}

/// A number of an outline at the start of a line: `Điều 3. `, `1.1. `, `a) `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label<'t> {
    /// The word before the number: `Điều`; empty where there is none.
    pub word: &'t str,
    /// The number itself.
    pub number: &'t str,
    /// How it counts.
    pub counting: Counting,
    /// The label without the white space behind it.
    pub text: &'t str,
    /// Bytes of the line up to the text behind the label.
    pub length: usize,
}

/// Words that lead the number of a part of a document.
const WORDS: [&str; 5] = ["Điều", "Chương", "Phần", "Mục", "Tiểu mục"];
/// Most digits of an outline's number: a year is none.
const MAX_DIGITS: usize = 3;
/// Most digits of a step of `1.1`: 1.250 is a thousand.
const MAX_STEP_DIGITS: usize = 2;
/// Longest Roman numeral that a plan reaches.
const MAX_ROMAN: usize = 6;

/// The label that a line starts with, white space before it apart.
///
/// ```
/// use vanban::typed_line::label;
/// assert_eq!(label("Điều 3. Hội đồng").map(|label| label.number), Some("3"));
/// assert_eq!(label("a) Dạy toán").map(|label| label.text), Some("a)"));
/// assert_eq!(label("2026. Nhà trường"), None);
/// ```
pub fn label(line: &str) -> Option<Label<'_>> {
    let start = line.len() - line.trim_start().len();
    let rest = &line[start..];
    for word in WORDS {
        if let Some(number) = after_word(rest, word) {
            return worded(line, start, number);
        }
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let (number, mark) = match rest[end..].chars().next() {
        Some(')') => (&rest[..end], ")"),
        Some('/') if end <= MAX_STEP_DIGITS => (&rest[..end], "/"),
        Some('-') if rest[..end].chars().all(is_roman_digit) => (&rest[..end], "-"),
        _ => (rest[..end].trim_end_matches('.'), if rest[..end].ends_with('.') { "." } else { "" }),
    };
    let counting = counting(number, mark)?;
    let label = Label { word: "", number, counting, text: &rest[..number.len() + mark.len()], length: 0 };
    let behind = &rest[label.text.len()..];
    let text = behind.trim_start();
    if text.is_empty() || text.len() == behind.len() {
        return None;
    }
    let follows = text.chars().next().is_some_and(char::is_uppercase);
    if counting == Counting::Dotted && mark.is_empty() && !follows {
        return None;
    }
    if counting == Counting::Roman && is_name(text) {
        return None;
    }
    Some(Label { length: line.len() - text.len(), ..label })
}

/// "Điều 3." and "Chương II": the number behind a word, and its mark.
fn worded<'t>(line: &'t str, start: usize, number: &str) -> Option<Label<'t>> {
    let digits = number.find(|c: char| !c.is_alphanumeric()).unwrap_or(number.len());
    let counting = match counting(&number[..digits], ".")? {
        counting @ (Counting::Arabic | Counting::Roman) => counting,
        Counting::Letter | Counting::Dotted => return None,
    };
    let from = line.len() - number.len();
    let mark = usize::from(number[digits..].starts_with(['.', ':']));
    let end = from + digits + mark;
    let text = line[end..].trim_start();
    // "Điều 3 của Nghị định" speaks of an article.
    if mark == 0 && !text.is_empty() {
        return None;
    }
    Some(Label {
        word: line[start..from].trim_end(),
        number: &line[from..from + digits],
        counting,
        text: &line[start..end],
        length: line.len() - text.len(),
    })
}

fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    let same = head == word || head.to_uppercase() == word.to_uppercase();
    let rest = same.then(|| &text[word.len()..])?;
    rest.starts_with([' ', '\u{A0}']).then(|| rest.trim_start())
}

fn counting(number: &str, mark: &str) -> Option<Counting> {
    let digits =
        |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if number.contains('.') {
        return number.split('.').all(|step| digits(step, MAX_STEP_DIGITS)).then_some(Counting::Dotted);
    }
    if mark.is_empty() {
        return None;
    }
    if digits(number, MAX_DIGITS) {
        return Some(Counting::Arabic);
    }
    if mark != "/" && is_lettered(number, mark) {
        return Some(Counting::Letter);
    }
    let roman = number.len() <= MAX_ROMAN && matches!(mark, "." | "-") && number.chars().all(is_roman_digit);
    (roman && !number.is_empty()).then_some(Counting::Roman)
}

/// a, đ; before a bracket aa behind the last letter, and ii.
fn is_lettered(number: &str, mark: &str) -> bool {
    let Some(first) = number.chars().next().filter(|c| c.is_lowercase()) else { return false };
    let count = number.chars().count();
    let doubled = count == 2 && number.chars().all(|c| c == first);
    let small_roman = count <= MAX_ROMAN && number.chars().all(|c| "ivx".contains(c));
    count == 1 || (mark == ")" && (doubled || small_roman))
}

fn is_roman_digit(c: char) -> bool {
    "IVXL".contains(c)
}

/// Whether a name goes on behind an initial: "V. I. Lênin", "C. Mác".
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.');
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    initial || matches!(word, "Mác" | "Lênin" | "Ăngghen")
}

/// Where a line break of a Markdown text stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Entries of lists around it.
    pub lists: usize,
    /// Quotations around it.
    pub quotes: usize,
    /// Within a footnote's own text.
    pub in_note: bool,
    /// Behind a line that was back at the margin: the list or quotation has
    /// ended, although Markdown goes on with it.
    pub outside: bool,
}

/// What a line break means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// White space: the line goes on.
    Space,
    /// A new line of the same paragraph: a trailing `\`.
    Line,
    /// A new paragraph.
    Paragraph,
    /// A new paragraph that belongs to the text around the list or quotation.
    Outside,
}

/// What a break means in a text of a document: a line is a paragraph. Lists,
/// quotations and footnotes keep Markdown's rule, save that a point (`a)`) at
/// the start of a line is one, and that a line back at the margin ends them
/// unless it looks as if an editor had wrapped it. `at` is the break itself.
pub fn line_break(text: &str, at: &Range<usize>, around: Surroundings) -> Break {
    if text[at.clone()].starts_with('\\') {
        return Break::Line;
    }
    let line = text[at.end..].lines().next().unwrap_or_default();
    if around.in_note {
        return Break::Space;
    }
    if around.outside {
        return Break::Outside;
    }
    if around == Surroundings::default() {
        return Break::Paragraph;
    }
    let at_margin =
        if around.quotes > 0 { !line.trim_start().starts_with('>') } else { !line.starts_with([' ', '\t']) };
    let words = line.trim_start_matches([' ', '\t', '>']);
    if at_margin && !looks_wrapped(&text[..at.start], words) {
        return Break::Outside;
    }
    if label(words).is_some() { Break::Paragraph } else { Break::Space }
}

/// Whether an editor seems to have wrapped a line: no closing mark before the
/// break, a small letter behind it. What is no character of a text (a mark of
/// the program's) is looked through.
pub fn looks_wrapped(before: &str, after: &str) -> bool {
    let closed = before.trim_end().chars().next_back().is_none_or(|last| ".;:?!…/)]}”\"’»|".contains(last));
    !closed
        && label(after).is_none()
        && after.chars().find(|c| !c.is_control()).is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_those_of_outlines() {
        let cases = [
            ("Điều 3. Hội đồng", Some(("Điều", "3", Counting::Arabic, "Hội đồng"))),
            ("ĐIỀU 3: Hội đồng", Some(("ĐIỀU", "3", Counting::Arabic, "Hội đồng"))),
            ("Chương II", Some(("Chương", "II", Counting::Roman, ""))),
            ("1. Họp", Some(("", "1", Counting::Arabic, "Họp"))),
            ("12) Họp", Some(("", "12", Counting::Arabic, "Họp"))),
            ("1.1. họp", Some(("", "1.1", Counting::Dotted, "họp"))),
            ("1.1 Họp", Some(("", "1.1", Counting::Dotted, "Họp"))),
            ("  đ) họp", Some(("", "đ", Counting::Letter, "họp"))),
            ("a. Họp", Some(("", "a", Counting::Letter, "Họp"))),
            ("II. Nội dung", Some(("", "II", Counting::Roman, "Nội dung"))),
            ("II- Nội dung", Some(("", "II", Counting::Roman, "Nội dung"))),
            ("4/ Bốn", Some(("", "4", Counting::Arabic, "Bốn"))),
            ("aa) hai", Some(("", "aa", Counting::Letter, "hai"))),
            ("iii) ba", Some(("", "iii", Counting::Letter, "ba"))),
        ];
        for (line, expected) in cases {
            let found = label(line).map(|l| (l.word, l.number, l.counting, &line[l.length..]));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn numbers_of_sentences_are_no_labels() {
        for line in [
            "2026. Nhà trường",
            "1.250.000 đồng",
            "1.5 triệu đồng",
            "12.5 điểm",
            "15.11.2021 là ngày",
            "Điều 3 của Luật",
            "Điều này",
            "V. I. Lênin",
            "C. Mác",
            "3 giờ",
            "24/24 giờ",
            "5- 6 tuổi",
            "ba. bốn",
            "a)",
            "và",
            "",
            "1.Họp",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }

    #[test]
    fn breaks_mean_what_people_mean() {
        let top = Surroundings::default();
        let list = Surroundings { lists: 1, ..top };
        let quote = Surroundings { quotes: 1, ..top };
        let note = Surroundings { in_note: true, ..top };
        let meaning = |text: &str, around| {
            let newline = text.find('\n').unwrap();
            let start = if text[..newline].ends_with('\\') { newline - 1 } else { newline };
            line_break(text, &(start..newline + 1), around)
        };
        assert_eq!(meaning("Một.\nHai.", top), Break::Paragraph);
        assert_eq!(meaning("Một\\\nHai.", top), Break::Line);
        assert_eq!(meaning("một\n  hai", list), Break::Space);
        assert_eq!(meaning("một:\n  a) hai", list), Break::Paragraph);
        assert_eq!(meaning("một.\nHai", list), Break::Outside);
        assert_eq!(meaning("một\nhai", list), Break::Space);
        assert_eq!(meaning("một\n> Hai", quote), Break::Space);
        assert_eq!(meaning("một.\nHai", quote), Break::Outside);
        assert_eq!(meaning("một\nhai", note), Break::Space);
    }
}

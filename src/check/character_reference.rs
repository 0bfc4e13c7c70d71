//! Character references of HTML in a text: `&nbsp;`, `&#8220;`.

use std::ops::Range;

/// Longest reference looked for, in bytes.
const MAX_LENGTH: usize = 33;

/// Whether one end of a range lies inside a reference: such words are of its
/// spelling, not of the text.
pub(super) fn is_cut(text: &str, range: &Range<usize>) -> bool {
    let cuts = |reference: Range<usize>| {
        let covered = range.start <= reference.start && reference.end <= range.end;
        let apart = reference.end <= range.start || range.end <= reference.start;
        !covered && !apart
    };
    around(text, range.start).into_iter().chain(around(text, range.end)).any(cuts)
}

/// The reference that starts before a place and ends behind it.
fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let mut from = at.saturating_sub(MAX_LENGTH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let start = from + text[from..at].rfind('&')?;
    let end = start + length(&text[start..])?;
    (end > at).then_some(start..end)
}

/// Length of the reference at the start of a text that starts with `&`.
fn length(text: &str) -> Option<usize> {
    let name = text[1..].split_once(';')?.0;
    let is_number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()),
    };
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_reference = name.strip_prefix('#').map_or_else(|| is_name(name), is_number);
    (name.len() + 2 <= MAX_LENGTH && is_reference).then_some(name.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn the_end_of_a_reference_is_no_mark_of_the_text() {
        let text = "gọi là &#8220;Sách&#8221;. Một & hai; ba &amp; bốn";
        let at = |words: &str| {
            let start = text.find(words).expect("words of the text");
            start..start + words.len()
        };
        for words in [";Sách", ";.", "8221", "amp", "Sách&#"] {
            assert!(is_cut(text, &at(words)), "{words}");
        }
        for words in ["&#8220;Sách&#8221;", "Sách", "& hai;", ". Một", "&amp;"] {
            assert!(!is_cut(text, &at(words)), "{words}");
        }
    }
}

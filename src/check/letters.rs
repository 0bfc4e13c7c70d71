//! Capitals and small letters of words and whole texts.

use super::syllable::is_vietnamese_letter;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// trường
    Lower,
    /// Trường, Ý
    Title,
    /// TRƯỜNG
    Upper,
    /// `ThS`, eTwinning
    Mixed,
}

/// How a word is written.
pub(super) fn case_of(word: &str) -> Case {
    let mut chars = word.chars().filter(|c| c.is_alphabetic());
    let first_is_capital = chars.next().is_some_and(char::is_uppercase);
    let (mut small, mut capital) = (false, false);
    for c in chars {
        small |= c.is_lowercase();
        capital |= c.is_uppercase();
    }
    match (first_is_capital, small, capital) {
        (false, _, false) => Case::Lower,
        (true, false, true) => Case::Upper,
        (true, _, false) => Case::Title,
        _ => Case::Mixed,
    }
}

/// Whether a word is written in the digits of Roman numerals up to 39.
pub(super) fn is_roman(word: &str) -> bool {
    word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether a word is one letter.
pub(super) fn is_single(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// The right words with the capitals of the typed ones.
pub(super) fn cased_as(typed: &str, right: &str) -> String {
    if !starts_capital(typed) {
        right.to_owned()
    } else if has_no_small(typed) && !is_single(typed) {
        right.to_uppercase()
    } else {
        capitalised(right)
    }
}

/// Whether a text of several words is typed in capitals: "HÀ NỘI". One word or
/// abbreviations alone, "UBND", "TP HCM", are not.
pub(super) fn is_shouted(text: &str) -> bool {
    let marked =
        |word: &str| word.chars().count() > 1 && word.chars().any(|c| c != 'Đ' && is_vietnamese_letter(c));
    has_no_small(text) && text.split_whitespace().count() > 1 && text.split_whitespace().any(marked)
}

/// A word with a capital at its start; the rest as typed.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Whether a word starts with a small letter.
pub(super) fn starts_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Whether a word starts with a capital.
pub(super) fn starts_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a text has no small letter.
pub(super) fn has_no_small(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_capitals() {
        assert_eq!(cased_as("Bổ xung", "bổ sung"), "Bổ sung");
        assert_eq!(cased_as("BỔ XUNG", "bổ sung"), "BỔ SUNG");
        assert_eq!(cased_as("bổ xung", "bổ sung"), "bổ sung");
        assert_eq!(case_of("Ý"), Case::Title);
        assert_eq!(case_of("ThS"), Case::Mixed);
    }

    #[test]
    fn abbreviations_do_not_shout() {
        assert!(is_shouted("TRƯỜNG THCS VÔ ĐIỂM") && is_shouted("HÀ NỘI"));
        for text in ["UBND", "TP HCM", "PGD&ĐT", "UBND xã", "GD ĐT", "(Tên xã)", ""] {
            assert!(!is_shouted(text), "{text}");
        }
    }
}

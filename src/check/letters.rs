//! Capitals and small letters of whole texts.

use super::syllable::is_vietnamese_letter;

/// Whether a text of several words is typed in capitals: "HÀ NỘI". One word or
/// abbreviations alone, "UBND", "TP HCM", are not.
pub(super) fn is_shouted(text: &str) -> bool {
    let marked =
        |word: &str| word.chars().count() > 1 && word.chars().any(|c| c != 'Đ' && is_vietnamese_letter(c));
    !text.chars().any(char::is_lowercase)
        && text.split_whitespace().count() > 1
        && text.split_whitespace().any(marked)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_do_not_shout() {
        assert!(is_shouted("TRƯỜNG THCS VÔ ĐIỂM") && is_shouted("HÀ NỘI"));
        for text in ["UBND", "TP HCM", "PGD&ĐT", "UBND xã", "GD ĐT", "(Tên xã)", ""] {
            assert!(!is_shouted(text), "{text}");
        }
    }
}

//! Recognises text of the code pages used before Unicode: TCVN3 and VNI.
//!
//! Such text is Latin letters with odd symbols inside the words ("Céng hßa x·
//! héi", "Coäng hoøa xaõ hoäi"). A word counts when it holds a letter of the
//! code page that Vietnamese does not have; one such word may be a foreign
//! name, several of them among few words are not.

mod convert;

use std::fmt;

pub(crate) use convert::to_unicode;

/// A code page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Legacy {
    /// TCVN3 (ABC), fonts named .Vn...
    Tcvn3,
    /// VNI, fonts named VNI-...
    Vni,
}

impl fmt::Display for Legacy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        })
    }
}

/// Letters of TCVN3, seen as Latin-1, that Unicode Vietnamese has not.
const TCVN3_ONLY: &str = "µ¸¶·¹¨»¾¼½Æ©Ç®ÎÏÑªÖ×ÜÞßäå«æçë¬îïñø\u{AD}þö÷û¦§¡";
/// Letters of VNI, seen as Latin-1, that stand behind a vowel or alone for
/// đ, ơ, ư, and that Unicode Vietnamese has not.
const VNI_ONLY: &str = "øûïñöäëåüæÑÖØÛÏÄÅËÜÆ";

/// Words needed, and their share of all words (one in `SHARE`).
const WORDS: usize = 2;
const SHARE: usize = 4;

/// The code page of a text that is valid Unicode, when it was pasted from a
/// document in one of them.
pub(crate) fn of_text(text: &str) -> Option<Legacy> {
    if !text.chars().any(is_suspect) {
        return None;
    }
    let (mut words, mut tcvn3, mut vni) = (0, 0, 0);
    let is_outer = |c: char| !c.is_alphanumeric() && c != '»';
    // In TCVN3 « and » are ô and ằ; ằ ends no syllable, so that » at the end
    // of a word is a quotation mark.
    let quotes = text.split_whitespace().any(|word| word.trim_end_matches(is_outer).ends_with('»'));
    for word in text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)) {
        let is_quote = |c: char| quotes && !c.is_alphanumeric() && (is_outer(c) || c == '»');
        let word = word.trim_matches(is_quote);
        words += 1;
        let modern = word.chars().any(is_modern_vietnamese);
        if !modern && word.chars().any(|c| c.is_ascii_alphabetic()) {
            tcvn3 += usize::from(has_inner(word, TCVN3_ONLY));
            vni += usize::from(has_vni_letter(word));
        }
    }
    let enough = |count: usize| count >= WORDS && count * SHARE >= words;
    match (enough(tcvn3), enough(vni)) {
        (_, true) if vni >= tcvn3 => Some(Legacy::Vni),
        (true, _) => Some(Legacy::Tcvn3),
        _ => None,
    }
}

/// The code page of bytes that are not UTF-8, read as Latin-1.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Legacy> {
    let text: String = bytes.iter().take(64 * 1024).map(|&b| char::from(b)).collect();
    of_text(&text)
}

fn is_suspect(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{FF}') && (TCVN3_ONLY.contains(c) || VNI_ONLY.contains(c))
}

/// Letters that only Unicode Vietnamese has: none of the old code pages show
/// them when read as Latin-1.
fn is_modern_vietnamese(c: char) -> bool {
    matches!(
        c,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}'
    )
}

/// Whether one of `letters` stands beside an ASCII letter in the word.
fn has_inner(word: &str, letters: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    chars.windows(2).any(|pair| {
        (letters.contains(pair[0]) && pair[1].is_ascii_alphabetic())
            || (letters.contains(pair[1]) && pair[0].is_ascii_alphabetic())
    })
}

/// Whether a VNI tone follows a vowel, or ñ/ö stand for đ/ư.
fn has_vni_letter(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let tone_after_vowel = chars.windows(2).any(|pair| {
        "aeiouyAEIOUY\u{F4}\u{F6}\u{D4}\u{D6}".contains(pair[0])
            && VNI_ONLY.contains(pair[1])
            && !matches!(pair[1], 'ñ' | 'Ñ' | 'ö' | 'Ö')
    });
    tone_after_vowel || has_inner(word, "ñÑöÖ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_tcvn3() {
        let text = "Céng hßa x· héi chñ nghÜa ViÖt Nam";
        assert_eq!(of_text(text), Some(Legacy::Tcvn3));
        assert_eq!(of_text("«ng B»ng ë c«ng ty"), Some(Legacy::Tcvn3));
        assert_eq!(of_text("KÕ ho¹ch c«ng t¸c d©n vËn ë c¬ së"), Some(Legacy::Tcvn3));
    }

    #[test]
    fn recognises_vni() {
        let text = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam";
        assert_eq!(of_text(text), Some(Legacy::Vni));
        assert_eq!(of_text("Keá hoaïch coâng taùc daân vaän ôû cô sôû"), Some(Legacy::Vni));
    }

    #[test]
    fn leaves_unicode_and_foreign_names_alone() {
        for text in [
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            "Ông Müller và bà Bjørn Strøm thăm trường ngày 20/11 cùng đoàn cán bộ huyện",
            "© 2021 Trường THCS Vô Điểm, nhiệt độ 25 ± 2, § 3",
            "Côte d'Ivoire, São Tomé, Curaçao",
            "CO₂ và µm, góc 30°",
            "UBND xã (tên xã)",
            "Ì, í, ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ àáâãèéêìíòóôõùúý",
            "plain ASCII",
            "phong trào «Xanh», «An toàn»",
            "«điền b» và **«điền c»**.",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }

    #[test]
    fn recognises_the_raw_bytes() {
        let bytes: Vec<u8> = "Céng hßa x· héi chñ nghÜa ViÖt Nam".chars().map(|c| c as u8).collect();
        assert_eq!(of_bytes(&bytes), Some(Legacy::Tcvn3));
    }
}

//! Words typed in Telex that the keyboard did not compose.

use super::syllable::{Verdict, is_vowel, judge, with_tone};

/// What the keys of a word mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The word, in lower case.
    pub(super) word: String,
    /// How many of the keys were signs: dd, aa, w, f...
    pub(super) signs: usize,
}

/// Reads a word of ASCII letters in lower case as keys of Telex. None when it
/// has no surely Telex sequence, is a syllable as it stands, or gives none.
pub(super) fn decode(word: &str) -> Option<Decoded> {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) || !may_be_keys(word) {
        return None;
    }
    let mut keys = Keys::default();
    for (at, c) in word.char_indices() {
        keys.press(c, &word[at + 1..])?;
    }
    keys.finish(word)
}

/// A quick look, as nearly all words are none.
fn may_be_keys(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.iter().any(|b| matches!(b, b'w' | b'f' | b'j'))
        || bytes.windows(2).any(|pair| pair[0] == pair[1] && matches!(pair[0], b'a' | b'e' | b'o' | b'd'))
}

/// The keys pressed so far.
#[derive(Default)]
struct Keys {
    letters: Vec<char>,
    tone: Option<char>,
    signs: usize,
    certain: bool,
}

impl Keys {
    /// Presses a key; none when no word is typed so.
    fn press(&mut self, c: char, rest: &str) -> Option<()> {
        let doubled = self.letters.last() == Some(&c);
        match c {
            'd' if self.letters == ['d'] => self.change('đ'),
            'a' if doubled => self.change('â'),
            'e' if doubled => self.change('ê'),
            'o' if doubled => self.change('ô'),
            'w' => {
                self.horn()?;
                self.sign();
            }
            's' | 'f' | 'r' | 'x' | 'j'
                if self.letters.iter().any(|c| is_vowel(*c)) && !rest.contains(is_vowel) =>
            {
                if self.tone.is_some() {
                    return None;
                }
                self.tone = match c {
                    's' => Some('\u{301}'),
                    'f' => Some('\u{300}'),
                    'r' => Some('\u{309}'),
                    'x' => Some('\u{303}'),
                    _ => Some('\u{323}'),
                };
                self.signs += 1;
                self.certain |= matches!(c, 'f' | 'j');
            }
            _ => self.letters.push(c),
        }
        Some(())
    }

    /// Counts a key that only Telex has.
    fn sign(&mut self) {
        self.signs += 1;
        self.certain = true;
    }

    /// Puts a letter in place of the last one.
    fn change(&mut self, letter: char) {
        self.letters.pop();
        self.letters.push(letter);
        self.sign();
    }

    /// The w of uw, ow, aw, uow, at once or behind the final consonant.
    fn horn(&mut self) -> Option<()> {
        let end = self.letters.iter().rposition(|c| is_vowel(*c))? + 1;
        let start = self.letters[..end].iter().rposition(|c| !is_vowel(*c)).map_or(0, |at| at + 1);
        let vowels = &mut self.letters[start..end];
        let horned: &[char] = match &*vowels {
            [.., 'u' | 'ư', 'o'] => &['ư', 'ơ'],
            ['u', 'o', 'i'] => &['ư', 'ơ', 'i'],
            ['u', 'a'] => &['ư', 'a'],
            ['u', 'i'] => &['ư', 'i'],
            ['u', 'u'] => &['ư', 'u'],
            ['o', 'i'] => &['ơ', 'i'],
            [.., 'u'] => &['ư'],
            [.., 'o'] => &['ơ'],
            [.., 'a'] => &['ă'],
            _ => return None,
        };
        let from = vowels.len() - horned.len();
        vowels[from..].copy_from_slice(horned);
        Some(())
    }

    /// The word that was typed.
    fn finish(mut self, typed: &str) -> Option<Decoded> {
        // "dduwoc": one w for both letters.
        for at in 1..self.letters.len() {
            if self.letters[at - 1] == 'ư' && self.letters[at] == 'o' {
                self.letters[at] = 'ơ';
            }
        }
        if !self.certain || judge(typed) != Verdict::Impossible {
            return None;
        }
        Some(Decoded { word: with_tone(&self.letters, self.tone)?, signs: self.signs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_keys() {
        for (keys, word) in [
            ("truowngf", "trường"),
            ("truwowngf", "trường"),
            ("dduwowcj", "được"),
            ("dduocwj", "được"),
            ("hocj", "học"),
            ("tieens", "tiến"),
            ("vieejt", "việt"),
            ("nawm", "năm"),
            ("ddaau", "đâu"),
            ("hoaf", "hòa"),
            ("thuwr", "thử"),
            ("nguwowif", "người"),
        ] {
            assert_eq!(decode(keys).map(|decoded| decoded.word).as_deref(), Some(word), "{keys}");
        }
        for word in ["sinhs", "left", "school", "xoong", "book", "class", "dd", "daddy", "quas", "office"] {
            assert_eq!(decode(word), None, "{word}");
        }
    }
}

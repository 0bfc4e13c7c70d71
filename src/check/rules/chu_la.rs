//! Letters of other scripts that look like Latin ones.

use std::collections::HashMap;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::check::at::Piece;
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{Verdict, has_stray_mark, is_vietnamese_letter, judge};
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-chu_la",
    scope: Scope::Every,
    name: "Không có chữ cái lạ trông giống chữ cái tiếng Việt",
    severity: Severity::Error,
    source: "chính tả tiếng Việt hiện hành; TCVN 6909:2001",
    explanation: "Chữ Kirin \"а\", chữ Ai-xơ-len \"Ð\" trông hệt chữ \"a\", \"Đ\" nhưng là ký tự khác: tìm không ra, \
        phông chữ in lệch. Bảng chữ nằm ở data/kiem_tra/chu_la.yaml.",
    wrong: Example::Text("Ðảng bộ xã lãnh đạo toàn diện nhà trường."),
    right: Example::Text("Đảng bộ xã lãnh đạo toàn diện nhà trường."),
    fixable: true,
    run,
};

/// The file `chu_la.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    bang: Vec<Script>,
}

/// Letters of one script and the Latin ones they look like, in the same order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    ten: String,
    la: String,
    dung: String,
    /// Wrong even where no other letter of the word is Latin.
    #[serde(default)]
    luon: bool,
    /// Wrong only where the right letter makes a syllable.
    #[serde(default)]
    am_tiet: bool,
}

struct Letter {
    right: char,
    script: usize,
}

struct Letters {
    scripts: Vec<Script>,
    letters: HashMap<char, Letter>,
}

table!(
    static LETTERS: Letters = "chu_la.yaml", |table: Table| {
        let mut letters = HashMap::new();
        for (script, entry) in table.bang.iter().enumerate() {
            let pairs = entry.la.chars().zip(entry.dung.chars());
            letters.extend(pairs.map(|(c, right)| (c, Letter { right, script })));
        }
        Letters { scripts: table.bang, letters }
    }
);

/// Whether this rule speaks of a letter.
pub(super) fn knows(c: char) -> bool {
    LETTERS.letters.contains_key(&c)
}

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        if !matches!(at.kind(), TokenKind::Word | TokenKind::Code | TokenKind::Sign) {
            continue;
        }
        let typed = at.typed();
        if typed.is_ascii() {
            continue;
        }
        if let Some((letter, right)) = mend(typed) {
            let script = &LETTERS.scripts[letter.1.script].ten;
            report
                .at(at, format!("\"{typed}\" có chữ \"{}\" của bảng chữ {script}", letter.0))
                .label(format!("U+{:04X}", letter.0 as u32))
                .help(format!("gõ lại thành \"{right}\""))
                .mend(at, &right);
        } else if has_stray_mark(typed) {
            report
                .at(at, format!("\"{typed}\" có dấu thanh rời, không ghép được vào chữ"))
                .help("gõ lại chữ này")
                .at_most(Severity::Warning);
        }
    }
}

/// The first strange letter of a word and the word with Latin letters; none
/// when the word is of the other script.
fn mend(typed: &str) -> Option<((char, &'static Letter), String)> {
    let table = &*LETTERS;
    let is_common = |c: char| c.is_ascii() || ('\u{1EA0}'..='\u{1EF9}').contains(&c);
    let strange = |c: char| if is_common(c) { None } else { table.letters.get(&c) };
    let first = typed.chars().find_map(|c| Some((c, strange(c)?)))?;
    let script = &table.scripts[first.1.script];
    let is_latin = |c: char| strange(c).is_none() && (c.is_ascii_alphabetic() || is_vietnamese_letter(c));
    if !script.luon && !typed.chars().any(is_latin) {
        return None;
    }
    let right: String = typed.chars().map(|c| strange(c).map_or(c, |letter| letter.right)).nfc().collect();
    let is_syllable = || judge(&right.to_lowercase()) != Verdict::Impossible;
    (!script.am_tiet || is_syllable()).then_some((first, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_strange_letter_has_a_latin_one() {
        for script in &LETTERS.scripts {
            assert_eq!(script.la.chars().count(), script.dung.chars().count(), "{}", script.ten);
        }
    }
}

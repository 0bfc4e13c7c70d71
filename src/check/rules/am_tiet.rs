//! Words that no Vietnamese syllable is spelled like.

use std::collections::HashMap;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, cased_as, is_single};
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{
    Verdict, has_stray_mark, has_tone, is_foreign_onset, is_moved, is_vietnamese_letter, judge, nearest,
    without_marks,
};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-am_tiet",
    scope: Scope::Every,
    name: "Mỗi tiếng có dấu phải là một âm tiết tiếng Việt",
    severity: Severity::Warning,
    source: "chính tả tiếng Việt hiện hành",
    explanation: "Âm tiết tiếng Việt gồm phụ âm đầu, vần và thanh theo những quy tắc chặt chẽ: \"nghành\", \"trưòng\", \
        \"hòan\" không thể là tiếng nào. Tên riêng, tiếng dân tộc, tiếng phiên âm có gạch nối không bị xét.",
    wrong: Example::Text(
        "Tổng kết công tác cuả ngành giáo dục tại buôn Ê-đê, huyện Krông Năng, tỉnh Đắk Lắk.",
    ),
    right: Example::Text(
        "Tổng kết công tác của ngành giáo dục tại buôn Ê-đê, huyện Krông Năng, tỉnh Đắk Lắk.",
    ),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut judged: HashMap<&str, bool> = HashMap::new();
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        if !at.is_word() || at.typed().is_ascii() {
            continue;
        }
        let word = at.low();
        if *judged.entry(word).or_insert_with(|| is_wrong(word)) && stands_alone(at) {
            tell(at, report);
        }
    }
}

/// Whether a word has a Vietnamese letter and a vowel, is no syllable and does
/// not look like one of another language.
fn is_wrong(word: &str) -> bool {
    if is_single(word) || judge(word) != Verdict::Impossible || !word.chars().any(is_vietnamese_letter) {
        return false;
    }
    let is_letter = |c: char| c.is_ascii_lowercase() || is_vietnamese_letter(c);
    let plain = without_marks(word);
    let is_vowel = |c: char| "aeiouy".contains(c);
    let onset = &plain[..plain.find(is_vowel).unwrap_or(plain.len())];
    let inner =
        plain.char_indices().any(|(at, c)| matches!(c, 'w' | 'z' | 'f' | 'j') && at + 1 < plain.len());
    word.chars().all(is_letter)
        && !has_stray_mark(word)
        && plain.contains(is_vowel)
        && !is_foreign_onset(onset)
        && !inner
}

/// Not a part of "Lê-nin", "v/v", nor cut by an invisible character.
fn stands_alone(at: At<'_>) -> bool {
    let is_joint = |kind| match kind {
        TokenKind::Punct(c) => {
            matches!(c, '-' | '/' | '_' | '@' | '&' | '’' | '\'' | '‘' | '\u{AD}' | '\u{2060}' | '\u{FEFF}')
                || ('\u{200B}'..='\u{200F}').contains(&c)
        }
        _ => false,
    };
    let joined_before = at.is_glued() && is_joint(at.left_kind());
    let joined_behind = at.right().is_glued() && is_joint(at.right().kind());
    !joined_before && !joined_behind
}

/// Reports a word, as a hint where it may be a name.
fn tell(at: At<'_>, report: &mut RuleReport) {
    let (typed, word) = (at.typed(), at.low());
    let case = case_of(typed);
    let starts = at.starts_sentence() && !is_before_capital(at);
    let part = at.piece.passage.part;
    let is_name = matches!(part, Part::NguoiKy | Part::DiaDanh) || (case == Case::Title && !starts);
    // Abbreviations have no tone: "HĐND", "LĐTBXH".
    if case == Case::Mixed || (case == Case::Upper && !word.chars().any(has_tone)) {
        return;
    }
    let near = nearest(word);
    let moved = near.first().filter(|right| is_moved(word, right)).map(|right| cased_as(typed, right));
    let glued = if near.is_empty() { two_words(word) } else { None };
    // Of names only the tone in the wrong place is worth a word.
    if (is_name && moved.is_none()) || (near.is_empty() && glued.is_none()) {
        return;
    }
    let shown: Vec<String> = near.iter().map(|near| format!("\"{}\"", cased_as(typed, near))).collect();
    let finding = report.at(at, format!("\"{typed}\" không phải là một tiếng"));
    match (&moved, shown.first()) {
        (Some(right), _) => finding.label(format!("\"{right}\"?")).help(format!("sửa thành \"{right}\"")),
        (None, Some(first)) => {
            finding.label(format!("{first}?")).help(format!("có lẽ là {}", shown.join(" hoặc ")))
        }
        (None, None) => {
            finding.help(format!("nếu là hai từ, viết rời: \"{}\"", glued.unwrap_or_default())).hint()
        }
    };
    if is_name {
        finding.hint();
    } else if let Some(right) = moved {
        finding.mend(at, &right);
    }
}

/// "côngtác" is two syllables without the space; so may be a loan word.
fn two_words(word: &str) -> Option<String> {
    let is_syllable = |part: &str| part.chars().nth(1).is_some() && judge(part) != Verdict::Impossible;
    word.char_indices().find_map(|(at, _)| {
        let (first, second) = word.split_at(at);
        (is_syllable(first) && is_syllable(second)).then(|| format!("{first} {second}"))
    })
}

/// "Hòa Bình", "Đắk Lắk": a name at the start of a sentence.
fn is_before_capital(at: At<'_>) -> bool {
    at.next_word().is_some_and(|next| case_of(next.typed()) == Case::Title)
}

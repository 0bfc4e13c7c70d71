//! One way to place the tone of oa, oe, uy.

use std::ops::Range;

use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, cased_as};
use crate::check::lexer::TokenKind;
use crate::check::passage::{Part, Passage};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{Style, Verdict, has_tone, judge, restyle};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-dat_dau",
    scope: Scope::Every,
    name: "Cả văn bản đặt dấu thanh theo một kiểu",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Ở các vần oa, oe, uy, dấu thanh đặt kiểu cũ (hòa, ủy) hay kiểu mới (hoà, uỷ) đều được, nhưng một văn \
        bản chỉ theo một kiểu. Tên người, tên đất giữ như tên ấy vẫn viết.",
    wrong: Example::Text("Xóa đói, giảm nghèo; văn hóa, thể thao; giáo dục hoà nhập."),
    right: Example::Text("Xóa đói, giảm nghèo; văn hóa, thể thao; giáo dục hòa nhập."),
    fixable: true,
    run,
};

/// A word whose tone has two places.
struct Styled<'f, 'd> {
    passage: &'f Passage<'d>,
    range: Range<usize>,
    style: Style,
}

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    let is_own_text = |part: Part| part.is_written() || matches!(part, Part::KinhGui | Part::NoiNhan);
    let mut words: Vec<Styled<'_, '_>> = Vec::new();
    for (passage, block) in facts.blocks(is_own_text) {
        for (at, token) in block.tokens.iter().enumerate() {
            let word = passage.low(token);
            if token.kind != TokenKind::Word || !may_be_styled(word) || is_name(passage, block, at) {
                continue;
            }
            if let Verdict::Styled(style) = judge(word) {
                words.push(Styled { passage, range: token.range.clone(), style });
            }
        }
    }
    let old = words.iter().filter(|word| word.style == Style::Old).count();
    let new = words.len() - old;
    let Some(first) = words.first() else { return };
    let kept = match old.cmp(&new) {
        std::cmp::Ordering::Less => Style::New,
        std::cmp::Ordering::Equal => first.style,
        std::cmp::Ordering::Greater => Style::Old,
    };
    tell(report, &words, kept);
}

/// Reports each distinct word of the other style once and mends all of them.
fn tell(report: &mut Report, words: &[Styled<'_, '_>], kept: Style) {
    let low = |word: &Styled<'_, '_>| word.passage.lower[word.range.clone()].to_owned();
    let mut minority: Vec<(String, &Styled<'_, '_>)> =
        words.iter().filter(|word| word.style != kept).map(|word| (low(word), word)).collect();
    // Stable: the first of each word stays the first.
    minority.sort_by(|a, b| a.0.cmp(&b.0));
    for same in minority.chunk_by(|a, b| a.0 == b.0) {
        let Some(((lower, first), right)) = same.first().and_then(|pair| Some((pair, restyle(&pair.0)?)))
        else {
            continue;
        };
        let others = if same.len() > 1 { format!(" ({} chỗ)", same.len()) } else { String::new() };
        let message = format!("đặt dấu thanh kiểu \"{lower}\"{others}, khác những chữ khác trong văn bản");
        let finding = report
            .words(first.passage, first.range.clone(), message)
            .label(format!("\"{right}\"?"))
            .help(format!("sửa thành \"{right}\" cho cùng một kiểu"));
        for (_, word) in same {
            let typed = word.passage.text(word.range.clone());
            finding.fix(word.passage, word.range.clone(), &cased_as(typed, &right));
        }
    }
}

/// A quick look: the tone on one of two vowels at the end.
fn may_be_styled(word: &str) -> bool {
    let mut ends = word.chars().rev();
    let (Some(last), Some(before)) = (ends.next(), ends.next()) else { return false };
    (matches!(last, 'a' | 'e' | 'y') && has_tone(before)) || (matches!(before, 'o' | 'u') && has_tone(last))
}

/// A word with a capital that neither starts a sentence nor is "Ủy ban"; a
/// word of capitals.
fn is_name(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let token = &block.tokens[at];
    let next = block.word_after(at).map(|next| &block.tokens[next]);
    match case_of(passage.of(token)) {
        Case::Lower => false,
        Case::Title => {
            let of_office = matches!(passage.low(token), "ủy" | "uỷ")
                && next.is_some_and(|next| matches!(passage.low(next), "ban" | "viên" | "quyền"));
            let before_capital = next.is_some_and(|next| case_of(passage.of(next)) != Case::Lower);
            !of_office && (before_capital || !block.starts_sentence(at))
        }
        _ => true,
    }
}

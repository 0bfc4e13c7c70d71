//! One way to place the tone of oa, oe, uy.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, cased_as};
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{ToneStyle, Verdict, has_tone, judge, restyle};
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
struct Styled<'p> {
    at: At<'p>,
    style: ToneStyle,
}

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let is_own_text = |part: Part| part.is_written() || matches!(part, Part::KinhGui | Part::NoiNhan);
    let mut words: Vec<Styled<'_>> = Vec::new();
    for at in facts.pieces(is_own_text).flat_map(Piece::tokens) {
        if at.is_word()
            && may_be_styled(at.low())
            && !is_name(at)
            && let Verdict::Styled(style) = judge(at.low())
        {
            words.push(Styled { at, style });
        }
    }
    let old = words.iter().filter(|word| word.style == ToneStyle::Old).count();
    let new = words.len() - old;
    let Some(first) = words.first() else { return };
    let kept = match old.cmp(&new) {
        std::cmp::Ordering::Less => ToneStyle::New,
        std::cmp::Ordering::Equal => first.style,
        std::cmp::Ordering::Greater => ToneStyle::Old,
    };
    tell(&words, kept, report);
}

/// Reports each distinct word of the other style once and mends all of them.
fn tell(words: &[Styled<'_>], kept: ToneStyle, report: &mut RuleReport) {
    let mut minority: Vec<At<'_>> =
        words.iter().filter(|word| word.style != kept).map(|word| word.at).collect();
    // Stable: the first of each word stays the first.
    minority.sort_by_key(|at| at.low());
    for same in minority.chunk_by(|a, b| a.low() == b.low()) {
        let Some((&first, right)) = same.first().and_then(|first| Some((first, restyle(first.low())?)))
        else {
            continue;
        };
        let others = if same.len() > 1 { format!(" ({} chỗ)", same.len()) } else { String::new() };
        let message =
            format!("đặt dấu thanh kiểu \"{}\"{others}, khác những chữ khác trong văn bản", first.low());
        let finding = report
            .at(first, message)
            .label(format!("\"{right}\"?"))
            .help(format!("sửa thành \"{right}\" cho cùng một kiểu"));
        for &at in same {
            finding.mend(at, &cased_as(at.typed(), &right));
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
fn is_name(at: At<'_>) -> bool {
    match case_of(at.typed()) {
        Case::Lower => false,
        Case::Title => {
            let next = at.next_word();
            let of_office =
                matches!(at.low(), "ủy" | "uỷ") && matches!(at.word_after(), "ban" | "viên" | "quyền");
            let before_capital = next.is_some_and(|next| case_of(next.typed()) != Case::Lower);
            !of_office && (before_capital || !at.starts_sentence())
        }
        _ => true,
    }
}

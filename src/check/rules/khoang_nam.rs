//! Ranges of years and dates.

use crate::check::facts::Facts;
use crate::check::lexer::{Token, TokenKind};
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-khoang_nam",
    scope: Scope::Every,
    name: "Dấu nối trong khoảng năm, khoảng ngày không lệch dấu cách",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Khoảng năm, khoảng ngày viết liền hai bên dấu nối: 2021-2025. Có dấu cách ở một bên thì dòng có thể \
        bị ngắt giữa khoảng.",
    wrong: Example::Text("Thực hiện công tác dân vận giai đoạn 2026- 2030."),
    right: Example::Text("Thực hiện công tác dân vận giai đoạn 2026-2030."),
    fixable: true,
    run,
};

/// A time in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    Year,
    /// 20/10, 9/2026, 20/10/2026.
    Date,
    Day,
}

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for at in 1..block.tokens.len() {
            let TokenKind::Punct('-' | '–' | '—') = block.tokens[at].kind else { continue };
            let Some((left, right)) = one_sided(passage, block, at) else { continue };
            let (first, last) = (&block.tokens[left], &block.tokens[right]);
            let is_range = match (time(passage, first), time(passage, last)) {
                (Some(Time::Year), Some(Time::Year)) | (Some(Time::Date), Some(Time::Date)) => true,
                (Some(Time::Day), Some(Time::Date)) => block
                    .word_before(left)
                    .is_some_and(|word| matches!(passage.low(&block.tokens[word]), "ngày" | "từ")),
                _ => false,
            };
            if !is_range {
                continue;
            }
            let gap = first.range.end..last.range.start;
            let dash = passage.of(&block.tokens[at]);
            report
                .words(
                    passage,
                    first.range.start..last.range.end,
                    "khoảng thời gian có dấu cách ở một bên dấu nối",
                )
                .help(format!("viết liền: {}{dash}{}", passage.of(first), passage.of(last)))
                .fix(passage, gap, dash);
        }
    }
}

/// What a dash with a space on one side only stands between.
pub(super) fn one_sided(passage: &Passage<'_>, block: &Block, at: usize) -> Option<(usize, usize)> {
    let before = at >= 2 && block.is_gap(passage, at - 1);
    let after = block.is_gap(passage, at + 1);
    if before == after {
        return None;
    }
    let (left, right) = (at.checked_sub(1 + usize::from(before))?, at + 1 + usize::from(after));
    let joined = right < block.tokens.len() && (left + 1..=right).all(|token| block.is_glued(token));
    (joined && !block.is_space(left) && !block.is_space(right)).then_some((left, right))
}

/// What time a token is.
fn time(passage: &Passage<'_>, token: &Token) -> Option<Time> {
    let typed = passage.of(token);
    match token.kind {
        TokenKind::Date => Some(Time::Date),
        TokenKind::Number if typed.contains('/') => Some(Time::Date),
        TokenKind::Number => match typed.parse() {
            Ok(1900..=2100) if typed.len() == 4 => Some(Time::Year),
            Ok(1..=31_u32) => Some(Time::Day),
            _ => None,
        },
        _ => None,
    }
}

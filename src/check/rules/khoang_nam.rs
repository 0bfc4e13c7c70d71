//! Ranges of years and dates.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
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
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens).filter(|at| at.is_one_of(&['-', '–', '—'])) {
        let Some((first, last)) = one_sided(at) else { continue };
        let is_range = match (time(first), time(last)) {
            (Some(Time::Year), Some(Time::Year)) | (Some(Time::Date), Some(Time::Date)) => true,
            (Some(Time::Day), Some(Time::Date)) => matches!(first.word_before(), "ngày" | "từ"),
            _ => false,
        };
        if is_range {
            let dash = at.typed();
            report
                .at(first.to(last), "khoảng thời gian có dấu cách ở một bên dấu nối")
                .help(format!("viết liền: {}{dash}{}", first.typed(), last.typed()))
                .mend(first.gap_to(last), dash);
        }
    }
}

/// What a dash with a space on one side only stands between.
pub(super) fn one_sided(dash: At<'_>) -> Option<(At<'_>, At<'_>)> {
    let before = dash.left()?;
    let spaced_before = before.is_gap() && !before.is_first();
    let spaced_after = dash.right().is_gap();
    if spaced_before == spaced_after {
        return None;
    }
    let left = if spaced_before { before.left()? } else { before };
    let right = if spaced_after { dash.skip(2) } else { dash.right() };
    let joined = right.is_there() && left.right().until(right.right()).all(At::is_glued);
    (joined && !left.is_space() && !right.is_space()).then_some((left, right))
}

/// What time a token is.
fn time(at: At<'_>) -> Option<Time> {
    let typed = at.typed();
    match at.kind() {
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

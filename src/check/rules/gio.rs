//! Hours in words.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::stretch::Stretch;
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-gio",
    scope: Scope::Every,
    name: "Giờ viết bằng chữ: 19 giờ 30",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục III, Mẫu 1.9 (kết thúc vào … giờ …, ngày …)",
    explanation: "Mẫu của Nghị định viết giờ bằng chữ: 19 giờ 30, hoặc 19 giờ 30 phút. Viết 19h30 là cách ghi nhanh. Trong ô \
        của bảng chỗ hẹp nên chỉ là gợi ý.",
    wrong: Example::Text("Cuộc họp bắt đầu lúc 19h30 ngày 20/10/2026 tại hội trường."),
    right: Example::Text("Cuộc họp bắt đầu lúc 19 giờ 30 ngày 20/10/2026 tại hội trường."),
    fixable: true,
    run,
};

/// The file `gio.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Words behind which a number with "h" is an hour.
    truoc_gio: HashSet<String>,
    /// Words behind which it is a name: lớp 9h10.
    truoc_ten: HashSet<String>,
}

table!(
    static LISTS: Lists = "gio.yaml"
);

/// Reports hours with "h".
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.pieces(Part::has_figures).flat_map(Piece::tokens) {
        let Some((hour, right)) = hour(at) else { continue };
        let finding = report.at(&hour, format!("giờ viết tắt \"{}\"", hour.typed()));
        finding.label(format!("\"{right}\"")).help(format!("viết \"{right}\""));
        // Two hours joined by a dash would run into each other.
        let bounded = |c: Option<char>| !matches!(c, Some('-' | '–' | '/'));
        let before = hour.passage.value[..hour.range.start].chars().next_back();
        let after = hour.passage.value[hour.range.end..].chars().next();
        if at.piece.is_cell() {
            finding.hint();
        } else if bounded(before) && bounded(after) {
            finding.mend(hour, &right);
        }
    }
}

/// An hour at a token, and how it is written.
fn hour(at: At<'_>) -> Option<(Stretch<'_>, String)> {
    if at.kind() != TokenKind::Code {
        return None;
    }
    let free = !at.is_glued()
        || at.left().is_some_and(|left| left.is_space() || left.is_one_of(&['(', '-', '–', '“', '"', ':']));
    if !free || LISTS.truoc_ten.contains(at.word_before()) {
        return None;
    }
    let (hours, minutes) = at.typed().split_once('h')?;
    let minutes = minutes.trim_end_matches(|c: char| c.is_alphabetic());
    let tail = &at.typed()[hours.len() + 1 + minutes.len()..];
    let number = |digits: &str, most: u8| {
        (1..=2).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && digits.parse().is_ok_and(|value: u8| value <= most)
    };
    if !number(hours, 24) || !matches!(tail, "" | "p" | "ph" | "phút") {
        return None;
    }
    if minutes.is_empty() {
        let alone = tail.is_empty() && LISTS.truoc_gio.contains(at.word_before());
        return alone.then(|| (at.into(), format!("{hours} giờ")));
    }
    // "19h30'"
    let prime = Some(at.right()).filter(|right| right.is_mark('\'') && right.is_glued());
    let words = if tail.is_empty() && prime.is_none() { "" } else { " phút" };
    (minutes.len() == 2 && number(minutes, 59))
        .then(|| (at.to(prime.unwrap_or(at)), format!("{hours} giờ {minutes}{words}")))
}

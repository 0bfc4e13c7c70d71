//! Hours in words.

use std::ops::Range;

use crate::check::facts::Facts;
use crate::check::figure::in_part;
use crate::check::lexer::TokenKind;
use crate::check::near;
use crate::check::passage::Passage;
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
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

/// Words behind which a number with "h" is an hour.
const AT: [&str; 6] = ["lúc", "hồi", "vào", "từ", "đến", "trước"];

/// Words behind which it is a name: lớp 9h10.
const NAMES: [&str; 7] = ["lớp", "phòng", "mã", "số", "hình", "bài", "tổ"];

/// Reports hours with "h".
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(in_part) {
        for at in 0..block.tokens.len() {
            let Some((range, right)) = hour(passage, block, at) else { continue };
            let typed = passage.text(range.clone());
            let finding = report.words(passage, range.clone(), format!("giờ viết tắt \"{typed}\""));
            finding.label(format!("\"{right}\"")).help(format!("viết \"{right}\""));
            // Two hours joined by a dash would run into each other.
            let bounded = |c: Option<char>| !matches!(c, Some('-' | '–' | '/'));
            let before = passage.value[..range.start].chars().next_back();
            let after = passage.value[range.end..].chars().next();
            if block.kind == BlockKind::Cell {
                finding.hint();
            } else if bounded(before) && bounded(after) {
                finding.fix(passage, range, &right);
            }
        }
    }
}

/// An hour at a token, and how it is written.
fn hour(passage: &Passage<'_>, block: &Block, at: usize) -> Option<(Range<usize>, String)> {
    let token = &block.tokens[at];
    if token.kind != TokenKind::Code {
        return None;
    }
    let free = at == 0
        || !block.is_glued(at)
        || block.is_space(at - 1)
        || matches!(block.tokens[at - 1].kind, TokenKind::Punct('(' | '-' | '–' | '“' | '"' | ':'));
    let before = near::low_before(passage, block, at);
    if !free || NAMES.contains(&before) {
        return None;
    }
    let (hours, minutes) = passage.of(token).split_once('h')?;
    let minutes = minutes.trim_end_matches(|c: char| c.is_alphabetic());
    let tail = &passage.of(token)[hours.len() + 1 + minutes.len()..];
    let number = |digits: &str, most: u8| {
        (1..=2).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && digits.parse().is_ok_and(|value: u8| value <= most)
    };
    if !number(hours, 24) || !matches!(tail, "" | "p" | "ph" | "phút") {
        return None;
    }
    if minutes.is_empty() {
        let alone = tail.is_empty() && AT.contains(&before);
        return alone.then(|| (token.range.clone(), format!("{hours} giờ")));
    }
    // "19h30'"
    let prime = block.is_punct(at + 1, '\'') && block.is_glued(at + 1);
    let end = if prime { block.tokens[at + 1].range.end } else { token.range.end };
    let words = if tail.is_empty() && !prime { "" } else { " phút" };
    (minutes.len() == 2 && number(minutes, 59))
        .then(|| (token.range.start..end, format!("{hours} giờ {minutes}{words}")))
}

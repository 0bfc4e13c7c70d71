//! Labels of points typed by hand.

use crate::check::at::At;
use crate::check::facts::Facts;
use crate::check::letters::is_single;
use crate::check::passage::Passage;
use crate::check::prose::BlockKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.đ-diem",
    scope: Scope::Administrative,
    name: "Thứ tự các điểm theo bảng chữ cái tiếng Việt; số thứ tự các khoản liên tục",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.đ",
    explanation: "Thứ tự các điểm dùng các chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k... Sau d) là đ), sau e) là g), \
        sau i) là k); tiếng Việt không có f, j, w, z.",
    wrong: Example::Text("a) Sách;\nb) Báo;\nc) Truyện;\nd) Tạp chí;\ne) Tranh ảnh."),
    right: Example::Text("a) Sách;\nb) Báo;\nc) Truyện;\nd) Tạp chí;\nđ) Tranh ảnh."),
    fixable: false,
    run,
};

/// Checks the letters, then the numbers of every content.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let alphabet = &facts.profile.outlines.chu_cai.chu;
    for passage in facts.passages.iter().filter(|passage| passage.part.is_prose()) {
        letters(passage, alphabet, report);
        numbers(passage, report);
    }
}

/// Follows "a)", "b)" at the starts of lines. Lists may stand in lists: each
/// open one keeps its last letter.
fn letters(passage: &Passage<'_>, alphabet: &[String], report: &mut RuleReport) {
    let mut open: Vec<usize> = Vec::new();
    for piece in passage.pieces() {
        if piece.kind() == BlockKind::Heading {
            open.clear();
        }
        if piece.is_cell() || piece.is_quoted() {
            continue;
        }
        for at in piece.tokens().filter(|at| is_label(*at)) {
            let (label, letter) = (at.to(at.right()), at.low());
            let Some(place) = alphabet.iter().position(|known| known == letter) else {
                if matches!(letter, "f" | "j" | "w" | "z") {
                    report
                        .at(label, format!("điểm \"{letter})\" không có trong bảng chữ cái tiếng Việt"))
                        .help("đánh lại theo thứ tự a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y");
                    open.clear();
                }
                continue;
            };
            if let Some(level) = open.iter().rposition(|last| last + 1 == place) {
                open.truncate(level);
            } else if place > 0
                && let Some(&last) = open.last()
                && last + 1 < place
            {
                let (before, right) = (&alphabet[last], &alphabet[last + 1]);
                report
                    .at(label, format!("sau điểm \"{before})\" là điểm \"{letter})\""))
                    .label(format!("phải là \"{right})\""))
                    .help("các điểm theo thứ tự bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k");
                open.pop();
            }
            open.push(place);
        }
    }
}

/// Whether a line starts with one letter and a bracket here.
fn is_label(at: At<'_>) -> bool {
    let starts = at.left().is_none_or(|left| left.is_space() && left.typed().contains('\n'));
    starts
        && at.is_word()
        && at.right().is_mark(')')
        && at.skip(2).is_space()
        && is_single(at.typed())
        && at.starts_small()
}

/// Follows "1.", "2." at the starts of lines of Markdown, one list an indent.
fn numbers(passage: &Passage<'_>, report: &mut RuleReport) {
    if !passage.value.contains('\n') {
        return;
    }
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut after_blank = true;
    for line in passage.value.split_inclusive('\n') {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let start = at + indent;
        at += line.len();
        if text.trim().is_empty() {
            after_blank = true;
            continue;
        }
        let Some((number, digits)) = number_of(text) else {
            if after_blank || text.starts_with('#') {
                open.retain(|(known, _)| *known < indent);
            }
            after_blank = false;
            continue;
        };
        after_blank = false;
        open.retain(|(known, _)| *known <= indent);
        let last = open.pop_if(|(known, _)| *known == indent).map(|(_, last)| last);
        if let Some(last) = last.filter(|last| number > last + 1) {
            report
                .at(passage.part(start..start + digits + 1), format!("sau khoản {last} là khoản {number}"))
                .at_most(Severity::Warning)
                .label(format!("số tiếp theo là {}", last + 1))
                .help("đánh lại số cho liên tục");
        }
        open.push((indent, number));
    }
}

/// The number that a line starts with, and how many digits it has.
fn number_of(line: &str) -> Option<(usize, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let marked = rest.starts_with(". ") || rest.starts_with(") ");
    let number = line.get(..digits).filter(|_| marked && (1..=2).contains(&digits))?;
    Some((number.parse().ok()?, digits))
}

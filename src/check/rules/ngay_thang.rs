//! Capitals of days, months and festivals written in words.

use crate::check::dated;
use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.V.8-ngay_thang",
    scope: Scope::Every,
    name: "Viết hoa tên ngày trong tuần, tên tháng ghi bằng chữ và tên ngày tết",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, V.8 và V.9",
    explanation: "Không dùng chữ số thì viết hoa tiếng chỉ ngày, chỉ tháng: thứ Hai, tháng Tám. Ngày tết viết hoa tiếng đầu của \
        tên gọi: tết Nguyên đán, tết Trung thu; chỉ viết Tết khi nói riêng tết Nguyên đán.",
    wrong: Example::Text(
        "Sinh hoạt dưới cờ vào sáng thứ hai hằng tuần; tổ chức vui tết trung thu cho học sinh.",
    ),
    right: Example::Text(
        "Sinh hoạt dưới cờ vào sáng thứ Hai hằng tuần; tổ chức vui tết Trung thu cho học sinh lần thứ hai.",
    ),
    fixable: true,
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(Part::is_written) {
        for at in 0..block.tokens.len() {
            match near::low(passage, block, Some(at)) {
                "thứ" => weekday(facts, passage, block, at, report),
                "tháng" => month(passage, block, at, report),
                "tết" => festival(passage, block, at, report),
                _ => {}
            }
        }
    }
}

/// "sáng thứ hai", "từ thứ hai đến thứ sáu", "thứ bảy hằng tuần".
fn weekday(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let Some(day) = weekday_at(passage, block, at) else { return };
    let token = &block.tokens[day];
    let is_sure = || {
        is_sure_weekday(passage, block, at, day)
            || dated::is_weekday(facts, passage, block, (at, day))
            || ends_a_span(passage, block, at)
    };
    if !letters::starts_small(passage.of(token)) || !is_sure() {
        return;
    }
    tell(passage, block, (at, day), report);
}

/// The word of a weekday behind "thứ" at `at`.
fn weekday_at(passage: &Passage<'_>, block: &Block, at: usize) -> Option<usize> {
    let day = block.word_after(at).filter(|_| near::low(passage, block, Some(at)) == "thứ")?;
    let known = matches!(near::low(passage, block, Some(day)), "hai" | "ba" | "tư" | "năm" | "sáu" | "bảy");
    known.then_some(day)
}

/// Whether a weekday is meant, not an ordinal.
fn is_sure_weekday(passage: &Passage<'_>, block: &Block, at: usize, day: usize) -> bool {
    let before = near::low_before(passage, block, at);
    let after = block.next(day);
    let week = matches!(near::low(passage, block, after), "hằng" | "hàng" | "mỗi")
        && after.is_some_and(|at| near::low_after(passage, block, at) == "tuần");
    let to = |at: usize| near::low(passage, block, Some(at)) == "đến" || block.is_punct(at, '-');
    let opens = |before: &str| matches!(before, "từ" | "ngày" | "các" | "vào");
    // "từ thứ hai đến thứ sáu", "thứ bảy, chủ nhật".
    let paired_after =
        after.and_then(|joint| Some((joint, block.word_after(joint)?))).is_some_and(|(joint, next)| {
            let sunday = near::low(passage, block, Some(next)) == "chủ"
                && near::low_after(passage, block, next) == "nhật";
            let other = to(joint) && opens(before) && weekday_at(passage, block, next).is_some();
            other
                || sunday
                    && (to(joint)
                        || block.is_punct(joint, ',')
                        || near::low(passage, block, Some(joint)) == "và")
        });
    let paired_before = block.previous(at).filter(|&joint| to(joint)).is_some_and(|joint| {
        let earlier = block.word_before(joint).and_then(|day| Some((block.word_before(day)?, day)));
        earlier.is_some_and(|(thu, day)| {
            weekday_at(passage, block, thu) == Some(day) && opens(near::low_before(passage, block, thu))
        })
    });
    let part_of_day = matches!(before, "sáng" | "chiều" | "trưa" | "tối")
        && !matches!(near::low(passage, block, after), "của" | "trong" | "liên");
    week || paired_after || paired_before || part_of_day
}

/// "từ thứ hai ngày 01/6 đến hết thứ sáu": the end of what a weekday opens in
/// the same sentence.
fn ends_a_span(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    if !near::follows(passage, block, at, &["đến", "hết"]) && !near::follows(passage, block, at, &["đến"])
    {
        return false;
    }
    (0..at)
        .rev()
        .take_while(|&at| !matches!(block.tokens[at].kind, TokenKind::Punct('.' | ';' | ':' | '?' | '!')))
        .any(|from| {
            weekday_at(passage, block, from).is_some() && near::low_before(passage, block, from) == "từ"
        })
}

/// "tháng tám", not "mỗi tháng hai lần".
fn month(passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let Some(name) =
        block.word_after(at).filter(|&name| letters::starts_small(passage.of(&block.tokens[name])))
    else {
        return;
    };
    let before = near::low_before(passage, block, at);
    let counted = matches!(
        before,
        "mỗi"
            | "một"
            | "hằng"
            | "hàng"
            | "các"
            | "nhiều"
            | "những"
            | "từng"
            | "vài"
            | "hai"
            | "ba"
            | "bốn"
            | "sáu"
            | "ngày"
    ) || block.previous(at).is_some_and(|at| block.tokens[at].kind == TokenKind::Number)
        && !is_day(passage, block, at);
    if counted || block.previous(at).is_some_and(|at| block.is_punct(at, ',') || block.is_punct(at, '/')) {
        return;
    }
    let revolution = before == "mạng";
    let next = block.next(name);
    let year = near::low(passage, block, next) == "năm"
        && next.and_then(|at| block.next(at)).is_some_and(|at| {
            block.tokens[at].kind == TokenKind::Number && block.tokens[at].range.len() == 4
        });
    let lunar = near::low(passage, block, next) == "âm" || near::low(passage, block, next) == "lịch";
    let ends =
        next.is_none_or(|at| matches!(block.tokens[at].kind, TokenKind::Punct('.' | ',' | ';' | ')' | '”')));
    let sure = match near::low(passage, block, Some(name)) {
        "giêng" | "chạp" => true,
        "tư" => year || lunar || ends && !before.is_empty(),
        "tám" | "chín" | "bảy" | "sáu" => revolution || year || lunar || ends && !before.is_empty(),
        "mười" => revolution || year || lunar,
        "hai" | "ba" | "năm" => year || lunar,
        _ => false,
    };
    if sure {
        tell(passage, block, (at, name), report);
    }
}

/// Whether "ngày 15" stands before "tháng" at `at`.
fn is_day(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    block.previous(at).is_some_and(|number| {
        matches!(near::low_before(passage, block, number), "ngày" | "mùng" | "mồng" | "rằm")
    })
}

/// "tết nguyên đán", "Tết Trung Thu".
fn festival(passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let Some(first) = block.word_after(at) else { return };
    let Some(second) = block.word_after(first) else { return };
    let low = (near::low(passage, block, Some(first)), near::low(passage, block, Some(second)));
    if !matches!(low, ("nguyên", "đán") | ("trung", "thu") | ("đoan", "ngọ") | ("hàn", "thực")) {
        return;
    }
    let range = block.tokens[at].range.start..block.tokens[second].range.end;
    let typed = passage.text(range.clone());
    if letters::has_no_small(typed) {
        return;
    }
    let tet = passage.of(&block.tokens[at]);
    let starts = near::starts_clause(block, at);
    let right_tet = if starts { tet.to_owned() } else { "tết".to_owned() };
    let right = format!("{right_tet} {} {}", letters::capitalised(low.0), low.1);
    let name = passage.text(block.tokens[first].range.start..block.tokens[second].range.end);
    let name_right = name.split_whitespace().eq([letters::capitalised(low.0).as_str(), low.1]);
    if name_right && (starts || tet == "tết") {
        return;
    }
    let finding = report
        .words(passage, range.clone(), format!("viết \"{typed}\""))
        .label(format!("\"{right}\""))
        .help(format!("viết \"{right}\""))
        .fix(passage, range, &right);
    if name_right {
        finding.hint();
    }
}

/// Reports a day or month in small letters.
fn tell(passage: &Passage<'_>, block: &Block, (first, last): (usize, usize), report: &mut Report) {
    let name = &block.tokens[last].range;
    let right = letters::capitalised(passage.text(name.clone()));
    let typed = passage.text(block.tokens[first].range.start..name.end);
    let lead = passage.of(&block.tokens[first]);
    report
        .words(passage, block.tokens[first].range.start..name.end, format!("viết \"{typed}\""))
        .label(format!("\"{lead} {right}\""))
        .help(format!("không dùng chữ số thì viết hoa: \"{lead} {right}\""))
        .fix(passage, name.clone(), &right);
}

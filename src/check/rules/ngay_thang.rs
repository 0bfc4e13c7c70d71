//! Capitals of days, months and festivals written in words.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::phrases::Phrases;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
use crate::check::{dated, letters};
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
        "Sinh hoạt dưới cờ vào sáng thứ hai hằng tuần; tổ chức vui tết trung thu cho học sinh lần thứ hai.",
    ),
    right: Example::Text(
        "Sinh hoạt dưới cờ vào sáng thứ Hai hằng tuần; tổ chức vui tết Trung thu cho học sinh lần thứ hai.",
    ),
    fixable: true,
    run,
};

/// The file `ngay_thang.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Words before "thứ" that make it an ordinal.
    truoc_thu_tu: HashSet<String>,
    /// Words before a weekday that opens a span.
    mo_dau_khoang: HashSet<String>,
    /// Parts of a day.
    buoi: HashSet<String>,
    /// Words behind a part of a day and an ordinal.
    sau_thu_tu: HashSet<String>,
    /// Words before "tháng" that count months.
    dem_thang: HashSet<String>,
    /// Words before the number of a day.
    truoc_ngay: HashSet<String>,
    /// Festivals.
    le: Phrases<()>,
}

table!(
    static LISTS: Lists = "ngay_thang.yaml"
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.pieces(Part::is_written).flat_map(Piece::tokens) {
        match at.word() {
            "thứ" => weekday(facts, at, report),
            "tháng" => month(at, report),
            "tết" => festival(at, report),
            _ => {}
        }
    }
}

/// "sáng thứ hai", "từ thứ hai đến thứ sáu", "thứ bảy hằng tuần".
fn weekday(facts: &Facts<'_>, at: At<'_>, report: &mut RuleReport) {
    let Some(day) = weekday_at(at).filter(|day| day.starts_small()) else { return };
    let beside_date = || !LISTS.truoc_thu_tu.contains(at.word_before()) && dated::is_weekday(facts, at, day);
    if is_sure_weekday(at, day) || beside_date() || ends_a_span(at) {
        tell(at, day, report);
    }
}

/// The word of a weekday behind "thứ".
fn weekday_at(at: At<'_>) -> Option<At<'_>> {
    at.next_word().filter(|day| at.is("thứ") && dated::DAYS.contains(&day.low()))
}

/// Whether "đến" or a dash stands here.
fn is_to(at: At<'_>) -> bool {
    at.is("đến") || at.is_mark('-')
}

/// Whether a weekday is meant, not an ordinal.
fn is_sure_weekday(at: At<'_>, day: At<'_>) -> bool {
    let before = at.word_before();
    let after = day.next();
    let week =
        after.is_some_and(|at| matches!(at.word(), "hằng" | "hàng" | "mỗi") && at.word_after() == "tuần");
    let opens = |thu: At<'_>| LISTS.mo_dau_khoang.contains(thu.word_before());
    // "từ thứ hai đến thứ sáu", "thứ bảy, chủ nhật".
    let paired_after =
        after.and_then(|joint| Some((joint, joint.next_word()?))).is_some_and(|(joint, next)| {
            let sunday = next.is("chủ") && next.word_after() == "nhật";
            let other = is_to(joint) && opens(at) && weekday_at(next).is_some();
            other || sunday && (is_to(joint) || joint.is_mark(',') || joint.is("và"))
        });
    let earlier = at.previous().filter(|joint| is_to(*joint)).and_then(At::previous_word);
    let paired_before = earlier
        .and_then(|day| Some((day.previous_word()?, day)))
        .is_some_and(|(thu, day)| weekday_at(thu).is_some_and(|known| known.is_same(day)) && opens(thu));
    let part_of_day =
        LISTS.buoi.contains(before) && !after.is_some_and(|at| LISTS.sau_thu_tu.contains(at.word()));
    week || paired_after || paired_before || part_of_day
}

/// "từ thứ hai ngày 01/6 đến hết thứ sáu": the end of what a weekday opens in
/// the same sentence.
fn ends_a_span(at: At<'_>) -> bool {
    if !at.follows(&["đến", "hết"]) && !at.follows(&["đến"]) {
        return false;
    }
    let goes_on = |at: &At<'_>| !at.is_one_of(&['.', ';', ':', '?', '!']);
    at.before().rev().take_while(goes_on).any(|from| weekday_at(from).is_some() && from.word_before() == "từ")
}

/// "tháng tám", not "mỗi tháng hai lần".
fn month(at: At<'_>, report: &mut RuleReport) {
    let Some(name) = at.next_word().filter(|name| name.starts_small()) else { return };
    let before = at.word_before();
    // "15 tháng" counts; "ngày 15 tháng" is a date.
    let counted = |number: At<'_>| number.is_number() && !LISTS.truoc_ngay.contains(number.word_before());
    let in_list = |mark: At<'_>| mark.is_one_of(&[',', '/']);
    if LISTS.dem_thang.contains(before) || at.previous().is_some_and(|at| counted(at) || in_list(at)) {
        return;
    }
    let revolution = before == "mạng";
    let next = name.next();
    let year = next.is_some_and(|at| {
        at.is("năm") && at.next().is_some_and(|year| year.is_number() && year.range().len() == 4)
    });
    let lunar = next.is_some_and(|at| matches!(at.word(), "âm" | "lịch"));
    let ends = next.is_none_or(|at| at.is_one_of(&['.', ',', ';', ')', '”'])) && !before.is_empty();
    let sure = match name.low() {
        "giêng" | "chạp" => true,
        "tư" => year || lunar || ends,
        "tám" | "chín" | "bảy" | "sáu" => revolution || year || lunar || ends,
        "mười" => revolution || year || lunar,
        "hai" | "ba" | "năm" => year || lunar,
        _ => false,
    };
    if sure {
        tell(at, name, report);
    }
}

/// "tết nguyên đán", "Tết Trung Thu".
fn festival(at: At<'_>, report: &mut RuleReport) {
    let Some(hit) = at.next_word().and_then(|first| LISTS.le.at(first)) else { return };
    let (whole, name) = (at.to(hit.last), hit.words());
    if letters::has_no_small(whole.typed()) {
        return;
    }
    let starts = at.starts_clause();
    let tet = if starts { at.typed() } else { "tết" };
    let right_name = format!("{} {}", letters::capitalised(hit.first.low()), hit.last.low());
    let name_right = name.typed().split_whitespace().eq(right_name.split(' '));
    if name_right && at.typed() == tet {
        return;
    }
    let right = format!("{tet} {right_name}");
    let finding = report
        .at(&whole, format!("viết \"{}\"", whole.typed()))
        .label(format!("\"{right}\""))
        .help(format!("viết \"{right}\""))
        .mend(whole, &right);
    if name_right {
        finding.hint();
    }
}

/// Reports a day or month in small letters.
fn tell(lead: At<'_>, name: At<'_>, report: &mut RuleReport) {
    let right = letters::capitalised(name.typed());
    let whole = lead.to(name);
    report
        .at(&whole, format!("viết \"{}\"", whole.typed()))
        .label(format!("\"{} {right}\"", lead.typed()))
        .help(format!("không dùng chữ số thì viết hoa: \"{} {right}\"", lead.typed()))
        .mend(name, &right);
}

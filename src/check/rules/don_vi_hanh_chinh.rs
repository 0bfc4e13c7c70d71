//! Capitals of provinces, cities, districts and communes.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::unit_names::NAMES;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.III.1-don_vi_hanh_chinh",
    scope: Scope::Every,
    name: "Viết hoa tên riêng của đơn vị hành chính, không viết hoa danh từ chung",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục II, III.1",
    explanation: "Tỉnh, huyện, xã, phường đứng trước tên riêng thì viết thường: tỉnh Nam Định. Viết hoa cả danh từ chung khi tên \
        là chữ số, tên người, tên sự kiện: Quận 1, Phường Điện Biên Phủ; và trong Thủ đô Hà Nội, Thành phố Hồ Chí Minh.",
    wrong: Example::Text("Tham gia hội thi do Tỉnh Nghệ An tổ chức tại thành phố Hồ Chí Minh."),
    right: Example::Text("Tham gia hội thi do tỉnh Nghệ An tổ chức tại Thành phố Hồ Chí Minh."),
    fixable: true,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let parts = |part: Part| part.is_written() || matches!(part, Part::NoiNhan | Part::KinhGui);
    for at in facts.pieces(parts).flat_map(Piece::tokens) {
        match at.word() {
            "tỉnh" => province(at, report),
            "thành" => city(at, report),
            "thủ" => capital(at, report),
            "huyện" | "xã" | "phường" | "quận" | "thị" => lower_unit(at, report),
            _ => {}
        }
    }
}

/// "Tỉnh Nghệ An", "tỉnh nghệ an", "của Tỉnh".
fn province(at: At<'_>, report: &mut RuleReport) {
    let raised = is_raised(at);
    let Some(hit) = at.next_word().and_then(|first| NAMES.provinces.at(first)) else {
        if raised {
            alone(at, report);
        }
        return;
    };
    let name = hit.words();
    let typed = name.typed();
    if typed != hit.known && !letters::has_no_small(typed) {
        let common = !typed.chars().any(char::is_uppercase) && NAMES.words.contains(name.low());
        if !common && typed.split_whitespace().zip(hit.known.split_whitespace()).any(|(a, b)| a != b) {
            report
                .at(&name, format!("viết \"{typed}\""))
                .label(format!("\"{}\"", hit.known))
                .help(format!("tên riêng viết hoa: \"{}\"", hit.known))
                .mend(name, hit.known);
        }
    } else if raised {
        lowered(at, hit.last, report);
    }
}

/// "Thành phố Hải Phòng", "thành phố Hồ Chí Minh".
fn city(at: At<'_>, report: &mut RuleReport) {
    let Some(pho) = at.next_word().filter(|pho| pho.is("phố")) else { return };
    let Some(first) = pho.next_word() else { return };
    let last = first.skip(4);
    let ho_chi_minh = first.is("hồ") && first.skip(2).is("chí") && last.is("minh");
    if ho_chi_minh && at.typed() == "thành" && first.starts_capital() {
        raise(at, last, ["Thành phố", "Hồ Chí Minh"], report);
    } else if let Some(hit) = NAMES.cities.at(first).filter(|_| is_raised(at)) {
        lowered(at, hit.last, report);
    }
}

/// "thủ đô Hà Nội".
fn capital(at: At<'_>, report: &mut RuleReport) {
    let ha = at.next_word().filter(|second| second.is("đô")).and_then(At::next_word);
    let noi = ha.filter(|ha| ha.typed() == "Hà").and_then(At::next_word);
    let Some(last) = noi.filter(|noi| noi.typed() == "Nội" && at.typed() == "thủ") else { return };
    raise(at, last, ["Thủ đô", "Hà Nội"], report);
}

/// The unit and the name of a case of its own, which the decree writes with a
/// capital: "Thủ đô Hà Nội".
fn raise(at: At<'_>, last: At<'_>, [unit, name]: [&str; 2], report: &mut RuleReport) {
    let first = unit.split(' ').next().unwrap_or(unit);
    report
        .at(at.to(last), format!("viết \"{} {name}\"", unit.to_lowercase()))
        .label(format!("\"{unit}\""))
        .help(format!("trường hợp viết hoa đặc biệt: \"{unit} {name}\""))
        .mend(at, first)
        .at_most(Severity::Warning);
}

/// "Xã Mây Trắng" inside a sentence: only a hint, for it may be named after a person.
fn lower_unit(at: At<'_>, report: &mut RuleReport) {
    if !is_raised(at) {
        return;
    }
    let second = at.next_word().filter(|next| matches!(next.typed(), "xã" | "trấn" | "Xã" | "Trấn"));
    let last = match second {
        Some(second) if at.is("thị") => second,
        None if at.is("thị") => return,
        _ => at,
    };
    let Some(first) = last.next() else { return alone(at, report) };
    let of_body = NAMES.bodies.contains(first.word());
    if !first.is_word() || !first.starts_capital() {
        if !of_body && last.is_same(at) {
            alone(at, report);
        }
        return;
    }
    if NAMES.is_person(first) || of_body {
        return;
    }
    let whole = at.to(first.last_capital());
    report
        .at(&whole, format!("viết \"{}\"", whole.typed()))
        .help("danh từ chung viết thường, trừ khi tên là chữ số, tên người, tên sự kiện")
        .hint();
}

/// A common noun with a capital and no name behind it: "của Tỉnh, Huyện".
fn alone(at: At<'_>, report: &mut RuleReport) {
    let ends = matches!(at.next_kind(), TokenKind::End | TokenKind::Punct(',' | '.' | ';' | ')'))
        || NAMES.unnamed.contains(at.word_after());
    let listed = at
        .previous()
        .is_some_and(|comma| comma.is_mark(',') && matches!(comma.word_before(), "tỉnh" | "huyện" | "xã"));
    if ends && (listed || at.word_before() == "của") {
        report
            .at(at, format!("viết hoa danh từ chung \"{}\"", at.typed()))
            .help(format!("viết \"{}\"", at.low()))
            .hint();
    }
}

/// A common noun typed with a capital inside a sentence.
fn is_raised(at: At<'_>) -> bool {
    at.starts_capital() && !letters::has_no_small(at.typed()) && !at.starts_clause()
}

/// Reports a common noun that should be small.
fn lowered(at: At<'_>, last: At<'_>, report: &mut RuleReport) {
    let whole = at.to(last);
    report
        .at(&whole, format!("viết \"{}\"", whole.typed()))
        .label(format!("\"{}\"", at.low()))
        .help("danh từ chung chỉ đơn vị hành chính viết thường")
        .mend(at, at.low())
        .at_most(Severity::Warning);
}

//! The document's own sign and its body's abbreviation.

use crate::check::facts::Facts;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::SIGNS;
use crate::diagnostic::Severity;
use crate::law::Kind;
use crate::placeholder;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.3-ky_hieu",
    scope: Scope::Administrative,
    name: "Ký hiệu gồm chữ viết tắt tên loại và tên cơ quan, chữ hoa, không cách chữ",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.3.b và II.3.c; Phụ lục III, mục I",
    explanation: "Ký hiệu gồm chữ viết tắt tên loại văn bản và chữ viết tắt tên cơ quan, nối bằng gạch nối, không cách chữ. \
        Số và dấu gạch chéo do chương trình thêm; tên loại cũng do chương trình ghép vào trước `viet_tat`.",
    wrong: Example::Keys("ky_hieu: KH - THCSMT"),
    right: Example::Keys("ky_hieu: KH-THCSMT"),
    fixable: true,
    run,
};

/// Checks `ky_hieu` and every `viet_tat`.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let Some(kind) = facts.kind else { return };
    if let Some(sign) = facts.ky_hieu {
        let passage = Passage::of_value("ky_hieu", sign);
        if form(&passage, report) {
            of_kind(&passage, kind, report);
        }
    }
    for short in facts.bodies.iter().filter_map(|body| body.viet_tat) {
        let passage = Passage::of_value("co_quan.viet_tat", short);
        if form(&passage, report) {
            not_twice(&passage, kind, report);
        }
    }
}

/// Checks what holds for both: no number, no slash, no spaces, capitals.
fn form(passage: &Passage<'_>, report: &mut RuleReport) -> bool {
    let text = passage.value.trim();
    let whole = 0..passage.value.trim_end().len();
    // What is still to fill has no form yet.
    if !placeholder::ranges(text).is_empty() {
        return false;
    }
    if text.contains('/') || text.starts_with(|c: char| c.is_ascii_digit()) {
        report
            .at(passage.part(whole), format!("ký hiệu \"{text}\" gồm cả số hoặc dấu gạch chéo"))
            .help("chỉ ghi phần chữ: số ở khóa `so`, dấu / do chương trình thêm");
        return false;
    }
    if text.contains(char::is_whitespace) {
        let joined: String = text.split_whitespace().collect();
        report
            .at(passage.part(whole.clone()), format!("ký hiệu \"{text}\" có dấu cách"))
            .at_most(Severity::Warning)
            .help(format!("viết liền: \"{joined}\""))
            .mend(passage.part(whole), &joined);
        return false;
    }
    let small = |group: &str| {
        let lower = group.chars().filter(|c| c.is_lowercase()).count();
        let upper = group.chars().filter(|c| c.is_uppercase()).count();
        group.starts_with(char::is_lowercase) || lower > upper
    };
    if let Some(group) = text.split(['-', '&']).find(|group| small(group)) {
        report
            .at(passage.part(whole), format!("\"{group}\" trong ký hiệu viết chữ thường"))
            .at_most(Severity::Warning)
            .help(format!("viết chữ hoa: \"{}\"", group.to_uppercase()));
        return false;
    }
    true
}

/// The kind's abbreviation leads a whole sign.
fn of_kind(passage: &Passage<'_>, kind: &Kind, report: &mut RuleReport) {
    let sign = passage.value.trim();
    let first = sign.split('-').next().unwrap_or(sign);
    let other =
        SIGNS.loai.iter().any(|known| known.chu == first && !known.cua_dang && known.ten.contains(&kind.ten));
    if kind.ky_hieu.is_empty() || first == kind.ky_hieu || other {
        return;
    }
    let start = passage.value.len() - passage.value.trim_start().len();
    report
        .at(
            passage.part(start..start + first.len()),
            format!("ký hiệu \"{sign}\" không bắt đầu bằng \"{}\"", kind.ky_hieu),
        )
        .label(format!("{} viết tắt là {}", kind.ten, kind.ky_hieu))
        .help(format!("viết \"{}-...\", hoặc xóa `ky_hieu` để chương trình tự ghép", kind.ky_hieu));
}

/// The kind's abbreviation does not lead the body's as well.
fn not_twice(passage: &Passage<'_>, kind: &Kind, report: &mut RuleReport) {
    let Some((first, rest)) = passage.value.split_once('-') else { return };
    if !kind.ky_hieu.is_empty() && first.trim() == kind.ky_hieu {
        report
            .at(passage.part(0..first.len() + 1), format!("`viet_tat` lặp chữ viết tắt tên loại \"{first}\""))
            .label(format!("sẽ in {first}-{first}-{rest}"))
            .help(format!("chỉ ghi \"{rest}\""))
            .mend(passage.part(0..first.len() + 1), "");
    }
}

//! Characters that the font of documents does not have.

use std::collections::HashMap;

use serde::Deserialize;

use crate::check::at::Piece;
use crate::check::facts::{Facts, Variable};
use crate::check::finding::Finding;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::rules::chu_la;
use crate::check::words::table;
use crate::diagnostic::{Severity, Span};
use crate::model::Bang;
use crate::typeface;

pub(super) const RULE: Rule = Rule {
    id: "GO-phong_chu",
    scope: Scope::Every,
    name: "Chỉ dùng chữ, ký hiệu mà phông Times New Roman có",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, I.4",
    explanation: "Biểu tượng cảm xúc, ô vuông để đánh dấu, ký hiệu của phông Wingdings, chữ Hán không có trong phông \
        Times New Roman. Word lấy phông khác để in; máy không có phông ấy in ra ô vuông. Các ký hiệu thường dùng \
        (•, –, …, “ ”, ², ½, ≥, ×, °, ‰, €, →, √, α) đều có trong phông. Cách viết thay nằm ở data/kiem_tra/phong_chu.yaml.",
    wrong: Example::Text("Nhà trường tổ chức họp \u{1F600} vào thứ Hai."),
    right: Example::Text("Nhiệt độ 37,5 °C; diện tích 3 m²; x ≥ 2; lớp 6 → lớp 7; giá 2 €; ½ quả."),
    fixable: false,
    run,
};

/// The file `phong_chu.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    thay: Vec<Replacement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replacement {
    chu: char,
    viet: String,
}

table!(
    /// What is written in place of a character.
    static INSTEAD: HashMap<char, String> = "phong_chu.yaml", |table: Table| {
        table.thay.into_iter().map(|entry| (entry.chu, entry.viet)).collect()
    }
);

/// Reports every breach: each character once in a text.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in facts.passages.iter().chain(&facts.values) {
        of_passage(passage, report);
    }
    facts.tables.iter().for_each(|table| of_table(table, report));
    of_variables(facts, report);
}

fn of_passage(passage: &Passage<'_>, report: &mut RuleReport) {
    let mut seen: Vec<char> = Vec::new();
    for token in passage.pieces().flat_map(Piece::tokens).filter(|at| !at.typed().is_ascii()) {
        for (at, c) in token.typed().char_indices().filter(|&(_, c)| is_missing(c)) {
            let start = token.start() + at;
            // The parts of one picture: a family, a flag.
            if seen.contains(&c) || passage.value[..start].ends_with('\u{200D}') {
                continue;
            }
            seen.push(c);
            let count = passage.lower.matches(c).count();
            let times = if count > 1 { format!(", {count} chỗ") } else { String::new() };
            let place = passage.part(start..start + c.len_utf8());
            advise(report.at(place, format!("{}{times}", told(c))), c);
        }
    }
}

/// The cells of a table of data know no place of their own.
fn of_table(table: &Bang, report: &mut RuleReport) {
    let mut seen: Vec<char> = Vec::new();
    for (_, _, words) in table.cells().filter(|(_, _, words)| !words.is_ascii()) {
        for c in words.chars().filter(|&c| is_missing(c)) {
            if !seen.contains(&c) {
                seen.push(c);
                advise(report.place(table.span, format!("{}, ở ô \"{words}\" của bảng", told(c))), c);
            }
        }
    }
}

/// The words of a variable know no place of their own: the character is looked
/// for in the file.
fn of_variables(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut seen: Vec<(&str, char)> = Vec::new();
    for Variable { key, words, .. } in &facts.variables {
        for c in words.chars().filter(|&c| is_missing(c)) {
            if seen.contains(&(key, c)) {
                continue;
            }
            seen.push((key, c));
            let whole = facts.place.unwrap_or_default();
            let at = facts.sources.get(whole.source).and_then(|file| file.text.find(c));
            let span = at.map_or(whole, |at| Span::new(whole.source, at..at + c.len_utf8()));
            advise(report.place(span, format!("{}, ở biến `{key}`", told(c))), c);
        }
    }
}

fn told(c: char) -> String {
    let shown = if is_private(c) {
        "ký tự của phông Wingdings hoặc Symbol".to_owned()
    } else {
        format!("\"{c}\"")
    };
    format!("{shown} (U+{:04X}) không có trong phông Times New Roman", c as u32)
}

fn advise(finding: &mut Finding, c: char) {
    let help = match INSTEAD.get(&c) {
        Some(instead) => format!("viết \"{instead}\""),
        None if is_private(c) => "xóa đi rồi gõ lại; gạch đầu dòng thì gõ dấu \"-\"".to_owned(),
        None => "bỏ đi hoặc viết bằng chữ thường dùng".to_owned(),
    };
    finding
        .label("máy khác có thể in ra ô vuông")
        .help(format!("{help}; nếu vẫn dùng thì xem kỹ bản in: Word lấy phông khác cho chữ này"));
}

/// Whether the font has no such character and no other rule tells of it.
fn is_missing(c: char) -> bool {
    if is_common(c) {
        return false;
    }
    // Joiners, selectors and marks of direction print nothing; Word draws both
    // hyphens itself.
    let unseen = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2010}' | '\u{2011}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}');
    !c.is_ascii()
        && !c.is_whitespace()
        && !unseen
        && !chu_la::knows(c)
        && (is_private(c) || !typeface::has(c))
}

/// What Vietnamese is written with: the font has all of it.
fn is_common(c: char) -> bool {
    matches!(c, '\0'..='\u{17F}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1EA0}'..='\u{1EF9}')
}

/// Private use: a character means what one font makes of it.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_symbols_are_in_the_font() {
        for c in "•–—…“”‘’²³½¼¾≥≤×÷°‰€→←√αβπΩµ±≈≠№₫§©®™«»·¹ªº−∙■□▪●○◦".chars()
        {
            assert!(!is_missing(c), "{c}");
        }
        let letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        for c in letters.chars().chain(letters.to_uppercase().chars()) {
            assert!(!is_missing(c), "{c}");
        }
    }

    #[test]
    fn the_font_has_what_is_not_looked_up() {
        let printed = |c: &char| is_common(*c) && !c.is_control() && *c != '\u{AD}';
        for c in ('\0'..'\u{2000}').filter(printed) {
            assert!(typeface::has(c), "{c} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn what_is_written_instead_is_in_the_font() {
        assert!(INSTEAD.len() > 30);
        for (c, instead) in INSTEAD.iter() {
            assert!(is_missing(*c), "{c} needs no entry");
            assert!(!instead.is_empty() && !instead.chars().any(is_missing), "{instead}");
        }
        for c in ['\u{1F600}', '\u{F0B7}', '中', '✗'] {
            assert!(is_missing(c), "{c}");
        }
    }
}

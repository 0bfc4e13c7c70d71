//! `UnitNames` of people in tables.

use super::ho_ten::is_family_name;
use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{capitalised, has_no_small};
use crate::check::markdown::cells_below;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{Verdict, judge};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.II-ho_ten_bang",
    scope: Scope::Every,
    name: "Họ tên trong bảng viết hoa chữ cái đầu, không viết toàn chữ hoa",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, II.1.a",
    explanation: "Tên người viết hoa chữ cái đầu của tất cả các âm tiết: Nguyễn Văn Mẫu. Danh sách chép từ phần mềm thường có họ \
        tên toàn chữ hoa. Chương trình chỉ xét cột có tên là họ và tên, và ô bắt đầu bằng một họ thường gặp.",
    wrong: Example::Text("| TT | Họ và tên |\n| :-: | --- |\n| 1 | NGUYỄN VĂN MẪU |"),
    right: Example::Text("| TT | Họ và tên |\n| :-: | --- |\n| 1 | Nguyễn Văn Mẫu |"),
    fixable: true,
    run,
};

/// Reports cells of a column of names that are all capitals.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in facts.passages.iter().filter(|passage| passage.part.is_markdown()) {
        if !passage.pieces().any(is_shouted_name) {
            continue;
        }
        let cells = cells_below(passage, asks_for_names);
        let of_names = |piece: &Piece<'_>| {
            let start = piece.whole().range.start;
            cells
                .get(cells.partition_point(|cell| cell.end <= start))
                .is_some_and(|cell| cell.contains(&start))
        };
        for piece in passage.pieces().filter(|piece| is_shouted_name(*piece)).filter(of_names) {
            tell(piece, report);
        }
    }
}

fn tell(piece: Piece<'_>, report: &mut RuleReport) {
    let name = piece.whole();
    let words = name.typed().split_whitespace().map(|word| capitalised(&word.to_lowercase()));
    let right = words.collect::<Vec<_>>().join(" ");
    report
        .at(&name, format!("họ tên \"{}\" viết toàn chữ hoa", name.typed()))
        .label(format!("\"{right}\""))
        .help("chỉ viết hoa chữ cái đầu của mỗi âm tiết")
        .mend(name, &right);
}

/// Two to five Vietnamese syllables in capitals, the first a family name.
fn is_shouted_name(piece: Piece<'_>) -> bool {
    let words = piece.tokens().filter(|at| at.is_word()).count();
    let is_shouted = |at: At<'_>| {
        at.is_space() || at.is_word() && has_no_small(at.typed()) && judge(at.low()) != Verdict::Impossible
    };
    piece.is_cell()
        && (2..=5).contains(&words)
        && piece.tokens().all(is_shouted)
        && is_family_name(piece.first().low())
}

/// "Họ và tên", "Họ, chữ đệm và tên"; "Người thực hiện".
fn asks_for_names(head: &str) -> bool {
    let mut words = head.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    match words.next() {
        Some("họ") => words.any(|word| word == "tên"),
        Some("người") => true,
        _ => false,
    }
}

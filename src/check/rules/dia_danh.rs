//! The place.

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{capitalised, is_shouted};
use crate::check::passage::Part;
use crate::check::phrases::Phrases;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.4-dia_danh",
    scope: Scope::Administrative,
    name: "Địa danh viết hoa các chữ cái đầu, không kèm ngày và dấu phẩy",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.4.a và II.4.c",
    explanation: "Các chữ cái đầu của địa danh phải viết hoa; sau địa danh có dấu phẩy, rồi đến ngày, tháng, năm. Dấu phẩy và \
        ngày tháng do chương trình thêm, nên `dia_danh` chỉ ghi tên đơn vị hành chính.",
    wrong: Example::Keys("dia_danh: Mây trắng"),
    right: Example::Keys("dia_danh: Mây Trắng"),
    fixable: true,
    run,
};

/// The file `dia_danh.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Common nouns of two syllables that may lead a place, only the first of
    /// them with a capital: "Thành phố Hồ Chí Minh".
    danh_tu_chung: Phrases<()>,
}

table!(
    static LISTS: Lists = "dia_danh.yaml"
);

/// Checks the place; one in brackets is still to be filled in.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for piece in facts.pieces(|part| part == Part::DiaDanh) {
        let passage = piece.passage;
        let text = passage.value.trim_end();
        if text.contains('(') {
            continue;
        }
        if passage.lower.split_whitespace().any(|word| word.trim_end_matches(',') == "ngày") {
            report
                .at(passage.part(0..text.len()), format!("địa danh \"{text}\" có cả ngày tháng"))
                .help("ngày ghi ở khóa `ngay`: chương trình tự in \"ngày ... tháng ... năm ...\"");
            continue;
        }
        let bare = text.trim_end_matches([',', '.', ';', ':', ' ']);
        if bare.len() < text.len() {
            let end = passage.part(bare.len()..text.len());
            report
                .at(&end, format!("sau địa danh có dấu \"{}\"", end.typed().trim()))
                .at_most(Severity::Warning)
                .help("bỏ dấu này: chương trình tự thêm dấu phẩy")
                .mend(end, "");
        }
        if is_shouted(bare) {
            report
                .at(passage.part(0..bare.len()), format!("địa danh \"{bare}\" gõ toàn chữ hoa"))
                .at_most(Severity::Warning)
                .help("địa danh in chữ thường, chỉ viết hoa các chữ cái đầu");
        }
        initials(piece, report);
    }
}

/// Reports the first syllable with a small initial, and mends all of them.
fn initials(piece: Piece<'_>, report: &mut RuleReport) {
    let mut words = piece.tokens().filter(|at| at.is_word());
    let lead = words.next().and_then(|first| LISTS.danh_tu_chung.at(first));
    let of_lead = |at: At<'_>| lead.as_ref().is_some_and(|lead| lead.last.is_same(at));
    let small: Vec<At<'_>> =
        piece.tokens().filter(|&at| at.is_word() && at.starts_small() && !of_lead(at)).collect();
    let Some(first) = small.first() else { return };
    let typed = first.typed();
    let finding = report.at(*first, format!("chữ cái đầu của \"{typed}\" trong địa danh viết thường"));
    finding.at_most(Severity::Warning).help(format!("viết hoa: \"{}\"", capitalised(typed)));
    for at in small {
        finding.mend(at, &capitalised(at.typed()));
    }
}

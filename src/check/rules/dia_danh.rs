//! The place.

use crate::check::facts::Facts;
use crate::check::letters::{capitalised, is_shouted, starts_small};
use crate::check::passage::{Part, Passage};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
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

/// Common nouns of two syllables that may lead a place, only the first of them
/// with a capital: "Thành phố Hồ Chí Minh".
const LEADS: [[&str; 2]; 4] = [["thành", "phố"], ["thị", "xã"], ["thị", "trấn"], ["đặc", "khu"]];

/// Checks the place; one in brackets is still to be filled in.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(|part| part == Part::DiaDanh) {
        let text = passage.value.trim_end();
        if text.contains('(') {
            continue;
        }
        if passage.lower.split_whitespace().any(|word| word.trim_end_matches(',') == "ngày") {
            report
                .words(passage, 0..text.len(), format!("địa danh \"{text}\" có cả ngày tháng"))
                .help("ngày ghi ở khóa `ngay`: chương trình tự in \"ngày ... tháng ... năm ...\"");
            continue;
        }
        let bare = text.trim_end_matches([',', '.', ';', ':', ' ']);
        if bare.len() < text.len() {
            let end = bare.len()..text.len();
            report
                .words(passage, end.clone(), format!("sau địa danh có dấu \"{}\"", text[end.clone()].trim()))
                .at_most(Severity::Warning)
                .help("bỏ dấu này: chương trình tự thêm dấu phẩy")
                .fix(passage, end, "");
        }
        if is_shouted(bare) {
            report
                .words(passage, 0..bare.len(), format!("địa danh \"{bare}\" gõ toàn chữ hoa"))
                .at_most(Severity::Warning)
                .help("địa danh in chữ thường, chỉ viết hoa các chữ cái đầu");
        }
        initials(passage, block, report);
    }
}

/// Reports the first syllable with a small initial, and mends all of them.
fn initials(passage: &Passage<'_>, block: &Block, report: &mut Report) {
    let words: Vec<usize> = (0..block.tokens.len()).filter(|&at| block.is_word(at)).collect();
    let low = |index: usize| words.get(index).map_or("", |&at| passage.low(&block.tokens[at]));
    let led = LEADS.iter().any(|[first, second]| low(0) == *first && low(1) == *second);
    let small = words
        .iter()
        .enumerate()
        .filter(|&(index, &at)| starts_small(passage.of(&block.tokens[at])) && !(led && index == 1));
    let small: Vec<usize> = small.map(|(_, &at)| at).collect();
    let Some(&first) = small.first() else { return };
    let typed = passage.of(&block.tokens[first]);
    let range = block.tokens[first].range.clone();
    let finding =
        report.words(passage, range, format!("chữ cái đầu của \"{typed}\" trong địa danh viết thường"));
    finding.at_most(Severity::Warning).help(format!("viết hoa: \"{}\"", capitalised(typed)));
    for at in small {
        let token = &block.tokens[at];
        finding.fix(passage, token.range.clone(), &capitalised(passage.of(token)));
    }
}

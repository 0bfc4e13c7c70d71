//! Names of people in tables.

use super::ho_ten::is_family_name;
use crate::check::facts::Facts;
use crate::check::letters::{capitalised, has_no_small};
use crate::check::lexer::TokenKind;
use crate::check::markdown::cells_below;
use crate::check::passage::Passage;
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
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
fn run(facts: &Facts<'_>, report: &mut Report) {
    for passage in facts.passages.iter().filter(|passage| passage.part.is_markdown()) {
        if !passage.blocks.iter().any(|block| is_shouted_name(passage, block)) {
            continue;
        }
        for cell in cells_below(passage, asks_for_names) {
            let index = passage.blocks.partition_point(|block| block.range().start < cell.start);
            let block = passage.blocks.get(index).filter(|block| cell.contains(&block.range().start));
            if let Some(block) = block.filter(|block| is_shouted_name(passage, block)) {
                tell(passage, block, report);
            }
        }
    }
}

fn tell(passage: &Passage<'_>, block: &Block, report: &mut Report) {
    let typed = passage.text(block.range());
    let words: Vec<String> = typed.split_whitespace().map(|word| capitalised(&word.to_lowercase())).collect();
    let right = words.join(" ");
    report
        .words(passage, block.range(), format!("họ tên \"{typed}\" viết toàn chữ hoa"))
        .label(format!("\"{right}\""))
        .help("chỉ viết hoa chữ cái đầu của mỗi âm tiết")
        .fix(passage, block.range(), &right);
}

/// Two to five Vietnamese syllables in capitals, the first a family name.
fn is_shouted_name(passage: &Passage<'_>, block: &Block) -> bool {
    let words = block.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    block.kind == BlockKind::Cell
        && (2..=5).contains(&words)
        && block.tokens.iter().all(|token| match token.kind {
            TokenKind::Space => true,
            TokenKind::Word => {
                has_no_small(passage.of(token)) && judge(passage.low(token)) != Verdict::Impossible
            }
            _ => false,
        })
        && block.tokens.first().is_some_and(|first| is_family_name(passage.low(first)))
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

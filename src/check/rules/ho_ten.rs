//! The signer's name alone.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::letters::{capitalised, is_shouted, starts_small};
use crate::check::passage::Passage;
use crate::check::phrases::Phrases;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.7-ho_ten",
    scope: Scope::Administrative,
    name: "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.7.c và II.7.đ",
    explanation: "Trước họ tên của người ký không ghi học hàm, học vị và các danh hiệu danh dự khác; họ tên in chữ thường, \
        viết hoa các chữ cái đầu. Ngành giáo dục, y tế, khoa học chỉ ghi thêm khi cơ quan quản lý ngành quy định.",
    wrong: Example::Keys("nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: ThS. Nguyễn Văn Mẫu}"),
    right: Example::Keys("nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}"),
    fixable: true,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Never part of a name.
    chuc_danh: Vec<String>,
    /// Titles only before a family name.
    xung_ho: Vec<String>,
    /// Common family names.
    ho: String,
}

struct Lists {
    /// Titles, each with whether a family name must follow.
    titles: Phrases<bool>,
    families: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let table: Table = parse("ho_ten.yaml", include_str!("../../../data/kiem_tra/ho_ten.yaml"));
    let sure = table.chuc_danh.into_iter().map(|title| (title, false));
    Lists {
        titles: Phrases::new(sure.chain(table.xung_ho.into_iter().map(|title| (title, true)))),
        families: table.ho.split_whitespace().map(str::to_owned).collect(),
    }
});

/// Checks the signer's name, and those of other times.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for signer in facts.signers.own.iter().chain(&facts.signers.other_times) {
        let passage = Passage::of_value("nguoi_ky.ho_ten", &signer.ho_ten);
        if !passage.value.contains('(') {
            check(&passage, report);
        }
    }
}

/// Checks one name; a name in brackets is still to be filled in.
fn check(passage: &Passage<'_>, report: &mut Report) {
    let Some(block) = passage.blocks.first() else { return };
    if let Some(name) = behind_titles(passage, block) {
        let titles = 0..block.tokens[name].range.start;
        let typed = passage.text(titles.clone()).trim_end();
        report
            .words(passage, 0..typed.len(), format!("trước họ tên người ký có \"{typed}\""))
            .help("chỉ ghi họ và tên, trừ khi cơ quan quản lý ngành cho ghi học hàm, học vị")
            .fix(passage, titles, "");
    }
    if is_shouted(passage.value) {
        report
            .words(passage, 0..passage.value.trim_end().len(), "họ tên người ký gõ toàn chữ hoa")
            .help("họ tên in chữ thường, chỉ viết hoa các chữ cái đầu");
    }
    let small = (0..block.tokens.len())
        .filter(|&at| {
            block.is_word(at) && starts_small(passage.of(&block.tokens[at])) && !block.is_punct(at + 1, '/')
        })
        .filter(|&at| at == 0 || block.is_space(at - 1));
    for at in small.filter(|&at| LISTS.titles.at(passage, block, at).is_none()) {
        let token = &block.tokens[at];
        let right = capitalised(passage.of(token));
        report
            .words(
                passage,
                token.range.clone(),
                format!("\"{}\" trong họ tên viết thường", passage.of(token)),
            )
            .help(format!("viết \"{right}\""))
            .fix(passage, token.range.clone(), &right);
    }
}

/// Where the name starts behind one or more titles.
fn behind_titles(passage: &Passage<'_>, block: &Block) -> Option<usize> {
    let mut at = 0;
    while let Some((next, wants_family)) = title_at(passage, block, at) {
        if !block.is_word(next) || wants_family && !is_family(passage, block, next) {
            break;
        }
        at = next;
    }
    (at > 0).then_some(at)
}

/// The token behind a title, and whether a family name must stand there.
fn title_at(passage: &Passage<'_>, block: &Block, at: usize) -> Option<(usize, bool)> {
    let low = |at: usize| block.is_word(at).then(|| passage.low(&block.tokens[at]));
    // "Đ/c" is three tokens.
    let comrade = low(at) == Some("đ") && block.is_punct(at + 1, '/') && low(at + 2) == Some("c");
    let (mut last, wants_family) = match LISTS.titles.at(passage, block, at) {
        _ if comrade => (at + 2, false),
        Some(hit) => (hit.last, *hit.known),
        None => return None,
    };
    while block.is_punct(last + 1, '.') || block.is_punct(last + 1, ',') {
        last += 1;
    }
    Some((block.next(last)?, wants_family))
}

/// Whether a common family name stands here, or a title before one.
fn is_family(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    is_family_name(passage.low(&block.tokens[at])) || LISTS.titles.at(passage, block, at).is_some()
}

/// Whether a word in lower case is a common family name.
pub(in crate::check) fn is_family_name(low: &str) -> bool {
    LISTS.families.iter().any(|known| known == low)
}

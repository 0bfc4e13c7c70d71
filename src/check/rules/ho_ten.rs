//! The signer's name alone.

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{capitalised, is_shouted};
use crate::check::lexer::TokenKind;
use crate::check::passage::Passage;
use crate::check::phrases::Phrases;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::word_set::WordSet;
use crate::check::words::table;
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

/// The file `ho_ten.yaml`.
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
    ho: WordSet,
}

struct Lists {
    /// Titles, each with whether a family name must follow.
    titles: Phrases<bool>,
    families: WordSet,
}

table!(
    static LISTS: Lists = "ho_ten.yaml", |table: Table| {
        let sure = table.chuc_danh.into_iter().map(|title| (title, false));
        let titles = sure.chain(table.xung_ho.into_iter().map(|title| (title, true)));
        Lists { titles: Phrases::new(titles), families: table.ho }
    }
);

/// Checks the signer's name, and those of other times.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for signer in facts.signers.own.iter().chain(&facts.signers.other_times) {
        let passage = Passage::of_value("nguoi_ky.ho_ten", &signer.ho_ten);
        if !passage.value.contains('(') {
            check(&passage, report);
        }
    }
}

/// Checks one name; a name in brackets is still to be filled in.
fn check(passage: &Passage<'_>, report: &mut RuleReport) {
    let Some(piece) = passage.pieces().next() else { return };
    if let Some(name) = behind_titles(piece) {
        let titles = passage.part(0..name.start());
        let typed = titles.typed().trim_end();
        report
            .at(passage.part(0..typed.len()), format!("trước họ tên người ký có \"{typed}\""))
            .help("chỉ ghi họ và tên, trừ khi cơ quan quản lý ngành cho ghi học hàm, học vị")
            .mend(titles, "");
    }
    if is_shouted(passage.value) {
        report
            .at(passage.part(0..passage.value.trim_end().len()), "họ tên người ký gõ toàn chữ hoa")
            .help("họ tên in chữ thường, chỉ viết hoa các chữ cái đầu");
    }
    let is_small = |at: &At<'_>| {
        at.is_word()
            && at.starts_small()
            && !at.right().is_mark('/')
            && (at.is_first() || at.left_kind() == TokenKind::Space)
            && !LISTS.titles.starts_at(*at)
    };
    for at in piece.tokens().filter(is_small) {
        let right = capitalised(at.typed());
        report
            .at(at, format!("\"{}\" trong họ tên viết thường", at.typed()))
            .help(format!("viết \"{right}\""))
            .mend(at, &right);
    }
}

/// Where the name starts behind one or more titles.
fn behind_titles(piece: Piece<'_>) -> Option<At<'_>> {
    let mut at = piece.first();
    while let Some((next, wants_family)) = title_at(at) {
        if !next.is_word() || wants_family && !is_family(next) {
            break;
        }
        at = next;
    }
    (!at.is_first()).then_some(at)
}

/// The token behind a title, and whether a family name must stand there.
fn title_at(at: At<'_>) -> Option<(At<'_>, bool)> {
    // "Đ/c" is three tokens.
    let comrade = at.is("đ") && at.right().is_mark('/') && at.skip(2).is("c");
    let (mut last, wants_family) = match LISTS.titles.at(at) {
        _ if comrade => (at.skip(2), false),
        Some(hit) => (hit.last, *hit.known),
        None => return None,
    };
    while last.right().is_one_of(&['.', ',']) {
        last = last.right();
    }
    Some((last.next()?, wants_family))
}

/// Whether a common family name stands here, or a title before one.
fn is_family(at: At<'_>) -> bool {
    is_family_name(at.low()) || LISTS.titles.starts_at(at)
}

/// Whether a word in lower case is a common family name.
pub(in crate::check) fn is_family_name(low: &str) -> bool {
    LISTS.families.contains(low)
}

//! Leftovers of Telex.

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, cased_as};
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::telex::decode;
use crate::check::word_set::WordSet;
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-telex",
    scope: Scope::Every,
    name: "Không sót chữ gõ Telex chưa thành dấu",
    severity: Severity::Error,
    source: "chính tả tiếng Việt hiện hành",
    explanation: "Bộ gõ tắt giữa chừng để lại những phím Telex trong chữ: truowngf, hocj, dduwowcj. Từ tiếng Anh trông \
        giống phím Telex được kể ở data/kiem_tra/telex.yaml.",
    wrong: Example::Text(
        "Nhà truowngf tổ chức họp qua Zoom, dự kiến trong tháng 9; xem file trên Google Drive.",
    ),
    right: Example::Text(
        "Nhà trường tổ chức họp qua Zoom, dự kiến trong tháng 9; xem file trên Google Drive.",
    ),
    fixable: true,
    run,
};

/// The file `telex.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    tu_nuoc_ngoai: WordSet,
}

table!(
    static LISTS: Lists = "telex.yaml"
);

/// Fewest signs in a word with a capital, which may be a foreign name.
const SIGNS_OF_NAMES: usize = 2;
/// Fewest letters in a word of capitals, which may be an abbreviation.
const LETTERS_OF_CAPITALS: usize = 5;

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        if !at.is_word() || at.range().len() < 3 {
            continue;
        }
        let Some(decoded) = decode(at.low()) else { continue };
        let typed = at.typed();
        let wanted = match case_of(typed) {
            Case::Lower => true,
            Case::Title => decoded.signs >= SIGNS_OF_NAMES,
            Case::Upper => decoded.signs >= SIGNS_OF_NAMES && typed.len() >= LETTERS_OF_CAPITALS,
            Case::Mixed => false,
        };
        if !wanted || is_compound(at) || LISTS.tu_nuoc_ngoai.contains(at.low()) {
            continue;
        }
        let right = cased_as(typed, &decoded.word);
        report
            .at(at, format!("chữ \"{typed}\" còn phím Telex chưa thành dấu"))
            .label(format!("\"{right}\"?"))
            .help(format!("sửa thành \"{right}\""))
            .mend(at, &right);
    }
}

/// Whether a word is a part of something longer: "a-z", "file.txt".
fn is_compound(at: At<'_>) -> bool {
    let is_joint = |at: At<'_>| at.is_one_of(&['-', '/', '_', '@', '.', '#']);
    let (joint, behind) = (at.right(), at.skip(2));
    at.is_glued() && at.left().is_some_and(is_joint)
        || joint.is_glued() && is_joint(joint) && behind.is_glued() && !behind.is_space()
}

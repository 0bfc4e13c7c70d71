//! Leftovers of Telex.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, cased_as};
use crate::check::lexer::TokenKind;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::telex::decode;
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-telex",
    scope: Scope::Every,
    name: "Không sót chữ gõ Telex chưa thành dấu",
    severity: Severity::Error,
    source: "chính tả tiếng Việt hiện hành",
    explanation: "Bộ gõ tắt giữa chừng để lại những phím Telex trong chữ: truowngf, hocj, dduwowcj. Từ tiếng Anh trông \
        giống phím Telex được kể ở data/kiem_tra/telex.yaml.",
    wrong: Example::Text("Nhà truowngf tổ chức họp, dự kiến trong tháng 9."),
    right: Example::Text(
        "Nhà trường tổ chức họp qua Zoom, dự kiến trong tháng 9; xem file trên Google Drive.",
    ),
    fixable: true,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    tu_nuoc_ngoai: String,
}

static FOREIGN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let table: Table = parse("telex.yaml", include_str!("../../../data/kiem_tra/telex.yaml"));
    table.tu_nuoc_ngoai.split_whitespace().map(str::to_owned).collect()
});

/// Fewest signs in a word with a capital, which may be a foreign name.
const SIGNS_OF_NAMES: usize = 2;
/// Fewest letters in a word of capitals, which may be an abbreviation.
const LETTERS_OF_CAPITALS: usize = 5;

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for (at, token) in block.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word || token.range.len() < 3 {
                continue;
            }
            let word = passage.low(token);
            let Some(decoded) = decode(word) else { continue };
            let typed = passage.of(token);
            let wanted = match case_of(typed) {
                Case::Lower => true,
                Case::Title => decoded.signs >= SIGNS_OF_NAMES,
                Case::Upper => decoded.signs >= SIGNS_OF_NAMES && typed.len() >= LETTERS_OF_CAPITALS,
                Case::Mixed => false,
            };
            let joint = |kind| matches!(kind, Some(TokenKind::Punct('-' | '/' | '_' | '@' | '.' | '#')));
            let compound = (block.is_glued(at) && joint(block.kind_at(at - 1)))
                || (block.is_glued(at + 1)
                    && joint(block.kind_at(at + 1))
                    && block.is_glued(at + 2)
                    && !block.is_space(at + 2));
            if !wanted || compound || FOREIGN.contains(word) {
                continue;
            }
            let right = cased_as(typed, &decoded.word);
            report
                .words(passage, token.range.clone(), format!("chữ \"{typed}\" còn phím Telex chưa thành dấu"))
                .label(format!("\"{right}\"?"))
                .help(format!("sửa thành \"{right}\""))
                .fix(passage, token.range.clone(), &right);
        }
    }
}

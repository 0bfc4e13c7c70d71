//! A capital at the start of a sentence, and only there.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::phrases::Phrases;
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{Verdict, judge};
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.I-dau_cau",
    scope: Scope::Every,
    name: "Viết hoa đầu câu và đầu đoạn",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, I",
    explanation: "Viết hoa chữ cái đầu của câu: sau dấu chấm, dấu chấm hỏi, dấu chấm than và khi xuống dòng. Sau dấu chấm phẩy câu \
        chưa hết nên viết thường.",
    wrong: Example::Text("Nhà trường đã họp. các tổ đã phân công nhiệm vụ."),
    right: Example::Text("Nhà trường đã họp. Các tổ đã phân công nhiệm vụ."),
    fixable: true,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    viet_tat: HashSet<String>,
    mo_dau_cau: Vec<String>,
}

struct Lists {
    short: HashSet<String>,
    starters: Phrases<()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let table: Table = parse("dau_cau.yaml", include_str!("../../../data/kiem_tra/dau_cau.yaml"));
    let starters = Phrases::new(table.mo_dau_cau.into_iter().map(|words| (words, ())));
    Lists { short: table.viet_tat, starters }
});

fn run(facts: &Facts<'_>, report: &mut Report) {
    for passage in facts.passages.iter().filter(|passage| passage.part.is_prose()) {
        for (index, block) in passage.blocks.iter().enumerate() {
            first_word(facts, passage, index, report);
            for at in 1..block.tokens.len() {
                match block.tokens[at].kind {
                    TokenKind::Punct('.' | '?' | '!') => after_stop(passage, block, at, report),
                    TokenKind::Punct(';') if block.kind != BlockKind::Cell => {
                        after_semicolon(facts, passage, block, at, report);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// A Vietnamese word of small letters, no label, no foreign name.
fn is_plain_word(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let text = passage.of(&block.tokens[at]);
    block.is_word(at)
        && text.chars().nth(1).is_some()
        && text.chars().all(char::is_lowercase)
        && !block.is_punct(at + 1, '.')
        && !block.is_punct(at + 1, '/')
        && !block.is_punct(at + 1, ')')
        && judge(text) != Verdict::Impossible
}

/// A small letter behind a full stop, question or exclamation mark.
fn after_stop(passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let Some(next) = block.word_after(at).filter(|_| block.is_space(at + 1)) else { return };
    if !letters::starts_small(passage.of(&block.tokens[next])) || !ends_sentence(passage, block, at) {
        return;
    }
    if is_plain_word(passage, block, next) {
        small_start(passage, block, next, "viết thường sau dấu hết câu", report);
    }
}

/// Whether the mark at `at` ends a sentence: a whole word, not an abbreviation,
/// stands before it.
fn ends_sentence(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let before = &block.tokens[at - 1];
    match before.kind {
        TokenKind::Word if block.is_punct(at, '.') => {
            let (text, low) = (passage.of(before), passage.low(before));
            let joined =
                at >= 2 && matches!(block.tokens[at - 2].kind, TokenKind::Punct('.' | '/' | '-' | '&'));
            let inner = text.chars().skip(1).all(char::is_lowercase);
            let whole = text.chars().nth(1).is_some() && inner && !LISTS.short.contains(low);
            whole && !joined && judge(low) != Verdict::Impossible
        }
        TokenKind::Word => true,
        TokenKind::Punct('”' | ')') => block.is_punct(at, '.'),
        TokenKind::Date => block.is_punct(at, '.'),
        _ => false,
    }
}

/// A small letter at the start of a paragraph.
fn first_word(facts: &Facts<'_>, passage: &Passage<'_>, index: usize, report: &mut Report) {
    let block = &passage.blocks[index];
    let is_text = block.kind == BlockKind::Paragraph && !matches!(passage.part, Part::CanCu(_));
    if !is_text || !is_plain_word(passage, block, 0) || after_expression(passage, block) {
        return;
    }
    let opens = match index.checked_sub(1).and_then(|before| passage.blocks.get(before)) {
        // What continues an enumeration or a broken line is not judged.
        Some(before) => before.tokens.last().is_some_and(|token| token.kind == TokenKind::Punct('.')),
        None => is_titled(facts, passage),
    };
    if opens {
        small_start(passage, block, 0, "đầu đoạn viết thường", report);
    }
}

/// Whether what Tera prints or does stands right before the block.
fn after_expression(passage: &Passage<'_>, block: &Block) -> bool {
    let start = block.range().start;
    passage.expressions.iter().any(|expression| {
        expression.range.end <= start && passage.value[expression.range.end..start].trim().is_empty()
    })
}

/// Whether the text stands alone or under a title: a section without a title is
/// an entry of a list.
fn is_titled(facts: &Facts<'_>, passage: &Passage<'_>) -> bool {
    let Some(section) = passage.key.strip_suffix("].noi_dung") else { return true };
    let title = |known: &&Passage<'_>| {
        known.part == Part::TieuDe && known.key.strip_suffix("].tieu_de").is_some_and(|key| key == section)
    };
    facts.passages.iter().any(|known| title(&known))
}

/// Reports a word that should start with a capital.
fn small_start(passage: &Passage<'_>, block: &Block, at: usize, what: &str, report: &mut Report) {
    let range = &block.tokens[at].range;
    let typed = passage.text(range.clone());
    let right = letters::capitalised(typed);
    report
        .words(passage, range.clone(), format!("{what}: \"{typed}\""))
        .label(format!("\"{right}\""))
        .help("viết hoa đầu câu, hoặc sửa dấu câu đứng trước nếu câu chưa hết")
        .fix(passage, range.clone(), &right);
}

/// A capital behind a semicolon where a usual starter of sentences stands.
fn after_semicolon(facts: &Facts<'_>, passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let Some(next) = block.word_after(at) else { return };
    if !letters::starts_capital(passage.of(&block.tokens[next]))
        || letters::has_no_small(passage.of(&block.tokens[next]))
    {
        return;
    }
    let Some(hit) = LISTS.starters.at(passage, block, next) else { return };
    let range = hit.range(block);
    let typed = passage.text(range.clone());
    let mut following = (hit.last + 1..block.tokens.len()).filter(|&at| block.is_word(at)).take(2);
    let name = following.any(|at| letters::starts_capital(passage.of(&block.tokens[at])))
        || typed.chars().skip(1).any(char::is_uppercase)
        || near::low_after(passage, block, hit.last) == "số"
        || facts.cited_at(passage, range.start).is_some();
    if !name {
        report
            .words(passage, range, format!("viết hoa \"{typed}\" sau dấu chấm phẩy"))
            .help("sau dấu chấm phẩy viết thường, hoặc kết thúc câu trước bằng dấu chấm")
            .hint();
    }
}

//! A capital at the start of a sentence, and only there.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::passage::{Part, Passage};
use crate::check::phrases::Phrases;
use crate::check::prose::BlockKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{Verdict, judge};
use crate::check::words::table;
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

/// The file `dau_cau.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    viet_tat: HashSet<String>,
    mo_dau_cau: Phrases<()>,
}

table!(
    static LISTS: Lists = "dau_cau.yaml"
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in facts.passages.iter().filter(|passage| passage.part.is_prose()) {
        let mut before = None;
        for piece in passage.pieces() {
            first_word(facts, piece, before.replace(piece), report);
            for at in piece.tokens().skip(1) {
                match at.kind() {
                    TokenKind::Punct('.' | '?' | '!') => after_stop(at, report),
                    TokenKind::Punct(';') if !piece.is_cell() => after_semicolon(facts, at, report),
                    _ => {}
                }
            }
        }
    }
}

/// A Vietnamese word of small letters, no label, no foreign name.
fn is_plain_word(at: At<'_>) -> bool {
    let text = at.typed();
    at.is_word()
        && text.chars().nth(1).is_some()
        && text.chars().all(char::is_lowercase)
        && !at.right().is_one_of(&['.', '/', ')'])
        && judge(text) != Verdict::Impossible
}

/// A small letter behind a full stop, question or exclamation mark.
fn after_stop(at: At<'_>, report: &mut RuleReport) {
    let Some(next) = at.next_word().filter(|next| at.right().is_space() && next.starts_small()) else {
        return;
    };
    if ends_sentence(at) && is_plain_word(next) {
        small_start(next, "viết thường sau dấu hết câu", report);
    }
}

/// Whether a mark ends a sentence: a whole word, not an abbreviation, stands
/// before it.
fn ends_sentence(mark: At<'_>) -> bool {
    let Some(before) = mark.left() else { return false };
    match before.kind() {
        TokenKind::Word if mark.is_mark('.') => {
            let (text, low) = (before.typed(), before.low());
            let joined = before.left().is_some_and(|left| left.is_one_of(&['.', '/', '-', '&']));
            let inner = text.chars().skip(1).all(char::is_lowercase);
            let whole = text.chars().nth(1).is_some() && inner && !LISTS.viet_tat.contains(low);
            whole && !joined && judge(low) != Verdict::Impossible
        }
        TokenKind::Word => true,
        TokenKind::Punct('”' | ')') | TokenKind::Date => mark.is_mark('.'),
        _ => false,
    }
}

/// A small letter at the start of a paragraph.
fn first_word(facts: &Facts<'_>, piece: Piece<'_>, above: Option<Piece<'_>>, report: &mut RuleReport) {
    let is_text = piece.kind() == BlockKind::Paragraph && !matches!(piece.passage.part, Part::CanCu(_));
    if !is_text || !is_plain_word(piece.first()) || after_expression(piece) {
        return;
    }
    let opens = match above {
        // What continues an enumeration or a broken line is not judged.
        Some(above) => above.last().is_some_and(|last| last.is_mark('.')),
        None => is_titled(facts, piece.passage),
    };
    if opens {
        small_start(piece.first(), "đầu đoạn viết thường", report);
    }
}

/// Whether what Tera prints or does stands right before the piece.
fn after_expression(piece: Piece<'_>) -> bool {
    let (passage, start) = (piece.passage, piece.first().start());
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
fn small_start(at: At<'_>, what: &str, report: &mut RuleReport) {
    let right = letters::capitalised(at.typed());
    report
        .at(at, format!("{what}: \"{}\"", at.typed()))
        .label(format!("\"{right}\""))
        .help("viết hoa đầu câu, hoặc sửa dấu câu đứng trước nếu câu chưa hết")
        .mend(at, &right);
}

/// A capital behind a semicolon where a usual starter of sentences stands.
fn after_semicolon(facts: &Facts<'_>, at: At<'_>, report: &mut RuleReport) {
    let raised = |next: &At<'_>| next.starts_capital() && !letters::has_no_small(next.typed());
    let Some(hit) = at.next_word().filter(raised).and_then(|next| LISTS.mo_dau_cau.at(next)) else { return };
    let words = hit.words();
    let mut following = hit.last.after().filter(|at| at.is_word()).take(2);
    let name = following.any(At::starts_capital)
        || words.typed().chars().skip(1).any(char::is_uppercase)
        || hit.last.word_after() == "số"
        || facts.cited_at(&words).is_some();
    if !name {
        report
            .at(&words, format!("viết hoa \"{}\" sau dấu chấm phẩy", words.typed()))
            .help("sau dấu chấm phẩy viết thường, hoặc kết thúc câu trước bằng dấu chấm")
            .hint();
    }
}

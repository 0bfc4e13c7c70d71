//! Titles without number and full stop.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::letters::is_shouted;
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::prose::BlockKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.c-so_muc",
    scope: Scope::Administrative,
    name: "Tiêu đề mục không gõ số thứ tự, không có dấu cuối",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.đ và mục V.6",
    explanation: "Chương trình đánh số I., 1., a) và in hoa tiêu đề theo cấp. Số gõ sẵn chỉ thừa khi \
        đúng bằng số của chương trình; khác thì luật GO-so_lech báo lỗi. Sau tiêu đề nằm riêng \
        một dòng không có dấu chấm hay hai chấm.",
    wrong: Example::Keys(
        "noi_dung:\n  - {tieu_de: I. Mục đích, noi_dung: Phát triển văn hóa đọc.}\n  - {tieu_de: Nội dung, noi_dung: Mở cửa \
         thư viện hằng ngày.}",
    ),
    right: Example::Keys(
        "noi_dung:\n  - {tieu_de: Mục đích, noi_dung: Phát triển văn hóa đọc.}\n  - {tieu_de: Nội dung, noi_dung: Mở cửa \
         thư viện hằng ngày.}",
    ),
    fixable: true,
    run,
};

/// The file `so_muc.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// `UnitNames` that an initial stands before: C. Mác.
    sau_chu_dau: HashSet<String>,
}

table!(
    static LISTS: Lists = "so_muc.yaml"
);

/// Checks titles and Markdown headings.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for piece in facts.all_pieces() {
        let part = piece.passage.part;
        let heads = piece.kind() == BlockKind::Heading && part.is_prose();
        if part != Part::TieuDe && !heads || piece.is_quoted() {
            continue;
        }
        let whole = piece.whole();
        if let Some(text) = label_end(piece) {
            let label = piece.passage.part(whole.range.start..text.start());
            let typed = label.typed().trim_end();
            let shown = piece.passage.part(whole.range.start..whole.range.start + typed.len());
            report
                .at(shown, format!("tiêu đề gõ sẵn số thứ tự \"{typed}\""))
                .hint()
                .help("bỏ số thứ tự: chương trình tự đánh số, và in một lần khi hai số giống nhau")
                .mend(label, "");
        }
        end(piece, report);
        if is_shouted(whole.typed()) {
            report
                .at(whole, "tiêu đề gõ toàn chữ hoa")
                .hint()
                .help("gõ chữ thường: chương trình tự in hoa ở những cấp phải in hoa");
        }
    }
}

/// Reports a full stop or colon at the end.
fn end(piece: Piece<'_>, report: &mut RuleReport) {
    let Some(last) = piece.last() else { return };
    let TokenKind::Punct(mark @ ('.' | ':' | ';' | ',')) = last.kind() else { return };
    // "v.v.", "tr.CN.": an abbreviation.
    let abbreviated = last.left().is_some_and(|left| left.left_kind() == TokenKind::Punct('.'));
    if !abbreviated {
        report.at(last, format!("tiêu đề kết thúc bằng dấu \"{mark}\"")).help("bỏ dấu này").mend(last, "");
    }
}

/// The first token behind a number typed before a title.
fn label_end(piece: Piece<'_>) -> Option<At<'_>> {
    let first = piece.first();
    let typed = first.typed();
    let (mark, spaced) = match first.kind() {
        TokenKind::Number if is_short(typed) => (first.right(), false),
        TokenKind::Word if is_roman(typed) => (first.right(), false),
        TokenKind::Word if letters::is_single(typed) => (first.right(), true),
        TokenKind::Word if matches!(first.low(), "phần" | "chương" | "mục" | "điều") => {
            let number = first.next()?;
            let numbered = is_roman(number.typed()) || number.is_number() && is_short(number.typed());
            (Some(number.right()).filter(|_| numbered)?, false)
        }
        _ => return None,
    };
    let text = mark.next()?;
    let after_space = mark.right().is_space();
    let is_mark = match mark.kind() {
        // "a. ", "A. " are labels; "C. Mác", "V. I. Lênin" are not.
        TokenKind::Punct('.') if spaced => after_space && !is_initial(text),
        TokenKind::Punct('.') => !is_initial(text) && (after_space || first.is_number()),
        TokenKind::Punct(')') => true,
        TokenKind::Punct('/' | '-' | ':') => after_space && !spaced && text.is_word(),
        _ => false,
    };
    is_mark.then_some(text)
}

/// Whether the name behind an initial goes on: "V. I.", "C. Mác".
fn is_initial(text: At<'_>) -> bool {
    let initial = letters::is_single(text.typed()) && text.right().is_mark('.');
    initial || LISTS.sau_chu_dau.contains(text.typed())
}

/// A number of a section: 1, 12, 1.2.
fn is_short(number: &str) -> bool {
    number.split('.').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A Roman numeral that a plan may reach.
fn is_roman(word: &str) -> bool {
    (1..=5).contains(&word.len()) && letters::is_roman(word)
}

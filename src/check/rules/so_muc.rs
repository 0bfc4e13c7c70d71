//! Titles without number and full stop.

use crate::check::facts::Facts;
use crate::check::letters::{self, is_shouted};
use crate::check::lexer::TokenKind;
use crate::check::passage::{Part, Passage};
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
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

/// Checks titles and Markdown headings.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        let heads = block.kind == BlockKind::Heading && passage.part.is_prose();
        if passage.part != Part::TieuDe && !heads || passage.is_quoted(block) {
            continue;
        }
        if let Some(text) = label_end(passage, block) {
            let start = block.range().start;
            let label = start..block.tokens[text].range.start;
            let typed = passage.text(label.clone()).trim_end();
            report
                .words(passage, start..start + typed.len(), format!("tiêu đề gõ sẵn số thứ tự \"{typed}\""))
                .hint()
                .help("bỏ số thứ tự: chương trình tự đánh số, và in một lần khi hai số giống nhau")
                .fix(passage, label, "");
        }
        end(passage, block, report);
        let whole = block.range();
        if is_shouted(passage.text(whole.clone())) {
            report
                .words(passage, whole, "tiêu đề gõ toàn chữ hoa")
                .hint()
                .help("gõ chữ thường: chương trình tự in hoa ở những cấp phải in hoa");
        }
    }
}

/// Reports a full stop or colon at the end.
fn end(passage: &Passage<'_>, block: &Block, report: &mut Report) {
    let Some(last) = block.tokens.last() else { return };
    let TokenKind::Punct(mark @ ('.' | ':' | ';' | ',')) = last.kind else { return };
    // "v.v.", "tr.CN.": an abbreviation.
    let abbreviated = block.tokens.len() > 2 && block.is_punct(block.tokens.len() - 3, '.');
    if !abbreviated {
        report
            .words(passage, last.range.clone(), format!("tiêu đề kết thúc bằng dấu \"{mark}\""))
            .help("bỏ dấu này")
            .fix(passage, last.range.clone(), "");
    }
}

/// The first token behind a number typed before a title.
fn label_end(passage: &Passage<'_>, block: &Block) -> Option<usize> {
    let first = block.tokens.first()?;
    let typed = passage.of(first);
    let (mark, spaced) = match first.kind {
        TokenKind::Number if is_short(typed) => (1, false),
        TokenKind::Word if is_roman(typed) => (1, false),
        TokenKind::Word if typed.chars().count() == 1 => (1, true),
        TokenKind::Word if matches!(passage.low(first), "phần" | "chương" | "mục" | "điều") => {
            let number = block.next(0)?;
            let text = passage.of(&block.tokens[number]);
            let numbered = is_roman(text) || block.tokens[number].kind == TokenKind::Number && is_short(text);
            (if numbered { number + 1 } else { return None }, false)
        }
        _ => return None,
    };
    let text = block.next(mark)?;
    let after_space = text > mark + 1;
    let is_mark = match block.tokens.get(mark)?.kind {
        // "a. ", "A. " are labels; "C. Mác", "V. I. Lênin" are not.
        TokenKind::Punct('.') if spaced => after_space && !is_initial(passage, block, text),
        TokenKind::Punct('.') => {
            !is_initial(passage, block, text) && (after_space || first.kind == TokenKind::Number)
        }
        TokenKind::Punct(')') => true,
        TokenKind::Punct('/' | '-' | ':') => after_space && !spaced && block.is_word(text),
        _ => false,
    };
    is_mark.then_some(text)
}

/// Whether the name behind an initial goes on: "V. I.", "C. Mác".
fn is_initial(passage: &Passage<'_>, block: &Block, text: usize) -> bool {
    let word = passage.of(&block.tokens[text]);
    let initial = word.chars().count() == 1 && block.is_punct(text + 1, '.');
    initial || matches!(word, "Mác" | "Lênin" | "Lê" | "Ăngghen")
}

/// A number of a section: 1, 12, 1.2.
fn is_short(number: &str) -> bool {
    number.split('.').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A Roman numeral that a plan may reach.
fn is_roman(word: &str) -> bool {
    (1..=5).contains(&word.len()) && letters::is_roman(word)
}

//! Characters that nobody sees.

use std::ops::Range;

use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-ky_tu_an",
    scope: Scope::Every,
    name: "Không có ký tự ẩn trong văn bản",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Chép từ trang web hay tệp PDF thường kéo theo ký tự không nhìn thấy: khoảng trắng rộng bằng không, dấu \
        nối ẩn, dấu đổi chiều chữ, dấu tab. Chúng làm tìm kiếm và ngắt dòng sai.",
    wrong: Example::Text("Nhà\u{200B} trường tổ chức họp."),
    right: Example::Text("Nhà trường tổ chức họp vào ngày\u{A0}20."),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        let hidden: Vec<(Range<usize>, char)> = (0..block.tokens.len())
            .filter_map(|at| Some((block.tokens[at].range.clone(), hidden(passage, block, at)?)))
            .collect();
        let Some((first, c)) = hidden.first() else { continue };
        let name =
            if *c == '\t' { "dấu tab".to_owned() } else { format!("ký tự ẩn U+{:04X}", *c as u32) };
        let message = match hidden.len() {
            1 => format!("có {name}"),
            count => format!("có {count} ký tự ẩn, đầu tiên là {name}"),
        };
        let help = if *c == '\t' { "thay bằng một dấu cách" } else { "xóa đi" };
        let finding = report.words(passage, first.clone(), message).help(help);
        for (range, c) in &hidden {
            finding.fix(passage, range.clone(), if *c == '\t' { " " } else { "" });
        }
    }
}

/// The hidden character that a token is.
fn hidden(passage: &Passage<'_>, block: &Block, at: usize) -> Option<char> {
    match block.tokens[at].kind {
        TokenKind::Space => {
            let inner = at > 0 && at + 1 < block.tokens.len();
            let typed = passage.of(&block.tokens[at]);
            (inner && typed.contains('\t') && !typed.contains('\n')).then_some('\t')
        }
        // Joins the parts of one picture.
        TokenKind::Punct('\u{200D}') => {
            let picture = |kind| matches!(kind, Some(TokenKind::Punct(c)) if c > '\u{2100}');
            (!picture(block.kind_at(at.wrapping_sub(1)))).then_some('\u{200D}')
        }
        TokenKind::Punct(
            c @ ('\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}'),
        ) => Some(c),
        _ => None,
    }
}

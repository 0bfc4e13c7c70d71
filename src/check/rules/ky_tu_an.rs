//! Characters that nobody sees.

use crate::check::at::At;
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
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
    wrong: Example::Text("Nhà\u{200B} trường tổ chức họp vào ngày\u{A0}20."),
    right: Example::Text("Nhà trường tổ chức họp vào ngày\u{A0}20."),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for piece in facts.all_pieces() {
        let hidden: Vec<(At<'_>, char)> = piece.tokens().filter_map(|at| Some((at, hidden(at)?))).collect();
        let Some(&(first, c)) = hidden.first() else { continue };
        let name =
            if c == '\t' { "dấu tab".to_owned() } else { format!("ký tự ẩn U+{:04X}", c as u32) };
        let message = match hidden.len() {
            1 => format!("có {name}"),
            count => format!("có {count} ký tự ẩn, đầu tiên là {name}"),
        };
        let help = if c == '\t' { "thay bằng một dấu cách" } else { "xóa đi" };
        let finding = report.at(first, message).help(help);
        for (at, c) in hidden {
            finding.mend(at, if c == '\t' { " " } else { "" });
        }
    }
}

/// The hidden character that a token is.
fn hidden(at: At<'_>) -> Option<char> {
    match at.kind() {
        TokenKind::Space => {
            let inner = !at.is_first() && at.right().is_there();
            (inner && at.is_gap() && at.typed().contains('\t')).then_some('\t')
        }
        // Joins the parts of one picture.
        TokenKind::Punct('\u{200D}') => {
            let of_picture = matches!(at.left_kind(), TokenKind::Punct(c) if c > '\u{2100}');
            (!of_picture).then_some('\u{200D}')
        }
        TokenKind::Punct(
            c @ ('\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}'),
        ) => Some(c),
        _ => None,
    }
}

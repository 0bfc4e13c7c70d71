//! A sentence that a line break cut in two.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::prose::BlockKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.I-doan_sau_cham_phay",
    scope: Scope::Every,
    name: "Không xuống dòng giữa câu rồi viết hoa như câu mới",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, I",
    explanation: "Một đoạn văn nhiều câu mà kết thúc bằng dấu chấm phẩy thì câu chưa hết; đoạn sau lại viết hoa đầu dòng như \
        câu mới. Thường là câu bị ngắt nhầm khi chép: nối lại hai đoạn, hoặc kết thúc câu trước bằng dấu chấm.",
    wrong: Example::Text(
        "Nhà trường phát huy tinh thần nêu gương. Thực hiện tốt quy chế dân chủ ở cơ sở;\n\n\
         Quy chế chi tiêu nội bộ được công khai trong toàn trường.",
    ),
    right: Example::Text(
        "Nhà trường phát huy tinh thần nêu gương. Thực hiện tốt quy chế dân chủ ở cơ sở.\n\n\
         Quy chế chi tiêu nội bộ được công khai trong toàn trường.",
    ),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in facts.passages.iter().filter(|passage| passage.part.is_prose()) {
        // Several such paragraphs, or one that ends with a colon: an enumeration.
        let ends = |mark| passage.pieces().filter(|piece| ends_with(*piece, mark)).count();
        if passage.blocks.len() < 2 || ends(';') != 1 || ends(':') > 0 {
            continue;
        }
        for (before, after) in passage.pieces().zip(passage.pieces().skip(1)) {
            let prose = [before, after].iter().all(|piece| piece.kind() == BlockKind::Paragraph);
            let first = after.first();
            let broken = ends_with(before, ';')
                && has_two_sentences(before)
                && first.is_word()
                && first.starts_capital()
                && !first.right().is_one_of(&[')', '.']);
            if prose && broken {
                let end = after.tokens().take(5).next_back().unwrap_or(first);
                report
                    .at(first.to(end), "xuống dòng giữa câu: đoạn trước kết thúc bằng dấu \";\"")
                    .label("đầu đoạn viết hoa như câu mới")
                    .help("nối hai đoạn thành một câu, hoặc kết thúc đoạn trước bằng dấu chấm");
            }
        }
    }
}

/// Whether the last mark of a piece is this one.
fn ends_with(piece: Piece<'_>, mark: char) -> bool {
    piece.last_mark().is_some_and(|last| last.is_mark(mark))
}

/// Whether a full stop stands inside a piece, a capital behind it.
fn has_two_sentences(piece: Piece<'_>) -> bool {
    piece.tokens().filter(|at| at.is_mark('.')).any(|at| {
        at.left().is_some_and(|left| left.is_word() && left.range().len() > 2)
            && at.right().is_space()
            && at.next_word().is_some_and(At::starts_capital)
    })
}

//! A sentence that a line break cut in two.

use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
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

fn run(facts: &Facts<'_>, report: &mut Report) {
    for passage in facts.passages.iter().filter(|passage| Part::is_prose(passage.part)) {
        // Several such paragraphs, or one that ends with a colon: an enumeration.
        let ends = |mark| passage.blocks.iter().filter(|block| ends_with(block, mark)).count();
        if passage.blocks.len() < 2 || ends(';') != 1 || ends(':') > 0 {
            continue;
        }
        for pair in passage.blocks.windows(2) {
            let [before, after] = pair else { continue };
            let prose = before.kind == BlockKind::Paragraph && after.kind == BlockKind::Paragraph;
            let Some(first) = after.tokens.first().filter(|token| token.kind == TokenKind::Word) else {
                continue;
            };
            let broken = ends_with(before, ';')
                && has_two_sentences(passage, before)
                && letters::starts_capital(passage.of(first))
                && !after.is_punct(1, ')')
                && !after.is_punct(1, '.');
            if prose && broken {
                let end =
                    after.tokens[..after.tokens.len().min(5)].last().map_or(first.range.end, |t| t.range.end);
                report
                    .words(
                        passage,
                        first.range.start..end,
                        "xuống dòng giữa câu: đoạn trước kết thúc bằng dấu \";\"",
                    )
                    .label("đầu đoạn viết hoa như câu mới")
                    .help("nối hai đoạn thành một câu, hoặc kết thúc đoạn trước bằng dấu chấm");
            }
        }
    }
}

/// Whether the last mark of a block is this one.
fn ends_with(block: &Block, mark: char) -> bool {
    let last = block.tokens.iter().rev().find(|token| token.kind != TokenKind::Space);
    last.is_some_and(|token| token.kind == TokenKind::Punct(mark))
}

/// Whether a full stop stands inside a block, a capital behind it.
fn has_two_sentences(passage: &Passage<'_>, block: &Block) -> bool {
    (1..block.tokens.len()).any(|at| {
        block.is_punct(at, '.')
            && block.is_word(at - 1)
            && block.tokens[at - 1].range.len() > 2
            && block.is_space(at + 1)
            && letters::starts_capital(near::typed_after(passage, block, at))
    })
}

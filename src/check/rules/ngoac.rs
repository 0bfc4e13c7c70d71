//! Brackets and quotation marks in pairs.

use crate::check::facts::Facts;
use crate::check::letters::is_single;
use crate::check::lexer::TokenKind;
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-ngoac",
    scope: Scope::Every,
    name: "Dấu ngoặc mở phải có dấu đóng",
    severity: Severity::Warning,
    source: "chính tả tiếng Việt hiện hành",
    explanation: "Dấu ngoặc đơn, ngoặc vuông, ngoặc kép đi thành cặp. Thiếu một dấu thì không biết phần trong ngoặc hết \
        ở đâu.",
    wrong: Example::Text("Gửi Phòng Văn hóa - Xã hội (để báo cáo trước ngày 20/10."),
    right: Example::Text(
        "Gửi Phòng Văn hóa - Xã hội (để báo cáo) trước ngày 20/10; thực hiện theo điểm a) khoản 2.",
    ),
    fixable: false,
    run,
};

const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('“', '”')];

/// A mark without its other half: block, token, whether it opens.
type Lone = (usize, usize, bool);

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for passage in &facts.passages {
        let mut lone: [Vec<Lone>; 3] = Default::default();
        for (index, block) in passage.blocks.iter().enumerate() {
            if !has_tags(passage, block) {
                collect(passage, block, index, &mut lone);
            }
        }
        // "[0; 1)" is an interval.
        let [round, square, curly] = lone;
        let interval = |(block, _, _): &Lone| square.iter().any(|other| other.0 == *block);
        let half = |(block, _, _): &Lone| round.iter().any(|other| other.0 == *block);
        let (round, square): (Vec<Lone>, Vec<Lone>) = (
            round.iter().filter(|lone| !interval(lone)).copied().collect(),
            square.iter().filter(|lone| !half(lone)).copied().collect(),
        );
        for (marks, pair) in [round, square, curly].into_iter().zip(PAIRS) {
            tell(report, passage, &marks, pair);
        }
    }
}

/// What is written may depend on a tag of Tera.
fn has_tags(passage: &Passage<'_>, block: &Block) -> bool {
    let range = block.range();
    passage.expressions.iter().any(|expression| {
        expression.prints.is_none()
            && expression.range.start < range.end
            && range.start < expression.range.end
    })
}

/// The marks of a block without their other halves.
fn collect(passage: &Passage<'_>, block: &Block, index: usize, lone: &mut [Vec<Lone>; 3]) {
    let from = lone.each_ref().map(Vec::len);
    for (at, token) in block.tokens.iter().enumerate() {
        let TokenKind::Punct(mark) = token.kind else { continue };
        let Some(which) = PAIRS.iter().position(|&(open, close)| mark == open || mark == close) else {
            continue;
        };
        let marks = &mut lone[which];
        if mark == PAIRS[which].0 {
            if !is_emoticon(block, at) {
                marks.push((index, at, true));
            }
        } else if marks.len() > from[which] && marks.last().is_some_and(|(_, _, opens)| *opens) {
            marks.pop();
        } else if !is_label(passage, block, at) && !is_emoticon(block, at) && !is_inches(block, at) {
            marks.push((index, at, false));
        }
    }
}

/// "a)", "1)", "iv)", "*)" at the start of the block or behind a space.
fn is_label(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let Some(label) = at.checked_sub(1).filter(|_| block.is_punct(at, ')') && block.is_glued(at)) else {
        return false;
    };
    let typed = passage.of(&block.tokens[label]);
    let short = match block.tokens[label].kind {
        TokenKind::Number | TokenKind::Code => typed.len() <= 5,
        TokenKind::Word => {
            is_single(typed) || typed.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'))
        }
        // The mark of a note: "*) Riêng lớp 9", "**) ...".
        TokenKind::Punct('*') => return (0..label).all(|at| block.is_punct(at, '*')),
        _ => false,
    };
    let free = label == 0 || !block.is_glued(label) || !block.is_word(label - 1);
    short && free
}

/// ":)", ":-(".
fn is_emoticon(block: &Block, at: usize) -> bool {
    block.is_glued(at)
        && matches!(block.kind_at(at.wrapping_sub(1)), Some(TokenKind::Punct(':' | ';' | '=' | '-')))
        && (block.is_punct(at - 1, ':') || block.is_punct(at.wrapping_sub(2), ':'))
        && block.tokens.get(at + 1).is_none_or(|next| next.kind != TokenKind::Word || !block.is_glued(at + 1))
}

/// 15”.
fn is_inches(block: &Block, at: usize) -> bool {
    block.is_punct(at, '”')
        && block.is_glued(at)
        && block.kind_at(at.wrapping_sub(1)) == Some(TokenKind::Number)
}

/// Reports lone marks. One that is opened in a block and closed in a later one
/// holds several paragraphs; of one block only the first is reported.
fn tell(report: &mut Report, passage: &Passage<'_>, marks: &[Lone], (open, close): (char, char)) {
    let mut left: Vec<Lone> = Vec::new();
    for &mark in marks {
        match left.last() {
            Some(&(block, _, true)) if !mark.2 && block < mark.0 => {
                left.pop();
            }
            _ => left.push(mark),
        }
    }
    let mut reported = None;
    for (index, at, opens) in left {
        if reported == Some(index) {
            continue;
        }
        reported = Some(index);
        let token = &passage.blocks[index].tokens[at];
        let message = if opens {
            format!("dấu \"{open}\" không có dấu \"{close}\" đóng lại")
        } else {
            format!("dấu \"{close}\" không có dấu \"{open}\" mở ra")
        };
        let missing = if opens { close } else { open };
        report
            .words(passage, token.range.clone(), message)
            .help(format!("thêm dấu \"{missing}\" vào đúng chỗ"));
    }
}

//! Brackets and quotation marks in pairs.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::is_single;
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
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

/// A mark without its other half.
#[derive(Clone, Copy)]
struct Lone<'p> {
    at: At<'p>,
    /// The number of its piece in the text.
    piece: usize,
    opens: bool,
}

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in &facts.passages {
        let mut lone: [Vec<Lone<'_>>; 3] = Default::default();
        for (index, piece) in passage.pieces().enumerate() {
            if !has_tags(piece) {
                collect(piece, index, &mut lone);
            }
        }
        // "[0; 1)" is an interval.
        let [round, square, curly] = lone;
        for (marks, pair) in [without(&round, &square), without(&square, &round), curly].iter().zip(PAIRS) {
            tell(marks, pair, report);
        }
    }
}

/// The marks in whose pieces no other ones stand alone.
fn without<'p>(marks: &[Lone<'p>], others: &[Lone<'_>]) -> Vec<Lone<'p>> {
    let is_apart = |mark: &&Lone<'_>| others.iter().all(|other| other.piece != mark.piece);
    marks.iter().filter(is_apart).copied().collect()
}

/// What is written may depend on a tag of Tera.
fn has_tags(piece: Piece<'_>) -> bool {
    let range = piece.whole().range;
    piece.passage.expressions.iter().any(|expression| {
        expression.prints.is_none()
            && expression.range.start < range.end
            && range.start < expression.range.end
    })
}

/// The marks of a piece without their other halves.
fn collect<'p>(piece: Piece<'p>, index: usize, lone: &mut [Vec<Lone<'p>>; 3]) {
    let from = lone.each_ref().map(Vec::len);
    for at in piece.tokens() {
        let TokenKind::Punct(mark) = at.kind() else { continue };
        let Some(which) = PAIRS.iter().position(|&(open, close)| mark == open || mark == close) else {
            continue;
        };
        let marks = &mut lone[which];
        if mark == PAIRS[which].0 {
            if !is_emoticon(at) {
                marks.push(Lone { at, piece: index, opens: true });
            }
        } else if marks.len() > from[which] && marks.last().is_some_and(|last| last.opens) {
            marks.pop();
        } else if !is_label(at) && !is_emoticon(at) && !is_inches(at) {
            marks.push(Lone { at, piece: index, opens: false });
        }
    }
}

/// "a)", "1)", "iv)", "*)" at the start of the piece or behind a space.
fn is_label(at: At<'_>) -> bool {
    let Some(label) = at.left().filter(|_| at.is_mark(')') && at.is_glued()) else { return false };
    let typed = label.typed();
    let short = match label.kind() {
        TokenKind::Number | TokenKind::Code => typed.len() <= 5,
        TokenKind::Word => {
            is_single(typed) || typed.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'))
        }
        // The mark of a note: "*) Riêng lớp 9", "**) ...".
        TokenKind::Punct('*') => return label.before().all(|at| at.is_mark('*')),
        _ => false,
    };
    short && (!label.is_glued() || label.left_kind() != TokenKind::Word)
}

/// ":)", ":-(".
fn is_emoticon(at: At<'_>) -> bool {
    let Some(left) = at.left().filter(|_| at.is_glued()) else { return false };
    let eyes =
        left.is_mark(':') || left.is_one_of(&[';', '=', '-']) && left.left_kind() == TokenKind::Punct(':');
    eyes && !(at.right().is_word() && at.right().is_glued())
}

/// 15”.
fn is_inches(at: At<'_>) -> bool {
    at.is_mark('”') && at.is_glued() && at.left_kind() == TokenKind::Number
}

/// Reports lone marks. One that is opened in a piece and closed in a later one
/// holds several paragraphs; of one piece only the first is reported.
fn tell(marks: &[Lone<'_>], (open, close): (char, char), report: &mut RuleReport) {
    let mut left: Vec<Lone<'_>> = Vec::new();
    for &mark in marks {
        match left.last() {
            Some(last) if last.opens && !mark.opens && last.piece < mark.piece => {
                left.pop();
            }
            _ => left.push(mark),
        }
    }
    left.dedup_by_key(|mark| mark.piece);
    for Lone { at, opens, .. } in left {
        let message = if opens {
            format!("dấu \"{open}\" không có dấu \"{close}\" đóng lại")
        } else {
            format!("dấu \"{close}\" không có dấu \"{open}\" mở ra")
        };
        let missing = if opens { close } else { open };
        report.at(at, message).help(format!("thêm dấu \"{missing}\" vào đúng chỗ"));
    }
}

//! Two punctuation marks in a row.

use crate::check::at::At;
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, is_single};
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::syllable::{Verdict, judge};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-dau_lap",
    scope: Scope::Every,
    name: "Không có hai dấu câu liền nhau",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Hai dấu phẩy, chấm, chấm phẩy, hai chấm liền nhau thì thừa một dấu. Dấu ba chấm và dấu \"./.\" cuối \
        văn bản không phải dấu lặp.",
    wrong: Example::Text(
        "Nhà trường tổ chức họp,, phân công nhiệm vụ trên Zalo, Facebook, v.v., rồi báo cáo...",
    ),
    right: Example::Text(
        "Nhà trường tổ chức họp, phân công nhiệm vụ trên Zalo, Facebook, v.v., rồi báo cáo...",
    ),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for piece in facts.all_pieces() {
        let mut at = piece.first();
        while at.is_there() {
            let (Some(fault), words) = (fault(at), at.to(at.right())) else {
                at = at.right();
                continue;
            };
            let finding = report.at(&words, format!("hai dấu câu liền nhau \"{}\"", words.typed()));
            match fault {
                Some(mark) => {
                    let mark = mark.to_string();
                    finding.help(format!("để lại dấu \"{mark}\"")).mend(words, &mark);
                }
                None => {
                    finding.help("để lại một dấu");
                }
            }
            at = at.skip(2);
        }
    }
}

/// Whether a doubled mark starts here; and which one is surely meant.
fn fault(at: At<'_>) -> Option<Option<char>> {
    let (before, next, behind) = (at.left()?, at.right(), at.skip(2));
    let (TokenKind::Punct(first), TokenKind::Punct(second)) = (at.kind(), next.kind()) else { return None };
    let is_mark = |c| matches!(c, '.' | ',' | ';' | ':');
    let run_on = behind.is_glued()
        && matches!(behind.kind(), TokenKind::Punct('.' | ',' | ';' | ':' | '/' | ')') | TokenKind::Ellipsis);
    let is_read = before.kind().is_read() || before.is_one_of(&[')', '”']);
    if !(is_mark(first) && is_mark(second) && at.is_glued() && next.is_glued() && is_read) || run_on {
        return None;
    }
    match (first, second) {
        // "ngày.. tháng..": a blank to fill in.
        ('.', '.') => (!is_blank(before, behind)).then_some(Some('.')),
        // "v.v.,", "ThS.;": the full stop of an abbreviation.
        ('.', _) => ends_sentence(before).then_some(None),
        (_, '.') => Some(Some('.')),
        (',', ';') => Some(Some(';')),
        (a, b) if a == b && a != ':' => Some(Some(a)),
        (':', ':') => behind.is_space().then_some(Some(':')),
        _ => Some(None),
    }
}

/// Whether two full stops leave room to write.
fn is_blank(before: At<'_>, behind: At<'_>) -> bool {
    let label = matches!(before.word(), "ngày" | "tháng" | "năm" | "số" | "lớp" | "tổ");
    let glued = behind.is_glued() && !behind.is_space() && !matches!(behind.kind(), TokenKind::Punct(_));
    label || glued
}

/// Whether a word is none that a full stop abbreviates.
fn ends_sentence(before: At<'_>) -> bool {
    let typed = before.typed();
    before.is_word()
        && !is_single(typed)
        && case_of(typed) == Case::Lower
        && !typed.is_ascii()
        && judge(typed) != Verdict::Impossible
}

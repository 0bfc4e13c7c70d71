//! Two punctuation marks in a row.

use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, is_single};
use crate::check::lexer::TokenKind;
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
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
    wrong: Example::Text("Nhà trường tổ chức họp,, phân công nhiệm vụ."),
    right: Example::Text(
        "Nhà trường tổ chức họp, phân công nhiệm vụ trên Zalo, Facebook, v.v., rồi báo cáo...",
    ),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        let mut at = 1;
        while at + 1 < block.tokens.len() {
            let Some(fault) = fault(passage, block, at) else {
                at += 1;
                continue;
            };
            let range = block.tokens[at].range.start..block.tokens[at + 1].range.end;
            let typed = passage.text(range.clone());
            let finding = report.words(passage, range.clone(), format!("hai dấu câu liền nhau \"{typed}\""));
            match fault {
                Some(mark) => {
                    let mark = mark.to_string();
                    finding.help(format!("để lại dấu \"{mark}\"")).fix(passage, range, &mark);
                }
                None => {
                    finding.help("để lại một dấu");
                }
            }
            at += 2;
        }
    }
}

/// Whether the token at `at` and the next are a doubled mark; and which one is
/// surely meant.
fn fault(passage: &Passage<'_>, block: &Block, at: usize) -> Option<Option<char>> {
    let (TokenKind::Punct(first), TokenKind::Punct(second)) = (block.tokens[at].kind, block.kind_at(at + 1)?)
    else {
        return None;
    };
    let is_mark = |c| matches!(c, '.' | ',' | ';' | ':');
    let run_on = block.is_glued(at + 2)
        && matches!(
            block.kind_at(at + 2),
            Some(TokenKind::Punct('.' | ',' | ';' | ':' | '/' | ')') | TokenKind::Ellipsis)
        );
    let before = &block.tokens[at - 1];
    let is_word = matches!(
        before.kind,
        TokenKind::Word
            | TokenKind::Code
            | TokenKind::Number
            | TokenKind::Date
            | TokenKind::Sign
            | TokenKind::Punct(')' | '”')
    );
    if !(is_mark(first) && is_mark(second) && block.is_glued(at) && block.is_glued(at + 1) && is_word)
        || run_on
    {
        return None;
    }
    match (first, second) {
        // "ngày.. tháng..": a blank to fill in.
        ('.', '.') => (!is_blank(passage, block, at)).then_some(Some('.')),
        // "v.v.,", "ThS.;": the full stop of an abbreviation.
        ('.', _) => ends_sentence(passage, block, at).then_some(None),
        (_, '.') => Some(Some('.')),
        (',', ';') => Some(Some(';')),
        (a, b) if a == b && a != ':' => Some(Some(a)),
        (':', ':') => block.is_space(at + 2).then_some(Some(':')),
        _ => Some(None),
    }
}

/// Whether two full stops leave room to write.
fn is_blank(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let label = matches!(passage.low(&block.tokens[at - 1]), "ngày" | "tháng" | "năm" | "số" | "lớp" | "tổ");
    let glued = block.is_glued(at + 2)
        && !block.is_space(at + 2)
        && !matches!(block.kind_at(at + 2), Some(TokenKind::Punct(_)));
    label || glued
}

/// Whether the word before is none that a full stop abbreviates.
fn ends_sentence(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let before = &block.tokens[at - 1];
    let typed = passage.of(before);
    before.kind == TokenKind::Word
        && !is_single(typed)
        && case_of(typed) == Case::Lower
        && !typed.is_ascii()
        && judge(typed) != Verdict::Impossible
}

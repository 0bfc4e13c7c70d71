//! Dashes between words.

use std::ops::Range;

use super::khoang_nam::one_sided;
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
    id: "GO-gach_noi",
    scope: Scope::Every,
    name: "Dấu gạch giữa hai từ không lệch dấu cách",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Dấu gạch nối hai từ ngữ (kinh tế - xã hội) có dấu cách cả hai bên; dấu gạch trong một từ (Lê-nin) \
        viết liền cả hai bên. Cả văn bản dùng một loại dấu gạch.",
    wrong: Example::Text("Phát triển kinh tế- xã hội tại địa phương."),
    right: Example::Text("Phát triển kinh tế - xã hội tại địa phương."),
    fixable: true,
    run,
};

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut Report) {
    let mut spaced = Spaced::default();
    for (passage, block) in facts.all_blocks() {
        for at in 1..block.tokens.len() {
            let TokenKind::Punct(dash @ ('-' | '–' | '—')) = block.tokens[at].kind else { continue };
            if let Some((left, right)) = one_sided(passage, block, at) {
                tell(report, passage, block, (left, at, right));
            } else if block.is_gap(passage, at - 1) && block.is_gap(passage, at + 1) && at >= 2 {
                spaced.count(dash, passage, block.tokens[at].range.clone());
            }
        }
    }
    if let Some((passage, range)) = spaced.minority() {
        let typed = passage.text(range.clone());
        report
            .words(
                passage,
                range,
                format!("có chỗ dùng dấu \"{typed}\", nhiều chỗ khác dùng dấu gạch kiểu khác"),
            )
            .help("dùng một loại dấu gạch trong cả văn bản")
            .hint();
    }
}

/// Reports a dash with a space on one side that stands between two words.
fn tell(report: &mut Report, passage: &Passage<'_>, block: &Block, (left, at, right): (usize, usize, usize)) {
    if !joins_words(passage, block, left, at, right) {
        return;
    }
    let (first, last) = (&block.tokens[left], &block.tokens[right]);
    let dash = passage.of(&block.tokens[at]);
    let finding = report
        .words(
            passage,
            first.range.start..last.range.end,
            format!("dấu \"{dash}\" chỉ có dấu cách ở một bên"),
        )
        .help(format!("viết cách cả hai bên: \"{} {dash} {}\"", passage.of(first), passage.of(last)));
    // "Lê- nin" is one word; so may be foreign ones.
    let is_syllable =
        |at: usize| !block.is_word(at) || judge(passage.low(&block.tokens[at])) != Verdict::Impossible;
    let name = case_of(passage.of(first)) == Case::Title && case_of(passage.of(last)) == Case::Lower;
    let chain = block.is_glued(right + 1) && block.is_punct(right + 1, '-');
    if is_syllable(left) && is_syllable(right) && !name && !chain {
        finding.fix(passage, first.range.end..last.range.start, &format!(" {dash} "));
    }
}

/// Whether the dash stands between two words of a sentence.
fn joins_words(passage: &Passage<'_>, block: &Block, left: usize, at: usize, right: usize) -> bool {
    let (first, last) = (&block.tokens[left], &block.tokens[right]);
    let (before, after) = (passage.of(first), passage.of(last));
    let is_left = match first.kind {
        // "a- Xây dựng", "1- Mục đích": a label.
        TokenKind::Word => {
            let of_sign = block.is_glued(left) && block.is_punct(left - 1, '/');
            !is_single(before) && !of_sign
        }
        TokenKind::Code | TokenKind::Number => left > 0 && case_of(after) != Case::Upper,
        TokenKind::Punct(')' | '”') => left > 1,
        _ => false,
    };
    let is_right = last.kind == TokenKind::Word && !is_single(after);
    // "tiền- và hậu kiểm": the hyphen hangs.
    let hangs = matches!(passage.low(last), "và" | "hoặc" | "hay");
    // "đuôi -ing", "lệnh -help": the hyphen belongs to the word.
    let leads = block.is_space(at - 1)
        && (judge(passage.low(last)) == Verdict::Impossible
            || matches!(passage.low(first), "đuôi" | "tố" | "âm" | "chữ" | "vần" | "lệnh"));
    is_left && is_right && !hangs && !leads
}

/// Dashes with spaces on both sides.
#[derive(Default)]
struct Spaced<'f, 'd> {
    hyphens: Count<'f, 'd>,
    dashes: Count<'f, 'd>,
}

/// How many, and the first one.
type Count<'f, 'd> = (usize, Option<(&'f Passage<'d>, Range<usize>)>);

impl<'f, 'd> Spaced<'f, 'd> {
    /// Counts one.
    fn count(&mut self, dash: char, passage: &'f Passage<'d>, range: Range<usize>) {
        let (count, first) = if dash == '-' { &mut self.hyphens } else { &mut self.dashes };
        *count += 1;
        first.get_or_insert((passage, range));
    }

    /// The first of the fewer kind, when there are both.
    fn minority(self) -> Option<(&'f Passage<'d>, Range<usize>)> {
        let ((hyphens, hyphen), (dashes, dash)) = (self.hyphens, self.dashes);
        let (hyphen, dash) = (hyphen?, dash?);
        Some(if hyphens < dashes { hyphen } else { dash })
    }
}

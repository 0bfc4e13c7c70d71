//! Dashes between words.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, is_single};
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::rules::khoang_nam::one_sided;
use crate::check::syllable::{Verdict, judge};
use crate::check::words::table;
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

/// The file `gach_noi.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Words before a hyphen that belongs to the word behind it.
    truoc_duoi_tu: HashSet<String>,
}

table!(
    static LISTS: Lists = "gach_noi.yaml"
);

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut spaced = Spaced::default();
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        let TokenKind::Punct(dash @ ('-' | '–' | '—')) = at.kind() else { continue };
        if let Some((left, right)) = one_sided(at) {
            tell(left, at, right, report);
        } else if at.left().is_some_and(|left| left.is_gap() && !left.is_first()) && at.right().is_gap() {
            spaced.count(dash, at);
        }
    }
    if let Some(at) = spaced.minority() {
        report
            .at(at, format!("có chỗ dùng dấu \"{}\", nhiều chỗ khác dùng dấu gạch kiểu khác", at.typed()))
            .help("dùng một loại dấu gạch trong cả văn bản")
            .hint();
    }
}

/// Reports a dash with a space on one side that stands between two words.
fn tell(left: At<'_>, at: At<'_>, right: At<'_>, report: &mut RuleReport) {
    if !joins_words(left, at, right) {
        return;
    }
    let (dash, first, last) = (at.typed(), left.typed(), right.typed());
    let finding = report
        .at(left.to(right), format!("dấu \"{dash}\" chỉ có dấu cách ở một bên"))
        .help(format!("viết cách cả hai bên: \"{first} {dash} {last}\""));
    // "Lê- nin" is one word; so may be foreign ones.
    let is_syllable = |at: At<'_>| !at.is_word() || judge(at.low()) != Verdict::Impossible;
    let name = case_of(first) == Case::Title && case_of(last) == Case::Lower;
    let chain = right.right().is_glued() && right.right().is_mark('-');
    if is_syllable(left) && is_syllable(right) && !name && !chain {
        finding.mend(left.gap_to(right), &format!(" {dash} "));
    }
}

/// Whether the dash stands between two words of a sentence.
fn joins_words(left: At<'_>, at: At<'_>, right: At<'_>) -> bool {
    let is_left = match left.kind() {
        // "a- Xây dựng", "1- Mục đích": a label.
        TokenKind::Word => {
            let of_sign = left.is_glued() && left.left_kind() == TokenKind::Punct('/');
            !is_single(left.typed()) && !of_sign
        }
        TokenKind::Code | TokenKind::Number => !left.is_first() && case_of(right.typed()) != Case::Upper,
        TokenKind::Punct(')' | '”') => left.index() > 1,
        _ => false,
    };
    let is_right = right.is_word() && !is_single(right.typed());
    // "tiền- và hậu kiểm": the hyphen hangs.
    let hangs = matches!(right.word(), "và" | "hoặc" | "hay");
    // "đuôi -ing", "lệnh -help": the hyphen belongs to the word.
    let leads = at.left_kind() == TokenKind::Space
        && (judge(right.low()) == Verdict::Impossible || LISTS.truoc_duoi_tu.contains(left.low()));
    is_left && is_right && !hangs && !leads
}

/// Dashes with spaces on both sides.
#[derive(Default)]
struct Spaced<'p> {
    hyphens: Count<'p>,
    dashes: Count<'p>,
}

/// How many, and the first one.
type Count<'p> = (usize, Option<At<'p>>);

impl<'p> Spaced<'p> {
    /// Counts one.
    fn count(&mut self, dash: char, at: At<'p>) {
        let (count, first) = if dash == '-' { &mut self.hyphens } else { &mut self.dashes };
        *count += 1;
        first.get_or_insert(at);
    }

    /// The first of the fewer kind, when there are both.
    fn minority(self) -> Option<At<'p>> {
        let ((hyphens, hyphen), (dashes, dash)) = (self.hyphens, self.dashes);
        let (hyphen, dash) = (hyphen?, dash?);
        Some(if hyphens < dashes { hyphen } else { dash })
    }
}

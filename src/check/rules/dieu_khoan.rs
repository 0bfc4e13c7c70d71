//! Capitals of parts, chapters, articles, clauses and points when cited.

use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::KIND_NAMES;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.V.7-dieu_khoan",
    scope: Scope::Every,
    name: "Viện dẫn phần, chương, mục, điều thì viết hoa; khoản, điểm thì viết thường",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, V.7",
    explanation: "Viện dẫn một văn bản cụ thể thì viết hoa chữ cái đầu của Phần, Chương, Mục, Tiểu mục, Điều, còn khoản, điểm \
        viết thường: điểm a khoản 2 Điều 103 Mục 5 Chương XII.",
    wrong: Example::Text("Thực hiện theo quy định tại Khoản 2 điều 5 của Luật Giáo dục."),
    right: Example::Text("Thực hiện theo quy định tại khoản 2 Điều 5 của Luật Giáo dục."),
    fixable: true,
    run,
};

/// A unit of a document: its words' first and last token, its number's.
#[derive(Clone, Copy)]
struct Unit {
    first: usize,
    last: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Phần, chương, mục, tiểu mục: textbooks have them too.
    Upper,
    Dieu,
    /// Khoản, điểm.
    Lower,
}

fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(Part::is_written) {
        if passage.part == Part::TieuDe || block.kind == BlockKind::Cell {
            continue;
        }
        let mut at = 0;
        while at < block.tokens.len() {
            let chain = chain(passage, block, at);
            let Some(end) = chain.last().map(|unit| unit.last) else {
                at += 1;
                continue;
            };
            look(passage, block, &chain, report);
            at = end + 1;
        }
    }
}

/// The unit whose word stands at `at` with a number behind it.
fn unit(passage: &Passage<'_>, block: &Block, at: usize) -> Option<Unit> {
    let kind = match near::low(passage, block, Some(at)) {
        "phần" | "chương" | "mục" => Kind::Upper,
        "điều" => Kind::Dieu,
        "khoản" | "điểm" => Kind::Lower,
        _ => return None,
    };
    // Thành phần 2, danh mục 1, địa điểm a: other words.
    let joined = ["thành", "học", "góp", "tiểu", "khoản", "hạng", "danh", "đề", "địa", "thời", "số", "tài"];
    if joined.contains(&near::low_before(passage, block, at)) {
        return None;
    }
    let number = block.next(at)?;
    let token = &block.tokens[number];
    let text = passage.of(token);
    let fits = match token.kind {
        TokenKind::Number => text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()),
        TokenKind::Code => text.len() <= 4,
        TokenKind::Word => {
            let roman = kind == Kind::Upper && letters::is_roman(text);
            let letter = kind == Kind::Lower && text.chars().count() == 1 && letters::starts_small(text);
            roman || letter && near::low(passage, block, Some(at)) == "điểm"
        }
        _ => false,
    };
    fits.then_some(Unit { first: at, last: number, kind })
}

/// Units that follow each other: "điểm a khoản 2 Điều 5".
fn chain(passage: &Passage<'_>, block: &Block, at: usize) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut next = Some(at);
    while let Some(unit) = next.and_then(|at| unit(passage, block, at)) {
        units.push(unit);
        next = block.next(unit.last);
        if next.is_some_and(|at| block.is_punct(at, ',') || near::low(passage, block, Some(at)) == "của") {
            next = next.and_then(|at| block.next(at));
        }
    }
    units
}

/// Reports the units of a chain that are typed in the wrong case.
fn look(passage: &Passage<'_>, block: &Block, chain: &[Unit], report: &mut Report) {
    let Some(end) = chain.last() else { return };
    let in_law = chain.iter().any(|unit| unit.kind != Kind::Upper) && chain.len() > 1;
    let cited = in_law || document_follows(passage, block, end.last);
    for unit in chain {
        let token = &block.tokens[unit.first];
        let text = passage.of(token);
        let right = match unit.kind {
            Kind::Lower if matches!(text, "Khoản" | "Điểm") && !near::starts_clause(block, unit.first) => {
                passage.low(token).to_owned()
            }
            Kind::Dieu | Kind::Upper if letters::starts_small(text) && cited => letters::capitalised(text),
            _ => continue,
        };
        let whole = token.range.start..block.tokens[unit.last].range.end;
        let typed = passage.text(whole.clone());
        report
            .words(passage, whole, format!("viện dẫn \"{typed}\""))
            .label(format!("\"{right}\""))
            .help(format!("viết \"{right}\""))
            .fix(passage, token.range.clone(), &right);
    }
}

/// Whether a document's kind with a capital follows, perhaps after "của".
fn document_follows(passage: &Passage<'_>, block: &Block, last: usize) -> bool {
    let Some(mut at) = block.word_after(last) else { return false };
    if near::low(passage, block, Some(at)) == "của" {
        let Some(next) = block.word_after(at) else { return false };
        at = next;
    }
    if !letters::starts_capital(passage.of(&block.tokens[at])) {
        return false;
    }
    let first = passage.low(&block.tokens[at]);
    let two = format!("{first} {}", near::low_after(passage, block, at));
    let is_kind = |name: &str| KIND_NAMES.contains_key(name) && name != "chương trình";
    is_kind(first) || is_kind(&two)
}

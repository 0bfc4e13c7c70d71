//! Capitals of parts, chapters, articles, clauses and points when cited.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::At;
use crate::check::facts::Facts;
use crate::check::kind_names::KindNames;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
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

/// The file `dieu_khoan.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    khong_truoc: HashSet<String>,
}

table!(
    static LISTS: Lists = "dieu_khoan.yaml"
);

/// A unit of a document, from its word to its number.
#[derive(Clone, Copy)]
struct Unit<'p> {
    first: At<'p>,
    last: At<'p>,
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

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for piece in facts.pieces(|part| part.is_written() && part != Part::TieuDe) {
        let mut at = piece.first();
        while at.is_there() && !piece.is_cell() {
            let chain = chain(at);
            at = chain.last().map_or(at, |unit| unit.last).right();
            look(&chain, facts.kinds, report);
        }
    }
}

/// The unit whose word stands here with a number behind it.
fn unit(at: At<'_>) -> Option<Unit<'_>> {
    let kind = match at.word() {
        "phần" | "chương" | "mục" => Kind::Upper,
        "điều" => Kind::Dieu,
        "khoản" | "điểm" => Kind::Lower,
        _ => return None,
    };
    // Thành phần 2, danh mục 1, địa điểm a: other words.
    if LISTS.khong_truoc.contains(at.word_before()) {
        return None;
    }
    let number = at.next()?;
    let text = number.typed();
    let fits = match number.kind() {
        TokenKind::Number => text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()),
        TokenKind::Code => text.len() <= 4,
        TokenKind::Word => {
            let roman = kind == Kind::Upper && letters::is_roman(text);
            let letter = at.is("điểm") && letters::is_single(text) && letters::starts_small(text);
            roman || letter
        }
        _ => false,
    };
    fits.then_some(Unit { first: at, last: number, kind })
}

/// Units that follow each other: "điểm a khoản 2 Điều 5".
fn chain(at: At<'_>) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    let mut next = Some(at);
    while let Some(unit) = next.and_then(unit) {
        units.push(unit);
        next = unit.last.next();
        if let Some(joint) = next.filter(|at| at.is_mark(',') || at.is("của")) {
            next = joint.next();
        }
    }
    units
}

/// Reports the units of a chain that are typed in the wrong case.
fn look(chain: &[Unit<'_>], kinds: &KindNames, report: &mut RuleReport) {
    let Some(end) = chain.last() else { return };
    let in_law = chain.iter().any(|unit| unit.kind != Kind::Upper) && chain.len() > 1;
    let cited = in_law || document_follows(end.last, kinds);
    for &Unit { first, last, kind } in chain {
        let text = first.typed();
        let right = match kind {
            Kind::Lower if matches!(text, "Khoản" | "Điểm") && !first.starts_clause() => {
                first.low().to_owned()
            }
            Kind::Dieu | Kind::Upper if letters::starts_small(text) && cited => letters::capitalised(text),
            _ => continue,
        };
        let whole = first.to(last);
        report
            .at(&whole, format!("viện dẫn \"{}\"", whole.typed()))
            .label(format!("\"{right}\""))
            .help(format!("viết \"{right}\""))
            .mend(first, &right);
    }
}

/// Whether a document's kind with a capital follows, perhaps after "của".
fn document_follows(last: At<'_>, kinds: &KindNames) -> bool {
    let next = last.next_word();
    let kind = next.filter(|at| at.is("của")).map_or(next, At::next_word);
    kind.is_some_and(|at| {
        let two = format!("{} {}", at.low(), at.word_after());
        let is_kind = |name: &str| kinds.has(name) && name != "chương trình";
        at.starts_capital() && (is_kind(at.low()) || is_kind(&two))
    })
}

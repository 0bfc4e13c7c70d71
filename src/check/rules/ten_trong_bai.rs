//! The issuing body's own name in the texts.

use crate::check::body_name::{Line, Name, TYPES, name, plain, similar};
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::{Part, Passage};
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "TN-ten_co_quan",
    scope: Scope::Every,
    name: "Tên cơ quan trong bài phải là tên cơ quan ban hành",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.2.b",
    explanation: "Chép lại văn bản của đơn vị khác thì tên đơn vị ấy hay còn sót trong bài. Luật này so tên cùng loại cơ quan \
        trong bài với `co_quan.ten`. Viết {{ co_quan.ten }} thì không bao giờ lệch.",
    wrong: Example::Keys("ket: Trên đây là Kế hoạch công tác thư viện của trường THCS Mây Hồng"),
    right: Example::Keys("ket: Trên đây là Kế hoạch công tác thư viện của trường THCS Mây Trắng"),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let own: Vec<Name> = facts.bodies.iter().filter_map(|body| name(body.ten?.as_str())).collect();
    let Some(first) = own.first() else { return };
    let lead = TYPES.spellings.iter().filter(|(index, _)| *index == first.types[0]);
    let leads: Vec<&str> = lead.map(|(_, words)| words[0].as_str()).collect();
    for piece in facts.pieces(Part::is_written) {
        if !piece.tokens().any(|at| at.is_word() && leads.contains(&at.low())) {
            continue;
        }
        let passage = piece.passage;
        let tokens = piece.block.tokens.iter().filter(|token| token.kind != TokenKind::Space).collect();
        let line = Line { text: passage.value, lower: &passage.lower, tokens };
        for at in 0..line.tokens.len() {
            if leads.contains(&line.low(at)) {
                look(facts, &own, passage, (&line, at), report);
            }
        }
    }
}

/// Compares the name that starts at a word with the body's own ones.
fn look(
    facts: &Facts<'_>,
    own: &[Name],
    passage: &Passage<'_>,
    (line, at): (&Line<'_>, usize),
    report: &mut RuleReport,
) {
    let (types, start) = line.types(at);
    let (proper, end) = line.proper(start);
    let same_type = own.iter().filter(|name| name.types == types);
    if proper.is_empty() || same_type.clone().any(|name| proper.starts_with(&name.proper)) {
        return;
    }
    let Some(mine) = same_type.clone().next() else { return };
    let before = line.low(at.wrapping_sub(1));
    let of_ours = before == "của" || at == 0;
    let framing = matches!(passage.part, Part::Ket | Part::MoDau | Part::TrichYeu);
    let alike = similar(&mine.proper, &proper);
    let words = passage.part(line.tokens[at].range.start..line.tokens[end - 1].range.end);
    if !of_ours || joined(line, at, &mine.proper) || facts.cited_at(&words).is_some() {
        return;
    }
    let finding = report
        .at(&words, format!("\"{}\" không phải tên cơ quan ban hành", words.typed()))
        .help("viết {{ co_quan.ten }}, hoặc sửa theo `co_quan.ten`");
    if !framing {
        finding.at_most(Severity::Warning);
        if !alike {
            finding.hint();
        }
    }
}

/// Whether the own name, or a word of company, stands in the same line: another
/// body is meant.
fn joined(line: &Line<'_>, at: usize, own: &[String]) -> bool {
    let has_own = (0..line.tokens.len())
        .any(|from| own.iter().enumerate().all(|(step, word)| plain(line.low(from + step)) == *word));
    let near = (at.saturating_sub(6)..at).any(|before| TYPES.company.contains(line.low(before)));
    has_own || near
}

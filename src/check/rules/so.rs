//! Numbers below 10 in signs.

use crate::check::citation::Citation;
use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::SIGNS;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.3-so",
    scope: Scope::Administrative,
    name: "Số văn bản nhỏ hơn 10 ghi thêm số 0 phía trước",
    severity: Severity::Hint,
    source: "NĐ 30, Phụ lục I, Phần I, II.3.c",
    explanation: "Với những số nhỏ hơn 10 phải ghi thêm số 0 phía trước: số 05/KH-UBND. Số của chính văn bản này do chương \
        trình thêm; số của văn bản viện dẫn chép theo bản gốc, nên đây chỉ là gợi ý.",
    wrong: Example::Text(
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    right: Example::Text(
        "Thực hiện Kế hoạch số 05/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    fixable: true,
    run,
};

/// Reports one-digit numbers of state documents.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for citation in &facts.citations {
        let Some(piece) = facts.written(citation) else { continue };
        if citation.kind.is_none() || citation.is_law || !is_short(citation) {
            continue;
        }
        let sign = piece.passage.part(citation.sign_range.clone());
        let padded = format!("0{}", sign.typed());
        report
            .at(&sign, format!("số {} nhỏ hơn 10, thiếu số 0 phía trước", citation.sign))
            .label(format!("\"{padded}\"?"))
            .help(format!("viết \"{padded}\", nếu bản gốc ghi như vậy"))
            .mend(sign, &padded);
    }
}

/// Whether a sign of a state body starts with one digit.
fn is_short(citation: &Citation) -> bool {
    let groups = citation.groups();
    let short = groups.first().is_some_and(|number| number.len() == 1);
    let party = groups.last().is_some_and(|body| SIGNS.co_quan_dang.chu.iter().any(|known| known == body));
    short && !party
}

//! "số" between kind and sign.

use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "VD-thieu_so",
    // The Party cites in another form.
    scope: Scope::Administrative,
    name: "Giữa tên loại và số, ký hiệu có chữ \"số\"",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục III, Mẫu 1.1 và 1.2 (Căn cứ ... số ...)",
    explanation: "Các mẫu của Nghị định 30 viết \"Quyết định số 12/QĐ-UBND\": có chữ \"số\" giữa tên loại và số, ký hiệu.",
    wrong: Example::Text(
        "Thực hiện Kế hoạch 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    right: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    fixable: true,
    run,
};

/// Reports kinds directly before a sign.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for citation in facts.citations.iter().filter(|citation| !citation.has_so && !citation.is_law) {
        let (Some(kind), Some(piece)) = (&citation.kind, facts.written(citation)) else { continue };
        if piece.is_cell() || piece.passage.part == Part::NoiNhan {
            continue;
        }
        let sign = piece.passage.part(citation.sign_range.clone());
        let typed = sign.typed();
        report
            .at(
                piece.passage.part(kind.range.start..citation.sign_range.end),
                format!("\"{} {typed}\" thiếu chữ \"số\"", kind.text),
            )
            .label("thêm chữ \"số\"")
            .help(format!("viết \"{} số {typed}\"", kind.text))
            .mend(sign, &format!("số {typed}"));
    }
}

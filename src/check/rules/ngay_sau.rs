//! Documents cited before they existed.

use crate::check::citation::CitedAt;
use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "VD-ngay_sau",
    scope: Scope::Every,
    name: "Văn bản viện dẫn không thể ban hành sau văn bản này",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.b",
    explanation: "Chỉ viện dẫn được văn bản đã ban hành. Ngày của văn bản viện dẫn muộn hơn ngày của chính văn bản này thì \
        một trong hai ngày đã chép sai.",
    wrong: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 20/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    right: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    fixable: false,
    run,
};

/// Compares the dates of the cited documents with the document's own.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let Some(own) = facts.ngay else { return };
    for citation in &facts.citations {
        let Some(date) = &citation.date else { continue };
        let Some(later) = citation.ngay().filter(|ngay| *ngay > own) else { continue };
        let message = format!(
            "văn bản số {} ngày {} lại có sau ngày của văn bản này, {}",
            citation.sign,
            later.short(),
            own.short()
        );
        let finding = match citation.place {
            CitedAt::Text { passage, .. } => {
                report.at(facts.passage(passage).part(date.range.clone()), message)
            }
            CitedAt::Basis { .. } | CitedAt::Declared { .. } => report.cited(facts, citation, message),
            CitedAt::Call { .. } => continue,
        };
        finding.help("xem lại ngày trên bản gốc và khóa `ngay`");
    }
}

//! A comma before "ngày" in some citations and none in others.

use crate::check::citation::{Citation, CitedAt};
use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "VD-bien_the",
    // The Party cites in another form.
    scope: Scope::Administrative,
    name: "Trong một văn bản, các viện dẫn viết theo cùng một lối",
    severity: Severity::Warning,
    source: "thực hành văn thư; cách viết theo NĐ 30, Phụ lục I (Kèm theo Nghị định số ... ngày ...)",
    explanation: "Chỗ viết \"số ..., ngày ...\", chỗ viết \"số ... ngày ...\" là không thống nhất. Nghị định 30 viết \
        không có dấu phẩy giữa ký hiệu và ngày; chương trình cũng in như vậy khi gọi vien_dan.",
    wrong: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.\n\n\
         Thực hiện Kế hoạch số 15/KH-UBND, ngày 11/9/2026 của UBND xã Mây Trắng về phong trào đọc sách.",
    ),
    right: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.\n\n\
         Thực hiện Kế hoạch số 15/KH-UBND ngày 11/9/2026 của UBND xã Mây Trắng về phong trào đọc sách.",
    ),
    fixable: true,
    run,
};

/// Reports every comma when a citation without one is printed too.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let printed = |citation: &&Citation| !matches!(citation.place, CitedAt::Declared { .. });
    let plain = facts
        .citations
        .iter()
        .filter(printed)
        .any(|citation| citation.date.is_some() && citation.comma.is_none());
    if !plain {
        return;
    }
    for citation in &facts.citations {
        let Some(piece) = facts.written(citation) else { continue };
        let Some(comma) = citation.comma.clone() else { continue };
        let shown = piece.passage.part(citation.sign_range.start..comma.end);
        let message = format!("\"{}, ngày\" có dấu phẩy, chỗ khác trong văn bản không có", citation.sign);
        report
            .at(shown, message)
            .label("thừa dấu phẩy")
            .help("bỏ dấu phẩy trước chữ \"ngày\"")
            .mend(piece.passage.part(comma), "");
    }
}

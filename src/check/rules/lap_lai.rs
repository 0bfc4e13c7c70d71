//! Later citations written in full again.

use crate::check::citation::{Citation, CitedAt};
use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.b-lap_lai",
    scope: Scope::Administrative,
    name: "Từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.b",
    explanation: "Lần đầu viện dẫn một văn bản phải ghi đầy đủ; các lần sau chỉ ghi tên loại và số, ký hiệu. Chép lại cả \
        ngày, cơ quan, trích yếu làm câu dài và dễ chép sai. Khai văn bản ấy ở `vien_dan` rồi gọi bằng id thì chương \
        trình tự viết lần đầu đầy đủ, lần sau gọn.",
    wrong: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.\n\n\
         Nhà trường báo cáo kết quả theo Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng.",
    ),
    right: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.\n\n\
         Nhà trường báo cáo kết quả theo Kế hoạch số 12/KH-UBND.",
    ),
    fixable: false,
    run,
};

/// Compares each citation in a text with the earlier ones of the same sign.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut full: Vec<&Citation> = Vec::new();
    for citation in &facts.citations {
        if matches!(citation.place, CitedAt::Declared { .. }) || citation.ngay().is_none() {
            continue;
        }
        let seen = full.iter().any(|known| known.sign == citation.sign && known.ngay() == citation.ngay());
        if !seen {
            full.push(citation);
            continue;
        }
        let Some(piece) = facts.written(citation) else { continue };
        if piece.passage.part.is_prose() && !piece.is_cell() {
            let kind = citation.kind.as_ref().map_or("văn bản", |kind| kind.text.as_str());
            let message =
                format!("{kind} số {} đã viện dẫn đầy đủ ở trên, ở đây lại ghi đầy đủ", citation.sign);
            let end = citation.date.as_ref().map_or(citation.sign_range.end, |date| date.range.end);
            let range = citation.range.start..end.max(citation.sign_range.end);
            report.at(piece.passage.part(range), message).label("viện dẫn lại").help(format!(
                "chỉ ghi \"{kind} số {}\", hoặc khai một lần ở `vien_dan` rồi gọi {{{{ vien_dan(id=\"...\") }}}}",
                citation.sign
            ));
        }
    }
}

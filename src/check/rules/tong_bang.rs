//! Sums that stand in the data of a table.

use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    id: "VB-tong_bang",
    scope: Scope::Every,
    name: "Dòng cộng có sẵn trong bảng bằng tổng các dòng",
    severity: Severity::Error,
    source: "thực hành văn thư",
    explanation: "Bảng có sẵn dòng Cộng, Tổng cộng thì dòng ấy được in làm dòng tổng, không cộng thêm lần nữa. \
        Số ở đó khác tổng các dòng thì một trong hai bị sai, và người nhận không biết tin số nào. Cột có \
        tong: true mà sai là lỗi; ở cột khác và ở bảng trong lời văn là cảnh báo, vì có thể các dòng không phải \
        để cộng lại.",
    wrong: Example::Keys(
        "noi_dung:\n  - tieu_de: Kinh phí\n    noi_dung: Mức chi như sau.\n    bang:\n      \
         cot: [Nội dung, {ten: Số tiền, tong: true}]\n      \
         dong: [[Mua sách, 2.000.000], [Đóng kệ, 900.000], [Tổng cộng, 5.800.000]]",
    ),
    right: Example::Keys(
        "noi_dung:\n  - tieu_de: Kinh phí\n    noi_dung: Mức chi như sau.\n    bang:\n      \
         cot: [Nội dung, {ten: Số tiền, tong: true}]\n      \
         dong: [[Mua sách, 2.000.000], [Đóng kệ, 900.000], [Tổng cộng, 2.900.000]]",
    ),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for bang in &facts.tables {
        for wrong in bang.sai_tong.iter() {
            // Of a cell of a workbook the document's own place is told too.
            let place = match &wrong.place {
                Place::Cell { name, .. } => Place::Cell { name: name.clone(), taken_at: Some(bang.span) },
                place => place.clone(),
            };
            let message = format!(
                "cột `{}`: dòng cộng ghi {}, các dòng cộng lại là {}",
                wrong.cot, wrong.ghi, wrong.cong
            );
            let finding = report.place(place, message);
            finding.help("sửa số sai; hoặc bỏ dòng này để chương trình tự cộng (tong: true ở cột)");
            if wrong.nghi {
                finding.at_most(Severity::Warning);
            }
        }
    }
}

//! Punctuation at the end of each legal basis.

use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.a-dau_can_cu",
    scope: Scope::Administrative,
    name: "Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối cùng bằng dấu chấm",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.a",
    explanation: "Sau mỗi căn cứ phải xuống dòng, cuối dòng có dấu chấm phẩy (;), dòng cuối cùng kết thúc bằng dấu \
        chấm (.). Chương trình tự thêm các dấu này, nên trong tệp không cần gõ dấu nào.",
    wrong: Example::Keys(
        "can_cu:\n  - Luật Giáo dục ngày 14 tháng 6 năm 2019.\n  - Luật Thư viện ngày 21 tháng 11 năm 2019;",
    ),
    right: Example::Keys(
        "can_cu:\n  - Luật Giáo dục ngày 14 tháng 6 năm 2019\n  - Luật Thư viện ngày 21 tháng 11 năm 2019",
    ),
    fixable: true,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let last = facts.bases.saturating_sub(1);
    for passage in &facts.passages {
        let Part::CanCu(index) = passage.part else { continue };
        let text = passage.value.trim_end();
        let wanted = if index == last { '.' } else { ';' };
        let Some(end) = text.chars().next_back().filter(|&c| matches!(c, '.' | ';' | ',' | ':')) else {
            continue;
        };
        if end == wanted || text.ends_with("...") {
            continue;
        }
        let mark = passage.part(text.len() - end.len_utf8()..text.len());
        let which = if index == last {
            "căn cứ cuối cùng"
        } else {
            "căn cứ này chưa phải cuối cùng, nhưng"
        };
        report
            .at(&mark, format!("{which} kết thúc bằng dấu \"{end}\""))
            .label(format!("phải là \"{wanted}\""))
            .help("bỏ dấu này: chương trình tự thêm dấu đúng")
            .mend(mark, "");
    }
}

//! A section with one subsection.

use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::{Severity, Span};
use crate::model::{Muc, NoiDung};

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.c-muc_don",
    scope: Scope::Administrative,
    name: "Chia nhỏ thì phải có từ hai mục trở lên",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.c",
    explanation: "Nội dung được phân chia thành các phần, mục từ lớn đến nhỏ theo một trình tự nhất định. Một mục chỉ có \
        một mục con thì không có gì để chia: số 1. đứng một mình.",
    wrong: Example::Keys(
        "noi_dung:\n  - tieu_de: Mục đích, yêu cầu\n    muc:\n      - {tieu_de: Mục đích, noi_dung: Phát triển văn hóa đọc.}\n      \
         - {tieu_de: Yêu cầu, noi_dung: Bảo đảm thiết thực.}\n  - tieu_de: Nội dung\n    muc:\n      \
         - {tieu_de: Đối với giáo viên, noi_dung: Đọc sách mỗi tuần.}",
    ),
    right: Example::Keys(
        "noi_dung:\n  - tieu_de: Mục đích, yêu cầu\n    muc:\n      - {tieu_de: Mục đích, noi_dung: Phát triển văn hóa đọc.}\n      \
         - {tieu_de: Yêu cầu, noi_dung: Bảo đảm thiết thực.}\n  - tieu_de: Nội dung\n    noi_dung: Giáo viên đọc sách mỗi tuần.",
    ),
    fixable: false,
    run,
};

/// Walks the content and the annexes.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let annexes = facts.annexes.iter().map(|annex| &annex.noi_dung);
    for content in facts.content.into_iter().chain(annexes) {
        if let NoiDung::Muc(sections) = content {
            walk(sections, report);
        }
    }
}

/// Checks sections of one level, then those below.
fn walk(sections: &[Muc], report: &mut RuleReport) {
    let divided = sections.iter().any(|section| section.muc.len() > 1);
    for section in sections {
        if let [only] = &section.muc[..]
            && only.khi.is_none()
            && let Some(span) = place(only)
        {
            let finding = report.place(span, "mục này là mục con duy nhất");
            finding.help("đưa nội dung lên mục trên, hoặc chia thành từ hai mục con");
            if section.noi_dung.is_some() || !divided {
                finding.hint();
            }
        }
        walk(&section.muc, report);
    }
}

/// Where a section stands.
fn place(section: &Muc) -> Option<Span> {
    section.tieu_de.as_ref().or(section.noi_dung.as_ref()).map(|text| text.span)
}

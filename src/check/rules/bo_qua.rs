//! Entries of `bo_qua`: known rules, with a reason, that silence something.

use crate::check::facts::Facts;
use crate::check::finding::Finding;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::severities::unknown_rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::BoQua;

pub(in crate::check) const RULE: Rule = Rule {
    id: "VB-bo_qua",
    scope: Scope::Every,
    name: "Mỗi luật bỏ qua phải có thật, có lý do, và còn cần",
    severity: Severity::Warning,
    source: "quy ước của chương trình",
    explanation: "Văn bản được phép không theo một luật bằng khóa `bo_qua`, nhưng người đọc sau phải biết vì sao. \
        Mã luật gõ sai thì không bỏ qua được gì; mã không còn cần thì nên xóa.",
    wrong: Example::Keys("bo_qua: [ND30-II.6.a-dau_can_cu]"),
    right: Example::Keys(
        "can_cu: [Luật Thư viện ngày 21 tháng 11 năm 2019;]\n\
         bo_qua:\n  - {luat: ND30-II.6.a-dau_can_cu, ly_do: chép nguyên văn bản cũ}",
    ),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for entry in facts.silenced {
        let id = entry.luat.as_str();
        if crate::check::rule(id).is_none() {
            let fault = unknown_rule(id);
            report.place(entry.luat.span, fault.message).help(fault.help);
        } else if entry.ly_do.is_none() {
            report
                .place(entry.luat.span, format!("bỏ qua {id} mà không có lý do"))
                .help(format!("ghi {{luat: {id}, ly_do: vì sao}}"));
        }
    }
}

/// An entry that silences nothing.
pub(crate) fn needless(entry: &BoQua, severity: Severity) -> Finding {
    let message = format!("bỏ qua {} nhưng văn bản không phạm luật này", entry.luat.as_str());
    let diagnostic = Diagnostic { severity, ..Diagnostic::error(RULE.id, message) };
    let diagnostic = diagnostic.at(entry.luat.span).help("xóa mục này");
    Finding { rule: &RULE, diagnostic, fix: Vec::new() }
}

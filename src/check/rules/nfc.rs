//! Composed Unicode.

use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::{Severity, Sources, Span};

pub(super) const RULE: Rule = Rule {
    id: "GO-nfc",
    scope: Scope::Every,
    name: "Chữ Unicode phải là dạng dựng sẵn",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, I.4 (TCVN 6909:2001)",
    explanation: "Cùng một chữ \"ế\" có thể là một ký tự dựng sẵn hoặc \"e\" ghép với các dấu rời (Unicode tổ hợp, hay gặp khi \
        chép từ máy Mac, PDF). Nhìn giống nhau nhưng tìm kiếm, so sánh không ra. Văn bản Word luôn được ghi dạng \
        dựng sẵn; luật này nhắc về chính tệp YAML.",
    wrong: Example::Text("Nhà trường xây dựng ke\u{302}\u{301} hoạch."),
    right: Example::Text("Nhà trường xây dựng kế hoạch."),
    fixable: true,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let Some(at) = facts.sources.main_file().and_then(|file| file.normalised) else { return };
    report
        .place(Span::new(Sources::main(), at..at), "tệp có chữ Unicode tổ hợp từ đây")
        .help("lưu lại dạng dựng sẵn bằng --sua");
}

//! Marks of Markdown, HTML and templates in values that print as typed.

use crate::check::facts::Facts;
use crate::check::prose::lower;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-ma_nguyen_chu",
    scope: Scope::Every,
    name: "Tên riêng và ô của bảng số liệu in đúng như gõ",
    severity: Severity::Warning,
    source: "quy ước của chương trình: giá trị không phải lời văn thì in đúng như gõ",
    explanation: "Tên, chức vụ, địa chỉ và ô của khóa `bang` không được đọc như lời văn: **chữ đậm**, <br>, liên kết hay {{ biến }} gõ \
        ở đó in ra nguyên cả dấu. Bỏ các dấu này; chữ đậm, xuống dòng trong ô thì viết bảng trong lời văn bằng | A | B |.",
    wrong: Example::Keys(
        "noi_dung:\n  - noi_dung: Phân công như sau.\n    bang: {cot: [Việc, Người làm], dong: [[\"**Trực cổng**\", Cô Mẫu]]}",
    ),
    right: Example::Keys(
        "noi_dung:\n  - noi_dung: Phân công như sau.\n    bang: {cot: [Việc, Người làm], dong: [[Trực cổng, Cô Mẫu]]}",
    ),
    fixable: false,
    run,
};

/// What people type for a text, and no name or figure has.
const MARKS: [&str; 10] = ["**", "<br", "<u>", "<sub>", "<sup>", "<b>", "](http", "{{", "{%", "~~"];

/// Checks the values that are no texts, and the cells of tables of data.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let literals = facts.passages.iter().chain(&facts.values).filter(|passage| passage.is_literal);
    // A variable may be meant for a text that prints it with `safe`.
    for passage in literals.filter(|passage| !passage.key.starts_with("bien")) {
        if let Some((at, mark)) = first_mark(passage.value) {
            report.at(passage.part(at..at + mark.len()), told(mark)).help(HELP);
        }
    }
    for table in &facts.tables {
        let marked = table.cells().find_map(|(row, column, words)| Some((row, column, first_mark(words)?.1)));
        if let Some((row, column, mark)) = marked {
            let place =
                if row == 0 { "tên cột".to_owned() } else { format!("dòng {row}, cột \"{column}\"") };
            report.place(table.span, format!("{place} của bảng: {}", told(mark))).help(HELP);
        }
    }
}

const HELP: &str =
    "bỏ dấu này; trong ô muốn có chữ đậm, xuống dòng thì viết bảng trong lời văn bằng | A | B |";

fn told(mark: &str) -> String {
    format!("\"{mark}\" in ra nguyên dấu: chỗ này in đúng như gõ, không phải lời văn")
}

fn first_mark(words: &str) -> Option<(usize, &'static str)> {
    let low = lower(words);
    MARKS.into_iter().find_map(|mark| Some((low.find(mark)?, mark)))
}

//! Words that YAML takes for a comment.

use crate::check::comment::{Commented, commented};
use crate::check::facts::Facts;
use crate::check::finding::Edit;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::{ScalarStyle, Severity, SourceFile, SourceId, Sources, Span};

pub(super) const RULE: Rule = Rule {
    id: "GO-chu_thich",
    scope: Scope::Every,
    name: "Chữ sau dấu # không được bị bỏ mất",
    severity: Severity::Error,
    source: "YAML 1.2, 6.6: dấu # sau dấu cách mở đầu chú thích",
    explanation: "Trong tệp YAML, dấu # đứng sau dấu cách mở đầu một chú thích: từ đó đến hết dòng không in ra. Viết \
        `phòng số #3 nhà B` thì giấy chỉ còn \"phòng số\". Đặt cả câu trong dấu nháy kép, hoặc viết dưới dấu |. Chú thích \
        thật thì để một dấu cách sau dấu #.",
    wrong: Example::Keys("mo_dau: Nhà trường họp phụ huynh lớp 6A tại phòng số #3 nhà B."),
    right: Example::Keys("mo_dau: \"Nhà trường họp phụ huynh lớp 6A tại phòng số #3 nhà B.\""),
    fixable: true,
    run,
};

/// Reports every breach in the YAML files of the document.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for (id, file) in facts.sources.files().filter(|(id, file)| is_yaml(*id, file)) {
        for found in commented(&file.text) {
            tell(id, &file.text, found, report);
        }
    }
}

/// The first file is the document, whatever its name.
fn is_yaml(id: SourceId, file: &SourceFile) -> bool {
    let name = file.name.to_lowercase();
    id == Sources::main() || name.ends_with(".yaml") || name.ends_with(".yml")
}

fn tell(id: SourceId, text: &str, found: Commented, report: &mut RuleReport) {
    let (value, comment) = (&text[found.scalar.clone()], &text[found.comment.clone()]);
    let message = format!("\"{comment}\" không được in: YAML coi phần sau dấu # là chú thích");
    let finding = report.place(Span::new(id, found.comment.clone()), message);
    finding.diagnostic.key = found.key;
    finding.label("bị bỏ mất").help(
        "đặt cả câu trong dấu nháy kép \"...\", hoặc viết dưới dấu |; nếu là chú thích thật thì thêm dấu cách sau #",
    );
    // A number is part of the text; words may be somebody's remark.
    let numbered = comment[1..].starts_with(|c: char| c.is_ascii_digit());
    if numbered && !found.in_flow && !value.is_empty() && !value.contains('\n') {
        let whole = found.scalar.start..found.comment.end;
        let quoted = format!("\"{}\"", ScalarStyle::Double.encode(&text[whole.clone()]));
        finding.fix.push(Edit { place: Span::new(id, whole).into(), new: quoted });
    }
}

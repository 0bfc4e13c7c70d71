//! An abbreviation stands for one thing only.

use std::collections::HashMap;

use crate::check::abbreviation::{abbreviations, introductions};
use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "TN-viet_tat_hai_nghia",
    scope: Scope::Every,
    name: "Một chữ viết tắt chỉ có một nghĩa trong văn bản",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Đã giải nghĩa một chữ viết tắt rồi mà sau lại dùng chính chữ ấy cho cụm từ khác thì người đọc không biết \
        chỗ nào là nghĩa nào.",
    wrong: Example::Text(
        "Triển khai xây dựng nông thôn mới (NTM). Trao tặng nhà tình mơ ước, nhà tình thương, nhà thông minh (NTM).",
    ),
    right: Example::Text(
        "Triển khai xây dựng nông thôn mới (NTM). Xã đạt chuẩn nông thôn mới (NTM) năm 2024.",
    ),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut meanings: HashMap<&str, String> = HashMap::new();
    for one in facts.pieces(Part::is_written).flat_map(|piece| introductions(&abbreviations(piece))) {
        let Some(words) = one.words else { continue };
        let short = one.abbreviation.whole();
        let text = short.typed();
        let meaning = words.low().split_whitespace().collect::<Vec<_>>().join(" ");
        match meanings.get(text) {
            Some(first) if *first != meaning => {
                let message = format!("\"{text}\" đã là \"{first}\", ở đây lại là \"{meaning}\"");
                report.at(short, message).help("đặt chữ viết tắt khác, hoặc viết đầy đủ");
            }
            Some(_) => {}
            None => {
                meanings.insert(text, meaning);
            }
        }
    }
}

//! Recipients.

use std::collections::HashSet;

use crate::check::facts::Facts;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.9-noi_nhan",
    scope: Scope::Administrative,
    name: "Có nơi nhận, mỗi nơi một lần; dòng Lưu ở cuối, có dấu hai chấm",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.9",
    explanation: "Phần Nơi nhận liệt kê những nơi nhận văn bản, mỗi nơi một dòng; dòng cuối là chữ \"Lưu\", dấu hai chấm, \
        \"VT\" và đơn vị soạn thảo. Chương trình tự thêm dòng \"Lưu: VT.\"; muốn ghi khác thì dùng khóa `luu`.",
    wrong: Example::Keys("noi_nhan: [Các tổ chuyên môn, Lưu VT]"),
    right: Example::Keys("noi_nhan: [Các tổ chuyên môn, \"Lưu: VT\"]"),
    fixable: true,
    run,
};

/// Checks the recipients of the document, then those of its reports.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    if let Some(body) = facts.body()
        && facts.entries_of("noi_nhan").next().is_none()
    {
        report
            .place(body.span, "văn bản không có nơi nhận")
            .help("thêm khóa `noi_nhan` với những nơi nhận văn bản");
    }
    for key in ["noi_nhan", "bao_cao.noi_nhan"] {
        let list: Vec<&Passage<'_>> = facts.entries_of(key).collect();
        kept(&list, report);
        twice(&list, report);
    }
}

/// Where the words of a recipient start, behind a dash typed before them.
fn start(passage: &Passage<'_>) -> usize {
    passage.value.len() - passage.value.trim_start_matches(['-', '–', ' ']).len()
}

/// Checks the line "Lưu: VT".
fn kept(list: &[&Passage<'_>], report: &mut RuleReport) {
    for (index, passage) in list.iter().enumerate() {
        let from = start(passage);
        let Some(rest) = passage.lower[from..].strip_prefix("lưu") else { continue };
        let word = from..from + "lưu".len();
        let colon = rest.trim_start().starts_with(':');
        if !colon && !is_file(&passage.value[word.end..]) {
            continue;
        }
        let typed = passage.value.trim_end();
        if !colon || rest.starts_with(' ') || !passage.value[from..].starts_with("Lưu") {
            let right = right(&typed[word.end..]);
            report
                .at(
                    passage.part(from..typed.len()),
                    format!("dòng \"{}\" chưa đúng dạng \"Lưu: ...\"", &typed[from..]),
                )
                .label(format!("\"{right}\""))
                .help("chương trình không nhận ra dòng này, sẽ in thêm một dòng \"Lưu: VT.\"; viết \"Lưu:\" rồi đến VT, hoặc xóa dòng này và dùng khóa `luu`")
                .mend(passage.part(from..typed.len()), &right);
        } else if index + 1 < list.len() {
            report
                .at(passage.part(from..typed.len()), "dòng Lưu chưa ở cuối danh sách nơi nhận")
                .help("chuyển xuống cuối, hoặc xóa dòng này và dùng khóa `luu`");
        }
    }
}

/// The line with its colon; the records office is "VT" (II.9.d).
fn right(rest: &str) -> String {
    let kept = rest.trim_start_matches([' ', ':']);
    let office = "văn thư".len();
    let written_out = kept.get(..office).is_some_and(|start| start.to_lowercase() == "văn thư");
    let kept = if written_out { format!("VT{}", &kept[office..]) } else { kept.to_owned() };
    format!("Lưu: {kept}")
}

/// Whether what follows "Lưu" is where files are kept, not the name of an
/// archive: "Lưu VT, TCCB" against "Lưu trữ tỉnh".
fn is_file(rest: &str) -> bool {
    let Some(first) = rest.strip_prefix(' ').and_then(|rest| rest.split([' ', ',', ';', '.', ':']).next())
    else {
        return false;
    };
    matches!(first, "VT" | "HS" | "VP" | "HC" | "TCHC") || rest.to_lowercase().starts_with(" văn thư")
}

/// Reports recipients that stand there twice.
fn twice(list: &[&Passage<'_>], report: &mut RuleReport) {
    let mut seen: HashSet<String> = HashSet::new();
    for passage in list.iter().filter(|passage| passage.expressions.is_empty()) {
        let from = start(passage);
        let name = passage.lower[from..].trim_end_matches(['.', ';', ',', ' ', '\n']).to_owned();
        if !name.is_empty() && !seen.insert(name) {
            let typed = passage.value.trim_end();
            report
                .at(
                    passage.part(from..typed.len().max(from)),
                    format!("nơi nhận \"{}\" ghi hai lần", &typed[from..]),
                )
                .help("xóa một mục");
        }
    }
}

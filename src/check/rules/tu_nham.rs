//! Words often confused, in their context.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::finding::Findings;
use crate::check::phrases::Phrases;
use crate::check::rule::{Example, Rule};
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    id: "GO-tu_nham",
    ten: "Không viết nhầm những từ hay nhầm",
    severity: Severity::Error,
    nguon: "chính tả tiếng Việt hiện hành",
    giai_thich: "Có những lỗi chính tả mà mỗi tiếng vẫn là tiếng có nghĩa, nên chỉ nhận ra được theo cả cụm từ. Danh \
        sách nằm ở data/kiem_tra/tu_nham.yaml.",
    sai: Example::Text("Vận động Nhân dân xóa đói, giảm nghèo tài địa phương."),
    dung: Example::Text("Vận động Nhân dân xóa đói, giảm nghèo tại địa phương."),
    sua_duoc: true,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    sai: Vec<Pair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    sai: String,
    dung: String,
    #[serde(default)]
    chac: bool,
}

static PAIRS: LazyLock<Phrases<Pair>> = LazyLock::new(|| {
    let table: Table = parse("tu_nham.yaml", include_str!("../../../data/kiem_tra/tu_nham.yaml"));
    Phrases::new(table.sai.into_iter().map(|pair| (pair.sai.clone(), pair)))
});

fn run(facts: &Facts<'_>, findings: &mut Findings) {
    for (passage, block) in facts.all_blocks() {
        for hit in PAIRS.find(passage, block) {
            let range = hit.range(block);
            let typed = passage.text(range.clone());
            let right = cased_as(typed, &hit.known.dung);
            let finding = findings
                .words(passage, range.clone(), format!("viết \"{typed}\""))
                .label(format!("\"{right}\"?"))
                .help(format!("sửa thành \"{right}\""));
            if hit.known.chac {
                finding.fix(passage, range, &right);
            } else {
                finding.at_most(Severity::Warning);
            }
        }
    }
}

/// The right words with the capitals of the typed ones.
fn cased_as(typed: &str, right: &str) -> String {
    if typed.chars().all(|c| !c.is_lowercase()) {
        return right.to_uppercase();
    }
    let mut chars = right.chars();
    match chars.next() {
        Some(first) if typed.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => right.to_owned(),
    }
}

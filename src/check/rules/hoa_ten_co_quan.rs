//! Capitals in names of bodies.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::phrases::{Hit, Phrases};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.IV.1-ten_co_quan",
    scope: Scope::Every,
    name: "Viết hoa đúng tên cơ quan, tổ chức",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, IV.1",
    explanation: "Viết hoa chữ cái đầu của các từ, cụm từ chỉ loại hình cơ quan, chức năng, lĩnh vực hoạt động: Ủy ban nhân dân, \
        Bộ Giáo dục và Đào tạo. Danh sách tên ở data/kiem_tra/hoa_ten_co_quan.yaml.",
    wrong: Example::Text("Báo cáo Ủy ban Nhân dân xã; thực hiện hướng dẫn của Bộ giáo dục và Đào tạo."),
    right: Example::Text("Báo cáo Ủy ban nhân dân xã; thực hiện hướng dẫn của Bộ Giáo dục và Đào tạo."),
    fixable: true,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    chac: Vec<String>,
    hoa_dau: Vec<String>,
}

/// A name as it is written.
#[derive(Debug)]
struct Name {
    right: String,
    /// Small letters throughout are wrong too.
    sure: bool,
}

static NAMES: LazyLock<Phrases<Name>> = LazyLock::new(|| {
    let table: Table =
        parse("hoa_ten_co_quan.yaml", include_str!("../../../data/kiem_tra/hoa_ten_co_quan.yaml"));
    let named = |sure| move |right: String| (right.clone(), Name { right, sure });
    Phrases::new(table.chac.into_iter().map(named(true)).chain(table.hoa_dau.into_iter().map(named(false))))
});

fn run(facts: &Facts<'_>, report: &mut Report) {
    let parts = |part: Part| part.is_written() || matches!(part, Part::NoiNhan | Part::KinhGui);
    for (passage, block) in facts.blocks(parts) {
        for hit in NAMES.find(passage, block) {
            look(passage, block, &hit, report);
        }
    }
}

/// Compares the capitals of a name with the right ones.
fn look(passage: &Passage<'_>, block: &Block, hit: &Hit<'_, Name>, report: &mut Report) {
    let range = hit.range(block);
    let typed = passage.text(range.clone());
    let right = &hit.known.right;
    if typed == right || letters::has_no_small(typed) || typed.split_whitespace().eq(right.split_whitespace())
    {
        return;
    }
    let small = !typed.chars().any(char::is_uppercase);
    let before = near::low_before(passage, block, hit.first);
    let plural = small && matches!(before, "các" | "những" | "mỗi" | "một" | "mọi" | "từng" | "cấp");
    // "cán bộ Y tế", "cơ sở Y tế", "nội bộ", "hành chính phủ"; "Nguyễn Quốc Hội".
    let first_small = letters::starts_small(typed);
    let person = right.split(' ').count() == 2
        && block
            .word_before(hit.first)
            .is_some_and(|at| letters::starts_capital(passage.of(&block.tokens[at])));
    if !hit.known.sure && first_small || plural || person || matches!(before, "cán" | "cơ") {
        return;
    }
    report
        .words(passage, range.clone(), format!("viết \"{typed}\""))
        .label(format!("\"{right}\""))
        .help(format!("viết \"{right}\""))
        .fix(passage, range, right);
}

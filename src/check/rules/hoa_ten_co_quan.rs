//! Capitals in names of bodies.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::At;
use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::passage::Part;
use crate::check::phrases::{Hit, Phrases};
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
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

/// The file `hoa_ten_co_quan.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    chac: Vec<String>,
    hoa_dau: Vec<String>,
    chi_nhieu: HashSet<String>,
    tu_khac: HashSet<String>,
}

/// A name as it is written.
#[derive(Debug)]
struct Name {
    right: String,
    /// Small letters throughout are wrong too.
    sure: bool,
}

struct Lists {
    names: Phrases<Name>,
    /// Words before a common noun: any of many bodies is meant.
    many: HashSet<String>,
    /// Words before that make other words: cán bộ, cơ sở.
    other: HashSet<String>,
}

table!(
    static LISTS: Lists = "hoa_ten_co_quan.yaml", |table: Table| {
        let named = |sure| move |right: String| (right.clone(), Name { right, sure });
        let sure = table.chac.into_iter().map(named(true));
        let names = Phrases::new(sure.chain(table.hoa_dau.into_iter().map(named(false))));
        Lists { names, many: table.chi_nhieu, other: table.tu_khac }
    }
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let parts = |part: Part| part.is_written() || matches!(part, Part::NoiNhan | Part::KinhGui);
    for hit in facts.pieces(parts).flat_map(|piece| LISTS.names.find(piece)) {
        look(&hit, report);
    }
}

/// Compares the capitals of a name with the right ones.
fn look(hit: &Hit<'_, '_, Name>, report: &mut RuleReport) {
    let words = hit.words();
    let (typed, right) = (words.typed(), &hit.known.right);
    if typed == right || letters::has_no_small(typed) || typed.split_whitespace().eq(right.split_whitespace())
    {
        return;
    }
    let small = !typed.chars().any(char::is_uppercase);
    let before = hit.first.word_before();
    let plural = small && LISTS.many.contains(before);
    // "cán bộ Y tế", "cơ sở Y tế", "nội bộ", "hành chính phủ"; "Nguyễn Quốc Hội".
    let first_small = letters::starts_small(typed);
    let person = right.split(' ').count() == 2 && hit.first.previous_word().is_some_and(At::starts_capital);
    if !hit.known.sure && first_small || plural || person || LISTS.other.contains(before) {
        return;
    }
    report
        .at(&words, format!("viết \"{typed}\""))
        .label(format!("\"{right}\""))
        .help(format!("viết \"{right}\""))
        .mend(words, right);
}

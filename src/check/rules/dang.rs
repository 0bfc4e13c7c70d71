//! "Đảng" with a capital.

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::passage::Part;
use crate::check::phrases::Phrases;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::word_set::Sequences;
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.V.4-dang",
    scope: Scope::Every,
    name: "Viết hoa chữ Đảng chỉ Đảng Cộng sản Việt Nam",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, V.4",
    explanation: "Đảng đứng độc lập, chỉ Đảng Cộng sản Việt Nam, là danh từ chung đã riêng hóa nên viết hoa. Trong đảng viên, \
        đảng bộ, đảng ủy, công tác đảng, xây dựng đảng thì vẫn viết thường.",
    wrong: Example::Text("Tuyên truyền chủ trương, đường lối của đảng tới từng đảng viên."),
    right: Example::Text("Tuyên truyền chủ trương, đường lối của Đảng tới từng đảng viên."),
    fixable: true,
    run,
};

/// The file `dang.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    khong_sau: Phrases<()>,
    chac_truoc: Sequences,
}

table!(
    static LISTS: Lists = "dang.yaml"
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.pieces(Part::is_written).flat_map(Piece::tokens) {
        if at.typed() == "đảng" && is_the_party(at) {
            report.at(at, "viết \"đảng\"").label("\"Đảng\"").help("viết hoa: \"Đảng\"").mend(at, "Đảng");
        }
    }
}

/// Whether the word surely names the Party.
fn is_the_party(at: At<'_>) -> bool {
    let other = at.next_word().is_some_and(|next| next.starts_capital() || LISTS.khong_sau.starts_at(next));
    !other && (at.follows_any(&LISTS.chac_truoc) || state_follows(at))
}

/// Whether ", Nhà nước" or "và Nhà nước" follows.
fn state_follows(at: At<'_>) -> bool {
    let joint = at.next().filter(|next| next.is_mark(',') || next.is("và"));
    joint.and_then(At::next_word).is_some_and(|nha| nha.is("nhà") && nha.word_after() == "nước")
}

//! "Đảng" with a capital.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::phrases::Phrases;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::parse;
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    khong_sau: Vec<String>,
    chac_truoc: Vec<String>,
}

struct Lists {
    not_before: Phrases<()>,
    sure_after: Vec<Vec<String>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let table: Table = parse("dang.yaml", include_str!("../../../data/kiem_tra/dang.yaml"));
    let not_before = Phrases::new(table.khong_sau.into_iter().map(|words| (words, ())));
    Lists { not_before, sure_after: near::split_all(&table.chac_truoc) }
});

fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(Part::is_written) {
        for at in 0..block.tokens.len() {
            let range = &block.tokens[at].range;
            if passage.text(range.clone()) == "đảng" && is_the_party(passage, block, at) {
                report
                    .words(passage, range.clone(), "viết \"đảng\"")
                    .label("\"Đảng\"")
                    .help("viết hoa: \"Đảng\"")
                    .fix(passage, range.clone(), "Đảng");
            }
        }
    }
}

/// Whether the word surely names the Party.
fn is_the_party(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let other = block.word_after(at).is_some_and(|next| {
        letters::starts_capital(passage.of(&block.tokens[next]))
            || LISTS.not_before.at(passage, block, next).is_some()
    });
    if other {
        return false;
    }
    near::follows_any(passage, block, at, &LISTS.sure_after) || state_follows(passage, block, at)
}

/// Whether ", Nhà nước" or "và Nhà nước" follows.
fn state_follows(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let Some(next) = block.next(at) else { return false };
    let joined = block.is_punct(next, ',') || near::low(passage, block, Some(next)) == "và";
    let Some(nha) = block.word_after(next).filter(|_| joined) else { return false };
    near::low(passage, block, Some(nha)) == "nhà" && near::low_after(passage, block, nha) == "nước"
}

//! "Nhân dân" and "Nhà nước" with a capital.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.V.1-danh_tu_dac_biet",
    scope: Scope::Every,
    name: "Viết hoa danh từ Nhân dân, Nhà nước",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, V.1",
    explanation: "Nhân dân và Nhà nước là hai danh từ đặc biệt, phải viết hoa. Trong tên gọi cố định như Ủy ban nhân dân, \
        công an nhân dân, quản lý nhà nước, ngân sách nhà nước thì vẫn viết thường.",
    wrong: Example::Text("Nhà trường phối hợp với nhân dân thực hiện quy định của nhà nước."),
    right: Example::Text(
        "Nhà trường phối hợp với Nhân dân thực hiện quy định của Nhà nước về quản lý nhà nước ở Ủy ban nhân dân xã.",
    ),
    fixable: true,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    nhan_dan: Lists,
    nha_nuoc: Lists,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    co_dinh_truoc: Vec<String>,
    khong_sau: Vec<String>,
    chac_truoc: Vec<String>,
    nghi_truoc: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    parse("danh_tu_dac_biet.yaml", include_str!("../../../data/kiem_tra/danh_tu_dac_biet.yaml"))
});

/// The fixed terms of both nouns, cut into words.
static FIXED: LazyLock<[Vec<Vec<String>>; 2]> =
    LazyLock::new(|| [&TABLE.nhan_dan, &TABLE.nha_nuoc].map(|lists| near::split_all(&lists.co_dinh_truoc)));

fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.blocks(Part::is_written) {
        for at in 0..block.tokens.len() {
            let which = match passage.of(&block.tokens[at]) {
                "nhân" if near::typed_after(passage, block, at) == "dân" => 0,
                "nhà" if near::typed_after(passage, block, at) == "nước" => 1,
                _ => continue,
            };
            let Some(last) = block.word_after(at) else { continue };
            let Some(is_sure) = judge(passage, block, (at, last), which) else { continue };
            let token = &block.tokens[at];
            let typed = passage.text(token.range.start..block.tokens[last].range.end);
            let right = letters::capitalised(typed);
            let finding = report
                .words(passage, token.range.start..block.tokens[last].range.end, format!("viết \"{typed}\""))
                .label(format!("\"{right}\""))
                .help(format!("viết hoa: \"{right}\""));
            if is_sure {
                finding.fix(passage, token.range.clone(), &letters::capitalised(passage.of(token)));
            } else {
                finding.hint();
            }
        }
    }
}

/// Whether the noun surely must have a capital; none where it may rightly have
/// a small letter.
fn judge(passage: &Passage<'_>, block: &Block, (at, last): (usize, usize), which: usize) -> Option<bool> {
    let lists = if which == 0 { &TABLE.nhan_dan } else { &TABLE.nha_nuoc };
    let after = near::low_after(passage, block, last);
    if near::follows_any(passage, block, at, &FIXED[which])
        || lists.khong_sau.iter().any(|word| word == after)
    {
        return None;
    }
    let before = block.previous(at)?;
    let word = near::low(passage, block, Some(before));
    let listed = |words: &[String]| words.iter().any(|known| known == word);
    let foreign = after != "việt" && letters::starts_capital(near::typed_after(passage, block, last));
    let joined = block.is_punct(before, ',') || word == "và";
    let sure = match which {
        0 => joined || listed(&lists.chac_truoc),
        _ => listed(&lists.chac_truoc) || joined && near::low_before(passage, block, before) == "đảng",
    };
    (sure || listed(&lists.nghi_truoc) || which == 0).then_some(sure && !foreign)
}

//! Names of cited documents with a capital.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::citation::CitedAt;
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
    id: "ND30-PL2.V.6-loai_van_ban",
    scope: Scope::Every,
    name: "Viết hoa tên loại của một văn bản cụ thể",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, V.6",
    explanation: "Nói đến một văn bản cụ thể thì viết hoa chữ cái đầu của tên loại và chữ cái đầu của tên gọi: Kế hoạch số \
        12/KH-UBND, Luật Giáo dục, Bộ luật Hình sự. Nói chung về kế hoạch, luật thì viết thường.",
    wrong: Example::Text("Thực hiện kế hoạch số 12/KH-UBND ngày 15/8/2026 của UBND xã Mây Trắng."),
    right: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/8/2026 của UBND xã Mây Trắng, nhà trường xây dựng kế hoạch.",
    ),
    fixable: true,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    luat: Vec<String>,
    khong_truoc: Vec<String>,
}

struct Laws {
    names: Phrases<String>,
    not_after: Vec<String>,
}

static LAWS: LazyLock<Laws> = LazyLock::new(|| {
    let table: Table = parse("ten_luat.yaml", include_str!("../../../data/kiem_tra/ten_luat.yaml"));
    let names = table.luat.into_iter().map(|name| (name.clone(), name));
    Laws { names: Phrases::new(names), not_after: table.khong_truoc }
});

fn run(facts: &Facts<'_>, report: &mut Report) {
    cited(facts, report);
    for (passage, block) in facts.blocks(Part::is_written) {
        for at in 0..block.tokens.len() {
            if matches!(near::low(passage, block, Some(at)), "luật" | "bộ")
                && let Some(hit) = LAWS.names.at(passage, block, at)
            {
                law(passage, block, &hit, report);
            }
        }
    }
}

/// Kinds before a number and sign.
fn cited(facts: &Facts<'_>, report: &mut Report) {
    for citation in &facts.citations {
        let (CitedAt::Text { passage, block }, Some(kind)) = (citation.place, &citation.kind) else {
            continue;
        };
        let passage = facts.passage(passage);
        if !letters::starts_small(&kind.text) || kind.text.eq_ignore_ascii_case("văn bản") {
            continue;
        }
        let block = &passage.blocks[block];
        let first = block.tokens.partition_point(|token| token.range.end <= kind.range.start);
        // "Luật Phổ biến, giáo dục pháp luật số 14": part of a longer name.
        if LAWS.not_after.iter().any(|word| word == near::low_before(passage, block, first)) {
            continue;
        }
        let many = matches!(
            near::low_before(passage, block, first),
            "các" | "những" | "nhiều" | "hai" | "ba" | "mọi"
        );
        let right = letters::capitalised(&kind.text);
        let finding = report
            .words(
                passage,
                kind.range.clone(),
                format!("viết \"{}\" trước số, ký hiệu của một văn bản cụ thể", kind.text),
            )
            .label(format!("\"{right}\""))
            .help(format!("viết hoa: \"{right}\""));
        if many {
            finding.hint();
        } else if let Some(token) = block.tokens.get(first) {
            finding.fix(passage, token.range.clone(), &letters::capitalised(passage.of(token)));
        }
    }
}

/// A law named with other capitals than its own.
fn law(passage: &Passage<'_>, block: &Block, hit: &Hit<'_, String>, report: &mut Report) {
    let range = hit.range(block);
    let typed = passage.text(range.clone());
    let right = hit.known.as_str();
    let before = near::low_before(passage, block, hit.first);
    let is_other = before == "bộ" || LAWS.not_after.iter().any(|word| word == before);
    if typed == right
        || is_other
        || letters::has_no_small(typed)
        || typed.split_whitespace().eq(right.split_whitespace())
    {
        return;
    }
    let finding = report
        .words(passage, range.clone(), format!("viết \"{typed}\""))
        .label(format!("\"{right}\""))
        .help(format!("tên của một luật cụ thể: \"{right}\""));
    if typed.chars().any(char::is_uppercase) {
        finding.fix(passage, range, right);
    } else {
        finding.hint();
    }
}

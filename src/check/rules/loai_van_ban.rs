//! `UnitNames` of cited documents with a capital.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::Piece;
use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::passage::Part;
use crate::check::phrases::{Hit, Phrases};
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.V.6-loai_van_ban",
    scope: Scope::Every,
    name: "Viết hoa tên loại của một văn bản cụ thể",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, V.6",
    explanation: "Nói đến một văn bản cụ thể thì viết hoa chữ cái đầu của tên loại và chữ cái đầu của tên gọi: Kế hoạch số \
        12/KH-UBND, Luật Giáo dục, Bộ luật Hình sự. Nói chung về kế hoạch, luật thì viết thường.",
    wrong: Example::Text(
        "Thực hiện kế hoạch số 12/KH-UBND ngày 15/8/2026 của UBND xã Mây Trắng, nhà trường xây dựng kế hoạch.",
    ),
    right: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/8/2026 của UBND xã Mây Trắng, nhà trường xây dựng kế hoạch.",
    ),
    fixable: true,
    run,
};

/// The file `ten_luat.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Laws {
    #[serde(rename = "nguon")]
    _nguon: String,
    luat: Phrases<String>,
    khong_truoc: HashSet<String>,
    chi_nhieu: HashSet<String>,
}

table!(
    static LAWS: Laws = "ten_luat.yaml"
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    cited(facts, report);
    for at in facts.pieces(Part::is_written).flat_map(Piece::tokens) {
        if matches!(at.word(), "luật" | "bộ")
            && let Some(hit) = LAWS.luat.at(at)
        {
            law(&hit, report);
        }
    }
}

/// Kinds before a number and sign.
fn cited(facts: &Facts<'_>, report: &mut RuleReport) {
    for citation in &facts.citations {
        let (Some(piece), Some(kind)) = (facts.written(citation), &citation.kind) else { continue };
        if !letters::starts_small(&kind.text) || kind.text.eq_ignore_ascii_case("văn bản") {
            continue;
        }
        let first = piece.behind(kind.range.start);
        // "Luật Phổ biến, giáo dục pháp luật số 14": part of a longer name.
        if LAWS.khong_truoc.contains(first.word_before()) {
            continue;
        }
        let right = letters::capitalised(&kind.text);
        let finding = report
            .at(
                piece.passage.part(kind.range.clone()),
                format!("viết \"{}\" trước số, ký hiệu của một văn bản cụ thể", kind.text),
            )
            .label(format!("\"{right}\""))
            .help(format!("viết hoa: \"{right}\""));
        if LAWS.chi_nhieu.contains(first.word_before()) {
            finding.hint();
        } else {
            finding.mend(first, &letters::capitalised(first.typed()));
        }
    }
}

/// A law named with other capitals than its own.
fn law(hit: &Hit<'_, '_, String>, report: &mut RuleReport) {
    let words = hit.words();
    let (typed, right) = (words.typed(), hit.known.as_str());
    let before = hit.first.word_before();
    if typed == right
        || before == "bộ"
        || LAWS.khong_truoc.contains(before)
        || letters::has_no_small(typed)
        || typed.split_whitespace().eq(right.split_whitespace())
    {
        return;
    }
    let finding = report
        .at(&words, format!("viết \"{typed}\""))
        .label(format!("\"{right}\""))
        .help(format!("tên của một luật cụ thể: \"{right}\""));
    if typed.chars().any(char::is_uppercase) {
        finding.mend(words, right);
    } else {
        finding.hint();
    }
}

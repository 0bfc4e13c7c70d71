//! "Nhân dân" and "Nhà nước" with a capital.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::word_set::Sequences;
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.V.1-danh_tu_dac_biet",
    scope: Scope::Every,
    name: "Viết hoa danh từ Nhân dân, Nhà nước",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục II, V.1",
    explanation: "Nhân dân và Nhà nước là hai danh từ đặc biệt, phải viết hoa. Trong tên gọi cố định như Ủy ban nhân dân, \
        công an nhân dân, quản lý nhà nước, ngân sách nhà nước thì vẫn viết thường.",
    wrong: Example::Text(
        "Nhà trường phối hợp với nhân dân thực hiện quy định của nhà nước về quản lý nhà nước ở Ủy ban nhân dân xã.",
    ),
    right: Example::Text(
        "Nhà trường phối hợp với Nhân dân thực hiện quy định của Nhà nước về quản lý nhà nước ở Ủy ban nhân dân xã.",
    ),
    fixable: true,
    run,
};

/// The file `danh_tu_dac_biet.yaml`.
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
    co_dinh_truoc: Sequences,
    khong_sau: HashSet<String>,
    chac_truoc: HashSet<String>,
    nghi_truoc: HashSet<String>,
}

table!(
    static TABLE: Table = "danh_tu_dac_biet.yaml"
);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    NhanDan,
    NhaNuoc,
}

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.pieces(Part::is_written).flat_map(Piece::tokens) {
        let Some(last) = at.next_word() else { continue };
        let noun = match (at.typed(), last.typed()) {
            ("nhân", "dân") => Noun::NhanDan,
            ("nhà", "nước") => Noun::NhaNuoc,
            _ => continue,
        };
        let Some(is_sure) = judge(at, last, noun) else { continue };
        let typed = at.to(last).typed();
        let right = letters::capitalised(typed);
        let finding = report
            .at(at.to(last), format!("viết \"{typed}\""))
            .label(format!("\"{right}\""))
            .help(format!("viết hoa: \"{right}\""));
        if is_sure {
            finding.mend(at, &letters::capitalised(at.typed()));
        } else {
            finding.hint();
        }
    }
}

/// Whether the noun surely must have a capital; none where it may rightly have
/// a small letter.
fn judge(at: At<'_>, last: At<'_>, noun: Noun) -> Option<bool> {
    let lists = match noun {
        Noun::NhanDan => &TABLE.nhan_dan,
        Noun::NhaNuoc => &TABLE.nha_nuoc,
    };
    if at.follows_any(&lists.co_dinh_truoc) || lists.khong_sau.contains(last.word_after()) {
        return None;
    }
    let before = at.previous()?;
    let foreign = last.next_word().is_some_and(|after| after.starts_capital() && !after.is("việt"));
    let joined = before.is_mark(',') || before.is("và");
    let sure = lists.chac_truoc.contains(before.word())
        || joined && (noun == Noun::NhanDan || before.word_before() == "đảng");
    (sure || lists.nghi_truoc.contains(before.word()) || noun == Noun::NhanDan).then_some(sure && !foreign)
}

//! The kind a citation names against the one its sign names.

use crate::check::citation::{Citation, CitedAt, assembly};
use crate::check::facts::Facts;
use crate::check::kind_names::KindNames;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::SIGNS;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "VD-loai_ky_hieu",
    scope: Scope::Every,
    name: "Tên loại văn bản viện dẫn phải khớp với chữ viết tắt trong số, ký hiệu",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.3.b và Phụ lục III, mục I",
    explanation: "Số, ký hiệu cho biết loại văn bản: QĐ là quyết định, QC là quy chế. Gọi một đằng, ký hiệu một nẻo thì \
        một trong hai đã chép sai.",
    wrong: Example::Text("Thực hiện Quyết định số 1859-QC/TU ngày 09/4/2019 của Ban Thường vụ Tỉnh ủy."),
    right: Example::Text("Thực hiện Quy chế số 1859-QC/TU ngày 09/4/2019 của Ban Thường vụ Tỉnh ủy."),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for citation in &facts.citations {
        let Some(kind) = &citation.kind else { continue };
        let names = names_of(citation, facts.kinds);
        let named = |name: &String| name.to_lowercase() == kind.text.to_lowercase();
        if names.is_empty() || names.iter().any(named) || kind.text.eq_ignore_ascii_case("văn bản") {
            continue;
        }
        let message =
            format!("gọi là {} nhưng ký hiệu {} là của {}", kind.text, citation.sign, names.join(", "));
        let finding = match citation.place {
            CitedAt::Text { passage, .. } => {
                report.at(facts.passage(passage).part(kind.range.start..citation.sign_range.end), message)
            }
            CitedAt::Basis { span, .. } | CitedAt::Declared { span } => report.place(span, message),
            CitedAt::Call { .. } => continue,
        };
        finding.help("xem lại bản gốc: sửa tên loại hoặc sửa số, ký hiệu");
    }
}

/// Which kinds the sign of a citation may belong to; none when it names none.
pub(super) fn names_of(citation: &Citation, kinds: &KindNames) -> Vec<String> {
    let groups = citation.groups();
    let letters: Vec<&str> =
        groups.iter().skip(1).copied().filter(|group| !group.bytes().all(|b| b.is_ascii_digit())).collect();
    let Some(first) = letters.first() else { return Vec::new() };
    // 43/2019/QH14: a law, code or resolution of the National Assembly.
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    match assembly(first) {
        Some("QH") => return owned(&["Luật", "Bộ luật", "Nghị quyết", "Hiến pháp"]),
        Some(_) => return owned(&["Nghị quyết", "Pháp lệnh"]),
        None => {}
    }
    if letters.len() < 2 {
        return Vec::new();
    }
    let party = letters.last().is_some_and(|body| SIGNS.co_quan_dang.chu.iter().any(|known| known == body));
    let signs = SIGNS.loai.iter().filter(|sign| sign.chu == *first && (party || !sign.cua_dang));
    let signs = signs.flat_map(|sign| sign.ten.iter().cloned());
    let of_law = kinds.of_sign(first).map(str::to_owned);
    if !party {
        return of_law.chain(signs).collect();
    }
    // The Party's own meaning of the letters, or that of the decree.
    let names: Vec<String> = signs.collect();
    if names.is_empty() { of_law.collect() } else { names }
}

//! The form of number and sign.

use serde::Deserialize;

use crate::check::citation::Citation;
use crate::check::facts::Facts;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::stretch::Stretch;
use crate::check::words::{SIGNS, table};
use crate::diagnostic::Severity;
use crate::model::{Literal, VienDan};
use crate::placeholder;

pub(super) const RULE: Rule = Rule {
    id: "VD-dang_so",
    scope: Scope::Every,
    name: "Số, ký hiệu viết đúng dạng của cơ quan ban hành",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.3.c; Luật Ban hành văn bản quy phạm pháp luật; Hướng dẫn thể thức văn bản của Đảng",
    explanation: "Văn bản hành chính: 56/ĐA-UBND. Văn bản của Đảng: 06-ĐA/TU. Văn bản quy phạm pháp luật có năm ban hành: \
        30/2020/NĐ-CP. Trong số, ký hiệu không có dấu cách.",
    wrong: Example::Text(
        "Thực hiện Đề án số 56 /ĐA-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    right: Example::Text(
        "Thực hiện Đề án số 56/ĐA-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.",
    ),
    fixable: true,
    run,
};

/// The file `dang_so.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Bodies that write signs of the state's form only.
    nha_nuoc: Vec<String>,
    /// Abbreviations of Party bodies that state bodies have too.
    dung_chung: Vec<String>,
}

table!(
    static BODIES: Table = "dang_so.yaml"
);

/// Checks the signs in the texts, then those of the structured entries.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for citation in &facts.citations {
        let Some(piece) = facts.written(citation) else { continue };
        let sign = piece.passage.part(citation.sign_range.clone());
        if citation.spaced {
            spaces(sign, report);
        } else if citation.kind.is_some()
            && let Some((why, right)) = fault(citation)
        {
            report
                .at(sign, format!("số, ký hiệu {} {why}", citation.sign))
                .label(format!("\"{right}\"?"))
                .help("xem lại bản gốc");
        }
    }
    facts.entries().for_each(|cited| of_entry(facts, cited, report));
}

/// Checks the sign of a structured entry.
fn of_entry(facts: &Facts<'_>, cited: &VienDan, report: &mut RuleReport) {
    let to_fill = |sign: &&Literal| !placeholder::ranges(sign.as_str()).is_empty();
    let Some(sign) = cited.so_ky_hieu.as_ref().filter(|sign| !to_fill(sign)) else { return };
    let passage = Passage::of_value("so_ky_hieu", sign);
    let typed = sign.as_str().trim_end();
    if typed.trim_start().contains(char::is_whitespace) {
        spaces(passage.part(0..typed.len()), report);
        return;
    }
    let citation = facts.citations.iter().find(|citation| {
        citation.passage().is_none()
            && citation.sign == typed
            && citation.sign_range == (0..sign.as_str().len())
    });
    if let Some((why, right)) = citation.and_then(fault) {
        report
            .at(passage.part(0..typed.len()), format!("số, ký hiệu {typed} {why}"))
            .label(format!("\"{right}\"?"))
            .help("xem lại bản gốc");
    }
}

/// Reports spaces inside number and sign.
fn spaces(sign: Stretch<'_>, report: &mut RuleReport) {
    let typed = sign.typed();
    let joined: String = typed.split_whitespace().collect();
    report
        .at(&sign, format!("số, ký hiệu \"{typed}\" có dấu cách"))
        .help(format!("viết liền: \"{joined}\""))
        .mend(sign, &joined);
}

/// What is wrong with the form of a sign, and the right form.
fn fault(citation: &Citation) -> Option<(&'static str, String)> {
    let sign = citation.sign.as_str();
    let number = sign.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = sign.split_at_checked(number)?;
    let old = citation.ngay().is_some_and(|date| date.nam() < 1997);
    if citation.is_law || citation.has_year() || old {
        return None;
    }
    let groups: Vec<&str> = rest.get(1..)?.split(['/', '-']).collect();
    let [kind, body] = groups[..] else { return None };
    let joints: String = rest.chars().filter(|c| matches!(c, '/' | '-')).collect();
    let known = |list: &[String]| list.iter().any(|known| known == body);
    match joints.as_str() {
        "-/" if known(&BODIES.nha_nuoc) => Some((
            "viết theo dạng của Đảng, cơ quan này là cơ quan nhà nước",
            format!("{number}/{kind}-{body}"),
        )),
        "/-" if known(&SIGNS.co_quan_dang.chu) && !known(&BODIES.dung_chung) => Some((
            "viết theo dạng của nhà nước, cơ quan này là cơ quan Đảng",
            format!("{number}-{kind}/{body}"),
        )),
        "/-" if is_legislation(citation, kind) => Some((
            "của văn bản quy phạm pháp luật thiếu năm ban hành",
            format!("{number}/{}/{kind}-{body}", year(citation)),
        )),
        _ => None,
    }
}

/// Whether kind and sign are those of a decree or circular, which have a year
/// in their number.
fn is_legislation(citation: &Citation, sign: &str) -> bool {
    let kind = citation.kind.as_ref().map(|kind| kind.text.to_lowercase());
    matches!(
        (sign, kind.as_deref()),
        ("NĐ", Some("nghị định")) | ("TT", Some("thông tư")) | ("TTLT", Some("thông tư liên tịch"))
    )
}

/// The year of a cited document, or room for it.
fn year(citation: &Citation) -> String {
    citation.ngay().map_or_else(|| "...".to_owned(), |date| date.nam().to_string())
}

//! One number, two dates or kinds.

use serde::Deserialize;

use crate::check::citation::{Citation, CitedAt};
use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::rules::loai_ky_hieu::names_of;
use crate::check::words::table;
use crate::diagnostic::Severity;
use crate::model::Ngay;

pub(super) const RULE: Rule = Rule {
    id: "VD-mau_thuan",
    scope: Scope::Every,
    name: "Một văn bản viện dẫn nhiều lần thì ngày, tên loại phải như nhau",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.b",
    explanation: "Cùng số, ký hiệu, cùng cơ quan mà chỗ này một ngày, chỗ kia một ngày, hoặc hai tên loại khác nhau, thì một \
        trong hai chỗ đã chép sai.",
    wrong: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.\n\n\
         Báo cáo theo Kế hoạch số 12/KH-UBND ngày 11/9/2026 của UBND xã Mây Trắng.",
    ),
    right: Example::Text(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/9/2026 của UBND xã Mây Trắng về công tác thư viện.\n\n\
         Báo cáo theo Kế hoạch số 12/KH-UBND.",
    ),
    fixable: false,
    run,
};

/// Compares each citation with the first one of the same sign.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut firsts: Vec<&Citation> = Vec::new();
    for citation in &facts.citations {
        if matches!(citation.place, CitedAt::Call { .. }) {
            continue;
        }
        let same = |known: &&&Citation| known.sign == citation.sign && compatible(known, citation);
        let Some(&first) = firsts.iter().find(same) else {
            firsts.push(citation);
            continue;
        };
        compare(facts, first, citation, report);
    }
}

/// Reports the first difference.
fn compare(facts: &Facts<'_>, first: &Citation, later: &Citation, report: &mut RuleReport) {
    let sign = &later.sign;
    if let (Some(one), Some(other)) = (first.ngay(), later.ngay())
        && one != other
    {
        if is_one_document(first, later, one, other) {
            let message = format!("{sign} ở trên ghi ngày {}, ở đây ghi ngày {}", one.short(), other.short());
            let finding = report.cited(facts, later, message).help("xem lại bản gốc, sửa ngày chép sai");
            let known = first.body.as_ref().zip(later.body.as_ref());
            let one_body = known.is_some_and(|(one, other)| plain(&one.text) == plain(&other.text));
            if !later.has_year() && !one_body {
                finding.at_most(Severity::Warning);
            }
        }
        return;
    }
    if let (Some(one), Some(other)) = (&first.kind, &later.kind) {
        let names = [one.text.to_lowercase(), other.text.to_lowercase()];
        let told = !names_of(first, facts.kinds).is_empty();
        let general = names.iter().any(|name| matches!(name.as_str(), "văn bản" | "luật" | "bộ luật"));
        if names[0] != names[1] && !told && !general {
            let message = format!("{sign} ở trên gọi là {}, ở đây gọi là {}", one.text, other.text);
            report.cited(facts, later, message).help("xem lại bản gốc, sửa tên loại chép sai");
            return;
        }
    }
    if let (Some(one), Some(other)) = (&first.subject, &later.subject)
        && first.ngay().is_some()
        && first.ngay() == later.ngay()
        && lead(&one.text) != lead(&other.text)
        && !one.text.contains("{{")
        && !other.text.contains("{{")
    {
        report
            .cited(facts, later, format!("trích yếu của {sign} ở đây khác ở trên"))
            .hint()
            .help("chép đúng trích yếu của bản gốc, hoặc từ lần thứ hai chỉ ghi tên loại và số");
    }
}

/// Whether the bodies of two citations may be the same one.
fn compatible(one: &Citation, other: &Citation) -> bool {
    let (Some(one), Some(other)) = (&one.body, &other.body) else { return true };
    let (one, other) = (plain(&one.text), plain(&other.text));
    one.starts_with(&other) || other.starts_with(&one)
}

/// A body's name in small letters, spelled out.
fn plain(body: &str) -> String {
    let lower = body.to_lowercase();
    SPELLED_OUT.thay.iter().fold(lower, |name, [short, full]| name.replace(short.as_str(), full))
}

/// The file `mau_thuan.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpelledOut {
    #[serde(rename = "nguon")]
    _nguon: String,
    thay: Vec<[String; 2]>,
}

table!(
    static SPELLED_OUT: SpelledOut = "mau_thuan.yaml"
);

/// Whether two dates are surely meant to be one: numbers start anew every
/// year, so only those of one year, or of one day, are compared.
fn is_one_document(first: &Citation, later: &Citation, one: Ngay, other: Ngay) -> bool {
    let same_day = one.ngay() == other.ngay() && one.thang() == other.thang();
    later.has_year() || first.kind_name() == later.kind_name() && (one.nam() == other.nam() || same_day)
}

/// The first four words of a subject behind its lead words.
fn lead(subject: &str) -> Vec<String> {
    let lower = subject.to_lowercase().replace("v/v", "");
    let words = lower.split_whitespace().skip_while(|word| matches!(*word, "về" | "việc" | "ban" | "hành"));
    words.take(4).map(str::to_owned).collect()
}

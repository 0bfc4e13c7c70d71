//! `UnitNames` of the issuing and the upper body.

use crate::check::facts::Facts;
use crate::check::letters::is_shouted;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;
use crate::model::Literal;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.2-ten_co_quan",
    scope: Scope::Administrative,
    name: "Tên cơ quan gõ như trong câu, không dấu cuối; cơ quan chủ quản là cơ quan khác",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.2",
    explanation: "Tên cơ quan ở đầu trang do chương trình in hoa. Gõ hoa sẵn trong tệp thì mọi chỗ khác gọi tên ấy (lời mở \
        đầu, câu kết, phụ lục) cũng bị in hoa. Sau tên cơ quan không có dấu câu.",
    wrong: Example::Keys(
        "co_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng., viet_tat: THCSMT}",
    ),
    right: Example::Keys(
        "co_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng, viet_tat: THCSMT}",
    ),
    fixable: true,
    run,
};

/// Checks the bodies of the document and those of other times.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for body in &facts.bodies {
        pair(body.chu_quan, body.ten, &body.key, report);
    }
}

/// Checks both names, then that they differ.
fn pair(upper: Option<&Literal>, own: Option<&Literal>, key: &str, report: &mut RuleReport) {
    for (name, last) in [(upper, "chu_quan"), (own, "ten")] {
        if let Some(name) = name {
            one(&Passage::of_value(&format!("{key}.{last}"), name), report);
        }
    }
    if let (Some(upper), Some(own)) = (upper, own)
        && upper.as_str().trim().to_lowercase() == own.as_str().trim().to_lowercase()
    {
        report
            .place(upper.span, "cơ quan chủ quản trùng với cơ quan ban hành")
            .help("ghi tên cơ quan cấp trên trực tiếp, hoặc xóa `chu_quan`");
    }
}

/// Checks one name.
fn one(passage: &Passage<'_>, report: &mut RuleReport) {
    let name = passage.value.trim_end();
    if is_shouted(name) {
        report
            .at(passage.part(0..name.len()), format!("tên cơ quan \"{name}\" gõ toàn chữ hoa"))
            .help("gõ chữ thường như trong câu: chương trình tự in hoa ở đầu trang");
    }
    let bare = name.trim_end_matches(['.', ',', ';', ':']);
    if bare.len() < name.len() && !bare.is_empty() {
        let end = passage.part(bare.len()..name.len());
        report
            .at(&end, format!("sau tên cơ quan có dấu \"{}\"", end.typed()))
            .help("bỏ dấu này")
            .mend(end, "");
    }
}

//! Signing authority and position fit each other.

use serde::Deserialize;

use crate::check::facts::{Facts, Signers};
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
use crate::diagnostic::Severity;
use crate::law::{Kind, Profile};
use crate::model::NguoiKy;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.7-quyen_han",
    scope: Scope::Administrative,
    name: "Quyền hạn (TM., KT., TL., TUQ., Q.) khớp với chức vụ người ký",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.7.b và II.7.c",
    explanation: "Cấp phó ký thay cấp trưởng thì ghi KT. trước chức vụ người đứng đầu, kể cả khi được giao phụ trách; người \
        được giao quyền cấp trưởng ghi Q. trước chức vụ người đứng đầu; ký thay mặt tập thể ghi TM. trước tên tập thể. \
        Trường học làm việc theo chế độ thủ trưởng: hiệu trưởng ký với chức vụ của mình, không ký TM. ban giám hiệu.",
    wrong: Example::Keys("nguoi_ky: {chuc_vu: Phó Hiệu trưởng, ho_ten: Trần Thị Mẫu}"),
    right: Example::Keys(
        "nguoi_ky: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: Trần Thị Mẫu}",
    ),
    fixable: false,
    run,
};

/// The file `quyen_han.yaml`: how names in lower case start.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// People's Committees.
    uy_ban: Vec<String>,
    /// People's Councils.
    hoi_dong: Vec<String>,
    /// Collectives of schools.
    tap_the_truong: Vec<String>,
}

table!(
    static LISTS: Lists = "quyen_han.yaml"
);

/// Whether a name starts with one of these words.
fn leads(starts: &[String], name: &str) -> bool {
    starts.iter().any(|start| name.starts_with(start.as_str()))
}

/// Checks the signer, those of other times, those who sign beside him and who
/// signs a copy.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let Signers { own, other_times, beside, copy } = &facts.signers;
    if let Some(kind) = facts.kind.filter(|kind| !kind.ky_voi.is_empty()) {
        own.iter().chain(beside).for_each(|signer| check_capacity(signer, kind, report));
        return;
    }
    for signer in own.iter().chain(other_times).chain(copy) {
        check(signer, facts.profile, report);
    }
    // Of another party it is not known who may sign for it.
    for signer in beside.iter().filter(|signer| !signer.quyen_han.is_empty()) {
        check(signer, facts.profile, report);
    }
    hint_of_committee(facts, report);
}

/// Who signs a kind in a capacity of its own signs it without the authority of
/// his office.
fn check_capacity(signer: &NguoiKy, kind: &Kind, report: &mut RuleReport) {
    let write = format!("ghi nguoi_ky: {{chuc_vu: {}, ho_ten: ...}}, bỏ `quyen_han`", kind.ky_voi);
    let capacity = kind.ky_voi.to_lowercase();
    if let Some(authority) = signer.quyen_han.first() {
        let name = authority.ten.as_str();
        report
            .place(authority.ten.span, format!("{} ký với tư cách {capacity}, không ghi {name}.", kind.ten))
            .help(write);
    } else if is_deputy(signer.chuc_vu.as_str()) {
        let position = signer.chuc_vu.as_str();
        let message = format!("{} ký với tư cách {capacity}, không với chức vụ \"{position}\"", kind.ten);
        report.place(signer.chuc_vu.span, message).at_most(Severity::Warning).help(write);
    }
}

/// Guesses that the head of a People's Committee may sign for all of it.
fn hint_of_committee(facts: &Facts<'_>, report: &mut RuleReport) {
    let (Some(signer), Some(body)) = (facts.signers.own, facts.body()) else { return };
    let decides = facts.kind.is_some_and(|kind| kind.field("tham_quyen").is_some());
    let head = signer.quyen_han.iter().find(|authority| authority.ten.as_str() == "KT");
    let head = head.and_then(|authority| authority.thay_cho.as_ref()).unwrap_or(&signer.chuc_vu);
    let alone = signer.quyen_han.iter().all(|authority| authority.ten.as_str() == "KT");
    if !decides && alone && same(head.as_str(), "Chủ tịch") && is_committee(body.as_str()) {
        report
            .place(head.span, "Chủ tịch ký văn bản của Ủy ban nhân dân mà không ký thay mặt (TM.)")
            .hint()
            .help("văn bản của tập thể thì thêm TM, ví dụ quyen_han: {TM: Ủy ban nhân dân xã}; của riêng Chủ tịch thì giữ nguyên");
    }
}

/// Reports the first thing that is wrong with a signer.
fn check(signer: &NguoiKy, profile: &Profile, report: &mut RuleReport) {
    let position = signer.chuc_vu.as_str().trim();
    let place = signer.chuc_vu.span;
    let authority = |name: &str| signer.quyen_han.iter().find(|authority| authority.ten.as_str() == name);
    let whom = |name: &str| authority(name).and_then(|authority| authority.thay_cho.as_ref());
    if let Some(mark) = abbreviation(position, profile) {
        report.place(place, format!("gõ quyền hạn \"{mark}\" ngay trong `chuc_vu`")).help(
            "ghi ở khóa `quyen_han`, ví dụ quyen_han: {KT: Hiệu trưởng}; chương trình tự in chữ viết tắt",
        );
        return;
    }
    if let Some((collective, name)) = whom("TM").and_then(|whom| Some((whom, of_a_school(whom.as_str())?))) {
        report
            .place(
                collective.span,
                format!("ký thay mặt \"{name}\"; trường học làm việc theo chế độ thủ trưởng"),
            )
            .at_most(Severity::Warning)
            .help("bỏ TM: hiệu trưởng ký với chức vụ của mình");
    }
    let deputy = is_deputy(position);
    // An authority of a file taken over stays when the signer is another one.
    let other_file = |name: &str| authority(name).is_some_and(|own| own.ten.span.source != place.source);
    let drop = if other_file("KT") {
        "; quyền hạn này lấy từ tệp kế thừa: người khác ký thì ghi quyen_han: null trong nguoi_ky"
    } else {
        ""
    };
    if let Some(head) = whom("KT").filter(|head| same(head.as_str(), position)) {
        report
            .place(place, format!("ký thay {} mà chức vụ người ký cũng là {position}", head.as_str()))
            .help(format!("KT: chức vụ người đứng đầu; chuc_vu: chức vụ cấp phó của người ký{drop}"));
    } else if authority("KT").is_some() && !deputy {
        report.place(place, format!("ký thay (KT.) mà chức vụ \"{position}\" không phải cấp phó")).help(
            format!(
                "chỉ cấp phó ký thay cấp trưởng; người khác ký thừa lệnh (TL) hoặc thừa ủy quyền (TUQ){drop}"
            ),
        );
    } else if authority("Q").is_some() && deputy {
        report
            .place(place, format!("giao quyền cấp trưởng (Q.) mà ghi chức vụ \"{position}\""))
            .help("sau Q. ghi chức vụ người đứng đầu, ví dụ Q. HIỆU TRƯỞNG");
    } else if deputy && signer.quyen_han.is_empty() {
        report
            .place(place, format!("\"{position}\" ký mà không ghi quyền hạn"))
            .help("thêm quyen_han: {KT: chức vụ người đứng đầu}; phó được giao phụ trách cũng ký KT.");
    } else if deputy
        && authority("KT").is_none()
        && whom("TM").is_some_and(|whom| is_committee(whom.as_str()))
    {
        report
            .place(place, format!("\"{position}\" ký thay mặt tập thể mà không ký thay (KT.) người đứng đầu"))
            .at_most(Severity::Warning)
            .help("thêm KT, ví dụ quyen_han: {TM: Ủy ban nhân dân xã, KT: Chủ tịch}");
    }
}

/// "KT.", "TM." and the like at the start of a position.
pub(super) fn abbreviation<'t>(position: &'t str, profile: &Profile) -> Option<&'t str> {
    let mark = position.split([' ', '.']).next()?;
    let known = profile.authority(&mark.to_uppercase()).is_some();
    (known && position[mark.len()..].trim_start().starts_with('.')).then_some(mark)
}

/// Whether a position is a deputy's.
pub(super) fn is_deputy(position: &str) -> bool {
    let lower = position.to_lowercase();
    let mut words = lower.split([' ', '.', ',', '-']);
    lower.starts_with("p.") || lower.starts_with("thứ trưởng") || words.any(|word| word == "phó")
}

/// The name of a collective that a school has, but for which nobody signs.
fn of_a_school(name: &str) -> Option<&str> {
    let lower = name.trim().to_lowercase();
    leads(&LISTS.tap_the_truong, &lower).then_some(name)
}

/// Whether a collective is a People's Committee.
pub(super) fn is_committee(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    leads(&LISTS.uy_ban, &lower)
}

/// Whether a body is a People's Council.
pub(super) fn is_council(name: &str) -> bool {
    leads(&LISTS.hoi_dong, &name.trim().to_lowercase())
}

/// Whether two positions are the same words.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

//! The authority printed above the legal bases is the office's.

use crate::check::facts::Facts;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::rules::quyen_han::{abbreviation, is_committee, is_council, is_deputy};
use crate::diagnostic::Severity;
use crate::law::OnBehalfOf;
use crate::model::NguoiKy;

pub(super) const RULE: Rule = Rule {
    id: "ND30-III-tham_quyen",
    scope: Scope::Administrative,
    name: "Thẩm quyền ban hành là của người đứng đầu hoặc tập thể, không phải của người ký thay",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục III, Mẫu 1.1, 1.2 và 1.3 (ghi chú về thẩm quyền ban hành)",
    explanation: "Thẩm quyền thuộc người đứng đầu thì ghi chức vụ của người đứng đầu, thuộc tập thể thì ghi tên tập thể hoặc tên cơ \
        quan. Người ký thay (KT.), thừa lệnh (TL.), thừa ủy quyền (TUQ.) không phải là người có thẩm quyền ấy: phó hiệu trưởng \
        ký thay thì vẫn là HIỆU TRƯỞNG TRƯỜNG ... Bỏ trống `tham_quyen` thì chương trình tự ghi đúng theo người ký.",
    wrong: Example::Keys(
        "loai: quyet_dinh\ntrich_yeu: Về việc phân công nhiệm vụ\ntham_quyen: \"{{ nguoi_ky.chuc_vu }} {{ co_quan.ten }}\"\n\
         can_cu: [Theo đề nghị của Tổ Văn phòng]\nnoi_dung: [{noi_dung: Phân công nhiệm vụ cho giáo viên.}]\n\
         nguoi_ky: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: Trần Thị Mẫu}",
    ),
    right: Example::Keys(
        "loai: quyet_dinh\ntrich_yeu: Về việc phân công nhiệm vụ\ntham_quyen: \"{{ tham_quyen }}\"\n\
         can_cu: [Theo đề nghị của Tổ Văn phòng]\nnoi_dung: [{noi_dung: Phân công nhiệm vụ cho giáo viên.}]\n\
         nguoi_ky: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: Trần Thị Mẫu}",
    ),
    fixable: true,
    run,
};

/// The field that holds the authority.
const FIELD: &str = "tham_quyen";

/// Checks what is typed as the authority: one that is left out is worked out.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let typed = facts.passages.iter().filter(|passage| passage.key == FIELD);
    for passage in typed {
        check(passage, facts, report);
    }
    of_resolution(facts, report);
}

/// A resolution is a collective's; that of a People's Council alone is signed
/// by its chair as such.
fn of_resolution(facts: &Facts<'_>, report: &mut RuleReport) {
    let (Some(signer), Some(body)) = (facts.signers.own, facts.body()) else { return };
    let collective = signer.quyen_han.iter().any(|authority| authority.ten.as_str() == "TM");
    if facts.is_kind(&["nghi_quyet"]) && !collective && !is_council(body.as_str()) {
        report
            .place(signer.chuc_vu.span, "nghị quyết là của tập thể mà người ký không ký thay mặt (TM.)")
            .at_most(Severity::Warning)
            .help("thêm TM, ví dụ quyen_han: {TM: Hội đồng trường}");
    }
}

/// Reports the first thing that is wrong with an authority.
fn check(passage: &Passage<'_>, facts: &Facts<'_>, report: &mut RuleReport) {
    let Some(signer) = facts.signers.own else { return };
    let printed = printed(passage, facts);
    let stands_for = |whom: OnBehalfOf| {
        signer.quyen_han.iter().find(|authority| {
            facts.profile.authority(authority.ten.as_str()).is_some_and(|law| law.thay_cho == whom)
        })
    };
    let position = signer.chuc_vu.as_str();
    let help = "bỏ khóa `tham_quyen`: chương trình tự ghi theo người ký; hoặc ghi chức vụ người đứng đầu, tên tập thể";
    let mut tell = |message: String, severity: Severity| {
        let whole = 0..passage.value.trim_end().len();
        let label = format!("in ra: {printed}");
        let finding = report.at(passage.part(whole.clone()), message).label(label).help(help);
        if is_of_0_1(passage.value) {
            finding.mend(passage.part(whole), "{{ tham_quyen }}");
        }
        finding.at_most(severity);
    };
    if let Some(mark) = abbreviation(&printed, facts.profile) {
        tell(format!("thẩm quyền ban hành ghi quyền hạn của người ký (\"{mark}.\")"), Severity::Error);
    } else if stands_for(OnBehalfOf::NguoiDungDau).is_some() && leads(&printed, position) {
        tell(
            format!(
                "thẩm quyền ban hành ghi \"{position}\", là chức vụ của người ký thay người có thẩm quyền"
            ),
            Severity::Error,
        );
    } else if is_deputy(first_words(&printed)) {
        tell("thẩm quyền ban hành ghi chức vụ cấp phó".to_owned(), Severity::Error);
    } else if is_committee(&printed) && stands_for(OnBehalfOf::TapThe).is_none() {
        tell("thẩm quyền là của tập thể mà người ký không ký thay mặt (TM.)".to_owned(), Severity::Error);
    } else if let Some(collective) =
        stands_for(OnBehalfOf::TapThe).filter(|_| leads_as_head(&printed, signer))
    {
        let name = collective.thay_cho.as_ref().map_or("tập thể", |name| name.as_str());
        tell(format!("ký thay mặt \"{name}\" mà thẩm quyền ghi chức vụ của một người"), Severity::Warning);
    }
}

/// Whether the text is the one that the starter of 0.1 had.
fn is_of_0_1(value: &str) -> bool {
    value.split_whitespace().collect::<String>() == "{{nguoi_ky.chuc_vu}}{{co_quan.ten}}"
}

/// What the text prints, as far as that is known: values of the document in
/// place of their expressions.
fn printed(passage: &Passage<'_>, facts: &Facts<'_>) -> String {
    let mut printed = String::new();
    let mut from = 0;
    for expression in &passage.expressions {
        printed.push_str(&passage.value[from..expression.range.start]);
        let path =
            expression.prints.as_deref().map(|prints| prints.split('|').next().unwrap_or(prints).trim());
        let value = path.and_then(|path| facts.value_of(path));
        printed.push_str(value.unwrap_or_default());
        from = expression.range.end;
    }
    printed.push_str(&passage.value[from..]);
    printed.split_whitespace().collect::<Vec<_>>().join(" ").replace(['*', '_'], "")
}

/// Whether the authority starts with a position.
fn leads(printed: &str, position: &str) -> bool {
    let (printed, position) = (printed.to_lowercase(), position.trim().to_lowercase());
    let rest = printed.strip_prefix(&position);
    !position.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether the authority starts with the position of the signer or of whom he
/// signs for, while he stands for a collective of another name.
fn leads_as_head(printed: &str, signer: &NguoiKy) -> bool {
    let names = signer.quyen_han.iter().filter(|authority| authority.ten.as_str() != "TM");
    let whom = names.filter_map(|authority| authority.thay_cho.as_ref()).chain([&signer.chuc_vu]);
    whom.into_iter().any(|position| leads(printed, position.as_str()))
}

/// The words that name a position: those before the body's name.
fn first_words(printed: &str) -> &str {
    let end = printed.match_indices(' ').nth(2).map_or(printed.len(), |(at, _)| at);
    &printed[..end]
}

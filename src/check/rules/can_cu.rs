//! Legal bases in full.

use crate::check::facts::Facts;
use crate::check::kind_names::KindNames;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::rules::lan_dau::lacks;
use crate::diagnostic::Severity;
use crate::model::{Literal, VienDan};
use crate::placeholder;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.a-can_cu",
    scope: Scope::Administrative,
    name: "Căn cứ ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành và trích yếu",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.a",
    explanation: "Căn cứ ban hành văn bản được ghi đầy đủ tên loại văn bản, số, ký hiệu, cơ quan ban hành, ngày tháng năm ban \
        hành và trích yếu nội dung; riêng luật, pháp lệnh không ghi số, ký hiệu, cơ quan ban hành.",
    wrong: Example::Keys(
        "can_cu:\n  - {loai: Kế hoạch, so_ky_hieu: 12/KH-UBND, ngay: 10/9/2026, trich_yeu: về công tác thư viện}",
    ),
    right: Example::Keys(
        "can_cu:\n  - {loai: Kế hoạch, so_ky_hieu: 12/KH-UBND, ngay: 10/9/2026, co_quan: UBND xã Mây Trắng, trich_yeu: về \
         công tác thư viện}",
    ),
    fixable: false,
    run,
};

/// Checks the structured entries, then the sentences.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for vien_dan in &facts.structured_bases {
        let lacking = of_entry(vien_dan, &facts.profile.phrases.loai_khong_ghi_so.chu, facts.kinds);
        if !lacking.is_empty() {
            report
                .place(vien_dan.loai.span, format!("căn cứ {} thiếu {}", name(vien_dan), lacking.join(", ")))
                .help("thêm vào mục này; bản gốc không có thì ghi lý do ở `bo_qua`");
        }
    }
    let mut done = None;
    for citation in &facts.citations {
        let Some(piece) = facts.written(citation) else { continue };
        let Part::CanCu(index) = piece.passage.part else { continue };
        // Further documents of a basis are cited in its subject.
        if done.replace(index) == Some(index) || citation.is_law {
            continue;
        }
        let lacking = lacks(piece, citation);
        if !lacking.is_empty() {
            report
                .cited(facts, citation, format!("căn cứ {} thiếu {}", citation.sign, lacking.join(", ")))
                .help("viết: tên loại số ... ngày ... của ... về ...");
        }
    }
}

/// How an entry is called in a message.
fn name(cited: &VienDan) -> &str {
    cited.so_ky_hieu.as_ref().unwrap_or(&cited.loai).as_str()
}

/// The keys that an entry lacks. Kinds that are not known to be numbered are
/// left alone, and so is an entry that is still to fill in.
fn of_entry(cited: &VienDan, unnumbered: &[String], kinds: &KindNames) -> Vec<&'static str> {
    let kind = cited.loai.as_str().trim().to_lowercase();
    let mut lacking = Vec::new();
    let to_fill = |sign: &Literal| !placeholder::ranges(sign.as_str()).is_empty();
    if cited.so_ky_hieu.as_ref().is_some_and(to_fill) {
        return lacking;
    }
    if let Some(law) = law_named(&kind, unnumbered) {
        if cited.ngay.is_none() && law != CONSTITUTION {
            lacking.push("`ngay`");
        }
        if cited.trich_yeu.is_none() && kind == law && law != CONSTITUTION {
            lacking.push("tên luật ở `trich_yeu`");
        }
        return lacking;
    }
    let numbered = kinds.has(&kind) && !matches!(kind.as_str(), "điều lệ" | "văn bản");
    let keys = [
        (cited.so_ky_hieu.is_none(), "`so_ky_hieu`"),
        (cited.ngay.is_none(), "`ngay`"),
        (cited.co_quan.is_none(), "`co_quan`"),
        (cited.trich_yeu.is_none(), "`trich_yeu`"),
    ];
    lacking.extend(keys.iter().filter(|(lacks, _)| *lacks && numbered).map(|(_, key)| *key));
    lacking
}

/// It has neither a date nor another name.
const CONSTITUTION: &str = "hiến pháp";

/// The kind that is cited without a number which a name in lower case starts
/// with: "luật giáo dục" is a luật.
pub(super) fn law_named(name: &str, unnumbered: &[String]) -> Option<String> {
    let leads = |law: &String| {
        name.strip_prefix(law.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    unnumbered.iter().map(|law| law.to_lowercase()).find(leads)
}

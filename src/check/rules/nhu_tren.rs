//! "Như trên" and "Kính gửi" belong together.

use crate::check::facts::Facts;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.9.b-nhu_tren",
    scope: Scope::Administrative,
    name: "Có Kính gửi thì nơi nhận đầu tiên là \"Như trên\"; không có thì không ghi",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.9.b",
    explanation: "Tờ trình, báo cáo gửi cấp trên và công văn có phần Kính gửi; dưới chữ Nơi nhận, dòng đầu là \"Như trên\". \
        Không có Kính gửi thì chữ \"Như trên\" không chỉ vào đâu.",
    wrong: Example::Keys("noi_nhan: [Như trên, Các tổ chuyên môn]"),
    right: Example::Keys(
        "loai: to_trinh\nkinh_gui: UBND xã Mây Trắng\nnoi_nhan: [Như trên, Các tổ chuyên môn]",
    ),
    fixable: false,
    run,
};

/// Checks the document, then the reports of its calendar.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let addressed = facts.entries_of("kinh_gui").next().is_some();
    let allowed = facts.kind.is_some_and(|kind| kind.kinh_gui);
    pair(facts, report, "noi_nhan", addressed, allowed);
    if let Some(calendar) = facts.calendar {
        pair(facts, report, "bao_cao.noi_nhan", !calendar.kinh_gui.is_empty(), true);
    }
    if let Some(place) = facts.place.filter(|_| facts.is_kind(&["to_trinh"]) && !addressed) {
        report
            .place(place, "tờ trình không có phần Kính gửi")
            .at_most(Severity::Warning)
            .help("thêm khóa `kinh_gui` với nơi giải quyết tờ trình");
    }
}

/// Checks one list of recipients against its addressees.
fn pair(facts: &Facts<'_>, report: &mut RuleReport, key: &str, addressed: bool, allowed: bool) {
    let mut list = facts.entries_of(key);
    // Giấy giới thiệu: its sample says "Như trên" of the body it is for.
    if !addressed && facts.kind.is_some_and(|kind| kind.nhu_tren) {
        return;
    }
    if !addressed {
        if let Some(passage) = list.find(|passage| is_as_above(passage)) {
            report
                .at(
                    passage.part(0..passage.value.trim_end().len()),
                    "\"Như trên\" mà văn bản không có phần Kính gửi",
                )
                .help("ghi tên nơi nhận, hoặc xóa mục này");
        }
        return;
    }
    let Some(first) = list.next().filter(|first| allowed && !is_as_above(first)) else { return };
    report
        .at(
            first.part(0..first.value.trim_end().len()),
            "văn bản có Kính gửi, nơi nhận đầu tiên chưa phải \"Như trên\"",
        )
        .at_most(Severity::Warning)
        .help("thêm mục \"Như trên\" lên đầu danh sách");
}

/// Whether a recipient is "Như trên".
fn is_as_above(passage: &Passage<'_>) -> bool {
    passage.lower.trim_start_matches(['-', '–', ' ']).starts_with("như trên")
}

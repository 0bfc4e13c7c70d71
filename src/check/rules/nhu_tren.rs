//! "Như trên" and "Kính gửi" belong together.

use crate::check::facts::Facts;
use crate::check::finding::Findings;
use crate::check::passage::Passage;
use crate::check::rule::{Example, Rule};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    id: "ND30-II.9.b-nhu_tren",
    ten: "Có Kính gửi thì nơi nhận đầu tiên là \"Như trên\"; không có thì không ghi",
    severity: Severity::Error,
    nguon: "NĐ 30, Phụ lục I, Phần I, II.9.b",
    giai_thich: "Tờ trình, báo cáo gửi cấp trên và công văn có phần Kính gửi; dưới chữ Nơi nhận, dòng đầu là \"Như trên\". \
        Không có Kính gửi thì chữ \"Như trên\" không chỉ vào đâu.",
    sai: Example::Keys("noi_nhan: [Như trên, Các tổ chuyên môn]"),
    dung: Example::Keys(
        "loai: to_trinh\nkinh_gui: UBND xã Mây Trắng\nnoi_nhan: [Như trên, Các tổ chuyên môn]",
    ),
    sua_duoc: false,
    run,
};

/// Checks the document, then the reports of its calendar.
fn run(facts: &Facts<'_>, findings: &mut Findings) {
    let addressed = facts.entries_of("kinh_gui").next().is_some();
    let allowed = facts.kind.is_some_and(|kind| kind.kinh_gui);
    pair(facts, findings, "noi_nhan", addressed, allowed);
    if let Some(calendar) = facts.calendar {
        pair(facts, findings, "bao_cao.noi_nhan", !calendar.kinh_gui.is_empty(), true);
    }
    if let Some(place) = facts.place.filter(|_| facts.is_kind(&["to_trinh"]) && !addressed) {
        findings
            .place(place, "tờ trình không có phần Kính gửi")
            .at_most(Severity::Warning)
            .help("thêm khóa `kinh_gui` với nơi giải quyết tờ trình");
    }
}

/// Checks one list of recipients against its addressees.
fn pair(facts: &Facts<'_>, findings: &mut Findings, key: &str, addressed: bool, allowed: bool) {
    let mut list = facts.entries_of(key);
    // Giấy giới thiệu: its sample says "Như trên" of the body it is for.
    if !addressed && facts.kind.is_some_and(|kind| kind.nhu_tren) {
        return;
    }
    if !addressed {
        if let Some(passage) = list.find(|passage| is_as_above(passage)) {
            findings
                .words(
                    passage,
                    0..passage.value.trim_end().len(),
                    "\"Như trên\" mà văn bản không có phần Kính gửi",
                )
                .help("ghi tên nơi nhận, hoặc xóa mục này");
        }
        return;
    }
    let Some(first) = list.next().filter(|first| allowed && !is_as_above(first)) else { return };
    findings
        .words(
            first,
            0..first.value.trim_end().len(),
            "văn bản có Kính gửi, nơi nhận đầu tiên chưa phải \"Như trên\"",
        )
        .at_most(Severity::Warning)
        .help("thêm mục \"Như trên\" lên đầu danh sách");
}

/// Whether a recipient is "Như trên".
fn is_as_above(passage: &Passage<'_>) -> bool {
    passage.lower.trim_start_matches(['-', '–', ' ']).starts_with("như trên")
}

//! Dates that no calendar has.

use crate::check::at::{At, Piece};
use crate::check::cited_text::read_date;
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;
use crate::model::NgayError;

pub(super) const RULE: Rule = Rule {
    id: "VD-ngay_sai",
    scope: Scope::Every,
    name: "Ngày tháng phải có trong lịch",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.4.b",
    explanation: "Tháng 2 có 28 hoặc 29 ngày; tháng 4, 6, 9, 11 có 30 ngày; một năm có 12 tháng. Ngày không có trong lịch là \
        ngày gõ nhầm, người nhận không biết phải hiểu là ngày nào.",
    wrong: Example::Text("Các tổ nộp báo cáo trước ngày 31/11/2026."),
    right: Example::Text("Các tổ nộp báo cáo trước ngày 30/11/2026."),
    fixable: false,
    run,
};

/// Reads every full date of every text.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens).filter(|at| may_be_date(*at)) {
        let Some((date, last)) = read_date(at) else { continue };
        let why = match date.ngay {
            Err(NgayError::Month(month)) => format!("không có tháng {month}"),
            Err(NgayError::Day { thang, nam, cuoi_thang }) => {
                format!("tháng {thang} năm {nam} có {cuoi_thang} ngày")
            }
            Ok(_) | Err(NgayError::Form) => continue,
        };
        let words = at.to(last);
        report
            .at(&words, format!("ngày \"{}\" không có trong lịch", words.typed()))
            .label(why)
            .help("xem lại ngày, tháng, năm");
    }
}

/// Whether a date may start here. Digits joined by full stops or dashes are
/// dates only behind "ngày".
fn may_be_date(at: At<'_>) -> bool {
    match at.kind() {
        TokenKind::Number => at.range().len() <= 2,
        TokenKind::Date => at.typed().contains('/') || at.word_before() == "ngày",
        _ => false,
    }
}

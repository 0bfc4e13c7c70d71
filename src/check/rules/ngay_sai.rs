//! Dates that no calendar has.

use crate::check::cited_text::read_date;
use crate::check::facts::Facts;
use crate::check::lexer::{Token, TokenKind};
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
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
fn run(facts: &Facts<'_>, report: &mut Report) {
    for (passage, block) in facts.all_blocks() {
        for (index, token) in block.tokens.iter().enumerate() {
            if !may_be_date(passage, block, index, token) {
                continue;
            }
            let Some((date, _)) = read_date(passage, block, index) else { continue };
            let why = match date.ngay {
                Err(NgayError::Month(month)) => format!("không có tháng {month}"),
                Err(NgayError::Day { thang, nam, cuoi_thang }) => {
                    format!("tháng {thang} năm {nam} có {cuoi_thang} ngày")
                }
                Ok(_) | Err(NgayError::Form) => continue,
            };
            let typed = passage.text(date.range.clone());
            report
                .words(passage, date.range, format!("ngày \"{typed}\" không có trong lịch"))
                .label(why)
                .help("xem lại ngày, tháng, năm");
        }
    }
}

/// Whether a date may start here. Digits joined by full stops or dashes are
/// dates only behind "ngày".
fn may_be_date(passage: &Passage<'_>, block: &Block, index: usize, token: &Token) -> bool {
    let behind_ngay =
        || block.word_before(index).is_some_and(|before| passage.low(&block.tokens[before]) == "ngày");
    match token.kind {
        TokenKind::Number => token.range.len() <= 2,
        TokenKind::Date => passage.of(token).contains('/') || behind_ngay(),
        _ => false,
    }
}

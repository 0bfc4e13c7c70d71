//! The reporting calendar against itself and the text.

use crate::check::cited_text::read_date;
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::near;
use crate::check::passage::Passage;
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;
use crate::model::LanBaoCao;

pub(super) const RULE: Rule = Rule {
    id: "TN-bao_cao",
    scope: Scope::Every,
    name: "Lịch báo cáo phải khớp với năm sơ kết, tổng kết",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Báo cáo sơ kết, tổng kết của một năm không thể phải nộp trước năm ấy, và năm ghi trong bài phải là năm khai ở \
        `bao_cao`, nếu không lịch nhắc và bài nói hai đằng.",
    wrong: Example::Text("Tổ chức tổng kết năm 2027, gửi báo cáo trước ngày 20/10/2026."),
    right: Example::Text("Tổ chức tổng kết năm 2027, gửi báo cáo trước ngày 20/10/2027."),
    fixable: false,
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report) {
    let calendar = facts.calendar;
    if let Some(calendar) = calendar {
        let place = calendar.kinh_gui.first().map(|text| text.span).or(facts.place);
        for (name, asked) in [("sơ kết", &calendar.so_ket), ("tổng kết", &calendar.tong_ket)] {
            let Some(asked) = asked else { continue };
            if let Some(due) = asked.truoc.filter(|due| due.nam() < asked.nam) {
                let message = format!("báo cáo {name} năm {} mà phải nộp từ năm {}", asked.nam, due.nam());
                report.place(place, message).help("sửa `nam` hoặc `truoc` trong `bao_cao`");
            }
        }
    }
    for (passage, block) in facts.prose() {
        for at in 1..block.tokens.len() {
            if near::low(passage, block, Some(at)) != "kết" {
                continue;
            }
            let declared = match near::low_before(passage, block, at) {
                "sơ" => calendar.and_then(|calendar| calendar.so_ket.as_ref()),
                "tổng" => calendar.and_then(|calendar| calendar.tong_ket.as_ref()),
                _ => continue,
            };
            said(passage, block, at, declared, report);
        }
    }
}

/// "sơ kết năm 2023 ... trước ngày 20/10/2022".
fn said(passage: &Passage<'_>, block: &Block, at: usize, declared: Option<&LanBaoCao>, report: &mut Report) {
    let Some(nam) = block.word_after(at).filter(|&nam| near::low(passage, block, Some(nam)) == "năm") else {
        return;
    };
    let Some(number) = block.next(nam).filter(|&at| block.tokens[at].kind == TokenKind::Number) else {
        return;
    };
    let Some(year) = passage.of(&block.tokens[number]).parse::<i16>().ok().filter(|year| *year > 1900) else {
        return;
    };
    // A range of years, or a whole school year, is another thing.
    if matches!(block.next(number).map(|at| block.tokens[at].kind), Some(TokenKind::Punct('-' | '–'))) {
        return;
    }
    let range = block.tokens[nam].range.start..block.tokens[number].range.end;
    let name = format!("{} kết", near::low_before(passage, block, at));
    if let Some(declared) = declared.filter(|declared| declared.nam != year) {
        report
            .words(passage, range, format!("{name} năm {year}, nhưng `bao_cao` khai năm {}", declared.nam))
            .help("sửa một trong hai cho khớp");
        return;
    }
    let sentence = near::sentence(block, at);
    let stops = |at: &usize| {
        block.is_punct(*at, ';')
            || near::low(passage, block, Some(*at)) == "kết"
                && matches!(near::low_before(passage, block, *at), "sơ" | "tổng")
    };
    for index in (number + 1..sentence.end).take_while(|at| !stops(at)) {
        if near::low(passage, block, Some(index)) != "trước"
            || near::low_after(passage, block, index) != "ngày"
        {
            continue;
        }
        let date = block.word_after(index).and_then(|ngay| read_date(passage, block, block.next(ngay)?));
        let Some((date, last)) = date else { continue };
        if date.ngay.as_ref().is_ok_and(|due| due.nam() < year) {
            let range = block.tokens[index].range.start..block.tokens[last].range.end;
            report
                .words(passage, range, format!("{name} năm {year} mà hạn lại từ năm trước"))
                .help("xem lại năm của hạn");
        }
        return;
    }
}

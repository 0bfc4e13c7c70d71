//! The reporting calendar against itself and the text.

use crate::check::at::{At, Piece};
use crate::check::cited_text::read_date;
use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;
use crate::model::{LanBaoCao, Lich};

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

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
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
    let span = calendar.map_or(0, |calendar| i16::from(calendar.giai_doan.lich != Lich::Nam));
    for at in facts.prose().flat_map(Piece::tokens).filter(|at| at.is("kết")) {
        let declared = match at.word_before() {
            "sơ" => calendar.and_then(|calendar| calendar.so_ket.as_ref()),
            "tổng" => calendar.and_then(|calendar| calendar.tong_ket.as_ref()),
            _ => continue,
        };
        said(at, span, declared, report);
    }
}

/// "sơ kết năm 2023 ... trước ngày 20/10/2022".
fn said(at: At<'_>, span: i16, declared: Option<&LanBaoCao>, report: &mut RuleReport) {
    let Some(nam) = at.next_word().filter(|nam| nam.is("năm")) else { return };
    let Some(number) = nam.next().filter(|number| number.is_number()) else { return };
    let Some(year) = number.typed().parse::<i16>().ok().filter(|year| *year > 1900) else { return };
    // A range of years, or a whole school year, is another thing.
    if number.next().is_some_and(|at| at.is_one_of(&['-', '–'])) {
        return;
    }
    let name = format!("{} kết", at.word_before());
    // Of a school year people name either calendar year.
    let names = |declared: &&LanBaoCao| (declared.nam..=declared.nam + span).contains(&year);
    if let Some(declared) = declared.filter(|declared| !names(declared)) {
        report
            .at(nam.to(number), format!("{name} năm {year}, nhưng `bao_cao` khai năm {}", declared.nam))
            .help("sửa một trong hai cho khớp");
        return;
    }
    let goes_on =
        |at: &At<'_>| !(at.is_mark(';') || at.is("kết") && matches!(at.word_before(), "sơ" | "tổng"));
    let rest = at.sentence().filter(|at| number.is_before(*at)).take_while(goes_on);
    for before in rest.filter(|at| at.is("trước") && at.word_after() == "ngày") {
        let date = before.next_word().and_then(|ngay| read_date(ngay.next()?));
        let Some((date, last)) = date else { continue };
        if date.ngay.as_ref().is_ok_and(|due| due.nam() < year) {
            report
                .at(before.to(last), format!("{name} năm {year} mà hạn lại từ năm trước"))
                .help("xem lại năm của hạn");
        }
        return;
    }
}

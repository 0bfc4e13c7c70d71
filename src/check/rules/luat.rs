//! Laws and ordinances: no number, no body.

use crate::check::at::{At, Piece};
use crate::check::citation::Citation;
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::rules::can_cu::law_named;
use crate::check::stretch::Stretch;
use crate::diagnostic::Severity;
use crate::model::VienDan;

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.a-luat",
    scope: Scope::Administrative,
    name: "Luật, pháp lệnh không ghi số, ký hiệu",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.a và II.6.b",
    explanation: "Khi nêu căn cứ hoặc viện dẫn, luật và pháp lệnh không ghi số, ký hiệu, cơ quan ban hành: căn cứ ghi tên và \
        ngày (Luật Giáo dục ngày 14 tháng 6 năm 2019), trong bài chỉ ghi tên (Luật Giáo dục).",
    wrong: Example::Keys("can_cu: [Luật Giáo dục số 43/2019/QH14 ngày 14 tháng 6 năm 2019]"),
    right: Example::Keys("can_cu: [Luật Giáo dục ngày 14 tháng 6 năm 2019]"),
    fixable: true,
    run,
};

/// Checks the texts, then the structured entries.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for citation in facts.citations.iter().filter(|citation| citation.is_law) {
        if let Some(piece) = facts.written(citation).filter(|piece| !piece.is_cell()) {
            of_text(piece, citation, report);
        }
    }
    let unnumbered = &facts.profile.phrases.loai_khong_ghi_so.chu;
    facts.entries().for_each(|cited| of_entry(cited, unnumbered, report));
}

/// Reports a number behind a law's name; takes it out when the name stays.
fn of_text(piece: Piece<'_>, citation: &Citation, report: &mut RuleReport) {
    let Some(first) = piece.starting_at(citation.sign_range.start) else { return };
    let so = first.previous_word().filter(|_| citation.has_so).unwrap_or(first);
    let Some(last_word) = so.previous_word() else { return };
    let kind = || citation.kind.as_ref().map(|kind| kind.range.clone());
    let Some(law) = law_before(last_word).map(|law| law.range).or_else(kind) else { return };
    let part = |range| piece.passage.part(range);
    let message = format!("ghi số, ký hiệu {} của luật, pháp lệnh", citation.sign);
    let finding = report.at(part(law.start..citation.sign_range.end), message);
    if law.end < last_word.end() {
        let number = part(last_word.end()..citation.sign_range.end);
        finding.help("bỏ số, ký hiệu").mend(number, "");
    } else {
        finding.help("thay số, ký hiệu bằng tên luật, ví dụ \"Luật Giáo dục\"");
    }
}

/// Most tokens of a law's name.
const MAX_NAME: usize = 61;

/// The word "Luật", "Bộ luật" or "Pháp lệnh" that the name before a number
/// starts with, in the same sentence.
pub(super) fn law_before(last: At<'_>) -> Option<Stretch<'_>> {
    for at in last.right().before().rev().take(MAX_NAME) {
        match at.kind() {
            TokenKind::Punct('.' | ';' | ':') | TokenKind::Sign | TokenKind::Date => return None,
            TokenKind::Word => {}
            _ => continue,
        }
        match at.low() {
            "nghị" | "nq" => return None,
            "luật" if at.starts_capital() => return Some(at.into()),
            "bộ" | "pháp" if at.starts_capital() => {
                let second = at.next_word().filter(|next| matches!(next.low(), "luật" | "lệnh"));
                if let Some(second) = second {
                    return Some(at.to(second));
                }
            }
            _ => {}
        }
    }
    None
}

/// Reports the number of a structured law.
fn of_entry(cited: &VienDan, unnumbered: &[String], report: &mut RuleReport) {
    let Some(sign) = &cited.so_ky_hieu else { return };
    if law_named(&cited.loai.as_str().to_lowercase(), unnumbered).is_some() {
        report
            .place(sign.span, format!("ghi số, ký hiệu {} của luật, pháp lệnh", sign.as_str()))
            .help("xóa `so_ky_hieu`: chương trình không in số của luật");
    }
}

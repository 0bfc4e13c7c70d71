//! Laws and ordinances: no number, no body.

use std::ops::Range;

use crate::check::citation::Citation;
use crate::check::facts::Facts;
use crate::check::lexer::TokenKind;
use crate::check::passage::Passage;
use crate::check::prose::{Block, BlockKind};
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
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
fn run(facts: &Facts<'_>, report: &mut Report) {
    for citation in &facts.citations {
        let Some((passage, block)) = citation.written(&facts.passages) else { continue };
        if block.kind != BlockKind::Cell && citation.is_law {
            of_text(passage, block, citation, report);
        }
    }
    facts.entries().for_each(|cited| of_entry(cited, report));
}

/// Reports a number behind a law's name; takes it out when the name stays.
fn of_text(passage: &Passage<'_>, block: &Block, citation: &Citation, report: &mut Report) {
    let Some(first) = block.starting_at(citation.sign_range.start) else { return };
    let so = block.word_before(first).filter(|_| citation.has_so).unwrap_or(first);
    let Some(last_word) = block.word_before(so) else { return };
    let kind = || citation.kind.as_ref().map(|kind| kind.range.clone());
    let Some(law) = law_before(passage, block, last_word).or_else(kind) else { return };
    let message = format!("ghi số, ký hiệu {} của luật, pháp lệnh", citation.sign);
    let finding = report.words(passage, law.start..citation.sign_range.end, message);
    let name_end = block.tokens[last_word].range.end;
    if law.end < name_end {
        finding.help("bỏ số, ký hiệu").fix(passage, name_end..citation.sign_range.end, "");
    } else {
        finding.help("thay số, ký hiệu bằng tên luật, ví dụ \"Luật Giáo dục\"");
    }
}

/// The word "Luật", "Bộ luật" or "Pháp lệnh" that the name before a number
/// starts with, in the same sentence.
fn law_before(passage: &Passage<'_>, block: &Block, last: usize) -> Option<Range<usize>> {
    for at in (last.saturating_sub(60)..=last).rev() {
        let token = &block.tokens[at];
        match token.kind {
            TokenKind::Punct('.' | ';' | ':') | TokenKind::Sign | TokenKind::Date => return None,
            TokenKind::Word => {}
            _ => continue,
        }
        let capital = passage.of(token).starts_with(char::is_uppercase);
        let next = || block.word_after(at).map(|next| &block.tokens[next]);
        match passage.low(token) {
            "nghị" | "nq" => return None,
            "luật" if capital => return Some(token.range.clone()),
            "bộ" | "pháp" if capital => {
                let second = next().filter(|next| matches!(passage.low(next), "luật" | "lệnh"));
                if let Some(second) = second {
                    return Some(token.range.start..second.range.end);
                }
            }
            _ => {}
        }
    }
    None
}

/// Reports the number of a structured law.
fn of_entry(cited: &VienDan, report: &mut Report) {
    let Some(sign) = &cited.so_ky_hieu else { return };
    let kind = cited.loai.as_str().to_lowercase();
    let named =
        |law: &str| kind.strip_prefix(law).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    if ["luật", "bộ luật", "pháp lệnh", "hiến pháp"].into_iter().any(named) {
        report
            .place(sign.span, format!("ghi số, ký hiệu {} của luật, pháp lệnh", sign.as_str()))
            .help("xóa `so_ky_hieu`: chương trình không in số của luật");
    }
}

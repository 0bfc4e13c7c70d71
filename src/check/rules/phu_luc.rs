//! Annexes and the words that point to them.

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::{Severity, Span};
use crate::model::{NoiDung, PhuLuc};

pub(super) const RULE: Rule = Rule {
    id: "ND30-III.1-phu_luc",
    scope: Scope::Administrative,
    name: "Có phụ lục thì trong văn bản phải chỉ dẫn; chỉ dẫn đến phụ lục nào thì phải có phụ lục ấy",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, III.1.a",
    explanation: "Trường hợp văn bản có phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về phụ lục đó. Chỉ dẫn đến một phụ \
        lục không có làm người đọc đi tìm vô ích.",
    wrong: Example::Keys("phu_luc:\n  - {tieu_de: Lịch mở cửa thư viện, noi_dung: Thứ hai đến thứ sáu.}"),
    right: Example::Keys(
        "noi_dung: Thư viện mở cửa theo lịch tại Phụ lục kèm theo.\nphu_luc:\n  - {tieu_de: Lịch mở cửa thư viện, noi_dung: \
         Thứ hai đến thứ sáu.}",
    ),
    fixable: false,
    run,
};

/// Checks that the annexes are pointed to, then the pointers.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let annexes = facts.annexes;
    let points =
        |passage: &Passage<'_>| passage.lower.contains("phụ lục") || passage.lower.contains("kèm theo");
    let of_document =
        |passage: &&Passage<'_>| passage.part.is_written() && !passage.key.starts_with("phu_luc");
    if let Some(span) = annexes.first().and_then(place)
        && !facts.passages.iter().filter(of_document).any(points)
    {
        report
            .place(span, "văn bản có phụ lục nhưng không câu nào chỉ dẫn đến")
            .help("thêm chỉ dẫn vào nội dung, ví dụ \"(chi tiết tại Phụ lục kèm theo)\"");
    }
    for at in facts.prose().flat_map(Piece::tokens).filter(|at| at.is("phụ")) {
        pointer(at, annexes.len(), report);
    }
}

/// Where an annex stands.
fn place(annex: &PhuLuc) -> Option<Span> {
    let of_content = || match &annex.noi_dung {
        NoiDung::DoanVan(text) => Some(text.span),
        NoiDung::Muc(sections) => {
            sections.iter().find_map(|section| section.tieu_de.as_ref()).map(|text| text.span)
        }
    };
    annex.tieu_de.as_ref().map(|title| title.span).or_else(of_content)
}

/// Reports "Phụ lục III" when the document has fewer annexes and the words are
/// not about the annex of another document.
fn pointer(at: At<'_>, annexes: usize, report: &mut RuleReport) {
    let Some(word) = at.next_word().filter(|word| word.is("lục")) else { return };
    let Some(number) = word.next() else { return };
    let Some(value) = value_of(number.typed()) else { return };
    if value <= annexes || is_of_another(at.piece) {
        return;
    }
    let words = at.to(number);
    let message = format!("chỉ dẫn đến {} nhưng văn bản có {annexes} phụ lục", words.typed());
    let finding = report.at(words, message);
    finding
        .at_most(Severity::Warning)
        .help("thêm phụ lục ấy vào `phu_luc`, hoặc ghi rõ là phụ lục của văn bản nào");
    let is_own = matches!(number.word_after(), "kèm" | "đính");
    if annexes == 0 && !is_own {
        finding.hint();
    }
}

/// Whether the words name another document: a sign, a value, a kind that is not
/// this one.
fn is_of_another(piece: Piece<'_>) -> bool {
    piece.tokens().any(|at| match at.kind() {
        TokenKind::Sign | TokenKind::Value(_) => true,
        TokenKind::Word => match at.low() {
            "thông" | "nghị" | "công" | "quyết" => {
                matches!(at.word_after(), "tư" | "định" | "văn" | "quyết")
            }
            // "Phụ lục II của ...", "ban hành kèm theo ..."
            "của" | "hành" => at
                .previous()
                .is_some_and(|before| value_of(before.typed()).is_some() || before.typed() == "ban"),
            _ => false,
        },
        _ => false,
    })
}

/// A number of an annex, Roman or Arabic, up to 39.
fn value_of(text: &str) -> Option<usize> {
    if text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|number| *number > 0);
    }
    if text.is_empty() || text.len() > 6 || !letters::is_roman(text) {
        return None;
    }
    let digit = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        _ => 10,
    };
    let digits: Vec<usize> = text.bytes().map(digit).collect();
    let mut value = 0;
    for (index, number) in digits.iter().enumerate() {
        if digits.get(index + 1).is_some_and(|next| next > number) {
            value += digits[index + 1] - number;
        } else if index == 0 || digits[index - 1] >= *number {
            value += number;
        }
    }
    Some(value)
}

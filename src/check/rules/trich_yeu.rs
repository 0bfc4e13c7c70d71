//! The subject.

use crate::check::facts::Facts;
use crate::check::letters::{capitalised, is_shouted, starts_small};
use crate::check::lexer::TokenKind;
use crate::check::passage::{Part, Passage};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;
use crate::law::{Kind, SubjectPlace};

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.5-trich_yeu",
    scope: Scope::Administrative,
    name: "Trích yếu là một cụm từ ngắn gọn, chữ thường, viết hoa đầu câu, không dấu cuối",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.5",
    explanation: "Trích yếu là một câu ngắn gọn hoặc một cụm từ phản ánh khái quát nội dung chủ yếu, in chữ thường ngay dưới \
        tên loại. Tên loại do chương trình in, nhắc lại ở đầu trích yếu là in hai lần. Chữ V/v chỉ có ở công văn và do \
        chương trình thêm; dưới tên loại ghi \"Về việc\" hoặc vào thẳng nội dung.",
    wrong: Example::Keys("trich_yeu: Công tác thư viện năm học 2026-2027."),
    right: Example::Keys("trich_yeu: Công tác thư viện năm học 2026-2027"),
    fixable: true,
    run,
};

/// Longest subject, in words, that is still short.
const MAX_WORDS: usize = 60;

/// Checks the subject from its start to its end.
fn run(facts: &Facts<'_>, report: &mut Report) {
    for passage in facts.passages.iter().filter(|passage| passage.part == Part::TrichYeu) {
        let Some((block, notes)) = passage.blocks.split_first() else { continue };
        let text = if notes.is_empty() { passage.value } else { &passage.value[..block.range().end] };
        let text = text.trim_end();
        let wanted = facts.kind.is_none_or(|kind| kind.trich_yeu != SubjectPlace::Khong);
        if text.is_empty() && wanted {
            report
                .place(passage.span, "trích yếu để trống")
                .help("ghi một cụm từ ngắn gọn phản ánh nội dung chủ yếu của văn bản");
        }
        start(passage, block, facts.kind, report);
        let bare = text.trim_end_matches(['.', ';', ',', ' ']);
        if bare.len() < text.len() && !text.ends_with("...") && !bare.is_empty() {
            let end = bare.len()..text.len();
            report
                .words(
                    passage,
                    end.clone(),
                    format!("trích yếu kết thúc bằng dấu \"{}\"", text[end.clone()].trim()),
                )
                .help("bỏ dấu này")
                .fix(passage, end, "");
        }
        if is_shouted(text) {
            report
                .words(passage, 0..text.len(), "trích yếu gõ toàn chữ hoa")
                .help("trích yếu in chữ thường: chỉ viết hoa chữ đầu và tên riêng");
        }
        let words = block.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        if words > MAX_WORDS {
            report
                .words(passage, 0..text.len(), format!("trích yếu dài {words} chữ"))
                .hint()
                .help("rút gọn thành một câu ngắn hoặc một cụm từ");
        }
    }
}

/// Checks the first words.
fn start(passage: &Passage<'_>, block: &Block, kind: Option<&Kind>, report: &mut Report) {
    let Some(first) = block.tokens.first().filter(|token| token.kind == TokenKind::Word) else { return };
    let typed = passage.of(first);
    if let Some(kind) = kind
        && let Some(end) = names(passage, block, &kind.ten.to_lowercase())
    {
        let range = first.range.start..end;
        let words = passage.text(range.clone());
        report
            .words(passage, range, format!("trích yếu bắt đầu bằng tên loại \"{words}\""))
            .help("bỏ tên loại: chương trình đã in ở dòng trên");
    } else if kind.is_some_and(|kind| kind.trich_yeu == SubjectPlace::DuoiSo) {
        // The program prints "V/v" in front of it.
        if passage.lower.starts_with("v/v") || passage.lower.starts_with("về việc") {
            let end = if passage.lower.starts_with("v/v") { 3 } else { "về việc".len() };
            let rest = passage.value[end..].len() - passage.value[end..].trim_start_matches([' ', ':']).len();
            let finding = report.words(
                passage,
                0..end,
                format!("trích yếu bắt đầu bằng \"{}\"", &passage.value[..end]),
            );
            finding.help("bỏ đi: chương trình tự thêm V/v");
            // A subject of these words alone would be empty.
            if !passage.value[end + rest..].trim().is_empty() {
                finding.fix(passage, 0..end + rest, "");
            }
        }
    } else if let Some(rest) = passage.lower.strip_prefix("v/v") {
        // Annex III, form 1.2: "Về việc" in words below the name of a kind.
        let colon = rest.trim_start().starts_with(':');
        let end = if colon { passage.value.find(':').map_or(3, |colon| colon + 1) } else { 3 };
        let right =
            if rest.starts_with(char::is_whitespace) || colon { "Về việc" } else { "Về việc " };
        report
            .words(passage, 0..end, "trích yếu dưới tên loại bắt đầu bằng \"V/v\"")
            .help("viết \"Về việc\", hoặc vào thẳng nội dung; chữ V/v chỉ dùng trong công văn")
            .fix(passage, 0..end, right);
    } else if starts_small(typed) {
        let right = capitalised(typed);
        report
            .words(passage, first.range.clone(), format!("trích yếu bắt đầu bằng chữ thường \"{typed}\""))
            .help(format!("viết \"{right}\""))
            .fix(passage, first.range.clone(), &right);
    }
}

/// Where the kind's name ends when the subject starts with it. "Kế hoạch hóa",
/// "Báo cáo viên" are other words.
fn names(passage: &Passage<'_>, block: &Block, kind: &str) -> Option<usize> {
    let rest = passage.lower.strip_prefix(kind)?;
    let other = ["hóa", "hoá", "viên", "nhỏ"];
    let next = rest.strip_prefix(' ')?;
    let first = next.split_whitespace().next()?;
    (!other.contains(&first) && block.range().end > kind.len()).then_some(kind.len())
}

//! The subject.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::Piece;
use crate::check::facts::Facts;
use crate::check::letters::{capitalised, is_shouted};
use crate::check::passage::{Part, Passage};
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
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

/// The file `trich_yeu.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Words behind the name of a kind that make another word of it.
    tu_khac: HashSet<String>,
}

table!(
    static LISTS: Lists = "trich_yeu.yaml"
);

/// Checks the subject from its start to its end.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in facts.passages.iter().filter(|passage| passage.part == Part::TrichYeu) {
        let Some(piece) = passage.pieces().next() else { continue };
        let notes = passage.blocks.len() > 1;
        let text = if notes { &passage.value[..piece.whole().range.end] } else { passage.value };
        let text = text.trim_end();
        let wanted = facts.kind.is_none_or(|kind| kind.trich_yeu != SubjectPlace::Khong);
        if text.is_empty() && wanted {
            report
                .place(passage.span, "trích yếu để trống")
                .help("ghi một cụm từ ngắn gọn phản ánh nội dung chủ yếu của văn bản");
        }
        start(piece, facts.kind, report);
        end(passage, text, report);
        let whole = passage.part(0..text.len());
        if is_shouted(text) {
            report
                .at(&whole, "trích yếu gõ toàn chữ hoa")
                .help("trích yếu in chữ thường: chỉ viết hoa chữ đầu và tên riêng");
        }
        let words = piece.tokens().filter(|at| at.is_word()).count();
        if words > MAX_WORDS {
            report
                .at(whole, format!("trích yếu dài {words} chữ"))
                .hint()
                .help("rút gọn thành một câu ngắn hoặc một cụm từ");
        }
    }
}

/// Checks the first words.
fn start(piece: Piece<'_>, kind: Option<&Kind>, report: &mut RuleReport) {
    let (passage, first) = (piece.passage, piece.first());
    if !first.is_word() {
        return;
    }
    let lower = passage.lower.as_str();
    if let Some(end) = kind.and_then(|kind| names(lower, &kind.ten.to_lowercase())) {
        let words = passage.part(first.start()..end);
        report
            .at(&words, format!("trích yếu bắt đầu bằng tên loại \"{}\"", words.typed()))
            .help("bỏ tên loại: chương trình đã in ở dòng trên");
    } else if kind.is_some_and(|kind| kind.trich_yeu == SubjectPlace::DuoiSo) {
        // The program prints "V/v" in front of it.
        let lead = ["v/v", "về việc"].into_iter().find(|lead| lower.starts_with(lead));
        let Some(end) = lead.map(str::len) else { return };
        let rest = passage.value[end..].trim_start_matches([' ', ':']);
        let words = passage.part(0..end);
        let finding = report.at(&words, format!("trích yếu bắt đầu bằng \"{}\"", words.typed()));
        finding.help("bỏ đi: chương trình tự thêm V/v");
        // A subject of these words alone would be empty.
        if !rest.trim().is_empty() {
            finding.mend(passage.part(0..passage.value.len() - rest.len()), "");
        }
    } else if let Some(rest) = lower.strip_prefix("v/v") {
        // Annex III, form 1.2: "Về việc" in words below the name of a kind.
        let colon = rest.trim_start().starts_with(':');
        let end = if colon { passage.value.find(':').map_or(3, |colon| colon + 1) } else { 3 };
        let right =
            if rest.starts_with(char::is_whitespace) || colon { "Về việc" } else { "Về việc " };
        report
            .at(passage.part(0..end), "trích yếu dưới tên loại bắt đầu bằng \"V/v\"")
            .help("viết \"Về việc\", hoặc vào thẳng nội dung; chữ V/v chỉ dùng trong công văn")
            .mend(passage.part(0..end), right);
    } else if first.starts_small() {
        let right = capitalised(first.typed());
        report
            .at(first, format!("trích yếu bắt đầu bằng chữ thường \"{}\"", first.typed()))
            .help(format!("viết \"{right}\""))
            .mend(first, &right);
    }
}

/// Checks the mark at the end.
fn end(passage: &Passage<'_>, text: &str, report: &mut RuleReport) {
    let bare = text.trim_end_matches(['.', ';', ',', ' ']);
    if bare.len() < text.len() && !text.ends_with("...") && !bare.is_empty() {
        let end = passage.part(bare.len()..text.len());
        report
            .at(&end, format!("trích yếu kết thúc bằng dấu \"{}\"", end.typed().trim()))
            .help("bỏ dấu này")
            .mend(end, "");
    }
}

/// Where the kind's name ends when the subject starts with it. "Kế hoạch hóa",
/// "Báo cáo viên" are other words.
fn names(subject: &str, kind: &str) -> Option<usize> {
    let next = subject.strip_prefix(kind)?.strip_prefix(' ')?.split_whitespace().next()?;
    (!LISTS.tu_khac.contains(next)).then_some(kind.len())
}

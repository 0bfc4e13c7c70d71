//! What `vanban lo` tells people of its run.

use std::path::PathBuf;

use super::arguments::BatchArguments;
use super::console::{Console, quoted};
use super::verdict;
use vanban::batch::{self, Batch, Destination, RuleCount, Summary};
use vanban::diagnostic::{Diagnostic, JsonSeverity, Severity, to_json};
use vanban::inspect::{self, Examined};

/// Most files whose blanks people are told of.
const MAX_BLANKS: usize = 10;
/// Most files or numbers of rows that are gone.
const MAX_GONE: usize = 10;
/// Most blanks told of one file.
const MAX_BLANK_LINES: usize = 3;

/// Tells people what the run came to.
pub(super) fn tell(summary: &Summary, batch: &Batch, arguments: &BatchArguments, console: &Console) {
    if !summary.findings.is_empty() {
        console.complain(&batch::to_table(&summary.findings, summary.more_findings));
    }
    tell_columns(summary, batch, console);
    let errors = summary.checked.iter().any(|count| count.muc == JsonSeverity::Loi);
    let place = batch.destination.shown();
    let place = place.display();
    if summary.stopped {
        console.tell("Đã dừng theo yêu cầu; chạy lại lệnh này để làm tiếp.");
    } else if summary.faulty > 0 && !batch.skip_faulty {
        console.complain(&format!(
            "{} trên {} dòng có lỗi: chưa ghi tệp nào. Sửa bảng, hoặc thêm --bo-qua-loi để soạn các dòng tốt.",
            summary.faulty, summary.rows
        ));
        if let Some(plan) = &arguments.plan {
            verdict::tell_rest(&batch.plan_warnings, plan, console);
        }
        return;
    } else if errors && batch.strict {
        console.complain("Chưa ghi tệp nào: kiem-tra thấy còn lỗi (--nghiem).");
    } else if summary.written + summary.unchanged > 0 {
        let what = if matches!(batch.destination, Destination::OneFile(_)) { "văn bản" } else { "tệp" };
        let mut line = format!("Đã ghi {} {what} vào {place}", summary.written);
        let incomplete = format!("{} còn chỗ trống", made_of(batch));
        let parts = [
            (summary.unchanged, "tệp không đổi"),
            (summary.faulty, "dòng lỗi bị bỏ qua"),
            (summary.incomplete, incomplete.as_str()),
        ];
        for (count, words) in parts.into_iter().filter(|(count, _)| *count > 0) {
            line.push_str(&format!("; {count} {words}"));
        }
        console.tell(&line);
    }
    tell_gone(summary, batch, console);
    tell_blanks(summary, made_of(batch), console);
    tell_checked(summary, batch, arguments.plan.as_ref(), console);
}

/// What people call a file of the batch.
fn made_of(batch: &Batch) -> &'static str {
    batch.follow_up.as_ref().map_or("văn bản", |follow_up| follow_up.paper.kind())
}

/// Who issues, and which columns became which keys: one look tells whether the
/// table was understood.
fn tell_columns(summary: &Summary, batch: &Batch, console: &Console) {
    let used = summary.columns.iter().filter_map(|column| Some((&column.cot, column.khoa.as_ref()?)));
    let used: Vec<String> = used.map(|(title, key)| format!("{title} → {key}")).collect();
    let unused = summary.columns.iter().filter(|column| column.khoa.is_none());
    let unused: Vec<&str> = unused.map(|column| column.cot.as_str()).collect();
    if summary.columns.is_empty() {
        return;
    }
    let mut text = String::new();
    if summary.one_issuer {
        text.push_str(&format!(
            "Một cơ quan ban hành tất cả: {}; mỗi dòng là một nơi nhận.\n",
            batch.plan.co_quan.ten.as_str()
        ));
    }
    text.push_str(&format!("Cột của bảng: {}", used.join("; ")));
    if !unused.is_empty() {
        text.push_str(&format!("; không dùng: {}", unused.join(", ")));
    }
    console.tell(&text);
}

/// Files and numbers of rows that the table no longer has.
fn tell_gone(summary: &Summary, batch: &Batch, console: &Console) {
    let listed = |all: Vec<String>| {
        let more = all.len().saturating_sub(MAX_GONE);
        let shown = all.into_iter().take(MAX_GONE).collect::<Vec<_>>().join(", ");
        if more > 0 { format!("{shown} và {more} nữa (kể hết: --dinh-dang json)") } else { shown }
    };
    if !summary.gone.is_empty() {
        let files = listed(summary.gone.iter().map(|path| path.display().to_string()).collect());
        let count = summary.gone.len();
        console.tell(&if batch.tidy {
            format!("Đã chuyển {count} tệp của những dòng không còn trong bảng: {files}")
        } else {
            format!(
                "{count} tệp của những dòng không còn trong bảng: {files}; \
                 thêm --don để chuyển vào thư mục da-bo"
            )
        });
    }
    if !summary.retired.is_empty() {
        let of_file =
            |file: &str| if file.is_empty() { "chưa có tệp".to_owned() } else { file.to_owned() };
        let numbers = summary.retired.iter().map(|(number, file)| format!("{number} ({})", of_file(file)));
        console.tell(&format!(
            "Số của những dòng không còn trong bảng, không cấp lại: {}",
            listed(numbers.collect())
        ));
    }
}

/// Which files have blanks, and which blanks.
fn tell_blanks(summary: &Summary, made: &str, console: &Console) {
    if summary.blanks.is_empty() {
        return;
    }
    let mut text = format!("Chỗ trống (tô vàng) của từng {made}:");
    for report in summary.blanks.iter().take(MAX_BLANKS) {
        let named = report.cho[..report.cho.len().min(MAX_BLANK_LINES)].join("; ");
        let more = match report.cho.len().saturating_sub(MAX_BLANK_LINES) {
            0 => String::new(),
            more => format!("; và {more} chỗ nữa"),
        };
        text.push_str(&format!("\n  - {}: {named}{more}", report.tep));
    }
    let more = summary.incomplete - summary.blanks.len().min(MAX_BLANKS) as u64;
    if more > 0 {
        text.push_str(&format!("\n  và {more} {made} nữa (kể hết: --dinh-dang json)"));
    }
    console.tell(&text);
}

/// What the checker finds in the files, by rule; errors with `--quiet` too.
fn tell_checked(summary: &Summary, batch: &Batch, plan: Option<&PathBuf>, console: &Console) {
    let shared = Shared::of(batch);
    let (folded, listed): (Vec<&RuleCount>, Vec<&RuleCount>) =
        summary.checked.iter().partition(|count| shared.shows(count));
    for count in listed {
        let (level, is_error) = match count.muc {
            JsonSeverity::Loi => (Severity::Error, true),
            JsonSeverity::CanhBao => (Severity::Warning, false),
            JsonSeverity::GoiY => (Severity::Hint, false),
        };
        let text = format!("{} {}\n  ví dụ: {}", level.label(), count.line(), count.example());
        if is_error {
            console.complain(&text);
        } else {
            console.tell(&text);
        }
    }
    let Some(plan) = plan else { return };
    if summary.checked.iter().any(|count| count.moi_tep && count.muc == JsonSeverity::Loi) {
        console.tell(&format!(
            "Điều có ở mọi tệp thường là của tệp chung: xem bằng lệnh  vanban kiem-tra {}",
            quoted(plan)
        ));
    }
    verdict::tell_rest(shared.of_rules(&folded), plan, console);
}

/// What kiem-tra shows of the shared file.
struct Shared<'b> {
    told: Examined,
    batch: &'b Batch,
}

impl<'b> Shared<'b> {
    fn of(batch: &'b Batch) -> Self {
        let composed = batch.engine.compose(&batch.plan);
        Self { told: inspect::examine(&batch.plan, composed, &batch.sources, batch.engine.criteria()), batch }
    }

    /// Whether every file has it, no error, from the shared file, at the same place.
    fn shows(&self, count: &RuleCount) -> bool {
        let is_it = |told: &Diagnostic| {
            let said = to_json(told, &self.batch.sources);
            let example = &count.vi_du;
            (&said.ma, &said.thong_bao, &said.tep, said.dong, said.cot)
                == (&example.ma, &example.thong_bao, &example.tep, example.dong, example.cot)
        };
        count.moi_tep && count.muc != JsonSeverity::Loi && self.told.minor().any(is_it)
    }

    /// The warnings of reading the shared file, and all of these rules.
    fn of_rules(&self, counts: &[&RuleCount]) -> impl Iterator<Item = &Diagnostic> {
        let of_rule = |told: &&Diagnostic| {
            let is_it =
                |count: &&RuleCount| count.ma == told.code && count.muc == JsonSeverity::from(told.severity);
            counts.iter().any(is_it)
        };
        let found: Vec<&Diagnostic> = self.told.minor().filter(of_rule).collect();
        self.batch.plan_warnings.iter().chain(found)
    }
}

//! `vanban lo`: one document for many schools.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use super::arguments::BatchArguments;
use super::console::Console;
use super::{Outcome, report};
use crate::batch::{
    self, Batch, DEFAULT_PATTERN, Destination, Finding, Mapping, Progress, Reports, Share, Summary,
};
use crate::diagnostic::{Diagnostic, JsonDiagnostic, Severity, Sources, to_json};
use crate::output::Overwrite;
use crate::source::{self, Input};

/// Set by an interrupt: the run ends after the rows at hand.
static STOP: AtomicBool = AtomicBool::new(false);

/// The machine-readable result.
#[derive(Serialize)]
struct BatchResult<'a> {
    so_dong: u64,
    da_ghi: u64,
    khong_doi: u64,
    bo_qua: u64,
    con_thieu: u64,
    dong_loi: &'a [Finding],
    thong_bao: Vec<JsonDiagnostic<'a>>,
}

/// Runs a batch, or merges the manifests of its shares.
pub(super) fn run(arguments: &BatchArguments) -> Outcome {
    let console = Console::new(&arguments.common);
    let mut sources = Sources::new();
    let mut diagnostics = Vec::new();
    let outcome = if arguments.merge {
        merge(arguments, &console)
    } else {
        work(arguments, &console, &mut sources, &mut diagnostics)
    };
    match outcome {
        Ok(outcome) => outcome,
        Err(mut errors) => {
            diagnostics.append(&mut errors);
            console.report(&diagnostics, &sources);
            let _ = result(&Summary::default(), &diagnostics, &sources, &console);
            Outcome::Failed
        }
    }
}

fn merge(arguments: &BatchArguments, console: &Console) -> Result<Outcome, Vec<Diagnostic>> {
    let Some(folder) = &arguments.output else {
        return Err(usage("--gop cần -o THƯ MỤC của các phần"));
    };
    let files = batch::merge(folder).map_err(|error| vec![error])?;
    console.tell(&format!("Đã gộp: {files} tệp trong {}", folder.display()));
    Ok(Outcome::Fine)
}

fn usage(message: &str) -> Vec<Diagnostic> {
    vec![Diagnostic::error("cach-dung", message)]
}

fn work(
    arguments: &BatchArguments,
    console: &Console,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Outcome, Vec<Diagnostic>> {
    let batch = plan(arguments, sources, diagnostics)?;
    // A second interrupt ends the program at once; whole files are left all the same.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    let progress = Shown::new(console, arguments.common.quiet);
    let done = batch::run(&batch, &progress, &STOP, diagnostics);
    progress.end();
    console.report(diagnostics, sources);
    let summary = match done {
        Ok(summary) => summary,
        Err(mut errors) => {
            console.report(&errors, sources);
            diagnostics.append(&mut errors);
            result(&Summary::default(), diagnostics, sources, console).map_err(|error| vec![error])?;
            return Ok(Outcome::Failed);
        }
    };
    tell(&summary, &batch, console);
    result(&summary, diagnostics, sources, console).map_err(|error| vec![error])?;
    Ok(outcome(&summary, diagnostics, &batch))
}

fn outcome(summary: &Summary, diagnostics: &[Diagnostic], batch: &Batch) -> Outcome {
    let failed = diagnostics.iter().any(|fault| fault.severity == Severity::Error);
    if summary.stopped {
        Outcome::Interrupted
    } else if failed || (summary.faulty > 0 && !batch.skip_faulty) {
        Outcome::Failed
    } else if summary.faulty > 0 {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

/// Reads the plan and the arguments.
fn plan(
    arguments: &BatchArguments,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Batch, Vec<Diagnostic>> {
    let (Some(plan), Some(table)) = (&arguments.plan, &arguments.table) else {
        return Err(usage("cần tệp văn bản và --truong BẢNG"));
    };
    let destination = match (&arguments.zip, &arguments.output) {
        (Some(path), None) => Destination::Zip(path.clone()),
        (None, Some(folder)) => Destination::Folder(folder.clone()),
        (None, None) => return Err(usage("cần -o THƯ MỤC hoặc --zip TỆP")),
        (Some(_), Some(_)) => return Err(usage("chỉ dùng một trong hai: -o THƯ MỤC, --zip TỆP")),
    };
    let share = match &arguments.share {
        Some(text) => {
            Some(Share::parse(text).ok_or_else(|| usage("--phan viết như 3/8: phần thứ ba của tám phần"))?)
        }
        None => None,
    };
    let mut mappings = Vec::new();
    for text in &arguments.columns {
        mappings.push(Mapping::parse(text).map_err(|error| vec![error])?);
    }
    let loaded = source::load(&Input::File(plan.clone()), sources);
    let Some(document) = loaded.document else { return Err(loaded.diagnostics) };
    diagnostics.extend(loaded.diagnostics);
    let mut plan_text: Vec<u8> = sources.texts().flat_map(|text| [text.as_bytes(), &[0]].concat()).collect();
    plan_text.extend(document.included());
    let reports = reports(arguments, &document)?;
    let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::OwnFiles };
    Ok(Batch {
        plan: document,
        plan_text,
        table: table.clone(),
        mappings,
        pattern: arguments.pattern.clone().unwrap_or_else(|| DEFAULT_PATTERN.to_owned()),
        first_number: arguments.first_number,
        share,
        skip_faulty: arguments.skip_faulty,
        overwrite,
        destination,
        register: arguments.register.clone(),
        reports,
    })
}

fn reports(
    arguments: &BatchArguments,
    document: &crate::model::VanBan,
) -> Result<Option<Reports>, Vec<Diagnostic>> {
    let (name, folder) = match (&arguments.period, &arguments.data) {
        (None, None) => return Ok(None),
        (Some(name), Some(folder)) => (name, folder.clone()),
        _ => return Err(usage("báo cáo hàng loạt cần cả --ky và --so-lieu THƯ MỤC")),
    };
    let one = |error| vec![error];
    let period = crate::report::find(document, name).map_err(one)?;
    let ngay = arguments.date.as_deref().map(report::date).transpose().map_err(one)?;
    Ok(Some(Reports { period, folder, ngay }))
}

/// Tells people what the run came to.
fn tell(summary: &Summary, batch: &Batch, console: &Console) {
    if !summary.findings.is_empty() && !console.is_json() {
        eprintln!("{}", batch::to_table(&summary.findings, summary.more_findings));
    }
    let place = match &batch.destination {
        Destination::Folder(path) | Destination::Zip(path) => path.display(),
    };
    if summary.stopped {
        console.tell("Đã dừng theo yêu cầu; chạy lại lệnh này để làm tiếp.");
    } else if summary.faulty > 0 && !batch.skip_faulty {
        console.tell(&format!(
            "{} trên {} dòng có lỗi: chưa ghi tệp nào. Sửa bảng, hoặc thêm --bo-qua-loi để soạn các dòng tốt.",
            summary.faulty, summary.rows
        ));
    } else if summary.written + summary.unchanged > 0 {
        let mut line = format!("Đã ghi {} tệp vào {place}", summary.written);
        let parts = [
            (summary.unchanged, "tệp không đổi"),
            (summary.faulty, "dòng lỗi bị bỏ qua"),
            (summary.incomplete, "báo cáo còn chỗ trống"),
        ];
        for (count, words) in parts.into_iter().filter(|(count, _)| *count > 0) {
            line.push_str(&format!("; {count} {words}"));
        }
        console.tell(&line);
    }
}

fn result(
    summary: &Summary,
    diagnostics: &[Diagnostic],
    sources: &Sources,
    console: &Console,
) -> Result<(), Diagnostic> {
    let result = BatchResult {
        so_dong: summary.rows,
        da_ghi: summary.written,
        khong_doi: summary.unchanged,
        bo_qua: summary.faulty,
        con_thieu: summary.incomplete,
        dong_loi: &summary.findings,
        thong_bao: diagnostics.iter().map(|fault| to_json(fault, sources)).collect(),
    };
    console.result(&result)
}

/// A bar on a terminal, plain lines elsewhere.
struct Shown {
    bar: ProgressBar,
    plain: bool,
    /// The part that was told last, in tenths of the whole.
    told: AtomicU64,
}

impl Shown {
    fn new(console: &Console, quiet: bool) -> Self {
        let silent = quiet || console.is_json();
        let terminal = std::io::stderr().is_terminal();
        let target =
            if terminal && !silent { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        Self { bar, plain: !terminal && !silent, told: AtomicU64::new(0) }
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Shown {
    fn checked(&self, done: u64) {
        self.bar.set_message(format!("đã kiểm tra {done} dòng"));
        self.bar.set_style(style("{spinner} {msg} ({per_sec}/giây)"));
        self.bar.set_position(done);
    }

    fn written(&self, done: u64, of: u64) {
        if self.bar.length() != Some(of) {
            self.bar.reset();
            self.bar.set_length(of);
            self.bar.set_style(style("{wide_bar} {pos}/{len} tệp, {per_sec}, còn {eta}"));
        }
        self.bar.set_position(done);
        let tenth = done * 10 / of.max(1);
        if self.plain && of > 1000 && self.told.swap(tenth, Ordering::Relaxed) < tenth {
            eprintln!("{done}/{of} tệp");
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

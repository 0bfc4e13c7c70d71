//! `vanban lo`: one document for many schools.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::answer::{Answer, BatchCounts};
use super::arguments::BatchArguments;
use super::batch_progress::Shown;
use super::console::{Console, quoted};
use super::engines::Engines;
use super::{Outcome, report, verdict};
use vanban::batch::{
    self, Batch, Destination, FollowUp, FollowUpPaper, Mapping, PlanNumbers, RuleCount, Share, Summary,
};
use vanban::diagnostic::{Diagnostic, Faults, JsonSeverity, Severity, Sources, to_json};
use vanban::files::{FileRef, Folder};
use vanban::inspect::{self, Examined};
use vanban::output::{DiskOutput, OutputFile, OutputFolder, Overwrite};
use vanban::source::Input;

/// Set by an interrupt: the run ends after the rows at hand.
static STOP: AtomicBool = AtomicBool::new(false);

/// Most files whose blanks people are told of.
const MAX_BLANKS: usize = 10;
/// Most blanks told of one file.
const MAX_BLANK_LINES: usize = 3;

/// Runs a batch, or merges the manifests of its shares.
pub(super) fn run(arguments: &BatchArguments) -> Outcome {
    let console = Console::new("lo", &arguments.common);
    let mut sources = Sources::new();
    let mut diagnostics = Vec::new();
    let mut engines = Engines::default();
    let done = if arguments.merge {
        merge(arguments, &console)
    } else {
        work(arguments, &mut engines, &console, &mut sources, &mut diagnostics)
    };
    let told = engines.tell(&console);
    match done {
        Ok((outcome, answer)) => console.finish(outcome, answer.after(told)),
        Err(errors) => {
            diagnostics.extend(errors);
            console.fail_after(told, &diagnostics, &sources)
        }
    }
}

fn merge(arguments: &BatchArguments, console: &Console) -> Result<(Outcome, Answer), Faults> {
    let Some(folder) = &arguments.output else {
        return Err(usage("--gop cần -o THƯ MỤC của các phần"));
    };
    let output: Arc<dyn OutputFolder> = Arc::new(DiskOutput::new(folder));
    let files = batch::merge(&output)?;
    console.tell(&format!("Đã gộp: {files} tệp trong {}", folder.display()));
    let lo = BatchCounts { so_dong: files, khong_doi: files, ..BatchCounts::default() };
    Ok((Outcome::Fine, Answer { lo: Some(lo), ..Answer::default() }))
}

fn usage(message: &str) -> Faults {
    Diagnostic::error("cach-dung", message).into()
}

/// Runs the batch. What is in the error has not been told yet.
fn work(
    arguments: &BatchArguments,
    engines: &mut Engines,
    console: &Console,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Outcome, Answer), Faults> {
    let batch = plan(arguments, engines, sources)?;
    // A second interrupt ends the program at once; whole files are left all the same.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    let progress = Shown::new(console);
    let done = batch::run(&batch, &progress, &STOP, diagnostics);
    progress.end();
    if done.is_err() {
        diagnostics.splice(0..0, batch.plan_warnings.iter().cloned());
    }
    let summary = done?;
    console.report(&*diagnostics, sources);
    tell(&summary, &batch, arguments, console);
    let outcome = outcome(&summary, diagnostics, &batch);
    Ok((outcome, answer(summary, diagnostics, sources, &batch)))
}

fn outcome(summary: &Summary, diagnostics: &[Diagnostic], batch: &Batch) -> Outcome {
    let failed = diagnostics.iter().any(|fault| fault.severity == Severity::Error);
    let has_errors = summary.checked.iter().any(|count| count.muc == JsonSeverity::Loi);
    if summary.stopped {
        Outcome::Interrupted
    } else if failed || (summary.faulty > 0 && !batch.skip_faulty) {
        Outcome::Failed
    } else if summary.faulty > 0 || has_errors {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

/// Reads the plan and the arguments.
fn plan(arguments: &BatchArguments, engines: &mut Engines, sources: &mut Sources) -> Result<Batch, Faults> {
    let (Some(plan), Some(table)) = (&arguments.plan, &arguments.table) else {
        return Err(usage("cần tệp văn bản và --truong BẢNG"));
    };
    let destination = destination(arguments)?;
    let share =
        match &arguments.share {
            Some(text) => Some(Share::parse(text).ok_or_else(|| {
                usage("--phan viết như 3/8: phần thứ ba của tám phần, nhiều nhất 10.000 phần")
            })?),
            None => None,
        };
    let engine = engines.of(plan, None).map_err(|wrong| wrong.put_into(sources))?;
    let (document, plan_warnings) = engine.read(&Input::file(plan), sources)?.take();
    let mappings: Result<Vec<Mapping>, Diagnostic> =
        arguments.columns.iter().map(|text| Mapping::parse(text, &document)).collect();
    let mappings = match mappings {
        Ok(mappings) => mappings,
        Err(fault) => return Err(Faults::from(fault).after(plan_warnings)),
    };
    let mut plan_text: Vec<u8> = sources.texts().flat_map(|text| [text.as_bytes(), &[0]].concat()).collect();
    plan_text.extend(document.included());
    let follow_up = match follow_up(arguments, &document) {
        Ok(follow_up) => follow_up,
        Err(faults) => return Err(faults.after(plan_warnings)),
    };
    let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::OwnFiles };
    Ok(Batch {
        plan: document,
        plan_warnings,
        sources: sources.clone(),
        engine,
        plan_text,
        table: FileRef::disk(table),
        mappings,
        key: arguments.key.clone(),
        one_issuer: arguments.one_issuer,
        pattern: arguments.pattern.clone(),
        first_number: arguments.first_number,
        share,
        skip_faulty: arguments.skip_faulty,
        strict: arguments.strict,
        overwrite,
        destination,
        register: arguments.register.as_ref().map(OutputFile::disk),
        follow_up,
    })
}

/// Where the files go; refuses names that promise another kind of file.
fn destination(arguments: &BatchArguments) -> Result<Destination, Faults> {
    if let Some(pattern) = &arguments.pattern {
        let tail = pattern.rsplit_once("}}").map_or(pattern.as_str(), |(_, tail)| tail).trim();
        if tail.contains('.') && !tail.to_lowercase().ends_with(".docx") {
            return Err(usage(&format!(
                "--ten \"{pattern}\": lệnh lo ghi tệp Word, mẫu tên phải có đuôi .docx"
            )));
        }
    }
    if arguments.register.as_ref().is_some_and(|path| !verdict::has_ending(path, "xlsx")) {
        return Err(usage("--so-dang-ky: sổ đăng ký là bảng tính, tên phải có đuôi .xlsx"));
    }
    if let Some(path) = &arguments.one_file {
        return match (&arguments.zip, &arguments.output) {
            (None, None) if verdict::has_ending(path, "docx") => {
                Ok(Destination::OneFile(OutputFile::disk(path)))
            }
            (None, None) => Err(usage("--mot-tep: tên tệp phải có đuôi .docx")),
            _ => Err(usage("chỉ dùng một trong ba: -o THƯ MỤC, --zip TỆP, --mot-tep TỆP")),
        };
    }
    match (&arguments.zip, &arguments.output) {
        (Some(path), None) if verdict::has_ending(path, "zip") => {
            Ok(Destination::Zip(OutputFile::disk(path)))
        }
        (Some(_), None) => Err(usage("--zip: tên tệp phải có đuôi .zip")),
        (None, Some(folder)) if folder.is_file() || verdict::has_ending(folder, "docx") => {
            Err(usage(&format!("-o {}: lệnh lo ghi nhiều tệp, -o phải là thư mục", folder.display())))
        }
        (None, Some(folder)) => Ok(Destination::Folder(Arc::new(DiskOutput::new(folder)))),
        (None, None) => Err(usage("cần -o THƯ MỤC, --zip TỆP hoặc --mot-tep TỆP.docx")),
        (Some(_), Some(_)) => Err(usage("chỉ dùng một trong hai: -o THƯ MỤC, --zip TỆP")),
    }
}

/// What is to be made of every school's plan; none: the document itself.
fn follow_up(
    arguments: &BatchArguments,
    document: &vanban::model::VanBan,
) -> Result<Option<FollowUp>, Faults> {
    let ngay = arguments.date.as_deref().map(report::date).transpose()?;
    let paper = match (&arguments.period, arguments.year) {
        (Some(_), Some(_)) => {
            return Err(usage("chỉ dùng một trong hai: --ky (báo cáo), --nam (kế hoạch năm)"));
        }
        (Some(_), None) if arguments.by_month => {
            return Err(usage("--lich-thang là phụ lục của kế hoạch năm: dùng cùng --nam"));
        }
        (Some(name), None) => FollowUpPaper::Report(vanban::report::find(document, name)?),
        (None, Some(nam)) => {
            vanban::report::year_plan_day(document, nam, ngay)?;
            FollowUpPaper::YearPlan { nam, by_month: arguments.by_month }
        }
        (None, None) => return no_follow_up(arguments).map(|()| None),
    };
    let folder = arguments.data.as_ref().map(Folder::disk);
    if folder.is_none() && matches!(paper, FollowUpPaper::Report(_)) {
        return Err(usage("báo cáo hàng loạt cần cả --ky và --so-lieu THƯ MỤC"));
    }
    let numbers = match (&arguments.manifest, &arguments.output) {
        (Some(path), _) => PlanNumbers::read(&FileRef::disk(path))?,
        (None, Some(folder)) => PlanNumbers::of_folder(&DiskOutput::new(folder)),
        (None, None) => PlanNumbers::default(),
    };
    Ok(Some(FollowUp { paper, folder, ngay, numbers }))
}

/// Refuses what only reports and year's plans have.
fn no_follow_up(arguments: &BatchArguments) -> Result<(), Faults> {
    let given = [
        ("--so-lieu", arguments.data.is_some()),
        ("--ngay", arguments.date.is_some()),
        ("--ke-khai", arguments.manifest.is_some()),
        ("--lich-thang", arguments.by_month),
    ];
    match given.into_iter().find(|(_, is_given)| *is_given) {
        Some((name, _)) => Err(usage(&format!(
            "{name} dùng cùng --ky (báo cáo hàng loạt) hoặc --nam (kế hoạch năm hàng loạt)"
        ))),
        None => Ok(()),
    }
}

/// Tells people what the run came to.
fn tell(summary: &Summary, batch: &Batch, arguments: &BatchArguments, console: &Console) {
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
    let unused: Vec<&str> = summary
        .columns
        .iter()
        .filter(|column| column.khoa.is_none())
        .map(|column| column.cot.as_str())
        .collect();
    let mut text = String::new();
    if summary.columns.is_empty() {
        return;
    }
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

fn answer(summary: Summary, diagnostics: &[Diagnostic], sources: &Sources, batch: &Batch) -> Answer {
    let wrote = summary.written + summary.unchanged > 0 && !summary.stopped;
    let named = summary.files.len() as u64;
    let register = batch.register.as_ref().filter(|_| wrote);
    let archive = match &batch.destination {
        Destination::Zip(file) | Destination::OneFile(file) if wrote => Some(file),
        _ => None,
    };
    let own = archive.into_iter().chain(register).map(OutputFile::shown);
    let files = own.chain(summary.files);
    let more = match &batch.destination {
        Destination::Folder(_) => summary.written.saturating_sub(named),
        Destination::Zip(_) | Destination::OneFile(_) => 0,
    };
    Answer {
        tep_da_ghi: files.map(|path| path.display().to_string()).collect(),
        tep_da_ghi_con_nua: more,
        thong_bao: batch
            .plan_warnings
            .iter()
            .chain(diagnostics)
            .map(|fault| to_json(fault, sources))
            .collect(),
        con_thieu: summary.blanks,
        lo: Some(BatchCounts {
            so_dong: summary.rows,
            da_ghi: summary.written,
            khong_doi: summary.unchanged,
            bo_qua: summary.faulty,
            con_thieu: summary.incomplete,
            dong_loi: summary.findings,
            dong_loi_con_nua: summary.more_findings,
            kiem_tra: summary.checked,
            cot: summary.columns,
        }),
        ..Answer::default()
    }
}

//! `vanban lo`: one document for many schools.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::answer::{Answer, BatchCounts, RetiredNumber};
use super::arguments::BatchArguments;
use super::batch_progress::Shown;
use super::console::Console;
use super::engines::Engines;
use super::{Outcome, batch_told, report, verdict};
use unicode_normalization::UnicodeNormalization;
use vanban::batch::{
    self, Batch, Destination, FollowUp, FollowUpPaper, Mapping, Pick, PlanNumbers, Share, Summary,
};
use vanban::diagnostic::{Diagnostic, Faults, JsonSeverity, Severity, Sources, to_json};
use vanban::files::{FileRef, Folder};
use vanban::model::Literal;
use vanban::output::{DiskOutput, OutputFile, OutputFolder, Overwrite};
use vanban::source::Input;

/// Set by an interrupt: the run ends after the rows at hand.
static STOP: AtomicBool = AtomicBool::new(false);

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
    batch_told::tell(&summary, &batch, arguments, console);
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
        pick: Pick { sheet: arguments.sheet.as_deref().map(sheet_name), head: arguments.head },
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
        tidy: arguments.tidy,
        follow_up,
    })
}

/// The name of a sheet as typed.
fn sheet_name(name: &str) -> Literal {
    let value = name.trim().nfc().collect();
    Literal { value, ..Literal::default() }
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
    let asks_year = arguments.year.is_some() || arguments.school_year.is_some();
    let year = || super::year_plan::asked_year(arguments.year, arguments.school_year.as_deref(), document);
    let paper = match (&arguments.period, asks_year.then(year).transpose()?) {
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
            tep_cu: summary.gone.iter().map(|path| path.display().to_string()).collect(),
            so_cu: summary
                .retired
                .iter()
                .map(|(so, tep)| RetiredNumber { so: *so, tep: tep.clone() })
                .collect(),
            con_thieu: summary.incomplete,
            dong_loi: summary.findings,
            dong_loi_con_nua: summary.more_findings,
            kiem_tra: summary.checked,
            cot: summary.columns,
        }),
        ..Answer::default()
    }
}

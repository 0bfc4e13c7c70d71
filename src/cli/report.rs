//! `vanban bao-cao`: a report of a plan, or what is due when.

use std::path::{Path, PathBuf};

use super::answer::{Answer, DueItem, DueState};
use super::arguments::Report as Arguments;
use super::console::{self, is_dash};
use super::engines::Engines;
use super::{Console, Outcome, verdict};
use vanban::batch::RowBlanks;
use vanban::compose::{compose_with, file_name};
use vanban::diagnostic::{Diagnostic, Faults, Sources, Told, to_json};
use vanban::engine::Engine;
use vanban::files::FileRef;
use vanban::inspect::{self, Examined};
use vanban::model::{Ngay, SoLieu, VanBan};
use vanban::output::{self, Overwrite};
use vanban::render::docx;
use vanban::report::{self, Choices, Due, Item, Report};
use vanban::source;

/// What a run came to.
#[derive(Default)]
struct Done {
    written: Vec<PathBuf>,
    missing: Vec<String>,
    told: Examined,
    schedule: Option<Vec<Item>>,
    late: bool,
}

/// Makes the report or the schedule.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let console = Console::new("bao-cao", &arguments.common);
    let mut sources = Sources::new();
    let mut engines = Engines::default();
    let engine = match engines.of(&arguments.plan, arguments.folder.as_deref()) {
        Ok(engine) => engine,
        Err(wrong) => return console.fail(&wrong.errors, &wrong.sources),
    };
    let mut answer = Answer { thong_bao: engines.tell(&console), ..Answer::default() };
    let done = work(arguments, &engine, &console, &mut sources, &mut answer);
    let done = match done {
        Ok(done) => done,
        Err(errors) => {
            console.report(&errors, &sources);
            answer.thong_bao.extend(errors.iter().map(|error| to_json(error, &sources)));
            return console.finish(Outcome::Failed, answer);
        }
    };
    let name = done.written.first().map_or_else(String::new, |path| path.display().to_string());
    let found = !done.missing.is_empty() || done.late;
    if !done.missing.is_empty() {
        answer.con_thieu.push(RowBlanks { tep: name, cho: done.missing });
    }
    answer.tep_da_ghi = done.written.iter().map(|path| path.display().to_string()).collect();
    answer.thong_bao.extend(done.told.to_json(&sources));
    answer.lich = done.schedule.map(|items| items.iter().map(due_item).collect());
    let has_errors = done.told.errors().next().is_some();
    let is_found = has_errors || (arguments.strict && found);
    console.finish(if is_found { Outcome::Findings } else { Outcome::Fine }, answer)
}

/// Everything up to the written file. Warnings of reading are told on the way.
fn work(
    arguments: &Arguments,
    engine: &Engine,
    console: &Console,
    sources: &mut Sources,
    answer: &mut Answer,
) -> Result<Done, Faults> {
    check_arguments(arguments, console)?;
    let input = console::input_in(&arguments.plan, arguments.folder.as_deref())?;
    let (plan, of_plan) = engine.read(&input, sources)?.take();
    let mut done = match of_the_plan(arguments, &plan, engine, console, sources, answer) {
        Ok(done) => done,
        Err(faults) => return Err(faults.after(of_plan)),
    };
    done.told.faults.splice(0..0, of_plan.iter().cloned());
    tell_warnings(&done.told, (&plan, of_plan), arguments, engine, sources, console);
    Ok(done)
}

/// The data sheets. kiem-tra does not read them: their warnings are shown here.
pub(super) fn read_data(
    paths: &[PathBuf],
    plan: &VanBan,
    console: &Console,
    sources: &mut Sources,
    answer: &mut Answer,
) -> Result<SoLieu, Faults> {
    if paths.is_empty() {
        return Ok(SoLieu::default());
    }
    let files: Vec<FileRef> = paths.iter().map(FileRef::disk).collect();
    let (results, told) = source::load_all_results(&files, plan, sources)?.take();
    console.report(&told, sources);
    answer.thong_bao.extend(told.iter().map(|told| to_json(told, sources)));
    Ok(results)
}

/// The report or the schedule of a plan.
fn of_the_plan(
    arguments: &Arguments,
    plan: &VanBan,
    engine: &Engine,
    console: &Console,
    sources: &mut Sources,
    answer: &mut Answer,
) -> Result<Done, Faults> {
    let today = arguments.date.as_deref().map(date).transpose()?;
    let data = read_data(&arguments.data, plan, console, sources, answer)?;
    if arguments.schedule || arguments.calendar.is_some() {
        return schedule(arguments, (plan, &data, today), engine, console);
    }
    make(arguments, (plan, &data, today), engine, sources, console)
}

fn check_arguments(arguments: &Arguments, console: &Console) -> Result<(), Diagnostic> {
    let output = arguments.output.as_deref();
    let calendar = arguments.calendar.as_deref();
    let fault = if console.is_json() && output.is_some_and(is_dash) {
        "--dinh-dang json in ra đầu ra chuẩn, nên -o phải là tệp hoặc thư mục"
    } else if console.is_json() && calendar.is_some_and(is_dash) {
        "--dinh-dang json in ra đầu ra chuẩn, nên --ics phải là tệp"
    } else if calendar.is_some_and(|path| !is_dash(path) && !verdict::has_ending(path, "ics")) {
        "--ics: tên tệp lịch phải có đuôi .ics"
    } else {
        return output.map_or(Ok(()), verdict::check_word_name);
    };
    Err(Diagnostic::error("cach-dung", fault))
}

/// A date of the command line.
pub(super) fn date(text: &str) -> Result<Ngay, Diagnostic> {
    Ngay::parse(text).map_err(|_| {
        Diagnostic::error("ngay", format!("--ngay {text}: không phải ngày có thật"))
            .help("viết 2025-10-15 hoặc 15/10/2025")
    })
}

fn make(
    arguments: &Arguments,
    (plan, data, ngay): (&VanBan, &SoLieu, Option<Ngay>),
    engine: &Engine,
    sources: &Sources,
    console: &Console,
) -> Result<Done, Faults> {
    let Some(name) = &arguments.period else {
        return Err(Faults::from(
            Diagnostic::error("cach-dung", "cần --ky (làm báo cáo) hoặc --lich (xem lịch)")
                .help("ví dụ --ky nam-2022, --ky 2023"),
        ));
    };
    let period = report::find(plan, name)?;
    let choices = Choices { so: arguments.number, ngay };
    let (report, of_report) = report::report(plan, &period, data, choices, engine.templates())?.take();
    let Report { document, supplement, missing } = report;
    let page_tree = compose_with(&document, supplement, engine.templates())?;
    let page_tree = Told { told: [of_report, page_tree.told].concat(), ..page_tree };
    let bytes = docx::render(&page_tree.value).map_err(|error| verdict::cannot_pack(&error))?;
    let name = format!("{}.docx", file_name(&document, &page_tree.value));
    let told = inspect::examine_report(&document, plan, Ok(page_tree), sources, engine.criteria());
    let mut done = Done { missing: report::describe_missing(&missing), told, ..Done::default() };
    console.report(done.told.fatal(), sources);
    let errors = verdict::tell_errors(&done.told, sources, &arguments.plan, console);
    if errors > 0 && arguments.strict {
        console.complain(&format!("Chưa ghi báo cáo: còn {errors} lỗi (--nghiem)."));
    } else if arguments.output.as_deref().is_some_and(is_dash) {
        console::file_to_stdout(&bytes)?;
    } else {
        let path = output::place(arguments.output.as_deref(), &arguments.plan, &name)?;
        let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::OwnFiles };
        write(&path, &bytes, overwrite, console, &mut done)?;
    }
    tell_missing(&done.missing, console);
    Ok(done)
}

/// What kiem-tra shows of the plan is counted in one line; what is the
/// report's own is shown.
fn tell_warnings(
    told: &Examined,
    (plan, of_plan): (&VanBan, Vec<Diagnostic>),
    arguments: &Arguments,
    engine: &Engine,
    sources: &Sources,
    console: &Console,
) {
    let mut known = inspect::examine(plan, engine.compose(plan), sources, engine.criteria());
    known.faults.extend(of_plan);
    let (shared, own): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        told.minor().partition(|minor| known.diagnostics().any(|known| known == *minor));
    console.report(own, sources);
    verdict::tell_rest(shared, &arguments.plan, console);
}

fn write(
    path: &Path,
    bytes: &[u8],
    overwrite: Overwrite,
    console: &Console,
    done: &mut Done,
) -> Result<(), Faults> {
    output::write(path, bytes, overwrite)?;
    console.tell(&format!("Đã ghi {}", path.display()));
    done.written.push(path.to_path_buf());
    Ok(())
}

/// Lists the blanks that a report was left with.
fn tell_missing(missing: &[String], console: &Console) {
    if missing.is_empty() {
        return;
    }
    let mut lines = "Còn thiếu, đã chừa trống (tô vàng) trong báo cáo:".to_owned();
    for line in missing {
        lines.push_str("\n  - ");
        lines.push_str(line);
    }
    console.tell(&lines);
}

fn schedule(
    arguments: &Arguments,
    (plan, data, today): (&VanBan, &SoLieu, Option<Ngay>),
    engine: &Engine,
    console: &Console,
) -> Result<Done, Faults> {
    let items = report::schedule(plan, data, today, engine.templates())?;
    let mut done = Done { late: items.iter().any(|item| item.due.is_late()), ..Done::default() };
    if arguments.schedule && !console.is_json() {
        console::to_stdout(table(&items).as_bytes())?;
    }
    if let Some(path) = &arguments.calendar {
        let file = report::to_icalendar(plan, &items);
        let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::Never };
        if console::is_dash(path) {
            console::to_stdout(file.as_bytes())?;
        } else {
            write(path, file.as_bytes(), overwrite, console, &mut done)?;
        }
    }
    done.schedule = Some(items);
    Ok(done)
}

/// An item of the schedule for programs.
fn due_item(item: &Item) -> DueItem {
    let (tinh_trang, sent, so_ngay) = match item.due {
        Due::Done(sent) => (DueState::DaXong, sent, None),
        Due::DoneLate(sent, days) => (DueState::XongMuon, Some(sent), Some(days)),
        Due::Late(days) => (DueState::QuaHan, None, Some(days)),
        Due::Ahead(days) => (DueState::ConHan, None, Some(days)),
        Due::Open => (DueState::ChuaLam, None, None),
    };
    DueItem {
        id: item.id.clone(),
        viec: item.viec.clone(),
        ai: item.ai.clone(),
        han: iso(item.han),
        tinh_trang,
        ngay_gui: sent.map(iso),
        so_ngay,
    }
}

fn iso(ngay: Ngay) -> String {
    format!("{:04}-{:02}-{:02}", ngay.nam(), ngay.thang(), ngay.ngay())
}

/// The schedule for people, a line each.
fn table(items: &[Item]) -> String {
    let width = items.iter().map(|item| words(item.due).chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for item in items {
        let state = words(item.due);
        let gap = " ".repeat(width - state.chars().count());
        let who = if item.ai.is_empty() { String::new() } else { format!(" ({})", item.ai) };
        let line = format!("{:<10}  {state}{gap}  {}{who} [{}]\n", item.han.short(), item.viec, item.id);
        text.push_str(&line);
    }
    text
}

fn words(due: Due) -> String {
    match due {
        Due::Done(Some(ngay)) => format!("đã gửi {}", ngay.short()),
        Due::Done(None) => "đã hoàn thành".to_owned(),
        Due::DoneLate(ngay, days) => format!("đã gửi {}, muộn {days} ngày", ngay.short()),
        Due::Late(days) => format!("QUÁ HẠN {days} ngày"),
        Due::Ahead(days) => format!("còn {days} ngày"),
        Due::Open => "chưa làm".to_owned(),
    }
}

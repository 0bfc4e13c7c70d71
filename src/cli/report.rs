//! `vanban bao-cao`: a report of a plan, or what is due when.

use std::path::Path;

use super::arguments::Report as Arguments;
use super::console::{self, JsonResult};
use super::{Console, Outcome};
use crate::compose::{compose_with, file_name, short_date};
use crate::diagnostic::{Diagnostic, Severity, Sources, to_json};
use crate::model::{Ngay, SoLieu, VanBan};
use crate::output::{self, Overwrite};
use crate::render::docx;
use crate::report::{self, Choices, Due, Item, Report};
use crate::source::{self, Input};

/// What a run came to.
#[derive(Default)]
struct Done {
    written: Vec<String>,
    missing: Vec<String>,
    late: bool,
}

/// Makes the report or the schedule.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let console = Console::new(&arguments.common);
    let mut sources = Sources::new();
    let mut diagnostics = Vec::new();
    let done = work(arguments, &console, &mut sources, &mut diagnostics);
    console.report(&diagnostics, &sources);
    let failed = done.is_none() || diagnostics.iter().any(|d| d.severity == Severity::Error);
    let done = done.unwrap_or_default();
    tell_missing(&done.missing, &console);
    let result = JsonResult {
        tep_da_ghi: done.written,
        con_thieu: done.missing,
        thong_bao: diagnostics.iter().map(|d| to_json(d, &sources)).collect(),
    };
    let found = !result.con_thieu.is_empty() || done.late;
    match console.result(&result) {
        Ok(()) if failed => Outcome::Failed,
        Ok(()) if arguments.strict && found => Outcome::Findings,
        Ok(()) => Outcome::Fine,
        Err(_) => Outcome::Failed,
    }
}

/// Everything up to the written file; `None` when an error stopped it, which
/// is then among the reports.
fn work(
    arguments: &Arguments,
    console: &Console,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Done> {
    let mut keep = |mut found: Vec<Diagnostic>| diagnostics.append(&mut found);
    let loaded = source::load(&Input::File(arguments.plan.clone()), sources);
    keep(loaded.diagnostics);
    let plan = loaded.document?;
    let today = match arguments.date.as_deref().map(date).transpose() {
        Ok(today) => today,
        Err(error) => {
            keep(vec![error]);
            return None;
        }
    };
    let data = match &arguments.data {
        Some(path) => {
            let loaded = source::load_results(path, &plan, sources);
            keep(loaded.diagnostics);
            loaded.results?
        }
        None => SoLieu::default(),
    };
    let done = if arguments.schedule || arguments.calendar.is_some() {
        schedule(arguments, &plan, &data, today, console)
    } else {
        make(arguments, &plan, &data, today, console)
    };
    done.map_err(keep).ok()
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
    plan: &VanBan,
    data: &SoLieu,
    ngay: Option<Ngay>,
    console: &Console,
) -> Result<Done, Vec<Diagnostic>> {
    let one = |error| vec![error];
    let Some(name) = &arguments.period else {
        return Err(one(Diagnostic::error("cach-dung", "cần --ky (làm báo cáo) hoặc --lich (xem lịch)")
            .help("ví dụ --ky nam-2022, --ky 2023")));
    };
    let period = report::find(plan, name).map_err(one)?;
    let choices = Choices { so: arguments.number, ngay };
    let Report { document, supplement, missing } = report::report(plan, &period, data, choices)?;
    let trang = compose_with(&document, supplement)?;
    let bytes = docx::render(&trang)
        .map_err(|error| one(Diagnostic::error("docx", format!("không đóng gói được tệp Word: {error}"))))?;
    let mut done = Done { missing: report::describe_missing(&missing), ..Done::default() };
    let output = arguments.output.as_deref();
    if output.is_some_and(console::is_dash) {
        if console.is_json() {
            return Err(one(Diagnostic::error(
                "cach-dung",
                "--dinh-dang json in ra đầu ra chuẩn, nên -o phải là tệp",
            )));
        }
        console::to_stdout(&bytes).map_err(one)?;
        return Ok(done);
    }
    let name = format!("{}.docx", file_name(&document, &trang));
    let path = output::place(output, &arguments.plan, &name).map_err(one)?;
    let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::OwnFiles };
    write(&path, &bytes, overwrite, console, &mut done)?;
    Ok(done)
}

fn write(
    path: &Path,
    bytes: &[u8],
    overwrite: Overwrite,
    console: &Console,
    done: &mut Done,
) -> Result<(), Vec<Diagnostic>> {
    output::write(path, bytes, overwrite).map_err(|error| vec![error])?;
    console.tell(&format!("Đã ghi {}", path.display()));
    done.written.push(path.display().to_string());
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
    plan: &VanBan,
    data: &SoLieu,
    today: Option<Ngay>,
    console: &Console,
) -> Result<Done, Vec<Diagnostic>> {
    let items = report::schedule(plan, data, today)?;
    let mut done = Done { late: items.iter().any(|item| item.due.is_late()), ..Done::default() };
    if arguments.schedule && !console.is_json() {
        console::to_stdout(table(&items).as_bytes()).map_err(|error| vec![error])?;
    }
    if let Some(path) = &arguments.calendar {
        let file = report::to_icalendar(plan, &items);
        let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::Never };
        if console::is_dash(path) {
            console::to_stdout(file.as_bytes()).map_err(|error| vec![error])?;
        } else {
            write(path, file.as_bytes(), overwrite, console, &mut done)?;
        }
    }
    Ok(done)
}

/// The schedule for people, a line each.
fn table(items: &[Item]) -> String {
    let width = items.iter().map(|item| words(item.due).chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for item in items {
        let state = words(item.due);
        let gap = " ".repeat(width - state.chars().count());
        let who = if item.ai.is_empty() { String::new() } else { format!(" ({})", item.ai) };
        let line = format!("{:<10}  {state}{gap}  {}{who} [{}]\n", short_date(item.han), item.viec, item.id);
        text.push_str(&line);
    }
    text
}

fn words(due: Due) -> String {
    match due {
        Due::Done(Some(ngay)) => format!("đã gửi {}", short_date(ngay)),
        Due::Done(None) => "đã hoàn thành".to_owned(),
        Due::DoneLate(ngay, days) => format!("đã gửi {}, muộn {days} ngày", short_date(ngay)),
        Due::Late(days) => format!("QUÁ HẠN {days} ngày"),
        Due::Ahead(days) => format!("còn {days} ngày"),
        Due::Open => "chưa làm".to_owned(),
    }
}

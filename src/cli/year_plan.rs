//! `vanban ke-hoach`: the plan of one year, or a draft of the plan of the next
//! period, as a Word file or as YAML to edit.

use std::path::{Path, PathBuf};

use super::answer::Answer;
use super::arguments::YearPlan as Arguments;
use super::console::{self, is_dash};
use super::engines::Engines;
use super::new::tell_schema;
use super::report::{date, read_data};
use super::{Console, Outcome, verdict};
use vanban::batch::RowBlanks;
use vanban::check::Finding;
use vanban::compose::file_name;
use vanban::diagnostic::{Diagnostic, Faults, Severity, Sources, Told, to_json};
use vanban::engine::Engine;
use vanban::inspect::{Inspection, Reading};
use vanban::model::{Lich, Ngay, SoLieu, VanBan};
use vanban::output::{self, Overwrite};
use vanban::render::docx;
use vanban::report::{self, Item, NextChoices, YearChoices};
use vanban::source::Input;
use vanban::starter;

/// The rule that finds places to fill in: they are listed by what they are for.
const BLANK: &str = "TN-cho_dien";

/// What a run came to.
#[derive(Default)]
struct Done {
    written: Vec<PathBuf>,
    missing: Vec<String>,
    has_errors: bool,
    /// There is no paper: what the plan's texts say cannot be composed here.
    failed: bool,
}

/// Makes the plan of the year.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let console = Console::new("ke-hoach", &arguments.common);
    let mut sources = Sources::new();
    let mut engines = Engines::default();
    let engine = match engines.of(&arguments.plan, arguments.folder.as_deref()) {
        Ok(engine) => engine,
        Err(wrong) => return console.fail(&wrong.errors, &wrong.sources),
    };
    let mut answer = Answer { thong_bao: engines.tell(&console), ..Answer::default() };
    let done = match work(arguments, &engine, &console, &mut sources, &mut answer) {
        Ok(done) => done,
        Err(errors) => {
            console.report(&errors, &sources);
            answer.thong_bao.extend(errors.iter().map(|error| to_json(error, &sources)));
            return console.finish(Outcome::Failed, answer);
        }
    };
    let is_found = done.has_errors || (arguments.strict && !done.missing.is_empty());
    answer.tep_da_ghi = done.written.iter().map(|path| path.display().to_string()).collect();
    if !done.missing.is_empty() {
        let tep = answer.tep_da_ghi.first().cloned().unwrap_or_default();
        answer.con_thieu.push(RowBlanks { tep, cho: done.missing });
    }
    let outcome = match (done.failed, is_found) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Fine,
    };
    console.finish(outcome, answer)
}

fn work(
    arguments: &Arguments,
    engine: &Engine,
    console: &Console,
    sources: &mut Sources,
    answer: &mut Answer,
) -> Result<Done, Faults> {
    check_arguments(arguments, console)?;
    let ngay = arguments.date.as_deref().map(date).transpose()?;
    let input = console::input_in(&arguments.plan, arguments.folder.as_deref())?;
    let (plan, of_plan) = engine.read(&input, sources)?.take();
    answer.thong_bao.extend(of_plan.iter().map(|told| to_json(told, sources)));
    let data = match read_data(&arguments.data, &plan, console, sources, answer) {
        Ok(data) => data,
        Err(faults) => return Err(faults.after(of_plan)),
    };
    let asks_year = arguments.year.is_some() || arguments.school_year.is_some();
    let year = || asked_year(arguments.year, arguments.school_year.as_deref(), &plan);
    let made = match (&arguments.period, asks_year.then(year).transpose()?) {
        (Some(period), _) => next_period(arguments, &plan, period, &data, (ngay, engine)),
        (None, Some(nam)) => year_plan(arguments, &plan, nam, &data, (ngay, engine), sources),
        (None, None) => Err(lacks_years().into()),
    };
    let (made, told) = made.map_err(|faults| faults.after(of_plan.clone()))?.take();
    console.report(&told, sources);
    answer.thong_bao.extend(told.iter().map(|told| to_json(told, sources)));
    let mut done = write(arguments, &made, engine, console, answer)?;
    if let Some(path) = &arguments.calendar {
        write_calendar(path, arguments, &plan, &made, console, &mut done)?;
    }
    verdict::tell_rest(&of_plan, &arguments.plan, console);
    Ok(done)
}

/// A plan as YAML.
struct Made {
    yaml: String,
    /// The name that messages about it give, when it is not written itself.
    name: String,
    missing: Vec<String>,
    schedule: Vec<Item>,
}

/// The plan of a year; told of what it leaves out too.
fn year_plan(
    arguments: &Arguments,
    plan: &VanBan,
    nam: i16,
    data: &SoLieu,
    (ngay, engine): (Option<Ngay>, &Engine),
    sources: &Sources,
) -> Result<Told<Made>, Faults> {
    let choices =
        YearChoices { so: arguments.number, ngay, by_month: arguments.by_month, ..YearChoices::default() };
    let (made, mut told) = engine.year_plan(plan, nam, data, choices, sources)?.take();
    told.extend(made.left_out.iter().cloned());
    let (yaml, name) = (made.yaml()?, format!("ke-hoach-{}.yaml", made.label()));
    Ok(Told::new(Made { yaml, name, missing: made.missing, schedule: made.schedule }, told))
}

/// A draft of the plan of the next period.
fn next_period(
    arguments: &Arguments,
    plan: &VanBan,
    period: &str,
    data: &SoLieu,
    (ngay, engine): (Option<Ngay>, &Engine),
) -> Result<Told<Made>, Faults> {
    let choices = NextChoices { so: arguments.number, ngay };
    let (made, mut told) = engine.next_period(plan, period, data, choices)?.take();
    told.extend(made.left_out.iter().cloned().chain(made.to_review()));
    let name = format!("ke-hoach-{}.yaml", period.trim());
    Ok(Told::new(Made { yaml: made.yaml(), name, missing: made.missing(), schedule: Vec::new() }, told))
}

fn lacks_years() -> Diagnostic {
    let help = "--nam 2026 (hoặc --nam-hoc 2026-2027) cho kế hoạch một năm, --giai-doan 2026-2030 cho bản thảo của giai đoạn sau";
    Diagnostic::error("cach-dung", "thiếu --nam hoặc --giai-doan").help(help)
}

fn check_arguments(arguments: &Arguments, console: &Console) -> Result<(), Diagnostic> {
    if arguments.year.is_none() && arguments.school_year.is_none() && arguments.period.is_none() {
        return Err(lacks_years());
    }
    let output = arguments.output.as_deref();
    let calendar = arguments.calendar.as_deref();
    let fault = if console.is_json() && [output, calendar].into_iter().flatten().any(is_dash) {
        "--dinh-dang json in ra đầu ra chuẩn, nên -o và --ics phải là tệp"
    } else if calendar.is_some_and(is_dash) && output.is_some_and(is_dash) {
        "-o và --ics không cùng in ra đầu ra chuẩn được"
    } else if calendar.is_some_and(|path| !is_dash(path) && !verdict::has_ending(path, "ics")) {
        "--ics: tên tệp lịch phải có đuôi .ics"
    } else {
        return output.filter(|path| !is_yaml(path)).map_or(Ok(()), verdict::check_word_name);
    };
    Err(Diagnostic::error("cach-dung", fault))
}

fn is_yaml(path: &Path) -> bool {
    !output::is_folder(path) && (verdict::has_ending(path, "yaml") || verdict::has_ending(path, "yml"))
}

/// The year that is asked for, as the plan counts its years.
pub(super) fn asked_year(
    year: Option<i16>,
    school_year: Option<&str>,
    plan: &VanBan,
) -> Result<i16, Diagnostic> {
    let counts_school_years = plan.calendar()?.giai_doan.lich != Lich::Nam;
    match (year, school_year) {
        (Some(year), _) if counts_school_years => {
            let message = format!("--nam {year}: kế hoạch này tính theo năm học");
            let help = format!(
                "dùng --nam-hoc {}-{year} hoặc --nam-hoc {year}-{}",
                year.saturating_sub(1),
                year.saturating_add(1)
            );
            Err(Diagnostic::error("nam", message).help(help))
        }
        (Some(year), _) => Ok(year),
        (None, Some(typed)) if counts_school_years => report::school_year(plan, typed),
        // Refused with what the plan counts by.
        (None, typed) => report::school_year(plan, &format!("nam-hoc-{}", typed.unwrap_or_default())),
    }
}

/// Writes the plan; what the checker finds of it beside the places
/// to fill in is told.
fn write(
    arguments: &Arguments,
    made: &Made,
    engine: &Engine,
    console: &Console,
    answer: &mut Answer,
) -> Result<Done, Faults> {
    let yaml = starter::attached(&made.yaml);
    let output = arguments.output.as_deref();
    let to_edit = output.filter(|path| is_yaml(path));
    let name = to_edit.map_or_else(|| made.name.clone(), |path| path.display().to_string());
    let mut sources = Sources::new();
    let input = Input::text(name, yaml.as_str());
    let Inspection { document, told } = engine.inspect(&input, Reading::ToWrite, &mut sources);
    let of_rules: Vec<&Finding> = told.findings.iter().filter(|finding| finding.rule.id != BLANK).collect();
    let shown = told.faults.iter().chain(of_rules.iter().map(|finding| &finding.diagnostic));
    let shown: Vec<&Diagnostic> = shown.collect();
    console.report(shown.iter().copied(), &sources);
    answer.thong_bao.extend(shown.iter().map(|told| to_json(told, &sources)));
    let has_errors = shown.iter().any(|told| told.severity == Severity::Error);
    let mut done = Done { missing: made.missing.clone(), has_errors, ..Done::default() };
    if has_errors && arguments.strict {
        console.complain("Chưa ghi kế hoạch: còn lỗi (--nghiem).");
        return Ok(done);
    }
    if let Some(path) = to_edit {
        put(path, yaml.as_bytes(), arguments, Overwrite::Never, console, &mut done)?;
        tell_schema(path, console);
    } else if let (Some(document), Some(page_tree)) = (&document, &told.page_tree) {
        let bytes = docx::render(page_tree).map_err(|error| verdict::cannot_pack(&error))?;
        if output.is_some_and(is_dash) {
            console::file_to_stdout(&bytes)?;
        } else {
            let name = format!("{}.docx", file_name(document, page_tree));
            let path = output::place(output, &arguments.plan, &name)?;
            put(&path, &bytes, arguments, Overwrite::OwnFiles, console, &mut done)?;
        }
    } else {
        console.complain("Chưa ghi tệp Word: ghi ra tệp YAML (-o nam.yaml), sửa những chỗ trên rồi soạn.");
        done.failed = true;
    }
    tell_missing(&done.missing, console);
    Ok(done)
}

fn put(
    path: &Path,
    bytes: &[u8],
    arguments: &Arguments,
    overwrite: Overwrite,
    console: &Console,
    done: &mut Done,
) -> Result<(), Faults> {
    let overwrite = if arguments.common.force { Overwrite::Always } else { overwrite };
    output::write(path, bytes, overwrite)?;
    console.tell(&format!("Đã ghi {}", path.display()));
    done.written.push(path.to_path_buf());
    Ok(())
}

fn write_calendar(
    path: &Path,
    arguments: &Arguments,
    plan: &VanBan,
    made: &Made,
    console: &Console,
    done: &mut Done,
) -> Result<(), Faults> {
    let file = report::to_icalendar(plan, &made.schedule);
    if is_dash(path) {
        console::to_stdout(file.as_bytes())?;
        return Ok(());
    }
    put(path, file.as_bytes(), arguments, Overwrite::Never, console, done)
}

/// Lists the places to fill in.
fn tell_missing(missing: &[String], console: &Console) {
    if missing.is_empty() {
        return;
    }
    let lines: String = missing.iter().map(|line| format!("\n  - {line}")).collect();
    console.tell(&format!("Còn phải điền, ở các chỗ «điền ...» (tô vàng):{lines}"));
}

//! `vanban kiem-tra`: findings in documents, and safe fixes.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use similar::TextDiff;

use super::answer::{Answer, FixedFile};
use super::arguments::{Check, FindingFormat, Format};
use super::console::{self, input_in, is_dash};
use super::engines::{Engines, Wrong};
use super::finding_format::{self, Checked};
use super::{Console, Outcome};
use vanban::check;
use vanban::diagnostic::{Diagnostic, JsonDiagnostic, Severity, Sources, render, to_json};
use vanban::engine::Engine;
use vanban::inspect::{Examined, Reading};
use vanban::output;
use vanban::source::{Input, SharedFiles};

/// Checks every file; the reports come in the order of the arguments.
pub(super) fn run(arguments: &Check) -> Outcome {
    let format = if arguments.format == FindingFormat::Json { Format::Json } else { Format::Nguoi };
    let console = Console::of("kiem-tra", format, false);
    if let Err(error) = check_arguments(arguments) {
        return console.fail(&[error], &Sources::new());
    }
    let mut engines = Engines::new(arguments.settings.clone());
    let among = SharedFiles::among(&arguments.files);
    let (shared, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
        arguments.files.iter().partition(|file| among.has(file));
    let shared: Vec<Diagnostic> = shared.into_iter().map(|file| SharedFiles::told(file)).collect();
    let jobs = jobs(&files, &mut engines, arguments);
    let told = engines.tell(&console);
    match jobs.iter().find_map(|(_, job)| job.as_ref().err()) {
        // One folder's settings, or all: nothing was checked.
        Some(wrong) if jobs.iter().all(|(_, job)| job.is_err()) => {
            console.fail_after(told, &wrong.errors, &wrong.sources)
        }
        _ => work(&jobs, &shared, told, arguments, &console),
    }
}

/// A file, what is read of it, and the engine that checks it; or why it has
/// none.
type Job<'a> = (&'a Path, Result<(Input, Engine), Wrong>);

/// What is wrong with the settings of one folder leaves the files of others to
/// be checked.
fn jobs<'a>(files: &[&'a PathBuf], engines: &mut Engines, arguments: &Check) -> Vec<Job<'a>> {
    let folder = arguments.folder.as_deref();
    let job = |file: &&'a PathBuf| {
        let input = || {
            input_in(file, folder).map_err(|error| Wrong { errors: error.into(), sources: Sources::new() })
        };
        let engine = engines.of(file, folder);
        (file.as_path(), engine.and_then(|engine| Ok((input()?, engine))))
    };
    files.iter().map(job).collect()
}

fn check_arguments(arguments: &Check) -> Result<(), Diagnostic> {
    let stdin = arguments.files.iter().filter(|file| is_dash(file)).count();
    let for_tools = matches!(arguments.format, FindingFormat::Sarif | FindingFormat::Github);
    let fault = if stdin > 1 {
        "dấu - chỉ dùng được một lần"
    } else if stdin > 0 && arguments.fix && !arguments.dry_run {
        "--sua sửa tệp, không sửa được đầu vào chuẩn"
    } else if arguments.dry_run && for_tools {
        "--thu in những chỗ sẽ sửa ra đầu ra chuẩn, không đi cùng --dinh-dang sarif hay github"
    } else {
        return Ok(());
    };
    Err(Diagnostic::error("cach-dung", fault))
}

fn work(
    jobs: &[Job<'_>],
    shared: &[Diagnostic],
    told: Vec<JsonDiagnostic>,
    arguments: &Check,
    console: &Console,
) -> Outcome {
    shared.iter().for_each(|told| console.tell(&told.message));
    let mut results: Vec<(Checked, Option<Changed>)> =
        jobs.par_iter().map(|(file, job)| of_job(file, job, arguments.fix)).collect();
    let mut answer = Answer::default();
    for (checked, changed) in &mut results {
        let Some(changed) = changed else { continue };
        match settle(changed, arguments, console) {
            Ok(fixed) => {
                if fixed.khac.is_none() {
                    answer.tep_da_ghi.push(fixed.tep.clone());
                }
                answer.da_sua.push(fixed);
            }
            Err(error) => checked.told.faults.push(error),
        }
    }
    let mut files: Vec<Checked> = results.into_iter().map(|(checked, _)| checked).collect();
    if arguments.quiet {
        for file in &mut files {
            file.told.findings.retain(|finding| finding.diagnostic.severity != Severity::Hint);
        }
    }
    files.iter_mut().for_each(Checked::shorten);
    answer.tep = files.iter().map(|file| file.name.clone()).collect();
    answer.con_nua = files.iter().map(|file| file.more).sum();
    answer.thong_bao = files.iter().flat_map(|file| file.told.to_json(&file.sources)).collect();
    answer.thong_bao.extend(shared.iter().map(|told| to_json(told, &Sources::new())));
    let of_settings = if told.is_empty() { Outcome::Fine } else { Outcome::Findings };
    let outcome = outcome(&files).and(of_settings);
    match print(&files, arguments) {
        Ok(()) => console.finish(outcome, answer.after(told)),
        Err(error) => console.fail(&[error], &Sources::new()),
    }
}

/// A file before and after its fixes.
struct Changed {
    path: PathBuf,
    before: String,
    after: String,
    count: usize,
}

fn of_job(file: &Path, job: &Result<(Input, Engine), Wrong>, fix: bool) -> (Checked, Option<Changed>) {
    match job {
        Ok((input, engine)) => one(file, input, engine, fix),
        Err(wrong) => {
            let told = Examined { faults: wrong.errors.to_vec(), ..Examined::default() };
            let (name, sources) = (file.display().to_string(), wrong.sources.clone());
            (Checked { name, sources, is_document: false, told, more: 0 }, None)
        }
    }
}

/// Checks one file and, when asked, works out its fixes; the findings are
/// those left after them.
fn one(file: &Path, input: &Input, engine: &Engine, fix: bool) -> (Checked, Option<Changed>) {
    let checked = examine(file, input, engine);
    let text = checked.sources.main_file().map(|source| source.text.clone());
    let Some(before) = text.filter(|_| fix && checked.is_document) else { return (checked, None) };
    let faults = checked.faulty();
    let again = |text: &str| {
        let edited = Input::edited(file, text);
        let checked = examine(file, &edited, engine);
        let sound = checked.is_document && checked.faulty() <= faults;
        sound.then_some((checked.told.findings, checked.sources))
    };
    let composed = checked.sources.main_file().is_some_and(|source| source.normalised.is_some());
    let fixed = check::fix(before.clone(), again);
    let count = fixed.count + usize::from(composed);
    if count == 0 {
        return (checked, None);
    }
    // The plain faults speak of places in the fixed text.
    let edited = Input::edited(file, fixed.text.clone());
    let left = examine(file, &edited, engine);
    (left, Some(Changed { path: file.to_path_buf(), before, after: fixed.text, count }))
}

fn examine(file: &Path, input: &Input, engine: &Engine) -> Checked {
    let mut sources = Sources::new();
    let inspection = engine.inspect(input, Reading::ToCheck, &mut sources);
    Checked {
        name: file.display().to_string(),
        sources,
        is_document: inspection.document.is_some(),
        told: inspection.told,
        more: 0,
    }
}

/// Writes the fixed file, or shows what would change.
fn settle(changed: &Changed, arguments: &Check, console: &Console) -> Result<FixedFile, Diagnostic> {
    let name = changed.path.display().to_string();
    let so_cho = changed.count;
    if arguments.dry_run {
        let diff = TextDiff::from_lines(&changed.before, &changed.after);
        let text = diff.unified_diff().context_radius(2).header(&name, &name).to_string();
        if !console.is_json() {
            console::to_stdout(text.as_bytes())?;
        }
        return Ok(FixedFile { tep: name, so_cho, khac: Some(text) });
    }
    let original = std::fs::read(&changed.path).unwrap_or_default();
    let mark: &[u8] = if original.starts_with("\u{FEFF}".as_bytes()) { "\u{FEFF}".as_bytes() } else { b"" };
    output::replace(&changed.path, &[mark, changed.after.as_bytes()].concat())?;
    console.tell(&format!("Đã sửa {so_cho} chỗ trong {name}"));
    Ok(FixedFile { tep: name, so_cho, khac: None })
}

fn print(files: &[Checked], arguments: &Check) -> Result<(), Diagnostic> {
    let text = match arguments.format {
        FindingFormat::Nguoi => people(files, arguments),
        FindingFormat::Json => return Ok(()),
        FindingFormat::Sarif => format!("{:#}\n", finding_format::sarif(files)),
        FindingFormat::Github => finding_format::github(files),
    };
    console::to_stdout(text.as_bytes())
}

/// The findings with their source lines, then what they come to.
fn people(files: &[Checked], arguments: &Check) -> String {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut text = String::new();
    for file in files {
        for diagnostic in file.diagnostics() {
            text.push_str(&render(diagnostic, &file.sources, colour));
            text.push_str("\n\n");
        }
    }
    let count =
        |severity| files.iter().flat_map(Checked::diagnostics).filter(|d| d.severity == severity).count();
    let (errors, warnings, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Hint));
    let fixable: Vec<String> = files.iter().flat_map(fixable_places).collect();
    if errors + warnings + hints == 0 {
        return format!("{} tệp: không thấy lỗi.\n", files.len());
    }
    let more: usize = files.iter().map(|file| file.more).sum();
    if more > 0 {
        text.push_str(&format!("Còn {more} điều nữa, chưa in ra.\n"));
    }
    text.push_str(&format!("{} tệp: {errors} lỗi, {warnings} cảnh báo, {hints} gợi ý.", files.len()));
    if !fixable.is_empty() && arguments.fix {
        text.push_str(&format!(" {} chỗ chưa sửa được: {}.", fixable.len(), fixable.join(", ")));
    } else if !fixable.is_empty() {
        text.push_str(&format!(" {} chỗ sửa được bằng --sua.", fixable.len()));
    }
    if let Some(finding) = files.iter().find_map(|file| file.told.findings.first()) {
        text.push_str(&format!(" Giải thích: vanban luat {}", finding.rule.id));
    }
    text.push('\n');
    text
}

/// Where the findings of a file stand that a fix can mend, or could not.
fn fixable_places(file: &Checked) -> Vec<String> {
    let fixable = check::fixable(&file.told.findings, &file.sources);
    let found = file.told.findings.iter().zip(fixable).filter(|(_, fixable)| *fixable);
    found
        .map(|(finding, _)| match file.sources.range_of(&finding.diagnostic) {
            Some((id, range)) => {
                let at = file.sources.line_column(id, range.start);
                format!("{}:{}:{}", file.name, at.line, at.column)
            }
            None => file.name.clone(),
        })
        .collect()
}

fn outcome(files: &[Checked]) -> Outcome {
    let grave = |severity| files.iter().flat_map(Checked::diagnostics).any(|d| d.severity == severity);
    if files.iter().any(|file| file.faulty() > 0) {
        Outcome::Failed
    } else if grave(Severity::Error) || grave(Severity::Warning) {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

//! `vanban kiem-tra`: findings in documents, and safe fixes.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use similar::TextDiff;

use super::Outcome;
use super::arguments::{Check, FindingFormat};
use super::console::{self, input, is_dash};
use super::finding_format::{self, Checked};
use crate::check::{self, Finding, Settings};
use crate::diagnostic::{Diagnostic, Severity, SourceId, Sources, render};
use crate::output;
use crate::source::{self, Input};

/// Checks every file; the reports come in the order of the arguments.
pub(super) fn run(arguments: &Check) -> Outcome {
    let done = check_arguments(arguments).and_then(|()| work(arguments));
    match done {
        Ok(outcome) => outcome,
        Err(errors) => {
            for error in errors {
                eprintln!("{}\n", render(&error, &Sources::new(), false));
            }
            Outcome::Failed
        }
    }
}

fn check_arguments(arguments: &Check) -> Result<(), Vec<Diagnostic>> {
    let stdin = arguments.files.iter().filter(|file| is_dash(file)).count();
    let fault = if stdin > 1 {
        "dấu - chỉ dùng được một lần"
    } else if stdin > 0 && arguments.fix && !arguments.dry_run {
        "--sua sửa tệp, không sửa được đầu vào chuẩn"
    } else {
        return Ok(());
    };
    Err(vec![Diagnostic::error("cach-dung", fault)])
}

fn work(arguments: &Check) -> Result<Outcome, Vec<Diagnostic>> {
    let inputs = arguments
        .files
        .iter()
        .map(|file| Ok((file.as_path(), input(file)?)))
        .collect::<Result<Vec<_>, Diagnostic>>()
        .map_err(|error| vec![error])?;
    let settings = settings(arguments)?;
    let of = |file: &Path| settings.get(&folder(file)).cloned().unwrap_or_default();
    let mut results: Vec<(Checked, Option<Changed>)> =
        inputs.par_iter().map(|(file, input)| one(file, input, &of(file), arguments.fix)).collect();
    if arguments.fix {
        for (checked, changed) in &mut results {
            if let Some(changed) = changed
                && let Err(error) = settle(changed, arguments)
            {
                checked.faults.push(error);
            }
        }
    }
    let mut files: Vec<Checked> = results.into_iter().map(|(checked, _)| checked).collect();
    if arguments.quiet {
        for file in &mut files {
            file.findings.retain(|finding| finding.diagnostic.severity != Severity::Hint);
        }
    }
    files.iter_mut().for_each(Checked::shorten);
    print(&files, arguments).map_err(|error| vec![error])?;
    Ok(outcome(&files))
}

/// The settings of every folder that has one of the files.
fn settings(arguments: &Check) -> Result<BTreeMap<PathBuf, Settings>, Vec<Diagnostic>> {
    let mut found = BTreeMap::new();
    let mut read: BTreeMap<PathBuf, Settings> = BTreeMap::new();
    for file in &arguments.files {
        let folder = folder(file);
        if found.contains_key(&folder) {
            continue;
        }
        let Some(path) = arguments.settings.clone().or_else(|| Settings::find(&folder)) else {
            found.insert(folder, Settings::default());
            continue;
        };
        let settings = match read.get(&path) {
            Some(settings) => settings.clone(),
            None => {
                let mut sources = Sources::new();
                let settings = Settings::read(&path, &mut sources).map_err(|errors| {
                    for error in &errors {
                        eprintln!("{}\n", render(error, &sources, false));
                    }
                    Vec::new()
                })?;
                read.insert(path, settings.clone());
                settings
            }
        };
        found.insert(folder, settings);
    }
    Ok(found)
}

fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !is_dash(file) && !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// A file before and after its fixes.
struct Changed {
    path: PathBuf,
    before: String,
    after: String,
    count: usize,
}

/// Checks one file and, when asked, works out its fixes; the findings are
/// those left after them.
fn one(file: &Path, input: &Input, settings: &Settings, fix: bool) -> (Checked, Option<Changed>) {
    let checked = examine(file, input, settings);
    let text = checked.sources.get(SourceId(0)).map(|source| source.text.clone());
    let Some(before) = text.filter(|_| fix && checked.faults.is_empty()) else { return (checked, None) };
    let again = |text: &str| {
        let edited = Input::Edited { path: file.to_path_buf(), text: text.to_owned() };
        let checked = examine(file, &edited, settings);
        checked.faults.is_empty().then_some((checked.findings, checked.sources))
    };
    let composed = checked.sources.get(SourceId(0)).is_some_and(|source| source.normalised.is_some());
    let fixed = check::fix(before.clone(), again);
    let count = fixed.count + usize::from(composed);
    if count == 0 {
        return (checked, None);
    }
    let (findings, sources) = fixed.left.unwrap_or_default();
    let left = Checked { findings, sources, ..checked };
    (left, Some(Changed { path: file.to_path_buf(), before, after: fixed.text, count }))
}

fn examine(file: &Path, input: &Input, settings: &Settings) -> Checked {
    let mut sources = Sources::new();
    let loaded = source::load_to_check(input, &mut sources);
    let findings: Vec<Finding> =
        loaded.document.map_or_else(Vec::new, |document| check::check(&document, &sources, settings, &[]));
    Checked { name: file.display().to_string(), sources, faults: loaded.diagnostics, findings, more: 0 }
}

/// Writes the fixed file, or shows what would change.
fn settle(changed: &Changed, arguments: &Check) -> Result<(), Diagnostic> {
    if arguments.dry_run {
        let name = changed.path.display().to_string();
        let diff = TextDiff::from_lines(&changed.before, &changed.after);
        let text = diff.unified_diff().context_radius(2).header(&name, &name).to_string();
        return console::to_stdout(text.as_bytes());
    }
    let original = std::fs::read(&changed.path).unwrap_or_default();
    let mark: &[u8] = if original.starts_with("\u{FEFF}".as_bytes()) { "\u{FEFF}".as_bytes() } else { b"" };
    output::replace(&changed.path, &[mark, changed.after.as_bytes()].concat())?;
    eprintln!("Đã sửa {} chỗ trong {}", changed.count, changed.path.display());
    Ok(())
}

fn print(files: &[Checked], arguments: &Check) -> Result<(), Diagnostic> {
    let text = match arguments.format {
        FindingFormat::Nguoi => people(files, arguments),
        FindingFormat::Json => format!("{:#}\n", finding_format::json(files)),
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
    if let Some(finding) = files.iter().find_map(|file| file.findings.first()) {
        text.push_str(&format!(" Giải thích: vanban luat {}", finding.rule.id));
    }
    text.push('\n');
    text
}

/// Where the findings of a file stand that a fix can mend, or could not.
fn fixable_places(file: &Checked) -> Vec<String> {
    let fixable = check::fixable(&file.findings, &file.sources);
    let found = file.findings.iter().zip(fixable).filter(|(_, fixable)| *fixable);
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
    let failed = files.iter().flat_map(|file| &file.faults).any(|fault| fault.severity == Severity::Error);
    if failed {
        Outcome::Failed
    } else if grave(Severity::Error) || grave(Severity::Warning) {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

//! `vanban moi`: a starter file that builds as it stands.

use std::path::{Path, PathBuf};

use super::arguments::New;
use super::console;
use super::{Console, Outcome, interview};
use crate::diagnostic::{Diagnostic, Sources, nearest};
use crate::law::{self, Profile};
use crate::output::{self, Overwrite};
use crate::report;
use crate::source::{self, Input};
use crate::starter;

/// The data sheet of a plan, which is no kind of document.
const DATA_SHEET: &str = "so_lieu";

/// Writes the starter of a kind, or the data sheet of a plan; without a kind
/// asks in the terminal.
pub(super) fn run(arguments: &New) -> Outcome {
    let console = Console::new(&arguments.common);
    let mut sources = Sources::new();
    let kind = arguments.kind.as_ref().map(|kind| kind.replace('-', "_"));
    let one = |error| vec![error];
    let done = match kind.as_deref() {
        Some(DATA_SHEET) => data_sheet(arguments, &console, &mut sources),
        Some(kind) => {
            profile(arguments).and_then(|profile| starter(profile, kind, arguments, &console)).map_err(one)
        }
        None => profile(arguments)
            .and_then(interview::ask)
            .and_then(|answers| write_starter(&answers.name, &answers.text, arguments, &console))
            .map_err(one),
    };
    match done {
        Ok(()) => Outcome::Fine,
        Err(errors) => {
            console.report(&errors, &sources);
            Outcome::Failed
        }
    }
}

/// The empty data sheet: a workbook, or YAML when the output is named so.
fn data_sheet(arguments: &New, console: &Console, sources: &mut Sources) -> Result<(), Vec<Diagnostic>> {
    let one = |error| vec![error];
    let Some(plan) = &arguments.plan else {
        return Err(one(Diagnostic::error("cach-dung", "bảng số liệu của kế hoạch nào?")
            .help("vanban moi so-lieu KE_HOACH.yaml")));
    };
    let loaded = source::load(&Input::File(plan.clone()), sources);
    let Some(document) = loaded.document else { return Err(loaded.diagnostics) };
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from("so-lieu.xlsx"));
    let is_yaml =
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"));
    let bytes = if is_yaml {
        report::to_yaml(&document).map(String::into_bytes)
    } else {
        report::to_workbook(&document)
    };
    write(&path, &bytes.map_err(one)?, arguments, console).map_err(one)?;
    console.tell(&format!(
        "Điền xong: vanban bao-cao {} --ky KỲ --so-lieu {}",
        plan.display(),
        path.display()
    ));
    Ok(())
}

/// The profile that the user names.
fn profile(arguments: &New) -> Result<&'static Profile, Diagnostic> {
    let Some(name) = &arguments.profile else { return Ok(law::default_profile()) };
    law::profile(name).ok_or_else(|| {
        let known: Vec<&str> = law::profiles().iter().map(|profile| profile.id).collect();
        Diagnostic::error("the-thuc", format!("chưa có thể thức `{name}`"))
            .help(format!("các thể thức dùng được: {}", known.join(", ")))
    })
}

fn starter(
    profile: &'static Profile,
    kind: &str,
    arguments: &New,
    console: &Console,
) -> Result<(), Diagnostic> {
    let Some(text) = starter::starter(profile, kind) else {
        let known: Vec<&str> = names(profile).collect();
        let elsewhere = law::profiles().iter().find(|other| starter::starter(other, kind).is_some());
        let help = match (elsewhere, nearest(kind, known.iter().copied())) {
            (Some(other), _) => format!("loại này thuộc thể thức {}: thêm --the-thuc {0}", other.id),
            (None, Some(known)) => format!("có phải ý bạn là `{known}`?"),
            (None, None) => format!("các tệp mẫu: {}; hoặc so-lieu", known.join(", ")),
        };
        return Err(Diagnostic::error("loai", format!("chưa có tệp mẫu cho `{kind}`")).help(help));
    };
    write_starter(kind, &text, arguments, console)
}

fn write_starter(name: &str, text: &str, arguments: &New, console: &Console) -> Result<(), Diagnostic> {
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.yaml")));
    write(&path, text.as_bytes(), arguments, console)?;
    console.tell(&format!("Soạn thử: vanban tao {}", path.display()));
    Ok(())
}

/// The names of all starters: kinds, then school practice.
fn names(profile: &'static Profile) -> impl Iterator<Item = &'static str> {
    let kinds = profile.all_kinds().map(|kind| kind.loai.as_str());
    kinds.chain(starter::practices(profile).iter().map(|practice| practice.name))
}

/// Writes a file that its owner will fill in: never over another one.
fn write(path: &Path, bytes: &[u8], arguments: &New, console: &Console) -> Result<(), Diagnostic> {
    if console::is_dash(path) {
        return console::to_stdout(bytes);
    }
    let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::Never };
    output::write(path, bytes, overwrite)?;
    console.tell(&format!("Đã ghi {}", path.display()));
    Ok(())
}

//! `vanban moi`: a starter file that builds as it stands.

use std::path::{Path, PathBuf};

use super::answer::Answer;
use super::arguments::New;
use super::console::{self, quoted};
use super::engines::{self, Engines};
use super::verdict::has_ending;
use super::{Console, Outcome, interview};
use vanban::diagnostic::{Diagnostic, Faults, Sources, Told, nearest};
use vanban::law::{Law, Profile};
use vanban::output::{self, Overwrite};
use vanban::report;
use vanban::source::Input;
use vanban::starter;

/// The data sheet of a plan, which is no kind of document.
const DATA_SHEET: &str = "so_lieu";

/// Writes the starter of a kind, or the data sheet of a plan; without a kind
/// asks in the terminal.
pub(super) fn run(arguments: &New) -> Outcome {
    let console = Console::new("moi", &arguments.common);
    let mut sources = Sources::new();
    match work(arguments, &console, &mut sources) {
        Ok(done) => {
            let (written, told) = done.take();
            let tep_da_ghi = written.iter().map(|path| path.display().to_string()).collect();
            console.finish(Outcome::Fine, Answer { tep_da_ghi, ..Answer::telling(&told, &sources) })
        }
        Err(errors) => console.fail(&errors, &sources),
    }
}

/// Writes the file; gives its path unless it went to standard output, and what
/// reading a plan warned of.
fn work(arguments: &New, console: &Console, sources: &mut Sources) -> Result<Told<Option<PathBuf>>, Faults> {
    if console.is_json() && arguments.output.as_deref().is_some_and(console::is_dash) {
        let message = "--dinh-dang json in ra đầu ra chuẩn, nên -o phải là tệp";
        return Err(Faults::from(Diagnostic::error("cach-dung", message)));
    }
    let kind = arguments.kind.as_ref().map(|kind| kind.replace('-', "_"));
    if kind.as_deref() == Some(DATA_SHEET) {
        return data_sheet(arguments, console, sources);
    }
    let engine = engines::here().map_err(|wrong| wrong.put_into(sources))?;
    let law = engine.law();
    let profile = profile(arguments, law)?;
    let written = if let Some(kind) = kind.as_deref() {
        if let Some(extra) = &arguments.plan {
            let message = format!("thừa đối số `{}`", extra.display());
            let help = format!("vanban moi {kind}; ghi vào tệp khác: vanban moi {kind} -o TỆP.yaml");
            return Err(Faults::from(Diagnostic::error("cach-dung", message).help(help)));
        }
        starter(law, profile, kind, arguments, console)?
    } else {
        let answers = interview::ask(profile)?;
        write_starter(&answers.name, &answers.text, arguments, console)?
    };
    Ok(Told::new(written, Vec::new()))
}

/// The empty data sheet: a workbook, or YAML when the output is named so.
fn data_sheet(
    arguments: &New,
    console: &Console,
    sources: &mut Sources,
) -> Result<Told<Option<PathBuf>>, Faults> {
    let Some(plan) = &arguments.plan else {
        return Err(Faults::from(
            Diagnostic::error("cach-dung", "bảng số liệu của kế hoạch nào?")
                .help("vanban moi so-lieu KE_HOACH.yaml"),
        ));
    };
    let engine = Engines::default().of(plan, None).map_err(|wrong| wrong.put_into(sources))?;
    let (document, told) = engine.read(&Input::file(plan), sources)?.take();
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from("so-lieu.xlsx"));
    let is_yaml = has_ending(&path, "yaml") || has_ending(&path, "yml");
    let bytes = if is_yaml {
        report::to_yaml(&document).map(String::into_bytes)
    } else {
        report::to_workbook(&document)
    };
    let written = bytes.map_err(Faults::from).and_then(|bytes| Ok(write(&path, &bytes, arguments, console)?));
    let written = match written {
        Ok(written) => written,
        Err(faults) => return Err(faults.after(told)),
    };
    console.report(&told, sources);
    console.tell(&format!("Điền xong: vanban bao-cao {} --ky KỲ --so-lieu {}", quoted(plan), quoted(&path)));
    Ok(Told::new(written, told))
}

/// The profile that the user names.
fn profile<'l>(arguments: &New, law: &'l Law) -> Result<&'l Profile, Diagnostic> {
    let Some(name) = &arguments.profile else { return Ok(law.default_profile()) };
    law.profile(name).map(|profile| &**profile).ok_or_else(|| {
        let known: Vec<&str> = law.ids().collect();
        Diagnostic::error("the-thuc", format!("chưa có thể thức `{name}`"))
            .help(format!("các thể thức dùng được: {}", known.join(", ")))
    })
}

fn starter(
    law: &Law,
    profile: &Profile,
    kind: &str,
    arguments: &New,
    console: &Console,
) -> Result<Option<PathBuf>, Diagnostic> {
    let Some(text) = starter::starter(profile, kind) else {
        let known: Vec<&str> = names(profile).collect();
        let elsewhere = law.profiles().find(|other| starter::starter(other, kind).is_some());
        let help = match (elsewhere, nearest(kind, known.iter().copied())) {
            (Some(other), _) => format!("loại này thuộc thể thức {}: thêm --the-thuc {0}", other.khoa),
            (None, Some(known)) => format!("có phải ý bạn là `{known}`?"),
            (None, None) => format!("các tệp mẫu: {}; hoặc so-lieu", known.join(", ")),
        };
        return Err(Diagnostic::error("loai", format!("chưa có tệp mẫu cho `{kind}`")).help(help));
    };
    write_starter(kind, &text, arguments, console)
}

fn write_starter(
    name: &str,
    text: &str,
    arguments: &New,
    console: &Console,
) -> Result<Option<PathBuf>, Diagnostic> {
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.yaml")));
    let written = write(&path, text.as_bytes(), arguments, console)?;
    if written.is_some() {
        let first = if text.contains("«điền") {
            "Điền các chỗ «điền ...» trong tệp rồi soạn"
        } else {
            "Soạn"
        };
        console.tell(&format!("{first}: vanban tao {}", quoted(&path)));
        let schema = path.with_file_name(starter::SCHEMA_FILE);
        if !schema.exists() {
            console.tell(&format!(
                "Muốn trình soạn thảo gợi ý và kiểm tra từng khóa: vanban schema -o {}",
                quoted(&schema)
            ));
        }
    }
    Ok(written)
}

/// The names of all starters: kinds, then school practice.
fn names(profile: &Profile) -> impl Iterator<Item = &str> {
    let kinds = profile.all_kinds().map(|kind| kind.khoa.as_str());
    kinds.chain(starter::practices(profile).iter().map(|practice| practice.name))
}

/// Writes a file that its owner will fill in: never over another one.
fn write(
    path: &Path,
    bytes: &[u8],
    arguments: &New,
    console: &Console,
) -> Result<Option<PathBuf>, Diagnostic> {
    if console::is_dash(path) {
        return console::to_stdout(bytes).map(|()| None);
    }
    let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::Never };
    output::write(path, bytes, overwrite)?;
    console.tell(&format!("Đã ghi {}", path.display()));
    Ok(Some(path.to_path_buf()))
}

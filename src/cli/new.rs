//! `vanban moi`: a starter file that builds as it stands.

use std::path::{Path, PathBuf};

use super::answer::Answer;
use super::arguments::New;
use super::asking::{Ask, Stopped, Terminal};
use super::console::{self, quoted};
use super::draft::Draft;
use super::engines::{self, Engines};
use super::interview::Interview;
use super::office_file::{self, OfficeFile};
use super::verdict::has_ending;
use super::{Console, Outcome};
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

/// Writes the file; gives what was written but standard output, and what
/// reading a plan or the office's file warned of.
fn work(arguments: &New, console: &Console, sources: &mut Sources) -> Result<Told<Vec<PathBuf>>, Faults> {
    if console.is_json() && arguments.output.as_deref().is_some_and(console::is_dash) {
        let message = "--dinh-dang json in ra đầu ra chuẩn, nên -o phải là tệp";
        return Err(Faults::from(Diagnostic::error("cach-dung", message)));
    }
    if arguments.kind.as_ref().is_some_and(|kind| kind.replace('-', "_") == DATA_SHEET) {
        return data_sheet(arguments, console, sources);
    }
    let engine = engines::here().map_err(|wrong| wrong.put_into(sources))?;
    let law = engine.law();
    let profile = profile(arguments, law)?;
    if let (Some(kind), Some(extra)) = (&arguments.kind, &arguments.plan) {
        return Err(extra_argument(kind, extra).into());
    }
    let folder = match arguments.output.as_deref().and_then(Path::parent) {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let name = office_file::name(profile, profile.khoa == law.default_profile().khoa);
    let (office, told) = OfficeFile::find(&folder, &name, sources)?.unzip();
    let told = told.unwrap_or_default();
    console.report(&told, sources);
    let written = match &arguments.kind {
        Some(kind) => starter(law, profile, kind, office.as_ref(), arguments, console),
        None => Terminal::open().and_then(|mut terminal| {
            let mut place =
                Place { working: PathBuf::new(), folder, office_name: name, office, arguments, console };
            place.interview(&mut terminal, profile)
        }),
    };
    match written {
        Ok(written) => Ok(Told::new(written, told)),
        Err(error) => Err(Faults::from(error).after(told)),
    }
}

fn extra_argument(kind: &str, extra: &Path) -> Diagnostic {
    let message = format!("thừa đối số `{}`", extra.display());
    let help = format!(
        "vanban moi {0}; ghi vào tệp khác: vanban moi {0} -o TỆP.yaml; tên loại có dấu cách thì đặt trong dấu nháy",
        quoted(Path::new(kind))
    );
    Diagnostic::error("cach-dung", message).help(help)
}

/// Where an interview takes place: the folder of the new file, the office's
/// file there.
struct Place<'a> {
    /// The working folder, from which names are taken; empty for that of the process.
    working: PathBuf,
    folder: PathBuf,
    office_name: String,
    office: Option<OfficeFile>,
    arguments: &'a New,
    console: &'a Console,
}

impl Place<'_> {
    /// Asks, then writes the file and, when the user agrees, the office's. What
    /// was answered stays in a file of its own until then.
    fn interview(&mut self, ask: &mut dyn Ask, profile: &Profile) -> Result<Vec<PathBuf>, Diagnostic> {
        if let Some(path) = self.arguments.output.as_deref().filter(|path| self.is_taken(path)) {
            return Err(Diagnostic::error("da-co", format!("đã có tệp {}", path.display()))
                .help("ghi vào tệp khác: -o TỆP.yaml; thay tệp ấy: thêm --force"));
        }
        if let Some(office) = &self.office {
            ask.say(&format!("Cơ quan theo {} (sửa tệp ấy khi có thay đổi)", quoted(&office.path)));
        }
        let draft = Draft::new(&self.folder);
        let mut interview = Interview { ask, profile, office: self.office.as_ref(), draft };
        let done = interview.resume(&self.folder).and_then(|()| {
            let asked = interview.hold()?;
            let path = self.target(interview.ask, &asked.name)?;
            let remembers = self.office.is_none()
                && asked.facts.get("ten").is_some_and(|name| !name.contains('«'))
                && interview
                    .ask
                    .confirm(&format!("Nhớ cơ quan và người ký trong {} cho lần sau?", self.office_name))?;
            Ok((asked, path, remembers))
        });
        let draft = interview.draft;
        let (asked, path, remembers) = done.map_err(|Stopped| given_up(&draft))?;
        let mut written = write_starter(&path, &asked.text, self.arguments, self.console)
            .map_err(|error| with_kept(error, &draft))?;
        if let Err(left) = draft.remove() {
            self.console.complain(&left.message);
        }
        if remembers {
            let path = self.working.join(&self.office_name);
            output::write(&path, office_file::text(&asked.facts).as_bytes(), Overwrite::Never)?;
            self.console.tell(&format!(
                "Đã ghi {}: sửa tệp ấy khi có thay đổi, xóa thì được hỏi lại",
                path.display()
            ));
            written.push(path);
        }
        Ok(written)
    }

    /// The file to write: another one where the usual name is taken.
    fn target(&self, ask: &mut dyn Ask, name: &str) -> Result<PathBuf, Stopped> {
        if let Some(path) = &self.arguments.output {
            return Ok(path.clone());
        }
        let numbered = |number: u32| self.working.join(format!("{name}-{number}.yaml"));
        let mut path = self.working.join(format!("{name}.yaml"));
        while self.is_taken(&path) {
            let free =
                (2..1000).map(numbered).find(|path| !self.is_taken(path)).unwrap_or_else(|| numbered(2));
            let free = free.display().to_string();
            let typed = ask.line(&format!("Đã có tệp {}; ghi vào tệp", path.display()), &free)?;
            let typed = if typed.trim().is_empty() { free } else { typed.trim().to_owned() };
            path = self.working.join(typed);
            if !has_ending(&path, "yaml") && !has_ending(&path, "yml") {
                path.as_mut_os_string().push(".yaml");
            }
        }
        Ok(path)
    }

    fn is_taken(&self, path: &Path) -> bool {
        !console::is_dash(path) && !self.arguments.common.force && path.symlink_metadata().is_ok()
    }
}

/// The interview was broken off.
fn given_up(draft: &Draft) -> Diagnostic {
    with_kept(Diagnostic::error("cach-dung", "đã thôi, không tạo tệp nào"), draft)
}

/// An error that says where the answers are.
fn with_kept(error: Diagnostic, draft: &Draft) -> Diagnostic {
    let Some(path) = draft.path() else { return error };
    let kept = format!(
        "các câu đã trả lời còn ở {}: chạy lại vanban moi để tiếp tục từ đó, không cần nữa thì xóa tệp ấy",
        quoted(path)
    );
    let help = if error.help.is_empty() { kept } else { format!("{}; {kept}", error.help) };
    error.help(help)
}

/// The empty data sheet: a workbook, or YAML when the output is named so.
fn data_sheet(
    arguments: &New,
    console: &Console,
    sources: &mut Sources,
) -> Result<Told<Vec<PathBuf>>, Faults> {
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

/// Writes the starter that the words on the command line name.
fn starter(
    law: &Law,
    profile: &Profile,
    typed: &str,
    office: Option<&OfficeFile>,
    arguments: &New,
    console: &Console,
) -> Result<Vec<PathBuf>, Diagnostic> {
    let found = starter::find(profile, typed);
    let [choice] = found.as_slice() else { return Err(not_one(law, profile, typed, &found)) };
    let text = starter::starter(profile, &choice.name).unwrap_or_default();
    let text = match office {
        Some(office) => starter::fill(&text, &office.answers(&starter::signing(&text), profile)),
        None => text,
    };
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.yaml", choice.name)));
    let written = write_starter(&path, &text, arguments, console)?;
    if let Some(office) = office {
        console.tell(&format!("Cơ quan, địa danh, người ký, nơi nhận điền theo {}", quoted(&office.path)));
    }
    Ok(written)
}

/// Words that name no starter, or several.
fn not_one(law: &Law, profile: &Profile, typed: &str, found: &[starter::Choice]) -> Diagnostic {
    let names = |choices: &[starter::Choice]| {
        choices.iter().map(|choice| choice.name.clone()).collect::<Vec<_>>().join(", ")
    };
    if !found.is_empty() {
        return Diagnostic::error("loai", format!("`{typed}` khớp nhiều tệp mẫu"))
            .help(format!("ghi rõ một tên: {}", names(found)));
    }
    let all = starter::choices(profile);
    let elsewhere = law.profiles().find(|other| !starter::find(other, typed).is_empty());
    let help = match (elsewhere, nearest(typed, all.iter().map(|choice| choice.name.as_str()))) {
        (Some(other), _) => format!("loại này thuộc thể thức {}: thêm --the-thuc {0}", other.khoa),
        (None, Some(known)) => format!("có phải ý bạn là `{known}`? Danh sách: vanban loai"),
        (None, None) => format!("các tệp mẫu: {}; hoặc so-lieu. Danh sách: vanban loai", names(&all)),
    };
    Diagnostic::error("loai", format!("chưa có tệp mẫu cho `{typed}`")).help(help)
}

fn write_starter(
    path: &Path,
    text: &str,
    arguments: &New,
    console: &Console,
) -> Result<Vec<PathBuf>, Diagnostic> {
    let written = write(path, text.as_bytes(), arguments, console)?;
    if !written.is_empty() {
        let first = if text.contains("«điền") {
            "Điền các chỗ «điền ...» trong tệp rồi soạn"
        } else {
            "Soạn"
        };
        console.tell(&format!("{first}: vanban tao {}", quoted(path)));
        tell_schema(path, console);
    }
    Ok(written)
}

/// Says how to get the schema that a file names, where it is missing.
pub(super) fn tell_schema(path: &Path, console: &Console) {
    let schema = path.with_file_name(starter::SCHEMA_FILE);
    if !schema.exists() {
        console.tell(&format!(
            "Muốn trình soạn thảo gợi ý và kiểm tra từng khóa: vanban schema -o {}",
            quoted(&schema)
        ));
    }
}

/// Writes a file that its owner will fill in: never over another one.
fn write(path: &Path, bytes: &[u8], arguments: &New, console: &Console) -> Result<Vec<PathBuf>, Diagnostic> {
    if console::is_dash(path) {
        return console::file_to_stdout(bytes).map(|()| Vec::new());
    }
    let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::Never };
    output::write(path, bytes, overwrite)?;
    console.tell(&format!("Đã ghi {}", path.display()));
    Ok(vec![path.to_path_buf()])
}

#[cfg(test)]
#[path = "new_tests.rs"]
mod tests;

//! What the user sees: reports on standard error, results on standard output.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use clap::CommandFactory;

use super::Outcome;
use super::answer::Answer;
use super::arguments::{Cli, Common, Format};
use vanban::diagnostic::{self, Diagnostic, JsonDiagnostic, Severity, Sources};
use vanban::source::{Input, MAX_INPUT_BYTES};

/// Prints reports and results in the form the user asked for.
pub(super) struct Console {
    command: String,
    format: Format,
    quiet: bool,
    colour: bool,
}

impl Console {
    pub(super) fn new(command: &str, common: &Common) -> Self {
        Self::of(command, common.format, common.quiet)
    }

    pub(super) fn of(command: &str, format: Format, quiet: bool) -> Self {
        let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { command: command.to_owned(), format, quiet, colour }
    }

    pub(super) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether nobody waits for words about how the work goes.
    pub(super) fn is_silent(&self) -> bool {
        self.quiet || self.is_json()
    }

    /// Prints reports for people; with `--quiet` errors only.
    pub(super) fn report<'d>(
        &self,
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        sources: &Sources,
    ) {
        if self.is_json() {
            return;
        }
        for diagnostic in diagnostics {
            if !self.quiet || diagnostic.severity == Severity::Error {
                say(&format!("{}\n", diagnostic::render(diagnostic, sources, self.colour)));
            }
        }
    }

    /// Tells people what was done.
    pub(super) fn tell(&self, message: &str) {
        if !self.is_silent() {
            say(&diagnostic::printable(message));
        }
    }

    /// Tells people what is wrong, also with `--quiet`.
    pub(super) fn complain(&self, message: &str) {
        if !self.is_json() {
            say(&diagnostic::printable(message));
        }
    }

    /// Ends a command: programs get the answer.
    pub(super) fn finish(&self, outcome: Outcome, answer: Answer) -> Outcome {
        if !self.is_json() {
            return outcome;
        }
        let answer = Answer { lenh: self.command.clone(), ma_thoat: outcome.code(), ..answer };
        let text = serde_json::to_string_pretty(&answer).unwrap_or_default();
        match to_stdout(format!("{text}\n").as_bytes()) {
            Ok(()) => outcome,
            Err(error) => {
                say(&diagnostic::render(&error, &Sources::new(), false));
                Outcome::Failed
            }
        }
    }

    /// Ends a command that only tells why it did nothing.
    pub(super) fn fail(&self, errors: &[Diagnostic], sources: &Sources) -> Outcome {
        self.fail_after(Vec::new(), errors, sources)
    }

    /// The same where something was told before.
    pub(super) fn fail_after(
        &self,
        told: Vec<JsonDiagnostic>,
        errors: &[Diagnostic],
        sources: &Sources,
    ) -> Outcome {
        self.report(errors, sources);
        self.finish(Outcome::Failed, Answer::telling(errors, sources).after(told))
    }
}

/// A line on standard error. When that is closed or full there is nobody left
/// to tell, and nothing to do about it.
pub(super) fn say(line: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(line.as_bytes()).and_then(|()| stderr.write_all(b"\n"));
}

/// The format that the arguments ask for, also when they are otherwise wrong.
pub(super) fn format_of(arguments: &[OsString]) -> Format {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let spaced = words.windows(2).any(|pair| pair == ["--dinh-dang", "json"]);
    if spaced || words.contains(&"--dinh-dang=json") { Format::Json } else { Format::Nguoi }
}

/// The command that the arguments name, by its own name; empty when there is
/// none. The first argument is the program.
pub(super) fn command_of(arguments: &[OsString]) -> String {
    let named = arguments.iter().skip(1).filter_map(|word| word.to_str()).find(|word| !word.starts_with('-'));
    let program = Cli::command();
    let command = named.and_then(|name| program.find_subcommand(name));
    command.map(|command| command.get_name().to_owned()).unwrap_or_default()
}

/// Whether a path stands for standard input or output.
pub(super) fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A path as it is typed in a command: quoted when it has blanks or signs.
pub(super) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '\\' | ':' | '+' | ',');
    match text.as_str() {
        "-" => text,
        _ if text.starts_with('-') => quoted(&Path::new(".").join(path)),
        _ if !text.is_empty() && text.chars().all(plain) => text,
        _ if text.contains(['"', '$', '`']) => format!("'{}'", text.replace('\'', "'\\''")),
        _ => format!("\"{text}\""),
    }
}

/// Writes to standard output, all of it. A reader that has seen enough
/// (`head`) ends it quietly.
///
/// # Errors
/// When standard output is closed or full.
pub(super) fn to_stdout(bytes: &[u8]) -> Result<(), Diagnostic> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).or_else(|error| ended(&error))
}

/// What an error of standard output means: a reader that has seen enough ends
/// it quietly.
///
/// # Errors
/// When it is closed or full.
pub(super) fn ended(error: &io::Error) -> Result<(), Diagnostic> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(lost()) }
}

/// Writes a file that was asked for to standard output: what is closed loses
/// it.
///
/// # Errors
/// As [`to_stdout`].
pub(super) fn file_to_stdout(bytes: &[u8]) -> Result<(), Diagnostic> {
    if is_stdout_closed() {
        return Err(lost());
    }
    to_stdout(bytes)
}

/// Whether the program was started with standard output closed. Rust opens
/// `/dev/null` in its place before the program begins, for reading too, as no
/// shell does.
fn is_stdout_closed() -> bool {
    const READ_AND_WRITE: u32 = 2;
    let opened = std::fs::read_link("/proc/self/fd/1").is_ok_and(|path| path == Path::new("/dev/null"));
    let told = std::fs::read_to_string("/proc/self/fdinfo/1").unwrap_or_default();
    let flags = told.lines().find_map(|line| line.strip_prefix("flags:"));
    let flags = flags.and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok());
    opened && flags.is_some_and(|flags| flags & 3 == READ_AND_WRITE)
}

fn lost() -> Diagnostic {
    Diagnostic::error("ghi-tep", "không ghi được đầu ra chuẩn: nơi nhận đã đóng hoặc đầy")
        .help("ghi ra tệp bằng -o, hoặc xem lại nơi nhận")
}

/// The input that a path on the command line names; reads standard input,
/// whose includes come from `folder`.
///
/// # Errors
/// When standard input cannot be read, or a folder is named for a file.
pub(super) fn input_in(file: &Path, folder: Option<&Path>) -> Result<Input, Diagnostic> {
    if !is_dash(file) {
        return match folder {
            None => Ok(Input::file(file)),
            Some(_) => Err(Diagnostic::error("cach-dung", "--thu-muc chỉ dùng khi đọc đầu vào chuẩn (-)")
                .help("các tệp trong văn bản được tìm từ thư mục của chính tệp ấy")),
        };
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_INPUT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Diagnostic::error("doc-tep", format!("không đọc được đầu vào chuẩn: {error}")))?;
    Ok(Input::stdin(bytes, folder.unwrap_or(Path::new(""))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_when_a_shell_would_split_them() {
        let pairs = [
            ("thu.yaml", "thu.yaml"),
            ("Công văn đi 2026/x.yaml", "\"Công văn đi 2026/x.yaml\""),
            ("a$b.yaml", "'a$b.yaml'"),
            ("-x.yaml", "./-x.yaml"),
            ("-", "-"),
        ];
        for (path, expected) in pairs {
            assert_eq!(quoted(Path::new(path)), expected);
        }
    }
}

//! What the user sees: reports on standard error, results on standard output.

use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use serde::Serialize;

use super::arguments::{Common, Format};
use crate::diagnostic::{self, Diagnostic, JsonDiagnostic, Severity, Sources};
use crate::source::{Input, MAX_INPUT_BYTES};

/// Prints reports and results in the form the user asked for.
pub(super) struct Console {
    format: Format,
    quiet: bool,
    colour: bool,
}

/// The machine-readable result of a command.
#[derive(Debug, Serialize)]
pub(super) struct JsonResult<'a> {
    pub(super) tep_da_ghi: Vec<String>,
    /// What a report lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) con_thieu: Vec<String>,
    pub(super) thong_bao: Vec<JsonDiagnostic<'a>>,
}

impl Console {
    pub(super) fn new(common: &Common) -> Self {
        let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { format: common.format, quiet: common.quiet, colour }
    }

    pub(super) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Prints reports for people; with `--quiet` errors only.
    pub(super) fn report(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        if self.is_json() {
            return;
        }
        let shown = diagnostics.iter().filter(|d| !self.quiet || d.severity == Severity::Error);
        for diagnostic in shown {
            eprintln!("{}\n", diagnostic::render(diagnostic, sources, self.colour));
        }
    }

    /// Tells people what was done.
    pub(super) fn tell(&self, message: &str) {
        if !self.quiet && !self.is_json() {
            eprintln!("{message}");
        }
    }

    /// Prints the result for programs.
    pub(super) fn result(&self, result: &impl Serialize) -> Result<(), Diagnostic> {
        if !self.is_json() {
            return Ok(());
        }
        let text = serde_json::to_string_pretty(result)
            .map_err(|error| Diagnostic::error("ghi-tep", format!("không viết được JSON: {error}")))?;
        to_stdout(format!("{text}\n").as_bytes())
    }
}

/// Whether a path stands for standard input or output.
pub(super) fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Writes to standard output, all of it.
///
/// # Errors
/// When standard output is closed or full.
pub(super) fn to_stdout(bytes: &[u8]) -> Result<(), Diagnostic> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(bytes)
        .and_then(|()| stdout.flush())
        .map_err(|error| Diagnostic::error("ghi-tep", format!("không ghi được đầu ra chuẩn: {error}")))
}

/// The input that a path on the command line names; reads standard input.
///
/// # Errors
/// When standard input cannot be read.
pub(super) fn input(file: &Path) -> Result<Input, Diagnostic> {
    if !is_dash(file) {
        return Ok(Input::File(file.to_path_buf()));
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_INPUT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Diagnostic::error("doc-tep", format!("không đọc được đầu vào chuẩn: {error}")))?;
    Ok(Input::Stdin(bytes))
}

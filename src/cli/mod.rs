//! The command line: arguments, one file per command, exit codes. Only wires.

mod answer;
mod arguments;
mod asking;
mod batch;
mod batch_progress;
mod batch_told;
mod build;
mod check;
mod console;
mod draft;
mod engines;
mod explain;
mod finding_format;
mod interview;
mod kinds;
mod new;
mod office_file;
mod report;
mod schema;
mod usage_error;
mod verdict;
mod year_plan;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Cli, Command};
use console::Console;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All well: 0.
    Fine,
    /// Findings, but no bad input: 1.
    Findings,
    /// Bad input or usage: 2.
    Failed,
    /// Stopped by the user before the end: 130, as shells have it.
    Interrupted,
}

impl Outcome {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Failed => 2,
            Self::Interrupted => 130,
        }
    }

    /// The graver of the two.
    fn and(self, other: Self) -> Self {
        self.max(other)
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}

/// Runs the program on its arguments, the first being its own name.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let format = console::format_of(&arguments);
    let command = console::command_of(&arguments);
    let cli = match Cli::try_parse_from(asked(arguments)) {
        Ok(cli) => cli,
        Err(error) => return usage_error::explain(&error, &command, format).into(),
    };
    let outcome = match cli.command {
        Command::Tao(arguments) => build::run(&arguments),
        Command::KiemTra(arguments) => check::run(&arguments),
        Command::Luat(arguments) => explain::run(&arguments),
        Command::Moi(arguments) => new::run(&arguments),
        Command::Lo(arguments) => batch::run(&arguments),
        Command::BaoCao(arguments) => report::run(&arguments),
        Command::KeHoach(arguments) => year_plan::run(&arguments),
        Command::Loai(arguments) => kinds::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    outcome.into()
}

/// The arguments, `vanban help` and `vanban help tao` being words for
/// `vanban --help` and `vanban tao --help`.
fn asked(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|word| word == "help" || word == "tro-giup") {
        arguments.remove(1);
        arguments.truncate(2);
        arguments.push("--help".into());
    }
    arguments
}

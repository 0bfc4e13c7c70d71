//! The command line: arguments, one file per command, exit codes. Only wires.

mod arguments;
mod batch;
mod build;
mod check;
mod console;
mod explain;
mod finding_format;
mod interview;
mod kinds;
mod new;
mod report;
mod schema;
mod usage_error;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::compose::check_templates;
use crate::diagnostic::{Sources, render_all};
use crate::{law, source};
use arguments::{Cli, Command};
use console::Console;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
            Outcome::Interrupted => Self::from(130),
        }
    }
}

/// Runs the program on its arguments, the first being its own name.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage_error::explain(&error).into(),
    };
    if let Err(failed) = office() {
        return failed.into();
    }
    let outcome = match cli.command {
        Command::Tao(arguments) => build::run(&arguments),
        Command::KiemTra(arguments) => check::run(&arguments),
        Command::Luat(arguments) => explain::run(&arguments),
        Command::Moi(arguments) => new::run(&arguments),
        Command::Lo(arguments) => batch::run(&arguments),
        Command::BaoCao(arguments) => report::run(&arguments),
        Command::Loai(arguments) => kinds::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    outcome.into()
}

/// Takes in the kinds and templates of the office that the program runs in.
fn office() -> Result<(), Outcome> {
    let mut sources = Sources::new();
    let office = source::load_office(Path::new("."), &mut sources).and_then(|office| {
        check_templates(&office.templates).map_err(|fault| vec![fault])?;
        Ok(office)
    });
    match office {
        Ok(office) => {
            law::set_office(office);
            Ok(())
        }
        Err(faults) => {
            eprintln!("{}", render_all(&faults, &sources, false));
            Err(Outcome::Failed)
        }
    }
}

use std::ffi::OsString;
use std::process::ExitCode;
pub fn run(_a: impl Iterator<Item = OsString>) -> ExitCode { ExitCode::SUCCESS }

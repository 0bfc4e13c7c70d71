//! `vanban luat`: what a rule of the checker asks, and why.

use super::Outcome;
use super::arguments::Explain;
use super::console;
use crate::check;
use crate::diagnostic::{Diagnostic, Sources, render};

/// Explains one rule, or lists them all.
pub(super) fn run(arguments: &Explain) -> Outcome {
    match text(arguments).and_then(|text| console::to_stdout(text.as_bytes())) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            eprintln!("{}", render(&error, &Sources::new(), false));
            Outcome::Failed
        }
    }
}

fn text(arguments: &Explain) -> Result<String, Diagnostic> {
    if arguments.markdown {
        return Ok(check::reference());
    }
    match &arguments.id {
        Some(id) => check::rule(id).map(check::explain).ok_or_else(|| check::unknown_rule(id)),
        None => Ok(list()),
    }
}

/// One line for each rule.
fn list() -> String {
    let width = check::rules().iter().map(|rule| rule.id.chars().count()).max().unwrap_or(0);
    let line = |rule: &&check::Rule| {
        let pad = " ".repeat(width - rule.id.chars().count());
        format!("{}{pad}  {:<8}  {}\n", rule.id, rule.severity.label(), rule.ten)
    };
    let lines: String = check::rules().iter().map(line).collect();
    format!("{lines}\nGiải thích một luật: vanban luat MÃ\n")
}

//! `vanban luat`: what a rule of the checker asks, and why.

use super::answer::{Answer, RuleEntry};
use super::arguments::Explain;
use super::{Console, Outcome, console};
use vanban::check::{self, Rule};
use vanban::diagnostic::{Diagnostic, Sources};

/// Explains one rule, or lists them all.
pub(super) fn run(arguments: &Explain) -> Outcome {
    let console = Console::of("luat", arguments.format, false);
    let done = chosen(arguments).and_then(|rules| {
        if console.is_json() {
            return Ok(Answer { luat: Some(rules.into_iter().map(entry).collect()), ..Answer::default() });
        }
        let text = match &rules[..] {
            _ if arguments.markdown => check::reference(),
            [rule] if arguments.id.is_some() => check::explain(rule),
            _ => list(),
        };
        console::to_stdout(text.as_bytes()).map(|()| Answer::default())
    });
    match done {
        Ok(answer) => console.finish(Outcome::Fine, answer),
        Err(error) => console.fail(&[error], &Sources::new()),
    }
}

/// The rule that is asked for, or all.
fn chosen(arguments: &Explain) -> Result<Vec<&'static Rule>, Diagnostic> {
    match &arguments.id {
        Some(id) => check::rule(id).map(|rule| vec![rule]).ok_or_else(|| check::unknown_rule(id)),
        None => Ok(check::rules().to_vec()),
    }
}

fn entry(rule: &'static Rule) -> RuleEntry {
    RuleEntry {
        ma: rule.id,
        ten: rule.name,
        muc: rule.severity.into(),
        nguon: rule.source,
        giai_thich: rule.explanation,
        sua_duoc: rule.fixable,
    }
}

/// One line for each rule.
fn list() -> String {
    let width = check::rules().iter().map(|rule| rule.id.chars().count()).max().unwrap_or(0);
    let line = |rule: &&check::Rule| {
        let pad = " ".repeat(width - rule.id.chars().count());
        format!("{}{pad}  {:<8}  {}\n", rule.id, rule.severity.label(), rule.name)
    };
    let lines: String = check::rules().iter().map(line).collect();
    format!("{lines}\nGiải thích một luật: vanban luat MÃ\n")
}

//! `vanban schema`: the JSON Schema of the input or of the results, or the
//! keys of the input as a page.

use super::answer::{self, Answer};
use super::arguments::SchemaArguments;
use super::console::{self, is_dash};
use super::{Console, Outcome};
use vanban::diagnostic::{Diagnostic, Sources};
use vanban::key_reference::key_reference;
use vanban::model;
use vanban::output::{self, Overwrite};

/// Prints or writes the schema.
pub(super) fn run(arguments: &SchemaArguments) -> Outcome {
    let console = Console::new("schema", &arguments.common);
    match work(arguments, &console) {
        Ok(answer) => console.finish(Outcome::Fine, answer),
        Err(error) => console.fail(&[error], &Sources::new()),
    }
}

fn work(arguments: &SchemaArguments, console: &Console) -> Result<Answer, Diagnostic> {
    let schema = if arguments.results { answer::schema() } else { model::schema() };
    let text = if arguments.markdown { key_reference() } else { format!("{schema:#}\n") };
    match &arguments.output {
        Some(path) if !is_dash(path) => {
            let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::Never };
            output::write(path, text.as_bytes(), overwrite)?;
            console.tell(&format!("Đã ghi {}", path.display()));
            Ok(Answer { tep_da_ghi: vec![path.display().to_string()], ..Answer::default() })
        }
        _ if console.is_json() => Ok(Answer { schema: Some(schema), ..Answer::default() }),
        _ => console::to_stdout(text.as_bytes()).map(|()| Answer::default()),
    }
}

//! `vanban schema`: the JSON Schema of the input, or its keys as a page.

use super::arguments::SchemaArguments;
use super::console;
use super::{Console, Outcome};
use crate::diagnostic::Sources;
use crate::key_reference::key_reference;
use crate::model;
use crate::output::{self, Overwrite};

/// Prints or writes the schema.
pub(super) fn run(arguments: &SchemaArguments) -> Outcome {
    let console = Console::new(&arguments.common);
    let text = if arguments.markdown { key_reference() } else { format!("{:#}\n", model::schema()) };
    let done = match &arguments.output {
        None => console::to_stdout(text.as_bytes()),
        Some(path) => {
            let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::Never };
            output::write(path, text.as_bytes(), overwrite)
        }
    };
    match done {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            console.report(&[error], &Sources::new());
            Outcome::Failed
        }
    }
}

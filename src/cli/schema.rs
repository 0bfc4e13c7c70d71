//! `vanban schema`: the JSON Schema of the input or of the results, or the
//! keys of the input as a page.

use super::answer::{self, Answer};
use super::arguments::SchemaArguments;
use super::console::{self, is_dash};
use super::{Console, Outcome, engines};
use vanban::diagnostic::{Diagnostic, JsonDiagnostic, Severity, Sources, to_json};
use vanban::key_reference::key_reference;
use vanban::keys;
use vanban::law::Law;
use vanban::output::{self, Overwrite};

/// Prints or writes the schema.
pub(super) fn run(arguments: &SchemaArguments) -> Outcome {
    let console = Console::new("schema", &arguments.common);
    let (law, told) = law(&console);
    match work(arguments, &law, &console) {
        Ok(answer) => {
            let answer = Answer { thong_bao: told, ..answer };
            console.finish(Outcome::Fine, answer)
        }
        Err(error) => console.fail(&[error], &Sources::new()),
    }
}

/// The law with the kinds of the office. The schema is of use without them: when
/// they cannot be read, that is told and the law's own are there.
fn law(console: &Console) -> (Law, Vec<JsonDiagnostic>) {
    let wrong = match engines::here() {
        Ok(engine) => return (engine.law().clone(), Vec::new()),
        Err(wrong) => wrong,
    };
    let warning = |fault| Diagnostic { severity: Severity::Warning, ..fault };
    let told: Vec<Diagnostic> = wrong.errors.into_iter().map(warning).collect();
    console.report(&told, &wrong.sources);
    console.tell("Chưa có loại văn bản riêng của cơ quan trong kết quả: sửa vanban.toml rồi chạy lại.");
    (Law::embedded(), told.iter().map(|fault| to_json(fault, &wrong.sources)).collect())
}

fn work(arguments: &SchemaArguments, law: &Law, console: &Console) -> Result<Answer, Diagnostic> {
    let schema = if arguments.results { answer::schema() } else { keys::schema(law) };
    let text = if arguments.markdown { key_reference(law) } else { format!("{schema:#}\n") };
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

//! `vanban moi`: a starter file that builds as it stands.

use std::path::{Path, PathBuf};

use super::arguments::New;
use super::console;
use super::{Console, Outcome};
use crate::diagnostic::{Diagnostic, Sources, nearest};
use crate::output::{self, Overwrite};

/// The starters, by kind.
const STARTERS: &[(&str, &str)] = &[("ke_hoach", include_str!("../../templates/moi/ke_hoach.yaml"))];

/// Writes the starter of a kind.
pub(super) fn run(arguments: &New) -> Outcome {
    let console = Console::new(&arguments.common);
    match write(arguments, &console) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            console.report(&[error], &Sources::new());
            Outcome::Failed
        }
    }
}

fn write(arguments: &New, console: &Console) -> Result<(), Diagnostic> {
    let kind = arguments.kind.replace('-', "_");
    let Some((name, text)) = STARTERS.iter().find(|(name, _)| *name == kind) else {
        let known: Vec<&str> = STARTERS.iter().map(|(name, _)| *name).collect();
        let help = match nearest(&kind, known.iter().copied()) {
            Some(known) => format!("có phải ý bạn là `{known}`?"),
            None => format!("các loại có tệp mẫu: {}", known.join(", ")),
        };
        return Err(Diagnostic::error("loai", format!("chưa có tệp mẫu cho `{}`", arguments.kind)).help(help));
    };
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.yaml")));
    if path == Path::new("-") {
        return console::to_stdout(text.as_bytes());
    }
    let overwrite = if arguments.common.force { Overwrite::Always } else { Overwrite::Never };
    output::write(&path, text.as_bytes(), overwrite)?;
    console.tell(&format!("Đã ghi {0}\nSoạn thử: vanban tao {0}", path.display()));
    Ok(())
}

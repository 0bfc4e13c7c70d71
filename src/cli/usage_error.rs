//! Wrong arguments, explained in Vietnamese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::arguments::Format;
use super::{Console, Outcome, console};
use vanban::diagnostic::{Diagnostic, Sources};

/// Prints help, version, or what is wrong with the arguments.
pub(super) fn explain(error: &clap::Error, command: &str, format: Format) -> Outcome {
    let console = Console::of(command, format, false);
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return match error.print().map_or_else(|error| console::ended(&error), |()| console::to_stdout(b"")) {
            Ok(()) => Outcome::Fine,
            Err(fault) => console.fail(&[fault], &Sources::new()),
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && !console.is_json() {
        let _ = error.print();
        return Outcome::Failed;
    }
    let help = suggestion(error).map_or_else(
        || "xem cách dùng: vanban --help".to_owned(),
        |known| format!("có phải ý bạn là `{known}`? Xem cách dùng: vanban --help"),
    );
    console.fail(&[Diagnostic::error("cach-dung", message(error)).help(help)], &Sources::new())
}

fn message(error: &clap::Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "thiếu tên lệnh".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("thiếu giá trị cho {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("giá trị `{value}` không dùng được cho {argument}")
        }
        ErrorKind::ArgumentConflict => format!("{argument} lặp lại hoặc không đi cùng tùy chọn khác"),
        _ => "đối số không hợp lệ".to_owned(),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

fn suggestion(error: &clap::Error) -> Option<String> {
    [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(|kind| context(error, kind))
        .find(|text| !text.is_empty())
}

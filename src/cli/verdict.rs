//! What a command that writes a document says of the checker's findings.

use std::path::Path;

use super::Console;
use super::console::{is_dash, quoted};
use vanban::diagnostic::{Diagnostic, Severity, Sources};
use vanban::inspect::Examined;
use vanban::output;

/// Most errors of the checker that are shown in full.
const MAX_SHOWN: usize = 20;

/// Shows what the checker finds wrong beyond doubt; gives how many.
pub(super) fn tell_errors(told: &Examined, sources: &Sources, file: &Path, console: &Console) -> usize {
    let errors = told.errors().count();
    console.report(told.errors().take(MAX_SHOWN).map(|finding| &finding.diagnostic), sources);
    if errors > MAX_SHOWN {
        let more = errors - MAX_SHOWN;
        console.complain(&format!("Còn {more} lỗi nữa: xem bằng lệnh  vanban kiem-tra {}", quoted(file)));
    }
    errors
}

/// One line about what is no error, and the command that shows it.
pub(super) fn tell_rest<'d>(minor: impl IntoIterator<Item = &'d Diagnostic>, file: &Path, console: &Console) {
    let severities: Vec<Severity> = minor.into_iter().map(|told| told.severity).collect();
    let count = |severity| severities.iter().filter(|known| **known == severity).count();
    let counts: Vec<String> = [Severity::Warning, Severity::Hint]
        .into_iter()
        .map(|severity| (count(severity), severity.label()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, label)| format!("{count} {label}"))
        .collect();
    if !counts.is_empty() {
        let counts = counts.join(", ");
        console.tell(&format!("{counts}: xem bằng lệnh  vanban kiem-tra {}", quoted(file)));
    }
}

/// Why `--nghiem` left no file.
pub(super) fn not_written(errors: usize, file: &Path) -> String {
    format!("Chưa ghi tệp Word của {}: còn {errors} lỗi (--nghiem).", file.display())
}

/// A Word file that cannot be put together.
pub(super) fn cannot_pack(error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("docx", format!("không đóng gói được tệp Word: {error}"))
}

/// Refuses a name for a Word file that promises another kind of file.
pub(super) fn check_word_name(path: &Path) -> Result<(), Diagnostic> {
    if is_dash(path) || output::is_folder(path) || has_ending(path, "docx") {
        return Ok(());
    }
    let name = path.display();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let help = match ending.as_deref() {
        Some("pdf") => {
            format!("ghi {} rồi mở tệp Word và lưu dạng PDF", path.with_extension("docx").display())
        }
        Some("doc" | "docm" | "dotx" | "rtf" | "odt") => {
            format!("ghi {} rồi mở và lưu sang dạng ấy", path.with_extension("docx").display())
        }
        _ => format!("viết {name}.docx; nếu là thư mục thì thêm dấu / ở cuối: {name}/"),
    };
    let message = format!("-o {name}: chỉ ghi được tệp Word, tên phải có đuôi .docx");
    Err(Diagnostic::error("cach-dung", message).help(help))
}

/// Whether a file name has this ending, in whatever case.
pub(super) fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

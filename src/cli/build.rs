//! `vanban tao`: YAML to Word.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::arguments::Build;
use super::console::{self, JsonResult, input, is_dash};
use super::{Console, Outcome};
use crate::compose::{compose, file_name};
use crate::diagnostic::{Diagnostic, Severity, Sources, to_json};
use crate::output::{self, Overwrite};
use crate::render::docx;
use crate::source;

/// Builds every file; one that fails does not stop the others.
pub(super) fn run(arguments: &Build) -> Outcome {
    let console = Console::new(&arguments.common);
    let mut sources = Sources::new();
    let mut job = Job { arguments, written: BTreeMap::new() };
    let mut diagnostics = job.check_arguments(&console);
    if diagnostics.is_empty() {
        for file in &arguments.files {
            let mut found = job.build(file, &mut sources, &console);
            console.report(&found, &sources);
            diagnostics.append(&mut found);
        }
    } else {
        console.report(&diagnostics, &sources);
    }
    let failed = diagnostics.iter().any(|d| d.severity == Severity::Error);
    let result = JsonResult {
        tep_da_ghi: job.written.keys().map(|path| path.display().to_string()).collect(),
        con_thieu: Vec::new(),
        thong_bao: diagnostics.iter().map(|d| to_json(d, &sources)).collect(),
    };
    match console.result(&result) {
        Ok(()) if !failed => Outcome::Fine,
        _ => Outcome::Failed,
    }
}

/// One run of the command.
struct Job<'a> {
    arguments: &'a Build,
    /// What was written, and from which file.
    written: BTreeMap<PathBuf, PathBuf>,
}

impl Job<'_> {
    fn check_arguments(&self, console: &Console) -> Vec<Diagnostic> {
        let several = self.arguments.files.len() > 1;
        let output = self.arguments.output.as_deref();
        let stdin = self.arguments.files.iter().filter(|file| is_dash(file)).count();
        let fault = if stdin > 1 {
            "dấu - chỉ dùng được một lần"
        } else if several && output.is_some_and(is_dash) {
            "nhiều tệp thì không ghi ra đầu ra chuẩn được"
        } else if console.is_json() && output.is_some_and(is_dash) {
            "--dinh-dang json in ra đầu ra chuẩn, nên -o phải là tệp hoặc thư mục"
        } else if several && output.is_some_and(|path| !output::is_folder(path)) {
            "nhiều tệp thì -o phải là thư mục (thêm dấu / ở cuối)"
        } else {
            return Vec::new();
        };
        vec![Diagnostic::error("cach-dung", fault)]
    }

    /// Builds one file; gives every report about it.
    fn build(&mut self, file: &Path, sources: &mut Sources, console: &Console) -> Vec<Diagnostic> {
        let input = match input(file) {
            Ok(input) => input,
            Err(error) => return vec![error],
        };
        let loaded = source::load(&input, sources);
        let mut diagnostics = loaded.diagnostics;
        let Some(document) = loaded.document else { return diagnostics };
        let built = compose(&document).and_then(|trang| {
            diagnostics.extend(docx::too_wide(&trang));
            let bytes = docx::render(&trang).map_err(|error| {
                vec![Diagnostic::error("docx", format!("không đóng gói được tệp Word: {error}"))]
            })?;
            Ok((format!("{}.docx", file_name(&document, &trang)), bytes))
        });
        match built {
            Ok((name, bytes)) => diagnostics.extend(self.write(file, &name, &bytes, console).err()),
            Err(mut faults) => diagnostics.append(&mut faults),
        }
        diagnostics
    }

    fn write(&mut self, file: &Path, name: &str, bytes: &[u8], console: &Console) -> Result<(), Diagnostic> {
        let output = self.arguments.output.as_deref();
        if output.is_some_and(is_dash) {
            return console::to_stdout(bytes);
        }
        let path = output::place(output, file, name)?;
        if let Some(other) = self.written.get(&path) {
            let message = format!(
                "{} và {} cho ra cùng một tên tệp {}",
                other.display(),
                file.display(),
                path.display()
            );
            return Err(Diagnostic::error("trung-ten", message)
                .help("cho hai văn bản số khác nhau, hoặc soạn riêng từng tệp với -o"));
        }
        let overwrite = if self.arguments.common.force { Overwrite::Always } else { Overwrite::OwnFiles };
        output::write(&path, bytes, overwrite)?;
        console.tell(&format!("Đã ghi {}", path.display()));
        self.written.insert(path, file.to_path_buf());
        Ok(())
    }
}

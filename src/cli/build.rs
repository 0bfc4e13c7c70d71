//! `vanban tao`: YAML to Word.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::answer::Answer;
use super::arguments::Build;
use super::console::{self, input_in, is_dash};
use super::engines::Engines;
use super::{Console, Outcome, verdict};
use vanban::compose::{PageTree, file_name};
use vanban::diagnostic::{Diagnostic, Faults, Sources, to_json};
use vanban::inspect::Reading;
use vanban::model::VanBan;
use vanban::output::{self, Overwrite};
use vanban::render::docx;
use vanban::source::SharedFiles;

/// Builds every file; one that fails does not stop the others.
pub(super) fn run(arguments: &Build) -> Outcome {
    let console = Console::new("tao", &arguments.common);
    let mut job = Job {
        arguments,
        engines: Engines::default(),
        written: BTreeMap::new(),
        outcome: Outcome::Fine,
        answer: Answer::default(),
    };
    if let Err(error) = check_arguments(arguments, &console) {
        return console.fail(&[error], &Sources::new());
    }
    let shared = SharedFiles::among(&arguments.files);
    for file in &arguments.files {
        if shared.has(file) {
            let told = SharedFiles::told(file);
            console.tell(&told.message);
            job.answer.thong_bao.push(to_json(&told, &Sources::new()));
            continue;
        }
        let mut sources = Sources::new();
        if let Err(errors) = job.build(file, &mut sources, &console) {
            console.report(&errors, &sources);
            job.answer.thong_bao.extend(errors.iter().map(|error| to_json(error, &sources)));
            job.outcome = Outcome::Failed;
        }
    }
    let told = job.engines.tell(&console);
    let tep_da_ghi = job.written.keys().map(|path| path.display().to_string()).collect();
    console.finish(job.outcome, Answer { tep_da_ghi, ..job.answer.after(told) })
}

fn check_arguments(arguments: &Build, console: &Console) -> Result<(), Diagnostic> {
    let several = arguments.files.len() > 1;
    let output = arguments.output.as_deref();
    let stdin = arguments.files.iter().filter(|file| is_dash(file)).count();
    let fault = if stdin > 1 {
        "dấu - chỉ dùng được một lần"
    } else if several && output.is_some_and(is_dash) {
        "nhiều tệp thì không ghi ra đầu ra chuẩn được"
    } else if console.is_json() && output.is_some_and(is_dash) {
        "--dinh-dang json in ra đầu ra chuẩn, nên -o phải là tệp hoặc thư mục"
    } else if several && output.is_some_and(|path| !output::is_folder(path)) {
        "nhiều tệp thì -o phải là thư mục (thêm dấu / ở cuối)"
    } else {
        return output.map_or(Ok(()), verdict::check_word_name);
    };
    Err(Diagnostic::error("cach-dung", fault))
}

/// One run of the command.
struct Job<'a> {
    arguments: &'a Build,
    engines: Engines,
    /// What was written, and from which file.
    written: BTreeMap<PathBuf, PathBuf>,
    outcome: Outcome,
    answer: Answer,
}

impl Job<'_> {
    /// Builds one file and tells what there is to tell of it; what is left in
    /// the error has not been told yet.
    fn build(&mut self, file: &Path, sources: &mut Sources, console: &Console) -> Result<(), Faults> {
        let engine = match self.engines.of(file, self.arguments.folder.as_deref()) {
            Ok(engine) => engine,
            Err(wrong) => {
                *sources = wrong.sources;
                return Err(wrong.errors);
            }
        };
        let input = input_in(file, self.arguments.folder.as_deref())?;
        let inspection = engine.inspect(&input, Reading::ToWrite, sources);
        let told = &inspection.told;
        self.answer.thong_bao.extend(told.to_json(sources));
        console.report(told.fatal(), sources);
        let (Some(document), Some(page_tree)) = (&inspection.document, &told.page_tree) else {
            self.outcome = Outcome::Failed;
            verdict::tell_rest(told.minor(), file, console);
            return Ok(());
        };
        let errors = verdict::tell_errors(told, sources, file, console);
        if errors > 0 {
            self.outcome = self.outcome.and(Outcome::Findings);
        }
        if errors > 0 && self.arguments.strict {
            console.complain(&verdict::not_written(errors, file));
        } else {
            self.write(file, document, page_tree, console)?;
        }
        verdict::tell_rest(told.minor(), file, console);
        Ok(())
    }

    fn write(
        &mut self,
        file: &Path,
        document: &VanBan,
        page_tree: &PageTree,
        console: &Console,
    ) -> Result<(), Diagnostic> {
        let bytes = docx::render(page_tree).map_err(|error| verdict::cannot_pack(&error))?;
        let output = self.arguments.output.as_deref();
        if output.is_some_and(is_dash) {
            return console::file_to_stdout(&bytes);
        }
        let path = output::place(output, file, &format!("{}.docx", file_name(document, page_tree)))?;
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
        output::write(&path, &bytes, overwrite)?;
        console.tell(&format!("Đã ghi {}", path.display()));
        self.written.insert(path, file.to_path_buf());
        Ok(())
    }
}

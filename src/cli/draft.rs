//! Answers of `vanban moi` that became no file yet: kept beside the documents
//! after every answer, so that nothing typed is lost.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use vanban::diagnostic::Diagnostic;
use vanban::output::{self, Overwrite};

/// Most files of kept answers that are looked for.
const MOST: usize = 20;

/// Answers by question, and the file that holds them.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) answers: BTreeMap<String, String>,
    /// None before the first answer.
    path: Option<PathBuf>,
    folder: PathBuf,
}

impl Draft {
    /// No answers yet.
    pub(super) fn new(folder: &Path) -> Self {
        let folder = folder.strip_prefix(".").unwrap_or(folder);
        Self { folder: folder.to_path_buf(), ..Self::default() }
    }

    /// The answers kept in a folder, the newest first; a file that cannot be
    /// read as such is a reason why.
    pub(super) fn kept(folder: &Path) -> Vec<Result<Self, String>> {
        let paths = (1..=MOST).rev().map(|number| Self::new(folder).path_of(number));
        paths.filter(|path| path.symlink_metadata().is_ok()).map(|path| Self::read(folder, path)).collect()
    }

    fn read(folder: &Path, path: PathBuf) -> Result<Self, String> {
        let text = std::fs::read_to_string(&path);
        let answers = text.map_err(|error| error.to_string()).and_then(|text| {
            serde_saphyr::from_str(&text)
                .map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())
        });
        match answers {
            Ok(answers) => Ok(Self { answers, path: Some(path), ..Self::new(folder) }),
            Err(why) => {
                Err(format!("{} không đọc được như các câu trả lời dở, để nguyên: {why}", path.display()))
            }
        }
    }

    fn path_of(&self, number: usize) -> PathBuf {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        self.folder.join(format!("tra-loi-do-dang{number}.txt"))
    }

    /// The file that holds the answers, when there are some.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Keeps an answer at once. The first makes the file, never over another.
    ///
    /// # Errors
    /// When the file cannot be written; the answer is kept in memory.
    pub(super) fn keep(&mut self, question: &str, answer: &str) -> Result<(), Diagnostic> {
        self.answers.insert(question.to_owned(), answer.to_owned());
        let mut text =
            "# Các câu đã trả lời cho vanban moi; chạy lại vanban moi để làm tiếp, không cần thì xóa.\n"
                .to_owned();
        for (question, answer) in &self.answers {
            text += &format!("{question}: {}\n", serde_json::Value::from(answer.as_str()));
        }
        if let Some(path) = &self.path {
            return output::write(path, text.as_bytes(), Overwrite::Always);
        }
        let free =
            (1..=MOST).map(|number| self.path_of(number)).find(|path| path.symlink_metadata().is_err());
        let path = free.unwrap_or_else(|| self.path_of(MOST));
        output::write(&path, text.as_bytes(), Overwrite::Never)?;
        self.path = Some(path);
        Ok(())
    }

    /// Removes the file: its answers stand in a document now.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub(super) fn remove(&self) -> Result<(), Diagnostic> {
        let Some(path) = &self.path else { return Ok(()) };
        std::fs::remove_file(path).map_err(|error| {
            Diagnostic::warning("ghi-tep", format!("không xóa được {}: {error}", path.display()))
        })
    }
}

//! How `vanban moi` asks: in the terminal, or from a script in tests.

use std::io::IsTerminal;

use dialoguer::{Confirm, Input, Select, console::Term};

use vanban::diagnostic::{Diagnostic, printable};

/// The user gave up, or there is nobody left to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stopped;

/// Asks one thing at a time.
pub(super) trait Ask {
    /// A line of text; an empty answer is the default.
    fn line(&mut self, prompt: &str, default: &str) -> Result<String, Stopped>;
    /// One of several; none when the user wants to go back.
    fn choose(&mut self, prompt: &str, items: &[String]) -> Result<Option<usize>, Stopped>;
    /// Yes or no; yes is the default.
    fn confirm(&mut self, prompt: &str) -> Result<bool, Stopped>;
    /// Tells something between two questions.
    fn say(&mut self, words: &str);
}

/// The terminal.
pub(super) struct Terminal;

impl Terminal {
    /// The terminal, when there is one to ask in. Ctrl-C is an answer there,
    /// so that what was typed before it can be told of.
    ///
    /// # Errors
    /// When standard input or error is no terminal.
    pub(super) fn open() -> Result<Self, Diagnostic> {
        if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
            return Err(Diagnostic::error("cach-dung", "không hỏi được: đây không phải cửa sổ dòng lệnh")
                .help("ghi rõ loại, ví dụ vanban moi ke_hoach; các loại: vanban loai"));
        }
        // Without it Ctrl-C ends the program at once; the answers are kept all the same.
        let _ = ctrlc::set_handler(|| ());
        Ok(Self)
    }
}

/// What a broken-off question leaves: no answer, and a cursor that is shown.
fn stopped(_: dialoguer::Error) -> Stopped {
    let _ = Term::stderr().show_cursor();
    Stopped
}

impl Ask for Terminal {
    fn line(&mut self, prompt: &str, default: &str) -> Result<String, Stopped> {
        let input = Input::<String>::new().with_prompt(prompt).allow_empty(true);
        let input = if default.is_empty() { input } else { input.default(default.to_owned()) };
        input.interact_text().map_err(stopped)
    }

    fn choose(&mut self, prompt: &str, items: &[String]) -> Result<Option<usize>, Stopped> {
        Select::new()
            .with_prompt(prompt)
            .items(items)
            .default(0)
            .max_length(12)
            .interact_opt()
            .map_err(stopped)
    }

    fn confirm(&mut self, prompt: &str) -> Result<bool, Stopped> {
        let prompt = format!("{prompt} (y: có, n: không)");
        Confirm::new().with_prompt(prompt).default(true).interact().map_err(stopped)
    }

    fn say(&mut self, words: &str) {
        super::console::say(&printable(words));
    }
}

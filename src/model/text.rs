//! The two sorts of text in a document, each with its place in the file.

use crate::diagnostic::Span;

/// A value that prints as typed: a name, a number, a position. Never run as a
/// template, never read as Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Literal {
    /// The text, in NFC.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}

/// A text that may use Tera and Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TemplateText {
    /// The text as typed, in NFC.
    pub value: String,
    /// Where it stands.
    pub span: Span,
    /// Prints as typed all the same: a value from outside in the place of a
    /// text.
    pub verbatim: bool,
}

impl TemplateText {
    /// A value that stands in the place of a text and prints as typed.
    pub fn verbatim(value: &str) -> Self {
        Self { value: value.to_owned(), verbatim: true, ..Self::default() }
    }
}

impl Literal {
    /// Words that stand in no file.
    pub fn of(value: &str) -> Self {
        Self { value: value.to_owned(), ..Self::default() }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

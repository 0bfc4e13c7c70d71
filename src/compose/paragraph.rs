//! A paragraph of the page tree: runs of words, each with one formatting, and
//! the footnotes they call.

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::law::{Alignment, Profile, StyleId};

/// A paragraph in a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its style.
    pub style: StyleId,
    /// Its text.
    pub runs: Vec<Run>,
    /// Must stand on the same page as what follows, whatever its style says.
    pub keep_next: bool,
    /// Spread over lines of about equal length (titles).
    pub balanced: bool,
    /// Alignment other than the style's (table cells).
    pub align: Option<Alignment>,
    /// Where its text stands in a source; none of words of the program.
    pub origin: Option<Span>,
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn plain(style: StyleId, text: impl Into<String>) -> Self {
        Self::new(style, vec![Run::plain(text)])
    }

    /// A paragraph of runs.
    pub fn new(style: StyleId, runs: Vec<Run>) -> Self {
        Self { style, runs, keep_next: false, balanced: false, align: None, origin: None }
    }

    /// A paragraph in capitals where the legal table has the style in capitals.
    /// Nothing else asks for them.
    pub fn in_style(profile: &Profile, style: StyleId, mut runs: Vec<Run>) -> Self {
        if profile.styles.get(style).in_hoa {
            runs.iter_mut().for_each(|run| run.text = run.text.to_uppercase());
        }
        Self::new(style, runs)
    }

    /// A paragraph of one plain run, see [`Paragraph::in_style`].
    pub fn plain_in_style(profile: &Profile, style: StyleId, text: impl Into<String>) -> Self {
        Self::in_style(profile, style, vec![Run::plain(text)])
    }

    /// The paragraph, with the place that its text comes from.
    #[must_use]
    pub fn from_source(mut self, span: Span) -> Self {
        self.note_origin(span);
        self
    }

    /// Notes where its text and that of its footnotes stand, unless that is
    /// known. A span of nothing is that of a value which no file holds.
    pub fn note_origin(&mut self, span: Span) {
        if span == Span::default() {
            return;
        }
        self.origin.get_or_insert(span);
        let notes = self.runs.iter_mut().filter_map(|run| run.note.as_mut());
        notes.flat_map(|note| &mut note.paragraphs).for_each(|paragraph| paragraph.note_origin(span));
    }

    /// Marks the paragraph as a title, see [`Paragraph::balanced`].
    #[must_use]
    pub fn balanced(mut self) -> Self {
        self.balanced = true;
        self
    }

    /// The text without formatting; a line break counts as `\n`.
    pub fn text(&self) -> String {
        text_of(&self.runs)
    }
}

/// The text of runs without formatting.
pub(super) fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Text with one formatting. A line break is `\n` in the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Bold on top of the style.
    pub bold: bool,
    /// Italic on top of the style.
    pub italic: bool,
    /// Underlined.
    pub underlined: bool,
    /// Above or below the line.
    pub script: Option<Script>,
    /// A place to fill in, marked so that nobody overlooks it.
    pub blank: bool,
    /// The address that the words lead to.
    pub link: Option<Arc<str>>,
    /// The footnote that is called here; such a run has no text.
    pub note: Option<Box<Footnote>>,
}

/// Small letters off the line: m², H₂O.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Above.
    Raised,
    /// Below.
    Lowered,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// Its number in the document, from 1.
    pub number: usize,
    /// Its text.
    pub paragraphs: Vec<Paragraph>,
}

impl Run {
    /// Text as its style has it.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether text of both can be one run.
    pub fn looks_like(&self, other: &Self) -> bool {
        let look = |run: &Self| {
            (
                run.bold,
                run.italic,
                run.underlined,
                run.script,
                run.blank,
                run.link.clone(),
                run.note.is_none(),
            )
        };
        self.note.is_none() && look(self) == look(other)
    }

    /// Whether it prints nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.note.is_none()
    }
}

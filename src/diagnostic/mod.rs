//! What a user is told about a file: message, place, and how to mend it.
//!
//! A leaf of the module graph: every other module may report, none is needed
//! here. [`Sources`] keeps the text of the files read, so that a report can
//! show the line it speaks of.

mod align;
mod faults;
mod json;
mod scalar;
mod suggest;
mod text;

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

pub use align::Offsets;
pub use faults::{Faults, Told};
pub use json::{JsonDiagnostic, JsonSeverity, to_json};
pub use scalar::ScalarStyle;
pub use suggest::nearest;
pub use text::{printable, render, render_all};

/// Which of the files in [`Sources`] a [`Span`] lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct SourceId(u16);

/// A byte range in the (NFC) text of a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `range` of `source`. Offsets past `u32::MAX` cannot occur:
    /// input files are limited to a few megabytes.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How grave a report is. Only [`Severity::Error`] stops a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The document cannot be built.
    Error,
    /// The document is built, but something in it is probably wrong.
    Warning,
    /// An observation.
    Hint,
}

impl Severity {
    /// The Vietnamese word shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
            Self::Hint => "gợi ý",
        }
    }
}

/// A place inside a text value: the value as decoded from YAML, and a byte
/// range in it. Resolved to a place in the file when the report is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// The decoded value.
    pub value: Arc<str>,
    /// The byte range in `value`.
    pub range: Range<usize>,
}

/// Where something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Place {
    /// In no file.
    #[default]
    Nowhere,
    /// In a text.
    Text {
        /// The value.
        span: Span,
        /// The part of it, where it is not all of the value.
        within: Option<Within>,
    },
    /// In a workbook.
    Cell {
        /// File, sheet and cell, in words.
        name: String,
        /// The place of the document that takes it from there.
        taken_at: Option<Span>,
    },
}

impl Place {
    /// A cell of a workbook, in words.
    pub fn cell_named(name: impl Into<String>) -> Self {
        Self::Cell { name: name.into(), taken_at: None }
    }

    /// Where it stands in a text.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Nowhere => None,
            Self::Text { span, .. } => Some(*span),
            Self::Cell { taken_at, .. } => *taken_at,
        }
    }

    /// The part of a value that it is.
    pub fn within(&self) -> Option<&Within> {
        match self {
            Self::Text { within, .. } => within.as_ref(),
            Self::Nowhere | Self::Cell { .. } => None,
        }
    }

    /// The cell of a workbook, in words; empty when it is none.
    pub fn cell(&self) -> &str {
        match self {
            Self::Cell { name, .. } => name,
            Self::Nowhere | Self::Text { .. } => "",
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Text { span, within: None }
    }
}

impl From<Option<Span>> for Place {
    fn from(span: Option<Span>) -> Self {
        span.map_or(Self::Nowhere, Self::from)
    }
}

impl From<&Self> for Place {
    fn from(place: &Self) -> Self {
        place.clone()
    }
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// Stable identifier, e.g. `khoa-la`.
    pub code: &'static str,
    /// One sentence in Vietnamese.
    pub message: String,
    /// Path of the key concerned, e.g. `noi_dung[1].tieu_de`; empty when none.
    pub key: String,
    /// Where.
    pub place: Place,
    /// What stands under the marked place.
    pub label: String,
    /// How to mend it; empty when there is nothing to say.
    pub help: String,
}

impl Diagnostic {
    /// An error with a code and a message.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            key: String::new(),
            place: Place::Nowhere,
            label: String::new(),
            help: String::new(),
        }
    }

    /// A warning with a code and a message.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, place: impl Into<Place>) -> Self {
        self.place = place.into();
        self
    }

    /// Sets the place, unless it has one.
    #[must_use]
    pub fn or_at(self, place: impl Into<Place>) -> Self {
        if self.place == Place::Nowhere { self.at(place) } else { self }
    }

    /// Narrows the place in a text to `range` of the `value` that stands there.
    #[must_use]
    pub fn within(mut self, value: &str, range: Range<usize>) -> Self {
        if let Place::Text { within, .. } = &mut self.place {
            *within = Some(Within { value: value.into(), range });
        }
        self
    }

    /// Sets the path of the key.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// Sets the words under the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// A file that was read: its display name and its text in NFC.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The name as the user gave it; `<stdin>` for standard input.
    pub name: String,
    /// The text, normalised to NFC.
    pub text: String,
    /// Where the file first differed from NFC, as an offset in `text`.
    pub normalised: Option<usize>,
}

/// Every file read for a document, by [`SourceId`].
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// A place for people: 1-based line and column, column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.add_normalised(name, text, None)
    }

    /// Adds a file whose text was brought to NFC from `normalised` on.
    pub fn add_normalised(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
        normalised: Option<usize>,
    ) -> SourceId {
        let id = SourceId(u16::try_from(self.files.len()).unwrap_or(u16::MAX));
        self.files.push(SourceFile { name: name.into(), text: text.into(), normalised });
        id
    }

    /// The file that was read first, which takes over the others: the document.
    pub fn main() -> SourceId {
        SourceId(0)
    }

    /// The document's own file.
    pub fn main_file(&self) -> Option<&SourceFile> {
        self.get(Self::main())
    }

    /// The file with this id.
    pub fn get(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(usize::from(id.0))
    }

    /// The files, in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        (0..).map(SourceId).zip(&self.files)
    }

    /// The texts, in the order of reading.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.text.as_str())
    }

    /// The exact byte range a report speaks of, clamped to the file's text.
    pub fn range_of(&self, diagnostic: &Diagnostic) -> Option<(SourceId, Range<usize>)> {
        let span = diagnostic.place.span()?;
        let text = &self.get(span.source)?.text;
        let outer = clamp(text, span.range());
        let range = match diagnostic.place.within() {
            Some(within) => {
                let (before, raw) = (&text[..outer.start], &text[outer.clone()]);
                let inner = align::align(before, raw, &within.value, within.range.clone());
                outer.start + inner.start..outer.start + inner.end
            }
            None => outer,
        };
        Some((span.source, range))
    }

    /// Where the characters of a decoded value stand in the file, for many
    /// ranges of one value.
    pub fn offsets(&self, span: Span, value: &str) -> Offsets {
        let text = self.get(span.source).map_or("", |file| file.text.as_str());
        let outer = clamp(text, span.range());
        Offsets::new(text, outer, value)
    }

    /// How the scalar at a place writes its value.
    pub fn style(&self, span: Span, value: &str) -> ScalarStyle {
        let text = self.get(span.source).map_or("", |file| file.text.as_str());
        let outer = clamp(text, span.range());
        ScalarStyle::of(&text[..outer.start], &text[outer], value)
    }

    /// Line and column of a byte offset in a file.
    pub fn line_column(&self, id: SourceId, offset: usize) -> LineColumn {
        let text = self.get(id).map_or("", |file| file.text.as_str());
        let before = &text[..clamp(text, offset..offset).start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        LineColumn {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Moves a range inside the text and onto character boundaries.
fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let snap = |mut offset: usize| {
        offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = snap(range.start);
    start..snap(range.end).max(start)
}

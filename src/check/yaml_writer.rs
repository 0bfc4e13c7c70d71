//! Edits of a YAML file, comments and layout kept.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::edit::{Change, Writer};
use super::finding::Edit;
use crate::diagnostic::{Offsets, ScalarStyle, Sources, Span, Within};

/// Writes into the document's own file.
pub(super) struct YamlWriter<'s> {
    sources: &'s Sources,
    /// Where the characters of each text stand in the file, worked out once.
    known: HashMap<Span, Offsets>,
}

impl<'s> YamlWriter<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self { sources, known: HashMap::new() }
    }

    fn offsets(&mut self, span: Span, value: &str) -> &Offsets {
        match self.known.entry(span) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(self.sources.offsets(span, value)),
        }
    }
}

impl Writer for YamlWriter<'_> {
    fn change(&mut self, edit: &Edit) -> Option<Change> {
        let span = edit.place.span().filter(|span| span.source == Sources::main())?;
        let text = &self.sources.get(span.source)?.text;
        let new = edit.new.as_str();
        let Some(Within { value, range: part }) = edit.place.within() else {
            return Some(Change { range: span.range(), words: new.to_owned() });
        };
        let offsets = self.offsets(span, value);
        let range = offsets.range(text, value, part)?;
        let style = offsets.style();
        if !keeps_lines(&value[part.clone()], new, style) {
            return None;
        }
        if style != ScalarStyle::Plain {
            return Some(Change { range, words: style.encode(new) });
        }
        let scalar = offsets.scalar();
        let (before, after) = (text.get(scalar.start..range.start)?, text.get(range.end..scalar.end)?);
        if stays_plain(before, &text[range.clone()], new, after) {
            return Some(Change { range, words: new.to_owned() });
        }
        // A scalar of one line is its own value: it may be quoted.
        if text[scalar.clone()].contains('\n') {
            return None;
        }
        let changed = format!("{before}{new}{after}");
        Some(Change { range: scalar, words: format!("\"{}\"", ScalarStyle::Double.encode(&changed)) })
    }
}

/// Whether lines of the value stay lines: only a fix that joins two of them
/// takes a line break away, and none makes one.
fn keeps_lines(typed: &str, new: &str, style: ScalarStyle) -> bool {
    let joins = new == " " && typed.chars().all(char::is_whitespace);
    !new.contains('\n')
        && (!typed.contains('\n') || joins && matches!(style, ScalarStyle::Literal | ScalarStyle::Double))
}

/// Whether a plain scalar is still one, and of the same words, when `new` takes
/// the place of `old` in it (YAML 1.2, 7.3.3). It was one before, so only what
/// stands around the new words can break it.
fn stays_plain(before: &str, old: &str, new: &str, after: &str) -> bool {
    const INDICATORS: [char; 21] = [
        ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '-', '?', ':', ' ',
        '\n',
    ];
    let flow = |text: &str| text.matches([',', '[', ']', '{', '}']).count();
    let around: String =
        before.chars().next_back().into_iter().chain(new.chars()).chain(after.chars().next()).collect();
    let broken = [": ", ":\n", " #", ":,", ":]", ":}"].iter().any(|mark| around.contains(mark));
    let starts = !before.is_empty()
        || new.chars().chain(after.chars()).next().is_some_and(|first| {
            // What it started with before was fine there.
            old.starts_with(first) || !INDICATORS.contains(&first)
        });
    let ends = !after.is_empty() || !around.ends_with([':', ' ', '\n']);
    !broken && starts && ends && flow(new) <= flow(old)
}

//! Runs: places to fill in, footnotes.

use std::borrow::Cow;
use std::sync::Arc;

use super::sheet::Sheet;
use super::text;
use super::tree::{Note, TextRun};
use crate::compose::{Footnote, Paragraph, Run};
use crate::placeholder;

/// The runs of a paragraph, cut where a starter's place to fill begins and
/// ends, which may be in the middle of one or span several.
pub(super) fn runs<'t>(sheet: &Sheet<'t>, paragraph: &'t Paragraph) -> Vec<TextRun<'t>> {
    let runs = paragraph.runs.as_slice();
    let words = paragraph.text();
    let places = placeholder::ranges(&words);
    let mut set = Vec::with_capacity(runs.len());
    let mut start = 0;
    for run in runs {
        let end = start + run.text.len();
        let inside = |cut: &usize| (start + 1..end).contains(cut);
        let cuts = places.iter().flat_map(|place| [place.start, place.end]).filter(inside);
        let mut from = start;
        for to in cuts.chain([end]) {
            let blank = run.blank || places.iter().any(|place| place.contains(&from));
            let words = &run.text[from - start..to - start];
            let is_marked = blank && (to > from || places.is_empty());
            set.push(TextRun { blank: is_marked, ..self::run(sheet, run, words) });
            from = to;
        }
        start = end;
    }
    set
}

fn run<'t>(sheet: &Sheet<'t>, run: &'t Run, words: &'t str) -> TextRun<'t> {
    TextRun {
        text: Cow::Borrowed(words),
        bold: run.bold,
        italic: run.italic,
        underlined: run.underlined,
        script: run.script,
        blank: run.blank,
        colour: None,
        link: run.link.as_deref(),
        note: run.note.as_deref().map(|footnote| Arc::new(note(sheet, footnote))),
    }
}

/// A footnote; a blank stands between its number and its words.
fn note<'t>(sheet: &Sheet<'t>, footnote: &'t Footnote) -> Note<'t> {
    let mut texts: Vec<_> = footnote
        .paragraphs
        .iter()
        .map(|paragraph| text::text(sheet, paragraph, sheet.text_width()))
        .collect();
    if let Some(first) = texts.first_mut() {
        first.runs.insert(0, TextRun { text: Cow::Borrowed(" "), ..TextRun::default() });
    }
    Note { number: footnote.number, texts }
}

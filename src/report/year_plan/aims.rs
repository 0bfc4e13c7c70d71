//! The aims and demands of a year's plan: sentences of the period's plan.

use std::ops::Range;

use serde::Serialize;

use super::bases::called_ids;
use super::maker::{LEFT, Maker, blank};
use super::sentences::{Lines, called_notes, sentences};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Literal, Muc, NoiDung, TemplateText};

/// Most sentences.
const MAX_SENTENCES: usize = 6;
/// The words by which the section is known.
const TITLES: [&str; 3] = ["mục đích", "yêu cầu", "mục tiêu"];
/// The title where the plan has no such section.
const TITLE: &str = "Mục đích, yêu cầu";
/// Most characters of a sentence that a message shows.
const SHOWN: usize = 60;

/// The section: paragraphs by themselves, or under titles.
#[derive(Debug, Serialize)]
pub(super) struct Aims {
    /// The name that texts refer to it by.
    pub(super) id: Option<String>,
    pub(super) tieu_de: String,
    pub(super) muc: Vec<Part>,
}

/// A titled part.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub(super) tieu_de: String,
    pub(super) noi_dung: String,
}

/// Sentences of one section.
struct Chosen<'d> {
    section: &'d Muc,
    sentences: Vec<String>,
    lines: Lines<'d>,
}

impl Chosen<'_> {
    /// The sentences, each a paragraph, and the footnotes that they call.
    fn text(&self) -> String {
        let mut text = self.sentences.join("\n");
        let notes = self.sentences.iter().flat_map(|sentence| called_notes(sentence));
        for note in notes.filter_map(|label| self.lines.notes.get(label)) {
            text.push_str("\n\n");
            text.push_str(note);
        }
        text
    }
}

impl<'d> Maker<'d> {
    /// The sentences that the plan marks (`nam_nay`), else the first of each
    /// paragraph; at most six, in turn from every part. `carried` are the ids of
    /// the sections that the year's plan has too.
    pub(super) fn aims(&mut self, content: &'d NoiDung, carried: &[&str]) -> Aims {
        let sections = content.sections();
        let NoiDung::Muc(top) = content else { return self.no_aims() };
        let home = top.iter().find(|section| is_aims(section));
        let home_id = home.and_then(|home| home.id.as_ref()).map(Literal::as_str);
        let known: Vec<&str> = carried.iter().copied().chain(home_id).collect();
        let marked: Vec<&Muc> = sections.into_iter().filter(|section| section.nam_nay).collect();
        let (all, most) =
            if marked.is_empty() { (home.map_or_else(Vec::new, within), 1) } else { (marked, usize::MAX) };
        let chosen = all.into_iter().map(|section| self.chosen(section, most, &known));
        let mut chosen: Vec<Chosen<'_>> = chosen.collect();
        chosen.retain(|part| !part.sentences.is_empty());
        let total: usize = chosen.iter().map(|part| part.sentences.len()).sum();
        if total == 0 {
            return self.no_aims();
        }
        if total > MAX_SENTENCES {
            let more = total - MAX_SENTENCES;
            let message = format!("{LEFT}{more} câu ở {TITLE}: nhiều nhất {MAX_SENTENCES} câu");
            let help = "ghi nam_nay: true ở những mục cần lấy";
            let hint = Diagnostic::warning("ke-hoach-nam", message).help(help);
            self.leave_out(Diagnostic { severity: Severity::Hint, ..hint });
            shorten(&mut chosen);
        }
        let tieu_de = home.and_then(|home| home.tieu_de.as_ref());
        let tieu_de = tieu_de.map_or_else(|| TITLE.to_owned(), |title| title.value.clone());
        let muc = chosen.into_iter().map(|part| Part {
            tieu_de: part.section.tieu_de.as_ref().map_or_else(String::new, |title| title.value.clone()),
            noi_dung: part.text(),
        });
        Aims { id: home_id.map(str::to_owned), tieu_de, muc: muc.collect() }
    }

    fn no_aims(&mut self) -> Aims {
        let what = format!("mục đích, yêu cầu của {}", self.year.name());
        self.note(format!("{what} (kế hoạch không có mục ấy, hoặc ghi nam_nay: true ở mục cần lấy)"));
        let noi_dung = blank(&what) + ".";
        let muc = vec![Part { tieu_de: String::new(), noi_dung }];
        Aims { id: None, tieu_de: TITLE.to_owned(), muc }
    }

    /// The first `most` sentences of each paragraph of a section. What cannot
    /// stand in the year's plan is told.
    fn chosen(&mut self, section: &'d Muc, most: usize, known: &[&str]) -> Chosen<'d> {
        let Some(text) = &section.noi_dung else {
            return Chosen { section, sentences: Vec::new(), lines: Lines::default() };
        };
        let lines = Lines::of(&text.value);
        for (what, place) in &lines.other {
            self.leave(text, place.clone(), (*what).to_owned(), "chép tay vào kế hoạch năm nếu cần");
        }
        let mut taken = Vec::new();
        for (words, place) in &lines.words {
            for sentence in sentences(words).into_iter().take(most) {
                match hindrance(&sentence, &lines, known) {
                    Some((why, help)) => {
                        let what = format!("câu “{}”: {why}", shown(&sentence));
                        self.leave(text, place.clone(), what, help);
                    }
                    None => taken.push(sentence),
                }
            }
        }
        Chosen { section, sentences: taken, lines }
    }

    fn leave(&mut self, text: &TemplateText, place: Range<usize>, what: String, help: &str) {
        let message = format!("{LEFT}{what} (ở {TITLE})");
        let hint = Diagnostic { severity: Severity::Hint, ..Diagnostic::warning("ke-hoach-nam", message) };
        self.leave_out(hint.at(text.span).within(&text.value, place).help(help));
    }
}

/// Why a sentence cannot stand in the year's plan, and what to do.
fn hindrance(sentence: &str, lines: &Lines<'_>, known: &[&str]) -> Option<(String, &'static str)> {
    let mut all = vec![sentence];
    for label in called_notes(sentence) {
        let Some(note) = lines.notes.get(label) else {
            let why = format!("không thấy lời của chú thích [^{label}] trong mục này");
            return Some((why, "ghi [^...]: lời chú thích ở cuối chính mục ấy"));
        };
        all.push(note);
    }
    let missing = all.into_iter().flat_map(|text| called_ids("xem", text)).find(|id| !known.contains(id))?;
    let why = format!("nhắc đến mục `{missing}` mà kế hoạch năm không có");
    Some((why, "viết lại câu ấy trong kế hoạch năm nếu cần"))
}

/// The start of a sentence, for a message.
fn shown(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let start: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_none() { start } else { format!("{}…", start.trim_end()) }
}

fn is_aims(section: &Muc) -> bool {
    let title = section.tieu_de.as_ref().map_or_else(String::new, |title| title.value.to_lowercase());
    TITLES.iter().any(|words| title.starts_with(words))
}

/// A section and those below it.
fn within(section: &Muc) -> Vec<&Muc> {
    let mut all = vec![section];
    section.muc.iter().for_each(|below| all.extend(within(below)));
    all
}

/// Takes one sentence of every part in turn until there are enough.
fn shorten(parts: &mut [Chosen<'_>]) {
    let mut kept = vec![0; parts.len()];
    let mut left = MAX_SENTENCES;
    while left > 0 {
        for (count, part) in kept.iter_mut().zip(parts.iter()) {
            if left > 0 && *count < part.sentences.len() {
                *count += 1;
                left -= 1;
            }
        }
    }
    parts.iter_mut().zip(kept).for_each(|(part, count)| part.sentences.truncate(count));
}

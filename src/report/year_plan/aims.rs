//! The aims and demands of a year's plan: sentences of the period's plan.

use serde::Serialize;

use super::maker::{LEFT, Maker, blank};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Muc, NoiDung};

/// Most sentences.
const MAX_SENTENCES: usize = 6;
/// The words by which the section is known.
const TITLES: [&str; 3] = ["mục đích", "yêu cầu", "mục tiêu"];
/// The title where the plan has no such section.
const TITLE: &str = "Mục đích, yêu cầu";

/// The section: paragraphs by themselves, or under titles.
#[derive(Debug, Serialize)]
pub(super) struct Aims {
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
}

impl Maker<'_> {
    /// The sentences that the plan marks (`nam_nay`), else the first of each
    /// paragraph; at most six, in turn from every part.
    pub(super) fn aims(&mut self, content: &NoiDung) -> Aims {
        let sections = content.sections();
        let NoiDung::Muc(top) = content else { return self.no_aims() };
        let home = top.iter().find(|section| is_aims(section));
        let marked: Vec<&Muc> = sections.into_iter().filter(|section| section.nam_nay).collect();
        let mut chosen: Vec<Chosen<'_>> = if marked.is_empty() {
            let all = home.map_or_else(Vec::new, within);
            all.into_iter().map(|section| Chosen { section, sentences: firsts(section) }).collect()
        } else {
            marked.into_iter().map(|section| Chosen { section, sentences: all_of(section) }).collect()
        };
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
            noi_dung: part.sentences.join("\n"),
        });
        Aims { tieu_de, muc: muc.collect() }
    }

    fn no_aims(&mut self) -> Aims {
        let what = format!("mục đích, yêu cầu của {}", self.year.name());
        self.note(format!("{what} (kế hoạch không có mục ấy, hoặc ghi nam_nay: true ở mục cần lấy)"));
        let noi_dung = blank(&what) + ".";
        Aims { tieu_de: TITLE.to_owned(), muc: vec![Part { tieu_de: String::new(), noi_dung }] }
    }
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

/// The first sentence of each paragraph.
fn firsts(section: &Muc) -> Vec<String> {
    paragraphs(section).filter_map(|line| sentences(line).into_iter().next()).collect()
}

/// Every sentence.
fn all_of(section: &Muc) -> Vec<String> {
    paragraphs(section).flat_map(sentences).collect()
}

/// Lines that are words of a paragraph: no tables, titles, quotations,
/// pictures, footnotes, nor what refers to sections of the plan.
fn paragraphs(section: &Muc) -> impl Iterator<Item = &str> {
    let text = section.noi_dung.as_ref().map_or("", |text| text.value.as_str());
    let is_words = |line: &&str| {
        let other = ["|", "#", ">", "<", "[^", "!", "```"].iter().any(|mark| line.starts_with(mark));
        !line.is_empty() && !other && !line.contains("xem(") && !line.contains("[^") && !line.contains("{%")
    };
    text.lines().map(str::trim).map(unlabelled).filter(is_words)
}

/// A line without the mark of a list.
fn unlabelled(line: &str) -> &str {
    let Some((label, rest)) = line.split_once(' ') else { return line };
    let number = label.trim_end_matches(['.', ')']);
    let is_number =
        number.len() < label.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let is_letter = label.ends_with(')') && label.chars().count() == 2;
    if matches!(label, "-" | "+" | "*" | "–") || is_number || is_letter { rest.trim_start() } else { line }
}

/// The sentences of a paragraph. Where an end is not sure, or marks would be
/// torn apart, it goes on.
fn sentences(line: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let next = line[end..].chars().find(|c| !c.is_whitespace());
        let is_end = matches!(c, '.' | '!' | '?')
            && line[end..].starts_with(char::is_whitespace)
            && next.is_some_and(char::is_uppercase)
            && !is_short(&line[start..at])
            && is_whole(&line[start..end]);
        if is_end {
            found.push(line[start..end].trim().to_owned());
            start = end;
        }
    }
    let rest = line[start..].trim();
    if !rest.is_empty() {
        found.push(stopped(rest));
    }
    found
}

/// With a full stop in place of the semicolon of a list.
fn stopped(line: &str) -> String {
    let bare = line.trim_end_matches([';', ',']);
    if bare.ends_with(['.', '!', '?', ':', '…']) { bare.to_owned() } else { format!("{bare}.") }
}

/// Whether the last word is an abbreviation: "TP", "HU".
fn is_short(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    word.chars().count() <= 3 && capitals > 0 && (capitals > 1 || word.chars().count() < 3)
}

/// Whether marks are closed.
fn is_whole(text: &str) -> bool {
    let pairs = [("{{", "}}"), ("“", "”"), ("(", ")")];
    let closed = pairs.iter().all(|(open, close)| text.matches(open).count() == text.matches(close).count());
    closed && text.matches('*').count().is_multiple_of(2) && text.matches("**").count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_the_next_begins() {
        let found = sentences("Một việc của TP. Hà Giang (xem 1. Hai). Việc v.v. khác nữa. {{ a.b }}. Ba");
        assert_eq!(
            found,
            ["Một việc của TP. Hà Giang (xem 1. Hai).", "Việc v.v. khác nữa. {{ a.b }}.", "Ba."]
        );
        assert_eq!(sentences("Nâng cao nhận thức;"), ["Nâng cao nhận thức."]);
        assert!(sentences(" ").is_empty());
    }
}

//! Footnotes: their text, what is wrong with their marks, their numbers.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown::{Element, OPTIONS};
use super::page::PageSection;
use super::paragraph::{Footnote, Paragraph};
use super::reading;
use crate::law::StyleId;

/// The footnotes of a text by their names.
pub(super) type Notes = HashMap<String, Footnote>;

/// The footnote that says this.
pub(super) fn of(elements: Vec<Element>) -> Footnote {
    let mut paragraphs = Vec::new();
    note_text(elements, &mut paragraphs);
    Footnote { number: 0, paragraphs }
}

/// The paragraphs of a footnote; lists and tables in it lose their form.
fn note_text(elements: Vec<Element>, paragraphs: &mut Vec<Paragraph>) {
    for element in elements {
        match element {
            Element::Paragraph(runs) | Element::Outside(runs) | Element::Heading(_, runs) => {
                paragraphs.push(Paragraph::new(StyleId::ChuThich, runs));
            }
            Element::List(list) => {
                list.items.into_iter().for_each(|item| note_text(item.elements, paragraphs));
            }
            Element::Quote(elements) => note_text(elements, paragraphs),
            Element::Table { header, rows, .. } => {
                let cells = header.into_iter().chain(rows.into_iter().flatten());
                paragraphs.extend(cells.map(|runs| Paragraph::new(StyleId::ChuThich, runs)));
            }
            Element::Picture { alternative, .. } => {
                paragraphs.push(Paragraph::plain(StyleId::ChuThich, alternative));
            }
        }
    }
}

/// What is wrong with the footnotes of a Markdown text: a message and how to
/// mend it. A footnote is called once, outside other footnotes.
pub(super) fn faults(markdown: &str) -> Vec<(String, &'static str)> {
    if !markdown.contains("[^") {
        return Vec::new();
    }
    let mut calls: HashMap<String, usize> = HashMap::new();
    let mut defined: Vec<String> = Vec::new();
    let mut faults = Vec::new();
    let mut depth = 0_usize;
    // The pieces of a call without a footnote: "[", "^1", "]", side by side.
    let mut pieces: Vec<(String, usize)> = Vec::new();
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                depth += 1;
                defined.push(label.to_string());
            }
            Event::End(TagEnd::FootnoteDefinition) => depth = depth.saturating_sub(1),
            Event::FootnoteReference(label) if depth > 0 => faults.push((
                format!("chú thích [^{label}] được gọi trong một chú thích khác"),
                "gọi chú thích trong lời văn, không gọi trong chú thích",
            )),
            Event::FootnoteReference(label) => *calls.entry(label.to_lowercase()).or_default() += 1,
            Event::Text(text) => {
                if pieces.last().is_some_and(|(_, end)| *end != range.start) {
                    pieces.clear();
                }
                pieces.push((text.to_string(), range.end));
                faults.extend(unknown(&pieces));
                continue;
            }
            _ => {}
        }
        pieces.clear();
    }
    for (label, _) in calls.iter().filter(|(_, count)| **count > 1) {
        faults.push((
            format!("chú thích [^{label}] được gọi nhiều lần"),
            "mỗi chú thích gọi một lần; thêm chú thích khác cho chỗ sau",
        ));
    }
    for (index, label) in defined.iter().enumerate() {
        let folded = label.to_lowercase();
        if defined[..index].iter().any(|other| other.to_lowercase() == folded) {
            faults.push((format!("chú thích [^{label}] viết hai lần"), "đặt tên khác cho một trong hai"));
        } else if !calls.contains_key(&folded) {
            faults.push((
                format!("chú thích [^{label}] không được gọi ở đâu trong đoạn này"),
                "thêm [^...] vào chỗ cần chú thích, hoặc bỏ chú thích này",
            ));
        }
    }
    faults.sort();
    faults
}

/// The call that ends here and has no footnote.
fn unknown(pieces: &[(String, usize)]) -> Option<(String, &'static str)> {
    let [.., (open, _), (label, _), (close, _)] = pieces else { return None };
    let name = label.strip_prefix('^').filter(|name| !name.is_empty() && !name.contains(' '))?;
    (open.ends_with('[') && close.starts_with(']')).then(|| {
        (
            format!("không có chú thích nào mang tên [^{name}]"),
            "thêm một dòng `[^tên]: lời chú thích` vào cùng đoạn này",
        )
    })
}

/// Numbers the footnotes through the whole document; gives how many there are.
pub(super) fn number(sections: &mut [PageSection]) -> usize {
    let mut count = 0;
    reading::each_paragraph(sections, &mut |paragraph| {
        for note in paragraph.runs.iter_mut().filter_map(|run| run.note.as_mut()) {
            count += 1;
            note.number = count;
        }
    });
    count
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::compose::markdown::escape;

    #[test]
    fn calls_and_footnotes_belong_together() {
        let first = |text: &str| faults(text).into_iter().map(|(message, _)| message).next();
        for fine in
            ["a[^1] b[^2]\n\n[^2]: hai\n[^1]: một", "a", "\\[^1\\]", "`[^1]`", &escape("[^1] x"), "[^a b]"]
        {
            assert_eq!(first(fine), None, "{fine}");
        }
        for (text, told) in [
            ("a[^1]", "không có chú thích"),
            ("a\n\n[^1]: một", "không được gọi"),
            ("a[^1] b[^1]\n\n[^1]: một", "nhiều lần"),
            ("a[^1]\n\n[^1]: một\n\n[^1]: hai", "viết hai lần"),
            ("a[^1] b[^2]\n\n[^1]: một[^2]\n\n[^2]: hai", "trong một chú thích khác"),
        ] {
            assert!(first(text).is_some_and(|message| message.contains(told)), "{text}: {:?}", first(text));
        }
    }
}

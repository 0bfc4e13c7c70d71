//! The runs of one paragraph.

use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::fault::{self, Fault};
use crate::compose::footnote::Notes;
use crate::compose::mark;
use crate::compose::paragraph::{Run, Script};

/// Schemes that a link may have; on paper the words before `:` of the last two
/// are left out.
const SCHEMES: [(&str, &str); 4] =
    [("https://", ""), ("http://", ""), ("mailto:", "mailto:"), ("tel:", "tel:")];

/// Gathers runs of one paragraph.
#[derive(Debug, Default)]
pub(super) struct Inline {
    runs: Vec<Run>,
    bold: usize,
    italic: usize,
    underlined: usize,
    raised: usize,
    lowered: usize,
    blank: bool,
    link: Option<Link>,
}

/// The link that is open.
#[derive(Debug)]
struct Link {
    address: Arc<str>,
    /// Its words so far.
    words: String,
}

impl Inline {
    /// Takes an event within a paragraph that is no line break.
    pub(super) fn event(&mut self, event: &Event<'_>, notes: &Notes, faults: &mut Vec<Fault>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.push(text),
            Event::InlineHtml(html) | Event::Html(html) => self.tag(html, faults),
            Event::FootnoteReference(label) => {
                if let Some(note) = notes.get(&label.to_lowercase()) {
                    let note = Some(Box::new(note.clone()));
                    self.runs.push(Run { note, ..Run::default() });
                }
            }
            Event::Start(Tag::Strong) => self.bold += 1,
            Event::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.italic += 1,
            Event::End(TagEnd::Emphasis) => self.italic = self.italic.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, title, .. }) => self.open_link(dest_url, title, faults),
            Event::End(TagEnd::Link) => self.close_link(faults),
            _ => {}
        }
    }

    /// The few tags that mean something on paper.
    fn tag(&mut self, html: &str, faults: &mut Vec<Fault>) {
        let count = |depth: &mut usize, opens: bool| {
            *depth = if opens { *depth + 1 } else { depth.saturating_sub(1) };
        };
        match html.trim().to_ascii_lowercase().as_str() {
            // The mark of HTML for what the reader must look at.
            tag @ ("<mark>" | "</mark>") => self.blank = tag == "<mark>",
            "<br>" | "<br/>" | "<br />" => self.push("\n"),
            tag @ ("<u>" | "</u>") => count(&mut self.underlined, tag == "<u>"),
            tag @ ("<sup>" | "</sup>") => count(&mut self.raised, tag == "<sup>"),
            tag @ ("<sub>" | "</sub>") => count(&mut self.lowered, tag == "<sub>"),
            _ => faults.push(fault::tag(html)),
        }
    }

    fn open_link(&mut self, address: &CowStr<'_>, title: &CowStr<'_>, faults: &mut Vec<Fault>) {
        if !title.is_empty() {
            faults.push(fault::link_title(title));
        }
        // `<a@b.vn>` has no scheme in the text.
        let plain_mail = address.contains('@') && !address.contains([':', '/']);
        let address = if plain_mail { format!("mailto:{address}") } else { address.to_string() };
        self.link = Some(Link { address: address.into(), words: String::new() });
    }

    /// The address stands behind the words, since nobody can click on paper.
    fn close_link(&mut self, faults: &mut Vec<Fault>) {
        let Some(Link { address, words }) = self.link.take() else { return };
        let low = address.to_ascii_lowercase();
        let known = SCHEMES.iter().find(|(scheme, _)| low.starts_with(scheme));
        let Some((_, hidden)) = known.filter(|_| !mark::is_in(&address)) else {
            faults.push(fault::address(&words, &address));
            return;
        };
        let shown = &address[hidden.len()..];
        if !is_address(words.trim(), shown) {
            let behind = if words.trim().is_empty() { shown.to_owned() } else { format!(" ({shown})") };
            self.link = Some(Link { address, words: String::new() });
            self.push(&behind);
            self.link = None;
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if let Some(link) = &mut self.link {
            link.words.push_str(text);
        }
        let run = Run {
            text: text.to_owned(),
            bold: self.bold > 0,
            italic: self.italic > 0,
            underlined: self.underlined > 0,
            script: match (self.raised, self.lowered) {
                (0, 0) => None,
                (0, _) => Some(Script::Lowered),
                _ => Some(Script::Raised),
            },
            blank: self.blank,
            link: self.link.as_ref().map(|link| Arc::clone(&link.address)),
            note: None,
        };
        match self.runs.last_mut() {
            Some(last) if last.looks_like(&run) => last.text.push_str(text),
            _ => self.runs.push(run),
        }
    }

    /// Whether nothing stands here yet but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.note.is_none() && run.text.trim().is_empty())
    }

    /// The words of the line so far.
    pub(super) fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether the line ends with a bar behind its first one.
    pub(super) fn ends_with_bar(&self) -> bool {
        let words = self.words();
        words.trim().len() > 1 && words.trim_end().ends_with('|')
    }

    /// Ends the paragraph: its runs, without line breaks at their end. What is
    /// bold goes on in the next line.
    pub(super) fn take(&mut self) -> Vec<Run> {
        let mut runs = std::mem::take(&mut self.runs);
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end_matches('\n').len());
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    /// Ends the block: what is still open was forgotten.
    pub(super) fn close(&mut self, faults: &mut Vec<Fault>) {
        for (depth, tag) in
            [(&mut self.underlined, "u"), (&mut self.raised, "sup"), (&mut self.lowered, "sub")]
        {
            if std::mem::take(depth) > 0 {
                faults.push(fault::unclosed(tag));
            }
        }
        if std::mem::take(&mut self.blank) {
            faults.push(fault::unclosed("mark"));
        }
    }
}

/// Whether the words of a link say its address themselves.
fn is_address(words: &str, address: &str) -> bool {
    let bare = |text: &str| {
        let text = text.to_lowercase();
        let text = text.trim_start_matches("https://").trim_start_matches("http://");
        text.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    bare(words) == bare(address)
}

//! Citations and references to sections.
//!
//! A document is cited in full the first time, with kind and number afterwards
//! (NĐ 30, Phụ lục I, Phần I, II.6.b). What comes first is decided by the
//! paper, not by the order in which texts are rendered: `vien_dan()` and
//! `xem()` leave marks ([`super::mark`]), and [`Citations::fill`] puts the words
//! in when the page tree is there, in the order in which people read it.

use std::collections::{BTreeMap, BTreeSet};

use super::mark::{self, Mark, Piece, What};
use super::page::{Block, PageSection};
use super::paragraph::Run;
use super::{dialect, reading, trim};
use crate::law::Profile;
use crate::model::{CanCu, Literal, TemplateText, VanBan, VienDan};

/// What texts may cite and refer to, and what of it was printed so far.
pub(super) struct Citations {
    /// The documents declared in `can_cu` and `vien_dan`.
    forms: Vec<Forms>,
    /// Their places by their ids.
    documents: BTreeMap<String, usize>,
    /// The sections that texts may refer to, numbered, by their ids.
    sections: BTreeMap<String, usize>,
    /// How to refer to the sections that are printed, by their place.
    references: BTreeMap<usize, String>,
    /// The documents printed so far.
    cited: BTreeSet<usize>,
    /// The sections that a text refers to and that are not printed.
    missing: BTreeSet<usize>,
    /// The dots that stand for what nobody knows yet.
    dots: String,
}

/// How a document is cited.
struct Forms {
    full: String,
    short: String,
}

/// An id that nothing has.
pub(super) enum Unknown {
    /// Of a cited document.
    Citation(String),
    /// Of a section.
    Section(String),
}

/// How Tera's functions say that there is no such id; [`Unknown::told_by`]
/// knows it again.
const NO_CITATION: &str = "no citation has the id ";
const NO_SECTION: &str = "no section has the id ";

impl Unknown {
    /// The message of a function of Tera.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Citation(id) => format!("{NO_CITATION}{id}"),
            Self::Section(id) => format!("{NO_SECTION}{id}"),
        }
    }

    /// The id that a message of Tera tells of.
    pub(super) fn told_by(message: &str) -> Option<Self> {
        let id = |lead: &str| message.split_once(lead).map(|(_, id)| id.to_owned());
        id(NO_CITATION).map(Self::Citation).or_else(|| id(NO_SECTION).map(Self::Section))
    }
}

impl Citations {
    /// What a document declares.
    pub(super) fn new(document: &VanBan, profile: &Profile) -> Self {
        let cited = declared(document);
        let sections = document.noi_dung.sections().into_iter().filter_map(|section| section.id.as_ref());
        Self {
            forms: cited.iter().map(|(_, cited)| forms(cited, profile, plain_subject(cited))).collect(),
            documents: by_id(cited.iter().map(|(id, _)| *id)),
            sections: by_id(sections),
            references: BTreeMap::new(),
            cited: BTreeSet::new(),
            missing: BTreeSet::new(),
            dots: profile.phrases.cho_dien.chu.clone(),
        }
    }

    /// Gives a document whose subject is a template the words that it prints.
    pub(super) fn word(&mut self, id: &str, cited: &VienDan, subject: &str, profile: &Profile) {
        let Some(form) = self.documents.get(id).and_then(|index| self.forms.get_mut(*index)) else { return };
        *form = forms(cited, profile, Some(subject.trim()));
    }

    /// The documents by their ids, as [`What::Citation`] has them.
    pub(super) fn documents(&self) -> &BTreeMap<String, usize> {
        &self.documents
    }

    /// The sections by their ids, as [`What::Section`] has them.
    pub(super) fn sections(&self) -> &BTreeMap<String, usize> {
        &self.sections
    }

    /// Those of them that are printed.
    pub(super) fn printed_sections(&self) -> BTreeMap<&str, usize> {
        let sections = self.sections.iter().map(|(id, index)| (id.as_str(), *index));
        sections.filter(|(_, index)| self.references.contains_key(index)).collect()
    }

    /// Notes how texts refer to a section.
    pub(super) fn refer(&mut self, id: &str, words: String) {
        if let Some(index) = self.sections.get(id) {
            self.references.insert(*index, words);
        }
    }

    /// The mark of a legal basis, which prints a document in full.
    pub(super) fn printed(&self, id: &str) -> String {
        self.documents.get(id).map_or_else(String::new, |&index| mark::of(What::Printed(index)))
    }

    /// Bytes that the words of the marks in a text have at most: each document
    /// in full once.
    pub(super) fn bytes(&self, text: &str) -> usize {
        if !mark::is_in(text) {
            return 0;
        }
        let mut in_full = BTreeSet::new();
        let mut words = |piece| match piece {
            Piece::Mark(Mark { what: What::Citation(index), .. }) => {
                self.forms.get(index).map_or(0, |forms| {
                    if in_full.insert(index) {
                        forms.full.len().max(forms.short.len())
                    } else {
                        forms.short.len()
                    }
                })
            }
            _ => 0,
        };
        mark::pieces(text).into_iter().map(&mut words).sum()
    }

    /// Puts the words in for every mark, in the order in which people read.
    pub(super) fn fill(&mut self, sections: &mut [PageSection]) {
        reading::each_paragraph(sections, &mut |paragraph| self.fill_runs(&mut paragraph.runs));
        for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
            if let Block::Picture(picture) = block {
                picture.alternative = self.plain(&picture.alternative);
            }
        }
    }

    /// Puts the words in for the marks of what is read next.
    pub(super) fn fill_runs(&mut self, runs: &mut Vec<Run>) {
        if runs.iter().any(|run| mark::is_in(&run.text)) {
            let filled = std::mem::take(runs).into_iter();
            *runs = filled
                .flat_map(|run| if mark::is_in(&run.text) { self.filled(&run) } else { vec![run] })
                .collect();
        }
    }

    /// A run with the words in, its blanks apart.
    fn filled(&mut self, run: &Run) -> Vec<Run> {
        let mut filled: Vec<Run> = Vec::new();
        for piece in mark::pieces(&run.text) {
            let pieces = match piece {
                Piece::Text(text) => vec![Run { text: text.to_owned(), ..run.clone() }],
                Piece::Mark(mark) => {
                    let words = self.next(mark.what);
                    let mut pieces = self.with_blanks(&mark.case.of(&words), run);
                    trim::trim_end(&mut pieces, &mark.ends);
                    pieces
                }
            };
            for piece in pieces {
                match filled.last_mut() {
                    Some(last) if last.looks_like(&piece) => last.text.push_str(&piece.text),
                    _ => filled.push(piece),
                }
            }
        }
        filled.retain(|run| !run.is_empty());
        filled
    }

    /// Words in the look of a run; a number that nobody knows yet is a blank
    /// to fill in.
    fn with_blanks(&self, words: &str, look: &Run) -> Vec<Run> {
        let mut runs = Vec::new();
        for (index, text) in words.split(&self.dots).enumerate() {
            if index > 0 {
                runs.push(Run { text: self.dots.clone(), blank: true, ..look.clone() });
            }
            runs.push(Run { text: text.to_owned(), ..look.clone() });
        }
        runs.retain(|run| !run.text.is_empty());
        runs
    }

    /// The words of a mark that is read now.
    fn next(&mut self, what: What) -> String {
        match what {
            What::Citation(index) => {
                if self.cited.insert(index) {
                    let full = self.forms.get(index).map(|forms| forms.full.clone());
                    self.within(&full.unwrap_or_default())
                } else {
                    self.forms.get(index).map(|forms| without_marks(&forms.short)).unwrap_or_default()
                }
            }
            What::Section(index) => {
                let words = self.references.get(&index).cloned();
                if words.is_none() {
                    self.missing.insert(index);
                }
                words.unwrap_or_default()
            }
            What::Printed(index) => {
                self.cited.insert(index);
                String::new()
            }
        }
    }

    /// A full form, whose subject may cite and refer itself: those documents are
    /// read now too. Each is printed in full once, so this comes to an end.
    fn within(&mut self, full: &str) -> String {
        let words = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Mark(mark) => mark.case.of(&self.next(mark.what)),
        };
        mark::pieces(full).into_iter().map(words).collect()
    }

    /// A text that does not stand on the paper (what a picture shows, a report
    /// of a fault), its marks in full; it uses no full form up.
    pub(super) fn plain(&self, text: &str) -> String {
        let words = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Mark(mark) => mark.case.of(match mark.what {
                What::Citation(index) => {
                    self.forms.get(index).map_or_else(String::new, |forms| without_marks(&forms.full))
                }
                What::Section(index) => {
                    self.references.get(&index).map_or_else(|| "...".into(), String::clone)
                }
                What::Printed(_) => String::new(),
            }
            .as_str()),
        };
        mark::pieces(text).into_iter().map(words).collect()
    }

    /// The ids of the sections that a text refers to and that are not printed.
    pub(super) fn take_missing(&mut self) -> Vec<String> {
        let missing = std::mem::take(&mut self.missing);
        let ids = self.sections.iter().filter(|(_, index)| missing.contains(index));
        ids.map(|(id, _)| id.clone()).collect()
    }
}

/// A text without the marks in it.
fn without_marks(text: &str) -> String {
    let words = |piece| match piece {
        Piece::Text(text) => text,
        Piece::Mark(_) => "",
    };
    mark::pieces(text).into_iter().map(words).collect()
}

/// Places by ids; of several with one id the last counts.
fn by_id<'d>(ids: impl Iterator<Item = &'d Literal>) -> BTreeMap<String, usize> {
    ids.enumerate().map(|(index, id)| (id.value.clone(), index)).collect()
}

/// The documents that texts may cite, by their ids, bases first.
fn declared(document: &VanBan) -> Vec<(&Literal, &VienDan)> {
    let bases = document.can_cu.iter().filter_map(|can_cu| match can_cu {
        CanCu::VienDan { vien_dan, .. } => Some(vien_dan.as_ref()),
        CanCu::DoanVan(_) => None,
    });
    bases.chain(&document.vien_dan).filter_map(|cited| Some((cited.id.as_ref()?, cited))).collect()
}

/// The documents whose subject is a template: id, subject and the rest.
pub(super) fn with_template_subject(document: &VanBan) -> Vec<(&str, &TemplateText, &VienDan)> {
    let named = declared(document).into_iter();
    let all = named.filter_map(|(id, cited)| Some((id.as_str(), cited.trich_yeu.as_ref()?, cited)));
    all.filter(|(_, subject, _)| dialect::is_template(&subject.value)).collect()
}

/// The subject of a cited document that is no template.
fn plain_subject(cited: &VienDan) -> Option<&str> {
    let subject = cited.trich_yeu.as_ref().map(|text| text.value.trim());
    subject.filter(|text| !dialect::is_template(text))
}

fn forms(cited: &VienDan, profile: &Profile, subject: Option<&str>) -> Forms {
    let mut full = lead(cited, profile, false);
    if let Some(subject) = subject {
        full.push(' ');
        full.push_str(subject);
    }
    Forms { full, short: short(cited, profile, subject) }
}

/// Everything of a full citation but the subject. Laws and ordinances have no
/// number and no issuing body, and a date only as a legal basis.
pub(super) fn lead(cited: &VienDan, profile: &Profile, as_basis: bool) -> String {
    let forms = &profile.phrases.vien_dan;
    let mut text = cited.loai.value.clone();
    let numbered = !is_unnumbered(&cited.loai, profile);
    if let Some(sign) = cited.so_ky_hieu.as_ref().filter(|_| numbered) {
        text.push_str(&forms.so.replace("{so}", &sign.value));
    }
    if let Some(ngay) = cited.ngay.filter(|_| numbered || as_basis) {
        text.push_str(&forms.ngay.replace("{ngay}", &ngay.short()));
    }
    if let Some(body) = cited.co_quan.as_ref().filter(|_| numbered) {
        text.push_str(&forms.co_quan.replace("{co_quan}", &body.value));
    }
    text
}

/// Kind and number; for a law, which has no number, kind and name.
fn short(cited: &VienDan, profile: &Profile, subject: Option<&str>) -> String {
    let kind = &cited.loai.value;
    match (&cited.so_ky_hieu, subject) {
        (Some(sign), _) if !is_unnumbered(&cited.loai, profile) => {
            format!("{kind}{}", profile.phrases.vien_dan.so_lan_sau.replace("{so}", &sign.value))
        }
        (_, Some(subject)) if is_unnumbered(&cited.loai, profile) => format!("{kind} {subject}"),
        _ => kind.clone(),
    }
}

/// Whether the kind's name starts with one that is cited without number.
fn is_unnumbered(loai: &Literal, profile: &Profile) -> bool {
    profile.phrases.loai_khong_ghi_so.chu.iter().any(|name| {
        loai.value.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

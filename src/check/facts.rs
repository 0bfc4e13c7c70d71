//! What rules know of a document.

use super::citation::{self, Citation};
use super::passage::{Part, Passage, passages};
use super::prose::Block;
use crate::diagnostic::{Sources, Span};
use crate::law::{Kind, Profile};
use crate::model::{Bang, Ngay, Text, VanBan, Words};

/// A document taken apart once for all rules.
#[derive(Debug)]
pub struct Facts<'d> {
    /// The document.
    pub(super) document: &'d VanBan,
    /// Its files.
    pub(super) sources: &'d Sources,
    /// Its profile.
    pub(super) profile: &'d Profile,
    /// Its kind.
    pub(super) kind: Option<&'d Kind>,
    /// Everything it says.
    pub(super) texts: Vec<Text<'d>>,
    /// Its texts, in printed order.
    pub(super) passages: Vec<Passage<'d>>,
    /// Signs, abbreviations, addresses, what holds for a time or for a copy.
    pub(super) values: Vec<Passage<'d>>,
    /// The documents it cites, in printed order.
    pub(super) citations: Vec<Citation>,
}

impl<'d> Facts<'d> {
    /// Takes a document apart.
    pub(super) fn new(document: &'d VanBan, sources: &'d Sources) -> Self {
        let profile = &*document.profile;
        let texts = document.walk();
        let (passages, values) = passages(&texts);
        let citations = citation::of_document(document, &passages);
        let kind = profile.kind(document.loai.as_str());
        Self { document, sources, profile, kind, texts, passages, values, citations }
    }

    /// The day of the document; a document without one is of no day.
    pub(super) fn ngay(&self) -> Option<Ngay> {
        self.document.ngay
    }

    /// Every block of the texts of some parts.
    pub(super) fn blocks(
        &self,
        wanted: impl Fn(Part) -> bool,
    ) -> impl Iterator<Item = (&Passage<'d>, &Block)> {
        self.passages
            .iter()
            .filter(move |passage| wanted(passage.part))
            .flat_map(|passage| passage.blocks.iter().map(move |block| (passage, block)))
    }

    /// The document cited at a byte of a passage, from its kind to its subject.
    pub(super) fn cited_at(&self, passage: &Passage<'_>, at: usize) -> Option<&Citation> {
        let here = |citation: &&Citation| {
            let passage_of = citation.passage().and_then(|index| self.passages.get(index));
            passage_of.is_some_and(|known| std::ptr::eq(known, passage)) && citation.range.contains(&at)
        };
        self.citations.iter().find(here)
    }

    /// Every block of every text that is printed.
    pub(super) fn all_blocks(&self) -> impl Iterator<Item = (&Passage<'d>, &Block)> {
        self.blocks(|_| true)
    }

    /// Every block of prose.
    pub(super) fn prose(&self) -> impl Iterator<Item = (&Passage<'d>, &Block)> {
        self.blocks(Part::is_prose)
    }

    /// Every text within a variable of the user, with its key and place.
    pub(super) fn variables(&self) -> impl Iterator<Item = (&str, &'d str, Span)> {
        self.texts.iter().filter_map(|text| match text.words {
            Words::Variable(words) => Some((text.key.as_str(), words, text.span)),
            _ => None,
        })
    }

    /// Every table of data.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'d Bang> {
        self.texts.iter().filter_map(|text| match text.words {
            Words::Table(table) => Some(table),
            _ => None,
        })
    }

    /// What an expression of Tera prints, when that is a value of the document.
    pub(super) fn value_of(&self, expression: &str) -> Option<&'d str> {
        let document = self.document;
        match expression {
            "co_quan.ten" => Some(document.co_quan.ten.as_str()),
            "co_quan.chu_quan" => document.co_quan.chu_quan.as_ref().map(|name| name.as_str()),
            "dia_danh" => Some(document.dia_danh.as_str()),
            _ => document.bien.get(expression.strip_prefix("bien.")?)?.as_str(),
        }
    }
}

//! What rules know of a document.

use super::citation::{self, Citation};
use super::passage::{Part, Passage, passages};
use super::prose::Block;
use crate::diagnostic::Sources;
use crate::law::{self, Kind, Profile};
use crate::model::{Ngay, VanBan};

/// A document taken apart once for all rules.
#[derive(Debug)]
pub struct Facts<'d> {
    /// The document.
    pub(super) document: &'d VanBan,
    /// Its files.
    pub(super) sources: &'d Sources,
    /// Its profile.
    pub(super) profile: &'static Profile,
    /// Its kind.
    pub(super) kind: Option<&'static Kind>,
    /// Its texts, in printed order.
    pub(super) passages: Vec<Passage<'d>>,
    /// The documents it cites, in printed order.
    pub(super) citations: Vec<Citation>,
}

impl<'d> Facts<'d> {
    /// Takes a document apart.
    pub(super) fn new(document: &'d VanBan, sources: &'d Sources) -> Self {
        let profile = law::profile(&document.the_thuc).unwrap_or_else(law::default_profile);
        let passages = passages(document);
        let citations = citation::of_document(document, &passages);
        Self { document, sources, profile, kind: profile.kind(document.loai.as_str()), passages, citations }
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

    /// Every block of every text that is printed.
    pub(super) fn all_blocks(&self) -> impl Iterator<Item = (&Passage<'d>, &Block)> {
        self.blocks(|_| true)
    }

    /// Every block of prose.
    pub(super) fn prose(&self) -> impl Iterator<Item = (&Passage<'d>, &Block)> {
        self.blocks(Part::is_prose)
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

    /// A text with the values of the document put in.
    pub(super) fn filled(&self, passage: &Passage<'d>) -> String {
        let mut text = String::with_capacity(passage.value.len());
        let mut from = 0;
        for expression in &passage.expressions {
            text.push_str(&passage.value[from..expression.range.start]);
            text.push_str(expression.prints.as_deref().and_then(|e| self.value_of(e)).unwrap_or(""));
            from = expression.range.end;
        }
        text.push_str(&passage.value[from..]);
        text
    }
}

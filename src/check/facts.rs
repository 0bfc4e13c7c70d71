//! What rules know of a document.
//!
//! The checker's own input: a document of YAML gives all of it
//! ([`Facts::of_document`]), a Word file only what can be read from the page.
//! So everything may be missing, and a rule whose question has no answer is
//! silent.

use std::collections::{BTreeMap, BTreeSet};

use super::at::Piece;
use super::citation::{Citation, CitedAt};
use super::kind_names::KindNames;
use super::passage::{Part, Passage, PassageId};
use super::stretch::Stretch;
use crate::acts::Acts;
use crate::diagnostic::{Sources, Span};
use crate::law::{Kind, Profile};
use crate::model::{Bang, BaoCao, BoQua, Literal, Ngay, NguoiKy, NoiDung, PhuLuc, VienDan};

/// A document taken apart once for all rules.
#[derive(Debug)]
pub struct Facts<'d> {
    /// Its files.
    pub(super) sources: &'d Sources,
    /// Its profile.
    pub(super) profile: &'d Profile,
    /// Its kind.
    pub(super) kind: Option<&'d Kind>,
    /// Where its kind is named: the place of what is wrong with all of it.
    pub(super) place: Option<Span>,
    /// Its texts, in printed order.
    pub(super) passages: Vec<Passage<'d>>,
    /// Signs, abbreviations, addresses, what holds for a time or for a copy.
    pub(super) values: Vec<Passage<'d>>,
    /// The texts within variables of the user.
    pub(super) variables: Vec<Variable<'d>>,
    /// Its tables of data.
    pub(super) tables: Vec<&'d Bang>,
    /// The documents it cites, in printed order.
    pub(super) citations: Vec<Citation>,
    /// The issuing body, as it is called now, then at other times.
    pub(super) bodies: Vec<NamedBody<'d>>,
    /// Who signs.
    pub(super) signers: Signers<'d>,
    /// Its day; none: still blank.
    pub(super) ngay: Option<Ngay>,
    /// Its number and sign, as far as both are known.
    pub(super) sign: Option<String>,
    /// Its sign, where it is typed whole.
    pub(super) ky_hieu: Option<&'d Literal>,
    /// What holds of it on its day.
    pub(super) standing: Option<OnItsDay>,
    /// How many legal bases it has.
    pub(super) bases: usize,
    /// The bases that are typed part by part.
    pub(super) structured_bases: Vec<&'d VienDan>,
    /// The documents declared to be cited by name.
    pub(super) declared: &'d [VienDan],
    /// Its content.
    pub(super) content: Option<&'d NoiDung>,
    /// Its annexes.
    pub(super) annexes: &'d [PhuLuc],
    /// When which report is due.
    pub(super) calendar: Option<&'d BaoCao>,
    /// What expressions of Tera print that are values of the document.
    pub(super) printed: BTreeMap<String, &'d str>,
    /// The rules that it leaves out.
    pub(super) silenced: &'d [BoQua],
    /// Which acts were in force when.
    pub(super) acts: &'d Acts,
    /// Which kinds of documents there are.
    pub(super) kinds: &'d KindNames,
}

/// Names of the issuing body at one time.
#[derive(Debug, Clone, Default)]
pub(super) struct NamedBody<'d> {
    /// The key that holds them.
    pub(super) key: String,
    /// The upper body.
    pub(super) chu_quan: Option<&'d Literal>,
    /// The body itself.
    pub(super) ten: Option<&'d Literal>,
    /// Its abbreviation in signs.
    pub(super) viet_tat: Option<&'d Literal>,
}

impl<'d> NamedBody<'d> {
    /// The names that it has.
    pub(super) fn names(&self) -> impl Iterator<Item = &'d Literal> {
        [self.ten, self.chu_quan, self.viet_tat].into_iter().flatten()
    }
}

/// Who signs a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Signers<'d> {
    /// The signer.
    pub(super) own: Option<&'d NguoiKy>,
    /// Who signs it at other times.
    pub(super) other_times: Vec<&'d NguoiKy>,
    /// Who signs beside him.
    pub(super) beside: Vec<&'d NguoiKy>,
    /// Who signs a copy.
    pub(super) copy: Option<&'d NguoiKy>,
}

/// What holds of a document on its day, of what it says of several times.
#[derive(Debug, Clone)]
pub(super) struct OnItsDay {
    /// The day; 1 January where only the year is known.
    pub(super) day: Ngay,
    /// The names of the upper and the issuing body.
    pub(super) names: Vec<Literal>,
    /// Addressees and recipients.
    pub(super) addressed: BTreeSet<String>,
}

/// A text within a variable of the user.
#[derive(Debug, Clone)]
pub(super) struct Variable<'d> {
    /// Its key, e.g. `bien.nam`.
    pub(super) key: String,
    /// What it says.
    pub(super) words: &'d str,
    /// Where the variable stands.
    pub(super) span: Span,
}

impl<'d> Facts<'d> {
    /// Whether the document is of one of these kinds.
    pub(super) fn is_kind(&self, ids: &[&str]) -> bool {
        self.kind.is_some_and(|kind| ids.contains(&kind.khoa.as_str()))
    }

    /// The issuing body, as it is called now.
    pub(super) fn body(&self) -> Option<&'d Literal> {
        self.bodies.first()?.ten
    }

    /// The text with this id.
    pub(super) fn passage(&self, id: PassageId) -> &Passage<'d> {
        &self.passages[id.index()]
    }

    /// The documents cited in the words of a text.
    pub(super) fn citations_in(&self, passage: &Passage<'_>) -> impl Iterator<Item = &Citation> {
        let here = passage.id;
        self.citations.iter().filter(move |citation| here.is_some() && citation.passage() == here)
    }

    /// The document cited where words start, from its kind to its subject.
    pub(super) fn cited_at(&self, words: &Stretch<'_>) -> Option<&Citation> {
        let start = words.range.start;
        self.citations_in(words.passage).find(|citation| citation.range.contains(&start))
    }

    /// The documents that are typed part by part: bases, then those declared.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'d VienDan> {
        self.structured_bases.iter().copied().chain(self.declared)
    }

    /// The entries of a list whose key is `list`.
    pub(super) fn entries_of(&self, list: &str) -> impl Iterator<Item = &Passage<'d>> {
        self.passages
            .iter()
            .filter(move |passage| passage.key.strip_prefix(list).is_some_and(|rest| rest.starts_with('[')))
    }

    /// Every piece of the texts of some parts.
    pub(super) fn pieces(&self, wanted: impl Fn(Part) -> bool) -> impl Iterator<Item = Piece<'_>> {
        self.passages.iter().filter(move |passage| wanted(passage.part)).flat_map(Passage::pieces)
    }

    /// Every piece of every text that is printed.
    pub(super) fn all_pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.pieces(|_| true)
    }

    /// Every piece of prose.
    pub(super) fn prose(&self) -> impl Iterator<Item = Piece<'_>> {
        self.pieces(Part::is_prose)
    }

    /// The piece that a citation is written in; none of one that is declared or
    /// called.
    pub(super) fn written(&self, citation: &Citation) -> Option<Piece<'_>> {
        let CitedAt::Text { passage, block } = citation.place else { return None };
        let passage = self.passage(passage);
        Some(Piece { passage, block: passage.blocks.get(block)? })
    }

    /// What an expression of Tera prints, when that is a value of the document.
    pub(super) fn value_of(&self, expression: &str) -> Option<&'d str> {
        self.printed.get(expression).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Criteria, check_facts, citation, passage};
    use crate::law::Law;
    use crate::model::{DocumentText, TemplateText, Words};

    /// A document of which nothing is known but one text, as of a Word file
    /// without a form: the rules on words speak, the others are silent.
    #[test]
    fn a_document_of_which_only_a_text_is_known_is_checked() {
        let words = "Nhà trường họp , phân công Kế hoạch 12/KH-UBND ngày 32/01/2026 cho tỉnh nghệ an.";
        let mut sources = Sources::new();
        let source = sources.add("thu.docx", words);
        let span = Span::new(source, 0..words.len());
        let text = TemplateText { value: words.to_owned(), span, verbatim: true };
        let texts =
            [DocumentText { part: Part::NoiDung, key: String::new(), words: Words::Template(&text), span }];
        let (passages, values) = passage::passages(&texts);
        let law = Law::embedded();
        let profile = law.default_profile();
        let criteria = Criteria::default();
        let facts = Facts {
            sources: &sources,
            profile,
            kind: None,
            place: None,
            citations: citation::all(&passages, &[], &[], profile, criteria.kinds()),
            passages,
            values,
            variables: Vec::new(),
            tables: Vec::new(),
            bodies: Vec::new(),
            signers: Signers::default(),
            ngay: None,
            sign: None,
            ky_hieu: None,
            standing: None,
            bases: 0,
            structured_bases: Vec::new(),
            declared: &[],
            content: None,
            annexes: &[],
            calendar: None,
            printed: BTreeMap::new(),
            silenced: &[],
            acts: criteria.acts(),
            kinds: criteria.kinds(),
        };
        let found = check_facts(&facts, &criteria, &[]);
        let ids: Vec<&str> = found.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(
            ids,
            [
                "GO-cach_truoc_dau",
                "ND30-II.6.b-lan_dau",
                "VD-thieu_so",
                "VD-ngay_sai",
                "ND30-PL2.III.1-don_vi_hanh_chinh"
            ]
        );
    }
}

//! The documents that a document cites: in its texts, and declared.

use std::ops::Range;

use super::cited_text;
use super::kind_names::KindNames;
use super::passage::{Part, Passage, PassageId};
use crate::diagnostic::Span;
use crate::law::Profile;
use crate::model::{CanCu, Ngay, NgayError, VienDan};
use crate::placeholder;

/// A document cited at a place.
#[derive(Debug, Clone)]
pub(super) struct Citation {
    /// Where it is cited.
    pub(super) place: CitedAt,
    /// Its kind as typed.
    pub(super) kind: Option<CitedWords>,
    /// "số" stands between kind and sign.
    pub(super) has_so: bool,
    /// Number and sign, without the spaces typed inside.
    pub(super) sign: String,
    /// Where number and sign stand.
    pub(super) sign_range: Range<usize>,
    /// Spaces stand inside number and sign.
    pub(super) spaced: bool,
    /// The comma before "ngày", if there is one.
    pub(super) comma: Option<Range<usize>>,
    /// Its date.
    pub(super) date: Option<CitedDate>,
    /// The body named after "của".
    pub(super) body: Option<CitedWords>,
    /// The first words of the subject.
    pub(super) subject: Option<CitedWords>,
    /// From the kind to the last part found.
    pub(super) range: Range<usize>,
    /// Whether it is a law, code, ordinance or the like, which is cited without
    /// number and body.
    pub(super) is_law: bool,
}

/// Where a citation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CitedAt {
    /// In a text: the passage and the number of its block.
    Text { passage: PassageId, block: usize },
    /// A structured entry of `can_cu`: its number, and where its sign stands.
    Basis { index: usize, span: Span },
    /// An entry of `vien_dan`.
    Declared { span: Span },
    /// A call of `vien_dan(id=...)` in a text.
    Call { passage: PassageId },
}

/// Words of a text and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CitedWords {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// A date as cited.
#[derive(Debug, Clone)]
pub(super) struct CitedDate {
    pub(super) ngay: Result<Ngay, NgayError>,
    pub(super) range: Range<usize>,
}

impl Citation {
    /// The date, when the calendar has it.
    pub(super) fn ngay(&self) -> Option<Ngay> {
        self.date.as_ref().and_then(|date| date.ngay.clone().ok())
    }

    /// Whether it is a law, code, ordinance or the like, going by the kinds
    /// that are cited without a number.
    fn looks_like_law(&self, unnumbered: &[String]) -> bool {
        match self.kind.as_ref().map(|kind| kind.text.to_lowercase()) {
            Some(kind) if unnumbered.iter().any(|name| name.to_lowercase() == kind) => true,
            Some(kind) if kind == "nghị quyết" => false,
            _ => self.groups().into_iter().skip(1).any(|group| assembly(group).is_some()),
        }
    }

    /// Its kind in small letters; empty when it names none.
    pub(super) fn kind_name(&self) -> String {
        self.kind.as_ref().map_or_else(String::new, |kind| kind.text.to_lowercase())
    }

    /// Whether its sign has a year: 30/2020/NĐ-CP.
    pub(super) fn has_year(&self) -> bool {
        self.groups()
            .into_iter()
            .skip(1)
            .any(|group| group.len() == 4 && group.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The passage it stands in, when it is written in a text.
    pub(super) fn passage(&self) -> Option<PassageId> {
        match self.place {
            CitedAt::Text { passage, .. } => Some(passage),
            _ => None,
        }
    }

    /// The number alone and the groups of letters: "1859", then QC and TU.
    pub(super) fn groups(&self) -> Vec<&str> {
        self.sign.split(['/', '-']).collect()
    }
}

/// The assembly whose term a group of a sign names: QH15, UBTVQH14.
pub(super) fn assembly(group: &str) -> Option<&'static str> {
    let is_term = |term: &str| !term.is_empty() && term.bytes().all(|b| b.is_ascii_digit());
    ["QH", "UBTVQH"].into_iter().find(|name| group.strip_prefix(name).is_some_and(is_term))
}

/// Every citation of a document: the texts in printed order with the
/// structured bases at their places, the declared ones last.
pub(super) fn all(
    passages: &[Passage<'_>],
    bases: &[CanCu],
    declared: &[VienDan],
    profile: &Profile,
    kinds: &KindNames,
) -> Vec<Citation> {
    let called = |id: &str| {
        let bases = bases.iter().filter_map(|basis| match basis {
            CanCu::VienDan { vien_dan, .. } => Some(vien_dan.as_ref()),
            CanCu::DoanVan(_) => None,
        });
        bases.chain(declared).find(|cited| cited.id.as_ref().is_some_and(|known| known.as_str() == id))
    };
    let mut citations = Vec::new();
    let mut bases_done = false;
    for (passage, id) in passages.iter().filter_map(|passage| Some((passage, passage.id?))) {
        let before_text = !matches!(
            passage.part,
            Part::CoQuan | Part::DiaDanh | Part::TrichYeu | Part::KinhGui | Part::CanCu(_)
        );
        if before_text && !bases_done {
            bases_done = true;
            citations.extend(structured(bases));
        }
        for (block, piece) in passage.pieces().enumerate() {
            cited_text::in_piece(piece, CitedAt::Text { passage: id, block }, kinds, &mut citations);
        }
        for expression in &passage.expressions {
            let Some(name) = expression.prints.as_deref().and_then(called_id) else { continue };
            if let Some(cited) = called(name)
                && let Some(mut citation) = of_entry(cited, CitedAt::Call { passage: id })
            {
                citation.range = expression.range.clone();
                citations.push(citation);
            }
        }
    }
    citations.extend(declared.iter().filter_map(|cited| {
        let span = cited.so_ky_hieu.as_ref().map_or(cited.loai.span, |sign| sign.span);
        of_entry(cited, CitedAt::Declared { span })
    }));
    let unnumbered = &profile.phrases.loai_khong_ghi_so.chu;
    for citation in &mut citations {
        citation.is_law = citation.looks_like_law(unnumbered);
    }
    citations
}

fn structured(bases: &[CanCu]) -> impl Iterator<Item = Citation> {
    bases.iter().enumerate().filter_map(|(index, basis)| match basis {
        CanCu::VienDan { vien_dan, .. } => {
            let span = vien_dan.so_ky_hieu.as_ref().map_or(vien_dan.loai.span, |sign| sign.span);
            of_entry(vien_dan, CitedAt::Basis { index, span })
        }
        CanCu::DoanVan(_) => None,
    })
}

/// The id in `vien_dan(id="...")`.
fn called_id(expression: &str) -> Option<&str> {
    let rest = expression.strip_prefix("vien_dan(id=")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

fn of_entry(cited: &VienDan, place: CitedAt) -> Option<Citation> {
    let words = |text: &str| CitedWords { text: text.to_owned(), range: 0..0 };
    let sign = cited.so_ky_hieu.as_ref()?.as_str();
    // A document that is still to fill in is not one yet.
    if !placeholder::ranges(sign).is_empty() {
        return None;
    }
    let compact: String = sign.split_whitespace().collect();
    Some(Citation {
        place,
        kind: Some(words(cited.loai.as_str())),
        has_so: true,
        spaced: compact != sign,
        sign: compact,
        sign_range: 0..sign.len(),
        comma: None,
        date: cited.ngay.map(|ngay| CitedDate { ngay: Ok(ngay), range: 0..0 }),
        body: cited.co_quan.as_ref().map(|body| words(body.as_str())),
        subject: cited.trich_yeu.as_ref().map(|subject| words(subject.value.trim())),
        range: 0..0,
        is_law: false,
    })
}

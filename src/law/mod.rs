//! What the law says, as typed data.
//!
//! Each profile (`the_thuc`) is a folder of `data/`, embedded at compile time
//! and parsed once, on first use. Every entry names its legal source
//! (`nguon`), and a profile says in `the_thuc.yaml` whether its data come from
//! the official text. No other module writes a layout number or words that are
//! printed: what templates, reports and the register add stands in `templates/`,
//! `data/bao_cao/`, `data/ke_hoach/` and `data/so_dang_ky.yaml`. The checker's
//! lists of words stand in `data/kiem_tra/`; its code names only the small words
//! of grammar that it reads by (`ngày`, `số`, `của`).
//!
//! [`Law`] is a value: the profiles with what an office adds to them. It is
//! made once and handed down; several of them, with the kinds of several
//! offices, stand side by side.

mod basis;
mod copy;
mod embedded;
mod heading;
mod kind;
mod mark;
mod office;
mod outline;
mod page;
mod phrase;
mod profile;
mod signing;
mod style;

use std::sync::{Arc, LazyLock, OnceLock};

use crate::diagnostic::Faults;

pub use basis::{Basis, BasisExample, Body, Status};
pub use copy::CopyForm;
pub use heading::{HeadLine, HeadLineText, Heading, Numbering, PlaceAndDate, TitleEnd, TitleEnding};
pub use kind::{Field, FieldType, Issuers, Kind, OutlineName, StarterKeys, SubjectPlace};
pub use mark::{Column, Mark, MarkGroup, Marks};
pub use office::{Office, OfficeWords, OwnKind, OwnOutline, OwnSentence};
pub use outline::{Alphabet, Counter, Level, Outline, Outlines};
pub use page::{Choice, LineUnit, Margins, PageLaw, Paper, Range, RuleKind, RuleLaw};
pub use phrase::{AddressForms, CitationForms, Phrase, Phrases};
pub use profile::Profile;
pub use signing::{Authority, OnBehalfOf};
pub use style::{Alignment, FontSizes, SizeSet, Style, StyleId, Styles};

/// The profiles, with the kinds and templates of one office. A copy shares them.
///
/// ```
/// use vanban::law::Law;
///
/// let law = Law::embedded();
/// assert_eq!(law.default_profile().khoa, "nd30");
/// assert_eq!(law.profile("dang").unwrap().kind("nghi_quyet").unwrap().ky_hieu, "NQ");
/// assert!(law.profile("khac").is_none());
/// ```
#[derive(Debug, Clone)]
pub struct Law(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// As the program lists them; one that the office adds nothing to is taken
    /// when it is asked for.
    profiles: [OnceLock<Arc<Profile>>; embedded::COUNT],
    templates: Vec<(String, String)>,
    wording: OfficeWords,
    year_plan: Option<OwnOutline>,
}

/// The law alone: a constant.
static EMBEDDED: LazyLock<Law> = LazyLock::new(|| {
    let (templates, wording) = (Vec::new(), OfficeWords::new());
    Law(Arc::new(Inner { profiles: Default::default(), templates, wording, year_plan: None }))
});

impl Law {
    /// The law alone.
    pub fn embedded() -> Self {
        EMBEDDED.clone()
    }

    /// The law, with the kinds and templates of an office.
    ///
    /// # Errors
    /// A kind of the office that the law has already, that stands there twice
    /// or that names an unknown profile: each is told of at its place.
    pub fn with_office(office: Office) -> Result<Self, Faults> {
        let Office { kinds, templates, year_plan, wording } = office;
        let joined = office::join(kinds)?;
        let profiles: [OnceLock<Arc<Profile>>; embedded::COUNT] = Default::default();
        for (at, profile) in joined {
            // Every place is set once.
            let _ = profiles[at].set(Arc::new(profile));
        }
        Ok(Self(Arc::new(Inner { profiles, templates, wording, year_plan })))
    }

    /// The ids of the profiles, the default one first; parses none.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> + use<> {
        embedded::ids()
    }

    /// Every profile, the default one first.
    pub fn profiles(&self) -> impl Iterator<Item = &Arc<Profile>> {
        (0..embedded::COUNT).map(|at| self.at(at))
    }

    /// Whether an office adds kinds of its own.
    pub fn has_own_kinds(&self) -> bool {
        self.profiles().any(|profile| !profile.own_kinds.is_empty())
    }

    /// The profile with this id, if there is data for it.
    pub fn profile(&self, id: &str) -> Option<&Arc<Profile>> {
        embedded::position(id).map(|at| self.at(at))
    }

    /// The profile of a document that names none: Decree 30/2020/NĐ-CP.
    pub fn default_profile(&self) -> &Arc<Profile> {
        self.at(0)
    }

    /// Whether documents that name no profile have this one.
    pub fn is_default(&self, profile: &Profile) -> bool {
        profile.khoa == self.default_profile().khoa
    }

    /// The templates of the office: name and source.
    pub fn templates(&self) -> &[(String, String)] {
        &self.0.templates
    }

    /// The sentences of reports that the office says in words of its own.
    pub fn wording(&self) -> &OfficeWords {
        &self.0.wording
    }

    /// The office's own outline of a year's plan.
    pub fn year_plan(&self) -> Option<&OwnOutline> {
        self.0.year_plan.as_ref()
    }

    fn at(&self, at: usize) -> &Arc<Profile> {
        self.0.profiles[at].get_or_init(|| embedded::profile(at))
    }
}

impl Default for Law {
    fn default() -> Self {
        Self::embedded()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_parses_and_has_every_style() {
        for profile in Law::embedded().profiles() {
            for id in StyleId::ALL {
                let style = profile.styles.get(*id);
                assert_eq!(style.khoa, *id, "{}", profile.khoa);
            }
        }
    }

    /// NĐ 30, Phụ lục I, Phần I, mục V, and its like of the Party: both sets stay inside the legal sizes.
    #[test]
    fn both_size_sets_lie_in_the_legal_ranges() {
        for style in Law::embedded().profiles().flat_map(|profile| profile.styles.iter()) {
            for set in [SizeSet::Thirteen, SizeSet::Fourteen] {
                let size = style.co_chu.of(set);
                let legal = style.co_chu.tu..=style.co_chu.den;
                assert!(legal.contains(&size), "{:?}: {size} not in {legal:?}", style.khoa);
            }
        }
    }

    /// NĐ 30, Phụ lục III, mục I, copied by hand.
    #[test]
    fn the_signs_are_those_of_annex_three() {
        let expected = [
            ("nghi_quyet", "NQ"),
            ("quyet_dinh", "QĐ"),
            ("chi_thi", "CT"),
            ("quy_che", "QC"),
            ("quy_dinh", "QyĐ"),
            ("thong_cao", "TC"),
            ("thong_bao", "TB"),
            ("huong_dan", "HD"),
            ("chuong_trinh", "CTr"),
            ("ke_hoach", "KH"),
            ("phuong_an", "PA"),
            ("de_an", "ĐA"),
            ("du_an", "DA"),
            ("bao_cao", "BC"),
            ("bien_ban", "BB"),
            ("to_trinh", "TTr"),
            ("hop_dong", "HĐ"),
            ("cong_dien", "CĐ"),
            ("ban_ghi_nho", "BGN"),
            ("ban_thoa_thuan", "BTT"),
            ("giay_uy_quyen", "GUQ"),
            ("giay_moi", "GM"),
            ("giay_gioi_thieu", "GGT"),
            ("giay_nghi_phep", "GNP"),
            ("phieu_gui", "PG"),
            ("phieu_chuyen", "PC"),
            ("phieu_bao", "PB"),
        ];
        let law = Law::embedded();
        for (id, sign) in expected {
            let kind = law.default_profile().kind(id).unwrap_or_else(|| panic!("no kind {id}"));
            assert_eq!(kind.ky_hieu, sign, "{id}");
        }
        assert_eq!(law.default_profile().kinds.len(), 29, "Article 7 names 29 kinds");
    }
}

//! Everything one layout profile prescribes.

use std::fmt;

use super::{Authority, Basis, CopyForm, Heading, Kind, Marks, Outlines, PageLaw, Phrases, Styles};

/// Everything one layout profile prescribes.
#[derive(Clone)]
pub struct Profile {
    /// The value of `the_thuc`, e.g. `nd30`.
    pub khoa: &'static str,
    /// What it rests on, and who issues its documents.
    pub basis: Basis,
    /// Page geometry, spacing, rules.
    pub page: PageLaw,
    /// Text styles.
    pub styles: Styles,
    /// The two-column head of the first page.
    pub heading: Heading,
    /// Fixed words and punctuation.
    pub phrases: Phrases,
    /// How content is divided and numbered.
    pub outlines: Outlines,
    /// Signing authorities (TM., KT. ...).
    pub authorities: Vec<Authority>,
    /// Urgency and circulation marks.
    pub marks: Marks,
    /// Forms of copy.
    pub copies: Vec<CopyForm>,
    /// Kinds of document.
    pub kinds: Vec<Kind>,
    /// Kinds that an office adds.
    pub own_kinds: Vec<Kind>,
}

impl fmt::Debug for Profile {
    /// Its id: the tables would hide whatever holds a profile.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile").field("id", &self.khoa).finish_non_exhaustive()
    }
}

impl Profile {
    /// The kinds of the law, then those of the office.
    pub fn all_kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.iter().chain(&self.own_kinds)
    }

    /// The kind with this id (`ke_hoach`), if the profile or the office has it.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.all_kinds().find(|kind| kind.khoa == id)
    }

    /// The signing authority with this name (`KT`), if the profile has it.
    pub fn authority(&self, name: &str) -> Option<&Authority> {
        self.authorities.iter().find(|authority| authority.khoa == name)
    }

    /// The signing authority typed so: its name, or as it is printed (`T/M`).
    pub fn authority_as_typed(&self, typed: &str) -> Option<&Authority> {
        let name = |text: &str| text.trim_end_matches('.').to_uppercase();
        let typed = name(typed);
        self.authorities.iter().find(|law| law.khoa == typed || name(&law.chu) == typed)
    }

    /// What the line "Lưu" of a body says when the document says nothing.
    pub fn kept_by(&self, body: &str) -> &str {
        self.basis.body(body).map_or(&self.phrases.luu_mac_dinh.chu, |body| &body.luu)
    }
}

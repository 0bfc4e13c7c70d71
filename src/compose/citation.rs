//! Citations: in full the first time, kind and number afterwards
//! (NĐ 30, Phụ lục I, Phần I, II.6.b).

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::dialect;
use super::numbering::short_date;
use crate::law::Profile;
use crate::model::{CanCu, Literal, VanBan, VienDan};

/// The documents cited, and which of them were cited already.
pub(super) struct Citations {
    forms: BTreeMap<String, Forms>,
    state: Mutex<State>,
}

/// How a document is cited.
struct Forms {
    full: String,
    short: String,
}

#[derive(Default)]
struct State {
    cited: Vec<String>,
    sections: BTreeMap<String, String>,
    unknown: Option<Unknown>,
}

/// An id that nothing has.
pub(super) enum Unknown {
    /// Of a cited document.
    Citation(String),
    /// Of a section.
    Section(String),
}

impl Citations {
    /// The citations declared in `can_cu` and `vien_dan`.
    pub(super) fn new(document: &VanBan, profile: &Profile) -> Self {
        let bases = document.can_cu.iter().filter_map(|can_cu| match can_cu {
            CanCu::VienDan { vien_dan, .. } => Some(vien_dan.as_ref()),
            CanCu::DoanVan(_) => None,
        });
        let forms = bases
            .chain(&document.vien_dan)
            .filter_map(|cited| Some((cited.id.as_ref()?.value.clone(), forms(cited, profile))))
            .collect();
        Self { forms, state: Mutex::default() }
    }

    /// The words that cite `id` here; `None` for an unknown id, which is kept
    /// for [`Citations::take_unknown`].
    pub(super) fn cite(&self, id: &str) -> Option<String> {
        let mut state = self.lock();
        let Some(forms) = self.forms.get(id) else {
            state.unknown = Some(Unknown::Citation(id.to_owned()));
            return None;
        };
        if state.cited.iter().any(|cited| cited == id) {
            return Some(forms.short.clone());
        }
        state.cited.push(id.to_owned());
        Some(forms.full.clone())
    }

    /// Notes that a legal basis printed this document in full.
    pub(super) fn mark_cited(&self, id: &str) {
        self.lock().cited.push(id.to_owned());
    }

    /// Sets how texts refer to sections.
    pub(super) fn set_references(&self, references: Vec<(String, String)>) {
        self.lock().sections = references.into_iter().collect();
    }

    /// The words that refer to a section; `None` for an unknown id, which is
    /// kept for [`Citations::take_unknown`].
    pub(super) fn refer(&self, id: &str) -> Option<String> {
        let mut state = self.lock();
        let found = state.sections.get(id).cloned();
        if found.is_none() {
            state.unknown = Some(Unknown::Section(id.to_owned()));
        }
        found
    }

    /// The ids of sections, sorted.
    pub(super) fn section_ids(&self) -> Vec<String> {
        self.lock().sections.keys().cloned().collect()
    }

    /// The id that was not known, if a call failed last.
    pub(super) fn take_unknown(&self) -> Option<Unknown> {
        self.lock().unknown.take()
    }

    /// The known ids, sorted.
    pub(super) fn ids(&self) -> Vec<String> {
        self.forms.keys().cloned().collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn forms(cited: &VienDan, profile: &Profile) -> Forms {
    let subject = cited.trich_yeu.as_ref().map(|text| text.value.trim());
    let subject = subject.filter(|text| !dialect::is_template(text));
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
        text.push_str(&forms.ngay.replace("{ngay}", &short_date(ngay)));
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

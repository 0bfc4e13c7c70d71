//! The bases of a year's plan: those of the period's plan that are still in
//! force, then that plan itself; the documents and variables that carried texts
//! use.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::maker::LEFT;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::{CanCu, Ngay, VanBan, VienDan};
use crate::report::yaml;
use crate::report::yaml::as_text;

/// A basis or cited document, as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Basis {
    /// A basis that is a sentence.
    pub(super) cau: Option<String>,
    pub(super) id: Option<String>,
    pub(super) tu_dan: Option<String>,
    pub(super) loai: String,
    pub(super) so_ky_hieu: Option<String>,
    pub(super) ngay: Option<String>,
    pub(super) co_quan: Option<String>,
    pub(super) trich_yeu: Option<String>,
}

impl Basis {
    pub(super) fn of(cited: &VienDan) -> Self {
        Self {
            id: cited.id.as_ref().map(|id| id.value.clone()),
            loai: cited.loai.value.clone(),
            so_ky_hieu: cited.so_ky_hieu.as_ref().map(|sign| sign.value.clone()),
            ngay: cited.ngay.map(Ngay::short),
            co_quan: cited.co_quan.as_ref().map(|body| body.value.clone()),
            trich_yeu: cited.trich_yeu.as_ref().map(|subject| subject.value.clone()),
            ..Self::default()
        }
    }
}

/// The bases that are carried over, and what is told of the others. `ended` is
/// what the checker found out of force on the day.
pub(super) fn in_force(plan: &VanBan, ended: &[Diagnostic]) -> (Vec<Basis>, Vec<Diagnostic>) {
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for basis in &plan.can_cu {
        let (spans, entry) = match basis {
            CanCu::DoanVan(text) => {
                let entry = Basis { cau: Some(text.value.clone()), ..Basis::default() };
                (vec![text.span], entry)
            }
            CanCu::VienDan { tu_dan, vien_dan } => {
                let sign = vien_dan.so_ky_hieu.as_ref();
                let spans = [Some(vien_dan.loai.span), sign.map(|sign| sign.span)];
                let tu_dan = tu_dan.as_ref().map(|lead| lead.value.clone());
                (spans.into_iter().flatten().collect(), Basis { tu_dan, ..Basis::of(vien_dan) })
            }
        };
        match ended.iter().find(|told| spans.iter().any(|span| lies_in(told, *span))) {
            Some(told) => {
                let message = format!("{LEFT}căn cứ: {}", told.message);
                let hint = Diagnostic::warning("ke-hoach-nam", message).help(told.help.clone());
                left_out.push(Diagnostic { severity: Severity::Hint, ..hint }.at(told.place.clone()));
            }
            None => kept.push(entry),
        }
    }
    (kept, left_out)
}

fn lies_in(told: &Diagnostic, span: Span) -> bool {
    let place = told.place.span();
    place.is_some_and(|place| {
        place.source == span.source
            && place.range().start < span.range().end
            && span.range().start < place.range().end
    })
}

/// The documents that texts cite by `vien_dan(id=...)`, without those that are
/// bases already.
pub(super) fn cited(plan: &VanBan, texts: &[String], bases: &[Basis]) -> Vec<Basis> {
    let ids: BTreeSet<&str> = texts.iter().flat_map(|text| called_ids("vien_dan", text)).collect();
    let is_wanted = |entry: &Basis| {
        let id = entry.id.as_deref().unwrap_or_default();
        ids.contains(id) && !bases.iter().any(|basis| basis.id.as_deref() == Some(id))
    };
    let of_bases = plan.can_cu.iter().filter_map(|basis| match basis {
        CanCu::VienDan { vien_dan, .. } => Some(Basis::of(vien_dan)),
        CanCu::DoanVan(_) => None,
    });
    of_bases.chain(plan.vien_dan.iter().map(Basis::of)).filter(is_wanted).collect()
}

/// The ids that a text names in calls of a function: `vien_dan(id="...")`.
pub(super) fn called_ids<'t>(function: &str, text: &'t str) -> impl Iterator<Item = &'t str> {
    let call = format!("{function}(");
    let behind: Vec<&str> = text.match_indices(&call).map(|(at, _)| &text[at + call.len()..]).collect();
    behind.into_iter().filter_map(|rest| {
        let rest = rest.split_once(')').map_or(rest, |(arguments, _)| arguments);
        let rest = rest.split_once(['"', '\''])?.1;
        Some(rest.split_once(['"', '\''])?.0)
    })
}

/// The variables of the plan that texts use, with their values in YAML.
pub(super) fn variables(plan: &VanBan, texts: &[String]) -> Vec<(String, String)> {
    let uses = |name: &str| {
        texts
            .iter()
            .any(|text| text.contains(&format!("bien.{name}")) || text.contains(&format!("bien[\"{name}\"]")))
    };
    let written = |(name, value): (&String, &Value)| (yaml::scalar(name, false), yaml::variable(value));
    plan.bien.iter().filter(|(name, _)| uses(name)).map(written).collect()
}

/// The period's plan as a basis.
pub(super) fn the_plan(plan: &VanBan, kind: &str, sign: &str, subject: &str, taken: &[Basis]) -> Basis {
    let mut id = "ke_hoach_giai_doan".to_owned();
    while taken.iter().any(|basis| basis.id.as_ref() == Some(&id)) {
        id.push_str("_nay");
    }
    Basis {
        id: Some(id),
        loai: kind.to_owned(),
        so_ky_hieu: Some(sign.to_owned()),
        ngay: plan.ngay.map(Ngay::short),
        co_quan: Some(plan.co_quan.ten.value.clone()),
        trich_yeu: Some(format!("về {}", as_text(subject))),
        ..Basis::default()
    }
}

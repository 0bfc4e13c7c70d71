//! `bo_qua`: rules that a document asks to leave out, each with its reason.

use super::criteria::Criteria;
use super::finding::Finding;
use super::rules::bo_qua;
use crate::model::BoQua;

/// Drops the findings of rules that a document silences. Findings about
/// `bo_qua` itself stay, and an entry that silences nothing becomes one.
pub(super) fn apply(silenced: &[BoQua], findings: Vec<Finding>, criteria: &Criteria) -> Vec<Finding> {
    let entry_of = |id: &str| silenced.iter().find(|entry| entry.luat.as_str().eq_ignore_ascii_case(id));
    let mut used: Vec<&str> = Vec::new();
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        match entry_of(finding.rule.id).filter(|_| finding.rule.id != bo_qua::RULE.id) {
            Some(entry) => used.push(entry.luat.as_str()),
            None => kept.push(finding),
        }
    }
    if let Some(severity) = criteria.severity(&bo_qua::RULE) {
        let idle = silenced.iter().filter(|entry| {
            let id = entry.luat.as_str();
            super::rule(id).is_some() && !used.contains(&id) && !criteria.is_off(id)
        });
        kept.extend(idle.map(|entry| bo_qua::needless(entry, severity)));
    }
    kept
}

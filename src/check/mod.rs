//! The checker: what a strict clerk would send back.
//!
//! A rule reads [`Facts`] about a document and reports findings; it never
//! writes. One rule is one file of `rules/`; [`rules()`] lists them all.

mod abbreviation;
mod at;
mod body_name;
mod character_reference;
mod citation;
mod cited_text;
mod comment;
mod criteria;
mod dated;
mod edit;
mod facts;
mod figure;
mod finding;
mod kind_names;
mod letters;
mod lexer;
mod markdown;
mod mend;
mod of_document;
mod old_units;
mod passage;
mod period;
mod phrases;
mod prose;
mod reference;
mod report;
mod rule;
mod rules;
mod severities;
mod silence;
mod stretch;
mod syllable;
mod telex;
mod unit_names;
mod word_set;
mod words;
mod yaml_writer;

use crate::diagnostic::{Diagnostic, Sources};
use crate::model::VanBan;

pub use criteria::Criteria;
pub use facts::Facts;
pub use finding::{Edit, Finding};
pub use mend::{Fixed, fix, fixable};
pub use reference::{explain, reference};
pub use rule::{Example, Rule, Scope, document_with};
pub use severities::{Severities, unknown_rule};

use report::RuleReport;

/// Every rule, in the order of the reference.
pub fn rules() -> &'static [&'static Rule] {
    rules::ALL
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.id.eq_ignore_ascii_case(id)).copied()
}

/// Whether a finding is about `bo_qua` itself.
pub fn is_about_silence(finding: &Finding) -> bool {
    finding.rule.id == rules::bo_qua::RULE.id
}

/// Checks a document. `notices` is what composing it noticed: those whose code
/// is the id of a rule become findings of that rule, the others are left to
/// the caller. The findings come in the order of the file.
pub fn check(
    document: &VanBan,
    sources: &Sources,
    criteria: &Criteria,
    notices: &[Diagnostic],
) -> Vec<Finding> {
    check_facts(&Facts::of_document(document, sources, criteria), criteria, notices)
}

/// Checks what is known of a document, as [`check`] does.
pub fn check_facts(facts: &Facts<'_>, criteria: &Criteria, notices: &[Diagnostic]) -> Vec<Finding> {
    let mut found = Vec::new();
    for notice in notices {
        if let Some(rule) = rule(notice.code)
            && let Some(severity) = criteria.severity(rule)
        {
            let mut report = RuleReport::new(rule, severity);
            report.noticed(notice);
            found.extend(report.into_findings());
        }
    }
    for rule in rules().iter().filter(|rule| rule.holds_for(facts.profile)) {
        if let Some(severity) = criteria.severity(rule) {
            let mut report = RuleReport::new(rule, severity);
            (rule.run)(facts, &mut report);
            found.extend(report.into_findings());
        }
    }
    // In the order of the file, then of the rules: a text keeps the order of
    // its words.
    found.sort_by_key(|finding| {
        let place = &finding.diagnostic.place;
        (place.span(), place.within().map(|within| (within.range.start, within.range.end)))
    });
    silence::apply(facts.silenced, found, criteria)
}

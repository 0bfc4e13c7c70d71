//! What a rule reports.

use super::character_reference;
use super::citation::{Citation, CitedAt};
use super::facts::Facts;
use super::finding::Edit;
use super::finding::Finding;
use super::rule::Rule;
use super::stretch::Stretch;
use crate::diagnostic::{Diagnostic, Place, Severity};

/// Takes the findings of one rule.
#[derive(Debug)]
pub struct RuleReport {
    rule: &'static Rule,
    severity: Severity,
    found: Vec<Finding>,
}

impl RuleReport {
    /// An empty report of a rule, which is as grave as the office says.
    pub(super) fn new(rule: &'static Rule, severity: Severity) -> Self {
        Self { rule, severity, found: Vec::new() }
    }

    /// Takes over what composing noticed of the rule.
    pub(super) fn noticed(&mut self, notice: &Diagnostic) {
        let finding = self.place(&notice.place, notice.message.as_str());
        let severity = finding.diagnostic.severity.max(notice.severity);
        finding.diagnostic = Diagnostic { severity, ..notice.clone() };
    }

    /// Reports words of a text.
    pub(super) fn at<'p>(
        &mut self,
        words: impl Into<Stretch<'p>>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let words = words.into();
        let finding = self.place(words.place(), message);
        finding.diagnostic.key.clone_from(&words.passage.key);
        finding
    }

    /// Reports a document cited, from its kind to its sign.
    pub(super) fn cited(
        &mut self,
        facts: &Facts<'_>,
        citation: &Citation,
        message: impl Into<String>,
    ) -> &mut Finding {
        match citation.place {
            CitedAt::Text { passage, .. } => {
                let start = citation.kind.as_ref().map_or(citation.sign_range.start, |kind| kind.range.start);
                self.at(facts.passage(passage).part(start..citation.sign_range.end), message)
            }
            CitedAt::Call { passage } => {
                self.at(facts.passage(passage).part(citation.range.clone()), message)
            }
            CitedAt::Basis { span, .. } | CitedAt::Declared { span } => self.place(span, message),
        }
    }

    /// Reports a place of a file.
    pub(super) fn place(&mut self, place: impl Into<Place>, message: impl Into<String>) -> &mut Finding {
        let diagnostic = Diagnostic { severity: self.severity, ..Diagnostic::error(self.rule.id, message) };
        let last = self.found.len();
        self.found.push(Finding { rule: self.rule, diagnostic: diagnostic.at(place), fix: Vec::new() });
        &mut self.found[last]
    }

    /// What was reported. What is told of the spelling of a character reference
    /// is dropped, and so are fixes that would break one.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let mut found = self.found;
        found.retain(|finding| {
            let within = finding.diagnostic.place.within();
            !within.is_some_and(|within| character_reference::is_cut(&within.value, &within.range))
        });
        for finding in &mut found {
            if finding.fix.iter().any(Edit::cuts_a_reference) {
                finding.fix.clear();
            }
        }
        found
    }
}

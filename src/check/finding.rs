//! What rules report.

use std::ops::Range;

use super::character_reference;
use super::citation::{Citation, CitedAt};
use super::edit::Edit;
use super::facts::Facts;
use super::passage::Passage;
use super::rule::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity};

/// A breach of a rule at a place of a file.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// Message, place, advice; its code is the rule's id.
    pub diagnostic: Diagnostic,
    /// What mends it without changing the meaning; empty when nothing surely does.
    pub fix: Vec<Edit>,
}

impl Finding {
    /// Says how to mend it.
    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.diagnostic.help = help.into();
        self
    }

    /// Says what stands at the place.
    pub(super) fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.diagnostic.label = label.into();
        self
    }

    /// Makes a finding that is not certain a hint.
    pub(super) fn hint(&mut self) -> &mut Self {
        self.at_most(Severity::Hint)
    }

    /// Lowers the severity: an office's own setting is never raised.
    pub(super) fn at_most(&mut self, severity: Severity) -> &mut Self {
        self.diagnostic.severity = self.diagnostic.severity.max(severity);
        self
    }

    /// Mends it by putting `replacement` in place of a range of a text.
    pub(super) fn fix(&mut self, passage: &Passage<'_>, range: Range<usize>, replacement: &str) -> &mut Self {
        self.fix.push(Edit { place: passage.place(range), new: replacement.to_owned() });
        self
    }
}

/// Collects the findings of the rules.
#[derive(Debug, Default)]
pub struct Findings {
    current: Option<(&'static Rule, Severity)>,
    found: Vec<Finding>,
}

impl Findings {
    /// Lets a rule report.
    pub(super) fn run(&mut self, rule: &'static Rule, severity: Severity, facts: &Facts<'_>) {
        self.current = Some((rule, severity));
        (rule.run)(facts, self);
    }

    /// Takes over what composing noticed of a rule.
    pub(super) fn noticed(&mut self, rule: &'static Rule, severity: Severity, notice: &Diagnostic) {
        let diagnostic = Diagnostic { severity: severity.max(notice.severity), ..notice.clone() };
        self.found.push(Finding { rule, diagnostic, fix: Vec::new() });
    }

    /// Reports words of a text.
    pub(super) fn words(
        &mut self,
        passage: &Passage<'_>,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let finding = self.place(passage.place(range), message);
        finding.diagnostic.key.clone_from(&passage.key);
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
                self.words(facts.passage(passage), start..citation.sign_range.end, message)
            }
            CitedAt::Call { passage } => self.words(facts.passage(passage), citation.range.clone(), message),
            CitedAt::Basis { span, .. } | CitedAt::Declared { span } => self.place(span, message),
        }
    }

    /// Reports a place of the file.
    pub(super) fn place(&mut self, place: impl Into<Place>, message: impl Into<String>) -> &mut Finding {
        let (rule, severity) = self.current.expect("a rule is running");
        let diagnostic = Diagnostic { severity, ..Diagnostic::error(rule.id, message) }.at(place);
        self.found.push(Finding { rule, diagnostic, fix: Vec::new() });
        self.found.last_mut().expect("just pushed")
    }

    /// All findings, in the order of the file, then of the rules: a text keeps
    /// the order of its words in the file. Those of the spelling of a character
    /// reference are dropped, and fixes that would break one.
    pub(super) fn into_sorted(self) -> Vec<Finding> {
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
        found.sort_by_key(|finding| {
            let within = finding.diagnostic.place.within();
            (finding.diagnostic.place.span(), within.map(|within| (within.range.start, within.range.end)))
        });
        found
    }
}

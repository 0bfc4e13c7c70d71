//! A breach of a rule.

use super::edit::Edit;
use super::rule::Rule;
use super::stretch::Stretch;
use crate::diagnostic::{Diagnostic, Severity};

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

    /// Mends it by putting new words in place of others.
    pub(super) fn mend<'p>(&mut self, words: impl Into<Stretch<'p>>, new: &str) -> &mut Self {
        self.fix.push(Edit { place: words.into().place(), new: new.to_owned() });
        self
    }
}

//! A breach of a rule, and the words that mend it.

use super::character_reference;
use super::rule::Rule;
use super::stretch::Stretch;
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

    /// Mends it by putting new words in place of others.
    pub(super) fn mend<'p>(&mut self, words: impl Into<Stretch<'p>>, new: &str) -> &mut Self {
        self.fix.push(Edit { place: words.into().place(), new: new.to_owned() });
        self
    }
}

/// Words that take the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The place, in a text of a source. A part of a value is written as the
    /// source writes values; without one the bytes of the source itself are
    /// changed.
    pub place: Place,
    /// The new words; empty takes the old ones away.
    pub new: String,
}

impl Edit {
    /// Whether it would break a character reference.
    pub(super) fn cuts_a_reference(&self) -> bool {
        self.place.within().is_some_and(|within| character_reference::is_cut(&within.value, &within.range))
    }
}

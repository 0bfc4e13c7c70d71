//! What the checker goes by.

use std::sync::Arc;

use super::{Rule, Severities};
use crate::acts::Acts;
use crate::diagnostic::Severity;

/// What the checker goes by: how grave the rules are, and which acts were in
/// force when. A copy shares the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Criteria {
    severities: Severities,
    /// The office's own table; none: the program's.
    acts: Option<Arc<Acts>>,
}

impl Criteria {
    /// Severities of an office; its own table of acts, where it has one, takes
    /// the place of the program's.
    pub fn new(severities: Severities, acts: Option<Acts>) -> Self {
        Self { severities, acts: acts.map(Arc::new) }
    }

    /// How grave a rule is here; none: it does not run.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.severity(rule)
    }

    /// Whether the office turned this rule off.
    pub(super) fn is_off(&self, id: &str) -> bool {
        self.severities.is_off(id)
    }

    /// Which acts were in force when.
    pub fn acts(&self) -> &Acts {
        self.acts.as_deref().unwrap_or_else(|| Acts::embedded())
    }
}

//! What the checker goes by.

use std::sync::{Arc, LazyLock};

use super::kind_names::KindNames;
use super::{Rule, Severities};
use crate::acts::Acts;
use crate::diagnostic::Severity;
use crate::law::Law;

/// What the checker goes by: how grave the rules are, which acts were in force
/// when, and which kinds of documents there are. A copy shares the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criteria {
    severities: Severities,
    /// The office's own table; none: the program's.
    acts: Option<Arc<Acts>>,
    kinds: Arc<KindNames>,
}

/// The kinds of the law alone.
static OF_LAW: LazyLock<Arc<KindNames>> = LazyLock::new(|| Arc::new(KindNames::of(&Law::embedded())));

impl Default for Criteria {
    fn default() -> Self {
        Self::new(Severities::default(), None)
    }
}

impl Criteria {
    /// Severities of an office; its own table of acts, where it has one, takes
    /// the place of the program's.
    pub fn new(severities: Severities, acts: Option<Acts>) -> Self {
        Self { severities, acts: acts.map(Arc::new), kinds: Arc::clone(&OF_LAW) }
    }

    /// With the kinds of a law, where an office may have added its own.
    #[must_use]
    pub fn with_kinds_of(self, law: &Law) -> Self {
        if law.has_own_kinds() { Self { kinds: Arc::new(KindNames::of(law)), ..self } } else { self }
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

    /// Which kinds of documents there are.
    pub(super) fn kinds(&self) -> &KindNames {
        &self.kinds
    }
}

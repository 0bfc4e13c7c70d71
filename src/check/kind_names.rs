//! The kinds of documents, by name and by sign.

use std::collections::BTreeSet;

use super::words::SIGNS;
use crate::law::Law;

/// The kinds that documents cite: those of every profile of a law, an office's
/// own among them, and those that only other bodies issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KindNames {
    /// Their names, in lower case.
    names: BTreeSet<String>,
    /// The administrative ones.
    state: Vec<StateKind>,
}

/// A kind of administrative document.
#[derive(Debug, Clone, PartialEq, Eq)]
struct StateKind {
    /// Its abbreviation in signs.
    ky_hieu: String,
    /// Its name.
    ten: String,
}

impl KindNames {
    /// The kinds of a law.
    pub(super) fn of(law: &Law) -> Self {
        let of_law = law.profiles().flat_map(|profile| profile.all_kinds()).map(|kind| &kind.ten);
        let names = of_law.chain(SIGNS.loai.iter().flat_map(|sign| &sign.ten)).chain(&SIGNS.ten_khac);
        let names = names.map(|name| name.to_lowercase()).collect();
        let state = law.profiles().filter(|profile| profile.basis.hanh_chinh);
        let state = state
            .flat_map(|profile| profile.all_kinds())
            .map(|kind| StateKind { ky_hieu: kind.ky_hieu.clone(), ten: kind.ten.clone() })
            .collect();
        Self { names, state }
    }

    /// Whether there is a kind of this name, in lower case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The names of the administrative kinds with this abbreviation.
    pub(super) fn of_sign(&self, ky_hieu: &str) -> impl Iterator<Item = &str> {
        self.state.iter().filter(move |kind| kind.ky_hieu == ky_hieu).map(|kind| kind.ten.as_str())
    }
}

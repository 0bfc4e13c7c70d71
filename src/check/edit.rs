//! Changes of a source, whatever the source is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::finding::{Edit, Finding};

/// Bytes of a source's text and what takes their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) range: Range<usize>,
    pub(super) words: String,
}

/// Writes edits in the way of one kind of source.
pub(super) trait Writer {
    /// What an edit changes in the text of the source; none where the source
    /// has these words in a way that cannot be changed in place.
    fn change(&mut self, edit: &Edit) -> Option<Change>;

    /// What the fix of a finding changes; none when it has no fix, or one that
    /// cannot be placed.
    fn changes(&mut self, finding: &Finding) -> Option<Vec<Change>> {
        let edits = Some(&finding.fix).filter(|edits| !edits.is_empty())?;
        let mut changes: Vec<Change> = edits.iter().map(|edit| self.change(edit)).collect::<Option<_>>()?;
        changes.sort_by_key(|change| change.range.start);
        let apart = changes.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start);
        apart.then_some(changes)
    }
}

/// Changes of a text of which none touches another.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// By where they start: the end and the new words.
    chosen: BTreeMap<usize, (usize, String)>,
    /// How many findings they mend.
    pub(super) count: usize,
}

impl Changes {
    /// The fixes of findings, in their order. One that touches an earlier one
    /// is left for another round.
    pub(super) fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>, writer: &mut impl Writer) -> Self {
        let mut changes = Self::default();
        for fix in findings.into_iter().filter_map(|finding| writer.changes(finding)) {
            if fix.iter().all(|change| changes.is_free(&change.range)) {
                let fix =
                    fix.into_iter().map(|change| (change.range.start, (change.range.end, change.words)));
                changes.chosen.extend(fix);
                changes.count += 1;
            }
        }
        changes
    }

    fn is_free(&self, range: &Range<usize>) -> bool {
        let before = self.chosen.range(..=range.end).next_back();
        before.is_none_or(|(_, (taken, _))| *taken < range.start)
    }

    /// The text after the changes.
    pub(super) fn apply(self, text: &str) -> String {
        let mut changed = String::with_capacity(text.len());
        let mut from = 0;
        for (start, (end, words)) in self.chosen {
            changed.push_str(&text[from..start]);
            changed.push_str(&words);
            from = end;
        }
        changed.push_str(&text[from..]);
        changed
    }
}

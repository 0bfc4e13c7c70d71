//! Words of a text, and where they stand.

use std::ops::Range;

use super::at::At;
use super::passage::Passage;
use crate::diagnostic::Place;

/// Words of a text.
#[derive(Debug, Clone)]
pub(super) struct Stretch<'p> {
    /// The text.
    pub(super) passage: &'p Passage<'p>,
    /// The bytes of the words in it.
    pub(super) range: Range<usize>,
}

impl Passage<'_> {
    /// Words of a range.
    pub(super) fn part(&self, range: Range<usize>) -> Stretch<'_> {
        Stretch { passage: self, range }
    }
}

impl<'p> Stretch<'p> {
    /// As they are typed.
    pub(super) fn typed(&self) -> &'p str {
        &self.passage.value[self.range.clone()]
    }

    /// The same in lower case.
    pub(super) fn low(&self) -> &'p str {
        &self.passage.lower[self.range.clone()]
    }

    /// Where they stand.
    pub(super) fn place(&self) -> Place {
        self.passage.place(self.range.clone())
    }
}

impl<'p> From<At<'p>> for Stretch<'p> {
    fn from(at: At<'p>) -> Self {
        at.to(at)
    }
}

impl From<&Self> for Stretch<'_> {
    fn from(words: &Self) -> Self {
        words.clone()
    }
}

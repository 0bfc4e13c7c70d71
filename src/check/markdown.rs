//! The structure of a text's Markdown, for rules that need more than blocks.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Parser, Tag, TagEnd};

use super::passage::Passage;
use crate::markdown_dialect::OPTIONS;

/// The events of a text; their ranges are those of its value.
pub(super) fn events<'p>(passage: &'p Passage<'_>) -> OffsetIter<'p> {
    // Small letters and masks leave the structure as it is.
    Parser::new_ext(&passage.lower, OPTIONS).into_offset_iter()
}

/// The cells of tables below heads of a kind; heads come in lower case.
pub(super) fn cells_below(passage: &Passage<'_>, is_wanted: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut wanted: Vec<bool> = Vec::new();
    let (mut in_head, mut column) = (false, 0);
    for (event, range) in events(passage) {
        match event {
            Event::Start(Tag::TableHead) => (in_head, wanted) = (true, Vec::new()),
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableRow) => column = 0,
            Event::Start(Tag::TableCell) if in_head => wanted.push(is_wanted(&passage.lower[range])),
            Event::Start(Tag::TableCell) => {
                if wanted.get(column) == Some(&true) {
                    cells.push(range);
                }
                column += 1;
            }
            _ => {}
        }
    }
    cells
}

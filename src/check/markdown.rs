//! The structure of a text's Markdown, for rules that need more than blocks.

use pulldown_cmark::{OffsetIter, Options, Parser};

use super::passage::{Part, Passage};

/// The events of a text; their ranges are those of its value.
pub(super) fn events<'p>(passage: &'p Passage<'_>) -> OffsetIter<'p> {
    // Small letters and masks leave the structure as it is.
    let options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);
    Parser::new_ext(&passage.lower, options).into_offset_iter()
}

/// Whether texts of a part are read as Markdown of several paragraphs.
pub(super) fn in_part(part: Part) -> bool {
    matches!(part, Part::MoDau | Part::NoiDung | Part::PhuLuc | Part::Ket)
}

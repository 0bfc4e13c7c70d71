//! What of Markdown the texts of a document may use. A leaf, shared by those
//! who print texts and those who check them: both must see the same blocks.

use pulldown_cmark::{Options, Tag, TagEnd};

/// `CommonMark` with tables and footnotes.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// Whether a tag opens a block, not words within one.
pub(crate) fn is_block(tag: &Tag<'_>) -> bool {
    closes_block(tag.to_end())
}

/// Whether a tag closes a block.
pub(crate) fn closes_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Subscript
            | TagEnd::Superscript
    )
}

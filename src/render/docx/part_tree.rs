//! A part of a package as a tree, while it is rewritten.

use quick_xml::events::{BytesStart, Event};

/// An element that is being rewritten; what it holds is kept as read.
pub(super) struct Element<'x> {
    pub(super) start: BytesStart<'x>,
    pub(super) children: Vec<Node<'x>>,
}

pub(super) enum Node<'x> {
    Element(Element<'x>),
    /// Text, a declaration, anything else that is copied.
    Other(Event<'x>),
}

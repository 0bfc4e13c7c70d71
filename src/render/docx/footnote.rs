//! Footnotes: what docx-rs leaves out of their part. Word wants the rule above
//! them and its continuation as footnotes of their own, and each footnote to
//! start with its number.

use docx_rs::{Footnote as WordFootnote, Run as WordRun, RunProperty, VertAlignType};
use quick_xml::events::BytesStart;

use super::part_tree::{Element, Node};
use super::text;
use crate::render::set::Note;

/// The footnotes that are none: type and id.
pub(super) const SEPARATORS: [(&str, &str); 2] = [("separator", "-1"), ("continuationSeparator", "0")];

/// The number in the text, and the footnote that goes with it.
pub(super) fn call(note: &Note<'_>) -> WordRun {
    let mut footnote = WordFootnote { id: note.number, content: Vec::new() };
    footnote.content = note.texts.iter().map(text::text).collect();
    let mut run = WordRun::new().add_footnote_reference(footnote);
    run.run_property = RunProperty::new().vert_align(VertAlignType::SuperScript);
    run
}

/// Puts the rules before the footnotes.
pub(super) fn add_separators(children: &mut Vec<Node<'_>>) {
    for (index, (kind, id)) in SEPARATORS.into_iter().enumerate() {
        let run = element("w:r", &[], vec![element(&format!("w:{kind}"), &[], Vec::new())]);
        let paragraph = element("w:p", &[], vec![run]);
        children.insert(index, element("w:footnote", &[("w:type", kind), ("w:id", id)], vec![paragraph]));
    }
}

/// Puts the number before the words of a footnote.
pub(super) fn add_number(children: &mut [Node<'_>]) {
    let first = children.iter_mut().find_map(|child| match child {
        Node::Element(element) if element.start.name().as_ref() == b"w:p" => Some(element),
        _ => None,
    });
    let Some(paragraph) = first else { return };
    let raised = element("w:vertAlign", &[("w:val", "superscript")], Vec::new());
    let properties = element("w:rPr", &[], vec![raised]);
    let run = element("w:r", &[], vec![properties, element("w:footnoteRef", &[], Vec::new())]);
    let has_properties = matches!(paragraph.children.first(), Some(Node::Element(first))
        if first.start.name().as_ref() == b"w:pPr");
    paragraph.children.insert(usize::from(has_properties), run);
}

fn element<'x>(name: &str, attributes: &[(&str, &str)], children: Vec<Node<'x>>) -> Node<'x> {
    let start = BytesStart::new(name.to_owned()).with_attributes(attributes.iter().copied());
    Node::Element(Element { start, children })
}

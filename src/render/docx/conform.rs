//! Makes the XML of docx-rs conform to the schema of `WordprocessingML`, and
//! adds the few things it has no words for: the document's language, the
//! default style, header rows that repeat, alternative text of pictures, the
//! rule above footnotes and their numbers.

use std::io;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::part_tree::{Element, Node};
use super::{footnote, order};
use crate::law::StyleId;

/// The language of every document.
const LANGUAGE: &str = "vi-VN";

/// What the pictures of a part show, in order.
type Alternatives<'p> = std::iter::Enumerate<std::slice::Iter<'p, &'p str>>;

/// Rewrites one part without pictures.
///
/// # Errors
/// When the part is not well-formed XML.
pub(super) fn conform(xml: &[u8]) -> io::Result<Vec<u8>> {
    conform_with(xml, &[])
}

/// Rewrites one part; `alternatives` says what its pictures show, in order.
///
/// # Errors
/// When the part is not well-formed XML.
pub(super) fn conform_with(xml: &[u8], alternatives: &[&str]) -> io::Result<Vec<u8>> {
    let text = std::str::from_utf8(xml).map_err(io::Error::other)?;
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(xml.len()));
    for node in read_children(&mut reader, &mut alternatives.iter().enumerate())? {
        write(&mut writer, node)?;
    }
    Ok(writer.into_inner())
}

/// Reads up to the end of the element that is open, or of the part.
fn read_children<'x>(
    reader: &mut Reader<&'x [u8]>,
    alternatives: &mut Alternatives<'_>,
) -> io::Result<Vec<Node<'x>>> {
    let mut nodes = Vec::new();
    loop {
        match reader.read_event().map_err(io::Error::other)? {
            Event::Start(start) => {
                let children = read_children(reader, alternatives)?;
                nodes.push(Node::Element(conformed(start, children, alternatives)));
            }
            Event::Empty(start) => nodes.push(Node::Element(conformed(start, Vec::new(), alternatives))),
            Event::End(_) | Event::Eof => return Ok(nodes),
            other => nodes.push(Node::Other(other)),
        }
    }
}

/// The element with its children in schema order and its additions.
fn conformed<'x>(
    start: BytesStart<'x>,
    mut children: Vec<Node<'x>>,
    alternatives: &mut Alternatives<'_>,
) -> Element<'x> {
    children.retain(|child| !is_empty_property(child));
    let start = match start.name().as_ref() {
        b"w:p" => without_attributes(&start),
        b"w:gridCol" => without_type(&start),
        b"wp:docPr" => with_alternative(&start, alternatives),
        b"w:style" if is_normal(&start) => with_attribute(start, ("w:default", "1")),
        _ => start,
    };
    if start.name().as_ref() == b"w:tr" && is_header_row(&children) {
        mark_header_row(&mut children);
    }
    if start.name().as_ref() == b"w:rPrDefault" {
        add_language(&mut children);
    }
    match start.name().as_ref() {
        b"w:footnotes" => footnote::add_separators(&mut children),
        b"w:footnote" => footnote::add_number(&mut children),
        _ => {}
    }
    if let Some(order) = order::of(start.name().as_ref()).filter(|_| children.len() > 1) {
        children.sort_by_cached_key(|child| rank(child, order));
    }
    Element { start, children }
}

fn name_of<'n>(node: &'n Node<'_>) -> &'n [u8] {
    match node {
        Node::Element(element) => element.start.name().into_inner(),
        Node::Other(_) => b"",
    }
}

fn rank(node: &Node<'_>, order: &[&str]) -> usize {
    let name = name_of(node);
    order.iter().position(|known| known.as_bytes() == name).unwrap_or(order.len())
}

/// `<w:rPr />` and `<w:pPr />` say nothing.
fn is_empty_property(node: &Node<'_>) -> bool {
    matches!(node, Node::Element(element)
        if element.children.is_empty() && matches!(name_of(node), b"w:rPr" | b"w:pPr"))
}

/// Drops the paragraph ids of docx-rs: they change with what the process did
/// before.
fn without_attributes<'x>(start: &BytesStart<'x>) -> BytesStart<'x> {
    BytesStart::new(String::from_utf8_lossy(start.name().as_ref()).into_owned())
}

/// A column of a grid has a width only.
fn without_type<'x>(start: &BytesStart<'x>) -> BytesStart<'x> {
    let width = attribute(start, b"w:w").unwrap_or_default();
    let kept = without_attributes(start);
    with_attribute(kept, ("w:w", &String::from_utf8_lossy(&width)))
}

fn with_attribute<'x>(mut start: BytesStart<'x>, attribute: (&str, &str)) -> BytesStart<'x> {
    start.push_attribute(attribute);
    start
}

/// A drawing's number, name, and what it shows.
fn with_alternative<'x>(start: &BytesStart<'x>, alternatives: &mut Alternatives<'_>) -> BytesStart<'x> {
    let (index, words) = alternatives.next().unwrap_or((0, &""));
    let number = (index + 1).to_string();
    without_attributes(start).with_attributes([
        ("id", number.as_str()),
        ("name", &format!("Hình {number}")),
        ("descr", words),
    ])
}

fn is_normal(start: &BytesStart<'_>) -> bool {
    attribute(start, b"w:styleId").as_deref() == Some(b"Normal")
}

fn attribute(start: &BytesStart<'_>, name: &[u8]) -> Option<Vec<u8>> {
    let found = start.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
    Some(found.value.into_owned())
}

/// A row is a header when its first cell is set in the header style.
fn is_header_row(children: &[Node<'_>]) -> bool {
    fn has_header_style(node: &Node<'_>) -> bool {
        let Node::Element(element) = node else { return false };
        match element.start.name().as_ref() {
            b"w:pStyle" => {
                attribute(&element.start, b"w:val").as_deref() == Some(StyleId::DauBang.word_id().as_bytes())
            }
            b"w:tbl" => false,
            _ => element.children.iter().any(has_header_style),
        }
    }
    children.iter().any(has_header_style)
}

/// Repeats the row at the top of every page.
fn mark_header_row(children: &mut Vec<Node<'_>>) {
    let mark = Element { start: BytesStart::new("w:tblHeader"), children: Vec::new() };
    let properties = children.iter_mut().find_map(|child| match child {
        Node::Element(element) if element.start.name().as_ref() == b"w:trPr" => Some(element),
        _ => None,
    });
    match properties {
        Some(properties) => properties.children.push(Node::Element(mark)),
        None => {
            let start = BytesStart::new("w:trPr");
            let properties = Element { start, children: vec![Node::Element(mark)] };
            children.insert(0, Node::Element(properties));
        }
    }
}

fn add_language(children: &mut [Node<'_>]) {
    for child in children {
        if let Node::Element(element) = child
            && element.start.name().as_ref() == b"w:rPr"
        {
            let start = BytesStart::new("w:lang").with_attributes([
                ("w:val", LANGUAGE),
                ("w:eastAsia", LANGUAGE),
                ("w:bidi", LANGUAGE),
            ]);
            element.children.push(Node::Element(Element { start, children: Vec::new() }));
            element.children.sort_by_key(|child| rank(child, order::of(b"w:rPr").unwrap_or_default()));
        }
    }
}

fn write(writer: &mut Writer<Vec<u8>>, node: Node<'_>) -> io::Result<()> {
    match node {
        Node::Other(event) => writer.write_event(event),
        Node::Element(Element { start, children }) if children.is_empty() => {
            writer.write_event(Event::Empty(start))
        }
        Node::Element(Element { start, children }) => {
            let end = start.to_end().into_owned();
            writer.write_event(Event::Start(start))?;
            for child in children {
                write(writer, child)?;
            }
            writer.write_event(Event::End(end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::conform;

    fn conformed(xml: &str) -> String {
        String::from_utf8(conform(xml.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn sorts_properties_and_drops_empty_ones() {
        let xml = r#"<w:p w14:paraId="1"><w:pPr><w:rPr /><w:jc w:val="both"/><w:keepNext/><w:pStyle w:val="A"/></w:pPr></w:p>"#;
        let expected = r#"<w:p><w:pPr><w:pStyle w:val="A"/><w:keepNext/><w:jc w:val="both"/></w:pPr></w:p>"#;
        assert_eq!(conformed(xml), expected);
    }

    #[test]
    fn keeps_text_as_it_is() {
        let xml = r#"<w:r><w:t xml:space="preserve"> a &amp; b &lt; c </w:t></w:r>"#;
        assert_eq!(conformed(xml), xml);
    }

    #[test]
    fn repeats_header_rows() {
        let row = |style: &str| {
            format!(
                r#"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p></w:tc></w:tr>"#
            )
        };
        assert!(conformed(&row("DauBang")).contains("<w:tblHeader/>"));
        assert_eq!(conformed(&row("OBang")), row("OBang"));
    }
}

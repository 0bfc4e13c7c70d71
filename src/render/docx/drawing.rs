//! What docx-rs leaves out of a drawing: its number, what it shows, and how
//! its picture is turned.

use quick_xml::events::BytesStart;

use super::conform::{Element, Node, attribute, name_of, without_attributes};
use super::picture::Shown;

/// A quarter of a turn, in the unit of DrawingML.
const QUARTER: u32 = 90 * 60_000;

/// Completes a drawing; `shown` is its picture and that one's place among all.
pub(super) fn show(children: &mut [Node<'_>], shown: Option<(usize, &Shown<'_>)>) {
    let Some((index, shown)) = shown else { return };
    let number = (index + 1).to_string();
    let named = [("id", number.as_str()), ("name", &format!("Hình {number}")), ("descr", shown.alternative)];
    let room = if shown.turn.swaps_sides() { room_around(children) } else { None };
    each(children, &mut |element| match element.start.name().as_ref() {
        b"wp:docPr" => element.start = with(&element.start, &named),
        b"wp:effectExtent" => {
            if let Some((beside, above)) = &room {
                let room = [("l", beside), ("t", above), ("r", beside), ("b", above)];
                element.start = with(&element.start, &room.map(|(side, length)| (side, length.as_str())));
            }
        }
        b"a:xfrm" => {
            let angle = (u32::from(shown.turn.quarters) * QUARTER).to_string();
            let turned = [("rot", angle.as_str()), ("flipH", "1")];
            let count = if shown.turn.mirrored { 2 } else { 1 };
            element.start = with(&element.start, &turned[..count]);
        }
        _ => {}
    });
}

/// How far a picture that lies on its side reaches beyond its own width and
/// height: beside it, above and below it.
fn room_around(children: &[Node<'_>]) -> Option<(String, String)> {
    let extent = children.iter().find(|child| name_of(child) == b"wp:extent")?;
    let Node::Element(extent) = extent else { return None };
    let side = |name: &[u8]| -> Option<u32> {
        String::from_utf8(attribute(&extent.start, name)?).ok()?.parse().ok()
    };
    let (width, height) = (side(b"cx")?, side(b"cy")?);
    let beside = height.saturating_sub(width) / 2;
    let above = width.saturating_sub(height) / 2;
    Some((beside.to_string(), above.to_string()))
}

fn each<'x>(nodes: &mut [Node<'x>], visit: &mut impl FnMut(&mut Element<'x>)) {
    for node in nodes {
        if let Node::Element(element) = node {
            visit(element);
            each(&mut element.children, visit);
        }
    }
}

/// The same element with these attributes only.
fn with<'x>(start: &BytesStart<'x>, attributes: &[(&str, &str)]) -> BytesStart<'x> {
    without_attributes(start).with_attributes(attributes.iter().copied())
}

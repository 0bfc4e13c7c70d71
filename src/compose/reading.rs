//! The order in which people read a page tree.

use super::page::{Block, Foot, Head, PageSection, Signature};
use super::paragraph::Paragraph;

/// Every paragraph, in the order in which people read. The text of a footnote
/// follows the paragraph that calls it, which stands above it on the page.
pub(super) fn each_paragraph(sections: &mut [PageSection], visit: &mut dyn FnMut(&mut Paragraph)) {
    let mut with_notes = |paragraph: &mut Paragraph| {
        visit(paragraph);
        let notes = paragraph.runs.iter_mut().filter_map(|run| run.note.as_mut());
        notes.flat_map(|note| &mut note.paragraphs).for_each(&mut *visit);
    };
    let blocks = sections.iter_mut().flat_map(|section| &mut section.blocks);
    blocks.for_each(|block| of_block(block, &mut with_notes));
}

/// Every paragraph of a block; the text of footnotes is left out.
pub(super) fn of_block(block: &mut Block, visit: &mut dyn FnMut(&mut Paragraph)) {
    match block {
        Block::Paragraph(paragraph) => visit(paragraph),
        Block::Head(Head { left, right, number, subject, place_and_date, marks }) => {
            left.iter_mut().chain(right).for_each(|item| visit(&mut item.paragraph));
            number.iter_mut().chain(subject).chain(place_and_date).for_each(&mut *visit);
            marks.iter_mut().for_each(|mark| visit(&mut mark.paragraph));
        }
        Block::Addressees(all) => {
            visit(&mut all.lead);
            all.names.iter_mut().for_each(visit);
        }
        Block::Table(table) => {
            let rows = table.header.iter_mut().chain(&mut table.rows);
            rows.flatten().for_each(|cell| visit(&mut cell.paragraph));
        }
        Block::Picture(picture) => picture.caption.iter_mut().for_each(visit),
        Block::Signatures(all) => all.columns.iter_mut().for_each(|signature| signed(signature, visit)),
        Block::Foot(Foot { recipients, signature }) => {
            recipients.iter_mut().for_each(&mut *visit);
            signature.iter_mut().for_each(|signature| signed(signature, visit));
        }
        Block::Line | Block::NewPage(_) | Block::RuleUnder(_) => {}
    }
}

fn signed(signature: &mut Signature, visit: &mut dyn FnMut(&mut Paragraph)) {
    signature.authority.iter_mut().chain(&mut signature.name).for_each(visit);
}

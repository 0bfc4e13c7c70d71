//! New pages and turned pages in the middle of a text (NĐ 30, Phụ lục I, Phần I, I.2).

use super::page::{Block, NewPage, PageSection};

/// Takes off the way back from landscape pages at the end of a content: what
/// follows, the signature most likely, must not stand alone on pages of its own.
pub(super) fn stay_at_end(blocks: &mut Vec<Block>) {
    while matches!(blocks.last(), Some(Block::NewPage(NewPage::Back))) {
        blocks.pop();
    }
}

/// Cuts sections where their sheets turn; the page numbers go on.
pub(super) fn cut(sections: Vec<PageSection>) -> Vec<PageSection> {
    sections.into_iter().flat_map(cut_one).collect()
}

fn cut_one(section: PageSection) -> Vec<PageSection> {
    let own = section.landscape;
    let mut pieces: Vec<PageSection> = vec![PageSection { blocks: Vec::new(), ..section }];
    for block in section.blocks {
        let landscape = match block {
            Block::NewPage(NewPage::Landscape) => true,
            Block::NewPage(NewPage::Back) => own,
            other => {
                if let Some(piece) = pieces.last_mut() {
                    // A new sheet is a new page already.
                    let is_first = piece.blocks.is_empty() && piece.continues;
                    if !(is_first && matches!(other, Block::NewPage(NewPage::Page))) {
                        piece.blocks.push(other);
                    }
                }
                continue;
            }
        };
        if pieces.last().is_some_and(|piece| piece.continues && piece.blocks.is_empty()) {
            pieces.pop();
        }
        if pieces.last().is_some_and(|piece| piece.landscape != landscape) {
            pieces.push(PageSection {
                landscape,
                continues: true,
                blocks: Vec::new(),
                first_page_footer: None,
            });
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Landscape or not, and how many blocks, of each piece.
    fn pieces(landscape: bool, blocks: Vec<Block>) -> Vec<(bool, usize)> {
        let section = PageSection { landscape, continues: false, blocks, first_page_footer: None };
        cut(vec![section]).iter().map(|piece| (piece.landscape, piece.blocks.len())).collect()
    }

    const TURN: Block = Block::NewPage(NewPage::Landscape);
    const BACK: Block = Block::NewPage(NewPage::Back);
    const PAGE: Block = Block::NewPage(NewPage::Page);

    #[test]
    fn sheets_turn_and_turn_back() {
        let line = || Block::Line;
        assert_eq!(
            pieces(false, vec![line(), TURN, line(), line(), BACK, line()]),
            [(false, 1), (true, 2), (false, 1)]
        );
        assert_eq!(
            pieces(false, vec![line(), TURN, line(), BACK, TURN, line(), BACK, line()]),
            [(false, 1), (true, 2), (false, 1)]
        );
        assert_eq!(pieces(false, vec![line(), TURN, PAGE, line(), PAGE, line()]), [(false, 1), (true, 3)]);
        assert_eq!(pieces(true, vec![line(), TURN, line(), BACK, line()]), [(true, 3)]);
        assert_eq!(pieces(false, vec![line(), PAGE, line()]), [(false, 3)]);
    }

    #[test]
    fn nothing_but_the_way_back_is_taken_off() {
        let mut blocks = vec![Block::Line, TURN, Block::Line, BACK];
        stay_at_end(&mut blocks);
        assert_eq!(blocks.len(), 3);
        stay_at_end(&mut blocks);
        assert_eq!(blocks.len(), 3);
    }
}

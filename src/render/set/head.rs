//! The head: a grid without lines, so that both columns keep their place.

use super::columns;
use super::length::tenth_mm_to_pt;
use super::sheet::Sheet;
use super::table::{bare, row};
use super::text;
use super::tree::{Grid, GridLines, Own, Piece, SetText, Stroke};
use crate::compose::{Head, HeadItem, MarkBox, Paragraph};
use crate::law::{Alignment, Column};

/// The two-column head: names, then number and place, then marks.
pub(super) fn head<'t>(sheet: &Sheet<'t>, head: &'t Head) -> Grid<'t> {
    let total = sheet.text_width();
    let share = &sheet.profile.page.cot_trai.dau;
    let left = columns::head_left(head, total, share, &sheet.profile.styles, sheet.layout.sizes);
    let widths = [left, total - left];

    let sides = [names(sheet, &head.left, widths[0]), names(sheet, &head.right, widths[1])];
    let mut rows = vec![row(sides, &widths)];
    if head.number.is_some() || head.place_and_date.is_some() {
        let number = [&head.number, &head.subject];
        let sides = [texts(sheet, &number, widths[0]), texts(sheet, &[&head.place_and_date], widths[1])];
        rows.push(row(sides, &widths));
    }
    if !head.marks.is_empty() {
        let sides = [Column::Trai, Column::Phai].map(|column| marks(sheet, &head.marks, column));
        rows.push(row(sides, &widths));
    }
    bare(rows, widths.to_vec())
}

/// The names of one column, each with its rule.
fn names<'t>(sheet: &Sheet<'t>, items: &'t [HeadItem], width: f64) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    for HeadItem { paragraph, rule } in items {
        pieces.push(Piece::Text(text::text(sheet, paragraph, width)));
        let rule = rule.map(|kind| text::rule(sheet, kind, Some(paragraph), width, paragraph.keep_next));
        pieces.extend(rule.map(Piece::RuleLine));
    }
    pieces
}

fn texts<'t>(sheet: &Sheet<'t>, paragraphs: &[&'t Option<Paragraph>], width: f64) -> Vec<Piece<'t>> {
    let there = paragraphs.iter().copied().flatten();
    there.map(|paragraph| Piece::Text(text::text(sheet, paragraph, width))).collect()
}

/// The boxes of one column, each a grid of one cell of exact size.
fn marks<'t>(sheet: &Sheet<'t>, marks: &'t [MarkBox], column: Column) -> Vec<Piece<'t>> {
    let of_column = marks.iter().filter(|mark| mark.column == column);
    of_column
        .flat_map(|mark| [Piece::Space(text::gap(sheet, false)), Piece::Grid(mark_box(sheet, mark))])
        .collect()
}

/// A box; its line has twice the weight of the others.
fn mark_box<'t>(sheet: &Sheet<'t>, mark: &'t MarkBox) -> Grid<'t> {
    let (width, height) = mark.size_tenth_mm;
    let width = tenth_mm_to_pt(width);
    let own = Own { align: Some(Alignment::Giua), ..Own::default() };
    let words = text::text(sheet, &mark.paragraph, width);
    let mut words = SetText { own, look: words.look.with(&own), ..words };
    words.runs.iter_mut().for_each(|run| run.colour = Some(&mark.colour));
    let mut row = row([vec![Piece::Text(words)]], &[width]);
    row.height = Some(tenth_mm_to_pt(height));
    row.cells.iter_mut().for_each(|cell| cell.in_middle = true);
    let weight = sheet.stroke().weight * 2.0;
    Grid {
        lines: GridLines::Around(Stroke { weight, colour: mark.colour.clone() }),
        centred: true,
        ..bare(vec![row], vec![width])
    }
}

//! Grids as tables of Word.

use docx_rs::{
    BorderType, HeightRule, Table as WordTable, TableAlignmentType, TableBorder, TableBorderPosition,
    TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType, WidthType,
};

use super::text;
use super::units::{eighths, twips_size};
use crate::compose::Merge;
use crate::render::set::{Grid, GridCell, GridLines, GridRow, Piece, Stroke};

const AROUND: [TableBorderPosition; 4] = [
    TableBorderPosition::Top,
    TableBorderPosition::Left,
    TableBorderPosition::Bottom,
    TableBorderPosition::Right,
];
const BETWEEN: [TableBorderPosition; 2] = [TableBorderPosition::InsideH, TableBorderPosition::InsideV];

/// A table of fixed columns.
pub(super) fn grid(grid: &Grid<'_>) -> WordTable {
    let side = twips_size(grid.padding);
    let table = WordTable::without_borders(grid.rows.iter().map(row).collect())
        .set_grid(grid.widths.iter().map(|&width| twips_size(width)).collect())
        .layout(TableLayoutType::Fixed)
        .width(twips_size(grid.widths.iter().sum()), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, side, 0, side));
    let table = if grid.centred { table.align(TableAlignmentType::Center) } else { table };
    match &grid.lines {
        GridLines::None => table,
        GridLines::Around(stroke) => AROUND.into_iter().fold(table, |table, side| drawn(table, side, stroke)),
        GridLines::All(stroke) => {
            AROUND.into_iter().chain(BETWEEN).fold(table, |table, side| drawn(table, side, stroke))
        }
    }
}

fn drawn(table: WordTable, side: TableBorderPosition, stroke: &Stroke) -> WordTable {
    let border = TableBorder::new(side).border_type(BorderType::Single).size(eighths(stroke.weight));
    table.set_border(border.color(stroke.colour.clone()))
}

/// A row. That it repeats `conform` says, docx-rs cannot.
fn row(row: &GridRow<'_>) -> TableRow {
    let word = TableRow::new(row.cells.iter().map(cell).collect()).cant_split();
    let Some(height) = row.height else { return word };
    #[expect(clippy::cast_precision_loss, reason = "the height of a stamp")]
    let height = twips_size(height) as f32;
    word.row_height(height).height_rule(HeightRule::Exact)
}

fn cell(cell: &GridCell<'_>) -> TableCell {
    let mut word = cell.content.iter().fold(TableCell::new(), |word, piece| match piece {
        Piece::Text(piece) => word.add_paragraph(text::text(piece)),
        Piece::RuleLine(rule) => word.add_paragraph(text::rule(rule)),
        Piece::Space(space) => word.add_paragraph(text::space(space)),
        Piece::Grid(inner) => word.add_table(grid(inner)),
        // Pictures stand between the paragraphs of the page only.
        Piece::Drawing(_) => word,
    });
    // Word wants a paragraph at the end of every cell.
    if matches!(cell.content.last(), None | Some(Piece::Grid(_))) {
        word = word.add_paragraph(text::tiny());
    }
    word = word.width(twips_size(cell.width), WidthType::Dxa);
    if cell.columns > 1 {
        word = word.grid_span(cell.columns);
    }
    word = match cell.merge {
        Merge::Alone => word,
        Merge::Starts => word.vertical_merge(VMergeType::Restart),
        Merge::Continues => word.vertical_merge(VMergeType::Continue),
    };
    if cell.in_middle { word.vertical_align(VAlignType::Center) } else { word }
}

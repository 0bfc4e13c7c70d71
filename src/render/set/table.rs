//! Grids: tables of the content, and those that only keep things in place.

use super::columns::Needs;
use super::sheet::Sheet;
use super::text;
use super::tree::{Grid, GridCell, GridLines, GridRow, Piece, Stroke};
use crate::compose::{Merge, Table, TableCell};

/// Room left and right of a cell's text: Word's own default.
const CELL_PADDING_PT: f64 = 5.4;
/// Weight of the lines of a table.
const LINE_PT: f64 = 0.25;

/// A grid without lines and padding, its columns of exact width.
pub(super) fn bare(rows: Vec<GridRow<'_>>, widths: Vec<f64>) -> Grid<'_> {
    Grid { widths, rows, lines: GridLines::None, padding: 0.0, centred: false, origin: None }
}

/// A row of cells, one in each column.
pub(super) fn row<'t>(cells: impl IntoIterator<Item = Vec<Piece<'t>>>, widths: &[f64]) -> GridRow<'t> {
    let cells = cells.into_iter().zip(widths);
    let cells = cells.map(|(content, &width)| GridCell {
        width,
        columns: 1,
        merge: Merge::Alone,
        in_middle: false,
        content,
    });
    GridRow { cells: cells.collect(), height: None, repeats: false }
}

/// A table of the content, with lines.
pub(super) fn table<'t>(sheet: &Sheet<'t>, table: &'t Table) -> Grid<'t> {
    let widths = needs(sheet, table).share_out(sheet.text_width());
    let head = table.header.iter().map(|row| (row, true));
    let rows = head
        .chain(table.rows.iter().map(|row| (row, false)))
        .filter(|(row, _)| !row.is_empty())
        .map(|(row, is_head)| content_row(sheet, row, is_head, &widths))
        .collect();
    Grid {
        rows,
        widths,
        lines: GridLines::All(Stroke { weight: LINE_PT, ..sheet.stroke() }),
        padding: CELL_PADDING_PT,
        centred: false,
        origin: table.at,
    }
}

/// A row; in heads, and where cells above each other are one, texts stand in
/// the middle.
fn content_row<'t>(sheet: &Sheet<'t>, row: &'t [TableCell], is_head: bool, widths: &[f64]) -> GridRow<'t> {
    let mut rest = widths;
    let mut cells = Vec::with_capacity(row.len());
    for cell in row {
        let (covered, after) = rest.split_at(cell.columns.min(rest.len()));
        rest = after;
        let width = covered.iter().sum();
        cells.push(GridCell {
            width,
            columns: cell.columns,
            merge: cell.merge,
            in_middle: is_head || cell.merge != Merge::Alone,
            content: vec![Piece::Text(text::text(sheet, &cell.paragraph, width))],
        });
    }
    GridRow { cells, height: None, repeats: is_head }
}

/// What the columns of a table need.
pub(super) fn needs(sheet: &Sheet<'_>, table: &Table) -> Needs {
    Needs::of(table, 2.0 * CELL_PADDING_PT, &sheet.profile.styles, sheet.layout.sizes)
}

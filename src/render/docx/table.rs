//! Tables, with lines and without.

use docx_rs::{
    Paragraph as WordParagraph, Table as WordTable, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

use super::block;
use super::sheet::Sheet;
use super::units::twips_size;
use crate::compose::{Paragraph, Table};
use crate::render::columns;

/// Room left and right of a cell's text, in points: Word's own default.
const CELL_PADDING_PT: f64 = 5.4;

/// A table without lines and padding, its columns of exact width (points).
pub(super) fn bare_table(rows: Vec<TableRow>, widths: &[f64]) -> WordTable {
    let grid = widths.iter().map(|&width| twips_size(width)).collect();
    let total = twips_size(widths.iter().sum());
    WordTable::without_borders(rows)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(total, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}

/// A cell that holds paragraphs.
pub(super) fn cell_of(paragraphs: Vec<WordParagraph>) -> TableCell {
    paragraphs.into_iter().fold(TableCell::new(), TableCell::add_paragraph)
}

/// A table of the content, with lines; rows never split over pages.
pub(super) fn table(sheet: &Sheet<'_>, table: &Table) -> WordTable {
    let total = sheet.text_width_pt();
    let padding = 2.0 * CELL_PADDING_PT;
    let widths = columns::table(table, total, padding, &sheet.profile.styles, sheet.layout.sizes);
    let rows = std::iter::once(&table.header)
        .chain(&table.rows)
        .filter(|row| !row.is_empty())
        .map(|row| word_row(sheet, row, &widths))
        .collect();
    let side = twips_size(CELL_PADDING_PT);
    WordTable::new(rows)
        .set_grid(widths.iter().map(|&width| twips_size(width)).collect())
        .layout(TableLayoutType::Fixed)
        .width(twips_size(total), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, side, 0, side))
}

fn word_row(sheet: &Sheet<'_>, row: &[Paragraph], widths: &[f64]) -> TableRow {
    let cell = |(paragraph, &width): (&Paragraph, &f64)| {
        TableCell::new()
            .add_paragraph(block::paragraph(sheet, paragraph, width))
            .width(twips_size(width), WidthType::Dxa)
    };
    TableRow::new(row.iter().zip(widths).map(cell).collect()).cant_split()
}

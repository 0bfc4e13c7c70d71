//! Tables, with lines and without.

use docx_rs::{
    Paragraph as WordParagraph, Table as WordTable, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

use super::block;
use super::sheet::Sheet;
use super::units::{pt_to_mm, twips_size};
use crate::compose::{Block, PageSection, Paragraph, Table, Trang};
use crate::diagnostic::Diagnostic;
use crate::render::columns::Needs;

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
    let widths = needs(sheet, table).share_out(sheet.text_width_pt());
    let rows = std::iter::once(&table.header)
        .chain(&table.rows)
        .filter(|row| !row.is_empty())
        .map(|row| word_row(sheet, row, &widths))
        .collect();
    let side = twips_size(CELL_PADDING_PT);
    WordTable::new(rows)
        .set_grid(widths.iter().map(|&width| twips_size(width)).collect())
        .layout(TableLayoutType::Fixed)
        .width(twips_size(widths.iter().sum()), WidthType::Dxa)
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

fn needs(sheet: &Sheet<'_>, table: &Table) -> Needs {
    Needs::of(table, 2.0 * CELL_PADDING_PT, &sheet.profile.styles, sheet.layout.sizes)
}

/// A warning for each table of data whose columns have no room for their
/// words, or for the widths asked for.
pub fn too_wide(trang: &Trang) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for (index, section) in trang.sections.iter().enumerate() {
        let sheet = Sheet::new(trang, section.landscape);
        let total = sheet.text_width_pt();
        for block in &section.blocks {
            let Block::Table(table) = block else { continue };
            let Some(at) = table.at else { continue };
            let needed = needs(&sheet, table).least();
            if needed > total {
                let message = format!(
                    "bảng cần rộng ít nhất {} mm, trang chỉ có {} mm",
                    pt_to_mm(needed).ceil(),
                    pt_to_mm(total).floor()
                );
                let warning = Diagnostic::warning("bang-rong", message).at(at).label("bảng rộng hơn trang");
                warnings.push(warning.help(wider(index == 0, section)));
            }
        }
    }
    warnings
}

/// Where there is more room.
fn wider(main: bool, section: &PageSection) -> &'static str {
    match (main, section.landscape) {
        (true, _) => {
            "chuyển bảng vào phụ lục trang ngang: phu_luc: [{tieu_de: ..., ngang: true, bang: ...}], \
             hoặc bớt cột, giảm `rong`"
        }
        (false, false) => "thêm ngang: true vào phụ lục này, hoặc bớt cột, giảm `rong`",
        (false, true) => "bớt cột, giảm `rong`, hoặc tách thành nhiều bảng",
    }
}

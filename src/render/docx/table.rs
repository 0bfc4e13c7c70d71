//! Tables, with lines and without.

use docx_rs::{
    Paragraph as WordParagraph, Table as WordTable, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, VMergeType, WidthType,
};

use super::block;
use super::sheet::Sheet;
use super::units::{pt_to_mm, twips_size};
use crate::compose::{Block, Merge, PageSection, Table, TableCell as PageCell, Trang};
use crate::diagnostic::Diagnostic;
use crate::render::columns::{Needs, Raised};

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
    let head = table.header.iter().map(|row| (row, true));
    let rows = head
        .chain(table.rows.iter().map(|row| (row, false)))
        .filter(|(row, _)| !row.is_empty())
        .map(|(row, is_head)| word_row(sheet, row, is_head, &widths))
        .collect();
    let side = twips_size(CELL_PADDING_PT);
    WordTable::new(rows)
        .set_grid(widths.iter().map(|&width| twips_size(width)).collect())
        .layout(TableLayoutType::Fixed)
        .width(twips_size(widths.iter().sum()), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, side, 0, side))
}

/// A row; in heads, and where cells above each other are one, texts stand in
/// the middle.
fn word_row(sheet: &Sheet<'_>, row: &[PageCell], is_head: bool, widths: &[f64]) -> TableRow {
    let mut rest = widths;
    let mut cells = Vec::with_capacity(row.len());
    for cell in row {
        let (covered, after) = rest.split_at(cell.columns.min(rest.len()));
        rest = after;
        let width = covered.iter().sum();
        let mut word = TableCell::new()
            .add_paragraph(block::paragraph(sheet, &cell.paragraph, width))
            .width(twips_size(width), WidthType::Dxa);
        if cell.columns > 1 {
            word = word.grid_span(cell.columns);
        }
        word = match cell.merge {
            Merge::Alone => word,
            Merge::Starts => word.vertical_merge(VMergeType::Restart),
            Merge::Continues => word.vertical_merge(VMergeType::Continue),
        };
        if is_head || cell.merge != Merge::Alone {
            word = word.vertical_align(VAlignType::Center);
        }
        cells.push(word);
    }
    TableRow::new(cells).cant_split()
}

fn needs(sheet: &Sheet<'_>, table: &Table) -> Needs {
    Needs::of(table, 2.0 * CELL_PADDING_PT, &sheet.profile.styles, sheet.layout.sizes)
}

/// What is told of each table of data whose columns have no room for their
/// words, or not in the widths asked for: an error where its numbers do not
/// fit the page, else a warning.
pub fn too_wide(trang: &Trang) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for (index, section) in trang.sections.iter().enumerate() {
        let sheet = Sheet::new(trang, section.landscape);
        let total = sheet.text_width_pt();
        for block in &section.blocks {
            let Block::Table(table) = block else { continue };
            let Some(at) = table.at else { continue };
            let needs = needs(&sheet, table);
            let help = wider(index == 0, section);
            let mm = |pt: f64| pt_to_mm(pt).ceil();
            if needs.hard() > total {
                let message = format!(
                    "bảng không vừa trang: các số và đầu cột cần {} mm, trang chỉ có {} mm",
                    mm(needs.hard()),
                    pt_to_mm(total).floor()
                );
                told.push(
                    Diagnostic::error("bang-rong", message).at(at).label("bảng tràn ra ngoài lề").help(help),
                );
                continue;
            }
            if needs.least() > total {
                let message = format!(
                    "bảng cần rộng ít nhất {} mm, trang chỉ có {} mm",
                    mm(needs.least()),
                    pt_to_mm(total).floor()
                );
                told.push(
                    Diagnostic::warning("bang-rong", message).at(at).label("bảng rộng hơn trang").help(help),
                );
            }
            let raised: Vec<String> = needs
                .raised()
                .map(|Raised { asked, needed, words }| {
                    format!(
                        "cột rộng {} mm thành {} mm cho vừa `{words}`",
                        pt_to_mm(asked).round(),
                        mm(needed)
                    )
                })
                .collect();
            if !raised.is_empty() {
                let message = format!("`rong` nhỏ quá, đã nới ra: {}", raised.join("; "));
                let warning = Diagnostic::warning("bang-rong", message).at(at);
                told.push(warning.help("tăng `rong` của các cột này, hoặc bỏ `rong`"));
            }
        }
    }
    told
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

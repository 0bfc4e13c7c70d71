//! Recipients and signature: one row of a table without lines, which never
//! splits and stays with the end of the text.

use docx_rs::{LineSpacing, Paragraph as WordParagraph, Table as WordTable, TableRow, WidthType};

use super::block;
use super::sheet::Sheet;
use super::table::{bare_table, cell_of};
use super::units::{twips_size, twips_unsigned};
use crate::compose::{Foot, Paragraph};

/// The row with both columns.
pub(super) fn foot(sheet: &Sheet<'_>, foot: &Foot) -> WordTable {
    let total = sheet.text_width_pt();
    let left = sheet.profile.page.cot_trai.cuoi.mac_dinh * total;
    let widths = [left, total - left];
    let gap = sheet.layout.paragraph_spacing_pt;
    let room = sheet.profile.page.cho_ky_pt.mac_dinh;

    let recipients = column(sheet, &foot.recipients, widths[0], gap);
    let mut signature = column(sheet, &foot.authority, widths[1], gap);
    signature.append(&mut column(sheet, &foot.name, widths[1], room));

    let cells = [recipients, signature].into_iter().zip(widths);
    let cells = cells
        .map(|(paragraphs, width)| cell_of(paragraphs).width(twips_size(width), WidthType::Dxa))
        .collect();
    bare_table(vec![TableRow::new(cells).cant_split()], &widths)
}

/// Paragraphs with `gap` points above the first.
fn column(sheet: &Sheet<'_>, paragraphs: &[Paragraph], width: f64, gap: f64) -> Vec<WordParagraph> {
    let mut column: Vec<WordParagraph> =
        paragraphs.iter().map(|paragraph| block::paragraph(sheet, paragraph, width)).collect();
    if let Some(first) = column.first_mut() {
        let spacing = LineSpacing::new().before(twips_unsigned(gap)).after(0);
        *first = first.clone().line_spacing(spacing);
    }
    column
}

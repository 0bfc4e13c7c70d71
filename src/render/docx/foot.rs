//! Recipients and signature: one row of a table without lines, which never
//! splits and stays with the end of the text.

use docx_rs::{LineSpacing, Paragraph as WordParagraph, Table as WordTable, TableRow, WidthType};

use super::block;
use super::sheet::Sheet;
use super::table::{bare_table, cell_of};
use super::units::{twips_size, twips_unsigned};
use crate::compose::{Foot, Paragraph, Signature, Signatures};

/// Most signatures in one row.
const MAX_COLUMNS: usize = 3;

/// The row with both columns.
pub(super) fn foot(sheet: &Sheet<'_>, foot: &Foot) -> WordTable {
    let total = sheet.text_width_pt();
    let left = sheet.profile.page.cot_trai.cuoi.mac_dinh * total;
    let widths = [left, total - left];
    let gap = sheet.layout.paragraph_spacing_pt;

    let recipients = column(sheet, &foot.recipients, widths[0], gap);
    let signature = match &foot.signature {
        Some(signature) => signed(sheet, signature, widths[1]),
        None => vec![block::tiny()],
    };
    row_of(vec![recipients, signature], &widths)
}

/// Signatures side by side: up to three in a row, more of them in rows of two.
pub(super) fn signatures(sheet: &Sheet<'_>, signatures: &Signatures) -> Vec<WordTable> {
    let total = sheet.text_width_pt();
    let count = signatures.columns.len();
    let columns = if count > MAX_COLUMNS { 2 } else { count.max(1) };
    #[expect(clippy::cast_precision_loss, reason = "at most three columns")]
    let widths = vec![total / columns as f64; columns];
    let row = |signers: &[Signature]| {
        let mut cells: Vec<Vec<WordParagraph>> =
            signers.iter().map(|signer| signed(sheet, signer, widths[0])).collect();
        cells.resize_with(columns, || vec![block::tiny()]);
        row_of(cells, &widths)
    };
    signatures.columns.chunks(columns).map(row).collect()
}

/// Authority, room for the signature, name.
fn signed(sheet: &Sheet<'_>, signature: &Signature, width: f64) -> Vec<WordParagraph> {
    let room = sheet.profile.page.cho_ky_pt.mac_dinh;
    let mut lines = column(sheet, &signature.authority, width, sheet.layout.paragraph_spacing_pt);
    lines.append(&mut column(sheet, &signature.name, width, room));
    if lines.is_empty() {
        lines.push(block::tiny());
    }
    lines
}

fn row_of(cells: Vec<Vec<WordParagraph>>, widths: &[f64]) -> WordTable {
    let cells = cells.into_iter().zip(widths);
    let cells = cells
        .map(|(paragraphs, &width)| cell_of(paragraphs).width(twips_size(width), WidthType::Dxa))
        .collect();
    bare_table(vec![TableRow::new(cells).cant_split()], widths)
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

//! Recipients and signature: one row of a grid without lines, which never
//! splits and stays with the end of the text.

use super::sheet::Sheet;
use super::table::{bare, row};
use super::text;
use super::tree::{Grid, Piece, SetText};
use crate::compose::{Foot, Paragraph, Signature, Signatures};

/// Most signatures in one row.
const MAX_COLUMNS: usize = 3;

/// The row with both columns.
pub(super) fn foot<'t>(sheet: &Sheet<'t>, foot: &'t Foot) -> Grid<'t> {
    let total = sheet.text_width();
    let left = sheet.profile.page.cot_trai.cuoi.mac_dinh * total;
    let widths = [left, total - left];
    let gap = sheet.layout.paragraph_spacing_pt;
    let recipients = column(sheet, &foot.recipients, widths[0], gap);
    let signature = foot.signature.as_ref();
    let signature = signature.map_or_else(Vec::new, |signature| signed(sheet, signature, widths[1]));
    bare(vec![row([recipients, signature], &widths)], widths.to_vec())
}

/// Signatures side by side: up to three in a row, more of them in rows of two;
/// a grid for each row.
pub(super) fn signatures<'t>(sheet: &Sheet<'t>, signatures: &'t Signatures) -> Vec<Grid<'t>> {
    let count = signatures.columns.len();
    let columns = if count > MAX_COLUMNS { 2 } else { count.max(1) };
    #[expect(clippy::cast_precision_loss, reason = "at most three columns")]
    let widths = vec![sheet.text_width() / columns as f64; columns];
    let grid = |signers: &'t [Signature]| {
        let mut cells: Vec<_> = signers.iter().map(|signer| signed(sheet, signer, widths[0])).collect();
        cells.resize_with(columns, Vec::new);
        bare(vec![row(cells, &widths)], widths.clone())
    };
    signatures.columns.chunks(columns).map(grid).collect()
}

/// Authority, room for the signature, name.
fn signed<'t>(sheet: &Sheet<'t>, signature: &'t Signature, width: f64) -> Vec<Piece<'t>> {
    let room = sheet.profile.page.cho_ky_pt.mac_dinh;
    let mut lines = column(sheet, &signature.authority, width, sheet.layout.paragraph_spacing_pt);
    lines.append(&mut column(sheet, &signature.name, width, room));
    lines
}

fn column<'t>(sheet: &Sheet<'t>, paragraphs: &'t [Paragraph], width: f64, gap: f64) -> Vec<Piece<'t>> {
    let texts: Vec<SetText<'t>> = text::column(sheet, paragraphs, width, gap);
    texts.into_iter().map(Piece::Text).collect()
}

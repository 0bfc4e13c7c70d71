//! Word's units: twips (1/20 pt), half-points, eighths of a point.

/// Points in a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;

/// Millimetres to points.
pub(super) fn mm_to_pt(mm: f64) -> f64 {
    mm * PT_PER_MM
}

/// Points to millimetres.
pub(super) fn pt_to_mm(pt: f64) -> f64 {
    pt / PT_PER_MM
}

/// Points to twips.
#[expect(clippy::cast_possible_truncation, reason = "lengths of a page")]
pub(super) fn twips(pt: f64) -> i32 {
    (pt * 20.0).round() as i32
}

/// Points to twips where Word has no negative lengths.
pub(super) fn twips_unsigned(pt: f64) -> u32 {
    u32::try_from(twips(pt)).unwrap_or(0)
}

/// Points to twips for docx-rs' `usize` lengths.
pub(super) fn twips_size(pt: f64) -> usize {
    usize::try_from(twips(pt)).unwrap_or(0)
}

/// Points to eighths of a point: border weights.
pub(super) fn eighths(pt: f64) -> usize {
    twips_size(pt * 8.0 / 20.0)
}

/// Points to half-points: font sizes.
pub(super) fn half_points(pt: u32) -> usize {
    pt as usize * 2
}

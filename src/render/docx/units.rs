//! Word's units: twips (1/20 pt), half-points, eighths of a point, English
//! Metric Units.

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
pub(super) fn half_points(pt: f64) -> usize {
    twips_size(pt * 2.0 / 20.0)
}

/// Points to English Metric Units: pictures.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the sides of a picture")]
pub(super) fn emu(pt: f64) -> u32 {
    (pt * 12_700.0).round() as u32
}

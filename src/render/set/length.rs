//! Lengths: the law has millimetres and centimetres, the set tree points.

/// Points in a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;
/// Points in a centimetre.
const PT_PER_CM: f64 = 72.0 / 2.54;

/// Millimetres to points.
pub(super) fn mm_to_pt(mm: f64) -> f64 {
    mm * PT_PER_MM
}

/// Points to millimetres.
pub(super) fn pt_to_mm(pt: f64) -> f64 {
    pt / PT_PER_MM
}

/// Centimetres to points.
pub(super) fn cm_to_pt(cm: f64) -> f64 {
    cm * PT_PER_CM
}

/// Tenths of a millimetre to points.
pub(super) fn tenth_mm_to_pt(tenths: u32) -> f64 {
    mm_to_pt(f64::from(tenths) / 10.0)
}

//! Layout choices with the profile's defaults filled in.

use super::page::Layout;
use crate::law::PageLaw;
use crate::model::TrinhBay;

/// The choices of a document over the defaults of the law's table.
pub(super) fn layout(chosen: &TrinhBay, law: &PageLaw) -> Layout {
    let margin = |value: Option<f64>, range: &crate::law::Range| value.unwrap_or(range.mac_dinh);
    Layout {
        sizes: chosen.co_chu.0,
        margins_mm: [
            margin(chosen.le.tren, &law.le_mm.tren),
            margin(chosen.le.phai, &law.le_mm.phai),
            margin(chosen.le.duoi, &law.le_mm.duoi),
            margin(chosen.le.trai, &law.le_mm.trai),
        ],
        indent_cm: chosen.lui_dau_dong.unwrap_or(law.lui_dau_dong_cm.mac_dinh),
        line_spacing: chosen.gian_dong.unwrap_or(law.gian_dong.mac_dinh),
        paragraph_spacing_pt: chosen.cach_doan.unwrap_or(law.cach_doan_pt.mac_dinh),
    }
}

//! The empty data sheet of a plan, ready to be filled in.

mod workbook;
mod yaml;

pub use workbook::to_workbook;
pub use yaml::to_yaml;

use crate::model::{BaoCao, MucTieu, NhiemVu, VanBan};
use crate::report::words;

/// The target of a figure in a year, for people to read.
fn target(figure: &crate::model::ChiTieu, nam: i16) -> String {
    match figure.muc_tieu {
        MucTieu::CaGiaiDoan(aim) => format!("{} (cả giai đoạn)", words::target(figure, aim)),
        _ => figure.muc_tieu.of_year(nam).map_or_else(String::new, |aim| words::target(figure, aim)),
    }
}

/// The calendar and tasks of a plan; a plan without them has no data sheet.
fn parts(plan: &VanBan) -> Result<(&BaoCao, Vec<&NhiemVu>), crate::diagnostic::Diagnostic> {
    let calendar = super::calendar(plan)?;
    let tasks = plan.noi_dung.nhiem_vu();
    if tasks.is_empty() {
        return Err(crate::diagnostic::Diagnostic::error("nhiem-vu", "kế hoạch chưa có nhiệm vụ nào")
            .at(plan.loai.span)
            .help("thêm `nhiem_vu` vào các mục của `noi_dung`"));
    }
    Ok((calendar, tasks))
}

//! The empty data sheet of a plan, ready to be filled in.

#[cfg(feature = "workbooks")]
mod workbook;
mod yaml;

#[cfg(feature = "workbooks")]
pub use workbook::to_workbook;
pub use yaml::to_yaml;

use super::wording::Wording;
use crate::model::MucTieu;

/// The target of a figure in a year, for people to read.
fn target(figure: &crate::model::ChiTieu, nam: i16) -> String {
    match figure.muc_tieu {
        MucTieu::CaGiaiDoan(aim) => format!("{} (cả giai đoạn)", Wording::program().aim(figure, aim)),
        _ => figure.muc_tieu.of_year(nam).map_or_else(String::new, |aim| Wording::program().aim(figure, aim)),
    }
}

//! The empty data sheet of a plan, ready to be filled in.

#[cfg(feature = "workbooks")]
mod workbook;
mod yaml;

#[cfg(feature = "workbooks")]
pub use workbook::to_workbook;
pub use yaml::to_yaml;

use super::wording::Wording;
use crate::model::{BaoCao, Lich, MucTieu, Period};

/// The target of a figure in a period, for people to read.
fn target(figure: &crate::model::ChiTieu, period: Period) -> String {
    let aim = |aim| Wording::program().aim(figure, aim);
    let of_year = |target| match period.part {
        None => aim(target),
        Some(_) => format!("{} (cả {})", aim(target), period.lich.word()),
    };
    match figure.muc_tieu {
        MucTieu::CaGiaiDoan(target) => format!("{} (cả giai đoạn)", aim(target)),
        _ => figure.muc_tieu.of_year(period.nam).map_or_else(String::new, of_year),
    }
}

/// A period to report on, for the guide of a sheet.
fn example(calendar: &BaoCao) -> String {
    let first = calendar.data_periods().into_iter().next().map(Period::id);
    let is_plain = calendar.giai_doan.lich == Lich::Nam && calendar.trong_nam.is_empty();
    first.filter(|_| !is_plain).unwrap_or_else(|| "2023".to_owned())
}

/// Told where a sheet has stretches of years beside the years.
const ADDED_UP: &str =
    "Ghi đủ các kỳ trong năm thì để trống số của cả năm: chương trình cộng (tỷ lệ thì lấy của kỳ cuối).";

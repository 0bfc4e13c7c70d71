//! Tasks of a plan and what they are measured by.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;

use super::{Literal, Ngay};

/// A task that hangs on a section of a plan.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NhiemVu {
    /// The name that data sheets use.
    #[schemars(description = "Mã nhiệm vụ, dùng trong bảng số liệu, ví dụ tuyen-truyen")]
    pub id: Literal,
    /// The task.
    #[schemars(description = "Việc phải làm")]
    pub viec: Literal,
    /// Who leads.
    #[schemars(description = "Người, bộ phận chủ trì")]
    pub chu_tri: Option<Literal>,
    /// Who joins.
    #[schemars(description = "Những người, bộ phận phối hợp")]
    #[serde(default)]
    pub phoi_hop: Vec<Literal>,
    /// Deadline; none: a task of every year.
    #[schemars(description = "Hạn hoàn thành; bỏ trống nếu là việc làm hằng năm")]
    pub han: Option<Ngay>,
    /// What it is measured by.
    #[schemars(description = "Các chỉ tiêu đo được của nhiệm vụ")]
    #[serde(default)]
    pub chi_tieu: Vec<ChiTieu>,
}

/// A measurable target.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ChiTieu {
    /// The name that data sheets use; by default made of `ten`.
    #[schemars(with = "Option<Literal>")]
    #[schemars(description = "Mã chỉ tiêu trong bảng số liệu; mặc định lấy từ tên, không dấu")]
    pub id: String,
    /// Name.
    #[schemars(description = "Tên chỉ tiêu")]
    pub ten: Literal,
    /// Unit; "%" makes it a rate.
    #[schemars(description = "Đơn vị tính, ví dụ buổi, người, %")]
    pub don_vi: Literal,
    /// How much is aimed at.
    #[schemars(flatten, with = "super::schema::MucTieuInput")]
    pub muc_tieu: MucTieu,
    /// Which way is better.
    #[schemars(description = "tang: càng cao càng tốt (mặc định); giam: càng thấp càng tốt")]
    #[serde(default)]
    pub chieu: Chieu,
    /// How the years of a period become one number.
    #[schemars(with = "Option<Gop>")]
    #[schemars(description = "Cách gộp nhiều năm: tong (mặc định), cuoi_ky (mặc định của %), binh_quan")]
    pub gop: Gop,
}

/// How much is aimed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MucTieu {
    /// The same in every year.
    MoiNam(Decimal),
    /// Year by year.
    TheoNam(BTreeMap<i16, Decimal>),
    /// For the whole period of the plan.
    CaGiaiDoan(Decimal),
}

impl MucTieu {
    /// The target of one year, if there is one for that year alone.
    pub fn of_year(&self, nam: i16) -> Option<Decimal> {
        match self {
            Self::MoiNam(number) => Some(*number),
            Self::TheoNam(years) => years.get(&nam).copied(),
            Self::CaGiaiDoan(_) => None,
        }
    }

    /// The largest number among the targets.
    pub fn largest(&self) -> Option<Decimal> {
        match self {
            Self::MoiNam(number) | Self::CaGiaiDoan(number) => Some(*number),
            Self::TheoNam(years) => years.values().max().copied(),
        }
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Chieu {
    /// At least the target.
    #[default]
    Tang,
    /// At most the target.
    Giam,
}

/// How the years of a period become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Gop {
    /// Added up: counts.
    Tong,
    /// The last year's: rates and levels.
    CuoiKy,
    /// The mean of the years.
    BinhQuan,
}

impl ChiTieu {
    /// Whether it is a rate in per cent.
    pub fn is_rate(&self) -> bool {
        self.don_vi.as_str() == "%"
    }
}

//! Tasks of a plan and what they are measured by.

use std::collections::BTreeMap;

use super::{Literal, Ngay};
use rust_decimal::Decimal;

/// A task that hangs on a section of a plan.
#[derive(Debug, Clone)]
pub struct NhiemVu {
    /// The name that data sheets use.
    pub id: Literal,
    /// The task.
    pub viec: Literal,
    /// Who leads.
    pub chu_tri: Option<Literal>,
    /// Who joins.
    pub phoi_hop: Vec<Literal>,
    /// Deadline; none: a task of every year.
    pub han: Option<Ngay>,
    /// What it is measured by.
    pub chi_tieu: Vec<ChiTieu>,
}

/// A measurable target.
#[derive(Debug, Clone)]
pub struct ChiTieu {
    /// The name that data sheets use; by default made of `ten`.
    pub id: String,
    /// Name.
    pub ten: Literal,
    /// Unit; "%" makes it a rate.
    pub don_vi: Literal,
    /// How much is aimed at.
    pub muc_tieu: MucTieu,
    /// Which way is better.
    pub chieu: Chieu,
    /// How the years of a period become one number.
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
    /// Not said yet: the place that a draft leaves for it.
    ChoDien {
        /// The key that holds the place.
        khoa: &'static str,
        /// The place, `«điền ...»`.
        chu: Literal,
    },
}

impl MucTieu {
    /// The target of one year, if there is one for that year alone.
    pub fn of_year(&self, nam: i16) -> Option<Decimal> {
        match self {
            Self::MoiNam(number) => Some(*number),
            Self::TheoNam(years) => years.get(&nam).copied(),
            Self::CaGiaiDoan(_) | Self::ChoDien { .. } => None,
        }
    }

    /// The largest number among the targets.
    pub fn largest(&self) -> Option<Decimal> {
        match self {
            Self::MoiNam(number) | Self::CaGiaiDoan(number) => Some(*number),
            Self::TheoNam(years) => years.values().max().copied(),
            Self::ChoDien { .. } => None,
        }
    }

    /// The place left for it, with its key, when it is not said yet.
    pub fn blank(&self) -> Option<(&'static str, &Literal)> {
        match self {
            Self::ChoDien { khoa, chu } => Some((khoa, chu)),
            Self::MoiNam(_) | Self::TheoNam(_) | Self::CaGiaiDoan(_) => None,
        }
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chieu {
    /// At least the target.
    #[default]
    Tang,
    /// At most the target.
    Giam,
}

/// How the years of a period become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

//! What the value of a key may be.

use serde::Deserialize;

use super::group::GroupName;
use super::law_value::{LawList, LawNumber};
use crate::law::FieldType;

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// Words that print as typed.
    Chu,
    /// One line that may use Markdown and Tera.
    Dong,
    /// Paragraphs that may use Markdown and Tera.
    Doan,
    /// One line or a list of lines.
    DanhSach,
    /// A cell of a table: words or nothing.
    O,
    /// A whole number from 0.
    SoNguyen,
    /// A number, with a point or a comma.
    So,
    /// A number in Vietnamese form: 1.250 or 98,5.
    SoViet,
    /// The same, or the place that a draft left for one.
    SoVietHoacChoDien,
    /// A year.
    Nam,
    /// A year, or the years from one to another.
    GiaiDoan,
    /// A date.
    Ngay,
    /// A date, or the place that a starter left for one.
    NgayHoacChoDien,
    /// A day of every year.
    NgayThang,
    /// `true` or `false`.
    CoKhong,
    /// The name of a file.
    Tep,
    /// Anything, lists and groups too.
    BatKy,
    /// Signing authorities: one alone, or each with whom the signer stands for.
    QuyenHan,
    /// One of these words.
    MotTrong(Vec<String>),
    /// One of the words that the law has.
    Luat(LawList),
    /// A number within bounds that the law sets.
    SoTheoLuat(LawNumber),
    /// A group of keys.
    Nhom(GroupName),
    /// A list.
    Cac(Box<ValueType>),
    /// A mapping whose keys are the user's own.
    TheoTen(Box<ValueType>),
    /// One of several forms.
    Hoac(Vec<ValueType>),
}

impl ValueType {
    /// Visits this type and the types within it.
    pub fn walk<'t>(&'t self, visit: &mut impl FnMut(&'t Self)) {
        visit(self);
        match self {
            Self::Cac(inner) | Self::TheoTen(inner) => inner.walk(visit),
            Self::Hoac(forms) => forms.iter().for_each(|form| form.walk(visit)),
            _ => {}
        }
    }
}

impl From<FieldType> for ValueType {
    fn from(field: FieldType) -> Self {
        match field {
            FieldType::Chu | FieldType::KyHieu => Self::Dong,
            FieldType::Doan => Self::Doan,
            FieldType::DanhSach => Self::DanhSach,
            FieldType::Ngay => Self::NgayHoacChoDien,
        }
    }
}

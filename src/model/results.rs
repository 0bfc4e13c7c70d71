//! What a data sheet says of a plan: results, assessments, reports sent.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Ngay;

/// The results of a plan, checked against it.
#[derive(Debug, Clone, Default)]
pub struct SoLieu {
    /// Results by task and year.
    pub nhiem_vu: BTreeMap<(String, i16), KetQua>,
    /// Values by task, figure and year.
    pub chi_tieu: BTreeMap<(String, String, i16), Decimal>,
    /// Assessments by report (`nam-2022`, `2023`).
    pub nhan_dinh: BTreeMap<String, NhanDinh>,
    /// Reports already sent.
    pub da_gui: BTreeMap<String, Ngay>,
}

/// What became of a task in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KetQua {
    /// State.
    pub trang_thai: Option<TrangThai>,
    /// Evidence.
    pub minh_chung: Option<String>,
    /// Why it is late or not begun.
    pub nguyen_nhan: Option<String>,
}

/// The state of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrangThai {
    /// Done.
    HoanThanh,
    /// Under way.
    DangThucHien,
    /// Late.
    Cham,
    /// Not begun.
    Chua,
}

impl TrangThai {
    /// Every state, the best first.
    pub const ALL: [Self; 4] = [Self::HoanThanh, Self::DangThucHien, Self::Cham, Self::Chua];

    /// The words of data sheets and reports.
    pub fn chu(self) -> &'static str {
        match self {
            Self::HoanThanh => "hoàn thành",
            Self::DangThucHien => "đang thực hiện",
            Self::Cham => "chậm",
            Self::Chua => "chưa thực hiện",
        }
    }

    /// The key in templates.
    pub fn khoa(self) -> &'static str {
        match self {
            Self::HoanThanh => "hoan_thanh",
            Self::DangThucHien => "dang_thuc_hien",
            Self::Cham => "cham",
            Self::Chua => "chua",
        }
    }
}

/// The assessments of a report: topic (one of [`NHAN_DINH`]) to paragraphs.
pub type NhanDinh = BTreeMap<String, Vec<String>>;

/// The topics of an assessment: key, and words for people.
pub const NHAN_DINH: [(&str, &str); 7] = [
    ("dac_diem", "Đặc điểm tình hình"),
    ("chi_dao", "Công tác chỉ đạo, triển khai"),
    ("uu_diem", "Ưu điểm"),
    ("han_che", "Hạn chế"),
    ("nguyen_nhan", "Nguyên nhân"),
    ("phuong_huong", "Phương hướng, nhiệm vụ"),
    ("kien_nghi", "Kiến nghị, đề xuất"),
];

//! What a data sheet says of a plan: results, assessments, reports sent.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Ngay, Period, YearPart};

/// The results of a plan, checked against it.
#[derive(Debug, Clone, Default)]
pub struct SoLieu {
    /// Results by task and year.
    pub nhiem_vu: BTreeMap<(String, i16), KetQua>,
    /// Values by task, figure and year.
    pub chi_tieu: BTreeMap<(String, String, i16), Decimal>,
    /// Results of stretches of a year.
    pub trong_nam: BTreeMap<(i16, YearPart), SoLieuTrongNam>,
    /// Assessments by report (`nam-2022`, `2023`).
    pub nhan_dinh: BTreeMap<String, NhanDinh>,
    /// Reports already sent.
    pub da_gui: BTreeMap<String, Ngay>,
}

/// The results of a stretch of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SoLieuTrongNam {
    /// Results by task.
    pub nhiem_vu: BTreeMap<String, KetQua>,
    /// Values by task and figure.
    pub chi_tieu: BTreeMap<(String, String), Decimal>,
}

impl SoLieu {
    /// What became of a task in a period.
    pub fn result(&self, task: &str, period: Period) -> Option<&KetQua> {
        match period.part {
            None => self.nhiem_vu.get(&(task.to_owned(), period.nam)),
            Some(part) => self.trong_nam.get(&(period.nam, part))?.nhiem_vu.get(task),
        }
    }

    /// The value of a figure in a period.
    pub fn value(&self, task: &str, figure: &str, period: Period) -> Option<Decimal> {
        let key = (task.to_owned(), figure.to_owned());
        match period.part {
            None => self.chi_tieu.get(&(key.0, key.1, period.nam)).copied(),
            Some(part) => self.trong_nam.get(&(period.nam, part))?.chi_tieu.get(&key).copied(),
        }
    }

    /// What became of a task in every year and stretch of one.
    pub fn results_of(&self, task: &str) -> impl Iterator<Item = &KetQua> {
        let years = self.nhiem_vu.iter().filter(move |((id, _), _)| id == task).map(|(_, row)| row);
        years.chain(self.trong_nam.values().filter_map(move |rows| rows.nhiem_vu.get(task)))
    }

    /// Notes the value of a figure in a period.
    pub fn set_value(&mut self, task: &str, figure: &str, period: Period, value: Decimal) {
        let key = (task.to_owned(), figure.to_owned());
        match period.part {
            None => self.chi_tieu.insert((key.0, key.1, period.nam), value),
            Some(part) => self.trong_nam.entry((period.nam, part)).or_default().chi_tieu.insert(key, value),
        };
    }

    /// The result of a task in a period, to be written.
    pub fn result_mut(&mut self, task: &str, period: Period) -> &mut KetQua {
        let task = task.to_owned();
        match period.part {
            None => self.nhiem_vu.entry((task, period.nam)).or_default(),
            Some(part) => {
                self.trong_nam.entry((period.nam, part)).or_default().nhiem_vu.entry(task).or_default()
            }
        }
    }
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

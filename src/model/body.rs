//! The issuing body and its address.

use super::{Literal, Ngay, NguoiKy, TemplateText};

/// The issuing body: NĐ 30, Phụ lục I, Phần I, II.2.
#[derive(Debug, Clone)]
pub struct CoQuan {
    /// The upper body.
    pub chu_quan: Option<Literal>,
    /// The issuing body's full official name.
    pub ten: Literal,
    /// Its abbreviation in the sign.
    pub viet_tat: Option<Literal>,
    /// Facts that hold for a time only.
    pub theo_thoi_gian: Vec<CoQuanTheoThoiGian>,
}

/// Facts about the issuing body that hold from or until a date: the district
/// level ended on 1 July 2025, provinces and communes merged. What is not said
/// stays as it is.
#[derive(Debug, Clone, Default)]
pub struct CoQuanTheoThoiGian {
    /// First day.
    pub tu_ngay: Option<Ngay>,
    /// Last day.
    pub den_ngay: Option<Ngay>,
    /// The upper body.
    pub chu_quan: Option<Literal>,
    /// The issuing body.
    pub ten: Option<Literal>,
    /// Its abbreviation.
    pub viet_tat: Option<Literal>,
    /// Place.
    pub dia_danh: Option<Literal>,
    /// Signer.
    pub nguoi_ky: Option<NguoiKy>,
    /// Addressees of the reports.
    pub kinh_gui: Vec<TemplateText>,
    /// Recipients of the document.
    pub noi_nhan: Option<Vec<TemplateText>>,
}

impl CoQuanTheoThoiGian {
    /// Whether it holds on a day.
    pub fn covers(&self, ngay: Ngay) -> bool {
        self.tu_ngay.is_none_or(|tu| tu <= ngay) && self.den_ngay.is_none_or(|den| ngay <= den)
    }

    /// Whether both hold on some day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_in_time =
            |one: &Self, other: &Self| one.tu_ngay.zip(other.den_ngay).is_none_or(|(tu, den)| tu <= den);
        begins_in_time(self, other) && begins_in_time(other, self)
    }
}

/// The address line at the foot of page 1: NĐ 30, Phụ lục I, Phần I, III.4.
#[derive(Debug, Clone, Default)]
pub struct DiaChi {
    /// Postal address.
    pub dia_chi: Option<Literal>,
    /// Telephone.
    pub dien_thoai: Option<Literal>,
    /// Fax.
    pub fax: Option<Literal>,
    /// E-mail.
    pub thu_dien_tu: Option<Literal>,
    /// Web site.
    pub trang_thong_tin: Option<Literal>,
}

//! The issuing body and its address.

use schemars::JsonSchema;

use super::{Literal, Ngay, NguoiKy, TemplateText};

/// The issuing body: NĐ 30, Phụ lục I, Phần I, II.2.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CoQuan {
    /// The upper body.
    #[schemars(description = "Tên cơ quan, tổ chức chủ quản trực tiếp")]
    pub chu_quan: Option<Literal>,
    /// The issuing body's full official name.
    #[schemars(description = "Tên chính thức, đầy đủ của cơ quan, tổ chức ban hành")]
    pub ten: Literal,
    /// Its abbreviation in the sign.
    #[schemars(description = "Chữ viết tắt tên cơ quan trong ký hiệu văn bản, ví dụ THCSVĐ")]
    pub viet_tat: Option<Literal>,
    /// Facts that hold for a time only.
    #[schemars(description = "Những điều chỉ đúng trong một thời gian, ví dụ sau khi sáp nhập")]
    #[serde(default)]
    pub theo_thoi_gian: Vec<CoQuanTheoThoiGian>,
}

/// Facts about the issuing body that hold from or until a date: the district
/// level ended on 1 July 2025, provinces and communes merged. What is not said
/// stays as it is.
#[derive(Debug, Clone, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CoQuanTheoThoiGian {
    /// First day.
    #[schemars(description = "Từ ngày này, ví dụ 01/7/2025")]
    pub tu_ngay: Option<Ngay>,
    /// Last day.
    #[schemars(description = "Đến hết ngày này")]
    pub den_ngay: Option<Ngay>,
    /// The upper body.
    #[schemars(description = "Cơ quan chủ quản trong thời gian này")]
    pub chu_quan: Option<Literal>,
    /// The issuing body.
    #[schemars(description = "Tên cơ quan trong thời gian này")]
    pub ten: Option<Literal>,
    /// Its abbreviation.
    #[schemars(description = "Chữ viết tắt trong thời gian này")]
    pub viet_tat: Option<Literal>,
    /// Place.
    #[schemars(description = "Địa danh trong thời gian này")]
    pub dia_danh: Option<Literal>,
    /// Signer.
    #[schemars(description = "Người ký trong thời gian này")]
    pub nguoi_ky: Option<NguoiKy>,
    /// Addressees of the reports.
    #[schemars(with = "Option<super::schema::OneOrMany>")]
    #[schemars(description = "Nơi nhận báo cáo (Kính gửi) trong thời gian này")]
    pub kinh_gui: Vec<TemplateText>,
    /// Recipients of the document.
    #[schemars(description = "Nơi nhận trong thời gian này")]
    pub noi_nhan: Option<Vec<TemplateText>>,
}

impl CoQuanTheoThoiGian {
    /// Whether it holds on a day.
    pub fn gom(&self, ngay: Ngay) -> bool {
        self.tu_ngay.is_none_or(|tu| tu <= ngay) && self.den_ngay.is_none_or(|den| ngay <= den)
    }
}

/// The address line at the foot of page 1: NĐ 30, Phụ lục I, Phần I, III.4.
#[derive(Debug, Clone, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DiaChi {
    /// Postal address.
    #[schemars(description = "Địa chỉ cơ quan")]
    pub dia_chi: Option<Literal>,
    /// Telephone.
    #[schemars(description = "Số điện thoại")]
    pub dien_thoai: Option<Literal>,
    /// Fax.
    #[schemars(description = "Số Fax")]
    pub fax: Option<Literal>,
    /// E-mail.
    #[schemars(description = "Thư điện tử")]
    pub thu_dien_tu: Option<Literal>,
    /// Web site.
    #[schemars(description = "Trang thông tin điện tử")]
    pub trang_thong_tin: Option<Literal>,
}

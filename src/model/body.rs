//! The issuing body and its address.

use schemars::JsonSchema;

use super::Literal;

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

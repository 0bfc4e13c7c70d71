//! A copy of a document, and a document issued with another one.

use schemars::JsonSchema;

use super::{CoQuan, Literal, Ngay, NguoiKy, NoiDung, TemplateText};
use crate::law::Profile;

/// What a copy adds below the document: NĐ 30, Phụ lục I, Phần II.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct BanSao {
    /// Form key.
    #[schemars(description = "Hình thức sao: sao_y, trich_sao, sao_luc")]
    pub hinh_thuc: Literal,
    /// Who copies; none: the issuing body itself.
    #[schemars(description = "Tên cơ quan, tổ chức sao văn bản; bỏ trống là chính cơ quan ban hành")]
    pub co_quan: Option<Literal>,
    /// Its abbreviation.
    #[schemars(
        description = "Chữ viết tắt tên cơ quan sao, trong ký hiệu bản sao; cơ quan ban hành tự sao thì bỏ trống được"
    )]
    pub viet_tat: Option<Literal>,
    /// Number of the copy.
    #[schemars(description = "Số bản sao; bỏ trống để ghi tay")]
    pub so: Option<u32>,
    /// Place.
    #[schemars(description = "Địa danh nơi sao")]
    pub dia_danh: Option<Literal>,
    /// Date.
    #[schemars(description = "Ngày sao; bỏ trống để ghi tay")]
    pub ngay: Option<Ngay>,
    /// Who signs the copy.
    #[schemars(description = "Người ký bản sao (bản giấy)")]
    pub nguoi_ky: Option<NguoiKy>,
    /// Recipients of the copy.
    #[schemars(description = "Nơi nhận bản sao")]
    #[serde(default)]
    pub noi_nhan: Vec<TemplateText>,
    /// An electronic copy: words at the top of the first page instead.
    #[schemars(description = "true: bản sao định dạng điện tử, chỉ ghi thông tin ở góc trên bên phải")]
    #[serde(default)]
    pub dien_tu: bool,
}

impl BanSao {
    /// Who copies a document of `issuer`.
    pub fn body<'d>(&'d self, issuer: &'d CoQuan) -> &'d str {
        self.co_quan.as_ref().unwrap_or(&issuer.ten).as_str()
    }

    /// The abbreviation of the copying body: as said, or known because the
    /// issuer itself copies, or because the profile knows the body.
    pub fn abbreviation<'d>(&'d self, issuer: &'d CoQuan, profile: &'d Profile) -> Option<&'d str> {
        let body = self.body(issuer);
        let is_issuer = body.trim().to_lowercase() == issuer.ten.as_str().trim().to_lowercase();
        let own = issuer.viet_tat.as_ref().filter(|_| is_issuer);
        let said = self.viet_tat.as_ref().or(own).map(Literal::as_str);
        said.or_else(|| profile.basis.body(body).map(|known| known.viet_tat.as_str()))
    }
}

/// A document that this one issues or approves: NĐ 30, Phụ lục III, Mẫu 1.3.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct VanBanKem {
    /// Kind id.
    #[schemars(description = "Loại của văn bản được ban hành kèm theo, ví dụ quy_che")]
    pub loai: Literal,
    /// Subject.
    #[schemars(description = "Trích yếu của văn bản được ban hành kèm theo")]
    pub trich_yeu: TemplateText,
    /// Content.
    #[schemars(with = "super::schema::NoiDungInput")]
    #[schemars(description = "Nội dung: danh sách mục, Markdown, hoặc {tep: noi-dung.md}")]
    pub noi_dung: NoiDung,
}

//! A copy of a document, and a document issued with another one.

use super::{CoQuan, Literal, Ngay, NguoiKy, NoiDung, TemplateText};
use crate::law::Profile;

/// What a copy adds below the document: NĐ 30, Phụ lục I, Phần II.
#[derive(Debug, Clone)]
pub struct BanSao {
    /// Form key.
    pub hinh_thuc: Literal,
    /// Who copies; none: the issuing body itself.
    pub co_quan: Option<Literal>,
    /// Its abbreviation.
    pub viet_tat: Option<Literal>,
    /// Number of the copy.
    pub so: Option<u32>,
    /// Place.
    pub dia_danh: Option<Literal>,
    /// Date.
    pub ngay: Option<Ngay>,
    /// Who signs the copy.
    pub nguoi_ky: Option<NguoiKy>,
    /// Recipients of the copy.
    pub noi_nhan: Vec<TemplateText>,
    /// An electronic copy: words at the top of the first page instead.
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
#[derive(Debug, Clone)]
pub struct VanBanKem {
    /// Kind id.
    pub loai: Literal,
    /// Subject.
    pub trich_yeu: TemplateText,
    /// Content.
    pub noi_dung: NoiDung,
}

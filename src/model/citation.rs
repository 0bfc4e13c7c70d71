//! Documents that this document cites.

use schemars::JsonSchema;

use super::{Literal, Ngay, TemplateText};

/// A cited document: NĐ 30, Phụ lục I, Phần I, II.6.b.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct VienDan {
    /// Name used by `vien_dan(id=...)`.
    #[schemars(description = "Tên ngắn để gọi lại bằng vien_dan(id=\"...\")")]
    pub id: Option<Literal>,
    /// Kind name, e.g. "Kế hoạch"; for a law "Luật".
    #[schemars(description = "Tên loại văn bản, ví dụ Kế hoạch, Quyết định, Luật")]
    pub loai: Literal,
    /// Number and sign.
    #[schemars(description = "Số, ký hiệu, ví dụ 5547/KH-UBND")]
    pub so_ky_hieu: Option<Literal>,
    /// Date of issue.
    #[schemars(description = "Ngày ban hành: 2021-10-28 hoặc 28/10/2021")]
    pub ngay: Option<Ngay>,
    /// Issuing body.
    #[schemars(description = "Cơ quan, tổ chức ban hành")]
    pub co_quan: Option<Literal>,
    /// Subject, with its lead word ("về ...", "ban hành ...").
    #[schemars(description = "Trích yếu, kèm từ nối như viết trong câu: về ..., ban hành ...")]
    pub trich_yeu: Option<TemplateText>,
}

/// A legal basis: NĐ 30, Phụ lục I, Phần I, II.6.a.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub enum CanCu {
    /// Plain text, printed as typed.
    #[schemars(description = "Một căn cứ viết sẵn thành câu")]
    DoanVan(TemplateText),
    /// A structured citation.
    #[schemars(description = "Một căn cứ có cấu trúc")]
    VienDan {
        /// The lead word when it is not "Căn cứ", e.g. "Thực hiện".
        #[schemars(description = "Từ mở đầu thay cho \"Căn cứ\", ví dụ Thực hiện")]
        tu_dan: Option<Literal>,
        /// The document.
        #[serde(flatten)]
        vien_dan: Box<VienDan>,
    },
}

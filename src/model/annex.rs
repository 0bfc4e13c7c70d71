//! Annexes.

use schemars::JsonSchema;

use super::{Bang, NoiDung, TemplateText};

/// An annex: NĐ 30, Phụ lục I, Phần I, III.1.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PhuLuc {
    /// Title.
    #[schemars(description = "Tên phụ lục")]
    pub tieu_de: Option<TemplateText>,
    /// Content.
    #[schemars(with = "Option<super::schema::NoiDungInput>")]
    #[schemars(description = "Nội dung phụ lục: Markdown hoặc danh sách mục")]
    pub noi_dung: NoiDung,
    /// A table of data below the content.
    #[schemars(with = "Option<super::schema::BangInput>")]
    #[schemars(description = "Bảng của phụ lục, in sau noi_dung")]
    pub bang: Option<Bang>,
    /// Landscape pages.
    #[schemars(description = "true: trang nằm ngang, cho bảng rộng")]
    #[serde(default)]
    pub ngang: bool,
}

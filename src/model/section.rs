//! Content: sections, or one Markdown text.

use schemars::JsonSchema;

use super::{Literal, TemplateText};

/// The content of a document or annex.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub enum NoiDung {
    /// One Markdown text; its headings are the outline.
    #[schemars(description = "Một văn bản Markdown; tiêu đề ## là I., ### là 1., #### là a)")]
    DoanVan(TemplateText),
    /// A list of sections.
    #[schemars(description = "Danh sách các mục")]
    Muc(Vec<Muc>),
}

impl Default for NoiDung {
    fn default() -> Self {
        Self::Muc(Vec::new())
    }
}

/// A section of any level.
#[derive(Debug, Clone, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Muc {
    /// The level's name when it is not the next one down, e.g. `phan`.
    #[schemars(description = "Cấp của mục khi không phải cấp kế tiếp, ví dụ phan")]
    pub cap: Option<Literal>,
    /// Title; without one the number leads the first paragraph.
    #[schemars(description = "Tiêu đề; bỏ trống thì số thứ tự đứng ngay đầu đoạn văn")]
    pub tieu_de: Option<TemplateText>,
    /// Markdown.
    #[schemars(description = "Các đoạn văn, viết bằng Markdown")]
    pub noi_dung: Option<TemplateText>,
    /// Sections one level down.
    #[schemars(description = "Các mục con")]
    #[serde(default)]
    pub muc: Vec<Muc>,
}

//! Content: sections, or one Markdown text.

use schemars::JsonSchema;

use super::{Bang, Literal, NhiemVu, TemplateText};

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

impl NoiDung {
    /// Every section of every level, in the order of the document.
    pub fn sections(&self) -> Vec<&Muc> {
        fn walk<'m>(sections: &'m [Muc], all: &mut Vec<&'m Muc>) {
            for section in sections {
                all.push(section);
                walk(&section.muc, all);
            }
        }
        let mut all = Vec::new();
        if let Self::Muc(sections) = self {
            walk(sections, &mut all);
        }
        all
    }

    /// Every task.
    pub fn nhiem_vu(&self) -> Vec<&NhiemVu> {
        self.sections().into_iter().flat_map(|section| &section.nhiem_vu).collect()
    }
}

/// A section of any level.
#[derive(Debug, Clone, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Muc {
    /// Name for references to it.
    #[schemars(description = "Tên để nhắc đến mục này bằng xem(id=\"...\")")]
    pub id: Option<Literal>,
    /// The level's name when it is not the next one down, e.g. `phan`.
    #[schemars(description = "Cấp của mục khi không phải cấp kế tiếp, ví dụ phan")]
    pub cap: Option<Literal>,
    /// Title; without one the number leads the first paragraph.
    #[schemars(description = "Tiêu đề; bỏ trống thì số thứ tự đứng ngay đầu đoạn văn")]
    pub tieu_de: Option<TemplateText>,
    /// Markdown.
    #[schemars(description = "Các đoạn văn, viết bằng Markdown")]
    pub noi_dung: Option<TemplateText>,
    /// A table of data below the text.
    #[schemars(with = "Option<super::schema::BangInput>")]
    #[schemars(description = "Bảng lấy từ tệp số liệu hoặc từ các dòng ghi ngay ở đây; in sau noi_dung")]
    pub bang: Option<Bang>,
    /// Condition: the section is left out where it does not hold.
    #[schemars(description = "Điều kiện Tera để có mục này, ví dụ bien.cap == \"THCS\"")]
    pub khi: Option<Literal>,
    /// On landscape pages of its own: for tables wider than the page.
    #[schemars(
        description = "true: mục này nằm trên trang ngang riêng, cho bảng rộng; hết mục trở lại trang dọc"
    )]
    #[serde(default)]
    pub ngang: bool,
    /// Starts a page.
    #[schemars(description = "true: mục này bắt đầu ở trang mới")]
    #[serde(default)]
    pub sang_trang: bool,
    /// Tasks of a plan, for its reports; not printed in the plan itself.
    #[schemars(description = "Nhiệm vụ của mục này, để theo dõi và báo cáo; không in ra văn bản")]
    #[serde(default)]
    pub nhiem_vu: Vec<NhiemVu>,
    /// Sections one level down.
    #[schemars(description = "Các mục con")]
    #[serde(default)]
    pub muc: Vec<Muc>,
}

//! Content: sections, or one Markdown text.

use super::{Bang, Literal, NhiemVu, TemplateText};

/// The content of a document or annex.
#[derive(Debug, Clone)]
pub enum NoiDung {
    /// One Markdown text; its headings are the outline.
    DoanVan(TemplateText),
    /// A list of sections.
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
#[derive(Debug, Clone, Default)]
pub struct Muc {
    /// Name for references to it.
    pub id: Option<Literal>,
    /// The level's name when it is not the next one down, e.g. `phan`.
    pub cap: Option<Literal>,
    /// Title; without one the number leads the first paragraph.
    pub tieu_de: Option<TemplateText>,
    /// Markdown.
    pub noi_dung: Option<TemplateText>,
    /// A table of data below the text.
    pub bang: Option<Bang>,
    /// Condition: the section is left out where it does not hold.
    pub khi: Option<Literal>,
    /// On landscape pages of its own: for tables wider than the page.
    pub ngang: bool,
    /// Starts a page.
    pub sang_trang: bool,
    /// Its words open the plan of each year.
    pub nam_nay: bool,
    /// Tasks of a plan, for its reports; not printed in the plan itself.
    pub nhiem_vu: Vec<NhiemVu>,
    /// Sections one level down.
    pub muc: Vec<Muc>,
}

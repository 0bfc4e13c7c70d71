//! The sheet of paper a section is set on: its geometry, its styles and the
//! law they come from.

use super::length::mm_to_pt;
use super::measure::Font;
use super::style::style_look;
use super::tree::{Look, PageNumbers, SheetSize, Stroke};
use crate::compose::{Layout, PageSection, PageTree};
use crate::law::{Profile, StyleId};

/// Geometry and law for the blocks of one section.
pub(super) struct Sheet<'t> {
    pub(super) profile: &'t Profile,
    pub(super) layout: &'t Layout,
    pub(super) size: SheetSize,
}

impl<'t> Sheet<'t> {
    pub(super) fn new(page_tree: &'t PageTree, landscape: bool) -> Self {
        let paper = &page_tree.profile.page.kho_giay;
        let (width, height) = (mm_to_pt(paper.rong_mm), mm_to_pt(paper.cao_mm));
        let (width, height) = if landscape { (height, width) } else { (width, height) };
        let margins = page_tree.layout.margins_mm.map(mm_to_pt);
        let size = SheetSize { width, height, landscape, margins };
        Self { profile: &page_tree.profile, layout: &page_tree.layout, size }
    }

    /// Width of the text area.
    pub(super) fn text_width(&self) -> f64 {
        self.size.text_width()
    }

    /// The look of a style.
    pub(super) fn look(&self, id: StyleId) -> Look {
        style_look(self.profile.styles.get(id), self.profile, self.layout)
    }

    /// The font of a style in the document's set of sizes.
    pub(super) fn font(&self, id: StyleId) -> Font {
        Font::of(self.profile.styles.get(id), self.layout.sizes)
    }

    /// The line that the law draws.
    pub(super) fn stroke(&self) -> Stroke {
        let law = &self.profile.page;
        Stroke { weight: law.duong_ke.net_pt.mac_dinh, colour: law.phong_chu.mau.clone() }
    }

    /// The page numbers of a section. It counts its pages from 1 and hides the
    /// number of the first (I.7, III.1.đ), unless it only turns the sheets of
    /// the section before.
    pub(super) fn numbers(&self, section: &PageSection) -> PageNumbers {
        let law = &self.profile.page.so_trang;
        PageNumbers {
            from_edge: mm_to_pt(law.cach_mep_mm),
            start: (!section.continues).then_some(1),
            hidden_on_first: !section.continues && law.tu_trang > 1,
        }
    }
}

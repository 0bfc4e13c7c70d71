//! The sheet of paper a section is set on: its geometry and its law.

use super::units::mm_to_pt;
use crate::compose::{Layout, Trang};
use crate::law::{Profile, Style, StyleId};
use crate::render::measure::Font;

/// Geometry and law for the blocks of one section.
pub(super) struct Sheet<'t> {
    pub(super) trang: &'t Trang,
    pub(super) profile: &'static Profile,
    pub(super) layout: &'t Layout,
    pub(super) landscape: bool,
}

impl<'t> Sheet<'t> {
    pub(super) fn new(trang: &'t Trang, landscape: bool) -> Self {
        Self { trang, profile: trang.profile, layout: &trang.layout, landscape }
    }

    /// Width and height of the paper in mm, turned for landscape.
    pub(super) fn paper_mm(&self) -> (f64, f64) {
        let paper = &self.profile.page.kho_giay;
        if self.landscape { (paper.cao_mm, paper.rong_mm) } else { (paper.rong_mm, paper.cao_mm) }
    }

    /// Width of the text area in points.
    pub(super) fn text_width_pt(&self) -> f64 {
        let [_, right, _, left] = self.layout.margins_mm;
        mm_to_pt(self.paper_mm().0 - left - right)
    }

    /// Height of the text area in points.
    pub(super) fn text_height_pt(&self) -> f64 {
        let [top, _, bottom, _] = self.layout.margins_mm;
        mm_to_pt(self.paper_mm().1 - top - bottom)
    }

    /// A row of the legal table.
    pub(super) fn style(&self, id: StyleId) -> &'static Style {
        self.profile.styles.get(id)
    }

    /// The font of a style in the document's set of sizes.
    pub(super) fn font(&self, id: StyleId) -> Font {
        Font::of(self.style(id), self.layout.sizes)
    }
}

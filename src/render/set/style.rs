//! The looks of the legal table, with the choices of a document in them.

use super::length::cm_to_pt;
use super::measure::Font;
use super::tree::{LineHeight, Look, SetStyle, StyleSheet};
use crate::compose::{Layout, PageTree};
use crate::law::{LineUnit, Profile, Style, StyleId};

/// Every style that the profile has.
pub(super) fn style_sheet(page_tree: &PageTree) -> StyleSheet {
    let law = &page_tree.profile.styles;
    let styles = law.iter().filter(|style| !style.khong_dung).map(|style| SetStyle {
        id: style.khoa,
        name: style.ten.clone(),
        look: style_look(style, &page_tree.profile, &page_tree.layout),
        outline: style.cap_de_muc,
    });
    StyleSheet {
        typeface: page_tree.profile.page.phong_chu.ten.clone(),
        size: Font::of(law.get(StyleId::ThanVan), page_tree.layout.sizes).size_pt,
        styles: styles.collect(),
    }
}

/// A row of the legal table; running text has the document's own indent,
/// spaces and lines (II.6.e).
pub(super) fn style_look(style: &Style, profile: &Profile, layout: &Layout) -> Look {
    let look = Look {
        font: Font::of(style, layout.sizes),
        underlined: style.gach_chan,
        align: style.canh,
        left: 0.0,
        right: 0.0,
        first_line: 0.0,
        before: f64::from(style.cach_tren_pt),
        after: f64::from(style.cach_duoi_pt),
        line: LineHeight::Single,
        keep_next: style.giu_voi_doan_sau,
        no_lone_line: true,
    };
    if !style.loi_van {
        return look;
    }
    let line = match profile.page.don_vi_gian_dong {
        LineUnit::Dong => LineHeight::Times(layout.line_spacing),
        LineUnit::Pt => LineHeight::Exact(layout.line_spacing),
    };
    Look { first_line: cm_to_pt(layout.indent_cm), before: layout.paragraph_spacing_pt, line, ..look }
}

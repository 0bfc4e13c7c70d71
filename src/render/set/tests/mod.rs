//! The set tree against the decree (NĐ 30, Phụ lục I). Expected numbers are
//! copied from it by hand, not from `data/`; lengths are told in millimetres
//! as it has them.

mod pages;
mod rules;
mod texts;

use std::sync::Arc;

use super::*;
use crate::compose::{Image, Picture, RuleUnder, Run, Templates, compose};
use crate::diagnostic::{Sources, render_all};
use crate::law::{Alignment, Law, RuleKind};
use crate::model::PictureFormat;
use crate::source::{Input, load};

const MM: f64 = 72.0 / 25.4;

/// A document whose keys tests replace, see [`with`].
const KEYS: &[(&str, &str)] = &[
    ("loai", "to_trinh"),
    ("co_quan", "{chu_quan: UBND huyện Bắc Quang, ten: Trường THCS Vô Điểm, viet_tat: THCSVĐ}"),
    ("so", "5"),
    ("dia_danh", "Vô Điểm"),
    ("ngay", "05/01/2021"),
    ("trich_yeu", "Triển khai công tác dân vận"),
    ("kinh_gui", "[Phòng Giáo dục và Đào tạo, Các tổ]"),
    ("can_cu", "[Luật Giáo dục ngày 14 tháng 6 năm 2019]"),
    ("noi_dung", CONTENT),
    ("nguoi_ky", "{chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn A}"),
    ("noi_nhan", "[Phòng GD&ĐT]"),
];

const CONTENT: &str = "
  - tieu_de: Mục đích
    noi_dung: |-
      Lời văn thứ nhất[^1].

      [^1]: Lời chú thích.
  - tieu_de: Tổ chức
    noi_dung: Lời văn thứ hai.";

/// The document with some keys set otherwise or added.
fn with(changed: &[(&str, &str)]) -> String {
    let added = changed.iter().filter(|(key, _)| !KEYS.iter().any(|(known, _)| known == key));
    let value = |key, usual| changed.iter().find(|(name, _)| *name == key).map_or(usual, |(_, value)| *value);
    let lines = KEYS.iter().map(|&(key, usual)| (key, value(key, usual))).chain(added.copied());
    lines.map(|(key, value)| format!("{key}: {value}\n")).collect()
}

fn page_tree(yaml: &str) -> PageTree {
    let mut sources = Sources::new();
    let loaded = load(&Input::text("thu.yaml", yaml), &Law::embedded(), &mut sources);
    let told = |faults: &[_]| render_all(faults, &sources, false);
    let document = loaded.unwrap_or_else(|faults| panic!("{}", told(&faults))).value;
    compose(&document, &Templates::default()).unwrap_or_else(|faults| panic!("{}", told(&faults))).value
}

fn near(is: f64, wanted: f64) {
    assert!((is - wanted).abs() < 0.01, "{is} is not {wanted}");
}

/// What stands on the pages and in the cells, in order.
fn walk<'a, 't>(pieces: &'a [Piece<'t>], visit: &mut dyn FnMut(&'a Piece<'t>)) {
    for piece in pieces {
        visit(piece);
        if let Piece::Grid(grid) = piece {
            grid.rows.iter().flat_map(|row| &row.cells).for_each(|cell| walk(&cell.content, visit));
        }
    }
}

fn texts<'a, 't>(tree: &'a SetTree<'t>) -> Vec<&'a SetText<'t>> {
    let mut found = Vec::new();
    let mut visit = |piece: &'a Piece<'t>| match piece {
        Piece::Text(text) => found.push(text),
        Piece::Drawing(drawing) => found.push(&drawing.text),
        _ => {}
    };
    tree.pages.iter().for_each(|pages| walk(&pages.pieces, &mut visit));
    found
}

fn rules<'a>(tree: &'a SetTree<'_>) -> Vec<&'a RuleLine> {
    let mut found = Vec::new();
    let mut visit = |piece: &'a Piece<'_>| {
        if let Piece::RuleLine(rule) = piece {
            found.push(rule);
        }
    };
    tree.pages.iter().for_each(|pages| walk(&pages.pieces, &mut visit));
    found
}

fn grids<'a, 't>(tree: &'a SetTree<'t>) -> Vec<&'a Grid<'t>> {
    let pieces = tree.pages.iter().flat_map(|pages| &pages.pieces);
    pieces.filter_map(|piece| if let Piece::Grid(grid) = piece { Some(grid) } else { None }).collect()
}

fn text<'a, 't>(tree: &'a SetTree<'t>, start: &str) -> &'a SetText<'t> {
    let found = texts(tree).into_iter().find(|text| text.words().starts_with(start));
    found.unwrap_or_else(|| panic!("no text {start}"))
}

const BOLD_14: Font = Font { size_pt: 14.0, bold: true, italic: false };

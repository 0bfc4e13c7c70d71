//! `cot` of a `bang`: the columns asked for and the heads over several of them.

use super::mapping::{MappingReader, Word};
use super::reader::{FromNode, Reader};
use super::tree::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Span};
use crate::keys::GroupName;
use crate::law::Alignment;
use crate::model::{DauChung, Literal};

/// Narrowest and widest column, mm.
const WIDTHS_MM: std::ops::RangeInclusive<f64> = 5.0..=400.0;
/// Most rows of heads.
const MAX_HEAD_ROWS: usize = 3;

/// A column as asked for.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) ten: Literal,
    pub(super) tu: Option<Literal>,
    pub(super) tren: Vec<DauChung>,
    pub(super) rong: Option<f64>,
    pub(super) canh: Option<Alignment>,
    pub(super) tong: bool,
    pub(super) gop: bool,
}

/// The columns as asked for, from the left.
#[derive(Debug)]
pub(super) struct WantedColumns(pub(super) Vec<Wanted>);

impl FromNode for WantedColumns {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let entries: Vec<Entry> = Vec::from_node(node, cx)?;
        if matches!(&node.kind, NodeKind::Sequence(items) if entries.len() < items.len()) {
            return None;
        }
        let mut columns = Vec::new();
        let mut heads = 0;
        for entry in entries {
            flatten(entry, &[], &mut heads, &mut columns, cx);
        }
        Some(Self(columns))
    }
}

/// An item of `cot`.
enum Entry {
    Column(Wanted),
    Head { ten: Literal, cot: Vec<Entry> },
}

impl FromNode for Entry {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Scalar { .. }) {
            let ten = Literal::from_node(node, cx)?;
            let (tu, tren) = (None, Vec::new());
            return Some(Self::Column(Wanted {
                ten,
                tu,
                tren,
                rong: None,
                canh: None,
                tong: false,
                gop: false,
            }));
        }
        let mut keys = MappingReader::new(node, GroupName::CotBang, cx)?;
        let ten = keys.value("ten", cx);
        let tu = keys.value("tu", cx);
        let rong: Option<f64> = keys.value("rong", cx);
        let canh = keys.word("canh", cx);
        let tong = keys.flag("tong", cx);
        let gop = keys.flag("gop", cx);
        let cot: Option<Vec<Entry>> = keys.value("cot", cx);
        let is_head = keys.entries().iter().any(|entry| entry.key == "cot");
        let of_columns = keys.group().excluded_by("cot");
        let misplaced = keys.entries().iter().find(|entry| of_columns.contains(&entry.key));
        keys.finish(cx);
        if is_head {
            if let Some(entry) = misplaced {
                cx.report(
                    Diagnostic::error(
                        "bang",
                        format!("`{}` không dùng cho đầu chung của nhiều cột", entry.key),
                    )
                    .at(entry.key_span)
                    .help(format!("ghi `{}` ở từng cột bên trong `cot`", entry.key)),
                );
            }
            return Some(Self::Head { ten: ten?, cot: cot.unwrap_or_default() });
        }
        check_column(rong, tong && gop, node.span, cx);
        Some(Self::Column(Wanted { ten: ten?, tu, tren: Vec::new(), rong, canh, tong, gop }))
    }
}

fn check_column(rong: Option<f64>, is_both: bool, span: Span, cx: &mut Reader<'_>) {
    let fault = if rong.is_some_and(|rong| !WIDTHS_MM.contains(&rong)) {
        let (least, most) = (WIDTHS_MM.start(), WIDTHS_MM.end());
        Diagnostic::error("ngoai-khoang", format!("`rong` phải từ {least} đến {most} mm"))
            .help("ghi chiều rộng của cột bằng mm, ví dụ rong: 40")
    } else if is_both {
        Diagnostic::error("bang", "một cột không vừa `gop` vừa `tong`: ô gộp thì không biết cộng mấy lần")
            .help("bỏ `gop` hoặc bỏ `tong`")
    } else {
        return;
    };
    cx.report(fault.at(span));
}

/// The columns below an entry, each with the heads above it.
fn flatten(
    entry: Entry,
    above: &[DauChung],
    heads: &mut usize,
    columns: &mut Vec<Wanted>,
    cx: &mut Reader<'_>,
) {
    match entry {
        Entry::Column(column) => columns.push(Wanted { tren: above.to_vec(), ..column }),
        Entry::Head { ten, cot } => {
            let fault = if cot.is_empty() {
                Some((
                    "đầu chung này không có cột nào ở dưới".to_owned(),
                    "thêm cột vào `cot`, hoặc bỏ `cot`",
                ))
            } else if above.len() + 1 >= MAX_HEAD_ROWS {
                Some((format!("đầu bảng có quá {MAX_HEAD_ROWS} hàng"), "bớt một tầng `cot`"))
            } else {
                None
            };
            if let Some((message, help)) = fault {
                cx.report(Diagnostic::error("bang", message).at(ten.span).help(help));
                return;
            }
            let own = DauChung { so: *heads, ten: ten.value };
            *heads += 1;
            let above: Vec<DauChung> = above.iter().cloned().chain([own]).collect();
            cot.into_iter().for_each(|entry| flatten(entry, &above, heads, columns, cx));
        }
    }
}

impl Word for Alignment {
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "trai" => Some(Self::Trai),
            "giua" => Some(Self::Giua),
            "phai" => Some(Self::Phai),
            _ => None,
        }
    }
}

//! Reads `bang`: a table from a data file or from rows in the document.

use std::sync::Arc;

use super::budget::MAX_COLUMNS;
use super::data_columns::{Layout, choose};
use super::data_file::{Pick, data_file};
use super::data_heads::WantedColumns;
use super::mapping::MappingReader;
use super::raw_table::Raw;
use super::reader::{FromNode, Reader};
use super::table::{Cell, CellValue};
use super::tree::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Place};
use crate::keys::GroupName;
use crate::model::{Bang, Literal, TemplateText};

/// Where the rows of a table come from.
const SOURCES: &str = "dùng một trong hai: tep: so-lieu.xlsx, hoặc dong: [[...], [...]]";

impl FromNode for Bang {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::Bang, cx)?;
        let tieu_de: Option<TemplateText> = keys.value("tieu_de", cx);
        let columns: Option<WantedColumns> = keys.value("cot", cx);
        let stt = keys.flag("stt", cx);
        let group: Option<Literal> = keys.value("nhom", cx);
        let group_sums = keys.flag("tong_nhom", cx);
        let file: Option<Literal> = keys.value("tep", cx);
        let pick = Pick {
            sheet: keys.value("trang", cx),
            head: keys.value("hang_ten_cot", cx),
            last: keys.value("den_hang", cx),
        };
        let typed: Option<Typed> = keys.value("dong", cx);
        let excluded = keys.count(keys.group().excluded_by("dong"));
        keys.finish(cx);
        check_keys(node, group_sums, excluded > 0, cx)?;
        let raw = match file {
            Some(name) => cx.under(".tep".to_owned(), |cx| data_file(&name, &pick, cx))?,
            None => typed?.0,
        };
        // Columns that cannot be read were told; nothing can be said of the rows.
        if columns.is_none() && node.has("cot") {
            return None;
        }
        let columns = columns.map(|columns| columns.0);
        let filled = choose(raw, Layout { columns, group, group_sums, stt }, node.span, cx)?;
        Some(Self {
            tieu_de,
            cot: filled.cot,
            dong: Arc::new(filled.dong),
            stt,
            sai_tong: Arc::new(filled.sai_tong),
            span: node.span,
        })
    }
}

/// Keys that do not go together, or not alone.
fn check_keys(node: &Node, group_sums: bool, has_file_keys: bool, cx: &mut Reader<'_>) -> Option<()> {
    let (fault, help) = match (node.has("tep"), node.has("dong")) {
        (true, true) => ("bảng có cả `tep` lẫn `dong`", SOURCES),
        (false, false) => ("bảng không có `tep` cũng không có `dong`", SOURCES),
        _ if group_sums && !node.has("nhom") => {
            ("`tong_nhom` cần khóa `nhom`", "thêm nhom: <tên cột>, hoặc bỏ `tong_nhom`")
        }
        (false, true) if has_file_keys => {
            ("`trang`, `hang_ten_cot`, `den_hang` chỉ dùng với `tep`", "bỏ các khóa này")
        }
        _ => return Some(()),
    };
    cx.report(Diagnostic::error("bang", fault).at(node.span).help(help));
    None
}

/// `dong: [[...], ...]` or `dong: [{cột: giá trị}, ...]`.
struct Typed(Raw);

impl FromNode for Typed {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let rows: Vec<TypedRow> = Vec::from_node(node, cx)?;
        let NodeKind::Sequence(items) = &node.kind else { return None };
        if rows.len() < items.len() {
            return None;
        }
        let header = header_of(&rows);
        let mut raw = Raw { header, ..Raw::default() };
        for (row, item) in rows.into_iter().zip(items) {
            let cells = match (row, &raw.header) {
                (TypedRow::Values(cells), None) => cells,
                (TypedRow::Keyed(cells), Some(header)) => in_order(cells, header),
                _ => {
                    return cx.mismatch(
                        item,
                        "dòng cùng dạng với dòng đầu",
                        "mọi dòng là [...], hoặc mọi dòng là {cột: giá trị}",
                    );
                }
            };
            if let Err(fault) = cx.budget.row(&cells, raw.rows.len()) {
                cx.report(fault.at(item.span));
                return None;
            }
            if cells.iter().any(|cell| !cell.is_empty()) {
                raw.rows.push(cells);
            }
        }
        Some(Self(raw))
    }
}

/// The keys in the order in which they first stand there; none of lists.
fn header_of(rows: &[TypedRow]) -> Option<Vec<Cell>> {
    let Some(TypedRow::Keyed(_)) = rows.first() else { return None };
    let mut header: Vec<Cell> = Vec::new();
    for row in rows {
        let TypedRow::Keyed(cells) = row else { continue };
        for (key, _) in cells {
            if header.len() <= MAX_COLUMNS && !header.iter().any(|title| title.value == key.value) {
                header.push(key.clone());
            }
        }
    }
    Some(header)
}

/// The values of a row below the titles of their keys.
fn in_order(mut cells: Vec<(Cell, Cell)>, header: &[Cell]) -> Vec<Cell> {
    let empty = Cell { value: CellValue::Empty, place: Place::Nowhere };
    let mut take = |title: &Cell| {
        let found = cells.iter().position(|(key, _)| key.value == title.value);
        found.map_or_else(|| empty.clone(), |at| cells.swap_remove(at).1)
    };
    header.iter().map(&mut take).collect()
}

/// A row of the document.
enum TypedRow {
    Values(Vec<Cell>),
    Keyed(Vec<(Cell, Cell)>),
}

impl FromNode for TypedRow {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Sequence(items) => {
                let cells = items.iter().map(|item| cell(item, cx)).collect::<Vec<_>>();
                cells.into_iter().collect::<Option<_>>().map(Self::Values)
            }
            NodeKind::Mapping(entries) => {
                let read = |entry: &super::tree::Entry, cx: &mut Reader<'_>| {
                    let place = Place::from(entry.key_span);
                    let key = Cell { value: CellValue::Text(entry.key.trim().to_owned()), place };
                    cx.under(format!(".{}", entry.key), |cx| Some((key, cell(&entry.value, cx)?)))
                };
                let cells = entries.iter().map(|entry| read(entry, cx)).collect::<Vec<_>>();
                cells.into_iter().collect::<Option<_>>().map(Self::Keyed)
            }
            NodeKind::Scalar { .. } => {
                cx.mismatch(node, "một dòng của bảng", "viết [giá trị, giá trị] hoặc {cột: giá trị}")
            }
        }
    }
}

/// The value of a cell as typed.
fn cell(node: &Node, cx: &mut Reader<'_>) -> Option<Cell> {
    let place = Place::from(node.span);
    if node.is_null() {
        return Some(Cell { value: CellValue::Empty, place });
    }
    let text = Literal::from_node(node, cx)?.value;
    let value = if text.is_empty() { CellValue::Empty } else { CellValue::Text(text) };
    Some(Cell { value, place })
}

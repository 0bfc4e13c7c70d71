//! Reads `bang`: a table from a data file or from rows in the document.

use std::path::Path;
use std::sync::Arc;

use super::data_columns::{Layout, choose};
use super::data_heads::WantedColumns;
use super::file;
use super::inherit::included_path;
use super::reader::{FromNode, MappingReader, Reader};
use super::table::{Cell, CellValue, is_csv, stream_sheet};
use super::tree::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Bang, Literal, TemplateText};

/// Largest data file of a table.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// Most rows of one table: about 150 pages.
const MAX_ROWS: usize = 5_000;
/// Most columns of a data file.
const MAX_COLUMNS: usize = 100;
/// Most cells of all tables of a document.
const MAX_CELLS: usize = 200_000;
/// Most bytes in all cells of a document.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Most data files and pictures of a document.
const MAX_FILES: usize = 100;

/// Where the rows of a table come from.
const SOURCES: &str = "dùng một trong hai: tep: so-lieu.xlsx, hoặc dong: [[...], [...]]";

/// What the tables and pictures of one document took up.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    bytes: usize,
    files: usize,
    pictures: usize,
}

impl Budget {
    /// Takes note of one more file.
    pub(super) fn file(&mut self) -> Result<(), Diagnostic> {
        self.files += 1;
        if self.files > MAX_FILES {
            let message = format!("văn bản có quá {MAX_FILES} tệp bảng và hình");
            return Err(Diagnostic::error("qua-lon", message).help("tách bớt ra văn bản khác"));
        }
        Ok(())
    }

    /// Takes note of a picture of so many bytes.
    pub(super) fn picture(&mut self, bytes: usize, most: usize) -> Result<(), Diagnostic> {
        self.pictures += bytes;
        if self.pictures > most {
            let message = format!("các hình của văn bản nặng quá {} MB", most / (1024 * 1024));
            return Err(Diagnostic::error("qua-lon", message).help("thu nhỏ hình rồi lưu lại"));
        }
        Ok(())
    }

    /// Takes note of one more row, below so many others.
    fn row(&mut self, cells: &[Cell], rows: usize) -> Result<(), Diagnostic> {
        self.cells += cells.len();
        self.bytes += cells.iter().map(|cell| cell.words().len()).sum::<usize>();
        let message = if rows >= MAX_ROWS {
            format!("bảng có quá {MAX_ROWS} dòng")
        } else if cells.len() > MAX_COLUMNS {
            format!("bảng có quá {MAX_COLUMNS} cột")
        } else if self.cells > MAX_CELLS || self.bytes > MAX_BYTES {
            format!("các bảng của văn bản có quá {MAX_CELLS} ô hoặc {} MB chữ", MAX_BYTES / (1024 * 1024))
        } else {
            return Ok(());
        };
        Err(Diagnostic::error("qua-lon", message).help("chỉ giữ những dòng cần in, hoặc tách ra nhiều bảng"))
    }
}

/// A table as it stands, its columns not yet chosen.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// The titles; none where the columns are only told by their place.
    pub(super) header: Option<Vec<Cell>>,
    /// The rows; one may be shorter or longer than the header.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Of a CSV file.
    pub(super) is_csv: bool,
}

impl FromNode for Bang {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, "các khóa của một bảng", cx)?;
        let tieu_de: Option<TemplateText> = keys.optional("tieu_de", cx);
        let columns: Option<WantedColumns> = keys.optional("cot", cx);
        let stt = keys.optional("stt", cx).unwrap_or(false);
        let group: Option<Literal> = keys.optional("nhom", cx);
        let group_sums = keys.optional("tong_nhom", cx).unwrap_or(false);
        let file: Option<Literal> = keys.optional("tep", cx);
        let pick = Pick {
            sheet: keys.optional("trang", cx),
            head: keys.optional("hang_ten_cot", cx),
            last: keys.optional("den_hang", cx),
        };
        let typed: Option<Typed> = keys.optional("dong", cx);
        keys.finish(cx);
        check_keys(node, group_sums, cx)?;
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
fn check_keys(node: &Node, group_sums: bool, cx: &mut Reader<'_>) -> Option<()> {
    let (fault, help) = match (node.has("tep"), node.has("dong")) {
        (true, true) => ("bảng có cả `tep` lẫn `dong`", SOURCES),
        (false, false) => ("bảng không có `tep` cũng không có `dong`", SOURCES),
        _ if group_sums && !node.has("nhom") => {
            ("`tong_nhom` cần khóa `nhom`", "thêm nhom: <tên cột>, hoặc bỏ `tong_nhom`")
        }
        (false, true) if ["trang", "hang_ten_cot", "den_hang"].iter().any(|key| node.has(key)) => {
            ("`trang`, `hang_ten_cot`, `den_hang` chỉ dùng với `tep`", "bỏ các khóa này")
        }
        _ => return Some(()),
    };
    cx.report(Diagnostic::error("bang", fault).at(node.span).help(help));
    None
}

/// Which part of a data file is the table.
#[derive(Debug, Default)]
struct Pick {
    /// The sheet of a workbook.
    sheet: Option<Literal>,
    /// The row that holds the titles, as the file counts its rows.
    head: Option<u32>,
    /// The last row.
    last: Option<u32>,
}

/// `tep: so-lieu.xlsx`.
fn data_file(name: &Literal, pick: &Pick, cx: &mut Reader<'_>) -> Option<Raw> {
    match read_file(name, pick, cx) {
        Ok(raw) => Some(raw),
        Err(faults) => {
            for fault in faults {
                let placed = fault.span.is_some() || !fault.cell.is_empty();
                cx.report(if placed { fault } else { fault.at(name.span) });
            }
            None
        }
    }
}

fn read_file(name: &Literal, pick: &Pick, cx: &mut Reader<'_>) -> Result<Raw, Vec<Diagnostic>> {
    let one = |error| vec![error];
    let path = included_path(&cx.folder, name.as_str()).map_err(one)?;
    cx.budget.file().map_err(one)?;
    file::check_bounded(&path, MAX_FILE_BYTES).map_err(one)?;
    let mut raw = Raw { is_csv: is_csv(&path), ..Raw::default() };
    let mut faults = Vec::new();
    // Rows above the titles: a head of two rows has some titles there.
    let mut above: Vec<Vec<Cell>> = Vec::new();
    let head = u64::from(pick.head.unwrap_or(0));
    stream_sheet(&path, pick.sheet.as_ref(), &mut |mut record| {
        if pick.last.is_some_and(|last| record.number > u64::from(last)) {
            return Ok(());
        }
        faults.append(&mut record.faults);
        cx.budget.row(&record.cells, raw.rows.len()).map_err(one)?;
        match &raw.header {
            None if record.number < head => above.push(record.cells),
            None if head > 0 && record.number > head => {
                return Err(one(no_titles(&path, head)));
            }
            None => raw.header = Some(titles(record.cells, &above)),
            Some(_) => raw.rows.push(record.cells),
        }
        Ok(())
    })?;
    if raw.header.is_none() {
        faults.push(if above.is_empty() {
            Diagnostic::error("bang-trong", format!("{} trống", path.display()))
                .help("dòng đầu phải là tên các cột")
        } else {
            no_titles(&path, head)
        });
    }
    if faults.is_empty() { Ok(raw) } else { Err(faults) }
}

fn no_titles(path: &Path, row: u64) -> Diagnostic {
    Diagnostic::error("bang-trong", format!("{}: hàng {row} trống, không có tên cột", path.display()))
        .help("ghi ở `hang_ten_cot` số của hàng chứa tên các cột, như số ở lề trái của bảng tính")
}

/// The titles of a row; an empty one stands above it, where cells of a head of
/// two rows are merged down.
fn titles(mut row: Vec<Cell>, above: &[Vec<Cell>]) -> Vec<Cell> {
    if let Some(longest) = above.last().map(Vec::len).filter(|length| *length > row.len()) {
        let empty = Cell { value: CellValue::Empty, place: Place::Cell(String::new()) };
        row.resize(longest, empty);
    }
    for (index, cell) in row.iter_mut().enumerate().filter(|(_, cell)| cell.is_empty()) {
        let found = above.iter().rev().filter_map(|row| row.get(index)).find(|cell| !cell.is_empty());
        if let Some(found) = found {
            *cell = found.clone();
        }
    }
    row
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
    let empty = Cell { value: CellValue::Empty, place: Place::Cell(String::new()) };
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
                    let place = Place::Text(entry.key_span);
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
    let place = Place::Text(node.span);
    if node.is_null() {
        return Some(Cell { value: CellValue::Empty, place });
    }
    let text = Literal::from_node(node, cx)?.value;
    let value = if text.is_empty() { CellValue::Empty } else { CellValue::Text(text) };
    Some(Cell { value, place })
}

//! Tables from outside: CSV and workbooks, every cell with its place.

mod csv_file;
mod csv_stream;
#[cfg(feature = "workbooks")]
mod date_form;
mod list;
mod number_form;
#[cfg(feature = "workbooks")]
mod ods;
mod quotes;
#[cfg(feature = "workbooks")]
mod raw_parts;
#[cfg(feature = "workbooks")]
mod workbook;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::file;
pub use number_form::NumberForm;

use crate::column_kind;
use crate::diagnostic::{Diagnostic, Faults, Place, Sources, nearest};
use crate::files::FileRef;
use crate::legacy_encoding;
use crate::model::{Literal, Ngay};
use crate::slug::slug;

/// Most rows of a sheet.
const MAX_ROWS: usize = 200_000;
/// What stands in a cell whose formula was never worked out: the program that
/// wrote the workbook was not Excel.
const NO_RESULT: &str = "công thức chưa có kết quả";
/// Most bytes of one row.
const MAX_ROW_BYTES: usize = 1024 * 1024;
/// Most bytes of text in all rows of a table.
const MAX_TABLE_BYTES: usize = 256 * 1024 * 1024;
/// Most columns of a sheet.
const MAX_COLUMNS: usize = 256;

/// A sheet, empty rows left out.
#[derive(Debug)]
pub(super) struct Worksheet {
    /// The sheet's name; of a CSV file the file's.
    pub(super) name: String,
    /// The first row.
    pub(super) header: Vec<Cell>,
    /// The rows below; a row may be shorter than the header.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A row of a table that is read one by one.
#[derive(Debug, Default)]
pub struct Record {
    /// Its number in the file, from 1; of a YAML list the number of the item.
    pub number: u64,
    /// Its cells; may be fewer than the header's.
    pub cells: Vec<Cell>,
    /// What is wrong with cells that no document can hold; they count as
    /// empty.
    pub faults: Vec<Diagnostic>,
}

impl Record {
    /// Adds a cell, or what is wrong with it.
    fn take(&mut self, cell: Result<Cell, Diagnostic>) {
        match cell {
            Ok(cell) => self.cells.push(cell),
            Err(fault) => {
                let place = fault.place.clone();
                self.faults.push(fault);
                self.cells.push(Cell { value: CellValue::Empty, place });
            }
        }
    }

    /// Bytes of the texts in its cells.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let length = |cell: &Cell| match &cell.value {
            CellValue::Text(text) | CellValue::Unusable(text) => text.len(),
            _ => 0,
        };
        self.cells.iter().map(length).sum()
    }

    fn holds_something(&self) -> bool {
        !self.faults.is_empty() || self.cells.iter().any(|cell| !cell.is_empty())
    }
}

/// Takes rows, the header first; an error stops the reading.
pub type RowSink<'s> = dyn FnMut(Record) -> Result<(), Faults> + 's;

/// Reads the rows of a table one by one: CSV, a sheet of a workbook by its name
/// or the first that has rows, or a YAML list of groups of keys, by the
/// extension.
///
/// # Errors
/// When the file cannot be read, is too large, or is no such table; or what
/// `on_row` gives.
pub fn stream_sheet(file: &FileRef, sheet: Option<&Literal>, on_row: &mut RowSink<'_>) -> Result<(), Faults> {
    file::check_bounded(file, csv_stream::MAX_BYTES)?;
    let mut bytes = 0_usize;
    let on_row = &mut |record: Record| {
        bytes = bytes.saturating_add(record.bytes());
        if bytes > MAX_TABLE_BYTES {
            let message = format!("{file}: bảng có quá {} MB chữ", MAX_TABLE_BYTES / (1024 * 1024));
            return Err(Faults::from(
                Diagnostic::error("qua-lon", message).help("chia bảng thành nhiều tệp"),
            ));
        }
        on_row(record)
    };
    let extension = file.ending();
    match (extension.as_str(), sheet) {
        ("csv" | "tsv" | "txt" | "yaml" | "yml", Some(sheet)) => Err(Faults::from(
            Diagnostic::error("bang", format!("tệp .{extension} không có trang `{}`", sheet.as_str()))
                .at(place_of(sheet))
                .help("bỏ khóa `trang` (ở `lo`: --bang-tinh): chỉ bảng tính .xlsx, .ods có nhiều trang"),
        )),
        ("csv" | "tsv" | "txt", None) => csv_stream::stream(file, on_row),
        ("yaml" | "yml", None) => list::stream(file, on_row),
        #[cfg(feature = "workbooks")]
        ("xlsx", _) => workbook::stream(file, sheet, on_row),
        #[cfg(feature = "workbooks")]
        ("ods", _) => ods::stream(file, sheet, on_row),
        #[cfg(not(feature = "workbooks"))]
        ("xlsx" | "ods", _) => Err(no_workbooks(file)),
        ("xls", _) => Err(old_workbook(file)),
        _ => Err(Faults::from(
            Diagnostic::error("bang", format!("không biết đọc bảng từ {file}"))
                .help("dùng tệp .csv, .xlsx, .ods hoặc .yaml"),
        )),
    }
}

/// Where a name stands in the document; nowhere, of the command line.
fn place_of(name: &Literal) -> Place {
    if name.span.range().is_empty() { Place::Nowhere } else { name.span.into() }
}

/// The sheets to look for rows in: all, or the one of this name.
#[cfg(feature = "workbooks")]
fn wanted_sheets(all: Vec<String>, wanted: Option<&Literal>) -> Result<Vec<String>, Faults> {
    let Some(wanted) = wanted else { return Ok(all) };
    let exact = all.iter().find(|name| name.trim() == wanted.as_str());
    let found = exact.or_else(|| all.iter().find(|name| slug(name) == slug(wanted.as_str())));
    match found {
        Some(name) => Ok(vec![name.clone()]),
        None => Err(Faults::from(
            Diagnostic::error("bang", format!("bảng tính không có trang `{}`", wanted.as_str()))
                .at(place_of(wanted))
                .help(format!("các trang: {}", all.join(", "))),
        )),
    }
}

/// Whether a file is a table whose values stand between separators: one with a
/// comma of its own, not quoted, moves all that follow.
pub(super) fn is_csv(file: &FileRef) -> bool {
    matches!(file.ending().as_str(), "csv" | "tsv" | "txt")
}

/// What is told of a cell without a title.
pub(crate) const OUTSIDE: &str = "ô này nằm ngoài các cột có tên";
/// How such a cell comes to be in a CSV file.
pub(crate) const QUOTE: &str =
    "trong tệp CSV, giá trị có dấu phẩy (hoặc dấu ngăn cột khác) phải đặt trong dấu nháy kép";

/// A table larger than anybody's.
fn too_many(place: Place) -> Diagnostic {
    let message = format!("bảng lớn quá {MAX_ROWS} dòng hoặc {MAX_COLUMNS} cột");
    Diagnostic::error("qua-lon", message).at(&place)
}

/// A row longer than anybody's.
#[cfg(feature = "workbooks")]
fn too_long(place: Place) -> Diagnostic {
    let message = format!("chữ của dòng này dài quá {} KB", MAX_ROW_BYTES / 1024);
    Diagnostic::error("qua-lon", message).at(&place).help("xem có chọn nhầm tệp không")
}

/// A workbook of Excel 97: its format cannot be read within bounds.
fn old_workbook(file: &FileRef) -> Faults {
    Faults::from(
        Diagnostic::error("bang", format!("{file} là bảng tính đời cũ (.xls), không đọc")).help(
            "mở bằng Excel hoặc LibreOffice, chọn Tệp > Lưu thành (Save As), kiểu .xlsx, rồi dùng tệp mới",
        ),
    )
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What stands there.
    pub value: CellValue,
    /// Where.
    pub place: Place,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Nothing.
    Empty,
    /// Text in NFC, without white space around it.
    Text(String),
    /// A number; formatted as a percentage, 0.985 reads 98,5%.
    Number {
        /// The number as stored.
        number: Decimal,
        /// How the cell shows it.
        form: NumberForm,
    },
    /// A date, with the time of the day where the cell shows one.
    Date {
        /// The day.
        date: Ngay,
        /// As the cell shows it.
        shown: String,
    },
    /// An error of the workbook, or a kind of value that no document holds.
    Unusable(String),
}

impl Cell {
    /// A cell of text; reports what no document can hold.
    pub(super) fn text(text: &str, place: Place) -> Result<Self, Diagnostic> {
        let text: String = text.trim().nfc().collect();
        if let Some(found) = legacy_encoding::of_text(&text) {
            let message = format!("chữ ở đây theo bảng mã {found}, không phải Unicode");
            return Err(Diagnostic::error("bang-ma", message).at(&place).help(format!(
                "chuyển sang Unicode, ví dụ bằng UniKey: Bảng mã nguồn {found}, đích Unicode"
            )));
        }
        if let Some(c) = text.chars().find(|&c| crate::character::is_unprintable(c)) {
            let message = format!("ký tự điều khiển U+{:04X} không in được", c as u32);
            return Err(Diagnostic::error("ky-tu", message).at(&place).help("xóa ký tự này"));
        }
        let value = if text.is_empty() { CellValue::Empty } else { CellValue::Text(text) };
        Ok(Self { value, place })
    }

    /// What is wrong with a cell that no document can hold, and how to mend
    /// it.
    pub fn unusable(&self) -> Option<(String, String)> {
        let CellValue::Unusable(what) = &self.value else { return None };
        let told = if what == NO_RESULT {
            (format!("ô này là {what}"), "mở tệp bằng Excel, bấm Lưu rồi chạy lại")
        } else if what.starts_with('#') {
            (format!("ô này không in được: {what}"), "sửa công thức ở ô này rồi lưu tệp")
        } else {
            (format!("ô này không in được: {what}"), "ghi chữ, số hoặc ngày vào ô này")
        };
        Some((told.0, told.1.to_owned()))
    }

    /// Whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        self.value == CellValue::Empty
    }

    /// Whether its words are those of a row of sums, "Tổng cộng".
    pub fn is_total(&self) -> bool {
        matches!(&self.value, CellValue::Text(text) if column_kind::is_total(text))
    }

    /// The words of the cell; a date in full, a number as stored.
    pub fn words(&self) -> String {
        match &self.value {
            CellValue::Empty => String::new(),
            CellValue::Text(text) | CellValue::Unusable(text) => text.clone(),
            CellValue::Number { number, .. } => number.normalize().to_string(),
            CellValue::Date { date, .. } => date.in_digits(),
        }
    }
}

/// The sheets of a file, by its extension.
///
/// # Errors
/// When the file cannot be read, is too large, or is no such table.
pub(super) fn read(file: &FileRef, sources: &mut Sources) -> Result<Vec<Worksheet>, Faults> {
    file::check_bounded(file, csv_stream::MAX_BYTES)?;
    match file.ending().as_str() {
        "csv" => csv_file::read(file, sources).map(|sheet| vec![sheet]),
        #[cfg(feature = "workbooks")]
        _ => workbook::read(file),
        #[cfg(not(feature = "workbooks"))]
        _ => Err(no_workbooks(file)),
    }
}

/// A workbook, where the library is built without them.
#[cfg(not(feature = "workbooks"))]
fn no_workbooks(file: &FileRef) -> Faults {
    Faults::from(
        Diagnostic::error("bang", format!("ở đây không đọc được bảng tính {file}"))
            .help("lưu bảng thành tệp .csv"),
    )
}

/// Which columns of a sheet hold what. `known` gives the names of a column,
/// as slugs; columns in `ignored` may stand there for people to read.
#[derive(Debug)]
pub(super) struct SheetColumns(Vec<(&'static str, usize)>);

impl SheetColumns {
    /// Finds the columns by their titles; reports unknown and doubled ones, and
    /// cells that stand in none.
    pub(super) fn find(
        sheet: &Worksheet,
        known: &[(&'static str, &[&str])],
        ignored: &[&str],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut found: Vec<(&'static str, usize)> = Vec::new();
        let has_title = |index: usize| sheet.header.get(index).is_some_and(|title| !title.is_empty());
        for row in &sheet.rows {
            let mut cells = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            if let Some((_, cell)) = cells.find(|(index, _)| !has_title(*index)) {
                diagnostics.push(
                    Diagnostic::error("bang", OUTSIDE)
                        .at(&cell.place)
                        .help(format!("xóa ô này, hoặc thêm tên cột ở dòng đầu; {QUOTE}")),
                );
            }
        }
        for (index, title) in sheet.header.iter().enumerate().filter(|(_, title)| !title.is_empty()) {
            let name = slug(&title.words());
            let column = known.iter().find(|(_, names)| names.contains(&name.as_str()));
            match column {
                Some((key, _)) if found.iter().any(|(other, _)| other == key) => diagnostics.push(
                    Diagnostic::error("trung-cot", format!("hai cột cùng là `{}`", title.words()))
                        .at(&title.place)
                        .help("xóa một trong hai cột"),
                ),
                Some((key, _)) => found.push((key, index)),
                None if ignored.contains(&name.as_str()) => {}
                None => {
                    let names = known.iter().flat_map(|(_, names)| names.iter().copied());
                    let help = match nearest(&name, names) {
                        Some(near) => format!("có phải ý bạn là `{near}`? Cột này bị bỏ qua"),
                        None => "cột này bị bỏ qua".to_owned(),
                    };
                    diagnostics.push(
                        Diagnostic::warning("cot-la", format!("không dùng cột `{}`", title.words()))
                            .at(&title.place)
                            .help(help),
                    );
                }
            }
        }
        Self(found)
    }

    /// The cell of a row in a column; none when the column or the cell is not
    /// there, or empty.
    pub(super) fn cell<'r>(&self, row: &'r [Cell], key: &str) -> Option<&'r Cell> {
        let (_, index) = self.0.iter().find(|(known, _)| *known == key)?;
        row.get(*index).filter(|cell| !cell.is_empty())
    }

    /// The cells of a row that stand in known columns but one.
    pub(super) fn cells<'r>(&self, row: &'r [Cell], but: &str) -> impl Iterator<Item = &'r Cell> {
        self.0.iter().filter(move |(key, _)| *key != but).filter_map(|(_, index)| row.get(*index))
    }

    /// Whether the column is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == key)
    }
}

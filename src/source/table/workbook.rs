//! Excel workbooks, read with bounds on what they unpack to.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx};
use rust_decimal::Decimal;

use super::date_form::DateForm;
use super::number_form::NumberForm;
use super::{
    Cell, CellValue, MAX_COLUMNS, MAX_ROW_BYTES, MAX_ROWS, NO_RESULT, Record, RowSink, Worksheet, raw_parts,
    too_long, too_many, wanted_sheets,
};
use crate::diagnostic::{Diagnostic, Faults, Place};
use crate::files::{FileFault, FileRef};
use crate::model::{Literal, Ngay};

/// Largest workbook file.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// Most cells of a sheet.
const MAX_CELLS: usize = 500_000;
/// Most bytes of text in a sheet that is read whole.
const MAX_SHEET_BYTES: usize = 32 * 1024 * 1024;
/// Most sheets read.
const MAX_SHEETS: usize = 20;

/// A workbook in memory.
type Book = Xlsx<Cursor<Vec<u8>>>;

/// Reads every sheet of an `.xlsx` file.
pub(super) fn read(file: &FileRef) -> Result<Vec<Worksheet>, Faults> {
    let (mut workbook, name) = open(file)?;
    let mut sheets = Vec::new();
    let mut diagnostics = Vec::new();
    for sheet in workbook.sheet_names().into_iter().take(MAX_SHEETS) {
        match read_sheet(&mut workbook, &name, &sheet) {
            Ok(rows) => sheets.extend(rows),
            Err(faults) => diagnostics.extend(faults),
        }
    }
    if diagnostics.is_empty() { Ok(sheets) } else { Err(diagnostics.into()) }
}

/// Opens a workbook that unpacks to a bearable size; gives its name too.
fn open(file: &FileRef) -> Result<(Book, String), Faults> {
    let name = file.to_string();
    let bytes = read_bounded(file)?;
    raw_parts::check(&bytes, &name)?;
    let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| no_workbook(&name))?;
    Ok((workbook, name))
}

pub(super) fn read_bounded(file: &FileRef) -> Result<Vec<u8>, Diagnostic> {
    file.read(MAX_FILE_BYTES).map_err(|fault| {
        let told = file.told(&fault);
        match fault {
            FileFault::TooLarge { .. } => told.help("bảng số liệu chỉ vài chục KB"),
            _ => told,
        }
    })
}

/// A file that is no workbook, whatever its name says.
pub(super) fn no_workbook(name: &str) -> Diagnostic {
    Diagnostic::error("doc-tep", format!("không đọc được {name}: đây không phải bảng tính .xlsx"))
        .help("mở bằng Excel và lưu lại dạng .xlsx, hoặc dùng .csv, .yaml")
}

/// The rows of a sheet; none of an empty one.
fn read_sheet(workbook: &mut Book, file: &str, sheet: &str) -> Result<Option<Worksheet>, Faults> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let (mut count, mut bytes) = (0_usize, 0_usize);
    let mut diagnostics = Vec::new();
    each_row(workbook, file, sheet, &mut |mut record| {
        count += record.cells.len();
        bytes += record.bytes();
        if count > MAX_CELLS || bytes > MAX_SHEET_BYTES {
            return Err(Faults::from(too_many(Place::cell_named(format!("{file}, trang {sheet}")))));
        }
        diagnostics.append(&mut record.faults);
        rows.push(record.cells);
        Ok(())
    })?;
    if !diagnostics.is_empty() {
        return Err(diagnostics.into());
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let header = rows.remove(0);
    Ok(Some(Worksheet { name: sheet.to_owned(), header, rows }))
}

/// Gives the rows of the first sheet that has any, one by one.
pub(super) fn stream(
    file: &FileRef,
    wanted: Option<&Literal>,
    on_row: &mut RowSink<'_>,
) -> Result<(), Faults> {
    let (mut workbook, name) = open(file)?;
    for sheet in wanted_sheets(workbook.sheet_names(), wanted)?.into_iter().take(MAX_SHEETS) {
        let mut any = false;
        each_row(&mut workbook, &name, &sheet, &mut |record| {
            any = true;
            on_row(record)
        })?;
        if any {
            return Ok(());
        }
    }
    Ok(())
}

/// Bytes of text that a cell takes.
fn text_bytes(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::String(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        _ => 0,
    }
}

/// Gives the rows of a sheet that hold something, one by one.
fn each_row(workbook: &mut Book, file: &str, sheet: &str, on_row: &mut RowSink<'_>) -> Result<(), Faults> {
    let malformed = |error: &dyn std::fmt::Display| {
        Faults::from(Diagnostic::error(
            "bang-tinh",
            format!("{file}, trang {sheet}: không đọc được ({error})"),
        ))
    };
    let mut open_formulas = open_formulas(workbook, file, sheet)?.into_iter().peekable();
    let mut reader = match workbook.worksheet_cells_reader(sheet) {
        Ok(reader) => reader,
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(malformed(&error)),
    };
    let forms: Vec<CellForm> = reader.styles().iter().map(form_of).collect();
    let mut current: Option<Record> = None;
    let mut rows = 0_usize;
    let mut row_bytes = 0_usize;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| malformed(&error))? {
        let (row, column) = cell.get_position();
        let is_open = open_formulas.next_if_eq(&(row, column)).is_some();
        let column = column as usize;
        if matches!(cell.get_value(), DataRef::Empty) && !is_open {
            continue;
        }
        let address = format!("{file}, trang {sheet}, ô {}", address(row, column));
        if column >= MAX_COLUMNS || rows > MAX_ROWS {
            return Err(Faults::from(too_many(Place::cell_named(address))));
        }
        let number = u64::from(row) + 1;
        if current.as_ref().is_none_or(|record| record.number != number) {
            (rows, row_bytes) = (rows + 1, 0);
            let finished = current.replace(Record { number, ..Record::default() });
            finished.filter(Record::holds_something).map_or(Ok(()), &mut *on_row)?;
        }
        row_bytes += text_bytes(cell.get_value());
        if row_bytes > MAX_ROW_BYTES {
            return Err(Faults::from(too_long(Place::cell_named(address))));
        }
        let Some(record) = &mut current else { continue };
        let gap = column.saturating_sub(record.cells.len());
        let empty = Cell { value: CellValue::Empty, place: Place::Nowhere };
        record.cells.extend(vec![empty; gap]);
        let form = forms.get(style).copied().unwrap_or_default();
        let place = Place::cell_named(address);
        record.take(if is_open {
            Ok(Cell { value: CellValue::Unusable(NO_RESULT.to_owned()), place })
        } else {
            read_cell(cell.get_value(), form, place)
        });
    }
    current.filter(Record::holds_something).map_or(Ok(()), on_row)
}

/// The cells of a sheet that hold a formula and no result, in the order of the
/// sheet.
fn open_formulas(workbook: &mut Book, file: &str, sheet: &str) -> Result<Vec<(u32, u32)>, Faults> {
    // A sheet that cannot be read is told of by who reads its values.
    let Ok(mut reader) = workbook.worksheet_cells_reader(sheet) else { return Ok(Vec::new()) };
    let mut open = Vec::new();
    while let Ok(Some(cell)) = reader.next_cell_with_formula_metadata() {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            if open.len() >= MAX_CELLS {
                return Err(Faults::from(too_many(Place::cell_named(format!("{file}, trang {sheet}")))));
            }
            open.push(cell.pos);
        }
    }
    Ok(open)
}

/// How a cell shows what it holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellForm {
    number: NumberForm,
    date: DateForm,
}

impl CellForm {
    /// Of a cell of which only the number's form is known.
    pub(super) fn of_number(number: NumberForm) -> Self {
        Self { number, date: DateForm::default() }
    }
}

fn form_of(style: &calamine::Style) -> CellForm {
    let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    CellForm { number: NumberForm::of(code), date: DateForm::of(code) }
}

pub(super) fn read_cell(value: &DataRef<'_>, form: CellForm, place: Place) -> Result<Cell, Diagnostic> {
    let unusable = |what: &str| CellValue::Unusable(what.to_owned());
    let value = match value {
        DataRef::Empty => CellValue::Empty,
        DataRef::String(text) => return Cell::text(text, place),
        DataRef::SharedString(text) => return Cell::text(text, place),
        DataRef::Int(number) => CellValue::Number { number: (*number).into(), form: form.number },
        // Fifteen significant digits: what Excel itself keeps and shows.
        DataRef::Float(number) => Decimal::try_from(*number).map_or_else(
            |_| unusable("số quá lớn"),
            |number| CellValue::Number { number, form: form.number },
        ),
        DataRef::DateTime(moment) if moment.is_datetime() => form.date.value(moment),
        DataRef::DateTimeIso(text) => {
            let (day, time) = text.split_once('T').unwrap_or((text, ""));
            let time = time.get(..5).filter(|time| *time != "00:00").map(str::to_owned);
            Ngay::parse(day).map_or_else(|_| unusable(text), |date| form.date.date(date, time))
        }
        DataRef::DateTime(_) | DataRef::DurationIso(_) => unusable("khoảng thời gian"),
        DataRef::Bool(truth) => unusable(if *truth { "TRUE" } else { "FALSE" }),
        DataRef::Error(error) => unusable(&error.to_string()),
    };
    Ok(Cell { value, place })
}

/// `D5` of the fifth row and fourth column, both counted from 0.
pub(super) fn address(row: u32, column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn cells_are_named_as_in_excel() {
        assert_eq!(address(4, 3), "D5");
        assert_eq!(address(0, 25), "Z1");
        assert_eq!(address(0, 26), "AA1");
        assert_eq!(address(0, 701), "ZZ1");
        assert_eq!(address(0, 702), "AAA1");
    }
}

//! Workbooks of older Excel and of `LibreOffice`. The crate reads such a sheet
//! whole, so what a file may claim to hold is bounded before.

use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Range, Reader, Xls};
use quick_xml::events::Event;

use super::workbook::{CellForm, address, check_unpacked, no_workbook, read_bounded, read_cell};
use super::{MAX_COLUMNS, Record, RowSink, too_many, wanted_sheets};
use crate::diagnostic::{Faults, Place};
use crate::files::FileRef;
use crate::model::Literal;

/// Largest `.xls` file: its sheets have at most 65,536 rows of 256 cells.
const MAX_XLS_BYTES: usize = 4 * 1024 * 1024;
/// Most cells that the repeat counts of an `.ods` file may add up to.
const MAX_REPEATED: u64 = 2_000_000;

/// Gives the rows of the first sheet that has any, one by one.
pub(super) fn stream(
    file: &FileRef,
    wanted: Option<&Literal>,
    on_row: &mut RowSink<'_>,
) -> Result<(), Faults> {
    let name = file.to_string();
    let bytes = read_bounded(file)?;
    let broken = || Faults::from(no_workbook(&name));
    let is_ods = file.ending() == "ods";
    if is_ods {
        check_unpacked(&bytes, &name)?;
        check_repeats(&bytes).map_err(|TooMuch| too_many(Place::cell_named(name.clone())))?;
        let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|_| broken())?;
        sheets(&mut workbook, &name, wanted, on_row)
    } else {
        if bytes.len() > MAX_XLS_BYTES {
            return Err(Faults::from(too_many(Place::cell_named(name))));
        }
        let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| broken())?;
        sheets(&mut workbook, &name, wanted, on_row)
    }
}

fn sheets<R>(
    workbook: &mut R,
    name: &str,
    wanted: Option<&Literal>,
    on_row: &mut RowSink<'_>,
) -> Result<(), Faults>
where
    R: Reader<Cursor<Vec<u8>>>,
{
    for sheet in wanted_sheets(workbook.sheet_names(), wanted)? {
        let Ok(range) = workbook.worksheet_range(&sheet) else { continue };
        if !range.is_empty() {
            return rows(&range, name, &sheet, on_row);
        }
    }
    Ok(())
}

fn rows(range: &Range<Data>, name: &str, sheet: &str, on_row: &mut RowSink<'_>) -> Result<(), Faults> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, cells) in (first_row..).zip(range.rows()) {
        let last = cells.iter().rposition(|cell| *cell != Data::Empty).map_or(0, |at| at + 1);
        let place = |column: usize| {
            let column = first_column as usize + column;
            Place::cell_named(format!("{name}, trang {sheet}, ô {}", address(row, column)))
        };
        if last > MAX_COLUMNS {
            return Err(Faults::from(too_many(place(last))));
        }
        let mut record = Record { number: u64::from(row) + 1, ..Record::default() };
        for (column, cell) in cells[..last].iter().enumerate() {
            record.take(read_cell(&as_ref(cell), CellForm::default(), place(column)));
        }
        if record.holds_something() {
            on_row(record)?;
        }
    }
    Ok(())
}

/// The same value in the crate's other type.
fn as_ref(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Cells repeated beyond all bounds, or XML that ends nowhere.
struct TooMuch;

/// An `.ods` cell or row may say that it stands there a million times. Empty
/// rows at the end do so in every file, so a row counts only when a cell of it
/// holds something.
fn check_repeats(bytes: &[u8]) -> Result<(), TooMuch> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| TooMuch)?;
    let Ok(content) = archive.by_name("content.xml") else { return Ok(()) };
    let mut reader = quick_xml::Reader::from_reader(std::io::BufReader::new(content));
    let mut buffer = Vec::new();
    let (mut total, mut rows, mut columns, mut filled) = (0_u64, 1_u64, 0_u64, 0_u64);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| TooMuch)?;
        let (start, is_empty) = match &event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(end) if end.local_name().as_ref() == b"table-row" => {
                total = total.saturating_add(rows.saturating_mul(filled));
                if total > MAX_REPEATED {
                    return Err(TooMuch);
                }
                continue;
            }
            Event::Eof => return Ok(()),
            _ => continue,
        };
        let repeat = |name: &[u8]| {
            let mut attributes = start.attributes();
            let mut found = attributes.with_checks(false).flatten();
            let found = found.find(|a| a.key.local_name().as_ref() == name);
            let text = found.map(|a| String::from_utf8_lossy(&a.value).into_owned());
            text.and_then(|text| text.parse::<u64>().ok()).unwrap_or(1)
        };
        match start.local_name().as_ref() {
            b"table-row" => {
                rows = repeat(b"number-rows-repeated");
                (columns, filled) = (0, 0);
            }
            b"table-cell" | b"covered-table-cell" => {
                columns = columns.saturating_add(repeat(b"number-columns-repeated"));
                if !is_empty || start.attributes().count() > 2 {
                    filled = columns;
                }
            }
            _ => {}
        }
    }
}

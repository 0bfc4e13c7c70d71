//! CSV row by row, in constant memory.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::csv_file::separator;
use super::{Cell, MAX_COLUMNS, MAX_ROWS, Record, RowSink, too_many};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::file::{self, not_utf8, unreadable};

/// Largest CSV file.
const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// Most bytes of one row.
const MAX_ROW_BYTES: usize = 1024 * 1024;
/// The mark that Excel puts before UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Gives the rows of a CSV file, one by one.
pub(super) fn stream(path: &Path, on_row: &mut RowSink<'_>) -> Result<(), Vec<Diagnostic>> {
    let name = path.display().to_string();
    let one = |error| vec![error];
    let failed = |error: &std::io::Error| one(unreadable(&name, error));
    let mut file =
        BufReader::new(File::open(file::found(path)).map_err(|error| failed(&error))?.take(MAX_BYTES));
    let start = file.fill_buf().map_err(|error| failed(&error))?;
    let separator = separator(&String::from_utf8_lossy(start));
    if start.starts_with(MARK) {
        file.consume(MARK.len());
    }
    // Lines end in "\n" only: with "\r\n" the crate counts them one behind. The
    // "\r" goes with the white space around the last cell.
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(file);
    let mut row = csv::ByteRecord::new();
    let mut rows = 0_usize;
    loop {
        let more = reader
            .read_byte_record(&mut row)
            .map_err(|error| one(Diagnostic::error("csv", format!("{name}: dòng CSV viết sai ({error})"))))?;
        if !more {
            return Ok(());
        }
        let number = row.position().map_or(0, csv::Position::line);
        let place = |column: usize| Place::Cell(format!("{name}, dòng {number}, cột {}", column + 1));
        rows += 1;
        if rows > MAX_ROWS || row.len() > MAX_COLUMNS || row.as_slice().len() > MAX_ROW_BYTES {
            return Err(one(too_many(place(0))));
        }
        let mut record = Record { number, ..Record::default() };
        for (column, field) in row.iter().enumerate() {
            let text = std::str::from_utf8(field).map_err(|_| {
                let fault = not_utf8(&name, field, 0);
                let message = format!("{name} không phải UTF-8 (từ dòng {number})");
                one(Diagnostic { message, ..fault }.at_place(&place(column)))
            })?;
            record.take(Cell::text(text, place(column)));
        }
        if record.holds_something() {
            on_row(record)?;
        }
    }
}

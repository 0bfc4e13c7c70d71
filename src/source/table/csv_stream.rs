//! CSV row by row, in constant memory.

use std::cell::Cell as Counter;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use super::csv_file::separator;
use super::quotes::{self, Quotes};
use super::{Cell, MAX_COLUMNS, MAX_ROW_BYTES, MAX_ROWS, Record, RowSink, too_many};
use crate::diagnostic::{Diagnostic, Faults, Place};
use crate::files::FileRef;
use crate::source::file::not_utf8;

/// Largest CSV file.
pub(super) const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// The mark that Excel puts before UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A reader that fails where a row, or the file, gets longer than anybody's,
/// and where a quote is not closed: the rest of the file would be one field.
/// Lines of an old Mac end as all others.
struct Bounded<R> {
    inner: R,
    quotes: Quotes,
    /// The line of a quote that is not closed.
    unclosed: Rc<Counter<Option<u64>>>,
    is_of_old_mac: bool,
    /// What the row at hand may still take.
    row_left: Rc<Counter<usize>>,
    /// What the file may still take.
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.row_left.get());
        let read = self.inner.read(&mut buffer[..most])?;
        self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        self.row_left.set(self.row_left.get() - read);
        if most == 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let taken = buffer[..read].iter_mut().try_for_each(|byte| {
            if self.is_of_old_mac && *byte == b'\r' {
                *byte = b'\n';
            }
            self.quotes.take(*byte)
        });
        let taken = if read == 0 { self.quotes.end() } else { taken };
        taken.map_err(|line| {
            self.unclosed.set(Some(line));
            io::ErrorKind::InvalidData
        })?;
        Ok(read)
    }
}

/// Gives the rows of a CSV file, one by one.
pub(super) fn stream(table: &FileRef, on_row: &mut RowSink<'_>) -> Result<(), Faults> {
    let name = table.to_string();
    let mut file = BufReader::new(table.open().map_err(|fault| table.told(&fault))?);
    let start = file.fill_buf().map_err(|error| table.told(&error.into()))?;
    let separator = separator(&String::from_utf8_lossy(start));
    let is_of_old_mac = quotes::is_of_old_mac(start);
    if start.starts_with(MARK) {
        file.consume(MARK.len());
    }
    let row_left = Rc::new(Counter::new(0));
    let unclosed = Rc::new(Counter::new(None));
    let bounded = Bounded {
        inner: file,
        quotes: Quotes::new(separator),
        unclosed: Rc::clone(&unclosed),
        is_of_old_mac,
        row_left: Rc::clone(&row_left),
        left: MAX_BYTES,
    };
    // Lines end in "\n" only: with "\r\n" the crate counts them one behind. The
    // "\r" goes with the white space around the last cell.
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(bounded);
    let mut row = csv::ByteRecord::new();
    let mut rows = 0_usize;
    loop {
        row_left.set(MAX_ROW_BYTES);
        let more = reader.read_byte_record(&mut row).map_err(|error| {
            Faults::from(match unclosed.get() {
                Some(line) => quotes::unclosed(line).at(Place::cell_named(format!("{name}, dòng {line}"))),
                None => faulty(error, table, rows + 1),
            })
        })?;
        if !more {
            return Ok(());
        }
        let number = row.position().map_or(0, csv::Position::line);
        let place = |column: usize| Place::cell_named(format!("{name}, dòng {number}, cột {}", column + 1));
        rows += 1;
        if rows > MAX_ROWS || row.len() > MAX_COLUMNS {
            return Err(Faults::from(too_many(place(0))));
        }
        let mut record = Record { number, ..Record::default() };
        for (column, field) in row.iter().enumerate() {
            let text = std::str::from_utf8(field).map_err(|_| {
                let fault = not_utf8(&name, field, 0);
                let message = format!("{name} không phải UTF-8 (từ dòng {number})");
                Faults::from(Diagnostic { message, ..fault }.at(place(column)))
            })?;
            record.take(Cell::text(text, place(column)));
        }
        if record.holds_something() {
            on_row(record)?;
        }
    }
}

/// What is told of a row that cannot be read.
fn faulty(error: csv::Error, table: &FileRef, row: usize) -> Diagnostic {
    let words = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let message = format!("{table}: dòng thứ {row} dài quá {} KB", MAX_ROW_BYTES / 1024);
            Diagnostic::error("qua-lon", message)
                .help("xem có dấu nháy kép \" mở mà không đóng, hoặc có chọn nhầm tệp không")
        }
        csv::ErrorKind::Io(error) => table.told(&error.into()),
        _ => Diagnostic::error("csv", format!("{table}: dòng CSV viết sai ({words})")),
    }
}

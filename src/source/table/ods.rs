//! Workbooks of `LibreOffice`, row by row: a row is held once however often the
//! file repeats it.

use std::cell::Cell as Counter;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use calamine::DataRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::number_form::NumberForm;
use super::workbook::{CellForm, address, no_workbook, read_bounded, read_cell};
use super::{
    Cell, CellValue, MAX_COLUMNS, MAX_ROW_BYTES, MAX_ROWS, NO_RESULT, Record, RowSink, raw_parts, too_long,
    too_many, wanted_sheets,
};
use crate::diagnostic::{Diagnostic, Faults, Place};
use crate::files::FileRef;
use crate::model::Literal;

/// The part with the sheets.
const CONTENT: &str = "content.xml";
/// Most bytes that the copies of one row may add up to.
const MAX_REPEATED_BYTES: u64 = 16 * 1024 * 1024;
/// Most sheets.
const MAX_SHEETS: usize = 1000;

/// Gives the rows of the first sheet that has any, one by one.
pub(super) fn stream(
    file: &FileRef,
    wanted: Option<&Literal>,
    on_row: &mut RowSink<'_>,
) -> Result<(), Faults> {
    let name = file.to_string();
    let bytes = read_bounded(file)?;
    raw_parts::check(&bytes, &name)?;
    for sheet in wanted_sheets(sheet_names(&bytes, &name)?, wanted)? {
        let mut any = false;
        let mut rows = Sheet { file: &name, name: &sheet, line: 0, rows: 0 };
        rows.read(&bytes, &mut |record| {
            any = true;
            on_row(record)
        })?;
        if any {
            return Ok(());
        }
    }
    Ok(())
}

/// A part of the archive, unpacked as it is read.
type Part<'b> = zip::read::ZipFile<'b, Cursor<&'b [u8]>>;

/// The events of the part with the sheets, none of them long.
struct Events<'b> {
    reader: Reader<BufReader<Limited<Part<'b>>>>,
    buffer: Vec<u8>,
    left: Rc<Counter<usize>>,
    depth: usize,
}

/// Reads no more than what is left.
struct Limited<R> {
    inner: R,
    left: Rc<Counter<usize>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.inner.read(buffer)?;
        self.left.set(self.left.get().saturating_sub(read));
        Ok(read)
    }
}

impl<'b> Events<'b> {
    fn of(archive: &'b mut ZipArchive<Cursor<&'b [u8]>>, file: &str) -> Result<Self, Diagnostic> {
        let inner = archive.by_name(CONTENT).map_err(|_| broken(file))?;
        let left = Rc::new(Counter::new(0));
        let limited = Limited { inner, left: Rc::clone(&left) };
        let mut reader = Reader::from_reader(BufReader::new(limited));
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, buffer: Vec::new(), left, depth: 0 })
    }

    /// The next event; the end only where every element has ended.
    fn next(&mut self, file: &str) -> Result<Event<'_>, Diagnostic> {
        self.buffer.clear();
        self.left.set(MAX_ROW_BYTES);
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| broken(file))?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(broken(file)),
            _ => {}
        }
        Ok(event)
    }
}

fn open<'b>(bytes: &'b [u8], file: &str) -> Result<ZipArchive<Cursor<&'b [u8]>>, Diagnostic> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_workbook(file))
}

fn broken(file: &str) -> Diagnostic {
    Diagnostic::error("doc-tep", format!("không đọc được {file}: tệp .ods hỏng hoặc bị cắt cụt"))
        .help("mở bằng LibreOffice và lưu lại, hoặc dùng .xlsx, .csv, .yaml")
}

fn sheet_names(bytes: &[u8], file: &str) -> Result<Vec<String>, Faults> {
    let mut archive = open(bytes, file)?;
    let mut events = Events::of(&mut archive, file)?;
    let mut names = Vec::new();
    loop {
        match events.next(file)? {
            Event::Start(start) if start.local_name().as_ref() == b"table" => {
                names.push(attribute(&start, b"name").unwrap_or_default());
                if names.len() > MAX_SHEETS {
                    return Err(too_many(Place::cell_named(file.to_owned())).into());
                }
            }
            Event::Eof => return Ok(names),
            _ => {}
        }
    }
}

/// The value of an attribute by its local name; no two of a cell, row or sheet
/// that are asked for have the same, but `value-type` of `LibreOffice`'s own.
fn attribute(start: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let mut attributes = start.attributes();
    let is_own = |key: &[u8]| key.starts_with(b"calcext:");
    let mut named = attributes.with_checks(false).flatten().filter(|a| !is_own(a.key.as_ref()));
    let found = named.find(|a| a.key.local_name().as_ref() == name)?;
    let text = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&text).map_or_else(|_| text.clone(), std::borrow::Cow::into_owned))
}

fn repeated(start: &BytesStart<'_>, name: &[u8]) -> u64 {
    attribute(start, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

/// A cell as the file has it.
#[derive(Debug, Default)]
struct Raw {
    kind: String,
    value: String,
    has_formula: bool,
    is_error: bool,
    /// What the cell shows.
    shown: String,
    lines: usize,
    columns: u64,
}

impl Raw {
    fn of(start: &BytesStart<'_>) -> Self {
        let kind = ["value-type", "value", "date-value", "time-value", "boolean-value", "string-value"];
        let [kind, number, date, time, truth, text] = kind.map(|name| attribute(start, name.as_bytes()));
        Self {
            value: [number, date, time, truth, text].into_iter().flatten().next().unwrap_or_default(),
            kind: kind.unwrap_or_default(),
            has_formula: attribute(start, b"formula").is_some(),
            is_error: start
                .attributes()
                .with_checks(false)
                .flatten()
                .any(|a| a.key.as_ref() == b"calcext:value-type" && a.value.as_ref() == b"error"),
            columns: repeated(start, b"number-columns-repeated"),
            ..Self::default()
        }
    }

    fn is_empty(&self) -> bool {
        self.kind.is_empty() && self.shown.trim().is_empty() && !self.has_formula
    }

    fn bytes(&self) -> usize {
        self.value.len() + self.shown.len()
    }

    fn cell(&self, place: Place) -> Result<Cell, Diagnostic> {
        if self.is_error {
            return Ok(Cell { value: CellValue::Unusable(self.shown.clone()), place });
        }
        let number = self.value.parse::<f64>();
        let value = match (self.kind.as_str(), number) {
            ("float" | "currency" | "percentage", Ok(number)) => DataRef::Float(number),
            ("date", _) => DataRef::DateTimeIso(self.value.clone()),
            ("boolean", _) => DataRef::Bool(self.value == "true"),
            ("", _) if self.has_formula && self.shown.is_empty() => {
                return Ok(Cell { value: CellValue::Unusable(NO_RESULT.to_owned()), place });
            }
            ("string", _) if self.shown.is_empty() => DataRef::SharedString(&self.value),
            _ => DataRef::SharedString(&self.shown),
        };
        read_cell(&value, CellForm::of_number(self.form()), place)
    }

    /// How the cell shows its number, as far as its words tell: rates and
    /// leading zeros.
    fn form(&self) -> NumberForm {
        let shown = self.shown.trim();
        let is_code = shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|b| b.is_ascii_digit());
        NumberForm {
            rate: self.kind == "percentage",
            digits: if is_code { shown.len() } else { 0 },
            ..NumberForm::default()
        }
    }
}

/// A sheet that is being read.
struct Sheet<'s> {
    file: &'s str,
    name: &'s str,
    /// Rows of the sheet so far, empty ones too.
    line: u64,
    /// Rows given.
    rows: usize,
}

impl Sheet<'_> {
    fn read(&mut self, bytes: &[u8], on_row: &mut RowSink<'_>) -> Result<(), Faults> {
        let mut archive = open(bytes, self.file)?;
        let mut events = Events::of(&mut archive, self.file)?;
        let mut depth = 0_usize;
        let mut repeats = 1;
        let mut row: Vec<(u64, Raw)> = Vec::new();
        let (mut column, mut row_bytes) = (0_u64, 0);
        loop {
            match events.next(self.file)? {
                Event::Eof => return Ok(()),
                Event::Start(start) => match start.local_name().as_ref() {
                    b"table" if depth > 0 => depth += 1,
                    b"table" if attribute(&start, b"name").as_deref() == Some(self.name) => depth = 1,
                    b"table-row" if depth == 1 => {
                        repeats = repeated(&start, b"number-rows-repeated");
                        row.clear();
                        (column, row_bytes) = (0, 0);
                    }
                    b"table-cell" | b"covered-table-cell" if depth == 1 => {
                        let cell = text_of_cell(Raw::of(&start), &mut events, self.file)?;
                        let first = column;
                        column = column.saturating_add(cell.columns);
                        if cell.is_empty() {
                            continue;
                        }
                        if column > MAX_COLUMNS as u64 {
                            return Err(too_many(self.place(self.line, first)).into());
                        }
                        row_bytes += cell.bytes() * usize::try_from(cell.columns).unwrap_or(MAX_COLUMNS);
                        if row_bytes > MAX_ROW_BYTES {
                            return Err(too_long(self.place(self.line, first)).into());
                        }
                        row.push((first, cell));
                    }
                    _ => {}
                },
                Event::End(end) if depth > 0 => match end.local_name().as_ref() {
                    b"table" if depth == 1 => return Ok(()),
                    b"table" => depth -= 1,
                    b"table-row" if depth == 1 => self.give(&row, repeats, row_bytes, on_row)?,
                    _ => {}
                },
                _ => {}
            }
        }
    }

    fn place(&self, line: u64, column: u64) -> Place {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let column = usize::try_from(column).unwrap_or(MAX_COLUMNS);
        Place::cell_named(format!("{}, trang {}, ô {}", self.file, self.name, address(line, column)))
    }

    /// Gives a row as often as it stands there.
    fn give(
        &mut self,
        row: &[(u64, Raw)],
        repeats: u64,
        bytes: usize,
        on_row: &mut RowSink<'_>,
    ) -> Result<(), Faults> {
        if row.is_empty() {
            self.line = self.line.saturating_add(repeats);
            return Ok(());
        }
        let rows = usize::try_from(repeats).unwrap_or(usize::MAX);
        let copies = repeats.saturating_sub(1).saturating_mul(bytes as u64);
        if rows > MAX_ROWS.saturating_sub(self.rows) || copies > MAX_REPEATED_BYTES {
            return Err(too_many(self.place(self.line, 0)).into());
        }
        self.rows += rows;
        for line in self.line..self.line + repeats {
            let mut record = Record { number: line + 1, ..Record::default() };
            for (first, raw) in row {
                while (record.cells.len() as u64) < *first {
                    record.cells.push(Cell { value: CellValue::Empty, place: Place::Nowhere });
                }
                (*first..*first + raw.columns).for_each(|at| record.take(raw.cell(self.place(line, at))));
            }
            if record.holds_something() {
                on_row(record)?;
            }
        }
        self.line += repeats;
        Ok(())
    }
}

/// Reads a cell to its end: its paragraphs are lines; comments and drawings
/// are none of its words.
fn text_of_cell(mut cell: Raw, events: &mut Events<'_>, file: &str) -> Result<Raw, Diagnostic> {
    let mut depth = 1_usize;
    // How deep what is left out began.
    let mut left_out: Option<usize> = None;
    loop {
        match events.next(file)? {
            Event::Start(start) => {
                depth += 1;
                match start.local_name().as_ref() {
                    _ if left_out.is_some() => {}
                    b"p" if depth == 2 => {
                        if cell.lines > 0 {
                            cell.shown.push('\n');
                        }
                        cell.lines += 1;
                    }
                    b"annotation" | b"note" | b"frame" | b"ruby-text" => left_out = Some(depth),
                    _ if depth == 2 => left_out = Some(depth),
                    b"s" => {
                        let count = repeated(&start, b"c").min(1000);
                        (0..count).for_each(|_| cell.shown.push(' '));
                    }
                    b"tab" => cell.shown.push('\t'),
                    b"line-break" => cell.shown.push('\n'),
                    _ => {}
                }
            }
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    return Ok(cell);
                }
                left_out = left_out.filter(|from| *from <= depth);
            }
            Event::Text(text) if left_out.is_none() && depth > 1 => {
                cell.shown.push_str(&text.decode().map_err(|_| broken(file))?);
            }
            Event::CData(text) if left_out.is_none() && depth > 1 => {
                cell.shown.push_str(&text.decode().map_err(|_| broken(file))?);
            }
            Event::GeneralRef(name) if left_out.is_none() && depth > 1 => {
                let known = name.resolve_char_ref().map_err(|_| broken(file))?;
                match known {
                    Some(character) => cell.shown.push(character),
                    None => {
                        let name = name.decode().map_err(|_| broken(file))?;
                        let words = quick_xml::escape::resolve_predefined_entity(&name);
                        cell.shown.push_str(words.ok_or_else(|| broken(file))?);
                    }
                }
            }
            Event::Eof => return Err(broken(file)),
            _ => {}
        }
        if cell.shown.len() > MAX_ROW_BYTES {
            return Err(too_long(Place::cell_named(file.to_owned())));
        }
    }
}

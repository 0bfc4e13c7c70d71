//! CSV: the separator is found out, the encoding is UTF-8.

use super::quotes::{self, Quotes};
use super::{Cell, MAX_COLUMNS, MAX_ROWS, Worksheet};
use crate::diagnostic::{Diagnostic, Faults, Place, SourceId, Sources, Span};
use crate::files::FileRef;
use crate::source::file;

/// Separators of CSV files: Excel writes `;` where the comma is decimal.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// Reads a CSV file.
pub(super) fn read(file: &FileRef, sources: &mut Sources) -> Result<Worksheet, Faults> {
    let id = file::read(file, sources)?;
    let text = sources.get(id).map(|file| file.text.clone()).unwrap_or_default();
    let mut rows = rows(&text, id)?;
    let name = file.to_string();
    if rows.is_empty() {
        return Err(Faults::from(
            Diagnostic::error("bang-trong", format!("{name} trống")).help("dòng đầu phải là tên các cột"),
        ));
    }
    let header = rows.remove(0);
    Ok(Worksheet { name, header, rows })
}

/// A quote that is not closed, at its line.
fn check_quotes(text: &str, id: SourceId, separator: u8) -> Result<(), Diagnostic> {
    let mut quotes = Quotes::new(separator);
    let taken = text.bytes().try_for_each(|byte| quotes.take(byte));
    taken.and_then(|()| quotes.end()).map_err(|line| {
        let before = usize::try_from(line - 1).unwrap_or_default();
        let start = text.split_inclusive('\n').take(before).map(str::len).sum();
        let length = text[start..].find(['\r', '\n']).unwrap_or(text.len() - start);
        quotes::unclosed(line).at(Span::new(id, start..start + length))
    })
}

fn rows(text: &str, id: SourceId) -> Result<Vec<Vec<Cell>>, Faults> {
    let separator = separator(text);
    check_quotes(text, id, separator)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut diagnostics = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let fault = Diagnostic::error("csv", format!("dòng CSV này viết sai ({error})"));
                diagnostics.push(fault.at(Span::new(id, start..start)));
                break;
            }
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let line = start..end.min(text.len());
        if rows.len() > MAX_ROWS || record.len() > MAX_COLUMNS {
            let message = format!("bảng lớn quá {MAX_ROWS} dòng hoặc {MAX_COLUMNS} cột");
            diagnostics.push(Diagnostic::error("qua-lon", message).at(Span::new(id, line)));
            break;
        }
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        rows.push(cells(&record, text, line, id, &mut diagnostics));
    }
    if diagnostics.is_empty() { Ok(rows) } else { Err(diagnostics.into()) }
}

/// The cells of a record, each with its place in the line.
fn cells(
    record: &csv::StringRecord,
    text: &str,
    line: std::ops::Range<usize>,
    id: SourceId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Cell> {
    let mut at = line.start;
    let mut cell = |field: &str| {
        // A field with doubled quotes does not stand in the file as it reads.
        let found = text.get(at..line.end).and_then(|rest| rest.find(field)).map(|offset| at + offset);
        let start = found.unwrap_or(at);
        let end = found.map_or(line.end, |start| start + field.len());
        at = found.map_or(at, |_| end);
        Cell::text(field, Place::from(Span::new(id, start..end)))
    };
    let mut cells = Vec::with_capacity(record.len());
    for field in record {
        match cell(field) {
            Ok(cell) => cells.push(cell),
            Err(fault) => diagnostics.push(fault),
        }
    }
    cells
}

/// The separator that the first line has most of, outside quotes.
pub(super) fn separator(text: &str) -> u8 {
    let first = text.split(['\r', '\n']).find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some(index) = SEPARATORS.iter().position(|s| *s == byte).filter(|_| !quoted) {
            counts[index] += 1;
        }
    }
    let most = (0..SEPARATORS.len()).rev().max_by_key(|&index| counts[index]).unwrap_or(0);
    SEPARATORS[most]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::table::CellValue;

    #[test]
    fn finds_the_separator_outside_quotes() {
        assert_eq!(separator("a;b;c\n1,2,3,4\n"), b';');
        assert_eq!(separator("\"a;b;c\",d,e\n"), b',');
        assert_eq!(separator("một cột\n"), b';');
        assert_eq!(separator("a\tb\n"), b'\t');
    }

    #[test]
    fn cells_know_their_place() {
        let text = "a;b\n\nmột;\"hai; ba\"\n";
        let rows = rows(text, Sources::main()).unwrap();
        assert_eq!(rows.len(), 2);
        let cell = &rows[1][1];
        assert_eq!(cell.value, CellValue::Text("hai; ba".into()));
        let Place::Text { span, .. } = &cell.place else { panic!("{cell:?}") };
        assert_eq!(&text[span.range()], "hai; ba");
    }

    #[test]
    fn refuses_control_characters() {
        assert!(rows("a;b\n1;\u{1}\n", Sources::main()).is_err());
    }
}

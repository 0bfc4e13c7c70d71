//! A table as YAML: a list of groups of keys, `co_quan.ten` or nested.

use super::{Cell, Record, RowSink};
use crate::diagnostic::{Diagnostic, Faults, Place, Sources};
use crate::files::FileRef;
use crate::source::file;
use crate::source::tree::{self, Node, NodeKind};

/// Gives the rows of a YAML list; the titles are the keys in the order in
/// which they first stand there.
pub(super) fn stream(file: &FileRef, on_row: &mut RowSink<'_>) -> Result<(), Faults> {
    let mut sources = Sources::new();
    let name = file.to_string();
    let id = file::read(file, &mut sources).map_err(|error| in_words(error.into(), &sources))?;
    let root = tree::parse(id, &sources).map_err(|faults| in_words(faults, &sources))?;
    let NodeKind::Sequence(items) = &root.kind else {
        return Err(Faults::from(
            Diagnostic::error("sai-kieu", format!("{name}: cần một danh sách, ở đây là {}", root.describe()))
                .help("viết mỗi trường là một mục bắt đầu bằng \"- \""),
        ));
    };
    let mut titles: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<(String, String)>> = Vec::new();
    for item in items {
        let mut cells = Vec::new();
        flatten(item, "", &mut cells);
        for (key, _) in &cells {
            if !titles.contains(key) {
                titles.push(key.clone());
            }
        }
        rows.push(cells);
    }
    let place = |number: u64, key: &str| Place::cell_named(format!("{name}, mục {number}, khóa {key}"));
    let mut header = Record::default();
    titles.iter().for_each(|title| header.take(Cell::text(title, place(0, title))));
    if header.cells.is_empty() {
        return Ok(());
    }
    on_row(header)?;
    for (number, cells) in (1..).zip(rows) {
        let mut record = Record { number, ..Record::default() };
        for title in &titles {
            let value = cells.iter().find(|(key, _)| key == title).map_or("", |(_, value)| value);
            record.take(Cell::text(value, place(number, title)));
        }
        on_row(record)?;
    }
    Ok(())
}

/// Places as words: the list is no file of the document's own sources.
fn in_words(faults: Faults, sources: &Sources) -> Faults {
    let place = |fault: Diagnostic| {
        let Some((id, range)) = sources.range_of(&fault) else { return fault };
        let at = sources.line_column(id, range.start);
        let name = sources.get(id).map_or("", |file| file.name.as_str());
        let cell = format!("{name}, dòng {}, cột {}", at.line, at.column);
        fault.at(Place::cell_named(cell))
    };
    faults.into_iter().map(place).collect::<Vec<_>>().into()
}

/// Keys joined by dots; a list of values joined by semicolons.
fn flatten(node: &Node, path: &str, cells: &mut Vec<(String, String)>) {
    match &node.kind {
        NodeKind::Mapping(entries) => {
            for entry in entries {
                let path = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
                flatten(&entry.value, &path, cells);
            }
        }
        NodeKind::Sequence(items) => {
            let texts: Vec<&str> = items
                .iter()
                .filter_map(|item| match &item.kind {
                    NodeKind::Scalar { text, .. } => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            cells.push((path.to_owned(), texts.join("; ")));
        }
        NodeKind::Scalar { .. } if node.is_null() => cells.push((path.to_owned(), String::new())),
        NodeKind::Scalar { text, .. } => cells.push((path.to_owned(), text.clone())),
    }
}

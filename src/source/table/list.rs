//! A table as YAML: a list of groups of keys, `co_quan.ten` or nested.

use std::collections::HashMap;

use super::{Cell, MAX_COLUMNS, Record, RowSink};
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
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut rows: Vec<Vec<(usize, String)>> = Vec::new();
    for item in items {
        let mut cells = Vec::new();
        flatten(item, "", &mut cells);
        let mut row = Vec::with_capacity(cells.len());
        for (key, value) in cells {
            let column = known.get(&key).copied().unwrap_or(titles.len());
            if column == titles.len() {
                if column == MAX_COLUMNS {
                    return Err(in_words(too_many_keys(&name, &key, item).into(), &sources));
                }
                known.insert(key.clone(), column);
                titles.push(key);
            }
            row.push((column, value));
        }
        rows.push(row);
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
        for (column, title) in titles.iter().enumerate() {
            let value = cells.iter().find(|(at, _)| *at == column).map_or("", |(_, value)| value);
            record.take(Cell::text(value, place(number, title)));
        }
        on_row(record)?;
    }
    Ok(())
}

/// A list whose items have keys of their own: most are mistyped.
fn too_many_keys(name: &str, key: &str, item: &Node) -> Diagnostic {
    let message = format!("{name}: các mục có quá {MAX_COLUMNS} khóa khác nhau, từ khóa `{key}`");
    Diagnostic::error("qua-lon", message).at(item.span).help(
        "mọi trường dùng chung các khóa (co_quan.ten, bien.so_lop, ...): xem có khóa nào gõ sai ở từng mục",
    )
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

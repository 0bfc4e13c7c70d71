//! The rows of a `bang` in a data file: where its head stands, and where it
//! ends.

use super::file;
use super::raw_table::Raw;
use super::reader::{FromNode, Reader};
use super::table::{Cell, CellValue, is_csv, stream_sheet};
use super::tree::{Node, NodeKind};
use crate::column_kind::{is_in_words, is_total};
use crate::diagnostic::{Diagnostic, Faults, Place};
use crate::files::FileRef;
use crate::model::{DauChung, Literal};
use crate::number::Written;
use std::ops::Range;

/// Largest data file of a table.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// Most rows of heads.
const MAX_HEAD_ROWS: u32 = 3;
/// Heads of a file are told from those of the document by numbers from here.
const FIRST_HEAD: usize = 1_000;
/// Most cells of a row that is no row of the table but words below it.
const MAX_WORDS_BELOW: usize = 2;
/// Rows that tell what a column holds.
const SAMPLE: usize = 20;

/// Which part of a data file is the table.
#[derive(Debug, Default)]
pub(super) struct Pick {
    /// The sheet of a workbook.
    pub(super) sheet: Option<Literal>,
    /// The rows that hold the titles.
    pub(super) head: Option<HeadRows>,
    /// The last row.
    pub(super) last: Option<u32>,
}

/// The first and the last row of the head, as the file counts its rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeadRows {
    first: u32,
    last: u32,
}

impl FromNode for HeadRows {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let NodeKind::Sequence(items) = &node.kind else {
            let row = u32::from_node(node, cx)?;
            return Some(Self { first: row, last: row });
        };
        let rows: Vec<u32> = items.iter().map(|item| u32::from_node(item, cx)).collect::<Option<_>>()?;
        match rows.as_slice() {
            &[first, last] if first > 0 && first <= last && last - first < MAX_HEAD_ROWS => {
                Some(Self { first, last })
            }
            _ => {
                let message = format!(
                    "`hang_ten_cot` là một hàng, hoặc hàng đầu và hàng cuối của đầu bảng (nhiều nhất {MAX_HEAD_ROWS} hàng)"
                );
                let fault = Diagnostic::error("bang", message).at(node.span);
                cx.report(fault.help("ví dụ hang_ten_cot: 5, hoặc hang_ten_cot: [5, 6]"));
                None
            }
        }
    }
}

/// A row and its number in the file.
struct Line {
    number: u64,
    cells: Vec<Cell>,
}

/// `tep: so-lieu.xlsx`.
pub(super) fn data_file(name: &Literal, pick: &Pick, cx: &mut Reader<'_>) -> Option<Raw> {
    match read_file(name, pick, cx) {
        Ok(raw) => Some(raw),
        Err(faults) => {
            for fault in faults {
                cx.report(fault.or_at(name.span));
            }
            None
        }
    }
}

fn read_file(name: &Literal, pick: &Pick, cx: &mut Reader<'_>) -> Result<Raw, Faults> {
    let file = cx.folder.file(name.as_str())?;
    cx.budget.file()?;
    file::check_bounded(&file, MAX_FILE_BYTES)?;
    let mut faults = Vec::new();
    // Rows above the last of the heads.
    let mut above: Vec<Line> = Vec::new();
    let mut titles: Option<Line> = None;
    let mut rows: Vec<Line> = Vec::new();
    let head = u64::from(pick.head.map_or(0, |head| head.last));
    stream_sheet(&file, pick.sheet.as_ref(), &mut |mut record| {
        if pick.last.is_some_and(|last| record.number > u64::from(last)) {
            return Ok(());
        }
        faults.append(&mut record.faults);
        cx.budget.row(&record.cells, rows.len())?;
        let line = Line { number: record.number, cells: record.cells };
        match &titles {
            None if line.number < head => above.push(line),
            None if head > 0 && line.number > head => {
                return Err(Faults::from(no_titles(&file, head)));
            }
            None => titles = Some(line),
            Some(_) => rows.push(line),
        }
        Ok(())
    })?;
    let Some(titles) = titles else {
        faults.push(if above.is_empty() {
            Diagnostic::error("bang-trong", format!("{file} trống")).help("dòng đầu phải là tên các cột")
        } else {
            no_titles(&file, head)
        });
        return Err(faults.into());
    };
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let is_csv = is_csv(&file);
    if !is_csv && pick.last.is_none() {
        drop_words_below(&mut rows, cx);
    }
    second_head(&titles, &rows, cx);
    Ok(Raw { is_csv, ..raw(pick.head, above, titles, rows) })
}

fn no_titles(file: &FileRef, row: u64) -> Diagnostic {
    Diagnostic::error("bang-trong", format!("{file}: hàng {row} trống, không có tên cột"))
        .help("ghi ở `hang_ten_cot` số của hàng chứa tên các cột, như số ở lề trái của bảng tính")
}

/// The table of these rows, its titles those of its head.
fn raw(head: Option<HeadRows>, above: Vec<Line>, titles: Line, rows: Vec<Line>) -> Raw {
    let rows = rows.into_iter().map(|line| line.cells).collect();
    let HeadRows { first, last } = head.unwrap_or(HeadRows { first: 0, last: 0 });
    if first == last {
        let over = above.last().filter(|line| line.number + 1 == titles.number);
        let lost = over.map_or_else(Vec::new, |over| lost_heads(over, &titles));
        let above: Vec<Vec<Cell>> = above.into_iter().map(|line| line.cells).collect();
        return Raw {
            header: Some(filled(titles.cells, &above)),
            above: Vec::new(),
            lost,
            rows,
            is_csv: false,
        };
    }
    let levels = above.into_iter().filter(|line| line.number >= u64::from(first)).map(|line| line.cells);
    let (titles, above) = heads(levels.chain([titles.cells]).collect());
    Raw { header: Some(titles), above, lost: Vec::new(), rows, is_csv: false }
}

/// The titles of a row; an empty one stands above it, where cells of a head of
/// two rows are merged down.
fn filled(mut row: Vec<Cell>, above: &[Vec<Cell>]) -> Vec<Cell> {
    if let Some(longest) = above.last().map(Vec::len).filter(|length| *length > row.len()) {
        row.resize(longest, nothing());
    }
    for (index, cell) in row.iter_mut().enumerate().filter(|(_, cell)| cell.is_empty()) {
        let found = above.iter().rev().filter_map(|row| row.get(index)).find(|cell| !cell.is_empty());
        if let Some(found) = found {
            *cell = found.clone();
        }
    }
    row
}

fn nothing() -> Cell {
    Cell { value: CellValue::Empty, place: Place::Nowhere }
}

/// The own title of every column of a head of several rows, the lowest that
/// stands there, and the heads above it. A head goes on to the right over
/// columns that have a title below and none beside it.
fn heads(mut levels: Vec<Vec<Cell>>) -> (Vec<Cell>, Vec<Vec<DauChung>>) {
    let columns = levels.iter().map(Vec::len).max().unwrap_or(0);
    levels.iter_mut().for_each(|level| level.resize(columns, nothing()));
    let lowest = |column: usize| levels.iter().rposition(|level| !level[column].is_empty()).unwrap_or(0);
    let own: Vec<usize> = (0..columns).map(lowest).collect();
    let mut above: Vec<Vec<DauChung>> = Vec::with_capacity(columns);
    let mut known = FIRST_HEAD;
    for (column, own) in own.iter().enumerate() {
        let mut shared: Vec<DauChung> = Vec::new();
        for cell in levels.iter().take(*own).map(|level| &level[column]) {
            let left: Option<&Vec<DauChung>> = above.last();
            let is_under_same = |left: &&Vec<DauChung>| left.get(..shared.len()) == Some(shared.as_slice());
            let beside = left.filter(is_under_same).and_then(|left| left.get(shared.len()));
            match beside.filter(|_| cell.is_empty()) {
                Some(beside) => shared.push(beside.clone()),
                None if cell.is_empty() => {}
                None => {
                    shared.push(DauChung { so: known, ten: cell.words() });
                    known += 1;
                }
            }
        }
        above.push(shared);
    }
    let titles = (0..columns).map(|column| levels[own[column]][column].clone()).collect();
    (titles, above)
}

/// Heads right above the titles, each with the columns below it and what is
/// told where it is not printed: some of the titles stand in that row, so it is
/// a row of the head.
fn lost_heads(over: &Line, titles: &Line) -> Vec<(Range<usize>, Diagnostic)> {
    let title = |index: usize| titles.cells.get(index).is_some_and(|cell| !cell.is_empty());
    let filled: Vec<usize> = (0..over.cells.len()).filter(|index| !over.cells[*index].is_empty()).collect();
    if filled.iter().all(|index| title(*index)) {
        return Vec::new();
    }
    let lost = filled.iter().enumerate().filter(|(_, index)| title(**index)).map(|(at, index)| {
        let cell = &over.cells[*index];
        let message = format!("`{}` ở trên tên cột là một hàng của đầu bảng, không được in", cell.words());
        let help = format!("viết hang_ten_cot: [{}, {}] để in cả hai hàng", over.number, titles.number);
        let end = filled.get(at + 1).copied().unwrap_or(titles.cells.len());
        (*index..end, Diagnostic::warning("dau-bang", message).at(&cell.place).help(help))
    });
    lost.collect()
}

/// Tells of a first row that looks like a second row of the head: words where
/// the rows below have numbers, nothing where the head's own cells reach down.
fn second_head(titles: &Line, rows: &[Line], cx: &mut Reader<'_>) {
    let Some((first, below)) = rows.split_first().filter(|(first, _)| first.number == titles.number + 1)
    else {
        return;
    };
    let sample = &below[..below.len().min(SAMPLE)];
    let holds = |column: usize| {
        sample.iter().filter_map(move |line| line.cells.get(column)).filter(|cell| !cell.is_empty())
    };
    let is_empty = |column: usize| first.cells.get(column).is_none_or(Cell::is_empty);
    let over_numbers = |(column, cell): &(usize, &Cell)| {
        !cell.is_empty() && holds(*column).next().is_some() && holds(*column).all(is_number)
    };
    let reaches_down = |(column, title): (usize, &Cell)| {
        !title.is_empty() && is_empty(column) && holds(column).next().is_some()
    };
    let word = first.cells.iter().enumerate().find(over_numbers);
    let Some((_, cell)) = word
        .filter(|_| !first.cells.iter().any(is_number) && titles.cells.iter().enumerate().any(reaches_down))
    else {
        return;
    };
    let message =
        format!("hàng {} giống hàng thứ hai của đầu bảng, sẽ in thành một dòng số liệu", first.number);
    let help = format!("nếu là đầu bảng thì viết hang_ten_cot: [{}, {}]", titles.number, first.number);
    cx.report(Diagnostic::warning("dau-bang", message).at(&cell.place).help(help));
}

/// Whether a cell holds a number, or a text that is one.
fn is_number(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Number { .. } => true,
        CellValue::Text(text) => Written::of(text).is_some(),
        _ => false,
    }
}

/// Leaves out words below the table, "Người lập biểu": after an empty row
/// nothing but rows of a cell or two, without numbers, where rows have more.
fn drop_words_below(rows: &mut Vec<Line>, cx: &mut Reader<'_>) {
    let filled = |line: &Line| line.cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_of_table = |cell: &Cell| match &cell.value {
        CellValue::Text(text) => is_total(text) || is_in_words(text) || is_number(cell),
        CellValue::Empty => false,
        _ => true,
    };
    let is_words = |line: &Line| filled(line) <= MAX_WORDS_BELOW && !line.cells.iter().any(is_of_table);
    let words = rows.iter().rev().take_while(|line| is_words(line)).count();
    let from = rows.len() - words;
    let gap = (from.max(1)..rows.len()).find(|at| rows[*at].number > rows[at - 1].number + 1);
    let Some(end) = gap else { return };
    let wide = rows[..end].iter().filter(|line| filled(line) > MAX_WORDS_BELOW).count();
    if wide * 2 < end {
        return;
    }
    let last = rows[end - 1].number;
    let below = rows.split_off(end);
    if let Some(cell) = below.iter().flat_map(|line| &line.cells).find(|cell| !cell.is_empty()) {
        let message = format!("`{}` ở dưới bảng, sau hàng trống: không in", cell.words());
        let help = format!("đúng là hết bảng thì ghi den_hang: {last}; muốn in thì xóa hàng trống ở trên");
        cx.report(Diagnostic::warning("duoi-bang", message).at(&cell.place).help(help));
    }
}

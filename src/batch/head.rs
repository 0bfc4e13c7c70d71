//! Where the head of a table stands, and which of its rows are no school.

use super::columns::{Wanted, names_rows};
use crate::diagnostic::{Diagnostic, Faults, Severity};
use crate::model::{Literal, VanBan};
use crate::source::{Cell, CellValue, Record};

/// Rows among which the head is looked for.
const MOST_ABOVE: usize = 30;

/// Which part of a file the table is, where the user says so.
#[derive(Debug, Clone, Default)]
pub struct Pick {
    /// The sheet of a workbook; none: the first that has rows.
    pub sheet: Option<Literal>,
    /// The row of the titles, from 1 as the file counts; none: it is looked
    /// for.
    pub head: Option<u64>,
}

/// Looks for the head of a table while its rows come.
pub(super) struct Search<'b> {
    pick: &'b Pick,
    wanted: Wanted<'b>,
    plan: &'b VanBan,
    /// Rows that came, the head not among them.
    above: Vec<Record>,
}

/// The head and the rows below it that came already.
pub(super) struct Head {
    pub(super) titles: Record,
    pub(super) rows: Vec<Record>,
    /// What people are told of it.
    pub(super) told: Vec<Diagnostic>,
}

impl<'b> Search<'b> {
    pub(super) fn new(pick: &'b Pick, wanted: Wanted<'b>, plan: &'b VanBan) -> Self {
        Self { pick, wanted, plan, above: Vec::new() }
    }

    /// Takes a row; gives the head once it is known.
    pub(super) fn take(&mut self, record: Record) -> Result<Option<Head>, Faults> {
        if let Some(head) = self.pick.head {
            return match record.number.cmp(&head) {
                std::cmp::Ordering::Less => Ok(None),
                std::cmp::Ordering::Equal => {
                    Ok(Some(Head { titles: record, rows: Vec::new(), told: Vec::new() }))
                }
                std::cmp::Ordering::Greater => Err(no_titles(head)),
            };
        }
        if self.is_head(&record) {
            let told = self.above.first().map(|first| found(first, self.above.len(), &record));
            self.above.clear();
            return Ok(Some(Head { titles: record, rows: Vec::new(), told: told.into_iter().collect() }));
        }
        self.above.push(record);
        if self.above.len() < MOST_ABOVE { Ok(None) } else { Ok(self.end()?) }
    }

    /// What there is where no row looks like the head: the first row.
    pub(super) fn end(&mut self) -> Result<Option<Head>, Faults> {
        if let Some(head) = self.pick.head {
            return Err(no_titles(head));
        }
        let mut rows = std::mem::take(&mut self.above);
        if rows.is_empty() {
            return Ok(None);
        }
        let titles = rows.remove(0);
        Ok(Some(Head { titles, rows, told: Vec::new() }))
    }

    /// Whether a row has the title of the names of schools or receivers, and in it more than
    /// the title of a whole table would.
    fn is_head(&self, record: &Record) -> bool {
        let filled = record.cells.iter().filter(|cell| !cell.is_empty());
        let names = filled.clone().any(|cell| names_rows(&cell.words(), self.wanted.mappings, self.plan));
        names && (self.above.is_empty() || filled.count() > 1)
    }
}

fn no_titles(head: u64) -> Faults {
    Faults::from(
        Diagnostic::error("bang-trong", format!("dòng {head} của bảng trống, không có tên cột"))
            .help("ghi ở --dong-tieu-de số của dòng chứa tên các cột, như số ở lề trái của bảng tính"),
    )
}

fn found(first: &Record, above: usize, titles: &Record) -> Diagnostic {
    let words = first.cells.iter().find(|cell| !cell.is_empty()).map(Cell::words).unwrap_or_default();
    let message =
        format!("tiêu đề cột ở dòng {}; không dùng {above} dòng ở trên, từ \"{words}\"", titles.number);
    let help = format!("không đúng thì thêm --dong-tieu-de SỐ; đúng thì --dong-tieu-de {}", titles.number);
    let told = Diagnostic::warning("dau-bang", message).help(help);
    match titles.cells.iter().find(|cell| !cell.is_empty()) {
        Some(cell) => Diagnostic { severity: Severity::Hint, ..told.at(&cell.place) },
        None => told,
    }
}

/// What is told of a row that is left out: its first words say that it holds
/// sums, and nothing stands where the school's name should.
pub(super) fn total(record: &Record, name: Option<usize>) -> Option<Diagnostic> {
    let first = record.cells.iter().find(|cell| matches!(cell.value, CellValue::Text(_)))?;
    let name = record.cells.get(name?);
    let is_nameless = name.is_none_or(|cell| cell.is_empty() || cell.is_total());
    if !is_nameless || !first.is_total() || !record.faults.is_empty() {
        return None;
    }
    let message =
        format!("dòng {} là dòng \"{}\", không phải một trường: không dùng", record.number, first.words());
    Some(
        Diagnostic::warning("dong-cong", message)
            .at(&first.place)
            .help("nếu là một trường thì ghi tên trường ở dòng này"),
    )
}

//! The sums that the data of a `bang` has itself: found, compared with what the
//! rows add up to, filled in where one is missing.

use rust_decimal::Decimal;

use super::data_columns::{Chosen, printable};
use super::data_rows::{Column, Filled, MessageAndHelp, summed_value, words};
use super::table::{Cell, CellValue};
use crate::column_kind::{is_in_words, is_total};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{DongBang, SaiTong};
use crate::total_row::{self, Rows};

/// What is told of a table.
pub(super) struct TotalReports<'t> {
    pub(super) faults: &'t mut Vec<Diagnostic>,
    pub(super) warnings: &'t mut Vec<Diagnostic>,
}

/// How many rows stand above the sums that the data has itself. One among the
/// rows of a table with `tong` is a fault: it would be added up with what it is
/// the sum of.
pub(super) fn body_length(rows: &[Vec<Cell>], columns: &[Chosen], faults: &mut Vec<Diagnostic>) -> usize {
    let is_below = |row: &Vec<Cell>| total_cell(row).is_some() || in_words(row).is_some();
    let below = rows.iter().rev().take_while(|row| is_below(row)).count();
    let body = rows.len() - below;
    let has_sums = rows[body..].iter().any(|row| total_cell(row).is_some());
    // A table of nothing but sums has no rows to add up: they are its rows.
    let body = if body == 0 || !has_sums { rows.len() } else { body };
    let counts = |row: &[Cell]| {
        let summed = columns.iter().filter(|column| column.summed);
        summed.filter_map(|column| row.get(column.index)).any(|cell| !cell.is_empty())
    };
    let among = rows[..body].iter().filter(|row| below < rows.len() && counts(row));
    for cell in among.filter_map(|row| total_cell(row)) {
        let message = format!("dòng `{}` ở giữa bảng sẽ bị cộng thêm một lần nữa", cell.words());
        faults.push(Diagnostic::error("cong-hai-lan", message).at(&cell.place).help(
            "xóa dòng này; muốn cộng từng phần thì dùng nhom: <tên cột> và tong_nhom: true; \
             hoặc bỏ `tong: true` để in nguyên như trong bảng",
        ));
    }
    body
}

/// The cell that says that its row holds sums.
fn total_cell(row: &[Cell]) -> Option<&Cell> {
    row.iter().find(|cell| matches!(&cell.value, CellValue::Text(text) if is_total(text)))
}

/// The cell that says a sum in words.
fn in_words(row: &[Cell]) -> Option<&Cell> {
    row.iter().find(|cell| matches!(&cell.value, CellValue::Text(text) if is_in_words(text)))
}

/// Adds the rows of sums below the first `body` rows.
pub(super) fn fill(
    rows: &[Vec<Cell>],
    body: usize,
    columns: &mut [Column],
    told: TotalReports<'_>,
    filled: &mut Filled,
) {
    for (index, row) in rows.iter().enumerate().skip(body) {
        let mut missing = Vec::new();
        let values = total(row, index, columns, &mut filled.sai_tong, &mut missing, told.faults);
        if let Some(cell) = total_cell(row).filter(|_| !missing.is_empty()) {
            let message = format!("dòng `{}` thiếu số, đã điền {}", cell.words(), missing.join(", "));
            // Nothing is wrong, so no run fails of it.
            let hint = Diagnostic { severity: Severity::Hint, ..Diagnostic::warning("da-co-tong", message) };
            let help = "ghi số ấy vào dòng này, hoặc bỏ cả dòng để chương trình tự cộng";
            told.warnings.push(hint.at(&cell.place).help(help));
        }
        filled.dong.push(DongBang::Tong(values));
    }
}

/// The values of a row of sums, compared with what the rows add up to. A sum
/// that it leaves out is put in, and among `missing`.
fn total(
    row: &[Cell],
    index: usize,
    columns: &mut [Column],
    wrong: &mut Vec<SaiTong>,
    missing: &mut Vec<String>,
    faults: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let is_sum = total_cell(row).is_some();
    let mut value = |column: &mut Column| -> Result<String, MessageAndHelp> {
        if !column.chosen.summed {
            return Ok(column.texts.get_mut(index).map(std::mem::take).unwrap_or_default());
        }
        let title = &column.chosen.column.ten;
        let cell = row.get(column.chosen.index);
        if !is_sum {
            return cell.map_or_else(|| Ok(String::new()), words);
        }
        let sum = column.sum.words();
        let said = match cell {
            Some(cell) => summed_value(cell, title)?.map(|said| (cell, said)),
            None => None,
        };
        let Some((cell, said)) = said else {
            missing.push(format!("{sum} ở cột `{title}`"));
            return Ok(sum);
        };
        if !column.sum.is_said_by(said) {
            let (cot, ghi, place) = (title.clone(), said.words(), cell.place.clone());
            wrong.push(SaiTong { cot, ghi, cong: sum, place, nghi: false });
        }
        Ok(said.words())
    };
    let mut values = Vec::with_capacity(columns.len());
    for column in columns.iter_mut() {
        values.push(value(column).unwrap_or_else(|(message, help)| {
            let fault = Diagnostic::error("o-bang", message).help(help);
            let cell = row.get(column.chosen.index);
            faults.push(cell.map_or_else(|| fault.clone(), |cell| fault.clone().at(&cell.place)));
            String::new()
        }));
    }
    label(row, columns, &mut values);
    values
}

/// The words that say what a row of sums is stand in the first column without a
/// sum, where their own column is not printed.
fn label(row: &[Cell], columns: &[Column], values: &mut [String]) {
    let is_printed = |cell: &Cell| {
        columns
            .iter()
            .filter_map(|column| row.get(column.chosen.index))
            .any(|other| other.place == cell.place)
    };
    let Some(cell) = total_cell(row).or_else(|| in_words(row)).filter(|cell| !is_printed(cell)) else {
        return;
    };
    let free = |(column, value): &(&Column, &mut String)| !column.chosen.summed && value.is_empty();
    if let Some((_, value)) = columns.iter().zip(values).find(free) {
        *value = printable(&cell.words());
    }
}

/// Sums that nobody asked for and that are not what the rows add up to.
pub(super) fn doubtful(rows: &[Vec<Cell>], body: usize, columns: &[Column]) -> Vec<SaiTong> {
    let mut sums = (body..rows.len()).filter(|row| total_cell(&rows[*row]).is_some());
    let (Some(row), None) = (sums.next(), sums.next()) else { return Vec::new() };
    if rows[..body].iter().any(|row| total_cell(row).is_some()) {
        return Vec::new();
    }
    let title = |column: &Column| {
        let column = &column.chosen.column;
        let shared = column.tren.iter().map(|head| head.ten.as_str());
        shared.chain([column.ten.as_str()]).collect::<Vec<_>>().join(" ")
    };
    let titles: Vec<String> = columns.iter().map(title).collect();
    let cell = |row: usize, column: usize| rows[row].get(columns[column].chosen.index);
    let text = |row: usize, column: usize| columns[column].texts.get(row).cloned().unwrap_or_default();
    let exact = |row: usize, column: usize| match cell(row, column).map(|cell| &cell.value) {
        Some(CellValue::Number { number, .. }) => Some(*number),
        _ => None::<Decimal>,
    };
    let table = Rows { titles: &titles, body, total: row, words: &text, exact: &exact };
    let found = total_row::doubts(&table).into_iter().filter_map(|doubt| {
        let place = cell(row, doubt.column)?.place.clone();
        let cot = columns[doubt.column].chosen.column.ten.clone();
        Some(SaiTong { cot, ghi: doubt.said, cong: doubt.sum, place, nghi: true })
    });
    found.collect()
}

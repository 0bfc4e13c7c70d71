//! Sums that tables of texts have.

use super::paragraph::Run;
use super::text_renderer::TextRenderer;
use crate::column_kind::{is_in_words, is_total};
use crate::diagnostic::Diagnostic;
use crate::model::TemplateText;
use crate::total_row::{Rows, doubts};

/// The rule of the checker for sums that are none.
const RULE: &str = "VB-tong_bang";

/// The cells of a table of a text, row by row.
type Cells = [Vec<Vec<Run>>];

/// How many rows stand above the row of sums; all, where there is none.
pub(super) fn body_length(rows: &Cells) -> usize {
    let is_below =
        |row: &Vec<Vec<Run>>| row.iter().any(|cell| is_total(&words(cell)) || is_in_words(&words(cell)));
    let body = rows.len() - rows.iter().rev().take_while(|row| is_below(row)).count();
    if body == 0 || !rows[body..].iter().any(|row| is_sums(row)) { rows.len() } else { body }
}

/// Tells of sums that are not what the rows above add up to, at their words.
pub(super) fn check(
    header: &[Vec<Run>],
    rows: &Cells,
    body: usize,
    text: &TemplateText,
    renderer: &mut TextRenderer,
) {
    let mut sums = (body..rows.len()).filter(|row| is_sums(&rows[*row]));
    let (Some(total), None) = (sums.next(), sums.next()) else { return };
    if rows[..body].iter().any(|row| is_sums(row)) {
        return;
    }
    let titles: Vec<String> = header.iter().map(|cell| words(cell)).collect();
    let cell = |row: usize, column: usize| rows[row].get(column).map(|cell| words(cell)).unwrap_or_default();
    for doubt in doubts(&Rows { titles: &titles, body, total, words: &cell, exact: &|_, _| None }) {
        let message = format!(
            "cột `{}`: dòng cộng ghi {}, các dòng cộng lại là {}",
            titles[doubt.column], doubt.said, doubt.sum
        );
        let fault = Diagnostic::warning(RULE, message)
            .at(text.span)
            .help("sửa số sai ở dòng này hoặc ở các dòng trên");
        renderer.notice(match typed_at(&text.value, &doubt.said) {
            Some(range) => fault.within(&text.value, range),
            None => fault,
        });
    }
}

/// Where the sum is typed: in a row of sums.
fn typed_at(text: &str, said: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_sums = line.split('|').any(|cell| is_total(cell.trim().trim_matches('*')));
        if let Some(at) = line.rfind(said).filter(|_| is_sums) {
            return Some(start + at..start + at + said.len());
        }
        start += line.len();
    }
    None
}

fn is_sums(row: &[Vec<Run>]) -> bool {
    row.iter().any(|cell| is_total(&words(cell)))
}

/// The words of a cell.
pub(super) fn words(cell: &[Run]) -> String {
    cell.iter().map(|run| run.text.as_str()).collect::<String>().trim().to_owned()
}

//! Sums that a table has itself, compared with what its rows add up to where
//! nobody asked for sums: a column may hold rates or averages, and rows may
//! hold parts of each other, so what is no plain sum is left alone.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::column_kind::{ColumnKind, has_no_sum, is_mark};
use crate::number::{self, Written};

/// A table as this check sees it.
pub(crate) struct Rows<'t> {
    /// The title of each column.
    pub(crate) titles: &'t [String],
    /// How many rows stand above the row of sums.
    pub(crate) body: usize,
    /// The row of sums.
    pub(crate) total: usize,
    /// The words of a cell as printed: row and column.
    pub(crate) words: &'t dyn Fn(usize, usize) -> String,
    /// The number of a cell, where the words show fewer digits of it.
    pub(crate) exact: &'t dyn Fn(usize, usize) -> Option<Decimal>,
}

/// A sum that is not what the rows above it add up to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// The column.
    pub(crate) column: usize,
    /// The sum that stands there.
    pub(crate) said: String,
    /// What the rows add up to.
    pub(crate) sum: String,
}

/// The sums that are wrong unless the table means something else.
pub(crate) fn doubts(rows: &Rows<'_>) -> Vec<Doubt> {
    if is_outlined(rows) {
        return Vec::new();
    }
    (0..rows.titles.len()).filter_map(|column| doubt(rows, column)).collect()
}

fn doubt(rows: &Rows<'_>, column: usize) -> Option<Doubt> {
    let said_words = (rows.words)(rows.total, column);
    let said = amount(&said_words)?;
    let title = &rows.titles[column];
    let texts: Vec<String> = (0..rows.body).map(|row| (rows.words)(row, column)).collect();
    let kind = ColumnKind::of(title, texts.iter().map(String::as_str), column == 0);
    if kind != ColumnKind::So || has_no_sum(title) {
        return None;
    }
    let (mut shown, mut exact, mut count) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for (row, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty() && !is_mark(text)) {
        let number = amount(text)?;
        shown = shown.checked_add(number)?;
        exact = exact.checked_add((rows.exact)(row, column).unwrap_or(number))?;
        count += Decimal::ONE;
    }
    let rounds_to = |number: Decimal| {
        number.round_dp_with_strategy(said.scale(), RoundingStrategy::MidpointAwayFromZero) == said
    };
    let is_average = count > Decimal::ONE && exact.checked_div(count).is_some_and(rounds_to);
    (!rounds_to(shown) && !rounds_to(exact) && !is_average).then(|| Doubt {
        column,
        said: said_words,
        sum: number::format(exact),
    })
}

/// The number that a cell says and that can be added up.
fn amount(text: &str) -> Option<Decimal> {
    Written::of(text)?.amount()
}

/// How the first cell of a row numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Roman,
    Letter,
    Number,
    Dotted,
    Words,
    Nothing,
}

impl Numbering {
    fn of(words: &str) -> Self {
        let label = words.trim_end_matches(['.', ')']);
        let is = |test: fn(char) -> bool| !label.is_empty() && label.chars().all(test);
        if label.is_empty() {
            Self::Nothing
        } else if is(|c| matches!(c, 'I' | 'V' | 'X')) {
            Self::Roman
        } else if label.chars().count() == 1 && is(char::is_alphabetic) {
            Self::Letter
        } else if is(|c| c.is_ascii_digit()) {
            Self::Number
        } else if is(|c| c.is_ascii_alphanumeric() || c == '.') && label.contains('.') {
            Self::Dotted
        } else {
            Self::Words
        }
    }
}

/// Whether some rows are parts of others: `I` above `1` and `2`, dashes, "Trong
/// đó".
fn is_outlined(rows: &Rows<'_>) -> bool {
    let mut numberings = (0..rows.body).map(|row| Numbering::of(&(rows.words)(row, 0)));
    let first = numberings.next();
    let is_part = |words: &str| {
        let is_dashed = words.starts_with(['-', '–', '+', '*']) && words.contains(char::is_alphabetic);
        is_dashed || words.to_lowercase().starts_with("trong đó")
    };
    let columns = rows.titles.len();
    numberings.any(|numbering| Some(numbering) != first)
        || (0..rows.body).any(|row| (0..columns).any(|column| is_part(&(rows.words)(row, column))))
}

#[cfg(test)]
mod tests {
    use super::{Rows, doubts};

    /// What the sums of a table are and should be, its last row the sums.
    fn told(titles: &[&str], rows: &[&[&str]]) -> Vec<String> {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        let total = rows.len() - 1;
        let words = |row: usize, column: usize| rows[row][column].to_owned();
        let rows = Rows { titles: &titles, body: total, total, words: &words, exact: &|_, _| None };
        doubts(&rows).into_iter().map(|doubt| format!("{} {}", doubt.said, doubt.sum)).collect()
    }

    #[test]
    fn a_sum_that_is_none_is_told() {
        let rows: [&[&str]; 3] = [&["1", "25.000", "2,5"], &["2", "15.000", "3"], &["Cộng", "41.000", "5,5"]];
        assert_eq!(told(&["TT", "Số tiền", "Số ngày"], &rows), ["41.000 40.000"]);
        assert_eq!(told(&["TT", "Tiền"], &[&["1", "-"], &["2", "3 đồng"], &["", "4 đồng"]]), ["4 đồng 3"]);
    }

    #[test]
    fn what_is_no_sum_is_left_alone() {
        let column = |title: &str, [a, b, sum]: [&str; 3]| {
            told(&["Tên", title], &[&["Toán", a], &["Văn", b], &["Cộng", sum]])
        };
        for (title, cells) in [
            ("Tỷ lệ (%)", ["40", "60", "90"]),
            ("Đạt", ["40%", "60%", "90%"]),
            ("Điểm trung bình", ["8", "9", "8"]),
            ("Đơn giá (đồng)", ["100", "200", "1"]),
            ("Năm", ["2025", "2026", "2"]),
            ("Ghi chú", ["một", "2", "3"]),
            ("Số tiền", ["1,250", "2,000", "3250"]),
            // An average, and a sum of rounded numbers.
            ("Sĩ số", ["35", "40", "37,5"]),
            ("Tiền", ["1,4", "1,4", "3"]),
            ("Tiền", ["", "", "3"]),
        ] {
            assert_eq!(column(title, cells), Vec::<String>::new(), "{title}");
        }
        let outlined: [&[&str]; 4] =
            [&["I", "A", "30"], &["1", "B", "10"], &["2", "C", "20"], &["", "Cộng", "30"]];
        assert!(told(&["TT", "Tên", "Tiền"], &outlined).is_empty());
        let part: [&[&str]; 3] = [&["Học sinh", "30"], &["Trong đó: nữ", "10"], &["Cộng", "30"]];
        assert!(told(&["Tên", "Số"], &part).is_empty());
    }
}

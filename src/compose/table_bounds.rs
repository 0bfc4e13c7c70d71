//! How large the tables of Markdown texts may be. A line `|-|-|-|` of a few
//! kilobytes asks for thousands of cells in every line below it, so a text is
//! looked through before it is parsed.

use crate::diagnostic::Diagnostic;

/// Most columns of a table: Word opens no file with more.
const MAX_COLUMNS: usize = 63;
/// Most rows of a table: about 150 pages.
const MAX_ROWS: usize = 5_000;
/// Most cells of all tables of the texts of a document: as many as of those of
/// data.
const MAX_CELLS: usize = 100_000;

/// Takes note of a table among the others of a document.
///
/// # Errors
/// When it, or all of them together, are too large.
pub(super) fn take(cells: &mut usize, rows: usize, columns: usize) -> Result<(), Diagnostic> {
    *cells = cells.saturating_add(rows.saturating_mul(columns));
    let (message, help) = if columns > MAX_COLUMNS {
        (
            format!("bảng có {columns} cột: Word chỉ mở được bảng có đến {MAX_COLUMNS} cột"),
            "bớt cột, hoặc tách thành nhiều bảng",
        )
    } else if rows > MAX_ROWS {
        (format!("bảng có quá {MAX_ROWS} dòng"), "chỉ giữ những dòng cần in, hoặc tách thành nhiều bảng")
    } else if *cells > MAX_CELLS {
        (format!("các bảng của văn bản có quá {MAX_CELLS} ô"), "chỉ giữ những dòng cần in")
    } else {
        return Ok(());
    };
    Err(Diagnostic::error("qua-lon", message).help(help))
}

/// Checks the tables of a text before it is parsed.
///
/// # Errors
/// As [`take`].
pub(super) fn check(markdown: &str) -> Result<(), Diagnostic> {
    let mut cells = 0;
    // The columns of the table that is open, and its rows so far.
    let mut open: Option<(usize, usize)> = None;
    for line in markdown.lines().chain([""]) {
        match (open, columns_of(line)) {
            (None, Some(columns)) => open = Some((columns, 0)),
            (Some((columns, rows)), _) if line.trim().is_empty() => {
                take(&mut cells, rows, columns)?;
                open = None;
            }
            (Some((columns, rows)), _) => open = Some((columns, rows + 1)),
            (None, None) => {}
        }
    }
    Ok(())
}

/// How many columns a line `| --- | :-: |` asks for.
fn columns_of(line: &str) -> Option<usize> {
    let line = line.trim_start_matches([' ', '\t', '>', '*', '+']).trim_end();
    let is_delimiter = line.contains('|')
        && line.contains('-')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'));
    is_delimiter.then(|| line.trim_matches('|').split('|').count())
}

#[cfg(test)]
mod tests {
    use super::check;

    fn told(markdown: &str) -> String {
        check(markdown).err().map_or_else(String::new, |fault| fault.message)
    }

    #[test]
    fn tables_of_a_text_are_bounded() {
        let table = |columns: usize, rows: usize| {
            format!("{}|\n{}|\n{}", "|a".repeat(columns), "|-".repeat(columns), "|x\n".repeat(rows))
        };
        assert_eq!(told(&table(63, 10)), "");
        assert!(told(&table(64, 1)).contains("63 cột"));
        assert!(told(&format!("> {}", table(5_000, 0).replace('\n', "\n> "))).contains("63 cột"));
        assert_eq!(told(&table(2, 5_000)), "");
        assert!(told(&table(2, 5_001)).contains("5000 dòng"));
        assert!(told(&format!("{}\n", table(60, 1_000)).repeat(2)).contains("100000 ô"));
        assert_eq!(told(&"Lời văn | có gạch đứng\n".repeat(6_000)), "");
        assert_eq!(told("---\n\n- a | b\n"), "");
    }
}

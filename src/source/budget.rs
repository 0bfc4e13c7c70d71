//! What the tables and pictures of one document may take up together.

use super::table::Cell;
use crate::diagnostic::Diagnostic;

/// Most rows of one table: about 150 pages.
const MAX_ROWS: usize = 5_000;
/// Most cells of all tables of a document: in print each takes 5 KB of memory.
const MAX_CELLS: usize = 100_000;
/// Most bytes in all cells of a document.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Most data files and pictures of a document.
const MAX_FILES: usize = 100;
/// Most columns of a data file.
pub(super) const MAX_COLUMNS: usize = 100;

/// What the tables and pictures of one document took up.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    bytes: usize,
    files: usize,
    pictures: usize,
    turned_pixels: u64,
}

impl Budget {
    /// Takes note of one more file.
    pub(super) fn file(&mut self) -> Result<(), Diagnostic> {
        self.files += 1;
        if self.files > MAX_FILES {
            let message = format!("văn bản có quá {MAX_FILES} tệp bảng và hình");
            return Err(Diagnostic::error("qua-lon", message).help("tách bớt ra văn bản khác"));
        }
        Ok(())
    }

    /// Takes note of a picture of so many bytes.
    pub(super) fn picture(&mut self, bytes: usize, most: usize) -> Result<(), Diagnostic> {
        self.pictures += bytes;
        if self.pictures > most {
            let message = format!("các hình của văn bản nặng quá {} MB", most / (1024 * 1024));
            return Err(Diagnostic::error("qua-lon", message).help("thu nhỏ hình rồi lưu lại"));
        }
        Ok(())
    }

    /// Takes note of a picture of so many pixels that must be turned.
    pub(super) fn turned(&mut self, pixels: u64, most: u64) -> Result<(), Diagnostic> {
        self.turned_pixels += pixels;
        if self.turned_pixels > most {
            let message =
                format!("các ảnh chụp nghiêng của văn bản có quá {} triệu điểm ảnh", most / 1_000_000);
            return Err(Diagnostic::error("qua-lon", message).help("thu nhỏ hình rồi lưu lại"));
        }
        Ok(())
    }

    /// Takes note of one more row, below so many others.
    pub(super) fn row(&mut self, cells: &[Cell], rows: usize) -> Result<(), Diagnostic> {
        self.cells += cells.len();
        self.bytes += cells.iter().map(|cell| cell.words().len()).sum::<usize>();
        let message = if rows >= MAX_ROWS {
            format!("bảng có quá {MAX_ROWS} dòng")
        } else if cells.len() > MAX_COLUMNS {
            format!("bảng có quá {MAX_COLUMNS} cột")
        } else if self.cells > MAX_CELLS || self.bytes > MAX_BYTES {
            format!("các bảng của văn bản có quá {MAX_CELLS} ô hoặc {} MB chữ", MAX_BYTES / (1024 * 1024))
        } else {
            return Ok(());
        };
        Err(Diagnostic::error("qua-lon", message).help("chỉ giữ những dòng cần in, hoặc tách ra nhiều bảng"))
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    /// Each is counted by itself, and told in words of its own.
    #[test]
    fn pictures_are_bounded_in_bytes_and_in_pixels_to_turn() {
        let mut budget = Budget::default();
        assert!(budget.turned(30, 60).is_ok() && budget.turned(30, 60).is_ok());
        assert!(budget.picture(60, 60).is_ok());
        let told = budget.turned(1_000_000, 1_000_000).unwrap_err();
        assert_eq!(told.message, "các ảnh chụp nghiêng của văn bản có quá 1 triệu điểm ảnh");
        assert!(budget.picture(1, 60).is_err());
    }
}

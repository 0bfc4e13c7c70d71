//! A table as a file or a list of rows has it.

use std::ops::Range;

use super::table::Cell;
use crate::diagnostic::Diagnostic;
use crate::model::DauChung;

/// A table as it stands, its columns not yet chosen.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// The titles; none where the columns are only told by their place.
    pub(super) header: Option<Vec<Cell>>,
    /// The heads above the titles that several columns share.
    pub(super) above: Vec<Vec<DauChung>>,
    /// Warnings of heads that are not printed over these columns.
    pub(super) lost: Vec<(Range<usize>, Diagnostic)>,
    /// The rows; one may be shorter or longer than the header.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Of a CSV file.
    pub(super) is_csv: bool,
}

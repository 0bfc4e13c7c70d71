//! Tables of data that a document shows.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::TemplateText;
use crate::diagnostic::Span;
use crate::law::Alignment;

/// A table of data, printed below the text of its section or annex. Its values
/// are literals.
#[derive(Debug, Clone)]
pub struct Bang {
    /// The line above it.
    pub tieu_de: Option<TemplateText>,
    /// The columns, in printed order.
    pub cot: Vec<CotBang>,
    /// The rows; each has a value for every column. The copies of a document
    /// share them.
    pub dong: Arc<Vec<Vec<GiaTriO>>>,
    /// Whether a running number stands in front of each row.
    pub stt: bool,
    /// Where it stands.
    pub span: Span,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct CotBang {
    /// The words at its head.
    pub ten: String,
    /// Width in mm; none: by what stands in it.
    pub rong: Option<f64>,
    /// Alignment of its cells.
    pub canh: Option<Alignment>,
    /// The sum of its numbers, where the table prints one.
    pub tong: Option<Decimal>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GiaTriO {
    /// Nothing.
    Trong,
    /// Words, printed as typed.
    Chu(String),
    /// A number, printed in Vietnamese form.
    So(Decimal),
}

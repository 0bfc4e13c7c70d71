//! Tables of data that a document shows.

use std::sync::Arc;

use super::TemplateText;
use crate::column_kind::ColumnKind;
use crate::diagnostic::{Place, Span};
use crate::law::Alignment;

/// A table of data, printed below the text of its section or annex. Its values
/// are literals.
#[derive(Debug, Clone)]
pub struct Bang {
    /// The line above it.
    pub tieu_de: Option<TemplateText>,
    /// The columns, in printed order.
    pub cot: Vec<CotBang>,
    /// The rows. The copies of a document share them.
    pub dong: Arc<Vec<DongBang>>,
    /// Whether a running number stands in front of each row.
    pub stt: bool,
    /// Sums that the data has and that are not what its rows add up to.
    pub sai_tong: Arc<Vec<SaiTong>>,
    /// Where it stands.
    pub span: Span,
}

impl Bang {
    /// Every cell with words: its row, 0 for the heads, the title of its column,
    /// and the words.
    pub fn cells(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        let heads = self.cot.iter().flat_map(|column| {
            let shared = column.tren.iter().map(|head| head.ten.as_str());
            shared.chain([column.ten.as_str()]).map(move |words| (0, column.ten.as_str(), words))
        });
        let rows = self.dong.iter().enumerate().flat_map(|(row, line)| {
            let cells: Vec<&str> = match line {
                DongBang::SoLieu(cells) | DongBang::Tong(cells) => cells.iter().map(String::as_str).collect(),
                DongBang::Nhom { ten, .. } => vec![ten.as_str()],
            };
            cells.into_iter().zip(&self.cot).map(move |(words, column)| (row + 1, column.ten.as_str(), words))
        });
        heads.chain(rows).filter(|(_, _, words)| !words.is_empty())
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct CotBang {
    /// The words at its head.
    pub ten: String,
    /// The heads above its own that it shares with its neighbours, from the
    /// top.
    pub tren: Vec<DauChung>,
    /// Width in mm; none: by what stands in it.
    pub rong: Option<f64>,
    /// Alignment of its cells, where the document says one.
    pub canh: Option<Alignment>,
    /// What it holds.
    pub kieu: ColumnKind,
    /// Whether equal cells below each other are one.
    pub gop: bool,
    /// The sum of its numbers in Vietnamese form, where the table prints one.
    pub tong: Option<String>,
}

/// A head over several columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DauChung {
    /// Tells it from another head of the same words.
    pub so: usize,
    /// Its words.
    pub ten: String,
}

/// A row of a table. Its cells are in the order of the columns, as printed; an
/// empty one holds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DongBang {
    /// Values.
    SoLieu(Vec<String>),
    /// The head of the rows below it, with their sums where the table prints
    /// them.
    Nhom {
        /// What the rows have in common.
        ten: String,
        /// The sum of each column that has one.
        tong: Vec<Option<String>>,
    },
    /// A row of sums that the data has, or one that says a sum in words.
    Tong(Vec<String>),
}

/// A sum that the data has and that is not what its rows add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaiTong {
    /// Title of the column.
    pub cot: String,
    /// The sum that stands there.
    pub ghi: String,
    /// What the rows add up to.
    pub cong: String,
    /// Where it stands.
    pub place: Place,
    /// Nobody asked for sums of this column: its numbers may be of another
    /// kind.
    pub nghi: bool,
}

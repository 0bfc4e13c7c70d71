//! What is wrong with a table: row, column, what, how to mend it.

use comfy_table::{ContentArrangement, Table, presets};
use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};

/// Most findings kept; the rest is counted.
const MAX_FINDINGS: usize = 200;
/// Width of the table where the screen does not tell its own.
const WIDTH: u16 = 100;

/// Một điều sai của bảng.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "DongLoi")]
pub struct RowFault {
    /// Dòng trong tệp; 0 khi là của cả bảng.
    #[serde(rename = "dong")]
    pub line_number: u64,
    /// Tên cột, hoặc khóa của văn bản.
    #[serde(rename = "cot")]
    pub place: String,
    /// Điều gì.
    #[serde(rename = "thong_bao")]
    pub message: String,
    /// Cách sửa.
    #[serde(rename = "cach_sua")]
    pub help: String,
    /// Những dòng khác cũng vậy.
    #[serde(rename = "cac_dong_khac", skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub other_lines: Vec<u64>,
}

/// The faults of all rows; the same thing said of many rows is one finding.
#[derive(Debug, Default)]
pub(super) struct RowFaults {
    list: Vec<RowFault>,
    /// Faults that were not kept.
    more: usize,
}

impl RowFault {
    pub(super) fn new(
        line_number: u64,
        place: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            line_number,
            place: place.into(),
            message: message.into(),
            help: help.into(),
            other_lines: Vec::new(),
        }
    }

    /// What composing a row's document found.
    pub(super) fn of_document(line_number: u64, fault: &Diagnostic) -> Option<Self> {
        let is_error = fault.severity == Severity::Error;
        is_error.then(|| Self::new(line_number, fault.key.clone(), fault.message.clone(), fault.help.clone()))
    }
}

impl RowFaults {
    pub(super) fn add(&mut self, finding: RowFault) {
        let same = |known: &&mut RowFault| {
            known.place == finding.place
                && known.message == finding.message
                && known.line_number != finding.line_number
        };
        if let Some(known) = self.list.iter_mut().find(same) {
            known.other_lines.push(finding.line_number);
        } else if self.list.len() < MAX_FINDINGS {
            self.list.push(finding);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn into_parts(self) -> (Vec<RowFault>, usize) {
        (self.list, self.more)
    }
}

/// The findings as a table for people.
pub fn to_table(findings: &[RowFault], more: usize) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header(["Dòng", "Cột", "Điều gì", "Cách sửa"]);
    for finding in findings {
        table.add_row([rows(finding), finding.place.clone(), finding.message.clone(), finding.help.clone()]);
    }
    let more = if more > 0 { format!("\ncòn {more} điều nữa, chưa in ra") } else { String::new() };
    format!("{table}{more}")
}

/// "5", "5, 6, 9", "5, 6, 7 và 20 dòng khác".
fn rows(finding: &RowFault) -> String {
    const SHOWN: usize = 3;
    let all: Vec<String> =
        std::iter::once(&finding.line_number).chain(&finding.other_lines).map(u64::to_string).collect();
    match all.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{} và {more} dòng khác", all[..SHOWN].join(", ")),
        _ => all.join(", "),
    }
}

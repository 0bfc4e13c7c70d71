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
pub struct Finding {
    /// Dòng trong tệp; 0 khi là của cả bảng.
    pub dong: u64,
    /// Tên cột, hoặc khóa của văn bản.
    pub cot: String,
    /// Điều gì.
    pub thong_bao: String,
    /// Cách sửa.
    pub cach_sua: String,
    /// Những dòng khác cũng vậy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub cac_dong_khac: Vec<u64>,
}

/// Findings of all rows; the same thing said of many rows is one finding.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    /// Findings that were not kept.
    more: usize,
}

impl Finding {
    pub(super) fn new(
        dong: u64,
        cot: impl Into<String>,
        thong_bao: impl Into<String>,
        cach_sua: impl Into<String>,
    ) -> Self {
        Self {
            dong,
            cot: cot.into(),
            thong_bao: thong_bao.into(),
            cach_sua: cach_sua.into(),
            cac_dong_khac: Vec::new(),
        }
    }

    /// What composing a row's document found.
    pub(super) fn of_document(dong: u64, fault: &Diagnostic) -> Option<Self> {
        let is_error = fault.severity == Severity::Error;
        is_error.then(|| Self::new(dong, fault.key.clone(), fault.message.clone(), fault.help.clone()))
    }
}

impl Findings {
    pub(super) fn add(&mut self, finding: Finding) {
        let same = |known: &&mut Finding| {
            known.cot == finding.cot && known.thong_bao == finding.thong_bao && known.dong != finding.dong
        };
        if let Some(known) = self.list.iter_mut().find(same) {
            known.cac_dong_khac.push(finding.dong);
        } else if self.list.len() < MAX_FINDINGS {
            self.list.push(finding);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn into_parts(self) -> (Vec<Finding>, usize) {
        (self.list, self.more)
    }
}

/// The findings as a table for people.
pub fn to_table(findings: &[Finding], more: usize) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header(["Dòng", "Cột", "Điều gì", "Cách sửa"]);
    for finding in findings {
        table.add_row([
            rows(finding),
            finding.cot.clone(),
            finding.thong_bao.clone(),
            finding.cach_sua.clone(),
        ]);
    }
    let more = if more > 0 { format!("\ncòn {more} điều nữa, chưa in ra") } else { String::new() };
    format!("{table}{more}")
}

/// "5", "5, 6, 9", "5, 6, 7 và 20 dòng khác".
fn rows(finding: &Finding) -> String {
    const SHOWN: usize = 3;
    let all: Vec<String> =
        std::iter::once(&finding.dong).chain(&finding.cac_dong_khac).map(u64::to_string).collect();
    match all.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{} và {more} dòng khác", all[..SHOWN].join(", ")),
        _ => all.join(", "),
    }
}

//! Reports for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Diagnostic, Severity, Sources};

/// Một điều báo cho người dùng. Dòng và cột đếm từ 1.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ThongBao")]
pub struct JsonDiagnostic {
    /// Mức: `loi`, `canh_bao` hoặc `goi_y`.
    pub muc: JsonSeverity,
    /// Mã, ví dụ `khoa-la`; với điều kiem-tra tìm thấy thì là mã luật.
    pub ma: String,
    /// Điều gì.
    pub thong_bao: String,
    /// Khóa của tệp YAML.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub khoa: String,
    /// Tệp có chỗ ấy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tep: Option<String>,
    /// Dòng đầu.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dong: Option<usize>,
    /// Cột đầu, tính bằng ký tự.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cot: Option<usize>,
    /// Dòng cuối.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dong_cuoi: Option<usize>,
    /// Cột ngay sau chữ cuối.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cot_cuoi: Option<usize>,
    /// Ô của bảng tính, khi chỗ ấy không phải là tệp chữ.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub o: String,
    /// Cách sửa.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub cach_sua: String,
    /// Nguồn của luật, với điều kiem-tra tìm thấy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nguon: Option<String>,
    /// Lệnh `vanban kiem-tra --sua` sửa được.
    pub sua_duoc: bool,
}

/// Mức của một điều báo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Muc")]
pub enum JsonSeverity {
    /// Lỗi.
    Loi,
    /// Cảnh báo.
    CanhBao,
    /// Gợi ý.
    GoiY,
}

impl From<Severity> for JsonSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Loi,
            Severity::Warning => Self::CanhBao,
            Severity::Hint => Self::GoiY,
        }
    }
}

/// The machine-readable form of a report.
pub fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> JsonDiagnostic {
    let place = sources.range_of(diagnostic);
    let start = place.as_ref().map(|(id, range)| sources.line_column(*id, range.start));
    let end = place.as_ref().map(|(id, range)| sources.line_column(*id, range.end));
    JsonDiagnostic {
        muc: diagnostic.severity.into(),
        ma: diagnostic.code.to_owned(),
        thong_bao: diagnostic.message.clone(),
        khoa: diagnostic.key.clone(),
        tep: place.as_ref().and_then(|(id, _)| sources.get(*id)).map(|file| file.name.clone()),
        dong: start.map(|at| at.line),
        cot: start.map(|at| at.column),
        dong_cuoi: end.map(|at| at.line),
        cot_cuoi: end.map(|at| at.column),
        o: diagnostic.place.cell().to_owned(),
        cach_sua: diagnostic.help.clone(),
        nguon: None,
        sua_duoc: false,
    }
}

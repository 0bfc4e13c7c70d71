//! Reports for programs.

use serde::Serialize;

use super::{Diagnostic, Sources};

/// One report as JSON. Lines and columns are 1-based.
#[derive(Debug, Serialize)]
pub struct JsonDiagnostic<'a> {
    muc: &'static str,
    ma: &'a str,
    thong_bao: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    khoa: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tep: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dong: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cot: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dong_cuoi: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cot_cuoi: Option<usize>,
    #[serde(skip_serializing_if = "str::is_empty")]
    o: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    cach_sua: &'a str,
}

/// The machine-readable form of a report.
pub fn to_json<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> JsonDiagnostic<'a> {
    let place = sources.range_of(diagnostic);
    let start = place.as_ref().map(|(id, range)| sources.line_column(*id, range.start));
    let end = place.as_ref().map(|(id, range)| sources.line_column(*id, range.end));
    JsonDiagnostic {
        muc: diagnostic.severity.label(),
        ma: diagnostic.code,
        thong_bao: &diagnostic.message,
        khoa: &diagnostic.key,
        tep: place.as_ref().and_then(|(id, _)| sources.get(*id)).map(|file| file.name.as_str()),
        dong: start.map(|at| at.line),
        cot: start.map(|at| at.column),
        dong_cuoi: end.map(|at| at.line),
        cot_cuoi: end.map(|at| at.column),
        o: &diagnostic.cell,
        cach_sua: &diagnostic.help,
    }
}

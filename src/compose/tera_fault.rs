//! Errors of Tera as reports at their place in the text.

use std::ops::Range;

use tera::{Context, ErrorKind};

use super::citation::Unknown;
use super::{compiled, data, unknown_variable, work};
use crate::diagnostic::{Diagnostic, Span, nearest};

/// A call of `vien_dan` or `xem` with an id that nothing has.
pub(super) fn unknown(unknown: &Unknown, context: &Context) -> Diagnostic {
    let (id, known, message, nothing) = match unknown {
        Unknown::Citation(id) => {
            let message = format!("không có văn bản nào mang id `{id}`");
            (id, compiled::CITATIONS, message, "khai báo văn bản trong `can_cu` hoặc `vien_dan`")
        }
        Unknown::Section(id) => {
            let message = format!("không có mục nào mang id `{id}`");
            (id, compiled::SECTIONS, message, "thêm `id` vào mục được nhắc đến")
        }
    };
    let known = context.get(known).and_then(tera::Value::as_map);
    let mut known: Vec<&str> = known.into_iter().flatten().filter_map(|(id, _)| id.as_str()).collect();
    known.sort_unstable();
    let help = match nearest(id, known.iter().copied()) {
        Some(near) => format!("có phải ý bạn là `{near}`?"),
        None if known.is_empty() => nothing.to_owned(),
        None => format!("các id đã khai báo: {}", known.join(", ")),
    };
    Diagnostic::error("vien-dan", message).label("id lạ").help(help)
}

/// Turns an error of Tera into a report at its place in the text.
pub(super) fn explain(error: &tera::Error, text: &str, span: Span, context: &Context) -> Diagnostic {
    let report = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
        ErrorKind::Io(_) => {
            return Diagnostic::error("khuon", "đoạn này dài quá 1 MB sau khi điền").at(span);
        }
        _ if work::is_told_by(&error.to_string()) => return too_much(error.to_string()).at(span),
        _ => return Diagnostic::error("khuon", format!("không điền được: {error}")).at(span),
    };
    let range = byte_range(text, report.span());
    let paths = data::paths(context);
    let undefined = unknown_variable::is_undefined(report.message());
    let range = if undefined { unknown_variable::place(text, range, &paths) } else { range };
    let words = text[range.clone()].trim();
    let diagnostic = if let Some(id) = Unknown::told_by(report.message()) {
        unknown(&id, context)
    } else if work::is_told_by(report.message()) {
        too_much(report.message())
    } else if matches!(error.kind(), ErrorKind::SyntaxError(_)) {
        syntax(report.message(), text, &range)
    } else if undefined {
        unknown_variable::report(words, &paths)
    } else {
        Diagnostic::error("khuon", format!("không điền được: {}", report.message()))
    };
    diagnostic.at(span).within(text, range)
}

/// Syntax that Tera does not know. What people usually slip on is named.
fn syntax(told: &str, text: &str, range: &Range<usize>) -> Diagnostic {
    let before = &text[..range.end.min(text.len())];
    let around = &text[before.rfind("{{").or(before.rfind("{%")).unwrap_or(0)..];
    let inside = &around[..around.find(['}', '\n']).unwrap_or(around.len())];
    let called = ["vien_dan", "xem"].into_iter().find(|name| inside.contains(&format!("{name}(")));
    let message = format!("viết sai cú pháp Tera ({told})");
    let report = Diagnostic::error("khuon", message);
    if inside.contains(['“', '”', '‘', '’']) {
        return report.help("trong {{ }} dùng dấu nháy thẳng \"...\", không dùng dấu nháy cong “...”");
    }
    match called {
        Some(name) if !inside.contains("id=") && !inside.contains("id =") => {
            report.help(format!("viết {{{{ {name}(id=\"...\") }}}}"))
        }
        _ if inside.contains('…') => {
            report.help("thay dấu … bằng tên biến; muốn chừa trống thì ghi ..... ở ngoài {{ }}")
        }
        _ => report.help("biến viết {{ ten }}, lựa chọn viết {% if ... %}...{% endif %}"),
    }
}

/// A text that asks too much of Tera.
fn too_much(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("khuon", message)
        .help("viết thẳng kết quả vào văn bản, chia nhỏ danh sách trong `bien`, hoặc đưa dữ liệu vào `bang`")
}

/// Tera's lines and columns as a byte range of the text.
fn byte_range(text: &str, span: &tera::Span) -> Range<usize> {
    let offset = |line: usize, column: usize| {
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = &text[start.min(text.len())..];
        start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
    };
    let start = offset(span.start_line, span.start_col).min(text.len());
    let end = offset(span.end_line, span.end_col).min(text.len());
    start..end.max(start)
}

//! Where in a text of the document the words stand that a report is about.

use crate::diagnostic::Diagnostic;
use crate::model::TemplateText;

/// The words `![...](name)` of a text, where it holds them literally.
pub(super) fn call_of<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    let link = format!("]({name}");
    let (middle, _) = text
        .match_indices(&link)
        .find(|(middle, _)| matches!(text[middle + link.len()..].chars().next(), Some(')' | ' ')))?;
    let start = text[..middle].rfind("![")?;
    let end = middle + text[middle..].find(')')? + 1;
    Some(&text[start..end])
}

/// A report about words of a text: at the words themselves where the text has
/// them as typed, else at the whole text.
pub(super) fn located(report: Diagnostic, at: Option<&TemplateText>, words: &str) -> Diagnostic {
    located_near(report, at, words, 0)
}

/// As [`located`], at those of several same words that stand nearest to a byte
/// of the rendered text.
pub(super) fn located_near(
    report: Diagnostic,
    at: Option<&TemplateText>,
    words: &str,
    offset: usize,
) -> Diagnostic {
    let Some(text) = at else { return report };
    let report = report.at(text.span);
    if words.is_empty() {
        return report;
    }
    let places = text.value.match_indices(words).map(|(start, _)| start);
    match places.min_by_key(|start| start.abs_diff(offset)) {
        Some(start) => report.within(&text.value, start..start + words.len()),
        None => report,
    }
}

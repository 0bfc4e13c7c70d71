//! Reports for people, with the source line shown and the place marked.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity, Sources};

/// All reports, in the order given, separated by empty lines.
///
/// `colour` adds ANSI colours; without it the text is plain.
pub fn render_all(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let reports: Vec<_> = diagnostics.iter().map(|d| render(d, sources, colour)).collect();
    reports.join("\n\n")
}

/// One report. Line and column are 1-based.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let title = level
        .with_name(diagnostic.severity.label())
        .primary_title(printable(&title_of(diagnostic)))
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some((id, range)) = sources.range_of(diagnostic)
        && let Some(file) = sources.get(id)
    {
        let range = visible(&file.text, range);
        let annotation = AnnotationKind::Primary.span(range).label(printable(&diagnostic.label));
        group = group
            .element(Snippet::source(file.text.as_str()).path(printable(&file.name)).annotation(annotation));
    }
    let cell = diagnostic.place.cell();
    if !cell.is_empty() {
        group = group.element(Origin::path(printable(cell)));
    }
    if !diagnostic.help.is_empty() {
        let help = Level::HELP.with_name("cách sửa").message(printable(&diagnostic.help));
        group = group.element(help);
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.render(&[group]).clone();
    // Of the source line the renderer shows the old control characters safely,
    // those of C1 not.
    text.replace(|c| ('\u{80}'..='\u{9F}').contains(&c), "\u{FFFD}")
}

/// A text without characters that a terminal takes for commands.
pub fn printable(text: &str) -> String {
    text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), "\u{FFFD}")
}

/// The message, led by the key it speaks of.
fn title_of(diagnostic: &Diagnostic) -> String {
    if diagnostic.key.is_empty() {
        diagnostic.message.clone()
    } else {
        format!("`{}`: {}", diagnostic.key, diagnostic.message)
    }
}

/// Marks at least one character, and of a long range only its first line, so
/// that a report never prints a page of source.
fn visible(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let first_line = text[range.clone()].split('\n').next().unwrap_or("");
    let first_line = first_line.trim_end();
    let end = range.start + first_line.len();
    if end > range.start {
        return range.start..end;
    }
    let width = text[range.start..].chars().next().map_or(0, char::len_utf8);
    range.start..range.start + width
}

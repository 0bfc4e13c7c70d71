//! Characters that are no Markdown for those who type them: the asterisk of
//! 5*8 and of a note `(*)`, a lone carriage return.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::OPTIONS;

/// The text with such characters escaped, so that they print as typed.
pub(super) fn keep(markdown: &str) -> Cow<'_, str> {
    let returns = markdown.contains('\r');
    if !returns && !markdown.contains(['*', '_']) {
        return Cow::Borrowed(markdown);
    }
    let text = if returns {
        Cow::Owned(markdown.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(markdown)
    };
    let code = code(&text);
    let plain: Vec<usize> = text
        .match_indices(['*', '_'])
        .filter(|(at, mark)| is_plain(&text, *at, mark.as_bytes()[0]))
        .map(|(at, _)| at)
        .filter(|at| !code.iter().any(|range| range.contains(at)))
        .collect();
    if plain.is_empty() {
        return text;
    }
    let mut kept = String::with_capacity(text.len() + plain.len());
    let mut from = 0;
    for at in plain {
        kept.push_str(&text[from..at]);
        kept.push('\\');
        from = at;
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

/// Where code stands, which knows no escapes.
fn code(text: &str) -> Vec<Range<usize>> {
    if !text.contains('`') && !text.contains("~~~") {
        return Vec::new();
    }
    let is_code = |event: &Event<'_>| {
        matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))))
    };
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// Whether a mark stands for itself: alone within a word or a number (5*8), as
/// the mark of a note ((*), *)), in an address, between strokes (_/_/2026).
fn is_plain(text: &str, at: usize, mark: u8) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let mark = char::from(mark);
    if before == Some('\\') || before == Some(mark) || after == Some(mark) {
        return false;
    }
    let ends_word = |c: char| c.is_whitespace() || "<>()[]\"".contains(c);
    let typed = text[..at].rsplit(ends_word).next().unwrap_or_default();
    // `<https://a.vn>` knows no escapes and no emphasis.
    if text[..at - typed.len()].ends_with('<') {
        return false;
    }
    let in_address = typed.contains("://") || typed.starts_with("www.");
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let within_word = mark == '*' && word(before) && word(after);
    let noted = after == Some(')') && before.is_none_or(|c| c == '(' || c.is_whitespace());
    let opens_note = before == Some('(') && after == Some(')');
    let stroke = mark == '_' && (before == Some('/') || after == Some('/'));
    within_word || noted || opens_note || stroke || in_address
}

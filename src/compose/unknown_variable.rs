//! A variable that nothing sets: which words of a text name it, what is told.

use std::ops::Range;

use super::expression::KEYWORDS;
use crate::diagnostic::{Diagnostic, nearest};

/// How the message begins; the name and a backtick follow.
const MESSAGE: &str = "không có biến `";
/// Leads the variables of the document's own.
const OWN: &str = "bien.";
/// The messages Tera gives for a name that is not there.
pub(super) fn is_undefined(message: &str) -> bool {
    message.contains("is not defined") || message.contains("undefined")
}

/// Where the name stands. Tera marks the last step of `co_quan.tem` or the
/// whole of `bien.so_lop > 13`; the user wants the name.
pub(super) fn place(text: &str, range: Range<usize>, known: &[String]) -> Range<usize> {
    let start = text[..range.start].trim_end_matches(is_path).len();
    let rest = &text[range.end..];
    let end = range.end + (rest.len() - rest.trim_start_matches(is_path).len());
    let names = names(&text[start..end]);
    let is_unknown = |name: &&Range<usize>| {
        let name = &text[start + name.start..start + name.end];
        !known.iter().any(|known| known == name || name.starts_with(&format!("{known}.")))
    };
    let is_own = |name: &&Range<usize>| text[start + name.start..].starts_with(OWN);
    let found = names.iter().find(|name| is_own(name) && is_unknown(name));
    let found = found.or_else(|| names.iter().find(is_unknown));
    found.map_or(start..end, |name| start + name.start..start + name.end)
}

fn is_path(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}

/// The names in an expression, quoted words and numbers aside.
fn names(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut start = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        if quote.is_none() && is_path(c) {
            start = start.or(Some(at));
            continue;
        }
        if let Some(start) = start.take() {
            let name = &words[start..at];
            if name.starts_with(|c: char| c.is_alphabetic() || c == '_') && !KEYWORDS.contains(&name) {
                found.push(start..at);
            }
        }
        quote = match quote {
            Some(open) if open == c => None,
            None if matches!(c, '"' | '\'' | '`') => Some(c),
            same => same,
        };
    }
    found
}

/// What is told of a name that nothing sets.
pub(super) fn report(name: &str, known: &[String]) -> Diagnostic {
    let mut help = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("có phải ý bạn là `{near}`?"),
        None => format!("các biến dùng được: {}", known.join(", ")),
    };
    if name.starts_with(OWN) {
        help.push_str("; nếu biến này là một cột của bảng (vanban lo), ghi giá trị mẫu vào `bien`");
    }
    Diagnostic::error("bien-la", format!("{MESSAGE}{name}`")).label("biến lạ").help(help)
}

/// The variable of the document's own, without `bien.`, that a report says
/// nothing sets.
#[cfg(feature = "batch")]
pub(crate) fn unknown_variable(fault: &Diagnostic) -> Option<&str> {
    fault.message.strip_prefix(MESSAGE)?.strip_suffix('`')?.strip_prefix(OWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_is_marked() {
        let known = ["so".to_owned(), "bien.a".to_owned()];
        for (text, marked, name) in [
            ("{{ co_quan.tem }}", "tem", "co_quan.tem"),
            ("{% if bien.so_lop > 13 %}", "bien.so_lop > 13", "bien.so_lop"),
            ("{% if 13 < bien.so_lop and so %}", "13 < bien", "bien.so_lop"),
            ("{% if bien.a == \"bien.c\" ~ bien.b %}", "bien.a == \"bien.c\" ~ bien.b", "bien.b"),
            ("{% for x in bien.ds %}", "bien", "bien.ds"),
        ] {
            let start = text.find(marked).unwrap();
            let found = place(text, start..start + marked.len(), &known);
            assert_eq!(&text[found], name);
        }
    }
}

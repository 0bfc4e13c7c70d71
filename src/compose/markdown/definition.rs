//! Lines that Markdown takes for the address of a link (`[Điều 5]: ...`) and
//! would not print.

use std::borrow::Cow;

use pulldown_cmark::Parser;

use super::fault::{self, Fault};

/// The text with such lines marked so that they print as typed; one that
/// really gives an address is refused.
pub(super) fn keep<'t>(markdown: &'t str, faults: &mut Vec<Fault>) -> Cow<'t, str> {
    if !markdown.contains("]:") {
        return Cow::Borrowed(markdown);
    }
    let mut kept = String::with_capacity(markdown.len() + 8);
    for line in markdown.split_inclusive('\n') {
        match bracket(line) {
            Some(at) => {
                if is_address(line) {
                    faults.push(fault::definition(line.trim()));
                }
                kept.push_str(&line[..at]);
                kept.push('\\');
                kept.push_str(&line[at..]);
            }
            None => kept.push_str(line),
        }
    }
    Cow::Owned(kept)
}

/// What is still taken for one, from a place that no line starts at.
pub(super) fn left(parser: &Parser<'_>, markdown: &str) -> Vec<Fault> {
    let mut found: Vec<_> = parser.reference_definitions().iter().map(|(_, def)| def.span.clone()).collect();
    found.sort_by_key(|span| span.start);
    found.into_iter().map(|span| fault::definition(markdown[span].trim())).collect()
}

/// Where the bracket of such a line stands, behind the marks of lists and
/// quotations; a footnote (`[^1]:`) is none.
fn bracket(line: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let start = rest.trim_start_matches([' ', '\t', '>']);
        at += rest.len() - start.len();
        let digits = start.len() - start.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = match start.as_bytes().get(digits) {
            Some(b'-' | b'+' | b'*') if digits == 0 => 1,
            Some(b'.' | b')') if digits > 0 => digits + 1,
            _ => break,
        };
        if !start[mark..].starts_with([' ', '\t']) {
            break;
        }
        at += mark;
    }
    let rest = &line[at..];
    let name = rest.strip_prefix('[').filter(|name| !name.starts_with('^'))?;
    let end = name.find(']')?;
    (end > 0 && name[end..].starts_with("]:")).then_some(at)
}

fn is_address(line: &str) -> bool {
    let rest = line.split_once("]:").map_or("", |(_, rest)| rest.trim_start().trim_start_matches('<'));
    ["http://", "https://", "mailto:"].iter().any(|scheme| rest.to_ascii_lowercase().starts_with(scheme))
}

//! Takes off what people type at the ends of a text that the program sets
//! itself.

use super::mark;
use super::paragraph::Run;

/// Takes off a dash that the author typed.
pub(super) fn trim_dash(runs: &mut [Run]) {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches(['-', '–', ' ']).to_owned();
    }
}

/// Takes white space and each of `ends`, in this order, off the end of a text;
/// footnotes stay. What a mark at the end stands for is trimmed when it is known.
pub(super) fn trim_end(runs: &mut Vec<Run>, ends: &[&str]) {
    let mut notes = Vec::new();
    while let Some(mut last) = runs.pop() {
        if last.note.is_some() {
            notes.push(last);
            continue;
        }
        let mut text = last.text.trim_end();
        let mut left = ends;
        while let Some((end, more)) = left.split_first().filter(|_| !mark::is_at_end(text)) {
            text = text.strip_suffix(end).unwrap_or(text).trim_end();
            left = more;
        }
        let length = text.len();
        last.text.truncate(length);
        if length > 0 {
            mark::note_ends(&mut last.text, left);
            runs.push(last);
            break;
        }
    }
    runs.extend(notes.into_iter().rev());
}

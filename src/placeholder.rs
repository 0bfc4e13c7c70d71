//! Places that a starter leaves for its owner: `«điền họ và tên»`. A leaf.
//!
//! A quotation in « » that does not start with the word "điền" is none.

use std::ops::Range;

const OPEN: char = '«';
const CLOSE: char = '»';
const LEAD: &str = "điền";

/// A place to fill in.
#[cfg(feature = "report")]
pub(crate) fn blank(what: &str) -> String {
    format!("{OPEN}{LEAD} {what}{CLOSE}")
}

/// Every place to fill in a text, in its order, with its guillemets. One that
/// is not closed reaches to the end of its line, or to the next one.
pub(crate) fn ranges(text: &str) -> Vec<Range<usize>> {
    let starts = text.match_indices(OPEN).map(|(at, _)| at);
    starts.filter(|&at| is_led(&text[at + OPEN.len_utf8()..])).map(|at| at..end(text, at)).collect()
}

/// Whether the words behind the opening guillemet start with "điền", in
/// whatever case: heads are capitalised.
fn is_led(rest: &str) -> bool {
    let rest = rest.trim_start();
    let first: String = rest.chars().take(LEAD.chars().count()).flat_map(char::to_lowercase).collect();
    let behind = rest.chars().nth(LEAD.chars().count());
    first == LEAD && !behind.is_some_and(char::is_alphanumeric)
}

fn end(text: &str, start: usize) -> usize {
    let inner = start + OPEN.len_utf8();
    let rest = &text[inner..];
    let rest = &rest[..rest.find([OPEN, '\n']).unwrap_or(rest.len())];
    match rest.find(CLOSE) {
        Some(at) => inner + at + CLOSE.len_utf8(),
        None => inner + rest.trim_end().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        ranges(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_what_is_to_fill_and_no_quotation() {
        assert_eq!(
            found("Trường «điền tên trường», xã «Điền tên xã»."),
            ["«điền tên trường»", "«Điền tên xã»"]
        );
        assert_eq!(found("TRƯỜNG «ĐIỀN TÊN TRƯỜNG»"), ["«ĐIỀN TÊN TRƯỜNG»"]);
        assert_eq!(found("« điền »"), ["« điền »"]);
        assert_eq!(found("phong trào «Dạy tốt», «điền kinh»"), ["«điền kinh»"]);
        assert!(found("cuộc thi «điềnh đạm» và “điền vào chỗ trống”").is_empty());
    }

    #[test]
    fn one_without_end_reaches_to_the_end_of_its_line() {
        assert_eq!(found("Ông «điền họ tên, lớp 7A  \nDòng sau»"), ["«điền họ tên, lớp 7A"]);
        assert_eq!(found("«điền a «điền b»"), ["«điền a", "«điền b»"]);
        assert_eq!(found("«điền"), ["«điền"]);
    }
}

//! What people typed under a heading of a report, set in the report's own
//! order: numbers below the heading's, entries with a dash, full stops.

use serde::Serialize;

use crate::typed_line::{Counting, label};

/// A paragraph or an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Doan {
    /// What it is: `van` (paragraph), `gach` (dash), `cong` (plus, below a
    /// dash), `so` (numbered), `gach_duoi_so`, `trong` (a blank to fill in).
    loai: &'static str,
    /// The number of a numbered entry.
    so: usize,
    chu: String,
}

impl Doan {
    /// A paragraph, or an entry of a list.
    pub(super) fn new(loai: &'static str, chu: impl Into<String>) -> Self {
        Self { loai, so: 0, chu: chu.into() }
    }

    /// A blank to fill in.
    pub(super) fn blank() -> Self {
        Self::new("trong", "")
    }
}

/// The lines that people typed. `dashed`: they become entries with a dash, as
/// the lines of the program around them are.
pub(super) fn set(lines: &[String], dashed: bool) -> Vec<Doan> {
    let (mut number, mut below) = (0, None);
    let mut set = Vec::new();
    for line in lines {
        let entry = entry(line.trim());
        let is_step = matches!((entry.counting, below), (Some(Counting::Letter), Some(Counting::Arabic)));
        let loai = match entry.loai {
            "gach" if below.is_some() => "gach_duoi_so",
            "so" if is_step => "gach_duoi_so",
            "van" if dashed => "gach",
            loai => loai,
        };
        if loai == "so" {
            number = if entry.is_first { 1 } else { number + 1 };
            below = entry.counting;
        } else if loai != "gach_duoi_so" {
            below = None;
        }
        let loai = match loai {
            "so" if dashed => "gach",
            "gach_duoi_so" if dashed => "cong",
            loai => loai,
        };
        set.push(Doan { loai, so: number, chu: stopped(entry.text) });
    }
    set
}

/// A typed line.
struct Entry<'t> {
    loai: &'static str,
    text: &'t str,
    counting: Option<Counting>,
    /// The first of its list.
    is_first: bool,
}

/// What a line is, and its text behind a typed dash or number. A number of
/// the heading's own sort (1., I., 1.1) must not stand below the heading.
fn entry(line: &str) -> Entry<'_> {
    let entry = |loai, text| Entry { loai, text, counting: None, is_first: false };
    for dash in ["- ", "– ", "+ ", "• ", "* "] {
        if let Some(text) = line.strip_prefix(dash) {
            return entry("gach", text.trim());
        }
    }
    let Some(label) = label(line).filter(|label| label.word.is_empty()) else { return entry("van", line) };
    let text = line.get(label.length..).unwrap_or(line);
    if label.counting == Counting::Dotted {
        return entry("gach", text);
    }
    let is_first = matches!(label.number, "1" | "01" | "a" | "I");
    Entry { loai: "so", text, counting: Some(label.counting), is_first }
}

/// A line with a full stop, unless it ends with a mark that closes or leads
/// on. Words alone decide: nothing that was typed is lost.
pub(super) fn stopped(line: &str) -> String {
    let line = line.trim();
    let words = line.trim_end_matches(['"', '”', '’', ')', '*', '_']);
    let is_closed = words.ends_with(['.', '!', '?', '…', ':', ';']);
    match line.strip_suffix(',') {
        _ if line.is_empty() => String::new(),
        Some(text) => format!("{text}."),
        None if is_closed => line.to_owned(),
        None => format!("{line}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &[&str], dashed: bool) -> Vec<String> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        set(&lines, dashed)
            .into_iter()
            .map(|doan| format!("{} {} {}", doan.loai, doan.so, doan.chu))
            .collect()
    }

    #[test]
    fn numbers_of_people_stand_below_the_heading() {
        let typed = ["1. Tiếp tục tuyên truyền", "- Mỗi quý một buổi;", "2. Lắp thêm camera."];
        let expected =
            ["so 1 Tiếp tục tuyên truyền.", "gach_duoi_so 1 Mỗi quý một buổi;", "so 2 Lắp thêm camera."];
        assert_eq!(shown(&typed, false), expected);
        let dashed = ["gach 1 Tiếp tục tuyên truyền.", "cong 1 Mỗi quý một buổi;", "gach 2 Lắp thêm camera."];
        assert_eq!(shown(&typed, true), dashed, "beside entries of the program");
        assert_eq!(shown(&["a) Một", "b) Hai"], false), ["so 1 Một.", "so 2 Hai."]);
        assert_eq!(shown(&["1. Một", "Thêm", "2. Hai"], false), ["so 1 Một.", "van 1 Thêm.", "so 2 Hai."]);
        let steps = ["1. Một", "a) Nhỏ", "2. Hai"];
        assert_eq!(shown(&steps, false), ["so 1 Một.", "gach_duoi_so 1 Nhỏ.", "so 2 Hai."]);
        assert_eq!(shown(&["1.1. Một"], false), ["gach 0 Một."]);
    }

    #[test]
    fn plain_lines_are_entries_where_the_others_are() {
        assert_eq!(shown(&["Sách còn ít"], true), ["gach 0 Sách còn ít."]);
        assert_eq!(shown(&["Sách còn ít"], false), ["van 0 Sách còn ít."]);
        assert_eq!(shown(&["+ Sách", "• Vở"], false), ["gach 0 Sách.", "gach 0 Vở."]);
    }

    #[test]
    fn lines_are_closed_with_a_full_stop() {
        let closed = ["Xong.", "Xong!", "Gồm:", "Một;", "(Xong.)", "Nói “xong.”", "Đạt 98,5%", "Còn,", ""];
        let expected = ["Xong.", "Xong!", "Gồm:", "Một;", "(Xong.)", "Nói “xong.”", "Đạt 98,5%.", "Còn.", ""];
        assert_eq!(closed.map(stopped), expected);
    }
}

//! Numbers that people type where the program numbers.

use super::markdown::{Element, Item};
use super::paragraph::Run;
use crate::diagnostic::{Diagnostic, Severity};
use crate::typed_line::{self, Counting, Label};

/// The rule of the checker that tells of a number that is not the program's.
const RULE: &str = "GO-so_lech";

/// What stands at the start of a text that the program numbers.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// No number.
    None,
    /// The program's own number, this many bytes with the white space behind.
    Same(usize),
    /// Another number.
    Other(String),
}

/// Compares the start of a text with the label that the program gives it.
pub(super) fn compare(text: &str, label: &str) -> Typed {
    let Some(typed) = typed_line::label(text) else { return Typed::None };
    let same = of_program(label).is_some_and(|own| {
        kind(&own) == kind(&typed) && own.number.to_lowercase() == typed.number.to_lowercase()
    });
    if same { Typed::Same(typed.length) } else { Typed::Other(typed.text.to_owned()) }
}

/// Whether two labels are of one sort: "3." and "1.", "Điều 2." and "Điều 1.".
pub(super) fn look_alike(typed: &str, label: &str) -> bool {
    match (of_program(typed), of_program(label)) {
        (Some(typed), Some(own)) => kind(&typed) == kind(&own),
        _ => false,
    }
}

fn kind(label: &Label<'_>) -> (String, Counting) {
    (label.word.to_lowercase(), label.counting)
}

/// A label that stands alone, as the program makes it: `1. `, `Phần I`.
fn of_program(label: &str) -> Option<Label<'_>> {
    const BEHIND: [&str; 2] = ["", " X"];
    let label = label.trim_end();
    // A label is told from a sentence by the words behind it.
    let found = BEHIND.iter().find_map(|behind| {
        let line = format!("{label}{behind}");
        typed_line::label(&line).map(|found| (found.word.len(), found.number.len(), found.counting))
    })?;
    let (word, number, counting) = found;
    let from = label.get(word..)?.len() - label.get(word..)?.trim_start().len() + word;
    Some(Label {
        word: label.get(..word)?,
        number: label.get(from..from + number)?,
        counting,
        text: label,
        length: label.len(),
    })
}

/// Makes the first entry of a list the paragraph that it is where the program
/// puts its own number of that sort in front: `- noi_dung: 3. Họp`.
pub(super) fn free_first(elements: &mut Vec<Element>, label: &str) {
    let Some(Element::List(list)) = elements.first_mut() else { return };
    let Some(first) = list.items.first().filter(|item| look_alike(&item.typed, label)) else { return };
    let typed = format!("{} ", first.typed);
    let mut freed = list.items.remove(0).elements;
    list.start = list.start.map(|start| start.saturating_add(1));
    match freed.first_mut() {
        Some(Element::Paragraph(runs)) => runs.insert(0, Run::plain(typed)),
        _ => freed.insert(0, Element::Paragraph(vec![Run::plain(typed)])),
    }
    if list.items.is_empty() {
        elements.remove(0);
    }
    elements.splice(0..0, freed);
}

/// The report of a number that is not the program's.
pub(super) fn differs(typed: &str, label: &str) -> Diagnostic {
    let label = label.trim_end();
    Diagnostic::error(RULE, format!("gõ số \"{typed}\" nhưng chương trình đánh số \"{label}\""))
        .label("số gõ tay")
        .help(
            "bỏ số gõ tay: chương trình tự đánh số; nếu số gõ tay mới đúng thì xem lại thứ tự các mục ở trên",
        )
}

/// The hint that a typed number is printed in another way: below a clause `1.`
/// is a), below a point a dash.
pub(super) fn changed(typed: &str, label: &str) -> Diagnostic {
    let label = label.trim_end();
    let message = format!("danh sách gõ \"{typed}\" nằm dưới một cấp khác nên in là \"{label}\"");
    let report = Diagnostic { severity: Severity::Hint, ..Diagnostic::error("cap-sau", message) };
    report.help("nếu muốn số khác thì đưa danh sách lên một cấp, hoặc gõ a) ở đầu dòng; ý nhỏ dưới điểm a) viết bằng -")
}

/// The report of a typed number that reads as a sibling of the section whose
/// text it stands in.
pub(super) fn sibling(typed: &str, label: &str) -> Diagnostic {
    let label = label.trim_end();
    Diagnostic::error(
        RULE,
        format!("\"{typed}\" ngang cấp với số \"{label}\" của mục chứa nó, đọc như một mục khác"),
    )
    .label("số gõ tay")
    .help("ý nhỏ hơn thì viết bằng - , hoặc tách thành mục riêng trong `muc`")
}

/// Takes bytes off the start of a text.
pub(super) fn drop_bytes(runs: &mut Vec<Run>, mut length: usize) {
    for run in runs.iter_mut() {
        let here = length.min(run.text.len());
        run.text.drain(..here);
        length -= here;
    }
    runs.retain(|run| !run.is_empty());
}

/// The entries whose typed number is not the one that is printed, with the
/// printed one. A list typed "1." throughout lets the program count.
pub(super) fn out_of_order(start: u64, items: &[Item]) -> Vec<(&Item, u64)> {
    let number = |item: &Item| item.typed.trim_end_matches(['.', ')']).parse::<u64>().ok();
    if items.len() > 1 && items.iter().all(|item| number(item) == Some(1)) {
        return Vec::new();
    }
    let expected = (start..).take(items.len());
    items
        .iter()
        .zip(expected)
        .filter(|(item, expected)| number(item).is_some_and(|typed| typed != *expected))
        .collect()
}

/// The mark of an entry this many levels below the last numbered one.
pub(super) fn dash(below: usize) -> String {
    if below % 2 == 1 { "- ".to_owned() } else { "+ ".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_own_number_is_the_same_however_it_is_typed() {
        let cases = [
            ("Điều 3. Hội đồng", "Điều 3. "),
            ("ĐIỀU 3: Hội đồng", "Điều 3. "),
            ("1. Họp", "1. "),
            ("1) Họp", "1. "),
            ("a. Họp", "a) "),
            ("II. Họp", "II. "),
        ];
        for (text, label) in cases {
            assert!(matches!(compare(text, label), Typed::Same(_)), "{text} {label}");
        }
        assert_eq!(compare("Điều 4. Hội đồng", "Điều 3. "), Typed::Other("Điều 4.".into()));
        assert_eq!(compare("1.1. Họp", "1. "), Typed::Other("1.1.".into()));
        assert_eq!(compare("Họp", "1. "), Typed::None);
    }

    #[test]
    fn labels_of_one_sort_look_alike() {
        assert!(look_alike("Điều 4.", "Điều 1. "));
        assert!(look_alike("7.", "1. "));
        assert!(!look_alike("a)", "1. "));
        assert!(!look_alike("Điều 4.", "1. "));
        assert!(look_alike("Phần II", "Phần I"));
    }
}

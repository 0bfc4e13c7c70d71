//! Numbers and results as a report words them.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{ChiTieu, Ngay, NhiemVu};
use crate::number;
use crate::typed_line;

/// What follows a number: " buổi", or "%" without a space.
pub(super) fn unit_after(figure: &ChiTieu) -> String {
    if figure.is_rate() { "%".to_owned() } else { format!(" {}", figure.don_vi.value) }
}

/// "4 buổi", "98,5%".
pub(super) fn amount(figure: &ChiTieu, value: Decimal) -> String {
    format!("{}{}", number::format(value), unit_after(figure))
}

/// The change in a table: "+2", "-1,5", "0".
pub(super) fn signed(difference: Decimal) -> String {
    let sign = if difference.is_sign_positive() && !difference.is_zero() { "+" } else { "" };
    format!("{sign}{}", number::format(difference))
}

/// "98,5%".
pub(super) fn percent(share: Decimal) -> String {
    format!("{}%", number::format(share))
}

/// A part of a whole in per cent, rounded; none of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<String> {
    let share = (Decimal::from(part) * Decimal::ONE_HUNDRED).checked_div(Decimal::from(whole))?;
    Some(percent(number::round(share)))
}

/// "03".
pub(super) fn two_digits(count: usize) -> String {
    format!("{count:02}")
}

/// "3, 2 và 1".
pub(super) fn listed(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} và {last}", before.join(", ")),
        _ => parts.concat(),
    }
}

/// "20/10/2025" with the leading zeros of the decree.
pub(super) fn date(ngay: Ngay) -> String {
    ngay.short()
}

/// A subject inside a sentence: its first letter small, unless the first word
/// is an abbreviation.
pub(super) fn in_sentence(subject: &str) -> String {
    let mut letters = subject.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(subject.chars().skip(1)).collect()
        }
        _ => subject.to_owned(),
    }
}

/// With a capital first letter.
pub(super) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A sentence without the full stop that the template adds.
pub(super) fn unstopped(text: &str) -> String {
    text.trim().trim_end_matches(['.', ';']).trim_end().to_owned()
}

/// A task inside a sentence or list: without its full stop, and without the
/// number that somebody typed before it, since the program numbers what it
/// stands in.
pub(super) fn task(task: &NhiemVu) -> String {
    let viec = task.viec.as_str().trim();
    unstopped(typed_line::label(viec).map_or(viec, |label| &viec[label.length..]))
}

/// That the number typed before a task is not printed.
pub(super) fn typed_number(task: &NhiemVu) -> Option<Diagnostic> {
    let label = typed_line::label(task.viec.as_str())?;
    let message =
        format!("nhiệm vụ `{}`: không in số gõ tay \"{}\" ở đầu `viec`", task.id.as_str(), label.text);
    let hint = Diagnostic { severity: Severity::Hint, ..Diagnostic::warning("so-go-tay", message) };
    Some(hint.at(task.viec.span).help("bỏ số gõ tay: chương trình tự đánh số các việc"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_counts() {
        assert_eq!(share(7, 9).as_deref(), Some("77,8%"));
        assert_eq!(share(0, 9).as_deref(), Some("0%"));
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn subjects_start_small_inside_a_sentence() {
        assert_eq!(in_sentence("Triển khai công tác"), "triển khai công tác");
        assert_eq!(in_sentence("UBND xã họp"), "UBND xã họp");
        assert_eq!(in_sentence("Đẩy mạnh"), "đẩy mạnh");
        assert_eq!(in_sentence(""), "");
    }
}

//! Numbers and results as a report words them.

use rust_decimal::Decimal;

use super::figures::Trend;
use crate::model::{ChiTieu, Chieu, Ngay};
use crate::number;

/// What follows a number: " buổi", or "%" without a space.
pub(super) fn unit_after(figure: &ChiTieu) -> String {
    if figure.is_rate() { "%".to_owned() } else { format!(" {}", figure.don_vi.value) }
}

/// "4 buổi", "98,5%".
pub(super) fn amount(figure: &ChiTieu, value: Decimal) -> String {
    format!("{}{}", number::format(value), unit_after(figure))
}

/// "4 buổi", or "không quá 2 vụ" where less is better.
pub(super) fn target(figure: &ChiTieu, value: Decimal) -> String {
    let amount = amount(figure, value);
    match figure.chieu {
        Chieu::Tang => amount,
        Chieu::Giam => format!("không quá {amount}"),
    }
}

/// A result against its target: "bằng 91,7% chỉ tiêu (3.000 lượt)"; of rates
/// and of what should be low the target alone says more than a share.
pub(super) fn against(figure: &ChiTieu, aim: Decimal, share: Option<Decimal>, of: &str) -> String {
    let aim = target(figure, aim);
    match share.filter(|_| !figure.is_rate() && figure.chieu == Chieu::Tang) {
        Some(share) => format!("bằng {} chỉ tiêu{of} ({aim})", percent(share)),
        None => format!("chỉ tiêu{of} {aim}"),
    }
}

/// "tăng 2 buổi (66,7%)", "giảm 1,5 điểm phần trăm", "không đổi".
pub(super) fn trend(figure: &ChiTieu, trend: Trend) -> String {
    if trend.difference.is_zero() {
        return "không đổi".to_owned();
    }
    let way = if trend.difference.is_sign_positive() { "tăng" } else { "giảm" };
    let size = trend.difference.abs();
    if figure.is_rate() {
        return format!("{way} {} điểm phần trăm", number::format(size));
    }
    let share = trend.share.map_or_else(String::new, |share| format!(" ({})", percent(share)));
    format!("{way} {}{share}", amount(figure, size))
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

/// "20/10/2025" with the leading zeros of the decree.
pub(super) fn date(ngay: Ngay) -> String {
    crate::compose::short_date(ngay)
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

/// A sentence without the full stop that the template adds.
pub(super) fn unstopped(text: &str) -> String {
    text.trim().trim_end_matches(['.', ';']).trim_end().to_owned()
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

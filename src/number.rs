//! Numbers as Vietnamese documents write them: 1.250 and 98,5.

use rust_decimal::{Decimal, RoundingStrategy};

/// Digits after the comma of a computed number.
const COMPUTED_DIGITS: u32 = 1;

/// Reads `1.250`, `1250`, `98,5`, `98.5`. A dot before exactly three digits
/// separates thousands, as Vietnamese numbers have it; any other dot is a
/// decimal point.
pub fn parse(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = match digits.split_once(',') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => match digits.split_once('.') {
            Some((whole, fraction)) if !is_grouped(digits) => (whole, Some(fraction)),
            _ => (digits, None),
        },
    };
    let whole = if is_grouped(whole) { whole.replace('.', "") } else { whole.to_owned() };
    if !plain(&whole) || fraction.is_some_and(|fraction| !plain(fraction)) {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    format!("{sign}{whole}.{}", fraction.unwrap_or("0")).parse::<Decimal>().ok().map(|n| n.normalize())
}

/// `1.250.000`: groups of three after a first group of one to three.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    !rest.is_empty()
        && (1..=3).contains(&first.len())
        && digits(first)
        && !first.starts_with('0')
        && rest.iter().all(|group| group.len() == 3 && digits(group))
}

/// Writes a number: dots between thousands, a decimal comma, no idle zeros.
pub fn format(number: Decimal) -> String {
    let text = number.normalize().abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{comma}{fraction}")
}

/// Rounds a computed number to one digit after the comma, halves away from
/// zero, as people round.
pub fn round(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(COMPUTED_DIGITS, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_people_type() {
        let pairs = [
            ("1250", "1250"),
            ("1.250", "1250"),
            ("1.250.000", "1250000"),
            ("1.250,5", "1250.5"),
            ("98,5", "98.5"),
            ("98.5", "98.5"),
            ("0.125", "0.125"),
            ("12.50", "12.5"),
            (" -3 ", "-3"),
            ("100,00", "100"),
        ];
        for (text, expected) in pairs {
            assert_eq!(parse(text).map(|n| n.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "-", "4/5", "bốn", "1,2,3", "1.2.3", "12e3", "1 000", ",5", "5,", "1250.000.1", "٣"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn writes_vietnamese_forms() {
        let pairs = [
            ("1250", "1.250"),
            ("98.5", "98,5"),
            ("-1234567.25", "-1.234.567,25"),
            ("100.0", "100"),
            ("0.5", "0,5"),
            ("-0.0", "0"),
            ("999", "999"),
        ];
        for (number, expected) in pairs {
            assert_eq!(format(number.parse().unwrap()), expected);
        }
    }

    #[test]
    fn halves_go_away_from_zero() {
        for (number, expected) in
            [("98.45", "98.5"), ("98.44", "98.4"), ("-0.05", "-0.1"), ("33.333", "33.3")]
        {
            assert_eq!(round(number.parse().unwrap()).to_string(), expected);
        }
    }
}

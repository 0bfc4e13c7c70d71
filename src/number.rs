//! Numbers as Vietnamese documents write them: 1.250 and 98,5.

use rust_decimal::{Decimal, RoundingStrategy};

/// Digits after the comma of a computed number.
const COMPUTED_DIGITS: u32 = 1;

/// Reads `1.250`, `1250`, `98,5`, `98.5`. A dot before exactly three digits
/// separates thousands, as Vietnamese numbers have it; any other dot is a
/// decimal point.
pub fn parse(text: &str) -> Option<Decimal> {
    parse_exact(text).map(|number| number.normalize())
}

/// As [`parse`], with as many digits after the comma as were typed: `9,80`.
pub fn parse_exact(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once(',') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => match digits.split_once('.') {
            Some((whole, fraction)) if !is_grouped(digits) => (whole, Some(fraction)),
            _ => (digits, None),
        },
    };
    let whole = if is_grouped(whole) { whole.replace('.', "") } else { whole.to_owned() };
    if !is_plain(&whole) || fraction.is_some_and(|fraction| !is_plain(fraction)) {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let fraction = fraction.map_or_else(String::new, |fraction| format!(".{fraction}"));
    format!("{sign}{whole}{fraction}").parse().ok()
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
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
    format_exact(number.normalize())
}

/// As [`format()`], with all the digits that the number has after the comma.
pub fn format_exact(number: Decimal) -> String {
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{}{comma}{fraction}", grouped(whole))
}

/// Digits with dots between thousands.
fn grouped(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// How the thousands and the decimals of a number are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `1250`, `1250,5`.
    Plain,
    /// `1.250`, `1.250,5`.
    Grouped,
    /// `98.5`: a decimal point.
    Point,
    /// `1,250,000`: commas between thousands.
    English,
}

/// A number as it is written, with a unit that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<'t> {
    sign: &'t str,
    whole: &'t str,
    fraction: Option<&'t str>,
    unit: &'t str,
    /// How it is written.
    pub form: Form,
}

/// Units that leave a number a number.
const UNITS: [&str; 6] = ["%", "đồng", "đ", "VNĐ", "VND", "₫"];

impl<'t> Written<'t> {
    /// Takes a text apart that is a number and nothing else.
    pub fn of(text: &'t str) -> Option<Self> {
        let text = text.trim();
        let (sign, rest) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
        if !matches!(sign, "" | "-" | "+" | "−" | "–") {
            return None;
        }
        let body = UNITS.iter().find_map(|unit| rest.strip_suffix(unit)).unwrap_or(rest).trim_end();
        let unit = &rest[body.len()..];
        let (whole, fraction, form) = parts(body)?;
        Some(Self { sign, whole, fraction, unit, form })
    }

    /// A code, not a quantity: `0912345678`.
    pub fn has_leading_zero(&self) -> bool {
        self.whole.len() > 1 && self.whole.starts_with('0')
    }

    /// Has thousands without dots between them.
    pub fn lacks_dots(&self) -> bool {
        self.form == Form::Plain && self.whole.len() > 3
    }

    /// `1,250`: one and a quarter in Vietnamese, a thousand in English.
    pub fn is_ambiguous(&self) -> bool {
        self.form == Form::Plain
            && self.whole.len() <= 3
            && !self.whole.starts_with('0')
            && self.fraction.is_some_and(|fraction| fraction.len() == 3)
    }

    /// The number, where it is an amount and there is one way to read it: no
    /// rate, no code, not in English form.
    pub fn amount(&self) -> Option<Decimal> {
        if self.unit == "%" || self.has_leading_zero() || self.is_ambiguous() || self.form == Form::English {
            return None;
        }
        let whole: String = self.whole.chars().filter(char::is_ascii_digit).collect();
        let sign = if matches!(self.sign, "" | "+") { "" } else { "-" };
        let fraction = self.fraction.map_or_else(String::new, |fraction| format!(".{fraction}"));
        format!("{sign}{whole}{fraction}").parse().ok()
    }

    /// Whether it has a decimal comma.
    pub fn has_comma(&self) -> bool {
        self.fraction.is_some() && matches!(self.form, Form::Plain | Form::Grouped)
    }

    /// The same number as Vietnamese documents write it.
    pub fn in_vietnamese(&self) -> String {
        let digits: String = self.whole.chars().filter(char::is_ascii_digit).collect();
        let fraction = self.fraction.map_or_else(String::new, |fraction| format!(",{fraction}"));
        format!("{}{}{fraction}{}", self.sign, grouped(&digits), self.unit)
    }
}

/// Whole part, fraction and form of the digits of a number.
fn parts(body: &str) -> Option<(&str, Option<&str>, Form)> {
    let form = |whole: &str| {
        if is_plain(whole) { Some(Form::Plain) } else { is_grouped(whole).then_some(Form::Grouped) }
    };
    if let Some(found) = form(body) {
        return Some((body, None, found));
    }
    if let Some((whole, fraction)) = body.rsplit_once(',')
        && is_plain(fraction)
        && let Some(found) = form(whole)
    {
        return Some((whole, Some(fraction), found));
    }
    let (whole, fraction) = match body.split_once('.') {
        Some((whole, fraction)) if is_plain(fraction) => (whole, Some(fraction)),
        Some(_) => return None,
        None => (body, None),
    };
    if is_plain(whole) {
        return Some((whole, fraction, Form::Point));
    }
    let is_english = !whole.contains('.') && is_grouped(&whole.replace(',', "."));
    is_english.then_some((whole, fraction, Form::English))
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
    fn keeps_the_digits_that_were_typed() {
        for (text, expected) in
            [("9,80", "9,80"), ("1250", "1.250"), ("100,00", "100,00"), ("19.25", "19,25")]
        {
            assert_eq!(parse_exact(text).map(format_exact).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn tells_how_a_number_is_written() {
        let form = |text| Written::of(text).map(|written| written.form);
        for (text, expected) in [
            ("1250", Some(Form::Plain)),
            ("-1250,5", Some(Form::Plain)),
            ("1,250", Some(Form::Plain)),
            ("1.250", Some(Form::Grouped)),
            ("1.250.000 đồng", Some(Form::Grouped)),
            ("98,5%", Some(Form::Plain)),
            ("26.7", Some(Form::Point)),
            ("1,250,000", Some(Form::English)),
            ("1,250.50", Some(Form::English)),
            ("7A", None),
            ("1.2.3", None),
            ("05/11/2021", None),
            ("2 người", None),
            ("%", None),
            ("1,2,3", None),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
        let vietnamese = |text| Written::of(text).unwrap().in_vietnamese();
        assert_eq!(vietnamese("1,250,000"), "1.250.000");
        assert_eq!(vietnamese("185000 đ"), "185.000 đ");
        assert_eq!(vietnamese("-26.7%"), "-26,7%");
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

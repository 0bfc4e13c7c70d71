//! Numbers in a column of a `bang`: as their cells show them, written one way,
//! added up.

use rust_decimal::{Decimal, RoundingStrategy};

use super::table::{Cell, CellValue, NumberForm};
use crate::column_kind::{is_code, is_mark};
use crate::diagnostic::Diagnostic;
use crate::number::{self, Form, Written};

/// A number of a summed column.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellNumber {
    /// As printed.
    pub(super) shown: Decimal,
    /// As stored: a workbook shows fewer digits than it keeps.
    exact: Decimal,
    /// Its cell always shows so many digits after the comma.
    is_fixed: bool,
}

impl CellNumber {
    /// The number of a cell; none of a rate and of what is no number.
    pub(super) fn of(cell: &Cell) -> Option<Self> {
        match &cell.value {
            CellValue::Number { form, .. } if form.rate => None,
            CellValue::Number { number, form } => Some(Self {
                shown: rounded(*number, form.places),
                exact: *number,
                is_fixed: form.places.is_some_and(|places| places > 0),
            }),
            _ => number::parse_exact(&cell.words()).map(|number| Self {
                shown: number,
                exact: number,
                is_fixed: number.scale() > number.normalize().scale(),
            }),
        }
    }

    /// As printed.
    pub(super) fn words(self) -> String {
        number::format_exact(self.shown)
    }
}

/// What the numbers of a column add up to, and how its numbers look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    exact: Decimal,
    shown: Decimal,
    /// Most digits after the comma.
    places: u32,
    /// Whether zeros at the end of the fraction are kept: some number has them.
    keeps_zeros: bool,
}

impl Sum {
    /// The sum of a column; none when it is too large.
    pub(super) fn of(figures: impl Iterator<Item = CellNumber>) -> Option<Self> {
        let mut sum = Self::default();
        for CellNumber { shown, exact, is_fixed } in figures {
            sum.exact = sum.exact.checked_add(exact)?;
            sum.shown = sum.shown.checked_add(shown)?;
            sum.places = sum.places.max(shown.scale());
            sum.keeps_zeros |= is_fixed;
        }
        Some(sum)
    }

    /// The sum of some rows of the column that `self` is the sum of.
    pub(super) fn of_part(self, figures: impl Iterator<Item = CellNumber>) -> Option<Self> {
        let part = Self::of(figures)?;
        Some(Self { places: self.places, keeps_zeros: self.keeps_zeros, ..part })
    }

    fn value(self) -> Decimal {
        rounded(self.exact, Some(self.places))
    }

    /// The sum in the form of its column.
    pub(super) fn words(self) -> String {
        self.written(self.value())
    }

    fn written(self, number: Decimal) -> String {
        if self.keeps_zeros { number::format_exact(number) } else { number::format(number) }
    }

    /// Whether a number that stands for the sum says the same.
    pub(super) fn is_said_by(self, said: CellNumber) -> bool {
        said.shown == rounded(self.exact, Some(said.shown.scale()))
    }

    /// What the printed numbers add up to, where that is another number.
    pub(super) fn of_printed(self) -> Option<String> {
        (self.value() != self.shown).then(|| self.written(self.shown))
    }
}

/// A number with so many digits after the comma; with none asked for, as many
/// as it has.
fn rounded(number: Decimal, places: Option<u32>) -> Decimal {
    let Some(places) = places else { return number.normalize() };
    let mut rounded = number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places);
    rounded
}

/// A number of a workbook as its cell shows it, in Vietnamese form. A year or a
/// code has no dots: its cell has none.
pub(super) fn as_shown(number: Decimal, form: NumberForm) -> Option<String> {
    let number = if form.rate { number.checked_mul(Decimal::ONE_HUNDRED)? } else { number };
    let number = rounded(number, form.places);
    let unit = if form.rate { "%" } else { "" };
    if form.grouped || form.rate {
        return Some(number::format_exact(number) + unit);
    }
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    Some(format!("{sign}{whole:0>width$}{comma}{fraction}{unit}", width = form.digits))
}

/// A warning for each typed number that a column of numbers has in English
/// form. It is printed as typed: only its author knows what it says.
pub(super) fn in_english<'c>(
    title: &str,
    cells: impl Iterator<Item = &'c Cell> + Clone,
    warnings: &mut Vec<Diagnostic>,
) {
    if is_code(title) {
        return;
    }
    let filled = cells.filter(|cell| !cell.is_empty());
    let mut typed: Vec<(&Cell, String)> = Vec::new();
    for cell in filled {
        match &cell.value {
            CellValue::Number { .. } => {}
            CellValue::Text(text) if is_mark(text) => {}
            CellValue::Text(text) if Written::of(text).is_some() => typed.push((cell, text.clone())),
            // A column of words.
            _ => return,
        }
    }
    let written: Vec<(&Cell, &str, Written<'_>)> = typed
        .iter()
        .filter_map(|(cell, text)| Written::of(text).map(|written| (*cell, text.as_str(), written)))
        .collect();
    let is_vietnamese = |written: &Written<'_>| {
        written.form == Form::Grouped || written.has_comma() && !written.is_ambiguous()
    };
    let some_vietnamese = written.iter().any(|(.., written)| is_vietnamese(written));
    let commas_differ = written.iter().any(|(.., written)| written.has_comma() && !written.is_ambiguous());
    for (cell, text, written) in written {
        let (message, help) = match written.form {
            Form::English => {
                (format!("số `{text}` viết theo kiểu tiếng Anh"), format!("viết {}", written.in_vietnamese()))
            }
            Form::Point if some_vietnamese => (
                format!("số `{text}` có dấu chấm thập phân, các số khác của cột viết theo kiểu Việt Nam"),
                format!("viết {}", written.in_vietnamese()),
            ),
            _ if written.is_ambiguous() && !commas_differ => (
                format!("số `{text}` có hai cách hiểu: phần nghìn hay hàng nghìn?"),
                format!(
                    "nếu là hàng nghìn thì viết {}; nếu là số thập phân thì bớt chữ số, ví dụ {}",
                    text.replace(',', "."),
                    number::parse(text).map_or_else(String::new, number::format)
                ),
            ),
            _ => continue,
        };
        warnings.push(Diagnostic::warning("so-kieu-anh", message).at(&cell.place).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::as_shown;
    use crate::source::table::NumberForm;

    #[test]
    fn numbers_are_shown_as_in_the_workbook() {
        let form = |rate, grouped, places, digits| NumberForm { rate, grouped, places, digits };
        for (number, form, expected) in [
            ("9.8", form(false, false, Some(2), 1), "9,80"),
            ("2021", NumberForm::default(), "2021"),
            ("98.5", NumberForm::default(), "98,5"),
            ("1250000", form(false, true, Some(0), 1), "1.250.000"),
            ("0.985", form(true, false, Some(1), 1), "98,5%"),
            ("0.985", form(true, false, Some(0), 1), "99%"),
            ("912345678", form(false, false, Some(0), 10), "0912345678"),
            ("-0.4", form(false, false, Some(0), 1), "0"),
        ] {
            assert_eq!(
                as_shown(number.parse().unwrap(), form).as_deref(),
                Some(expected),
                "{number} {form:?}"
            );
        }
    }
}

//! Number formats of workbooks: how a cell shows its number.

/// How a cell shows its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NumberForm {
    /// 0.985 as 98,5%.
    pub rate: bool,
    /// 1250 as 1.250.
    pub grouped: bool,
    /// Digits after the comma, always so many; none: as many as the number has.
    pub places: Option<u32>,
    /// Least digits before the comma: 5 shows 42 as 00042.
    pub digits: usize,
}

#[cfg(feature = "workbooks")]
impl NumberForm {
    /// Reads a format of Excel, `#,##0.00`.
    pub(super) fn of(code: &str) -> Self {
        let code = bare(code);
        let (whole, fraction) = match code.split_once('.') {
            Some((whole, fraction)) => (whole, fraction),
            None => (code.as_str(), ""),
        };
        let is_digit = |c: char| matches!(c, '0' | '#' | '?');
        let rate = code.contains('%');
        if !whole.contains(is_digit) && !fraction.contains(is_digit) || code.contains(['E', 'e', '/']) {
            return Self { rate, ..Self::default() };
        }
        let fraction = &fraction[..fraction.find(|c| !is_digit(c)).unwrap_or(fraction.len())];
        let is_fixed = fraction.chars().all(|c| c == '0');
        Self {
            rate,
            grouped: whole.contains(',') && whole.trim_end_matches(',').contains(','),
            places: is_fixed.then(|| u32::try_from(fraction.len()).ok()).flatten(),
            digits: whole.chars().filter(|&c| c == '0').count(),
        }
    }
}

/// The first section of a format, without words, colours, fillers and spaces.
#[cfg(feature = "workbooks")]
pub(super) fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '[' => while chars.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => drop(chars.next()),
            _ => bare.push(c),
        }
    }
    if bare.trim().eq_ignore_ascii_case("general") { String::new() } else { bare }
}

#[cfg(all(test, feature = "workbooks"))]
mod tests {
    use super::NumberForm;

    #[test]
    fn formats_of_excel_are_understood() {
        let form = |rate, grouped, places, digits| NumberForm { rate, grouped, places, digits };
        for (code, expected) in [
            ("General", NumberForm::default()),
            ("@", NumberForm::default()),
            ("", NumberForm::default()),
            ("0.00E+00", NumberForm::default()),
            ("0", form(false, false, Some(0), 1)),
            ("0.00", form(false, false, Some(2), 1)),
            ("#,##0", form(false, true, Some(0), 1)),
            ("#,##0.0#", form(false, true, None, 1)),
            ("0%", form(true, false, Some(0), 1)),
            ("0.0%", form(true, false, Some(1), 1)),
            ("0000000000", form(false, false, Some(0), 10)),
            ("#,##0\\ \"đ\"", form(false, true, Some(0), 1)),
            ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", form(false, true, Some(0), 1)),
            ("[Red]0.0;0", form(false, false, Some(1), 1)),
        ] {
            assert_eq!(NumberForm::of(code), expected, "{code}");
        }
    }
}

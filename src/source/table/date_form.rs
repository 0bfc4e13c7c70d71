//! Dates and times of workbooks: what a cell shows of them.

use calamine::ExcelDateTime;

use super::CellValue;
use super::number_form::bare;
use crate::model::Ngay;

/// Minutes of a day.
const DAY_MINUTES: f64 = 24.0 * 60.0;

/// Which parts of a date and time a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateForm {
    day: bool,
    year: bool,
    time: bool,
}

impl Default for DateForm {
    /// All: how the cells of the file look is not known.
    fn default() -> Self {
        Self { day: true, year: true, time: true }
    }
}

impl DateForm {
    /// Reads a format of Excel, `dd/mm/yyyy hh:mm`.
    pub(super) fn of(code: &str) -> Self {
        let code = bare(code).to_lowercase();
        let has = |part: char| code.contains(part);
        if !(has('d') || has('y') || has('h')) {
            return Self { time: false, ..Self::default() };
        }
        Self { day: has('d'), year: has('y'), time: has('h') }
    }

    /// What a cell holds that shows a date, a time, or both.
    pub(super) fn value(self, moment: &ExcelDateTime) -> CellValue {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a day")]
        let minutes = (moment.as_f64().rem_euclid(1.0) * DAY_MINUTES).round().min(DAY_MINUTES - 1.0) as u32;
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        // The day before the first is that of a time alone.
        if moment.as_f64() < 1.0 || (self.time && !self.day && !self.year) {
            return CellValue::Text(time);
        }
        let (year, month, day, ..) = moment.to_ymd_hms_milli();
        let parts = (i16::try_from(year).ok(), i8::try_from(month).ok(), i8::try_from(day).ok());
        let date = match parts {
            (Some(year), Some(month), Some(day)) => Ngay::new(year, month, day),
            _ => None,
        };
        let Some(date) = date else { return CellValue::Unusable("ngày không có thật".to_owned()) };
        self.date(date, Some(time).filter(|_| minutes > 0))
    }

    /// A date, and the time of the day where there is one.
    pub(super) fn date(self, date: Ngay, time: Option<String>) -> CellValue {
        let mut shown = String::new();
        if self.day {
            shown.push_str(&format!("{:02}/", date.ngay()));
        }
        shown.push_str(&format!("{:02}", date.thang()));
        if self.year {
            shown.push_str(&format!("/{}", date.nam()));
        }
        if let Some(time) = time.filter(|_| self.time) {
            shown.push(' ');
            shown.push_str(&time);
        }
        CellValue::Date { date, shown }
    }
}

#[cfg(test)]
mod tests {
    use super::{CellValue, DateForm};
    use crate::model::Ngay;

    #[test]
    fn dates_are_shown_as_in_the_workbook() {
        for (code, expected) in [
            ("dd/mm/yyyy", "05/11/2026"),
            ("mm-dd-yy", "05/11/2026"),
            ("[$-1010000]d/m/yyyy;@", "05/11/2026"),
            ("mm/yyyy", "11/2026"),
            ("dd/mm", "05/11"),
            ("dd/mm/yyyy hh:mm", "05/11/2026 08:15"),
            ("General", "05/11/2026"),
        ] {
            let date = Ngay::new(2026, 11, 5).unwrap();
            let value = DateForm::of(code).date(date, Some("08:15".to_owned()));
            assert!(
                matches!(&value, CellValue::Date { shown, .. } if shown == expected),
                "{code}: {value:?}"
            );
        }
    }
}

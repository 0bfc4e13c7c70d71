//! Dates as documents write them.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

/// A calendar date of a year with four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ngay(NaiveDate);

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NgayError {
    /// Neither `yyyy-mm-dd` nor `dd/mm/yyyy`.
    Form,
    /// No such month.
    Month(i32),
    /// The month has fewer days: month, year, its last day.
    Day {
        /// The month.
        thang: i8,
        /// The year.
        nam: i16,
        /// The last day of that month.
        cuoi_thang: i8,
    },
}

impl Ngay {
    /// Reads `2021-11-15`, `15/11/2021` or `15-11-2021`.
    ///
    /// # Errors
    /// When the form is another one, or the calendar has no such day.
    pub fn parse(text: &str) -> Result<Self, NgayError> {
        let parts: Vec<&str> = text.trim().split(['/', '-', '.']).collect();
        let [first, second, third] = parts[..] else { return Err(NgayError::Form) };
        let (nam, thang, ngay) =
            if first.len() == 4 { (first, second, third) } else { (third, second, first) };
        if nam.len() != 4 || !(1..=2).contains(&thang.len()) || !(1..=2).contains(&ngay.len()) {
            return Err(NgayError::Form);
        }
        let (nam, thang, ngay) = (digits(nam)?, digits(thang)?, digits(ngay)?);
        let (Ok(year), Ok(month)) = (i16::try_from(nam), i8::try_from(thang)) else {
            return Err(NgayError::Form);
        };
        let Some(first_day) = Self::new(year, month, 1) else { return Err(NgayError::Month(thang)) };
        let day = i8::try_from(ngay).unwrap_or(i8::MAX);
        Self::new(year, month, day).ok_or_else(|| NgayError::Day {
            thang: month,
            nam: year,
            cuoi_thang: first_day.last_of_month(),
        })
    }

    /// The date of a year, month and day, if the calendar has it.
    pub fn new(nam: i16, thang: i8, ngay: i8) -> Option<Self> {
        let (month, day) = (u32::try_from(thang).ok()?, u32::try_from(ngay).ok()?);
        let date = NaiveDate::from_ymd_opt(nam.into(), month, day)?;
        YEARS.contains(&nam).then_some(Self(date))
    }

    /// As citations write it, `15/11/2021` and `03/6/2013`: days below 10 and
    /// months 1 and 2 have a zero (NĐ 30, Phụ lục I, Phần I, II.4.b).
    pub fn short(self) -> String {
        let zero = if self.thang() <= 2 { "0" } else { "" };
        format!("{:02}/{zero}{}/{}", self.ngay(), self.thang(), self.nam())
    }

    /// Day and month with two digits each, `05/03/2013`, as tables have it.
    pub fn in_digits(self) -> String {
        format!("{:02}/{:02}/{}", self.ngay(), self.thang(), self.nam())
    }

    /// The last day of its month.
    pub(super) fn last_of_month(self) -> i8 {
        (29..=31).rev().find(|&day| Self::new(self.nam(), self.thang(), day).is_some()).unwrap_or(28)
    }

    /// The day before; none before the first day of the calendar.
    pub fn yesterday(self) -> Option<Self> {
        self.0.pred_opt().filter(|date| date.year() >= i32::from(*YEARS.start())).map(Self)
    }

    /// The day after; none after the last day of the calendar.
    pub(super) fn tomorrow(self) -> Option<Self> {
        self.0.succ_opt().filter(|date| date.year() <= i32::from(*YEARS.end())).map(Self)
    }

    /// Days from this date to `other`; negative when `other` is earlier.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "ten thousand years are fewer than four million days"
    )]
    pub fn days_until(self, other: Self) -> i32 {
        (other.0 - self.0).num_days() as i32
    }

    /// Day of the month.
    #[expect(clippy::cast_possible_truncation, reason = "at most 31")]
    pub fn ngay(self) -> i8 {
        self.0.day() as i8
    }

    /// Month.
    #[expect(clippy::cast_possible_truncation, reason = "at most 12")]
    pub fn thang(self) -> i8 {
        self.0.month() as i8
    }

    /// Year.
    #[expect(clippy::cast_possible_truncation, reason = "within `YEARS`")]
    pub fn nam(self) -> i16 {
        self.0.year() as i16
    }
}

impl From<Ngay> for NaiveDate {
    fn from(ngay: Ngay) -> Self {
        ngay.0
    }
}

/// The years that documents write.
const YEARS: RangeInclusive<i16> = 0..=9999;

/// A day of every year, e.g. 20/10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NgayThang {
    thang: i8,
    ngay: i8,
}

impl NgayThang {
    /// Reads `20/10`. The day must be there in every year: not 29/02.
    pub fn parse(text: &str) -> Option<Self> {
        let (ngay, thang) = text.trim().split_once('/')?;
        let (ngay, thang) = (digits(ngay).ok()?, digits(thang).ok()?);
        let date = Ngay::new(COMMON_YEAR, i8::try_from(thang).ok()?, i8::try_from(ngay).ok()?)?;
        Some(Self { thang: date.thang(), ngay: date.ngay() })
    }

    /// This day and month, without asking whether every year has it.
    pub(super) const fn fixed(ngay: i8, thang: i8) -> Self {
        Self { thang, ngay }
    }

    /// This day of a year.
    pub fn of_year(self, nam: i16) -> Option<Ngay> {
        Ngay::new(nam, self.thang, self.ngay)
    }
}

/// A year without 29 February.
const COMMON_YEAR: i16 = 2021;

/// A number of digits only.
pub(super) fn digits(text: &str) -> Result<i32, NgayError> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| NgayError::Form)
    } else {
        Err(NgayError::Form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_forms() {
        let expected = Ngay(NaiveDate::from_ymd_opt(2021, 11, 5).unwrap());
        for text in ["2021-11-05", "05/11/2021", "5/11/2021", " 5-11-2021 "] {
            assert_eq!(Ngay::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn reads_days_of_the_year() {
        let day = NgayThang::parse("20/10").unwrap();
        assert_eq!(day.of_year(2023), Some(Ngay::parse("2023-10-20").unwrap()));
        for text in ["29/02", "31/4", "10-20", "20/10/2021", "", "a/b"] {
            assert_eq!(NgayThang::parse(text), None, "{text}");
        }
    }

    #[test]
    fn counts_days() {
        let date = |text| Ngay::parse(text).unwrap();
        assert_eq!(date("2023-10-20").days_until(date("2024-03-01")), 133);
        assert_eq!(date("2023-10-20").days_until(date("2023-10-19")), -1);
        assert_eq!(date("2024-03-01").yesterday(), Some(date("2024-02-29")));
        assert_eq!(date("0000-01-01").days_until(date("9999-12-31")), 3_652_424);
    }

    #[test]
    fn the_calendar_has_years_of_four_digits() {
        assert_eq!(Ngay::parse("0000-01-01").unwrap().yesterday(), None);
        assert_eq!(Ngay::new(-1, 1, 1), None);
        assert_eq!(Ngay::new(10_000, 1, 1), None);
        assert_eq!(Ngay::new(2021, -1, 1), None);
        let last = Ngay::new(9999, 12, 31).unwrap();
        assert_eq!((last.nam(), last.thang(), last.ngay()), (9999, 12, 31));
    }

    #[test]
    fn tells_what_is_wrong() {
        let day = |thang, nam, cuoi_thang| Err(NgayError::Day { thang, nam, cuoi_thang });
        assert_eq!(Ngay::parse("31/02/2021"), day(2, 2021, 28));
        assert_eq!(Ngay::parse("30/02/2024"), day(2, 2024, 29));
        assert_eq!(Ngay::parse("0/01/2024"), day(1, 2024, 31));
        assert_eq!(Ngay::parse("31/4/2023"), day(4, 2023, 30));
        assert_eq!(Ngay::parse("01/13/2021"), Err(NgayError::Month(13)));
        for text in ["", "15 tháng 11", "15/11/21", "+5/11/2021", "2021-11", "1/1/2021/1"] {
            assert_eq!(Ngay::parse(text), Err(NgayError::Form), "{text}");
        }
    }
}

//! Dates as documents write them.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ngay(Date);

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NgayError {
    /// Neither `yyyy-mm-dd` nor `dd/mm/yyyy`.
    Form,
    /// No such month.
    Month(i32),
    /// The month has fewer days: month, year, its last day.
    Day { thang: i8, nam: i16, cuoi_thang: i8 },
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
        let Ok(first_day) = Date::new(year, month, 1) else { return Err(NgayError::Month(thang)) };
        let day = i8::try_from(ngay).unwrap_or(i8::MAX);
        Date::new(year, month, day).map(Self).map_err(|_| NgayError::Day {
            thang: month,
            nam: year,
            cuoi_thang: first_day.last_of_month().day(),
        })
    }

    /// Day of the month.
    pub fn ngay(self) -> i8 {
        self.0.day()
    }

    /// Month.
    pub fn thang(self) -> i8 {
        self.0.month()
    }

    /// Year.
    pub fn nam(self) -> i16 {
        self.0.year()
    }
}

fn digits(text: &str) -> Result<i32, NgayError> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| NgayError::Form)
    } else {
        Err(NgayError::Form)
    }
}

impl JsonSchema for Ngay {
    fn schema_name() -> Cow<'static, str> {
        "Ngay".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_forms() {
        let expected = Ngay(Date::new(2021, 11, 5).unwrap());
        for text in ["2021-11-05", "05/11/2021", "5/11/2021", " 5-11-2021 "] {
            assert_eq!(Ngay::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn tells_what_is_wrong() {
        let day = |thang, nam, cuoi_thang| Err(NgayError::Day { thang, nam, cuoi_thang });
        assert_eq!(Ngay::parse("31/02/2021"), day(2, 2021, 28));
        assert_eq!(Ngay::parse("30/02/2024"), day(2, 2024, 29));
        assert_eq!(Ngay::parse("0/01/2024"), day(1, 2024, 31));
        assert_eq!(Ngay::parse("01/13/2021"), Err(NgayError::Month(13)));
        for text in ["", "15 tháng 11", "15/11/21", "+5/11/2021", "2021-11", "1/1/2021/1"] {
            assert_eq!(Ngay::parse(text), Err(NgayError::Form), "{text}");
        }
    }
}

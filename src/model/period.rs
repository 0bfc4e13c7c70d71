//! Periods: the years of a plan, of the calendar it lives in, and what lies in
//! such a year: terms, quarters, months. One reader of what people type, one
//! writer of how prose names it.

mod calendar;
mod parse;

use std::cmp::{Ordering, Reverse};

pub use calendar::{Lich, NamHoc};
pub use parse::PeriodError;

use super::Ngay;
use super::date::digits;

/// The years from one to another, both included. A school year is counted as
/// the calendar year it begins in: 2026 for 2026-2027.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GiaiDoan {
    /// First year.
    pub tu: i16,
    /// Last year.
    pub den: i16,
    /// What sort of years they are.
    pub lich: Lich,
}

/// Longest period: a plan for more years has mistyped one.
const MAX_YEARS: i16 = 30;

impl GiaiDoan {
    /// Calendar years.
    pub const fn calendar_years(tu: i16, den: i16) -> Self {
        Self { tu, den, lich: Lich::Nam }
    }

    /// Reads `2021-2025` or one year, `2021`, of calendar years.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of(text, Lich::Nam)
    }

    /// Reads the years of a calendar. `2026-2027` is one school year,
    /// `2026-2029` are three; one number is none.
    pub fn of(text: &str, lich: Lich) -> Option<Self> {
        let year = |text: &str| {
            let text = text.trim();
            (text.len() == 4).then(|| digits(text).ok()).flatten().and_then(|year| i16::try_from(year).ok())
        };
        let (tu, end) = match text.split_once(['-', '–']) {
            Some((tu, den)) => (year(tu)?, year(den)?),
            None => (year(text)?, year(text)?),
        };
        let den = end - lich.span();
        (tu <= den && den - tu < MAX_YEARS).then_some(Self { tu, den, lich })
    }

    /// Its years, in order.
    pub fn years(self) -> impl Iterator<Item = i16> {
        self.tu..=self.den
    }

    /// Whether a year lies in it.
    pub fn covers(self, nam: i16) -> bool {
        (self.tu..=self.den).contains(&nam)
    }

    /// Its first and last calendar year, as titles have them.
    pub fn ends(self) -> (i16, i16) {
        (self.tu, self.den + self.lich.span())
    }

    /// `2021-2025`, or one year by its name, `2021`.
    pub fn label(self) -> String {
        match self.ends() {
            (tu, den) if tu == den => tu.to_string(),
            (tu, den) => format!("{tu}-{den}"),
        }
    }
}

/// A stretch of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearPart {
    /// A term of a school year, 1 or 2.
    HocKy(i8),
    /// A quarter of a calendar year, 1 to 4.
    Quy(i8),
    /// The first six months of a calendar year.
    SauThang,
    /// A month, 1 to 12.
    Thang(i8),
}

impl YearPart {
    /// "học kỳ I", "quý II", "6 tháng đầu năm", "tháng 11".
    fn name(self) -> String {
        match self {
            Self::HocKy(number) => format!("học kỳ {}", roman(number)),
            Self::Quy(number) => format!("quý {}", roman(number)),
            Self::SauThang => "6 tháng đầu năm".to_owned(),
            Self::Thang(number) => format!("tháng {number}"),
        }
    }

    /// `hk1`, `quy-2`, `6-thang`, `thang-11`.
    pub fn id(self) -> String {
        match self {
            Self::HocKy(number) => format!("hk{number}"),
            Self::Quy(number) => format!("quy-{number}"),
            Self::SauThang => "6-thang".to_owned(),
            Self::Thang(number) => format!("thang-{number}"),
        }
    }
}

fn roman(number: i8) -> &'static str {
    match number {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

/// A year of a plan, or a stretch of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The year, by the calendar year it begins in.
    pub nam: i16,
    /// Which stretch of it; none: the whole year.
    pub part: Option<YearPart>,
    /// The calendar of the year.
    pub lich: Lich,
}

impl Period {
    /// A whole year.
    pub fn year(nam: i16, lich: Lich) -> Self {
        Self { nam, part: None, lich }
    }

    /// The name in prose: "năm 2026", "năm học 2026-2027", "học kỳ I năm học
    /// 2026-2027", "quý II năm 2026", "6 tháng đầu năm 2026", "tháng 11 năm
    /// 2026".
    pub fn name(self) -> String {
        let year = self.lich.year_name(self.nam);
        match self.part {
            None => year,
            Some(part @ YearPart::SauThang) => format!("{} {}", part.name(), self.nam),
            Some(part @ YearPart::Thang(_)) => format!("{} năm {}", part.name(), self.first_year()),
            Some(part) => format!("{} {year}", part.name()),
        }
    }

    /// The name where the year is known: "học kỳ I", "quý II", "tháng 11".
    pub fn short_name(self) -> String {
        self.part.map_or_else(|| self.lich.year_name(self.nam), YearPart::name)
    }

    /// The name on the command line and of files: `nam-2026`,
    /// `nam-hoc-2026-2027`, `hk1-2026-2027`, `quy-2-2026`, `thang-11-2026`.
    pub fn id(self) -> String {
        let year = self.lich.year_label(self.nam);
        match self.part {
            None => format!("{}{year}", self.lich.prefix()),
            Some(part @ YearPart::Thang(_)) => format!("{}-{}", part.id(), self.first_year()),
            Some(part) => format!("{}-{year}", part.id()),
        }
    }

    /// As data sheets name it: a year by its number, `2026`, `2026-2027`.
    pub fn label(self) -> String {
        if self.part.is_none() { self.lich.year_label(self.nam) } else { self.id() }
    }

    /// Its first and last day; none beyond the years that documents write.
    pub fn days(self) -> Option<(Ngay, Ngay)> {
        let (first, last) = self.lich.days(self.nam)?;
        match self.part {
            None => Some((first, last)),
            Some(YearPart::HocKy(1)) => Some((first, self.lich.term_ends(self.nam)?.0)),
            Some(YearPart::HocKy(_)) => {
                let (first, second) = self.lich.term_ends(self.nam)?;
                Some((first.tomorrow()?, second))
            }
            Some(YearPart::Quy(quarter)) => months(self.nam, 3 * quarter - 2, 3 * quarter),
            Some(YearPart::SauThang) => months(self.nam, 1, 6),
            Some(YearPart::Thang(month)) => months(self.first_year(), month, month),
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Option<Ngay> {
        self.days().map(|(first, _)| first)
    }

    /// Its last day.
    pub fn last_day(self) -> Option<Ngay> {
        self.days().map(|(_, last)| last)
    }

    /// Whether a day lies in it.
    pub fn has(self, ngay: Ngay) -> bool {
        self.days().is_some_and(|(first, last)| (first..=last).contains(&ngay))
    }

    /// Whether another period lies in it. A month that a school year begins in
    /// belongs to that year with its last days.
    pub fn contains(self, other: Self) -> bool {
        if self.part.is_none() {
            return self.nam == other.nam && self.lich == other.lich;
        }
        match (self.days(), other.days()) {
            (Some((first, last)), Some((from, to))) => first <= from && to <= last,
            _ => false,
        }
    }

    /// The year it lies in.
    #[must_use]
    pub fn whole_year(self) -> Self {
        Self { part: None, ..self }
    }

    /// The periods of the same sort in its year, in order: the terms of a
    /// school year for a term. Of a year, or half a year, itself.
    pub fn series(self) -> Vec<Self> {
        let of = |part| Self { part: Some(part), ..self };
        let mut all: Vec<Self> = match self.part {
            None | Some(YearPart::SauThang) => vec![self],
            Some(YearPart::HocKy(_)) => (1..=2).map(|number| of(YearPart::HocKy(number))).collect(),
            Some(YearPart::Quy(_)) => (1..=4).map(|number| of(YearPart::Quy(number))).collect(),
            Some(YearPart::Thang(_)) => (1..=12).map(|number| of(YearPart::Thang(number))).collect(),
        };
        all.sort();
        all
    }

    /// The periods of its year that are made of others, the shortest first,
    /// the year last.
    pub fn wholes(self) -> Vec<Self> {
        let of = |part| Self { part: Some(part), ..self };
        let mut wholes = match self.lich {
            Lich::Nam => [of(YearPart::Quy(1)).series(), vec![of(YearPart::SauThang)]].concat(),
            Lich::NamHoc(_) => Vec::new(),
        };
        wholes.push(self.whole_year());
        wholes
    }

    /// What it is made of, one list for each way to divide it.
    pub fn parts(self) -> Vec<Vec<Self>> {
        let inside = |sort: YearPart| -> Vec<Self> {
            let all = Self { part: Some(sort), ..self }.series();
            all.into_iter().filter(|part| self.contains(*part)).collect()
        };
        let (quarters, months) = (YearPart::Quy(1), YearPart::Thang(1));
        match (self.part, self.lich) {
            (None, Lich::NamHoc(_)) => vec![inside(YearPart::HocKy(1)), inside(months)],
            (None | Some(YearPart::SauThang), Lich::Nam) => vec![inside(quarters), inside(months)],
            (Some(YearPart::Quy(_)), _) => vec![inside(months)],
            // Terms do not end with a month.
            _ => Vec::new(),
        }
    }

    /// Those of its sort in its year up to it.
    pub fn so_far(self) -> Vec<Self> {
        self.series().into_iter().filter(|other| *other <= self).collect()
    }

    /// Whether its year has another one of its sort behind it; half a year
    /// leaves the other half.
    pub fn is_followed(self) -> bool {
        self.part == Some(YearPart::SauThang) || self.series().last().is_some_and(|last| *last > self)
    }

    /// The calendar year it begins in.
    fn first_year(self) -> i16 {
        match (self.part, self.lich) {
            (Some(YearPart::Thang(month)), Lich::NamHoc(days)) => days.year_of_month(self.nam, month),
            _ => self.nam,
        }
    }
}

/// By the first day, the longer one first.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |period: &Self| {
            let (first, last) = period.days().unzip();
            (first, Reverse(last), period.nam, period.part)
        };
        key(self).cmp(&key(other)).then(self.lich.cmp(&other.lich))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The days from the first of one month to the end of another.
fn months(nam: i16, from: i8, to: i8) -> Option<(Ngay, Ngay)> {
    let last = Ngay::new(nam, to, 1)?;
    Some((Ngay::new(nam, from, 1)?, Ngay::new(nam, to, last.last_of_month())?))
}

#[cfg(test)]
mod tests;

//! The calendars that a plan may live in.

use crate::model::{Ngay, NgayThang};

/// Which years a plan counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lich {
    /// Calendar years.
    #[default]
    Nam,
    /// School years, with their days.
    NamHoc(NamHoc),
}

/// The days of a school year. The province sets them for every school year
/// within the ministry's frame; see [`NamHoc::default`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamHoc {
    /// The first day.
    pub bat_dau: NgayThang,
    /// The last day of the first term.
    pub het_hk1: NgayThang,
    /// The last day of the second term.
    pub het_hk2: NgayThang,
}

/// From 1 September to 31 August; the first term until 17 January, the second
/// until 30 May. The ministry's frames for the school years have ended the
/// first term "trước ngày 18 tháng 01" and the second "trước ngày 31 tháng 5".
impl Default for NamHoc {
    fn default() -> Self {
        Self {
            bat_dau: NgayThang::fixed(1, 9),
            het_hk1: NgayThang::fixed(17, 1),
            het_hk2: NgayThang::fixed(30, 5),
        }
    }
}

impl NamHoc {
    /// The calendar year in which a month of a school year lies: that of the
    /// month the year begins in is its last days.
    pub(super) fn year_of_month(self, nam: i16, month: i8) -> i16 {
        let begins = self.bat_dau.of_year(nam).map_or(1, Ngay::thang);
        if month >= begins { nam } else { nam + 1 }
    }

    /// Whether its days follow one another within a year.
    pub fn is_in_order(self) -> bool {
        let lich = Lich::NamHoc(self);
        let year = COMMON_YEAR;
        match (lich.days(year), lich.term_ends(year)) {
            (Some((first, last)), Some((hk1, hk2))) => first < hk1 && hk1 < hk2 && hk2 <= last,
            _ => false,
        }
    }
}

/// A year without 29 February, before another one.
const COMMON_YEAR: i16 = 2021;

impl Lich {
    /// How many calendar years a year goes on into.
    pub(super) fn span(self) -> i16 {
        match self {
            Self::Nam => 0,
            Self::NamHoc(_) => 1,
        }
    }

    /// `2026`, `2026-2027`.
    pub fn year_label(self, nam: i16) -> String {
        match self {
            Self::Nam => nam.to_string(),
            Self::NamHoc(_) => format!("{nam}-{}", nam + 1),
        }
    }

    /// What stands behind the word "năm": "2026", "học 2026-2027".
    pub fn after_nam(self, nam: i16) -> String {
        match self {
            Self::Nam => nam.to_string(),
            Self::NamHoc(_) => format!("học {}", self.year_label(nam)),
        }
    }

    /// "năm 2026", "năm học 2026-2027".
    pub fn year_name(self, nam: i16) -> String {
        format!("năm {}", self.after_nam(nam))
    }

    /// "năm", "năm học".
    pub fn word(self) -> &'static str {
        match self {
            Self::Nam => "năm",
            Self::NamHoc(_) => "năm học",
        }
    }

    /// What stands before a year in the name of its report.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Nam => "nam-",
            Self::NamHoc(_) => "nam-hoc-",
        }
    }

    /// The first and the last day of a year.
    pub fn days(self, nam: i16) -> Option<(Ngay, Ngay)> {
        match self {
            Self::Nam => Some((Ngay::new(nam, 1, 1)?, Ngay::new(nam, 12, 31)?)),
            Self::NamHoc(days) => {
                Some((days.bat_dau.of_year(nam)?, days.bat_dau.of_year(nam + 1)?.yesterday()?))
            }
        }
    }

    /// The last days of both terms; calendar years have none.
    pub(super) fn term_ends(self, nam: i16) -> Option<(Ngay, Ngay)> {
        let Self::NamHoc(days) = self else { return None };
        Some((self.day_of(nam, days.het_hk1)?, self.day_of(nam, days.het_hk2)?))
    }

    /// The day of a year that has this day and month.
    pub fn day_of(self, nam: i16, day: NgayThang) -> Option<Ngay> {
        match self {
            Self::Nam => day.of_year(nam),
            Self::NamHoc(days) if day >= days.bat_dau => day.of_year(nam),
            Self::NamHoc(_) => day.of_year(nam + 1),
        }
    }

    /// The year that a day lies in.
    pub fn year_of(self, ngay: Ngay) -> i16 {
        match self.days(ngay.nam()) {
            Some((first, _)) if ngay < first => ngay.nam() - 1,
            _ => ngay.nam(),
        }
    }
}

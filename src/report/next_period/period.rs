//! From the years of a plan to those of the next one: each year by its place.

use crate::diagnostic::Diagnostic;
use crate::model::{BaoCao, GiaiDoan, Lich, Ngay};

/// How messages about what is not carried over start.
pub(super) const LEFT: &str = "để lại ";

/// The years of both plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) old: GiaiDoan,
    pub(super) new: GiaiDoan,
}

/// A date of the next period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) day: Ngay,
    /// There is no 29 February in its year: the last day of that month.
    pub(super) is_shortened: bool,
}

impl Shift {
    /// From the plan's years to `asked`, `2026-2030`.
    ///
    /// # Errors
    /// When these are no years, or not later than the plan's.
    pub(super) fn new(old: GiaiDoan, asked: &str) -> Result<Self, Diagnostic> {
        let length = old.den - old.tu;
        let next = GiaiDoan { tu: old.den + 1, den: old.den + 1 + length, ..old }.label();
        let fault = |message: String, help: String| Err(Diagnostic::error("giai-doan", message).help(help));
        if old.lich != Lich::Nam {
            let message = "chưa lập được bản thảo giai đoạn sau của kế hoạch theo năm học".to_owned();
            let help =
                "chép tệp kế hoạch rồi sửa `giai_doan`; kế hoạch của một năm học: --nam-hoc".to_owned();
            return fault(message, help);
        }
        let Some(new) = GiaiDoan::parse(asked) else {
            let backwards = asked.split_once(['-', '–']).and_then(|(from, to)| {
                GiaiDoan::parse(&format!("{}-{}", to.trim(), from.trim())).map(GiaiDoan::label)
            });
            let message = format!("`{asked}` không phải là một giai đoạn");
            return match backwards {
                Some(turned) => fault(
                    format!("{message}: năm đầu sau năm cuối"),
                    format!("ghi năm đầu trước: --giai-doan {turned}"),
                ),
                None => fault(
                    message,
                    format!("ghi năm đầu và năm cuối, nhiều nhất 30 năm, ví dụ --giai-doan {next}"),
                ),
            };
        };
        let (asked, own) = (new.label(), old.label());
        let help = format!("giai đoạn mới bắt đầu từ năm {} trở đi: --giai-doan {next}", old.den + 1);
        if new.den < old.tu {
            return fault(format!("giai đoạn {asked} trước giai đoạn {own} của kế hoạch"), help);
        }
        if new.tu <= old.den {
            return fault(format!("giai đoạn {asked} trùng một phần giai đoạn {own} của kế hoạch"), help);
        }
        Ok(Self { old, new })
    }

    /// Years that neither plan has, as a warning.
    pub(super) fn gap(self) -> Option<Diagnostic> {
        let between = GiaiDoan { tu: self.old.den + 1, den: self.new.tu - 1, ..self.old };
        (between.tu <= between.den).then(|| {
            let message = format!("giữa hai giai đoạn còn năm {} không có kế hoạch", between.label());
            Diagnostic::warning("giai-doan", message).help("kiểm tra lại năm đầu của --giai-doan")
        })
    }

    /// The year in the same place, when the next period has it.
    pub(super) fn year(self, nam: i16) -> Option<i16> {
        let moved = nam.checked_add(self.distance())?;
        (self.old.covers(nam) && self.new.covers(moved)).then_some(moved)
    }

    /// Years from a year to the one in its place.
    pub(super) fn distance(self) -> i16 {
        self.new.tu - self.old.tu
    }

    /// The day in the same place.
    pub(super) fn day(self, day: Ngay) -> Option<Moved> {
        let nam = day.nam().checked_add(self.distance())?;
        let same = Ngay::new(nam, day.thang(), day.ngay());
        let last = || Ngay::new(nam, day.thang(), day.ngay() - 1);
        let moved = same.or_else(last)?;
        Some(Moved { day: moved, is_shortened: same.is_none() })
    }

    /// The year of a report that is made once: the last of the plan stays the
    /// last, the others keep their place.
    pub(super) fn report_year(self, nam: i16) -> Option<i16> {
        if nam == self.old.den { Some(self.new.den) } else { self.year(nam) }
    }

    /// The years of mid-term and final report: in the plan, and in the next
    /// one. A mid-term report that would not come before the final one has
    /// none.
    pub(super) fn reports(self, calendar: &BaoCao) -> [(i16, Option<i16>); 2] {
        let of = |report: &Option<crate::model::LanBaoCao>| report.as_ref().map_or(0, |report| report.nam);
        let (mid, last) = (of(&calendar.so_ket), of(&calendar.tong_ket));
        let moved_last = self.report_year(last);
        let end = moved_last.unwrap_or(self.new.den + 1);
        [(mid, self.report_year(mid).filter(|nam| *nam < end)), (last, moved_last)]
    }
}

/// A hint that something is left out.
pub(super) fn left(what: impl Into<String>) -> Diagnostic {
    let message = format!("{LEFT}{}", what.into());
    Diagnostic {
        severity: crate::diagnostic::Severity::Hint,
        ..Diagnostic::warning("giai-doan-moi", message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: GiaiDoan = GiaiDoan::calendar_years(2021, 2025);

    #[test]
    fn years_keep_their_place() {
        let shift = Shift::new(OLD, "2026-2030").unwrap();
        assert_eq!([2021, 2023, 2025].map(|nam| shift.year(nam)), [Some(2026), Some(2028), Some(2030)]);
        assert_eq!((shift.year(2020), shift.year(2026)), (None, None));
        let shorter = Shift::new(OLD, "2026-2028").unwrap();
        assert_eq!((shorter.year(2023), shorter.year(2024)), (Some(2028), None));
        assert_eq!((shorter.report_year(2025), shorter.report_year(2024)), (Some(2028), None));
    }

    #[test]
    fn the_29th_of_february_is_there_in_leap_years_only() {
        let day = |text: &str| Ngay::parse(text).unwrap();
        let old = GiaiDoan::calendar_years(2021, 2024);
        let moved = |asked: &str| Shift::new(old, asked).unwrap().day(day("29/02/2024")).unwrap();
        assert_eq!(moved("2025-2028"), Moved { day: day("29/02/2028"), is_shortened: false });
        assert_eq!(moved("2026-2029"), Moved { day: day("28/02/2029"), is_shortened: true });
    }

    #[test]
    fn other_periods_are_refused_with_the_next_one() {
        let told = |asked: &str| {
            let fault = Shift::new(OLD, asked).unwrap_err();
            format!("{}; {}", fault.message, fault.help)
        };
        assert_eq!(
            told("2025-2029"),
            "giai đoạn 2025-2029 trùng một phần giai đoạn 2021-2025 của kế hoạch; giai đoạn mới bắt đầu từ năm 2026 trở đi: --giai-doan 2026-2030"
        );
        assert_eq!(
            told("2030-2026"),
            "`2030-2026` không phải là một giai đoạn: năm đầu sau năm cuối; ghi năm đầu trước: --giai-doan 2026-2030"
        );
        assert!(told("2016-2020").starts_with("giai đoạn 2016-2020 trước giai đoạn 2021-2025"));
        assert!(told("sau").contains("ví dụ --giai-doan 2026-2030"));
        assert!(Shift::new(OLD, "2028-2032").unwrap().gap().unwrap().message.contains("2026-2027"));
        assert_eq!(Shift::new(OLD, "2026-2030").unwrap().gap(), None);
    }
}

//! The reporting calendar of a plan.

use super::{GiaiDoan, Ngay, NgayThang, Period, TemplateText, YearPart};

/// When which report is due, and to whom.
#[derive(Debug, Clone)]
pub struct BaoCao {
    /// The years of the plan.
    pub giai_doan: GiaiDoan,
    /// Addressees of the reports.
    pub kinh_gui: Vec<TemplateText>,
    /// Recipients of the reports; by default "Như trên" and the plan's own.
    pub noi_nhan: Option<Vec<TemplateText>>,
    /// The yearly report: before this day of each year.
    pub hang_nam: Option<NgayThang>,
    /// Reports within every year.
    pub trong_nam: Vec<BaoCaoTrongNam>,
    /// The mid-term report.
    pub so_ket: Option<LanBaoCao>,
    /// The final report.
    pub tong_ket: Option<LanBaoCao>,
}

/// A report that is made of a stretch of every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaoCaoTrongNam {
    /// Of which stretches: both terms, all quarters.
    pub parts: Vec<YearPart>,
    /// The day before which it is due, the first one after its stretch has
    /// begun; by default its last day.
    pub truoc: Option<NgayThang>,
}

/// A report that is made once.
#[derive(Debug, Clone)]
pub struct LanBaoCao {
    /// Its year.
    pub nam: i16,
    /// The day before which it is due; by default that of the yearly report.
    pub truoc: Option<Ngay>,
}

/// Which sort of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoaiBaoCao {
    /// Of one year.
    HangNam,
    /// Of a stretch of one year.
    TrongNam,
    /// Mid-term, from the first year of the plan on.
    SoKet,
    /// Final, of the whole plan.
    TongKet,
}

/// One report of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KyBaoCao {
    /// Its name on the command line and in data sheets: `nam-2022`, `2023`,
    /// `hk1-2026-2027`.
    pub id: String,
    /// Sort.
    pub loai: LoaiBaoCao,
    /// The years it reports on.
    pub giai_doan: GiaiDoan,
    /// The stretch of its one year.
    pub part: Option<YearPart>,
    /// The last day it is due on.
    pub han: Option<Ngay>,
}

impl KyBaoCao {
    /// The last period it reports on: its last year, or the stretch of it.
    pub fn period(&self) -> Period {
        Period { nam: self.giai_doan.den, part: self.part, lich: self.giai_doan.lich }
    }
}

impl BaoCao {
    /// Every report of the plan: the yearly ones, those within the years, then
    /// mid-term and final.
    pub fn cac_ky(&self) -> Vec<KyBaoCao> {
        let lich = self.giai_doan.lich;
        let years = self.giai_doan.years().map(|nam| Period::year(nam, lich));
        let mut reports: Vec<KyBaoCao> = years.map(|year| self.report_of(year)).collect();
        let within = self.giai_doan.years().flat_map(|nam| self.parts_of(nam));
        reports.extend(within.map(|part| self.report_of(part)));
        let once = [(LoaiBaoCao::SoKet, &self.so_ket), (LoaiBaoCao::TongKet, &self.tong_ket)];
        for (loai, report) in once {
            let Some(report) = report else { continue };
            reports.push(KyBaoCao {
                id: lich.year_label(report.nam),
                loai,
                giai_doan: GiaiDoan { den: report.nam, ..self.giai_doan },
                part: None,
                han: self.last_day(report.nam, report.truoc),
            });
        }
        reports
    }

    /// The report of a year, or of a stretch of one, be it among those that
    /// the plan asks for or not.
    pub fn report_of(&self, period: Period) -> KyBaoCao {
        KyBaoCao {
            id: period.id(),
            loai: if period.part.is_some() { LoaiBaoCao::TrongNam } else { LoaiBaoCao::HangNam },
            giai_doan: GiaiDoan { tu: period.nam, den: period.nam, lich: period.lich },
            part: period.part,
            han: match period.part {
                Some(part) => self.last_day_within(period, part),
                None => self.last_day(period.nam, None),
            },
        }
    }

    /// The stretches of a year of which the plan asks for reports, in order.
    pub fn parts_of(&self, nam: i16) -> Vec<Period> {
        let parts = self.trong_nam.iter().flat_map(|report| &report.parts);
        let mut parts: Vec<Period> =
            parts.map(|part| Period { nam, part: Some(*part), lich: self.giai_doan.lich }).collect();
        parts.sort();
        parts.dedup();
        parts
    }

    /// Every period that a data sheet has rows for: the stretches of a year that
    /// are reported on, then the year.
    pub fn data_periods(&self) -> Vec<Period> {
        let lich = self.giai_doan.lich;
        let of_year = |nam| self.parts_of(nam).into_iter().chain([Period::year(nam, lich)]);
        self.giai_doan.years().flat_map(of_year).collect()
    }

    /// The day before `truoc`, before the yearly day, or the end of the year.
    fn last_day(&self, nam: i16, truoc: Option<Ngay>) -> Option<Ngay> {
        let lich = self.giai_doan.lich;
        let before = truoc.or_else(|| self.hang_nam.and_then(|day| lich.day_of(nam, day)));
        before.map_or_else(|| Period::year(nam, lich).last_day(), Ngay::yesterday)
    }

    /// The day before the day that is set for such a stretch, the first one
    /// behind its beginning; by default its last day.
    fn last_day_within(&self, period: Period, part: YearPart) -> Option<Ngay> {
        let (first, last) = period.days()?;
        let set = self.trong_nam.iter().find(|report| report.parts.contains(&part));
        let Some(day) = set.and_then(|report| report.truoc) else { return Some(last) };
        let days = [first.nam(), first.nam() + 1].map(|nam| day.of_year(nam));
        days.into_iter().flatten().find(|day| *day > first)?.yesterday()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lich, NamHoc};

    fn calendar() -> BaoCao {
        BaoCao {
            giai_doan: GiaiDoan::calendar_years(2021, 2025),
            kinh_gui: Vec::new(),
            noi_nhan: None,
            hang_nam: NgayThang::parse("20/10"),
            trong_nam: Vec::new(),
            so_ket: Some(LanBaoCao { nam: 2023, truoc: Ngay::parse("2023-12-01").ok() }),
            tong_ket: Some(LanBaoCao { nam: 2025, truoc: None }),
        }
    }

    #[test]
    fn a_report_due_before_a_day_is_due_the_day_before() {
        let due = |id: &str| {
            let reports = calendar().cac_ky();
            reports.into_iter().find(|report| report.id == id).and_then(|report| report.han)
        };
        assert_eq!(due("nam-2022"), Ngay::parse("19/10/2022").ok());
        assert_eq!(due("2023"), Ngay::parse("30/11/2023").ok());
        assert_eq!(due("2025"), Ngay::parse("19/10/2025").ok());
        let bare = BaoCao { hang_nam: None, ..calendar() };
        assert_eq!(bare.cac_ky()[0].han, Ngay::parse("31/12/2021").ok());
    }

    /// By hand: terms that end on 17/01 and 30/5 of a school year from 1/9.
    #[test]
    fn reports_within_a_school_year_are_due_after_it_has_begun() {
        let day = NgayThang::parse;
        let calendar = BaoCao {
            giai_doan: GiaiDoan { tu: 2026, den: 2026, lich: Lich::NamHoc(NamHoc::default()) },
            hang_nam: day("15/6"),
            trong_nam: vec![
                BaoCaoTrongNam { parts: vec![YearPart::HocKy(2)], truoc: None },
                BaoCaoTrongNam { parts: vec![YearPart::HocKy(1)], truoc: day("20/01") },
            ],
            so_ket: None,
            tong_ket: None,
            ..calendar()
        };
        let due: Vec<(String, String)> = calendar
            .cac_ky()
            .into_iter()
            .map(|report| (report.id, report.han.map_or_else(String::new, Ngay::short)))
            .collect();
        let expected = [
            ("nam-hoc-2026-2027", "14/6/2027"),
            ("hk1-2026-2027", "19/01/2027"),
            ("hk2-2026-2027", "30/5/2027"),
        ];
        assert_eq!(due, expected.map(|(id, day)| (id.to_owned(), day.to_owned())));
    }

    /// A report of the last quarter may be due in the year after.
    #[test]
    fn a_day_before_the_stretch_is_that_of_the_next_year() {
        let parts = (1..=4).map(YearPart::Quy).collect();
        let trong_nam = vec![BaoCaoTrongNam { parts, truoc: NgayThang::parse("10/01") }];
        let calendar = BaoCao { trong_nam, ..calendar() };
        let report = calendar.report_of(Period { nam: 2025, part: Some(YearPart::Quy(4)), lich: Lich::Nam });
        assert_eq!(report.han, Ngay::parse("09/01/2026").ok());
    }

    #[test]
    fn mid_term_and_final_reports_start_with_the_plan() {
        let reports = calendar().cac_ky();
        let years = |index: usize| (reports[index].giai_doan.tu, reports[index].giai_doan.den);
        assert_eq!(reports.len(), 7);
        assert_eq!((years(5), years(6)), ((2021, 2023), (2021, 2025)));
    }
}

//! The reporting calendar of a plan.

use super::{GiaiDoan, Ngay, NgayThang, TemplateText};

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
    /// The mid-term report.
    pub so_ket: Option<LanBaoCao>,
    /// The final report.
    pub tong_ket: Option<LanBaoCao>,
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
    /// Mid-term, from the first year of the plan on.
    SoKet,
    /// Final, of the whole plan.
    TongKet,
}

/// One report of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KyBaoCao {
    /// Its name on the command line and in data sheets: `nam-2022`, `2023`.
    pub id: String,
    /// Sort.
    pub loai: LoaiBaoCao,
    /// The years it reports on.
    pub giai_doan: GiaiDoan,
    /// The last day it is due on.
    pub han: Option<Ngay>,
}

impl BaoCao {
    /// Every report of the plan: the yearly ones, then mid-term and final.
    pub fn cac_ky(&self) -> Vec<KyBaoCao> {
        let mut reports: Vec<KyBaoCao> = Vec::new();
        for nam in self.giai_doan.years() {
            reports.push(KyBaoCao {
                id: format!("nam-{nam}"),
                loai: LoaiBaoCao::HangNam,
                giai_doan: GiaiDoan { tu: nam, den: nam },
                han: self.last_day(nam, None),
            });
        }
        let once = [(LoaiBaoCao::SoKet, &self.so_ket), (LoaiBaoCao::TongKet, &self.tong_ket)];
        for (loai, report) in once {
            let Some(report) = report else { continue };
            reports.push(KyBaoCao {
                id: report.nam.to_string(),
                loai,
                giai_doan: GiaiDoan { tu: self.giai_doan.tu, den: report.nam },
                han: self.last_day(report.nam, report.truoc),
            });
        }
        reports
    }

    /// The day before `truoc`, before the yearly day, or the end of the year.
    fn last_day(&self, nam: i16, truoc: Option<Ngay>) -> Option<Ngay> {
        let before = truoc.or_else(|| self.hang_nam.and_then(|day| day.of_year(nam)));
        before.map_or_else(|| Ngay::new(nam, 12, 31), Ngay::yesterday)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> BaoCao {
        BaoCao {
            giai_doan: GiaiDoan { tu: 2021, den: 2025 },
            kinh_gui: Vec::new(),
            noi_nhan: None,
            hang_nam: NgayThang::parse("20/10"),
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

    #[test]
    fn mid_term_and_final_reports_start_with_the_plan() {
        let reports = calendar().cac_ky();
        let years = |index: usize| (reports[index].giai_doan.tu, reports[index].giai_doan.den);
        assert_eq!(reports.len(), 7);
        assert_eq!((years(5), years(6)), ((2021, 2023), (2021, 2025)));
    }
}

//! Builds what the templates of reports print from a plan and its data, and
//! notes what is missing on the way.

use std::collections::BTreeMap;

use super::assessment::{Assessment, ToldTask};
use super::context::{
    Context, Count, FigureCount, FigureRow, PeriodWords, Plan, Row, Section, Task, TaskYear, YearLabel,
};
use super::figure_words::FigureWords;
use super::figures::{self, Figure, Judgement};
use super::missing::Missing;
use super::notes::{self, Doan};
use super::standing::{State, TaskStanding};
use super::wording::{Wording, words as given};
use super::words;
use crate::compose::PlainTexts;
use crate::diagnostic::Diagnostic;
use crate::model::{
    BaoCao, ChiTieu, GiaiDoan, KyBaoCao, Lich, LoaiBaoCao, Muc, MucTieu, NHAN_DINH, NhiemVu, NoiDung, Period,
    SoLieu, TrangThai, VanBan,
};

/// Lines by the topic of an assessment.
type ByTopic<T> = BTreeMap<&'static str, Vec<T>>;

/// Builds the variable and notes what is missing on the way.
pub(super) struct Builder<'d> {
    plan: &'d VanBan,
    calendar: &'d BaoCao,
    report: &'d KyBaoCao,
    data: &'d SoLieu,
    wording: &'d Wording,
    pub(super) missing: Vec<Missing>,
    /// What the person who typed the data should look at again.
    pub(super) told: Vec<Diagnostic>,
    tasks: Vec<ToldTask<'d>>,
    figures: Vec<FigureWords<'d, 'd>>,
}

impl<'d> Builder<'d> {
    pub(super) fn new(
        plan: &'d VanBan,
        calendar: &'d BaoCao,
        report: &'d KyBaoCao,
        data: &'d SoLieu,
        wording: &'d Wording,
    ) -> Self {
        let (missing, told, tasks, figures) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { plan, calendar, report, data, wording, missing, told, tasks, figures }
    }

    /// The whole variable; texts of the plan are printed by `texts`.
    pub(super) fn context(&mut self, plan_name: String, texts: &mut PlainTexts) -> Context {
        if self.plan.so.is_none() {
            self.missing.push(Missing::PlanNumber);
        }
        let mut muc = Vec::new();
        if let NoiDung::Muc(sections) = &self.plan.noi_dung {
            self.sections(sections, texts, &mut muc);
        }
        let tasks = self.plan.noi_dung.nhiem_vu();
        let count = |period: Period| {
            let counts = figures::count(&tasks, self.data, self.calendar.giai_doan, period);
            Count::new(YearLabel::new(period.nam, period.lich), counts)
        };
        let dem = count(self.report.period());
        let dem_theo_nam: Vec<Count> = self.periods().map(count).collect();
        let mut dem_chi_tieu = FigureCount::default();
        self.figures.iter().for_each(|figure| dem_chi_tieu.add(figure.measured().judgement));
        dem_chi_tieu.dat_va_vuot = dem_chi_tieu.vuot + dem_chi_tieu.dat;
        dem_chi_tieu.ty_le_dat_va_vuot = words::share(dem_chi_tieu.dat_va_vuot, dem_chi_tieu.tong);
        let (nhan_dinh, doan) = self.assessments();
        Context {
            ky: self.period(),
            ke_hoach: Plan { ten: plan_name, giai_doan: self.calendar.giai_doan.label() },
            muc,
            tien_do: self.progress(&dem_theo_nam),
            co_chua_ro: dem_theo_nam.iter().any(|count| count.chua_ro > 0),
            dem,
            dem_theo_nam,
            dem_chi_tieu,
            nhan_dinh,
            doan,
            bieu_do: None,
        }
    }

    fn period(&self) -> PeriodWords {
        let years = self.report.giai_doan;
        let ten = match self.report.loai {
            LoaiBaoCao::HangNam | LoaiBaoCao::TrongNam => self.report.period().name(),
            LoaiBaoCao::SoKet | LoaiBaoCao::TongKet => format!("giai đoạn {}", years.label()),
        };
        let label = |nam| YearLabel::new(nam, years.lich);
        let cac_nam: Vec<YearLabel> = years.years().map(label).collect();
        let before = Some(years.den - 1).filter(|nam| self.calendar.giai_doan.covers(*nam));
        PeriodWords {
            id: self.report.id.clone(),
            ten,
            giai_doan: years.label(),
            trong_nam: self.report.part.is_some(),
            ten_ngan: words::capitalised(&self.report.period().short_name()),
            nam_hoc: years.lich != Lich::Nam,
            loai_nam: years.lich.word(),
            tu: label(years.tu),
            den: label(years.den),
            so_nam: format!("{:02}", cac_nam.len()),
            cac_nam,
            nam_truoc: before.filter(|_| self.report.part.is_none()).map(label),
        }
    }

    /// The years of the report, or the stretch of its one year.
    fn periods(&self) -> impl Iterator<Item = Period> + use<> {
        let KyBaoCao { giai_doan, part, .. } = *self.report;
        giai_doan.years().map(move |nam| Period { nam, part, lich: giai_doan.lich })
    }

    /// Every section with tasks of its own.
    fn sections(&mut self, sections: &'d [Muc], texts: &mut PlainTexts, out: &mut Vec<Section>) {
        for section in sections {
            if !section.nhiem_vu.is_empty() {
                let title = section.tieu_de.as_ref().map_or_else(String::new, |title| texts.text(title));
                let nhiem_vu = section.nhiem_vu.iter().map(|task| self.task(task)).collect();
                out.push(Section { tieu_de: title, nhiem_vu });
            }
            self.sections(&section.muc, texts, out);
        }
    }

    fn task(&mut self, task: &'d NhiemVu) -> Task {
        let theo_nam: Vec<TaskYear> = self.periods().map(|period| self.task_year(task, period)).collect();
        let last = theo_nam.last().cloned();
        let period = self.report.period();
        let standing = self.standing(task, period);
        self.told.extend(standing.contradiction(task));
        self.told.extend(words::typed_number(task));
        let position = self.tasks.len();
        let cau = standing.sentence(self.wording, task, position).into_parts();
        self.tasks.push(ToldTask { task, standing });
        Task {
            viec: words::task(task),
            chu_tri: task.chu_tri.as_ref().map_or_else(String::new, |who| who.value.clone()),
            phoi_hop: task.phoi_hop.iter().map(crate::model::Literal::as_str).collect::<Vec<_>>().join(", "),
            han: task.han.map(words::date),
            cau,
            ket_qua: last.unwrap_or(TaskYear::unknown(YearLabel::new(period.nam, period.lich))),
            theo_nam,
            chi_tieu: task.chi_tieu.iter().map(|figure| self.figure(task, figure)).collect(),
        }
    }

    /// How a task stands at the end of a period, beside its figures of it.
    fn standing(&self, task: &NhiemVu, period: Period) -> TaskStanding {
        let (plan, part, nam) = (self.calendar.giai_doan, period.part, period.nam);
        let figures =
            || task.chi_tieu.iter().map(|figure| Figure { task, figure, data: self.data, plan, part });
        let judged: Vec<Option<Judgement>> = figures().map(|figure| figure.last(nam).judgement).collect();
        let begun = figures().filter(|figure| figure.has_begun(nam)).count();
        TaskStanding::new(task, self.data, plan, self.report.giai_doan.tu, period, &judged, begun)
    }

    /// How a task stood at the end of a period; what its row lacks is noted.
    fn task_year(&mut self, task: &NhiemVu, period: Period) -> TaskYear {
        let standing = self.standing(task, period);
        let row = self.data.result(task.id.as_str(), standing.at);
        let lacks = if standing.state == State::Unknown {
            Some("trạng thái")
        } else if standing.needs_cause(task) && standing.cause.is_none() {
            Some("nguyên nhân")
        } else {
            None
        };
        if let Some(what) = lacks {
            let missing = Missing::Task { ky: standing.at.name(), nhiem_vu: task.id.value.clone(), what };
            if !self.missing.contains(&missing) {
                self.missing.push(missing);
            }
        }
        let words = |text: Option<String>| text.map(|text| words::unstopped(&text));
        TaskYear {
            nam: YearLabel::new(period.nam, period.lich),
            trang_thai: row.and_then(|row| row.trang_thai).map(TrangThai::chu),
            minh_chung: words(standing.evidence),
            nguyen_nhan: words(standing.cause),
            cham: matches!(standing.state, State::Late | State::NotBegun),
        }
    }

    fn figure(&mut self, task: &'d NhiemVu, figure: &'d ChiTieu) -> FigureRow {
        let (years, sort) = (self.report.giai_doan, self.report.loai);
        let at = |years, sort, position| {
            let (plan, part) = (self.calendar.giai_doan, self.report.part);
            let figure = Figure { task, figure, data: self.data, plan, part };
            FigureWords::new(self.wording, figure, years, sort, position)
        };
        let position = self.figures.len();
        let worded = at(years, sort, position);
        for period in self.periods().filter(|period| worded.figure().last_value(period.nam).is_none()) {
            let (nhiem_vu, chi_tieu) = (task.id.value.clone(), figure.id.clone());
            self.missing.push(Missing::Figure { ky: period.name(), nhiem_vu, chi_tieu });
        }
        let of_year = |nam| {
            let sort = if sort == LoaiBaoCao::TrongNam { sort } else { LoaiBaoCao::HangNam };
            Row::new(&at(GiaiDoan { tu: nam, den: nam, ..years }, sort, position), nam)
        };
        let row = FigureRow {
            stt: position + 1,
            ten: figure.ten.value.clone(),
            don_vi: figure.don_vi.value.clone(),
            dv: words::unit_after(figure),
            cau: worded.sentence().into_parts(),
            ky: Row::new(&worded, years.den),
            theo_nam: years.years().map(of_year).collect(),
            ca_giai_doan: matches!(figure.muc_tieu, MucTieu::CaGiaiDoan(_)),
            gop: match figure.gop {
                crate::model::Gop::Tong => "tong",
                crate::model::Gop::CuoiKy => "cuoi_ky",
                crate::model::Gop::BinhQuan => "binh_quan",
            },
        };
        self.figures.push(worded);
        row
    }

    /// The notes of people as typed, and what stands under each heading.
    fn assessments(&mut self) -> (ByTopic<String>, ByTopic<Doan>) {
        let given = self.data.nhan_dinh.get(&self.report.id);
        let assessment = Assessment {
            wording: self.wording,
            calendar: self.calendar,
            report: self.report,
            tasks: &self.tasks,
            figures: &self.figures,
        };
        let (mut typed, mut set) = (BTreeMap::new(), BTreeMap::new());
        for (muc, _) in NHAN_DINH {
            let lines = given.and_then(|given| given.get(muc)).cloned().unwrap_or_default();
            if lines.is_empty() && assessment.needs(muc) {
                self.missing.push(Missing::Assessment { ky: self.report.id.clone(), muc });
            }
            set.insert(muc, assessment.under(muc, &lines));
            typed.insert(muc, lines.iter().map(|line| notes::stopped(line)).collect());
        }
        (typed, set)
    }

    /// How the share of tasks done went from the first year to the last.
    fn progress(&self, years: &[Count]) -> String {
        let (Some(first), Some(last)) = (years.first(), years.last()) else { return String::new() };
        let is_known = |count: &Count| count.tong > 0 && count.chua_ro == 0;
        let way = if years.len() == 1 || !is_known(first) || !is_known(last) {
            "khong"
        } else {
            match last.hoan_thanh.cmp(&first.hoan_thanh) {
                std::cmp::Ordering::Greater => "tang",
                std::cmp::Ordering::Less => "giam",
                std::cmp::Ordering::Equal => "giu",
            }
        };
        let values = [
            given("tu", first.nam.after_nam()),
            given("den", last.nam.after_nam()),
            given("truoc", first.ty_le_hoan_thanh.clone().unwrap_or_default()),
            given("sau", last.ty_le_hoan_thanh.clone().unwrap_or_default()),
        ];
        self.wording.text("tien_do", &[("huong", way)], &values)
    }
}

//! What the templates of reports print: every number computed and worded, a
//! blank where the data have none.

use serde::Serialize;

use super::figures::{self, Figure, Judgement, Measured};
use super::missing::Missing;
use super::words;
use crate::compose::PlainTexts;
use crate::model::{
    BaoCao, ChiTieu, GiaiDoan, KyBaoCao, LoaiBaoCao, Muc, MucTieu, NHAN_DINH, NhiemVu, NoiDung, SoLieu,
    TrangThai, VanBan,
};
use crate::number;

/// The variable `bao_cao` of the templates.
#[derive(Debug, Serialize)]
pub(super) struct Context {
    ky: Period,
    ke_hoach: Plan,
    muc: Vec<Section>,
    /// Tasks by state at the end of the period, and year by year.
    dem: Count,
    dem_theo_nam: Vec<Count>,
    /// Figures by judgement.
    dem_chi_tieu: FigureCount,
    nhan_dinh: std::collections::BTreeMap<&'static str, Vec<String>>,
    /// Whether there is a chart.
    pub(super) bieu_do: Option<ChartWords>,
}

#[derive(Debug, Serialize)]
struct Period {
    id: String,
    /// "năm 2022", "giai đoạn 2021-2023".
    ten: String,
    tu: i16,
    den: i16,
    /// "03".
    so_nam: String,
    cac_nam: Vec<i16>,
    /// The year before, when it belongs to the plan.
    nam_truoc: Option<i16>,
}

#[derive(Debug, Serialize)]
struct Plan {
    /// "Kế hoạch triển khai ...".
    ten: String,
    giai_doan: String,
}

#[derive(Debug, Serialize)]
struct Section {
    tieu_de: String,
    nhiem_vu: Vec<Task>,
}

#[derive(Debug, Serialize)]
struct Task {
    viec: String,
    chu_tri: String,
    phoi_hop: String,
    han: Option<String>,
    #[serde(flatten)]
    ket_qua: TaskYear,
    theo_nam: Vec<TaskYear>,
    chi_tieu: Vec<FigureRow>,
}

/// How a task stood at the end of a year.
#[derive(Debug, Clone, Serialize)]
struct TaskYear {
    nam: i16,
    trang_thai: Option<&'static str>,
    minh_chung: Option<String>,
    nguyen_nhan: Option<String>,
    /// Late or not begun: the cause belongs in the report.
    cham: bool,
}

#[derive(Debug, Serialize)]
struct FigureRow {
    /// Running number in the annex.
    stt: usize,
    ten: String,
    don_vi: String,
    /// " buổi" or "%".
    dv: String,
    /// The whole period of the report, or its one year.
    #[serde(flatten)]
    ky: Row,
    theo_nam: Vec<Row>,
    /// The target is for the whole period of the plan.
    ca_giai_doan: bool,
    /// How the years became one number: tong, cuoi_ky, binh_quan.
    gop: &'static str,
}

/// A year or period of a figure.
#[derive(Debug, Serialize)]
struct Row {
    nam: i16,
    /// The value of the year alone, without unit.
    gia_tri: Option<String>,
    /// What is compared with the target.
    ket_qua: Option<String>,
    /// Target without unit; and how the result stands to it, in a sentence.
    muc_tieu: Option<String>,
    so_sanh: Option<String>,
    ty_le: Option<String>,
    danh_gia: Option<&'static str>,
    /// Missed its target.
    chua_dat: bool,
    nam_truoc: Option<String>,
    /// "tăng 2 buổi (50%)"; in tables "+2".
    xu_huong: Option<String>,
    tang_giam: Option<String>,
}

#[derive(Debug, Serialize)]
struct Count {
    nam: i16,
    tong: usize,
    hoan_thanh: usize,
    dang_thuc_hien: usize,
    cham: usize,
    chua: usize,
    chua_ro: usize,
    ty_le_hoan_thanh: Option<String>,
    /// "7 hoàn thành (77,8%), 2 chậm (22,2%)".
    cau: String,
}

#[derive(Debug, Default, Serialize)]
struct FigureCount {
    tong: usize,
    vuot: usize,
    dat: usize,
    chua_dat: usize,
    dang_thuc_hien: usize,
    chua_ro: usize,
    /// Met or exceeded.
    dat_va_vuot: usize,
    ty_le_dat_va_vuot: Option<String>,
}

/// The words of the chart.
#[derive(Debug, Serialize)]
pub(super) struct ChartWords {
    pub(super) ten: String,
    pub(super) chu_thich: String,
    pub(super) mo_ta: String,
}

/// Builds the variable and notes what is missing on the way.
pub(super) struct Builder<'d> {
    plan: &'d VanBan,
    calendar: &'d BaoCao,
    report: &'d KyBaoCao,
    data: &'d SoLieu,
    pub(super) missing: Vec<Missing>,
    next_figure: usize,
    judged: FigureCount,
}

impl<'d> Builder<'d> {
    pub(super) fn new(
        plan: &'d VanBan,
        calendar: &'d BaoCao,
        report: &'d KyBaoCao,
        data: &'d SoLieu,
    ) -> Self {
        let judged = FigureCount::default();
        Self { plan, calendar, report, data, missing: Vec::new(), next_figure: 1, judged }
    }

    /// The whole variable; texts of the plan are printed by `texts`.
    pub(super) fn context(&mut self, plan_name: String, texts: &mut PlainTexts) -> Context {
        if self.plan.so.is_none() {
            self.missing.push(Missing::PlanNumber);
        }
        let years = self.report.giai_doan;
        let mut muc = Vec::new();
        if let NoiDung::Muc(sections) = &self.plan.noi_dung {
            self.sections(sections, texts, &mut muc);
        }
        let tasks = self.plan.noi_dung.nhiem_vu();
        let count = |nam| Count::new(nam, figures::count(&tasks, self.data, self.calendar.giai_doan, nam));
        let (dem, dem_theo_nam) = (count(years.den), years.cac_nam().map(count).collect());
        self.judged.dat_va_vuot = self.judged.vuot + self.judged.dat;
        self.judged.ty_le_dat_va_vuot = words::share(self.judged.dat_va_vuot, self.judged.tong);
        Context {
            ky: self.period(),
            ke_hoach: Plan { ten: plan_name, giai_doan: period_words(self.calendar.giai_doan) },
            muc,
            dem,
            dem_theo_nam,
            dem_chi_tieu: std::mem::take(&mut self.judged),
            nhan_dinh: self.assessments(),
            bieu_do: None,
        }
    }

    fn period(&self) -> Period {
        let years = self.report.giai_doan;
        let ten = match self.report.loai {
            LoaiBaoCao::HangNam => format!("năm {}", years.den),
            LoaiBaoCao::SoKet | LoaiBaoCao::TongKet => format!("giai đoạn {}", period_words(years)),
        };
        let cac_nam: Vec<i16> = years.cac_nam().collect();
        Period {
            id: self.report.id.clone(),
            ten,
            tu: years.tu,
            den: years.den,
            so_nam: format!("{:02}", cac_nam.len()),
            cac_nam,
            nam_truoc: Some(years.den - 1).filter(|nam| self.calendar.giai_doan.gom(*nam)),
        }
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
        let years = self.report.giai_doan;
        let theo_nam: Vec<TaskYear> = years.cac_nam().map(|nam| self.task_year(task, nam)).collect();
        let last = theo_nam.last().cloned();
        Task {
            viec: words::unstopped(task.viec.as_str()),
            chu_tri: task.chu_tri.as_ref().map_or_else(String::new, |who| who.value.clone()),
            phoi_hop: task.phoi_hop.iter().map(|who| who.as_str()).collect::<Vec<_>>().join(", "),
            han: task.han.map(words::date),
            ket_qua: last.unwrap_or(TaskYear::unknown(years.den)),
            theo_nam,
            chi_tieu: task.chi_tieu.iter().map(|figure| self.figure(task, figure)).collect(),
        }
    }

    /// How a task stood at the end of a year; what the row of that year lacks
    /// is noted.
    fn task_year(&mut self, task: &NhiemVu, nam: i16) -> TaskYear {
        let year = figures::year_of_state(task, self.data, self.calendar.giai_doan, nam);
        let result = self.data.nhiem_vu.get(&(task.id.value.clone(), year)).cloned().unwrap_or_default();
        let cham = matches!(result.trang_thai, Some(TrangThai::Cham | TrangThai::Chua));
        let lacks = match result.trang_thai {
            None => Some("trạng thái"),
            Some(TrangThai::HoanThanh | TrangThai::DangThucHien) if result.minh_chung.is_none() => {
                Some("minh chứng")
            }
            Some(TrangThai::Cham | TrangThai::Chua) if result.nguyen_nhan.is_none() => Some("nguyên nhân"),
            Some(_) => None,
        };
        if let Some(what) = lacks {
            let missing = Missing::Task { nam: year, nhiem_vu: task.id.value.clone(), what };
            if !self.missing.contains(&missing) {
                self.missing.push(missing);
            }
        }
        let words = |text: Option<String>| text.map(|text| words::unstopped(&text));
        TaskYear {
            nam,
            trang_thai: result.trang_thai.map(TrangThai::chu),
            minh_chung: words(result.minh_chung),
            nguyen_nhan: words(result.nguyen_nhan),
            cham,
        }
    }

    fn figure(&mut self, task: &NhiemVu, figure: &ChiTieu) -> FigureRow {
        let years = self.report.giai_doan;
        let measured = Figure { task, figure, data: self.data, plan: self.calendar.giai_doan };
        for nam in years.cac_nam().filter(|nam| measured.value(*nam).is_none()) {
            let (nhiem_vu, chi_tieu) = (task.id.value.clone(), figure.id.clone());
            self.missing.push(Missing::Figure { nam, nhiem_vu, chi_tieu });
        }
        let whole = match self.report.loai {
            LoaiBaoCao::HangNam => measured.year(years.den),
            LoaiBaoCao::SoKet | LoaiBaoCao::TongKet => measured.period(years),
        };
        self.judged.add(whole.judgement);
        let stt = self.next_figure;
        self.next_figure += 1;
        FigureRow {
            stt,
            ten: figure.ten.value.clone(),
            don_vi: figure.don_vi.value.clone(),
            dv: words::unit_after(figure),
            ky: Row::new(&measured, years.den, whole),
            theo_nam: years.cac_nam().map(|nam| Row::new(&measured, nam, measured.year(nam))).collect(),
            ca_giai_doan: matches!(figure.muc_tieu, MucTieu::CaGiaiDoan(_)),
            gop: match figure.gop {
                crate::model::Gop::Tong => "tong",
                crate::model::Gop::CuoiKy => "cuoi_ky",
                crate::model::Gop::BinhQuan => "binh_quan",
            },
        }
    }

    fn assessments(&mut self) -> std::collections::BTreeMap<&'static str, Vec<String>> {
        let given = self.data.nhan_dinh.get(&self.report.id);
        let mut assessments = std::collections::BTreeMap::new();
        for (muc, _) in NHAN_DINH {
            let paragraphs = given.and_then(|given| given.get(muc)).cloned().unwrap_or_default();
            if paragraphs.is_empty() {
                self.missing.push(Missing::Assessment { ky: self.report.id.clone(), muc });
            }
            assessments.insert(muc, paragraphs);
        }
        assessments
    }
}

/// "2021-2025".
fn period_words(years: GiaiDoan) -> String {
    if years.tu == years.den { years.tu.to_string() } else { format!("{}-{}", years.tu, years.den) }
}

impl TaskYear {
    fn unknown(nam: i16) -> Self {
        Self { nam, trang_thai: None, minh_chung: None, nguyen_nhan: None, cham: false }
    }
}

impl Row {
    fn new(figure: &Figure<'_>, nam: i16, measured: Measured) -> Self {
        let trend = figure.trend(nam);
        let of = match figure.figure.muc_tieu {
            MucTieu::CaGiaiDoan(_) => format!(" cả giai đoạn {}", period_words(figure.plan)),
            _ => String::new(),
        };
        Self {
            nam,
            gia_tri: figure.value(nam).map(number::format),
            ket_qua: measured.result.map(number::format),
            muc_tieu: measured.target.map(number::format),
            so_sanh: measured.target.map(|aim| words::against(figure.figure, aim, measured.share, &of)),
            ty_le: measured.share.map(number::format),
            danh_gia: measured.judgement.map(Judgement::word),
            chua_dat: measured.judgement == Some(Judgement::Missed),
            nam_truoc: trend.and_then(|_| figure.value(nam - 1)).map(number::format),
            xu_huong: trend.map(|trend| words::trend(figure.figure, trend)),
            tang_giam: trend.map(|trend| words::signed(trend.difference)),
        }
    }
}

impl Count {
    fn new(nam: i16, counts: [usize; 5]) -> Self {
        let [hoan_thanh, dang_thuc_hien, cham, chua, chua_ro] = counts;
        let tong = counts.iter().sum();
        let part = |(count, words): (usize, &str)| {
            let share = words::share(count, tong).unwrap_or_default();
            (count > 0).then(|| format!("{count} {words} ({share})"))
        };
        let states = TrangThai::ALL.map(TrangThai::chu).into_iter().chain(["chưa có số liệu"]);
        let parts: Vec<String> = counts.into_iter().zip(states).filter_map(part).collect();
        let ty_le_hoan_thanh = words::share(hoan_thanh, tong);
        Self {
            nam,
            tong,
            hoan_thanh,
            dang_thuc_hien,
            cham,
            chua,
            chua_ro,
            ty_le_hoan_thanh,
            cau: parts.join(", "),
        }
    }
}

impl FigureCount {
    fn add(&mut self, judgement: Option<Judgement>) {
        self.tong += 1;
        match judgement {
            Some(Judgement::Exceeded) => self.vuot += 1,
            Some(Judgement::Met) => self.dat += 1,
            Some(Judgement::Missed) => self.chua_dat += 1,
            Some(Judgement::UnderWay) => self.dang_thuc_hien += 1,
            None => self.chua_ro += 1,
        }
    }
}

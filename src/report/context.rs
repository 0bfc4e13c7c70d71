//! What the templates of reports print: every number computed and worded, a
//! blank where the data have none.

use std::collections::BTreeMap;

use serde::Serialize;

use super::figure_words::FigureWords;
use super::figures::Judgement;
use super::notes::Doan;
use super::words;
use crate::model::Lich;
use crate::number;

/// The variable `bao_cao` of the templates.
#[derive(Debug, Serialize)]
pub(super) struct Context {
    pub(super) ky: PeriodWords,
    pub(super) ke_hoach: Plan,
    pub(super) muc: Vec<Section>,
    /// Tasks by state at the end of the period, and year by year.
    pub(super) dem: Count,
    pub(super) dem_theo_nam: Vec<Count>,
    /// Figures by judgement.
    pub(super) dem_chi_tieu: FigureCount,
    /// How the share of tasks done went over the years, in a sentence.
    pub(super) tien_do: String,
    /// A year of the table has tasks of which nothing is known.
    pub(super) co_chua_ro: bool,
    /// The lines that people typed, by topic.
    pub(super) nhan_dinh: BTreeMap<&'static str, Vec<String>>,
    /// What stands under each heading of the assessment, the program's
    /// sentences first.
    pub(super) doan: BTreeMap<&'static str, Vec<Doan>>,
    /// Whether there is a chart.
    pub(super) bieu_do: Option<ChartWords>,
}

/// A year as it stands behind the word "năm": a number, 2026, or words, "học
/// 2026-2027".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum YearLabel {
    Number(i16),
    Words(String),
}

impl YearLabel {
    pub(super) fn new(nam: i16, lich: Lich) -> Self {
        match lich {
            Lich::Nam => Self::Number(nam),
            Lich::NamHoc(_) => Self::Words(lich.after_nam(nam)),
        }
    }

    pub(super) fn after_nam(&self) -> String {
        match self {
            Self::Number(nam) => nam.to_string(),
            Self::Words(words) => words.clone(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct PeriodWords {
    pub(super) id: String,
    /// "năm 2022", "giai đoạn 2021-2023", "học kỳ I năm học 2026-2027".
    pub(super) ten: String,
    /// "2021-2023", "2022".
    pub(super) giai_doan: String,
    /// Of a stretch of a year, and of which: "Học kỳ I".
    pub(super) trong_nam: bool,
    pub(super) ten_ngan: String,
    /// Years are school years; "năm", "năm học".
    pub(super) nam_hoc: bool,
    pub(super) loai_nam: &'static str,
    pub(super) tu: YearLabel,
    pub(super) den: YearLabel,
    /// "03".
    pub(super) so_nam: String,
    pub(super) cac_nam: Vec<YearLabel>,
    /// The year before, when it belongs to the plan.
    pub(super) nam_truoc: Option<YearLabel>,
}

#[derive(Debug, Serialize)]
pub(super) struct Plan {
    /// "Kế hoạch triển khai ...".
    pub(super) ten: String,
    pub(super) giai_doan: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Section {
    pub(super) tieu_de: String,
    pub(super) nhiem_vu: Vec<Task>,
}

#[derive(Debug, Serialize)]
pub(super) struct Task {
    pub(super) viec: String,
    pub(super) chu_tri: String,
    pub(super) phoi_hop: String,
    pub(super) han: Option<String>,
    /// The entry of the report, with its full stop; none: a blank.
    pub(super) cau: Vec<Option<String>>,
    #[serde(flatten)]
    pub(super) ket_qua: TaskYear,
    pub(super) theo_nam: Vec<TaskYear>,
    pub(super) chi_tieu: Vec<FigureRow>,
}

/// How a task stood at the end of a year.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TaskYear {
    pub(super) nam: YearLabel,
    pub(super) trang_thai: Option<&'static str>,
    pub(super) minh_chung: Option<String>,
    pub(super) nguyen_nhan: Option<String>,
    /// Late or not begun: the cause belongs in the report.
    pub(super) cham: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct FigureRow {
    /// Running number in the annex.
    pub(super) stt: usize,
    pub(super) ten: String,
    pub(super) don_vi: String,
    /// " buổi" or "%".
    pub(super) dv: String,
    /// The entry of the report, without its full stop; none: a blank.
    pub(super) cau: Vec<Option<String>>,
    /// The whole period of the report, or its one year.
    #[serde(flatten)]
    pub(super) ky: Row,
    pub(super) theo_nam: Vec<Row>,
    /// The target is for the whole period of the plan.
    pub(super) ca_giai_doan: bool,
    /// How the years became one number: tong, `cuoi_ky`, `binh_quan`.
    pub(super) gop: &'static str,
}

/// A year or period of a figure.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) nam: YearLabel,
    /// The value of the year alone, without unit.
    pub(super) gia_tri: Option<String>,
    /// What is compared with the target.
    pub(super) ket_qua: Option<String>,
    /// Target without unit; and how the result stands to it, in a sentence.
    pub(super) muc_tieu: Option<String>,
    pub(super) so_sanh: Option<String>,
    pub(super) ty_le: Option<String>,
    pub(super) danh_gia: Option<String>,
    /// Missed its target.
    pub(super) chua_dat: bool,
    pub(super) nam_truoc: Option<String>,
    /// "tăng 2 buổi (50%)"; in tables "+2".
    pub(super) xu_huong: Option<String>,
    pub(super) tang_giam: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Count {
    pub(super) nam: YearLabel,
    pub(super) tong: usize,
    pub(super) hoan_thanh: usize,
    pub(super) dang_thuc_hien: usize,
    pub(super) cham: usize,
    pub(super) chua: usize,
    pub(super) chua_ro: usize,
    pub(super) ty_le_hoan_thanh: Option<String>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct FigureCount {
    pub(super) tong: usize,
    pub(super) vuot: usize,
    pub(super) dat: usize,
    pub(super) chua_dat: usize,
    pub(super) dang_thuc_hien: usize,
    pub(super) chua_ro: usize,
    /// Met or exceeded.
    pub(super) dat_va_vuot: usize,
    pub(super) ty_le_dat_va_vuot: Option<String>,
}

/// The words of the chart.
#[derive(Debug, Serialize)]
pub(super) struct ChartWords {
    pub(super) ten: String,
    pub(super) chu_thich: String,
    pub(super) mo_ta: String,
}

impl TaskYear {
    pub(super) fn unknown(nam: YearLabel) -> Self {
        Self { nam, trang_thai: None, minh_chung: None, nguyen_nhan: None, cham: false }
    }
}

impl Row {
    pub(super) fn new(worded: &FigureWords<'_, '_>, nam: i16) -> Self {
        let (figure, measured) = (worded.figure(), worded.measured());
        let trend = worded.trend();
        let clause = |text: String| text.trim_start_matches([',', ';', ' ']).to_owned();
        let so_sanh = Some(clause(worded.against().text())).filter(|text| !text.is_empty());
        Self {
            nam: YearLabel::new(nam, figure.plan.lich),
            gia_tri: figure.last_value(nam).map(number::format),
            ket_qua: measured.result.map(number::format),
            muc_tieu: worded.target_cell(),
            so_sanh,
            ty_le: measured.share.map(number::format),
            danh_gia: worded.judgement_cell(),
            chua_dat: measured.judgement == Some(Judgement::Missed),
            nam_truoc: trend.and_then(|_| figure.value(nam - 1)).map(number::format),
            xu_huong: trend.map(|trend| clause(worded.trend_words(trend).text())),
            tang_giam: trend.map(|trend| words::signed(trend.difference)),
        }
    }
}

impl Count {
    pub(super) fn new(nam: YearLabel, counts: [usize; 5]) -> Self {
        let [hoan_thanh, dang_thuc_hien, cham, chua, chua_ro] = counts;
        let tong = counts.iter().sum();
        let ty_le_hoan_thanh = words::share(hoan_thanh, tong);
        Self { nam, tong, hoan_thanh, dang_thuc_hien, cham, chua, chua_ro, ty_le_hoan_thanh }
    }
}

impl FigureCount {
    pub(super) fn add(&mut self, judgement: Option<Judgement>) {
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

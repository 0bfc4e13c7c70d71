//! How a task stands at the end of a year: what its rows say, over the years,
//! and beside its figures.

use super::figures::{Judgement, period_of_state};
use super::wording::{Fact, Sentence, Wording, words as given};
use super::words;
use crate::diagnostic::Diagnostic;
use crate::model::{GiaiDoan, KetQua, Ngay, NhiemVu, Period, SoLieu, TrangThai};

/// How a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Done, within its deadline when it has one.
    Done,
    /// Done after its deadline.
    DoneLate,
    UnderWay,
    Late,
    NotBegun,
    /// The data do not say.
    Unknown,
}

/// What the state says that the figures do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    /// They say the same.
    Same,
    /// Done, and so many figures are missed.
    Missed(usize),
    /// Done for good, and so many figures are under way.
    Open(usize),
    /// Not begun, and so many figures have a result.
    Begun(usize),
}

/// A year of a task in which it was late or not begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LateYear {
    pub(super) nam: i16,
    state: TrangThai,
    pub(super) cause: Option<String>,
}

/// A task at the end of a year, or of a stretch of one.
#[derive(Debug, Clone)]
pub(super) struct TaskStanding {
    pub(super) state: State,
    /// The period whose row says so.
    pub(super) at: Period,
    /// The period that is looked at.
    period: Period,
    /// Of the deadline: none, to come, over.
    pub(super) due: &'static str,
    pub(super) evidence: Option<String>,
    pub(super) cause: Option<String>,
    pub(super) against: Against,
    /// Earlier years of the report in which it was late, when they are not
    /// told otherwise.
    pub(super) earlier: Vec<LateYear>,
}

impl TaskStanding {
    /// At the end of a period, the last of a report that begins with the year
    /// `from`; `judged` are the judgements of its figures in that period,
    /// `begun` counts those with a result.
    pub(super) fn new(
        task: &NhiemVu,
        data: &SoLieu,
        plan: GiaiDoan,
        from: i16,
        period: Period,
        judged: &[Option<Judgement>],
        begun: usize,
    ) -> Self {
        let at = period_of_state(task, data, plan, period);
        let row = data.result(task.id.as_str(), at).cloned().unwrap_or_default();
        // A stretch of a year knows nothing of the row of the whole year.
        let den = if at.part.is_some() { at.nam - 1 } else { at.nam };
        let late = late_years(task, data, GiaiDoan { den, ..plan });
        let late_before = late_stretch(task, data, at);
        let missed_deadline = task.han.is_some_and(|han| begins_after(at, han))
            || late.iter().any(|late| late.nam < at.nam && late.state == TrangThai::Cham)
            || late_before.is_some();
        let state = match row.trang_thai {
            Some(TrangThai::HoanThanh) if task.han.is_some() && missed_deadline => State::DoneLate,
            Some(TrangThai::HoanThanh) => State::Done,
            Some(TrangThai::DangThucHien) => State::UnderWay,
            Some(TrangThai::Cham) => State::Late,
            Some(TrangThai::Chua) => State::NotBegun,
            None => State::Unknown,
        };
        let known = late_before.and_then(|row| row.nguyen_nhan.clone());
        let known = known.or_else(|| late.iter().rev().find_map(|late| late.cause.clone()));
        let cause = row.nguyen_nhan.or_else(|| known.filter(|_| state == State::DoneLate));
        let told = matches!(state, State::DoneLate);
        let earlier = late.into_iter().filter(|late| !told && (from..period.nam).contains(&late.nam));
        Self {
            state,
            at,
            period,
            due: match task.han {
                None => "khong",
                Some(han) if begins_after(period, han) => "qua",
                Some(_) => "con",
            },
            evidence: row.minh_chung,
            cause,
            against: against(state, task.han.is_some(), judged, begun),
            earlier: earlier.collect(),
        }
    }

    /// Whether the report says why: it is late, or not begun though it is due.
    /// What has no deadline has time until the end of the year.
    pub(super) fn needs_cause(&self, task: &NhiemVu) -> bool {
        match self.state {
            State::Late => true,
            State::NotBegun => match task.han {
                None => self.period.part.is_none(),
                Some(han) => self.period.last_day().is_some_and(|last| han <= last),
            },
            _ => false,
        }
    }

    /// Whether it goes on after the report.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, State::UnderWay | State::Late | State::NotBegun)
    }

    fn key(&self) -> &'static str {
        match self.state {
            State::Done => "hoan_thanh",
            State::DoneLate => "hoan_thanh_cham",
            State::UnderWay => "dang_thuc_hien",
            State::Late => "cham",
            State::NotBegun => "chua",
            State::Unknown => "khong_so_lieu",
        }
    }

    /// The whole entry: task, state, evidence, cause, without what follows.
    pub(super) fn sentence(&self, wording: &Wording, task: &NhiemVu, position: usize) -> Sentence {
        let who = task.chu_tri.as_ref().map(|who| who.value.as_str());
        let facts: [Fact; 1] = [("chu_tri", if who.is_some() { "co" } else { "khong" })];
        let viec = words::task(task);
        let values = [given("viec", viec), given("chu_tri", who.unwrap_or_default())];
        let lead = wording.say("nhiem_vu", &facts, &values, position);
        let (against, count) = match self.against {
            Against::Same => ("khop", 0),
            Against::Missed(count) => ("chua_dat", count),
            Against::Open(count) => ("dang_lam", count),
            Against::Begun(count) => ("da_co", count),
        };
        let facts = [("trang_thai", self.key()), ("han", self.due), ("doi_chieu", against)];
        let values = [
            given("han", task.han.map_or_else(String::new, words::date)),
            given("nam_xong", self.at.lich.after_nam(self.at.nam)),
            given("ky_xong", self.at.name()),
            given("so", count.to_string()),
        ];
        let state = wording.say("tinh_hinh", &facts, &values, position);
        let state = state.and(&self.earlier_words(wording)).and(&Sentence::from("."));
        lead.and(&state).and(&self.evidence_words(wording)).and(&self.cause_words(wording, task))
    }

    fn earlier_words(&self, wording: &Wording) -> Sentence {
        if self.earlier.is_empty() {
            return Sentence::default();
        }
        let many = if self.earlier.len() == 1 { "mot" } else { "nhieu" };
        wording.say("nam_truoc", &[("so_luong", many)], &[given("cac_nam", self.earlier_years(wording))], 0)
    }

    /// "năm 2021 chưa thực hiện, năm 2022 chậm".
    pub(super) fn earlier_years(&self, wording: &Wording) -> String {
        let said = |late: &LateYear| {
            let values = [given("nam", self.at.lich.after_nam(late.nam))];
            wording.text("trang_thai_nam", &[("trang_thai", late.state.khoa())], &values)
        };
        self.earlier.iter().map(said).collect::<Vec<_>>().join(", ")
    }

    fn evidence_words(&self, wording: &Wording) -> Sentence {
        let has = if self.evidence.is_some() { "co" } else { "khong" };
        let values =
            [given("minh_chung", super::notes::stopped(self.evidence.as_deref().unwrap_or_default()))];
        wording.say("minh_chung", &[("minh_chung", has)], &values, 0)
    }

    fn cause_words(&self, wording: &Wording, task: &NhiemVu) -> Sentence {
        let is_told = self.needs_cause(task) || self.state == State::DoneLate;
        let has = match &self.cause {
            Some(_) if is_told => "co",
            None if self.needs_cause(task) => "khong",
            _ => "khong_can",
        };
        let values = [given("nguyen_nhan", super::notes::stopped(self.cause.as_deref().unwrap_or_default()))];
        wording.say("nguyen_nhan", &[("nguyen_nhan", has)], &values, 0)
    }

    /// What the person who typed the state should look at again.
    pub(super) fn contradiction(&self, task: &NhiemVu) -> Option<Diagnostic> {
        let id = task.id.as_str();
        let what = match self.against {
            Against::Same => return None,
            Against::Missed(count) => format!("ghi hoàn thành nhưng {count} chỉ tiêu chưa đạt"),
            Against::Open(count) => format!("ghi hoàn thành nhưng {count} chỉ tiêu đang thực hiện"),
            Against::Begun(count) => format!("ghi chưa thực hiện nhưng {count} chỉ tiêu đã có kết quả"),
        };
        let message = format!("{}, nhiệm vụ `{id}`: {what}", self.period.name());
        let help = "xem lại trạng thái và số liệu của nhiệm vụ; báo cáo in cả hai";
        Some(Diagnostic::warning("trang-thai-so-lieu", message).help(help))
    }
}

/// Whether a period begins behind a deadline.
fn begins_after(period: Period, han: Ngay) -> bool {
    period.first_day().is_some_and(|first| first > han)
}

/// The row of an earlier stretch of the same year, or of any one of a whole
/// year, that says that a task is late.
fn late_stretch<'d>(task: &NhiemVu, data: &'d SoLieu, period: Period) -> Option<&'d KetQua> {
    let of_year = data.trong_nam.keys().filter(|(nam, _)| *nam == period.nam);
    let stretches = of_year.map(|(_, part)| Period { part: Some(*part), ..period });
    let is_before = |other: &Period| other.last_day() < period.first_day();
    let before = stretches.filter(|other| period.part.is_none() || is_before(other));
    let mut rows = before.filter_map(|period| data.result(task.id.as_str(), period));
    rows.find(|row| row.trang_thai == Some(TrangThai::Cham))
}

/// The years up to the last in which the rows say late or not begun.
fn late_years(task: &NhiemVu, data: &SoLieu, years: GiaiDoan) -> Vec<LateYear> {
    let late = |nam: i16| {
        let row = data.nhiem_vu.get(&(task.id.value.clone(), nam))?;
        let state = row.trang_thai.filter(|state| matches!(state, TrangThai::Cham | TrangThai::Chua))?;
        Some(LateYear { nam, state, cause: row.nguyen_nhan.clone() })
    };
    years.years().filter_map(late).collect()
}

fn against(state: State, has_deadline: bool, judged: &[Option<Judgement>], begun: usize) -> Against {
    let count = |wanted: Judgement| judged.iter().filter(|judgement| **judgement == Some(wanted)).count();
    let (missed, open) = (count(Judgement::Missed), count(Judgement::UnderWay));
    match state {
        State::Done | State::DoneLate if missed > 0 => Against::Missed(missed),
        State::Done | State::DoneLate if has_deadline && open > 0 => Against::Open(open),
        State::NotBegun if begun > 0 => Against::Begun(begun),
        _ => Against::Same,
    }
}

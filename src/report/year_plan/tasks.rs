//! Which tasks fall in a year, how they stand, and what they aim at.

use rust_decimal::Decimal;

use super::maker::{LEFT, Maker, blank};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{ChiTieu, Chieu, GiaiDoan, Literal, Muc, MucTieu, NhiemVu, NoiDung, Period};
use crate::report::figures::{Figure, Judgement};
use crate::report::standing::{State, TaskStanding};
use crate::report::wording::words as given;
use crate::report::words;
use crate::report::yaml::as_text;

/// A task of the year.
#[derive(Debug)]
pub(super) struct YearTask<'d> {
    pub(super) task: &'d NhiemVu,
    /// It should have been done before the year.
    pub(super) overdue: bool,
    /// What it aims at in the year, in words.
    pub(super) aims: Vec<String>,
}

/// A section of the plan with its tasks of the year.
#[derive(Debug)]
pub(super) struct YearSection<'d> {
    pub(super) section: &'d Muc,
    pub(super) tasks: Vec<YearTask<'d>>,
}

impl YearSection<'_> {
    /// The name that texts refer to it by.
    pub(super) fn id(&self) -> Option<&str> {
        self.section.id.as_ref().map(Literal::as_str)
    }
}

/// Whether a task belongs to the year.
enum Fall {
    In,
    Overdue,
    Out(String),
}

/// The plan's sections with what of them falls in the year.
///
/// # Errors
/// Targets that name no year at all, and when nothing falls in the year.
pub(super) fn of_year<'d>(
    content: &'d NoiDung,
    maker: &mut Maker<'d>,
) -> Result<Vec<YearSection<'d>>, Vec<Diagnostic>> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    let mut sections = Vec::new();
    for section in content.sections() {
        let mut tasks = Vec::new();
        for task in &section.nhiem_vu {
            faults.extend(
                task.chi_tieu
                    .iter()
                    .flat_map(|figure| [without_year(figure), without_unit(figure)])
                    .flatten(),
            );
            match fall(task, maker) {
                Fall::Out(why) => {
                    maker.leave_out(hint(task, format!("{LEFT}nhiệm vụ `{}`: {why}", task.id.as_str())));
                }
                fall => {
                    maker.told.extend(words::typed_number(task));
                    if task.han.is_none() && task.chi_tieu.is_empty() {
                        maker.warn(undated(task));
                    }
                    let aims = task.chi_tieu.iter().filter_map(|figure| maker.aim(task, figure)).collect();
                    tasks.push(YearTask { task, overdue: matches!(fall, Fall::Overdue), aims });
                }
            }
        }
        if !tasks.is_empty() {
            sections.push(YearSection { section, tasks });
        }
    }
    if sections.is_empty() && faults.is_empty() {
        let message = format!("không có nhiệm vụ nào của kế hoạch rơi vào {}", maker.year.name());
        let help = "thêm năm ấy vào `moi_nam` của chỉ tiêu, hoặc sửa `han` của nhiệm vụ";
        faults.push(Diagnostic::error("nhiem-vu", message).help(help));
    }
    if faults.is_empty() { Ok(sections) } else { Err(faults) }
}

/// `moi_nam: {}`.
fn without_year(figure: &ChiTieu) -> Option<Diagnostic> {
    let MucTieu::TheoNam(years) = &figure.muc_tieu else { return None };
    years.is_empty().then(|| {
        Diagnostic::error("nam", format!("chỉ tiêu `{}` không ghi năm nào", figure.id))
            .at(figure.ten.span)
            .help("ghi từng năm, ví dụ moi_nam: {2022: 4, 2023: 4}, hoặc một số cho mọi năm, moi_nam: 4")
    })
}

fn without_unit(figure: &ChiTieu) -> Option<Diagnostic> {
    figure.don_vi.as_str().trim().is_empty().then(|| {
        Diagnostic::error("chi-tieu", format!("chỉ tiêu `{}` không có đơn vị tính (`don_vi`)", figure.id))
            .at(figure.ten.span)
            .help("ghi đơn vị tính, ví dụ don_vi: buổi, don_vi: người, don_vi: \"%\"")
    })
}

fn undated(task: &NhiemVu) -> Diagnostic {
    let message = format!("nhiệm vụ `{}` không ghi năm nào: tính là việc hằng năm", task.id.as_str());
    Diagnostic::warning("nam", message)
        .at(task.id.span)
        .help("thêm `han` (ngày phải xong), hoặc `chi_tieu` với `moi_nam`")
}

pub(super) fn hint(task: &NhiemVu, message: String) -> Diagnostic {
    let hint = Diagnostic { severity: Severity::Hint, ..Diagnostic::warning("ke-hoach-nam", message) };
    hint.at(task.id.span)
}

fn fall<'d>(task: &'d NhiemVu, maker: &Maker<'d>) -> Fall {
    let nam = maker.year.number();
    let aimed = task.chi_tieu.iter().any(|figure| has_target(figure, nam));
    let Some(han) = task.han else {
        return if aimed || task.chi_tieu.is_empty() {
            Fall::In
        } else if maker.year.past().is_some_and(|past| maker.is_late(task, past)) {
            Fall::Overdue
        } else {
            Fall::Out(format!(
                "không có chỉ tiêu cho {}; làm trong năm này thì thêm {} vào `moi_nam`",
                maker.year.name(),
                maker.year.plan().lich.year_label(nam)
            ))
        };
    };
    let standing = maker.year.past().map(|past| maker.standing(task, past));
    let state = standing.as_ref().map_or(State::Unknown, |standing| standing.state);
    if matches!(state, State::Done | State::DoneLate) {
        let year = standing.map_or(nam, |standing| standing.at.nam);
        return Fall::Out(format!("đã hoàn thành trong {}", maker.year.named(year)));
    }
    let due = maker.year.year_of(han);
    if due < nam {
        Fall::Overdue
    } else if due == nam || aimed || state != State::Unknown {
        Fall::In
    } else {
        Fall::Out(format!("hạn {}, số liệu chưa ghi đã bắt đầu", words::date(han)))
    }
}

/// Whether something is aimed at in a year; nothing at all is no aim.
pub(super) fn has_target(figure: &ChiTieu, nam: i16) -> bool {
    match figure.muc_tieu.of_year(nam) {
        Some(target) => figure.chieu == Chieu::Giam || !target.is_zero(),
        None => matches!(figure.muc_tieu, MucTieu::CaGiaiDoan(_)),
    }
}

impl<'d> Maker<'d> {
    /// How a task stands at the end of some years.
    pub(super) fn standing(&self, task: &'d NhiemVu, years: GiaiDoan) -> TaskStanding {
        let figures = || task.chi_tieu.iter().map(|figure| self.figure(task, figure));
        let judged: Vec<Option<Judgement>> =
            figures().map(|figure| figure.year(years.den).judgement).collect();
        let begun = figures().filter(|figure| figure.has_begun(years.den)).count();
        let last = Period::year(years.den, years.lich);
        TaskStanding::new(task, self.data, self.year.plan(), years.tu, last, &judged, begun)
    }

    pub(super) fn figure(&self, task: &'d NhiemVu, figure: &'d ChiTieu) -> Figure<'d> {
        Figure { task, figure, data: self.data, plan: self.year.plan(), part: None }
    }

    /// What a figure aims at in the year, beside the result of the year before;
    /// none where the year has no target.
    fn aim(&mut self, task: &'d NhiemVu, figure: &'d ChiTieu) -> Option<String> {
        let (nam, id) = (self.year.number(), task.id.as_str());
        let name = self.year.name();
        if !has_target(figure, nam) {
            let message =
                format!("{LEFT}chỉ tiêu `{}` của nhiệm vụ `{id}`: {name} không có chỉ tiêu", figure.id);
            self.leave_out(hint(task, message));
            return None;
        }
        let measured = self.figure(task, figure);
        let past = self.year.past();
        let (way, aim, whole, result) = match figure.muc_tieu {
            MucTieu::CaGiaiDoan(whole) => {
                let so_far = past.and_then(|past| measured.period(past).result);
                let is_full = so_far.is_some_and(|so_far| so_far >= whole);
                match figure.chieu {
                    Chieu::Giam => ("gioi_han", None, Some(whole), so_far),
                    Chieu::Tang if is_full => ("da_du", None, Some(whole), so_far),
                    Chieu::Tang => ("ca_giai_doan", None, Some(whole), so_far),
                }
            }
            _ => {
                let result = past.and_then(|past| measured.value(past.den));
                ("nam", figure.muc_tieu.of_year(nam), None, result)
            }
        };
        let amount = |value: Decimal| words::amount(figure, value);
        let muc_tieu = match aim {
            Some(aim) => self.wording.aim(figure, aim),
            None if way == "ca_giai_doan" => {
                self.miss(id, format!("chỉ tiêu `{}` của {name}", figure.id));
                blank(&format!("chỉ tiêu {name}"))
            }
            None => String::new(),
        };
        let ket_qua = match (past, result) {
            (Some(_), Some(result)) => amount(result),
            (Some(past), None) => {
                self.miss(id, format!("kết quả của `{}` đến {}", figure.id, self.year.named(past.den)));
                blank(&format!("kết quả đến {}", self.year.named(past.den)))
            }
            (None, _) => String::new(),
        };
        let facts = [("cach", way), ("nam_truoc", if past.is_some() { "co" } else { "khong" })];
        let values = [
            given("ten", &figure.ten.value),
            given("muc_tieu", muc_tieu),
            given("nam", self.year.after_nam(nam)),
            given("nam_truoc", past.map_or_else(String::new, |past| self.year.after_nam(past.den))),
            given("ket_qua", ket_qua),
            given("giai_doan", self.year.plan().label()),
            given("ca_giai_doan", whole.map_or_else(String::new, |whole| self.wording.aim(figure, whole))),
        ];
        Some(self.say("nam_chi_tieu", &facts, &values))
    }

    /// What a task is to reach in the year, for a cell of a table: the targets
    /// alone.
    pub(super) fn result_to_reach(&mut self, of_year: &YearTask<'d>) -> String {
        let nam = self.year.number();
        let target = |figure: &ChiTieu| {
            let aim = match figure.muc_tieu {
                MucTieu::CaGiaiDoan(_) if figure.chieu == Chieu::Tang => {
                    blank(&format!("chỉ tiêu {}", self.year.name()))
                }
                MucTieu::CaGiaiDoan(whole) => {
                    format!("{} trong cả giai đoạn", self.wording.aim(figure, whole))
                }
                _ => self.wording.aim(figure, figure.muc_tieu.of_year(nam)?),
            };
            has_target(figure, nam).then(|| format!("{}: {aim}", figure.ten.value))
        };
        let targets: Vec<String> = of_year.task.chi_tieu.iter().filter_map(target).collect();
        if targets.is_empty() {
            self.miss(of_year.task.id.as_str(), "kết quả cần đạt".to_owned());
            return blank("kết quả cần đạt");
        }
        targets.join("; ")
    }

    /// Until when, for a cell of a table.
    pub(super) fn deadline(&self, of_year: &YearTask<'_>) -> String {
        match of_year.task.han {
            _ if of_year.overdue => blank("thời hạn mới"),
            Some(han) => words::date(han),
            None => format!("Trong {}", self.year.name()),
        }
    }

    /// The entry of a task under its section: the task, then what it aims at.
    pub(super) fn point(&self, of_year: &YearTask<'_>) -> String {
        let task = of_year.task;
        let facts = [("han", if task.han.is_some() && !of_year.overdue { "co" } else { "khong" })];
        let values =
            [given("viec", words::task(task)), given("han", task.han.map_or_else(String::new, words::date))];
        let lead = self.say("nam_viec", &facts, &values);
        listed(&as_text(&lead), &of_year.aims)
    }
}

/// A line, and lines under it; one alone goes on in the line.
fn listed(lead: &str, lines: &[String]) -> String {
    if let [only] = lines {
        return format!("{lead}; {}.", as_text(&words::in_sentence(only)));
    }
    let Some((last, before)) = lines.split_last() else { return format!("{lead}.") };
    let mut text = format!("{lead}:");
    for line in before {
        text.push_str(&format!("\n- {};", as_text(line)));
    }
    text.push_str(&format!("\n- {}.", as_text(last)));
    text
}

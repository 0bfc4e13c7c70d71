//! Tasks and targets of the next plan: what was done once is left out, what is
//! done every year and what was not done goes on, beside what was reached.

use rust_decimal::Decimal;

use super::carry::Carrier;
use crate::model::{ChiTieu, Chieu, Gop, Literal, MucTieu, NhiemVu, Period};
use crate::number;
use crate::placeholder::blank;
use crate::report::figures::{Figure, Judgement};
use crate::report::standing::{Against, State, TaskStanding};
use crate::report::{notes, words};

impl Carrier<'_> {
    /// The tasks of a section that go on; its keys stand at the indent.
    pub(super) fn tasks(&mut self, indent: usize, tasks: &[NhiemVu]) {
        let mut has_head = false;
        for task in tasks {
            let standing = self.standing(task);
            let is_done = matches!(standing.state, State::Done | State::DoneLate);
            if task.han.is_some() && is_done && standing.against == Against::Same {
                let what = format!(
                    "nhiệm vụ `{}` ({}): đã hoàn thành trong {}",
                    task.id.as_str(),
                    words::unstopped(task.viec.as_str()),
                    standing.at.name()
                );
                self.leave_out(task.id.span, what);
                continue;
            }
            if !has_head {
                self.draft.head(indent, "nhiem_vu");
                has_head = true;
            }
            self.task(indent + 4, task, &standing);
        }
    }

    fn task(&mut self, indent: usize, task: &NhiemVu, standing: &TaskStanding) {
        let NhiemVu { id, viec, chu_tri, phoi_hop, han, chi_tieu } = task;
        self.draft.entry();
        if let Some(words) = self.history(task, standing) {
            self.draft.comment(indent, &words);
        }
        self.draft.pair(indent, "id", id.as_str());
        let words = self.texts.carry(viec.as_str());
        self.noted(indent, &words.notes);
        self.draft.pair(indent, "viec", &words.text);
        self.draft.optional(indent, "chu_tri", chu_tri.as_ref().map(Literal::as_str));
        self.draft.list(indent, "phoi_hop", phoi_hop.iter().map(Literal::as_str));
        if let Some((old, moved)) = han.and_then(|han| Some((han, self.shift().day(han)?))) {
            let day = words::date(old);
            self.draft
                .comment(indent, &format!("Hạn trước là {day}, dời theo vị trí trong giai đoạn; xem lại."));
            self.shortened(indent, moved.is_shortened);
            self.draft.raw(indent, "han", &words::date(moved.day));
        }
        if !chi_tieu.is_empty() {
            self.draft.head(indent, "chi_tieu");
        }
        for figure in chi_tieu {
            self.figure(indent + 4, task, figure);
        }
    }

    fn figure(&mut self, indent: usize, task: &NhiemVu, figure: &ChiTieu) {
        let ChiTieu { id, ten, don_vi, muc_tieu, chieu, gop } = figure;
        self.draft.entry();
        let reached = self.reached(task, figure);
        self.draft.comment(indent, &reached.words);
        self.draft.pair(indent, "id", id);
        let words = self.texts.carry(ten.as_str());
        self.noted(indent, &words.notes);
        self.draft.pair(indent, "ten", &words.text);
        self.draft.pair(indent, "don_vi", don_vi.as_str());
        let new = self.shift().new;
        let known = reached.last.map_or_else(String::new, |last| format!("; {last}"));
        let (key, what) = match muc_tieu {
            MucTieu::MoiNam(_) | MucTieu::TheoNam(_) => {
                ("moi_nam", format!("chỉ tiêu mỗi năm đến năm {}", new.den))
            }
            MucTieu::CaGiaiDoan(_) => ("ca_giai_doan", format!("chỉ tiêu cả giai đoạn {}", new.label())),
            MucTieu::ChoDien { khoa, chu: _ } => (*khoa, "chỉ tiêu".to_owned()),
        };
        self.draft.pair(indent, key, &blank(&format!("{what}{known}")));
        if *chieu == Chieu::Giam {
            self.draft.raw(indent, "chieu", "giam");
        }
        let default = if figure.is_rate() { Gop::CuoiKy } else { Gop::Tong };
        if *gop != default {
            let word = match gop {
                Gop::Tong => "tong",
                Gop::CuoiKy => "cuoi_ky",
                Gop::BinhQuan => "binh_quan",
            };
            self.draft.raw(indent, "gop", word);
        }
    }

    fn standing(&self, task: &NhiemVu) -> TaskStanding {
        let years = self.shift().old;
        let figures = || task.chi_tieu.iter().map(|figure| self.measured(task, figure));
        let judged: Vec<Option<Judgement>> =
            figures().map(|figure| figure.year(years.den).judgement).collect();
        let begun = figures().filter(|figure| figure.has_begun(years.den)).count();
        let last = Period::year(years.den, years.lich);
        TaskStanding::new(task, self.data, years, years.tu, last, &judged, begun)
    }

    fn measured<'f>(&'f self, task: &'f NhiemVu, figure: &'f ChiTieu) -> Figure<'f> {
        Figure { task, figure, data: self.data, plan: self.shift().old, part: None }
    }

    /// How the task stood at the end, and why; none where there is nothing to
    /// look at.
    fn history(&self, task: &NhiemVu, standing: &TaskStanding) -> Option<String> {
        let den = self.shift().old.den;
        let state = match standing.state {
            State::Done | State::DoneLate if standing.against != Against::Same => {
                "hoàn thành, chỉ tiêu chưa đạt"
            }
            State::Done | State::DoneLate => return None,
            State::UnderWay => "đang thực hiện",
            State::Late => "chậm",
            State::NotBegun => "chưa thực hiện",
            State::Unknown if self.data.nhiem_vu.is_empty() => return None,
            State::Unknown => "số liệu không ghi đã xong hay chưa",
        };
        let is_open = matches!(standing.state, State::UnderWay | State::Unknown);
        let cause = match &standing.cause {
            Some(cause) => format!(" Nguyên nhân: {}", notes::stopped(cause)),
            None if is_open => String::new(),
            None => " Số liệu không ghi nguyên nhân.".to_owned(),
        };
        let due = if task.han.is_some() { "Việc có hạn, mang sang vì chưa xong. " } else { "" };
        Some(format!("{due}Đến hết năm {den}: {state}.{cause}"))
    }

    /// Targets and results of the plan in words, and the last result.
    fn reached(&self, task: &NhiemVu, figure: &ChiTieu) -> Reached {
        let measured = self.measured(task, figure);
        let years = self.shift().old;
        let period = years.label();
        let whole = measured.period(years);
        let results: Vec<String> = years
            .years()
            .map(|nam| measured.value(nam).map_or_else(|| "…".to_owned(), number::format))
            .collect();
        let target = match &figure.muc_tieu {
            MucTieu::MoiNam(aim) => format!("{} mỗi năm", self.wording.aim(figure, *aim)),
            MucTieu::CaGiaiDoan(aim) => format!("{} cả giai đoạn", self.wording.aim(figure, *aim)),
            MucTieu::TheoNam(_) => {
                let aim = |nam| figure.muc_tieu.of_year(nam).map_or_else(|| "…".to_owned(), number::format);
                let aims: Vec<String> = years.years().map(aim).collect();
                let limit = if figure.chieu == Chieu::Giam { "không quá " } else { "" };
                format!("{limit}{}{}", aims.join("; "), words::unit_after(figure))
            }
            MucTieu::ChoDien { .. } => "chưa ghi".to_owned(),
        };
        let has_any = years.years().any(|nam| measured.value(nam).is_some());
        let result = if has_any {
            format!("từng năm {}{}", results.join("; "), words::unit_after(figure))
        } else {
            "chưa có số liệu".to_owned()
        };
        let (missed, of) = self.missed(&measured);
        let missed = if missed.is_empty() {
            String::new()
        } else {
            format!(" Chưa đạt {missed}.{}", self.cause(task, &of))
        };
        let last = match figure.muc_tieu {
            MucTieu::CaGiaiDoan(_) => {
                whole.result.map(|value| last_result(figure, value, &format!("trong giai đoạn {period}")))
            }
            _ => measured
                .value(years.den)
                .map(|value| last_result(figure, value, &format!("năm {}", years.den))),
        };
        let words = format!("Giai đoạn {period}: chỉ tiêu {target}; thực hiện {result}.{missed}");
        Reached { words, last }
    }

    /// When a figure missed its target, in words, and the years whose causes
    /// say why.
    fn missed(&self, measured: &Figure<'_>) -> (String, Vec<i16>) {
        let years = self.shift().old;
        if let MucTieu::CaGiaiDoan(_) = measured.figure.muc_tieu {
            let is_missed = measured.period(years).judgement == Some(Judgement::Missed);
            let words = if is_missed { "chỉ tiêu cả giai đoạn" } else { "" };
            return (words.to_owned(), years.years().collect());
        }
        let missed = measured.years_over(years);
        let words: Vec<String> = missed.iter().map(|nam| format!("năm {nam}")).collect();
        (words.join(", "), missed)
    }

    /// The last cause that the data have of these years.
    fn cause(&self, task: &NhiemVu, years: &[i16]) -> String {
        let of = |nam: &i16| {
            let row = self.data.nhiem_vu.get(&(task.id.value.clone(), *nam))?;
            Some((*nam, row.nguyen_nhan.as_deref()?))
        };
        years.iter().filter_map(of).next_back().map_or_else(
            || " Số liệu không ghi nguyên nhân.".to_owned(),
            |(nam, cause)| format!(" Nguyên nhân (năm {nam}): {}", notes::stopped(cause)),
        )
    }
}

/// What was reached.
struct Reached {
    words: String,
    /// "đã đạt 4 buổi năm 2025".
    last: Option<String>,
}

/// "đã đạt 4 buổi năm 2025".
fn last_result(figure: &ChiTieu, value: Decimal, when: &str) -> String {
    let amount = words::amount(figure, value);
    match figure.chieu {
        Chieu::Tang => format!("đã đạt {amount} {when}"),
        Chieu::Giam => format!("thực tế {amount} {when}"),
    }
}

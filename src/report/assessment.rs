//! What a report says of the whole: what was reached, what was not, why, and
//! what follows from it.

use super::figure_words::FigureWords;
use super::figures::Judgement;
use super::notes::{self, Doan};
use super::standing::{Against, LateYear, State, TaskStanding};
use super::wording::{Fact, Wording, words as given};
use super::words;
use crate::model::{BaoCao, GiaiDoan, KyBaoCao, LoaiBaoCao, NhiemVu};

/// Most figures named as the best.
const MOST_OUTSTANDING: usize = 3;

/// A task and how it stands at the end of the report.
pub(super) struct ToldTask<'d> {
    pub(super) task: &'d NhiemVu,
    pub(super) standing: TaskStanding,
}

/// A sentence, with the entries that it leads to.
struct Item {
    lead: String,
    entries: Vec<String>,
}

impl Item {
    fn new(lead: String) -> Self {
        Self { lead, entries: Vec::new() }
    }
}

/// The assessment of a report.
pub(super) struct Assessment<'a, 'd> {
    pub(super) wording: &'a Wording,
    pub(super) calendar: &'a BaoCao,
    pub(super) report: &'a KyBaoCao,
    pub(super) tasks: &'a [ToldTask<'d>],
    pub(super) figures: &'a [FigureWords<'a, 'd>],
}

impl<'d> Assessment<'_, 'd> {
    /// Under a heading: what the program says, then what people say.
    /// `needed`: with neither there is a blank.
    pub(super) fn under(&self, topic: &str, notes: &[String]) -> Vec<Doan> {
        let items = match topic {
            "uu_diem" => self.reached(),
            "han_che" => self.shortcomings(),
            "nguyen_nhan" => self.causes(),
            "phuong_huong" => self.ahead(),
            _ => Vec::new(),
        };
        let dashed = !items.is_empty() && items.len() + notes.len() > 1;
        let mut set: Vec<Doan> = Vec::new();
        for item in items {
            set.push(Doan::new(if dashed { "gach" } else { "van" }, item.lead));
            let last = item.entries.len();
            for (index, entry) in item.entries.into_iter().enumerate() {
                let stop = if index + 1 == last { "." } else { ";" };
                set.push(Doan::new(if dashed { "cong" } else { "gach" }, format!("{entry}{stop}")));
            }
        }
        set.extend(notes::set(notes, dashed));
        if notes.is_empty() && self.needs(topic) {
            set.push(Doan::blank());
        }
        set
    }

    /// Whether people have to say something under a heading.
    pub(super) fn needs(&self, topic: &str) -> bool {
        match topic {
            "han_che" | "nguyen_nhan" => !self.is_flawless(),
            _ => true,
        }
    }

    /// Every task done, every figure reached, nothing unknown.
    fn is_flawless(&self) -> bool {
        let fine = |told: &ToldTask<'_>| {
            told.standing.state == State::Done
                && told.standing.against == Against::Same
                && told.standing.earlier.is_empty()
        };
        let reached = [Judgement::Met, Judgement::Exceeded, Judgement::UnderWay];
        // A year that the plan sets no target for has none to miss.
        let is_reached = |figure: &FigureWords<'_, '_>| match figure.measured().judgement {
            Some(judgement) => reached.contains(&judgement),
            None => figure.measured().result.is_some(),
        };
        self.tasks.iter().all(fine) && self.figures.iter().all(is_reached)
    }

    fn reached(&self) -> Vec<Item> {
        let mut said = Vec::new();
        said.extend(self.tasks_done());
        said.extend(self.figures_reached());
        said.extend(self.outstanding());
        if self.report.loai == LoaiBaoCao::HangNam {
            said.extend(self.better());
        }
        said.into_iter().map(Item::new).collect()
    }

    /// Tasks that are done; not those whose figures say otherwise.
    fn tasks_done(&self) -> Option<String> {
        let is_done = |told: &&ToldTask<'_>| matches!(told.standing.state, State::Done | State::DoneLate);
        let done: Vec<&ToldTask<'_>> = self.tasks.iter().filter(is_done).collect();
        let sound: Vec<&&ToldTask<'_>> =
            done.iter().filter(|told| told.standing.against == Against::Same).collect();
        if sound.is_empty() {
            return None;
        }
        let facts = [
            ("phan", part(sound.len(), self.tasks.len())),
            ("so_luong", many(sound.len())),
            ("doi_chieu", if sound.len() == done.len() { "khop" } else { "con_chua_dat" }),
        ];
        let viec: Vec<String> = sound.iter().map(|told| task_name(told.task)).collect();
        let values = [
            given("so", sound.len().to_string()),
            given("tong", self.tasks.len().to_string()),
            given("ty_le", words::share(sound.len(), self.tasks.len()).unwrap_or_default()),
            given("viec", viec.first().map(String::as_str).unwrap_or_default()),
        ];
        Some(self.wording.text("uu_diem_nhiem_vu", &facts, &values))
    }

    fn judged(&self, wanted: Judgement) -> Vec<&FigureWords<'_, 'd>> {
        self.figures.iter().filter(|figure| figure.measured().judgement == Some(wanted)).collect()
    }

    fn figures_reached(&self) -> Option<String> {
        let exceeded = self.judged(Judgement::Exceeded).len();
        let reached = exceeded + self.judged(Judgement::Met).len();
        if reached == 0 {
            return None;
        }
        let how_many = match exceeded {
            0 => "khong",
            all if all == reached => "tat_ca",
            1 => "mot",
            _ => "nhieu",
        };
        let total = self.figures.len();
        let facts = [("phan", part(reached, total)), ("so_luong", many(reached)), ("vuot", how_many)];
        let values = [
            given("so", reached.to_string()),
            given("tong", total.to_string()),
            given("ty_le", words::share(reached, total).unwrap_or_default()),
            given("vuot", exceeded.to_string()),
        ];
        Some(self.wording.text("uu_diem_chi_tieu", &facts, &values))
    }

    /// The figures that went furthest over their targets, the best first.
    fn outstanding(&self) -> Option<String> {
        let mut best: Vec<_> = self.figures.iter().filter_map(FigureWords::outstanding).collect();
        best.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
        best.truncate(MOST_OUTSTANDING);
        let named: Vec<String> = best.into_iter().map(|(_, words)| words).collect();
        let count = named.len();
        (count > 0).then(|| {
            let values = [given("cac_muc", named.join("; "))];
            self.wording.text("noi_bat", &[("so_luong", many(count))], &values)
        })
    }

    fn better(&self) -> Option<String> {
        let better: Vec<_> = self.figures.iter().filter(|figure| figure.is_better()).collect();
        let first = better.first()?;
        let values = [
            given("so", better.len().to_string()),
            given("nam_truoc", self.nam(self.report.giai_doan.den - 1)),
            given("ten", words::in_sentence(first.name())),
        ];
        Some(self.wording.text("tien_bo", &[("so_luong", many(better.len()))], &values))
    }

    fn shortcomings(&self) -> Vec<Item> {
        let is_final = self.is_final();
        let mut items = Vec::new();
        let of = |wanted: &dyn Fn(&ToldTask<'d>) -> bool| -> Vec<&ToldTask<'d>> {
            self.tasks.iter().filter(|told| wanted(told)).collect()
        };
        let late = of(&|told| told.standing.state == State::Late);
        let idle = of(&|told| told.standing.state == State::NotBegun && told.standing.needs_cause(told.task));
        let done_late = of(&|told| told.standing.state == State::DoneLate);
        let open =
            of(&|told| told.standing.state == State::UnderWay && (is_final || told.standing.due == "qua"));
        for (key, tasks) in [("cham", late), ("chua", idle), ("chua_xong", open), ("xong_cham", done_late)] {
            items.extend(self.named_tasks("han_che_nhiem_vu", Some(("loai", key)), &tasks, &[]));
        }
        let earlier = of(&|told| {
            !told.standing.earlier.is_empty() && matches!(told.standing.state, State::Done | State::UnderWay)
        });
        items.extend(self.once_late(&earlier));
        items.extend(self.missed());
        items.extend(self.unknown());
        items
    }

    /// Tasks by name: one in the sentence, several below it.
    fn named_tasks(
        &self,
        slot: &str,
        fact: Option<Fact>,
        tasks: &[&ToldTask<'d>],
        time: &[(&'static str, String)],
    ) -> Option<Item> {
        let first = tasks.first()?;
        let facts: Vec<Fact> = fact.into_iter().chain([("so_luong", many(tasks.len()))]).collect();
        let mut values = vec![given("so", tasks.len().to_string()), given("viec", task_name(first.task))];
        values.extend(time.iter().map(|(name, text)| given(name, text)));
        let entry = |told: &&ToldTask<'d>| words::task(told.task);
        let entries = if tasks.len() > 1 { tasks.iter().map(entry).collect() } else { Vec::new() };
        Some(Item { lead: self.wording.text(slot, &facts, &values), entries })
    }

    /// Tasks that are in order now and were late in earlier years.
    fn once_late(&self, tasks: &[&ToldTask<'d>]) -> Option<Item> {
        let first = tasks.first()?;
        let years = |told: &ToldTask<'_>| told.standing.earlier_years(self.wording);
        let values = [
            given("so", tasks.len().to_string()),
            given("viec", task_name(first.task)),
            given("cac_nam", years(first)),
        ];
        let lead = self.wording.text("han_che_nam_truoc", &[("so_luong", many(tasks.len()))], &values);
        let entry = |told: &&ToldTask<'d>| {
            let viec = words::task(told.task);
            self.wording.text("muc_nam_truoc", &[], &[given("viec", viec), given("cac_nam", years(told))])
        };
        let entries = if tasks.len() > 1 { tasks.iter().map(entry).collect() } else { Vec::new() };
        Some(Item { lead, entries })
    }

    fn missed(&self) -> Option<Item> {
        let missed = self.judged(Judgement::Missed);
        let first = missed.first()?;
        let values = [given("so", missed.len().to_string()), given("muc", first.missed(&first.small_name()))];
        let lead = self.wording.text("han_che_chi_tieu", &[("so_luong", many(missed.len()))], &values);
        let entries = if missed.len() > 1 {
            named(missed.into_iter(), |figure, name| Some(figure.missed(name)))
        } else {
            Vec::new()
        };
        Some(Item { lead, entries })
    }

    /// What nothing can be said of.
    fn unknown(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let tasks: Vec<_> = self.tasks.iter().filter(|told| told.standing.state == State::Unknown).collect();
        if let Some(first) = tasks.first() {
            let count = many_of(tasks.len(), self.tasks.len());
            let values = [given("so", tasks.len().to_string()), given("viec", task_name(first.task))];
            items.push(Item::new(self.wording.text("han_che_trang_thai", &[("so_luong", count)], &values)));
        }
        let is_unknown = |figure: &&FigureWords<'_, '_>| {
            figure.measured().judgement.is_none() && figure.measured().result.is_none()
        };
        let figures: Vec<_> = self.figures.iter().filter(is_unknown).collect();
        if let Some(first) = figures.first() {
            let count = many_of(figures.len(), self.figures.len());
            let values =
                [given("so", figures.len().to_string()), given("ten", words::in_sentence(first.name()))];
            items.push(Item::new(self.wording.text("han_che_so_lieu", &[("so_luong", count)], &values)));
        }
        items
    }

    /// Why tasks were late, this year and in the years before.
    fn causes(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let den = self.report.giai_doan.den;
        for told in self.tasks {
            let TaskStanding { state, cause, earlier, .. } = &told.standing;
            let earlier =
                earlier.iter().filter_map(|LateYear { nam, cause, .. }| Some((*nam, cause.as_ref()?)));
            let is_told = told.standing.needs_cause(told.task) || *state == State::DoneLate;
            let now = cause.as_ref().filter(|_| is_told).map(|cause| (den, cause));
            for (nam, cause) in earlier.chain(now) {
                let facts = [("nam_truoc", if nam == den { "khong" } else { "co" })];
                let values = [
                    given("viec", words::task(told.task)),
                    given("nguyen_nhan", notes::stopped(cause)),
                    given("nam", self.nam(nam)),
                ];
                items.push(Item::new(self.wording.text("nguyen_nhan_muc", &facts, &values)));
            }
        }
        items
    }

    /// Whether the plan ends with this report.
    fn is_final(&self) -> bool {
        self.report.giai_doan.den >= self.calendar.giai_doan.den && !self.is_followed()
    }

    /// Whether the year goes on behind the report.
    fn is_followed(&self) -> bool {
        self.report.part.is_some() && self.report.period().is_followed()
    }

    /// A year as it stands behind the word "năm".
    fn nam(&self, nam: i16) -> String {
        self.report.giai_doan.lich.after_nam(nam)
    }

    /// The time that comes after the report: key, year, words.
    fn time(&self) -> (&'static str, Option<i16>, [(&'static str, String); 2]) {
        let (den, end) = (self.report.giai_doan.den, self.calendar.giai_doan.den);
        let rest = GiaiDoan { tu: den + 1, ..self.calendar.giai_doan };
        let (from, to) = rest.ends();
        let last = rest.lich.year_label(end);
        let (left, to) = match den + 1 == end {
            _ if self.is_followed() => ("trong_nam", String::new()),
            true => ("mot", last),
            false => ("nhieu", to.to_string()),
        };
        let years = [given("tu", from.to_string()), given("den", to), given("nam", self.nam(den))];
        let left = self.wording.text("con_lai", &[("so_luong", left)], &years);
        let words = [("nam", self.nam(den + 1)), ("con_lai", left)];
        match self.report.loai {
            _ if self.is_final() => ("giai_doan_sau", None, words),
            LoaiBaoCao::TrongNam if self.is_followed() => ("trong_nam", Some(den), words),
            LoaiBaoCao::HangNam | LoaiBaoCao::TrongNam => ("nam", Some(den + 1), words),
            LoaiBaoCao::SoKet | LoaiBaoCao::TongKet => ("so_ket", Some(end), words),
        }
    }

    /// What follows from what was not reached.
    fn ahead(&self) -> Vec<Item> {
        let (time, nam, words) = self.time();
        let timed = || words.iter().map(|(name, text)| given(name, text));
        let open: Vec<&ToldTask<'d>> = self.tasks.iter().filter(|told| told.standing.is_open()).collect();
        let mut items: Vec<Item> = Vec::new();
        items.extend(self.named_tasks("tiep_theo_nhiem_vu", Some(("ky", time)), &open, &words));
        let missed = self.judged(Judgement::Missed);
        let entries = named(missed.into_iter(), |figure, name| Some(figure.aimed_at(name, time, nam)));
        let item = self.listed("tiep_theo_chi_tieu", time, entries, timed().collect(), items.len());
        items.extend(item);
        if time != "giai_doan_sau" {
            let remaining = named(self.figures.iter(), super::figure_words::FigureWords::remaining);
            items.extend(self.listed("con_phai_lam", time, remaining, timed().collect(), items.len()));
        }
        if self.is_flawless() && !self.figures.is_empty() {
            items.push(Item::new(self.wording.text(
                "duy_tri",
                &[("ky", time)],
                &timed().collect::<Vec<_>>(),
            )));
        }
        items
    }

    /// One entry in the sentence, several below it. What stands after another
    /// sentence does not say the time again.
    fn listed(
        &self,
        slot: &str,
        time: &'static str,
        entries: Vec<String>,
        mut values: Vec<super::wording::Filling<'static>>,
        position: usize,
    ) -> Option<Item> {
        let first = entries.first()?;
        values.extend([given("muc", first), given("so", entries.len().to_string())]);
        let facts = [("ky", time), ("so_luong", many(entries.len()))];
        let lead = self.wording.say(slot, &facts, &values, position.min(1)).text();
        Some(Item { lead, entries: if entries.len() > 1 { entries } else { Vec::new() } })
    }
}

/// What is said of figures: of one inside a sentence, of several in a list.
fn named<'f, 'a: 'f, 'd: 'f>(
    figures: impl Iterator<Item = &'f FigureWords<'a, 'd>> + Clone,
    say: impl Fn(&FigureWords<'a, 'd>, &str) -> Option<String>,
) -> Vec<String> {
    let in_list: Vec<String> = figures.clone().filter_map(|figure| say(figure, figure.name())).collect();
    if in_list.len() > 1 {
        return in_list;
    }
    let mut figures = figures;
    figures.find_map(|figure| say(figure, &figure.small_name())).into_iter().collect()
}

fn task_name(task: &NhiemVu) -> String {
    words::in_sentence(&words::task(task))
}

fn many(count: usize) -> &'static str {
    if count == 1 { "mot" } else { "nhieu" }
}

fn many_of(count: usize, all: usize) -> &'static str {
    if count == all && all > 1 { "tat_ca" } else { many(count) }
}

fn part(count: usize, all: usize) -> &'static str {
    if count == all { "tat_ca" } else { "mot_phan" }
}

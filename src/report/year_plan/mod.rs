//! The plan of one year, made of a plan for several years and its data: YAML
//! that people edit, and the same paper as a document. Nothing is invented:
//! what plan and data do not say is a place to fill in.

mod aims;
mod bases;
mod duties;
mod late;
mod left;
mod maker;
mod page;
mod reports;
mod sentences;
mod tasks;

mod year;

use self::aims::Aims;
use self::bases::Basis;
use self::maker::{LEFT, Maker, blank};
pub(super) use self::page::check_outline;
use self::page::{Head, Page, Section, Silence};
use self::reports::Reports;
use self::tasks::YearSection;
use self::year::PlanYear;
use super::wording::Wording;
use super::{Item, schedule, words, yaml};
use crate::compose::{PlainTexts, Templates, number_and_sign, number_in_words_and_sign, settle};
use crate::diagnostic::{Diagnostic, Faults, Severity, Told};
use crate::law::OwnOutline;
use crate::model::{Ngay, SoLieu, VanBan};

/// The kind of every year's plan.
const KIND: &str = "ke_hoach";

/// What the caller sets.
#[derive(Debug, Clone, Copy, Default)]
pub struct YearChoices {
    /// Number of the year's plan; none: room for the clerk.
    pub so: Option<u32>,
    /// Its date; none: blanks for day and month.
    pub ngay: Option<Ngay>,
    /// Whether an annex lists the tasks by month.
    pub by_month: bool,
    /// A plan without number is cited with a blank for it, and not refused: of
    /// a batch nobody knows the numbers of its schools' plans.
    pub may_lack_number: bool,
}

/// The plan of a year.
#[derive(Debug)]
pub struct YearPlan {
    page: Page,
    /// The office's own outline.
    outline: Option<OwnOutline>,
    /// What is to write, a line for each.
    pub missing: Vec<String>,
    /// What of the period's plan is not carried over, as hints.
    pub left_out: Vec<Diagnostic>,
    /// What is due in the year.
    pub schedule: Vec<Item>,
}

impl YearPlan {
    /// The year, `2023` or `2026-2027`, for the name of its file.
    pub fn label(&self) -> &str {
        self.page.nam.trim_start_matches("học ")
    }

    /// The file that holds it, with comments that say where things come from.
    ///
    /// # Errors
    /// When the template cannot print it.
    pub fn yaml(&self) -> Result<String, Diagnostic> {
        self.page.yaml(self.outline.as_ref())
    }

    /// Keeps the silence about those rules only that find something in the
    /// file without it; `rules_of` gives the rules that find something in a
    /// file.
    ///
    /// # Errors
    /// As [`Self::yaml`].
    pub fn keep_silences(
        &mut self,
        rules_of: impl FnOnce(String) -> Vec<&'static str>,
    ) -> Result<(), Diagnostic> {
        let asked = std::mem::take(&mut self.page.bo_qua);
        let found = rules_of(self.yaml()?);
        self.page.bo_qua =
            asked.into_iter().filter(|silence| found.contains(&silence.luat.as_str())).collect();
        Ok(())
    }
}

/// The day whose facts a year's plan takes: its date, else the first day of
/// its year, but none before the period's plan.
///
/// # Errors
/// When the plan has no reporting calendar or not this year, or the date is
/// not one of its.
pub fn year_plan_day(plan: &VanBan, nam: i16, ngay: Option<Ngay>) -> Result<Ngay, Diagnostic> {
    let year = PlanYear::new(nam, plan.calendar()?.giai_doan)?;
    let Some(day) = ngay else {
        let first = year.first_day().max(plan.ngay);
        return first.ok_or_else(|| Diagnostic::error("nam", format!("không có {}", year.name())));
    };
    if let Some(issued) = plan.ngay.filter(|issued| day < *issued) {
        let message = format!(
            "ngày {} sớm hơn ngày của kế hoạch giai đoạn ({})",
            words::date(day),
            words::date(issued)
        );
        return Err(Diagnostic::error("ngay", message).help("sửa --ngay, hoặc bỏ để chừa chỗ ghi tay"));
    }
    let of_day = year.year_of(day);
    if of_day != nam && of_day != nam - 1 {
        let (name, before) = (year.name(), year.named(nam - 1));
        let message = format!("ngày {} không phải ngày lập kế hoạch {name}", words::date(day));
        let help = format!("kế hoạch {name} lập trong {name} hoặc cuối {before}");
        return Err(Diagnostic::error("ngay", message).help(help));
    }
    Ok(day)
}

/// Makes the plan of a year. `ended` is what the checker says of bases of the
/// plan that are out of force on [`year_plan_day`].
///
/// # Errors
/// When the plan has no calendar, tasks, number or date, or not this year; when
/// nothing falls in the year; faults in the texts of the plan.
pub fn year_plan(
    plan: &VanBan,
    nam: i16,
    data: &SoLieu,
    choices: YearChoices,
    ended: &[Diagnostic],
    templates: &Templates,
) -> Result<Told<YearPlan>, Faults> {
    let settled = settle(plan, templates)?;
    let plan = settled.as_ref();
    let (calendar, all_tasks) = plan.reported()?;
    let year = PlanYear::new(nam, calendar.giai_doan)?;
    let day = year_plan_day(plan, nam, choices.ngay)?;
    check_citable(plan, choices.may_lack_number)?;
    let own = plan.as_of(plan.ngay);
    let dated = plan.as_of(Some(day));
    let texts = PlainTexts::new(&own, templates)?;
    let subject = texts.subject();
    let kind = plan.kind().map_or_else(String::new, |kind| kind.ten.clone());
    let wording = Wording::of(templates.law().wording());
    let (left_out, told, missing) = (Vec::new(), Vec::new(), Vec::new());
    let mut maker = Maker { data, year, wording: &wording, missing, left_out, told };

    let sections = tasks::of_year(&plan.noi_dung, &mut maker)?;
    let (mut can_cu, gone) = bases::in_force(plan, ended);
    maker.left_out.splice(0..0, gone);
    maker.left_out.extend(left::out(plan, KIND));
    let ids: Vec<&str> = sections.iter().filter_map(YearSection::id).collect();
    let mut muc_dich = maker.aims(&plan.noi_dung, &ids);
    let mut muc = sections_of(&sections, &maker);
    let cham = maker.carried_over(&all_tasks);
    let phan_cong = maker.duties(&sections);
    let items = schedule(plan, &known_before(data, nam), None, templates)?;
    let reports = Reports::of(&items, calendar, year, day);
    let bao_cao = maker.reports(&reports);
    let is_over = |item: &Item| reports.over.iter().any(|over| over.id == item.id);
    let due: Vec<Item> = items.iter().filter(|item| year.has(item.han) && !is_over(item)).cloned().collect();
    let phu_luc = maker.rows(&sections);
    let lich = choices.by_month.then(|| maker.by_month(&sections, &reports.due));
    let noi_nhan: Vec<String> = dated.noi_nhan.iter().map(|text| text.value.clone()).collect();

    let mut carried = carried(&noi_nhan, &muc_dich, &muc, &can_cu);
    let vien_dan = bases::cited(plan, &carried, &can_cu);
    carried.extend(vien_dan.iter().filter_map(|entry| entry.trich_yeu.clone()));
    let bien = bases::variables(plan, &carried);
    let is_called =
        |id: &String| carried.iter().any(|text| bases::called_ids("xem", text).any(|called| called == id));
    muc_dich.id = muc_dich.id.filter(is_called);
    muc.iter_mut().for_each(|section| section.id = section.id.take().filter(is_called));
    let sign = match own.so {
        Some(_) => number_and_sign(&own),
        None => number_in_words_and_sign(&own, &blank("số kế hoạch")),
    };
    if own.so.is_none() {
        maker.missing.push("số của kế hoạch giai đoạn".to_owned());
    }
    let taken: Vec<Basis> = can_cu.iter().chain(&vien_dan).cloned().collect();
    can_cu.push(bases::the_plan(&own, &kind, &sign, &words::in_sentence(&subject), &taken));

    let trich_yeu = subject_of_year(&subject, year);
    let faults = texts.into_diagnostics();
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(faults.into());
    }
    let page = Page {
        nam: year.after_nam(nam),
        nam_so: year.first_day().map_or(nam, Ngay::nam),
        nguon: format!("{kind} số {sign} ngày {}", plan.ngay.map_or_else(String::new, words::date)),
        nam_truoc: year.before().map(|nam| year.after_nam(nam)),
        co_so_lieu: !data.nhiem_vu.is_empty(),
        the_thuc: plan.profile.khoa,
        dau: Head::new(&dated, choices.so, choices.ngay.map(words::date), KIND),
        ten: yaml::as_text(&words::in_sentence(&trich_yeu)),
        trich_yeu: yaml::as_text(&trich_yeu),
        can_cu,
        den_ngay: words::date(day),
        vien_dan,
        muc_dich,
        muc,
        cham,
        phan_cong,
        bao_cao,
        noi_nhan,
        phu_luc,
        lich,
        bien,
        bo_qua: silences(plan),
        de_lai: maker.left_out.iter().map(|left| left.message.trim_start_matches(LEFT).to_owned()).collect(),
        con_thieu: maker.missing.clone(),
    };
    let outline = templates.law().year_plan().cloned();
    let made = YearPlan { page, outline, missing: maker.missing, left_out: maker.left_out, schedule: due };
    Ok(Told::new(made, [faults, maker.told].concat()))
}

/// The texts of the plan that stand in the year's plan as they were typed.
fn carried(recipients: &[String], aims: &Aims, sections: &[Section], bases: &[Basis]) -> Vec<String> {
    let mut texts = recipients.to_vec();
    texts.push(aims.tieu_de.clone());
    texts.extend(aims.muc.iter().flat_map(|part| [part.tieu_de.clone(), part.noi_dung.clone()]));
    texts.extend(sections.iter().map(|section| section.tieu_de.clone()));
    texts.extend(bases.iter().flat_map(|basis| [basis.cau.clone(), basis.trich_yeu.clone()]).flatten());
    texts
}

/// A plan without number or date cannot be the basis of another one.
fn check_citable(plan: &VanBan, may_lack_number: bool) -> Result<(), Faults> {
    let fault = |what: &str, help: &str| {
        let message = format!("kế hoạch giai đoạn chưa có {what}: kế hoạch năm không viện dẫn được");
        Diagnostic::error("so", message).at(plan.loai.span).help(help)
    };
    let mut faults = Vec::new();
    if plan.so.is_none() && !may_lack_number {
        faults.push(fault("số", "thêm khóa `so`: số của kế hoạch đã ban hành, ví dụ so: 45"));
    }
    if plan.ngay.is_none() {
        faults.push(fault("ngày", "thêm khóa `ngay`: ngày ban hành, ví dụ ngay: 15/11/2021"));
    }
    Faults::none_or(faults, ())
}

fn sections_of(sections: &[YearSection<'_>], maker: &Maker<'_>) -> Vec<Section> {
    let title = |of_year: &YearSection<'_>| {
        of_year.section.tieu_de.as_ref().map_or_else(|| "Nhiệm vụ".to_owned(), |title| title.value.clone())
    };
    let entries = |of_year: &YearSection<'_>| of_year.tasks.iter().map(|task| maker.point(task)).collect();
    let section = |of_year: &YearSection<'_>| Section {
        id: of_year.id().map(str::to_owned),
        tieu_de: title(of_year),
        diem: entries(of_year),
    };
    sections.iter().map(section).collect()
}

/// The subject with the year in the place of the period.
fn subject_of_year(subject: &str, year: PlanYear) -> String {
    let (tu, den) = year.plan().ends();
    let subject = subject.trim();
    for dash in ["-", "–", " - ", " – "] {
        let period = format!("giai đoạn {tu}{dash}{den}");
        for found in [format!(", {period}"), format!(" {period}"), period] {
            if subject.contains(&found) {
                return subject.replacen(&found, &format!(" {}", year.name()), 1).trim().to_owned();
            }
        }
    }
    format!("{subject} {}", year.name())
}

/// What was done before a year: of the year itself a plan knows nothing.
fn known_before(data: &SoLieu, nam: i16) -> SoLieu {
    let before = data.nhiem_vu.iter().filter(|((_, year), _)| *year < nam);
    SoLieu { nhiem_vu: before.map(|(key, row)| (key.clone(), row.clone())).collect(), ..SoLieu::default() }
}

fn silences(plan: &VanBan) -> Vec<Silence> {
    let of = |silence: &crate::model::BoQua| Silence {
        luat: silence.luat.value.clone(),
        ly_do: silence.ly_do.as_ref().map(|why| why.value.clone()),
    };
    plan.bo_qua.iter().map(of).collect()
}

//! Reports that follow from a plan: a document of kind `bao_cao`, made of the
//! plan, its data sheet and a template. Adds no layout of its own.

mod assessment;
mod builder;
mod chart;
mod context;
mod figure_entries;
mod figure_words;
mod figures;
mod form;
mod left_out;
mod missing;
mod next_period;
mod notes;
mod recipients;
mod schedule;
mod sheet;
mod standing;
mod wording;
mod words;
mod yaml;
mod year_plan;

use serde_json::Value;

use std::collections::BTreeMap;

use crate::compose::{PlainTexts, Supplement, Templates, number_and_sign, settle};
use crate::diagnostic::{Diagnostic, Faults, Severity, Told, nearest};
use crate::law::Law;
use crate::model::{
    CoQuan, GiaiDoan, KyBaoCao, Lich, Literal, Ngay, NoiDung, Period, SoLieu, TemplateText, VanBan, VienDan,
};

pub use form::name;
pub use missing::{Missing, describe as describe_missing};
pub use next_period::{Mark, NextChoices, NextPlan, next_period, next_period_day};
pub use schedule::{Due, Item, schedule, to_icalendar};
#[cfg(feature = "workbooks")]
pub use sheet::to_workbook;
pub use sheet::to_yaml;
pub use year_plan::{YearChoices, YearPlan, year_plan, year_plan_day};

/// The kind of every report.
const KIND: &str = "bao_cao";
/// The citation of the plan in templates: `vien_dan(id="ke_hoach")`.
const PLAN_ID: &str = "ke_hoach";

/// Whether what an office says in its own way can be used: its sentences, its
/// outline of a year's plan.
///
/// # Errors
/// Sentences that reports do not have, places to fill in that they do not
/// know, an outline that is no template.
pub fn check_office(law: &Law) -> Result<(), Faults> {
    wording::check_wording(law.wording())?;
    Ok(year_plan::check_outline(law.year_plan())?)
}

/// A report, ready to be composed.
#[derive(Debug)]
pub struct Report {
    /// The document.
    pub document: VanBan,
    /// What its template prints.
    pub supplement: Supplement,
    /// The blanks that the data leave.
    pub missing: Vec<Missing>,
}

/// What the caller sets.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choices {
    /// Number of the report; none: room for the clerk.
    pub so: Option<u32>,
    /// Date of the report; none: blanks for day and month.
    pub ngay: Option<Ngay>,
}

/// The report of a plan that goes by this name: `nam-2022`, `2023`, or any
/// period within it, `hk1-2026-2027`, `quy-2-2026`, `thang-11-2026`.
///
/// # Errors
/// When the plan has no reporting calendar or no such report.
pub fn find(plan: &VanBan, name: &str) -> Result<KyBaoCao, Diagnostic> {
    let calendar = plan.calendar()?;
    let (years, reports) = (calendar.giai_doan, calendar.cac_ky());
    if let Some(report) = reports.iter().find(|report| report.id == name) {
        return Ok(report.clone());
    }
    if names_period(name, years) {
        let period = Period::parse(name, years)
            .map_err(|error| Diagnostic::error("ky-bao-cao", error.message).help(error.help))?;
        return Ok(calendar.report_of(period));
    }
    let known: Vec<&str> = reports.iter().map(|report| report.id.as_str()).collect();
    let yearly = format!("nam-{name}");
    let near = known.iter().find(|id| **id == yearly).copied();
    // Another year is another report, not a slip of the hand.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let alike = known.iter().copied().filter(|id| digits(id) == digits(name));
    let help = match near.or_else(|| nearest(name, alike)) {
        Some(near) => format!("có phải ý bạn là `{near}`? Các kỳ của kế hoạch: {}", known.join(", ")),
        None => format!("các kỳ của kế hoạch: {}", known.join(", ")),
    };
    Err(Diagnostic::error("ky-bao-cao", format!("kế hoạch không có kỳ báo cáo `{name}`")).help(help))
}

/// Whether a name is meant for a period, and not for a mid-term or final report
/// that has a bare number.
fn names_period(name: &str, years: GiaiDoan) -> bool {
    let is_year = years.lich == Lich::Nam && name.starts_with("nam") && !name.starts_with("nam-hoc");
    years.lich != Lich::Nam || (Period::is_meant(name) && !is_year)
}

/// The year of a plan that is typed as a school year, `2026-2027`, or as a
/// calendar year, as its calendar asks.
///
/// # Errors
/// When the plan has no reporting calendar, counts by other years, or does not
/// have this one.
pub fn school_year(plan: &VanBan, typed: &str) -> Result<i16, Diagnostic> {
    let years = plan.calendar()?.giai_doan;
    let period = Period::parse(typed, years)
        .map_err(|error| Diagnostic::error("nam", error.message).help(error.help))?;
    match period.part {
        None => Ok(period.nam),
        Some(_) => {
            let message = format!("`{typed}` không phải một {}", years.lich.word());
            let help = format!("viết như {}", period.whole_year().label());
            Err(Diagnostic::error("nam", message).help(help))
        }
    }
}

/// Makes a report from a plan and its data; tells which states of tasks the
/// figures contradict, and what of the plan no report carries.
///
/// What the data do not have stays blank and is listed. The body, its place,
/// signer and recipients are those of the report's date, or of the day it is
/// due when it has no date yet.
///
/// # Errors
/// Faults in the texts of the plan.
pub fn report(
    plan: &VanBan,
    period: &KyBaoCao,
    data: &SoLieu,
    choices: Choices,
    templates: &Templates,
) -> Result<Told<Report>, Faults> {
    let settled = settle(plan, templates)?;
    let plan = settled.as_ref();
    let own = plan.as_of(plan.ngay);
    let mut texts = PlainTexts::new(&own, templates)?;
    let subject = words::in_sentence(&texts.subject());
    let kind = plan.kind().map_or_else(String::new, |kind| kind.ten.clone());
    let calendar = plan.calendar()?;
    let wording = wording::Wording::of(templates.law().wording());
    let mut builder = builder::Builder::new(plan, calendar, period, data, &wording);
    let mut context = builder.context(format!("{kind} {subject}"), &mut texts);
    let (missing, told) = (builder.missing, builder.told);
    let faults = texts.into_diagnostics();
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(faults.into());
    }

    let images = match chart::chart(plan, calendar, period, data) {
        Some((image, words)) => {
            context.bieu_do = Some(words);
            vec![image]
        }
        None => Vec::new(),
    };
    let mut variables = serde_json::Map::new();
    let context = serde_json::to_value(context).unwrap_or(Value::Null);
    variables.insert(KIND.to_owned(), context);
    let cited = VienDan {
        id: Some(Literal::of(PLAN_ID)),
        loai: Literal::of(&kind),
        so_ky_hieu: Some(Literal::of(&cited_sign(&own))),
        ngay: own.ngay,
        co_quan: Some(own.co_quan.ten.clone()),
        trich_yeu: Some(TemplateText { value: format!("về {subject}"), ..TemplateText::default() }),
    };
    let document = document(plan, period, cited, choices, &wording, templates)?;
    let report = Report { document, supplement: Supplement { variables, images }, missing };
    Ok(Told::new(report, [faults, told, left_out::hints(plan)].concat()))
}

/// Number and sign of the plan; a number that it does not have is a blank to
/// fill in.
fn cited_sign(plan: &VanBan) -> String {
    let sign = number_and_sign(plan);
    if plan.so.is_some() {
        return sign;
    }
    let profile = &*plan.profile;
    format!("{}{}", profile.phrases.cho_dien.chu, sign.trim_start())
}

/// The document of a report: the plan's own facts, as of the report's date,
/// and the report's template.
fn document(
    plan: &VanBan,
    period: &KyBaoCao,
    cited: VienDan,
    choices: Choices,
    wording: &wording::Wording,
    templates: &Templates,
) -> Result<VanBan, Diagnostic> {
    let form = form::of(period);
    let dated = plan.as_of(choices.ngay.or(period.han));
    let law = &*plan.profile;
    let text = |value: &str| TemplateText { value: value.to_owned(), ..TemplateText::default() };
    let calendar = dated.bao_cao.as_ref();
    let addressed = law.kind(KIND).is_none_or(|kind| kind.kinh_gui);
    let kinh_gui = calendar.filter(|_| addressed).map_or_else(Vec::new, |calendar| calendar.kinh_gui.clone());
    let as_above = &law.phrases.nhu_tren.chu;
    let noi_nhan = calendar.and_then(|calendar| calendar.noi_nhan.clone()).unwrap_or_else(|| {
        let as_above = addressed.then(|| text(as_above)).into_iter();
        as_above.chain(dated.noi_nhan.iter().cloned()).collect()
    });
    let noi_nhan = recipients::once(noi_nhan, &kinh_gui, as_above, &dated, templates)?;
    // What a report shares with its plan; the rest is its own, or blank. Where a
    // reader would look for it, `left_out` tells of it.
    let VanBan {
        profile,
        co_quan,
        dia_danh,
        nguoi_ky,
        luu,
        nguoi_soan_thao,
        dia_chi,
        dien_tu,
        bien,
        bien_span,
        trinh_bay,
        loai: _,
        so: _,
        ky_hieu: _,
        ngay: _,
        nam: _,
        trich_yeu: _,
        muc_do_khan: _,
        pham_vi_luu_hanh: _,
        kinh_gui: _,
        can_cu: _,
        vien_dan: _,
        mo_dau: _,
        noi_dung: _,
        ket: _,
        truong: _,
        ky_cung: _,
        noi_nhan: _,
        phu_luc: _,
        hinh: _,
        ban_hanh_kem: _,
        sao: _,
        bao_cao: _,
        bo_qua: _,
        mau: _,
    } = dated.into_owned();
    // The facts of the day are put in; composing must not do it again.
    let co_quan = CoQuan { theo_thoi_gian: Vec::new(), ..co_quan };
    Ok(VanBan {
        loai: Literal::of(KIND),
        co_quan,
        so: choices.so,
        ky_hieu: None,
        ngay: choices.ngay,
        nam: period.period().last_day().and_then(|last| u32::try_from(last.nam()).ok()),
        trich_yeu: text(&form::subject(period, wording, &profile.phrases.cho_dien.chu)),
        muc_do_khan: None,
        pham_vi_luu_hanh: None,
        kinh_gui,
        can_cu: Vec::new(),
        vien_dan: vec![cited],
        mo_dau: None,
        noi_dung: NoiDung::default(),
        ket: None,
        noi_nhan,
        phu_luc: Vec::new(),
        hinh: Vec::new(),
        ban_hanh_kem: Vec::new(),
        sao: None,
        truong: BTreeMap::new(),
        ky_cung: Vec::new(),
        bao_cao: None,
        bo_qua: Vec::new(),
        mau: Some(Literal::of(&form.khuon)),
        profile,
        dia_danh,
        nguoi_ky,
        luu,
        nguoi_soan_thao,
        dia_chi,
        dien_tu,
        bien,
        bien_span,
        trinh_bay,
    })
}

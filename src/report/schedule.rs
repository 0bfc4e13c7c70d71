//! What is due when: the reports of a plan, and its tasks with a deadline.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};

use super::form;
use crate::compose::{PlainTexts, Templates};
use crate::diagnostic::{Diagnostic, Faults};
use crate::model::{Ngay, SoLieu, TrangThai, VanBan};

/// The name that calendars show for who made the file.
const PRODUCT: &str = "-//vanban//vanban//VI";
/// The end of every identifier of an event.
const UID_DOMAIN: &str = "vanban";

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The report's or task's id.
    pub id: String,
    /// The last day.
    pub han: Ngay,
    /// What: "Báo cáo năm 2022", or the task.
    pub viec: String,
    /// To whom, or who leads.
    pub ai: String,
    /// How it stands.
    pub due: Due,
}

/// How something that is due stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Done; of a report, on which day.
    Done(Option<Ngay>),
    /// Done after its last day, by so many days.
    DoneLate(Ngay, i32),
    /// Not done, so many days after its last day.
    Late(i32),
    /// Not done, so many days before its last day.
    Ahead(i32),
    /// Not done; nobody said what day it is.
    Open,
}

impl Due {
    /// Whether somebody should act.
    pub fn is_late(self) -> bool {
        matches!(self, Self::Late(_))
    }
}

/// The reports and dated tasks of a plan in order of their deadlines. Reports
/// that would have been due before the plan was issued are left out. `today`
/// tells what is late.
///
/// # Errors
/// When the plan has no reporting calendar, or a text of it is faulty.
pub fn schedule(
    plan: &VanBan,
    data: &SoLieu,
    today: Option<Ngay>,
    templates: &Templates,
) -> Result<Vec<Item>, Faults> {
    let calendar = plan.calendar()?;
    let mut items = Vec::new();
    let mut faults = Vec::new();
    for report in calendar.cac_ky() {
        let Some(han) = report.han.filter(|han| plan.ngay.is_none_or(|issued| issued <= *han)) else {
            continue;
        };
        let dated = plan.as_of(Some(han));
        let mut texts = PlainTexts::new(&dated, templates)?;
        let to = dated.bao_cao.as_ref().map_or(&[][..], |calendar| &calendar.kinh_gui);
        let ai: Vec<String> = to.iter().map(|text| texts.text(text)).collect();
        faults.extend(texts.into_diagnostics());
        let due = match data.da_gui.get(&report.id) {
            Some(sent) if *sent > han => Due::DoneLate(*sent, han.days_until(*sent)),
            Some(sent) => Due::Done(Some(*sent)),
            None => not_done(han, today),
        };
        items.push(Item { viec: form::name(&report), id: report.id, han, ai: ai.join("; "), due });
    }
    for task in plan.noi_dung.nhiem_vu() {
        let Some(han) = task.han else { continue };
        let done = data.results_of(task.id.as_str()).any(|row| row.trang_thai == Some(TrangThai::HoanThanh));
        let due = if done { Due::Done(None) } else { not_done(han, today) };
        let ai = task.chu_tri.as_ref().map_or_else(String::new, |who| who.value.clone());
        items.push(Item { id: task.id.value.clone(), han, viec: task.viec.value.clone(), ai, due });
    }
    items.sort_by(|a, b| (a.han, &a.id).cmp(&(b.han, &b.id)));
    // A text that several reports print is told of once.
    let mut told: Vec<Diagnostic> = Vec::new();
    for fault in faults {
        if !told.contains(&fault) {
            told.push(fault);
        }
    }
    Faults::none_or(told, items)
}

fn not_done(han: Ngay, today: Option<Ngay>) -> Due {
    match today.map(|today| today.days_until(han)) {
        None => Due::Open,
        Some(days) if days < 0 => Due::Late(-days),
        Some(days) => Due::Ahead(days),
    }
}

/// An iCalendar file (RFC 5545) of what is not done, an event of a whole day
/// each, with reminders. The same schedule gives the same bytes: the stamp is
/// the day the plan was issued, or the deadline itself.
pub fn to_icalendar(plan: &VanBan, items: &[Item]) -> String {
    let mut file = Calendar::empty();
    file.append_property(Property::new("VERSION", "2.0"));
    file.append_property(Property::new("PRODID", PRODUCT));
    file.append_property(Property::new("CALSCALE", "GREGORIAN"));
    file.append_property(Property::new("METHOD", "PUBLISH"));
    file.name(&format!("Lịch báo cáo: {}", plan.co_quan.ten.value));
    let body = crate::slug::slug(plan.co_quan.ten.as_str());
    for item in items.iter().filter(|item| !matches!(item.due, Due::Done(_) | Due::DoneLate(..))) {
        let day = NaiveDate::from(item.han);
        let stamp = NaiveDate::from(plan.ngay.unwrap_or(item.han));
        let stamp = stamp.and_time(NaiveTime::MIN).and_utc();
        let uid = format!("{}-{}@{body}.{UID_DOMAIN}", item.id, item.han.nam());
        let mut event = Event::new();
        event
            .uid(&uid)
            .timestamp(stamp)
            .starts(day)
            // The end of a whole day is the day after.
            .ends(day + Days::new(1))
            .summary(&item.viec)
            .description(&format!("Hạn cuối: {}. {}", super::words::date(item.han), item.ai));
        for days in form::reminder_days() {
            let before = Trigger::before_start(TimeDelta::days((*days).into()));
            let mut alarm = Alarm::display(&item.viec, before);
            alarm.uid(&format!("{uid}-{days}")).timestamp(stamp);
            event.alarm(alarm);
        }
        file.push(event.done());
    }
    file.to_string()
}

//! What follows the texts of the next plan: its reporting calendar, variables
//! and layout.

use std::collections::BTreeMap;

use serde_json::Value;

use super::carry::Carrier;
use super::period::Shift;
use crate::diagnostic::Span;
use crate::law::SizeSet;
use crate::model::{BaoCao, BaoCaoTrongNam, LanBaoCao, Le, NgayThang, TrinhBay, VanBan, YearPart};
use crate::report::{words, yaml};

/// A day of every year as it is typed, `20/10`.
fn day_of_years(day: NgayThang, nam: i16) -> Option<String> {
    let day = words::date(day.of_year(nam)?);
    Some(day.rsplit_once('/').map_or_else(|| day.clone(), |(day, _)| day.to_owned()))
}

/// Reports within every year as they are typed, one for each stretch.
fn within_years(report: &BaoCaoTrongNam, nam: i16) -> Vec<String> {
    let truoc = report.truoc.and_then(|day| day_of_years(day, nam));
    let entry = |part: &YearPart| match &truoc {
        None => part.id(),
        Some(truoc) => format!("{{ky: {}, truoc: {truoc}}}", part.id()),
    };
    report.parts.iter().map(entry).collect()
}

impl Carrier<'_> {
    pub(super) fn calendar(&mut self, calendar: &BaoCao, place: Span) {
        let BaoCao { giai_doan: _, kinh_gui, noi_nhan, hang_nam, trong_nam, so_ket, tong_ket } = calendar;
        let shift = self.shift();
        self.draft.gap();
        self.draft.comment(0, "Chế độ báo cáo: năm và ngày dời theo vị trí trong giai đoạn; xem lại.");
        self.draft.head(0, "bao_cao");
        self.draft.raw(2, "giai_doan", &shift.new.label());
        self.texts_of(2, "kinh_gui", kinh_gui);
        self.texts_of(2, "noi_nhan", noi_nhan.as_deref().unwrap_or_default());
        if let Some(day) = hang_nam.and_then(|day| day_of_years(day, shift.new.tu)) {
            self.draft.raw(2, "hang_nam", &day);
        }
        let within: Vec<String> =
            trong_nam.iter().flat_map(|report| within_years(report, shift.new.tu)).collect();
        if !within.is_empty() {
            self.draft.raw(2, "trong_nam", &format!("[{}]", within.join(", ")));
        }
        let once = [("so_ket", so_ket), ("tong_ket", tong_ket)];
        for ((key, report), (_, moved)) in once.into_iter().zip(self.texts.reports) {
            let Some(LanBaoCao { nam, truoc }) = report else { continue };
            let Some(new) = moved else {
                let period = shift.new.label();
                self.draft
                    .comment(2, &format!("{key}: kế hoạch trước là năm {nam}; chọn một năm của {period}"));
                self.leave_out(place, format!("`{key}` năm {nam}: không có năm cùng vị trí trong {period}"));
                continue;
            };
            match truoc.and_then(|day| shift.day(day)) {
                None => self.draft.raw(2, key, &new.to_string()),
                Some(day) => {
                    self.shortened(2, day.is_shortened);
                    let before = words::date(day.day);
                    self.draft.raw(2, key, &format!("{{nam: {new}, truoc: {before}}}"));
                }
            }
        }
    }

    /// A comment that a day is not the one in the same place.
    pub(super) fn shortened(&mut self, indent: usize, is_shortened: bool) {
        if is_shortened {
            self.draft.comment(indent, "Xem lại: năm ấy không có ngày 29/02, ghi ngày cuối tháng.");
        }
    }

    /// The variables whose values are other ones in the next plan.
    pub(super) fn changed_variables(&self, plan: &VanBan) -> Vec<(String, String)> {
        let changed = |(name, value): (&String, &Value)| {
            let new = self.variable(value);
            let old = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (new != *value).then(|| (name.clone(), old))
        };
        plan.bien.iter().filter_map(changed).collect()
    }

    /// The value of a variable in the next plan: first and last year of the
    /// plan, and both in words.
    pub(super) fn variable(&self, value: &Value) -> Value {
        let Shift { old, new } = self.shift();
        let year = |nam: i64| {
            let ends = [(old.tu, new.tu), (old.den, new.den)];
            ends.into_iter().find(|(end, _)| i64::from(*end) == nam).map(|(_, new)| new)
        };
        match value {
            Value::Number(number) => {
                number.as_i64().and_then(year).map_or_else(|| value.clone(), Value::from)
            }
            Value::String(text) => match text.trim().parse().ok().and_then(year) {
                Some(nam) => Value::from(nam.to_string()),
                None => Value::from(self.texts.carry(text).text),
            },
            Value::Array(items) => items.iter().map(|item| self.variable(item)).collect(),
            Value::Object(entries) => {
                entries.iter().map(|(name, item)| (name.clone(), self.variable(item))).collect()
            }
            Value::Null | Value::Bool(_) => value.clone(),
        }
    }

    pub(super) fn variables(&mut self, variables: &BTreeMap<String, Value>) {
        if variables.is_empty() {
            return;
        }
        self.draft.gap();
        self.draft.head(0, "bien");
        for (name, value) in variables {
            let notes = value.as_str().map_or_else(Vec::new, |text| self.texts.carry(text).notes);
            let is_end = self.changed.iter().any(|(changed, _)| changed == name);
            if !is_end {
                self.noted(2, &notes);
            }
            self.draft.raw(2, &yaml::scalar(name, false), &yaml::variable(&self.variable(value)));
        }
    }

    pub(super) fn layout(&mut self, layout: &TrinhBay) {
        let TrinhBay { ngang, co_chu, le, lui_dau_dong, gian_dong, cach_doan } = layout;
        let Le { tren, duoi, trai, phai } = le;
        let margins = [("tren", tren), ("duoi", duoi), ("trai", trai), ("phai", phai)];
        let margins: Vec<String> =
            margins.into_iter().filter_map(|(key, mm)| Some(format!("{key}: {}", (*mm)?))).collect();
        let number = |number: &Option<f64>| number.map(|number| number.to_string());
        let all = [
            ("ngang", ngang.then(|| "true".to_owned())),
            ("co_chu", (co_chu.0 == SizeSet::Thirteen).then(|| "13".to_owned())),
            ("le", (!margins.is_empty()).then(|| format!("{{{}}}", margins.join(", ")))),
            ("lui_dau_dong", number(lui_dau_dong)),
            ("gian_dong", number(gian_dong)),
            ("cach_doan", number(cach_doan)),
        ];
        if all.iter().any(|(_, value)| value.is_some()) {
            self.draft.gap();
            self.draft.head(0, "trinh_bay");
        }
        for (key, value) in all {
            if let Some(value) = value {
                self.draft.raw(2, key, &value);
            }
        }
    }
}

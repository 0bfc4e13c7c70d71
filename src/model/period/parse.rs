//! What people type for a period.

use super::{GiaiDoan, Lich, Period, YearPart};
use crate::slug::slug;

/// Why a text names no period of a plan: what is wrong, and what to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodError {
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: String,
}

fn error(message: impl Into<String>, help: impl Into<String>) -> PeriodError {
    PeriodError { message: message.into(), help: help.into() }
}

/// A year as it is typed.
enum Typed {
    /// None at all.
    Nothing,
    /// `2026`.
    One(i16),
    /// `2026-2027`.
    Two(i16, i16),
}

impl Period {
    /// Reads a period of a plan: `2026`, `nam-2026`, `nam-hoc-2026-2027`,
    /// `hk1-2026-2027`, `quy-2-2026`, `thang-11-2026`, `6-thang-2026`, or their
    /// names in prose; without a year where the plan has one only.
    ///
    /// # Errors
    /// When there is no such period, or the plan does not have it.
    pub fn parse(text: &str, plan: GiaiDoan) -> Result<Self, PeriodError> {
        let name = slug(text);
        let mut words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
        let part = part(&mut words, text)?;
        if let Some(part) = part {
            belongs(part, plan.lich, text)?;
        }
        let year = year(&mut words);
        let says_school = words.contains(&"hoc");
        let is_known = words.iter().all(|word| matches!(*word, "nam" | "hoc"));
        let Some(year) = year.filter(|_| is_known) else { return Err(unknown(text, plan)) };
        if says_school && plan.lich == Lich::Nam {
            return Err(not_school(text));
        }
        let nam = match (part, year) {
            (None, Typed::Nothing) => return Err(unknown(text, plan)),
            (Some(part), Typed::Nothing) => only_year(part, text, plan)?,
            (_, Typed::Two(from, to)) => school_year(from, to, text, plan.lich)?,
            (Some(YearPart::Thang(month)), Typed::One(year)) => match plan.lich {
                Lich::NamHoc(days) if days.year_of_month(year, month) > year => year - 1,
                _ => year,
            },
            (_, Typed::One(year)) => match plan.lich {
                Lich::Nam => year,
                Lich::NamHoc(_) => return Err(not_calendar(text, year)),
            },
        };
        if !plan.covers(nam) {
            let message = format!("`{text}` nằm ngoài giai đoạn {} của kế hoạch", plan.label());
            return Err(error(message, format!("dùng {}", range(plan))));
        }
        Ok(Self { nam, part, lich: plan.lich })
    }
}

impl Period {
    /// Whether a text is meant to name a period, be it one or not.
    pub fn is_meant(text: &str) -> bool {
        let name = slug(text);
        let mut words = name.split('-');
        let begins =
            |word: &str| ["hk", "quy", "hoc", "thang", "nam", "sau"].iter().any(|w| word.starts_with(w));
        let first = words.next().unwrap_or_default();
        let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let second = words.next().unwrap_or_default();
        begins(first) || second == "thang" || (is_year(first) && is_year(second))
    }
}

impl YearPart {
    /// Reads which stretches of every year are meant: `hk1`, or all of a sort,
    /// `hoc_ky`, `quy`, `thang`.
    ///
    /// # Errors
    /// When there are none such, or not in this calendar.
    pub fn parse(text: &str, lich: Lich) -> Result<Vec<Self>, PeriodError> {
        let name = slug(text);
        let all = match name.as_str() {
            "hk" | "hoc-ky" | "hoc-ki" => (1..=2).map(Self::HocKy).collect(),
            "quy" => (1..=4).map(Self::Quy).collect(),
            "thang" => (1..=12).map(Self::Thang).collect(),
            _ => {
                let mut words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
                let found = part(&mut words, text)?;
                // "6 tháng đầu năm".
                let is_known = words.iter().all(|word| *word == "nam");
                found.filter(|_| is_known).into_iter().collect::<Vec<Self>>()
            }
        };
        let Some(first) = all.first() else {
            let known = match lich {
                Lich::Nam => "quy, quy-1 đến quy-4, 6-thang, thang, thang-1 đến thang-12",
                Lich::NamHoc(_) => "hoc_ky, hk1, hk2, thang, thang-1 đến thang-12",
            };
            return Err(error(format!("`{text}` không phải một kỳ trong năm"), format!("dùng {known}")));
        };
        belongs(*first, lich, text)?;
        Ok(all)
    }
}

/// A sort of numbered stretches: how many a year has.
struct Sort {
    most: i8,
    make: fn(i8) -> YearPart,
}

const TERMS: Sort = Sort { most: 2, make: YearPart::HocKy };
const QUARTERS: Sort = Sort { most: 4, make: YearPart::Quy };
const MONTHS: Sort = Sort { most: 12, make: YearPart::Thang };

/// Takes the stretch of a year from the front.
fn part(words: &mut Vec<&str>, text: &str) -> Result<Option<YearPart>, PeriodError> {
    let number = |index: usize| words.get(index).and_then(|word| ordinal(word));
    let (taken, number, sort) = match words[..] {
        ["hoc", "ky" | "ki", ..] => (3, number(2), TERMS),
        ["hk", ..] => (2, number(1), TERMS),
        ["quy", ..] => (2, number(1), QUARTERS),
        ["thang", ..] => (2, number(1), MONTHS),
        ["6" | "sau", "thang", ..] => {
            let length = if words.get(2) == Some(&"dau") { 3 } else { 2 };
            words.drain(..length);
            return Ok(Some(YearPart::SauThang));
        }
        [word, ..] => match (word.strip_prefix("hk"), word.strip_prefix("quy")) {
            (Some(rest), _) => (1, ordinal(rest), TERMS),
            (_, Some(rest)) => (1, ordinal(rest), QUARTERS),
            _ => return Ok(None),
        },
        [] => return Ok(None),
    };
    match number.filter(|number| (1..=sort.most).contains(number)) {
        Some(number) => {
            words.drain(..taken);
            Ok(Some((sort.make)(number)))
        }
        None => Err(no_such(text, &sort)),
    }
}

/// `1`, `01`, `i`.
fn ordinal(word: &str) -> Option<i8> {
    match word {
        "i" => Some(1),
        "ii" => Some(2),
        "iii" => Some(3),
        "iv" => Some(4),
        _ if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) => word.parse().ok(),
        _ => None,
    }
}

fn no_such(text: &str, sort: &Sort) -> PeriodError {
    let (what, known) = match sort.most {
        2 => ("học kỳ", "hk1, hk2"),
        4 => ("quý", "quy-1, quy-2, quy-3, quy-4"),
        _ => ("tháng", "thang-1 đến thang-12"),
    };
    error(format!("không có {what} `{text}`"), format!("dùng {known}"))
}

/// Takes the years from the end; none when numbers are left that are no years.
fn year(words: &mut Vec<&str>) -> Option<Typed> {
    let mut years: Vec<i16> = Vec::new();
    while let Some(word) = words.last().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        years.push(word.parse().ok().filter(|_| is_year)?);
        words.pop();
    }
    match years[..] {
        [] => Some(Typed::Nothing),
        [year] => Some(Typed::One(year)),
        [to, from] => Some(Typed::Two(from, to)),
        _ => None,
    }
}

/// Whether the calendar has such a stretch.
fn belongs(part: YearPart, lich: Lich, text: &str) -> Result<(), PeriodError> {
    match (part, lich) {
        (YearPart::HocKy(_), Lich::Nam) => Err(not_school(text)),
        (YearPart::Quy(_) | YearPart::SauThang, Lich::NamHoc(_)) => {
            let message = format!("`{text}` thuộc năm dương lịch, kế hoạch này tính theo năm học");
            let help = "dùng hk1, hk2 hoặc một tháng; kế hoạch theo năm dương lịch thì bỏ `lich: nam_hoc` trong `bao_cao`";
            Err(error(message, help))
        }
        _ => Ok(()),
    }
}

fn not_school(text: &str) -> PeriodError {
    let message = format!("`{text}` thuộc năm học, kế hoạch này tính theo năm dương lịch");
    let help = "kế hoạch theo năm học thì thêm `lich: nam_hoc` vào `bao_cao`, cạnh `giai_doan`; nếu không thì dùng quy-1 đến quy-4, 6-thang, một tháng hoặc một năm";
    error(message, help)
}

fn not_calendar(text: &str, year: i16) -> PeriodError {
    let message = format!("`{text}` là năm dương lịch, kế hoạch này tính theo năm học");
    let help = format!("viết hai năm của năm học: {}-{year} hoặc {year}-{}", year - 1, year + 1);
    error(message, help)
}

fn school_year(from: i16, to: i16, text: &str, lich: Lich) -> Result<i16, PeriodError> {
    if lich == Lich::Nam {
        return Err(not_school(text));
    }
    if to == from + 1 {
        return Ok(from);
    }
    let message = format!("`{text}`: {from}-{to} không phải một năm học");
    Err(error(message, format!("một năm học có hai năm liền nhau, ví dụ {from}-{}", from + 1)))
}

/// The year of a stretch that is typed without one.
fn only_year(part: YearPart, text: &str, plan: GiaiDoan) -> Result<i16, PeriodError> {
    if plan.tu == plan.den {
        return Ok(plan.tu);
    }
    let named: Vec<String> =
        plan.years().take(3).map(|nam| Period { nam, part: Some(part), lich: plan.lich }.id()).collect();
    let more = if plan.den - plan.tu >= 3 { ", ..." } else { "" };
    let message = format!("`{text}` của {} nào? Kế hoạch có nhiều {0}", plan.lich.word());
    Err(error(message, format!("ghi cả năm: {}{more}", named.join(", "))))
}

/// The years that may be typed.
fn range(plan: GiaiDoan) -> String {
    let label = |nam| plan.lich.year_label(nam);
    let word = plan.lich.word();
    if plan.tu == plan.den {
        return format!("{word} {}", label(plan.tu));
    }
    format!("một {word} từ {} đến {}", label(plan.tu), label(plan.den))
}

fn unknown(text: &str, plan: GiaiDoan) -> PeriodError {
    let year = plan.lich.year_label(plan.tu);
    let known = match plan.lich {
        Lich::Nam => format!("{year}, 6-thang-{year}, quy-2-{year}, thang-11-{year}"),
        Lich::NamHoc(_) => format!("{year}, hk1-{year}, hk2-{year}, thang-11-{}", plan.tu),
    };
    error(format!("`{text}` không phải một kỳ của kế hoạch"), format!("viết như {known}"))
}

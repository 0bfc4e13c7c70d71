//! Rewriter of a plan for the next period: its own years become the new ones,
//! those of other documents stay, days of the old period are places to fill in.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::period::Shift;
use crate::model::{GiaiDoan, Ngay};
use crate::placeholder::blank;

/// What is known of the words around years, and of bodies that ended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodWords {
    van_ban_co_giai_doan: Names,
    viec_bao_cao: Names,
    co_quan_cu: Bodies,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    ten: Vec<String>,
    #[serde(rename = "nguon")]
    _nguon: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    tu_ngay: String,
    ten: BTreeMap<String, String>,
    #[serde(rename = "nguon")]
    _nguon: String,
}

/// Part of the program and read by its tests.
static KNOWN: LazyLock<PeriodWords> = LazyLock::new(|| {
    let text = include_str!("../../../data/ke_hoach/giai_doan_moi.yaml");
    crate::embedded_table::read("ke_hoach/giai_doan_moi.yaml", text)
});

/// A text of the next plan, and what to look at in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Carried {
    pub(super) text: String,
    pub(super) notes: Vec<String>,
}

/// Rewrites texts.
#[derive(Debug, Clone)]
pub(super) struct Rewriter {
    pub(super) shift: Shift,
    /// The day of the next plan.
    pub(super) day: Ngay,
    /// Years of the reports that are made once, old and new.
    pub(super) reports: [(i16, Option<i16>); 2],
}

/// A change of a text.
struct Change {
    range: Range<usize>,
    words: String,
}

impl Rewriter {
    /// The text for the next plan.
    pub(super) fn carry(&self, text: &str) -> Carried {
        let mut notes = Vec::new();
        let mut changes: Vec<Change> = Vec::new();
        let (mut at, mut seen) = (0, 0);
        while let Some(found) = self.next(text, at) {
            at = found.range.end;
            match self.judge(text, &found) {
                Judged::Becomes(words) => changes.push(Change { range: found.range, words }),
                Judged::Stays => {}
                Judged::Doubtful => {
                    let (words, end) = phrase(text, &found.range, seen);
                    notes.push(words);
                    at = end;
                }
            }
            seen = at;
        }
        self.bodies(text, &mut changes, &mut notes);
        pictures(text, &mut changes);
        changes.sort_by_key(|change| std::cmp::Reverse(change.range.start));
        let mut carried = text.to_owned();
        for change in changes {
            carried.replace_range(change.range, &change.words);
        }
        let notes = if notes.is_empty() { Vec::new() } else { vec![told(&notes)] };
        Carried { text: carried, notes }
    }

    /// Whether a text names the period of the plan.
    pub(super) fn names_period(&self, text: &str) -> bool {
        let mut at = 0;
        while let Some(found) = self.next(text, at) {
            if matches!(found.what, What::Period(_)) {
                return true;
            }
            at = found.range.end;
        }
        false
    }

    /// The next years or day of the old period behind a place, expressions of
    /// Tera left out.
    fn next(&self, text: &str, from: usize) -> Option<Found> {
        let mut at = from;
        loop {
            let rest = text.get(at..)?;
            let digit = at + rest.find(|c: char| c.is_ascii_digit())?;
            if let Some(end) = expression_around(text, digit) {
                at = end;
                continue;
            }
            let run = digit..end_of_number(text, digit);
            let found = self.found(text, &run);
            if found.is_some() {
                return found;
            }
            at = run.end;
        }
    }

    fn found(&self, text: &str, run: &Range<usize>) -> Option<Found> {
        let rest = &text[run.start..];
        if let Some(length) = day_length(rest, self.shift.old) {
            return Some(Found { range: run.start..run.start + length, what: What::Day });
        }
        let year = year(&text[run.clone()]).filter(|year| self.shift.old.covers(*year))?;
        if year == self.shift.old.tu
            && let Some((dash, length)) = period_length(rest, self.shift.old)
        {
            return Some(Found { range: run.start..run.start + length, what: What::Period(dash) });
        }
        Some(Found { range: run.clone(), what: What::Year(year) })
    }

    fn judge(&self, text: &str, found: &Found) -> Judged {
        let clause = clause_before(text, found.range.start);
        let lead = clause.trim_end();
        if cites_by_sign(clause) || cites_by_sign(word_around(text, &found.range)) {
            return Judged::Stays;
        }
        let is_other = clause.contains("vien_dan(")
            || KNOWN.van_ban_co_giai_doan.ten.iter().any(|name| clause.contains(name.as_str()));
        let new = self.shift.new;
        match &found.what {
            What::Period(_) if is_other || lead.ends_with("nhiệm kỳ") => Judged::Doubtful,
            What::Period(joint) => Judged::Becomes(format!("{}{joint}{}", new.tu, new.den)),
            What::Day if is_other => Judged::Doubtful,
            What::Day => {
                let old = &text[found.range.clone()];
                let word = if lead.ends_with("ngày") { "" } else { "ngày " };
                Judged::Becomes(format!("{word}{}", blank(&format!("ngày mới, trước là {old}"))))
            }
            What::Year(_) if self.is_own_year(lead) && !is_other => Judged::Becomes(new.tu.to_string()),
            What::Year(year) => {
                let clause = clause.to_lowercase();
                let is_report = KNOWN.viec_bao_cao.ten.iter().any(|name| clause.contains(name.as_str()));
                let moved = self.reports.iter().find(|(old, _)| old == year).and_then(|(_, new)| *new);
                match moved.filter(|_| is_report && lead.to_lowercase().ends_with("năm")) {
                    Some(new) => Judged::Becomes(new.to_string()),
                    None => Judged::Doubtful,
                }
            }
        }
    }

    /// Whether "năm 2025" is the whole period of a plan, and the next one is a
    /// year too.
    fn is_own_year(&self, lead: &str) -> bool {
        let Shift { old, new } = self.shift;
        old.tu == old.den && new.tu == new.den && lead.to_lowercase().ends_with("năm")
    }

    /// Ministries and departments that ended before the day.
    fn bodies(&self, text: &str, changes: &mut Vec<Change>, notes: &mut Vec<String>) {
        if Ngay::parse(&KNOWN.co_quan_cu.tu_ngay).map_or(true, |from| self.day < from) {
            return;
        }
        for (old, new) in &KNOWN.co_quan_cu.ten {
            for (at, found) in text.match_indices(old.as_str()) {
                if !cites_by_sign(clause_before(text, at)) && expression_around(text, at).is_none() {
                    let words = blank(&format!("tên hiện nay của {old}"));
                    changes.push(Change { range: at..at + found.len(), words });
                    notes.push(format!("{old} nay là {new}"));
                }
            }
        }
    }
}

/// Years or a day of the old period.
struct Found {
    range: Range<usize>,
    what: What,
}

enum What {
    /// Both years, and what stands between them.
    Period(String),
    Year(i16),
    Day,
}

/// What becomes of them.
enum Judged {
    Becomes(String),
    Stays,
    /// It stays; a person has to look.
    Doubtful,
}

fn told(notes: &[String]) -> String {
    let mut once: Vec<&str> = Vec::new();
    notes.iter().for_each(|note| {
        if !once.contains(&note.as_str()) {
            once.push(note);
        }
    });
    format!("Xem lại: {}.", once.join("; "))
}

/// Pictures lie in files of the old plan.
fn pictures(text: &str, changes: &mut Vec<Change>) {
    for (at, _) in text.match_indices("![") {
        let Some(end) = text[at..].find(')') else { continue };
        let range = at..at + end + 1;
        let title = text[range.clone()].trim_start_matches("![").split(']').next().unwrap_or_default();
        changes.retain(|change| change.range.end <= range.start || range.end <= change.range.start);
        changes.push(Change { words: blank(format!("hình {title}").trim()), range });
    }
}

/// The end of the expression or tag of Tera, or of the picture, that a place
/// lies in.
fn expression_around(text: &str, at: usize) -> Option<usize> {
    [("{{", "}}"), ("{%", "%}"), ("![", ")")].into_iter().find_map(|(open, close)| {
        let start = text[..at].rfind(open)?;
        let end = start + text[start..].find(close)? + close.len();
        (at < end).then_some(end)
    })
}

fn end_of_number(text: &str, from: usize) -> usize {
    text[from..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| from + length)
}

fn year(digits: &str) -> Option<i16> {
    (digits.len() == 4).then(|| digits.parse().ok()).flatten()
}

/// What stands between both years of the plan, and the length of all, at the
/// start of a text: "2021-2025", "2021 đến năm 2025".
fn period_length(rest: &str, old: GiaiDoan) -> Option<(String, usize)> {
    let behind = rest.strip_prefix(&old.tu.to_string())?;
    ["-", "–", " - ", " – ", " đến ", " đến năm "].into_iter().find_map(|joint| {
        let last = behind.strip_prefix(joint)?.strip_prefix(&old.den.to_string())?;
        let is_whole = !last.starts_with(|c: char| c.is_ascii_digit());
        is_whole.then(|| (joint.to_owned(), rest.len() - last.len()))
    })
}

/// The length of a day of the period at the start of a text: "18/11/2021",
/// "18 tháng 11 năm 2021".
fn day_length(rest: &str, old: GiaiDoan) -> Option<usize> {
    let written = rest.split([' ', ',', ';', ')', '\n']).next().unwrap_or_default().trim_end_matches('.');
    let is_numeric = written.chars().all(|c| c.is_ascii_digit() || c == '/');
    if is_numeric && Ngay::parse(written).is_ok_and(|day| old.covers(day.nam())) {
        return Some(written.len());
    }
    let words: Vec<&str> = rest.splitn(6, ' ').take(5).collect();
    let [day, "tháng", month, "năm", nam] = words[..] else { return None };
    let nam = &nam[..end_of_number(nam, 0)];
    let written = Ngay::parse(&format!("{day}/{month}/{nam}")).ok()?;
    old.covers(written.nam()).then(|| [day, "tháng", month, "năm", nam].join(" ").len())
}

/// The words of the clause before a place.
fn clause_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let end = |(at, c): (usize, char)| match c {
        ';' | '\n' | ':' => true,
        '.' | '!' | '?' => before[at + c.len_utf8()..].starts_with(char::is_whitespace),
        _ => false,
    };
    let start = before.char_indices().rfind(|found| end(*found)).map_or(0, |(at, c)| at + c.len_utf8());
    &before[start..]
}

/// The word that a place lies in: "12/2021/TT-BGDĐT".
fn word_around<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let start = text[..range.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let start = (start..=range.start).find(|at| text.is_char_boundary(*at)).unwrap_or(range.start);
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    &text[start..end]
}

/// Whether a document is cited by its sign: "06-ĐA/TU", "45/KH-UBND".
fn cites_by_sign(clause: &str) -> bool {
    clause.split_whitespace().any(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.contains(['/', '-'])
            && word.chars().any(char::is_uppercase)
    })
}

/// Years with the words before them, to be found again, and where they end; not
/// beyond what was told already.
fn phrase(text: &str, range: &Range<usize>, seen: usize) -> (String, usize) {
    let before = &text[seen.min(range.start)..range.start];
    let line = before.rsplit(['\n', ';', '.']).next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    // "2022-2024" is one word.
    let behind = &text[range.end..];
    let behind = &behind[..behind.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(behind.len())];
    let behind = behind.trim_end_matches('-');
    let last = &words[words.len().saturating_sub(3)..];
    let gap = if line.ends_with(char::is_whitespace) && !last.is_empty() { " " } else { "" };
    let words = format!("“{}{gap}{}{behind}”", last.join(" "), &text[range.clone()]);
    (words, range.end + behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(text: &str) -> (String, String) {
        let shift = Shift::new(GiaiDoan::calendar_years(2021, 2025), "2026-2030").unwrap();
        let day = Ngay::parse("01/01/2026").unwrap();
        let texts = Rewriter { shift, day, reports: [(2023, Some(2028)), (2025, Some(2030))] };
        let Carried { text, notes } = texts.carry(text);
        (text, notes.join("|"))
    }

    fn becomes(old: &str, new: &str) {
        assert_eq!(carried(old), (new.to_owned(), String::new()), "{old}");
    }

    fn doubtful(text: &str, note: &str) {
        assert_eq!(carried(text), (text.to_owned(), format!("Xem lại: {note}.")), "{text}");
    }

    #[test]
    fn the_own_period_becomes_the_new_one() {
        becomes("công tác dân vận giai đoạn 2021-2025.", "công tác dân vận giai đoạn 2026-2030.");
        becomes("giai đoạn 2021 – 2025 và 2021-2025", "giai đoạn 2026 – 2030 và 2026-2030");
        becomes("từ năm 2021 đến năm 2025", "từ năm 2026 đến năm 2030");
        becomes("Sơ kết năm 2023; tổng kết năm 2025.", "Sơ kết năm 2028; tổng kết năm 2030.");
        becomes(
            "{{ x[2021] }} {% if a == 2022 %}b{% endif %}",
            "{{ x[2021] }} {% if a == 2022 %}b{% endif %}",
        );
    }

    #[test]
    fn other_documents_keep_theirs() {
        let cited = "thực hiện Đề án số 06-ĐA/TU ngày 07/10/2021 về dân vận giai đoạn 2021-2025";
        becomes(cited, cited);
        becomes(
            "Theo Kế hoạch số 5/KH-UBND ngày 02/3/2021; cả giai đoạn 2021-2025",
            "Theo Kế hoạch số 5/KH-UBND ngày 02/3/2021; cả giai đoạn 2026-2030",
        );
        becomes("Thông tư số 12/2021/TT-BGDĐT ngày 02/3/2021", "Thông tư số 12/2021/TT-BGDĐT ngày 02/3/2021");
        doubtful("Chương trình phát triển giai đoạn 2021-2025", "“triển giai đoạn 2021-2025”");
        doubtful("Đại hội lần thứ XVII, nhiệm kỳ 2020-2025", "“nhiệm kỳ 2020-2025”");
    }

    #[test]
    fn the_year_of_a_plan_of_one_year_is_its_period() {
        let shift = Shift::new(GiaiDoan::calendar_years(2025, 2025), "2026").unwrap();
        let day = Ngay::parse("01/01/2026").unwrap();
        let texts = Rewriter { shift, day, reports: [(0, None), (2025, Some(2026))] };
        let carried = texts.carry("Kế hoạch năm 2025; Chương trình năm 2025");
        assert_eq!(carried.text, "Kế hoạch năm 2026; Chương trình năm 2025");
        assert_eq!(carried.notes, ["Xem lại: “Chương trình năm 2025”."]);
    }

    #[test]
    fn what_is_not_sure_is_told_or_left_to_fill_in() {
        doubtful("Năm 2022, trường đạt chuẩn", "“Năm 2022”");
        becomes(
            "gửi trước ngày 18/11/2021, sau 5 tháng 3 năm 2022.",
            "gửi trước ngày «điền ngày mới, trước là 18/11/2021», sau ngày «điền ngày mới, trước là 5 tháng 3 năm 2022».",
        );
        becomes("ngày 18/11/2019; mã 120212; 2,021", "ngày 18/11/2019; mã 120212; 2,021");
        becomes("![Sơ đồ 2021](so-do)", "«điền hình Sơ đồ 2021»");
        assert_eq!(
            carried("gửi Sở Kế hoạch và Đầu tư"),
            (
                "gửi «điền tên hiện nay của Sở Kế hoạch và Đầu tư»".to_owned(),
                "Xem lại: Sở Kế hoạch và Đầu tư nay là Sở Tài chính.".to_owned()
            )
        );
    }
}

//! A draft of the plan that follows a plan, as YAML that people edit: sections
//! and tasks carried over, targets as places to fill in beside what was
//! reached. Nothing is invented, and what is not carried over is told.

mod bases;
mod carry;
mod content;
mod draft;
mod office;
mod period;
mod settings;
mod tasks;
mod text;

use std::ops::Range;

pub use self::carry::NextChoices;

use self::carry::Carrier;
use self::draft::Draft;
use self::period::{LEFT, Shift, left};
use self::text::Rewriter;
use super::wording::Wording;
use super::words;
use crate::compose::{PlainTexts, Templates, number_and_sign};
use crate::diagnostic::{Diagnostic, Faults, Severity, Told};
use crate::model::{BoQua, CoQuan, CoQuanTheoThoiGian, Ngay, SoLieu, VanBan};
use crate::placeholder;

/// Something that the checker finds in a draft: a basis out of force, a body
/// that ended.
#[derive(Debug)]
pub struct Mark {
    /// Where it stands in the file.
    pub range: Range<usize>,
    /// What was found, and what to write instead.
    pub told: Diagnostic,
    /// It becomes a place to fill in; else a comment over its key says so.
    pub is_blank: bool,
}

/// The plan of the next period.
#[derive(Debug)]
pub struct NextPlan {
    head: Vec<String>,
    body: Draft,
    silences: Vec<BoQua>,
    /// What of the plan is not carried over, as hints.
    pub left_out: Vec<Diagnostic>,
}

impl NextPlan {
    /// The file that holds it.
    pub fn yaml(&self) -> String {
        let mut file = self.head();
        file.gap();
        let mut silences = Draft::default();
        if !self.silences.is_empty() {
            silences.gap();
            silences.head(0, "bo_qua");
        }
        for BoQua { luat, ly_do } in &self.silences {
            silences.entry();
            silences.pair(4, "luat", luat.as_str());
            silences.optional(4, "ly_do", ly_do.as_ref().map(crate::model::Literal::as_str));
        }
        let between = if self.silences.is_empty() { "" } else { "\n" };
        format!("{}{}{between}{}", file.text(), self.body.text(), silences.text())
    }

    /// The places to fill in, each once; of a target with the name of its
    /// figure.
    pub fn missing(&self) -> Vec<String> {
        let mut missing: Vec<String> = Vec::new();
        let mut name = "";
        for line in self.body.typed() {
            let typed = line.trim_start();
            name = typed.strip_prefix("ten: ").map_or(name, |name| name.trim_matches('"'));
            let is_target = typed.starts_with("moi_nam:") || typed.starts_with("ca_giai_doan:");
            for range in placeholder::ranges(line) {
                let words = line[range].trim_matches(['«', '»']).trim_start_matches("điền ");
                let words = if is_target { format!("{name}: {words}") } else { words.to_owned() };
                if !missing.contains(&words) {
                    missing.push(words);
                }
            }
        }
        missing
    }

    /// Marks what the checker found in [`Self::yaml`].
    pub fn mark(&mut self, marks: Vec<Mark>) {
        let file = self.yaml();
        let start = file.find(&self.body.text()).unwrap_or_default();
        let of = |mark: Mark| {
            let Mark { range, told, is_blank } = mark;
            let words = file.get(range.clone())?.to_owned();
            let inside = range.start.checked_sub(start)?..range.end.checked_sub(start)?;
            let Diagnostic { message, help, .. } = told;
            let help = if help.is_empty() { help } else { format!(": {help}") };
            let blank = is_blank.then(|| placeholder::blank(&format!("tên hiện nay của {words}")));
            Some((inside, blank, format!("Xem lại: {message}{help}.")))
        };
        let marks: Vec<_> = marks.into_iter().filter_map(of).collect();
        self.body.mark(marks);
    }

    /// Keeps the silences about those rules only that find something in the
    /// file without them.
    pub fn keep_silences(&mut self, asked: &[BoQua], found: &[&str]) {
        for silence in asked {
            if found.contains(&silence.luat.as_str()) {
                self.silences.push(silence.clone());
            } else {
                let what = format!("bo_qua `{}`: bản thảo không có lỗi ấy", silence.luat.as_str());
                self.left_out.push(left(what).at(silence.luat.span));
            }
        }
    }

    /// The comments at the start of the file.
    fn head(&self) -> Draft {
        let mut head = Draft::default();
        self.head.iter().for_each(|line| head.comment(0, line));
        let lists = [
            ("Để lại, không đưa vào kế hoạch này:", self.left_lines()),
            ("Còn phải viết, ở các chỗ ghi «điền ...»:", self.missing()),
        ];
        for (title, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            head.blank_comment();
            head.comment(0, title);
            lines.iter().for_each(|line| head.comment(0, &format!("- {line}")));
        }
        let notes = self.notes();
        if notes > 0 {
            head.blank_comment();
            head.comment(0, &format!("Phải xem lại {notes} chỗ nữa: chú thích “Xem lại” ở dưới."));
        }
        head
    }

    /// How many comments ask to look again.
    fn notes(&self) -> usize {
        self.body.comments().filter(|line| line.to_lowercase().contains("xem lại")).count()
    }

    /// That there are comments to read, as a hint: a Word file has none.
    pub fn to_review(&self) -> Option<Diagnostic> {
        let message =
            format!("{} chỗ phải xem lại, có chú thích “Xem lại” trong bản thảo YAML", self.notes());
        let hint =
            Diagnostic::warning("giai-doan-moi", message).help("ghi bản thảo ra YAML (-o TỆP.yaml) để thấy");
        (self.notes() > 0).then_some(Diagnostic { severity: Severity::Hint, ..hint })
    }

    fn left_lines(&self) -> Vec<String> {
        self.left_out.iter().map(|left| left.message.trim_start_matches(LEFT).to_owned()).collect()
    }
}

/// The day whose facts the next plan takes: its date, else the first day of
/// its period.
///
/// # Errors
/// When the plan has no calendar, the period is not a later one, or the date
/// is before the plan's or after the period.
pub fn next_period_day(plan: &VanBan, asked: &str, ngay: Option<Ngay>) -> Result<Ngay, Diagnostic> {
    let Shift { new, .. } = Shift::new(plan.calendar()?.giai_doan, asked)?;
    let fault = |message: String| {
        let help = "sửa --ngay, hoặc bỏ để chừa chỗ ghi tay";
        Err(Diagnostic::error("ngay", message).help(help))
    };
    let Some(day) = ngay else {
        let none = || Diagnostic::error("giai-doan", format!("không có năm {}", new.tu));
        return Ngay::new(new.tu, 1, 1).ok_or_else(none);
    };
    let written = words::date(day);
    if let Some(issued) = plan.ngay.filter(|issued| day <= *issued) {
        return fault(format!("ngày {written} không sau ngày của kế hoạch trước ({})", words::date(issued)));
    }
    if day.nam() > new.den {
        return fault(format!("ngày {written} sau giai đoạn {}", new.label()));
    }
    Ok(day)
}

/// Drafts the plan of the period `asked`, `2026-2030`.
///
/// # Errors
/// As [`next_period_day`], when the plan has no tasks, and faults in its texts.
pub fn next_period(
    plan: &VanBan,
    asked: &str,
    data: &SoLieu,
    choices: NextChoices,
    templates: &Templates,
) -> Result<Told<NextPlan>, Faults> {
    let (calendar, _) = plan.reported()?;
    let shift = Shift::new(calendar.giai_doan, asked)?;
    let day = next_period_day(plan, asked, choices.ngay)?;
    let old = plan.as_of(plan.ngay);
    let plain = PlainTexts::new(&old, templates)?;
    let subject = plain.subject();
    let faults = plain.into_diagnostics();
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(faults.into());
    }
    let kind = plan.kind().map_or_else(String::new, |kind| kind.ten.clone());
    let sign = number_and_sign(&old);
    let own = bases::own(&old, shift.old, &kind, &sign, &subject);
    let wording = Wording::of(templates.law().wording());
    let texts = Rewriter { shift, day, reports: shift.reports(calendar) };
    let (draft, left_out) = (Draft::default(), Vec::new());
    let mut carrier = Carrier { texts, data, wording: &wording, draft, left_out, changed: Vec::new() };
    carrier.document(&of_day(plan, day), &choices, &own);
    let Carrier { draft, left_out, .. } = carrier;

    let source = match plan.ngay.filter(|_| plan.so.is_some()) {
        Some(ngay) => format!("{kind} số {sign} ngày {}", words::date(ngay)),
        None => format!("{kind} {}", words::in_sentence(&subject)),
    };
    let head = head(shift, &source, day, data);
    let told = shift.gap().into_iter().chain(lacking(shift, data)).chain(faults).collect();
    Ok(Told::new(NextPlan { head, body: draft, silences: Vec::new(), left_out }, told))
}

/// The plan with the facts that hold on a day from then on; those of a time
/// that is over are dropped, those to come stay.
fn of_day(plan: &VanBan, day: Ngay) -> VanBan {
    let is_over = |facts: &CoQuanTheoThoiGian| facts.den_ngay.is_some_and(|end| end < day);
    let all: Vec<_> = plan.co_quan.theo_thoi_gian.iter().filter(|facts| !is_over(facts)).cloned().collect();
    // What ends later stays a fact of its time, and so does what overrides it.
    let passing = all.iter().position(|facts| facts.covers(day) && facts.den_ngay.is_some());
    let (lasting, passing) = all.split_at(passing.unwrap_or(all.len()));
    let (now, later): (Vec<_>, Vec<_>) = lasting.iter().cloned().partition(|facts| facts.covers(day));
    let co_quan = CoQuan { theo_thoi_gian: now, ..plan.co_quan.clone() };
    let mut dated = VanBan { co_quan, ..plan.clone() }.as_of(Some(day)).into_owned();
    dated.co_quan.theo_thoi_gian = [later, passing.to_vec()].concat();
    dated
}

/// What the data do not have, as a warning.
fn lacking(shift: Shift, data: &SoLieu) -> Option<Diagnostic> {
    let has = |nam: i16| data.nhiem_vu.keys().any(|(_, year)| *year == nam);
    let lacking: Vec<String> =
        shift.old.years().filter(|nam| !has(*nam)).map(|nam| nam.to_string()).collect();
    if lacking.is_empty() {
        return None;
    }
    if data.nhiem_vu.is_empty() {
        let message =
            "không có số liệu: chưa biết việc nào đã xong, chỉ tiêu nào đã đạt; mọi việc được mang sang";
        let help = "thêm --so-lieu BẢNG (tạo bằng `vanban moi so-lieu`)";
        return Some(Diagnostic::warning("so-lieu", message).help(help));
    }
    let message = format!("số liệu chưa có năm {}", lacking.join(", "));
    let help = "điền nốt bảng số liệu rồi lập lại, hoặc điền tay vào bản thảo";
    Some(Diagnostic::warning("so-lieu", message).help(help))
}

/// The first lines of the file.
fn head(shift: Shift, source: &str, day: Ngay, data: &SoLieu) -> Vec<String> {
    let known = data.nhiem_vu.keys().map(|(_, nam)| *nam).max();
    let known = known.map_or_else(String::new, |nam| format!(" và số liệu đến hết năm {nam}"));
    let mut head = vec![
        format!("Bản thảo kế hoạch giai đoạn {}, lập từ {source}{known}.", shift.new.label()),
        "Sửa xong thì soạn ra Word: vanban tao TỆP-NÀY.yaml; còn chỗ nào phải điền: vanban kiem-tra TỆP-NÀY.yaml"
            .to_owned(),
        "Dòng bắt đầu bằng dấu # là chú thích, không in ra văn bản; xem xong thì xóa được.".to_owned(),
        format!(
            "Mang sang: tên cơ quan, người ký, nơi nhận theo ngày {}; các mục và lời văn; việc làm hằng năm và \
             việc chưa xong; chế độ báo cáo. Giai đoạn {} của chính kế hoạch đổi thành {}; tên văn bản khác giữ nguyên.",
            words::date(day),
            shift.old.label(),
            shift.new.label(),
        ),
    ];
    let topics = [("han_che", "Hạn chế"), ("phuong_huong", "Phương hướng"), ("kien_nghi", "Kiến nghị")];
    let Some(last) = data.nhan_dinh.get(&shift.old.den.to_string()) else { return head };
    for (key, name) in topics {
        if let Some(lines) = last.get(key).filter(|lines| !lines.is_empty()) {
            head.push(format!("{name} đã ghi cho báo cáo năm {}: {}", shift.old.den, lines.join(" ")));
        }
    }
    head
}

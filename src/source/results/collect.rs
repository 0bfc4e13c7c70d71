//! Puts results together and checks them against the plan.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::model::{
    BaoCao, ChiTieu, KetQua, KyBaoCao, Lich, NHAN_DINH, Ngay, NhiemVu, Period, SoLieu, TrangThai, VanBan,
};
use crate::number;
use crate::slug::slug;
use crate::source::table::{Cell, CellValue, SheetColumns, Worksheet};

/// A rate of at most one per cent against a target of at least this many is
/// most likely a share of one: 0.985 for 98,5%.
const SUSPICIOUS_TARGET: Decimal = Decimal::TEN;

/// A result more than so many times its target is most likely in another
/// unit: đồng for triệu đồng.
const TOO_MANY: Decimal = Decimal::TEN;
/// One of so small a part of its target likewise; a first year may have little.
const TOO_FEW: Decimal = Decimal::ONE_THOUSAND;

/// The code of a task that the plan does not have.
const NO_TASK: &str = "nhiem-vu";

/// Gathers results; every fault is kept in `diagnostics`.
pub(super) struct Collector<'p> {
    pub(super) calendar: &'p BaoCao,
    pub(super) tasks: Vec<&'p NhiemVu>,
    pub(super) results: SoLieu,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Task, figure and period of every row, with the number of its file.
    seen: BTreeMap<(String, String, Period), usize>,
    /// The number of the file that is read.
    file: usize,
    /// Whether some row names a task of the plan.
    knows_a_task: bool,
}

/// The cells of one row.
pub(super) struct Row<'c> {
    pub(super) task: &'c Cell,
    pub(super) period: &'c Cell,
    pub(super) figure: Option<&'c Cell>,
    pub(super) value: Option<&'c Cell>,
    pub(super) state: Option<&'c Cell>,
    pub(super) evidence: Option<&'c Cell>,
    pub(super) cause: Option<&'c Cell>,
}

impl<'p> Collector<'p> {
    /// Starts on a plan.
    ///
    /// # Errors
    /// When the plan has no reporting calendar or no tasks.
    pub(super) fn new(plan: &'p VanBan) -> Result<Self, Diagnostic> {
        let (calendar, tasks) = plan.reported()?;
        let (results, seen) = (SoLieu::default(), BTreeMap::new());
        let (diagnostics, knows_a_task) = (Vec::new(), false);
        Ok(Self { calendar, tasks, results, diagnostics, seen, file: 0, knows_a_task })
    }

    /// Goes on with another file.
    pub(super) fn next_file(&mut self) {
        self.file += 1;
    }

    /// Takes one row.
    pub(super) fn row(&mut self, row: &Row<'_>) {
        let (task, period) = (self.task(row.task), self.period(row.period));
        let (Some(task), Some(period)) = (task, period) else { return };
        let figure = match row.figure {
            Some(cell) => match self.figure(task, cell) {
                Some(figure) => Some(figure),
                None => return,
            },
            None => None,
        };
        let id = task.id.as_str();
        let key = (id.to_owned(), figure.map_or_else(String::new, |f| f.id.clone()), period);
        let before = self.seen.insert(key, self.file);
        if before == Some(self.file) {
            let of = figure.map_or_else(String::new, |figure| format!(", chỉ tiêu `{}`", figure.id));
            let message = format!("nhiệm vụ `{id}`{of}, {}: đã có ở dòng trên", period.name());
            self.report("trung-dong", message, &row.task.place, "xóa một trong hai dòng");
            return;
        }
        match (figure, row.value) {
            (Some(figure), Some(cell)) => {
                if let Some(number) = self.value(cell, figure, period) {
                    self.set_value(task, figure, period, number, cell);
                }
            }
            (None, Some(cell)) => self.report(
                "so-lieu",
                format!("`{}` là kết quả của chỉ tiêu nào?", cell.words()),
                &cell.place,
                "ghi mã chỉ tiêu ở cùng dòng",
            ),
            (_, None) => {}
        }
        self.result(task, period, row);
    }

    /// Notes a value; one that another file has otherwise is refused.
    fn set_value(&mut self, task: &NhiemVu, figure: &ChiTieu, period: Period, number: Decimal, cell: &Cell) {
        let id = task.id.as_str();
        match self.results.value(id, &figure.id, period) {
            Some(known) if known != number => {
                let (name, unit) = (period.name(), figure.don_vi.as_str());
                let (known, number) = (number::format(known), number::format(number));
                let message = format!(
                    "nhiệm vụ `{id}`, chỉ tiêu `{}`, {name}: ở đây là {number} {unit}, bảng số liệu trước là {known} {unit}",
                    figure.id
                );
                let help = "hai bảng số liệu của một kỳ phải như nhau: sửa số sai, hoặc bỏ một bảng";
                self.report("so-lieu-khac", message, &cell.place, help);
            }
            _ => self.results.set_value(id, &figure.id, period, number),
        }
    }

    /// State, evidence and cause of a task in a period.
    fn result(&mut self, task: &NhiemVu, period: Period, row: &Row<'_>) {
        let state = row.state.and_then(|cell| self.state(cell));
        let words = |cell: Option<&Cell>| cell.map(Cell::words);
        let given =
            KetQua { trang_thai: state, minh_chung: words(row.evidence), nguyen_nhan: words(row.cause) };
        let known = self.results.result_mut(task.id.as_str(), period);
        let place = [row.state, row.evidence, row.cause].into_iter().flatten().next();
        if differs(&known.trang_thai, &given.trang_thai)
            || differs(&known.minh_chung, &given.minh_chung)
            || differs(&known.nguyen_nhan, &given.nguyen_nhan)
        {
            if let Some(cell) = place {
                let place = if self.file == 0 {
                    "dòng trên"
                } else {
                    "dòng trên hoặc bảng số liệu trước"
                };
                let (id, name) = (task.id.as_str(), period.name());
                let message = format!("nhiệm vụ `{id}`, {name}: trái với {place}");
                let help = "trạng thái, minh chứng, nguyên nhân chỉ ghi ở một dòng của nhiệm vụ";
                self.report("trung-dong", message, &cell.place, help);
            }
            return;
        }
        known.trang_thai = given.trang_thai.or(known.trang_thai);
        known.minh_chung = given.minh_chung.or(known.minh_chung.take());
        known.nguyen_nhan = given.nguyen_nhan.or(known.nguyen_nhan.take());
    }

    /// An assessment of a report.
    pub(super) fn assessment(&mut self, report: &Cell, topic: &Cell, text: &Cell) {
        let report = self.report_of(report);
        let known = NHAN_DINH.map(|(key, _)| key);
        let wanted = slug(&topic.words()).replace('-', "_");
        let found = NHAN_DINH
            .iter()
            .find(|(key, words)| *key == wanted || slug(words).replace('-', "_") == wanted)
            .map(|(key, _)| *key);
        let Some(key) = found else {
            let message = format!("không có mục nhận định `{}`", topic.words());
            self.report("nhan-dinh", message, &topic.place, &advice(&wanted, &known));
            return;
        };
        let Some(report) = report else { return };
        let words = text.words();
        let paragraphs = words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        let topics = self.results.nhan_dinh.entry(report.id).or_default();
        let paragraphs: Vec<String> = paragraphs.collect();
        let before = topics.insert(key.to_owned(), paragraphs.clone());
        // Another file may say the same.
        if before.is_some_and(|before| self.file == 0 || before != paragraphs) {
            let message = format!("mục `{}` đã có ở dòng trên", topic.words());
            self.report("trung-dong", message, &topic.place, "gộp hai dòng làm một");
        }
    }

    /// A report that was sent.
    pub(super) fn sent(&mut self, name: &Cell, date: &Cell) {
        let (Some(report), Some(date)) = (self.report_of(name), self.date(date)) else { return };
        let before = self.results.da_gui.insert(report.id, date);
        if before.is_some_and(|before| before != date) {
            let message = format!("kỳ báo cáo `{}`: hai ngày gửi khác nhau", name.words());
            self.report("trung-dong", message, &name.place, "giữ một ngày gửi");
        }
    }

    fn date(&mut self, cell: &Cell) -> Option<Ngay> {
        let date = match &cell.value {
            CellValue::Date { date, .. } => Some(*date),
            CellValue::Text(text) => Ngay::parse(text).ok(),
            _ => None,
        };
        if date.is_none() {
            let message = format!("`{}` không phải là ngày", cell.words());
            self.report("ngay", message, &cell.place, "viết ngày có thật, ví dụ 18/10/2022");
        }
        date
    }

    fn task(&mut self, cell: &Cell) -> Option<&'p NhiemVu> {
        let name = cell.words();
        let found = self.tasks.iter().find(|task| task.id.value == name || task.viec.value == name);
        if let Some(task) = found {
            self.knows_a_task = true;
            return Some(task);
        }
        let known: Vec<&str> = self.tasks.iter().map(|task| task.id.as_str()).collect();
        let help = advice(&name, &known);
        let help = format!("{help}; nhiệm vụ đã bỏ khỏi kế hoạch thì xóa các dòng của nó");
        self.report(NO_TASK, format!("kế hoạch không có nhiệm vụ `{name}`"), &cell.place, &help);
        None
    }

    /// Where no row names a task of the plan, one fault says so for all.
    pub(super) fn tell_other_plan(&mut self) {
        let mut strangers = self.diagnostics.iter().filter(|told| told.code == NO_TASK);
        let first = strangers.next().map(|told| told.place.clone());
        let Some(place) = first.filter(|_| !self.knows_a_task) else { return };
        if strangers.next().is_none() {
            return;
        }
        self.diagnostics.retain(|told| told.code != NO_TASK);
        let known: Vec<&str> = self.tasks.iter().map(|task| task.id.as_str()).collect();
        let help = format!("dùng bảng số liệu của kế hoạch này; các nhiệm vụ của nó: {}", known.join(", "));
        let message =
            "không nhiệm vụ nào của bảng có trong kế hoạch: đây là số liệu của kế hoạch khác".to_owned();
        self.report(NO_TASK, message, &place, &help);
    }

    fn figure(&mut self, task: &'p NhiemVu, cell: &Cell) -> Option<&'p ChiTieu> {
        let name = cell.words();
        let found = task.chi_tieu.iter().find(|figure| figure.id == name || figure.ten.value == name);
        if found.is_none() {
            let known: Vec<&str> = task.chi_tieu.iter().map(|figure| figure.id.as_str()).collect();
            let message = format!("nhiệm vụ `{}` không có chỉ tiêu `{name}`", task.id.as_str());
            self.report("chi-tieu", message, &cell.place, &advice(&name, &known));
        }
        found
    }

    /// The period of a row; a bare number is a year.
    fn period(&mut self, cell: &Cell) -> Option<Period> {
        let words = cell.words();
        let plan = self.calendar.giai_doan;
        let is_year = plan.lich == Lich::Nam && !Period::is_meant(&words);
        let year = words.parse().ok().filter(|year| plan.covers(*year));
        match year.filter(|_| plan.lich == Lich::Nam) {
            Some(nam) => Some(Period::year(nam, plan.lich)),
            None if is_year => {
                let message = format!("`{words}` không phải là năm của kế hoạch");
                let help = format!("viết một năm từ {} đến {}", plan.tu, plan.den);
                self.report("nam", message, &cell.place, &help);
                None
            }
            None => Period::parse(&words, plan)
                .map_err(|error| self.report("nam", error.message, &cell.place, &error.help))
                .ok(),
        }
    }

    fn report_of(&mut self, cell: &Cell) -> Option<KyBaoCao> {
        let name = cell.words();
        let reports = self.calendar.cac_ky();
        let found = reports.iter().find(|report| report.id == name).cloned();
        if found.is_none() && Period::is_meant(&name) {
            match Period::parse(&name, self.calendar.giai_doan) {
                Ok(period) => return Some(self.calendar.report_of(period)),
                Err(error) if self.calendar.giai_doan.lich != Lich::Nam || !name.starts_with("nam") => {
                    self.report("ky-bao-cao", error.message, &cell.place, &error.help);
                    return None;
                }
                Err(_) => {}
            }
        }
        if found.is_none() {
            let known: Vec<&str> = reports.iter().map(|report| report.id.as_str()).collect();
            let help = advice(&name, &known);
            self.report("ky-bao-cao", format!("không có kỳ báo cáo `{name}`"), &cell.place, &help);
        }
        found
    }

    fn state(&mut self, cell: &Cell) -> Option<TrangThai> {
        let wanted = slug(&cell.words());
        let found = TrangThai::ALL
            .into_iter()
            .find(|state| slug(state.chu()) == wanted || state.khoa().replace('_', "-") == wanted);
        if found.is_none() {
            let known = TrangThai::ALL.map(TrangThai::chu);
            let help = advice(&cell.words(), &known);
            self.report("trang-thai", format!("không có trạng thái `{}`", cell.words()), &cell.place, &help);
        }
        found
    }

    /// The value of a figure in a period.
    fn value(&mut self, cell: &Cell, figure: &ChiTieu, period: Period) -> Option<Decimal> {
        let number = self.number(cell, figure)?;
        let target = figure.muc_tieu.of_year(period.nam).or(figure.muc_tieu.largest());
        let most = figure.muc_tieu.largest().unwrap_or_default().max(Decimal::ONE_HUNDRED);
        if figure.is_rate() && number > most {
            let message = format!(
                "`{}`: tỷ lệ {}% lớn hơn {}%",
                figure.ten.value,
                number::format(number),
                number::format(most)
            );
            self.report("qua-100", message, &cell.place, "kiểm tra lại số; tỷ lệ 98,5% ghi là 98,5");
            return None;
        }
        if number.is_sign_negative() && !number.is_zero() {
            let message = format!("`{}`: kết quả là số âm", figure.ten.value);
            self.report("so-am", message, &cell.place, "ghi số từ 0 trở lên");
            return None;
        }
        let is_share = figure.is_rate() && number > Decimal::ZERO && number <= Decimal::ONE;
        if is_share && target.is_some_and(|target| target >= SUSPICIOUS_TARGET) {
            let message = format!(
                "`{}`: {}% có đúng không, hay là {}%?",
                figure.ten.value,
                number::format(number),
                number::format(number * Decimal::ONE_HUNDRED)
            );
            let warning = Diagnostic::warning("ty-le-nho", message).at(&cell.place);
            self.diagnostics.push(warning.help("tỷ lệ 98,5% ghi là 98,5, không ghi 0,985"));
        }
        if !figure.is_rate()
            && let Some(target) = target
            && is_absurd(number, target, period)
        {
            let message = format!(
                "`{}`: {} {}, chỉ tiêu là {}: có phải ghi nhầm đơn vị?",
                figure.ten.value,
                number::format(number),
                figure.don_vi.value,
                number::format(target)
            );
            let warning = Diagnostic::warning("nham-don-vi", message).at(&cell.place);
            let help = format!("ghi số theo đơn vị của chỉ tiêu: {}", figure.don_vi.value);
            self.diagnostics.push(warning.help(help));
        }
        Some(number.normalize())
    }

    fn number(&mut self, cell: &Cell, figure: &ChiTieu) -> Option<Decimal> {
        let help = "viết số, ví dụ 1.250 hoặc 98,5; chưa có số liệu thì để trống";
        let message = match &cell.value {
            CellValue::Number { number, form } if form.rate => return Some(*number * Decimal::ONE_HUNDRED),
            CellValue::Number { number, .. } => return Some(*number),
            CellValue::Text(text) => {
                let digits = if figure.is_rate() { text.trim_end_matches('%') } else { text };
                match number::parse(digits) {
                    Some(number) => return Some(number),
                    None => format!("`{text}` không phải là số"),
                }
            }
            CellValue::Date { .. } => {
                let message = format!("ô này là ngày {}, cần một số", cell.words());
                let help = "Excel đã đổi số thành ngày: định dạng ô là Number rồi gõ lại";
                self.report("so-lieu", message, &cell.place, help);
                return None;
            }
            CellValue::Unusable(text) => match cell.unusable() {
                Some((message, help)) if !matches!(text.as_str(), "TRUE" | "FALSE") => {
                    self.report("so-lieu", message, &cell.place, &help);
                    return None;
                }
                _ => format!("`{text}` không phải là số"),
            },
            CellValue::Empty => return None,
        };
        self.report("so-lieu", message, &cell.place, help);
        None
    }

    /// Reports the cells of a sheet that no document can hold; those of results
    /// are told of as numbers.
    pub(super) fn unusable(&mut self, sheet: &Worksheet, columns: &SheetColumns) {
        for cell in sheet.rows.iter().flat_map(|row| columns.cells(row, "ket_qua")) {
            if let Some((message, help)) = cell.unusable() {
                self.report("so-lieu", message, &cell.place, &help);
            }
        }
    }

    pub(super) fn report(&mut self, code: &'static str, message: String, place: &Place, help: &str) {
        self.diagnostics.push(Diagnostic::error(code, message).at(place).help(help));
    }
}

/// Whether a result is far above its target, or next to nothing of it, which a
/// stretch of a year may be. Nothing at all is a result too.
fn is_absurd(number: Decimal, target: Decimal, period: Period) -> bool {
    let times = |more: Decimal, less: Decimal| {
        more.checked_div(less).filter(|_| less > Decimal::ZERO).unwrap_or_default()
    };
    times(number, target) > TOO_MANY || (period.part.is_none() && times(target, number) >= TOO_FEW)
}

/// Both are there and say different things.
fn differs<T: PartialEq>(known: &Option<T>, given: &Option<T>) -> bool {
    matches!((known, given), (Some(known), Some(given)) if known != given)
}

/// "Did you mean", or everything there is.
fn advice(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("có phải ý bạn là `{near}`?"),
        None => format!("dùng một trong: {}", known.join(", ")),
    }
}

//! The data sheet as an Excel workbook: names locked, states to pick from.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{ADDED_UP, example, target};
use crate::diagnostic::Diagnostic;
use crate::model::{BaoCao, Lich, NHAN_DINH, NhiemVu, Period, TrangThai, VanBan};
use crate::report::{name, words};

/// The columns of results: title and width in characters.
const RESULTS: [(&str, f64); 11] = [
    ("Năm", 7.0),
    ("Mã nhiệm vụ", 18.0),
    ("Tên nhiệm vụ", 40.0),
    ("Mã chỉ tiêu", 14.0),
    ("Tên chỉ tiêu", 34.0),
    ("Đơn vị", 9.0),
    ("Mục tiêu", 18.0),
    ("Kết quả", 11.0),
    ("Trạng thái", 16.0),
    ("Minh chứng", 34.0),
    ("Nguyên nhân", 34.0),
];
/// The width of the first column where it holds more than years.
const PERIOD_WIDTH: f64 = 15.0;
const RESULT: u16 = 7;
const STATE: u16 = 8;
const EVIDENCE: u16 = 9;
const CAUSE: u16 = 10;

const ASSESSMENTS: [(&str, f64); 3] = [("Kỳ", 10.0), ("Mục", 28.0), ("Nội dung", 90.0)];
const SENT: [(&str, f64); 4] = [("Kỳ", 10.0), ("Báo cáo", 28.0), ("Hạn gửi", 13.0), ("Ngày gửi", 13.0)];

/// The guide; `{ky}` is a period of the plan.
const GUIDE: [&str; 7] = [
    "Chỉ điền vào các ô nền vàng; các ô khác đã khóa.",
    "Kết quả: ghi số, ví dụ 1250 hoặc 98,5. Chưa có số liệu thì để trống, không ghi 0.",
    "Tỷ lệ 98,5% ghi là 98,5.",
    "Trạng thái: chọn trong danh sách ở ô. Chậm hoặc chưa thực hiện thì ghi nguyên nhân.",
    "Nhận định: phần chữ của từng báo cáo; xuống dòng trong ô bằng Alt+Enter.",
    "Báo cáo đã gửi: ghi ngày gửi, để lịch báo cáo biết việc nào đã xong.",
    "Lập báo cáo: vanban bao-cao KE_HOACH.yaml --ky {ky} --so-lieu TEP_NAY.xlsx",
];

/// Height of a line of a cell, in points, and most lines a row shows.
const LINE_PT: f64 = 15.0;
const MAX_LINES: usize = 12;

/// How cells look.
struct Looks {
    title: Format,
    locked: Format,
    input: Format,
    number: Format,
    date: Format,
    /// A cell that does not apply.
    unused: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let input = cell.clone().set_unlocked().set_background_color(0x00FF_F9DB);
        Self {
            title: cell.clone().set_bold().set_background_color(0x00D9_D9D9).set_align(FormatAlign::Center),
            number: input.clone().set_num_format("#,##0.##"),
            date: input.clone().set_num_format("dd/mm/yyyy"),
            unused: cell.clone().set_background_color(0x00EF_EFEF),
            input,
            locked: cell,
        }
    }
}

/// The data sheet as an `.xlsx` file. The same plan gives the same bytes.
///
/// # Errors
/// When the plan has no reporting calendar or no tasks.
pub fn to_workbook(plan: &VanBan) -> Result<Vec<u8>, Diagnostic> {
    let (calendar, tasks) = plan.reported()?;
    workbook(calendar, &tasks)
        .map_err(|error| Diagnostic::error("bang-tinh", format!("không viết được bảng tính: {error}")))
}

fn workbook(calendar: &BaoCao, tasks: &[&NhiemVu]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed time: the clock has no place in an output.
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2020, 1, 1)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    results(workbook.add_worksheet(), calendar, tasks, &looks)?;
    assessments(workbook.add_worksheet(), calendar, &looks)?;
    sent(workbook.add_worksheet(), calendar, &looks)?;
    let guide = workbook.add_worksheet().set_name("Hướng dẫn")?.set_column_width(0, 110)?;
    let added_up = (!calendar.trong_nam.is_empty()).then_some(ADDED_UP);
    for (row, line) in (0..).zip(GUIDE.into_iter().chain(added_up)) {
        guide.write_string(row, 0, line.replace("{ky}", &example(calendar)))?;
    }
    workbook.save_to_buffer()
}

/// Makes a row as high as its wrapped texts need: not every program does it on
/// opening.
fn fit_row<'t>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'t str, f64)>,
) -> Result<(), XlsxError> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width of letters")]
    let lines = |(text, width): (&str, f64)| text.chars().count().div_ceil((width * 0.9) as usize);
    let most = cells.map(lines).max().unwrap_or(1).clamp(1, MAX_LINES);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    sheet.set_row_height(row, LINE_PT * most as f64)?;
    Ok(())
}

/// Title row, widths, protection, print set-up.
fn prepare(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(&str, f64)],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, (title, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, *title, &looks.title)?.set_column_width(column, *width)?;
    }
    let allowed =
        ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&allowed);
    // A4, all columns on one page's width, the titles on every page.
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn results(
    sheet: &mut Worksheet,
    calendar: &BaoCao,
    tasks: &[&NhiemVu],
    looks: &Looks,
) -> Result<(), XlsxError> {
    prepare(sheet, "Số liệu", &RESULTS, looks)?;
    let states = DataValidation::new()
        .allow_list_strings(&TrangThai::ALL.map(TrangThai::chu))?
        .set_error_title("Trạng thái")?
        .set_error_message("Chọn một trạng thái trong danh sách.")?;
    if calendar.giai_doan.lich != Lich::Nam || !calendar.trong_nam.is_empty() {
        sheet
            .write_string_with_format(0, 0, "Kỳ số liệu", &looks.title)?
            .set_column_width(0, PERIOD_WIDTH)?;
    }
    let mut row = 1;
    for period in calendar.data_periods() {
        for task in tasks {
            task_row(sheet, row, period, task, looks)?;
            sheet.add_data_validation(row, STATE, row, STATE, &states)?;
            row += 1;
            for figure in &task.chi_tieu {
                figure_row(sheet, row, period, task, figure, looks)?;
                row += 1;
            }
        }
    }
    Ok(())
}

/// A year as a number, another period by its name.
fn period_cell(sheet: &mut Worksheet, row: u32, period: Period, looks: &Looks) -> Result<(), XlsxError> {
    let label = period.label();
    match label.parse::<i16>() {
        Ok(nam) => sheet.write_number_with_format(row, 0, nam, &looks.locked)?,
        Err(_) => sheet.write_string_with_format(row, 0, label, &looks.locked)?,
    };
    Ok(())
}

fn task_row(
    sheet: &mut Worksheet,
    row: u32,
    period: Period,
    task: &NhiemVu,
    looks: &Looks,
) -> Result<(), XlsxError> {
    period_cell(sheet, row, period, looks)?;
    let words = [task.id.as_str(), task.viec.as_str()];
    for (column, words) in (1..).zip(words) {
        sheet.write_string_with_format(row, column, words, &looks.locked)?;
    }
    for column in 3..=RESULT {
        sheet.write_blank(row, column, &looks.unused)?;
    }
    if let Some(han) = task.han {
        sheet.write_string_with_format(row, 6, format!("hạn {}", words::date(han)), &looks.unused)?;
    }
    for column in [STATE, EVIDENCE, CAUSE] {
        sheet.write_blank(row, column, &looks.input)?;
    }
    fit_row(sheet, row, std::iter::once((task.viec.as_str(), RESULTS[2].1)))
}

fn figure_row(
    sheet: &mut Worksheet,
    row: u32,
    period: Period,
    task: &NhiemVu,
    figure: &crate::model::ChiTieu,
    looks: &Looks,
) -> Result<(), XlsxError> {
    period_cell(sheet, row, period, looks)?;
    let aim = target(figure, period);
    let words =
        [task.id.as_str(), task.viec.as_str(), &figure.id, figure.ten.as_str(), figure.don_vi.as_str(), &aim];
    for (column, words) in (1..).zip(words) {
        sheet.write_string_with_format(row, column, words, &looks.locked)?;
    }
    sheet.write_blank(row, RESULT, &looks.number)?;
    let rule = if figure.is_rate() {
        let most = figure.muc_tieu.largest().unwrap_or_default().max(rust_decimal::Decimal::ONE_HUNDRED);
        let most = rust_decimal::prelude::ToPrimitive::to_f64(&most).unwrap_or(100.0);
        DataValidationRule::Between(0.0, most)
    } else {
        DataValidationRule::GreaterThanOrEqualTo(0.0)
    };
    let number = DataValidation::new()
        .allow_decimal_number(rule)
        .set_error_title("Kết quả")?
        .set_error_message("Ghi một số từ 0 trở lên; tỷ lệ không quá 100.")?;
    sheet.add_data_validation(row, RESULT, row, RESULT, &number)?;
    for column in [STATE, EVIDENCE, CAUSE] {
        sheet.write_blank(row, column, &looks.unused)?;
    }
    fit_row(sheet, row, words.into_iter().zip(RESULTS[1..].iter().map(|(_, width)| *width)))
}

fn assessments(sheet: &mut Worksheet, calendar: &BaoCao, looks: &Looks) -> Result<(), XlsxError> {
    prepare(sheet, "Nhận định", &ASSESSMENTS, looks)?;
    let mut row = 1;
    for report in calendar.cac_ky() {
        for (_, topic) in NHAN_DINH {
            sheet.write_string_with_format(row, 0, report.id.as_str(), &looks.locked)?;
            sheet.write_string_with_format(row, 1, topic, &looks.locked)?;
            sheet.write_blank(row, 2, &looks.input)?;
            row += 1;
        }
    }
    Ok(())
}

fn sent(sheet: &mut Worksheet, calendar: &BaoCao, looks: &Looks) -> Result<(), XlsxError> {
    prepare(sheet, "Báo cáo đã gửi", &SENT, looks)?;
    for (row, report) in (1..).zip(calendar.cac_ky()) {
        let due = report.han.map_or_else(String::new, words::date);
        for (column, words) in (0..).zip([report.id.clone(), name(&report), due]) {
            sheet.write_string_with_format(row, column, words, &looks.locked)?;
        }
        sheet.write_blank(row, 3, &looks.date)?;
    }
    Ok(())
}

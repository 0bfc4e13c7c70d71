//! Results from tables: a row a task and year, or a figure and year.

use super::collect::{Collector, Row};
use crate::diagnostic::Diagnostic;
use crate::source::table::{SheetColumns, Worksheet};

/// The columns of results: key, and names as slugs.
const RESULTS: &[(&str, &[&str])] = &[
    ("nhiem_vu", &["ma-nhiem-vu", "nhiem-vu"]),
    ("chi_tieu", &["ma-chi-tieu", "chi-tieu"]),
    ("nam", &["nam", "ky-so-lieu", "nam-hoc"]),
    ("ket_qua", &["ket-qua", "gia-tri"]),
    ("trang_thai", &["trang-thai"]),
    ("minh_chung", &["minh-chung"]),
    ("nguyen_nhan", &["nguyen-nhan"]),
];
/// Columns that stand there for people.
const FOR_READING: &[&str] = &["ten-nhiem-vu", "ten-chi-tieu", "don-vi", "muc-tieu"];

/// The columns of assessments.
const ASSESSMENTS: &[(&str, &[&str])] =
    &[("ky", &["ky", "ky-bao-cao"]), ("muc", &["muc", "nhan-dinh"]), ("noi_dung", &["noi-dung"])];

/// The columns of reports sent.
const SENT: &[(&str, &[&str])] = &[("ky", &["ky", "ky-bao-cao"]), ("ngay_gui", &["ngay-gui", "da-gui-ngay"])];
/// Columns that stand there for people.
const SENT_FOR_READING: &[&str] = &["han-gui", "bao-cao"];

/// Takes every sheet that holds results, assessments or reports sent; others,
/// such as a guide, are left alone.
pub(super) fn collect(sheets: &[Worksheet], collector: &mut Collector<'_>) {
    let mut found = false;
    for sheet in sheets {
        let mut ignored = Vec::new();
        let sees = |known: &[(&'static str, &[&str])], keys: &[&str]| {
            let columns = SheetColumns::find(sheet, known, &[], &mut Vec::new());
            keys.iter().all(|key| columns.has(key))
        };
        if sees(RESULTS, &["nhiem_vu", "nam"]) {
            found = true;
            results(sheet, collector);
        } else if sees(ASSESSMENTS, &["ky", "noi_dung"]) {
            let columns = SheetColumns::find(sheet, ASSESSMENTS, &[], &mut ignored);
            collector.unusable(sheet, &columns);
            for row in &sheet.rows {
                let cells =
                    (columns.cell(row, "ky"), columns.cell(row, "muc"), columns.cell(row, "noi_dung"));
                match cells {
                    (Some(report), Some(topic), Some(text)) => collector.assessment(report, topic, text),
                    (_, _, Some(text)) => {
                        let message = "nhận định này thiếu kỳ báo cáo hoặc mục".to_owned();
                        collector.report("thieu-o", message, &text.place, "ghi đủ hai cột `ky` và `muc`");
                    }
                    _ => {}
                }
            }
        } else if sees(SENT, &["ky", "ngay_gui"]) {
            let columns = SheetColumns::find(sheet, SENT, SENT_FOR_READING, &mut ignored);
            collector.unusable(sheet, &columns);
            for row in &sheet.rows {
                match (columns.cell(row, "ky"), columns.cell(row, "ngay_gui")) {
                    (Some(report), Some(date)) => collector.sent(report, date),
                    (None, Some(date)) => {
                        let message = "ngày gửi này thiếu kỳ báo cáo".to_owned();
                        collector.report("thieu-o", message, &date.place, "ghi cột `ky`");
                    }
                    _ => {}
                }
            }
        }
        collector.diagnostics.append(&mut ignored);
    }
    if !found {
        let name = sheets.first().map_or("", |sheet| sheet.name.as_str());
        let fault = Diagnostic::error("cot", format!("{name}: không thấy cột `nhiem_vu` và cột `nam`"));
        collector.diagnostics.push(fault.help("dòng đầu là tên cột; tạo bảng mẫu bằng `vanban moi so-lieu`"));
    }
}

fn results(sheet: &Worksheet, collector: &mut Collector<'_>) {
    let columns = SheetColumns::find(sheet, RESULTS, FOR_READING, &mut collector.diagnostics);
    collector.unusable(sheet, &columns);
    for cells in &sheet.rows {
        let cell = |key| columns.cell(cells, key);
        let (Some(task), Some(period)) = (cell("nhiem_vu"), cell("nam")) else {
            if let Some(first) = cells.iter().find(|cell| !cell.is_empty()) {
                let message = "dòng này thiếu mã nhiệm vụ hoặc năm".to_owned();
                collector.report("thieu-o", message, &first.place, "ghi đủ hai cột `nhiem_vu` và `nam`");
            }
            continue;
        };
        collector.row(&Row {
            task,
            period,
            figure: cell("chi_tieu"),
            value: cell("ket_qua"),
            state: cell("trang_thai"),
            evidence: cell("minh_chung"),
            cause: cell("nguyen_nhan"),
        });
    }
}

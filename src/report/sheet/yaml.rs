//! The data sheet as YAML.

use std::fmt::Write;

use super::{ADDED_UP, example, target};
use crate::diagnostic::Diagnostic;
use crate::model::{NHAN_DINH, NhiemVu, Period, TrangThai, VanBan};

/// The data sheet as commented YAML.
///
/// # Errors
/// When the plan has no reporting calendar or no tasks.
pub fn to_yaml(plan: &VanBan) -> Result<String, Diagnostic> {
    let (calendar, tasks) = plan.reported()?;
    let states = TrangThai::ALL.map(TrangThai::chu).join(" | ");
    let mut text = format!(
        "# Số liệu theo dõi kế hoạch. Điền vào sau dấu hai chấm; chưa có thì để trống.\n\
         # Lập báo cáo: vanban bao-cao KE_HOACH.yaml --ky {} --so-lieu TEP_NAY.yaml\n\
         # trang_thai: {states}\n\
         # Số viết như trong văn bản: 1.250 hoặc 98,5.\n",
        example(calendar)
    );
    if !calendar.trong_nam.is_empty() {
        line(&mut text, 0, &format!("# {ADDED_UP}"));
    }
    text.push_str("so_lieu:\n");
    for period in calendar.data_periods() {
        line(&mut text, 2, &format!("{}:", period.label()));
        tasks.iter().for_each(|task| write_task(&mut text, task, period));
    }
    text.push_str("\n# Phần chữ của từng báo cáo; mỗi dòng là một đoạn văn.\nnhan_dinh:\n");
    for report in calendar.cac_ky() {
        line(&mut text, 2, &format!("{}:", key(&report.id)));
        for (topic, words) in NHAN_DINH {
            line(&mut text, 4, &format!("{topic}:    # {words}"));
        }
    }
    text.push_str("\n# Ngày đã gửi báo cáo, để lịch báo cáo (--lich) biết.\nda_gui:\n");
    for report in calendar.cac_ky() {
        line(&mut text, 2, &format!("{}:", key(&report.id)));
    }
    Ok(text)
}

fn write_task(text: &mut String, task: &NhiemVu, period: Period) {
    line(text, 4, &format!("{}:    # {}", key(task.id.as_str()), one_line(task.viec.as_str())));
    for field in ["trang_thai", "minh_chung", "nguyen_nhan"] {
        line(text, 6, &format!("{field}:"));
    }
    if !task.chi_tieu.is_empty() {
        line(text, 6, "chi_tieu:");
    }
    for figure in &task.chi_tieu {
        let name = one_line(figure.ten.as_str());
        let aim = target(figure, period);
        let aim = if aim.is_empty() { aim } else { format!("; chỉ tiêu {}", one_line(&aim)) };
        line(
            text,
            8,
            &format!("{}:    # {name} ({}){aim}", key(&figure.id), one_line(figure.don_vi.as_str())),
        );
    }
}

fn line(text: &mut String, indent: usize, content: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:indent$}{content}", "");
}

/// A key: as it is when it is a plain word, else in quotes; JSON's are YAML's.
fn key(id: &str) -> String {
    let plain = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let plain = plain && !id.starts_with('-');
    if plain { id.to_owned() } else { serde_json::Value::from(id).to_string() }
}

/// Text for a comment.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

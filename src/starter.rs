//! Starter files: documents that build as they stand, with a comment on every
//! key. Those of a kind are made from its entry in `data/`; those of school
//! practice stand in `templates/moi/`.

mod fill;
mod find;

use std::fmt::Write;

pub use fill::{Answers, Signing, fill, head_of_deputy, scalar, signing};
pub use find::{Choice, choices, find};

use crate::keys::{self, GroupName};
use crate::law::{Kind, OutlineName, Profile, Status, SubjectPlace};

/// A starter of school practice.
#[derive(Debug)]
pub struct Practice {
    /// The name on the command line and of the file.
    pub name: &'static str,
    /// YAML.
    pub text: &'static str,
}

impl Practice {
    /// What it is: the first comment line, up to its first stop.
    pub fn title(&self) -> &'static str {
        let line = self.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']);
        line.split([':', '.']).next().unwrap_or(line)
    }
}

/// Embeds the starters of `templates/moi/`.
macro_rules! practices {
    ($($name:literal),* $(,)?) => {
        &[$(Practice { name: $name, text: include_str!(concat!("../templates/moi/", $name, ".yaml")) }),*]
    };
}

/// The starters of school practice.
pub const PRACTICES: &[Practice] = practices![
    "ke_hoach",
    "ke_hoach_nam_hoc",
    "ke_hoach_kiem_tra_noi_bo",
    "ke_hoach_dan_van",
    "quyet_dinh_phan_cong",
    "quyet_dinh_thanh_lap_hoi_dong",
    "quyet_dinh_sua_doi",
    "quyet_dinh_bai_bo",
    "quyet_dinh_thay_the",
    "cong_van_dinh_chinh",
    "thong_bao_cong_khai",
    "to_trinh_xin_phe_duyet",
    "cong_van_tra_loi",
    "giay_moi_cha_me",
    "bien_ban_hop_hoi_dong",
    "bao_cao_so_ket_hoc_ky",
];

/// The starters of school practice in a profile: all are of one.
pub fn practices(profile: &Profile) -> &'static [Practice] {
    if profile.basis.tep_mau_nha_truong { PRACTICES } else { &[] }
}

/// The file beside a document that holds the JSON Schema of its keys.
pub const SCHEMA_FILE: &str = "vanban.schema.json";

/// The starter with this name, of school practice or of a kind, with the
/// schema attached for editors that know it.
pub fn starter(profile: &Profile, name: &str) -> Option<String> {
    let practice = practices(profile).iter().find(|practice| practice.name == name);
    let text = practice
        .map(|practice| practice.text.to_owned())
        .or_else(|| profile.kind(name).map(|kind| of_kind(profile, kind)))?;
    Some(attached(&text))
}

/// A starter with the line that attaches the schema.
pub fn attached(text: &str) -> String {
    format!("# yaml-language-server: $schema={SCHEMA_FILE}\n{text}")
}

/// The starter of a kind.
fn of_kind(profile: &Profile, kind: &Kind) -> String {
    let name = kind.ten.to_lowercase();
    let mut text = head(profile, kind);
    let (example, common) = (&kind.vi_du, &profile.basis.vi_du);
    if kind.trich_yeu != SubjectPlace::Khong {
        entry(
            &mut text,
            "",
            "trich_yeu",
            &or(&example.trich_yeu, &format!("«điền trích yếu nội dung {name}»")),
        );
    }
    if kind.kinh_gui {
        entry(&mut text, "", "kinh_gui", &or(&example.kinh_gui, "«điền tên cơ quan nhận»"));
    }
    let bases = or(&example.can_cu, &common.can_cu);
    entry(&mut text, comment(GroupName::VanBan, "can_cu"), "can_cu", &bases);
    for field in &kind.truong {
        if field.mac_dinh.is_some() {
            let _ = writeln!(text, "# {}: bỏ trống thì lấy theo người ký; muốn tự ghi:", field.ten);
            let _ = writeln!(text, "# {}: {}", field.khoa, field.vi_du);
        } else {
            entry(&mut text, &format!("{}.", field.ten), &field.khoa, &field.vi_du);
        }
    }
    entry(&mut text, "", "mo_dau", &or(&example.mo_dau, "«điền câu mở đầu nêu lý do, mục đích»."));
    let content = or(&example.noi_dung, default_content(kind));
    entry(&mut text, comment(GroupName::VanBan, "noi_dung"), "noi_dung", &content);
    let end = format!("Trên đây là {} «điền nội dung» của {{{{ co_quan.ten }}}}", kind.ten);
    entry(&mut text, "", "ket", &or(&example.ket, &end));
    entry(&mut text, "", "nguoi_ky", &or(&example.nguoi_ky, &common.nguoi_ky));
    if let Some(others) = &example.ky_cung {
        entry(&mut text, &format!("Người ký cùng: {}.", kind.ky_cung), "ky_cung", others);
    }
    let recipients = or(&example.noi_nhan, &common.noi_nhan);
    entry(&mut text, &common.chu_thich_noi_nhan, "noi_nhan", &recipients);
    entry(&mut text, "", "luu", &or(&example.luu, ""));
    text
}

/// What a starter says of a key.
fn comment(group: GroupName, key: &str) -> &'static str {
    keys::group(group).key(key).and_then(|key| key.chu_thich.as_deref()).unwrap_or_default()
}

/// What the kind's example says, or what every kind says.
fn or(value: &Option<String>, default: &str) -> String {
    value.clone().unwrap_or_else(|| default.to_owned())
}

/// The comment at the top and the keys up to the year.
fn head(profile: &Profile, kind: &Kind) -> String {
    let (example, common) = (&kind.vi_du, &profile.basis.vi_du);
    let sample =
        if kind.mau.is_empty() { String::new() } else { format!(", Phụ lục III, Mẫu {}", kind.mau) };
    let mut text = format!("# {}: {}{sample}.\n", kind.ten, profile.basis.ten);
    if profile.basis.trang_thai == Status::ThuCap {
        let _ = writeln!(text, "# Lưu ý: {}.", profile.basis.ghi_chu);
    }
    let _ = write!(
        text,
        "# Thay mọi chỗ có dấu « » bằng nội dung thật rồi chạy: vanban tao {}.yaml\n\
         # Dòng bắt đầu bằng dấu # là chú thích, không in ra văn bản.\n\n\
         the_thuc: {}\nloai: {}\n\nco_quan:\n",
        kind.khoa, profile.khoa, kind.khoa
    );
    let upper = or(&example.chu_quan, &common.chu_quan);
    commented(&mut text, &format!("  chu_quan: {upper}"), &common.chu_thich_chu_quan);
    let body = or(&example.ten, &common.ten);
    commented(&mut text, &format!("  ten: {body}"), comment(GroupName::CoQuan, "ten"));
    let sign = or(&example.viet_tat, &common.viet_tat);
    commented(&mut text, &format!("  viet_tat: {sign}"), comment(GroupName::CoQuan, "viet_tat"));
    text.push('\n');
    if kind.so {
        commented(&mut text, "# so: 45", comment(GroupName::VanBan, "so"));
    }
    let _ = writeln!(text, "dia_danh: {}", common.dia_danh);
    commented(&mut text, "# ngay: 2026-09-05", comment(GroupName::VanBan, "ngay"));
    text.push_str("nam: 2026\n\n");
    text
}

/// A line with a comment, the comments below one another.
fn commented(text: &mut String, line: &str, comment: &str) {
    let _ = writeln!(text, "{line:<31} # {comment}");
}

fn default_content(kind: &Kind) -> &'static str {
    match kind.bo_cuc {
        OutlineName::Muc => {
            "- tieu_de: «điền tên mục thứ nhất»\n  noi_dung: «điền nội dung mục thứ nhất».\n\
             - tieu_de: «điền tên mục thứ hai»\n  noi_dung: «điền nội dung mục thứ hai»."
        }
        OutlineName::Dieu => {
            "- cap: chuong\n  tieu_de: Quy định chung\n  muc:\n    - tieu_de: Phạm vi điều chỉnh và đối tượng áp dụng\n      noi_dung: «điền phạm vi điều chỉnh, đối tượng áp dụng».\n    - tieu_de: Giải thích từ ngữ\n      noi_dung: «điền những từ ngữ cần giải thích».\n\
             - cap: chuong\n  tieu_de: Quy định cụ thể\n  muc:\n    - tieu_de: «điền tên điều»\n      muc:\n        - noi_dung: «điền khoản thứ nhất».\n        - noi_dung: «điền khoản thứ hai».\n    - tieu_de: Hiệu lực thi hành\n      noi_dung: «điền ngày có hiệu lực, trách nhiệm thi hành»."
        }
    }
}

/// A key with its value, which is YAML or plain words; an empty value leaves
/// the key out.
fn entry(text: &mut String, comment: &str, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    if !comment.is_empty() {
        let _ = writeln!(text, "# {comment}");
    }
    let value = value.trim_end();
    let structured = value.starts_with('[') || (value.starts_with('{') && !value.starts_with("{{"));
    let _ = if value.starts_with('|') {
        writeln!(text, "{key}: {value}")
    } else if value.contains('\n') || value.starts_with("- ") {
        writeln!(text, "{key}:\n  {}", value.replace('\n', "\n  "))
    } else if !structured
        && (value.starts_with("{{") || value.ends_with(':') || value.contains(": ") || value.contains(" #"))
    {
        writeln!(text, "{key}: {}", serde_json::Value::from(value))
    } else {
        writeln!(text, "{key}: {value}")
    };
}

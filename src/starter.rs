//! Starter files: documents that build as they stand, with a comment on every
//! key. Those of a kind are made from its entry in `data/`; those of school
//! practice stand in `templates/moi/`.

use std::fmt::Write;

use crate::law::{Kind, OutlineName, Profile, SubjectPlace};

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
    "thong_bao_cong_khai",
    "to_trinh_xin_phe_duyet",
    "cong_van_tra_loi",
    "giay_moi_cha_me",
    "bien_ban_hop_hoi_dong",
    "bao_cao_so_ket_hoc_ky",
];

/// The starter with this name: of school practice, or of a kind.
pub fn starter(profile: &'static Profile, name: &str) -> Option<String> {
    let practice = PRACTICES.iter().find(|practice| practice.name == name);
    practice
        .map(|practice| practice.text.to_owned())
        .or_else(|| profile.kind(name).map(|kind| of_kind(profile, kind)))
}

/// The starter of a kind.
fn of_kind(profile: &Profile, kind: &Kind) -> String {
    let mut text = String::new();
    let name = kind.ten.to_lowercase();
    let sample =
        if kind.mau.is_empty() { String::new() } else { format!(", Phụ lục III, Mẫu {}", kind.mau) };
    let _ = write!(
        text,
        "# {}: Nghị định 30/2020/NĐ-CP{sample}.\n\
         # Sửa các giá trị bên dưới rồi chạy: vanban tao {}.yaml\n\
         # Dòng bắt đầu bằng dấu # là chú thích, không in ra văn bản.\n\n\
         the_thuc: {}\nloai: {}\n\n\
         co_quan:\n  chu_quan: UBND xã (tên xã)    # cơ quan chủ quản trực tiếp\n  \
         ten: Trường (tên trường)      # tên đầy đủ, viết thường: chương trình tự in hoa\n  \
         viet_tat: TENTRUONG           # chữ viết tắt trong ký hiệu\n\n",
        kind.ten, kind.loai, profile.id, kind.loai
    );
    if kind.so {
        text.push_str(
            "# so: 45                        # bỏ dấu # khi đã có số; để trống thì văn thư ghi tay\n",
        );
    }
    text.push_str(
        "dia_danh: (Tên xã)\n# ngay: 2026-09-05              # để trống thì chừa chỗ ghi tay\nnam: 2026\n\n",
    );
    let example = &kind.vi_du;
    let or = |value: &Option<String>, default: &str| value.clone().unwrap_or_else(|| default.to_owned());
    if kind.trich_yeu != SubjectPlace::Khong {
        entry(&mut text, "", "trich_yeu", &or(&example.trich_yeu, &format!("(Trích yếu nội dung {name})")));
    }
    if kind.kinh_gui {
        entry(&mut text, "", "kinh_gui", &or(&example.kinh_gui, "(Tên cơ quan nhận)"));
    }
    let basis =
        "- (Tên văn bản quy định thẩm quyền hoặc nội dung)\n- Căn cứ tình hình thực tế của nhà trường";
    entry(
        &mut text,
        "Căn cứ: mỗi mục một văn bản; tự thêm ; và dấu chấm cuối.",
        "can_cu",
        &or(&example.can_cu, basis),
    );
    for field in &kind.truong {
        entry(&mut text, &format!("{}.", field.ten), &field.khoa, &field.vi_du);
    }
    entry(&mut text, "", "mo_dau", &or(&example.mo_dau, "(Câu mở đầu nêu lý do, mục đích)."));
    let content = or(&example.noi_dung, default_content(kind));
    entry(&mut text, "Nội dung: mỗi mục tự đánh số.", "noi_dung", &content);
    let end = format!("Trên đây là {} (nội dung) của {{{{ co_quan.ten }}}}", kind.ten);
    entry(&mut text, "", "ket", &or(&example.ket, &end));
    let signer = "{chuc_vu: Hiệu trưởng, ho_ten: (Họ và tên)}    # phó ký thay: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ...}";
    entry(&mut text, "", "nguoi_ky", &or(&example.nguoi_ky, signer));
    if let Some(others) = &example.ky_cung {
        entry(&mut text, &format!("Người ký cùng: {}.", kind.ky_cung), "ky_cung", others);
    }
    let recipients =
        or(&example.noi_nhan, "[(Tên cơ quan cấp trên) (để báo cáo), Các tổ chuyên môn (để thực hiện)]");
    entry(
        &mut text,
        "Nơi nhận: tự thêm gạch đầu dòng, dấu chấm phẩy và dòng Lưu: VT.",
        "noi_nhan",
        &recipients,
    );
    entry(&mut text, "", "luu", &or(&example.luu, ""));
    text
}

fn default_content(kind: &Kind) -> &'static str {
    match kind.bo_cuc {
        OutlineName::Muc => {
            "- tieu_de: (Tên mục thứ nhất)\n  noi_dung: (Nội dung mục thứ nhất).\n\
             - tieu_de: (Tên mục thứ hai)\n  noi_dung: (Nội dung mục thứ hai)."
        }
        OutlineName::Dieu => {
            "- cap: chuong\n  tieu_de: Quy định chung\n  muc:\n    - tieu_de: Phạm vi điều chỉnh và đối tượng áp dụng\n      noi_dung: (Phạm vi điều chỉnh, đối tượng áp dụng).\n    - tieu_de: Giải thích từ ngữ\n      noi_dung: (Những từ ngữ cần giải thích).\n\
             - cap: chuong\n  tieu_de: Quy định cụ thể\n  muc:\n    - tieu_de: (Tên điều)\n      muc:\n        - noi_dung: (Khoản thứ nhất).\n        - noi_dung: (Khoản thứ hai).\n    - tieu_de: Hiệu lực thi hành\n      noi_dung: (Ngày có hiệu lực, trách nhiệm thi hành)."
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
    } else if !structured && (value.starts_with("{{") || value.contains(": ") || value.contains(" #")) {
        writeln!(text, "{key}: \"{value}\"")
    } else {
        writeln!(text, "{key}: {value}")
    };
}

/// A starter with the answers of the user in place of the values that stand
/// there. Only the first line of each key is replaced; its comment stays.
pub fn fill(text: &str, answers: &std::collections::BTreeMap<&str, String>) -> String {
    let mut left: Vec<&str> = answers.keys().copied().collect();
    let mut filled = String::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        let indent = &line[..line.len() - trimmed.len()];
        let key =
            left.iter().copied().find(|key| trimmed.strip_prefix(key).is_some_and(|l| l.starts_with(": ")));
        let signer = trimmed.starts_with("nguoi_ky: {")
            && !trimmed.contains("ben:")
            && !trimmed.contains("quyen_han: {TM");
        if let Some(key) = key {
            left.retain(|other| *other != key);
            let comment = line.find("  #").map_or("", |at| line[at..].trim_start());
            let _ = write!(filled, "{indent}{key}: {}", quoted(&answers[key]));
            let _ = if comment.is_empty() { writeln!(filled) } else { writeln!(filled, "    {comment}") };
        } else if let (true, Some(position), Some(name)) =
            (signer, answers.get("chuc_vu"), answers.get("ho_ten"))
        {
            let _ = writeln!(filled, "nguoi_ky: {{chuc_vu: {}, ho_ten: {}}}", quoted(position), quoted(name));
        } else {
            let _ = writeln!(filled, "{line}");
        }
    }
    filled
}

/// A value as a YAML scalar: quoted where YAML would read it otherwise.
fn quoted(value: &str) -> String {
    let plain = value.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '(')
        && !value.contains([':', '#', ',', '[', ']', '{', '}', '"', '\\'])
        && value.trim() == value
        && value.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
        || value == "TENTRUONG";
    if plain { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}

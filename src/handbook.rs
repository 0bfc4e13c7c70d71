//! The pages of `docs/loai/`: one for each kind and each starter of school
//! practice, written from what the program knows.

use std::fmt::Write;

use crate::law::{FieldType, Kind, Law, OutlineName, Profile, Status, SubjectPlace};
use crate::starter;

/// A page: its path below the folder, and its text.
#[derive(Debug)]
pub struct Page {
    /// `nd30/ke_hoach.md`.
    pub path: String,
    /// Markdown.
    pub text: String,
}

/// The folder of the starters of school practice.
const PRACTICE_FOLDER: &str = "mau";

/// Every page, the index first.
pub fn pages(law: &Law) -> Vec<Page> {
    let mut pages = vec![Page { path: "README.md".to_owned(), text: index(law) }];
    for profile in law.profiles() {
        let of = |kind| Page { path: path(profile, kind), text: of_kind(law, profile, kind) };
        pages.extend(profile.kinds.iter().map(of));
    }
    pages.extend(starter::PRACTICES.iter().map(|practice| Page {
        path: format!("{PRACTICE_FOLDER}/{}.md", practice.name),
        text: format!(
            "# {}\n\nTạo tệp: `vanban moi {name}`. Soạn: `vanban tao {name}.yaml`.\n\n{}\n## Tệp mẫu\n\n```yaml\n{}```\n",
            practice.title(),
            picture(PRACTICE_FOLDER, practice.name, practice.title()),
            starter::attached(practice.text),
            name = practice.name,
        ),
    }));
    pages
}

fn path(profile: &Profile, kind: &Kind) -> String {
    format!("{}/{}.md", profile.khoa, kind.khoa)
}

fn picture(folder: &str, name: &str, title: &str) -> String {
    format!("![Trang thứ nhất của tệp mẫu: {title}](../hinh/{folder}-{name}.png)\n")
}

fn index(law: &Law) -> String {
    let mut text = String::from(
        "# Các loại văn bản\n\n\
         Những trang này do chương trình viết ra (`vanban loai --markdown docs/loai`), đừng sửa tay.\n",
    );
    for profile in law.profiles() {
        let _ = write!(text, "\n## `the_thuc: {}`\n\nTheo {}.\n\n", profile.khoa, profile.basis.ten);
        if profile.basis.trang_thai == Status::ThuCap {
            let _ = write!(text, "Lưu ý: {}.\n\n", profile.basis.ghi_chu);
        }
        text.push_str("| Loại | `loai` | Ký hiệu | Mẫu |\n| --- | --- | --- | --- |\n");
        for kind in &profile.kinds {
            let link = path(profile, kind);
            let _ = writeln!(
                text,
                "| [{}]({link}) | `{}` | {} | {} |",
                kind.ten, kind.khoa, kind.ky_hieu, kind.mau
            );
        }
    }
    text.push_str("\n## Tệp mẫu của nhà trường\n\n");
    for practice in starter::PRACTICES {
        let _ = writeln!(
            text,
            "- [{}]({PRACTICE_FOLDER}/{name}.md): `vanban moi {name}`",
            practice.title(),
            name = practice.name
        );
    }
    text
}

fn of_kind(law: &Law, profile: &Profile, kind: &Kind) -> String {
    let mut text = format!("# {}\n\n", kind.ten);
    let option =
        if law.is_default(profile) { String::new() } else { format!(" --the-thuc {}", profile.khoa) };
    let _ = write!(
        text,
        "Tạo tệp: `vanban moi {}{option}`. Soạn: `vanban tao {}.yaml`.\n\n",
        kind.khoa, kind.khoa
    );
    text.push_str(&picture(profile.khoa, &kind.khoa, &kind.ten));
    text.push_str("\n| | |\n| --- | --- |\n");
    let mut row = |name: &str, value: &str| {
        let _ = writeln!(text, "| {name} | {value} |");
    };
    row("Thể thức", &profile.basis.ten);
    row("Ký hiệu", if kind.ky_hieu.is_empty() { "không có chữ viết tắt tên loại" } else { &kind.ky_hieu });
    row("Mẫu", if kind.mau.is_empty() { "không có mẫu riêng" } else { &kind.mau });
    row("Bố cục", outline(kind.bo_cuc));
    row("Trích yếu", subject(kind.trich_yeu));
    row("Kính gửi", if kind.kinh_gui { "có" } else { "không" });
    if !kind.ky_cung.is_empty() {
        row("Người ký cùng", &kind.ky_cung);
    }
    text.push_str("\n## Khóa riêng của loại này\n\n");
    if kind.truong.is_empty() {
        text.push_str("Không có; các khóa chung xem [README](../../../README.md#tệp-yaml).\n");
    } else {
        text.push_str("Các khóa chung xem [README](../../../README.md#tệp-yaml).\n\n");
        text.push_str("| Khóa | Nội dung | Kiểu | Bắt buộc | Nguồn |\n| --- | --- | --- | :-: | --- |\n");
        for field in &kind.truong {
            let needed = if field.bat_buoc { "có" } else { "" };
            let default = if field.mac_dinh.is_some() {
                "; bỏ trống thì tự lấy theo người ký"
            } else {
                ""
            };
            let _ = writeln!(
                text,
                "| `{}` | {}{default} | {} | {needed} | {} |",
                field.khoa,
                field.ten,
                field_type(field.kieu),
                field.nguon
            );
        }
    }
    let example = starter::starter(profile, &kind.khoa).unwrap_or_default();
    let _ = write!(text, "\n## Tệp mẫu\n\n```yaml\n{example}```\n");
    text
}

fn outline(outline: OutlineName) -> &'static str {
    match outline {
        OutlineName::Muc => "phần, mục, khoản, điểm",
        OutlineName::Dieu => "phần, chương, mục, tiểu mục, điều, khoản, điểm",
    }
}

fn subject(place: SubjectPlace) -> &'static str {
    match place {
        SubjectPlace::DuoiTenLoai => "dưới tên loại",
        SubjectPlace::DuoiSo => "dưới số, ký hiệu",
        SubjectPlace::Khong => "không có",
    }
}

fn field_type(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Chu => "một dòng",
        FieldType::KyHieu => "chữ trong ký hiệu",
        FieldType::Doan => "các đoạn văn",
        FieldType::DanhSach => "danh sách",
        FieldType::Ngay => "ngày",
    }
}

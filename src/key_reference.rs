//! `docs/khoa.md`: every key of a document, written from the declaration of
//! the keys and the law's kinds.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::keys::{self, Group, GroupName, Key, Required, ValueType};
use crate::law::Law;

/// The page.
pub fn key_reference(law: &Law) -> String {
    let mut page = Reference { law, sections: Vec::new() };
    page.place(GroupName::VanBan, "");
    // The first time finds the groups and all their places.
    page.sections();
    format!("{HEAD}{}{}{}", page.sections(), fields_of_kinds(law), columns(law))
}

const HEAD: &str = "# Các khóa của tệp YAML\n\n\
    Tệp này do chương trình viết ra (`vanban schema --markdown > docs/khoa.md`), đừng sửa tay.\n\n\
    Cách đọc: **nhóm khóa** là các dòng `khóa: giá trị` viết lùi vào, hoặc `{khóa: giá trị, ...}` trên một dòng; **danh sách** là các \
    dòng bắt đầu bằng `- `, hoặc `[..., ...]`. Giá trị có dấu hai chấm, hoặc bắt đầu bằng `{`, `[`, `*`, `&`, thì đặt trong dấu nháy \
    kép. **Chữ** in đúng như gõ; trong **dòng văn** và **đoạn văn** dùng được Markdown và `{{ ... }}`. Khóa gõ sai được báo kèm khóa \
    gần nhất.\n";

/// A group of keys in the page.
struct Section {
    name: GroupName,
    /// Where it is used first; empty: the document.
    path: String,
    /// Other places.
    used_at: Vec<String>,
}

/// The groups in the order of writing.
struct Reference<'l> {
    law: &'l Law,
    sections: Vec<Section>,
}

/// Most other places that are told of a group.
const MOST_PLACES: usize = 4;

impl Reference<'_> {
    /// Notes that a group is used at a path; gives where it is told of.
    fn place(&mut self, name: GroupName, path: &str) -> String {
        let Some(section) = self.sections.iter_mut().find(|section| section.name == name) else {
            self.sections.push(Section { name, path: path.to_owned(), used_at: Vec::new() });
            return path.to_owned();
        };
        let is_new = section.path != path && !section.used_at.iter().any(|used| used == path);
        if is_new && section.used_at.len() < MOST_PLACES {
            section.used_at.push(path.to_owned());
        }
        section.path.clone()
    }

    /// The document's keys, then those of every group, in the order in which
    /// they are found.
    fn sections(&mut self) -> String {
        let mut out = String::new();
        let mut next = 0;
        while let Some(section) = self.sections.get(next) {
            let (group, path) = (keys::group(section.name), section.path.clone());
            self.section(group, &path, next, &mut out);
            next += 1;
        }
        out
    }

    /// Writes the table of a group; the groups that its keys hold are added.
    fn section(&mut self, group: &'static Group, path: &str, at: usize, out: &mut String) {
        let is_document = path.is_empty();
        let title = if is_document { "Khóa của văn bản".to_owned() } else { format!("`{path}`") };
        let _ = write!(out, "\n## {title}\n\n");
        if let Some(own) = declared_at(path).and_then(|key| key.vi_du.as_deref()) {
            let _ = write!(out, "```yaml\n{}\n```\n\n", own.trim_end());
        }
        let places: Vec<String> = self.sections[at].used_at.iter().map(|path| format!("`{path}`")).collect();
        if !places.is_empty() {
            let _ = write!(out, "Cũng dùng ở {}.\n\n", places.join(", "));
        }
        out.push_str("| Khóa | Cách ghi | Mặc định | Ý nghĩa |\n| --- | --- | --- | --- |\n");
        for key in &group.khoa {
            let path = if is_document { key.khoa.clone() } else { format!("{path}.{}", key.khoa) };
            let form = self.form(&key.kieu, &path);
            let default = match key.bat_buoc {
                Required::Luon => "**bắt buộc**".to_owned(),
                _ if group.it_nhat_mot == [key.khoa.as_str()] => "**bắt buộc**".to_owned(),
                _ => keys::default(key, self.law).map_or_else(String::new, |value| format!("`{value}`")),
            };
            let _ =
                writeln!(out, "| `{}` | {form} | {default} | {} |", key.khoa, cell(&meaning(key, self.law)));
        }
        for rule in rules(group) {
            let _ = write!(out, "\n{rule}\n");
        }
        if is_document {
            out.push_str("\nVí dụ, mỗi khóa một đoạn:\n\n```yaml\n");
            let of_no_group = |key: &&Key| !self.sections.iter().any(|section| section.path == key.khoa);
            let examples = group.khoa.iter().filter(of_no_group).filter_map(|key| key.vi_du.as_deref());
            out.push_str(&examples.map(str::trim_end).collect::<Vec<_>>().join("\n\n"));
            out.push_str("\n```\n");
        }
    }

    /// How a value is written.
    fn form(&mut self, kind: &ValueType, path: &str) -> String {
        let code =
            |words: Vec<String>| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        match kind {
            ValueType::Chu | ValueType::O => "chữ".to_owned(),
            ValueType::Dong => "dòng văn".to_owned(),
            ValueType::Doan => "đoạn văn".to_owned(),
            ValueType::DanhSach => "dòng văn hoặc danh sách dòng văn".to_owned(),
            ValueType::SoNguyen => "số nguyên".to_owned(),
            ValueType::So | ValueType::SoViet | ValueType::SoVietHoacChoDien | ValueType::SoTheoLuat(_) => {
                "số".to_owned()
            }
            ValueType::Nam => "năm".to_owned(),
            ValueType::GiaiDoan => "năm hoặc năm-năm".to_owned(),
            ValueType::Ngay | ValueType::NgayHoacChoDien => "ngày".to_owned(),
            ValueType::NgayThang => "ngày/tháng".to_owned(),
            ValueType::CoKhong => "`true` hoặc `false`".to_owned(),
            ValueType::Tep => "tên tệp".to_owned(),
            ValueType::BatKy => "giá trị".to_owned(),
            ValueType::QuyenHan => {
                "`Q`, hoặc các dòng `quyền hạn: thay cho ai` ([danh sách](#quyền-hạn-ký))".to_owned()
            }
            ValueType::MotTrong(words) => code(words.clone()),
            ValueType::Luat(keys::LawList::Loai) => "xem [docs/loai](loai/README.md)".to_owned(),
            ValueType::Luat(list) => code(words_of(*list, self.law)),
            ValueType::Nhom(name) if keys::group(*name).khoa.len() == 1 => {
                let inner = keys::group(*name).khoa.iter().map(|key| format!("{}: ...", key.khoa));
                format!("`{{{}}}`", inner.collect::<String>())
            }
            ValueType::Nhom(name) => {
                let told_at = self.place(*name, path);
                format!("[nhóm khóa](#{})", told_at.replace('.', ""))
            }
            ValueType::Cac(inner) => {
                let items = self.form(inner, path);
                match **inner {
                    ValueType::Hoac(_) => format!("danh sách, mỗi mục là {items}"),
                    ValueType::Cac(_) => format!("danh sách của {items}"),
                    _ => format!("danh sách {items}"),
                }
            }
            ValueType::TheoTen(inner) => format!("các dòng `tên: {}`", self.form(inner, path)),
            ValueType::Hoac(forms) => {
                let forms: Vec<String> = forms.iter().map(|form| self.form(form, path)).collect();
                forms.join(", hoặc ")
            }
        }
    }
}

/// The words that any profile has, each once.
fn words_of(list: keys::LawList, law: &Law) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in law.profiles().flat_map(|profile| list.words(profile)) {
        if !words.contains(&word.tu) {
            words.push(word.tu);
        }
    }
    words
}

/// The key at a path of the document, lists left aside.
fn declared_at(path: &str) -> Option<&'static Key> {
    let mut steps = path.split('.');
    let mut key = keys::document().key(steps.next()?)?;
    for step in steps {
        let mut below = None;
        key.kieu.walk(&mut |kind| {
            if let ValueType::Nhom(name) = kind {
                below = below.or_else(|| keys::group(*name).key(step));
            }
        });
        key = below?;
    }
    Some(key)
}

/// What a key means, when it must be there and what the law allows.
fn meaning(key: &Key, law: &Law) -> String {
    let when = match &key.bat_buoc {
        Required::TheoLoai => "Tùy loại văn bản mà bắt buộc".to_owned(),
        Required::TruKhi(other) => format!("Bắt buộc, trừ khi có `{other}`"),
        Required::Khi(other) => format!("Bắt buộc khi có `{other}`"),
        Required::Khong | Required::Luon => String::new(),
    };
    let parts = [key.ten.clone(), key.nghia.clone(), keys::allowed(&key.kieu, law), when];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}

/// What the keys of a group say of one another.
fn rules(group: &Group) -> Vec<String> {
    let list = |keys: &[String]| keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let mut rules = Vec::new();
    if group.it_nhat_mot.len() > 1 {
        rules.push(format!("Cần ít nhất một trong các khóa {}.", list(&group.it_nhat_mot)));
    }
    if !group.dung_mot.is_empty() {
        rules.push(format!("Cần đúng một trong các khóa {}.", list(&group.dung_mot)));
    }
    for (key, others) in &group.loai_tru {
        rules.push(format!("Có `{key}` thì không dùng {}.", list(others)));
    }
    rules
}

/// Text that stands in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A key that means the same in some kinds.
struct FieldOfKinds {
    form: String,
    meaning: String,
    kinds: Vec<String>,
}

/// The keys that only some kinds have: meaning and kinds of each.
fn fields_of_kinds(law: &Law) -> String {
    let mut fields: BTreeMap<&str, Vec<FieldOfKinds>> = BTreeMap::new();
    for profile in law.profiles() {
        for (kind, field) in profile.all_kinds().flat_map(|kind| kind.truong.iter().map(move |f| (kind, f))) {
            let key = Key::of_field(field);
            let form = Reference { law, sections: Vec::new() }.form(&key.kieu, &key.khoa);
            let must = if field.bat_buoc { "" } else { " (không bắt buộc)" };
            let meaning = format!("{}{must}", key.ten);
            let of = if law.is_default(profile) {
                format!("`{}`", kind.khoa)
            } else {
                format!("`{}` (the_thuc: {})", kind.khoa, profile.khoa)
            };
            let known = fields.entry(&field.khoa).or_default();
            match known.iter_mut().find(|field| field.meaning == meaning) {
                Some(field) => field.kinds.push(of),
                None => known.push(FieldOfKinds { form, meaning, kinds: vec![of] }),
            }
        }
    }
    let mut out = String::from(
        "\n## Khóa riêng của từng loại\n\nVí dụ và tệp mẫu ở trang của từng loại: [docs/loai](loai/README.md).\n\n\
         | Khóa | Cách ghi | Ý nghĩa | Loại |\n| --- | --- | --- | --- |\n",
    );
    for (key, meanings) in fields {
        for FieldOfKinds { form, meaning, kinds } in meanings {
            let _ = writeln!(out, "| `{key}` | {form} | {} | {} |", cell(&meaning), kinds.join(", "));
        }
    }
    out
}

/// The signing authorities of the law and the columns of a table of schools.
fn columns(law: &Law) -> String {
    let mut out = String::from(
        "\n## Quyền hạn ký\n\nCác khóa của `quyen_han`, ở mọi nơi có người ký.\n\n| Khóa | Ý nghĩa | Thể thức |\n| --- | --- | --- |\n",
    );
    for profile in law.profiles() {
        for authority in &profile.authorities {
            let _ =
                writeln!(out, "| `{}` | {} | `{}` |", authority.khoa, cell(&authority.nghia), profile.khoa);
        }
    }
    out.push_str(
        "\n## Cột của bảng trường\n\nBảng của `vanban lo --truong`: mỗi hàng một trường, mỗi cột đặt một khóa. Tên cột là chính khóa \
         ấy (`co_quan.ten`, `bien.so_lop`) hoặc một trong các tên sau, có dấu hay không.\n\n\
         | Khóa | Tên cột | Ô trống |\n| --- | --- | --- |\n",
    );
    for (path, column) in keys::table_columns() {
        let empty = if column.rieng { "không được" } else { "được" };
        let names: Vec<String> = column.cot.iter().map(|name| name.replace('-', " ")).collect();
        let _ = writeln!(out, "| `{path}` | {} | {empty} |", names.join(", "));
    }
    out
}

//! Every key that holds words is walked over and checked: documents with words
//! of their own in every key that is declared.

use serde_json::{Map, Value, json};
use vanban::check::{Criteria, check, document_with};
use vanban::diagnostic::{Sources, render_all};
use vanban::keys::{self, Group, GroupName, Key, Required, ValueType};
use vanban::law::{Kind, Law, Profile, SubjectPlace};
use vanban::model::{Part, VanBan, Words};
use vanban::source::Input;

mod support;

use support::{findings_of, load};

/// Keys whose value is a name or a choice that the program knows, and no words
/// of the document: by the last step of their path, or two.
const NO_WORDS: [(&str, &str); 24] = [
    ("bo_qua", "GO-tu_nham"),
    ("canh", ""),
    ("hang_ten_cot", ""),
    ("id", "ten-{}"),
    ("luat", "GO-tu_nham"),
    ("ly_do", "không in ra"),
    ("khi", "bien.x"),
    ("hinh_thuc", "sao_y"),
    ("ban_hanh_kem.loai", "quy_che"),
    ("loai", "{kind}"),
    ("the_thuc", "{profile}"),
    ("moi_nam", "10"),
    ("ca_giai_doan", ""),
    ("han", "01/02/2021"),
    ("moc_nam_hoc", ""),
    ("trong_nam", "quy-1"),
    ("ky", "quy-1"),
    ("dong", ""),
    ("cot", ""),
    ("nhom", ""),
    ("cap", ""),
    ("co_chu", ""),
    ("so_ket", ""),
    ("tong_ket", ""),
];

/// Keys that name a file or a part of one.
const FILES: [&str; 5] = ["tep", "ke_thua", "hinh", "mau", "trang"];

/// Makes a document of the declaration.
struct Maker<'l> {
    profile: &'l Profile,
    kind: &'l Kind,
    /// Which of several forms a value has.
    choice: usize,
    /// Whether it has the keys that are not of this kind alone and may be left out.
    shared: bool,
    /// The keys of the words so far; the words of the n-th are `«điền từ n»`.
    keys: Vec<String>,
}

impl Maker<'_> {
    fn make(&mut self, kind: &ValueType, path: &[&str]) -> Option<Value> {
        let last = *path.last().unwrap_or(&"");
        let two = path.len().checked_sub(2).map(|at| path[at..].join("."));
        let known = |key: &str| key == last || two.as_deref() == Some(key);
        if FILES.contains(&last) || path.iter().filter(|step| **step == last).count() > 2 {
            return None;
        }
        // `loai` of a citation are words; `thoi_gian` and so on are of a kind.
        let is_cited = last == "loai" && path.len() > 1 && path[0] != "ban_hanh_kem";
        if let Some((_, value)) = NO_WORDS.iter().find(|(key, _)| known(key) && !is_cited)
            && (value.is_empty() || !matches!(kind, ValueType::Cac(_)))
        {
            let value = value.replace("{kind}", &self.kind.khoa).replace("{profile}", self.profile.khoa);
            let value = value.replace("{}", &format!("{}-{}", self.keys.len(), path.len()));
            return (!value.is_empty()).then(|| json!(value));
        }
        match kind {
            ValueType::Chu | ValueType::Dong | ValueType::Doan | ValueType::O => {
                Some(self.words(&path.join(".")))
            }
            ValueType::DanhSach if self.choice % 2 == 1 => {
                Some(json!([self.words(&path.join(".")), self.words(&path.join("."))]))
            }
            ValueType::DanhSach => Some(self.words(&path.join("."))),
            ValueType::GiaiDoan => Some(json!("2021-2025")),
            ValueType::Ngay | ValueType::NgayHoacChoDien => Some(json!("01/02/2021")),
            ValueType::NgayThang => Some(json!("20/10")),
            ValueType::CoKhong => Some(json!(false)),
            ValueType::BatKy => Some(json!({"sau": [self.words(&format!("{}.x.sau", path.join(".")))]})),
            ValueType::QuyenHan => Some(self.authorities(path)),
            ValueType::MotTrong(words) => Some(json!(words[0])),
            ValueType::Luat(list) => list.words(self.profile).first().map(|word| json!(word.tu)),
            ValueType::Nhom(name) => Some(self.object(keys::group(*name), path)),
            ValueType::Cac(inner) => {
                // Two texts, which are told apart; of longer entries one does.
                let is_text = matches!(**inner, ValueType::Chu | ValueType::Dong);
                let count = if is_text { 2 } else { 1 };
                let items: Vec<Value> = (0..count).filter_map(|_| self.make(inner, path)).collect();
                Some(json!(items))
            }
            ValueType::TheoTen(inner) => self.make(inner, path).map(|value| json!({"x": value})),
            ValueType::Hoac(forms) => {
                let is_file = |form: &&ValueType| **form != ValueType::Nhom(GroupName::TepNoiDung);
                let forms: Vec<&ValueType> = forms.iter().filter(is_file).collect();
                self.make(forms[self.choice % forms.len()], path)
            }
            // Numbers and files are no words, and may be left out.
            ValueType::SoNguyen
            | ValueType::So
            | ValueType::SoViet
            | ValueType::SoVietHoacChoDien
            | ValueType::SoTheoLuat(_)
            | ValueType::Nam
            | ValueType::Tep => None,
        }
    }

    fn authorities(&mut self, path: &[&str]) -> Value {
        let names = self.profile.authorities.iter().map(|authority| authority.khoa.clone());
        let whom = |name: String| (name.clone(), self.words(&format!("{}.{name}", path.join("."))));
        Value::Object(names.map(whom).collect())
    }

    fn object(&mut self, group: &Group, path: &[&str]) -> Value {
        let mut made = Map::new();
        for key in &group.khoa {
            let path: Vec<&str> = path.iter().copied().chain([key.khoa.as_str()]).collect();
            made.extend(self.make(&key.kieu, &path).map(|value| (key.khoa.clone(), value)));
        }
        if group.nhom == GroupName::Bang {
            made.insert("cot".to_owned(), json!([self.words(&format!("{}.cot", path.join(".")))]));
            made.insert("dong".to_owned(), json!([[self.words(&format!("{}.dong", path.join(".")))]]));
        }
        Value::Object(made)
    }

    /// The document.
    fn document(&mut self) -> Value {
        let mut made = Map::new();
        let fields: Vec<Key> = self.kind.truong.iter().map(Key::of_field).collect();
        for key in keys::document().khoa.iter().chain(&fields) {
            if self.kind_has(key) {
                made.extend(self.make(&key.kieu, &[&key.khoa]).map(|value| (key.khoa.clone(), value)));
            }
        }
        Value::Object(made)
    }

    /// Whether documents of the kind may have a key.
    fn kind_has(&self, key: &Key) -> bool {
        let own = self.kind.truong.iter().any(|field| field.khoa == key.khoa);
        let has = match key.khoa.as_str() {
            "trich_yeu" => self.kind.trich_yeu != SubjectPlace::Khong,
            "kinh_gui" => self.kind.kinh_gui,
            "sao" => !self.profile.copies.is_empty(),
            _ => true,
        };
        has && (own || self.shared || key.bat_buoc != Required::Khong || key.khoa == "the_thuc")
    }

    fn words(&mut self, key: &str) -> Value {
        self.keys.push(key.to_owned());
        json!(format!("«điền từ {}»", self.keys.len() - 1))
    }
}

/// All that the walk of a document meets.
fn walked(document: &VanBan) -> String {
    let mut all = String::new();
    for text in document.walk() {
        let words = match text.words {
            Words::Template(text) => text.value.clone(),
            Words::Literal(value) | Words::Condition(value) => value.value.clone(),
            Words::Variable(words) => words.to_owned(),
            Words::Table(table) => table.cells().map(|(_, _, words)| words).collect(),
        };
        all.push_str(&format!("{words}\n"));
    }
    all
}

/// Makes a document and looks for all its words; gives their keys.
fn find_all(mut maker: Maker<'_>) -> Vec<String> {
    let made = maker.document();
    let mut sources = Sources::new();
    let input = Input::text("thu.yaml", made.to_string());
    let loaded = load(&input, &mut sources);
    let told = render_all(&loaded.diagnostics, &sources, false);
    let name = format!("{} {} {}", maker.profile.khoa, maker.kind.khoa, maker.choice);
    let document = loaded.document.unwrap_or_else(|| panic!("{name}: {told}"));
    let walked = walked(&document);
    let findings = check(&document, &sources, &Criteria::default(), &[]);
    let found: String = findings.iter().map(|f| f.diagnostic.message.clone() + "\n").collect();
    for (at, key) in maker.keys.iter().enumerate() {
        let words = format!("«điền từ {at}»");
        assert!(walked.contains(&words), "{name}: {key} is not walked over; {told}");
        assert!(found.contains(&format!("chưa điền: {words}")), "{name}: {key} is not checked");
    }
    maker.keys
}

#[test]
fn every_key_with_words_is_walked_over_and_checked() {
    let law = Law::embedded();
    let mut keys: Vec<String> = Vec::new();
    for profile in law.profiles() {
        for (at, kind) in profile.all_kinds().enumerate() {
            // What every kind has once in each form; the fields of each kind.
            let forms = [(0, at == 0), (1, at == 0)];
            let fields = !kind.truong.is_empty();
            for (choice, shared) in forms.into_iter().filter(|(_, shared)| *shared || fields) {
                keys.extend(find_all(Maker { profile, kind, choice, shared, keys: Vec::new() }));
            }
        }
    }
    keys.sort();
    keys.dedup();
    assert!(keys.len() > 100, "{keys:#?}");
    for key in
        ["phu_luc.bang.tieu_de", "sao.nguoi_ky.ho_ten", "co_quan.theo_thoi_gian.noi_nhan", "bien.x.sau"]
    {
        assert!(keys.iter().any(|known| known == key), "{key} not in {keys:#?}");
    }
}

/// The parts that rules read as words of the document, in the order in which
/// they read them.
#[test]
fn the_walk_is_in_printed_order() {
    let document = support::read(support::PLAN);
    let walk = document.walk();
    let keys: Vec<&str> =
        walk.iter().filter(|text| text.part != Part::GiaTri).map(|text| text.key.as_str()).collect();
    let expected = [
        "co_quan.chu_quan",
        "co_quan.ten",
        "dia_danh",
        "trich_yeu",
        "can_cu[0].co_quan",
        "can_cu[0].trich_yeu",
        "can_cu[1]",
        "mo_dau",
        "noi_dung[0].tieu_de",
        "noi_dung[0].muc[0].tieu_de",
        "noi_dung[0].muc[0].noi_dung",
        "noi_dung[0].muc[1].noi_dung",
        "noi_dung[1].tieu_de",
        "noi_dung[1].noi_dung",
        "ket",
        "nguoi_ky.chuc_vu",
        "nguoi_ky.ho_ten",
        "noi_nhan[0]",
        "noi_nhan[1]",
    ];
    assert_eq!(keys, expected);
}

/// Captions of tables are read wherever the table stands.
#[test]
fn captions_of_tables_in_annexes_are_checked() {
    let table = "bang: {tieu_de: Bảng sử lý số liệu, dong: [[Việc], [Họp]]}";
    for keys in [
        format!("phu_luc: [{{tieu_de: Số liệu, noi_dung: Nội dung., {table}}}]\n"),
        format!("phu_luc: [{{tieu_de: Số liệu, noi_dung: [{{tieu_de: Một, {table}}}]}}]\n"),
        format!(
            "ban_hanh_kem: [{{loai: quy_che, trich_yeu: Làm việc, noi_dung: [{{tieu_de: Một, {table}}}]}}]\n"
        ),
    ] {
        let found = findings_of(&document_with(&keys), "GO-tu_nham");
        assert_eq!(found.len(), 1, "{keys}: {found:?}");
        assert!(found[0].contains("sử lý"), "{found:?}");
    }
}

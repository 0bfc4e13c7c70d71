//! Every key that holds words is walked over and checked: documents with words
//! of their own in every key that the JSON Schema knows.

use serde_json::{Map, Value, json};
use vanban::check::{Settings, check, document_with};
use vanban::diagnostic::{Sources, render_all};
use vanban::law::{Kind, Law, Profile, SubjectPlace};
use vanban::model::{Part, VanBan, Words, schema};
use vanban::source::Input;

mod support;

use support::{findings_of, load};

/// Keys whose value is a name or a choice that the program knows, and no words
/// of the document: by the last step of their path, or two.
const NO_WORDS: [(&str, &str); 18] = [
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

/// What the form of a value asks for.
const FORMS: [(&str, &str); 3] =
    [("^([0-9]{4}-", "01/02/2021"), ("^[0-9]{1,2}/[0-9]{1,2}$", "20/10"), ("^[0-9]{4}( ?", "2021-2025")];

/// Makes a document of the schema.
struct Maker<'l> {
    schema: Value,
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
    fn make(&mut self, node: &Value, path: &[&str]) -> Option<Value> {
        let last = *path.last().unwrap_or(&"");
        let two = path.len().checked_sub(2).map(|at| path[at..].join("."));
        let known = |key: &str| key == last || two.as_deref() == Some(key);
        if FILES.contains(&last) || path.iter().filter(|step| **step == last).count() > 2 {
            return None;
        }
        // `loai` of a citation are words; `thoi_gian` and so on are of a kind.
        let is_cited = last == "loai" && path.len() > 1 && path[0] != "ban_hanh_kem";
        if let Some((_, value)) = NO_WORDS.iter().find(|(key, _)| known(key) && !is_cited) {
            let value = value.replace("{kind}", &self.kind.loai).replace("{profile}", self.profile.id);
            let value = value.replace("{}", &format!("{}-{}", self.keys.len(), path.len()));
            return (!value.is_empty()).then(|| json!(value));
        }
        if let Some(name) = node["$ref"].as_str() {
            let node = self.schema["$defs"][name.rsplit('/').next().unwrap()].clone();
            let table = last == "bang";
            let mut made = self.make(&node, path)?;
            if table {
                made["cot"] = json!([self.words(&format!("{}.cot", path.join(".")))]);
                made["dong"] = json!([[self.words(&format!("{}.dong", path.join(".")))]]);
            }
            return Some(made);
        }
        for forms in ["anyOf", "oneOf", "allOf"] {
            let Some(forms) = node[forms].as_array() else { continue };
            let is_form = |form: &&Value| {
                form["type"] != "null" && form["const"] != "Q" && form["properties"]["tep"].is_null()
                    || form["properties"]["tieu_de"].is_object()
            };
            let forms: Vec<&Value> = forms.iter().filter(is_form).collect();
            return self.make(forms[self.choice % forms.len()], path);
        }
        if let Some(value) = node.get("const").or_else(|| node["enum"].get(0)) {
            return Some(value.clone());
        }
        if let Some(form) = node["pattern"].as_str() {
            let (_, value) = FORMS.iter().find(|(start, _)| form.starts_with(start)).expect(form);
            return Some(json!(value));
        }
        let types = match &node["type"] {
            Value::Array(types) => types.clone(),
            one => vec![one.clone()],
        };
        let types: Vec<&str> =
            types.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect();
        let is = |name: &str| types.contains(&name);
        match () {
            () if is("object") => Some(self.object(node, path)),
            // A list that may also be one text.
            () if is("array") && (!is("string") || self.choice % 2 == 1) => {
                // Two texts, which are told apart; of longer entries one does.
                let count = if node["items"]["$ref"].is_string() { 1 } else { 2 };
                let items: Vec<Value> = (0..count).filter_map(|_| self.make(&node["items"], path)).collect();
                Some(json!(items))
            }
            () if is("string") || types.is_empty() => Some(self.words(&path.join("."))),
            () if is("boolean") => Some(json!(false)),
            // Numbers are no words, and may be left out.
            () => None,
        }
    }

    fn object(&mut self, node: &Value, path: &[&str]) -> Value {
        let mut made = Map::new();
        let properties = node["properties"].as_object().cloned().unwrap_or_default();
        for (key, node) in &properties {
            let is_authority = path.last() == Some(&"quyen_han");
            if path.is_empty() && !self.kind_has(key) || is_authority && self.profile.authority(key).is_none()
            {
                continue;
            }
            let path: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
            made.extend(self.make(node, &path).map(|value| (key.clone(), value)));
        }
        if !matches!(node["additionalProperties"], Value::Null | Value::Bool(false)) {
            let inner = json!({"sau": [self.words(&format!("{}.x.sau", path.join(".")))]});
            made.insert("x".into(), inner);
        }
        Value::Object(made)
    }

    /// Whether documents of the kind may have a key.
    fn kind_has(&self, key: &str) -> bool {
        let law = Law::embedded();
        let kinds = law.profiles().flat_map(|profile| profile.all_kinds());
        let of_a_kind = kinds.flat_map(|kind| &kind.truong).any(|field| field.khoa == key);
        let own = self.kind.truong.iter().any(|field| field.khoa == key);
        let has = match key {
            "trich_yeu" => self.kind.trich_yeu != SubjectPlace::Khong,
            "kinh_gui" => self.kind.kinh_gui,
            "sao" => !self.profile.copies.is_empty(),
            _ => true,
        };
        let required = self.schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == key));
        has && (own || !of_a_kind && (self.shared || required || key == "the_thuc" || key == "ky_cung"))
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
        all.push_str(&format!("{}\n", words));
    }
    all
}

/// Makes a document and looks for all its words; gives their keys.
fn find_all(mut maker: Maker<'_>) -> Vec<String> {
    let root = maker.schema.clone();
    let made = maker.object(&root, &[]);
    let mut sources = Sources::new();
    let input = Input::text("thu.yaml", made.to_string());
    let loaded = load(&input, &mut sources);
    let told = render_all(&loaded.diagnostics, &sources, false);
    let name = format!("{} {} {}", maker.profile.id, maker.kind.loai, maker.choice);
    let document = loaded.document.unwrap_or_else(|| panic!("{name}: {told}"));
    let walked = walked(&document);
    let findings = check(&document, &sources, &Settings::default(), &[]);
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
    let schema = schema(&law);
    let mut keys: Vec<String> = Vec::new();
    for profile in law.profiles() {
        for (at, kind) in profile.all_kinds().enumerate() {
            // What every kind has once in each form; the fields of each kind.
            let forms = [(0, at == 0), (1, at == 0)];
            let fields = !kind.truong.is_empty();
            for (choice, shared) in forms.into_iter().filter(|(_, shared)| *shared || fields) {
                let schema = schema.clone();
                keys.extend(find_all(Maker { schema, profile, kind, choice, shared, keys: Vec::new() }));
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

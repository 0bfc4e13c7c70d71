//! Types of values and groups of keys as JSON Schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Mode, present, told};
use crate::keys::group::{Group, GroupName};
use crate::keys::key::{Key, Required};
use crate::keys::law_value::{LawList, LawWord};
use crate::keys::value::ValueType;
use crate::law::{Law, OnBehalfOf, Profile};

/// Writes schemas; keeps the definitions that they refer to.
pub(super) struct SchemaWriter<'l> {
    pub(super) law: &'l Law,
    pub(super) profiles: Vec<&'l Profile>,
    definitions: BTreeMap<String, Value>,
}

impl<'l> SchemaWriter<'l> {
    pub(super) fn new(law: &'l Law) -> Self {
        let profiles = law.profiles().map(|profile| &**profile).collect();
        Self { law, profiles, definitions: BTreeMap::new() }
    }

    pub(super) fn into_definitions(self) -> BTreeMap<String, Value> {
        self.definitions
    }

    /// The value of a key, which may be empty unless the key must be there.
    pub(super) fn nullable(&mut self, key: &Key, path: &str, mode: Mode) -> Value {
        if key.bat_buoc == Required::Luon {
            self.filled(&key.kieu, path, mode)
        } else {
            or_null(self.value(&key.kieu, path, mode))
        }
    }

    /// A value that must be there: words are not blank.
    fn filled(&mut self, kind: &ValueType, path: &str, mode: Mode) -> Value {
        let node = self.value(kind, path, mode);
        if is_words(kind) { not_blank(node) } else { node }
    }

    /// A value of a type.
    pub(super) fn value(&mut self, kind: &ValueType, path: &str, mode: Mode) -> Value {
        match kind {
            ValueType::Chu | ValueType::Dong | ValueType::Doan | ValueType::Tep => text(),
            ValueType::DanhSach => not_blank(
                json!({ "type": ["string", "number", "boolean", "array"], "items": not_blank(text()) }),
            ),
            ValueType::O => or_null(text()),
            ValueType::SoNguyen => {
                json!({ "type": ["integer", "string"], "minimum": 0, "maximum": u32::MAX, "pattern": "^[0-9]+$" })
            }
            ValueType::So | ValueType::SoTheoLuat(_) => {
                json!({ "type": ["number", "string"], "pattern": NUMBER })
            }
            ValueType::SoViet => json!({ "type": ["number", "string"], "pattern": VIETNAMESE_NUMBER }),
            ValueType::SoVietHoacChoDien => {
                let pattern = format!("{VIETNAMESE_NUMBER}|{PLACE_LEFT}");
                json!({ "type": ["number", "string"], "pattern": pattern })
            }
            ValueType::Nam | ValueType::GiaiDoan => {
                json!({ "type": ["integer", "string"], "minimum": 0, "maximum": 9999, "pattern": YEARS })
            }
            ValueType::Ngay => json!({ "type": "string", "pattern": format!("^{DATE}$") }),
            ValueType::NgayHoacChoDien => {
                json!({ "type": "string", "pattern": format!("^{DATE}$|{PLACE_LEFT}") })
            }
            ValueType::NgayThang => json!({ "type": "string", "pattern": "^\\s*[0-9]+/[0-9]+\\s*$" }),
            ValueType::CoKhong => json!({ "enum": [true, false, "true", "false"] }),
            ValueType::BatKy => json!({}),
            ValueType::QuyenHan => authorities(&self.profiles),
            ValueType::MotTrong(words) => {
                let any_case: Vec<String> = words.iter().map(|word| as_typed(word)).collect();
                let any_case = format!("^[^A-Za-z0-9À-ỹ]*({})[^A-Za-z0-9À-ỹ]*$", any_case.join("|"));
                json!({ "anyOf": [{ "enum": words }, { "type": "string", "pattern": any_case }] })
            }
            ValueType::Luat(list) => self.words(*list),
            ValueType::Nhom(name) => self.reference(*name, path, mode),
            ValueType::Cac(inner) => {
                json!({ "type": "array", "items": self.filled(inner, path, Mode::Whole) })
            }
            ValueType::TheoTen(inner) => {
                json!({ "type": "object", "additionalProperties": self.value(inner, path, Mode::Whole) })
            }
            ValueType::Hoac(forms) => {
                let forms: Vec<Value> = forms.iter().map(|form| self.value(form, path, mode)).collect();
                json!({ "anyOf": forms })
            }
        }
    }

    /// The words of a list in any profile, each with its meaning.
    fn words(&self, list: LawList) -> Value {
        let mut all: Vec<LawWord> = Vec::new();
        for word in self.profiles.iter().flat_map(|profile| list.words(profile)) {
            if !all.iter().any(|known| known.tu == word.tu) {
                all.push(word);
            }
        }
        if list == LawList::CoChu {
            let numbers = all.iter().filter_map(|word| word.tu.parse::<u32>().ok()).map(Value::from);
            let words = all.iter().map(|word| json!(word.tu));
            return json!({ "enum": numbers.chain(words).collect::<Vec<_>>() });
        }
        let entry = |word: &LawWord| {
            if word.nghia.is_empty() {
                json!({ "const": word.tu })
            } else {
                json!({ "const": word.tu, "title": word.nghia })
            }
        };
        json!({ "oneOf": all.iter().map(entry).collect::<Vec<_>>() })
    }

    /// A reference to the definition of a group, made when it is first asked for.
    fn reference(&mut self, name: GroupName, path: &str, mode: Mode) -> Value {
        let id = match mode {
            Mode::Whole => format!("{name:?}"),
            Mode::Merged => format!("{name:?}KeThua"),
        };
        if !self.definitions.contains_key(&id) {
            self.definitions.insert(id.clone(), Value::Null);
            let definition = self.group(crate::keys::group(name), path, mode);
            self.definitions.insert(id.clone(), definition);
        }
        json!({ "$ref": format!("#/definitions/{id}") })
    }

    fn group(&mut self, group: &Group, path: &str, mode: Mode) -> Value {
        let mut properties = Map::new();
        for key in &group.khoa {
            let path = format!("{path}.{}", key.khoa);
            let node = self.nullable(key, &path, mode);
            properties.insert(key.khoa.clone(), told(node, key, &path, self.law));
        }
        let mut node = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        if mode == Mode::Whole {
            let always: Vec<&str> = group
                .khoa
                .iter()
                .filter(|key| key.bat_buoc == Required::Luon)
                .map(|key| key.khoa.as_str())
                .collect();
            if !always.is_empty() {
                node["required"] = json!(always);
            }
            let rules = rules(group);
            if !rules.is_empty() {
                node["allOf"] = json!(rules);
            }
        }
        node
    }
}

/// What the keys of a group say of one another.
fn rules(group: &Group) -> Vec<Value> {
    let mut rules = Vec::new();
    let each = |keys: &[String]| keys.iter().map(|key| present(&[key])).collect::<Vec<_>>();
    if !group.it_nhat_mot.is_empty() {
        rules.push(json!({ "anyOf": each(&group.it_nhat_mot) }));
    }
    if !group.dung_mot.is_empty() {
        rules.push(json!({ "oneOf": each(&group.dung_mot) }));
    }
    for (key, others) in &group.loai_tru {
        let none: Map<String, Value> =
            others.iter().map(|other| (other.clone(), json!({ "type": "null" }))).collect();
        rules.push(json!({ "if": present(&[key]), "then": { "properties": none } }));
    }
    for key in &group.khoa {
        let needed = present(&[&key.khoa]);
        let set = |other: &String| json!({ "required": [other], "properties": { other: { "not": { "enum": [null, false, "false"] } } } });
        match &key.bat_buoc {
            Required::TruKhi(other) => rules.push(json!({ "anyOf": [needed, set(other)] })),
            Required::Khi(other) => rules.push(json!({ "if": set(other), "then": needed })),
            _ => {}
        }
    }
    rules
}

/// Whether a value may be a group of keys itself, that another file fills up.
pub(super) fn holds_group(kind: &ValueType) -> bool {
    match kind {
        ValueType::Nhom(_) => true,
        ValueType::Hoac(forms) => forms.iter().any(holds_group),
        _ => false,
    }
}

/// Whether a value may be words.
fn is_words(kind: &ValueType) -> bool {
    match kind {
        ValueType::Chu | ValueType::Dong | ValueType::Doan | ValueType::Tep => true,
        ValueType::Hoac(forms) => forms.iter().any(is_words),
        _ => false,
    }
}

/// A value that is not blank where it is words.
fn not_blank(mut node: Value) -> Value {
    node["pattern"] = json!(NOT_BLANK);
    node
}

/// Words: YAML reads some as numbers or as true and false.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

/// The same, or nothing.
pub(super) fn or_null(mut node: Value) -> Value {
    if let Some(types) = node.get_mut("type") {
        match types {
            Value::Array(types) => types.push(json!("null")),
            one => *one = json!([one, "null"]),
        }
        return node;
    }
    if let Some(Value::Array(values)) = node.get_mut("enum") {
        values.push(Value::Null);
        return node;
    }
    if node.as_object().is_some_and(Map::is_empty) {
        return node;
    }
    if let Some(Value::Array(forms)) = node.get_mut("anyOf") {
        forms.push(json!({ "type": "null" }));
        return node;
    }
    json!({ "anyOf": [node, { "type": "null" }] })
}

/// `Q`, or who stands for whom, with the authorities as people type them.
pub(super) fn authorities(profiles: &[&Profile]) -> Value {
    let (mut names, mut typed, mut alone) = (Map::new(), Map::new(), Vec::new());
    for authority in profiles.iter().flat_map(|profile| &profile.authorities) {
        let is_own = authority.thay_cho == OnBehalfOf::ChinhMinh;
        let whom = if is_own { or_null(text()) } else { not_blank(text()) };
        let mut told = whom.clone();
        told["description"] = json!(authority.nghia);
        names.entry(authority.khoa.clone()).or_insert(told);
        for form in [authority.khoa.as_str(), authority.chu.trim_end_matches('.')] {
            let pattern: String = form.chars().map(either_case).collect();
            if is_own {
                alone.push(format!("^\\s*{pattern}\\.*\\s*$"));
            }
            typed.insert(format!("^{pattern}\\.*$"), whom.clone());
        }
    }
    alone.dedup();
    let mut forms = vec![json!({
        "type": "object", "properties": names, "patternProperties": typed, "additionalProperties": false,
    })];
    if !alone.is_empty() {
        forms.insert(0, json!({ "type": "string", "pattern": alone.join("|") }));
    }
    json!({ "anyOf": forms })
}

/// A letter in either case, as a pattern.
fn either_case(letter: char) -> String {
    if letter.is_ascii_alphabetic() {
        format!("[{}{}]", letter.to_ascii_uppercase(), letter.to_ascii_lowercase())
    } else {
        letter.to_string()
    }
}

/// A word as people type it, in either case, with its accents or without:
/// `cuoi_ky` and "Cuối kỳ".
fn as_typed(word: &str) -> String {
    let class = |letter: char| match letter {
        '_' => "[^A-Za-z0-9À-ỹ]+".to_owned(),
        _ => LETTERS.iter().find(|(plain, _)| *plain == letter).map_or_else(
            || either_case(letter),
            |(plain, accented)| format!("[{plain}{}{accented}]", plain.to_ascii_uppercase()),
        ),
    };
    word.chars().map(class).collect()
}

/// Letters with the forms that Vietnamese has of them.
const LETTERS: [(char, &str); 7] = [
    ('a', "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"),
    ('d', "đĐ"),
    ('e', "èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ"),
    ('i', "ìíỉĩịÌÍỈĨỊ"),
    ('o', "òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"),
    ('u', "ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ"),
    ('y', "ỳýỷỹỵỲÝỶỸỴ"),
];

/// A place to fill in.
const PLACE_LEFT: &str = "«\\s*[Đđ][Ii][Ềề][Nn]";
/// Something else than white space.
pub(super) const NOT_BLANK: &str = "\\S";
/// Year first or day first, with points, strokes or hyphens.
const DATE: &str = "\\s*([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})\\s*";
/// A year or two.
const YEARS: &str = "^\\s*[0-9]{4}\\s*([-–]\\s*[0-9]{4}\\s*)?$";
/// With a point or a comma.
const NUMBER: &str = "^[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?$";
/// Digits with points and commas, perhaps per cent.
const VIETNAMESE_NUMBER: &str = "^\\s*-?[0-9][0-9.]*(,[0-9]+)?\\s*%?\\s*$";

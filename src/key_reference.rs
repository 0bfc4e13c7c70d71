//! `docs/khoa.md`: every key of a document, written from the JSON Schema, the
//! law's kinds and the examples of `data/khoa.yaml`.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;
use serde_json::Value;

use crate::law::{FieldType, Law, SizeSet};
use crate::model;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    #[serde(rename = "nguon")]
    _nguon: String,
    vi_du: Vec<Example>,
}

/// An example of a key: keys of a document that hold it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Its path, e.g. `noi_dung.bang`.
    pub khoa: String,
    /// YAML.
    pub yaml: String,
}

/// The examples, part of the program and tried by its tests.
pub fn examples() -> Vec<Example> {
    let examples: Examples = serde_saphyr::from_str(include_str!("../data/khoa.yaml"))
        .unwrap_or_else(|error| panic!("embedded data/khoa.yaml: {error}"));
    examples.vi_du
}

/// The page.
pub fn key_reference(law: &Law) -> String {
    let schema = model::schema(law);
    let mut pages = Reference { definitions: &schema["$defs"], groups: Vec::new(), names: BTreeMap::new() };
    let of_kinds = fields_of_kinds(law);
    let examples = examples();
    // The first time finds the groups and all their places.
    pages.sections(&schema, &of_kinds, &examples);
    format!("{HEAD}{}{}", pages.sections(&schema, &of_kinds, &examples), rows_of(&of_kinds))
}

const HEAD: &str = "# Các khóa của tệp YAML\n\n\
    Tệp này do chương trình viết ra (`vanban schema --markdown > docs/khoa.md`), đừng sửa tay.\n\n\
    Cách đọc: **nhóm khóa** là các dòng `khóa: giá trị` viết lùi vào, hoặc `{khóa: giá trị, ...}` trên một dòng; **danh sách** là các \
    dòng bắt đầu bằng `- `, hoặc `[..., ...]`. Giá trị có dấu hai chấm, hoặc bắt đầu bằng `{`, `[`, `*`, `&`, thì đặt trong dấu nháy \
    kép. Trong đoạn văn dùng được Markdown và `{{ ... }}`. Khóa gõ sai được báo kèm khóa gần nhất.\n";

/// A group of keys.
#[derive(Clone)]
struct Group<'s> {
    /// Where it is used first; empty: the document.
    path: String,
    /// Every other place.
    used_at: Vec<String>,
    node: &'s Value,
}

struct Reference<'s> {
    definitions: &'s Value,
    /// In the order of writing.
    groups: Vec<Group<'s>>,
    /// Paths of the groups that are definitions, by the definition's name.
    names: BTreeMap<String, usize>,
}

impl<'s> Reference<'s> {
    /// The document's keys, then those of every group, in the order in which
    /// they are found.
    fn sections(
        &mut self,
        schema: &'s Value,
        of_kinds: &BTreeMap<String, Field>,
        examples: &[Example],
    ) -> String {
        let mut group = Group { path: String::new(), used_at: Vec::new(), node: schema };
        let mut out = String::new();
        for next in 0.. {
            self.section(&group, of_kinds, examples, &mut out);
            match self.groups.get(next) {
                Some(found) => group = found.clone(),
                None => break,
            }
        }
        out
    }

    /// Writes the table of a group; the groups that its keys hold are added.
    fn section(
        &mut self,
        group: &Group<'s>,
        of_kinds: &BTreeMap<String, Field>,
        examples: &[Example],
        out: &mut String,
    ) {
        let title = if group.path.is_empty() {
            "Khóa của văn bản".to_owned()
        } else {
            format!("`{}`", group.path)
        };
        let _ = write!(out, "\n## {title}\n\n");
        if let Some(own) = examples.iter().find(|example| example.khoa == group.path) {
            let _ = write!(out, "```yaml\n{}\n```\n\n", own.yaml.trim_end());
        }
        if !group.used_at.is_empty() {
            let places: Vec<String> = group.used_at.iter().map(|path| format!("`{path}`")).collect();
            let _ = write!(out, "Cũng dùng ở {}.\n\n", places.join(", "));
        }
        out.push_str("| Khóa | Cách ghi | Mặc định | Ý nghĩa |\n| --- | --- | --- | --- |\n");
        let mut shown = Vec::new();
        for (key, node) in properties(group.node).into_iter().flatten() {
            if group.path.is_empty() && of_kinds.contains_key(key) {
                continue;
            }
            let path = if group.path.is_empty() { key.clone() } else { format!("{}.{key}", group.path) };
            let form = self.form(node, &path);
            let default = match default(&path, node) {
                Some(default) => default,
                None if is_required(group.node, key) => "**bắt buộc**".to_owned(),
                None => String::new(),
            };
            let meaning = node["description"].as_str().unwrap_or_default();
            let _ = writeln!(out, "| `{key}` | {} | {default} | {} |", cell(&form), cell(meaning));
            shown.push(path);
        }
        let is_group = |path: &String| self.groups.iter().any(|group| group.path == *path);
        let alone: Vec<&Example> = shown
            .iter()
            .filter(|path| !is_group(path))
            .filter_map(|path| examples.iter().find(|example| example.khoa == *path))
            .collect();
        if !alone.is_empty() {
            let yaml: Vec<&str> = alone.iter().map(|example| example.yaml.trim_end()).collect();
            let _ = write!(out, "\nVí dụ, mỗi khóa một đoạn:\n\n```yaml\n{}\n```\n", yaml.join("\n\n"));
        }
    }

    /// How a value is written.
    fn form(&mut self, node: &'s Value, path: &str) -> String {
        if let Some(name) = node["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
            let definition = &self.definitions[name];
            if properties(definition).is_none() {
                return self.form(definition, path);
            }
            let index = self.group(name.to_owned(), definition, path);
            let words = self.alternatives(definition, path);
            let link = self.link(index);
            return if words.is_empty() { link } else { format!("{words} hoặc {link}") };
        }
        if node["properties"].is_object() {
            return inline(node);
        }
        if let Some(values) = node["enum"].as_array() {
            return values.iter().map(|value| format!("`{}`", plain(value))).collect::<Vec<_>>().join(", ");
        }
        if let Some(value) = node.get("const") {
            return format!("`{}`", plain(value));
        }
        for key in ["anyOf", "oneOf"] {
            if let Some(members) = node[key].as_array() {
                let is_list = members.iter().all(|member| member.get("const").is_some());
                let forms: Vec<String> = members
                    .iter()
                    .filter(|member| member["type"] != "null")
                    .map(|member| self.form(member, path))
                    .collect();
                return if is_list && forms.len() > 5 {
                    "xem [docs/loai](loai/README.md)".to_owned()
                } else {
                    forms.join(if is_list { ", " } else { " hoặc " })
                };
            }
        }
        self.typed(node, path)
    }

    /// A value that the schema knows by its type alone.
    fn typed(&mut self, node: &'s Value, path: &str) -> String {
        let types: Vec<&str> = match &node["type"] {
            Value::String(one) => vec![one],
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let has = |name: &str| types.contains(&name);
        match node["pattern"].as_str() {
            Some(pattern) if pattern.starts_with("^([0-9]{4}-") => return "ngày".to_owned(),
            Some(pattern) if pattern.starts_with("^[0-9]{1,2}/") => return "ngày/tháng".to_owned(),
            Some(_) => return "năm hoặc năm-năm".to_owned(),
            None => {}
        }
        if has("array") {
            let items = self.form(&node["items"], path);
            let of = if items.starts_with("danh sách") { "của " } else { "" };
            let list = format!("danh sách {of}{items}");
            return if has("string") { format!("chữ hoặc {list}") } else { list };
        }
        let words = match () {
            () if has("boolean") => "`true` hoặc `false`",
            () if has("integer") => "số nguyên",
            () if has("string") => "chữ",
            () if has("number") => "số",
            () if has("object") => "các dòng `tên: giá trị`",
            () => "",
        };
        words.to_owned()
    }

    /// The forms of a group of keys that are no group.
    fn alternatives(&mut self, definition: &'s Value, path: &str) -> String {
        let members = definition["anyOf"].as_array().into_iter().flatten();
        let words: Vec<String> = members
            .filter(|member| !member["properties"].is_object())
            .map(|member| self.form(member, path))
            .collect();
        words.join(" hoặc ")
    }

    /// The group of a definition; a new one has its first path.
    fn group(&mut self, name: String, node: &'s Value, path: &str) -> usize {
        if let Some(&index) = self.names.get(&name) {
            let group = &mut self.groups[index];
            if group.path != path && !group.used_at.iter().any(|used| used == path) && group.used_at.len() < 4
            {
                group.used_at.push(path.to_owned());
            }
            return index;
        }
        self.groups.push(Group { path: path.to_owned(), used_at: Vec::new(), node });
        self.names.insert(name, self.groups.len() - 1);
        self.groups.len() - 1
    }

    fn link(&self, index: usize) -> String {
        let path = &self.groups[index].path;
        format!("[nhóm khóa](#{})", path.replace('.', ""))
    }
}

/// The keys of a node, its own or those of one of its forms.
fn properties(node: &Value) -> Option<&serde_json::Map<String, Value>> {
    let own = node["properties"].as_object();
    // One key alone is a form of its own: `{tep: ...}`.
    let keys = |member: &'_ Value| member["properties"].as_object().filter(|keys| keys.len() > 1).is_some();
    own.or_else(|| node["anyOf"].as_array()?.iter().find(|member| keys(member))?["properties"].as_object())
}

fn is_required(node: &Value, key: &str) -> bool {
    let lists = std::iter::once(node).chain(node["anyOf"].as_array().into_iter().flatten());
    lists.filter_map(|node| node["required"].as_array()).flatten().any(|name| name == key)
}

/// `{tep: ...}`.
fn inline(node: &Value) -> String {
    let keys = node["properties"].as_object().into_iter().flatten();
    let keys: Vec<String> = keys.map(|(key, _)| format!("{key}: ...")).collect();
    format!("`{{{}}}`", keys.join(", "))
}

/// What holds when a key is left out.
fn default(path: &str, node: &Value) -> Option<String> {
    let law = Law::embedded();
    let profile = law.default_profile();
    let page = &profile.page;
    let margins = &page.le_mm;
    let text = match path {
        "the_thuc" => profile.id.to_owned(),
        "trinh_bay.co_chu" => match SizeSet::default() {
            SizeSet::Thirteen => "13".to_owned(),
            SizeSet::Fourteen => "14".to_owned(),
        },
        "trinh_bay.lui_dau_dong" => page.lui_dau_dong_cm.mac_dinh.to_string(),
        "trinh_bay.gian_dong" => page.gian_dong.mac_dinh.to_string(),
        "trinh_bay.cach_doan" => page.cach_doan_pt.mac_dinh.to_string(),
        "trinh_bay.le.tren" => margins.tren.mac_dinh.to_string(),
        "trinh_bay.le.duoi" => margins.duoi.mac_dinh.to_string(),
        "trinh_bay.le.trai" => margins.trai.mac_dinh.to_string(),
        "trinh_bay.le.phai" => margins.phai.mac_dinh.to_string(),
        _ => match &node["default"] {
            Value::Bool(value) => value.to_string(),
            _ => return None,
        },
    };
    Some(format!("`{text}`"))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Text that stands in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A key that only some kinds have.
struct Field {
    form: &'static str,
    /// What it means, and for which kinds.
    meanings: Vec<(String, Vec<String>)>,
}

fn fields_of_kinds(law: &Law) -> BTreeMap<String, Field> {
    let mut fields: BTreeMap<String, Field> = BTreeMap::new();
    for profile in law.profiles() {
        for kind in profile.all_kinds() {
            for field in &kind.truong {
                let form = match field.kieu {
                    FieldType::Chu | FieldType::KyHieu => "chữ",
                    FieldType::Doan => "đoạn văn",
                    FieldType::DanhSach => "chữ hoặc danh sách chữ",
                    FieldType::Ngay => "ngày",
                };
                let known = fields.entry(field.khoa.clone()).or_insert(Field { form, meanings: Vec::new() });
                let must = if field.bat_buoc { "" } else { " (không bắt buộc)" };
                let meaning = format!("{}{must}", field.ten);
                let of = if law.is_default(profile) {
                    format!("`{}`", kind.loai)
                } else {
                    format!("`{}` (the_thuc: {})", kind.loai, profile.id)
                };
                match known.meanings.iter_mut().find(|(words, _)| *words == meaning) {
                    Some((_, kinds)) => kinds.push(of),
                    None => known.meanings.push((meaning, vec![of])),
                }
            }
        }
    }
    fields
}

/// The keys that only some kinds have.
fn rows_of(fields: &BTreeMap<String, Field>) -> String {
    let mut out = String::from(
        "\n## Khóa riêng của từng loại\n\nVí dụ và tệp mẫu ở trang của từng loại: [docs/loai](loai/README.md).\n\n\
         | Khóa | Cách ghi | Ý nghĩa | Loại |\n| --- | --- | --- | --- |\n",
    );
    for (key, field) in fields {
        for (meaning, kinds) in &field.meanings {
            let _ = writeln!(out, "| `{key}` | {} | {} | {} |", field.form, cell(meaning), kinds.join(", "));
        }
    }
    out
}

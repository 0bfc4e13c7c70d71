//! The JSON Schema against the program: it accepts every file that the program
//! accepts, and refuses unknown keys, missing keys, wrong types and wrong
//! words, which the program refuses too.
//!
//! The files are kept in the target folder, for `.ci/schema-check`, which
//! holds other validators to the same.

mod support;

use support::{compose, load};

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde::Deserialize;
use serde_json::Value;
use vanban::check::document_with;
use vanban::diagnostic::{Sources, render_all};
use vanban::law::Law;
use vanban::slug::slug;
use vanban::source::Input;
use vanban::{keys, starter};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The keys that files of these tests take over.
const SHARED: [(&str, &str); 2] = [
    (
        "truong.yaml",
        "dia_danh: Mây Trắng\nco_quan: {ten: Trường THCS Mây Trắng, viet_tat: THCS}\n\
         nguoi_ky: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Hiệu trưởng, ho_ten: Lê Văn Mẫu}\n\
         bao_cao: {kinh_gui: UBND xã Mây Trắng}\n",
    ),
    (
        "loai.yaml",
        "loai: bien_ban\ndia_danh: Mây Trắng\ntrich_yeu: Họp tổ\nnoi_dung: Các ý kiến.\nten_cuoc_hop: cuộc họp\nbat_dau: 8 giờ\n\
         dia_diem: Phòng họp\nthanh_phan: [Ông A]\nchu_tri: Ông B\nky_cung: [{chuc_vu: Thư ký, ho_ten: Bà C}]\n",
    ),
];

/// A file of `tests/data/khoa/`: keys on top of a document that is right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(alias = "sai", alias = "dung")]
    name: String,
    #[serde(default)]
    yaml: String,
    /// Keys of the document that are taken away.
    #[serde(default)]
    bo: Vec<String>,
}

impl Case {
    fn document(&self) -> String {
        let left = |line: &&str| !self.bo.iter().any(|key| line.starts_with(&format!("{key}:")));
        document_with(&self.yaml).lines().filter(left).map(|line| format!("{line}\n")).collect()
    }
}

fn cases(name: &str) -> Vec<Case> {
    let text = fs::read_to_string(Path::new(ROOT).join("tests/data/khoa").join(name)).unwrap();
    serde_saphyr::from_str(&text).unwrap()
}

/// A folder of the target for files of these tests, with those taken over.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("khoa").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in SHARED {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// What the program says against a file; empty when it makes a document of it.
fn refusal(path: &Path) -> String {
    let mut sources = Sources::new();
    let loaded = load(&Input::file(path), &mut sources);
    match loaded.document {
        None => render_all(&loaded.diagnostics, &sources, false),
        Some(document) => {
            compose(&document).map_or_else(|faults| render_all(&faults, &sources, false), |_| String::new())
        }
    }
}

fn validator() -> Validator {
    jsonschema::validator_for(&keys::schema(&Law::embedded())).unwrap()
}

/// What the schema says against a file.
fn faults(validator: &Validator, yaml: &str) -> String {
    let value: Value = serde_saphyr::from_str(yaml).unwrap();
    let faults = validator.iter_errors(&value).map(|fault| format!("{}: {fault}\n", fault.instance_path()));
    faults.collect()
}

fn assert_accepted(validator: &Validator, name: &str, yaml: &str) {
    assert_eq!(faults(validator, yaml), "", "{name}");
}

#[test]
fn the_schema_is_one() {
    let schema = keys::schema(&Law::embedded());
    assert!(jsonschema::meta::is_valid(&schema));
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(schema["properties"]["dia_danh"]["title"], "Địa danh");
    assert_eq!(schema["properties"]["the_thuc"]["default"], "nd30");
    assert_eq!(schema["properties"]["so"]["examples"], serde_json::json!([45]));
    let co_quan = &schema["definitions"]["CoQuan"];
    assert_eq!(co_quan["properties"]["ten"]["examples"][0], "Trường THCS Mây Trắng");
    assert_eq!(co_quan["required"], serde_json::json!(["ten"]));
    // No word goes beside a reference, where draft 07 would not see it.
    fn check(node: &Value) {
        if let Value::Object(words) = node {
            assert!(words.get("$ref").is_none_or(|name| !name.is_string()) || words.len() == 1, "{words:?}");
            let is_group =
                words.get("properties").is_some_and(|_| words.get("type") == Some(&"object".into()));
            assert!(!is_group || words.get("additionalProperties") == Some(&false.into()), "{words:?}");
            words.values().for_each(check);
        } else if let Value::Array(items) = node {
            items.iter().for_each(check);
        }
    }
    check(&schema);
}

/// Every broken file is refused by the program and by the schema.
#[test]
fn what_is_broken_is_refused() {
    let validator = validator();
    let folder = folder("sai");
    let cases = cases("sai.yaml");
    assert!(cases.len() >= 60);
    let mut wrong = String::new();
    for case in &cases {
        let path = folder.join(format!("{}.yaml", slug(&case.name)));
        assert!(!path.exists(), "{} stands twice", case.name);
        let yaml = case.document();
        fs::write(&path, &yaml).unwrap();
        if refusal(&path).is_empty() {
            wrong.push_str(&format!("the program accepts: {}\n", case.name));
        }
        if faults(&validator, &yaml).is_empty() {
            wrong.push_str(&format!("the schema accepts: {}\n", case.name));
        }
    }
    assert_eq!(wrong, "");
}

/// Every way of writing is accepted by the program and by the schema.
#[test]
fn what_is_right_is_accepted() {
    let validator = validator();
    let folder = folder("dung");
    let mut wrong = String::new();
    for case in cases("dung.yaml") {
        let path = folder.join(format!("{}.yaml", slug(&case.name)));
        let yaml = case.document();
        fs::write(&path, &yaml).unwrap();
        for told in [refusal(&path), faults(&validator, &yaml)] {
            if !told.is_empty() {
                wrong.push_str(&format!("{}: {told}\n", case.name));
            }
        }
    }
    assert_eq!(wrong, "");
}

/// The starters of every kind and of school practice, with the line that
/// attaches the schema.
#[test]
fn every_starter_is_accepted() {
    let validator = validator();
    let folder = folder("mau");
    let mut count = 0;
    for profile in Law::embedded().profiles() {
        let kinds = profile.all_kinds().map(|kind| kind.khoa.as_str());
        for name in kinds.chain(starter::practices(profile).iter().map(|practice| practice.name)) {
            let yaml = starter::starter(profile, name).unwrap();
            assert!(yaml.starts_with("# yaml-language-server: $schema=vanban.schema.json\n"), "{name}");
            fs::write(folder.join(format!("{}-{name}.yaml", profile.khoa)), &yaml).unwrap();
            assert_accepted(&validator, name, &yaml);
            count += 1;
        }
    }
    assert!(count > 55, "{count}");
}

/// The examples, and the files of the tests that the program accepts.
#[test]
fn every_example_is_accepted() {
    let validator = validator();
    let mut files = Vec::new();
    for folder in ["examples", "tests/data"] {
        yaml_files(&Path::new(ROOT).join(folder), &mut files);
    }
    let accepted: Vec<&PathBuf> = files.iter().filter(|path| refusal(path).is_empty()).collect();
    assert!(accepted.len() > 15, "{accepted:?}");
    for path in accepted {
        assert_accepted(&validator, &path.display().to_string(), &fs::read_to_string(path).unwrap());
    }
    for key in keys::groups().into_iter().flat_map(|group| &group.khoa) {
        let Some(example) = &key.vi_du else { continue };
        assert_accepted(&validator, &key.khoa, &document_with(example));
    }
}

fn yaml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
}

/// A value of another sort in the place of every value of the examples: what
/// the schema refuses, the program refuses too.
#[test]
fn what_the_schema_refuses_the_program_refuses() {
    let validator = validator();
    let folder = folder("doi");
    let path = folder.join("doi.yaml");
    let values = [
        serde_json::json!("chữ"),
        serde_json::json!(12),
        serde_json::json!("12"),
        serde_json::json!(true),
        Value::Null,
        serde_json::json!(["chữ"]),
        serde_json::json!({ "ten": "chữ" }),
        serde_json::json!([]),
        serde_json::json!({}),
    ];
    let mut refused = 0;
    for key in keys::groups().into_iter().flat_map(|group| &group.khoa) {
        let Some(example) = &key.vi_du else { continue };
        let own: Value = serde_saphyr::from_str(example).unwrap();
        let whole: Value = serde_saphyr::from_str(&document_with(example)).unwrap();
        for pointer in pointers(&own, String::new()) {
            for value in &values {
                let mut changed = whole.clone();
                *changed.pointer_mut(&pointer).unwrap() = value.clone();
                let text = changed.to_string();
                if faults(&validator, &text).is_empty() {
                    continue;
                }
                refused += 1;
                fs::write(&path, &text).unwrap();
                assert_ne!(refusal(&path), "", "{pointer} = {value}: {}", faults(&validator, &text));
            }
        }
    }
    assert!(refused > 500, "{refused}");
}

/// Every place of a value, as JSON pointers.
fn pointers(value: &Value, at: String) -> Vec<String> {
    let below: Vec<String> = match value {
        Value::Object(keys) => {
            keys.iter().flat_map(|(key, value)| pointers(value, format!("{at}/{key}"))).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(n, item)| pointers(item, format!("{at}/{n}"))).collect()
        }
        _ => Vec::new(),
    };
    let own = (!at.is_empty()).then_some(at);
    own.into_iter().chain(below).collect()
}

//! What commands answer to programs: one shape, the one of
//! `docs/ket-qua.schema.json`, and all that people are told.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Map, Value};
use tempfile::TempDir;

mod support;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

fn schema() -> Value {
    let text = fs::read_to_string(Path::new(ROOT).join("docs/ket-qua.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Runs a command for a program: nothing but JSON on standard output, nothing
/// on standard error, the promised shape and the true exit code.
fn answer(folder: &Path, arguments: &[&str]) -> Value {
    let output = vanban(folder, &[arguments, &["--dinh-dang", "json"]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.is_empty(), "{arguments:?}: {said}");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{arguments:?}: {error}: {}", String::from_utf8_lossy(&output.stdout))
    });
    let schema = schema();
    let faults = faults(&answer, &schema, &schema, "$");
    assert!(faults.is_empty(), "{arguments:?}: {faults:#?}\n{answer:#}");
    assert_eq!(answer["ma_thoat"].as_i64(), output.status.code().map(i64::from), "{arguments:?}");
    answer
}

/// Where a value breaks a schema. Knows the words that our schema uses and no
/// others, so that a new one cannot go unchecked.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Value::Object(words) = schema else { return found };
    for (word, asked) in words {
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" | "additionalProperties" => {
            }
            "$ref" => {
                let path = asked.as_str().unwrap().trim_start_matches('#');
                found.extend(faults(value, root.pointer(path).unwrap(), root, at));
            }
            "type" => {
                let names: Vec<&str> = match asked {
                    Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                    name => name.as_str().into_iter().collect(),
                };
                if !names.iter().any(|name| is_a(value, name)) {
                    found.push(format!("{at}: not {names:?}"));
                }
            }
            "const" if value != asked => found.push(format!("{at}: not {asked}")),
            "minimum" if value.as_i64().is_some_and(|n| n < asked.as_i64().unwrap()) => {
                found.push(format!("{at}: too small"));
            }
            "maximum" if value.as_i64().is_some_and(|n| n > asked.as_i64().unwrap()) => {
                found.push(format!("{at}: too large"));
            }
            "const" | "minimum" | "maximum" => {}
            "anyOf" | "oneOf" => {
                let fits = |one: &Value| faults(value, one, root, at).is_empty();
                if !asked.as_array().unwrap().iter().any(fits) {
                    found.push(format!("{at}: fits none of {word}"));
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(item, asked, root, &format!("{at}[{index}]")));
                }
            }
            "required" => {
                for key in asked.as_array().unwrap().iter().filter_map(Value::as_str) {
                    if value.is_object() && value.get(key).is_none() {
                        found.push(format!("{at}: no {key}"));
                    }
                }
            }
            "properties" => {
                let Some(keys) = value.as_object() else { continue };
                let closed = words.get("additionalProperties") == Some(&Value::Bool(false));
                found.extend(of_keys(keys, asked, closed, root, at));
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        }
    }
    found
}

fn of_keys(keys: &Map<String, Value>, asked: &Value, closed: bool, root: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in keys {
        match asked.get(key) {
            Some(schema) => found.extend(faults(value, schema, root, &format!("{at}.{key}"))),
            None if closed => found.push(format!("{at}: {key} is not promised")),
            None => {}
        }
    }
    found
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    }
}

fn folder_with(yaml: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("thu.yaml"), yaml).unwrap();
    folder
}

fn codes(answer: &Value) -> Vec<&str> {
    answer["thong_bao"].as_array().unwrap().iter().filter_map(|told| told["ma"].as_str()).collect()
}

/// A misspelling, which is an error of the checker, and a blank before a comma.
fn faulty() -> String {
    support::PLAN.replace("Khoản không có tiêu đề.", "Khoản sử lý , không có tiêu đề.")
}

#[test]
fn the_walk_finds_what_breaks_the_schema() {
    let schema = schema();
    let good = serde_json::json!({"lenh": "tao", "ma_thoat": 0, "tep_da_ghi": [], "thong_bao": []});
    assert!(faults(&good, &schema, &schema, "$").is_empty());
    for (key, value) in [
        ("ma_thoat", serde_json::json!("0")),
        ("la", serde_json::json!(1)),
        ("thong_bao", serde_json::json!([{"muc": "lỗi", "ma": "x", "thong_bao": "y", "sua_duoc": true}])),
        ("thong_bao", serde_json::json!([{"muc": "loi", "ma": "x", "sua_duoc": true}])),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(!faults(&bad, &schema, &schema, "$").is_empty(), "{bad}");
    }
}

#[test]
fn the_schema_in_the_repository_is_the_one_that_is_printed() {
    let printed = vanban(Path::new(ROOT), &["schema", "--ket-qua"]).stdout;
    let kept = fs::read(Path::new(ROOT).join("docs/ket-qua.schema.json")).unwrap();
    assert!(printed == kept, "write it anew: vanban schema --ket-qua > docs/ket-qua.schema.json");
}

#[test]
fn tao_and_kiem_tra_tell_the_same() {
    let folder = folder_with(&faulty());
    let built = answer(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    assert_eq!((&built["lenh"], &built["ma_thoat"]), (&"tao".into(), &1.into()));
    assert_eq!(built["tep_da_ghi"][0], "ra.docx");
    let checked = answer(folder.path(), &["kiem-tra", "thu.yaml"]);
    assert_eq!(built["thong_bao"], checked["thong_bao"]);
    assert!(codes(&built).contains(&"GO-tu_nham") && codes(&built).contains(&"GO-cach_truoc_dau"));
    let levels: Vec<_> = built["thong_bao"].as_array().unwrap().iter().map(|told| &told["muc"]).collect();
    assert!(levels.contains(&&"loi".into()) && levels.contains(&&"canh_bao".into()), "{levels:?}");
    // What stops the one stops the other, at the same place.
    for (from, to) in [
        ("Khoản không có tiêu đề.", "\"![Sơ đồ](so-do.png)\""),
        ("Khoản không có tiêu đề.", "Của {{ co_quan.tem }}."),
        ("Khoản không có tiêu đề.", "\"{% if x %}\""),
        ("vien_dan(id=\"kh1\")", "vien_dan(id=\"kh2\")"),
    ] {
        fs::write(folder.path().join("thu.yaml"), support::PLAN.replace(from, to)).unwrap();
        let built = answer(folder.path(), &["tao", "thu.yaml", "-o", "hong.docx"]);
        let checked = answer(folder.path(), &["kiem-tra", "thu.yaml"]);
        assert_eq!((&built["ma_thoat"], &checked["ma_thoat"]), (&2.into(), &2.into()), "{to}");
        assert_eq!(built["thong_bao"], checked["thong_bao"], "{to}");
        assert!(!folder.path().join("hong.docx").exists());
    }
}

#[test]
fn fixes_are_told() {
    let folder = folder_with(&faulty());
    let shown = answer(folder.path(), &["kiem-tra", "--sua", "--thu", "thu.yaml"]);
    assert!(shown["da_sua"][0]["khac"].as_str().unwrap().contains("+      - noi_dung: Khoản xử lý, không"));
    assert_eq!(shown["tep_da_ghi"], serde_json::json!([]));
    let fixed = answer(folder.path(), &["kiem-tra", "--sua", "thu.yaml"]);
    assert_eq!(fixed["da_sua"][0], serde_json::json!({"tep": "thu.yaml", "so_cho": 2}));
    assert_eq!(fixed["tep_da_ghi"], serde_json::json!(["thu.yaml"]));
}

#[test]
fn reports_and_their_calendar_are_told() {
    let plan = format!("{ROOT}/examples/ke-hoach-dan-van/ke-hoach.yaml");
    let folder = TempDir::new().unwrap();
    let listed = answer(folder.path(), &["bao-cao", &plan, "--lich", "--ngay", "15/10/2023"]);
    let schedule = listed["lich"].as_array().unwrap();
    let report = schedule.iter().find(|item| item["id"] == "2023").expect("the report of 2023");
    assert_eq!((&report["han"], &report["tinh_trang"]), (&"2023-10-19".into(), &"con_han".into()));
    assert_eq!(report["so_ngay"], 4);
    let filed = answer(folder.path(), &["bao-cao", &plan, "--ics", "lich.ics"]);
    assert_eq!(filed["tep_da_ghi"], serde_json::json!(["lich.ics"]));
    let made = answer(folder.path(), &["bao-cao", &plan, "--ky", "2023", "-o", "bc.docx"]);
    assert_eq!(made["con_thieu"][0]["tep"], "bc.docx");
    assert!(made["con_thieu"][0]["cho"].as_array().unwrap().len() > 5);
    let unknown = answer(folder.path(), &["bao-cao", &plan, "--ky", "1999"]);
    assert_eq!((&unknown["ma_thoat"], codes(&unknown)), (&2.into(), vec!["ky-bao-cao"]));
}

/// A report is checked too, and an error at one place of the plan is told once.
#[test]
fn a_report_is_checked_before_it_is_sent() {
    let plan = fs::read_to_string(format!("{ROOT}/examples/ke-hoach-dan-van/ke-hoach.yaml")).unwrap();
    let plan = plan.replacen("ten: Trường THCS Vô Điểm", "ten: Trường THCS Vô Điểm sử lý", 1);
    let folder = folder_with(&plan);
    let made = answer(folder.path(), &["bao-cao", "thu.yaml", "--ky", "2023", "-o", "bc.docx"]);
    assert_eq!((&made["ma_thoat"], &made["tep_da_ghi"][0]), (&1.into(), &"bc.docx".into()));
    assert_eq!(codes(&made), ["GO-tu_nham"]);
    assert_eq!((&made["thong_bao"][0]["dong"], &made["thong_bao"][0]["cot"]), (&16.into(), &28.into()));
    let strict =
        answer(folder.path(), &["bao-cao", "thu.yaml", "--ky", "2023", "-o", "nghiem.docx", "--nghiem"]);
    assert_eq!((&strict["ma_thoat"], &strict["tep_da_ghi"]), (&1.into(), &serde_json::json!([])));
    assert!(!folder.path().join("nghiem.docx").exists());
}

/// Words of the subject stand several times in a report; they are told of once,
/// at their place in the plan.
#[test]
fn a_placeholder_of_the_plan_is_told_once() {
    let plan = fs::read_to_string(format!("{ROOT}/examples/ke-hoach-dan-van/ke-hoach.yaml")).unwrap();
    let line = plan.lines().position(|line| line.starts_with("trich_yeu:")).unwrap();
    let folder = folder_with(&plan.replacen("trich_yeu: ", "trich_yeu: «điền việc» ", 1));
    let made = answer(folder.path(), &["bao-cao", "thu.yaml", "--ky", "2023", "-o", "bc.docx"]);
    let found: Vec<&Value> =
        made["thong_bao"].as_array().unwrap().iter().filter(|told| told["ma"] == "TN-cho_dien").collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((&found[0]["khoa"], &found[0]["dong"]), (&"trich_yeu".into(), &(line + 1).into()));
}

#[test]
fn every_other_command_answers_too() {
    let plan = format!("{ROOT}/examples/lo/ke-hoach.yaml");
    let table = format!("{ROOT}/examples/lo/truong.csv");
    let folder = TempDir::new().unwrap();
    let sent = answer(folder.path(), &["lo", &plan, "--truong", &table, "--zip", "ra.zip"]);
    assert_eq!((&sent["lo"]["da_ghi"], &sent["tep_da_ghi"][0]), (&30.into(), &"ra.zip".into()));
    let refused = answer(folder.path(), &["lo", &plan, "--truong", "khong-co.csv", "-o", "ra"]);
    assert_eq!((&refused["ma_thoat"], refused["thong_bao"].as_array().unwrap().len()), (&2.into(), 1));
    assert_eq!(answer(folder.path(), &["moi", "ke_hoach"])["tep_da_ghi"][0], "ke_hoach.yaml");
    let data = format!("{ROOT}/examples/ke-hoach-dan-van/ke-hoach.yaml");
    assert_eq!(answer(folder.path(), &["moi", "so-lieu", &data])["tep_da_ghi"][0], "so-lieu.xlsx");
    assert_eq!(codes(&answer(folder.path(), &["moi", "ke_hoach"])), ["da-co"]);
    let rules = answer(folder.path(), &["luat"]);
    assert_eq!(rules["luat"].as_array().unwrap().len(), vanban::check::rules().len());
    assert_eq!(answer(folder.path(), &["luat", "GO-tu_nham"])["luat"][0]["muc"], "loi");
    assert_eq!(codes(&answer(folder.path(), &["luat", "GO-la"])), ["luat-la"]);
    let kinds = answer(folder.path(), &["loai"]);
    assert_eq!(kinds["the_thuc"].as_array().unwrap().len(), vanban::law::Law::embedded().ids().count());
    assert!(answer(folder.path(), &["schema"])["schema"]["properties"]["loai"].is_object());
}

/// Wrong arguments are answered in the same shape.
#[test]
fn wrong_arguments_are_answered_too() {
    let folder = folder_with(support::PLAN);
    for arguments in [
        &["taoo", "thu.yaml"][..],
        &["tao"],
        &["tao", "thu.yaml", "--la"],
        &["tao", "thu.yaml", "-o", "-"],
        &["tao", "thu.yaml", "-o", "ra.pdf"],
        &["lo"],
        &["bao-cao", "thu.yaml"],
        &["moi", "ke_hoach", "thua"],
        &["kiem-tra", "-", "-"],
    ] {
        let told = answer(folder.path(), arguments);
        assert_eq!(told["ma_thoat"], 2, "{arguments:?}");
        let named = if arguments[0] == "taoo" { "" } else { arguments[0] };
        assert_eq!(told["lenh"], named, "{arguments:?}");
        assert_eq!(codes(&told).len(), 1, "{arguments:?}");
    }
    fs::write(folder.path().join("vanban.toml"), "[luật\n").unwrap();
    assert_eq!(codes(&answer(folder.path(), &["tao", "thu.yaml"])), ["cau-hinh"]);
}

//! The reference of keys: current, complete, its examples tried.

mod support;

use support::{compose, load};

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vanban::diagnostic::{Severity, Sources, render_all};
use vanban::key_reference::{examples, key_reference};
use vanban::source::Input;

#[test]
fn the_reference_is_current() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/khoa.md");
    let kept = fs::read_to_string(kept).unwrap_or_default();
    assert!(
        kept == key_reference(&vanban::law::Law::embedded()),
        "write it anew: vanban schema --markdown > docs/khoa.md"
    );
}

/// Every key of the schema stands in the reference, with its meaning in
/// Vietnamese, and every link leads somewhere.
#[test]
fn the_reference_is_complete() {
    let page = key_reference(&vanban::law::Law::embedded());
    let schema = vanban::model::schema(&vanban::law::Law::embedded());
    let mut groups: Vec<&serde_json::Value> = schema["$defs"].as_object().unwrap().values().collect();
    groups.push(&schema);
    let mut count = 0;
    for keys in groups.iter().filter_map(|group| group["properties"].as_object()) {
        for (key, node) in keys {
            count += 1;
            assert!(page.contains(&format!("| `{key}` |")), "{key}");
            let meaning = node["description"].as_str().unwrap_or_default().replace('|', "\\|");
            assert!(!meaning.is_empty(), "{key} says nothing");
            assert!(page.contains(&meaning), "{key}: {meaning}");
        }
    }
    assert!(count > 100, "{count}");
    for (before, _) in page.match_indices("](#") {
        let anchor: String = page[before + 3..].chars().take_while(|c| *c != ')').collect();
        let is_heading = |line: &str| {
            line.strip_prefix("## `").is_some_and(|l| l.trim_end_matches('`').replace('.', "") == anchor)
        };
        assert!(page.lines().any(is_heading), "{anchor}");
    }
    for row in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        assert!(cells.len() >= 4 && !cells[1].trim().is_empty(), "no form: {row}");
    }
}

/// Each key of a document has an example, which stands in the page and makes a
/// document without an error or a key of another name.
#[test]
fn every_key_has_an_example_that_works() {
    let page = key_reference(&vanban::law::Law::embedded());
    let examples = examples();
    let schema = vanban::model::schema(&vanban::law::Law::embedded());
    let law = vanban::law::Law::embedded();
    let of_kinds: Vec<&str> =
        law.profiles().flat_map(|p| p.all_kinds()).flat_map(|k| &k.truong).map(|f| f.khoa.as_str()).collect();
    for key in
        schema["properties"].as_object().unwrap().keys().filter(|key| !of_kinds.contains(&key.as_str()))
    {
        assert!(examples.iter().any(|example| example.khoa == *key), "data/khoa.yaml: an example of `{key}`");
    }
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("truong.yaml", b"dia_danh: May Trang\n");
    write("sach.csv", "Tên sách;Số cuốn\nToán 6;3\n".as_bytes());
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 4, 4);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[0; 16]).unwrap();
    write("so-do.png", &png);
    for example in &examples {
        for line in example.yaml.trim_end().lines() {
            assert!(page.contains(line), "{line:?} not in the page");
        }
        let last = example.khoa.rsplit('.').next().unwrap();
        assert!(example.yaml.contains(&format!("{last}:")), "{example:?}");
        // A Party document is not signed by a head teacher: only its name is tried.
        let yaml = vanban::check::document_with(&example.yaml);
        let path = folder.path().join("thu.yaml");
        fs::write(&path, &yaml).unwrap();
        let mut sources = Sources::new();
        let loaded = load(&Input::file(path), &mut sources);
        let told = render_all(&loaded.diagnostics, &sources, false);
        assert!(
            loaded.diagnostics.iter().all(|d| d.severity != Severity::Error),
            "{}: {told}\n{yaml}",
            example.khoa
        );
        compose(&loaded.document.unwrap()).unwrap_or_else(|faults| panic!("{}: {faults:?}", example.khoa));
    }
}

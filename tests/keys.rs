//! The reference of keys: current, complete, its examples tried.

mod support;

use support::{compose, load};

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vanban::diagnostic::{Severity, Sources, render_all};
use vanban::key_reference::key_reference;
use vanban::keys;
use vanban::law::Law;
use vanban::source::Input;

#[test]
fn the_reference_is_current() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/khoa.md");
    let kept = fs::read_to_string(kept).unwrap_or_default();
    assert!(
        kept == key_reference(&Law::embedded()),
        "write it anew: vanban schema --markdown > docs/khoa.md"
    );
}

/// Every declared key stands in the reference, with its meaning in Vietnamese,
/// and every link leads somewhere.
#[test]
fn the_reference_is_complete() {
    let page = key_reference(&Law::embedded());
    let mut count = 0;
    for group in keys::groups().into_iter().filter(|group| group.khoa.len() > 1) {
        for key in &group.khoa {
            count += 1;
            let says = |line: &str| {
                line.starts_with(&format!("| `{}` |", key.khoa))
                    && line.contains(&key.ten)
                    && line.contains(&key.nghia.replace('|', "\\|"))
            };
            assert!(page.lines().any(says), "{} of {:?} is not told of", key.khoa, group.nhom);
        }
    }
    assert!(count > 100, "{count}");
    for (before, _) in page.match_indices("](#") {
        let anchor: String = page[before + 3..].chars().take_while(|c| *c != ')').collect();
        let is_heading = |line: &str| {
            let title = line.strip_prefix("## ").map(|title| title.replace(['`', '.'], ""));
            title.is_some_and(|title| title.to_lowercase().replace(' ', "-") == anchor)
        };
        assert!(page.lines().any(is_heading), "{anchor}");
    }
    for row in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        assert!(cells.len() >= 3 && !cells[1].trim().is_empty(), "no form: {row}");
    }
}

/// Each key of a document has an example, which stands in the page and makes a
/// document without an error or a key of another name.
#[test]
fn every_key_has_an_example_that_works() {
    let page = key_reference(&Law::embedded());
    for key in &keys::document().khoa {
        assert!(key.vi_du.is_some(), "data/khoa: an example of `{}`", key.khoa);
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
    let declared = keys::groups().into_iter().flat_map(|group| &group.khoa);
    for (key, example) in declared.filter_map(|key| key.vi_du.as_deref().map(|text| (&key.khoa, text))) {
        for line in example.trim_end().lines() {
            assert!(page.contains(line), "{line:?} not in the page");
        }
        assert!(example.contains(&format!("{key}:")), "{example:?}");
        // A Party document is not signed by a head teacher: only its name is tried.
        let yaml = vanban::check::document_with(example);
        let path = folder.path().join("thu.yaml");
        fs::write(&path, &yaml).unwrap();
        let mut sources = Sources::new();
        let loaded = load(&Input::file(path), &mut sources);
        let told = render_all(&loaded.diagnostics, &sources, false);
        assert!(loaded.diagnostics.iter().all(|d| d.severity != Severity::Error), "{key}: {told}\n{yaml}");
        compose(&loaded.document.unwrap()).unwrap_or_else(|faults| panic!("{key}: {faults:?}"));
    }
}

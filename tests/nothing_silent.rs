//! What would vanish without a word is refused at its place.

mod support;

use support::{PLAN, reports};

fn plan_with(from: &str, to: &str) -> String {
    assert!(PLAN.contains(from), "{from:?}");
    PLAN.replacen(from, to, 1)
}

/// The plan with this content.
fn with_content(content: &str) -> String {
    let (head, rest) = PLAN.split_once("noi_dung:\n").unwrap();
    let (_, tail) = rest.split_once("ket: ").unwrap();
    format!("{head}{content}\nket: {tail}")
}

/// `thu.yaml:12` of the first report.
fn line_of(yaml: &str, words: &str) -> String {
    let at = yaml.lines().position(|line| line.contains(words)).unwrap() + 1;
    format!("thu.yaml:{at}:")
}

fn assert_told(yaml: &str, expected: &[&str]) {
    let told = reports(yaml);
    for words in expected {
        assert!(told.contains(words), "{words:?} not in:\n{told}\nof:\n{yaml}");
    }
}

/// Sixteen levels print; what stands deeper is refused where it stands.
#[test]
fn lists_deeper_than_any_paper_are_refused() {
    let list = |levels: usize| {
        let lines = (0..levels).map(|level| format!("  {}- việc {level}\n", "  ".repeat(level)));
        with_content(&format!("noi_dung: |\n{}", lines.collect::<String>()))
    };
    assert_eq!(reports(&list(16)), "");
    let yaml = list(17);
    assert_told(&yaml, &["\"- việc 16\" nằm sâu hơn 16 cấp danh sách", &line_of(&yaml, "việc 16")]);
    let quotes = with_content(&format!("noi_dung: \"{} chữ\"", ">".repeat(40)));
    assert_told(&quotes, &["nằm sâu hơn 16 cấp"]);
}

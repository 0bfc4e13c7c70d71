//! Small files that ask for much are answered soon and clearly.

use std::fs;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vanban::diagnostic::{Sources, render_all};
use vanban::source::{Input, load};

mod support;

/// Slow builds of a busy machine included: without a bound each of these took
/// from half a minute to hours, or all memory.
const SOON: Duration = Duration::from_secs(20);

/// The plan with this content and these variables.
fn with(content: &str, variables: &str) -> String {
    let quoted = serde_json::to_string(content).unwrap();
    let (head, rest) = support::PLAN.split_once("noi_dung:").unwrap();
    let (_, tail) = rest.split_once("\nket:").unwrap();
    format!("{head}noi_dung: {quoted}\nket:{tail}bien: {variables}\n")
}

fn refused(content: &str, variables: &str, expected: &str) {
    let started = Instant::now();
    let told = support::reports(&with(content, variables));
    let start: String = content.chars().take(80).collect();
    assert!(told.contains(expected), "{expected:?} not for {start}:\n{told}");
    assert!(started.elapsed() < SOON, "{start}: {:?}", started.elapsed());
}

fn list(items: usize) -> String {
    format!("[{}]", vec!["a"; items].join(", "))
}

const TOO_MUCH: &str = "tính toán trong {{ }} và {% %} quá nhiều";

#[test]
fn filters_that_grow_are_bounded() {
    let separator = "s".repeat(20_000);
    let variables = format!("{{l: {}, s: {separator}}}", list(20_000));
    for content in [
        "{{ bien.l | join(sep=bien.s) | length }}",
        "{% if bien.l | join(sep=bien.s) == \"x\" %}x{% endif %}",
        "{{ bien.s | split(pat=\"\") | length }}",
        "{{ bien.l | unique | length }}",
        "{{ bien.s | replace(from=\"s\", to=bien.s) | length }}",
        "{% for a in bien.l %}{% if bien.s == a %}x{% endif %}{% if a in bien.l %}x{% endif %}{% endfor %}",
        "{% for a in bien.s %}{% if bien.l | join(sep=a) == a %}x{% endif %}{% endfor %}",
    ] {
        refused(content, &variables, TOO_MUCH);
    }
}

#[test]
fn joining_and_looping_are_bounded() {
    let variables = format!("{{s: {}}}", "s".repeat(200_000));
    let chain = vec!["bien.s"; 200].join(" ~ ");
    refused(&format!("{{{{ ({chain}) | length }}}}"), &variables, TOO_MUCH);
    refused(&format!("{{{{ [{}] | length }}}}", chain.replace('~', ",")), &variables, TOO_MUCH);
    let ifs = "{% if range(end=1000) | length == 3 %}x{% endif %}".repeat(3000);
    refused(&format!("{{% for i in range(end=1000) %}}{ifs}{{% endfor %}}"), "{}", TOO_MUCH);
}

/// Lists made on the way nest without a tag.
#[test]
fn comprehensions_are_refused() {
    let mut doubling = "[bien.s]".to_owned();
    for _ in 0..40 {
        doubling = format!("[x ~ x for x in {doubling}]");
    }
    let what = "chỉ lặp bằng {% for %}";
    refused(&format!("{{{{ {doubling} | length }}}}"), "{s: a}", what);
    let rounds = "[[[1 for x in range(end=1000)] for y in range(end=1000)] for z in range(end=1000)]";
    refused(&format!("{{% if {rounds} %}}x{{% endif %}}"), "{}", what);
    let yaml = with("Nội dung.", "{s: a}");
    let section = format!("noi_dung:\n  - {{khi: \"{rounds} | length > 1\", noi_dung: A}}\n");
    let told = support::reports(&yaml.replace("noi_dung: \"Nội dung.\"\n", &section));
    assert!(told.contains(what) && told.contains("lỗi[khi]"), "{told}");
}

/// What documents do with these is as it was.
#[test]
fn ordinary_lists_print() {
    let word = support::build(&with(
        "{{ bien.lop | join(sep=\", \") }}; {{ bien.lop | unique | length }}; {{ bien.ten | split(pat=\" \") | last }}; \
         {% for a in bien.lop %}{{ a ~ \"*\" }}{% if not loop.last %} - {% endif %}{% endfor %}; {{ range(end=3) | join }}",
        "{lop: [6A, 6B, 6A], ten: \"Nguyễn *Văn* An\"}",
    ));
    assert!(word.text().contains("6A, 6B, 6A; 2; An; 6A* - 6B* - 6A*; 012"), "{}", word.text());
}

/// Every anchor is a copy.
#[test]
fn nested_anchors_are_counted() {
    let open: String = (0..40).map(|n| format!("&a{n} [")).collect();
    let yaml = with("Nội dung.", &format!("{{x: {open}{}{}}}", vec!["a"; 50_000].join(","), "]".repeat(40)));
    let told = support::reports(&yaml);
    assert!(told.contains("tham chiếu"), "{told}");
}

/// A file without keys has nothing to take over.
#[test]
fn taking_over_what_has_no_keys_is_refused() {
    let folder = TempDir::new().unwrap();
    for (base, what) in [("- a\n- b\n", "một danh sách"), ("Trường THCS Mây Trắng\n", "một giá trị")]
    {
        fs::write(folder.path().join("chung.yaml"), base).unwrap();
        let path = folder.path().join("thu.yaml");
        fs::write(&path, format!("{}ke_thua: chung.yaml\n", support::PLAN)).unwrap();
        let mut sources = Sources::new();
        let loaded = load(&Input::File(path), &mut sources);
        let told = render_all(&loaded.diagnostics, &sources, false);
        assert!(loaded.document.is_none());
        assert!(told.contains("lỗi[ke-thua]") && told.contains(what), "{told}");
        let line = support::PLAN.lines().count() + 1;
        assert!(
            told.contains(&format!("thu.yaml:{line}:10")) && told.contains("mỗi khóa một dòng"),
            "{told}"
        );
    }
}

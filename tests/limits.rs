//! Small files that ask for much are answered soon and clearly.

use std::fs;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vanban::diagnostic::{Sources, render_all};
use vanban::source::Input;

mod support;

use support::load;

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
        let loaded = load(&Input::file(path), &mut sources);
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

/// Runs to an end within a minute.
#[cfg(unix)]
fn ends(folder: &std::path::Path, arguments: &[&str]) -> (Option<i32>, String) {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_vanban"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = std::time::Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed().as_secs() > 60 {
            child.kill().unwrap();
            panic!("{arguments:?} waits for ever");
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

/// A pipe that nobody writes to is neither waited for nor written over.
#[cfg(unix)]
#[test]
fn pipes_and_devices_are_no_files() {
    use std::fs;
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("ra")).unwrap();
    fs::create_dir_all(path("co-quan/khuon")).unwrap();
    fs::write(path("co-quan/vanban.toml"), "[loai]\nthu_muc = \"khuon\"\n").unwrap();
    let pipes =
        ["p.yaml", "p.csv", "p.xlsx", "p.docx", "p.png", "ra/001-truong-mot.docx", "co-quan/khuon/a.yaml"];
    for pipe in pipes {
        assert!(std::process::Command::new("mkfifo").arg(path(pipe)).status().unwrap().success());
    }
    let plan = support::PLAN;
    fs::write(path("kh.yaml"), plan).unwrap();
    fs::write(path("co-quan/kh.yaml"), plan).unwrap();
    fs::write(path("ke-thua.yaml"), plan.replace("so: 5\n", "ke_thua: p.yaml\n")).unwrap();
    let body = plan.find("noi_dung:").unwrap()..plan.find("ket:").unwrap();
    fs::write(path("tep.yaml"), plan.replace(&plan[body.clone()], "noi_dung: {tep: p.yaml}\n")).unwrap();
    let table = "noi_dung: [{noi_dung: A, bang: {tep: p.csv}}]\n";
    fs::write(path("bang.yaml"), plan.replace(&plan[body], table)).unwrap();
    fs::write(path("hinh.yaml"), format!("{plan}hinh: [{{id: a, tep: p.png}}]\n")).unwrap();
    fs::write(path("truong.csv"), "Tên trường\nTrường Một\n").unwrap();
    for arguments in [
        &["tao", "p.yaml", "-o", "ra.docx"][..],
        &["tao", "/dev/zero", "-o", "ra.docx"],
        &["tao", "ke-thua.yaml", "-o", "ra.docx"],
        &["tao", "tep.yaml", "-o", "ra.docx"],
        &["tao", "bang.yaml", "-o", "ra.docx"],
        &["tao", "hinh.yaml", "-o", "ra.docx"],
        &["kiem-tra", "p.yaml"],
        &["lo", "kh.yaml", "--truong", "p.csv", "-o", "lo"],
        &["lo", "kh.yaml", "--truong", "p.xlsx", "-o", "lo"],
        &["lo", "kh.yaml", "--truong", "p.yaml", "-o", "lo"],
        &["tao", "kh.yaml", "-o", "p.docx"],
        &["tao", "kh.yaml", "-o", "p.docx", "--force"],
        &["lo", "kh.yaml", "--truong", "truong.csv", "-o", "ra"],
        &["lo", "kh.yaml", "--truong", "truong.csv", "-o", "ra", "--force"],
    ] {
        let (code, said) = ends(folder.path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert!(
            said.contains("không phải là tệp") || said.contains("không phải tệp"),
            "{arguments:?}: {said}"
        );
    }
    let (code, said) = ends(&path("co-quan"), &["tao", "kh.yaml", "-o", "ra.docx"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("không phải tệp"), "{said}");
    for pipe in pipes {
        assert!(fs::metadata(path(pipe)).unwrap().file_type().is_fifo(), "{pipe}");
    }
    assert!(!path("ra.docx").exists() && !path("lo").exists());
}

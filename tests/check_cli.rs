//! `vanban kiem-tra` and `vanban luat` end to end.

#![expect(clippy::cast_possible_truncation, reason = "numbers of a few findings")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A document with comments, and mistakes that can be fixed.
const FAULTY: &str = "\
# Kế hoạch thư viện
loai: ke_hoach
co_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng, viet_tat: THCSMT}  # tên đầy đủ
dia_danh: Mây Trắng
ngay: 2026-09-15
trich_yeu: Công tác thư viện năm học 2026-2027
noi_dung:
  - tieu_de: Mục đích
    noi_dung: |
      Nhà trường tổ chức đọc sách , sử lý sách hỏng.   # không phải chú thích

      Giảm nghèo \"tài địa phương\" và “tài địa phương”.
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}
noi_nhan: [Các tổ chuyên môn]   # ai nhận
";

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn folder_with(yaml: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("thu.yaml"), yaml).unwrap();
    folder
}

fn clean() -> String {
    FAULTY
        .replace(" , sử lý", ", xử lý")
        .replace("\"tài địa phương\" và “tài địa phương”", "tại địa phương")
        .replace("   # không phải chú thích", "")
}

#[test]
fn findings_name_the_place_and_exit_with_one() {
    let folder = folder_with(FAULTY);
    let output = vanban(folder.path(), &["kiem-tra", "thu.yaml"]);
    let printed = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    for words in [
        "lỗi[GO-tu_nham]",
        "thu.yaml:10:37",
        "sử lý sách hỏng",
        "cách sửa: sửa thành \"xử lý\"",
        "sửa được bằng --sua",
    ] {
        assert!(printed.contains(words), "{words:?} not in:\n{printed}");
    }
}

#[test]
fn a_clean_file_exits_with_zero_and_a_bad_one_with_two() {
    let folder = folder_with(&clean());
    let output = vanban(folder.path(), &["check", "thu.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "1 tệp: không thấy lỗi.\n");
    fs::write(folder.path().join("sai.yaml"), "loai: ke_hoach\nla: 1\n").unwrap();
    let output = vanban(folder.path(), &["kiem-tra", "thu.yaml", "sai.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("không có khóa `la`"));
    assert_eq!(vanban(folder.path(), &["kiem-tra", "khong-co.yaml"]).status.code(), Some(2));
    assert_eq!(vanban(folder.path(), &["kiem-tra", "--thu", "thu.yaml"]).status.code(), Some(2));
}

#[test]
fn reads_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vanban"))
        .args(["kiem-tra", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(FAULTY.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("<stdin>:10:37"));
}

#[test]
fn fixes_keep_comments_and_everything_else() {
    let folder = folder_with(FAULTY);
    let diff = vanban(folder.path(), &["kiem-tra", "--sua", "--thu", "thu.yaml"]);
    assert!(
        text(&diff.stdout).contains("\n-      Nhà trường tổ chức đọc sách , sử lý"),
        "{}",
        text(&diff.stdout)
    );
    assert!(text(&diff.stdout).contains("\n+      Nhà trường tổ chức đọc sách, xử lý"));
    assert_eq!(fs::read_to_string(folder.path().join("thu.yaml")).unwrap(), FAULTY, "--thu writes nothing");
    vanban(folder.path(), &["kiem-tra", "--sua", "thu.yaml"]);
    let fixed = fs::read_to_string(folder.path().join("thu.yaml")).unwrap();
    let lines: Vec<_> = FAULTY.lines().zip(fixed.lines()).filter(|(before, after)| before != after).collect();
    assert_eq!(FAULTY.lines().count(), fixed.lines().count());
    assert!(
        fixed.contains("đọc sách, xử lý sách hỏng.   # không phải chú thích")
            || fixed.contains("đọc sách, xử lý sách hỏng. # không phải chú thích"),
        "{fixed}"
    );
    assert!(fixed.contains("tại địa phương") && !fixed.contains("tài địa phương"));
    assert_eq!(lines.len(), 2, "{lines:?}");
    vanban(folder.path(), &["kiem-tra", "--sua", "thu.yaml"]);
    assert_eq!(
        fs::read_to_string(folder.path().join("thu.yaml")).unwrap(),
        fixed,
        "a second run changes nothing"
    );
}

#[test]
fn fixes_reach_words_that_the_file_spells_with_escapes_or_without_quotes() {
    let folder = folder_with(
        &clean()
            .replace(
                "    noi_dung: |\n      Nhà trường tổ chức đọc sách, xử lý sách hỏng.\n\n      Giảm nghèo tại địa phương.\n",
                "    noi_dung: \"Cuộc thi “Đại sứ văn hóa đọc” và phong trào \\\"Thư viện xanh\\\" \\u0111\\u01b0\\u1ee3c duy tr\\u00ec.\"\n",
            )
            .replace("[Các tổ chuyên môn]", "[Các tổ chuyên môn, Lớp 6A (gồm:Ban cán sự lớp)]"),
    );
    let before = vanban(folder.path(), &["kiem-tra", "thu.yaml"]);
    assert!(text(&before.stdout).contains("2 chỗ sửa được bằng --sua"), "{}", text(&before.stdout));
    let fixing = vanban(folder.path(), &["kiem-tra", "--sua", "thu.yaml"]);
    assert_eq!(fixing.status.code(), Some(0), "{}", text(&fixing.stdout));
    assert!(!text(&fixing.stdout).contains("chưa sửa được"), "{}", text(&fixing.stdout));
    let fixed = fs::read_to_string(folder.path().join("thu.yaml")).unwrap();
    // Only the marks change; a name with a colon needs quotes.
    assert!(fixed.contains("phong trào “Thư viện xanh” \\u0111\\u01b0\\u1ee3c"), "{fixed}");
    assert!(fixed.contains("[Các tổ chuyên môn, \"Lớp 6A (gồm: Ban cán sự lớp)\"]"), "{fixed}");
}

#[test]
fn fixing_keeps_byte_order_mark_line_ends_and_permissions() {
    let yaml = format!("\u{FEFF}{}", FAULTY.replace('\n', "\r\n"));
    let folder = folder_with(&yaml);
    let path = folder.path().join("thu.yaml");
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    vanban(folder.path(), &["kiem-tra", "--sua", "thu.yaml"]);
    let fixed = fs::read_to_string(&path).unwrap();
    assert!(fixed.starts_with('\u{FEFF}') && fixed.contains("đọc sách, xử lý"), "{fixed:?}");
    assert_eq!(fixed.matches("\r\n").count(), FAULTY.matches('\n').count());
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).unwrap().permissions()) & 0o777,
        0o640
    );
}

#[test]
fn converts_old_code_pages_and_decomposed_letters() {
    let yaml = clean()
        .replace("Giảm nghèo tại địa phương.", "KÕ ho¹ch c«ng t¸c d©n vËn ë c¬ së.")
        .replace("tên đầy đủ", "te\u{302}n đầy đủ");
    let folder = folder_with(&yaml);
    let found = text(&vanban(folder.path(), &["kiem-tra", "thu.yaml"]).stdout);
    assert!(found.contains("GO-bang_ma") && found.contains("TCVN3") && found.contains("GO-nfc"), "{found}");
    let output = vanban(folder.path(), &["kiem-tra", "--sua", "thu.yaml"]);
    let fixed = fs::read_to_string(folder.path().join("thu.yaml")).unwrap();
    assert!(
        fixed.contains("      Kế hoạch công tác dân vận ở cơ sở.\n") && fixed.contains("# tên đầy đủ"),
        "{fixed}"
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

/// Only the named file is changed, and only what can be is promised.
#[test]
fn fixes_leave_other_files_alone() {
    let (head, rest) = FAULTY.split_once("noi_dung:\n").unwrap();
    let (_, tail) = rest.split_once("nguoi_ky").unwrap();
    let yaml = format!("{head}noi_dung: {{tep: bai.md}}\nnguoi_ky{tail}");
    let folder = folder_with(&yaml);
    let content = "Nhà trường sử lý sách hỏng.\n";
    fs::write(folder.path().join("bai.md"), content).unwrap();
    let printed = text(&vanban(folder.path(), &["kiem-tra", "thu.yaml"]).stdout);
    assert!(printed.contains("bai.md:1:12") && !printed.contains("sửa được bằng --sua"), "{printed}");
    vanban(folder.path(), &["kiem-tra", "--sua", "thu.yaml"]);
    assert_eq!(fs::read_to_string(folder.path().join("bai.md")).unwrap(), content);
    assert_eq!(fs::read_to_string(folder.path().join("thu.yaml")).unwrap(), yaml);
}

#[test]
fn a_document_may_leave_out_a_rule_with_its_reason() {
    let silenced = FAULTY.to_owned()
        + "bo_qua:\n  - {luat: GO-tu_nham, ly_do: trích nguyên văn}\n  - {luat: GO-cach_truoc_dau, ly_do: trích nguyên văn}\n";
    let folder = folder_with(&silenced);
    let printed = text(&vanban(folder.path(), &["kiem-tra", "thu.yaml"]).stdout);
    assert!(!printed.contains("GO-tu_nham") && !printed.contains("GO-cach_truoc_dau"), "{printed}");
    // Unknown, without reason, without use.
    for (entry, words) in [
        ("{luat: GO-tu-nham, ly_do: x}", "có phải ý bạn là `GO-tu_nham`?"),
        ("GO-tu_nham", "không có lý do"),
        ("{luat: GO-bang_ma, ly_do: x}", "văn bản không phạm luật này"),
    ] {
        let folder = folder_with(&format!("{FAULTY}bo_qua: [{entry}]\n"));
        let printed = text(&vanban(folder.path(), &["kiem-tra", "thu.yaml"]).stdout);
        assert!(printed.contains("VB-bo_qua") && printed.contains(words), "{entry}: {printed}");
    }
}

#[test]
fn an_office_sets_its_own_severities() {
    let folder = folder_with(FAULTY);
    fs::create_dir(folder.path().join("con")).unwrap();
    fs::copy(folder.path().join("thu.yaml"), folder.path().join("con/thu.yaml")).unwrap();
    let settings = "[luat]\n\"GO-tu_nham\" = \"goi_y\"\n\"GO-cach_truoc_dau\" = \"tat\"\n\"GO-nhay\" = \"tat\"\n\"GO-cach_doi\" = \"tat\"\n";
    fs::write(folder.path().join("vanban.toml"), settings).unwrap();
    let output = vanban(folder.path(), &["kiem-tra", "con/thu.yaml"]);
    let printed = text(&output.stdout);
    assert!(printed.contains("gợi ý[GO-tu_nham]") && !printed.contains("GO-cach_truoc_dau"), "{printed}");
    assert_eq!(output.status.code(), Some(0), "hints alone are fine: {printed}");
    for (wrong, words) in [
        ("[luat]\n\"GO-tu_nham\" = \"nang\"\n", "vanban.toml:2"),
        ("[luat]\n\"GO-tu_nhầm\" = \"loi\"\n", "có phải ý bạn là `GO-tu_nham`?"),
        ("[luật\n", "vanban.toml:1"),
    ] {
        fs::write(folder.path().join("vanban.toml"), wrong).unwrap();
        let output = vanban(folder.path(), &["kiem-tra", "thu.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(text(&output.stderr).contains(words), "{wrong}: {}", text(&output.stderr));
    }
}

#[test]
fn programs_read_findings_too() {
    let folder = folder_with(FAULTY);
    let json = vanban(folder.path(), &["kiem-tra", "--dinh-dang", "json", "thu.yaml"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let found = json["thong_bao"].as_array().unwrap();
    let wrong = found.iter().find(|f| f["ma"] == "GO-tu_nham").unwrap();
    assert_eq!((&wrong["dong"], &wrong["cot"], &wrong["sua_duoc"]), (&10.into(), &37.into(), &true.into()));
    let sarif = vanban(folder.path(), &["kiem-tra", "--dinh-dang", "sarif", "thu.yaml"]);
    let sarif: Value = serde_json::from_slice(&sarif.stdout).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let known: Vec<_> = run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|r| &r["id"]).collect();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), found.len());
    assert!(results.iter().all(|result| known.contains(&&result["ruleId"])));
    let region = &results.iter().find(|r| r["ruleId"] == "GO-tu_nham").unwrap()["locations"][0]["physicalLocation"]
        ["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&10.into(), &37.into(), &42.into())
    );
    let github = text(&vanban(folder.path(), &["kiem-tra", "--dinh-dang", "github", "thu.yaml"]).stdout);
    assert!(
        github.contains("::error file=thu.yaml,line=10,endLine=10,col=37,endColumn=42,title=GO-tu_nham::"),
        "{github}"
    );
    assert!(github.lines().all(|line| line.starts_with("::")));
}

#[test]
fn explains_rules() {
    let folder = TempDir::new().unwrap();
    let list = text(&vanban(folder.path(), &["luat"]).stdout);
    assert!(list.contains("GO-tu_nham") && list.contains("ND30-II.6.a-dau_can_cu"));
    let one = text(&vanban(folder.path(), &["explain", "GO-tu_nham"]).stdout);
    assert!(one.contains("Sai:") && one.contains("Đúng:") && one.contains("Nguồn:"), "{one}");
    let unknown = vanban(folder.path(), &["luat", "tu_nham"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("có phải ý bạn là `GO-tu_nham`?"));
}

/// The reference in `docs/` is what the program prints.
#[test]
fn the_reference_is_current() {
    let printed = text(&vanban(Path::new(ROOT), &["luat", "--markdown"]).stdout);
    let kept = fs::read_to_string(Path::new(ROOT).join("docs/luat.md")).unwrap();
    assert!(printed == kept, "write it anew: vanban luat --markdown > docs/luat.md");
}

/// The clean examples are clean, and a starter is but for what is to fill in.
#[test]
fn nothing_is_found_in_the_examples() {
    let files = [
        "examples/ke-hoach-dan-van/ke-hoach.yaml",
        "examples/lo/ke-hoach.yaml",
        "examples/quyet-dinh/quyet-dinh.yaml",
    ];
    for file in files {
        let output = vanban(Path::new(ROOT), &["kiem-tra", file]);
        assert_eq!(text(&output.stdout), "1 tệp: không thấy lỗi.\n", "{file}");
    }
    let folder = TempDir::new().unwrap();
    vanban(folder.path(), &["moi", "ke_hoach"]);
    let output = vanban(folder.path(), &["kiem-tra", "ke_hoach.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    let of_rule = told.matches("lỗi[TN-cho_dien]").count();
    assert!(told.contains(&format!("1 tệp: {of_rule} lỗi, 0 cảnh báo, 0 gợi ý.")), "{told}");
}

/// What a reader of the original plan would send back, and where it stands.
#[test]
fn finds_the_mistakes_of_the_original_plan() {
    let file = "examples/ke-hoach-dan-van/ke-hoach-goc.yaml";
    let json = vanban(Path::new(ROOT), &["kiem-tra", "--dinh-dang", "json", file]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let source = fs::read_to_string(Path::new(ROOT).join(file)).unwrap();
    let lines: Vec<Vec<char>> = source.lines().map(|line| line.chars().collect()).collect();
    let found: Vec<(String, String)> = json["thong_bao"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let number = |key: &str| finding[key].as_u64().unwrap() as usize;
            let line = &lines[number("dong") - 1];
            let end = if number("dong_cuoi") == number("dong") { number("cot_cuoi") - 1 } else { line.len() };
            let words: String = line[number("cot") - 1..end].iter().collect();
            (finding["ma"].as_str().unwrap().to_owned(), words)
        })
        .collect();
    let expected = [
        ("TN-ten_co_quan", "THCS Vô Địch"),
        ("GO-tu_nham", "tài địa phương"),
        ("GO-khoang_nam", "2021- 2025"),
        ("VD-loai_ky_hieu", "Quyết định số 1859-QC/TU"),
        ("VD-bien_the", ","),
        ("ND30-II.6.b-lap_lai", "06-ĐA/TU"),
        ("TN-viet_tat", "NTM"),
        ("TN-viet_tat", "VC-NLĐ"),
        ("TN-viet_tat", "ĐH"),
        ("TN-viet_tat", "KT-XH"),
        ("ND30-PL2.I-doan_sau_cham_phay", "Quyết định"),
        ("ND30-II.6.a-dau_can_cu", ";"),
    ];
    for (rule, words) in expected {
        let hit = found.iter().any(|(id, marked)| id == rule && marked.contains(words));
        assert!(hit, "{rule} at {words:?} not in {found:#?}");
    }
}

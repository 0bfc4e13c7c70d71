//! The command line end to end: files, exit codes, what users read.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

mod support;

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A folder with `thu.yaml` in it.
fn folder_with(yaml: impl AsRef<[u8]>) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("thu.yaml"), yaml).unwrap();
    folder
}

/// Builds `thu.yaml`; it must fail with 2, leave no file, and say all of this.
fn assert_refused(yaml: impl AsRef<[u8]>, expected: &[&str]) -> String {
    let folder = folder_with(yaml);
    let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    for words in expected {
        assert!(message.contains(words), "{words:?} not in:\n{message}");
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["thu.yaml"], "nothing may be left behind");
    message
}

fn plan_with(from: &str, to: &str) -> String {
    assert!(support::PLAN.contains(from), "{from:?}");
    support::PLAN.replacen(from, to, 1)
}

#[test]
fn builds_under_the_default_name() {
    let folder = folder_with(support::PLAN);
    let output = vanban(folder.path(), &["tao", "thu.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let name = "05-ke-hoach-trien-khai-thuc-hien-cong-tac-dan-van-o-co-so-giai-doan.docx";
    assert!(folder.path().join(name).is_file(), "{}", text(&output.stderr));
    assert!(name.is_ascii());
}

#[test]
fn the_default_name_has_the_subject_as_printed() {
    let yaml =
        plan_with("trich_yeu: Triển khai", "trich_yeu: \"Năm {{ bien.nam }}\" #") + "bien: {nam: 2021}\n";
    let folder = folder_with(yaml);
    let output = vanban(folder.path(), &["tao", "thu.yaml"]);
    assert!(folder.path().join("05-ke-hoach-nam-2021.docx").is_file(), "{}", text(&output.stderr));
}

#[test]
fn builds_through_standard_input_and_output() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vanban"))
        .args(["tao", "-", "-o", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(support::PLAN.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(support::Word::open(&output.stdout).text().contains("KẾ HOẠCH"));
}

#[test]
fn builds_many_files_into_a_folder_and_goes_on_after_a_bad_one() {
    let folder = folder_with(support::PLAN);
    fs::write(folder.path().join("hong.yaml"), "loai: [").unwrap();
    fs::write(folder.path().join("hai.yaml"), plan_with("so: 5", "so: 6")).unwrap();
    let output = vanban(folder.path(), &["tao", "thu.yaml", "hong.yaml", "hai.yaml", "-o", "ra/"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path().join("ra")).unwrap().count(), 2);
}

#[test]
fn two_files_of_one_name_are_not_written_over_each_other() {
    let folder = folder_with(support::PLAN);
    fs::write(folder.path().join("hai.yaml"), support::PLAN).unwrap();
    let output = vanban(folder.path(), &["tao", "thu.yaml", "hai.yaml", "-o", "ra/"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("cùng một tên tệp"));
}

#[test]
fn replaces_its_own_file_but_not_a_clerks() {
    let folder = folder_with(support::PLAN);
    let run = |extra: &[&str]| {
        let arguments: Vec<&str> =
            ["tao", "thu.yaml", "-o", "ra.docx"].iter().chain(extra).copied().collect();
        vanban(folder.path(), &arguments)
    };
    assert_eq!(run(&[]).status.code(), Some(0));
    assert_eq!(run(&[]).status.code(), Some(0), "its own file is replaced");
    fs::write(folder.path().join("ra.docx"), "bản văn thư đã sửa").unwrap();
    let refused = run(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("--force"));
    assert_eq!(fs::read(folder.path().join("ra.docx")).unwrap(), "bản văn thư đã sửa".as_bytes());
    assert_eq!(run(&["--force"]).status.code(), Some(0));
}

/// An edit that keeps the properties of the file is seen too.
#[test]
fn a_file_edited_by_any_program_is_kept() {
    let folder = folder_with(support::PLAN);
    let path = folder.path().join("ra.docx");
    assert_eq!(vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]).status.code(), Some(0));
    let edited = support::edited(&fs::read(&path).unwrap());
    fs::write(&path, &edited).unwrap();
    let refused = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = text(&refused.stderr);
    assert!(said.contains("tệp này đã được sửa bằng chương trình khác sau khi soạn"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), edited);
    let forced = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx", "--force"]);
    assert_eq!(forced.status.code(), Some(0));
}

#[test]
fn tao_shows_errors_and_counts_warnings() {
    let yaml = plan_with("Khoản không có tiêu đề.", "Khoản sử lý , không có tiêu đề.");
    let folder = folder_with(&yaml);
    let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(folder.path().join("ra.docx").is_file());
    assert!(said.contains("lỗi[GO-tu_nham]") && said.contains("thu.yaml:16:"), "{said}");
    assert!(said.contains("1 cảnh báo: xem bằng lệnh  vanban kiem-tra thu.yaml"), "{said}");
    assert!(!said.contains("GO-cach_truoc_dau"), "{said}");
    let strict = vanban(folder.path(), &["tao", "thu.yaml", "-o", "nghiem.docx", "--nghiem"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(!folder.path().join("nghiem.docx").exists(), "--nghiem writes nothing");
    let quiet = text(&vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx", "-q"]).stderr);
    assert!(quiet.contains("GO-tu_nham") && !quiet.contains("cảnh báo"), "{quiet}");
    // The office's own severities hold for the file's folder.
    fs::write(folder.path().join("vanban.toml"), "[luat]\n\"GO-tu_nham\" = \"canh_bao\"\n").unwrap();
    let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("2 cảnh báo"), "{}", text(&output.stderr));
}

/// Warnings of reading, composing and rendering are counted with those of the
/// rules, as `kiem-tra` counts them.
#[test]
fn every_warning_is_in_the_one_line() {
    let wide = "    bang: {cot: [{ten: A, rong: 150}, {ten: B, rong: 150}], dong: [[a, b]]}\n";
    let yaml = plan_with("Khoản không có tiêu đề.", "Khoản , không có tiêu đề.");
    let folder =
        folder_with(yaml.replacen("nguoi_ky:", &format!("  - tieu_de: Bảng\n{wide}nguoi_ky:"), 1).replacen(
            "ket: Trên đây là Kế hoạch của nhà trường.\n",
            "",
            1,
        ));
    let built = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    let said = text(&built.stderr);
    assert_eq!(built.status.code(), Some(0), "{said}");
    assert!(!said.contains("bang-rong"), "{said}");
    let shown = text(&vanban(folder.path(), &["kiem-tra", "thu.yaml"]).stdout);
    assert!(
        shown.contains("cảnh báo[bang-rong]") && shown.contains("cảnh báo[GO-cach_truoc_dau]"),
        "{shown}"
    );
    let count = said.lines().find_map(|line| line.split_once(": xem bằng lệnh")).expect("one line").0;
    let counted = shown.lines().last().unwrap();
    assert_eq!(counted.matches(count).count(), 1, "{count:?} not in {counted}");
    assert!(
        shown.matches("cảnh báo[").count() >= 2
            && count.starts_with(&shown.matches("cảnh báo[").count().to_string())
    );
    let told = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx", "--dinh-dang", "json"]);
    assert!(text(&told.stdout).contains("\"bang-rong\""), "programs read all of them");
}

/// A file of shared keys among the files of a command is no document of its own.
#[test]
fn a_file_of_shared_keys_is_not_built() {
    let folder = TempDir::new().unwrap();
    let (body, rest) = support::PLAN.split_once("co_quan:").unwrap();
    let (office, rest) = rest.split_once('\n').unwrap();
    fs::write(folder.path().join("truong.yaml"), format!("co_quan:{office}\n")).unwrap();
    fs::write(folder.path().join("kh.yaml"), format!("ke_thua: truong.yaml\n{body}{rest}")).unwrap();
    let files = ["kh.yaml", "truong.yaml", "-o", "ra/"];
    let built = vanban(folder.path(), &[&["tao"][..], &files].concat());
    let said = text(&built.stderr);
    assert_eq!(built.status.code(), Some(0), "{said}");
    assert!(said.contains("truong.yaml: tệp khóa dùng chung, không soạn riêng\n"), "{said}");
    assert!(!said.contains("thiếu khóa"), "{said}");
    let checked = vanban(folder.path(), &["kiem-tra", "truong.yaml", "kh.yaml"]);
    let said = text(&checked.stderr) + &text(&checked.stdout);
    assert!(said.contains("truong.yaml: tệp khóa dùng chung") && !said.contains("thiếu khóa"), "{said}");
    assert_ne!(checked.status.code(), Some(2), "{said}");
    // Alone, or beside files that do not take it over, it is a document that lacks keys.
    fs::write(folder.path().join("khac.yaml"), support::PLAN).unwrap();
    for files in [&["truong.yaml"][..], &["truong.yaml", "khac.yaml"]] {
        let output = vanban(folder.path(), &[&["kiem-tra"][..], files].concat());
        assert_eq!(output.status.code(), Some(2), "{files:?}");
    }
}

/// Files of other programs are told by what they are.
#[test]
fn files_of_other_programs_are_named() {
    let built = vanban(folder_with(support::PLAN).path(), &["tao", "thu.yaml", "-o", "-"]).stdout;
    let xlsx = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/lo/truong.xlsx")).unwrap();
    for (bytes, what) in [
        (built, "tệp Word (.docx), không phải tệp YAML"),
        (xlsx, "bảng tính Excel (.xlsx)"),
        (b"%PDF-1.7\n1 0 obj\n".to_vec(), "tệp PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(), "đời cũ (.doc, .xls)"),
    ] {
        let said = assert_refused(bytes, &[what, "đưa tệp YAML (.yaml)"]);
        assert!(!said.contains("UTF-8"), "{said}");
    }
}

/// Only the name is told, not the expression around it.
#[test]
fn an_unknown_variable_of_a_condition() {
    let yaml = plan_with("  - tieu_de: Tổ chức", "  - khi: bien.so_lop > 13\n    tieu_de: Tổ chức");
    assert_refused(yaml, &["không có biến `bien.so_lop`\n", "ghi giá trị mẫu vào `bien`"]);
}

#[test]
fn commands_are_told_with_their_names_quoted() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("Công văn đi")).unwrap();
    let made = text(&vanban(folder.path(), &["moi", "ke_hoach", "-o", "Công văn đi/x.yaml"]).stderr);
    assert!(made.contains("vanban tao \"Công văn đi/x.yaml\""), "{made}");
}

#[test]
fn names_that_promise_another_kind_of_file_are_refused() {
    let folder = folder_with(support::PLAN);
    for (name, words) in [("ra.pdf", "lưu dạng PDF"), ("ra", "ra/"), ("ra.doc", "ra.docx")] {
        let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).contains(words), "{name}: {}", text(&output.stderr));
        assert!(!folder.path().join(name).exists());
    }
    assert_eq!(vanban(folder.path(), &["tao", "thu.yaml", "-o", "RA.DOCX"]).status.code(), Some(0));
}

#[test]
fn an_unknown_picture_is_marked_where_it_is_called() {
    let yaml = plan_with(
        "      - noi_dung: Khoản không có tiêu đề.\n",
        "      - noi_dung: |\n          Khoản.\n\n          ![Sơ đồ](so_do.png)\n",
    );
    let folder = folder_with(yaml);
    for command in ["tao", "kiem-tra"] {
        let output = vanban(folder.path(), &[command, "thu.yaml"]);
        let said = text(&output.stderr) + &text(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{said}");
        for words in ["thu.yaml:19:11", "khai báo hinh: [{id: so-do, tep: so_do.png}] và gọi ![...](so-do)"]
        {
            assert!(said.contains(words), "{command}: {words:?} not in\n{said}");
        }
    }
}

#[test]
fn blanks_that_are_none_are_pointed_at() {
    for (from, to, place, words) in [
        ("so: 5\n", "so: 5\n\t", "thu.yaml:4:1", "phím Tab"),
        ("so: 5\n", "so: 5\n\u{a0}", "thu.yaml:4:1", "dấu cách đặc biệt"),
        ("so: 5\n", "so:\u{a0}5\n", "thu.yaml:3:4", "dấu cách đặc biệt"),
        ("co_quan: {", "co_quan:\u{a0}{", "thu.yaml:2:9", "dấu cách đặc biệt"),
    ] {
        let said = assert_refused(plan_with(from, to), &[place, words]);
        assert!(!said.contains("thiếu khóa"), "{said}");
    }
}

#[test]
fn names_are_found_in_either_composition() {
    for (there, asked) in [("ke\u{302}.yaml", "k\u{ea}.yaml"), ("k\u{ea}.yaml", "ke\u{302}.yaml")] {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(there), support::PLAN).unwrap();
        let output = vanban(folder.path(), &["tao", asked, "-o", "ra.docx"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
}

#[test]
fn known_keys_are_listed_once() {
    let said = assert_refused(support::PLAN.to_owned() + "qqqqqq: 1\n", &["các khóa dùng được ở đây"]);
    let list = said.lines().find(|line| line.contains("các khóa dùng được")).unwrap();
    assert_eq!(list.split([' ', ',']).filter(|word| *word == "so").count(), 1, "{list}");
}

#[test]
fn help_is_a_word_too_and_extra_words_are_refused() {
    let folder = TempDir::new().unwrap();
    let help = vanban(folder.path(), &["help"]);
    assert_eq!((help.status.code(), help.stdout), (Some(0), vanban(folder.path(), &["--help"]).stdout));
    let help = vanban(folder.path(), &["help", "tao"]);
    assert_eq!(help.stdout, vanban(folder.path(), &["tao", "--help"]).stdout);
    let output = vanban(folder.path(), &["moi", "ke_hoach", "thua"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("thừa đối số `thua`"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// A base folder for what standard input includes.
#[test]
fn standard_input_may_have_a_folder() {
    let folder = folder_with(support::PLAN);
    fs::create_dir(folder.path().join("con")).unwrap();
    fs::write(folder.path().join("con/bai.md"), "Bài ở tệp khác.\n").unwrap();
    let (head, rest) = support::PLAN.split_once("noi_dung:\n").unwrap();
    let (_, tail) = rest.split_once("ket:").unwrap();
    let yaml =
        format!("{head}noi_dung: {{tep: bai.md}}\nket:{tail}").replace("{{ vien_dan(id=\"kh1\") }}", "x");
    let run = |extra: &[&str]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vanban"))
            .current_dir(folder.path())
            .args([&["tao", "-", "-o", "-"], extra].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(yaml.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    assert_eq!(run(&[]).status.code(), Some(2));
    let output = run(&["--thu-muc", "con"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(support::Word::open(&output.stdout).text().contains("Bài ở tệp khác."));
    let refused = vanban(folder.path(), &["tao", "thu.yaml", "--thu-muc", "con"]);
    assert_eq!(refused.status.code(), Some(2), "only standard input has no folder of its own");
}

/// Nothing of a file or its name is a command to the terminal.
#[cfg(unix)]
#[test]
fn nothing_told_is_a_command_to_the_terminal() {
    let folder = folder_with(plan_with("dia_danh:", "\"dia\u{9b}31m\": x\ndia_danh:"));
    fs::copy(folder.path().join("thu.yaml"), folder.path().join("a\u{1b}[31m.yaml")).unwrap();
    for file in ["thu.yaml", "a\u{1b}[31m.yaml", "khong-co\u{1b}[31m.yaml"] {
        let said = text(&vanban(folder.path(), &["tao", file]).stderr);
        assert!(!said.is_empty() && !said.contains(['\u{1b}', '\u{9b}']), "{said:?}");
    }
}

/// Where nobody can be told, there is still no panic.
#[cfg(target_os = "linux")]
#[test]
fn a_full_or_closed_stream_is_no_panic() {
    let folder = folder_with(support::PLAN);
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.current_dir(folder.path()).args(arguments);
        command
    };
    let code = |command: &mut Command| command.output().unwrap().status.code();
    assert_eq!(code(run(&["tao", "khong-co.yaml"]).stderr(full())), Some(2));
    assert_eq!(code(run(&["tao", "thu.yaml", "-o", "ra.docx"]).stderr(full())), Some(0));
    assert_eq!(code(run(&["tao"]).stderr(full())), Some(2));
    assert_eq!(code(run(&["luat"]).stdout(full())), Some(2));
    assert_eq!(code(run(&["tao", "thu.yaml", "-o", "-"]).stdout(full())), Some(2));
    assert_eq!(code(run(&["--help"]).stdout(full())), Some(2));
    // A document for which there is no place is lost, as a shell's `>&-` has it.
    let shell = |line: &str| {
        let mut command = Command::new("sh");
        let line = line.replace("vanban", concat!("'", env!("CARGO_BIN_EXE_vanban"), "'"));
        code(command.current_dir(folder.path()).args(["-c", &line]))
    };
    assert_eq!(shell("vanban tao thu.yaml -o - >&-"), Some(2));
    assert_eq!(shell("vanban tao thu.yaml -o - >/dev/null"), Some(0));
    assert_eq!(shell("vanban moi ke_hoach -o - >&-"), Some(2));
    // A reader that has seen enough.
    for arguments in [&["luat"][..], &["kiem-tra", "thu.yaml", "--dinh-dang", "sarif"]] {
        let mut child = run(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
        assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}", output.status);
    }
}

#[test]
fn json_tells_what_was_written_and_what_was_wrong() {
    let folder = folder_with(support::PLAN);
    let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx", "--dinh-dang", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["tep_da_ghi"][0], "ra.docx");
    fs::write(folder.path().join("thu.yaml"), plan_with("dia_danh:", "dia_dang:")).unwrap();
    let output = vanban(folder.path(), &["tao", "thu.yaml", "--dinh-dang", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let unknown = &json["thong_bao"].as_array().unwrap().iter().find(|d| d["ma"] == "khoa-la").unwrap();
    assert_eq!((unknown["dong"].as_u64(), unknown["cot"].as_u64()), (Some(4), Some(1)));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let folder = folder_with(support::PLAN);
    let output = vanban(folder.path(), &["tao", "thu.yaml", "--quiet"]);
    assert!(output.stderr.is_empty() && output.stdout.is_empty());
}

/// A starter builds as it stands, and what is still to fill is told.
#[test]
fn the_starter_builds_as_it_stands() {
    let folder = TempDir::new().unwrap();
    let made = vanban(folder.path(), &["moi", "ke_hoach"]);
    assert_eq!(made.status.code(), Some(0));
    assert!(
        text(&made.stderr).contains("Điền các chỗ «điền ...» trong tệp rồi soạn: vanban tao ke_hoach.yaml")
    );
    let output = vanban(folder.path(), &["tao", "ke_hoach.yaml", "-o", "ra.docx"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("TN-cho_dien") && folder.path().join("ra.docx").is_file(), "{said}");
    let strict = vanban(folder.path(), &["tao", "ke_hoach.yaml", "-o", "nghiem.docx", "--nghiem"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(!folder.path().join("nghiem.docx").exists());
    let again = vanban(folder.path(), &["moi", "ke_hoach"]);
    assert_eq!(again.status.code(), Some(2), "an existing file is kept");
}

#[test]
fn the_schema_names_every_key_of_the_starter() {
    let output = vanban(Path::new("."), &["schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for key in
        ["loai", "co_quan", "can_cu", "noi_dung", "nguoi_ky", "noi_nhan", "bien", "ke_thua", "trinh_bay"]
    {
        assert!(schema["properties"][key].is_object(), "{key}");
    }
    assert_eq!(schema["additionalProperties"], false);
}

/// The reader knows every declared key: an empty one is no unknown one.
#[test]
fn the_reader_knows_every_declared_key() {
    let mut yaml = support::PLAN.to_owned();
    for key in &vanban::keys::document().khoa {
        let known = support::PLAN.lines().any(|line| line.starts_with(&format!("{}:", key.khoa)));
        if !known && key.khoa != "ke_thua" {
            yaml.push_str(&format!("{}:\n", key.khoa));
        }
    }
    assert_eq!(support::reports(&yaml), "");
}

#[test]
fn a_broken_indent() {
    let yaml = plan_with(
        "  - tieu_de: Tổ chức thực hiện\n    noi_dung",
        "  - tieu_de: Tổ chức thực hiện\n   noi_dung",
    );
    assert_refused(yaml, &["lỗi[yaml]", "thụt lề", "thu.yaml:", "cách sửa"]);
}

#[test]
fn a_colon_within_a_value() {
    assert_refused(
        plan_with("trich_yeu: Triển khai", "trich_yeu: Về: Triển khai"),
        &["dấu nháy kép", "`khóa: |`"],
    );
}

#[test]
fn an_unknown_key_has_its_nearest_known_one() {
    assert_refused(
        plan_with("dia_danh:", "dia_danhh:"),
        &["không có khóa `dia_danhh`", "thu.yaml:4:1", "có phải ý bạn là `dia_danh`?"],
    );
    assert_refused(plan_with("chuc_vu:", "Chức vụ:"), &["có phải ý bạn là `chuc_vu`?"]);
}

#[test]
fn a_date_that_does_not_exist() {
    assert_refused(
        plan_with("05/01/2021", "31/02/2021"),
        &["`ngay`: không có ngày này: tháng 2 năm 2021 có 28 ngày", "thu.yaml:5:7"],
    );
}

#[test]
fn a_missing_key() {
    assert_refused(plan_with("ho_ten: Nguyễn Văn A", ""), &["thiếu khóa `ho_ten`", "`nguoi_ky`"]);
}

#[test]
fn an_unknown_kind() {
    assert_refused(
        plan_with("loai: ke_hoach", "loai: ke_hoac"),
        &["không có loại văn bản `ke_hoac`", "`ke_hoach`"],
    );
}

#[test]
fn an_unknown_citation() {
    assert_refused(
        plan_with("id=\"kh1\"", "id=\"kh2\""),
        &["không có văn bản nào mang id `kh2`", "thu.yaml:15:", "`kh1`"],
    );
}

#[test]
fn an_unknown_variable() {
    assert_refused(
        plan_with("{{ co_quan.ten }}", "{{ co_quan.tem }}"),
        &["không có biến `co_quan.tem`", "thu.yaml:10:", "`co_quan.ten`"],
    );
}

#[test]
fn margins_outside_the_legal_ranges() {
    let yaml = format!("{}trinh_bay: {{le: {{trai: 29, phai: 21}}}}\n", support::PLAN);
    assert_refused(yaml, &["`trai` là 29 mm", "từ 30 đến 35 mm", "`phai` là 21 mm"]);
}

#[test]
fn several_faults_come_in_one_run() {
    let yaml = plan_with("dia_danh:", "dia_dang:").replace("05/01/2021", "31/02/2021").replace("KT:", "KTT:");
    let message = assert_refused(
        yaml,
        &["dia_dang", "thiếu khóa `dia_danh`", "không có ngày này", "không có quyền hạn `KTT`"],
    );
    assert_eq!(message.matches("lỗi[").count(), 4, "{message}");
}

#[test]
fn bytes_that_are_not_utf8() {
    let latin1: Vec<u8> = "trich_yeu: KÕ ho¹ch c«ng t¸c d©n vËn\n".chars().map(|c| c as u8).collect();
    assert_refused(latin1, &["không phải UTF-8", "TCVN3"]);
    assert_refused([0xFF, 0xFE, 0x41, 0x00], &["UTF-16"]);
}

#[test]
fn text_of_an_old_code_page() {
    assert_refused(
        plan_with("Vô Điểm\nngay", "Keá hoaïch coâng taùc daân vaän\nngay"),
        &["VNI", "`dia_danh`"],
    );
}

#[test]
fn an_alias_bomb() {
    let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        yaml.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    assert_refused(yaml, &["phình quá lớn"]);
}

#[test]
fn deep_nesting() {
    assert_refused(format!("a: {}{}", "[".repeat(5000), "]".repeat(5000)), &["lồng"]);
}

#[test]
fn a_flood_of_unknown_keys_is_counted() {
    let flood: String = (0..5000).map(|n| format!("la{n}: x\n")).collect();
    let message = assert_refused(support::PLAN.to_owned() + &flood, &["còn 4900 lỗi nữa"]);
    assert_eq!(message.matches("lỗi[").count(), 101);
}

#[test]
fn a_file_of_a_hundred_megabytes() {
    let folder = TempDir::new().unwrap();
    let file = fs::File::create(folder.path().join("to.yaml")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    let output = vanban(folder.path(), &["tao", "to.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("lớn hơn 4 MB"));
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let folder = folder_with(support::PLAN);
    fs::write(folder.path().join("ban"), "một tệp").unwrap();
    for output in ["ban/ra.docx", "ban/con/", "khong/co/ra.docx"] {
        let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", output]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("không"), "{}", text(&output.stderr));
    }
}

#[test]
fn included_files() {
    let folder = folder_with(plan_with(
        "co_quan: {chu_quan: UBND huyện Bắc Quang, ten: Trường THCS Vô Điểm, viet_tat: THCSVĐ}",
        "ke_thua: truong.yaml",
    ));
    fs::write(
        folder.path().join("truong.yaml"),
        "co_quan: {ten: Trường Tiểu học Việt Vinh, viet_tat: THVV}\n",
    )
    .unwrap();
    let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let word = support::Word::open(&fs::read(folder.path().join("ra.docx")).unwrap());
    assert!(word.text().contains("TRƯỜNG TIỂU HỌC VIỆT VINH"));
    assert_refused(plan_with("so: 5", "ke_thua: ../../truong.yaml"), &["nằm ngoài thư mục"]);
    assert_refused(plan_with("so: 5", "ke_thua: khong-co.yaml"), &["không có tệp này"]);
}

#[test]
fn templates_of_strangers_are_bounded() {
    let body = "Thực hiện {{ vien_dan(id=\"kh1\") }}.";
    assert_refused(plan_with(body, "\"{% set x = 1 %}\""), &["không dùng được"]);
    assert_refused(plan_with(body, "\"{% for i in range(end=100000) %}a{% endfor %}\""), &["1000"]);
    let nested = "\"{% for i in range(end=9) %}{% for j in range(end=9) %}a{% endfor %}{% endfor %}\"";
    assert_refused(plan_with(body, nested), &["không lồng"]);
}

#[test]
fn wrong_usage_is_explained() {
    for (arguments, words) in [
        (vec!["taoo"], "không có lệnh `taoo`"),
        (vec!["tao"], "thiếu <TỆP>"),
        (vec!["tao", "a", "--forc"], "`--force`"),
        (vec!["tao", "a", "b", "-o", "-"], "đầu ra chuẩn"),
        (vec!["moi", "ke_haoch"], "`ke_hoach`"),
    ] {
        let output = vanban(Path::new("."), &arguments);
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(message.contains(words), "{words:?} not in {message}");
    }
    assert_eq!(vanban(Path::new("."), &["--help"]).status.code(), Some(0));
}

//! The law as a value with its office: several engines side by side, and which
//! `vanban.toml` holds for a document.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use serde_json::Value;
use tempfile::TempDir;
use vanban::check::{Criteria, document_with};
use vanban::diagnostic::{Faults, Severity, Sources, Span};
use vanban::engine::Engine;
use vanban::files::{FileRef, Memory};
use vanban::law::{Law, Office, OwnKind, StyleId};
use vanban::settings_file::SettingsFile;
use vanban::source::Input;

mod support;

use support::{Word, of_kind, profile, styled};

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

/// Exit code and what people read.
fn told(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = vanban(folder, arguments);
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

/// The declaration of a kind in the words of an office.
fn declared(id: &str, name: &str, sign: &str) -> String {
    format!("loai: {id}\nten: {name}\nky_hieu: {sign}\nbo_cuc: muc\nkhuon: phieu\nnoi_dung: false\n")
}

fn own(yaml: &str) -> OwnKind {
    OwnKind { kind: serde_saphyr::from_str(yaml).unwrap(), at: Span::default() }
}

fn engine_of(name: &str, sign: &str, template: &str) -> Engine {
    let office = Office {
        kinds: vec![own(&declared("phieu", name, sign))],
        templates: vec![("phieu".into(), template.into())],
        ..Office::default()
    };
    Engine::new(Law::with_office(office).unwrap(), Criteria::default()).unwrap()
}

fn paper(engine: &Engine, yaml: &str) -> Result<Vec<u8>, Faults> {
    let input = Input::text("phieu.yaml", yaml);
    let document = engine.read(&input, &mut Sources::new())?.value;
    Ok(engine.docx(&engine.compose(&document)?.value)?.value)
}

/// A kind of the same id in two offices, each with its own name, sign and
/// template, made by many threads at once.
#[test]
fn two_offices_work_side_by_side() {
    let offices = [
        (engine_of("Phiếu mượn", "PM", "Sách của thư viện.\n"), "PHIẾU MƯỢN", "PM", "Sách của thư viện"),
        (engine_of("Phiếu báo ăn", "PBA", "Suất ăn của bếp.\n"), "PHIẾU BÁO ĂN", "PBA", "Suất ăn của bếp"),
    ];
    let yaml = of_kind("phieu", "trich_yeu: Tháng này\n");
    let first: Vec<Vec<u8>> = offices.iter().map(|(engine, ..)| paper(engine, &yaml).unwrap()).collect();
    for ((_, name, sign, words), bytes) in offices.iter().zip(&first) {
        let word = Word::open(bytes);
        assert_eq!(styled(&word, StyleId::TenLoai), [*name]);
        assert_eq!(styled(&word, StyleId::SoKyHieu), [format!("Số: 05/{sign}-THCSMT")]);
        assert!(word.text().contains(words), "{}", word.text());
    }
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let ((engine, ..), expected, yaml) = (&offices[thread % 2], &first[thread % 2], &yaml);
            scope.spawn(move || {
                for _ in 0..20 {
                    assert!(paper(engine, yaml).unwrap() == *expected, "thread {thread}");
                }
            });
        }
    });
    // What an office adds is its own: the law alone does not know the kind.
    let faults = paper(&Engine::default(), &yaml).unwrap_err();
    assert!(faults.iter().any(|fault| fault.message == "không có loại văn bản `phieu`"), "{faults}");
    assert!(Law::embedded().default_profile().kind("phieu").is_none());
}

/// The checker knows the kinds of the office whose engine it is of, and no
/// other's.
#[test]
fn the_checker_knows_the_kinds_of_the_office() {
    let yaml = document_with("noi_dung: Thực hiện Quyết định số 12/PM-THCSMT ngày 05/9/2026 về thư viện.");
    let told = |engine: &Engine| -> Vec<String> {
        let mut sources = Sources::new();
        let document = engine.read(&Input::text("a.yaml", yaml.as_str()), &mut sources).unwrap().value;
        let found = engine.check(&document, &sources, &[]).into_iter();
        let of_sign = found.filter(|finding| finding.rule.id == "VD-loai_ky_hieu");
        of_sign.map(|finding| finding.diagnostic.message).collect()
    };
    let office = engine_of("Phiếu mượn", "PM", "Sách của thư viện.\n");
    assert_eq!(told(&office), ["gọi là Quyết định nhưng ký hiệu 12/PM-THCSMT là của Phiếu mượn"]);
    assert!(told(&Engine::default()).is_empty());
}

/// What an office says may come from memory: its kinds, templates and
/// severities are the same as from a folder of the disk.
#[test]
fn the_settings_of_an_office_may_come_from_memory() {
    let declared = declared("phieu", "Phiếu mượn", "PM");
    let files = [
        ("vanban.toml", "[luat]\n\"GO-dau_lap\" = \"loi\"\n[loai]\nthu_muc = \"kieu\"\n"),
        ("kieu/phieu.yaml", declared.as_str()),
        ("kieu/phieu.md", "Sách của thư viện.\n"),
    ];
    let (mut memory, disk) = (Memory::default(), TempDir::new().unwrap());
    fs::create_dir(disk.path().join("kieu")).unwrap();
    for (name, text) in files {
        memory.insert(format!("van-phong/{name}"), text).unwrap();
        fs::write(disk.path().join(name), text).unwrap();
    }
    let mut sources = Sources::new();
    let file = FileRef::new(Arc::new(memory), "van-phong/vanban.toml");
    let settings = SettingsFile::read(&file, &mut sources).unwrap();
    let of_memory = Engine::of_settings(&settings, &mut sources).unwrap().value;
    // A settings file counts for the folders below it.
    let of_disk = Engine::of_folder(&disk.path().join("kieu"), &mut Sources::new()).unwrap().value;

    let yaml = of_kind("phieu", "trich_yeu: Tháng này\n");
    let bytes = paper(&of_memory, &yaml).unwrap();
    assert_eq!(styled(&Word::open(&bytes), StyleId::TenLoai), ["PHIẾU MƯỢN"]);
    assert!(bytes == paper(&of_disk, &yaml).unwrap());
    let twice = document_with("noi_dung: Nhà trường họp,, phân công nhiệm vụ.");
    for (engine, severity) in
        [(&of_memory, Severity::Error), (&of_disk, Severity::Error), (&Engine::default(), Severity::Warning)]
    {
        let mut sources = Sources::new();
        let document = engine.read(&Input::text("a.yaml", twice.as_str()), &mut sources).unwrap().value;
        let found = engine.check(&document, &sources, &[]).into_iter();
        let told: Vec<_> = found.map(|finding| (finding.rule.id, finding.diagnostic.severity)).collect();
        assert_eq!(told, [("GO-dau_lap", severity)]);
    }
}

/// A kind that the law has, one that stands there twice, one of no profile:
/// all of them are told of at once.
#[test]
fn kinds_that_clash_are_refused() {
    let kinds = vec![
        own(&declared("ke_hoach", "Kế hoạch riêng", "KHR")),
        own(&declared("phieu", "Phiếu", "P")),
        own(&declared("phieu", "Phiếu khác", "PK")),
        own(&format!("the_thuc: khong_co\n{}", declared("don", "Đơn", "Đ"))),
    ];
    let faults = Law::with_office(Office { kinds, ..Office::default() }).unwrap_err();
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "loại `ke_hoach` đã có trong luật, hãy đặt tên khác",
            "cơ quan khai loại `phieu` hai lần",
            "loại `don`: chưa có thể thức `khong_co`",
        ]
    );
    assert!(faults[2].help.contains("nd30, dang"), "{}", faults[2].help);
}

/// An office's kind may be one of Party documents; what Decree 30 has under
/// the same id is another kind.
#[test]
fn a_kind_may_join_another_profile() {
    let kind = own(&format!("the_thuc: dang\n{}", declared("phieu", "Phiếu", "P")));
    let law = Law::with_office(Office { kinds: vec![kind], ..Office::default() }).unwrap();
    assert!(law.profile("dang").unwrap().kind("phieu").is_some());
    assert!(law.default_profile().kind("phieu").is_none());
    assert!(profile("dang").kind("phieu").is_none(), "the law itself is as it was");
}

/// A folder with `vanban.toml`, and a kind in the folder `kieu`.
fn office(folder: &Path, name: &str, sign: &str, words: &str) {
    fs::create_dir_all(folder.join("kieu")).unwrap();
    fs::write(folder.join("vanban.toml"), "[loai]\nthu_muc = \"kieu\"\n").unwrap();
    fs::write(folder.join("kieu/phieu.yaml"), declared("phieu", name, sign)).unwrap();
    fs::write(folder.join("kieu/phieu.md"), format!("{words}\n")).unwrap();
}

/// Kinds come from the settings of the document's folder, wherever the
/// program is started.
#[test]
fn kinds_are_those_of_the_folder_of_the_document() {
    let folder = TempDir::new().unwrap();
    let con = folder.path().join("con");
    office(&con, "Phiếu mượn", "PM", "Sách của thư viện.");
    fs::write(con.join("a.yaml"), of_kind("phieu", "trich_yeu: Tháng này\n")).unwrap();
    let (code, said) = told(folder.path(), &["tao", "con/a.yaml", "-o", "ra.docx"]);
    assert_eq!(code, Some(0), "{said}");
    let word = Word::open(&fs::read(folder.path().join("ra.docx")).unwrap());
    assert_eq!(styled(&word, StyleId::TenLoai), ["PHIẾU MƯỢN"]);
    // The other way round: from an office, a document that is not of it.
    fs::write(folder.path().join("b.yaml"), of_kind("phieu", "trich_yeu: Tháng này\n")).unwrap();
    let (code, said) = told(&con, &["tao", "../b.yaml", "-o", "ra.docx"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("không có loại văn bản `phieu`"), "{said}");
    // From standard input, the folder that the user names counts.
    let code = Command::new(env!("CARGO_BIN_EXE_vanban"))
        .current_dir(folder.path())
        .args(["tao", "-", "-o", "vao.docx", "--thu-muc", "con"])
        .stdin(fs::File::open(con.join("a.yaml")).unwrap())
        .output()
        .unwrap();
    assert_eq!(code.status.code(), Some(0), "{}", String::from_utf8_lossy(&code.stderr));
}

/// Of two settings files above each other the nearer one counts, whole.
#[test]
fn the_nearer_settings_file_counts() {
    let folder = TempDir::new().unwrap();
    let (above, con) = (folder.path(), folder.path().join("con"));
    office(above, "Phiếu trên", "PT", "Lời trên.");
    office(&con, "Phiếu dưới", "PD", "Lời dưới.");
    fs::create_dir(con.join("chau")).unwrap();
    for place in ["", "con/", "con/chau/"] {
        let path = above.join(format!("{place}a.yaml"));
        fs::write(path, of_kind("phieu", "trich_yeu: Tháng này\n")).unwrap();
    }
    // One run, documents of two offices.
    let names = ["a.yaml", "con/a.yaml", "con/chau/a.yaml"];
    for (name, expected) in names.iter().zip(["PHIẾU TRÊN", "PHIẾU DƯỚI", "PHIẾU DƯỚI"]) {
        let (code, said) = told(above, &["tao", name, "-o", "ra.docx", "--force"]);
        assert_eq!(code, Some(0), "{said}");
        let word = Word::open(&fs::read(above.join("ra.docx")).unwrap());
        assert_eq!(styled(&word, StyleId::TenLoai), [expected], "{name}");
    }
    // The nearer one names no kinds: those above do not hold.
    fs::write(con.join("vanban.toml"), "[luat]\n\"GO-nhay\" = \"tat\"\n").unwrap();
    let (code, said) = told(above, &["tao", "con/a.yaml", "-o", "ra.docx", "--force"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("không có loại văn bản `phieu`"), "{said}");
}

/// One run over folders of two offices, each file with its own kinds and
/// severities.
#[test]
fn one_run_checks_and_makes_documents_of_several_offices() {
    let folder = TempDir::new().unwrap();
    for (name, kind, level) in [("mot", "Phiếu mượn", "loi"), ("hai", "Phiếu báo ăn", "tat")] {
        let own = folder.path().join(name);
        office(&own, kind, "P", "Lời của {{ co_quan.ten }}.");
        let settings = format!("[loai]\nthu_muc = \"kieu\"\n[luat]\n\"GO-tu_nham\" = \"{level}\"\n");
        fs::write(own.join("vanban.toml"), settings).unwrap();
        let keys = format!("trich_yeu: Sử lý việc {name}\n");
        fs::write(own.join(format!("{name}.yaml")), of_kind("phieu", &keys)).unwrap();
    }
    let files = ["mot/mot.yaml", "hai/hai.yaml"];
    let output = vanban(folder.path(), &["kiem-tra", "--dinh-dang", "json", files[0], files[1]]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found: Vec<(&Value, &Value)> = answer["thong_bao"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|told| told["ma"] == "GO-tu_nham" || told["ma"] == "loai")
        .map(|told| (&told["tep"], &told["muc"]))
        .collect();
    assert_eq!(found, [(&Value::from("mot/mot.yaml"), &Value::from("loi"))], "{answer:#}");
    let (_, said) = told(folder.path(), &["tao", files[0], files[1], "-o", "ra/"]);
    let mut made: Vec<String> = fs::read_dir(folder.path().join("ra"))
        .unwrap_or_else(|_| panic!("{said}"))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    made.sort();
    assert_eq!(made, ["05-phieu-bao-an-su-ly-viec-hai.docx", "05-phieu-muon-su-ly-viec-mot.docx"]);
}

/// A clash is told of at the line of the file that declares the kind.
#[test]
fn a_clash_names_file_and_line() {
    let folder = TempDir::new().unwrap();
    office(folder.path(), "Phiếu", "P", "Lời.");
    let path = folder.path().join("kieu/ke.yaml");
    fs::write(path, format!("# loại riêng\n{}", declared("ke_hoach", "Kế hoạch riêng", "KHR"))).unwrap();
    fs::write(folder.path().join("kieu/nua.yaml"), declared("phieu", "Phiếu nữa", "PN")).unwrap();
    fs::write(folder.path().join("kieu/phieu.md"), "{{ vien_dan").unwrap();
    fs::write(folder.path().join("a.yaml"), of_kind("phieu", "trich_yeu: Việc\n")).unwrap();
    for arguments in [&["tao", "a.yaml"][..], &["kiem-tra", "a.yaml"], &["loai"], &["moi", "ke_hoach"]] {
        let (code, said) = told(folder.path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert!(said.contains("kieu/ke.yaml:2:"), "{said}");
        assert!(said.contains("loại `ke_hoach` đã có trong luật"), "{said}");
        assert!(said.contains("kieu/phieu.yaml:1:") && said.contains("hai lần"), "{said}");
    }
    assert!(!folder.path().join("ke_hoach.yaml").exists());
}

/// The file of one office that is wrong leaves the documents of another to be
/// checked.
#[test]
fn a_broken_settings_file_leaves_the_files_of_other_folders() {
    let folder = TempDir::new().unwrap();
    for name in ["mot", "hai"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        let text = document_with("noi_dung: Phòng học có 26.7% chỗ trống.");
        fs::write(folder.path().join(name).join("a.yaml"), text).unwrap();
    }
    fs::write(folder.path().join("hai/vanban.toml"), "[luat]\nGO-gio = \"tatt\"\n").unwrap();
    let (code, said) = told(folder.path(), &["kiem-tra", "mot/a.yaml", "hai/a.yaml"]);
    assert_eq!(code, Some(2), "{said}");
    for words in ["không có mức `tatt`", "mot/a.yaml:", "26.7%", "2 tệp:"] {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    assert_eq!(told(folder.path(), &["kiem-tra", "hai/a.yaml"]).0, Some(2));
}

/// A broken settings file stops what needs it, and nothing else.
#[test]
fn a_broken_settings_file_stops_only_what_needs_it() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.yaml", &of_kind("ke_hoach", "trich_yeu: Việc\nnoi_dung: Làm việc.\n"));
    write("truong.csv", "Tên trường\nTrường Một\n");
    for (broken, line) in [("[luat\n", 1), ("[luat]\n\n[loaii]\nthu_muc = \"a\"\n", 3), ("[loai]\n", 1)] {
        write("vanban.toml", broken);
        for arguments in [
            &["tao", "a.yaml"][..],
            &["kiem-tra", "a.yaml"],
            &["lo", "a.yaml", "--truong", "truong.csv", "-o", "lo"],
            &["bao-cao", "a.yaml", "--lich"],
            &["moi", "ke_hoach"],
            &["moi", "so-lieu", "a.yaml"],
            &["loai"],
        ] {
            let (code, said) = told(folder.path(), arguments);
            assert_eq!(code, Some(2), "{broken:?} {arguments:?}: {said}");
            assert!(said.contains(&format!("vanban.toml:{line}:")), "{broken:?} {arguments:?}: {said}");
        }
        for arguments in [&["luat"][..], &["luat", "GO-nhay"], &["luat", "--markdown"], &["--help"], &["-V"]]
        {
            let (code, said) = told(folder.path(), arguments);
            assert_eq!(code, Some(0), "{broken:?} {arguments:?}: {said}");
            assert!(!said.contains("vanban.toml:"), "{said}");
        }
        // The schema is of use without the office's kinds; that they are not
        // there is told.
        let output = vanban(folder.path(), &["schema"]);
        assert_eq!(output.status.code(), Some(0));
        let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema["title"], "Văn bản hành chính (vanban)");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("cảnh báo[cau-hinh]") && said.contains("Chưa có loại văn bản riêng"), "{said}");
    }
    // Elsewhere nothing is stopped.
    let other = TempDir::new().unwrap();
    fs::copy(folder.path().join("a.yaml"), other.path().join("a.yaml")).unwrap();
    let path = other.path().join("a.yaml");
    assert_eq!(told(folder.path(), &["tao", path.to_str().unwrap()]).0, Some(0));
}

/// Every fault of the settings at once: severities and kinds.
#[test]
fn all_faults_of_the_settings_are_told_at_once() {
    let folder = TempDir::new().unwrap();
    office(folder.path(), "Phiếu", "P", "Lời.");
    fs::write(folder.path().join("kieu/ke.yaml"), declared("ke_hoach", "Kế hoạch", "KH")).unwrap();
    let settings = "[loai]\nthu_muc = \"kieu\"\n[luat]\n\"GO-nhayy\" = \"loi\"\n\"GO-nhay\" = \"nang\"\n";
    fs::write(folder.path().join("vanban.toml"), settings).unwrap();
    fs::write(folder.path().join("a.yaml"), of_kind("phieu", "trich_yeu: Việc\n")).unwrap();
    let (code, said) = told(folder.path(), &["tao", "a.yaml"]);
    assert_eq!(code, Some(2));
    for place in ["vanban.toml:4:", "vanban.toml:5:", "kieu/ke.yaml:1:"] {
        assert!(said.contains(place), "{place}: {said}");
    }
    assert!(said.contains("không có mức `nang`"), "{said}");
}

/// `--cau-hinh` names severities; the kinds stay those of the folder unless
/// the file names some.
#[test]
fn named_settings_keep_the_kinds_of_the_folder() {
    let folder = TempDir::new().unwrap();
    office(folder.path(), "Phiếu", "P", "Lời của {{ co_quan.ten }}.");
    fs::write(folder.path().join("nghiem.toml"), "[luat]\n\"GO-tu_nham\" = \"tat\"\n").unwrap();
    fs::write(folder.path().join("a.yaml"), of_kind("phieu", "trich_yeu: Sử lý việc\n")).unwrap();
    let (_, without) = told(folder.path(), &["kiem-tra", "a.yaml"]);
    assert!(without.contains("GO-tu_nham"), "{without}");
    let (_, said) = told(folder.path(), &["kiem-tra", "--cau-hinh", "nghiem.toml", "a.yaml"]);
    assert!(!said.contains("GO-tu_nham") && !said.contains("không có loại"), "{said}");
}

/// A plan that reading warns of: a table without rows.
fn warned_plan() -> String {
    let keys = "\
trich_yeu: Dạy học
noi_dung:
  - tieu_de: Một
    noi_dung: Họp.
    bang: {tep: rong.csv}
    nhiem_vu: [{id: hop, viec: Họp, chi_tieu: [{id: buoi, ten: Số buổi, don_vi: buổi, moi_nam: 4}]}]
bao_cao:
  giai_doan: 2026-2027
  kinh_gui: UBND xã
  hang_nam: 20/12
  tong_ket: 2027
";
    of_kind("ke_hoach", keys)
}

/// What `tao` tells of reading a plan, `moi so-lieu`, `bao-cao` and `lo` tell
/// too: when they do their work, and when they fail at a later step.
#[test]
fn no_command_loses_a_warning_of_reading() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("kh.yaml", &warned_plan());
    write("rong.csv", "Việc,Ai\n");
    write("truong.csv", "Tên trường\nTrường Một\n");
    for arguments in [
        &["tao", "kh.yaml", "-o", "kh.docx"][..],
        &["moi", "so-lieu", "kh.yaml", "-o", "so.yaml"],
        &["moi", "so-lieu", "kh.yaml", "-o", "so.yaml"],
        &["bao-cao", "kh.yaml", "--lich"],
        &["bao-cao", "kh.yaml", "--ky", "nam-2026", "-o", "bc.docx"],
        &["bao-cao", "kh.yaml", "--ky", "2099"],
        &["bao-cao", "kh.yaml", "--ky", "nam-2026", "--ngay", "32/1/2026"],
        &["bao-cao", "kh.yaml", "--ky", "nam-2026", "--so-lieu", "khong-co.csv"],
        &["lo", "kh.yaml", "--truong", "truong.csv", "-o", "lo"],
        &["lo", "kh.yaml", "--truong", "khong-co.csv", "-o", "lo"],
        &["lo", "kh.yaml", "--truong", "truong.csv", "-o", "lo", "--ky", "nam-2026"],
    ] {
        let output = vanban(folder.path(), &[arguments, &["--dinh-dang", "json"]].concat());
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let codes: Vec<&str> =
            answer["thong_bao"].as_array().unwrap().iter().map(|told| told["ma"].as_str().unwrap()).collect();
        let count = codes.iter().filter(|code| **code == "bang-trong").count();
        assert_eq!(count, 1, "{arguments:?}: {answer:#}");
    }
}

/// Whom a report goes to is a text: a fault in it is told of, not an empty
/// place in the schedule.
#[test]
fn a_faulty_addressee_stops_the_schedule() {
    let folder = TempDir::new().unwrap();
    let plan = warned_plan().replace("kinh_gui: UBND xã", "kinh_gui: [\"{{ bien.khong_co }}\"]");
    fs::write(folder.path().join("kh.yaml"), plan).unwrap();
    fs::write(folder.path().join("rong.csv"), "Việc,Ai\n").unwrap();
    let (code, said) = told(folder.path(), &["bao-cao", "kh.yaml", "--lich"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("bien.khong_co"), "{said}");
}

/// A template of the office that changed makes the files of a batch anew.
#[test]
fn a_changed_template_makes_a_batch_anew() {
    let folder = TempDir::new().unwrap();
    office(folder.path(), "Phiếu", "P", "Lời cũ của {{ co_quan.ten }}.");
    fs::write(folder.path().join("a.yaml"), of_kind("phieu", "trich_yeu: Việc\n")).unwrap();
    fs::write(folder.path().join("truong.csv"), "Tên trường,Viết tắt,Địa danh\nTrường Một,TM,Xã Một\n")
        .unwrap();
    let run = || {
        let output = vanban(
            folder.path(),
            &["lo", "a.yaml", "--truong", "truong.csv", "-o", "lo", "--dinh-dang", "json"],
        );
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        (answer["lo"]["da_ghi"].as_u64(), answer["lo"]["khong_doi"].as_u64())
    };
    assert_eq!(run(), (Some(1), Some(0)));
    assert_eq!(run(), (Some(0), Some(1)));
    fs::write(folder.path().join("kieu/phieu.md"), "Lời mới của {{ co_quan.ten }}.\n").unwrap();
    assert_eq!(run(), (Some(1), Some(0)));
}

/// A made-up act that ended on 01/9/2026, in a table of a day.
fn table_of_acts(den_ngay: &str) -> String {
    format!(
        "den_ngay: {den_ngay}
van_ban:
  - loai: Thông tư
    so_ky_hieu: 07/2021/TT-BMT
    ten: Thư viện trường
    het_hieu_luc_tu: 2026-09-01
    nguon: Công báo
    tin_cay: chac
"
    )
}

/// A folder whose `vanban.toml` names a table of acts on its second line, and a
/// plan of 15/9/2026 that rests on the act.
fn office_with_acts(named: &str, table: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("vanban.toml", &format!("[du_lieu]\nhieu_luc = \"{named}\"\n"));
    write("hieu-luc.yaml", table);
    write(
        "a.yaml",
        &document_with(
            "can_cu: [\"Thông tư số 07/2021/TT-BMT ngày 05 tháng 3 năm 2021 của Bộ Mây Trắng về thư viện\"]",
        ),
    );
    write("truong.csv", "Tên trường\nTrường Một\n");
    folder
}

#[test]
fn the_settings_name_a_table_of_acts() {
    let folder = office_with_acts("hieu-luc.yaml", &table_of_acts("2099-12-31"));
    let (code, said) = told(folder.path(), &["kiem-tra", "a.yaml"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Thông tư số 07/2021/TT-BMT hết hiệu lực từ ngày 01/9/2026"), "{said}");
    assert!(!said.contains("cũ hơn bảng"), "{said}");
    // Named severities leave the table of the folder as it is.
    fs::write(folder.path().join("nghiem.toml"), "[luat]\n\"VB-het_hieu_luc\" = \"loi\"\n").unwrap();
    let (_, said) = told(folder.path(), &["kiem-tra", "--cau-hinh", "nghiem.toml", "a.yaml"]);
    assert!(said.contains("lỗi[VB-het_hieu_luc]"), "{said}");
    fs::remove_file(folder.path().join("vanban.toml")).unwrap();
    let (code, said) = told(folder.path(), &["kiem-tra", "a.yaml"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_table_of_acts_that_cannot_be_read_is_told_at_its_line() {
    let good = table_of_acts("2099-12-31");
    let wrong = good.replace("tin_cay: chac", "tin_cay: chắc").replace("ten:", "tenn:");
    for (named, table, expected) in [
        ("hieu-luc.yaml", wrong.as_str(), &["hieu-luc.yaml:5:", "hieu-luc.yaml:8:", "`chắc`"][..]),
        ("hieu-luc.yaml", "", &["hieu-luc.yaml"]),
        ("hieuluc.yaml", &good, &["vanban.toml:2:", "hieuluc.yaml: không có tệp này"]),
        ("../hieu-luc.yaml", &good, &["vanban.toml:2:", "nằm ngoài thư mục có vanban.toml"]),
        (".", &good, &["vanban.toml:2:", "thư mục, không phải tệp"]),
    ] {
        let folder = office_with_acts(named, table);
        for command in [&["kiem-tra", "a.yaml"][..], &["tao", "a.yaml"]] {
            let (code, said) = told(folder.path(), command);
            assert_eq!(code, Some(2), "{named} {command:?}: {said}");
            for part in expected {
                assert!(said.contains(part), "{named}: {part}: {said}");
            }
        }
    }
}

/// Every command that checks tells once that the table is older than the
/// program's, also when it fails.
#[test]
fn a_table_older_than_the_programs_is_told_of() {
    let folder = office_with_acts("hieu-luc.yaml", &table_of_acts("2026-09-10"));
    let table = "bảng hiệu lực `hieu-luc.yaml` có dữ liệu đến ngày 10/9/2026, cũ hơn bảng của chương trình";
    fs::write(folder.path().join("hong.yaml"), "loai: [").unwrap();
    for (arguments, expected) in [
        (&["kiem-tra", "a.yaml"][..], 1),
        (&["kiem-tra", "a.yaml", "hong.yaml"], 2),
        (&["tao", "a.yaml", "-o", "a.docx"], 0),
        (&["tao", "hong.yaml"], 2),
        (&["lo", "a.yaml", "--truong", "truong.csv", "-o", "lo"], 0),
        (&["lo", "a.yaml", "--truong", "khong-co.csv", "-o", "lo"], 2),
        (&["bao-cao", "a.yaml", "--ky", "2026"], 2),
    ] {
        let output = vanban(folder.path(), &[arguments, &["--dinh-dang", "json"]].concat());
        assert_eq!(output.status.code(), Some(expected), "{arguments:?}: {output:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let count = answer["thong_bao"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|told| told["thong_bao"].as_str().unwrap().starts_with(table))
            .inspect(|told| {
                assert!(told["tep"].as_str().unwrap().ends_with("vanban.toml"), "{told}");
                assert_eq!(told["dong"], 2);
            })
            .count();
        assert_eq!(count, 1, "{arguments:?}: {answer:#}");
        let (_, said) = told(folder.path(), arguments);
        assert_eq!(said.matches(table).count(), 1, "{arguments:?}: {said}");
    }
    // A document with nothing to tell of: the table alone is told of.
    fs::write(folder.path().join("b.yaml"), document_with("")).unwrap();
    assert_eq!(told(folder.path(), &["kiem-tra", "b.yaml"]).0, Some(1));
}

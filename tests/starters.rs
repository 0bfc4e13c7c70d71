//! Starters: found by what people type, filled with answers, and the office's
//! file that `vanban moi` fills them from.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use vanban::law::Law;
use vanban::starter::{self, head_of_deputy};

mod support;

use support::profile;

fn found(profile_id: &str, typed: &str) -> Vec<String> {
    starter::find(&profile(profile_id), typed).into_iter().map(|choice| choice.name).collect()
}

#[test]
fn kinds_are_found_without_diacritics_in_any_case_by_part_and_abbreviation() {
    for (typed, name) in [
        ("cong_van", "cong_van"),
        ("cong-van", "cong_van"),
        ("CÔNG VĂN", "cong_van"),
        ("Cong Van", "cong_van"),
        ("congvan", "cong_van"),
        ("cv", "cong_van"),
        ("QD", "quyet_dinh"),
        ("QĐ", "quyet_dinh"),
        ("QyĐ", "quy_dinh"),
        ("kh", "ke_hoach"),
        ("tb", "thong_bao"),
        ("ttr", "to_trinh"),
        ("tt", "to_trinh"),
        ("ĐA", "de_an"),
        ("cong van tra", "cong_van_tra_loi"),
        ("phân công", "quyet_dinh_phan_cong"),
        ("cha me", "giay_moi_cha_me"),
        ("ghi nho", "ban_ghi_nho"),
    ] {
        assert_eq!(found("nd30", typed), [name], "{typed}");
    }
    assert_eq!(found("nd30", "da"), ["de_an", "du_an"]);
    assert_eq!(found("nd30", "moi"), ["giay_moi", "giay_moi_cha_me"]);
    for nothing in ["", "  ", "xyzt", "🙂", "---"] {
        assert!(found("nd30", nothing).is_empty(), "{nothing:?}");
    }
}

/// Every starter is found by its own name and by what people read.
#[test]
fn every_starter_is_found_by_its_name() {
    for profile in Law::embedded().profiles() {
        for choice in starter::choices(profile) {
            assert_eq!(starter::find(profile, &choice.name), std::slice::from_ref(&choice));
        }
    }
}

#[test]
fn deputies_sign_for_their_heads() {
    for (position, head) in [
        ("Phó Hiệu trưởng", Some("Hiệu trưởng")),
        ("PHÓ CHỦ TỊCH", Some("CHỦ TỊCH")),
        ("Phó trưởng phòng", Some("Trưởng phòng")),
        ("pho giam doc", Some("Giam doc")),
        ("Hiệu trưởng", None),
        ("Phổ thông", None),
        ("Phó", None),
        ("", None),
    ] {
        assert_eq!(head_of_deputy(position).as_deref(), head, "{position}");
    }
}

/// Whatever people answer is in the file as they typed it, and of the file
/// nothing is wrong but its places to fill in.
#[test]
fn answers_never_break_a_starter() {
    let nasty = "Lễ: 30/4, \"A\" # [b] {c} - 'd' \\ & *e";
    let answers: starter::Answers =
        ["chu_quan", "ten", "viet_tat", "dia_danh", "trich_yeu", "chuc_vu", "ho_ten", "KT"]
            .into_iter()
            .map(|key| (key, nasty.to_owned()))
            .chain([("noi_nhan", "Sở: GD & ĐT; [các tổ]".to_owned())])
            .collect();
    for profile in Law::embedded().profiles() {
        let has_kt = profile.authority_as_typed("KT").is_some();
        for choice in starter::choices(profile) {
            let text = starter::starter(profile, &choice.name).unwrap();
            let signing = starter::signing(&text);
            let mut answers = answers.clone();
            if !has_kt {
                answers.remove("KT");
            }
            let filled = starter::fill(&text, &answers);
            let document: serde_json::Value = serde_saphyr::from_str(&filled)
                .unwrap_or_else(|error| panic!("{}: {error}\n{filled}", choice.name));
            for key in ["chu_quan", "ten", "viet_tat"] {
                assert_eq!(document["co_quan"][key], nasty, "{} {key}", choice.name);
            }
            let signer = if signing.has_parties { &document["ky_cung"][0] } else { &document["nguoi_ky"] };
            assert_eq!(signer["ho_ten"], nasty, "{}:\n{filled}", choice.name);
            assert_eq!(signer["quyen_han"]["KT"].as_str(), has_kt.then_some(nasty), "{}", choice.name);
            if !signing.has_parties {
                let recipients = document["noi_nhan"].as_array().unwrap();
                assert!(recipients.iter().any(|one| one == "Sở: GD & ĐT"), "{}: {recipients:?}", choice.name);
            }
        }
    }
}

/// With answers that a clerk would type, errors are places to fill in only.
#[test]
fn a_filled_starter_composes_but_for_its_places() {
    let answers: starter::Answers = [
        ("chu_quan", "UBND xã Mây Trắng"),
        ("ten", "Trường THCS Mây Trắng"),
        ("viet_tat", "THCSMT"),
        ("dia_danh", "Mây Trắng"),
        ("trich_yeu", "về việc nghỉ lễ: 30/4 và 01/5"),
        ("chuc_vu", "Phó Hiệu trưởng"),
        ("KT", "Hiệu trưởng"),
        ("ho_ten", "Trần Thị Mẫu"),
        ("noi_nhan", "UBND xã Mây Trắng (để báo cáo)"),
    ]
    .into_iter()
    .map(|(key, value)| (key, value.to_owned()))
    .collect();
    let profile = profile("nd30");
    for choice in starter::choices(&profile) {
        let text = starter::starter(&profile, &choice.name).unwrap();
        if profile.kind(&starter::signing(&text).kind).is_some_and(|kind| !kind.ky_voi.is_empty()) {
            continue;
        }
        let filled = starter::fill(&text, &answers);
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("a.yaml"), &filled).unwrap();
        let output = vanban(folder.path(), &["tao", "a.yaml", "-o", "a.docx"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}: {said}\n{filled}", choice.name);
        let others = said.lines().filter(|line| line.starts_with("lỗi[") && !line.contains("TN-cho_dien"));
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&str>::new(), "{}\n{filled}", choice.name);
    }
}

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

fn said(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = vanban(folder, arguments);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn the_office_of_the_folder_fills_a_named_starter() {
    let folder = TempDir::new().unwrap();
    let office = "co_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng, viet_tat: THCSMT}\n\
                  dia_danh: Mây Trắng\nnguoi_ky: {chuc_vu: Phó Hiệu trưởng, ho_ten: Lý Văn Ba}\n";
    fs::write(folder.path().join("co-quan.yaml"), office).unwrap();
    fs::create_dir(folder.path().join("Công văn đi")).unwrap();
    let (code, told) = said(folder.path(), &["moi", "cv", "-o", "Công văn đi/x.yaml"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("điền theo co-quan.yaml") && told.contains("\"Công văn đi/x.yaml\""), "{told}");
    let made = fs::read_to_string(folder.path().join("Công văn đi/x.yaml")).unwrap();
    let document: serde_json::Value = serde_saphyr::from_str(&made).unwrap();
    assert_eq!(document["co_quan"]["viet_tat"], "THCSMT");
    assert_eq!(document["nguoi_ky"]["quyen_han"]["KT"], "Hiệu trưởng");
    assert_eq!(document["nguoi_ky"]["ho_ten"], "Lý Văn Ba");
    // Not where another signs: a collective's chairman, a meeting's, the Party's secretary.
    for arguments in
        [&["moi", "nghi_quyet"][..], &["moi", "bien_ban"], &["moi", "ket_luan", "--the-thuc", "dang"]]
    {
        assert_eq!(said(folder.path(), arguments).0, Some(0));
        let made = fs::read_to_string(folder.path().join(format!("{}.yaml", arguments[1]))).unwrap();
        assert!(!made.contains("Lý Văn Ba"), "{made}");
    }
}

#[test]
fn a_strange_office_file_is_told_of() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("co-quan.yaml");
    fs::write(&path, "co_quan:\n  ten: Trường A\n  dia_chi: Thôn 1\nso: 5\n").unwrap();
    let (code, told) = said(folder.path(), &["moi", "tb"]);
    assert_eq!(code, Some(0), "{told}");
    for words in ["co-quan.yaml:3:3", "`co_quan.dia_chi`", "co-quan.yaml:4:1", "`so`"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for (text, words) in [
        ("co_quan: Trường A\nnguoi_ky: {ho_ten: [a]}\n", &["co-quan.yaml:1:1", "`nguoi_ky.ho_ten`"][..]),
        ("co_quan:\n  ten: Trường: A\n", &["co-quan.yaml:2", "đổi tên"]),
        ("", &["không có khóa nào"]),
        ("viet_tat", &["không có khóa nào"]),
    ] {
        fs::write(&path, text).unwrap();
        let (code, told) = said(folder.path(), &["moi", "qd"]);
        assert_eq!(code, Some(2), "{text:?}: {told}");
        assert!(words.iter().all(|words| told.contains(words)), "{text:?}: {told}");
        assert!(!folder.path().join("quyet_dinh.yaml").exists());
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    fs::write(&path, [0xff, 0xfe, 0x41]).unwrap();
    assert!(said(folder.path(), &["moi", "qd"]).1.contains("không phải UTF-8"));
}

#[test]
fn words_that_fit_several_starters_or_none_are_refused_with_the_list() {
    let folder = TempDir::new().unwrap();
    for (arguments, words) in [
        (&["moi", "DA"][..], "de_an, du_an"),
        (&["moi", "xyzt"], "vanban loai"),
        (&["moi", "ke_haoch"], "`ke_hoach`"),
        (&["moi", "cong", "van"], "thừa đối số `van`"),
        (&["moi", "cv", "a", "b"], "b"),
    ] {
        let (code, told) = said(folder.path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {told}");
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// `vanban tao *.yaml` in a folder that has the office's file.
#[test]
fn the_office_file_is_no_document() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("co-quan.yaml"), "dia_danh: Mây Trắng\n").unwrap();
    fs::write(folder.path().join("thu.yaml"), support::PLAN).unwrap();
    for command in ["tao", "kiem-tra"] {
        let (code, told) = said(folder.path(), &[command, "co-quan.yaml", "thu.yaml"]);
        assert_eq!(code, Some(0), "{told}");
    }
    assert_eq!(said(folder.path(), &["tao", "co-quan.yaml"]).0, Some(2));
}

//! The plan of a year for many schools, each from its own data sheet.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const PLAN: &str = "\
loai: ke_hoach
co_quan: {chu_quan: UBND xã A, ten: Trường Mẫu, viet_tat: TM}
so: 1
dia_danh: Xã A
ngay: 05/01/2026
trich_yeu: Dân vận giai đoạn 2026-2028
noi_dung:
  - tieu_de: Mục đích, yêu cầu
    noi_dung: Làm tốt dân vận.
  - tieu_de: Nhiệm vụ
    nhiem_vu:
      - id: hop
        viec: Họp cha mẹ học sinh
        chu_tri: Hiệu trưởng
        chi_tieu: [{id: buoi, ten: Số buổi, don_vi: buổi, moi_nam: 4}]
bao_cao: {giai_doan: 2026-2028, kinh_gui: \"{{ co_quan.chu_quan }}\", hang_nam: 20/10}
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Người Mẫu}
noi_nhan: [Các tổ]
";

const TABLE: &str = "Tên trường;Viết tắt;Cơ quan chủ quản;Địa danh;Hiệu trưởng;Nơi nhận\n\
    Trường Một;T1;UBND xã B;Xã B;Nguyễn Thị Một;Các tổ\n\
    Trường Hai;T2;UBND xã C;Xã C;Trần Văn Hai;Các tổ\n";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("kh.yaml"), PLAN).unwrap();
    fs::write(folder.path().join("truong.csv"), TABLE).unwrap();
    fs::create_dir(folder.path().join("so")).unwrap();
    for (name, figure) in [("truong-mot", 4), ("truong-hai", 1)] {
        let csv = format!("nhiem_vu;chi_tieu;nam;ket_qua\nhop;buoi;2026;{figure}\n");
        fs::write(folder.path().join(format!("so/{name}.csv")), csv).unwrap();
    }
    folder
}

fn lo(folder: &Path, extra: &[&str]) -> (i32, String) {
    let base = ["lo", "kh.yaml", "--truong", "truong.csv"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    let output = command.current_dir(folder).args([&base[..], extra].concat()).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The document part of a Word file.
fn xml_of(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// The text of a Word file, its paragraphs and cells on lines of their own.
fn text_of(path: &Path) -> String {
    let xml = xml_of(path).replace("</w:p>", "\n");
    let mut text = String::new();
    for piece in xml.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or(("", ""));
        if tag.starts_with("w:t ") || tag == "w:t" {
            text.push_str(words);
        } else if words.starts_with('\n') {
            text.push('\n');
        }
    }
    text
}

/// Every school's plan of the year tells of its own last year and cites its own
/// plan by the number that it went out under.
#[test]
fn each_school_has_its_own_results_and_number() {
    let folder = folder();
    assert_eq!(lo(folder.path(), &["-o", "gui", "--so-tu", "45"]).0, 0);
    let year = ["--nam", "2027", "--so-lieu", "so", "--so-tu", "7", "--ke-khai", "gui/vanban-lo.jsonl"];
    let (code, said) = lo(folder.path(), &[&year[..], &["-o", "nam"]].concat());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Đã ghi 2 tệp vào nam"), "{said}");
    let first = text_of(&folder.path().join("nam/001-truong-mot.docx"));
    let second = text_of(&folder.path().join("nam/002-truong-hai.docx"));
    for (text, words) in [
        (&first, "Số: 07/KH-T1"),
        (&first, "số 45/KH-T1 ngày 05/01/2026 của Trường Một"),
        (&first, "DÂN VẬN NĂM 2027"),
        (&second, "Số: 08/KH-T2"),
        (&second, "số 46/KH-T2 ngày 05/01/2026 của Trường Hai"),
        (&second, "Trần Văn Hai"),
    ] {
        assert!(text.to_lowercase().contains(&words.to_lowercase()), "{words:?} not in\n{text}");
    }
    assert!(!second.contains("Trường Một") && !second.contains("Trường Mẫu"), "{second}");
    // Last year stands beside this one, each school's own.
    for (text, words) in
        [(&first, "Số buổi: 4 buổi (năm 2026: 4 buổi)"), (&second, "4 buổi (năm 2026: 1 buổi)")]
    {
        assert!(text.to_lowercase().contains(&words.to_lowercase()), "{words:?} not in\n{text}");
    }
    let before = fs::read(folder.path().join("nam/001-truong-mot.docx")).unwrap();
    let (_, again) = lo(folder.path(), &[&year[..], &["-o", "nam"]].concat());
    assert!(again.contains("2 tệp không đổi"), "{again}");
    assert_eq!(fs::read(folder.path().join("nam/001-truong-mot.docx")).unwrap(), before);
}

/// Nobody's own number is the common file's: without a manifest it is a blank
/// that is told of.
#[test]
fn a_plan_without_known_number_is_cited_with_a_blank() {
    let folder = folder();
    let (code, said) = lo(folder.path(), &["-o", "nam", "--nam", "2027"]);
    assert_eq!(code, 0, "{said}");
    for words in [
        "số 1 của tệp chung không phải số kế hoạch của từng trường: 2 kế hoạch năm chừa trống",
        "2 kế hoạch năm còn chỗ trống",
        "002-truong-hai.docx: nhiệm vụ `hop`",
        "số của kế hoạch giai đoạn",
    ] {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    let path = folder.path().join("nam/001-truong-mot.docx");
    assert!(text_of(&path).contains("số «điền số kế hoạch»/KH-T1"), "{}", text_of(&path));
    assert!(xml_of(&path).contains("w:highlight"), "the blank is marked");
}

/// What cannot be is told once, not for every row, and nothing is written.
#[test]
fn a_wrong_request_is_refused_once() {
    let folder = folder();
    for (extra, words) in [
        (&["--nam", "2031"][..], "2026-2028"),
        (&["--nam", "2027", "--ky", "nam-2026"], "chỉ dùng một trong hai: --ky (báo cáo), --nam"),
        (&["--lich-thang"], "--lich-thang dùng cùng --ky"),
        (&["--ngay", "05/01/2026"], "--ngay dùng cùng --ky"),
        (&["--so-lieu", "so"], "--so-lieu dùng cùng --ky"),
    ] {
        let (code, said) = lo(folder.path(), &[extra, &["-o", "nam"]].concat());
        assert_eq!(code, 2, "{extra:?}: {said}");
        assert_eq!(said.matches(words).count(), 1, "{words:?} in\n{said}");
        assert!(!folder.path().join("nam").exists());
    }
    // Plans of a year never take the place of other files of the same names.
    assert_eq!(lo(folder.path(), &["-o", "gui"]).0, 0);
    let (code, said) = lo(folder.path(), &["-o", "gui", "--nam", "2027"]);
    assert!(code == 2 && said.contains("kế hoạch năm 2027 sẽ ghi đè"), "{said}");
    fs::remove_file(folder.path().join("so/truong-hai.csv")).unwrap();
    let (code, said) = lo(folder.path(), &["-o", "nam", "--nam", "2027", "--so-lieu", "so"]);
    assert!(code == 2 && said.contains("không có tệp số liệu `truong-hai.xlsx`"), "{said}");
}

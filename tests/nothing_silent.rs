//! What would vanish without a word is refused at its place.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{PLAN, reports};
use tempfile::TempDir;

/// Exit code and words of the command in a folder.
fn vanban(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// The plan with a part of a line replaced.
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

/// White space in quotes is no value of a key that must be there, no entry of
/// a list, nothing to print of a section.
#[test]
fn what_must_be_there_is_not_blank() {
    for (from, to, key) in [
        ("ten: Trường THCS Vô Điểm", "ten: \"\"", "khóa `ten`"),
        ("chuc_vu: Phó Hiệu trưởng", "chuc_vu: \" \"", "khóa `chuc_vu`"),
        ("ho_ten: Nguyễn Văn A", "ho_ten: '  '", "khóa `ho_ten`"),
        ("dia_danh: Vô Điểm", "dia_danh: \"  \"", "khóa `dia_danh`"),
        ("trich_yeu: Triển khai", "trich_yeu: \" \" #", "khóa `trich_yeu`"),
        ("loai: Kế hoạch, so_ky_hieu", "loai: \" \", so_ky_hieu", "khóa `loai`"),
    ] {
        let yaml = plan_with(from, to);
        assert_told(&yaml, &[key, "đang để trống", &line_of(&yaml, to)]);
    }
    for (from, to) in [
        ("- Luật Giáo dục ngày 14 tháng 6 năm 2019", "- \" \""),
        ("noi_nhan: [Phòng GD&ĐT, Các tổ]", "noi_nhan: [Phòng GD&ĐT, \"\"]"),
    ] {
        let yaml = plan_with(from, to);
        assert_told(&yaml, &["ở đây cần chữ, mà để trống", &line_of(&yaml, to)]);
    }
    let dated = "viet_tat: THCSVĐ, theo_thoi_gian: [{tu_ngay: 01/7/2025, ten: \"\"}]";
    assert_told(&plan_with("viet_tat: THCSVĐ", dated), &["ở đây cần chữ, mà để trống"]);
    assert_told(&plan_with("{KT: Hiệu trưởng}", "{KT: \" \"}"), &["phải ghi kèm chức vụ người đứng đầu"]);
    assert_told(&plan_with("viet_tat: THCSVĐ", "viet_tat: \"\""), &["chưa đủ để ghép ký hiệu"]);
    for section in ["{noi_dung: \"\"}", "{noi_dung: \"  \", sang_trang: true}"] {
        let yaml = with_content(&format!("noi_dung:\n  - Một.\n  - {section}"));
        assert_told(&yaml, &["mục này không có gì để in", &line_of(&yaml, section)]);
    }
}

/// What is called `vanban.toml` and is no file stops what needs the settings.
#[cfg(unix)]
#[test]
fn settings_that_are_no_file_are_told_of() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    fs::write(here.join("thu.yaml"), PLAN).unwrap();
    let settings = here.join("vanban.toml");
    let refused = |what: &str| {
        for command in ["tao", "kiem-tra"] {
            let (code, said) = vanban(here, &[command, "thu.yaml"]);
            assert_eq!(code, Some(2), "{what}: {said}");
            assert!(said.contains("vanban.toml"), "{what}: {said}");
        }
        assert_eq!(vanban(here, &["luat"]).0, Some(0), "{what}");
    };
    fs::create_dir(&settings).unwrap();
    refused("a folder");
    fs::remove_dir(&settings).unwrap();
    std::os::unix::fs::symlink("khong-co.toml", &settings).unwrap();
    refused("a link to nothing");
    fs::remove_file(&settings).unwrap();
    std::os::unix::fs::symlink("/dev/null", &settings).unwrap();
    refused("a device");
    fs::remove_file(&settings).unwrap();
    assert!(Command::new("mkfifo").arg(&settings).status().unwrap().success());
    refused("a pipe");
    fs::remove_file(&settings).unwrap();
    assert_eq!(vanban(here, &["tao", "thu.yaml"]).0, Some(0));
}

/// A year beside a date of another one is not left out in silence.
#[test]
fn a_year_is_that_of_the_date() {
    let with_year = |year: &str| plan_with("ngay: 05/01/2021\n", &format!("ngay: 05/01/2021\nnam: {year}\n"));
    assert_eq!(reports(&with_year("2021")), "");
    let yaml = with_year("2022");
    assert_told(&yaml, &["`nam` là 2022, mà ngày ban hành là 05/01/2021", &line_of(&yaml, "nam: 2022")]);
    // A day of another year in a table.
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("thu.yaml"), plan_with("ngay: 05/01/2021\n", "nam: 2021\n")).unwrap();
    let schools = "Cơ quan chủ quản,Tên trường,Viết tắt,Địa danh,Chức vụ,Hiệu trưởng,Ngày\n\
        UBND xã A,Trường THCS A,THCSA,A,Hiệu trưởng,Lê Văn A,05/01/2021\n\
        UBND xã B,Trường THCS B,THCSB,B,Hiệu trưởng,Lê Văn B,05/01/2022\n";
    fs::write(folder.path().join("truong.csv"), schools).unwrap();
    let (code, said) = vanban(folder.path(), &["lo", "thu.yaml", "--truong", "truong.csv", "-o", "ra"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("`nam` là 2021, mà ngày ban hành là") && said.contains("05/01/2022"), "{said}");
    assert!(said.contains("1 trên 2 dòng có lỗi"), "{said}");
}

/// Two entries of a body's facts that hold at once do not say the same fact
/// twice; one that follows another without a last day ends it.
#[test]
fn facts_of_a_time_are_set_once() {
    let dated = |entries: &str| {
        plan_with("viet_tat: THCSVĐ", &format!("viet_tat: THCSVĐ, theo_thoi_gian: [{entries}]"))
    };
    for right in [
        "{tu_ngay: 01/7/2025, ten: Trường A}, {tu_ngay: 01/7/2027, ten: Trường B}",
        "{tu_ngay: 01/7/2025, den_ngay: 30/6/2027, ten: Trường A}, {tu_ngay: 01/7/2027, ten: Trường B}",
        "{tu_ngay: 01/7/2027, ten: Trường B}, {tu_ngay: 01/7/2025, den_ngay: 30/6/2027, ten: Trường A}",
        "{tu_ngay: 01/7/2025, ten: Trường A}, {tu_ngay: 01/7/2025, dia_danh: A}",
    ] {
        assert_eq!(reports(&dated(right)), "", "{right}");
    }
    for wrong in [
        "{tu_ngay: 01/7/2025, ten: Trường A}, {tu_ngay: 01/7/2025, ten: Trường B}",
        "{tu_ngay: 01/7/2027, ten: Trường B}, {tu_ngay: 01/7/2025, ten: Trường A}",
        "{tu_ngay: 01/7/2025, den_ngay: 01/7/2027, ten: Trường A}, {tu_ngay: 01/7/2027, ten: Trường B}",
        "{den_ngay: 30/6/2025, ten: Trường A}, {den_ngay: 30/6/2020, ten: Trường B}",
    ] {
        let told = reports(&dated(wrong));
        assert!(told.contains("cùng đặt `ten` cho một thời gian"), "{wrong}: {told}");
        assert_eq!(told.matches("lỗi[").count(), 1, "{wrong}: {told}");
    }
}

/// What the settings of an office say to a kind of its own.
fn told_of_kind(kind: &str) -> String {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    fs::create_dir(here.join("kieu")).unwrap();
    fs::write(here.join("vanban.toml"), "[loai]\nthu_muc = \"kieu\"\n").unwrap();
    fs::write(here.join("kieu/la.yaml"), kind).unwrap();
    fs::write(here.join("thu.yaml"), PLAN).unwrap();
    let (code, said) = vanban(here, &["tao", "thu.yaml"]);
    assert_eq!(code, Some(if said.contains("lỗi[") { 2 } else { 0 }), "{said}");
    said
}

#[test]
fn a_kind_of_an_office_has_a_name_and_letters_of_its_own() {
    let kind = |ten: &str, ky_hieu: &str, more: &str| {
        format!(
            "khoa: giay_la\nten: \"{ten}\"\nky_hieu: \"{ky_hieu}\"\nbo_cuc: muc\nkhuon: co_ten_loai\n{more}"
        )
    };
    assert!(!told_of_kind(&kind("Giấy lạ", "GL", "")).contains("lỗi["));
    assert!(!told_of_kind(&kind("Giấy lạ", "", "so: false\n")).contains("lỗi["));
    for (kind, expected) in [
        (kind(" ", "GL", ""), "`ten` đang để trống"),
        (kind("Giấy lạ", "", ""), "`ky_hieu` đang để trống"),
        (kind("kế hoạch", "KHR", ""), "mang tên \"Kế hoạch\" của loại `ke_hoach`"),
    ] {
        let said = told_of_kind(&kind);
        assert!(said.contains(expected) && said.contains("la.yaml:1"), "{kind}: {said}");
    }
}

/// A template prints every part and field that a document has.
#[test]
fn a_template_leaves_nothing_out() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    fs::create_dir(here.join("kieu")).unwrap();
    fs::write(here.join("vanban.toml"), "[loai]\nthu_muc = \"kieu\"\n").unwrap();
    let kind = "khoa: phieu_la\nten: Phiếu lạ\nky_hieu: PL\nbo_cuc: muc\nkhuon: phieu_la\ntruong:\n  \
        - {khoa: lop, ten: Lớp, kieu: chu, vi_du: 6A, nguon: Cơ quan}\n";
    fs::write(here.join("kieu/phieu_la.yaml"), kind).unwrap();
    let yaml = plan_with("loai: ke_hoach", "loai: phieu_la\nlop: 6A");
    fs::write(here.join("thu.yaml"), &yaml).unwrap();
    let told = |template: &str| {
        fs::write(here.join("kieu/phieu_la.md"), template).unwrap();
        vanban(here, &["tao", "thu.yaml", "--force"])
    };
    let whole = "Lớp {{ truong.lop | safe }}\n\n<?can_cu?>\n\n<?mo_dau?>\n\n<?noi_dung?>\n\n<?ket?>\n";
    let (code, said) = told(whole);
    assert_eq!(code, Some(0), "{said}");
    for (piece, key, words) in [
        ("Lớp {{ truong.lop | safe }}", "lop", "lop: 6A"),
        ("<?can_cu?>", "can_cu", "{id: kh1"),
        ("<?mo_dau?>", "mo_dau", "mo_dau:"),
        ("<?noi_dung?>", "noi_dung", "tieu_de: Mục đích, yêu cầu"),
        ("<?ket?>", "ket", "ket:"),
    ] {
        let (code, said) = told(&whole.replace(piece, "RIENG"));
        assert_eq!(code, Some(2), "{piece}: {said}");
        assert!(said.contains(&format!("khuôn `phieu_la` không in `{key}`")), "{piece}: {said}");
        assert!(said.contains(&line_of(&yaml, words)), "{piece}: {said}");
    }
    // The name of a template of the law replaces it for the kinds of the law too.
    told(whole);
    fs::write(here.join("kieu/co_ten_loai.md"), whole.replace("Lớp {{ truong.lop | safe }}", "Riêng"))
        .unwrap();
    let (code, said) = vanban(here, &["tao", "thu.yaml", "--force"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("khuôn `co_ten_loai` của cơ quan thay khuôn của chương trình"), "{said}");
    assert!(said.contains("vanban.toml:2"), "{said}");
}

//! What goes from a plan into the plan of a year, and what is left out and told;
//! an office's own outline; reports of targets by year.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PLAN: &str = r"
loai: ke_hoach
co_quan: {chu_quan: UBND xã Minh Tân, ten: Trường THCS Minh Tân, viet_tat: THCSMT}
so: 4
dia_danh: Minh Tân
ngay: 2021-10-25
trich_yeu: Xây dựng trường học an toàn, giai đoạn 2021-2023
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Thị Mẫu}
noi_nhan: [Các tổ chuyên môn]
noi_dung:
  - tieu_de: Mục đích
    noi_dung: |
      Giữ trường học an toàn.
  - tieu_de: Tuyên truyền
    id: tuyen-truyen
    nhiem_vu:
      - id: tuyen-truyen
        viec: 1. Tổ chức tuyên truyền
        chu_tri: Tổ Văn phòng
        chi_tieu:
          - {id: buoi, ten: Số buổi, don_vi: buổi, moi_nam: {2021: 4, 2023: 6}}
          - {id: to, ten: Số tờ rơi, don_vi: tờ, moi_nam: 100}
  - tieu_de: Sổ sách
    id: so-sach
    noi_dung: Lập sổ theo dõi.
bao_cao: {giai_doan: 2021-2023, kinh_gui: UBND xã Minh Tân, hang_nam: 20/10, tong_ket: {nam: 2023, truoc: 31/12/2023}}
";

const DATA: &str = "
so_lieu:
  2021: {tuyen-truyen: {trang_thai: hoàn thành, chi_tieu: {buoi: 4, to: 100}}}
  2022: {tuyen-truyen: {trang_thai: hoàn thành, chi_tieu: {buoi: 10, to: 100}}}
  2023: {tuyen-truyen: {trang_thai: hoàn thành, chi_tieu: {buoi: 5, to: 100}}}
";

fn folder(plan: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kh.yaml"), plan).unwrap();
    fs::write(folder.path().join("so-lieu.yaml"), DATA).unwrap();
    folder
}

fn vanban(folder: &Path, arguments: &[&str]) -> (Output, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, told)
}

/// The year's plan as YAML, and what was told.
fn year_plan(folder: &Path, more: &[&str]) -> (String, String) {
    let all = [&["ke-hoach", "kh.yaml", "-o", "nam.yaml", "--force"], more].concat();
    let (output, told) = vanban(folder, &all);
    assert_eq!(output.status.code(), Some(0), "{told}");
    (fs::read_to_string(folder.join("nam.yaml")).unwrap(), told)
}

#[test]
fn sentences_keep_their_footnotes_and_references() {
    let aims = "
      Giữ trường học an toàn.[^luat] Câu sau.
      Làm theo {{ xem(id=\"tuyen-truyen\") }} của Kế hoạch.
      {% if so %}Có số.{% else %}Không có số.{% endif %}

      [^luat]: Theo Luật Giáo dục.
";
    let folder = folder(&PLAN.replace("\n      Giữ trường học an toàn.\n", aims));
    let (made, told) = year_plan(folder.path(), &["--nam", "2022"]);
    for words in [
        "      Giữ trường học an toàn.[^luat]\n      Làm theo {{ xem(id=\"tuyen-truyen\") }} của Kế hoạch.\n      {% if so %}Có số.{% else %}Không có số.{% endif %}\n\n      [^luat]: Theo Luật Giáo dục.\n",
        "  - id: tuyen-truyen\n    tieu_de: Tuyên truyền\n",
    ] {
        assert!(made.contains(words), "{words}\n{made}");
    }
    assert!(!told.contains("để lại câu"), "{told}");
    let (_, told) = vanban(folder.path(), &["tao", "nam.yaml", "-o", "nam.docx"]);
    let faults: Vec<&str> = told.lines().filter(|line| line.starts_with("lỗi[")).collect();
    assert!(faults.iter().all(|fault| fault.starts_with("lỗi[TN-cho_dien]")), "{told}");
    assert!(folder.path().join("nam.docx").exists());
}

#[test]
fn sentences_left_out_are_told_with_the_reason() {
    let aims = "
      Làm theo {{ xem(id=\"so-sach\") }} của Kế hoạch.
      Giữ trường học an toàn.

      | a | b |
      | - | - |
      | 1 | 2 |

      {% if so %}
      Có số.
      {% endif %}
";
    let folder = folder(&PLAN.replace("\n      Giữ trường học an toàn.\n", aims));
    let (made, told) = year_plan(folder.path(), &["--nam", "2022"]);
    for words in [
        "câu “Làm theo {{ xem(id=\"so-sach\") }} của Kế hoạch.”: nhắc đến mục `so-sach` mà kế hoạch năm không có",
        "bảng (ở Mục đích, yêu cầu)",
        "lời chọn bằng {% %} trên nhiều dòng (ở Mục đích, yêu cầu)",
    ] {
        assert!(made.contains(&format!("# - {words}")), "{words}\n{made}");
        assert!(told.contains(&format!("để lại {words}")), "{words}\n{told}");
    }
    assert!(told.contains("kh.yaml:13:7") || told.contains("kh.yaml:14:7"), "at its line: {told}");
    let aims = made.split_once("noi_dung:").unwrap().1;
    assert!(!aims.contains("so-sach") && !aims.contains("| 1 |") && !aims.contains("Có số"), "{aims}");
}

#[test]
fn marks_tables_and_annexes_are_carried_or_told() {
    let more = "muc_do_khan: khan
pham_vi_luu_hanh: luu_hanh_noi_bo
dien_tu: true
nguoi_soan_thao: {ky_hieu: PL, so_ban: 12}
phu_luc: [{tieu_de: Danh mục sổ, noi_dung: Một.}]
bao_cao:";
    let plan = PLAN.replace("bao_cao:", more);
    let plan = plan.replace(
        "Lập sổ theo dõi.",
        "Lập sổ theo dõi.\n    bang: {tieu_de: Bảng sổ, cot: [A, B], dong: [[1, 2]]}",
    );
    let (made, told) = year_plan(folder(&plan).path(), &["--nam", "2022"]);
    let keys =
        ["pham_vi_luu_hanh: luu_hanh_noi_bo", "dien_tu: true", "nguoi_soan_thao: {ky_hieu: PL, so_ban: 12}"];
    for key in keys {
        assert!(made.lines().any(|line| line == key), "{key}\n{made}");
    }
    for words in ["dấu độ khẩn `khan`", "bảng “Bảng sổ”", "phụ lục “Danh mục sổ”"]
    {
        assert!(made.contains(&format!("# - {words}")), "{words}\n{made}");
        assert!(told.contains(&format!("để lại {words}")), "{words}\n{told}");
    }
    assert!(!made.contains("\nmuc_do_khan:") && !made.contains("Một."), "{made}");
}

#[test]
fn a_number_typed_before_a_task_is_not_printed() {
    let folder = folder(PLAN);
    let (made, told) = year_plan(folder.path(), &["--nam", "2022", "--so-lieu", "so-lieu.yaml"]);
    assert!(made.contains("Tổ chức tuyên truyền; số tờ rơi: 100 tờ (năm 2021: 100 tờ)."), "{made}");
    assert!(!made.contains("1. Tổ chức"), "{made}");
    assert!(
        told.contains("không in số gõ tay \"1.\" ở đầu `viec`") && !told.contains("GO-so_lech"),
        "{told}"
    );
}

#[test]
fn the_file_names_the_schema() {
    let (made, told) = year_plan(folder(PLAN).path(), &["--nam", "2022"]);
    assert!(made.starts_with("# yaml-language-server: $schema=vanban.schema.json\n"), "{made}");
    assert!(told.contains("vanban schema -o vanban.schema.json"), "{told}");
}

/// Issued on 25/10/2021, when the report of 2021 (19/10/2021) was over.
#[test]
fn reports_over_before_the_plan_are_said_so() {
    let folder = folder(PLAN);
    let (made, told) = year_plan(folder.path(), &["--nam", "2021"]);
    let said = "Hạn gửi báo cáo năm 2021 (ngày 19/10/2021) trước ngày ban hành Kế hoạch này. Báo cáo tiếp theo là báo cáo năm 2022, gửi UBND xã Minh Tân chậm nhất ngày 19/10/2022.";
    assert!(made.contains(said), "{made}");
    assert!(told.contains("để lại Báo cáo năm 2021: hạn 19/10/2021"), "{told}");
    // Made after the yearly report of the last year; the final one is to come.
    let (made, _) = year_plan(folder.path(), &["--nam", "2023", "--ngay", "01/11/2023"]);
    assert!(
        made.contains("Báo cáo tổng kết năm 2023: gửi UBND xã Minh Tân chậm nhất ngày 30/12/2023."),
        "{made}"
    );
    assert!(!made.contains("chậm nhất ngày 19/10/2023"), "{made}");
    let (made, _) = year_plan(folder.path(), &["--nam", "2023", "--ngay", "31/12/2023"]);
    assert!(made.contains("Năm 2023 không còn kỳ báo cáo nào."), "{made}");
}

/// 2022 has no target: 4 of 4 and 5 of 6 are 9 of 10, whatever 2022 had.
#[test]
fn years_without_a_target_are_told_in_reports() {
    let folder = folder(PLAN);
    let text = |period: &str| {
        let arguments =
            ["bao-cao", "kh.yaml", "--ky", period, "--so-lieu", "so-lieu.yaml", "-o", "bc.docx", "--force"];
        let (output, told) = vanban(folder.path(), &arguments);
        assert!(output.status.code() != Some(2), "{told}");
        support::Word::open(&fs::read(folder.path().join("bc.docx")).unwrap()).text()
    };
    let year = text("nam-2022");
    assert!(year.contains("Kế hoạch không đặt chỉ tiêu cho năm này"), "{year}");
    let whole = text("2023");
    assert!(whole.contains("không tính năm 2022, Kế hoạch không đặt chỉ tiêu"), "{whole}");
    assert!(whole.contains("còn thiếu 1 buổi"), "{whole}");
    let outside = PLAN.replace("2023: 6", "2024: 6");
    let folder = self::folder(&outside);
    let (_, told) = vanban(folder.path(), &["kiem-tra", "kh.yaml"]);
    let (output, _) = vanban(folder.path(), &["kiem-tra", "kh.yaml"]);
    let found = String::from_utf8_lossy(&output.stdout).into_owned() + &told;
    assert!(found.contains("chỉ tiêu `buoi`: năm 2024 nằm ngoài giai đoạn 2021-2023"), "{found}");
}

#[test]
fn an_office_has_an_outline_sentences_and_subjects_of_its_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/mau-bao-cao");
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("kieu")).unwrap();
    for name in [
        "vanban.toml",
        "ke-hoach.yaml",
        "so-lieu.yaml",
        "kieu/ke_hoach_nam.yaml",
        "kieu/loi_van_bao_cao.yaml",
        "kieu/bao_cao_nam.md",
    ] {
        fs::copy(root.join(name), folder.path().join(name)).unwrap();
    }
    let make = [
        "ke-hoach",
        "ke-hoach.yaml",
        "--nam",
        "2027",
        "--so-lieu",
        "so-lieu.yaml",
        "-o",
        "nam.yaml",
        "--force",
    ];
    let (output, told) = vanban(folder.path(), &make);
    assert_eq!(output.status.code(), Some(0), "{told}");
    let made = fs::read_to_string(folder.path().join("nam.yaml")).unwrap();
    for words in [
        "  - tieu_de: Việc phải làm trong năm\n    bang:",
        "Báo cáo năm 2027: nộp UBND xã Mây Trắng, chậm nhất hết ngày 19/12/2027.",
    ] {
        assert!(made.contains(words), "{words}\n{made}");
    }
    let report =
        ["bao-cao", "ke-hoach.yaml", "--ky", "nam-2027", "--so-lieu", "so-lieu.yaml", "-o", "bc.docx"];
    let (_, told) = vanban(folder.path(), &report);
    let word = support::Word::open(&fs::read(folder.path().join("bc.docx")).unwrap()).text();
    let subject = "Kết quả thực hiện Kế hoạch phát triển văn hóa đọc, giai đoạn 2026-2028 trong năm 2027";
    assert!(word.contains(subject), "{word}\n{told}");

    fs::write(folder.path().join("kieu/ke_hoach_nam.yaml"), "loai: {{ loai").unwrap();
    let (output, told) = vanban(folder.path(), &make);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("khuôn kế hoạch năm viết sai") && told.contains("ke_hoach_nam.yaml"), "{told}");
}

mod support;

//! The plan of a year: what is carried over, against tables made by hand; what
//! is left blank; bad input.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

mod support;

const EXAMPLE: &str = "examples/ke-hoach-dan-van";

/// A plan in which every way of falling in a year has a task.
const PLAN: &str = r#"
loai: ke_hoach
co_quan: {chu_quan: UBND xã Minh Tân, ten: Trường THCS Minh Tân, viet_tat: THCSMT}
so: 4
dia_danh: Minh Tân
ngay: 2021-01-10
trich_yeu: Xây dựng trường học an toàn, giai đoạn 2021-2024
can_cu:
  - Luật Giáo dục ngày 14 tháng 6 năm 2019
  - Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư
  - {id: tt, loai: Thông tư, so_ky_hieu: 58/2011/TT-BGDĐT, ngay: 12/12/2011, co_quan: Bộ Giáo dục và Đào tạo, trich_yeu: về đánh giá học sinh}
nguoi_ky: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: Nguyễn Thị Mẫu}
noi_nhan: [Ủy ban nhân dân xã Minh Tân, Các tổ chuyên môn]
noi_dung:
  - tieu_de: Mục đích
    noi_dung: |
      Giữ trường học an toàn. Câu sau.
      Thực hiện {{ vien_dan(id="tt") }} ở {{ co_quan.ten }}.
  - tieu_de: Tuyên truyền
    nhiem_vu:
      - id: tuyen-truyen
        viec: Tổ chức tuyên truyền
        chu_tri: Tổ Văn phòng
        phoi_hop: [Liên đội]
        chi_tieu:
          - {id: buoi, ten: Số buổi, don_vi: buổi, moi_nam: {2021: 4, 2022: 5, 2023: 6}}
          - {id: vu, ten: Vụ vi phạm, don_vi: vụ, moi_nam: 2, chieu: giam}
  - tieu_de: Cơ sở vật chất
    nhiem_vu:
      - id: camera
        viec: Lắp camera
        chu_tri: Hiệu trưởng
        han: 30/6/2022
      - id: cong
        viec: Sửa cổng trường
        chu_tri: Hiệu trưởng
        han: 29/02/2024
        chi_tieu: [{id: cong, ten: Số cổng, don_vi: cổng, ca_giai_doan: 3}]
bao_cao: {giai_doan: 2021-2024, kinh_gui: UBND xã Minh Tân, hang_nam: 20/12, tong_ket: 2024}
"#;

const DATA: &str = "
so_lieu:
  2021:
    tuyen-truyen: {trang_thai: hoàn thành, chi_tieu: {buoi: 3, vu: 1}}
    camera: {trang_thai: đang thực hiện}
    cong: {trang_thai: đang thực hiện, chi_tieu: {cong: 1}}
  2022:
    tuyen-truyen: {trang_thai: hoàn thành, chi_tieu: {buoi: 5, vu: 3}, nguyen_nhan: Đường mới mở}
    camera: {trang_thai: chậm, nguyen_nhan: Chưa có kinh phí}
    cong: {trang_thai: đang thực hiện, chi_tieu: {cong: 1}}
";

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with a plan and its data.
fn folder(plan: &str, data: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kh.yaml"), plan).unwrap();
    fs::write(folder.path().join("so-lieu.yaml"), data).unwrap();
    folder
}

/// The year's plan of a plan as YAML.
fn yaml(folder: &TempDir, arguments: &[&str]) -> String {
    let all = [&["ke-hoach", "kh.yaml", "-o", "nam.yaml", "--force"], arguments].concat();
    let output = vanban(folder.path(), &all);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    fs::read_to_string(folder.path().join("nam.yaml")).unwrap()
}

/// What a run that must fail tells.
fn refused(plan: &str, data: &str, arguments: &[&str]) -> String {
    let folder = folder(plan, data);
    let output = vanban(folder.path(), &[&["ke-hoach", "kh.yaml", "-o", "nam.yaml"], arguments].concat());
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(!folder.path().join("nam.yaml").exists());
    told(&output)
}

/// The rows of the annex, without brackets and quotes.
fn rows(yaml: &str) -> Vec<String> {
    let after = yaml.split_once("dong:\n").unwrap().1;
    let rows = after.lines().take_while(|line| line.starts_with("        - ["));
    rows.map(|line| line.trim().trim_start_matches("- [").trim_end_matches(']').replace('"', "")).collect()
}

/// By hand: `camera` is due in 2022; `cong` was begun in 2021, and 1 of 3 are
/// done; `buoi` was 3 of 4.
#[test]
fn the_tasks_of_the_year_with_their_targets() {
    let made = yaml(&folder(PLAN, DATA), &["--nam", "2022", "--so-lieu", "so-lieu.yaml"]);
    assert_eq!(
        rows(&made),
        [
            "Tổ chức tuyên truyền, Số buổi: 5 buổi; Vụ vi phạm: không quá 2 vụ, Tổ Văn phòng, Liên đội, Trong năm 2022",
            "Lắp camera, «điền kết quả cần đạt», Hiệu trưởng, , 30/6/2022",
            "Sửa cổng trường, Số cổng: «điền chỉ tiêu năm 2022», Hiệu trưởng, , 29/02/2024",
        ]
    );
    for line in [
        "          - Số buổi: 5 buổi (năm 2021: 3 buổi);\n          - Vụ vi phạm: không quá 2 vụ (năm 2021: 1 vụ).",
        "- noi_dung: Lắp camera (hạn 30/6/2022).",
        "Số buổi: năm 2021 là 3 buổi, chỉ tiêu là 4 buổi. Nguyên nhân: «điền nguyên nhân». Thời hạn mới: «điền thời hạn mới».",
        "số cổng: «điền chỉ tiêu năm 2022» (cả giai đoạn 2021-2024: 3 cổng; đến hết năm 2021: 1 cổng).",
        "Chủ trì: lắp camera; sửa cổng trường.",
        "Phối hợp: tổ chức tuyên truyền.",
        "Báo cáo năm 2022: gửi UBND xã Minh Tân chậm nhất ngày 19/12/2022.",
        "trich_yeu: Xây dựng trường học an toàn năm 2022",
        "so_ky_hieu: 04/KH-THCSMT\n    ngay: 10/01/2021",
        "quyen_han: {KT: Hiệu trưởng}",
        "      Giữ trường học an toàn.\n      Thực hiện {{ vien_dan(id=\"tt\") }} ở {{ co_quan.ten }}.",
    ] {
        assert!(made.contains(line), "{line}\n{made}");
    }
    assert!(!made.contains("Câu sau"), "the first sentence of each paragraph");
}

#[test]
fn what_was_late_goes_on_with_its_cause() {
    let made = yaml(&folder(PLAN, DATA), &["--nam", "2023", "--so-lieu", "so-lieu.yaml"]);
    for line in [
        "Vụ vi phạm: năm 2022 là 3 vụ, chỉ tiêu là không quá 2 vụ. Nguyên nhân: Đường mới mở. Thời hạn mới: «điền thời hạn mới».",
        "Lắp camera (Hiệu trưởng chủ trì): thực hiện chậm so với hạn 30/6/2022. Nguyên nhân: Chưa có kinh phí. Thời hạn mới: «điền thời hạn mới».",
        "[Lắp camera, «điền kết quả cần đạt», Hiệu trưởng, \"\", «điền thời hạn mới»]",
    ] {
        assert!(made.contains(line), "{line}\n{made}");
    }
    // 2024 has no target for `buoi`; it was late in nothing that year.
    let made = yaml(&folder(PLAN, DATA), &["--nam", "2024", "--so-lieu", "so-lieu.yaml"]);
    assert!(
        made.contains("# - chỉ tiêu `buoi` của nhiệm vụ `tuyen-truyen`: năm 2024 không có chỉ tiêu"),
        "{made}"
    );
    assert!(made.contains("Báo cáo tổng kết năm 2024"));
}

#[test]
fn bases_out_of_force_are_left_out_and_told() {
    let folder = folder(PLAN, DATA);
    let all = ["ke-hoach", "kh.yaml", "--nam", "2021", "-o", "nam.yaml"];
    let output = vanban(folder.path(), &all);
    let made = fs::read_to_string(folder.path().join("nam.yaml")).unwrap();
    assert!(
        made.contains("# - căn cứ: Nghị định số 110/2004/NĐ-CP hết hiệu lực từ ngày 05/3/2020"),
        "{made}"
    );
    assert!(told(&output).contains("để lại căn cứ: Nghị định số 110/2004/NĐ-CP hết hiệu lực"));
    assert!(!made.contains("- Nghị định số 110"), "{made}");
    // In force in January 2021, out of force from 05/9/2021 on.
    let bases = made.split_once("can_cu:").unwrap().1.split_once("mo_dau").unwrap().0;
    assert!(bases.contains("- id: tt") && !bases.contains("vien_dan:"), "{bases}");
    let later = yaml(&folder, &["--nam", "2022"]);
    let bases = later.split_once("can_cu:").unwrap().1.split_once("mo_dau").unwrap().0;
    let (kept, cited) = bases.split_once("vien_dan:").unwrap();
    assert!(!kept.contains("58/2011") && cited.contains("58/2011"), "still cited in a text: {bases}");
}

#[test]
fn sections_that_are_marked_open_the_plan() {
    let plan = PLAN.replace(
        "  - tieu_de: Tuyên truyền\n",
        "  - tieu_de: Phương châm\n    nam_nay: true\n    noi_dung: Một là. Hai là. Ba là. Bốn là. Năm là. Sáu là. Bảy là.\n  - tieu_de: Tuyên truyền\n",
    );
    let made = yaml(&folder(&plan, DATA), &["--nam", "2022"]);
    assert!(
        made.contains("Một là.\n      Hai là.\n      Ba là.\n      Bốn là.\n      Năm là.\n      Sáu là.\n"),
        "{made}"
    );
    assert!(made.contains("# - 1 câu ở Mục đích, yêu cầu: nhiều nhất 6 câu"), "{made}");
    assert!(!made.contains("Bảy là") && !made.contains("Giữ trường học an toàn."), "{made}");
}

/// The paper of the YAML is the paper made directly, byte for byte; the check
/// finds the places to fill in and nothing else.
#[test]
fn the_yaml_is_the_same_paper() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let plan = root.join(EXAMPLE).join("ke-hoach.yaml");
    let data = root.join(EXAMPLE).join("so-lieu.yaml");
    for year in ["2021", "2022", "2023", "2025"] {
        let make = |output: &str| {
            let arguments = [
                "ke-hoach",
                plan.to_str().unwrap(),
                "--nam",
                year,
                "--so-lieu",
                data.to_str().unwrap(),
                "--lich-thang",
                "--force",
                "-o",
                output,
            ];
            let made = vanban(folder.path(), &arguments);
            assert_eq!(made.status.code(), Some(0), "{}", told(&made));
        };
        make("nam.yaml");
        make("nam.docx");
        vanban(folder.path(), &["tao", "nam.yaml", "-o", "lai.docx", "--force"]);
        let word = |name: &str| fs::read(folder.path().join(name)).unwrap();
        assert!(word("nam.docx") == word("lai.docx"), "{year}");

        let yaml = fs::read_to_string(folder.path().join("nam.yaml")).unwrap();
        let typed = yaml.lines().filter(|line| !line.trim_start().starts_with('#'));
        let blanks: usize = typed.map(|line| line.matches("«điền ").count()).sum();
        let checked = vanban(folder.path(), &["kiem-tra", "nam.yaml"]);
        let checked = String::from_utf8_lossy(&checked.stdout).into_owned();
        let all = ["lỗi[", "cảnh báo[", "gợi ý["];
        let found: Vec<&str> =
            checked.lines().filter(|line| all.iter().any(|s| line.starts_with(s))).collect();
        assert_eq!(found.len(), blanks, "{year}: {found:?}");
        assert!(blanks > 0 && found.iter().all(|line| line.contains("TN-cho_dien")), "{year}: {found:?}");
    }
}

#[test]
fn words_of_the_plan_print_as_typed() {
    let plan = PLAN.replace("viec: Lắp camera", "viec: \"Lắp *camera* A_B [x] {{ y }} &amp; <b>: a\"");
    let folder = folder(&plan, DATA);
    yaml(&folder, &["--nam", "2022"]);
    vanban(folder.path(), &["tao", "nam.yaml", "-o", "nam.docx"]);
    let word = support::Word::open(&fs::read(folder.path().join("nam.docx")).unwrap());
    let text = word.text();
    assert!(text.contains("Lắp *camera* A_B [x] {{ y }} &amp; <b>: a (hạn 30/6/2022)"), "{text}");
}

#[test]
fn the_calendar_of_the_year() {
    let folder = folder(PLAN, DATA);
    yaml(&folder, &["--nam", "2022", "--so-lieu", "so-lieu.yaml", "--ics", "nam.ics"]);
    let file = fs::read_to_string(folder.path().join("nam.ics")).unwrap();
    let events: Vec<&str> = file.lines().filter(|line| line.starts_with("DTSTART")).collect();
    assert_eq!(events, ["DTSTART;VALUE=DATE:20220630", "DTSTART;VALUE=DATE:20221219"]);
    let made = yaml(&folder, &["--nam", "2022", "--lich-thang"]);
    let months = made.split_once("Lịch công việc năm 2022").unwrap().1;
    assert_eq!(
        rows(months),
        [
            "Tháng 6, Lắp camera, Hiệu trưởng, 30/6/2022",
            "Tháng 12, Báo cáo năm 2022, , 19/12/2022",
            "Cả năm, Tổ chức tuyên truyền, Tổ Văn phòng, Trong năm 2022",
            "Cả năm, Sửa cổng trường, Hiệu trưởng, 29/02/2024",
        ]
    );
}

#[test]
fn programs_get_the_same_and_strict_runs_fail() {
    let folder = folder(PLAN, DATA);
    let all = ["ke-hoach", "kh.yaml", "--nam", "2022", "-o", "nam.docx", "--nghiem", "--dinh-dang", "json"];
    let output = vanban(folder.path(), &all);
    assert_eq!(output.status.code(), Some(1), "blanks are left");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["tep_da_ghi"][0], "nam.docx");
    assert_eq!(answer["con_thieu"][0]["cho"][0], "nhiệm vụ `tuyen-truyen`: kết quả của `buoi` đến năm 2021");
    let edited = ["ke-hoach", "kh.yaml", "--nam", "2022", "-o", "so-lieu.yaml"];
    assert_eq!(
        vanban(folder.path(), &edited).status.code(),
        Some(2),
        "a file that people edit is not replaced"
    );
}

#[test]
fn bad_input_is_told_with_what_to_add() {
    let year = ["--nam", "2022"];
    let with_data = ["--nam", "2022", "--so-lieu", "so-lieu.yaml"];
    let cases: &[(&str, &str, &[&str], &[&str])] = &[
        (
            PLAN,
            DATA,
            &["--nam", "2030"],
            &["năm 2030 nằm ngoài giai đoạn 2021-2024", "một năm từ 2021 đến 2024"],
        ),
        (&PLAN.replace("so: 4\n", ""), DATA, &year, &["chưa có số", "thêm khóa `so`"]),
        (&PLAN.replace("ngay: 2021-01-10\n", ""), DATA, &year, &["chưa có ngày", "thêm khóa `ngay`"]),
        (&PLAN.replace("nhiem_vu:", "muc:"), DATA, &year, &["không có khóa `viec`"]),
        (&without_tasks(), DATA, &year, &["không có nhiệm vụ nào", "thêm `nhiem_vu`"]),
        (&without_calendar(), DATA, &year, &["không có chế độ báo cáo", "thêm khóa `bao_cao`"]),
        (
            &PLAN.replace("{2021: 4, 2022: 5, 2023: 6}", "{}"),
            DATA,
            &year,
            &["chỉ tiêu `buoi` không ghi năm nào", "moi_nam: {2022: 4"],
        ),
        (&PLAN.replace("don_vi: buổi, ", ""), DATA, &year, &["don_vi", "đơn vị tính"]),
        (&PLAN.replace("don_vi: buổi, ", "don_vi: \"\", "), DATA, &year, &["don_vi"]),
        (
            PLAN,
            &DATA.replace("camera: {trang_thai: chậm", "may-anh: {trang_thai: chậm"),
            &with_data,
            &["kế hoạch không có nhiệm vụ `may-anh`", "xóa các dòng của nó"],
        ),
        (
            PLAN,
            "so_lieu: {2021: {a: {trang_thai: chậm}, b: {trang_thai: chậm}}}",
            &with_data,
            &["số liệu của kế hoạch khác", "tuyen-truyen, camera, cong"],
        ),
        (PLAN, DATA, &["--nam", "2022", "--ngay", "29/02/2022"], &["không phải ngày có thật"]),
        (PLAN, DATA, &["--nam", "2022", "--ngay", "01/01/2021"], &["sớm hơn ngày của kế hoạch giai đoạn"]),
        (PLAN, DATA, &["--nam", "2022", "--ngay", "01/6/2023"], &["cuối năm 2021"]),
        (PLAN, DATA, &["--nam", "2022", "--ics", "lich.txt"], &["đuôi .ics"]),
        (
            PLAN,
            &DATA.replace("  2022:", "  2021:"),
            &with_data,
            &["so-lieu.yaml", "khóa `2021` đã có ở trên"],
        ),
        (
            PLAN,
            &DATA.replace("  2022:", "  2027:"),
            &with_data,
            &["`2027` không phải là năm của kế hoạch", "một năm từ 2021 đến 2024"],
        ),
        (&PLAN.replace("han: 30/6/2022", "han: 29/02/2022"), DATA, &year, &["29/02/2022", "han"]),
        (
            &PLAN.replace("tong_ket: 2024}", "tong_ket: {nam: 2023, truoc: 29/02/2023}}"),
            DATA,
            &year,
            &["29/02/2023", "truoc"],
        ),
        (
            &PLAN.replace("hang_nam: 20/12", "hang_nam: 29/02"),
            DATA,
            &year,
            &["ngày và tháng có trong mọi năm"],
        ),
    ];
    for (plan, data, arguments, expected) in cases {
        let told = refused(plan, data, arguments);
        for words in *expected {
            assert!(told.contains(words), "{words}\n{told}");
        }
        assert!(told.contains("lỗi["), "{told}");
    }
}

/// Two rows of one year that say different things.
#[test]
fn data_of_one_year_are_given_once() {
    let folder = folder(PLAN, DATA);
    let rows = "nhiem_vu;chi_tieu;nam;ket_qua\ntuyen-truyen;buoi;2021;3\ntuyen-truyen;buoi;2021;4\n";
    fs::write(folder.path().join("so-lieu.csv"), rows).unwrap();
    let base = ["ke-hoach", "kh.yaml", "-o", "nam.yaml", "--nam", "2022", "--so-lieu", "so-lieu.csv"];
    let output = vanban(folder.path(), &base);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    for words in ["so-lieu.csv", "năm 2021: đã có ở dòng trên", "xóa một trong hai dòng"] {
        assert!(told(&output).contains(words), "{words}\n{}", told(&output));
    }
    assert!(!folder.path().join("nam.yaml").exists());
}

fn without_tasks() -> String {
    let (head, tail) = PLAN.split_once("  - tieu_de: Tuyên truyền").unwrap();
    let calendar = tail.split_once("bao_cao:").unwrap().1;
    format!("{head}bao_cao:{calendar}")
}

fn without_calendar() -> String {
    PLAN.split_once("bao_cao:").unwrap().0.to_owned()
}

/// A task of no year is one of every year, and told of.
#[test]
fn a_task_without_year_is_told_of() {
    let plan = PLAN.replace("        han: 30/6/2022\n", "");
    let folder = folder(&plan, DATA);
    let output = vanban(folder.path(), &["ke-hoach", "kh.yaml", "--nam", "2022", "-o", "nam.yaml"]);
    let told = told(&output);
    assert!(told.contains("nhiệm vụ `camera` không ghi năm nào") && told.contains("thêm `han`"), "{told}");
}

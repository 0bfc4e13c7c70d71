//! The draft of the next period's plan: what is carried over, marked, left
//! out, against words made by hand; what the check finds of it; bad input.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const EXAMPLE: &str = "examples/ke-hoach-dan-van";

/// A plan in which everything that can happen to a key happens.
const PLAN: &str = r#"
loai: ke_hoach
co_quan:
  chu_quan: UBND huyện Bắc Quang
  ten: Trường THCS Minh Tân
  viet_tat: THCSMT
  theo_thoi_gian:
    - {den_ngay: 31/12/2021, ten: Trường cấp II Minh Tân}
    - {tu_ngay: 01/7/2025, chu_quan: UBND xã Minh Tân, dia_danh: Minh Tân}
    - {tu_ngay: 01/9/2027, nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Trần Văn Sau}}
so: 4
dia_danh: Bắc Quang
ngay: 2022-01-10
trich_yeu: Xây dựng trường học an toàn, giai đoạn {{ bien.giai_doan }}
can_cu:
  - Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư
  - {id: tt, loai: Thông tư, so_ky_hieu: 58/2011/TT-BGDĐT, ngay: 12/12/2011, co_quan: Bộ Giáo dục và Đào tạo, trich_yeu: về đánh giá học sinh}
  - {loai: Kế hoạch, so_ky_hieu: 5/KH-UBND, ngay: 05/01/2021, co_quan: Ủy ban nhân dân huyện Bắc Quang, trich_yeu: "về an toàn, giai đoạn {{ bien.giai_doan }}"}
mo_dau: Từ năm 2021 đến năm 2024, nhà trường thực hiện Kế hoạch như sau
nguoi_ky: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: Nguyễn Thị Mẫu}
noi_nhan: [Sở Kế hoạch và Đầu tư, Các tổ chuyên môn]
noi_dung:
  - tieu_de: Mục đích
    nam_nay: true
    noi_dung: |
      Giữ trường học an toàn. Năm 2022, nhà trường lắp camera theo {{ vien_dan(id="tt") }}.
      Gửi kế hoạch trước ngày 20/01/2022.
  - tieu_de: Cơ sở vật chất
    khi: bien.giai_doan == "2021-2024"
    nhiem_vu:
      - {id: camera, viec: Lắp camera, chu_tri: Hiệu trưởng, han: 30/6/2022}
      - {id: cong, viec: Sửa cổng trường, han: 29/02/2024, chi_tieu: [{id: so-cong, ten: Số cổng, don_vi: cổng, ca_giai_doan: 3}]}
      - {id: tap-huan, viec: Tập huấn, phoi_hop: [Liên đội], chi_tieu: [{id: du, ten: Tỷ lệ dự, don_vi: "%", moi_nam: {2021: 80, 2024: 90}, gop: binh_quan}]}
    bang: {tieu_de: Kinh phí, cot: [Năm, Tiền], dong: [["2021", "5"]]}
bao_cao:
  giai_doan: 2021-2024
  kinh_gui: UBND huyện Bắc Quang
  hang_nam: 20/12
  so_ket: {nam: 2022, truoc: 15/12/2022}
  tong_ket: {nam: 2024, truoc: 29/02/2024}
bo_qua:
  - {luat: TN-nam_hoc, ly_do: không còn}
bien: {giai_doan: 2021-2024, dau: 2021}
"#;

const DATA: &str = "
so_lieu:
  2021:
    camera: {trang_thai: chậm, nguyen_nhan: Chưa có kinh phí}
    tap-huan: {trang_thai: hoàn thành, chi_tieu: {du: 80}}
  2022:
    camera: {trang_thai: hoàn thành}
    cong: {trang_thai: đang thực hiện, chi_tieu: {so-cong: 1}}
  2023:
    cong: {trang_thai: đang thực hiện, chi_tieu: {so-cong: 0}}
  2024:
    cong: {trang_thai: chậm, nguyen_nhan: Nhà thầu bỏ dở, chi_tieu: {so-cong: 1}}
    tap-huan: {trang_thai: chưa thực hiện, nguyen_nhan: Mưa lũ, chi_tieu: {du: 70}}
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

/// The draft, and what is told beside it.
fn draft(folder: &TempDir, arguments: &[&str]) -> (String, String) {
    let all = [&["ke-hoach", "kh.yaml", "-o", "moi.yaml", "--force"], arguments].concat();
    let output = vanban(folder.path(), &all);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    (fs::read_to_string(folder.path().join("moi.yaml")).unwrap(), told(&output))
}

/// The example and its draft in a folder.
fn example(arguments: &[&str]) -> (TempDir, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE);
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let folder = folder(&read("ke-hoach.yaml"), &read("so-lieu.yaml"));
    let all = [&["--giai-doan", "2026-2030", "--so-lieu", "so-lieu.yaml"], arguments].concat();
    let (made, _) = draft(&folder, &all);
    (folder, made)
}

/// What the check finds of a file, a line each.
fn findings(folder: &TempDir, file: &str) -> Vec<String> {
    let checked = vanban(folder.path(), &["kiem-tra", file]);
    let checked = String::from_utf8_lossy(&checked.stdout).into_owned();
    let all = ["lỗi[", "cảnh báo[", "gợi ý["];
    checked
        .lines()
        .filter(|line| all.iter().any(|start| line.starts_with(start)))
        .map(str::to_owned)
        .collect()
}

/// Read line by line against the example, its data and the old paper.
#[test]
fn the_draft_of_the_example() {
    let (_folder, made) = example(&[]);
    insta::assert_snapshot!(made);
}

#[test]
fn the_check_finds_the_places_to_fill_in_and_nothing_else() {
    let each_year = |result: &str| format!("chỉ tiêu mỗi năm đến năm 2030; {result} năm 2025");
    let whole =
        |result: &str| format!("chỉ tiêu cả giai đoạn 2026-2030; đã đạt {result} trong giai đoạn 2021-2025");
    let in_section = |section: u8, rest: &str| format!("noi_dung[1].muc[{section}].{rest}");
    let figure = |section: u8, task: u8, figure: u8, key: &str| {
        in_section(section, &format!("nhiem_vu[{task}].chi_tieu[{figure}].{key}"))
    };
    let report = "noi_dung[3].muc[2].noi_dung".to_owned();
    let expected = [
        ("can_cu[4]".to_owned(), "số, ký hiệu của báo cáo tổng kết giai đoạn 2021-2025".to_owned()),
        ("can_cu[4]".to_owned(), "ngày của báo cáo ấy".to_owned()),
        (figure(0, 0, 0, "moi_nam"), each_year("đã đạt 4 buổi")),
        (figure(0, 0, 1, "moi_nam"), each_year("đã đạt 1.310 lượt")),
        (figure(0, 0, 2, "moi_nam"), each_year("đã đạt 100%")),
        (figure(1, 0, 0, "moi_nam"), each_year("đã đạt 2 cuộc")),
        (figure(1, 1, 0, "ca_giai_doan"), whole("4 mô hình")),
        (figure(3, 0, 0, "moi_nam"), each_year("đã đạt 98%")),
        (figure(3, 1, 0, "moi_nam"), each_year("đã đạt 100%")),
        (figure(3, 1, 1, "moi_nam"), each_year("thực tế 0 đơn")),
        (figure(4, 0, 0, "moi_nam"), each_year("đã đạt 4 đợt")),
        (figure(4, 0, 1, "ca_giai_doan"), whole("23 lượt")),
        (in_section(4, "noi_dung"), "tên hiện nay của huyện Bắc Quang".to_owned()),
        (in_section(4, "noi_dung"), "tên hiện nay của tỉnh Hà Giang".to_owned()),
        (figure(5, 0, 0, "moi_nam"), each_year("đã đạt 2 cuộc")),
        (report.clone(), "tên hiện nay của Phòng Giáo dục và Đào tạo".to_owned()),
        (report.clone(), "ngày mới, trước là 18/11/2021".to_owned()),
        (report, "tên hiện nay của Phòng Giáo dục và Đào tạo".to_owned()),
        ("noi_nhan[0]".to_owned(), "tên hiện nay của Phòng GD&ĐT".to_owned()),
    ];
    let expected: Vec<String> = expected
        .iter()
        .map(|(key, what)| format!("lỗi[TN-cho_dien]: `{key}`: chưa điền: «điền {what}»"))
        .collect();
    for day in [&[][..], &["--ngay", "05/01/2026"]] {
        let (folder, _) = example(day);
        assert_eq!(findings(&folder, "moi.yaml"), expected, "{day:?}");
    }
}

/// A clerk fills in every place: nothing is found any more, and the plan is
/// one like any other.
#[test]
fn the_filled_plan_is_a_plan_like_any_other() {
    let (folder, made) = example(&["--ngay", "05/01/2026", "--so", "3"]);
    let filled = filled(&made);
    assert!(!filled.contains("\n          - «điền"), "{filled}");
    fs::write(folder.path().join("moi.yaml"), &filled).unwrap();
    assert_eq!(findings(&folder, "moi.yaml"), Vec::<String>::new());
    let run = |arguments: &[&str]| {
        let output = vanban(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
    };
    run(&["tao", "moi.yaml", "-o", "moi.docx"]);
    run(&["moi", "so-lieu", "moi.yaml", "-o", "bang.yaml"]);
    run(&["ke-hoach", "moi.yaml", "--nam", "2026", "-o", "nam.yaml"]);
    let year = fs::read_to_string(folder.path().join("nam.yaml")).unwrap();
    assert!(year.contains("công tác dân vận ở cơ sở năm 2026"), "{year}");
    assert!(year.contains("so_ky_hieu: 03/KH-THCSVĐ\n    ngay: 05/01/2026"), "{year}");
    let sheet = fs::read_to_string(folder.path().join("bang.yaml")).unwrap();
    assert!(sheet.contains("2026:") && sheet.contains("2030:") && !sheet.contains("2025:"), "{sheet}");
}

/// The draft with something in every place.
fn filled(draft: &str) -> String {
    let values = [
        ("«điền số, ký hiệu của báo cáo tổng kết giai đoạn 2021-2025»", "88/BC-THCSVĐ"),
        ("«điền ngày của báo cáo ấy»", "15 tháng 10 năm 2025"),
        ("«điền ngày mới, trước là 18/11/2021»", "15/01/2026"),
        ("«điền tên hiện nay của huyện Bắc Quang»", "các xã lân cận"),
        ("«điền tên hiện nay của tỉnh Hà Giang»", "tỉnh Tuyên Quang"),
        ("«điền tên hiện nay của Phòng Giáo dục và Đào tạo»", "Ủy ban nhân dân xã"),
        ("«điền tên hiện nay của Phòng GD&ĐT» (tổ chuyên môn)", "Ủy ban nhân dân xã"),
    ];
    let filled = values.iter().fold(draft.to_owned(), |text, (place, value)| text.replace(place, value));
    let lines = filled.lines().map(|line| match line.split_once("«điền chỉ tiêu") {
        Some((key, _)) if !key.contains('#') => format!("{key}5\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// By hand: `camera` was done in 2022; `cong` is late, 2 of 3; `tap-huan` has
/// no data for 2022 and 2023.
#[test]
fn tasks_go_on_with_what_was_reached() {
    let (made, told) = draft(&folder(PLAN, DATA), &["--giai-doan", "2025-2028", "--so-lieu", "so-lieu.yaml"]);
    for lines in [
        "# - nhiệm vụ `camera` (Lắp camera): đã hoàn thành trong năm 2022\n",
        "      # Việc có hạn, mang sang vì chưa xong. Đến hết năm 2024: chậm. Nguyên nhân: Nhà thầu bỏ dở.\n      - id: cong\n        viec: Sửa cổng trường\n        # Hạn trước là 29/02/2024, dời theo vị trí trong giai đoạn; xem lại.\n        han: 29/02/2028\n",
        "chỉ tiêu 3 cổng cả giai đoạn; thực hiện từng năm …; 1; 0; 1 cổng.\n",
        "            ca_giai_doan: «điền chỉ tiêu cả giai đoạn 2025-2028»\n",
        "      # Đến hết năm 2024: chưa thực hiện. Nguyên nhân: Mưa lũ.\n      - id: tap-huan\n",
        "          # Giai đoạn 2021-2024: chỉ tiêu 80; …; …; 90%; thực hiện từng năm 80; …; …; 70%. Chưa đạt năm 2024.\n          # Nguyên nhân (năm 2024): Mưa lũ.\n",
        "            moi_nam: «điền chỉ tiêu mỗi năm đến năm 2028; đã đạt 70% năm 2024»\n            gop: binh_quan\n",
    ] {
        assert!(made.contains(lines), "{lines}\n{made}");
    }
    assert!(!made.contains("- id: camera"), "{made}");
    assert!(told.contains("để lại nhiệm vụ `camera` (Lắp camera): đã hoàn thành trong năm 2022"), "{told}");
    let later = draft(&folder(PLAN, DATA), &["--giai-doan", "2026-2029", "--so-lieu", "so-lieu.yaml"]).0;
    let shortened = "# Xem lại: năm ấy không có ngày 29/02, ghi ngày cuối tháng.";
    assert!(
        later.contains(&format!("        {shortened}\n")) && later.contains("han: 28/02/2029"),
        "{later}"
    );
    assert!(
        later.contains(&format!("  {shortened}\n  tong_ket: {{nam: 2029, truoc: 28/02/2029}}")),
        "{later}"
    );
}

#[test]
fn years_names_and_silences_are_those_of_the_new_period() {
    let (made, told) = draft(&folder(PLAN, DATA), &["--giai-doan", "2026-2029", "--so-lieu", "so-lieu.yaml"]);
    for lines in [
        "co_quan:\n  chu_quan: UBND xã Minh Tân\n  ten: Trường THCS Minh Tân\n  viet_tat: THCSMT\n  theo_thoi_gian:\n    - tu_ngay: 01/9/2027\n      nguoi_ky:\n        chuc_vu: Hiệu trưởng\n        ho_ten: Trần Văn Sau\n",
        "\ndia_danh: Minh Tân\n",
        "mo_dau: Từ năm 2026 đến năm 2029, nhà trường",
        "    # Xem lại: “Năm 2022”.\n    noi_dung: |\n      Giữ trường học an toàn. Năm 2022, nhà trường lắp camera theo {{ vien_dan(id=\"tt\") }}.\n      Gửi kế hoạch trước ngày «điền ngày mới, trước là 20/01/2022».\n",
        "    nam_nay: true\n",
        "    khi: bien.giai_doan == \"2026-2029\"\n",
        "    noi_dung: |\n      «điền bảng của giai đoạn mới: Kinh phí»\n",
        "  so_ket: {nam: 2027, truoc: 15/12/2027}\n",
        "bien:\n  dau: 2026\n  giai_doan: 2026-2029\n",
        "quyen_han: {KT: Hiệu trưởng}",
        "noi_nhan:\n  - «điền tên hiện nay của Sở Kế hoạch và Đầu tư»\n",
        "    - «điền tên hiện nay của UBND huyện Bắc Quang»\n",
        // Another document keeps its name, a variable in it its old value.
        "trich_yeu: về an toàn, giai đoạn 2021-2024\n",
        "  - id: ke_hoach_giai_doan_truoc\n    loai: Kế hoạch\n    so_ky_hieu: 04/KH-THCSMT\n    ngay: 10/01/2022\n    co_quan: Trường THCS Minh Tân\n    trich_yeu: về xây dựng trường học an toàn, giai đoạn 2021-2024\n",
        "# - bo_qua `TN-nam_hoc`: bản thảo không có lỗi ấy\n",
    ] {
        assert!(made.contains(lines), "{lines}\n{made}");
    }
    assert!(!made.contains("bo_qua:") && !made.contains("Trường cấp II"), "{made}");
    for words in
        ["năm 2025 không có kế hoạch", "bảng (Kinh phí): số liệu của giai đoạn trước", "bo_qua `TN-nam_hoc`"]
    {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn bases_out_of_force_are_marked_and_found() {
    let folder = folder(PLAN, DATA);
    let (made, _) = draft(&folder, &["--giai-doan", "2026-2029", "--ngay", "05/01/2026"]);
    let found: Vec<String> =
        findings(&folder, "moi.yaml").into_iter().filter(|line| !line.contains("TN-cho_dien")).collect();
    assert_eq!(
        found,
        [
            "cảnh báo[VB-het_hieu_luc]: `can_cu[0]`: Nghị định số 110/2004/NĐ-CP hết hiệu lực từ ngày 05/3/2020",
            "gợi ý[VB-het_hieu_luc]: Thông tư số 58/2011/TT-BGDĐT hết hiệu lực từ ngày 05/9/2021",
        ]
    );
    let bases = made.split_once("can_cu:").unwrap().1.split_once("mo_dau").unwrap().0;
    assert!(
        bases.contains("  # Xem lại: Nghị định số 110/2004/NĐ-CP hết hiệu lực từ ngày 05/3/2020: xem văn bản thay thế: Nghị định\n  # 30/2020/NĐ-CP"),
        "{bases}"
    );
    assert!(
        bases.contains("    # Xem lại: Thông tư số 58/2011/TT-BGDĐT hết hiệu lực từ ngày 05/9/2021"),
        "{bases}"
    );
    assert!(bases.contains("  # Xem lại: văn bản của giai đoạn 2021-2024; có văn bản mới thì thay.\n  - loai: Kế hoạch\n    so_ky_hieu: 5/KH-UBND\n"), "{bases}");
}

/// Word directly and by way of the YAML: the same bytes.
#[test]
fn the_yaml_is_the_same_paper() {
    let (folder, _) = example(&[]);
    let direct =
        ["ke-hoach", "kh.yaml", "--giai-doan", "2026-2030", "--so-lieu", "so-lieu.yaml", "-o", "a.docx"];
    let output = vanban(folder.path(), &direct);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    vanban(folder.path(), &["tao", "moi.yaml", "-o", "b.docx"]);
    let word = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(word("a.docx") == word("b.docx"));
}

#[test]
fn programs_get_the_same_and_strict_runs_fail() {
    let folder = folder(PLAN, DATA);
    let all = [
        "ke-hoach",
        "kh.yaml",
        "--giai-doan",
        "2025-2028",
        "-o",
        "a.yaml",
        "--nghiem",
        "--dinh-dang",
        "json",
    ];
    let output = vanban(folder.path(), &all);
    assert_eq!(output.status.code(), Some(1), "places are left: {}", told(&output));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["tep_da_ghi"][0], "a.yaml");
    let places: Vec<&str> =
        answer["con_thieu"][0]["cho"].as_array().unwrap().iter().filter_map(|place| place.as_str()).collect();
    assert!(places.contains(&"Số cổng: chỉ tiêu cả giai đoạn 2025-2028"), "{places:?}");
    let told: Vec<&str> =
        answer["thong_bao"].as_array().unwrap().iter().filter_map(|told| told["ma"].as_str()).collect();
    assert!(told.contains(&"so-lieu") && told.contains(&"giai-doan-moi"), "{told:?}");
    let again = vanban(folder.path(), &["ke-hoach", "kh.yaml", "--giai-doan", "2025-2028", "-o", "a.yaml"]);
    assert_eq!(again.status.code(), Some(2), "a file that people edit is not replaced");
}

#[test]
fn without_data_everything_goes_on_and_it_is_told() {
    let (made, told) = draft(&folder(PLAN, DATA), &["--giai-doan", "2025-2028"]);
    assert!(told.contains("không có số liệu") && told.contains("thêm --so-lieu"), "{told}");
    assert!(made.contains("- id: camera") && made.contains("chưa có số liệu"), "{made}");
    assert!(made.contains("moi_nam: «điền chỉ tiêu mỗi năm đến năm 2028»"), "{made}");
    let partly = "so_lieu: {2021: {camera: {trang_thai: chậm}}}";
    let told = draft(&folder(PLAN, partly), &["--giai-doan", "2025-2028", "--so-lieu", "so-lieu.yaml"]).1;
    assert!(told.contains("số liệu chưa có năm 2022, 2023, 2024"), "{told}");
}

#[test]
fn bad_input_is_told_with_what_to_add() {
    let next = ["--giai-doan", "2025-2028"];
    let with_data = ["--giai-doan", "2025-2028", "--so-lieu", "so-lieu.yaml"];
    let other = "so_lieu: {2021: {a: {trang_thai: chậm}, b: {trang_thai: chậm}}}";
    let blank = PLAN.replace("ca_giai_doan: 3", "ca_giai_doan: «điền»");
    let cases: &[(&str, &str, &[&str], &[&str])] = &[
        (
            PLAN,
            DATA,
            &["--giai-doan", "2024-2027"],
            &["trùng một phần giai đoạn 2021-2024", "--giai-doan 2025-2028"],
        ),
        (PLAN, DATA, &["--giai-doan", "2028-2025"], &["năm đầu sau năm cuối", "--giai-doan 2025-2028"]),
        (PLAN, DATA, &["--giai-doan", "2016-2020"], &["trước giai đoạn 2021-2024"]),
        (
            PLAN,
            DATA,
            &["--giai-doan", "tới"],
            &["không phải là một giai đoạn", "ví dụ --giai-doan 2025-2028"],
        ),
        (PLAN, DATA, &["--giai-doan", "2025-2028", "--nam", "2025"], &["không đi cùng"]),
        (PLAN, DATA, &["--giai-doan", "2025-2028", "--lich-thang"], &["không đi cùng"]),
        (PLAN, DATA, &[], &["thiếu --nam hoặc --giai-doan", "--nam 2026", "--giai-doan 2026-2030"]),
        (PLAN, DATA, &["--giai-doan", "2025-2028", "--ngay", "29/02/2025"], &["không phải ngày có thật"]),
        (
            PLAN,
            DATA,
            &["--giai-doan", "2025-2028", "--ngay", "10/01/2022"],
            &["không sau ngày của kế hoạch trước"],
        ),
        (PLAN, DATA, &["--giai-doan", "2025-2028", "--ngay", "01/01/2029"], &["sau giai đoạn 2025-2028"]),
        (PLAN, other, &with_data, &["số liệu của kế hoạch khác", "camera, cong, tap-huan"]),
        (&blank, DATA, &next, &["chỉ tiêu `so-cong` chưa điền", "thay cả cụm"]),
        (
            &PLAN.replace("hang_nam: 20/12", "hang_nam: 29/02"),
            DATA,
            &next,
            &["ngày và tháng có trong mọi năm"],
        ),
        (&PLAN.replace("bao_cao:", "bao_cáo:"), DATA, &next, &["bao_cáo"]),
    ];
    for (plan, data, arguments, expected) in cases {
        let folder = folder(plan, data);
        let output =
            vanban(folder.path(), &[&["ke-hoach", "kh.yaml", "-o", "moi.yaml"], *arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", told(&output));
        assert!(!folder.path().join("moi.yaml").exists());
        let told = told(&output);
        for words in *expected {
            assert!(told.contains(words), "{words}\n{told}");
        }
    }
}

/// Keys that seldom stand in a plan: each is carried, or its place is told.
#[test]
fn every_key_is_carried_or_told_of() {
    let seldom = r"
ket: Chi tiết tại Phụ lục I và Phụ lục II kèm theo
muc_do_khan: hoa_toc
dien_tu: true
luu: VT, TCCB
nguoi_soan_thao: {ky_hieu: PL, so_ban: 5}
ky_cung: [{chuc_vu: Bí thư, ho_ten: Lê Văn Ký}]
dia_chi: {dia_chi: Thôn 1, thu_dien_tu: thcs@example.vn}
trinh_bay: {co_chu: 13, le: {trai: 30}}
phu_luc:
  - {tieu_de: Phân công năm 2021, ngang: true, bang: {cot: [A], dong: [[x]]}}
  - tieu_de: Lịch
    noi_dung: [{tieu_de: Quý I, noi_dung: Giai đoạn 2021-2024}]
    bang: {tieu_de: Bảng lịch, cot: [A], dong: [[x]]}
";
    let plan = PLAN.replace("\nnguoi_ky:", &format!("{seldom}nguoi_ky:"));
    let (made, told) =
        draft(&folder(&plan, DATA), &["--giai-doan", "2025-2028", "--so-lieu", "so-lieu.yaml"]);
    for lines in [
        "\ndien_tu: true\n",
        "\nluu: VT, TCCB\n",
        "\nnguoi_soan_thao:\n  ky_hieu: PL\n  so_ban: 5\n",
        "\nky_cung:\n  - chuc_vu: Bí thư\n    ho_ten: Lê Văn Ký\n",
        "\ndia_chi:\n  dia_chi: Thôn 1\n  thu_dien_tu: thcs@example.vn\n",
        "\ntrinh_bay:\n  co_chu: 13\n  le: {trai: 30}\n",
        "\nphu_luc:\n  # Xem lại: “Phân công năm 2021”.\n  - tieu_de: Phân công năm 2021\n    ngang: true\n    noi_dung: |\n      «điền bảng của giai đoạn mới: A»\n",
        "  - tieu_de: Lịch\n    noi_dung:\n      - tieu_de: Quý I\n        noi_dung: Giai đoạn 2025-2028\n",
        "      - noi_dung: |\n          «điền bảng của giai đoạn mới: Bảng lịch»\n",
    ] {
        assert!(made.contains(lines), "{lines}\n{made}");
    }
    for words in ["`muc_do_khan`: độ khẩn", "bảng (A)", "bảng (Bảng lịch)"] {
        assert!(told.contains(words) && made.contains(words), "{words}\n{told}");
    }
}

//! Data sheets: what is wrong with one is told with its place; a workbook
//! filled in by a script reads back; strangers' files do no harm.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Output};

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;
use vanban::diagnostic::Sources;
use vanban::files::FileRef;
use vanban::law::Law;
use vanban::model::VanBan;
use vanban::source::{Input, load, load_results};

const PLAN: &str = "\
loai: ke_hoach
co_quan: {ten: Trường THCS Vô Điểm, viet_tat: THCSVĐ}
so: 45
dia_danh: Vô Điểm
ngay: 15/11/2021
trich_yeu: Triển khai công tác dân vận
noi_dung:
  - tieu_de: Nội dung
    nhiem_vu:
      - id: hop
        viec: Họp
        chi_tieu:
          - {id: buoi, ten: Số buổi, don_vi: buổi, moi_nam: 4}
          - {id: ty-le, ten: Tỷ lệ dự, don_vi: '%', moi_nam: 95}
bao_cao: {giai_doan: 2021-2022, kinh_gui: Ủy ban nhân dân xã, hang_nam: 20/10}
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn A}
";

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

/// A folder with the plan and a data sheet.
fn folder_with(name: &str, bytes: impl AsRef<[u8]>) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("kh.yaml"), PLAN).unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

/// Reports on the data sheet: exit code and what users read.
fn report(name: &str, bytes: impl AsRef<[u8]>) -> (i32, String) {
    let folder = folder_with(name, bytes);
    let arguments = ["bao-cao", "kh.yaml", "--ky", "nam-2021", "--so-lieu", name, "-o", "ra.docx"];
    let output = vanban(folder.path(), &arguments);
    let code = output.status.code().unwrap();
    assert_eq!(folder.path().join("ra.docx").exists(), code == 0, "a file exactly when all is well");
    (code, String::from_utf8(output.stderr).unwrap())
}

fn assert_refused(name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    let (code, message) = report(name, bytes);
    assert_eq!(code, 2, "{message}");
    for words in expected {
        assert!(message.contains(words), "{words:?} not in:\n{message}");
    }
}

const HEADER: &str = "nhiem_vu;chi_tieu;nam;ket_qua;trang_thai;minh_chung;nguyen_nhan\n";

fn csv(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

#[test]
fn faults_of_a_csv_file_come_with_line_and_column_all_at_once() {
    let rows = "hop;;2021;;hoàn thành;Biên bản;\n\
                hopp;;2021;;hoàn thành;;\n\
                hop;buoii;2021;4;;;\n\
                hop;ty-le;2021;120;;;\n\
                hop;buoi;2021;bốn;;;\n\
                hop;buoi;2021;4;;;\n\
                hop;buoi;2019;4;;;\n\
                hop;;2022;;xong;;\n";
    let expected = [
        "kế hoạch không có nhiệm vụ `hopp`",
        "so-lieu.csv:3:1",
        "có phải ý bạn là `hop`?",
        "nhiệm vụ `hop` không có chỉ tiêu `buoii`",
        "so-lieu.csv:4:5",
        "`Tỷ lệ dự`: tỷ lệ 120% lớn hơn 100%",
        "so-lieu.csv:5:16",
        "`bốn` không phải là số",
        "nhiệm vụ `hop`, chỉ tiêu `buoi`, năm 2021: đã có ở dòng trên",
        "so-lieu.csv:7:1",
        "`2019` không phải là năm của kế hoạch",
        "viết một năm từ 2021 đến 2022",
        "không có trạng thái `xong`",
        "hoàn thành, đang thực hiện, chậm, chưa thực hiện",
    ];
    assert_refused("so-lieu.csv", csv(rows), &expected);
}

#[test]
fn csv_may_have_a_mark_commas_and_quotes() {
    let text = "\u{FEFF}nhiem_vu,chi_tieu,nam,ket_qua,trang_thai,minh_chung,nguyen_nhan\r\n\
                hop,,2021,,Hoàn Thành,\"Biên bản, danh sách\",\r\n\
                hop,buoi,2021,\"1.250\",,,\r\n\
                hop,ty-le,2021,\"98,5%\",,,\r\n";
    let (code, message) = report("so-lieu.csv", text);
    assert_eq!(code, 0, "{message}");
    let results = results("so-lieu.csv", text);
    let value = |figure: &str| results.chi_tieu[&("hop".into(), figure.into(), 2021)].to_string();
    assert_eq!((value("buoi"), value("ty-le")), ("1250".into(), "98.5".into()));
    let of_task = &results.nhiem_vu[&("hop".into(), 2021)];
    assert_eq!(of_task.minh_chung.as_deref(), Some("Biên bản, danh sách"));
}

#[test]
fn unknown_columns_are_named_and_missing_ones_refused() {
    let (code, message) = report("so-lieu.csv", "nhiem_vu;nam;trang_thay\nhop;2021;chậm\n");
    assert_eq!(code, 0, "{message}");
    assert!(message.contains("không dùng cột `trang_thay`"), "{message}");
    assert!(message.contains("có phải ý bạn là `trang-thai`?"), "{message}");
    assert_refused("so-lieu.csv", "a;b\n1;2\n", &["không thấy cột `nhiem_vu` và cột `nam`"]);
    assert_refused("so-lieu.csv", "", &["trống"]);
    assert_refused("so-lieu.txt", "x", &["dùng tệp .xlsx, .csv hoặc .yaml"]);
}

#[test]
fn faults_of_a_yaml_file_come_with_their_lines() {
    let text = "so_lieu:\n  2021:\n    hop:\n      trang_thai: chậmm\n      minh_chug: x\n      chi_tieu:\n        buoi: -3\n    hop2: {trang_thai: chậm}\nnhan_dinh:\n  nam-2021:\n    uu_diem: Tốt\n    uu_diemm: Tốt\n  2023: {han_che: x}\nda_gui: {nam-2021: 31/02/2021}\n";
    let expected = [
        "không có trạng thái `chậmm`",
        "so-lieu.yaml:4:19",
        "không có khóa `minh_chug`",
        "`Số buổi`: kết quả là số âm",
        "so-lieu.yaml:7:15",
        "kế hoạch không có nhiệm vụ `hop2`",
        "không có mục nhận định `uu_diemm`",
        "không có kỳ báo cáo `2023`",
        "`31/02/2021` không phải là ngày",
    ];
    assert_refused("so-lieu.yaml", text, &expected);
}

/// Rows below the header: task, figure, year, then what `fill` writes in D2.
fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["Mã nhiệm vụ", "Mã chỉ tiêu", "Năm", "Kết quả"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    sheet.write_string(1, 0, "hop").unwrap().write_string(1, 1, "ty-le").unwrap();
    sheet.write_number(1, 2, 2021).unwrap();
    fill(sheet);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn faults_of_a_workbook_name_the_cell() {
    let place = "so-lieu.xlsx, trang Sheet1, ô D2";
    let date = workbook(|sheet| {
        let format = Format::new().set_num_format("dd/mm/yyyy");
        let day = ExcelDateTime::from_ymd(2026, 5, 4).unwrap();
        sheet.write_datetime_with_format(1, 3, &day, &format).unwrap();
    });
    assert_refused("so-lieu.xlsx", date, &["ô này là ngày 04/05/2026, cần một số", place, "Excel đã đổi"]);
    let text = workbook(|sheet| {
        sheet.write_string(1, 3, "khoảng 90").unwrap();
    });
    assert_refused("so-lieu.xlsx", text, &["`khoảng 90` không phải là số", place]);
    let over = workbook(|sheet| {
        sheet.write_number(1, 3, 120).unwrap();
    });
    assert_refused("so-lieu.xlsx", over, &["tỷ lệ 120% lớn hơn 100%", place]);
    let truth = workbook(|sheet| {
        sheet.write_boolean(1, 3, true).unwrap();
    });
    assert_refused("so-lieu.xlsx", truth, &["`TRUE` không phải là số", place]);
}

/// Typed as 98,5% in Excel, a cell holds 0.985 and shows a percentage.
#[test]
fn percentages_of_excel_are_understood() {
    let value = |bytes: Vec<u8>| {
        results("so-lieu.xlsx", bytes).chi_tieu[&("hop".into(), "ty-le".into(), 2021)].to_string()
    };
    let percent = Format::new().set_num_format("0.0%");
    let shown = workbook(|sheet| {
        sheet.write_number_with_format(1, 3, 0.985, &percent).unwrap();
    });
    assert_eq!(value(shown), "98.5");
    let plain = workbook(|sheet| {
        sheet.write_number(1, 3, 98.5).unwrap();
    });
    assert_eq!(value(plain), "98.5");
    let share = workbook(|sheet| {
        sheet.write_number(1, 3, 0.985).unwrap();
    });
    let (code, message) = report("so-lieu.xlsx", share);
    assert_eq!(code, 0);
    assert!(message.contains("0,985% có đúng không, hay là 98,5%?"), "{message}");
}

/// What a data sheet reads as.
fn results(name: &str, bytes: impl AsRef<[u8]>) -> vanban::model::SoLieu {
    let folder = folder_with(name, bytes);
    let mut sources = Sources::new();
    let loaded = load_results(&FileRef::disk(folder.path().join(name)), &plan(), &mut sources);
    loaded.unwrap_or_else(|faults| panic!("{faults}")).value
}

fn plan() -> VanBan {
    let input = Input::text("kh.yaml", PLAN);
    load(&input, &Law::embedded(), &mut Sources::new()).unwrap().value
}

/// Puts a value into an empty cell of a workbook, as a script would.
fn fill(workbook: &[u8], cells: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().to_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            for (cell, content) in cells {
                let start = text.find(&format!("<c r=\"{cell}\"")).expect("an empty cell");
                let end = start + text[start..].find("/>").unwrap();
                text.replace_range(end..end + 2, content);
            }
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn an_empty_workbook_filled_by_a_script_reads_back() {
    let folder = folder_with("x", "");
    let output = vanban(folder.path(), &["moi", "so-lieu", "kh.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let empty = fs::read(folder.path().join("so-lieu.xlsx")).unwrap();
    let read = results("so-lieu.xlsx", &empty);
    assert!(read.chi_tieu.is_empty() && read.nhan_dinh.is_empty() && read.da_gui.is_empty());

    let text = |words: &str| format!(" t=\"inlineStr\"><is><t>{words}</t></is></c>");
    let filled = fill(
        &empty,
        &[
            ("I2", &text("hoàn thành")),
            ("J2", &text("Biên bản")),
            ("H3", "><v>1250</v></c>"),
            ("H4", "><v>98.5</v></c>"),
        ],
    );
    let read = results("so-lieu.xlsx", filled);
    let value = |figure: &str| read.chi_tieu[&("hop".into(), figure.into(), 2021)].to_string();
    assert_eq!((value("buoi"), value("ty-le")), ("1250".into(), "98.5".into()));
    let of_task = &read.nhiem_vu[&("hop".into(), 2021)];
    assert_eq!(of_task.trang_thai, Some(vanban::model::TrangThai::HoanThanh));
    assert_eq!(of_task.minh_chung.as_deref(), Some("Biên bản"));
}

#[test]
fn the_empty_workbook_is_locked_but_for_what_is_filled_in() {
    let bytes = vanban::report::to_workbook(&plan()).unwrap();
    assert!(bytes == vanban::report::to_workbook(&plan()).unwrap(), "the same plan, the same bytes");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    let styles = part("xl/styles.xml");
    assert!(sheet.contains("<sheetProtection"));
    assert!(sheet.contains("\"hoàn thành,đang thực hiện,chậm,chưa thực hiện\""), "{sheet}");
    let formats = &styles[styles.find("<cellXfs").unwrap()..styles.find("</cellXfs>").unwrap()];
    let unlocked: Vec<bool> =
        formats.split("<xf ").skip(1).map(|format| format.contains("locked=\"0\"")).collect();
    let is_unlocked = |cell: &str| {
        let at = sheet.find(&format!("<c r=\"{cell}\"")).unwrap();
        let style = sheet[at..].split("s=\"").nth(1).unwrap().split('"').next().unwrap();
        unlocked[style.parse::<usize>().unwrap()]
    };
    // Row 2 is the task: state, evidence, cause. Row 3 its figure: the value.
    assert!(["I2", "J2", "K2", "H3"].into_iter().all(is_unlocked));
    assert!(!["A2", "B2", "C2", "H2", "B3", "D3", "G3", "I3"].into_iter().any(is_unlocked));
}

#[test]
fn the_empty_yaml_sheet_reads_back_and_a_filled_one_is_never_overwritten() {
    let folder = folder_with("x", "");
    let write = || vanban(folder.path(), &["moi", "so-lieu", "kh.yaml", "-o", "s.yaml"]);
    assert_eq!(write().status.code(), Some(0));
    let text = fs::read_to_string(folder.path().join("s.yaml")).unwrap();
    let read = results("s.yaml", &text);
    assert!(read.chi_tieu.is_empty());
    let filled = text.replacen("buoi:    #", "buoi: 4    #", 1);
    assert_eq!(results("s.yaml", filled).chi_tieu.len(), 1);
    assert_eq!(write().status.code(), Some(2));
}

#[test]
fn strict_runs_exit_with_1_when_something_is_missing() {
    let full = "hop;;2021;;hoàn thành;Biên bản;\nhop;buoi;2021;4;;;\nhop;ty-le;2021;95;;;\n";
    let folder = folder_with("so-lieu.csv", csv(full));
    let run = |extra: &[&str]| {
        let base = ["bao-cao", "kh.yaml", "--ky", "nam-2021", "--so-lieu", "so-lieu.csv", "-o", "ra.docx"];
        vanban(folder.path(), &[&base[..], extra].concat())
    };
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("nhận định kỳ nam-2021: đặc điểm tình hình"), "{said}");
    assert_eq!(run(&["--nghiem"]).status.code(), Some(1));
    let output = run(&["--nghiem", "--dinh-dang", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["tep_da_ghi"][0], "ra.docx");
    assert_eq!(json["con_thieu"].as_array().unwrap().len(), 1);
}

#[test]
fn the_schedule_is_printed_and_saved() {
    let folder = folder_with("x", "");
    let output = vanban(folder.path(), &["bao-cao", "kh.yaml", "--lich", "--ngay", "21/10/2022", "--nghiem"]);
    assert_eq!(output.status.code(), Some(1), "something is late");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "19/10/2022  QUÁ HẠN 2 ngày  Báo cáo năm 2022 (Ủy ban nhân dân xã) [nam-2022]\n");
    let output = vanban(folder.path(), &["bao-cao", "kh.yaml", "--ics", "lich.ics"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(fs::read_to_string(folder.path().join("lich.ics")).unwrap().starts_with("BEGIN:VCALENDAR\r\n"));
    let output = vanban(folder.path(), &["bao-cao", "kh.yaml", "--lich", "--ngay", "31/02/2022"]);
    assert_eq!(output.status.code(), Some(2));
    let output = vanban(folder.path(), &["bao-cao", "kh.yaml"]);
    assert_eq!(output.status.code(), Some(2), "neither period nor schedule");
}

#[test]
fn faults_of_tasks_and_calendar_are_told() {
    let faulty = |from: &str, to: &str, expected: &str| {
        assert!(PLAN.contains(from), "{from}");
        let folder = folder_with("x", "");
        fs::write(folder.path().join("kh.yaml"), PLAN.replacen(from, to, 1)).unwrap();
        let output = vanban(folder.path(), &["bao-cao", "kh.yaml", "--lich"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{expected:?} not in\n{said}");
    };
    faulty("moi_nam: 4", "moi_nam: 4, ca_giai_doan: 9", "cần đúng một trong hai khóa");
    faulty(", moi_nam: 4", "", "cần đúng một trong hai khóa");
    faulty("moi_nam: 4", "moi_nam: {21: 4}", "`21` không phải là năm");
    faulty("id: ty-le", "id: buoi", "hai chỉ tiêu cùng mã `buoi`");
    faulty("2021-2022", "2022-2021", "cần một giai đoạn");
    faulty("20/10", "30/02", "cần ngày và tháng có trong mọi năm");
    faulty("hang_nam: 20/10", "so_ket: 2030", "năm 2030 nằm ngoài giai đoạn");
    faulty("hang_nam: 20/10", "so_ket: 2022, tong_ket: 2022", "sơ kết phải trước tổng kết");
    faulty("bao_cao: {", "bao_caoo: {", "có phải ý bạn là `bao_cao`?");
    faulty(
        "viec: Họp",
        "viec: Họp\n      - {id: hop, viec: Khác}\n      - id: h2\n        viec: Hai",
        "hai nhiệm vụ cùng mã `hop`",
    );
    faulty(
        "ten: Trường THCS Vô Điểm",
        "ten: A, theo_thoi_gian: [{ten: B}]",
        "thiếu `tu_ngay` hoặc `den_ngay`",
    );
}

/// Half a megabyte of zeros a part, thousands of times over.
#[test]
fn a_zip_bomb_is_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let zeros = vec![0; 1024 * 1024];
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    for _ in 0..200 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024);
    assert_refused("so-lieu.xlsx", bytes, &["bảng tính bung ra quá lớn"]);
}

/// One cell at the far corner would ask for billions of cells.
#[test]
fn a_far_cell_is_refused() {
    let bytes = workbook(|sheet| {
        sheet.write_number(1_048_575, 16_383, 1).unwrap();
    });
    assert_refused("so-lieu.xlsx", bytes, &["bảng lớn quá", "ô XFD1048576"]);
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert_refused("so-lieu.xlsx", "nhiem_vu;nam", &["đây không phải bảng tính .xlsx"]);
    let mut empty = zip::ZipWriter::new(Cursor::new(Vec::new()));
    empty.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    assert_refused("so-lieu.xlsx", empty.finish().unwrap().into_inner(), &["đây không phải bảng tính .xlsx"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// No text makes a data sheet reader panic.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}", rows in "([a-z\",;\n0-9 ]|hop|buoi|2021|chậm){0,60}") {
        let folder = TempDir::new().unwrap();
        let plan = plan();
        for (name, text) in [("a.csv", csv(&rows)), ("b.csv", text.clone()), ("c.yaml", text.clone()), ("d.xlsx", text.clone())] {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            let loaded = load_results(&FileRef::disk(&path), &plan, &mut Sources::new());
            prop_assert!(loaded.map_or_else(|faults| !faults.is_empty(), |_| true));
        }
    }
}

/// What stands in no column that is used is told, never left out in silence.
#[test]
fn cells_outside_the_columns_are_told() {
    let header = "nhiem_vu,chi_tieu,nam,ket_qua,trang_thai,minh_chung";
    let (code, message) = report("so-lieu.csv", format!("{header},Ghi chú\nhop,buoi,2021,4,,,đủ\n"));
    assert_eq!(code, 0, "{message}");
    assert!(message.contains("không dùng cột `Ghi chú`"), "{message}");
    let rows = format!("{header}\nhop,buoi,2021,4,,\nhop,,2021,,hoàn thành,Biên bản, danh sách\n");
    let expected = ["ô này nằm ngoài các cột có tên", "so-lieu.csv:3:", "nháy kép"];
    assert_refused("so-lieu.csv", rows, &expected);
    assert_refused("so-lieu.csv", "ky,muc,noi_dung\n,,Tốt\n", &["thiếu kỳ báo cáo hoặc mục"]);
    assert_refused("so-lieu.csv", "ky,ngay_gui\n,18/10/2021\n", &["thiếu kỳ báo cáo"]);
}

#[test]
fn a_quote_that_is_not_closed_is_refused() {
    let rows = "hop;;2021;;hoàn thành;\"Biên bản;\nhop;buoi;2021;4;;;\nhop;ty-le;2021;98;;;\n";
    let expected = ["dấu nháy kép \" mở ở dòng 2 không đóng", "so-lieu.csv:2:1"];
    assert_refused("so-lieu.csv", csv(rows), &expected);
}

#[test]
fn lines_of_an_old_mac_are_lines() {
    let rows = csv("hop;buoi;2021;4;;;\nhop;ty-le;2021;98;;;\n").replace('\n', "\r");
    assert_eq!(results("so-lieu.csv", rows).chi_tieu.len(), 2);
}

//! Tables of schools as people make them: rows above the head, sheets, totals;
//! and workbooks that claim to hold more than anybody has.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

const PLAN: &str = include_str!("../examples/lo/ke-hoach.yaml");
const TABLE: &str = include_str!("../examples/lo/truong.csv");

/// The table of the example, cell by cell.
fn rows() -> Vec<Vec<String>> {
    let text = TABLE.trim_start_matches('\u{FEFF}');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Writes `truong.xlsx` with these rows, none for an empty one, on a sheet
/// "Danh sách" behind a cover sheet.
fn workbook(folder: &Path, rows: &[Vec<String>]) {
    let mut workbook = Workbook::new();
    let cover = workbook.add_worksheet();
    cover.set_name("Bìa").unwrap();
    cover.write(0, 0, "Phòng Văn hóa - Xã hội").unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Danh sách").unwrap();
    for (line, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(line, column, cell).unwrap();
        }
    }
    workbook.save(folder.join("truong.xlsx")).unwrap();
}

fn lo(folder: &Path, table: &str, out: &str, extra: &[&str]) -> (i32, String) {
    fs::write(folder.join("kh.yaml"), PLAN).unwrap();
    let base = ["lo", "kh.yaml", "--truong", table, "-o", out];
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    let output = command.current_dir(folder).args(base).args(extra).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn documents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "docx"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

fn words(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

/// Titles above and a row of sums below: the same files as of the table alone.
#[test]
fn the_head_is_found_below_titles_and_sums_are_no_school() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("truong.csv"), TABLE).unwrap();
    assert_eq!(lo(folder.path(), "truong.csv", "csv", &[]).0, 0);
    let plain = documents(&folder.path().join("csv"));
    let mut made = vec![words("ỦY BAN NHÂN DÂN XÃ"), Vec::new(), words("DANH SÁCH TRƯỜNG")];
    made.extend(rows());
    made.push(vec![String::new(), "Tổng cộng".into(), String::new(), "3".into()]);
    workbook(folder.path(), &made);
    let (code, said) = lo(folder.path(), "truong.xlsx", "xlsx", &["--bang-tinh", "danh sách"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("tiêu đề cột ở dòng 4"), "{said}");
    assert!(said.contains("là dòng \"Tổng cộng\""), "{said}");
    assert_eq!(documents(&folder.path().join("xlsx")), plain);
    let named = ["--bang-tinh", "Danh sách", "--dong-tieu-de", "4"];
    let (code, said) = lo(folder.path(), "truong.xlsx", "ten", &named);
    assert!(code == 0 && !said.contains("tiêu đề cột ở dòng"), "{said}");
    assert_eq!(documents(&folder.path().join("ten")), plain);
}

#[test]
fn a_wrong_sheet_or_row_is_told_with_what_there_is() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), &rows());
    let (code, said) = lo(folder.path(), "truong.xlsx", "ra", &["--bang-tinh", "Trường"]);
    assert!(code == 2 && said.contains("các trang: Bìa, Danh sách"), "{said}");
    let (code, said) =
        lo(folder.path(), "truong.xlsx", "ra", &["--bang-tinh", "Danh sách", "--dong-tieu-de", "90"]);
    assert!(code == 2 && said.contains("dòng 90"), "{said}");
    let (code, said) = lo(folder.path(), "truong.xlsx", "ra", &[]);
    assert!(code != 0 && said.contains("--dong-tieu-de SỐ, --bang-tinh TÊN"), "{said}");
    fs::write(folder.path().join("cu.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").unwrap();
    let (code, said) = lo(folder.path(), "cu.xls", "ra", &[]);
    assert!(code == 2 && said.contains("Lưu thành (Save As), kiểu .xlsx"), "{said}");
}

/// An `.ods` file of this content.
fn ods(folder: &Path, content: &str) {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    fs::write(folder.join("truong.ods"), archive.finish().unwrap().into_inner()).unwrap();
}

fn ods_cell(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn ods_of(rows: &[Vec<String>]) -> String {
    let row = |row: &Vec<String>| {
        let cells: String = row.iter().map(|cell| ods_cell(cell)).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
         <office:spreadsheet><table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"3\">\
         <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>{rows}\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    )
}

#[test]
fn an_ods_file_gives_what_csv_gives_and_a_cut_one_is_refused_at_once() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("truong.csv"), TABLE).unwrap();
    assert_eq!(lo(folder.path(), "truong.csv", "csv", &[]).0, 0);
    let content = ods_of(&rows());
    ods(folder.path(), &content);
    let (code, said) = lo(folder.path(), "truong.ods", "ods", &[]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(documents(&folder.path().join("ods")), documents(&folder.path().join("csv")));
    for cut in ["<table:table-row>", "</table:table-cell>", "</table:table>", "</office:body>"] {
        let at = content.rfind(cut).unwrap();
        ods(folder.path(), &content[..at]);
        let (code, said) = lo(folder.path(), "truong.ods", "cut", &[]);
        assert!(code == 2 && said.contains("hỏng hoặc bị cắt cụt"), "{cut}: {said}");
    }
}

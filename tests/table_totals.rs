//! Sums that a table has itself, heads and ends of tables in a workbook, and
//! cells that hold no value.

mod support;

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use support::table::{Office, cells, plan, shapes};
use support::{PLAN, Word, build, compose, load, read};
use vanban::check::{Criteria, check};
use vanban::diagnostic::{Severity, Sources, render_all};
use vanban::source::Input;

fn rows(word: &Word) -> Vec<String> {
    cells(word).iter().map(|row| row.join(" | ")).collect()
}

/// What the checker says of the sums of a folder's document.
fn sums(office: &Office) -> Vec<(Severity, String, String)> {
    let mut sources = Sources::new();
    let loaded = load(&Input::file(office.0.path().join("vb.yaml")), &mut sources);
    let told = render_all(&loaded.diagnostics, &sources, false);
    let document = loaded.document.unwrap_or_else(|| panic!("{told}"));
    let page_tree = compose(&document).unwrap();
    let findings = check(&document, &sources, &Criteria::default(), &page_tree.told).into_iter();
    let of_sums =
        findings.filter(|finding| finding.rule.id == "VB-tong_bang").map(|finding| finding.diagnostic);
    of_sums.map(|found| (found.severity, found.message, found.place.cell().to_owned())).collect()
}

fn said(bang: &str) -> Vec<(Severity, String)> {
    sums(&Office::new(bang, &[])).into_iter().map(|(severity, message, _)| (severity, message)).collect()
}

/// 1.000 + 2.000 = 3.000; 5 + 6 = 11.
#[test]
fn a_wrong_sum_is_told_of_though_nobody_asked_for_sums() {
    let bang = "cot: [STT, Nội dung, Số tiền]\ndong: [[1, A, 1.000], [2, B, 2.000], [Cộng, '', 4.000]]";
    let told = said(bang);
    let expected = "cột `Số tiền`: dòng cộng ghi 4.000, các dòng cộng lại là 3.000";
    assert_eq!(told, [(Severity::Warning, expected.to_owned())]);
    let both = "cot: [Tên, {ten: A, tong: true}, B]\ndong: [[x, 1, 5], [y, 2, 6], [Cộng, 4, 12]]";
    assert_eq!(
        said(both),
        [
            (Severity::Error, "cột `A`: dòng cộng ghi 4, các dòng cộng lại là 3".to_owned()),
            (Severity::Warning, "cột `B`: dòng cộng ghi 12, các dòng cộng lại là 11".to_owned()),
        ]
    );
    for fine in [
        bang.replace("4.000", "3.000"),
        "cot: [Tên, Số tiền]\ndong: [[x, 1], [Cộng, 1], [y, 2], [Tổng cộng, 4]]".to_owned(),
        "cot: [TT, Tên, Tiền]\ndong: [[I, Chi, 3], [1, a, 1], [2, b, 2], ['', Cộng, 3]]".to_owned(),
        "cot: [Lớp, {ten: Điểm trung bình, cot: [HK I]}]\ndong: [[6A, 8], [6B, 9], [Cộng, 8]]".to_owned(),
        "cot: [Tên, ĐVT, Số]\ndong: [[Sơn, m2, 350], [Thợ, công, 40]]".to_owned(),
    ] {
        assert_eq!(said(&fine), [], "{fine}");
    }
}

#[test]
fn a_wrong_sum_in_a_text_is_told_of_at_its_words() {
    let table = "      | STT | Việc | ĐVT | Số tiền |\n      |---|---|---|---|\n      | 1 | Ngói | viên | 25.000.000 |\n      \
                 | 2 | Thợ | công | 15.750.000 |\n      | | Tổng cộng | | 40.850.000 |\n";
    let yaml = PLAN.replace("      | STT | Việc |\n      | :-: | --- |\n      | 1 | Họp |\n", table);
    assert_ne!(yaml, PLAN);
    let notices = compose(&read(&yaml)).unwrap().told;
    let [notice] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!((notice.code, notice.severity), ("VB-tong_bang", Severity::Warning));
    assert!(notice.message.contains("40.850.000") && notice.message.contains("40.750.000"), "{notice:?}");
    let within = notice.place.within().unwrap();
    assert_eq!(&within.value[within.range.clone()], "40.850.000");
    let word = build(&yaml);
    let bold = |row: usize| shapes(&word)[row].1[3].bold;
    assert!(bold(3) && !bold(2), "a row of sums looks like one, a unit of measure does not make one");
    assert!(compose(&read(&yaml.replace("40.850", "40.750"))).unwrap().told.is_empty());
}

/// Without `tong` a row of sums is no numbered row.
#[test]
fn a_row_of_sums_has_no_running_number() {
    let word = build(&plan("stt: true\ncot: [Tên, Số]\ndong: [[a, 1], [b, 2], [Cộng, 3]]"));
    assert_eq!(rows(&word)[1..], ["1 | a | 1", "2 | b | 2", " | Cộng | 3"]);
}

#[test]
fn the_label_of_a_row_of_sums_is_printed_without_its_column() {
    let csv = "STT;Tên;Lớp;Tiền\n1;A;6A;100\n2;B;6B;200\nCộng;;;300\n";
    let table = |keys: &str| {
        let office = Office::new(&format!("tep: a.csv\n{keys}"), &[("a.csv", csv.as_bytes())]);
        rows(&Word::open(&office.bytes())).pop().unwrap()
    };
    assert_eq!(table("cot: [Tên, Lớp, {ten: Tiền, tong: true}]"), "Cộng |  | 300");
    assert_eq!(table("cot: [Tên, Lớp, Tiền]"), "Cộng |  | 300");
    assert_eq!(table("stt: true\ncot: [{ten: Tiền, tong: true}]"), "Tổng cộng | 300");
}

#[test]
fn only_a_sum_that_was_filled_in_is_told_of() {
    let told = |sum: &str| {
        let csv = format!("Tên;Tiền\nA;100\nB;200\nCộng;{sum}\n");
        let bang = "tep: a.csv\ncot: [Tên, {ten: Tiền, tong: true}]";
        Office::new(bang, &[("a.csv", csv.as_bytes())]).told()
    };
    assert_eq!(told("300"), "");
    assert!(told("").contains("dòng `Cộng` thiếu số, đã điền 300 ở cột `Tiền`"), "{}", told(""));
}

/// The table that a school keeps: a head of two rows with merged cells, a sum,
/// and who made it.
fn prizes(path: &Path, sum: impl Fn(&mut Worksheet)) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "DANH SÁCH KHEN THƯỞNG").unwrap();
    let middle = Format::new();
    for (column, title) in [(0, "STT"), (1, "Họ và tên"), (4, "Tiền thưởng")] {
        sheet.merge_range(4, column, 5, column, title, &middle).unwrap();
    }
    sheet.merge_range(4, 2, 4, 3, "Điểm trung bình", &middle).unwrap();
    sheet.write(5, 2, "HK I").unwrap();
    sheet.write(5, 3, "Cả năm").unwrap();
    for (row, name, marks, money) in
        [(6, "Lò Minh Đức", [8.5, 8.7], 200_000), (7, "Giàng A Súa", [9.0, 9.1], 250_000)]
    {
        sheet.write(row, 0, row - 5).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, marks[0]).unwrap();
        sheet.write(row, 3, marks[1]).unwrap();
        sheet.write(row, 4, money).unwrap();
    }
    sheet.write(8, 0, "Cộng").unwrap();
    sum(sheet);
    sheet.write(10, 0, "Người lập biểu").unwrap();
    workbook.save(path).unwrap();
}

fn office(keys: &str, sum: impl Fn(&mut Worksheet)) -> Office {
    let office = Office::new(&format!("tep: a.xlsx\n{keys}"), &[]);
    prizes(&office.0.path().join("a.xlsx"), sum);
    office
}

fn right(sheet: &mut Worksheet) {
    sheet.write(8, 4, 450_000).unwrap();
}

#[test]
fn a_head_of_two_rows_is_read_from_a_workbook() {
    let office = office("hang_ten_cot: [5, 6]\nden_hang: 9", right);
    assert_eq!(office.told(), "");
    let word = Word::open(&office.bytes());
    let table = shapes(&word);
    let head = |row: usize| -> Vec<_> {
        table[row].1.iter().map(|cell| (cell.columns, cell.merge, cell.text.as_str())).collect()
    };
    let own = |text| (1, "starts", text);
    assert_eq!(head(0), [own("STT"), own("Họ và tên"), (2, "", "Điểm trung bình"), own("Tiền thưởng")]);
    let below = (1, "continues", "");
    assert_eq!(head(1), [below, below, (1, "", "HK I"), (1, "", "Cả năm"), below]);
    assert!(table[1].0 && !table[2].0, "both rows repeat");
    assert_eq!(rows(&word)[2], "1 | Lò Minh Đức | 8,5 | 8,7 | 200000");
    let some = Word::open(
        &self::office("hang_ten_cot: [5, 6]\nden_hang: 9\ncot: [Họ và tên, Cả năm]", right).bytes(),
    );
    assert_eq!(rows(&some)[..2], ["Họ và tên | Điểm trung bình", " | Cả năm"]);
    for wrong in ["[6, 5]", "[5]", "[1, 6]", "[a, 6]"] {
        let told = self::office(&format!("hang_ten_cot: {wrong}"), right).told();
        assert!(told.contains("lỗi["), "{wrong}: {told}");
    }
}

#[test]
fn half_a_head_is_told_of() {
    let told = office("hang_ten_cot: 5\nden_hang: 9", right).told();
    assert!(told.contains("hàng 6 giống hàng thứ hai của đầu bảng") && told.contains("[5, 6]"), "{told}");
    let told = office("hang_ten_cot: 6\nden_hang: 9", right).told();
    assert!(told.contains("`Điểm trung bình` ở trên tên cột") && told.contains("ô C5"), "{told}");
    for fine in ["cot: [Họ và tên, {ten: Điểm, cot: [HK I, Cả năm]}]", "cot: [Họ và tên, Tiền thưởng]"]
    {
        assert_eq!(office(&format!("hang_ten_cot: 6\nden_hang: 9\n{fine}"), right).told(), "", "{fine}");
    }
}

#[test]
fn words_below_a_table_are_no_rows() {
    let office = office("hang_ten_cot: [5, 6]", right);
    let told = office.told();
    assert!(told.contains("`Người lập biểu` ở dưới bảng") && told.contains("den_hang: 9"), "{told}");
    assert_eq!(rows(&Word::open(&office.bytes())).last().unwrap(), "Cộng |  |  |  | 450000");
    // A sum after an empty row, and rows of two cells in a table of two columns.
    let office = self::office("hang_ten_cot: [5, 6]", |sheet| {
        sheet.write(8, 0, "").unwrap();
        sheet.write(9, 1, "Cộng").unwrap();
        sheet.write(9, 4, 450_000).unwrap();
    });
    assert!(rows(&Word::open(&office.bytes())).contains(&" | Cộng |  |  | 450000".to_owned()));
    let office = Office::new("tep: a.xlsx", &[]);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in [(0, ["Tên", "Việc"]), (1, ["A", "b"]), (3, ["C", "d"])] {
        sheet.write(row, 0, cells[0]).unwrap();
        sheet.write(row, 1, cells[1]).unwrap();
    }
    workbook.save(office.0.path().join("a.xlsx")).unwrap();
    assert_eq!((office.told().as_str(), rows(&Word::open(&office.bytes())).len()), ("", 3));
}

/// Takes the results of the formulas out, as programs other than Excel write
/// them.
fn without_results(path: &Path) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut written = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if part.name().ends_with("sheet1.xml") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("</f><v>0</v>"), "{text}");
            bytes = text.replace("</f><v>0</v>", "</f><v></v>").into_bytes();
        }
        written.start_file(part.name(), zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    drop(archive);
    std::fs::write(path, written.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn a_formula_without_a_result_is_refused_where_it_would_be_printed() {
    let open = |keys: &str| {
        let office = office(keys, |sheet| {
            sheet.write_formula(8, 4, "=SUM(E7:E8)").unwrap();
        });
        without_results(&office.0.path().join("a.xlsx"));
        office
    };
    let told = open("hang_ten_cot: [5, 6]\nden_hang: 9").told();
    assert!(
        told.contains("ô này là công thức chưa có kết quả")
            && told.contains("ô E9")
            && told.contains("mở tệp bằng Excel, bấm Lưu rồi chạy lại"),
        "{told}"
    );
    let told =
        open("hang_ten_cot: [5, 6]\nden_hang: 9\ncot: [Họ và tên, {ten: Tiền thưởng, tong: true}]").told();
    assert!(told.contains("ô E9"), "{told}");
    assert_eq!(open("hang_ten_cot: [5, 6]\nden_hang: 9\ncot: [Họ và tên]").told(), "");
    // A text of no letters is a result.
    let empty = office("hang_ten_cot: [5, 6]\nden_hang: 9", |sheet| {
        sheet.write_formula(8, 4, rust_xlsxwriter::Formula::new("=IF(1,\"\",1)").set_result("")).unwrap();
    });
    assert_eq!(empty.told(), "");
    let error = office("hang_ten_cot: [5, 6]\nden_hang: 9", |sheet| {
        sheet.write_formula(8, 4, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    assert!(
        error.told().contains("không in được: #DIV/0!") && error.told().contains("ô E9"),
        "{}",
        error.told()
    );
}

/// In the table of a batch.
#[test]
fn a_batch_refuses_a_formula_without_a_result() {
    let office = Office::new("dong: [[A], [b]]", &[]);
    let path = office.0.path().join("truong.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in [(0, "co_quan.ten"), (1, "co_quan.viet_tat"), (2, "dia_danh")] {
        sheet.write(0, column, title).unwrap();
        sheet.write(1, column, "THA").unwrap();
    }
    sheet.write_formula(1, 2, "=A2").unwrap();
    workbook.save(&path).unwrap();
    without_results(&path);
    let output = Command::new(env!("CARGO_BIN_EXE_vanban"))
        .current_dir(office.0.path())
        .args(["lo", "vb.yaml", "--truong", "truong.xlsx", "-o", "ra"])
        .output()
        .unwrap();
    let told =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert_ne!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("công thức chưa có") && told.contains("C2"), "{told}");
}

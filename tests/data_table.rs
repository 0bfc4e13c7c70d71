//! Tables of data, read back from the Word file.

mod support;

use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::table::{Office, cells, plan};
use support::{PLAN, Word, build, child, compose, is, load, read, reports, value};
use vanban::diagnostic::{Sources, render_all};
use vanban::render::set;
use vanban::source::Input;

const CSV: &str = "\
Họ tên;Số tiết;Sĩ số;Ghi chú
Nguyễn Thị A;17,5;1.250;*không* {{ x }}
Trần B;18;;
Lê C;19,25;950;_C_
";

const COLUMNS: &str = "\
stt: true
cot:
  - {ten: Họ và tên, tu: ho_ten, rong: 40}
  - {ten: Sĩ số, tong: true, canh: giua}
  - {ten: Số tiết, tong: true}
  - Ghi chú
";

fn workbook(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["Họ tên", "Số tiết", "Sĩ số", "Ghi chú"]) {
        sheet.write(0, column, title).unwrap();
    }
    let rows = [
        ("Nguyễn Thị A", 17.5, Some(1250.0), "*không* {{ x }}"),
        ("Trần B", 18.0, None, ""),
        ("Lê C", 19.25, Some(950.0), "_C_"),
    ];
    for (row, (name, lessons, pupils, note)) in (1..).zip(rows) {
        sheet.write(row, 0, name).unwrap();
        sheet.write(row, 1, lessons).unwrap();
        if let Some(pupils) = pupils {
            sheet.write(row, 2, pupils).unwrap();
        }
        if !note.is_empty() {
            sheet.write(row, 3, note).unwrap();
        }
    }
    workbook.save(path).unwrap();
}

/// 17,5 + 18 + 19,25 = 54,75 and 1.250 + 950 = 2.200, by hand.
#[test]
fn sums_are_written_in_vietnamese_and_values_are_literal() {
    let office = Office::new(&format!("tep: a.csv\n{COLUMNS}"), &[("a.csv", CSV.as_bytes())]);
    let word = Word::open(&office.bytes());
    let expected = [
        vec!["STT", "Họ và tên", "Sĩ số", "Số tiết", "Ghi chú"],
        vec!["1", "Nguyễn Thị A", "1.250", "17,5", "*không* {{ x }}"],
        vec!["2", "Trần B", "", "18", ""],
        vec!["3", "Lê C", "950", "19,25", "_C_"],
        vec!["", "Tổng cộng", "2.200", "54,75", ""],
    ];
    assert_eq!(cells(&word), expected);
    let align = |start: &str| word.paragraph(start).align;
    assert_eq!((align("1.250").as_str(), align("17,5").as_str()), ("center", "right"));
    assert_eq!((align("Trần B").as_str(), align("54,75").as_str()), ("left", "right"));
    assert!(word.paragraph("54,75").bold && word.paragraph("Tổng cộng").bold);
}

#[test]
fn csv_workbook_and_rows_give_the_same_bytes() {
    let rows = "\
dong:
  - {Họ tên: Nguyễn Thị A, Số tiết: '17,5', Sĩ số: 1.250, Ghi chú: '*không* {{ x }}'}
  - {Họ tên: Trần B, Số tiết: 18}
  - {Họ tên: Lê C, Số tiết: 19.25, Sĩ số: 950, Ghi chú: _C_}
";
    let lists = "\
stt: true
dong:
  - [Nguyễn Thị A, 1250, '17,5', '*không* {{ x }}']
  - [Trần B, ~, 18]
  - [Lê C, 950, '19,25', _C_]
cot:
  - {ten: Họ và tên, rong: 40}
  - {ten: Sĩ số, tong: true, canh: giua}
  - {ten: Số tiết, tong: true}
  - Ghi chú
";
    let from_csv = Office::new(&format!("tep: a.csv\n{COLUMNS}"), &[("a.csv", CSV.as_bytes())]).bytes();
    let office = Office::new(&format!("tep: a.xlsx\n{COLUMNS}"), &[]);
    workbook(&office.0.path().join("a.xlsx"));
    assert!(office.bytes() == from_csv, "workbook");
    assert!(Office::new(&format!("{rows}{COLUMNS}"), &[]).bytes() == from_csv, "groups of keys");
    assert!(Office::new(lists, &[]).bytes() == from_csv, "lists");
}

#[test]
fn without_columns_the_first_row_names_them() {
    let word = build(&plan("dong:\n  - [Việc, Năm]\n  - [Họp, 2021]\n  - [\"Hai\\ndòng\", '1.000']"));
    assert_eq!(cells(&word), [vec!["Việc", "Năm"], vec!["Họp", "2021"], vec!["Hai|dòng", "1.000"]]);
}

/// Years stay years; marks between thousands, dates and rates are shown as
/// the workbook shows them.
#[test]
fn cells_of_a_workbook_print_as_people_see_them() {
    let office = Office::new("tep: a.xlsx", &[]);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["Năm", "Tiền", "Ngày", "Tỷ lệ", "Số"]) {
        sheet.write(0, column, title).unwrap();
    }
    let date = ExcelDateTime::from_ymd(2021, 11, 5).unwrap();
    sheet.write(1, 0, 2021).unwrap();
    sheet.write_with_format(1, 1, 1_250_000, &Format::new().set_num_format("#,##0")).unwrap();
    sheet.write_with_format(1, 2, &date, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    sheet.write_with_format(1, 3, 0.985, &Format::new().set_num_format("0.0%")).unwrap();
    sheet.write(1, 4, 98.5).unwrap();
    workbook.save(office.0.path().join("a.xlsx")).unwrap();
    let word = Word::open(&office.bytes());
    assert_eq!(cells(&word)[1], ["2021", "1.250.000", "05/11/2021", "98,5%", "98,5"]);
}

#[test]
fn the_header_repeats_and_rows_never_split() {
    let word = build(&plan("tieu_de: Bảng 1. Việc\ndong:\n  - [Việc, Người]\n  - [Họp, A]"));
    let document = word.part("word/document.xml");
    let table = document.descendants().filter(|n| is(*n, "tbl")).nth(1).unwrap();
    let rows: Vec<_> = table.children().filter(|n| is(*n, "tr")).collect();
    let properties = |index: usize| child(rows[index], "trPr").unwrap();
    assert!(child(properties(0), "tblHeader").is_some() && child(properties(1), "tblHeader").is_none());
    assert!((0..2).all(|index| child(properties(index), "cantSplit").is_some()));
    let caption = word.paragraph("Bảng 1. Việc");
    assert!(caption.keep_next && caption.align == "center");
}

/// 40 mm are 2268 twips; the other columns share the rest of 165 mm.
#[test]
fn fixed_columns_are_as_wide_as_asked_for() {
    let office = Office::new(&format!("tep: a.csv\n{COLUMNS}"), &[("a.csv", CSV.as_bytes())]);
    let word = Word::open(&office.bytes());
    let document = word.part("word/document.xml");
    let grid = document.descendants().filter(|n| is(*n, "tblGrid")).nth(1).unwrap();
    let widths: Vec<i32> =
        grid.children().filter_map(|n| value(n, "w")).map(|w| w.parse().unwrap()).collect();
    assert_eq!((widths.len(), widths[1]), (5, 2268));
    let total: i32 = widths.iter().sum();
    assert!((total - 9354).abs() <= 3, "{widths:?}");
}

#[test]
fn an_annex_holds_a_table_alone() {
    let yaml = format!(
        "{PLAN}phu_luc:\n  - tieu_de: Danh sách\n    ngang: true\n    bang: {{dong: [[Họ tên], [Nguyễn Văn Z]]}}\n"
    );
    let word = build(&yaml);
    let texts: Vec<String> = word.paragraphs().into_iter().map(|p| p.text).collect();
    let at = |text: &str| texts.iter().position(|t| t == text).unwrap_or_else(|| panic!("{texts:?}"));
    assert!(at("DANH SÁCH") < at("Nguyễn Văn Z"));
    assert!(reports(&format!("{PLAN}phu_luc:\n  - tieu_de: A\n")).contains("thiếu khóa `noi_dung`"));
}

#[test]
fn a_table_wider_than_the_page_is_told_of() {
    let titles: Vec<String> = (0..14).map(|n| format!("Nghiêng{n}nghiêng")).collect();
    let bang = format!("dong:\n  - [{}]\n  - [{}]", titles.join(", "), vec!["x"; 14].join(", "));
    let told = |yaml: &str| set::too_wide(&compose(&read(yaml)).unwrap().value);
    let wide = told(&plan(&bang));
    assert_eq!(wide.len(), 1);
    assert!(wide[0].help.contains("phu_luc") && wide[0].help.contains("ngang: true"), "{wide:?}");
    assert!(told(&plan("dong: [[A, B], [1, 2]]")).is_empty());
    let wide = told(&plan("cot: [{ten: A, rong: 100}, {ten: B, rong: 100}]\ndong: [[1, 2]]"));
    assert_eq!(wide.len(), 1, "200 mm do not fit 165 mm");
}

#[test]
fn an_unknown_column_is_named_with_the_nearest() {
    let bang = "tep: a.csv\ncot:\n  - {ten: Họ và tên, tu: ho_tn}\n  - Lương";
    let told = Office::new(bang, &[("a.csv", CSV.as_bytes())]).told();
    assert!(
        told.contains("bảng không có cột `ho_tn`") && told.contains("có phải ý bạn là `Họ tên`"),
        "{told}"
    );
    assert!(told.contains("`Lương`") && told.contains("các cột của bảng: Họ tên, Số tiết"), "{told}");
    assert!(told.contains("vb.yaml:"), "{told}");
}

#[test]
fn what_cannot_be_summed_is_named_by_its_cell() {
    let csv = CSV.replace("18;;", "mười tám;98,5%;");
    let told = Office::new(&format!("tep: a.csv\n{COLUMNS}"), &[("a.csv", csv.as_bytes())]).told();
    assert!(told.contains("a.csv, dòng 3, cột 2") && told.contains("mười tám"), "{told}");
    assert!(told.contains("a.csv, dòng 3, cột 3") && told.contains("98,5%"), "{told}");
    let told = reports(&plan("cot: [A, {ten: B, tong: true}]\ndong:\n  - [x, 1]\n  - [y, hai]"));
    assert!(told.contains("thu.yaml:") && told.contains("hai") && told.contains("1.250"), "{told}");
    let huge = "9".repeat(28);
    let told = reports(&plan(&format!(
        "cot: [{{ten: B, tong: true}}]\ndong: [[{huge}], [{huge}], [{huge}], [{huge}], [{huge}], [{huge}], [{huge}], [{huge}], [{huge}]]"
    )));
    assert!(told.contains("tổng của cột lớn quá"), "{told}");
}

#[test]
fn faults_of_a_table_are_told() {
    for (bang, expected) in [
        ("stt: true", "không có `tep` cũng không có `dong`"),
        ("tep: a.csv\ndong: [[a], [b]]", "có cả `tep` lẫn `dong`"),
        ("tep: ../a.csv", "nằm ngoài thư mục"),
        ("tep: /etc/passwd", "nằm ngoài thư mục"),
        ("tep: khong-co.csv", "không có tệp này"),
        ("tep: a.docx", "không biết đọc bảng"),
        ("tep: .", "không phải là tệp"),
        ("dong: [[a], {b: 1}]", "dòng cùng dạng"),
        ("dong: [[a], [[b]]]", "cần một giá trị"),
        ("dong: [a, b]", "một dòng của bảng"),
        ("dong: [[A], [b, c]]", "nằm ngoài các cột có tên"),
        ("dong: [[x, y]]\ncot: [A]", "nhiều hơn 1 giá trị"),
        ("dong: [[A], [x]]\ncot: [A]", "lặp lại tên các cột"),
        ("dong: [[x]]\ncot: [{ten: A, tu: b}]", "không có tên cột"),
        ("dong: [[A], [x]]\ncot: [{ten: A, rong: 2}]", "từ 5 đến 400 mm"),
        ("dong: [[A], [x]]\ncot: [{ten: A, canh: deu}]", "trai, giua hoặc phai"),
        ("dong: [[A], [x]]\ncot: [{ten: A, rongg: 20}]", "có phải ý bạn là `rong`"),
        ("dong: [[A], [x]]\ncott: [A]", "có phải ý bạn là `cot`"),
        ("dong: [{a: 1, A: 2}]\ncot: [á]", "hai cột cùng là"),
    ] {
        let told = Office::new(bang, &[]).told();
        assert!(told.contains(expected), "{bang}: {told}");
    }
    assert!(Office::new("tep: a.csv", &[("a.csv", b"")]).told().contains("trống"));
    assert!(Office::new("tep: a.csv", &[("a.csv", b"A;B\n")]).told().contains("bảng không có dòng nào"));
    let bad = Office::new("tep: a.yaml", &[("a.yaml", b"- {a: 1\n- [")]).told();
    assert!(bad.contains("a.yaml, dòng"), "{bad}");
}

/// A sheet as offices have it: a title, a head of two rows with merged cells, a
/// note below.
#[test]
fn a_sheet_with_titles_in_another_row_is_read() {
    let write = |office: &Office| {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().set_name("Bìa").unwrap().write(0, 0, "Trang bìa").unwrap();
        let sheet = workbook.add_worksheet();
        sheet.set_name("Kinh phí").unwrap();
        for (row, cells) in [
            (0, &["TRƯỜNG THCS", "", ""][..]),
            (3, &["Nội dung", "Số tiền", ""]),
            (4, &["", "Đợt 1", "Đợt 2"]),
            (5, &["Mua sách", "1", "2"]),
            (6, &["Đóng kệ", "3", "4"]),
            (9, &["Người lập bảng", "", ""]),
        ] {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
        workbook.save(office.0.path().join("a.xlsx")).unwrap();
    };
    let office = Office::new("tep: a.xlsx\ntrang: kinh phi\nhang_ten_cot: 5\nden_hang: 9", &[]);
    write(&office);
    let word = Word::open(&office.bytes());
    assert_eq!(cells(&word), [["Nội dung", "Đợt 1", "Đợt 2"], ["Mua sách", "1", "2"], ["Đóng kệ", "3", "4"]]);
    for (keys, expected) in [
        ("trang: Khác", "các trang: Bìa, Kinh phí"),
        ("trang: Kinh phí\nhang_ten_cot: 3", "hàng 3 trống, không có tên cột"),
        ("trang: Kinh phí\nhang_ten_cot: 30", "hàng 30 trống"),
        ("trang: Kinh phí\ncot: [Nội dung]", "hang_ten_cot"),
        ("hang_ten_cott: 5", "có phải ý bạn là `hang_ten_cot`"),
    ] {
        let office = Office::new(&format!("tep: a.xlsx\n{keys}"), &[]);
        write(&office);
        assert!(office.told().contains(expected), "{keys}: {}", office.told());
    }
    let csv: &[(&str, &[u8])] = &[("a.csv", b"A\n1\n")];
    assert!(Office::new("tep: a.csv\ntrang: B", csv).told().contains("tệp .csv không có trang `B`"));
    assert!(reports(&plan("dong: [[A], [1]]\nden_hang: 2")).contains("chỉ dùng với `tep`"));
}

#[test]
fn tables_are_bounded() {
    let rows: String = (0..5_002).map(|n| format!("x{n}\n")).collect();
    assert!(Office::new("tep: a.csv", &[("a.csv", rows.as_bytes())]).told().contains("quá 5000 dòng"));
    let wide = format!("{}\n{}\n", vec!["a"; 60].join(";"), vec!["b"; 60].join(";"));
    assert!(Office::new("tep: a.csv", &[("a.csv", wide.as_bytes())]).told().contains("từ 1 đến 40 cột"));
    let long = format!("A;B\n{};x\n", "y".repeat(4_000));
    assert!(Office::new("tep: a.csv", &[("a.csv", long.as_bytes())]).told().contains("dài quá 3000 chữ"));
    let many = format!("{PLAN}phu_luc:\n{}", "  - {bang: {tep: a.csv}}\n".repeat(101));
    let office = Office::new("dong: [[A], [b]]", &[("a.csv", b"A\nb\n"), ("nhieu.yaml", many.as_bytes())]);
    let mut sources = Sources::new();
    let loaded = load(&Input::file(office.0.path().join("nhieu.yaml")), &mut sources);
    assert!(render_all(&loaded.diagnostics, &sources, false).contains("quá 100 tệp"));
}

/// The caption is a text of the document; the cells are not.
#[test]
fn the_caption_may_use_variables() {
    let word = build(&plan("tieu_de: \"Bảng của {{ co_quan.ten }}\"\ndong: [['{{ a }}'], ['{{ b }}']]"));
    assert!(word.text().contains("Bảng của Trường THCS Vô Điểm"));
    assert_eq!(cells(&word), [["{{ a }}"], ["{{ b }}"]]);
}

#[test]
fn the_schema_knows_tables_and_pictures() {
    let schema = vanban::keys::schema(&vanban::law::Law::embedded()).to_string();
    for key in ["\"bang\"", "\"hinh\"", "\"cot\"", "\"rong\"", "\"tong\"", "\"stt\""] {
        assert!(schema.contains(key), "{key}");
    }
}

/// A batch keeps files that nothing changed for: a changed table is a change.
#[test]
fn a_batch_sees_that_a_table_changed() {
    let office = Office::new(
        "tep: a.csv",
        &[("a.csv", b"A\nb\n"), ("truong.csv", b"co_quan.ten;co_quan.viet_tat\nTruong A;THA\n")],
    );
    let run = || {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_vanban"))
            .current_dir(office.0.path())
            .args(["lo", "vb.yaml", "--truong", "truong.csv", "-o", "ra"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let made = std::fs::read_dir(office.0.path().join("ra")).unwrap().map(|entry| entry.unwrap().path());
        let made = made.into_iter().find(|path| path.extension().is_some_and(|e| e == "docx")).unwrap();
        Word::open(&std::fs::read(made).unwrap()).text()
    };
    assert!(run().contains("\nb\n"));
    std::fs::write(office.0.path().join("a.csv"), "A\nthay\n").unwrap();
    assert!(run().contains("\nthay\n"));
}

/// A comma in a value moves the values behind it, whichever columns are chosen.
#[test]
fn a_row_of_csv_longer_than_its_titles_is_refused() {
    let csv: &[(&str, &[u8])] = &[("a.csv", "Tên,Nơi,Số\nA,Mây, Trắng,1\n".as_bytes())];
    for bang in ["tep: a.csv", "tep: a.csv\ncot: [Tên, Số]"] {
        let told = Office::new(bang, csv).told();
        for words in ["nằm ngoài các cột có tên", "a.csv, dòng 2, cột 4", "nháy kép"] {
            assert!(told.contains(words), "{bang}: {told}");
        }
    }
    let open: &[(&str, &[u8])] = &[("a.csv", b"a,b\n\"1,2\n3,4\n5,6\n")];
    let told = Office::new("tep: a.csv", open).told();
    assert!(told.contains("mở ở dòng 2 không đóng") && told.contains("a.csv, dòng 2"), "{told}");
    let mac = Office::new("tep: a.csv", &[("a.csv", b"a,b\r1,2\r3,4\r")]);
    assert_eq!(cells(&Word::open(&mac.bytes())), [["a", "b"], ["1", "2"], ["3", "4"]]);
}

#[test]
fn a_column_asked_for_twice_is_told() {
    let told = reports(&plan("dong: [{Tên: A, Số: 1}]\ncot: [Tên, Số, Tên]"));
    assert!(told.contains("cột `Tên` in một cột của bảng lần nữa"), "{told}");
    let told = reports(&plan("dong: [{Tên: A, Số: 1}]\ncot: [Tên, Số]"));
    assert!(!told.contains("lần nữa"), "{told}");
}

/// A fault of a column is no fault of the rows.
#[test]
fn a_faulty_column_is_told_alone() {
    for (cot, expected) in [
        ("[{ten: A, rong: -5}]", "từ 5 đến 400 mm"),
        ("[{ten: A, tong: true, gop: true}]", "không vừa `gop` vừa `tong`"),
        ("[{rong: 50}]", "thiếu khóa `ten`"),
    ] {
        let told = reports(&plan(&format!("dong: [[x]]\ncot: {cot}")));
        assert!(told.contains(expected), "{cot}: {told}");
        assert_eq!(told.matches("error").count() + told.matches("lỗi").count(), 1, "{cot}: {told}");
    }
}

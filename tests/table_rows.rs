//! Tables of data: how numbers are written and aligned, heads over several
//! columns, merged cells, groups, sums that the data has itself.

mod support;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::table::{CellShape, Office, cells, plan, shapes};
use support::{PLAN, Word, build, child, compose, is, load, reports, value};
use vanban::check::{Criteria, check};
use vanban::diagnostic::{Severity, Sources, render_all};
use vanban::render::set;
use vanban::source::Input;

/// Rows of the table, the cells joined by bars.
fn rows(word: &Word) -> Vec<String> {
    cells(word).iter().map(|row| row.join(" | ")).collect()
}

/// The alignment of the cells of a row.
fn aligned(word: &Word, row: usize) -> Vec<String> {
    shapes(word)[row].1.iter().map(|cell| cell.align.clone()).collect()
}

/// What a document's table told: reading, and the checker.
fn found(office: &Office) -> (String, Vec<(&'static str, Severity, String, String)>) {
    let mut sources = Sources::new();
    let loaded = load(&Input::file(office.0.path().join("vb.yaml")), &mut sources);
    let told = render_all(&loaded.diagnostics, &sources, false);
    let document = loaded.document.unwrap_or_else(|| panic!("{told}"));
    let findings = check(&document, &sources, &Criteria::default(), &[]).into_iter().map(|finding| {
        let found = finding.diagnostic;
        (finding.rule.id, found.severity, found.message, found.place.cell().to_owned())
    });
    let of_tables = findings.filter(|(id, ..)| *id == "VB-tong_bang").collect();
    (told, of_tables)
}

#[test]
fn numbers_stand_at_the_right_running_numbers_in_the_middle() {
    let word = build(&plan(
        "cot: [STT, Việc, Mức chi, Tỷ lệ, Năm, {ten: Số tiền, canh: trai}]\n\
         dong:\n  - [1, Họp, 185000, '98,5%', 2026, 5]\n  - [2, Thi, '-', 100%, 2027, 6]",
    ));
    assert_eq!(aligned(&word, 1), ["center", "left", "right", "right", "left", "left"]);
    assert_eq!(aligned(&word, 2), ["center", "left", "right", "right", "left", "left"]);
}

/// A mark in the text wins.
#[test]
fn tables_of_a_text_are_aligned_by_their_cells() {
    let text = "      | TT | Việc | Mức chi | Số dư |\n      | --- | --- | --- | :-- |\n      \
                | 1 | Họp | 185000 | 5 |\n      | 2 | Thi | 1.250.000 | 6 |\n";
    let yaml = PLAN.replace("      | STT | Việc |\n      | :-: | --- |\n      | 1 | Họp |\n", text);
    assert_ne!(yaml, PLAN);
    let word = build(&yaml);
    assert_eq!(aligned(&word, 1), ["center", "left", "right", "left"]);
    assert_eq!(rows(&word)[1..], ["1 | Họp | 185.000 | 5", "2 | Thi | 1.250.000 | 6"]);
}

#[test]
fn a_column_of_numbers_is_written_one_way() {
    let word = build(&plan(
        "cot: [Mức chi, Năm, Điện thoại, Đơn giá]\n\
         dong: [[185000, 2026, 0912345678, 45000], [850.000, 1.250, 0987654321, 300000]]",
    ));
    assert_eq!(
        rows(&word)[1..],
        ["185.000 | 2026 | 0912345678 | 45000", "850.000 | 1.250 | 0987654321 | 300000"],
        "mixed only in the first column; under a year it says nothing"
    );
}

/// 9,80 + 9,10 = 18,90; 0.985 in a cell `0%` reads 99%.
#[test]
fn number_formats_of_a_workbook_are_kept() {
    let office = Office::new("tep: a.xlsx\ncot: [Điểm, {ten: Điểm cộng, tong: true}, Tỷ lệ, Mã, Tiền]", &[]);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let format = |code: &str| Format::new().set_num_format(code);
    for (column, title) in (0..).zip(["Điểm", "Điểm cộng", "Tỷ lệ", "Mã", "Tiền"]) {
        sheet.write(0, column, title).unwrap();
    }
    for (row, mark, rate) in [(1, 9.8, 0.985), (2, 9.1, 1.0)] {
        sheet.write_with_format(row, 0, mark, &format("0.00")).unwrap();
        sheet.write_with_format(row, 1, mark, &format("0.00")).unwrap();
        sheet.write_with_format(row, 2, rate, &format("0%")).unwrap();
        sheet.write_with_format(row, 3, 42, &format("00000")).unwrap();
    }
    sheet.write_with_format(1, 4, 1_250_000, &format("#,##0")).unwrap();
    sheet.write(2, 4, 45_000).unwrap();
    workbook.save(office.0.path().join("a.xlsx")).unwrap();
    let word = Word::open(&office.bytes());
    assert_eq!(
        rows(&word)[1..],
        [
            "9,80 | 9,80 | 99% | 00042 | 1.250.000",
            "9,10 | 9,10 | 100% | 00042 | 45.000",
            "Tổng cộng | 18,90 |  |  | "
        ]
    );
}

/// A timetable: the hour is not lost, and an hour alone is no day of 1899.
#[test]
fn times_of_a_workbook_are_kept() {
    let office = Office::new("tep: a.xlsx", &[]);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let moment = ExcelDateTime::from_ymd(2026, 11, 5).unwrap().and_hms(8, 15, 0).unwrap();
    let hour = ExcelDateTime::from_hms(7, 30, 0).unwrap();
    for (column, (title, value, code)) in (0..).zip([
        ("Lúc", &moment, "dd/mm/yyyy hh:mm"),
        ("Ngày", &moment, "dd/mm/yyyy"),
        ("Tháng", &moment, "mm/yyyy"),
        ("Giờ", &hour, "h:mm"),
    ]) {
        sheet.write(0, column, title).unwrap();
        sheet.write_with_format(1, column, value, &Format::new().set_num_format(code)).unwrap();
    }
    workbook.save(office.0.path().join("a.xlsx")).unwrap();
    let word = Word::open(&office.bytes());
    assert_eq!(rows(&word)[1], "05/11/2026 08:15 | 05/11/2026 | 11/2026 | 07:30");
}

/// 0,333 three times is 0,999: shown with two digits each row says 0,33 and the
/// sum 1,00, which nobody can add up.
#[test]
fn a_sum_of_rounded_numbers_is_told_of() {
    let office = Office::new("tep: a.xlsx\ncot: [A, {ten: B, tong: true}]", &[]);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "A").unwrap();
    sheet.write(0, 1, "B").unwrap();
    for row in 1..=3 {
        sheet.write(row, 0, "x").unwrap();
        sheet.write_with_format(row, 1, 0.333, &Format::new().set_num_format("0.00")).unwrap();
    }
    workbook.save(office.0.path().join("a.xlsx")).unwrap();
    assert_eq!(rows(&Word::open(&office.bytes())).last().unwrap(), "Tổng cộng | 1,00");
    assert!(office.told().contains("cộng lại là 0,99, dòng tổng là 1,00"), "{}", office.told());
}

#[test]
fn numbers_in_english_form_are_told_of_and_not_changed() {
    let office = Office::new(
        "tep: a.csv",
        &[("a.csv", "A;B;C;D\nx;1,250,000;1,250;26.7\ny;2.000;3;26,9\n".as_bytes())],
    );
    let told = office.told();
    for words in [
        "`1,250,000`",
        "viết 1.250.000",
        "a.csv, dòng 2, cột 2",
        "`1,250` có hai cách hiểu",
        "`26.7`",
        "viết 26,7",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(rows(&Word::open(&office.bytes()))[1], "x | 1,250,000 | 1,250 | 26.7");
    for fine in ["A\n0,750\n1,250\n", "A\n1,250\n12,5\n", "A\nPhần 1.1\n26.7\n", "Mã\n1,250,000\n"] {
        let told = Office::new("tep: a.csv", &[("a.csv", fine.as_bytes())]).told();
        assert_eq!(told, "", "{fine}");
    }
    let told = reports(&plan("cot: [A, {ten: B, tong: true}]\ndong: [[x, '1,250,000']]"));
    assert!(told.contains("không phải số cộng được: 1,250,000"), "{told}");
}

const MONEY: &str = "tep: a.csv\nstt: true\ncot: [Nội dung, {ten: Số tiền, tong: true}]";

/// The table that 0.1 printed with 5.800.000 below 2.900.000.
#[test]
fn a_row_of_sums_in_the_data_is_not_added_up() {
    let csv = "Nội dung;Số tiền\nMua sách;2.000.000\nĐóng kệ;900000\nCộng;2.900.000\n";
    let office = Office::new(MONEY, &[("a.csv", csv.as_bytes())]);
    let word = Word::open(&office.bytes());
    assert_eq!(
        rows(&word)[1..],
        ["1 | Mua sách | 2.000.000", "2 | Đóng kệ | 900.000", " | Cộng | 2.900.000"]
    );
    assert!(shapes(&word)[3].1[2].bold && !shapes(&word)[2].1[2].bold);
    let (told, findings) = found(&office);
    assert_eq!(told, "", "all is right");
    assert_eq!(findings, []);
    let csv = csv.replace("Cộng;2.900.000", "TONG SO (I+II):;\n(Bằng chữ: Hai triệu chín trăm nghìn đồng);");
    let office = Office::new(MONEY, &[("a.csv", csv.as_bytes())]);
    assert!(found(&office).0.contains("gợi ý[da-co-tong]"), "what was filled in is told");
    let word = Word::open(&office.bytes());
    assert_eq!(rows(&word)[3], " | TONG SO (I+II): | 2.900.000", "an empty sum is filled in");
    let last = &shapes(&word)[4].1;
    assert_eq!((last.len(), last[0].columns), (1, 3), "{last:?}");
}

#[test]
fn a_wrong_sum_in_the_data_is_an_error_of_the_checker() {
    let csv = "Nội dung;Số tiền\nMua sách;2.000.000\nĐóng kệ;900000\nTổng cộng;2.800.000\n";
    let office = Office::new(MONEY, &[("a.csv", csv.as_bytes())]);
    assert_eq!(rows(&Word::open(&office.bytes())).last().unwrap(), " | Tổng cộng | 2.800.000");
    let (told, findings) = found(&office);
    assert_eq!(told, "");
    let [(_, severity, message, cell)] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(*severity, Severity::Error);
    assert!(message.contains("2.800.000") && message.contains("2.900.000"), "{message}");
    assert!(cell.ends_with("a.csv, dòng 4, cột 2"), "{cell}");
}

#[test]
fn sums_among_the_rows_are_refused() {
    let told = reports(&plan("cot: [A, {ten: B, tong: true}]\ndong: [[x, 1], [Cộng, 1], [y, 2]]"));
    assert!(told.contains("dòng `Cộng` ở giữa bảng") && told.contains("tong_nhom"), "{told}");
    let told = reports(&plan(
        "cot: [A, B, {ten: C, tong: true}]\ndong: [[x, Nam, 1], [x, Tổng số, 1], [y, Nam, 2]]",
    ));
    assert!(told.contains("dòng `Tổng số` ở giữa bảng"), "{told}");
    for fine in [
        "cot: [A, {ten: B, tong: true}]\ndong: [[x, 1], [Tổng phụ trách Đội, 1], [y, 2]]",
        "cot: [A, B]\ndong: [[x, 1], [Cộng, 1], [y, 2]]",
        "cot: [A, {ten: B, tong: true}]\ndong: [[x, 1], [y, '-'], [Cộng, ''], [z, 2]]",
        "cot: [A, {ten: B, tong: true}]\ndong: [[Tổng số, 1]]",
    ] {
        assert_eq!(reports(&plan(fine)), "", "{fine}");
    }
}

const HEADS: &str = "\
stt: true
cot:
  - Nội dung
  - ten: Kinh phí
    cot:
      - {ten: Năm 2026, tong: true}
      - ten: Năm 2027
        cot: [{ten: Đợt 1, tong: true}, {ten: Đợt 2, tong: true}]
  - Ghi chú
dong: [[Mua sách, 1, 2, 3, x], [Đóng kệ, 4, 5, 6, '']]
";

#[test]
fn heads_stand_over_their_columns_on_every_page() {
    let word = build(&plan(HEADS));
    let table = shapes(&word);
    let cell = |columns, merge, text: &str| (columns, merge, text.to_owned());
    let below = |text| cell(1, "continues", text);
    let expected = [
        vec![
            cell(1, "starts", "STT"),
            cell(1, "starts", "Nội dung"),
            cell(3, "", "Kinh phí"),
            cell(1, "starts", "Ghi chú"),
        ],
        vec![below(""), below(""), cell(1, "starts", "Năm 2026"), cell(2, "", "Năm 2027"), below("")],
        vec![below(""), below(""), below(""), cell(1, "", "Đợt 1"), cell(1, "", "Đợt 2"), below("")],
    ];
    for ((repeats, row), expected) in table.iter().zip(&expected) {
        let row: Vec<_> = row.iter().map(|c| cell(c.columns, c.merge, &c.text)).collect();
        assert_eq!((*repeats, &row), (true, expected));
    }
    assert!(!table[3].0);
    assert_eq!(
        rows(&word)[3..],
        ["1 | Mua sách | 1 | 2 | 3 | x", "2 | Đóng kệ | 4 | 5 | 6 | ", " | Tổng cộng | 5 | 7 | 9 | "]
    );
}

#[test]
fn equal_cells_below_each_other_become_one() {
    let bang = "cot: [{ten: Tháng, gop: true}, {ten: Người, gop: true}, Việc]\n\
                dong: [[9, A, a], [9, '', b], [10, A, c], [10, B, d], ['', B, e], [9, B, g]]";
    let word = build(&plan(bang));
    let merged: Vec<[(&str, String); 2]> = shapes(&word)[1..]
        .iter()
        .map(|(_, row)| [0, 1].map(|at: usize| (row[at].merge, row[at].text.clone())))
        .collect();
    let expected = [
        [("starts", "9"), ("starts", "A")],
        [("continues", ""), ("continues", "")],
        // The same person, but in another month.
        [("starts", "10"), ("", "A")],
        [("continues", ""), ("starts", "B")],
        [("continues", ""), ("continues", "")],
        [("", "9"), ("", "B")],
    ];
    for (row, expected) in merged.iter().zip(expected) {
        assert_eq!(row.each_ref().map(|(merge, text)| (*merge, text.as_str())), expected);
    }
    assert_eq!(merged.len(), 6);
}

/// Rows of a group stand together, whatever their order; empty cells are those
/// of merged cells in a workbook.
#[test]
fn groups_have_a_head_and_their_own_running_numbers() {
    let csv = "Tổ;Họ tên;Số tiết\nTự nhiên;A;17\n;B;18\nXã hội;C;19\nTự nhiên;D;2\n";
    let files: &[(&str, &[u8])] = &[("a.csv", csv.as_bytes())];
    let columns = "tep: a.csv\nnhom: to\ncot: [Họ tên, {ten: Số tiết, tong: true}]";
    let word = Word::open(&Office::new(&format!("{columns}\nstt: true\ntong_nhom: true"), files).bytes());
    let expected = [
        "I | Tự nhiên | 37",
        "1 | A | 17",
        "2 | B | 18",
        "3 | D | 2",
        "II | Xã hội | 19",
        "1 | C | 19",
        " | Tổng cộng | 56",
    ];
    assert_eq!(rows(&word)[1..], expected);
    let word = Word::open(&Office::new(columns, files).bytes());
    assert_eq!(rows(&word)[1..3], ["I. Tự nhiên", "A | 17"]);
    let head: &CellShape = &shapes(&word)[1].1[0];
    assert_eq!((head.columns, head.bold, head.align.as_str()), (2, true, "left"));
    assert!(word.paragraph("I. Tự nhiên").keep_next, "never the last row of a page");
    let all = Word::open(&Office::new("tep: a.csv\nnhom: Tổ", files).bytes());
    assert_eq!(rows(&all)[..2], ["Họ tên | Số tiết", "I. Tự nhiên"]);
    let lists = "nhom: Tổ\ncot: [Số TT, Tổ, Tên]\ndong: [[1, Toán, A], [2, Toán, B], [1, Văn, C]]";
    assert_eq!(rows(&build(&plan(lists)))[1..], ["I | Toán", "1 | A", "2 | B", "II | Văn", "1 | C"]);
}

#[test]
fn faults_of_heads_groups_and_merges_are_told() {
    for (bang, expected) in [
        ("cot: [{ten: A, cot: []}]\ndong: [[1]]", "không có cột nào ở dưới"),
        ("cot: [{ten: A, cot: [B], tong: true}]\ndong: [[1]]", "`tong` không dùng cho đầu chung"),
        ("cot: [{ten: A, cot: [{ten: B, cot: [{ten: C, cot: [D]}]}]}]\ndong: [[1]]", "quá 3 hàng"),
        ("cot: [{ten: A, cott: [B]}]\ndong: [[1]]", "có phải ý bạn là `cot`"),
        ("cot: [{ten: A, gopp: true}]\ndong: [[1]]", "có phải ý bạn là `gop`"),
        ("cot: [{ten: A, gop: true, tong: true}]\ndong: [[1]]", "không vừa `gop` vừa `tong`"),
        ("cot: [A, B]\nnhom: Tổ\ndong: [[1, 2]]", "bảng không có cột `Tổ`"),
        ("cot: [A, B]\nnhomm: A\ndong: [[1, 2]]", "có phải ý bạn là `nhom`"),
        ("cot: [A, B]\ntong_nhom: true\ndong: [[1, 2]]", "`tong_nhom` cần khóa `nhom`"),
        ("cot: [A, B]\nnhom: A\ntong_nhom: true\ndong: [[1, 2]]", "không có cột nào để cộng"),
        (
            "cot: [A, {ten: B, tong: true}]\nnhom: A\ntong_nhom: true\ndong: [[1, 2]]",
            "không còn chỗ cho tên nhóm",
        ),
        ("cot: [A, {ten: B, tong: true}]\nnhom: B\ndong: [[1, 2]]", "không in thành cột riêng"),
        ("cot: [A, B]\nnhom: A\ndong: [['', 2]]", "không thuộc nhóm nào"),
        ("cot: [A]\ndong: [{A: 1, B: 2}]", "`B` không có trong `cot` nên không được in"),
    ] {
        let told = reports(&plan(bang));
        assert!(told.contains(expected) && told.contains("thu.yaml:"), "{bang}: {told}");
    }
}

/// Widths of the grid of the table, in twips.
fn grid(word: &Word) -> Vec<i32> {
    let document = word.part("word/document.xml");
    let grid = document.descendants().filter(|n| is(*n, "tblGrid")).nth(1).unwrap();
    grid.children().filter_map(|n| value(n, "w")).map(|w| w.parse().unwrap()).collect()
}

/// A digit of Times New Roman is half an em, a full stop a quarter: 13 pt bold
/// `131.422.500` is 9 × 6,5 + 2 × 3,25 = 65 pt, with 10,8 pt beside it 1516
/// twips.
#[test]
fn no_width_breaks_a_number() {
    let bang = "cot: [{ten: Nội dung, rong: 140}, {ten: A, rong: 12}, {ten: B, rong: 10, tong: true}]\n\
                dong: [[Mua sách, 185.000, 44400000], [Mua máy, 850.000, 87022500]]";
    let yaml = plan(bang);
    let word = build(&yaml);
    let widths = grid(&word);
    assert!(widths[2] >= 1516 && widths.iter().sum::<i32>() <= 9360, "{widths:?}");
    assert_eq!(rows(&word).last().unwrap(), "Tổng cộng | 131.422.500", "as typed, no hidden characters");
    let told = set::too_wide(&compose(&support::read(&yaml)).unwrap().value);
    let raised: Vec<_> = told.iter().filter(|d| d.message.contains("đã nới ra")).collect();
    assert!(raised.len() == 1 && raised[0].message.contains("131.422.500"), "{told:?}");
    let many = format!("dong: [[{}], [{}]]", ["a"; 8].join(", "), ["144.400.000"; 8].join(", "));
    let told = set::too_wide(&compose(&support::read(&plan(&many))).unwrap().value);
    assert!(told.len() == 1 && told[0].severity == Severity::Error, "{told:?}");
}

/// "Nghiêngnghiêng" bold needs more than its two columns of digits.
#[test]
fn a_long_word_over_columns_is_not_broken() {
    let bang = "cot: [{ten: Nghiêngnghiêngnghiêng, cot: [A, B]}, C]\ndong: [[1, 2, Một lời văn dài để cột này cần nhiều chỗ hơn hẳn hai cột kia]]";
    let widths = grid(&build(&plan(bang)));
    assert!(widths[0] + widths[1] >= 2_700, "{widths:?}");
}

#[test]
fn merged_cells_and_heads_make_a_table_that_covers_its_grid() {
    for bang in [
        HEADS,
        "nhom: A\nstt: true\ncot: [A, B, {ten: C, tong: true}]\ntong_nhom: true\ndong: [[1, 2, 3], [2, 3, 4]]",
    ] {
        let word = build(&plan(bang));
        let columns = grid(&word).len();
        for (_, row) in shapes(&word) {
            assert_eq!(row.iter().map(|cell| cell.columns).sum::<usize>(), columns, "{row:?}");
        }
        let document = word.part("word/document.xml");
        let table = document.descendants().filter(|n| is(*n, "tbl")).nth(1).unwrap();
        for row in table.children().filter(|n| is(*n, "tr")) {
            assert!(child(row, "trPr").is_some_and(|properties| child(properties, "cantSplit").is_some()));
        }
    }
}

#[test]
fn tables_of_texts_are_bounded() {
    let text = |markdown: &str| {
        let indented: String = markdown.lines().map(|line| format!("      {line}\n")).collect();
        reports(&PLAN.replace("      | STT | Việc |\n      | :-: | --- |\n      | 1 | Họp |\n", &indented))
    };
    let wide = format!("{}|\n{}|\n{}", "|a".repeat(5_000), "|-".repeat(5_000), "|x\n".repeat(1_000));
    assert!(text(&wide).contains("Word chỉ mở được bảng có đến 63 cột") && text(&wide).contains("thu.yaml:"));
    let long = format!("|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(5_001));
    assert!(text(&long).contains("quá 5000 dòng"));
}

/// A quote that is never closed makes the rest of the file one cell.
#[cfg(unix)]
#[test]
fn data_files_are_bounded_before_they_are_read() {
    let open = format!("A;B\n\"{}", "x;y\n".repeat(400_000));
    let told = Office::new("tep: a.csv", &[("a.csv", open.as_bytes())]).told();
    assert!(told.contains("dòng thứ 2 dài quá 1024 KB") && told.contains("nháy kép"), "{told}");
    if std::path::Path::new("/dev/zero").exists() {
        let office = Office::new("tep: a.csv", &[]);
        std::os::unix::fs::symlink("/dev/zero", office.0.path().join("a.csv")).unwrap();
        assert!(office.told().contains("dẫn ra ngoài thư mục"), "{}", office.told());
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_vanban"))
            .current_dir(office.0.path())
            .args(["lo", "vb.yaml", "--truong", "a.csv", "-o", "ra"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
    }
}

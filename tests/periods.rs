//! School years, terms, quarters, months: reports against tables made by hand,
//! data sheets, deadlines, bad input.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

mod support;

const EXAMPLE: &str = "examples/nam-hoc";

/// A plan of calendar years: a count, a rate, an upper limit, a dated task.
const QUARTERS: &str = r#"
loai: ke_hoach
co_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường Tiểu học Mây Trắng, viet_tat: THMT}
so: 6
dia_danh: Mây Trắng
ngay: 2026-01-05
trich_yeu: Phát triển văn hóa đọc năm 2026
noi_dung:
  - tieu_de: Đọc sách
    noi_dung: Mỗi lớp có một tủ sách.
    nhiem_vu:
      - id: doc
        viec: Tổ chức đọc sách
        chu_tri: Thư viện
        chi_tieu:
          - {id: luot, ten: Số lượt mượn sách, don_vi: lượt, moi_nam: 400}
          - {id: ty-le, ten: Tỷ lệ học sinh có thẻ, don_vi: "%", moi_nam: 95}
          - {id: mat, ten: Số cuốn sách bị mất, don_vi: cuốn, moi_nam: 4, chieu: giam}
      - {id: kiem-ke, viec: Kiểm kê kho sách, chu_tri: Thư viện, han: quy-1}
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Lò Thị Mẫu}
noi_nhan: [UBND xã Mây Trắng]
bao_cao: {giai_doan: 2026, kinh_gui: UBND xã Mây Trắng, hang_nam: 20/12, trong_nam: [quy, {ky: 6-thang, truoc: 05/7}]}
"#;

/// By hand: 90 + 120 = 210 of 400 are 52,5%; the limit of 4 is over with 2 + 3.
const QUARTERS_DATA: &str = "
so_lieu:
  quy-1-2026:
    doc: {trang_thai: đang thực hiện, chi_tieu: {luot: 90, ty-le: 80, mat: 2}}
    kiem-ke: {trang_thai: chậm, nguyen_nhan: Thiếu người}
  Quý II năm 2026:
    doc: {trang_thai: đang thực hiện, chi_tieu: {luot: 120, ty-le: 88, mat: 3}}
    kiem-ke: {trang_thai: hoàn thành}
";

fn vanban(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with the files, and the path of each.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    folder
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

/// The paper that a run writes, and what it tells.
fn paper(arguments: &[&str]) -> (support::Word, String) {
    let out = tempfile::tempdir().unwrap();
    let word = path(out.path(), "ra.docx");
    let output = vanban(&[arguments, &["-o", &word]].concat());
    let bytes = fs::read(&word).unwrap_or_else(|_| panic!("{}", told(&output)));
    (support::Word::open(&bytes), told(&output))
}

fn example_report(period: &str, sheets: &[&str]) -> (support::Word, String) {
    let plan = format!("{EXAMPLE}/ke-hoach.yaml");
    let sheets: Vec<String> = sheets.iter().map(|name| format!("{EXAMPLE}/{name}")).collect();
    let mut arguments = vec!["bao-cao", &plan, "--ky", period];
    sheets.iter().for_each(|sheet| arguments.extend(["--so-lieu", sheet]));
    paper(&arguments)
}

/// All words, and the rows of the last table.
fn words(word: &support::Word) -> String {
    let document = word.part("word/document.xml");
    let paragraphs = document.descendants().filter(|n| support::is(*n, "p"));
    let text = |paragraph: roxmltree::Node<'_, '_>| -> String {
        paragraph.descendants().filter(|n| support::is(*n, "t")).filter_map(|n| n.text()).collect()
    };
    paragraphs.map(text).collect::<Vec<_>>().join("\n")
}

fn rows(word: &support::Word) -> Vec<String> {
    let document = word.part("word/document.xml");
    let table = document.descendants().rfind(|n| support::is(*n, "tbl")).unwrap();
    let text = |cell: roxmltree::Node<'_, '_>| -> String {
        cell.descendants().filter(|n| support::is(*n, "t")).filter_map(|n| n.text()).collect()
    };
    let row = |row: roxmltree::Node<'_, '_>| {
        let cells: Vec<String> = row.children().filter(|n| support::is(*n, "tc")).map(text).collect();
        cells.join("|")
    };
    table.children().filter(|n| support::is(*n, "tr")).map(row).collect()
}

/// By hand from so-lieu-hk1.yaml: 3 of 6, 108 of 240, 27 of 60.
#[test]
fn a_term_stands_beside_the_targets_of_its_year() {
    let (word, told) = example_report("hk1", &["so-lieu-hk1.yaml"]);
    assert!(!told.contains("Còn thiếu"), "{told}");
    let expected = [
        "TT|Chỉ tiêu|Đơn vị|Kế hoạch năm học|Học kỳ I|Lũy kế từ đầu năm học|Tỷ lệ (%)|Đánh giá",
        "1|Số chuyên đề cấp trường|chuyên đề|6|3|3|50|đang thực hiện",
        "2|Số tiết dự giờ|tiết|240|108|108|45|đang thực hiện",
        "3|Số buổi phụ đạo|buổi|60|27|27|45|đang thực hiện",
        "4|Tỷ lệ học sinh xếp loại học tập từ Đạt trở lên|%|97|95,5|||đang thực hiện",
        "5|Số học sinh bỏ học|học sinh|3|1|1||đang thực hiện",
    ];
    assert_eq!(rows(&word), expected);
    let words = words(&word);
    for said in [
        "Kết quả học kỳ I năm học 2026-2027 thực hiện",
        "Trong học kỳ I có 3 chuyên đề cấp trường, đạt 50% chỉ tiêu năm học (6 chuyên đề)",
        "Có 108 tiết dự giờ, đạt 45% chỉ tiêu năm học (240 tiết)",
        "là 95,5%; chỉ tiêu cả năm học là 97%",
        "thực hiện chậm so với hạn 16/01/2027",
        "chưa thực hiện, hạn hoàn thành 25/5/2027",
        "Trong thời gian còn lại của năm học 2026-2027, tập trung hoàn thành 5 nhiệm vụ:",
        "năm 2027",
    ] {
        assert!(words.contains(said), "{said}\n{words}");
    }
    assert!(!words.contains("chưa đạt:"), "a term does not miss what the year aims at\n{words}");
}

/// By hand: 3 + 3, 108 + 126, 27 + 38, 1 + 1; the rate is the second term's.
#[test]
fn terms_add_up_to_the_school_year() {
    let (word, _) = example_report("nam-hoc-2026-2027", &["so-lieu-hk1.yaml", "so-lieu-hk2.yaml"]);
    let expected = [
        "TT|Chỉ tiêu|Đơn vị|Kế hoạch|Thực hiện|Tỷ lệ (%)|Đánh giá",
        "1|Số chuyên đề cấp trường|chuyên đề|6|6|100|đạt",
        "2|Số tiết dự giờ|tiết|240|234|97,5|chưa đạt",
        "3|Số buổi phụ đạo|buổi|60|65|108,3|vượt",
        "4|Tỷ lệ học sinh xếp loại học tập từ Đạt trở lên|%|97|97,8||vượt",
        "5|Số học sinh bỏ học|học sinh|3|2||đạt",
    ];
    assert_eq!(rows(&word), expected);
    let words = words(&word);
    let late = "đã hoàn thành trong năm học 2026-2027, chậm so với hạn 16/01/2027";
    assert!(words.contains(late), "the first term said that it was late\n{words}");
    assert!(words.contains("Nguyên nhân: Mưa lũ"), "and why\n{words}");
}

/// The two terms are one series: the second one counts from the year's first
/// day.
#[test]
fn a_later_term_says_what_came_together() {
    let (word, _) = example_report("hk2", &["so-lieu-hk1.yaml", "so-lieu-hk2.yaml"]);
    let words = words(&word);
    let said = "Trong học kỳ II có 3 chuyên đề cấp trường, lũy kế từ đầu năm học là 6 chuyên đề, đã hoàn thành chỉ tiêu cả năm học (6 chuyên đề)";
    assert!(words.contains(said), "{words}");
    assert_eq!(rows(&word)[2], "2|Số tiết dự giờ|tiết|240|126|234|97,5|đang thực hiện");
}

#[test]
fn quarters_and_half_years_of_a_calendar_year() {
    let folder = folder(&[("kh.yaml", QUARTERS), ("so.yaml", QUARTERS_DATA)]);
    let (plan, data) = (path(folder.path(), "kh.yaml"), path(folder.path(), "so.yaml"));
    let (word, _) = paper(&["bao-cao", &plan, "--ky", "quy-2", "--so-lieu", &data]);
    let all = words(&word);
    for said in [
        "báo cáo kết quả quý II năm 2026 như sau",
        "lũy kế từ đầu năm là 210 lượt, đạt 52,5% chỉ tiêu năm (400 lượt)",
        "là 88%; chỉ tiêu cả năm là 95%",
        "lũy kế từ đầu năm là 5 cuốn, nhiều hơn 1 cuốn so với giới hạn Kế hoạch đề ra (không quá 4 cuốn)",
        "đã hoàn thành trong quý II năm 2026, chậm so với hạn 31/3/2026",
    ] {
        assert!(all.contains(said), "{said}\n{all}");
    }
    let (word, _) = paper(&["bao-cao", &plan, "--ky", "6-thang-2026", "--so-lieu", &data]);
    let all = words(&word);
    for said in ["6 tháng đầu năm 2026", "210 lượt mượn sách, đạt 52,5% chỉ tiêu năm (400 lượt)"]
    {
        assert!(all.contains(said), "the quarters add up: {said}\n{all}");
    }
    let schedule = vanban(&["bao-cao", &plan, "--lich"]);
    let listed = String::from_utf8_lossy(&schedule.stdout).into_owned();
    let days: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(
        days,
        ["31/3/2026", "31/3/2026", "30/6/2026", "04/7/2026", "30/9/2026", "19/12/2026", "31/12/2026"]
    );
    let ics = vanban(&["bao-cao", &plan, "--ics", "-"]);
    let ics = String::from_utf8_lossy(&ics.stdout).into_owned();
    assert!(ics.contains("DTSTART;VALUE=DATE:20260704"), "{ics}");
    assert!(ics.contains("Báo cáo 6 tháng đầu năm 2026"), "{ics}");
}

#[test]
fn the_year_goes_on_after_its_parts_unless_they_were_the_last() {
    let folder = folder(&[("kh.yaml", QUARTERS), ("so.yaml", QUARTERS_DATA)]);
    let (plan, data) = (path(folder.path(), "kh.yaml"), path(folder.path(), "so.yaml"));
    let said = |period: &str| words(&paper(&["bao-cao", &plan, "--ky", period, "--so-lieu", &data]).0);
    assert!(said("quy-1-2026").contains("Trong thời gian còn lại của năm 2026"));
    assert!(!said("quy-4-2026").contains("thời gian còn lại của năm"));
}

/// An empty sheet that is filled in comes back, as YAML and as a workbook.
#[test]
fn data_sheets_have_rows_for_the_periods() {
    let out = tempfile::tempdir().unwrap();
    let plan = format!("{EXAMPLE}/ke-hoach.yaml");
    let sheet = path(out.path(), "so.yaml");
    assert!(vanban(&["moi", "so-lieu", &plan, "-o", &sheet]).status.success());
    let text = fs::read_to_string(&sheet).unwrap();
    let (term, year) = (text.find("\n  hk1-2026-2027:\n").unwrap(), text.find("\n  2026-2027:\n").unwrap());
    assert!(term < year);
    assert!(text.contains("chỉ tiêu 6 chuyên đề (cả năm học)"));
    assert!(text.contains("--ky hk1-2026-2027 "));
    let book = path(out.path(), "so.xlsx");
    assert!(vanban(&["moi", "so-lieu", &plan, "-o", &book]).status.success());
    for sheet in [&sheet, &book] {
        let output = vanban(&["bao-cao", &plan, "--lich", "--so-lieu", sheet]);
        assert_eq!(output.status.code(), Some(0), "{sheet}: {}", told(&output));
    }
    let csv = "Kỳ số liệu;Mã nhiệm vụ;Mã chỉ tiêu;Kết quả\nhk1;chuyen-de;chuyen-de;4\n";
    let csv_path = path(out.path(), "so.csv");
    fs::write(&csv_path, csv).unwrap();
    let (word, _) = paper(&["bao-cao", &plan, "--ky", "hk1", "--so-lieu", &csv_path]);
    assert_eq!(rows(&word)[1], "1|Số chuyên đề cấp trường|chuyên đề|6|4|4|66,7|đang thực hiện");
}

/// What two sheets say otherwise is refused at its place; the same is fine.
#[test]
fn sheets_of_one_period_must_not_differ() {
    let sheet = fs::read_to_string(format!("{EXAMPLE}/so-lieu-hk1.yaml")).unwrap();
    let other = sheet.replace("chuyen-de: 3", "chuyen-de: 4");
    let folder = folder(&[("mot.yaml", &sheet), ("hai.yaml", &other)]);
    let (one, two) = (path(folder.path(), "mot.yaml"), path(folder.path(), "hai.yaml"));
    let plan = format!("{EXAMPLE}/ke-hoach.yaml");
    let run = |second: &str| vanban(&["bao-cao", &plan, "--lich", "--so-lieu", &one, "--so-lieu", second]);
    let differs = run(&two);
    assert_eq!(differs.status.code(), Some(2));
    assert!(told(&differs).contains("ở đây là 4 chuyên đề, bảng số liệu trước là 3 chuyên đề"));
    assert!(told(&differs).contains("hai.yaml:8:"), "{}", told(&differs));
    assert_eq!(run(&one).status.code(), Some(0), "{}", told(&run(&one)));
}

#[test]
fn a_year_that_differs_from_its_parts_is_told() {
    let data = "so_lieu:\n  hk1: {chuyen-de: {chi_tieu: {chuyen-de: 3}}}\n  hk2: {chuyen-de: {chi_tieu: {chuyen-de: 2}}}\n  2026-2027: {chuyen-de: {chi_tieu: {chuyen-de: 6}}}\n";
    let folder = folder(&[("so.yaml", data)]);
    let plan = format!("{EXAMPLE}/ke-hoach.yaml");
    let output = vanban(&["bao-cao", &plan, "--lich", "--so-lieu", &path(folder.path(), "so.yaml")]);
    let told = told(&output);
    assert!(told.contains("năm học 2026-2027 ghi 6 chuyên đề"), "{told}");
    assert!(told.contains("(học kỳ I, học kỳ II) cộng lại là 5 chuyên đề"), "{told}");
}

/// What is changed in a plan, and words of what is told, with its line.
#[test]
fn what_does_not_fit_the_calendar_is_refused_at_its_place() {
    let school = fs::read_to_string(format!("{EXAMPLE}/ke-hoach.yaml")).unwrap();
    let table: [(&str, &str, &str, &[&str]); 13] = [
        (&school, "han: hk1\n", "han: hk3\n", &["không có học kỳ `hk3`", "hk1, hk2", "han"]),
        (&school, "han: hk1\n", "han: quy-2-2026\n", &["thuộc năm dương lịch", "hk1"]),
        (&school, "han: hk1\n", "han: hk1-2027-2028\n", &["nằm ngoài giai đoạn 2026-2027"]),
        (&school, "{2026-2027: 240}", "{2026: 240}", &["`2026` là năm dương lịch", "2026-2027"]),
        (&school, "{2026-2027: 240}", "{2026-2028: 240}", &["2026-2028 không phải một năm học"]),
        (&school, "{2026-2027: 240}", "{hk1: 240}", &["chỉ tiêu đặt cho cả năm học", "2026-2027"]),
        (&school, "giai_doan: 2026-2027 ", "giai_doan: 2026 ", &["giai đoạn của các năm học", "2026-2027"]),
        (&school, "bat_dau: 05/9", "bat_dau: 29/02", &["ngày và tháng có trong mọi năm"]),
        (&school, "het_hk2: 25/5", "het_hk2: 10/01", &["không theo thứ tự"]),
        (&school, "lich: nam_hoc", "lich: am_lich", &["nam_hoc"]),
        (&school, "{ky: hk1, truoc: 25/01}", "quy", &["thuộc năm dương lịch"]),
        (QUARTERS, "han: quy-1", "han: quy-5", &["không có quý `quy-5`", "quy-4"]),
        (QUARTERS, "han: quy-1", "han: hk1-2026-2027", &["thuộc năm học", "lich: nam_hoc"]),
    ];
    for (plan, from, to, expected) in table {
        assert!(plan.contains(from), "{from}");
        let folder = folder(&[("kh.yaml", &plan.replace(from, to))]);
        let file = path(folder.path(), "kh.yaml");
        let output = vanban(&["kiem-tra", &file]);
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), told(&output));
        assert_ne!(output.status.code(), Some(0), "{to}: {told}");
        for words in expected {
            assert!(told.contains(words), "{to}: {words}\n{told}");
        }
        assert!(told.contains("kh.yaml:"), "{to}: at its place\n{told}");
    }
}

/// A plan of three school years: the plan of one of them.
#[test]
fn the_plan_of_one_school_year() {
    let school = fs::read_to_string(format!("{EXAMPLE}/ke-hoach.yaml")).unwrap();
    let years = school
        .replace("giai_doan: 2026-2027 ", "giai_doan: 2026-2029 ")
        .replace("năm học 2026-2027\n", "giai đoạn 2026-2029\n")
        .replace("han: hk1\n", "han: hk1-2027-2028\n")
        .replace("{2026-2027: 240}", "{2026-2027: 240, 2027-2028: 250}");
    let folder = folder(&[("kh.yaml", &years)]);
    let (plan, out) = (path(folder.path(), "kh.yaml"), path(folder.path(), "nam.yaml"));
    let output = vanban(&["ke-hoach", &plan, "--nam-hoc", "2027-2028", "--lich-thang", "-o", &out]);
    let made = fs::read_to_string(&out).unwrap_or_else(|_| panic!("{}", told(&output)));
    for said in ["năm học 2027-2028", "250 tiết", "16/01/2028", "nam: 2027\n"] {
        assert!(made.contains(said), "{said}\n{made}");
    }
    assert!(!made.contains("năm 2027,"), "{made}");
    let wrong = [
        (vec!["--nam", "2027"], "--nam-hoc 2027-2028"),
        (vec!["--nam-hoc", "2030-2031"], "từ 2026-2027 đến 2028-2029"),
        (vec!["--nam-hoc", "2027-2029"], "không phải một năm học"),
        (vec!["--nam-hoc", "2027"], "2027-2028"),
    ];
    for (asked, help) in wrong {
        let output = vanban(&[&["ke-hoach", plan.as_str()], asked.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{asked:?}");
        assert!(told(&output).contains(help), "{asked:?}: {}", told(&output));
    }
    let other = format!("{}/ke-hoach.yaml", "examples/ke-hoach-dan-van");
    let output = vanban(&["ke-hoach", &other, "--nam-hoc", "2022-2023"]);
    assert!(told(&output).contains("lich: nam_hoc"), "{}", told(&output));
}

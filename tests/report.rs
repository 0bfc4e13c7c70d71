//! Reports of a plan: every number against a table computed by hand, blanks,
//! dated facts, the chart, the schedule.

use std::path::Path;

use vanban::compose::compose_with;
use vanban::diagnostic::{Sources, render_all};
use vanban::files::FileRef;
use vanban::model::{Literal, Ngay, SoLieu, VanBan};
use vanban::render::docx;
use vanban::report::{self, Choices, Due, Missing};
use vanban::source::{Input, load_results};

mod support;

use support::{ENGINE, load};

const FOLDER: &str = "examples/ke-hoach-dan-van";

fn plan() -> VanBan {
    let mut sources = Sources::new();
    let loaded = load(&Input::file(Path::new(FOLDER).join("ke-hoach.yaml")), &mut sources);
    loaded.document.unwrap_or_else(|| panic!("{}", render_all(&loaded.diagnostics, &sources, false)))
}

fn data(plan: &VanBan, file: &str) -> SoLieu {
    let mut sources = Sources::new();
    let loaded = load_results(&FileRef::disk(Path::new(FOLDER).join(file)), plan, &mut sources);
    loaded.unwrap_or_else(|faults| panic!("{}", render_all(&faults, &sources, false))).value
}

fn date(text: &str) -> Ngay {
    Ngay::parse(text).unwrap()
}

/// A report as a Word file, and its blanks.
fn built(plan: &VanBan, data: &SoLieu, period: &str, choices: Choices) -> (Vec<u8>, Vec<Missing>) {
    let period = report::find(plan, period).unwrap();
    let report = report::report(plan, &period, data, choices, ENGINE.templates()).unwrap().value;
    let page_tree = compose_with(&report.document, report.supplement, ENGINE.templates())
        .unwrap_or_else(|f| panic!("{f:?}"));
    (docx::render(&page_tree.value).unwrap(), report.missing)
}

/// The example's report of a period.
fn example(period: &str) -> support::Word {
    let plan = plan();
    let (bytes, missing) = built(&plan, &data(&plan, "so-lieu.yaml"), period, Choices::default());
    if period.len() == 4 {
        assert_eq!(missing, [], "the example has data for everything in {period}");
    }
    support::Word::open(&bytes)
}

/// The rows of the last table with visible lines: cells joined by "|".
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

/// Computed by hand from so-lieu.yaml: sums of the years, last year of rates,
/// shares to one digit with halves away from zero (18 / 17 = 105,88 → 105,9).
#[test]
fn the_final_report_has_the_numbers_computed_by_hand() {
    let expected = [
        "TT|Chỉ tiêu|Đơn vị|2021|2022|2023|2024|2025|Thực hiện|Kế hoạch|Tỷ lệ (%)|Đánh giá",
        "1|Số buổi tuyên truyền về công tác dân vận|buổi|1|4|5|4|4|18|17|105,9|vượt",
        "2|Lượt phụ huynh và Nhân dân được tuyên truyền|lượt|420|1.080|1.250|1.190|1.310|5.250|5.000|105|vượt",
        "3|Tỷ lệ viên chức, người lao động được quán triệt|%|100|98,5|100|100|100|100|100||đạt",
        "4|Số cuộc đối thoại|cuộc|1|2|3|2|2|10|9|111,1|vượt",
        "5|Mô hình “Dân vận khéo” được công nhận|mô hình|0|1|1|1|1|4|5|80|chưa đạt",
        "6|Tỷ lệ viên chức, người lao động dự Hội nghị|%|96,5|97|98,5|99|98|98|95||vượt",
        "7|Tỷ lệ ý kiến, kiến nghị được giải quyết đúng hạn|%|100|94,4|100|100|100|100|100||đạt",
        "8|Đơn thư khiếu nại, tố cáo|đơn|0|1|0|1|0|2|1/năm||đạt",
        "9|Số đợt thi đua|đợt|1|4|4|4|4|17|17|100|đạt",
        "10|Tập thể, cá nhân được khen thưởng về dân vận|lượt|2|3|5|6|7|23|20|115|vượt",
        "11|Số cuộc kiểm tra|cuộc|0|1|3|2|2|8|8|100|đạt",
    ];
    let word = example("2025");
    assert_eq!(rows(&word), expected);
    let text = word.text();
    for words in [
        "- Đã hoàn thành 7/8 nhiệm vụ của Kế hoạch (87,5%).",
        "- Có 10/11 chỉ tiêu đạt và vượt (90,9%), trong đó 5 chỉ tiêu vượt.",
        "- Còn 1 chỉ tiêu chưa đạt: mô hình “Dân vận khéo” được công nhận mới đạt 4 mô hình, còn thiếu 1 mô hình so với chỉ tiêu (5 mô hình).",
        "có 5.250 lượt phụ huynh và Nhân dân được tuyên truyền, vượt 250 lượt (chỉ tiêu 5.000 lượt).",
        "có 2 đơn thư khiếu nại, tố cáo; các năm đều trong giới hạn Kế hoạch đề ra (không quá 1 đơn mỗi năm).",
    ] {
        assert!(text.contains(words), "{words:?} not in\n{text}");
    }
}

#[test]
fn the_mid_term_report_compares_the_years() {
    let expected = [
        "TT|Chỉ tiêu|Đơn vị|Năm 2021|Năm 2022|Năm 2023|Thực hiện|Kế hoạch|Tỷ lệ (%)|Đánh giá",
        "1|Số buổi tuyên truyền về công tác dân vận|buổi|1|4|5|10|9|111,1|vượt",
        "2|Lượt phụ huynh và Nhân dân được tuyên truyền|lượt|420|1.080|1.250|2.750|3.000|91,7|chưa đạt",
        "3|Tỷ lệ viên chức, người lao động được quán triệt|%|100|98,5|100|100|100||đạt",
        "4|Số cuộc đối thoại|cuộc|1|2|3|6|5|120|vượt",
        "5|Mô hình “Dân vận khéo” được công nhận|mô hình|0|1|1|2|5|40|đang thực hiện",
        "6|Tỷ lệ viên chức, người lao động dự Hội nghị|%|96,5|97|98,5|98,5|95||vượt",
        "7|Tỷ lệ ý kiến, kiến nghị được giải quyết đúng hạn|%|100|94,4|100|100|100||đạt",
        "8|Đơn thư khiếu nại, tố cáo|đơn|0|1|0|1|1/năm||đạt",
        "9|Số đợt thi đua|đợt|1|4|4|9|9|100|đạt",
        "10|Tập thể, cá nhân được khen thưởng về dân vận|lượt|2|3|5|10|20|50|đang thực hiện",
        "11|Số cuộc kiểm tra|cuộc|0|1|3|4|4|100|đạt",
    ];
    let word = example("2023");
    assert_eq!(rows(&word), expected);
    let text = word.text();
    for words in [
        "có 2.750 lượt phụ huynh và Nhân dân được tuyên truyền (năm 2021: 420; năm 2022: 1.080; năm 2023: 1.250), còn thiếu 250 lượt so với chỉ tiêu 3.000 lượt (bằng 91,7%); tăng dần qua từng năm.",
        "được quán triệt năm 2023 là 100% (năm 2021: 100%; năm 2022: 98,5%), bằng chỉ tiêu đề ra; riêng năm 2022 thấp hơn các năm khác.",
        "bằng 40% chỉ tiêu cả giai đoạn 2021-2025 là 5 mô hình; năm 2023 cao hơn 1 mô hình so với năm 2021.",
        "Tỷ lệ nhiệm vụ hoàn thành tăng từ 62,5% (năm 2021) lên 87,5% (năm 2023).",
        "- Đã hoàn thành 7/8 nhiệm vụ của Kế hoạch (87,5%).",
    ] {
        assert!(text.contains(words), "{words:?} not in\n{text}");
    }
}

#[test]
fn the_yearly_report_compares_with_the_year_before() {
    let expected = [
        "TT|Chỉ tiêu|Đơn vị|Kế hoạch|Thực hiện|Tỷ lệ (%)|Năm 2021|Tăng, giảm|Đánh giá",
        "1|Số buổi tuyên truyền về công tác dân vận|buổi|4|4|100|1|+3|đạt",
        "2|Lượt phụ huynh và Nhân dân được tuyên truyền|lượt|1.000|1.080|108|420|+660|vượt",
        "3|Tỷ lệ viên chức, người lao động được quán triệt|%|100|98,5||100|-1,5|chưa đạt",
        "4|Số cuộc đối thoại|cuộc|2|2|100|1|+1|đạt",
        "5|Mô hình “Dân vận khéo” được công nhận (lũy kế, chỉ tiêu cả giai đoạn)|mô hình|5|1|20|0|+1|đang thực hiện",
        "6|Tỷ lệ viên chức, người lao động dự Hội nghị|%|95|97||96,5|+0,5|vượt",
        "7|Tỷ lệ ý kiến, kiến nghị được giải quyết đúng hạn|%|100|94,4||100|-5,6|chưa đạt",
        "8|Đơn thư khiếu nại, tố cáo|đơn|1|1||0|+1|đạt",
        "9|Số đợt thi đua|đợt|4|4|100|1|+3|đạt",
        "10|Tập thể, cá nhân được khen thưởng về dân vận (lũy kế, chỉ tiêu cả giai đoạn)|lượt|20|5|25|2|+1|đang thực hiện",
        "11|Số cuộc kiểm tra|cuộc|2|1|50|0|+1|chưa đạt",
    ];
    let word = example("nam-2022");
    assert_eq!(rows(&word), expected);
    assert!(
        word.text().contains("có 4 buổi tuyên truyền về công tác dân vận, đúng bằng chỉ tiêu đề ra; tăng 3 buổi (300%) so với năm 2021.")
    );
    let first = example("nam-2021");
    assert!(rows(&first)[0].ends_with("Tỷ lệ (%)|Đánh giá"), "the plan has no year before 2021");
}

/// Sample 1.4 with Kính gửi; the plan cited in full with its own facts.
#[test]
fn a_report_cites_its_plan_and_takes_over_its_facts() {
    let word = example("2023");
    let text = word.text();
    for words in [
        "UBND HUYỆN BẮC QUANG\n",
        "Số:        /BC-THCSVĐ\n",
        "BÁO CÁO\n",
        "Sơ kết 03 năm (2021-2023) thực hiện Kế hoạch triển khai thực hiện công tác dân vận ở cơ sở, giai đoạn 2021-2025\n",
        "Kính gửi: Phòng Giáo dục và Đào tạo huyện Bắc Quang\n",
        "Thực hiện Kế hoạch số 45/KH-THCSVĐ ngày 15/11/2021 của Trường THCS Vô Điểm về triển khai thực hiện công tác dân vận ở cơ sở, giai đoạn 2021-2025, Trường THCS Vô Điểm báo cáo sơ kết 03 năm",
        "II. KẾT QUẢ THỰC HIỆN\n",
        "III. ĐÁNH GIÁ CHUNG\n",
        "IV. PHƯƠNG HƯỚNG, KIẾN NGHỊ\n",
        "của Trường THCS Vô Điểm./.\n",
        "- Như trên;\n",
        "- Lưu: VT.\n",
        "HIỆU TRƯỞNG\n",
        "Nông Thị Hương\n",
    ] {
        assert!(text.contains(words), "{words:?} not in\n{text}");
    }
    assert!(!text.contains("Phòng GD&ĐT (tổ chuyên môn)"), "the calendar names the recipients");
}

/// The district level ended on 1 July 2025: the day decides, not the year.
#[test]
fn dated_facts_follow_the_date_of_the_report() {
    let plan = plan();
    let data = data(&plan, "so-lieu.yaml");
    let head = |ngay: Option<&str>, period: &str| {
        let choices = Choices { so: Some(7), ngay: ngay.map(date) };
        let text = support::Word::open(&built(&plan, &data, period, choices).0).text();
        (text.contains("UBND HUYỆN BẮC QUANG"), text.contains("UBND XÃ VÔ ĐIỂM\n"))
    };
    assert_eq!(head(Some("30/6/2025"), "2025"), (true, false));
    assert_eq!(head(Some("01/7/2025"), "2025"), (false, true));
    assert_eq!(head(None, "2025"), (false, true), "due on 19 October 2025");
    assert_eq!(head(None, "2023"), (true, false));
    let choices = Choices { so: Some(7), ngay: Some(date("10/10/2025")) };
    let text = support::Word::open(&built(&plan, &data, "2025", choices).0).text();
    assert!(text.contains("Kính gửi: Ủy ban nhân dân xã Vô Điểm, tỉnh Tuyên Quang\n"), "{text}");
    assert!(text.contains("Số: 07/BC-THCSVĐ\n") && text.contains("- Như trên;\n"), "{text}");
}

/// Facts may be dated in any document, not in reports only.
#[test]
fn a_document_bears_the_facts_of_its_own_date() {
    let body = "co_quan: {chu_quan: UBND huyện A, ten: Trường B, viet_tat: THCSB, theo_thoi_gian: [{tu_ngay: 01/7/2025, chu_quan: UBND xã C, dia_danh: Xã C}]}";
    let at = |date: &str| {
        let yaml = support::PLAN.replace(
            "co_quan: {chu_quan: UBND huyện Bắc Quang, ten: Trường THCS Vô Điểm, viet_tat: THCSVĐ}",
            body,
        );
        support::build(&yaml.replace("ngay: 05/01/2021", &format!("ngay: {date}"))).text()
    };
    assert!(at("30/6/2025").contains("UBND HUYỆN A\n"));
    assert!(at("01/7/2025").contains("UBND XÃ C\n"));
    assert!(at("01/7/2025").contains("Xã C, ngày 01 tháng 7 năm 2025"));
}

#[test]
fn the_same_data_in_yaml_csv_and_xlsx_give_the_same_report() {
    let plan = plan();
    let build = |file| built(&plan, &data(&plan, file), "2025", Choices::default()).0;
    assert!(build("so-lieu.yaml") == build("so-lieu.xlsx"));
    let csv = data(&plan, "so-lieu.csv");
    assert_eq!(csv.chi_tieu, data(&plan, "so-lieu.yaml").chi_tieu);
    assert_eq!(csv.nhiem_vu, data(&plan, "so-lieu.yaml").nhiem_vu);
}

#[test]
fn what_the_data_lack_stays_blank_and_is_listed() {
    let plan = plan();
    let mut data = data(&plan, "so-lieu.yaml");
    data.chi_tieu.remove(&("tuyen-truyen".into(), "buoi".into(), 2022));
    data.nhiem_vu.get_mut(&("kiem-tra".into(), 2023)).unwrap().minh_chung = None;
    data.nhan_dinh.get_mut("2023").unwrap().remove("han_che");
    let (bytes, missing) = built(&plan, &data, "2023", Choices::default());
    let expected = ["năm 2022, nhiệm vụ `tuyen-truyen`: `buoi`", "nhận định kỳ 2023: hạn chế"];
    assert_eq!(report::describe_missing(&missing), expected);
    let word = support::Word::open(&bytes);
    assert_eq!(
        rows(&word)[1],
        "1|Số buổi tuyên truyền về công tác dân vận|buổi|1|..............|5|..............|9||",
        "no sum is made of two years out of three"
    );
    // In the text the value and the assessment; in the table value and sum.
    let document = word.part("word/document.xml");
    let marked = document.descendants().filter(|n| support::is(*n, "highlight")).count();
    assert_eq!(marked, 4);
}

#[test]
fn a_report_without_any_data_can_be_made() {
    let plan = plan();
    for period in ["nam-2021", "2023", "2025"] {
        let (bytes, missing) = built(&plan, &SoLieu::default(), period, Choices::default());
        assert!(!missing.is_empty());
        assert!(
            support::Word::open(&bytes)
                .text()
                .contains("Chưa có thông tin về tình hình thực hiện các nhiệm vụ của Kế hoạch."),
            "{period}"
        );
    }
}

#[test]
fn the_annex_is_landscape_and_refers_to_the_report() {
    let word = example("2025");
    let document = word.part("word/document.xml");
    let sizes: Vec<_> = document.descendants().filter(|n| support::is(*n, "pgSz")).collect();
    assert_eq!(sizes.len(), 2);
    assert_eq!(support::value(sizes[1], "orient").as_deref(), Some("landscape"));
    assert!(word.text().contains("(Kèm theo Báo cáo số"));
}

/// At least 200 dots an inch, a caption below, words for who cannot see it.
#[test]
fn the_chart_is_sharp_captioned_and_described() {
    let plan = plan();
    let (bytes, _) = built(&plan, &data(&plan, "so-lieu.yaml"), "2025", Choices::default());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut png = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name("word/media/hinh1.png").unwrap(), &mut png).unwrap();
    let info = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
    let (columns, print) = (info.info().width, info.info().pixel_dims.unwrap());
    assert!(f64::from(print.xppu) * 0.0254 >= 200.0);

    let word = support::Word::open(&bytes);
    let document = word.part("word/document.xml");
    let find = |name: &str| document.descendants().find(|n| n.tag_name().name() == name).unwrap();
    let width_inch = find("extent").attribute("cx").unwrap().parse::<f64>().unwrap() / 914_400.0;
    assert!(f64::from(columns) / width_inch >= 200.0, "{columns} px on {width_inch} in");
    let described = find("docPr").attribute("descr").unwrap();
    assert!(described.contains("Mô hình “Dân vận khéo” được công nhận 80%"), "{described}");
    assert!(word.text().contains("Biểu đồ. Tỷ lệ thực hiện so với chỉ tiêu giai đoạn 2021-2025"));
    assert!(
        !example("2023").parts.keys().any(|part| part.contains("media")),
        "only the final one has a chart"
    );
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let plan = plan();
    let data = data(&plan, "so-lieu.yaml");
    let once = built(&plan, &data, "2025", Choices::default()).0;
    assert!(once == built(&plan, &data, "2025", Choices::default()).0);
}

/// A value of the data is never run as a template nor read as Markdown.
#[test]
fn values_print_as_typed() {
    let plan = plan();
    let mut data = data(&plan, "so-lieu.yaml");
    let result = data.nhiem_vu.get_mut(&("kiem-tra".into(), 2023)).unwrap();
    result.minh_chung = Some("{{ 7*7 }} *a* | <?ket?> <mark>x</mark> {% if".into());
    let (bytes, _) = built(&plan, &data, "2023", Choices::default());
    let text = support::Word::open(&bytes).text();
    assert!(text.contains("Minh chứng: {{ 7*7 }} *a* | <?ket?> <mark>x</mark> {% if."), "{text}");
}

#[test]
fn unknown_periods_are_refused_with_the_known_ones() {
    let error = report::find(&plan(), "2022").unwrap_err();
    assert!(error.help.contains("có phải ý bạn là `nam-2022`?"), "{}", error.help);
    assert!(error.help.contains("nam-2025, 2023, 2025"), "{}", error.help);
    let help = |name: &str| report::find(&plan(), name).unwrap_err().help;
    assert!(help("nam2024").contains("có phải ý bạn là `nam-2024`?"));
    let other_year = help("nam-2030");
    assert!(other_year.starts_with("các kỳ của kế hoạch: nam-2021"), "{other_year}");
}

#[test]
fn the_schedule_tells_what_is_late() {
    let plan = plan();
    let data = data(&plan, "so-lieu.yaml");
    let items = report::schedule(&plan, &data, Some(date("20/10/2025")), ENGINE.templates()).unwrap();
    let due = |id: &str| items.iter().find(|item| item.id == id).map(|item| item.due);
    assert_eq!(due("nam-2021"), None, "it would have been due before the plan was issued");
    assert_eq!(due("nam-2022"), Some(Due::Done(Some(date("14/10/2022")))));
    assert_eq!(due("nam-2024"), Some(Due::DoneLate(date("24/10/2024"), 5)));
    assert_eq!(due("2025"), Some(Due::Late(1)), "before the 20th means by the 19th");
    assert_eq!(due("quy-che-phoi-hop"), Some(Due::Done(None)));
    let day_before = report::schedule(&plan, &data, Some(date("19/10/2025")), ENGINE.templates()).unwrap();
    assert!(!day_before.iter().any(|item| item.due.is_late()));
}

/// RFC 5545: CRLF, lines of at most 75 octets, an end after the start, a
/// stamp; and nothing of the clock in it.
#[test]
fn the_calendar_file_is_valid_and_reproducible() {
    let plan = plan();
    let make = || {
        let items = report::schedule(&plan, &SoLieu::default(), None, ENGINE.templates()).unwrap();
        report::to_icalendar(&plan, &items)
    };
    let file = make();
    assert_eq!(file, make());
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
    let unfolded = file.replace("\r\n ", "");
    let count = |words: &str| unfolded.matches(words).count();
    // Five reports after the first year, mid-term, final: 4 + 2, and one task.
    assert_eq!((count("BEGIN:VEVENT"), count("BEGIN:VALARM")), (7, 21));
    assert_eq!(count("DTSTAMP:20211115T000000Z"), 28, "each event and alarm");
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20231019"));
    assert!(unfolded.contains("DTEND;VALUE=DATE:20231020"));
    assert!(unfolded.contains("TRIGGER;RELATED=START:-P"));
    assert!(unfolded.contains("METHOD:PUBLISH") && unfolded.contains("VERSION:2.0"));
}

/// Money in đồng where the plan counts in another unit is told with its place;
/// a plain good year is not.
#[test]
fn results_in_another_unit_are_told() {
    let plan = plan();
    let folder = tempfile::TempDir::new().unwrap();
    let told = |value: &str| -> Vec<String> {
        let path = folder.path().join("so.csv");
        let csv = format!("nhiem_vu;chi_tieu;nam;ket_qua\ntuyen-truyen;buoi;2022;{value}\n");
        std::fs::write(&path, csv).unwrap();
        let mut sources = Sources::new();
        let loaded = load_results(&FileRef::disk(&path), &plan, &mut sources);
        loaded
            .expect("a warning stops nothing")
            .told
            .iter()
            .map(|told| format!("{} {} {}", told.code, told.message, told.place.cell()))
            .collect()
    };
    // The plan asks for 4.
    assert_eq!(told("40"), Vec::<String>::new(), "ten times is a good year");
    assert_eq!(told("0"), Vec::<String>::new());
    for absurd in ["41", "4.000", "0,004"] {
        let told = told(absurd);
        assert_eq!(told.len(), 1, "{absurd}: {told:?}");
        assert!(
            told[0].starts_with("nham-don-vi") && told[0].contains("có phải ghi nhầm đơn vị?"),
            "{told:?}"
        );
    }
}

/// A plan without a number is cited with a blank that is marked, not with
/// white space that nobody sees.
#[test]
fn a_plan_without_a_number_leaves_a_marked_blank() {
    let mut plan = plan();
    plan.so = None;
    let data = data(&plan, "so-lieu.yaml");
    let (bytes, missing) = built(&plan, &data, "2023", Choices::default());
    assert!(missing.contains(&Missing::PlanNumber));
    let word = support::Word::open(&bytes);
    assert!(word.text().contains("Kế hoạch số ............../KH-"), "{}", word.text());
    let document = word.part("word/document.xml");
    let marked = |node: &roxmltree::Node<'_, '_>| {
        support::is(*node, "r") && node.descendants().any(|n| support::is(n, "highlight"))
    };
    let blanks = document
        .descendants()
        .filter(marked)
        .filter(|run| run.descendants().any(|n| support::is(n, "t") && n.text() == Some("..............")));
    assert_eq!(blanks.count(), 1);
}

/// What a reader would look for on the report of such a plan is told, not
/// dropped in silence.
#[test]
fn what_a_report_cannot_carry_is_told() {
    let told = |plan: &VanBan| -> Vec<String> {
        let period = report::find(plan, "2023").unwrap();
        let made = report::report(plan, &period, &SoLieu::default(), Choices::default(), ENGINE.templates());
        made.unwrap().told.iter().map(|told| format!("{}: {}", told.key, told.message)).collect()
    };
    let mut plan = plan();
    assert_eq!(told(&plan), Vec::<String>::new());
    plan.pham_vi_luu_hanh = Some(Literal::of("luu_hanh_noi_bo"));
    plan.ky_cung = vec![plan.nguoi_ky.clone()];
    assert_eq!(
        told(&plan),
        [
            "pham_vi_luu_hanh: báo cáo không in chỉ dẫn phạm vi lưu hành của kế hoạch",
            "ky_cung: báo cáo chỉ có chữ ký của `nguoi_ky`, không có người ký cùng",
        ]
    );
}

//! The prose of reports over many data sheets: what trial readers marked as
//! the language of a printout can no longer be made.

use std::collections::BTreeMap;
use std::fmt::Write;

use tempfile::TempDir;
use vanban::compose::compose_with;
use vanban::diagnostic::{Sources, render_all};
use vanban::model::{KetQua, SoLieu, TrangThai, VanBan};
use vanban::render::docx;
use vanban::report::{self, Choices};
use vanban::source::Input;

#[path = "support/dump.rs"]
#[expect(dead_code, reason = "styles are compared elsewhere")]
mod dump;
mod support;

use support::{ENGINE, load};

const PLAN: &str = r#"
loai: ke_hoach
co_quan: {chu_quan: UBND xã Minh Tân, ten: Trường THCS Minh Tân, viet_tat: THCSMT}
so: 4
dia_danh: Minh Tân
ngay: 2026-01-10
trich_yeu: Xây dựng trường học an toàn, giai đoạn 2026-2028
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Thị Mẫu}
noi_nhan: [Ủy ban nhân dân xã Minh Tân, Các tổ chuyên môn]
noi_dung:
  - tieu_de: Tuyên truyền
    noi_dung: Tổ chức tuyên truyền.
    nhiem_vu:
      - id: tuyen-truyen
        viec: Tổ chức tuyên truyền
        chu_tri: Tổ Văn phòng
        chi_tieu:
          - {id: buoi, ten: Số buổi tuyên truyền, don_vi: buổi, moi_nam: 4}
          - {id: ty-le, ten: Tỷ lệ học sinh ký cam kết, don_vi: "%", moi_nam: 95}
          - {id: tap-huan, ten: Số giáo viên được tập huấn, don_vi: người, ca_giai_doan: 30}
      - id: an-toan
        viec: Giữ trường học an toàn
        chi_tieu:
          - {id: vu, ten: Số vụ vi phạm, don_vi: vụ, moi_nam: 2, chieu: giam}
          - {id: vu-nam, ten: Vụ tai nạn, don_vi: vụ, moi_nam: {2026: 3, 2027: 2, 2028: 1}, chieu: giam}
          - {id: vang, ten: Tỷ lệ học sinh bỏ học, don_vi: "%", moi_nam: 1, chieu: giam}
          - {id: hong, ten: Thiết bị hỏng, don_vi: chiếc, ca_giai_doan: 6, chieu: giam}
  - tieu_de: Cơ sở vật chất
    noi_dung: Lắp camera.
    nhiem_vu:
      - id: camera
        viec: Lắp camera ở các dãy nhà
        chu_tri: Bộ phận kế toán
        han: 30/6/2027
        chi_tieu:
          - {id: chiec, ten: Camera được lắp, don_vi: chiếc, ca_giai_doan: 6}
          - {id: kinh-phi, ten: Kinh phí, don_vi: triệu đồng, moi_nam: {2026: 0, 2027: 60.5}}
          - {id: diem, ten: Điểm đánh giá, don_vi: điểm, moi_nam: 8, gop: binh_quan}
          - {id: phong, ten: Phòng học đạt chuẩn, don_vi: phòng, moi_nam: 10, gop: cuoi_ky}
bao_cao: {giai_doan: 2026-2028, kinh_gui: [UBND xã Minh Tân], so_ket: 2027, tong_ket: 2028}
"#;

/// Low, as the target, high of every figure; also nothing and no number.
const VALUES: [(&str, &str, [&str; 3]); 11] = [
    ("tuyen-truyen", "buoi", ["3", "4", "6"]),
    ("tuyen-truyen", "ty-le", ["90", "95", "98,5"]),
    ("tuyen-truyen", "tap-huan", ["5", "10", "18"]),
    ("an-toan", "vu", ["1", "2", "3"]),
    ("an-toan", "vu-nam", ["1", "2", "3"]),
    ("an-toan", "vang", ["0,5", "1", "1,5"]),
    ("an-toan", "hong", ["1", "2", "4"]),
    ("camera", "chiec", ["1", "2", "4"]),
    ("camera", "kinh-phi", ["30", "60,5", "70"]),
    ("camera", "diem", ["7,5", "8", "9"]),
    ("camera", "phong", ["8", "10", "12"]),
];

const STATES: [Option<TrangThai>; 5] = [
    Some(TrangThai::HoanThanh),
    Some(TrangThai::DangThucHien),
    Some(TrangThai::Cham),
    Some(TrangThai::Chua),
    None,
];

fn plan() -> VanBan {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("ke-hoach.yaml");
    std::fs::write(&path, PLAN).unwrap();
    let mut sources = Sources::new();
    let loaded = load(&Input::file(path), &mut sources);
    loaded.document.unwrap_or_else(|| panic!("{}", render_all(&loaded.diagnostics, &sources, false)))
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn of(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A data sheet: in `sure`, every number and state is there.
fn sheet(seed: u64, sure: bool) -> SoLieu {
    let mut dice = Dice(seed);
    let mut data = SoLieu::default();
    for nam in 2026..=2028 {
        for (task, figure, values) in VALUES {
            let value = match dice.of(if sure { 4 } else { 6 }) {
                3 => "0",
                roll if roll < 3 => values[roll],
                _ => continue,
            };
            data.chi_tieu.insert((task.into(), figure.into(), nam), vanban::number::parse(value).unwrap());
        }
        for task in ["tuyen-truyen", "an-toan", "camera"] {
            let result = KetQua {
                trang_thai: STATES[dice.of(if sure { 4 } else { 5 })],
                minh_chung: (dice.of(2) == 0).then(|| "Biên bản, danh sách".to_owned()),
                nguyen_nhan: (dice.of(2) == 0).then(|| "Mưa lũ kéo dài".to_owned()),
            };
            data.nhiem_vu.insert((task.into(), nam), result);
        }
    }
    let typed = ["1. Phối hợp chặt chẽ", "2. Báo cáo kịp thời;", "Sách còn ít", "- Thiếu kinh phí"];
    for period in ["nam-2026", "nam-2027", "nam-2028", "2027", "2028"] {
        let mut notes = BTreeMap::new();
        for topic in ["dac_diem", "chi_dao", "uu_diem", "han_che", "nguyen_nhan", "phuong_huong", "kien_nghi"]
        {
            let lines = typed.iter().filter(|_| dice.of(3) == 0).map(|line| (*line).to_owned());
            let lines: Vec<String> = lines.collect();
            if !lines.is_empty() {
                notes.insert(topic.to_owned(), lines);
            }
        }
        data.nhan_dinh.insert(period.to_owned(), notes);
    }
    data
}

/// A line of a report: style and text.
type Line = (String, String);

fn lines(plan: &VanBan, data: &SoLieu, period: &str) -> Vec<Line> {
    let period = report::find(plan, period).unwrap();
    let report = report::report(plan, &period, data, Choices::default(), ENGINE.templates()).unwrap().value;
    let page_tree = compose_with(&report.document, report.supplement, ENGINE.templates())
        .unwrap_or_else(|f| panic!("{f:?}"));
    let paper = dump::paper(&support::Word::open(&docx::render(&page_tree.value).unwrap()));
    let line = |line: &str| {
        let (style, text) =
            line.strip_prefix('[').and_then(|line| line.split_once("] ")).unwrap_or(("", line));
        (style.to_owned(), text.replace("{vàng: ..............}", "<trống>"))
    };
    paper.lines().map(line).collect()
}

fn is_number(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', '%']);
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.chars().all(|c| c.is_ascii_digit())
}

/// The lines between two headings.
fn between<'l>(lines: &'l [Line], from: &str, to: &str) -> Vec<&'l str> {
    let at = |words: &str| {
        lines
            .iter()
            .position(|(style, text)| (style == "KhoanCoTieuDe" || style == "Muc") && text.ends_with(words))
    };
    let (Some(from), Some(to)) = (at(from), at(to)) else { return Vec::new() };
    lines[from + 1..to].iter().map(|(_, text)| text.as_str()).collect()
}

/// What is wrong with a sentence of a report, by the marks of trial readers.
fn faults(text: &str) -> Vec<&'static str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut faults = Vec::new();
    for pair in words.windows(3) {
        let counted =
            pair[0] == "có" && is_number(pair[1]) && matches!(pair[2], "hoàn" | "chậm" | "đang" | "chưa");
        if counted {
            faults.push("a count without its noun");
        }
        let period = pair[0] == "đoạn" && pair[1].len() == 9 && is_number(pair[2]);
        let year = pair[0] == "năm" && is_year(pair[1]) && is_number(pair[2]);
        if period || year {
            faults.push("a number straight after a year");
        }
    }
    let marks = ["Minh chứng: <trống>", "lũy kế <trống>", "càng thấp càng tốt", "lũy kế ;", "chỉ tiêu ,"];
    let doubled = [
        ",,", ";;", "..", ",;", ";,", ",.", ";.", " ,", " ;", " .", "  ", "( ", " )", "{", "}", ": ,", ": ;",
        "()",
    ];
    if marks.iter().any(|mark| text.contains(mark)) {
        faults.push("words of a printout");
    }
    let plain = text.replace("./.", "").replace("...", "");
    if doubled.iter().any(|mark| plain.contains(mark)) {
        faults.push("marks that stand together");
    }
    faults
}

fn check(lines: &[Line], period: &str) -> String {
    let mut wrong = String::new();
    let body = ["ThanVan", "GachDauDong", "Diem"];
    for (style, text) in lines.iter().filter(|(style, _)| body.contains(&style.as_str())) {
        for fault in faults(text) {
            writeln!(wrong, "{period}: {fault}: [{style}] {text}").unwrap();
        }
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            writeln!(wrong, "{period}: a number of a heading's sort: {text}").unwrap();
        }
        let is_closed = text.ends_with(['.', ';', ':', '/']) || text == "<trống>";
        if !is_closed {
            writeln!(wrong, "{period}: not closed: {text}").unwrap();
        }
    }
    for text in between(lines, "Ưu điểm", "Hạn chế") {
        let bad = ["chưa đạt", "chậm", "chưa thực hiện", "còn thiếu", "thấp hơn", "vượt giới hạn"];
        if bad.iter().any(|words| text.contains(words)) {
            writeln!(wrong, "{period}: not reached, and under Ưu điểm: {text}").unwrap();
        }
    }
    wrong
}

/// Many data sheets, every report: none of the sentences that readers marked.
#[test]
fn no_report_reads_like_a_printout() {
    let plan = plan();
    let mut wrong = String::new();
    for seed in 0..16 {
        let data = sheet(seed, seed % 2 == 0);
        for period in ["nam-2026", "nam-2027", "nam-2028", "2027", "2028"] {
            wrong.push_str(&check(&lines(&plan, &data, period), period));
        }
    }
    let first: Vec<&str> = wrong.lines().take(30).collect();
    assert!(first.is_empty(), "{}", first.join("\n"));
}

/// The sentences themselves, as trial readers quoted them.
#[test]
fn the_marks_find_the_sentences_of_0_1() {
    for text in [
        "Trong 4 nhiệm vụ của Kế hoạch, đến hết kỳ báo cáo có 4 hoàn thành (100%).",
        "Số giáo viên: 20 người, chỉ tiêu cả giai đoạn 2026-2028 30 người.",
        "Tỷ lệ: năm 2028 98,4%, chỉ tiêu 95%, vượt.",
        "Số giáo viên: 20 người; lũy kế <trống> người.",
        "Tổ chức tuyên truyền: hoàn thành. Minh chứng: <trống>.",
    ] {
        assert!(!faults(text).is_empty(), "{text}");
    }
    let old = [
        ("KhoanCoTieuDe", "1. Ưu điểm"),
        ("ThanVan", "Trong 6 chỉ tiêu có 2 chỉ tiêu đạt; 1 chỉ tiêu chưa đạt."),
        ("KhoanCoTieuDe", "2. Hạn chế"),
        ("ThanVan", "1. Tiếp tục tuyên truyền."),
        ("ThanVan", "Sách còn ít"),
    ];
    let old: Vec<Line> = old.iter().map(|(style, text)| ((*style).into(), (*text).into())).collect();
    assert_eq!(check(&old, "").lines().count(), 3, "{}", check(&old, ""));
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(|(_, text)| format!("{text}\n")).collect()
}

fn data(states: &[(&str, i16, TrangThai)], values: &[(&str, &str, i16, &str)]) -> SoLieu {
    let mut data = SoLieu::default();
    for (task, nam, state) in states {
        let nguyen_nhan = matches!(state, TrangThai::Cham).then(|| "Mưa lũ".to_owned());
        let result = KetQua { trang_thai: Some(*state), minh_chung: None, nguyen_nhan };
        data.nhiem_vu.insert(((*task).into(), *nam), result);
    }
    for (task, figure, nam, value) in values {
        let key = ((*task).into(), (*figure).into(), *nam);
        data.chi_tieu.insert(key, vanban::number::parse(value).unwrap());
    }
    data
}

/// Done in 2028, due in 2027; and done in its year after a row that was late.
#[test]
fn a_task_that_was_late_stays_late_in_later_years() {
    let plan = plan();
    let done = |nam| ("camera", nam, TrangThai::HoanThanh);
    let late = |nam| ("camera", nam, TrangThai::Cham);
    let over = data(&[late(2027), done(2028)], &[]);
    let made = text(&lines(&plan, &over, "2028"));
    assert!(
        made.contains("đã hoàn thành trong năm 2028, chậm so với hạn 30/6/2027. Nguyên nhân: Mưa lũ."),
        "{made}"
    );
    assert!(made.contains("Nhiệm vụ lắp camera ở các dãy nhà hoàn thành chậm so với hạn."), "{made}");
    let within = data(&[late(2026), done(2027)], &[]);
    for period in ["nam-2027", "nam-2028", "2028"] {
        let made = text(&lines(&plan, &within, period));
        assert!(made.contains("đã hoàn thành trong năm 2027, chậm so với hạn 30/6/2027"), "{period}: {made}");
    }
    let in_time = data(&[done(2027)], &[]);
    assert!(text(&lines(&plan, &in_time, "2028")).contains("đã hoàn thành (hạn 30/6/2027)."));
}

/// 3 cases in 2026 (limit 2) and 1 in 2027: the mean of them is no excuse.
#[test]
fn yearly_limits_are_told_by_year() {
    let plan = plan();
    let data = data(&[], &[("an-toan", "vu", 2026, "3"), ("an-toan", "vu", 2027, "1")]);
    let made = text(&lines(&plan, &data, "2027"));
    let sentence = "có 4 vụ vi phạm (năm 2026: 3; năm 2027: 1); riêng năm 2026 (3 vụ) vượt giới hạn Kế hoạch đề ra (không quá 2 vụ mỗi năm).";
    assert!(made.contains(sentence), "{made}");
    assert!(made.contains("số vụ vi phạm năm 2026 (3 vụ) vượt giới hạn (không quá 2 vụ mỗi năm)"), "{made}");
}

/// What is typed as done is compared with its figures, on paper and to the
/// person who typed it.
#[test]
fn states_are_compared_with_figures() {
    let plan = plan();
    let data = data(
        &[("tuyen-truyen", 2026, TrangThai::HoanThanh), ("camera", 2026, TrangThai::HoanThanh)],
        &[("tuyen-truyen", "buoi", 2026, "3"), ("camera", "chiec", 2026, "4")],
    );
    let made = text(&lines(&plan, &data, "nam-2026"));
    assert!(made.contains("đã triển khai nhưng còn 1 chỉ tiêu chưa đạt."), "{made}");
    assert!(made.contains("đã triển khai, còn 1 chỉ tiêu đang thực hiện."), "{made}");
    assert!(!made.contains("Đã hoàn thành"), "{made}");
    let period = report::find(&plan, "nam-2026").unwrap();
    let report = report::report(&plan, &period, &data, Choices::default(), ENGINE.templates()).unwrap();
    let told: Vec<&str> = report.told.iter().map(|told| told.message.as_str()).collect();
    let expected = [
        "năm 2026, nhiệm vụ `tuyen-truyen`: ghi hoàn thành nhưng 1 chỉ tiêu chưa đạt",
        "năm 2026, nhiệm vụ `camera`: ghi hoàn thành nhưng 1 chỉ tiêu đang thực hiện",
    ];
    assert_eq!(told, expected);
}

/// "Như trên" is the body in Kính gửi; it does not stand there by name too.
#[test]
fn the_addressee_is_named_once() {
    let made = text(&lines(&plan(), &SoLieu::default(), "nam-2026"));
    assert!(
        made.contains("- Như trên; ¶ [NoiNhanMuc] - Các tổ chuyên môn; ¶ [NoiNhanMuc] - Lưu: VT."),
        "{made}"
    );
}

/// A heading is "1.": what people number below it is a), b).
#[test]
fn typed_numbers_stand_below_the_heading() {
    let mut data = SoLieu::default();
    let typed = ["1. Phối hợp chặt chẽ", "Nhất là với xã", "2. Báo cáo kịp thời,"].map(str::to_owned);
    data.nhan_dinh.insert("nam-2026".into(), [("kien_nghi".to_owned(), typed.to_vec())].into());
    let made = text(&lines(&plan(), &data, "nam-2026"));
    let expected = "a) Phối hợp chặt chẽ.\nNhất là với xã.\nb) Báo cáo kịp thời.\n";
    assert!(made.contains(expected), "{made}");
}

/// Mid-term looks at the years that remain, the last reports beyond the plan.
#[test]
fn what_was_missed_leads_to_what_is_to_be_done() {
    let plan = plan();
    let values: Vec<(&str, &str, i16, &str)> = (2026..=2028)
        .flat_map(|nam| [("tuyen-truyen", "tap-huan", nam, "5"), ("an-toan", "vu", nam, "3")])
        .collect();
    let data = data(&[("camera", 2027, TrangThai::Cham)], &values);
    let ahead = |period: &str| {
        let lines = lines(&plan, &data, period);
        between(&lines, "Phương hướng, nhiệm vụ thời gian tới", "Kiến nghị, đề xuất").join("\n")
    };
    let mid = ahead("2027");
    assert!(
        mid.contains("Trong năm còn lại của Kế hoạch (2028), tập trung hoàn thành nhiệm vụ lắp camera"),
        "{mid}"
    );
    assert!(mid.contains("số giáo viên được tập huấn (còn 20 người để đạt chỉ tiêu 30 người)"), "{mid}");
    assert!(ahead("nam-2026").contains("Trong năm 2027, "), "{}", ahead("nam-2026"));
    let end = ahead("2028");
    assert!(end.contains("kế hoạch của giai đoạn tiếp theo"), "{end}");
    assert!(end.contains("Số giáo viên được tập huấn (thực hiện 15 người, chỉ tiêu 30 người)"), "{end}");
}

/// The example of an office with an outline and words of its own.
#[test]
fn an_office_has_its_own_outline_and_words() {
    let folder = TempDir::new().unwrap();
    let example = std::path::Path::new("examples/mau-bao-cao");
    std::fs::create_dir(folder.path().join("kieu")).unwrap();
    for file in
        ["vanban.toml", "ke-hoach.yaml", "so-lieu.yaml", "kieu/bao_cao_nam.md", "kieu/loi_van_bao_cao.yaml"]
    {
        std::fs::copy(example.join(file), folder.path().join(file)).unwrap();
    }
    let run = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.current_dir(folder.path()).args(["bao-cao", "ke-hoach.yaml", "--ky", "nam-2027"]);
        command.args(["--so-lieu", "so-lieu.yaml", "-o", "ra.docx"]).output().unwrap()
    };
    let output = run();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let bytes = std::fs::read(folder.path().join("ra.docx")).unwrap_or_else(|_| panic!("{told}"));
    let made = support::Word::open(&bytes).text();
    for words in [
        "I. KẾT QUẢ\n",
        "+ Đã có 2 ngày hội đọc sách, đạt 100% chỉ tiêu (năm 2026 ít hơn 1 ngày hội).\n",
        "mới đạt 75% chỉ tiêu (200 cuốn)",
        "II. NHỮNG VIỆC CHƯA LÀM ĐƯỢC\n",
        "1. Cấp thêm kinh phí mua sách.\n",
        "2. Cho mượn hội trường của xã.\n",
    ] {
        assert!(made.contains(words), "{words:?} not in\n{made}");
    }
    let own = folder.path().join("kieu/loi_van_bao_cao.yaml");
    std::fs::write(&own, "xu_huong.tang: \"{nam}\"\nso_voi_chi_tieu.dta: x\n").unwrap();
    let output = run();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("câu `xu_huong.tang`: không có chỗ điền {nam}"), "{told}");
    assert!(told.contains("báo cáo không có câu `so_voi_chi_tieu.dta`"), "{told}");
    assert!(told.contains("loi_van_bao_cao.yaml:2:1"), "the place is named: {told}");
}

//! The layout of Party documents, read back from the Word file. Expected
//! values are copied by hand from the digest of Quy định 399-QĐ/TW and Hướng
//! dẫn 05-HD/VPTW, not from `data/`.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use support::{Paragraph, Word, bold_width, build, child, is, profile, read, reports, value};
use tempfile::TempDir;
use vanban::law::{Law, Status};
use vanban::starter;

const MM: f64 = 1440.0 / 25.4;

/// A resolution of a cell with every part; tests replace lines of it.
const RESOLUTION: &str = "\
the_thuc: dang
loai: nghi_quyet
co_quan: {chu_quan: Đảng ủy xã Việt Lâm, ten: Chi bộ Trường THCS Vô Điểm, viet_tat: CB}
so: 5
dia_danh: Việt Lâm
ngay: 2026-02-05
trich_yeu: về nhiệm vụ năm học 2026-2027
can_cu:
  - Điều lệ Đảng Cộng sản Việt Nam
  - {id: nq12, loai: Nghị quyết, so_ky_hieu: 12-NQ/ĐU, ngay: 2026-09-05, co_quan: Đảng ủy xã Việt Lâm, trich_yeu: về giáo dục}
vien_dan:
  - {id: kl3, loai: Kết luận, so_ky_hieu: 03-KL/ĐU, ngay: 2026-01-09, co_quan: Đảng ủy xã Việt Lâm, trich_yeu: về dân vận}
mo_dau: \"{{ co_quan.ten }} ra Nghị quyết như sau:\"
noi_dung:
  - tieu_de: Đánh giá tình hình
    muc:
      - tieu_de: Kết quả
        noi_dung: |
          Thực hiện {{ vien_dan(id=\"kl3\") }} và {{ vien_dan(id=\"nq12\") }}.

          1. Điểm thứ nhất.

          - Gạch đầu dòng.
  - tieu_de: Tổ chức thực hiện
    noi_dung: Tiếp tục thực hiện {{ vien_dan(id=\"kl3\") }}.
ket: Nghị quyết này được phổ biến đến đảng viên./.
nguoi_ky: {quyen_han: {TM: Chi bộ}, chuc_vu: Phó Bí thư, ho_ten: Nguyễn Thị Hồng}
noi_nhan: [Đảng ủy xã (để báo cáo), Đảng viên trong chi bộ]
";

/// A letter of the same cell.
const LETTER: &str = "\
the_thuc: dang
loai: cong_van
co_quan: {chu_quan: Đảng ủy xã Việt Lâm, ten: Chi bộ Trường THCS Vô Điểm}
so: 17
dia_danh: Việt Lâm
ngay: 2026-10-15
trich_yeu: sinh hoạt chuyên đề
kinh_gui: Đảng ủy xã Việt Lâm
noi_dung: Chi bộ đề nghị cho ý kiến.
nguoi_ky: {quyen_han: {T/M: Chi bộ}, chuc_vu: Bí thư, ho_ten: Nông Thị Hương}
noi_nhan: [Như trên]
";

fn with(yaml: &str, from: &str, to: &str) -> String {
    assert!(yaml.contains(from), "{from:?}");
    yaml.replacen(from, to, 1)
}

/// Half-points, weight, slant, alignment.
fn look(p: &Paragraph) -> (u32, bool, bool, &str) {
    (p.size, p.bold, p.italic, p.align.as_str())
}

/// Whether every run of the paragraph is bold, style aside.
fn has_bold_runs(word: &Word, text: &str) -> bool {
    let document = word.part("word/document.xml");
    let texts: Vec<_> =
        document.descendants().filter(|n| is(*n, "t") && n.text().is_some_and(|t| t == text)).collect();
    assert!(!texts.is_empty(), "{text}");
    texts.iter().all(|text| {
        let run = text.parent().expect("a run");
        child(run, "rPr").is_some_and(|properties| child(properties, "b").is_some())
    })
}

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn the_page_has_the_fixed_margins() {
    let word = build(RESOLUTION);
    let document = word.part("word/document.xml");
    let section = document.descendants().find(|n| is(*n, "sectPr")).unwrap();
    let margins = child(section, "pgMar").unwrap();
    for (side, mm) in [("top", 20.0), ("bottom", 20.0), ("left", 30.0), ("right", 15.0)] {
        let twips: f64 = value(margins, side).unwrap().parse().unwrap();
        assert!((twips / MM - mm).abs() < 0.1, "{side}: {} mm", twips / MM);
    }
    assert!(child(section, "titlePg").is_some(), "no number on the first page");
    let yaml = format!("{RESOLUTION}trinh_bay: {{le: {{trai: 35}}}}\n");
    assert!(reports(&yaml).contains("phải là 30 mm"));
}

#[test]
fn every_part_of_a_resolution() {
    let word = build(RESOLUTION);
    let expect = [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", (30, true, false, "center")),
        ("ĐẢNG ỦY XÃ VIỆT LÂM", (28, false, false, "center")),
        ("CHI BỘ TRƯỜNG THCS VÔ ĐIỂM", (28, true, false, "center")),
        ("*", (28, true, false, "center")),
        ("Số 05-NQ/CB", (28, false, false, "center")),
        ("Việt Lâm, ngày 05 tháng 02 năm 2026", (28, false, true, "center")),
        ("NGHỊ QUYẾT", (32, true, false, "center")),
        ("về nhiệm vụ năm học 2026-2027", (28, true, false, "center")),
        ("-----", (28, true, false, "center")),
        ("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", (28, false, false, "both")),
        (
            "- Căn cứ Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Đảng ủy xã Việt Lâm về giáo dục.",
            (28, false, false, "both"),
        ),
        ("Chi bộ Trường THCS Vô Điểm ra Nghị quyết như sau:", (28, false, false, "both")),
        ("I- ĐÁNH GIÁ TÌNH HÌNH", (28, true, false, "both")),
        ("1. Kết quả", (28, true, false, "both")),
        ("a) Điểm thứ nhất.", (28, false, false, "both")),
        ("- Gạch đầu dòng.", (28, false, false, "both")),
        ("II- TỔ CHỨC THỰC HIỆN", (28, true, false, "both")),
        ("T/M CHI BỘ", (28, false, false, "center")),
        ("PHÓ BÍ THƯ", (28, false, false, "center")),
        ("Nguyễn Thị Hồng", (28, true, false, "center")),
        ("Nơi nhận:", (28, false, false, "left")),
        ("- Đảng ủy xã (để báo cáo);", (24, false, false, "left")),
        ("- Lưu Chi bộ.", (24, false, false, "left")),
    ];
    for (text, expected) in expect {
        let paragraph = word.paragraph(text);
        assert_eq!(paragraph.text, text);
        assert_eq!(look(&paragraph), expected, "{text}");
    }
    assert!(has_bold_runs(&word, "T/M CHI BỘ") && !has_bold_runs(&word, "PHÓ BÍ THƯ"));
    for absent in ["CỘNG HÒA", "Độc lập", "./.", "Số:", "Lưu:", "VT", "Kính gửi", "V/v"] {
        assert!(!word.text().contains(absent), "{absent}");
    }
}

#[test]
fn the_text_ends_with_a_stop() {
    let paragraph = build(RESOLUTION).paragraph("Nghị quyết này");
    assert_eq!(paragraph.text, "Nghị quyết này được phổ biến đến đảng viên.");
    assert!(paragraph.keep_next);
}

/// A rule under the title as long as the title; none under the issuing body,
/// which has a star, nor under the subject, which has "-----".
#[test]
fn rules_and_what_stands_in_their_place() {
    let word = build(RESOLUTION);
    let paragraphs = word.paragraphs();
    let at = |text: &str| paragraphs.iter().position(|p| p.text == text).expect("a line");
    let rules: Vec<usize> = (0..paragraphs.len()).filter(|&index| paragraphs[index].top_border).collect();
    assert_eq!(rules, [at("ĐẢNG CỘNG SẢN VIỆT NAM") + 1]);
    assert_eq!(at("*"), at("CHI BỘ TRƯỜNG THCS VÔ ĐIỂM") + 1);
    assert_eq!(at("-----"), at("về nhiệm vụ năm học 2026-2027") + 1);

    let document = word.part("word/document.xml");
    let grid: Vec<f64> = document
        .descendants()
        .filter(|n| is(*n, "gridCol"))
        .take(2)
        .map(|n| value(n, "w").unwrap().parse().unwrap())
        .collect();
    let rule = &paragraphs[rules[0]];
    let length = grid[1] - f64::from(rule.left) - f64::from(rule.right);
    let width = bold_width("ĐẢNG CỘNG SẢN VIỆT NAM", 15.0);
    assert!((length - width).abs() < 10.0, "{length} twips under {width}");
}

/// 14 pt, first line 10 mm, lines of exactly 18 to 19 pt, 6 pt before.
#[test]
fn running_text() {
    let word = build(RESOLUTION);
    for start in ["- Căn cứ Điều lệ", "Chi bộ Trường", "I- ", "1. Kết quả", "a) ", "Nghị quyết này"]
    {
        let p = word.paragraph(start);
        assert_eq!((p.first_line, p.before, p.line), (567, 120, 360), "{start}");
        assert_eq!(p.line_rule, "exact", "{start}");
    }
    let word = build(&format!("{RESOLUTION}trinh_bay: {{gian_dong: 19, lui_dau_dong: 1, co_chu: 14}}\n"));
    assert_eq!(word.paragraph("Nghị quyết này").line, 380);
    for (layout, words) in [
        ("gian_dong: 1.5", "từ 18 đến 19 pt"),
        ("cach_doan: 8", "phải là 6 pt"),
        ("lui_dau_dong: 1.27", "chỉ được là 1 cm"),
        ("co_chu: 13", "bộ cỡ chữ 14"),
    ] {
        let reports = reports(&format!("{RESOLUTION}trinh_bay: {{{layout}}}\n"));
        assert!(reports.contains(words), "{words:?} not in {reports}");
    }
}

/// In full with a comma before the date, then kind and number without "số".
#[test]
fn citations() {
    let text = build(RESOLUTION).text();
    assert!(text.contains(
        "Thực hiện Kết luận số 03-KL/ĐU, ngày 09/01/2026 của Đảng ủy xã Việt Lâm về dân vận và Nghị quyết 12-NQ/ĐU."
    ));
    assert!(text.contains("Tiếp tục thực hiện Kết luận 03-KL/ĐU."));
}

#[test]
fn number_and_sign() {
    let line = |yaml: &str| build(yaml).paragraph("Số ").text;
    assert_eq!(line(RESOLUTION), "Số 05-NQ/CB");
    assert_eq!(line(LETTER), "Số 17-CV/CB", "the abbreviation follows from the name");
    assert_eq!(line(&with(RESOLUTION, "so: 5\n", "")), "Số        -NQ/CB");
    assert_eq!(line(&with(RESOLUTION, "so: 5\n", "so: 5\nky_hieu: NQ/ĐTN\n")), "Số 05-NQ/ĐTN");
    let of = |name: &str| line(&with(LETTER, "Chi bộ Trường THCS Vô Điểm", name));
    assert_eq!(of("Đảng uỷ Trường Cao đẳng A"), "Số 17-CV/ĐU");
    assert_eq!(of("Ban Thường vụ Đảng ủy Trường Cao đẳng A"), "Số 17-CV/ĐU");
    assert_eq!(of("Đại hội Đảng bộ Trường Cao đẳng A"), "Số 17-CV/ĐH");
    assert!(reports(&with(LETTER, "Chi bộ Trường", "Chibộ Trường")).contains("viet_tat"));
}

/// The subject under the number in italics of 12 pt, "về việc" before it;
/// "Kính gửi"; no kind and no line below it.
#[test]
fn a_letter() {
    let word = build(LETTER);
    let subject = word.paragraph("về việc");
    assert_eq!(subject.text, "về việc sinh hoạt chuyên đề");
    assert_eq!(look(&subject), (24, false, true, "center"));
    assert_eq!(word.paragraph("Kính gửi").text, "Kính gửi: Đảng ủy xã Việt Lâm");
    assert_eq!(word.paragraph("T/M").text, "T/M CHI BỘ");
    assert!(!word.text().contains("-----") && !word.text().contains("CÔNG VĂN"));
}

/// Only letters say "Kính gửi"; a tờ trình says "Kính trình".
#[test]
fn addressees() {
    for profile_kind in &profile("dang").kinds {
        let expected = matches!(profile_kind.khoa.as_str(), "cong_van" | "to_trinh");
        assert_eq!(profile_kind.kinh_gui, expected, "{}", profile_kind.khoa);
    }
    let yaml = with(LETTER, "cong_van", "to_trinh");
    assert_eq!(build(&yaml).paragraph("Kính").text, "Kính trình: Đảng ủy xã Việt Lâm");
    assert!(reports(&with(LETTER, "cong_van", "bao_cao")).contains("Báo cáo không có phần Kính gửi"));
}

#[test]
fn recipients() {
    let word = build(RESOLUTION);
    assert!(word.paragraph("Nơi nhận:").underlined);
    let last = |yaml: &str| {
        let lines: Vec<String> = build(yaml)
            .paragraphs()
            .into_iter()
            .filter(|p| p.style == "NoiNhanMuc")
            .map(|p| p.text)
            .collect();
        lines.join(" ")
    };
    let named = |noi_nhan: &str| last(&with(LETTER, "[Như trên]", noi_nhan));
    assert_eq!(named("[Như trên]"), "- Như trên; - Lưu Chi bộ.");
    assert_eq!(named("[Như trên, Lưu Đảng ủy]"), "- Như trên; - Lưu Đảng ủy.");
    assert_eq!(named("[Như trên, \"- Lưu: Văn phòng.\"]"), "- Như trên; - Lưu Văn phòng.");
    assert_eq!(named("[Lưu Văn A]"), "- Lưu Văn A; - Lưu Chi bộ.");
    assert_eq!(last(&format!("{LETTER}luu: Văn phòng Đảng ủy\n")), "- Như trên; - Lưu Văn phòng Đảng ủy.");
    let committee = with(LETTER, "Chi bộ Trường THCS Vô Điểm", "Đảng ủy Trường A");
    assert_eq!(last(&committee), "- Như trên; - Lưu Đảng ủy.");
}

#[test]
fn authorities() {
    let lines = |quyen_han: &str| {
        let yaml = with(LETTER, "{T/M: Chi bộ}", quyen_han);
        let paragraphs = build(&yaml).paragraphs();
        let lines: Vec<String> =
            paragraphs.into_iter().filter(|p| p.style == "QuyenHanChucVu").map(|p| p.text).collect();
        lines.join(" / ")
    };
    assert_eq!(lines("{TM: Đảng ủy}"), "T/M ĐẢNG ỦY / BÍ THƯ");
    assert_eq!(lines("{TL: Ban Thường vụ}"), "T/L BAN THƯỜNG VỤ / BÍ THƯ");
    for refused in ["{KT: Bí thư}", "{K/T: Bí thư}", "Q", "{TUQ: Bí thư}"] {
        let reports = reports(&with(LETTER, "{T/M: Chi bộ}", refused));
        assert!(reports.contains("không có quyền hạn") && reports.contains("không có K/T"), "{reports}");
    }
}

/// Left who took the minutes, right who chaired.
#[test]
fn minutes() {
    let profile = profile("dang");
    let word = build(&starter::starter(&profile, "bien_ban").unwrap());
    let signed: Vec<Paragraph> =
        word.paragraphs().into_iter().filter(|p| p.style == "QuyenHanChucVu").collect();
    let titles: Vec<&str> = signed.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(titles, ["NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"]);
    assert!(signed.iter().all(|p| !p.bold));
}

/// A decision: who decides stands below the bases.
#[test]
fn a_decision() {
    let profile = profile("dang");
    let word = build(&starter::starter(&profile, "quyet_dinh").unwrap());
    let lines: Vec<String> = word.paragraphs().into_iter().map(|p| p.text).collect();
    let at = |start: &str| lines.iter().position(|line| line.starts_with(start)).unwrap();
    let decides = lines.iter().rposition(|line| line == "QUYẾT ĐỊNH").unwrap();
    assert!(at("- Xét đề nghị") < decides && decides < at("Điều 1."));
    assert_eq!(lines[decides - 1], "CHI BỘ TRƯỜNG «ĐIỀN TÊN TRƯỜNG»");
}

/// Who decides follows from the collective that the signer stands for.
#[test]
fn the_authority_is_the_collective() {
    let profile = profile("dang");
    let yaml = starter::starter(&profile, "quyet_dinh").unwrap();
    let body = "Đảng ủy Trường Mầm non Mây Trắng";
    let yaml = yaml.replace("Chi bộ Trường «điền tên trường»", body);
    for (signer, authority) in [
        ("{TM: Ban Thường vụ}", "BAN THƯỜNG VỤ ĐẢNG ỦY TRƯỜNG MẦM NON MÂY TRẮNG"),
        ("{TM: Đảng ủy}", "ĐẢNG ỦY TRƯỜNG MẦM NON MÂY TRẮNG"),
        ("null", "ĐẢNG ỦY TRƯỜNG MẦM NON MÂY TRẮNG"),
    ] {
        let word = build(&yaml.replace("{TM: Chi bộ}", signer));
        assert!(word.text().contains(&format!("{authority}\nQUYẾT ĐỊNH\n")), "{signer}: {}", word.text());
    }
}

/// A resolution may be divided by articles too.
#[test]
fn a_resolution_of_articles() {
    let yaml = with(
        RESOLUTION,
        "  - tieu_de: Tổ chức thực hiện\n",
        "  - tieu_de: Tổ chức thực hiện\n    cap: dieu\n",
    );
    let text = build(&yaml).text();
    assert!(
        text.contains("Điều 1. Đánh giá tình hình") && text.contains("Điều 2. Tổ chức thực hiện"),
        "{text}"
    );
}

#[test]
fn annexes_refer_to_the_document() {
    let word = build(&format!("{RESOLUTION}phu_luc: [{{tieu_de: Danh sách, noi_dung: Nội dung.}}]\n"));
    let reference =
        "(Kèm theo Nghị quyết số 05-NQ/CB, ngày 05 tháng 02 năm 2026 của Chi bộ Trường THCS Vô Điểm)";
    assert_eq!(word.paragraph("(Kèm theo").text, reference);
    assert_eq!(word.paragraphs().iter().filter(|p| p.text == "-----").count(), 2);
    assert!(!word.text().contains("./."));
}

/// Kinds and their signs.
#[test]
fn the_signs_of_the_kinds() {
    let expected = [
        ("nghi_quyet", "NQ"),
        ("quyet_dinh", "QĐ"),
        ("ket_luan", "KL"),
        ("quy_che", "QC"),
        ("quy_dinh", "QĐ"),
        ("thong_bao", "TB"),
        ("bao_cao", "BC"),
        ("ke_hoach", "KH"),
        ("chuong_trinh", "CTr"),
        ("to_trinh", "TTr"),
        ("cong_van", "CV"),
        ("bien_ban", "BB"),
        ("de_an", "ĐA"),
        ("phuong_an", "PA"),
        ("huong_dan", "HD"),
    ];
    let profile = profile("dang");
    for (id, sign) in expected {
        let kind = profile.kind(id).unwrap_or_else(|| panic!("no kind {id}"));
        assert_eq!(kind.ky_hieu, sign, "{id}");
    }
    assert!(profile.kind("giay_moi").is_some() && profile.kind("giay_gioi_thieu").is_some());
    assert_eq!(profile.kinds.len(), 17);
    assert_eq!(profile.basis.trang_thai, Status::ThuCap);
}

/// Quy chế: not the standing committee; quy định: not a cell; hướng dẫn: only
/// the standing committee. The document is still made.
#[test]
fn who_may_issue_what() {
    let warned = |kind: &str, body: &str, for_whom: &str| {
        let yaml =
            with(RESOLUTION, "nghi_quyet", kind).replace("{TM: Chi bộ}", &format!("{{TM: {for_whom}}}"));
        let yaml = with(&yaml, "Chi bộ Trường THCS Vô Điểm", body);
        read(&yaml);
        reports(&yaml).contains("cảnh báo[co-quan-ban-hanh]")
    };
    let (cell, committee) = ("Chi bộ Trường THCS Vô Điểm", "Đảng ủy Trường A");
    assert!(warned("quy_dinh", cell, "Chi bộ"));
    assert!(!warned("quy_dinh", committee, "Đảng ủy"));
    assert!(!warned("quy_che", cell, "Chi bộ"));
    assert!(!warned("quy_che", committee, "Đảng ủy"));
    assert!(warned("quy_che", committee, "Ban Thường vụ"));
    assert!(warned("huong_dan", cell, "Chi bộ"));
    assert!(warned("huong_dan", committee, "Đảng ủy"));
    assert!(!warned("huong_dan", committee, "Ban Thường vụ Đảng ủy"));
    assert!(!warned("huong_dan", "Văn phòng Đảng ủy", "Văn phòng"), "an unknown body is left alone");
    assert!(!warned("nghi_quyet", cell, "Chi bộ"));
}

/// Every starter is made and built; only what is to fill in is told.
#[test]
fn every_starter_builds() {
    let folder = TempDir::new().unwrap();
    for kind in &profile("dang").kinds {
        let id = kind.khoa.as_str();
        let output = vanban(folder.path(), &["moi", id, "--the-thuc", "dang", "-q"]);
        assert_eq!(output.status.code(), Some(0), "{id}: {}", text(&output.stderr));
        let (yaml, docx) = (format!("{id}.yaml"), format!("{id}.docx"));
        let output = vanban(folder.path(), &["tao", &yaml, "-o", &docx, "-q"]);
        // Written, and 1 for what is still to fill in.
        assert_eq!(output.status.code(), Some(1), "{id}: {}", text(&output.stderr));
        let told = text(&output.stderr);
        let others: Vec<&str> =
            told.lines().filter(|line| line.contains("]: ") && !line.contains("[TN-cho_dien]")).collect();
        assert!(others.is_empty(), "{id}: {others:?}");
        let word = Word::open(&fs::read(folder.path().join(&docx)).unwrap());
        let printed = word.text();
        assert!(printed.contains("ĐẢNG CỘNG SẢN VIỆT NAM") && !printed.contains("./."), "{id}");
        let yaml = fs::read_to_string(folder.path().join(&yaml)).unwrap();
        assert!(yaml.contains("the_thuc: dang\n") && !yaml.contains("UBND"), "{yaml}");
    }
}

/// The answers of the terminal stand in the starter, and nowhere else.
#[test]
fn a_starter_filled_with_answers() {
    let profile = profile("dang");
    let answers = [("ten", "Chi bộ Trường Tiểu học A"), ("chuc_vu", "Phó Bí thư"), ("ho_ten", "Lý Văn B")]
        .into_iter()
        .map(|(key, value)| (key, value.to_owned()))
        .collect();
    for name in ["ke_hoach", "giay_gioi_thieu"] {
        let filled = starter::fill(&starter::starter(&profile, name).unwrap(), &answers);
        let document = read(&filled);
        assert_eq!(document.co_quan.ten.as_str(), "Chi bộ Trường Tiểu học A");
        assert_eq!(document.nguoi_ky.chuc_vu.as_str(), "Phó Bí thư");
        assert_eq!(document.nguoi_ky.ho_ten.as_str(), "Lý Văn B");
        assert_eq!(document.nguoi_ky.quyen_han.len(), 1);
        assert_eq!(filled.matches("Phó Bí thư").count(), 1, "{filled}");
    }
}

#[test]
fn the_command_line_knows_both_profiles() {
    let folder = TempDir::new().unwrap();
    let kinds = text(&vanban(folder.path(), &["loai"]).stdout);
    assert!(kinds.contains("the_thuc: dang") && kinds.contains("trang_thai: thu_cap"), "{kinds}");
    let json: serde_json::Value =
        serde_json::from_slice(&vanban(folder.path(), &["loai", "--dinh-dang", "json"]).stdout).unwrap();
    assert_eq!(json["the_thuc"][1]["trang_thai"], "thu_cap");
    let refused = text(&vanban(folder.path(), &["moi", "ket_luan"]).stderr);
    assert!(refused.contains("--the-thuc dang"), "{refused}");
    let refused = text(&vanban(folder.path(), &["moi", "ke_hoach", "--the-thuc", "dnag"]).stderr);
    assert!(refused.contains("nd30, dang"), "{refused}");
}

/// `oneOf` wants exactly one match; a field of two kinds has one shape.
#[test]
fn the_schema_lists_a_kind_once() {
    let schema = vanban::keys::schema(&vanban::law::Law::embedded());
    let kinds: Vec<&str> = schema["properties"]["loai"]["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["const"].as_str().unwrap())
        .collect();
    for id in ["ket_luan", "nghi_quyet", "giay_nghi_phep"] {
        assert_eq!(kinds.iter().filter(|kind| **kind == id).count(), 1, "{id}");
    }
    let law = Law::embedded();
    let fields: Vec<_> =
        law.profiles().flat_map(|profile| &profile.kinds).flat_map(|kind| &kind.truong).collect();
    for field in &fields {
        let other = fields.iter().find(|other| other.khoa == field.khoa && other.kieu != field.kieu);
        assert!(other.is_none(), "{} has two shapes", field.khoa);
    }
}

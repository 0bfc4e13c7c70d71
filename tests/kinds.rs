//! Every kind of document: its starter builds, and reads back as the law says.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use vanban::check::{Settings, check};
use vanban::compose::compose;
use vanban::diagnostic::{Severity, Sources};
use vanban::law::{self, StyleId, SubjectPlace};
use vanban::render::docx;
use vanban::source::{Input, load};
use vanban::starter;

mod support;

use support::{Word, build, read, reports};

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

/// A document of the kind with this id, its keys replaced or added.
const BASE: &str = "\
co_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng, viet_tat: THCSMT}
so: 5
dia_danh: Mây Trắng
ngay: 2026-03-05
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}
noi_nhan: [Các tổ]
";

fn of_kind(kind: &str, keys: &str) -> String {
    format!("loai: {kind}\n{BASE}{keys}")
}

/// Sizes, slant and alignment of every paragraph that has a style of the
/// table: as the table says.
fn assert_laid_out(word: &Word, profile: &law::Profile, kind: &str) {
    for paragraph in word.paragraphs() {
        let Some(style) = StyleId::ALL.iter().find(|style| style.word_id() == paragraph.style) else {
            continue;
        };
        let law = profile.styles.get(*style);
        let sizes = law.co_chu.tu * 2..=law.co_chu.den * 2;
        assert!(sizes.contains(&paragraph.size), "{kind}: {paragraph:?}");
        assert!(!law.nghieng || paragraph.italic, "{kind}: {paragraph:?}");
        assert!(!law.dam || paragraph.bold, "{kind}: {paragraph:?}");
    }
}

/// The paragraphs in a style, as text.
fn styled(word: &Word, style: StyleId) -> Vec<String> {
    let in_style = |p: &support::Paragraph| p.style == style.word_id();
    word.paragraphs().iter().filter(|p| in_style(p)).map(|p| p.text.clone()).collect()
}

/// NĐ 30, Điều 7: 29 kinds. Each starter builds, prints the parts that its
/// entry in the table says, and ends as the decree ends documents.
#[test]
fn every_kind_builds_from_its_starter() {
    let profile = law::default_profile();
    assert_eq!(profile.kinds.len(), 29);
    for kind in &profile.kinds {
        let yaml = starter::starter(profile, &kind.loai).expect("a starter");
        assert!(reports(&yaml).is_empty(), "{}: {}", kind.loai, reports(&yaml));
        let word = build(&yaml);
        let name = styled(&word, StyleId::TenLoai);
        assert_eq!(name, if kind.ten_loai { vec![kind.ten.to_uppercase()] } else { vec![] }, "{}", kind.loai);
        assert_eq!(styled(&word, StyleId::SoKyHieu).len(), usize::from(kind.so), "{}", kind.loai);
        assert_eq!(
            styled(&word, StyleId::DiaDanhThoiGian).len(),
            usize::from(kind.dia_danh),
            "{}",
            kind.loai
        );
        let subject = usize::from(kind.trich_yeu == SubjectPlace::DuoiTenLoai);
        assert_eq!(styled(&word, StyleId::TrichYeu).len(), subject, "{}", kind.loai);
        assert_laid_out(&word, profile, &kind.loai);
        assert_eq!(word.text().matches("./.").count(), 1, "{}", kind.loai);
        let last = styled(&word, StyleId::NoiNhanMuc).pop().unwrap();
        assert!(last.starts_with("- Lưu: VT") && last.ends_with('.'), "{}: {last}", kind.loai);
        for field in &kind.truong {
            assert!(!field.nguon.is_empty() && !field.vi_du.is_empty(), "{}.{}", kind.loai, field.khoa);
        }
    }
}

/// The kinds of the Party: the same walk, with what its documents have not.
#[test]
fn every_kind_of_the_party_is_laid_out_as_its_table_says() {
    let profile = law::profile("dang").expect("the profile");
    assert_eq!(profile.kinds.len(), 17);
    for kind in &profile.kinds {
        let yaml = starter::starter(profile, &kind.loai).expect("a starter");
        assert!(reports(&yaml).is_empty(), "{}: {}", kind.loai, reports(&yaml));
        let word = build(&yaml);
        assert_laid_out(&word, profile, &kind.loai);
        assert!(!word.text().contains("./."), "{}", kind.loai);
        assert!(word.text().contains("ĐẢNG CỘNG SẢN VIỆT NAM"), "{}", kind.loai);
    }
}

#[test]
fn every_starter_of_school_practice_builds() {
    for practice in starter::PRACTICES {
        assert!(reports(practice.text).is_empty(), "{}: {}", practice.name, reports(practice.text));
        build(practice.text);
        assert!(
            practice.title().chars().count() > 5 && practice.text.contains("dia_danh: «điền tên xã»"),
            "{}",
            practice.name
        );
    }
    assert!(starter::PRACTICES.len() >= 11);
}

/// Every starter: its profile, name and text.
fn starters() -> Vec<(&'static law::Profile, &'static str, String)> {
    let mut all = Vec::new();
    for profile in law::profiles() {
        let kinds = profile.kinds.iter().map(|kind| kind.loai.as_str());
        for name in kinds.chain(starter::practices(profile).iter().map(|practice| practice.name)) {
            all.push((*profile, name, starter::starter(profile, name).expect("a starter")));
        }
    }
    all
}

/// The places to fill of a starter, as they stand in it; comments do not count.
fn places(yaml: &str) -> Vec<String> {
    let mut places = Vec::new();
    for line in yaml.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let line = line.split("  #").next().unwrap();
        for piece in line.split('«').skip(1) {
            let (words, _) = piece.split_once('»').unwrap_or_else(|| panic!("not closed: {line}"));
            assert!(words.starts_with("điền "), "{line}");
            places.push(format!("«{words}»"));
        }
        let old = line.replace("(để báo cáo)", "").replace("(để thực hiện)", "");
        assert!(!old.contains('(') || old.contains("(id="), "a place of another form: {line}");
    }
    places
}

/// A starter as it comes is unfinished, and nothing else: each place to fill
/// is an error of one rule at its words.
#[test]
fn the_checker_finds_exactly_the_places_to_fill_of_a_starter() {
    assert!(starters().len() >= 62, "{}", starters().len());
    let mut others_of_all: Vec<String> = Vec::new();
    for (profile, name, yaml) in starters() {
        let mut sources = Sources::new();
        let input = Input::Text { name: format!("{name}.yaml"), text: yaml.clone() };
        let document = load(&input, &mut sources).document.expect("a document");
        let findings = check(&document, &sources, &Settings::default(), &[]);
        let told: Vec<String> = findings.iter().map(|f| f.diagnostic.message.clone()).collect();
        let others = findings.iter().filter(|f| f.rule.id != "TN-cho_dien");
        let others = others.map(|f| format!("{} {name}: {} {}", profile.id, f.rule.id, f.diagnostic.message));
        others_of_all.extend(others);
        assert!(findings.iter().all(|f| f.diagnostic.severity == Severity::Error), "{name}");
        let of_rule = told.iter().filter_map(|message| message.strip_prefix("chưa điền: "));
        let mut found: Vec<String> = of_rule.map(str::to_owned).collect();
        let mut places = places(&yaml);
        found.sort();
        places.sort();
        assert_eq!(found, places, "{} {name}", profile.id);
        assert!(places.len() >= 5, "{} {name}: {places:?}", profile.id);
    }
    assert!(others_of_all.is_empty(), "{others_of_all:#?}");
}

/// What is left to fill is marked in Word, in the head too, where it is in
/// capitals; a quotation in guillemets is not.
#[test]
fn places_to_fill_are_marked_in_word() {
    let yaml = of_kind("thong_bao", "trich_yeu: Phong trào «Dạy tốt»\nnoi_dung: Nghỉ ngày «điền ngày».\n")
        .replace("Trường THCS Mây Trắng", "Trường «điền tên trường»");
    let word = build(&yaml);
    let xml = &word.parts["word/document.xml"];
    let marked = |text: &str| {
        let runs = xml.split("<w:r>").filter(|run| run.contains("w:highlight w:val=\"yellow\""));
        runs.filter(|run| run.contains(text)).count()
    };
    assert_eq!(marked("«ĐIỀN TÊN TRƯỜNG»"), 1, "{xml}");
    assert_eq!(marked("«điền ngày»"), 1);
    assert_eq!(marked("Dạy tốt"), 0);
    assert_eq!(xml.matches("w:highlight").count(), 2);
}

/// Every place of a document where a value may be left, each found once.
#[test]
fn a_place_to_fill_is_found_wherever_it_stands() {
    let keys = "trich_yeu: Nghỉ lễ\nky_hieu: TB-«điền a»\nmo_dau: «điền b» và **«điền c»**.\n\
        bien: {lop: «điền d», ds: [{ten: «điền e»}]}\nluu: VT, «điền f»\n\
        dia_chi: {dien_thoai: «điền g»}\nnguoi_soan_thao: {ky_hieu: «điền h»}\n\
        can_cu: [{loai: Kế hoạch, so_ky_hieu: «điền i», co_quan: «điền k»}]\n\
        noi_dung:\n  - noi_dung: Nghỉ.\n    bang: {tieu_de: «điền l», cot: [A, «điền m»], dong: [[x, «điền n»]]}\n\
        phu_luc: [{tieu_de: «điền o», bang: {tieu_de: «điền p», cot: [B], dong: [[\"a «điền q»\"]]}}]\n\
        sao: {hinh_thuc: sao_y, dia_danh: «điền r», nguoi_ky: {chuc_vu: «điền s», ho_ten: «điền t»}, noi_nhan: [«điền u»]}\n";
    let yaml = of_kind("thong_bao", keys).replace(
        "nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}",
        "nguoi_ky: {quyen_han: {TM: «điền v»}, chuc_vu: Hiệu trưởng, chuc_vu_khac: «điền x», ho_ten: Nguyễn Văn Mẫu}",
    );
    let messages = findings_of(&yaml, "TN-cho_dien");
    for letter in "abcdefghiklmnopqrstuvx".chars() {
        let place = format!("chưa điền: «điền {letter}»");
        assert_eq!(messages.iter().filter(|m| m.starts_with(&place)).count(), 1, "{place}: {messages:#?}");
    }
    assert_eq!(messages.len(), 22, "{messages:#?}");
}

/// What the starters of 0.1 left is found as well, word for word.
#[test]
fn what_starters_of_0_1_left_is_found() {
    let keys = "trich_yeu: Về việc (nội dung thông báo)\nnoi_dung: |\n  (Nội dung thứ nhất).\n\n  Số học sinh (nội dung thứ nhất) là 5.\n\n\
        | Họ và tên | Số |\n  | --- | --- |\n  | (Họ và tên) | (số) |\n"
        .replace("\n\n| Họ", "\n\n  | Họ");
    let yaml = of_kind("thong_bao", &keys)
        .replace("Trường THCS Mây Trắng", "Trường (tên trường)")
        .replace("THCSMT", "TENTRUONG");
    let mut messages = findings_of(&yaml, "TN-cho_dien");
    messages.sort();
    let wanted =
        ["(Họ và tên)", "(Nội dung thứ nhất)", "(nội dung thông báo)", "(số)", "(tên trường)", "TENTRUONG"];
    let wanted: Vec<String> =
        wanted.iter().map(|words| format!("chưa điền: \"{words}\" là chữ của tệp mẫu")).collect();
    assert_eq!(messages, wanted);
}

/// The messages of the findings of a rule.
fn findings_of(yaml: &str, id: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let input = Input::Text { name: "thu.yaml".into(), text: yaml.into() };
    let loaded = load(&input, &mut sources);
    let document = loaded.document.unwrap_or_else(|| panic!("{}", reports(yaml)));
    let found = check(&document, &sources, &Settings::default(), &[]);
    found.into_iter().filter(|f| f.rule.id == id).map(|f| f.diagnostic.message).collect()
}

/// Sample 1.2: who decides, the bases, "QUYẾT ĐỊNH:", articles with bold
/// labels and plain text.
#[test]
fn a_decision_follows_sample_1_2() {
    let keys = "trich_yeu: Về việc phân công\ntham_quyen: Hiệu trưởng Trường THCS Mây Trắng\n\
        can_cu: [Luật Giáo dục ngày 14 tháng 6 năm 2019, Theo đề nghị của Tổ Văn phòng]\n\
        noi_dung:\n  - noi_dung: Phân công ông A.\n  - noi_dung: Có hiệu lực từ ngày ký.\n";
    let word = build(&of_kind("quyet_dinh", keys));
    assert_eq!(styled(&word, StyleId::ThamQuyen), ["HIỆU TRƯỞNG TRƯỜNG THCS MÂY TRẮNG", "QUYẾT ĐỊNH:"]);
    assert_eq!(
        styled(&word, StyleId::CanCu),
        ["Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", "Theo đề nghị của Tổ Văn phòng."]
    );
    let lines: Vec<String> = word.text().lines().map(str::to_owned).collect();
    let at = |words: &str| {
        lines.iter().position(|line| line == words).unwrap_or_else(|| panic!("{words}: {lines:#?}"))
    };
    assert!(at("QUYẾT ĐỊNH:") < at("Điều 1. Phân công ông A."));
    assert!(at("Điều 1. Phân công ông A.") < at("Điều 2. Có hiệu lực từ ngày ký./."));
    assert_eq!(styled(&word, StyleId::SoKyHieu), ["Số: 05/QĐ-THCSMT"]);
}

/// Mẫu 1.1 to 1.3, note on the authority: it is the head's or the
/// collective's, whoever signs for them.
#[test]
fn the_authority_follows_the_office_not_the_signer() {
    let school = "Trường THCS Mây Trắng";
    let committee = "Ủy ban nhân dân xã Mây Trắng";
    let cases = [
        (school, "{chuc_vu: Hiệu trưởng, ho_ten: A}", "HIỆU TRƯỞNG TRƯỜNG THCS MÂY TRẮNG"),
        (
            school,
            "{quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: A}",
            "HIỆU TRƯỞNG TRƯỜNG THCS MÂY TRẮNG",
        ),
        (school, "{quyen_han: Q, chuc_vu: Hiệu trưởng, ho_ten: A}", "HIỆU TRƯỞNG TRƯỜNG THCS MÂY TRẮNG"),
        (
            school,
            "{quyen_han: {TUQ: Hiệu trưởng}, chuc_vu: Tổ trưởng, ho_ten: A}",
            "HIỆU TRƯỞNG TRƯỜNG THCS MÂY TRẮNG",
        ),
        (
            school,
            "{quyen_han: {TM: Hội đồng trường}, chuc_vu: Chủ tịch, ho_ten: A}",
            "HỘI ĐỒNG TRƯỜNG TRƯỜNG THCS MÂY TRẮNG",
        ),
        (committee, "{chuc_vu: Chủ tịch, ho_ten: A}", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MÂY TRẮNG"),
        (
            committee,
            "{quyen_han: {TL: Chủ tịch}, chuc_vu: Chánh Văn phòng, ho_ten: A}",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MÂY TRẮNG",
        ),
        (
            committee,
            "{quyen_han: {TM: Ủy ban nhân dân, KT: Chủ tịch}, chuc_vu: Phó Chủ tịch, ho_ten: A}",
            "ỦY BAN NHÂN DÂN XÃ MÂY TRẮNG",
        ),
    ];
    for kind in ["quyet_dinh", "nghi_quyet"] {
        for (body, signer, authority) in cases {
            let keys = "trich_yeu: Về việc phân công\nnoi_dung: [{noi_dung: Phân công.}]\n";
            let yaml = of_kind(kind, keys)
                .replace("{chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}", signer)
                .replace(school, body);
            // A resolution is a collective's: the body itself, if no other.
            let authority = match kind {
                "nghi_quyet" if !signer.contains("TM") => body.to_uppercase(),
                _ => authority.to_owned(),
            };
            assert_eq!(styled(&build(&yaml), StyleId::ThamQuyen)[0], authority, "{kind} {signer}");
            let told = findings_of(&yaml, "ND30-III-tham_quyen");
            let needs_collective = kind == "nghi_quyet" && !signer.contains("TM");
            assert_eq!(told.len(), usize::from(needs_collective), "{kind} {signer}: {told:?}");
        }
    }
    // A text may print both by name.
    let keys =
        "trich_yeu: Nghỉ lễ\nnoi_dung: Thay mặt {{ nguoi_dung_dau }}, theo lệnh của {{ tham_quyen }}.\n";
    let signer = "{quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: A}";
    let yaml = of_kind("thong_bao", keys).replace("{chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}", signer);
    let wanted = "Thay mặt Hiệu trưởng, theo lệnh của Hiệu trưởng Trường THCS Mây Trắng";
    assert!(build(&yaml).text().contains(wanted));
}

/// Sample 1.3: a document issued with the decision, on pages of its own.
#[test]
fn a_decision_issues_another_document() {
    let keys = "trich_yeu: Ban hành Quy chế làm việc\ntham_quyen: Hiệu trưởng\n\
        noi_dung: [{noi_dung: Ban hành kèm theo Quyết định này Quy chế làm việc.}]\n\
        ban_hanh_kem:\n  - loai: quy_che\n    trich_yeu: Làm việc\n    noi_dung:\n      - cap: chuong\n        \
        tieu_de: Quy định chung\n        muc: [{tieu_de: Phạm vi, noi_dung: Trong trường.}]\n";
    let word = build(&of_kind("quyet_dinh", keys));
    let reference =
        "(Kèm theo Quyết định số 05/QĐ-THCSMT ngày 05 tháng 3 năm 2026 của Trường THCS Mây Trắng)";
    assert_eq!(styled(&word, StyleId::KemTheo), [reference]);
    assert_eq!(styled(&word, StyleId::TenLoai), ["QUYẾT ĐỊNH", "QUY CHẾ"]);
    assert_eq!(styled(&word, StyleId::QuocHieu).len(), 2);
    assert_eq!(styled(&word, StyleId::SoKyHieu).len(), 1, "no number on the attached document");
    assert_eq!(styled(&word, StyleId::Dieu), ["Điều 1. Phạm vi"]);
    // Sample 2.2: an electronic document leaves the places blank.
    let word = build(&of_kind("quyet_dinh", &format!("{keys}dien_tu: true\n")));
    let reference = &styled(&word, StyleId::KemTheo)[0];
    assert!(!reference.contains("05") && !reference.contains("2026"), "{reference}");
}

/// Sample 1.5: no kind name; "V/v" below the number; the drafting unit in the
/// sign.
#[test]
fn a_letter_follows_sample_1_5() {
    let word = build(&of_kind(
        "cong_van",
        "trich_yeu: nâng bậc lương năm 2026\ndon_vi: VP\nkinh_gui: UBND xã Mây Trắng\nnoi_dung: Kính đề nghị xem xét.\n",
    ));
    assert_eq!(styled(&word, StyleId::TrichYeuCongVan), ["V/v nâng bậc lương năm 2026"]);
    assert_eq!(styled(&word, StyleId::SoKyHieu), ["Số: 05/THCSMT-VP"]);
    assert_eq!(styled(&word, StyleId::KinhGui), ["Kính gửi: UBND xã Mây Trắng"]);
}

/// Sample 1.9: secretary at the left, chair at the right, recipients below.
#[test]
fn minutes_follow_sample_1_9() {
    let keys = "trich_yeu: Họp hội đồng\nbat_dau: 08 giờ\ndia_diem: Phòng họp\nthanh_phan: [Bà A, Ông B]\n\
        chu_tri: Bà A\nthu_ky: Ông B\nten_cuoc_hop: cuộc họp\nket_thuc: 10 giờ\nnoi_dung: Bàn việc.\n\
        ky_cung: [{chuc_vu: Thư ký, ho_ten: Ông B}]\n";
    let yaml = of_kind("bien_ban", keys).replace("chuc_vu: Hiệu trưởng", "chuc_vu: Chủ tọa");
    let text = build(&yaml).text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} not in {text}"));
    assert!(at("Cuộc họp kết thúc vào 10 giờ./.") < at("THƯ KÝ"));
    assert!(at("THƯ KÝ") < at("CHỦ TỌA") && at("CHỦ TỌA") < at("Nơi nhận:"));
    assert!(!text.contains("ngày 05 tháng 3"), "minutes have no place and date");
    let conference = build(&yaml.replace("ten_cuoc_hop: cuộc họp", "ten_cuoc_hop: đại hội CBQL")).text();
    assert!(conference.contains("Đại hội CBQL kết thúc vào 10 giờ./."), "{conference}");
    let refused = reports(&yaml.replace("ky_cung", "# ky_cung"));
    assert!(refused.contains("cần khóa `ky_cung`"), "{refused}");
}

/// Minutes are signed by the chair as such: the authority of his office, taken
/// over from a shared file, is left out and told of.
#[test]
fn minutes_take_no_authority_from_a_shared_file() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "truong.yaml",
        "nguoi_ky: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: Trần Thị Mẫu}\n",
    );
    let keys = "loai: bien_ban\nke_thua: truong.yaml\nco_quan: {ten: Trường THCS Mây Trắng, viet_tat: THCSMT}\n\
        dia_danh: Mây Trắng\ntrich_yeu: Họp\nbat_dau: 08 giờ\ndia_diem: Phòng họp\nthanh_phan: [Bà A]\nchu_tri: Bà A\n\
        thu_ky: Ông B\nten_cuoc_hop: cuộc họp\nket_thuc: 10 giờ\nnoi_dung: Bàn việc.\nnoi_nhan: [Các tổ]\n\
        ky_cung: [{chuc_vu: Thư ký, ho_ten: Ông B}]\n";
    write("bien-ban.yaml", &format!("{keys}nguoi_ky: {{chuc_vu: Chủ tọa, ho_ten: Bà A}}\n"));
    let output = vanban(folder.path(), &["tao", "bien-ban.yaml", "-o", "ra.docx"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("bỏ quyền hạn KT lấy từ tệp kế thừa") && told.contains("truong.yaml:1"), "{told}");
    let text = Word::open(&fs::read(folder.path().join("ra.docx")).unwrap()).text();
    assert!(text.contains("CHỦ TỌA") && !text.contains("KT."), "{text}");
    // The position itself comes from there: that is told of too.
    write("bien-ban.yaml", keys);
    let output = vanban(folder.path(), &["tao", "bien-ban.yaml", "-o", "hai.docx"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("\"Phó Hiệu trưởng\" lấy từ tệp kế thừa") && told.contains("chuc_vu: Chủ tọa"),
        "{told}"
    );
}

/// NĐ 30, Phụ lục I, Phần I, II.7.c and II.7.đ: the signer's other position
/// stands above his name, in bold capitals as every position does.
#[test]
fn another_position_of_the_signer_is_in_capitals() {
    let keys = "trich_yeu: Nghỉ lễ\nnoi_dung: Nghỉ.\n";
    let yaml = of_kind("thong_bao", keys).replace(
        "chuc_vu: Hiệu trưởng,",
        "quyen_han: {TM: Hội đồng tuyển sinh}, chuc_vu: Chủ tịch, chuc_vu_khac: Hiệu trưởng,",
    );
    let word = build(&yaml);
    assert_eq!(styled(&word, StyleId::ChucVuKhac), ["HIỆU TRƯỞNG"]);
    assert_eq!(styled(&word, StyleId::QuyenHanChucVu), ["TM. HỘI ĐỒNG TUYỂN SINH", "CHỦ TỊCH"]);
    assert!(word.text().find("CHỦ TỊCH") < word.text().find("\nHIỆU TRƯỞNG"));
}

#[test]
fn fields_are_checked_as_declared() {
    let missing = reports(&of_kind("giay_moi", "trich_yeu: Họp\nmoi: [Bà A]\ntoi_du: cuộc họp\n"));
    for key in ["chu_tri", "thoi_gian", "dia_diem"] {
        assert!(missing.contains(&format!("thiếu khóa `{key}`")), "{key}: {missing}");
    }
    let keys = "ong_ba: A\nchuc_vu: B\ncu_den: C\nve_viec: D\n";
    let wrong = reports(&of_kind("giay_gioi_thieu", &format!("{keys}gia_tri_den: 31/02/2026\n")));
    assert!(wrong.contains("gia_tri_den"), "{wrong}");
    // A field cannot open a part of the template.
    let word = build(&of_kind(
        "giay_gioi_thieu",
        &format!("{}gia_tri_den: 05/3/2026\n", keys.replace(": D", ": \"x\\n<?ket?>\\ny\"")),
    ));
    assert!(
        word.text().contains("Giấy này có giá trị đến hết ngày 05 tháng 3 năm 2026./."),
        "{}",
        word.text()
    );
}

/// NĐ 30, Phụ lục II, V.7: "khoản 2 Điều 3"; "Điều 3"; "Chương II".
#[test]
fn texts_refer_to_sections_by_id() {
    let content = "trich_yeu: Làm việc\nnoi_dung:\n  - cap: chuong\n    tieu_de: Một\n    id: c1\n    muc:\n      - tieu_de: Đầu\n        noi_dung: \
        Xem {{ xem(id=\"k2\") }}, {{ xem(id=\"d2\") }}, {{ xem(id=\"b\") }}, {{ xem(id=\"c2\") }}.\n  - cap: chuong\n    tieu_de: Hai\n    id: c2\n    \
        muc:\n      - tieu_de: Sau\n        id: d2\n        muc:\n          - noi_dung: Khoản một.\n          - noi_dung: Khoản hai.\n            id: k2\n            \
        muc: [{noi_dung: điểm a}, {noi_dung: điểm b, id: b}]\n";
    let word = build(&of_kind("quy_che", content));
    let wanted = "Xem khoản 2 Điều 2, Điều 2, điểm b khoản 2 Điều 2, Chương II.";
    assert!(word.text().contains(wanted), "{}", word.text());
    let unknown = of_kind("quy_che", &content.replace("id=\"k2\"", "id=\"k3\""));
    let faults = compose(&read(&unknown)).expect_err("an unknown id");
    assert!(faults[0].message.contains("không có mục nào mang id `k3`"), "{faults:?}");
    assert!(faults[0].help.contains("k2"), "{faults:?}");
}

/// Samples 3.1 and 3.2.
#[test]
fn copies_follow_samples_3_1_and_3_2() {
    let plan = of_kind("thong_bao", "trich_yeu: Nghỉ lễ\nnoi_dung: Nghỉ ngày 30/4.\n");
    let paper = "sao: {hinh_thuc: sao_y, co_quan: UBND xã Mây Trắng, viet_tat: UBND, so: 7, ngay: 2026-03-06, \
        nguoi_ky: {quyen_han: {TL: Chủ tịch}, chuc_vu: Chánh Văn phòng, ho_ten: Trần Thị Mẫu}, noi_nhan: [Các trường]}\n";
    let word = build(&format!("{plan}{paper}"));
    assert_eq!(styled(&word, StyleId::HinhThucSao), ["SAO Y"]);
    assert_eq!(styled(&word, StyleId::SoKyHieu), ["Số: 05/TB-THCSMT", "Số: 07/SY-UBND"]);
    assert_eq!(styled(&word, StyleId::DiaDanhThoiGian)[1], "Mây Trắng, ngày 06 tháng 3 năm 2026");
    assert!(word.text().find("Nguyễn Văn Mẫu") < word.text().find("SAO Y"));
    let electronic = "sao: {hinh_thuc: sao_luc, co_quan: UBND xã Mây Trắng, dien_tu: true}\n";
    let word = build(&format!("{plan}{electronic}"));
    assert_eq!(styled(&word, StyleId::ThongTinKySo)[..2], ["SAO LỤC", "UBND xã Mây Trắng"]);
    let faults = reports(&format!("{plan}sao: {{hinh_thuc: sao_y, co_quan: A}}\n"));
    assert!(faults.contains("nguoi_ky"), "{faults}");
}

/// NĐ 30, Phụ lục I, Phần II, II.1.c: the sign has the abbreviation of the
/// copying body, which is known when the issuer copies its own document.
#[test]
fn a_copy_never_goes_without_its_body() {
    let plan = of_kind("thong_bao", "trich_yeu: Nghỉ lễ\nnoi_dung: Nghỉ ngày 30/4.\n");
    let signer = "so: 3, ngay: 2026-03-06, nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}";
    for body in ["", "co_quan: trường thcs mây trắng, ", "co_quan: Trường THCS Mây Trắng, viet_tat: THCSMT, "]
    {
        let word = build(&format!("{plan}sao: {{hinh_thuc: sao_y, {body}{signer}}}\n"));
        assert_eq!(styled(&word, StyleId::SoKyHieu)[1], "Số: 03/SY-THCSMT", "{body}");
        assert_eq!(styled(&word, StyleId::CoQuan), ["TRƯỜNG THCS MÂY TRẮNG"; 2], "{body}");
    }
    let other = format!("{plan}sao: {{hinh_thuc: sao_y, co_quan: UBND xã Mây Trắng, {signer}}}\n");
    let faults = reports(&other);
    assert!(faults.contains("chưa đủ để ghép ký hiệu bản sao"), "{faults}");
    assert!(faults.contains("thêm `viet_tat` vào `sao`"), "{faults}");
    // An electronic copy has no sign of its own.
    let electronic = "sao: {hinh_thuc: sao_y, co_quan: UBND xã Mây Trắng, dien_tu: true}";
    assert!(reports(&format!("{plan}{electronic}\n")).is_empty());
    let word = build(&format!("{plan}sao: {{hinh_thuc: sao_y, dien_tu: true}}\n"));
    assert_eq!(styled(&word, StyleId::ThongTinKySo)[1], "Trường THCS Mây Trắng");
}

/// NĐ 30, Phụ lục I, Phần II, II.2.a: right behind the last part of what is
/// copied, which is the last annex.
#[test]
fn the_block_of_a_copy_stands_behind_the_annexes() {
    let keys = "trich_yeu: Nghỉ lễ\nnoi_dung: Nghỉ theo Phụ lục kèm theo.\nphu_luc: [{tieu_de: Lịch nghỉ, noi_dung: Ngày 30 và 31.}]\n\
        sao: {hinh_thuc: sao_luc, nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Trần Thị Mẫu}}\n";
    let text = build(&of_kind("thong_bao", keys)).text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} not in {text}"));
    assert!(at("LỊCH NGHỈ") < at("Ngày 30 và 31./."));
    assert!(at("Ngày 30 và 31./.") < at("SAO LỤC") && at("SAO LỤC") < at("Trần Thị Mẫu"));
    // On one sheet: every line of its head stays with the next one.
    let word = build(&of_kind("thong_bao", keys));
    let paragraphs = word.paragraphs();
    let first = paragraphs.iter().rposition(|p| p.style == StyleId::CoQuan.word_id()).unwrap();
    let last = paragraphs.iter().rposition(|p| p.style == StyleId::DiaDanhThoiGian.word_id()).unwrap();
    let loose: Vec<&support::Paragraph> = paragraphs[first..=last].iter().filter(|p| !p.keep_next).collect();
    assert!(last > first && loose.is_empty(), "{loose:?}");
}

/// Several sign: three in a row, more in rows of two.
#[test]
fn several_parties_sign_side_by_side() {
    let three = "{ben: Bên A, chuc_vu: Giám đốc, ho_ten: Một}, {ben: Bên B, chuc_vu: Giám đốc, ho_ten: Hai}";
    let keys =
        |others: &str| format!("trich_yeu: Hợp tác\nnoi_dung: Các bên hợp tác.\nky_cung: [{others}]\n");
    let word = build(&of_kind("ban_thoa_thuan", &keys(three)));
    assert_eq!(styled(&word, StyleId::HoTen), ["Một", "Hai", "Nguyễn Văn Mẫu"]);
    assert!(word.text().contains("BÊN A"));
    let four = format!("{three}, {{chuc_vu: Giám đốc, ho_ten: Ba}}");
    assert_eq!(styled(&build(&of_kind("ban_thoa_thuan", &keys(&four))), StyleId::HoTen).len(), 4);
}

/// A kind is data and a template: no Rust.
#[test]
fn an_office_adds_a_kind_of_its_own() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("kieu")).unwrap();
    write("vanban.toml", "[loai]\nthu_muc = \"kieu\"\n");
    write(
        "kieu/phieu_muon.yaml",
        "loai: phieu_muon\nten: Phiếu mượn\nky_hieu: PM\nbo_cuc: muc\nkhuon: phieu_muon\nnoi_dung: false\ntruong:\n  \
         - {khoa: sach, ten: Tên sách, kieu: danh_sach, bat_buoc: true, vi_du: \"- (Tên sách)\", nguon: quy định của trường}\n",
    );
    write(
        "kieu/phieu_muon.md",
        "Sách mượn:\n{% for ten in truong.sach %}\n- {{ ten | safe }}\n{% endfor %}\n",
    );
    write("thu.yaml", &of_kind("phieu_muon", "trich_yeu: Mượn sách\nsach: [Toán 6, \"Văn *7*\"]\n"));
    let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let word = Word::open(&fs::read(folder.path().join("ra.docx")).unwrap());
    assert_eq!(styled(&word, StyleId::TenLoai), ["PHIẾU MƯỢN"]);
    assert_eq!(styled(&word, StyleId::SoKyHieu), ["Số: 05/PM-THCSMT"]);
    assert!(word.text().contains("- Toán 6"));
    assert_eq!(vanban(folder.path(), &["moi", "phieu_muon"]).status.code(), Some(0));
    assert_eq!(vanban(folder.path(), &["tao", "phieu_muon.yaml"]).status.code(), Some(0));
    // Faults name the file.
    write("kieu/hong.yaml", "loai: hong\n");
    let output = vanban(folder.path(), &["loai"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("hong.yaml"));
    // A template that is none is told of, and is no panic.
    fs::remove_file(folder.path().join("kieu/hong.yaml")).unwrap();
    write("kieu/hong.md", "{% if x %}");
    let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx", "--force"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("lỗi[khuon]") && told.contains("hong"), "{told}");
    write("vanban.toml", "[loai]\nthu_muc = \"../ngoai\"\n");
    assert_eq!(vanban(folder.path(), &["loai"]).status.code(), Some(2));
}

#[test]
fn lists_kinds_and_asks_only_in_a_terminal() {
    let folder = TempDir::new().unwrap();
    let list = String::from_utf8(vanban(folder.path(), &["loai"]).stdout).unwrap();
    for words in ["giay_moi", "Giấy mời", "GM", "1.7", "chu_tri", "ke_hoach_nam_hoc"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let json = vanban(folder.path(), &["loai", "--dinh-dang", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["the_thuc"][0]["loai"].as_array().unwrap().len(), 29);
    let output = vanban(folder.path(), &["moi"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("vanban moi ke_hoach"));
}

/// Answers go into the starter; the file builds.
#[test]
fn answers_fill_the_starter() {
    let profile = law::default_profile();
    let answers = [
        ("chu_quan", "UBND xã Mây Trắng"),
        ("ten", "Trường THCS “A: B”"),
        ("viet_tat", "THCSAB"),
        ("dia_danh", "Mây Trắng"),
        ("trich_yeu", "Nghỉ lễ: 30/4"),
        ("chuc_vu", "Phó Hiệu trưởng"),
        ("ho_ten", "Trần Thị Mẫu"),
    ];
    let answers = answers.into_iter().map(|(key, value)| (key, value.to_owned())).collect();
    for name in ["thong_bao", "ke_hoach", "cong_van", "giay_gioi_thieu", "to_trinh_xin_phe_duyet"] {
        let yaml = starter::fill(&starter::starter(profile, name).unwrap(), &answers);
        let document = read(&yaml);
        assert_eq!(document.co_quan.ten.as_str(), "Trường THCS “A: B”", "{name}");
        assert_eq!(document.nguoi_ky.ho_ten.as_str(), "Trần Thị Mẫu", "{name}");
        assert_eq!(document.dia_danh.as_str(), "Mây Trắng", "{name}");
        let tree = compose(&document).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        docx::render(&tree).unwrap();
    }
}

/// The pages in `docs/loai/` are what the program writes, each with a picture.
#[test]
fn the_handbook_is_current() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/loai");
    let pages = vanban::handbook::pages();
    for page in &pages {
        let text = fs::read_to_string(kept.join(&page.path)).unwrap_or_default();
        assert!(text == page.text, "{}: write it anew: vanban loai --markdown docs/loai", page.path);
        for line in page.text.lines().filter(|line| line.starts_with("![")) {
            let (_, target) = line.rsplit_once("](").unwrap();
            let picture = kept.join("nd30").join(target.trim_end_matches(')'));
            assert!(picture.is_file(), "{}: .ci/kind-pictures makes {}", page.path, picture.display());
        }
    }
    let pages_in = |folder: &str| fs::read_dir(kept.join(folder)).unwrap().count();
    assert_eq!(
        pages.len(),
        1 + ["nd30", "dang", "mau"].map(pages_in).iter().sum::<usize>(),
        "a page of no kind"
    );
}

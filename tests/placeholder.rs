//! Places to fill: what starters leave, the checker finds and Word shows.

use std::sync::Arc;

use vanban::check::{Criteria, check};
use vanban::diagnostic::{Severity, Sources};
use vanban::law::{Law, Profile};
use vanban::source::Input;
use vanban::starter;

mod support;

use support::{build, findings_of, load, of_kind};

/// Every starter: its profile, name and text.
fn starters() -> Vec<(Arc<Profile>, String, String)> {
    let mut all = Vec::new();
    for profile in Law::embedded().profiles() {
        let kinds = profile.kinds.iter().map(|kind| kind.khoa.as_str());
        for name in kinds.chain(starter::practices(profile).iter().map(|practice| practice.name)) {
            let text = starter::starter(profile, name).expect("a starter");
            all.push((Arc::clone(profile), name.to_owned(), text));
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
        let input = Input::text(format!("{name}.yaml"), yaml.clone());
        let document = load(&input, &mut sources).document.expect("a document");
        let findings = check(&document, &sources, &Criteria::default(), &[]);
        let told: Vec<String> = findings.iter().map(|f| f.diagnostic.message.clone()).collect();
        let others = findings.iter().filter(|f| f.rule.id != "TN-cho_dien");
        let others =
            others.map(|f| format!("{} {name}: {} {}", profile.khoa, f.rule.id, f.diagnostic.message));
        others_of_all.extend(others);
        assert!(findings.iter().all(|f| f.diagnostic.severity == Severity::Error), "{name}");
        let of_rule = told.iter().filter_map(|message| message.strip_prefix("chưa điền: "));
        let mut found: Vec<String> = of_rule.map(str::to_owned).collect();
        let mut places = places(&yaml);
        found.sort();
        places.sort();
        assert_eq!(found, places, "{} {name}", profile.khoa);
        assert!(places.len() >= 5, "{} {name}: {places:?}", profile.khoa);
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

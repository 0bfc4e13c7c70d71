//! The sentences of reports as data: complete, reachable, filled as they say.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::*;
use crate::law::OwnSentence;

/// Every combination of the conditions of a place.
fn combinations(slot: &'static Slot) -> Vec<Vec<(&'static str, &'static str)>> {
    let mut all: Vec<Vec<(&'static str, &'static str)>> = vec![Vec::new()];
    for (name, values) in &slot.dieu_kien {
        let longer = |facts: &Vec<(&'static str, &'static str)>| {
            let facts = facts.clone();
            values.iter().map(move |value| [facts.clone(), vec![(name.as_str(), value.as_str())]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

#[test]
fn every_combination_has_a_sentence_and_every_sentence_is_reached() {
    for (name, slot) in &OF_THE_PROGRAM.slots {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        for facts in combinations(slot) {
            let form = slot.cau.iter().find(|form| form.holds(&facts));
            let form = form.unwrap_or_else(|| panic!("{name}: no sentence for {facts:?}"));
            reached.insert(&form.ma);
        }
        let known: BTreeSet<&str> = slot.cau.iter().map(|form| form.ma.as_str()).collect();
        assert_eq!(known.len(), slot.cau.len(), "{name}: two sentences of one name");
        assert_eq!(reached, known, "{name}");
    }
}

#[test]
fn sentences_ask_for_what_their_place_has() {
    for (name, slot) in &OF_THE_PROGRAM.slots {
        for form in &slot.cau {
            let id = format!("{name}.{}", form.ma);
            assert!(!form.cau.all().is_empty(), "{id}");
            for (condition, values) in &form.khi {
                let known = slot.dieu_kien.get(condition).unwrap_or_else(|| panic!("{id}: {condition}"));
                assert!(values.all().iter().all(|value| known.contains(value)), "{id}: {condition}");
            }
            for text in form.cau.all() {
                assert_eq!(wrong_places(slot, &id, text), [], "{id}");
            }
        }
    }
    assert!(ids().count() >= 60, "{}", ids().count());
}

/// What stands for each placeholder in the snapshot.
const SAMPLES: [(&str, &str); 46] = [
    ("ten", "Số buổi tuyên truyền"),
    ("tri", "4 buổi"),
    ("dem", "4 buổi tuyên truyền"),
    ("dem_ten", "buổi tuyên truyền"),
    ("dv", " buổi"),
    ("so", "3"),
    ("nam", "2026"),
    ("tu", "2024"),
    ("den", "2028"),
    ("so_nam", "03"),
    ("cac_nam", " (năm 2024: 1; năm 2025: 2)"),
    ("tung_nam", "năm 2024: 1 buổi; năm 2025: 2 buổi"),
    ("muc_tieu", "5 buổi"),
    ("muc_tieu_sau", "6 buổi"),
    ("chenh", "1 buổi"),
    ("ty_le", "80%"),
    ("giai_doan", "2024-2028"),
    ("cac_nam_vuot", "2025 (7 buổi)"),
    ("nam_truoc", "2025"),
    ("cao", "2026"),
    ("thap", "2024"),
    ("viec", "tổ chức tuyên truyền"),
    ("chu_tri", "Tổ Văn phòng"),
    ("han", "31/12/2025"),
    ("nam_xong", "2026"),
    ("ky_xong", "năm 2026"),
    ("ky", "học kỳ I"),
    ("loai_nam", "năm học"),
    ("minh_chung", "Biên bản."),
    ("nguyen_nhan", "Mưa lũ."),
    ("truoc", "50%"),
    ("sau", "75%"),
    ("tong", "8"),
    ("vuot", "2"),
    ("cac_muc", "số buổi tuyên truyền (bằng 125% chỉ tiêu)"),
    ("muc", "số buổi tuyên truyền mới đạt 4 buổi"),
    ("ca_giai_doan", "20 lượt"),
    ("ket_qua", "5 lượt"),
    ("cac_viec", "tổ chức hội nghị; kiểm tra các tổ"),
    ("bao_cao", "Báo cáo năm 2026"),
    ("noi_nhan", "Ủy ban nhân dân xã"),
    ("ke_hoach", "Kế hoạch xây dựng trường học an toàn"),
    ("bao_cao_sau", "báo cáo năm 2027"),
    ("noi_nhan_sau", "Ủy ban nhân dân xã"),
    ("han_sau", "19/12/2027"),
    ("con_lai", "các năm còn lại của Kế hoạch (2027-2028)"),
];

/// Every sentence as it prints, with the conditions that call it.
#[test]
fn every_sentence_in_a_snapshot() {
    let values: Vec<Filling<'_>> = SAMPLES.iter().map(|(name, text)| words(name, text)).collect();
    let mut shown = String::new();
    for (name, slot) in &OF_THE_PROGRAM.slots {
        writeln!(shown, "# {name}").unwrap();
        for form in &slot.cau {
            let when: Vec<String> =
                form.khi.iter().map(|(name, values)| format!("{name}={}", values.all().join("|"))).collect();
            writeln!(shown, "{} [{}]", form.ma, when.join(", ")).unwrap();
            for text in form.cau.all() {
                let parts = fill(text, &values).into_parts();
                let text: String =
                    parts.into_iter().map(|part| part.unwrap_or_else(|| "<trống>".to_owned())).collect();
                writeln!(shown, "    {text}").unwrap();
            }
        }
    }
    insta::with_settings!({snapshot_path => "../../tests/snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("loi_van_bao_cao", shown);
    });
}

fn own(id: &str, texts: &[&str]) -> OfficeWords {
    let texts = texts.iter().map(|text| (*text).to_owned()).collect();
    [(id.to_owned(), OwnSentence { texts, at: None })].into()
}

#[test]
fn an_office_says_a_sentence_in_its_own_words() {
    let office = own("xu_huong.giu", &["; không đổi từ năm {nam_truoc}"]);
    assert!(check_wording(&office).is_ok());
    let wording = Wording::of(&office);
    let facts = [("huong", "giu"), ("ty_le", "khong")];
    let values = [words("nam_truoc", "2025"), words("chenh", ""), words("ty_le", "")];
    assert_eq!(wording.text("xu_huong", &facts, &values), "; không đổi từ năm 2025");
    assert_eq!(Wording::of(&OfficeWords::new()).text("xu_huong", &facts, &values), "; bằng năm 2025");
}

#[test]
fn wrong_sentences_of_an_office_are_told() {
    let told = |office: OfficeWords| {
        let faults = check_wording(&office).unwrap_err();
        faults
            .iter()
            .map(|fault| format!("{} ({})", fault.message, fault.help))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(
        told(own("xu_huong.giuu", &["x"])),
        "báo cáo không có câu `xu_huong.giuu` (có phải ý bạn là `xu_huong.giu`?)"
    );
    assert_eq!(
        told(own("xu_huong.giu", &["{namtruoc}"])),
        "câu `xu_huong.giu`: không có chỗ điền {namtruoc} (chỗ điền của câu này: chenh, ty_le, nam_truoc, trong)"
    );
    assert!(told(own("xu_huong.giu", &["{nam_truoc"])).contains("không đủ đôi"));
    assert!(told(own("xu_huong.giu", &[])).contains("không có lời nào"));
}

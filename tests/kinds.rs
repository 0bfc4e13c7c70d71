//! Every kind of document: its starter builds, and reads back as the law says.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use vanban::law::{self, StyleId, SubjectPlace};
use vanban::render::docx;
use vanban::starter;

mod support;

use support::{Word, build, compose, of_kind, profile, read, reports, styled};

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
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

/// NĐ 30, Điều 7: 29 kinds. Each starter builds, prints the parts that its
/// entry in the table says, and ends as the decree ends documents.
#[test]
fn every_kind_builds_from_its_starter() {
    let profile = profile("nd30");
    assert_eq!(profile.kinds.len(), 29);
    for kind in &profile.kinds {
        let yaml = starter::starter(&profile, &kind.khoa).expect("a starter");
        assert!(reports(&yaml).is_empty(), "{}: {}", kind.khoa, reports(&yaml));
        let word = build(&yaml);
        let name = styled(&word, StyleId::TenLoai);
        assert_eq!(name, if kind.ten_loai { vec![kind.ten.to_uppercase()] } else { vec![] }, "{}", kind.khoa);
        assert_eq!(styled(&word, StyleId::SoKyHieu).len(), usize::from(kind.so), "{}", kind.khoa);
        assert_eq!(
            styled(&word, StyleId::DiaDanhThoiGian).len(),
            usize::from(kind.dia_danh),
            "{}",
            kind.khoa
        );
        let subject = usize::from(kind.trich_yeu == SubjectPlace::DuoiTenLoai);
        assert_eq!(styled(&word, StyleId::TrichYeu).len(), subject, "{}", kind.khoa);
        assert_laid_out(&word, &profile, &kind.khoa);
        assert_eq!(word.text().matches("./.").count(), 1, "{}", kind.khoa);
        let last = styled(&word, StyleId::NoiNhanMuc).pop().unwrap();
        assert!(last.starts_with("- Lưu: VT") && last.ends_with('.'), "{}: {last}", kind.khoa);
        for field in &kind.truong {
            assert!(!field.nguon.is_empty() && !field.vi_du.is_empty(), "{}.{}", kind.khoa, field.khoa);
        }
    }
}

/// The kinds of the Party: the same walk, with what its documents have not.
#[test]
fn every_kind_of_the_party_is_laid_out_as_its_table_says() {
    let profile = profile("dang");
    assert_eq!(profile.kinds.len(), 17);
    for kind in &profile.kinds {
        let yaml = starter::starter(&profile, &kind.khoa).expect("a starter");
        assert!(reports(&yaml).is_empty(), "{}: {}", kind.khoa, reports(&yaml));
        let word = build(&yaml);
        assert_laid_out(&word, &profile, &kind.khoa);
        assert!(!word.text().contains("./."), "{}", kind.khoa);
        assert!(word.text().contains("ĐẢNG CỘNG SẢN VIỆT NAM"), "{}", kind.khoa);
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
    let part = keys.replace(": D", ": \"x\\n<?ket?>\\ny\"");
    let refused = reports(&of_kind("giay_gioi_thieu", &format!("{part}gia_tri_den: 05/3/2026\n")));
    assert!(refused.contains("<?ket?>"), "{refused}");
    let word = build(&of_kind(
        "giay_gioi_thieu",
        &format!("{}gia_tri_den: 05/3/2026\n", part.replace("<?", "\\\\<?")),
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
        "<?can_cu?>\n<?mo_dau?>\nSách mượn:\n{% for ten in truong.sach %}\n- {{ ten | safe }}\n{% endfor %}\n\n<?noi_dung?>\n<?ket?>\n",
    );
    write("thu.yaml", &of_kind("phieu_muon", "trich_yeu: Mượn sách\nsach: [Toán 6, \"Văn *7*\"]\n"));
    let output = vanban(folder.path(), &["tao", "thu.yaml", "-o", "ra.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let word = Word::open(&fs::read(folder.path().join("ra.docx")).unwrap());
    assert_eq!(styled(&word, StyleId::TenLoai), ["PHIẾU MƯỢN"]);
    assert_eq!(styled(&word, StyleId::SoKyHieu), ["Số: 05/PM-THCSMT"]);
    assert!(word.text().contains("- Toán 6"));
    let schema: serde_json::Value =
        serde_json::from_slice(&vanban(folder.path(), &["schema"]).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults = |keys: &str| {
        let document: serde_json::Value = serde_saphyr::from_str(&of_kind("phieu_muon", keys)).unwrap();
        validator.iter_errors(&document).map(|fault| fault.to_string()).collect::<Vec<_>>()
    };
    assert!(faults("trich_yeu: Mượn sách\nsach: Toán 6\n").is_empty());
    assert!(faults("trich_yeu: Mượn sách\n")[0].contains("sach"));
    assert_eq!(vanban(folder.path(), &["moi", "phieu_muon"]).status.code(), Some(0));
    // What is to fill in does not keep it from being written.
    assert_ne!(vanban(folder.path(), &["tao", "phieu_muon.yaml"]).status.code(), Some(2));
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
    let profile = profile("nd30");
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
        let yaml = starter::fill(&starter::starter(&profile, name).unwrap(), &answers);
        let document = read(&yaml);
        assert_eq!(document.co_quan.ten.as_str(), "Trường THCS “A: B”", "{name}");
        assert_eq!(document.nguoi_ky.ho_ten.as_str(), "Trần Thị Mẫu", "{name}");
        assert_eq!(document.dia_danh.as_str(), "Mây Trắng", "{name}");
        let tree = compose(&document).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        docx::render(&tree.value).unwrap();
    }
}

/// The pages in `docs/loai/` are what the program writes, each with a picture.
#[test]
fn the_handbook_is_current() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/loai");
    let pages = vanban::handbook::pages(&vanban::law::Law::embedded());
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

/// An amending decision quotes what it changes: words of another document,
/// which keep their number, while its own articles are numbered.
#[test]
fn an_amending_decision_quotes_articles_as_typed() {
    let profile = profile("nd30");
    let yaml = starter::starter(&profile, "quyet_dinh_sua_doi").unwrap();
    let text = build(&yaml.replace("Điều «điền số điều»", "Điều 9")).text();
    assert!(text.contains("\n1. Sửa đổi Điều 9 như sau:\n“Điều 9. «điền tên điều»\n"), "{text}");
    for article in ["Điều 1. Sửa đổi, bổ sung", "Điều 2. Quyết định này", "Điều 3. «điền người"]
    {
        assert!(text.contains(&format!("\n{article}")), "{article}: {text}");
    }
    for name in ["quyet_dinh_bai_bo", "quyet_dinh_thay_the", "cong_van_dinh_chinh"] {
        let yaml = starter::starter(&profile, name).unwrap();
        assert!(yaml.contains("vien_dan(id="), "{name} cites what it is about");
    }
}

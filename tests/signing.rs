//! Who signs, whose decision it is, and what a copy adds.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use vanban::law::StyleId;

mod support;

use support::{Word, build, findings_of, of_kind, reports, styled};

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
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
    assert!(told.contains("xem bằng lệnh  vanban kiem-tra bien-ban.yaml"), "{told}");
    let check = || {
        let output = vanban(folder.path(), &["kiem-tra", "bien-ban.yaml"]);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let told = check();
    assert!(told.contains("bỏ quyền hạn KT lấy từ tệp kế thừa") && told.contains("truong.yaml:1"), "{told}");
    let text = Word::open(&fs::read(folder.path().join("ra.docx")).unwrap()).text();
    assert!(text.contains("CHỦ TỌA") && !text.contains("KT."), "{text}");
    // The position itself comes from there: that is told of too.
    write("bien-ban.yaml", keys);
    let told = check();
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

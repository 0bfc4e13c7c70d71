//! One office writes to many: the rows of the table are receivers.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

mod support;

use support::Word;

const INVITATION: &str = "\
loai: giay_moi
co_quan: {chu_quan: UBND xã A, ten: Trường Mẫu, viet_tat: TM}
dia_danh: Xã A
ngay: 14/9/2026
trich_yeu: Họp cha mẹ học sinh
moi: [\"{{ bien.ho_va_ten }}, cha mẹ em {{ bien.ten_con }}\"]
toi_du: họp lớp
chu_tri: Cô giáo chủ nhiệm
thoi_gian: 07 giờ 30 phút, ngày 20/9/2026
dia_diem: Phòng học
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Người Mẫu}
noi_nhan: [Như thành phần mời]
";

const PARENTS: &str = "STT;Họ và tên;Tên con;Địa chỉ;Số\n\
    1;Nguyễn Thị An;Lê An;Thôn 1;12\n2;Trần Văn Bình;Trần Bảo;Thôn 2;13\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn lo(folder: &Path, extra: &[&str]) -> (i32, String) {
    let base = ["lo", "moi.yaml", "--bang", "bang.csv"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    let output = command.current_dir(folder).args([&base[..], extra].concat()).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The text of every Word file of a folder.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "docx"));
    let named = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.map(|path| (named(&path), Word::open(&fs::read(&path).unwrap()).text())).collect()
}

/// The titles that usually name who signs and where the office is are the
/// receivers' here, and nothing of them gets into the office's own places.
#[test]
fn every_row_is_a_receiver_and_the_office_stays_itself() {
    let folder = folder(&[("moi.yaml", INVITATION), ("bang.csv", PARENTS)]);
    let (code, said) = lo(folder.path(), &["-o", "ra"]);
    assert_eq!(code, 0, "{said}");
    for words in [
        "Một cơ quan ban hành tất cả: Trường Mẫu; mỗi dòng là một nơi nhận.",
        "Họ và tên → bien.ho_va_ten; Tên con → bien.ten_con; Số → so; không dùng: STT, Địa chỉ",
        "không dùng cột `Địa chỉ`",
        "Đã ghi 2 tệp vào ra",
    ] {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    let made = texts(&folder.path().join("ra"));
    assert_eq!(made.keys().collect::<Vec<_>>(), ["001-nguyen-thi-an.docx", "002-tran-van-binh.docx"]);
    let first = &made["001-nguyen-thi-an.docx"];
    for words in ["Số: 12/GM-TM", "Nguyễn Thị An, cha mẹ em Lê An", "TRƯỜNG MẪU", "Người Mẫu"]
    {
        assert!(first.contains(words), "{words:?} not in\n{first}");
    }
    assert!(!first.contains("Thôn 1") && !first.contains("Trần"), "{first}");
}

/// A field of the kind, its date among them, the addressee and the subject.
#[test]
fn columns_set_fields_of_the_kind_and_the_subject() {
    let slip = INVITATION.replace("toi_du: họp lớp\n", "toi_du: họp\n");
    let table = "Người hoặc cơ quan được mời;dia_diem;Trích yếu\n\
        Ông Một; Bà Hai;Phòng số 1;Họp *tổ* {{ so }}\n"
        .replace("Ông Một; Bà Hai", "\"Ông Một; Bà Hai\"");
    let folder = folder(&[
        ("moi.yaml", &slip.replace("{{ bien.ho_va_ten }}, cha mẹ em {{ bien.ten_con }}", "Ai")),
        ("bang.csv", &table),
    ]);
    let (code, said) = lo(folder.path(), &["-o", "ra"]);
    assert_eq!(code, 0, "{said}");
    let made = texts(&folder.path().join("ra"));
    let text = &made["001-ong-mot-ba-hai.docx"];
    // A value is never run and never formatted.
    for words in ["Ông Một", "Bà Hai", "Địa điểm: Phòng số 1", "Họp *tổ* {{ so }}"] {
        assert!(text.contains(words), "{words:?} not in\n{text}");
    }
}

#[test]
fn two_rows_are_the_same_when_what_names_their_files_is() {
    let table = format!("{PARENTS}3;Nguyễn Thị An;Lê Bé;Thôn 3;14\n");
    let folder = folder(&[("moi.yaml", INVITATION), ("bang.csv", &table)]);
    let (code, said) = lo(folder.path(), &["-o", "ra"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("trùng với dòng 2: cùng Họ và tên") && said.contains("--khoa"), "{said}");
    assert!(!folder.path().join("ra").exists());
    let (code, said) = lo(folder.path(), &["-o", "ra", "--khoa", "Họ và tên,Tên con"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(texts(&folder.path().join("ra")).len(), 3);
    let (code, said) = lo(folder.path(), &["-o", "ra2", "--khoa", "Họ tên"]);
    assert!(code == 2 && said.contains("bảng không có cột `Họ tên` (nêu ở --khoa)"), "{said}");
}

/// Without the names of the offices a table of offices is no table of
/// receivers.
#[test]
fn a_table_that_looks_like_one_of_issuers_is_asked_about() {
    let table = "Đơn vị gửi;Viết tắt;Hiệu trưởng\nTrường Một;T1;Người Một\n";
    let one = folder(&[
        (
            "moi.yaml",
            &INVITATION
                .replace("moi: [", "moi: [Ai, ")
                .replace("{{ bien.ho_va_ten }}, cha mẹ em {{ bien.ten_con }}", "Ông B"),
        ),
        ("bang.csv", table),
    ]);
    let (code, said) = lo(one.path(), &["-o", "ra"]);
    assert!(
        code == 2 && said.contains("bảng không có cột tên trường") && said.contains("--mot-co-quan"),
        "{said}"
    );
    // Nothing of it is used.
    let two = folder(&[("moi.yaml", INVITATION), ("bang.csv", "Cột lạ;Ghi chú\nA;B\n")]);
    let (code, said) = lo(two.path(), &["-o", "ra"]);
    assert!(code == 2 && said.contains("không cột nào của bảng đặt khóa hay biến"), "{said}");
    // An empty cell of the receiver.
    let three = folder(&[("moi.yaml", INVITATION), ("bang.csv", "Họ và tên;Tên con\n;Lê An\n")]);
    let (code, said) = lo(three.path(), &["-o", "ra"]);
    assert!(code == 2 && said.contains("ô trống ở cột `Họ và tên`"), "{said}");
    assert!(!said.contains("không có biến"), "{said}");
}

/// The schools of a table as receivers of one office.
#[test]
fn schools_may_be_receivers() {
    let letter = "loai: cong_van\nco_quan: {ten: UBND xã A, viet_tat: UBND}\nso: 5\ndia_danh: Xã A\n\
        ngay: 14/9/2026\ntrich_yeu: gửi số liệu\nkinh_gui: [Các trường]\nnoi_dung: Đề nghị gửi số liệu.\n\
        nguoi_ky: {chuc_vu: Chủ tịch, ho_ten: Người Mẫu}\nnoi_nhan: [Như trên]\n";
    let table =
        "Tên trường;Hiệu trưởng;Email\nTrường THCS Một;Người Một;a@b.vn\nTrường THCS Hai;Người Hai;c@d.vn\n";
    let folder = folder(&[("moi.yaml", letter), ("bang.csv", table)]);
    let (code, said) = lo(folder.path(), &["-o", "ra", "--mot-co-quan", "--so-tu", "7"]);
    assert_eq!(code, 0, "{said}");
    let made = texts(&folder.path().join("ra"));
    let text = &made["002-truong-thcs-hai.docx"];
    for words in ["Số: 8/UBND", "Kính gửi: Trường THCS Hai", "Người Mẫu"] {
        assert!(
            text.contains(words) || text.contains(&words.replace(": 8", ": 08")),
            "{words:?} not in\n{text}"
        );
    }
    assert!(!text.contains("Người Hai") && !text.contains("c@d.vn"), "{text}");
}

/// One file to be printed: every paper on a page of its own, as it would be
/// alone.
#[test]
fn all_papers_may_go_into_one_file() {
    let folder = folder(&[("moi.yaml", INVITATION), ("bang.csv", PARENTS)]);
    let (code, said) = lo(folder.path(), &["--mot-tep", "in.docx"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Đã ghi 2 văn bản vào in.docx"), "{said}");
    let bytes = fs::read(folder.path().join("in.docx")).unwrap();
    let text = Word::open(&bytes).text();
    assert!(text.contains("Nguyễn Thị An") && text.contains("Trần Văn Bình"), "{text}");
    assert_eq!(text.matches("GIẤY MỜI").count(), 2);
    let alone = lo(folder.path(), &["-o", "ra"]);
    assert_eq!(alone.0, 0);
    let together: String = texts(&folder.path().join("ra")).into_values().collect();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&text), words(&together));
    assert_eq!(lo(folder.path(), &["--mot-tep", "in.docx"]).0, 0, "the same command again");
    assert_eq!(fs::read(folder.path().join("in.docx")).unwrap(), bytes);
    let (code, said) = lo(folder.path(), &["--mot-tep", "in.pdf"]);
    assert!(code == 2 && said.contains("phải có đuôi .docx"), "{said}");
    let note = INVITATION.replace("toi_du: họp lớp", "toi_du: \"họp lớp[^1]\\n\\n[^1]: Lớp 6A.\"");
    fs::write(folder.path().join("moi.yaml"), note).unwrap();
    let (code, said) = lo(folder.path(), &["--mot-tep", "chu-thich.docx"]);
    assert!(code == 2 && said.contains("chú thích"), "{said}");
    assert!(!folder.path().join("chu-thich.docx").exists());
}

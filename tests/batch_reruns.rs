//! A batch that is run again: numbers stay with their rows, files of rows that
//! are gone are told of, register and letters agree, one run at a time writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

mod support;

const PLAN: &str = "\
loai: ke_hoach
co_quan: {chu_quan: UBND xã A, ten: Trường Mẫu, viet_tat: TM}
dia_danh: Xã A
ngay: 05/01/2026
trich_yeu: Dân vận năm 2026
noi_dung: Việc chung của nhà trường.
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Người Mẫu}
noi_nhan: [Các tổ]
";

const NUMBERED: [&str; 4] = ["--so-tu", "45", "--so-dang-ky", "so.xlsx"];

fn vanban(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.current_dir(folder).args(arguments);
    command
}

/// A table of schools by their names; the sign of each is its name.
fn table(schools: &[&str]) -> String {
    let rows = schools.iter().map(|name| format!("Trường {name};{name};UBND xã;Xã;Người {name}\n"));
    format!("Tên trường;Viết tắt;Cơ quan chủ quản;Địa danh;Hiệu trưởng\n{}", rows.collect::<String>())
}

fn folder_with(schools: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("kh.yaml"), PLAN).unwrap();
    fs::write(folder.path().join("truong.csv"), table(schools)).unwrap();
    folder
}

const BASE: [&str; 4] = ["lo", "kh.yaml", "--truong", "truong.csv"];

fn told_by(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs `lo` into `ra`; gives exit code and what users read.
fn batch(folder: &Path, extra: &[&str]) -> (i32, String) {
    let output = vanban(folder, &[&BASE[..], &["-o", "ra"], extra].concat()).output().unwrap();
    (output.status.code().unwrap(), told_by(&output))
}

/// Runs a numbered batch over these schools; gives what users read.
fn rerun(folder: &Path, schools: &[&str]) -> String {
    fs::write(folder.join("truong.csv"), table(schools)).unwrap();
    let (code, said) = batch(folder, &NUMBERED);
    assert_eq!(code, 0, "{said}");
    agree(folder, schools);
    said
}

fn names(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let is_file = |name: &String| folder.join(name).is_file();
    names(folder)
        .into_iter()
        .filter(is_file)
        .map(|name| (name.clone(), fs::read(folder.join(name)).unwrap()))
        .collect()
}

/// Number and sign of the letter of a school, as printed.
fn sign_of(folder: &Path, stt: usize, school: &str) -> String {
    let path = folder.join(format!("ra/{stt:03}-truong-{}.docx", school.to_lowercase()));
    let text =
        support::Word::open(&fs::read(&path).unwrap_or_else(|_| panic!("no {}", path.display()))).text();
    let line = text.lines().find(|line| line.starts_with("Số: ")).unwrap();
    line.trim_start_matches("Số: ").to_owned()
}

/// The signs in the register, from the top.
fn register(folder: &Path) -> Vec<String> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.join("so.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Sổ đăng ký văn bản đi").unwrap();
    sheet.rows().skip(3).map(|row| row[0].to_string()).collect()
}

fn agree(folder: &Path, schools: &[&str]) {
    let letters: Vec<String> =
        schools.iter().enumerate().map(|(index, school)| sign_of(folder, index + 1, school)).collect();
    assert_eq!(register(folder), letters);
}

fn signs(folder: &Path) -> String {
    register(folder).join(" ").replace("/KH", "")
}

#[test]
fn the_same_command_works_again() {
    let folder = folder_with(&["A", "B"]);
    rerun(folder.path(), &["A", "B"]);
    let before = files(&folder.path().join("ra"));
    let book = fs::read(folder.path().join("so.xlsx")).unwrap();
    let said = rerun(folder.path(), &["A", "B"]);
    assert!(said.contains("2 tệp không đổi"), "{said}");
    assert!(before == files(&folder.path().join("ra")), "the same bytes");
    assert!(book == fs::read(folder.path().join("so.xlsx")).unwrap(), "the same register");
    for other in [&["--zip", "ra.zip"][..], &["--mot-tep", "in.docx"]] {
        for time in ["first", "second"] {
            let output = vanban(folder.path(), &[&BASE[..], other].concat()).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{time} {other:?}: {}", told_by(&output));
        }
    }
}

/// A register or an archive of somebody else, or one written into, stays; and
/// no letter is written before that is known.
#[test]
fn what_others_made_is_asked_for_before_anything_is_written() {
    let folder = folder_with(&["A"]);
    fs::write(folder.path().join("so.xlsx"), "của người khác").unwrap();
    fs::write(folder.path().join("ra.zip"), "của người khác").unwrap();
    let (code, told) = batch(folder.path(), &NUMBERED);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("đã có tệp so.xlsx"), "{told}");
    assert!(!folder.path().join("ra").exists());
    let output = vanban(folder.path(), &[&BASE[..], &["--zip", "ra.zip"]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    fs::remove_file(folder.path().join("so.xlsx")).unwrap();
    fs::remove_file(folder.path().join("ra.zip")).unwrap();
    rerun(folder.path(), &["A"]);
    // Written into by hand: another cell, another file in the archive.
    let output = vanban(folder.path(), &[&BASE[..], &["--zip", "ra.zip"]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    for (name, part) in [("so.xlsx", "xl/worksheets/sheet1.xml"), ("ra.zip", "001-truong-a.docx")] {
        let path = folder.path().join(name);
        let mut parts =
            zip::ZipWriter::new_append(fs::OpenOptions::new().read(true).write(true).open(&path).unwrap())
                .unwrap();
        parts
            .start_file(format!("them-{}", part.replace('/', "-")), zip::write::SimpleFileOptions::default())
            .unwrap();
        parts.finish().unwrap();
    }
    let letters = files(&folder.path().join("ra"));
    fs::write(folder.path().join("kh.yaml"), PLAN.replace("Việc chung", "Việc khác")).unwrap();
    let (code, told) = batch(folder.path(), &NUMBERED);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("so.xlsx: tệp này đã được sửa"), "{told}");
    assert!(letters == files(&folder.path().join("ra")), "nothing was written");
    let output = vanban(folder.path(), &[&BASE[..], &["--zip", "ra.zip"]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", told_by(&output));
}

#[test]
fn numbers_stay_when_rows_are_inserted_removed_and_moved() {
    let folder = folder_with(&[]);
    rerun(folder.path(), &["A", "B", "C"]);
    assert_eq!(signs(folder.path()), "45-A 46-B 47-C");
    // A row in between gets the next free number.
    rerun(folder.path(), &["A", "X", "B", "C"]);
    assert_eq!(signs(folder.path()), "45-A 48-X 46-B 47-C");
    // The number of a row that is gone is told of and never given again.
    let said = rerun(folder.path(), &["A", "X", "C"]);
    assert!(said.contains("không cấp lại: 46 (003-truong-b.docx)"), "{said}");
    assert_eq!(signs(folder.path()), "45-A 48-X 47-C");
    rerun(folder.path(), &["A", "X", "C", "Y", "Z"]);
    assert_eq!(signs(folder.path()), "45-A 48-X 47-C 49-Y 50-Z");
    rerun(folder.path(), &["Z", "C", "A", "Y", "X"]);
    assert_eq!(signs(folder.path()), "50-Z 47-C 45-A 49-Y 48-X");
    // Who comes back has the old number.
    let said = rerun(folder.path(), &["Z", "C", "A", "Y", "X", "B"]);
    assert_eq!(signs(folder.path()), "50-Z 47-C 45-A 49-Y 48-X 46-B");
    assert!(!said.contains("không cấp lại"), "{said}");
    // Without numbers the run would take them away.
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("thêm --so-tu 45"), "{said}");
    agree(folder.path(), &["Z", "C", "A", "Y", "X", "B"]);
}

#[test]
fn a_school_that_was_renamed_keeps_its_number() {
    let folder = folder_with(&[]);
    rerun(folder.path(), &["A", "B", "C"]);
    let said = rerun(folder.path(), &["A", "Q", "C"]);
    assert!(said.contains("giữ số 46"), "{said}");
    assert!(said.contains("ra/002-truong-b.docx; thêm --don"), "{said}");
    assert_eq!(signs(folder.path()), "45-A 46-Q 47-C");
    // Two at once may be others: they get new numbers, and are told of.
    let said = rerun(folder.path(), &["A", "R", "S"]);
    assert!(said.contains("không biết có dòng nào chỉ đổi tên") && said.contains("cột Số"), "{said}");
    assert_eq!(signs(folder.path()), "45-A 48-R 49-S");
    // At another place it may be another school too.
    let said = rerun(folder.path(), &["A", "S", "T"]);
    assert_eq!(signs(folder.path()), "45-A 49-S 50-T", "{said}");
}

#[test]
fn a_row_that_is_left_out_keeps_its_number() {
    let folder = folder_with(&[]);
    let faulty = table(&["A", "B", "C"]).replace("Trường B;B", "Trường B;");
    fs::write(folder.path().join("truong.csv"), faulty).unwrap();
    assert_eq!(batch(folder.path(), &[&NUMBERED[..], &["--bo-qua-loi"]].concat()).0, 1);
    assert_eq!(register(folder.path()), ["45/KH-A", "47/KH-C"]);
    rerun(folder.path(), &["A", "B", "C", "D"]);
    assert_eq!(signs(folder.path()), "45-A 46-B 47-C 48-D");
}

#[test]
fn files_of_rows_that_are_gone_are_told_of_and_put_aside() {
    let folder = folder_with(&["A", "B"]);
    assert_eq!(batch(folder.path(), &[]).0, 0);
    fs::write(folder.path().join("truong.csv"), table(&["A"])).unwrap();
    fs::write(folder.path().join("ra/cua-toi.docx"), "không phải của lô").unwrap();
    for time in ["first", "second"] {
        let (code, said) = batch(folder.path(), &[]);
        assert_eq!(code, 0, "{said}");
        assert!(
            said.contains("1 tệp của những dòng không còn trong bảng: ra/002-truong-b.docx"),
            "{time}: {said}"
        );
    }
    let letter = fs::read(folder.path().join("ra/002-truong-b.docx")).unwrap();
    fs::create_dir(folder.path().join("ra/da-bo")).unwrap();
    fs::write(folder.path().join("ra/da-bo/002-truong-b.docx"), "bản trước").unwrap();
    let (code, said) = batch(folder.path(), &["--don"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(fs::read(folder.path().join("ra/da-bo/002-truong-b-2.docx")).unwrap(), letter);
    assert_eq!(fs::read(folder.path().join("ra/da-bo/002-truong-b.docx")).unwrap(), "bản trước".as_bytes());
    let left = ["001-truong-a.docx", "cua-toi.docx", "da-bo", "vanban-lo.jsonl"];
    assert!(names(&folder.path().join("ra")).iter().eq(left), "{said}");
    let (_, said) = batch(folder.path(), &["--don"]);
    assert!(!said.contains("không còn trong bảng"), "{said}");
}

/// A run that goes on, with its lock there.
fn running(folder: &Path, extra: &[&str], lock: &str) -> Child {
    let mut command = vanban(folder, &[&BASE[..], &["-o", "ra"], extra].concat());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    while !folder.join("ra").join(lock).exists() {
        assert!(child.try_wait().unwrap().is_none(), "the run was over before it was seen");
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

fn many() -> Vec<String> {
    (1..=400).map(|n| format!("T{n}")).collect()
}

#[test]
fn a_second_run_is_refused_and_shares_work_side_by_side() {
    let schools = many();
    let schools: Vec<&str> = schools.iter().map(String::as_str).collect();
    let folder = folder_with(&schools);
    let mut first = running(folder.path(), &[], "vanban-lo.khoa");
    for extra in [&[][..], &["--phan", "1/2"]] {
        let (code, said) = batch(folder.path(), extra);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("một lệnh lo khác đang ghi vào ra"), "{said}");
    }
    assert!(first.wait().unwrap().success());
    assert_eq!(names(&folder.path().join("ra")).len(), 401, "no lock is left");

    let whole = files(&folder.path().join("ra"));
    fs::remove_dir_all(folder.path().join("ra")).unwrap();
    let mut one = running(folder.path(), &["--phan", "1/2"], "vanban-lo-1-2.khoa");
    let mut two = running(folder.path(), &["--phan", "2/2"], "vanban-lo-2-2.khoa");
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2, "{said}");
    assert_eq!(vanban(folder.path(), &["lo", "--gop", "-o", "ra"]).output().unwrap().status.code(), Some(2));
    assert!(one.wait().unwrap().success() && two.wait().unwrap().success());
    assert_eq!(vanban(folder.path(), &["lo", "--gop", "-o", "ra"]).output().unwrap().status.code(), Some(0));
    assert!(whole == files(&folder.path().join("ra")));
}

/// Killed and run again, the lock is taken over and the numbers are those of
/// an undisturbed run.
#[test]
fn a_killed_run_is_taken_over() {
    let schools = many();
    let mut schools: Vec<&str> = schools.iter().map(String::as_str).collect();
    let folder = folder_with(&schools);
    let numbered = ["--so-tu", "45"];
    let mut run = running(folder.path(), &numbered, "vanban-lo.khoa");
    while names(&folder.path().join("ra")).len() < 200 && run.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert!(names(&folder.path().join("ra")).len() < 400, "the kill came too late to tell anything");
    let (code, said) = batch(folder.path(), &numbered);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("bị ngắt giữa chừng (tiến trình ") && said.contains("nay làm tiếp"), "{said}");
    assert!(!folder.path().join("ra/vanban-lo.khoa").exists());
    let undisturbed = folder_with(&schools);
    assert_eq!(batch(undisturbed.path(), &numbered).0, 0);
    assert!(files(&folder.path().join("ra")) == files(&undisturbed.path().join("ra")));
    schools.insert(0, "MOI");
    rerun(folder.path(), &schools);
    assert_eq!(register(folder.path())[..3], ["445/KH-MOI", "45/KH-T1", "46/KH-T2"]);
}

/// Shares number a table alike, and never anew what one of them gave.
#[test]
fn shares_keep_numbers_too() {
    let folder = folder_with(&["A", "B", "C", "D"]);
    let share = |share: &str| batch(folder.path(), &["--so-tu", "45", "--phan", share]);
    let merge = || vanban(folder.path(), &["lo", "--gop", "-o", "ra"]).output().unwrap();
    assert_eq!((share("1/2").0, share("2/2").0), (0, 0));
    fs::write(folder.path().join("truong.csv"), table(&["X", "A", "B", "C", "D"])).unwrap();
    let (code, said) = share("1/2");
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("chưa gộp") && said.contains("--gop"), "{said}");
    assert_eq!(merge().status.code(), Some(0));
    assert_eq!((share("1/2").0, share("2/2").0), (0, 0));
    let output = merge();
    assert_eq!(output.status.code(), Some(0), "{}", told_by(&output));
    rerun(folder.path(), &["X", "A", "B", "C", "D"]);
    assert_eq!(signs(folder.path()), "49-X 45-A 46-B 47-C 48-D");
    let (code, said) = batch(folder.path(), &["--phan", "1/2", "--so-tu", "45", "--so-dang-ky", "so.xlsx"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("không dùng cùng --phan"), "{said}");
}

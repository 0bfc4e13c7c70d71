//! One document for many schools, through the command line: tables, names,
//! faults, reruns, shares, strangers' cells.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

mod support;

const PLAN: &str = "\
loai: ke_hoach
co_quan: {chu_quan: UBND xã A, ten: Trường Mẫu, viet_tat: TM}
so: 1
dia_danh: Xã A
ngay: 05/01/2026
trich_yeu: Dân vận năm 2026
mo_dau: \"{{ co_quan.ten }} có {{ bien.so_lop }} lớp:\"
noi_dung:
  - tieu_de: Chung
    noi_dung: Việc chung.
  - tieu_de: Trường lớn
    khi: bien.so_lop >= 20
    noi_dung: Việc của trường lớn.
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Người Mẫu}
noi_nhan: [Các tổ]
bien: {so_lop: 0}
";

const TABLE: &str = "\
Tên trường;Viết tắt;Cơ quan chủ quản;Địa danh;Hiệu trưởng;bien.so_lop;Nơi nhận\r\n\
Trường THCS Một;THCSM;UBND xã B;Xã B;Nguyễn Thị Một;12;\"Phòng Văn hóa; Các tổ\"\r\n\
\"Trường \"\"Hai\"\"\";TH2;UBND xã C;Xã C;Trần Văn Hai;24;Các tổ\r\n";

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

fn folder_with(table: impl AsRef<[u8]>) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("kh.yaml"), PLAN).unwrap();
    fs::write(folder.path().join("truong.csv"), table).unwrap();
    folder
}

/// Runs `lo` on `truong.csv` into `ra`; gives exit code and what users read.
fn batch(folder: &Path, extra: &[&str]) -> (i32, String) {
    let base = ["lo", "kh.yaml", "--truong", "truong.csv", "-o", "ra"];
    let output = vanban(folder, &[&base[..], extra].concat());
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The files of a folder and their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let file =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    entries.map(|entry| file(entry.unwrap())).collect()
}

fn text_of(path: &Path) -> String {
    support::Word::open(&fs::read(path).unwrap()).text()
}

fn header() -> &'static str {
    TABLE.split("\r\n").next().unwrap()
}

/// A table of `count` schools.
fn table_of(count: usize) -> String {
    let rows = (1..=count).map(|n| format!("Trường {n};T{n};UBND xã {n};Xã {n};Người {n};{n};Các tổ\r\n"));
    format!("{}\r\n{}", header(), rows.collect::<String>())
}

#[test]
fn every_school_gets_its_own() {
    let folder = folder_with(TABLE);
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Đã ghi 2 tệp"), "{said}");
    let names: Vec<String> = files(&folder.path().join("ra")).into_keys().collect();
    assert_eq!(names, ["001-truong-thcs-mot.docx", "002-truong-hai.docx", "vanban-lo.jsonl"]);
    let one = text_of(&folder.path().join("ra/001-truong-thcs-mot.docx"));
    for words in [
        "UBND XÃ B\n",
        "TRƯỜNG THCS MỘT\n",
        "Số: 01/KH-THCSM\n",
        "Xã B, ngày 05 tháng 01 năm 2026\n",
        "Trường THCS Một có 12 lớp:\n",
        "Nguyễn Thị Một\n",
        "- Phòng Văn hóa;\n",
        "- Các tổ;\n",
        "- Lưu: VT.\n",
    ] {
        assert!(one.contains(words), "{words:?} not in\n{one}");
    }
    assert!(!one.contains("Mẫu") && !one.contains("TRƯỜNG LỚN"), "nothing of the plan's own school:\n{one}");
    let two = text_of(&folder.path().join("ra/002-truong-hai.docx"));
    assert!(two.contains("TRƯỜNG \"HAI\"\n") && two.contains("II. TRƯỜNG LỚN\n"), "{two}");
}

#[test]
fn tables_of_all_sorts_give_the_same_files() {
    let folder = folder_with(table_of(3));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let yaml = "- {co_quan: {ten: Trường 1, viet_tat: T1, chu_quan: UBND xã 1}, dia_danh: Xã 1, nguoi_ky.ho_ten: Người 1, bien: {so_lop: 1}, noi_nhan: [Các tổ]}\n".to_owned();
    for (row, line) in (0..).zip(table_of(3).lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    workbook.save(folder.path().join("truong.xlsx")).unwrap();
    let yaml: String =
        (1..=3).map(|n| yaml.replace(" 1", &format!(" {n}")).replace("T1", &format!("T{n}"))).collect();
    fs::write(folder.path().join("truong.yaml"), yaml).unwrap();
    let commas = table_of(3).replace(';', ",");
    fs::write(folder.path().join("phay.csv"), format!("\u{FEFF}{commas}")).unwrap();
    let docx = |table: &str| {
        let output = vanban(
            folder.path(),
            &["lo", "kh.yaml", "--truong", table, "-o", table.split('.').next_back().unwrap()],
        );
        assert_eq!(output.status.code(), Some(0), "{table}: {}", String::from_utf8_lossy(&output.stderr));
        let mut all = files(&folder.path().join(table.split('.').next_back().unwrap()));
        all.retain(|name, _| name.ends_with(".docx"));
        assert_eq!(all.len(), 3);
        all
    };
    let expected = docx("truong.xlsx");
    assert!(expected == docx("truong.yaml"), "YAML");
    assert!(expected == docx("phay.csv"), "CSV with commas and a mark");
}

#[test]
fn all_faults_come_in_one_table_and_nothing_is_written() {
    let rows = "Trường Một;T1;UBND xã B;Xã B;Người Một;x1;\r\n\
                Trường Hai;;UBND xã B;Xã B;Người Hai;2;\r\n\
                ;T3;UBND xã B;Xã B;;3;\r\n\
                Trường Một;T4;UBND xã B;Xã B;Người Bốn;4;\r\n";
    let folder = folder_with(format!("{}\r\n{rows}", header()));
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2);
    for words in [
        "Dòng",
        "Cột",
        "Điều gì",
        "Cách sửa",
        "`co_quan.viet_tat`",
        "Viết tắt",
        "`co_quan.ten`",
        "`nguoi_ky.ho_ten`",
        "trùng với trường ở dòng 2",
        "4 trên 4 dòng có lỗi: chưa ghi tệp nào",
    ] {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    assert_eq!(files(&folder.path().join("ra")).len(), 0);
    let json = vanban(
        folder.path(),
        &["lo", "kh.yaml", "--truong", "truong.csv", "-o", "ra", "--dinh-dang", "json"],
    );
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["lo"]["dong_loi"][0]["dong"], 2, "x1 is no number to compare");
}

#[test]
fn good_rows_can_be_made_and_the_exit_code_says_so() {
    let rows = "Trường Một;T1;UBND xã B;Xã B;Người Một;1;\r\nTrường Hai;;UBND xã B;Xã B;Người Hai;2;\r\n";
    let folder = folder_with(format!("{}\r\n{rows}", header()));
    let (code, said) = batch(folder.path(), &["--bo-qua-loi"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("Đã ghi 1 tệp") && said.contains("1 dòng lỗi bị bỏ qua"), "{said}");
    assert!(folder.path().join("ra/001-truong-mot.docx").is_file());
}

#[test]
fn unknown_and_missing_columns_are_told() {
    let folder = folder_with("Tên trườngg;Hiệu trưởn\r\nA;B\r\n");
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(said.contains("không dùng cột `Hiệu trưởn`") && said.contains("`hieu-truong`"), "{said}");
    let folder = folder_with("Đơn vị dự thi;Viết tắt\r\nTrường Một;T1\r\n");
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(said.contains("bảng không có cột tên trường (`co_quan.ten`)"), "{said}");
    let (code, said) = batch(folder.path(), &["--cot", "Đơn vị dự thi=co_quan.ten"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("mọi trường đều mang \"Người Mẫu\""), "{said}");
    let (code, said) = batch(folder.path(), &["--cot", "Đơn vị=co_quan.ten"]);
    assert_eq!(code, 2);
    assert!(said.contains("bảng không có cột `Đơn vị` (nêu ở --cot)"), "{said}");
}

#[test]
fn an_empty_table_is_refused() {
    for table in ["", "Tên trường;Viết tắt\r\n", "\r\n\r\n"] {
        let folder = folder_with(table);
        let (code, said) = batch(folder.path(), &[]);
        assert_eq!(code, 2, "{table:?}: {said}");
        assert_eq!(files(&folder.path().join("ra")).len(), 0);
    }
}

/// Cells that would lead out of the folder, run, or break a file.
#[test]
fn hostile_cells_print_as_typed_and_stay_in_the_folder() {
    let hostile = [
        "../../x",
        "CON",
        "{{ 7*7 }}",
        "=1+1",
        "🙂 Trường",
        "a\nb",
        "{% raw %}",
        "*A* _b_ <?ket?>",
        "TRU\u{031B}O\u{031B}\u{0300}NG",
    ];
    let long = "Trường ".repeat(43);
    let mut table = format!("{}\r\n", header());
    for (n, cell) in hostile.iter().copied().chain([long.trim()]).enumerate() {
        table.push_str(&format!("\"{cell}\";T{n};UBND xã;Xã;Người;1;\"{cell}\"\r\n"));
    }
    let folder = folder_with(&table);
    let (code, said) = batch(folder.path(), &["--ten", "{{ co_quan.ten }}"]);
    assert_eq!(code, 0, "{said}");
    let made = files(&folder.path().join("ra"));
    assert_eq!(made.len(), hostile.len() + 2, "{:?}", made.keys());
    for name in
        ["x.docx", "_CON.docx", "{{ 7-7 }}.docx", "=1+1.docx", "🙂 Trường.docx", "a-b.docx", "TRƯỜNG.docx"]
    {
        assert!(made.contains_key(name), "{name} not in {:?}", made.keys());
    }
    assert!(made.keys().all(|name| name.len() <= 160));
    let outside: Vec<String> =
        files(folder.path().parent().unwrap().join("khong-co").as_path()).into_keys().collect();
    assert!(outside.is_empty());
    let left: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
    let text = text_of(&folder.path().join("ra/{{ 7-7 }}.docx"));
    assert!(text.contains("{{ 7*7 }} có 1 lớp:\n") && text.contains("- {{ 7*7 }};\n"), "{text}");
    let text = text_of(&folder.path().join("ra/=1+1.docx"));
    assert!(text.contains("=1+1 có 1 lớp"), "{text}");
}

#[test]
fn nul_and_old_code_pages_are_findings() {
    let folder = folder_with(format!("{}\r\nTrường\0Một;T;U;X;N;1;\r\n", header()));
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(said.contains("U+0000"), "{said}");
    let folder = folder_with([header().as_bytes(), b"\r\nTr\xC6\xFBng;T;U;X;N;1;\r\n"].concat());
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(said.contains("không phải UTF-8") && said.contains("dòng 2"), "{said}");
}

#[test]
fn doubled_names_become_unique_without_regard_to_case() {
    let rows = "Trường Một;T1;U1;X;N;1;\r\nTRƯỜNG MỘT;T2;U2;X;N;1;\r\nTrường Một;T3;U3;X;N;1;\r\n";
    let folder = folder_with(format!("{}\r\n{rows}", header()));
    let (code, said) = batch(folder.path(), &["--ten", "{{ co_quan.ten | slug }}"]);
    assert_eq!(code, 0, "{said}");
    let names: Vec<String> = files(&folder.path().join("ra")).into_keys().collect();
    assert_eq!(names, ["truong-mot-2.docx", "truong-mot-3.docx", "truong-mot.docx", "vanban-lo.jsonl"]);
    let (code, said) = batch(folder.path(), &["--ten", "{{ co_quan.tenn }}"]);
    assert_eq!(code, 2, "{said}");
    let (code, said) = batch(folder.path(), &["--ten", "{{ x"]);
    assert_eq!(code, 2, "{said}");
}

#[test]
fn numbers_run_in_sequence() {
    let folder = folder_with(table_of(3));
    assert_eq!(batch(folder.path(), &["--so-tu", "45", "--ten", "{{ so }}-{{ co_quan.ten | slug }}"]).0, 0);
    for (number, school) in [(45, 1), (46, 2), (47, 3)] {
        let text = text_of(&folder.path().join(format!("ra/{number}-truong-{school}.docx")));
        assert!(text.contains(&format!("Số: {number}/KH-T{school}\n")), "{text}");
    }
}

/// NĐ 30, Phụ lục IV, I: ten columns at least.
#[test]
fn a_register_of_outgoing_documents_is_written_on_demand() {
    let folder = folder_with(table_of(2));
    assert_eq!(batch(folder.path(), &["--so-tu", "45", "--so-dang-ky", "so.xlsx"]).0, 0);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("so.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Sổ đăng ký văn bản đi").unwrap();
    let row = |index: usize| -> Vec<String> {
        sheet.rows().nth(index).unwrap().iter().map(ToString::to_string).collect()
    };
    assert_eq!(row(1).len(), 10);
    assert_eq!(row(1)[0], "Số, ký hiệu văn bản");
    let expected = ["45/KH-T1", "05/01/2026", "Kế hoạch Dân vận năm 2026", "Người 1", "Các tổ", "VT"];
    assert_eq!(row(3)[..6], expected);
    assert_eq!(row(4)[0], "46/KH-T2");
}

/// The register has the words that are printed: no template, no Markdown.
#[test]
fn the_register_has_what_is_printed() {
    let folder = folder_with(
        "Tên trường;Viết tắt;Cơ quan chủ quản;Địa danh;Hiệu trưởng\nTrường 1;T1;UBND xã 1;Xã 1;Người 1\n",
    );
    let recipients = "noi_nhan: [\"Các tổ của {{ co_quan.ten }}\", \"**Phụ huynh**\", \"Lưu: VT, KT\"]";
    fs::write(folder.path().join("kh.yaml"), PLAN.replace("noi_nhan: [Các tổ]", recipients)).unwrap();
    let (code, said) = batch(folder.path(), &["--so-tu", "1", "--so-dang-ky", "so.xlsx"]);
    assert_eq!(code, 0, "{said}");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("so.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Sổ đăng ký văn bản đi").unwrap();
    let cell = |column| sheet.get_value((3, column)).unwrap().to_string();
    assert_eq!(cell(4), "Các tổ của Trường 1; Phụ huynh");
    assert_eq!(cell(5), "VT, KT");
    assert_eq!(cell(3), "Người 1");
}

#[test]
fn one_archive_holds_the_same_files() {
    let folder = folder_with(table_of(3));
    assert_eq!(batch(folder.path(), &[]).0, 0);
    let output = vanban(folder.path(), &["lo", "kh.yaml", "--truong", "truong.csv", "--zip", "ra.zip"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let mut archive =
        zip::ZipArchive::new(Cursor::new(fs::read(folder.path().join("ra.zip")).unwrap())).unwrap();
    let mut made = files(&folder.path().join("ra"));
    made.remove("vanban-lo.jsonl");
    assert_eq!(archive.len(), made.len());
    for (name, bytes) in made {
        let mut packed = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut packed).unwrap();
        assert!(packed == bytes, "{name}");
    }
}

#[test]
fn a_rerun_writes_only_what_changed() {
    let folder = folder_with(table_of(5));
    assert_eq!(batch(folder.path(), &[]).0, 0);
    let (_, said) = batch(folder.path(), &[]);
    assert!(said.contains("Đã ghi 0 tệp") && said.contains("5 tệp không đổi"), "{said}");
    fs::write(folder.path().join("truong.csv"), table_of(5).replace("Người 3", "Người Ba")).unwrap();
    let (_, said) = batch(folder.path(), &[]);
    assert!(said.contains("Đã ghi 1 tệp") && said.contains("4 tệp không đổi"), "{said}");
    fs::remove_file(folder.path().join("ra/002-truong-2.docx")).unwrap();
    let (_, said) = batch(folder.path(), &[]);
    assert!(said.contains("Đã ghi 1 tệp"), "{said}");
    fs::write(folder.path().join("kh.yaml"), PLAN.replace("Việc chung", "Việc khác")).unwrap();
    let (_, said) = batch(folder.path(), &[]);
    assert!(said.contains("Đã ghi 5 tệp"), "{said}");
}

/// A file that a clerk edited is found before anything is written.
#[test]
fn an_edited_file_is_not_replaced() {
    let folder = folder_with(table_of(3));
    assert_eq!(batch(folder.path(), &[]).0, 0);
    fs::write(folder.path().join("ra/002-truong-2.docx"), "sửa tay").unwrap();
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(said.contains("002-truong-2.docx") && said.contains("--force"), "{said}");
    assert_eq!(fs::read(folder.path().join("ra/002-truong-2.docx")).unwrap(), "sửa tay".as_bytes());
    assert_eq!(batch(folder.path(), &["--force"]).0, 0);
    assert!(text_of(&folder.path().join("ra/002-truong-2.docx")).contains("TRƯỜNG 2"));
}

/// Killed at any point, the run leaves whole files only, and the next run ends
/// where an undisturbed one does, byte by byte.
#[test]
fn a_killed_run_continues_where_it_stopped() {
    let table = table_of(700);
    let whole = folder_with(&table);
    assert_eq!(batch(whole.path(), &[]).0, 0);
    let expected = files(&whole.path().join("ra"));
    assert_eq!(expected.len(), 701);

    let folder = folder_with(&table);
    let mut killed_midway = 0;
    let count = || {
        let Ok(entries) = fs::read_dir(folder.path().join("ra")) else { return 0 };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".docx") && !name.starts_with('.')).count()
    };
    for files_before_the_kill in [0, 1, 150, 300, 555] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vanban"))
            .current_dir(folder.path())
            .args(["lo", "kh.yaml", "--truong", "truong.csv", "-o", "ra"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while count() < files_before_the_kill && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let left = files(&folder.path().join("ra"));
        killed_midway += usize::from((1..700).contains(&count()));
        for (name, bytes) in left.iter().filter(|(name, _)| name.ends_with(".docx") && !name.starts_with('.'))
        {
            assert!(expected[name] == *bytes, "{name} is whole");
        }
    }
    assert!(killed_midway > 0, "no kill came midway; the test tells nothing");
    assert_eq!(batch(folder.path(), &[]).0, 0);
    let ended = files(&folder.path().join("ra"));
    assert_eq!(ended.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(ended == expected);
}

#[test]
fn shares_make_the_whole_and_their_manifests_merge() {
    let table = table_of(20);
    let whole = folder_with(&table);
    assert_eq!(batch(whole.path(), &[]).0, 0);
    let folder = folder_with(&table);
    for share in ["1/3", "2/3"] {
        assert_eq!(batch(folder.path(), &["--phan", share]).0, 0);
    }
    let merge = || vanban(folder.path(), &["lo", "--gop", "-o", "ra"]);
    let early = merge();
    assert_eq!(early.status.code(), Some(2));
    assert!(String::from_utf8(early.stderr).unwrap().contains("còn thiếu phần 3/3"));
    assert_eq!(batch(folder.path(), &["--phan", "3/3"]).0, 0);
    assert_eq!(merge().status.code(), Some(0));
    assert!(files(&folder.path().join("ra")) == files(&whole.path().join("ra")));
    let (_, said) = batch(folder.path(), &[]);
    assert!(said.contains("20 tệp không đổi"), "a whole run goes on from the merged manifest: {said}");
    assert_eq!(batch(folder.path(), &["--phan", "4/3"]).0, 2);
    assert_eq!(batch(folder.path(), &["--phan", "1/100000000"]).0, 2);
}

/// A manifest names files of its folder and no others.
#[test]
fn a_manifest_that_leads_out_of_its_folder_is_not_merged() {
    let folder = folder_with(table_of(1));
    assert_eq!(batch(folder.path(), &["--phan", "1/1"]).0, 0);
    let path = folder.path().join("ra/vanban-lo-1-1.jsonl");
    let manifest = fs::read_to_string(&path).unwrap();
    fs::rename(folder.path().join("ra/001-truong-1.docx"), folder.path().join("ngoai.docx")).unwrap();
    fs::write(&path, manifest.replace("001-truong-1.docx", "../ngoai.docx")).unwrap();
    let merged = vanban(folder.path(), &["lo", "--gop", "-o", "ra"]);
    assert_eq!(merged.status.code(), Some(2), "{}", String::from_utf8_lossy(&merged.stderr));
}

#[test]
fn a_zip_bomb_is_refused() {
    let folder = folder_with("");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..200 {
        std::io::Write::write_all(&mut archive, &vec![b' '; 1024 * 1024]).unwrap();
    }
    fs::write(folder.path().join("bom.xlsx"), archive.finish().unwrap().into_inner()).unwrap();
    let output = vanban(folder.path(), &["lo", "kh.yaml", "--truong", "bom.xlsx", "-o", "ra"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("bung ra quá lớn"));
}

#[test]
fn reports_are_made_from_a_folder_of_data_sheets() {
    let plan = PLAN.replace(
        "  - tieu_de: Chung\n",
        "  - tieu_de: Chung\n    nhiem_vu:\n      - {id: hop, viec: Họp, chi_tieu: [{id: buoi, ten: Số buổi, don_vi: buổi, moi_nam: 4}]}\n",
    ) + "bao_cao: {giai_doan: 2026-2027, kinh_gui: \"{{ co_quan.chu_quan }}\", hang_nam: 20/10}\n";
    let folder = folder_with(table_of(2));
    fs::write(folder.path().join("kh.yaml"), plan).unwrap();
    fs::create_dir(folder.path().join("so")).unwrap();
    for n in 1..=2 {
        let csv = format!("nhiem_vu;chi_tieu;nam;ket_qua\nhop;buoi;2026;{n}\n");
        fs::write(folder.path().join(format!("so/truong-{n}.csv")), csv).unwrap();
    }
    let run = || batch(folder.path(), &["--ky", "nam-2026", "--so-lieu", "so"]);
    let (code, said) = run();
    assert_eq!(code, 0, "{said}");
    for words in [
        "2 báo cáo còn chỗ trống",
        "001-truong-1.docx: kế hoạch: số văn bản",
        "số 1 của tệp chung không phải số kế hoạch của từng trường: 2 báo cáo chừa trống",
    ] {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    // A run that finds every file there tells the same.
    let (_, again) = run();
    assert!(again.contains("2 tệp không đổi") && again.contains("2 báo cáo còn chỗ trống"), "{again}");
    let text = text_of(&folder.path().join("ra/002-truong-2.docx"));
    for words in [
        "BÁO CÁO\n",
        "Kính gửi: UBND xã 2\n",
        "của Trường 2 về dân vận năm 2026",
        "Trong năm có 2 buổi, bằng 50% chỉ tiêu 4 buổi, còn thiếu 2 buổi.",
    ] {
        assert!(text.contains(words), "{words:?} not in\n{text}");
    }
    let numbered = ["--ky", "nam-2026", "--so-lieu", "so", "--so-tu", "7", "--so-dang-ky", "so.xlsx"];
    assert_eq!(batch(folder.path(), &numbered).0, 0);
    let text = text_of(&folder.path().join("ra/002-truong-2.docx"));
    assert!(
        text.contains("Số: 08/BC-T2\n") && text.contains("Kế hoạch số ............../KH-T2 ngày"),
        "{text}"
    );
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("so.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Sổ đăng ký văn bản đi").unwrap();
    assert_eq!(sheet.get_value((4, 0)).unwrap().to_string(), "08/BC-T2");
    fs::write(folder.path().join("so/truong-1.csv"), "nhiem_vu;chi_tieu;nam;ket_qua\nhop;buoi;2026;x\n")
        .unwrap();
    fs::remove_file(folder.path().join("so/truong-2.csv")).unwrap();
    let (code, said) = run();
    assert_eq!(code, 2);
    assert!(said.contains("`x` không phải là số") && said.contains("không có tệp số liệu"), "{said}");
}

/// A report cites the number that its school's plan went out under, which the
/// manifest of that batch knows, and never the common file's.
#[test]
fn reports_cite_the_numbers_of_the_batch_that_sent_the_plans() {
    let plan = PLAN.replace(
        "  - tieu_de: Chung\n",
        "  - tieu_de: Chung\n    nhiem_vu:\n      - {id: hop, viec: Họp, chi_tieu: [{id: buoi, ten: Số buổi, don_vi: buổi, moi_nam: 4}]}\n",
    ) + "bao_cao: {giai_doan: 2026-2027, kinh_gui: \"{{ co_quan.chu_quan }}\", hang_nam: 20/10}\n";
    let folder = folder_with(table_of(2));
    fs::write(folder.path().join("kh.yaml"), plan).unwrap();
    fs::create_dir(folder.path().join("so")).unwrap();
    for n in 1..=2 {
        let csv = format!("nhiem_vu;chi_tieu;nam;ket_qua\nhop;buoi;2026;{n}\n");
        fs::write(folder.path().join(format!("so/truong-{n}.csv")), csv).unwrap();
    }
    assert_eq!(batch(folder.path(), &["--so-tu", "45"]).0, 0);
    // The schools come in another order the next time.
    let lines: Vec<String> = table_of(2).lines().map(str::to_owned).collect();
    fs::write(folder.path().join("truong.csv"), [&lines[0][..], &lines[2], &lines[1]].join("\n")).unwrap();
    let arguments = ["lo", "kh.yaml", "--truong", "truong.csv", "--ky", "nam-2026", "--so-lieu", "so"];
    let run = |extra: &[&str]| vanban(folder.path(), &[&arguments[..], extra].concat());
    let output = run(&["-o", "bc", "--ke-khai", "ra/vanban-lo.jsonl"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!said.contains("tệp chung"), "{said}");
    for (name, sign) in [("001-truong-2", "46/KH-T2"), ("002-truong-1", "45/KH-T1")] {
        let text = text_of(&folder.path().join(format!("bc/{name}.docx")));
        assert!(text.contains(&format!("Kế hoạch số {sign} ngày")), "{text}");
    }
    // Its own manifest knows them too.
    let again = String::from_utf8(run(&["-o", "bc"]).stderr).unwrap();
    assert!(again.contains("2 tệp không đổi"), "{again}");
    let wrong = run(&["-o", "bc2", "--ke-khai", "truong.csv"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("không phải kê khai"));
}

/// What the checker finds in the rows is counted by rule.
#[test]
fn rows_are_checked_and_counted_by_rule() {
    let rows = "TRƯỜNG MỘT;T1;UBND xã B;Xã B;Người Một;1;Các tổ\r\n\
                Trường Hai;T2;UBND xã B;Xã B;TRẦN VĂN HAI;2;Các tổ\r\n";
    let folder = folder_with(format!("{}\r\n{rows}", header()));
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 0, "warnings are no failure: {said}");
    for words in
        ["ND30-II.2-ten_co_quan: 1 tệp: 001-truong-mot.docx", "ND30-II.7-ho_ten: 1 tệp: 002-truong-hai.docx"]
    {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    // An error of the common file is told once, and leaves nothing with --nghiem.
    fs::write(folder.path().join("kh.yaml"), PLAN.replace("Việc chung.", "Việc sử lý chung.")).unwrap();
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("lỗi GO-tu_nham: mọi tệp") && said.contains("kh.yaml:10"), "{said}");
    assert!(said.contains("vanban kiem-tra kh.yaml"), "{said}");
    let output =
        vanban(folder.path(), &["lo", "kh.yaml", "--truong", "truong.csv", "-o", "khong", "--nghiem"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("khong").exists(), "--nghiem writes nothing");
    // The office's own severities hold.
    fs::write(folder.path().join("vanban.toml"), "[luat]\n\"GO-tu_nham\" = \"goi_y\"\n").unwrap();
    assert_eq!(batch(folder.path(), &[]).0, 0);
}

/// What does not fit the page is told by `lo` as by `tao`.
#[test]
fn rows_are_told_of_tables_that_are_too_wide() {
    let folder = folder_with(table_of(2));
    let wide = "    bang: {cot: [{ten: A, rong: 150}, {ten: B, rong: 150}], dong: [[a, b]]}\n";
    let plan = PLAN.replace("    noi_dung: Việc chung.\n", &format!("    noi_dung: Việc chung.\n{wide}"));
    fs::write(folder.path().join("kh.yaml"), plan).unwrap();
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("1 cảnh báo: xem bằng lệnh  vanban kiem-tra kh.yaml"), "{said}");
    let shown = vanban(folder.path(), &["kiem-tra", "kh.yaml"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("[bang-rong]") && shown.contains("1 cảnh báo, 0 gợi ý"), "{shown}");
    let answer = answer(folder.path(), &[]);
    let told = &answer["lo"]["kiem_tra"][0];
    assert_eq!((&told["ma"], &told["so_tep"]), (&"bang-rong".into(), &2.into()));
}

/// What `lo` answers to programs, in `ra`.
fn answer(folder: &Path, extra: &[&str]) -> serde_json::Value {
    let base = ["lo", "kh.yaml", "--truong", "truong.csv", "-o", "ra", "--dinh-dang", "json"];
    serde_json::from_slice(&vanban(folder, &[&base[..], extra].concat()).stdout).unwrap()
}

/// People read the names of five files, programs all of them, and of the
/// files that were written.
#[test]
fn programs_read_the_names_of_all_files() {
    let folder =
        folder_with(table_of(8).replace("Trường ", "TRƯỜNG ").replacen("Tên TRƯỜNG ", "Tên trường", 1));
    let made = answer(folder.path(), &[]);
    let written = made["tep_da_ghi"].as_array().unwrap();
    assert_eq!((written.len(), &written[7]), (8, &"ra/008-truong-8.docx".into()));
    let rules = made["lo"]["kiem_tra"].as_array().unwrap();
    let told = rules.iter().find(|told| told["ma"] == "ND30-II.2-ten_co_quan").expect("capitals are told of");
    assert_eq!(told["tep"].as_array().unwrap().len(), 8);
    assert_eq!(answer(folder.path(), &[])["tep_da_ghi"], serde_json::json!([]), "nothing changed");
}

/// A variable that a column of the table would set.
#[test]
fn a_column_sets_the_variable_of_its_name_that_texts_use() {
    let folder = folder_with(table_of(2).replacen("bien.so_lop", "Số lớp", 1));
    fs::write(folder.path().join("kh.yaml"), PLAN.replace("bien: {so_lop: 0}\n", "")).unwrap();
    let made = answer(folder.path(), &[]);
    let columns = made["lo"]["cot"].as_array().unwrap();
    let told = columns.iter().find(|column| column["cot"] == "Số lớp").unwrap();
    assert_eq!((&told["khoa"], &made["ma_thoat"]), (&"bien.so_lop".into(), &0.into()), "{made}");
    assert!(text_of(&folder.path().join("ra/001-truong-1.docx")).contains("Trường 1 có 1 lớp:"));
    // One of another name is told of, with what would help.
    let folder = folder_with(table_of(2).replacen("bien.so_lop", "Lớp", 1));
    fs::write(folder.path().join("kh.yaml"), PLAN.replace("bien: {so_lop: 0}\n", "")).unwrap();
    let made = answer(folder.path(), &[]);
    let faults = made["lo"]["dong_loi"].as_array().unwrap();
    assert!(faults.iter().all(|fault| fault["thong_bao"] == "không có biến `bien.so_lop`"), "{made}");
    assert_eq!((faults.len(), &made["thong_bao"][0]["ma"]), (2, &"cot-la".into()));
    assert_eq!(batch(folder.path(), &["--cot", "Lớp=bien.so_lop"]).0, 0);
}

/// Reports bear the names of the letters: they never take their place, nor
/// those of one period the place of another's.
#[test]
fn a_folder_keeps_the_files_of_one_sort_of_run() {
    let folder = folder_with(table_of(1));
    let plan =
        format!("{PLAN}bao_cao: {{giai_doan: 2026-2027, kinh_gui: UBND xã, hang_nam: 20/10}}\n").replacen(
            "    noi_dung: Việc chung.\n",
            "    nhiem_vu: [{id: hop, viec: Họp, chi_tieu: [{id: buoi, ten: Số buổi, don_vi: buổi, moi_nam: 4}]}]\n",
            1,
        );
    fs::write(folder.path().join("kh.yaml"), plan).unwrap();
    fs::create_dir(folder.path().join("so")).unwrap();
    let sheet = "nhiem_vu;chi_tieu;nam;ket_qua\nhop;buoi;2026;4\n";
    fs::write(folder.path().join("so/truong-1.csv"), sheet).unwrap();
    assert_eq!(batch(folder.path(), &[]).0, 0);
    let letters = files(&folder.path().join("ra"));
    let report = ["--ky", "nam-2026", "--so-lieu", "so"];
    for extra in [&[][..], &["--force"]] {
        let (code, said) = batch(folder.path(), &[&report[..], extra].concat());
        assert_eq!(code, 2, "{said}");
        for words in ["đã có văn bản gửi các trường", "-o THƯ_MỤC", "--ke-khai ra/vanban-lo.jsonl"]
        {
            assert!(said.contains(words), "{words:?} not in\n{said}");
        }
        assert_eq!(files(&folder.path().join("ra")), letters);
    }
    // The manifest of 0.1 does not say what its run made.
    let manifest = folder.path().join("ra/vanban-lo.jsonl");
    let old = fs::read_to_string(&manifest).unwrap().replace(",\"ky\":\"\"", "");
    fs::write(&manifest, old).unwrap();
    assert_eq!(batch(folder.path(), &report).0, 0);
    assert_eq!(batch(folder.path(), &report).0, 0, "the same run again");
    let (code, said) = batch(folder.path(), &["--ky", "nam-2027", "--so-lieu", "so"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("đã có báo cáo kỳ nam-2026"), "{said}");
    assert_eq!(batch(folder.path(), &[]).0, 2, "nor do letters take the place of reports");
}

#[test]
fn names_that_promise_another_kind_of_file_are_refused() {
    let folder = folder_with(table_of(1));
    for (extra, words) in [
        (&["-o", "ra", "--ten", "{{ stt }}.pdf"][..], ".docx"),
        (&["--zip", "ra.rar"], ".zip"),
        (&["-o", "ra.docx"], "thư mục"),
        (&["-o", "ra", "--so-dang-ky", "so.csv"], ".xlsx"),
    ] {
        let output = vanban(folder.path(), &[&["lo", "kh.yaml", "--truong", "truong.csv"], extra].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{extra:?}: {said}");
        assert!(said.contains(words), "{extra:?}: {said}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "{extra:?}");
    }
}

/// An edited letter stops the batch, whatever program edited it.
#[test]
fn an_edited_letter_is_kept() {
    let folder = folder_with(table_of(2));
    assert_eq!(batch(folder.path(), &[]).0, 0);
    let path = folder.path().join("ra/002-truong-2.docx");
    let edited = support::edited(&fs::read(&path).unwrap());
    fs::write(&path, &edited).unwrap();
    let (code, said) = batch(folder.path(), &["--so-tu", "5"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("bằng chương trình khác"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), edited);
    assert_eq!(batch(folder.path(), &["--so-tu", "5", "--force"]).0, 0);
}

#[test]
fn a_condition_must_be_one() {
    let folder = folder_with(table_of(1));
    for (condition, expected) in [
        ("bien.so_lop >=", "viết sai cú pháp"),
        ("\"x %}{% include 'a' %}\"", "điều kiện không có"),
        ("bien.lop > 1", "không có biến"),
    ] {
        fs::write(folder.path().join("kh.yaml"), PLAN.replace("bien.so_lop >= 20", condition)).unwrap();
        let output = vanban(folder.path(), &["tao", "kh.yaml", "-o", "ra.docx"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{condition}: {said}");
        assert!(said.contains(expected), "{condition}: {said}");
    }
}

/// Ctrl+C ends the run after the rows at hand.
#[cfg(unix)]
#[test]
fn an_interrupted_run_says_so_and_can_go_on() {
    let folder = folder_with(table_of(900));
    let mut child = Command::new(env!("CARGO_BIN_EXE_vanban"))
        .current_dir(folder.path())
        .args(["lo", "kh.yaml", "--truong", "truong.csv", "-o", "ra"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !folder.path().join("ra/001-truong-1.docx").exists() {
        assert!(child.try_wait().unwrap().is_none(), "the run ended too early");
        std::thread::sleep(Duration::from_millis(1));
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("chạy lại lệnh này để làm tiếp"), "{said}");
    let left = files(&folder.path().join("ra"));
    assert!(left.keys().all(|name| !name.starts_with('.')), "no temporary file is left");
    let (_, said) = batch(folder.path(), &[]);
    assert!(!said.contains("Đã ghi 900 tệp") && said.contains("tệp không đổi"), "{said}");
}

/// A batch and a single build are the same program.
#[test]
fn a_row_with_the_plans_own_values_gives_what_tao_gives() {
    let row = "Trường Mẫu;TM;UBND xã A;Xã A;Người Mẫu;0;Các tổ\r\n";
    let folder = folder_with(format!("{}\r\n{row}", header()));
    assert_eq!(batch(folder.path(), &[]).0, 0);
    assert_eq!(vanban(folder.path(), &["tao", "kh.yaml", "-o", "mot.docx"]).status.code(), Some(0));
    let made = fs::read(folder.path().join("ra/001-truong-mau.docx")).unwrap();
    assert!(made == fs::read(folder.path().join("mot.docx")).unwrap());
}

/// A cell that says it stands there a billion times.
#[test]
fn repeated_cells_of_an_ods_file_are_bounded() {
    let folder = folder_with("");
    let content = |rows: u32, columns: u32| {
        format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
             <office:spreadsheet><table:table table:name=\"A\">\
             <table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell office:value-type=\"string\" \
             table:number-columns-repeated=\"{columns}\"><text:p>x</text:p></table:table-cell></table:table-row>\
             </table:table></office:spreadsheet></office:body></office:document-content>"
        )
    };
    for (rows, columns) in [(1_000_000, 1_000), (4_000_000_000, 4_000_000_000), (1, 16_000)] {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
            ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>".to_owned()),
            ("content.xml", content(rows, columns)),
        ] {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
        }
        fs::write(folder.path().join("bom.ods"), archive.finish().unwrap().into_inner()).unwrap();
        let output = vanban(folder.path(), &["lo", "kh.yaml", "--truong", "bom.ods", "-o", "ra"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("bảng lớn quá"), "{rows} x {columns}: {said}");
    }
}

/// What the whole program is for: no school carries another one's name.
#[test]
fn names_that_the_plan_spells_out_are_warned_of() {
    let folder = folder_with(table_of(2));
    fs::write(
        folder.path().join("kh.yaml"),
        PLAN.replace("Việc chung.", "Việc chung của Trường Mẫu ở Xã A."),
    )
    .unwrap();
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    for words in
        ["lời văn ghi thẳng `Trường Mẫu`", "kh.yaml:10:", "thay bằng {{ co_quan.ten }}", "ghi thẳng `Xã A`"]
    {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    let folder = folder_with(table_of(2));
    assert!(!batch(folder.path(), &[]).1.contains("ghi thẳng"));
}

/// A value with a comma of its own moves all that follow, the last one out of
/// the table.
#[test]
fn cells_in_no_column_are_refused_at_their_row() {
    let rows = "Trường Một,T1,UBND xã B,Mây, Trắng,Người Một,1,Các tổ\r\n\
                Trường Hai,T2,UBND xã B,Xã B,Người Hai,2,Các tổ,,\r\n\
                Trường Ba,T3,UBND xã B,Mây, Đen,Người Ba,3,Các tổ\r\n";
    let folder = folder_with(format!("{}\r\n{rows}", header().replace(';', ",")));
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 2, "{said}");
    for words in
        ["2, 4", "cột thứ 8", "nằm ngoài", "giá trị có dấu phẩy", "2 trên 3 dòng có lỗi: chưa ghi tệp nào"]
    {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    let (code, said) = batch(folder.path(), &["--bo-qua-loi"]);
    assert_eq!(code, 1, "{said}");
    let made: Vec<String> = files(&folder.path().join("ra")).into_keys().collect();
    assert_eq!(made, ["002-truong-hai.docx", "vanban-lo.jsonl"]);
    // A workbook: a cell beside the table, one below an empty title.
    for extra in [7, 8] {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, line) in (0..).zip(table_of(2).lines()) {
            for (column, cell) in (0..).zip(line.split(';')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        sheet.write_string(2, extra, "Trắng").unwrap();
        sheet.write_string(0, 9, "Ghi chú").unwrap();
        workbook.save(folder.path().join("truong.xlsx")).unwrap();
        let output = vanban(folder.path(), &["lo", "kh.yaml", "--truong", "truong.xlsx", "-o", "bang"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("cột thứ {}", extra + 1)), "{said}");
    }
}

/// Text and conditions must not run with nothing where a value was meant.
#[test]
fn an_empty_cell_that_the_plan_uses_is_refused() {
    let rows = "Trường Một;T1;UBND xã B;Xã B;Người Một;;Các tổ\r\n\
                Trường Hai;T2;UBND xã B;Xã B;Người Hai;24;\r\n";
    let folder = folder_with(format!("{}\r\n{rows}", header()));
    let with = |texts: &str, condition: &str| {
        let plan = PLAN.replace("{{ bien.so_lop }}", texts).replace("bien.so_lop >= 20", condition);
        fs::write(folder.path().join("kh.yaml"), plan).unwrap();
        let _ = fs::remove_dir_all(folder.path().join("ra"));
        batch(folder.path(), &[])
    };
    let (code, said) = with("{{ bien.so_lop }}", "bien.so_lop >= 20");
    assert_eq!(code, 2, "{said}");
    for words in ["ô trống ở cột `bien.so_lop`", "1 trên 2 dòng có lỗi", "{% if"] {
        assert!(said.contains(words), "{words:?} not in\n{said}");
    }
    for condition in ["bien.so_lop == 24", "bien[\"so_lop\"] != \"\" and bien.so_lop == 24"] {
        let (code, said) = with("nhiều", condition);
        let is_asked = condition.contains("!=");
        assert_eq!(code, if is_asked { 0 } else { 2 }, "{condition}: {said}");
    }
    for texts in
        ["nhiều", "{% if bien.so_lop %}{{ bien.so_lop }}{% endif %}", "{{ bien.so_lop | hoac_trong }}"]
    {
        let (code, said) = with(texts, "co_quan.ten == \"A\"");
        assert_eq!(code, 0, "{texts}: {said}");
    }
}

#[test]
fn a_quote_that_is_not_closed_is_refused_at_its_line() {
    let rows = "Trường Một;T1;UBND xã B;Xã B;Người Một;1;\"Các tổ\r\n\
                Trường Hai;T2;UBND xã B;Xã B;Người Hai;2;Các tổ\r\n";
    for rows in [rows.to_owned(), rows.replace("\"Các", "Các").replace("Trường Một", "\"Trường Một")]
    {
        let folder = folder_with(format!("{}\r\n{rows}", header()));
        let (code, said) = batch(folder.path(), &[]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("dấu nháy kép \" mở ở dòng 2 không đóng"), "{said}");
        assert_eq!(files(&folder.path().join("ra")).len(), 0);
    }
}

#[test]
fn lines_of_an_old_mac_are_lines() {
    let folder = folder_with(table_of(2).replace("\r\n", "\r"));
    let (code, said) = batch(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    let old = files(&folder.path().join("ra"));
    assert_eq!(old.len(), 3);
    let folder = folder_with(table_of(2));
    assert_eq!(batch(folder.path(), &[]).0, 0);
    assert!(old == files(&folder.path().join("ra")));
    let faulty = table_of(2).replace("T2", "").replace("\r\n", "\r");
    let (code, said) = batch(folder_with(faulty).path(), &[]);
    assert_eq!(code, 2);
    assert!(said.contains(" 3 ") && said.contains("`co_quan.viet_tat`"), "the line is counted: {said}");
}

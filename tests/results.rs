//! Where results go: the same promises on the disk and in memory.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use vanban::batch::{Batch, Destination, Progress, Share, Stop, Summary, merge, run};
use vanban::diagnostic::{Faults, Sources};
use vanban::engine::Engine;
use vanban::files::{FileRef, Memory};
use vanban::output::{DiskOutput, MemoryOutput, OutputFile, OutputFolder, Overwrite};
use vanban::source::Input;

const PLAN: &str = "\
loai: ke_hoach
ke_thua: chung.yaml
so: 1
ngay: 05/01/2026
trich_yeu: Dân vận năm 2026
noi_dung: [{tieu_de: Chung, noi_dung: Việc chung.}]
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Người Mẫu}
noi_nhan: [Các tổ]
";
const SHARED: &str = "co_quan: {chu_quan: UBND xã A, ten: Trường Mẫu, viet_tat: TM}\ndia_danh: Xã A\n";
const TABLE: &str = "\
Tên trường;Viết tắt;Cơ quan chủ quản;Địa danh;Hiệu trưởng
Trường THCS Một;THCSM;UBND xã B;Xã B;Nguyễn Thị Một
Trường THCS Hai;THCSH;UBND xã C;Xã C;Trần Văn Hai
Trường THCS Ba;THCSB;UBND xã D;Xã D;Lê Văn Ba
";

struct Silent;

impl Progress for Silent {
    fn checked(&self, _: u64) {}
    fn written(&self, _: u64, _: u64) {}
}

/// The input, which is all in memory.
fn memory() -> Memory {
    let mut memory = Memory::default();
    for (name, text) in [("kh.yaml", PLAN), ("chung.yaml", SHARED), ("truong.csv", TABLE)] {
        memory.insert(name, text).unwrap();
    }
    memory
}

fn batch(destination: Destination) -> Batch {
    let mut sources = Sources::new();
    let engine = Engine::default();
    let plan = engine.read(&Input::memory("kh.yaml", memory()), &mut sources).unwrap().value;
    Batch {
        plan,
        plan_warnings: Vec::new(),
        sources,
        engine,
        plan_text: Vec::new(),
        table: FileRef::new(Arc::new(memory()), "truong.csv"),
        pick: vanban::batch::Pick::default(),
        mappings: Vec::new(),
        key: Vec::new(),
        one_issuer: false,
        pattern: None,
        first_number: None,
        share: None,
        skip_faulty: false,
        strict: false,
        overwrite: Overwrite::OwnFiles,
        destination,
        register: None,
        tidy: false,
        follow_up: None,
    }
}

fn done(batch: &Batch) -> Result<Summary, Faults> {
    run(batch, &Silent, &Stop::new(false), &mut Vec::new())
}

fn into(folder: &MemoryOutput) -> Destination {
    Destination::Folder(Arc::new(folder.clone()))
}

fn on_disk(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries.map(|entry| (PathBuf::from(entry.file_name()), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn a_batch_in_memory_is_that_of_the_disk() {
    let folder = TempDir::new().unwrap();
    let memory = MemoryOutput::default();
    let both: [Arc<dyn OutputFolder>; 2] =
        [Arc::new(DiskOutput::new(folder.path())), Arc::new(memory.clone())];
    for output in both {
        let register = OutputFile { folder: Arc::clone(&output), name: "so.xlsx".into() };
        let batch = Batch { register: Some(register), ..batch(Destination::Folder(Arc::clone(&output))) };
        let summary = done(&batch).unwrap();
        assert_eq!((summary.written, summary.unchanged), (3, 0));
        let zip = OutputFile { folder: output, name: "truong.zip".into() };
        done(&Batch { destination: Destination::Zip(zip), register: None, ..batch }).unwrap();
    }
    let (disk, memory) = (on_disk(folder.path()), memory.files());
    let names: Vec<_> = memory.keys().map(|name| name.to_str().unwrap()).collect();
    let expected = [
        "001-truong-thcs-mot.docx",
        "002-truong-thcs-hai.docx",
        "003-truong-thcs-ba.docx",
        "so.xlsx",
        "truong.zip",
        "vanban-lo.jsonl",
    ];
    assert_eq!(names, expected);
    assert!(disk == memory, "the files differ");
    let archive = zip::ZipArchive::new(Cursor::new(memory[Path::new("truong.zip")].clone())).unwrap();
    assert_eq!(archive.len(), 3);
}

#[test]
fn nothing_is_replaced_without_leave() {
    let memory = MemoryOutput::default();
    done(&batch(into(&memory))).unwrap();
    let made = memory.files();
    // Files that nobody touched are left as they are.
    let again = done(&batch(into(&memory))).unwrap();
    assert_eq!((again.written, again.unchanged), (0, 3));
    assert_eq!(memory.files(), made);
    // Somebody's own file, and one that was edited since.
    let name = Path::new("002-truong-thcs-hai.docx");
    for strange in [b"ban cua toi".to_vec(), edited(&made[name])] {
        let mut files = made.clone();
        files.insert(name.to_path_buf(), strange.clone());
        let memory = MemoryOutput::holding(files);
        let refused = done(&batch(into(&memory))).unwrap();
        assert_eq!((refused.written, refused.faulty), (0, 1), "{:?}", refused.findings);
        assert_eq!(memory.files()[name], strange);
        let batch = Batch { overwrite: Overwrite::Always, ..batch(into(&memory)) };
        assert_eq!(done(&batch).unwrap().written, 1);
        assert_eq!(memory.files()[name], made[name]);
    }
}

/// The same package with a word changed.
fn edited(word: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(word)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        if part.name() == "word/document.xml" {
            text = String::from_utf8(text).unwrap().replace("Việc chung", "Việc riêng").into_bytes();
        }
        to.start_file(part.name(), zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&text).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A run that was broken off left its journal and a part of its files.
#[test]
fn a_broken_off_run_goes_on_in_memory() {
    let memory = MemoryOutput::default();
    done(&batch(into(&memory))).unwrap();
    let whole = memory.files();
    let mut left = whole.clone();
    left.remove(Path::new("003-truong-thcs-ba.docx")).unwrap();
    let manifest = String::from_utf8(left.remove(Path::new("vanban-lo.jsonl")).unwrap()).unwrap();
    let journal: String = manifest.split_inclusive('\n').take(2).collect();
    left.insert("vanban-lo.jsonl.dang-ghi".into(), journal.into_bytes());
    let memory = MemoryOutput::holding(left);
    let summary = done(&batch(into(&memory))).unwrap();
    assert_eq!((summary.written, summary.unchanged), (1, 2));
    assert_eq!(memory.files(), whole);
}

#[test]
fn shares_are_merged_in_memory() {
    let whole = MemoryOutput::default();
    done(&batch(into(&whole))).unwrap();
    let memory = MemoryOutput::default();
    for number in 1..=2 {
        let share = Some(Share { number, of: 2 });
        done(&Batch { share, ..batch(into(&memory)) }).unwrap();
    }
    let folder: Arc<dyn OutputFolder> = Arc::new(memory.clone());
    assert_eq!(merge(&folder).unwrap(), 3);
    assert_eq!(memory.files(), whole.files());
}

/// A table with a fault leaves nothing, not even a journal.
#[test]
fn a_faulty_table_leaves_nothing() {
    let memory = MemoryOutput::default();
    let mut input = Memory::default();
    input.insert("truong.csv", TABLE.replace("Lê Văn Ba", "\u{1}")).unwrap();
    let table = FileRef::new(Arc::new(input), "truong.csv");
    assert_eq!(done(&Batch { table, ..batch(into(&memory)) }).unwrap().faulty, 1);
    let table = FileRef::new(Arc::new(Memory::default()), "truong.csv");
    let faults = done(&Batch { table, ..batch(into(&memory)) }).unwrap_err();
    assert!(faults.to_string().contains("không đọc được truong.csv: không có tệp này"), "{faults}");
    assert!(memory.files().is_empty());
}

/// What is begun and not kept is not there, and leaves nothing.
#[test]
fn a_file_is_there_whole_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    let both: [Box<dyn OutputFolder>; 2] =
        [Box::new(DiskOutput::new(folder.path())), Box::new(MemoryOutput::default())];
    for output in both {
        let name = Path::new("a.docx");
        let mut begun = output.begin(name, ".vanban-").unwrap();
        begun.write_all(b"mot phan").unwrap();
        assert_eq!(output.there(name), None);
        drop(begun);
        assert_eq!(output.names().unwrap(), Vec::<String>::new());
        let mut begun = output.begin(name, ".vanban-").unwrap();
        begun.write_all(b"ca tep").unwrap();
        begun.keep(true).unwrap();
        assert_eq!(output.read(name).unwrap(), b"ca tep");
        assert_eq!(output.names().unwrap(), ["a.docx"]);
        let told = output.write(name, b"khac", Overwrite::OwnFiles).unwrap_err();
        assert!(told.message.starts_with("đã có tệp ") && told.help.contains("--force"), "{told}");
        assert_eq!(output.read(name).unwrap(), b"ca tep");
    }
}

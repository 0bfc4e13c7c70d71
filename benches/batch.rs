//! 10,000 schools from one CSV, compressed and on disk: on one core and on
//! all; and the peak of memory after it. Takes a minute.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;
use tempfile::TempDir;
use vanban::batch::{Batch, Destination, Progress, Stop, run};
use vanban::diagnostic::Sources;
use vanban::engine::Engine;
use vanban::files::FileRef;
use vanban::output::{DiskOutput, Overwrite};
use vanban::source::Input;

const SCHOOLS: usize = 10_000;
const SHORT: &str = "examples/lo/ke-hoach.yaml";
const LONG: &str = "examples/ke-hoach-dan-van/ke-hoach.yaml";

fn main() {
    divan::main();
    // Linux tells the most memory the process ever had.
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status
            .lines()
            .filter(|line| line.starts_with("VmHWM"))
            .for_each(|line| println!("peak memory {line}"));
    }
}

struct Silent;

impl Progress for Silent {
    fn checked(&self, _: u64) {}
    fn written(&self, _: u64, _: u64) {}
}

/// A table of made-up schools.
fn table(folder: &Path) -> PathBuf {
    let mut text =
        "Tên trường;Viết tắt;Cơ quan chủ quản;Địa danh;Hiệu trưởng;bien.cap;bien.so_lop;bien.phu_trach\n"
            .to_owned();
    for n in 1..=SCHOOLS {
        let _ = writeln!(
            text,
            "Trường THCS Số {n};THCS{n};UBND xã {n};Xã {n};Nguyễn Văn {n};THCS;{};Trần Thị {n}",
            n % 30
        );
    }
    let path = folder.join("truong.csv");
    std::fs::write(&path, text).expect("a table");
    path
}

fn make(plan: &str, folder: &Path, table: &Path) -> u64 {
    let mut sources = Sources::new();
    let engine = Engine::default();
    let plan = engine.read(&Input::file(plan), &mut sources).expect("the example is a document").value;
    let batch = Batch {
        plan_warnings: Vec::new(),
        plan,
        sources,
        engine,
        plan_text: Vec::new(),
        table: FileRef::disk(table),
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
        destination: Destination::Folder(Arc::new(DiskOutput::new(folder))),
        register: None,
        tidy: false,
        follow_up: None,
    };
    let summary = run(&batch, &Silent, &Stop::new(false), &mut Vec::new()).expect("a batch");
    assert_eq!(summary.written, SCHOOLS as u64, "{:?}", summary.findings);
    summary.written
}

/// Runs the batch into new folders, on so many threads (0: all cores).
fn bench(bencher: Bencher<'_, '_>, plan: &str, threads: usize) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let inputs = TempDir::new().expect("a folder");
    let table = table(inputs.path());
    bencher.counter(ItemsCount::new(SCHOOLS)).with_inputs(|| TempDir::new().expect("a folder")).bench_values(
        |folder| {
            pool.install(|| make(plan, folder.path(), &table));
            folder
        },
    );
}

#[divan::bench(args = [1, 0], sample_count = 1)]
fn one_page(bencher: Bencher<'_, '_>, threads: usize) {
    bench(bencher, SHORT, threads);
}

#[divan::bench(args = [1, 0], sample_count = 1)]
fn five_pages(bencher: Bencher<'_, '_>, threads: usize) {
    bench(bencher, LONG, threads);
}

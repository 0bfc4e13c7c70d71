//! Files that people have from 0.1 give the paper that 0.1 made of them, or
//! are reported.
//!
//! `tests/data/0.1/<folder>/<name>.yaml` is a file of 0.1 and `<name>.txt`
//! beside it the paper 0.1 made, as [`dump::paper`] writes it. Where today's
//! paper differs on purpose it stands in `<name>.moi.txt`, and [`CHANGED`]
//! says which words tell the user of it.
//!
//! ```sh
//! # After a change that is meant: today's papers that differ from 0.1's.
//! cargo test --test files_of_0_1 -- --ignored write_todays_papers
//! # 0.1's papers, from its program: only when a file is added.
//! VANBAN_0_1=/path/to/vanban cargo test --test files_of_0_1 -- --ignored write_the_papers_of_0_1
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use vanban::check::{Criteria, check};
use vanban::diagnostic::{Diagnostic, Sources};
use vanban::render::docx;
use vanban::source::Input;

#[path = "support/dump.rs"]
mod dump;
mod support;

use support::{Word, compose, load};

/// A paper that is not 0.1's, on purpose.
struct Change {
    /// The file, e.g. `van-ban/xuong-dong`; `*` at the end: all that start so.
    file: &'static str,
    /// The name of the change, as CHANGELOG.md has it.
    why: &'static str,
    /// What tells the user of it when the file is made: each of these stands
    /// in one report, which reads `<line> <code>: <message>`.
    told: &'static [&'static str],
    /// Nobody needs to be told: the words are the same and only look better.
    look_only: bool,
}

/// Every change to a paper of 0.1.
const CHANGED: &[Change] = &[
    Change {
        file: "van-ban/ban-sao", why: "khối sao in sau phụ lục cuối", told: &[], look_only: true
    },
    Change {
        file: "bao-cao/*",
        why: "Báo cáo viết thành câu, chọn theo kết quả",
        told: &[],
        look_only: true,
    },
    Change { file: "van-ban/bang", why: "dòng Tổng cộng gộp ô", told: &[], look_only: true },
    Change { file: "vi-du/quyet-dinh", why: "dòng Tổng cộng gộp ô", told: &[], look_only: true },
    Change {
        file: "van-ban/bien-ban",
        why: "câu kết thúc biên bản theo tên cuộc họp",
        told: &[],
        look_only: true,
    },
    Change {
        file: "van-ban/day-du", why: "chức vụ khác của người ký in hoa", told: &[], look_only: true
    },
    Change {
        file: "van-ban/khoa-trang",
        why: "chức vụ khác của người ký in hoa",
        told: &[],
        look_only: true,
    },
    Change {
        file: "van-ban/chu-la",
        why: "Điều gì không in được thì bị từ chối",
        told: &["6 loi-van: chữ gạch ngang", "10 loi-van: dòng \"---\"", "14 loi-van: thẻ <!--"],
        look_only: false,
    },
    Change {
        file: "van-ban/dinh-dang",
        why: "trích yếu giữ chữ nghiêng, chữ đậm, chỉ số và chú thích",
        told: &[],
        look_only: true,
    },
    Change {
        file: "van-ban/tieu-de",
        why: "Dưới điểm a) không đánh số nữa mà gạch đầu dòng",
        told: &["20 cap-sau: danh sách gõ \"1.\""],
        look_only: false,
    },
    Change {
        file: "van-ban/xuong-dong",
        why: "Mỗi dòng của nội dung là một đoạn",
        told: &["6 GO-xuong_dong", "13 GO-xuong_dong"],
        look_only: false,
    },
];

/// A paper and what the user was told of it.
#[derive(Debug)]
struct Made {
    paper: String,
    told: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/0.1")
}

/// Names of the documents of some folders, without `.yaml`.
fn documents() -> Vec<String> {
    let mut names = Vec::new();
    for folder in ["mau", "vi-du", "van-ban"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap_or_default();
            let is_document = text.lines().any(|line| line.starts_with("loai:"));
            if path.extension().is_some_and(|ending| ending == "yaml") && is_document {
                names.push(format!("{folder}/{}", path.file_stem().unwrap().to_str().unwrap()));
            }
        }
    }
    names.sort();
    names
}

/// A paper that a command makes: its name, the folder it runs in, its words.
const BY_COMMAND: &[(&str, &str, &[&str])] = &[
    ("co-quan/phieu", "co-quan", &["tao", "phieu.yaml"]),
    (
        "bao-cao/nam-2022",
        "bao-cao",
        &["bao-cao", "ke-hoach.yaml", "--ky", "nam-2022", "--so-lieu", "so-lieu.xlsx"],
    ),
    ("bao-cao/so-ket", "bao-cao", &["bao-cao", "ke-hoach.yaml", "--ky", "2023", "--so-lieu", "so-lieu.xlsx"]),
    (
        "bao-cao/tong-ket",
        "bao-cao",
        &["bao-cao", "ke-hoach.yaml", "--ky", "2025", "--so-lieu", "so-lieu.yaml"],
    ),
    (
        "bao-cao/so-ket-nho",
        "bao-cao",
        &["bao-cao", "nho.yaml", "--ky", "2027", "--so-lieu", "so-lieu-nho.yaml"],
    ),
    (
        "bao-cao/tong-ket-csv",
        "bao-cao",
        &["bao-cao", "ke-hoach.yaml", "--ky", "2025", "--so-lieu", "so-lieu.csv"],
    ),
];

/// What a diagnostic tells: `<line> <code>: <message>`.
fn told(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.place.span().and_then(|span| {
        let file = sources.get(span.source)?;
        let from = place_of_words(diagnostic, &file.text).unwrap_or(span.start as usize);
        Some(file.text[..from].matches('\n').count() + 1)
    });
    format!("{} {}: {}", place.unwrap_or(0), diagnostic.code, diagnostic.message)
}

/// Where the words of a diagnostic stand in the file, when they stand there
/// as they are.
fn place_of_words(diagnostic: &Diagnostic, text: &str) -> Option<usize> {
    let within = diagnostic.place.within()?;
    let span = diagnostic.place.span()?;
    let first = within.value[within.range.start..].lines().next()?;
    text[span.start as usize..].find(first).map(|at| span.start as usize + at)
}

/// Builds a document with the library.
fn build(name: &str) -> Made {
    let path = root().join(format!("{name}.yaml"));
    let mut sources = Sources::new();
    let loaded = load(&Input::file(path), &mut sources);
    let mut reports = loaded.diagnostics;
    let composed = loaded.document.as_ref().map(compose);
    let paper = match composed {
        Some(Ok(page_tree)) => {
            let document = loaded.document.as_ref().unwrap();
            let findings = check(document, &sources, &Criteria::default(), &page_tree.told);
            reports.extend(findings.into_iter().map(|finding| finding.diagnostic));
            reports.extend(page_tree.told.iter().cloned());
            dump::paper(&Word::open(&docx::render(&page_tree.value).unwrap()))
        }
        Some(Err(faults)) => {
            reports.extend(faults);
            String::new()
        }
        None => String::new(),
    };
    let told: Vec<String> = reports.iter().map(|report| told(report, &sources)).collect();
    let paper =
        if paper.is_empty() { format!("không soạn được:\n{}\n", told.join("\n")) } else { paper };
    Made { paper, told }
}

fn run(program: &Path, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program).current_dir(folder).args(arguments).output().unwrap()
}

/// Builds with a program, into a file beside nothing.
fn build_by(program: &Path, folder: &str, arguments: &[&str]) -> Made {
    let out = TempDir::new().unwrap();
    let file = out.path().join("ra.docx");
    let arguments = [arguments, &["-o", file.to_str().unwrap()]].concat();
    let output = run(program, &root().join(folder), &arguments);
    let told: Vec<String> = String::from_utf8_lossy(&output.stderr).lines().map(str::to_owned).collect();
    let paper = match fs::read(&file) {
        Ok(bytes) => dump::paper(&Word::open(&bytes)),
        Err(_) => format!("không soạn được:\n{}\n", told.join("\n")),
    };
    Made { paper, told }
}

fn today() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_vanban"))
}

/// Every paper of today, by its name.
fn todays() -> BTreeMap<String, Made> {
    let mut all: BTreeMap<String, Made> = BTreeMap::new();
    for name in documents() {
        let made = build(&name);
        all.insert(name, made);
    }
    for (name, folder, arguments) in BY_COMMAND {
        all.insert((*name).to_owned(), build_by(&today(), folder, arguments));
    }
    all
}

fn expected(name: &str, ending: &str) -> Option<String> {
    fs::read_to_string(root().join(format!("{name}{ending}"))).ok()
}

fn changes_of(name: &str) -> Vec<&'static Change> {
    let is_of = |change: &&Change| match change.file.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == change.file,
    };
    CHANGED.iter().filter(is_of).collect()
}

/// The first line that differs, both ways.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let at = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let line = |lines: &[&str]| lines.get(at).copied().unwrap_or("(hết)").to_owned();
    format!("line {}:\n    0.1: {}\n    now: {}", at + 1, line(&old), line(&new))
}

/// Every file gives the paper of 0.1, or the one that a change names, and the
/// user is told of that.
#[test]
fn papers_are_those_of_0_1_or_reported() {
    let mut faults: Vec<String> = Vec::new();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let all = todays();
    assert!(all.len() > 80, "{}", all.len());
    for (name, made) in &all {
        let Some(old) = expected(name, ".txt") else {
            faults.push(format!("{name}: no paper of 0.1"));
            continue;
        };
        let changes = changes_of(name);
        used.extend(changes.iter().map(|change| change.file));
        let new = expected(name, ".moi.txt");
        match &new {
            None if made.paper != old => {
                faults.push(format!("{name}: changed in silence, {}", difference(&old, &made.paper)));
            }
            Some(new) if made.paper != *new => {
                faults.push(format!("{name}: not as {name}.moi.txt, {}", difference(new, &made.paper)));
            }
            Some(new) if *new == old => faults.push(format!("{name}.moi.txt: is 0.1's paper, delete it")),
            Some(_) if changes.is_empty() => faults.push(format!("{name}.moi.txt: no entry in CHANGED")),
            _ => {}
        }
        for change in changes.iter().filter(|_| new.is_some()) {
            assert!(change.look_only || !change.told.is_empty(), "{}: who tells of it?", change.why);
            for words in change.told {
                if !made.told.iter().any(|told| told.contains(words)) {
                    let told = made.told.join("\n    ");
                    faults.push(format!("{name}: {}: nothing tells {words:?}:\n    {told}", change.why));
                }
            }
        }
    }
    let changelog = fs::read_to_string(root().join("../../../CHANGELOG.md")).unwrap();
    let unsaid = CHANGED.iter().filter(|change| !changelog.contains(change.why));
    faults.extend(unsaid.map(|change| format!("CHANGELOG.md does not say: {}", change.why)));
    let unused = CHANGED.iter().filter(|change| !used.contains(change.file));
    faults.extend(unused.map(|change| format!("CHANGED: no file {}", change.file)));
    assert!(faults.is_empty(), "{}\n", faults.join("\n\n"));
}

/// The documents whose styles are compared: each set of sizes, each profile.
const STYLED: [&str; 3] = ["van-ban/ke-thua", "van-ban/khoa-trang", "van-ban/chi-bo"];

/// The styles of 0.1 are there and say what they said.
#[test]
fn styles_are_those_of_0_1() {
    for name in STYLED {
        let mut sources = Sources::new();
        let path = root().join(format!("{name}.yaml"));
        let document = load(&Input::file(path), &mut sources).document.unwrap();
        let now = dump::styles(&Word::open(&docx::render(&compose(&document).unwrap().value).unwrap()));
        let now: BTreeSet<&str> = now.lines().collect();
        let old = expected(name, ".kieu.txt").unwrap();
        let gone: Vec<&str> = old.lines().filter(|line| !now.contains(line)).collect();
        assert!(!old.is_empty() && gone.is_empty(), "{name}:\n{}", gone.join("\n"));
    }
}

const BATCH: [&str; 9] = ["lo", "ke-hoach.yaml", "--truong", "truong.csv", "--so-tu", "5", "-q", "-o", "ra"];

/// A copy of the folder of the batch with what 0.1 left in `ra`.
fn batch_folder(left: Option<&str>) -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in ["ke-hoach.yaml", "truong.csv"] {
        fs::copy(root().join("lo").join(name), folder.path().join(name)).unwrap();
    }
    if let Some(left) = left {
        fs::create_dir(folder.path().join("ra")).unwrap();
        for entry in fs::read_dir(root().join("lo").join(left)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), folder.path().join("ra").join(entry.file_name())).unwrap();
        }
    }
    folder
}

/// The papers of a batch one after another, in the order of their names.
fn batch_papers(folder: &Path) -> String {
    let mut names: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "docx"));
    names.sort();
    let paper = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        format!("== {name}\n{}", dump::paper(&Word::open(&fs::read(path).unwrap())))
    };
    names.iter().map(paper).collect()
}

/// A run of 0.1 that was killed, with a journal that holds nothing yet or half
/// of the files, is finished by the same command: every paper is there once,
/// and the folder is as after a run that nothing broke off.
#[test]
fn a_batch_that_0_1_left_half_finished_is_finished() {
    let whole = batch_folder(None);
    let output = run(&today(), whole.path(), &BATCH);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let names = |folder: &Path| -> BTreeSet<String> {
        let entries = fs::read_dir(folder.join("ra")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let old = expected("lo/ra", ".txt").unwrap();
    let now = batch_papers(&whole.path().join("ra"));
    let wanted = expected("lo/ra", ".moi.txt").unwrap_or_else(|| old.clone());
    assert!(now == wanted, "lo/ra: {}", difference(&wanted, &now));
    for left in ["bi-ngat", "mot-nua"] {
        let folder = batch_folder(Some(left));
        assert!(names(folder.path()).iter().any(|name| name.ends_with(".dang-ghi")), "{left}");
        let output = run(&today(), folder.path(), &BATCH);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{left}: {told}");
        assert_eq!(names(folder.path()), names(whole.path()), "{left}");
        let made = batch_papers(&folder.path().join("ra"));
        assert!(made == now, "{left}: {}", difference(&now, &made));
        let manifest = |folder: &Path| fs::read_to_string(folder.join("ra/vanban-lo.jsonl")).unwrap();
        assert_eq!(manifest(folder.path()).lines().count(), 12, "{left}");
        // What was there already may stay as 0.1 wrote it: a manifest names
        // the digest of the file that is there.
        let again = run(&today(), folder.path(), &BATCH);
        assert_eq!(again.status.code(), Some(0), "{left}: {}", String::from_utf8_lossy(&again.stderr));
        assert_eq!(batch_papers(&folder.path().join("ra")), made, "{left}");
    }
}

/// Writes `<name>.moi.txt` where today's paper is not 0.1's.
#[test]
#[ignore = "writes files: after a change that is meant"]
fn write_todays_papers() {
    let mut papers: BTreeMap<String, String> =
        todays().into_iter().map(|(name, made)| (name, made.paper)).collect();
    let batch = batch_folder(None);
    run(&today(), batch.path(), &BATCH);
    papers.insert("lo/ra".to_owned(), batch_papers(&batch.path().join("ra")));
    for (name, paper) in papers {
        let path = root().join(format!("{name}.moi.txt"));
        if expected(&name, ".txt").is_some_and(|old| old == paper) {
            let _ = fs::remove_file(path);
        } else {
            fs::write(path, paper).unwrap();
        }
    }
}

/// Writes `<name>.txt` with the program of 0.1.
#[test]
#[ignore = "needs the program of 0.1"]
fn write_the_papers_of_0_1() {
    let program = PathBuf::from(std::env::var_os("VANBAN_0_1").expect("VANBAN_0_1: the program of 0.1"));
    let write = |name: &str, ending: &str, text: &str| {
        fs::write(root().join(format!("{name}{ending}")), text).unwrap();
    };
    for name in documents() {
        let (folder, file) = name.split_once('/').unwrap();
        let made = build_by(&program, folder, &["tao", &format!("{file}.yaml")]);
        assert!(!made.paper.starts_with("không soạn"), "{name}: {}", made.paper);
        write(&name, ".txt", &made.paper);
    }
    for (name, folder, arguments) in BY_COMMAND {
        write(name, ".txt", &build_by(&program, folder, arguments).paper);
    }
    for name in STYLED {
        let (folder, file) = name.split_once('/').unwrap();
        let out = TempDir::new().unwrap();
        let to = out.path().join("ra.docx");
        run(&program, &root().join(folder), &["tao", &format!("{file}.yaml"), "-o", to.to_str().unwrap()]);
        write(name, ".kieu.txt", &dump::styles(&Word::open(&fs::read(to).unwrap())));
    }
    let batch = batch_folder(None);
    run(&program, batch.path(), &BATCH);
    write("lo/ra", ".txt", &batch_papers(&batch.path().join("ra")));
}

//! What is read: by name below a root that no name leaves, on the disk and in
//! memory alike.

#![expect(clippy::cast_possible_truncation, reason = "sizes of small pictures")]

mod support;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use support::PLAN;
use tempfile::TempDir;
use vanban::diagnostic::{Sources, render_all};
use vanban::engine::Engine;
use vanban::files::{FileFault, FileRef, Files, Memory};
use vanban::source::Input;

/// The Word file of an input, or what is told of it.
fn make(input: &Input) -> Result<Vec<u8>, String> {
    let mut sources = Sources::new();
    let engine = Engine::default();
    let made = engine.read(input, &mut sources).and_then(|document| {
        let page_tree = engine.compose(&document.value)?;
        Ok(engine.docx(&page_tree.value)?.value)
    });
    made.map_err(|faults| render_all(&faults, &sources, false))
}

/// Puts files into a folder of the disk.
fn put(folder: &Path, files: &[(&str, &[u8])]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What the first of the files gives on the disk and in memory; the folder of
/// the disk lies in one that has a file to be kept out of.
fn on_both(files: &[(&str, &[u8])]) -> [Result<Vec<u8>, String>; 2] {
    let outer = TempDir::new().unwrap();
    put(outer.path(), &[("ngoai.yaml", b"dia_danh: Ngoai\n")]);
    let folder = outer.path().join("vb");
    put(&folder, files);
    let mut memory = Memory::default();
    for (name, bytes) in files {
        memory.insert(name, bytes).unwrap();
    }
    [make(&Input::file(folder.join(files[0].0))), make(&Input::memory(files[0].0, memory))]
}

/// What both are told.
fn told(files: &[(&str, &[u8])]) -> [String; 2] {
    on_both(files).map(refused)
}

/// What is told in place of a document.
fn refused(made: Result<Vec<u8>, String>) -> String {
    made.map(|_| ()).expect_err("a document was made")
}

fn vanban(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).current_dir(folder).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn grey_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 40, 20);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[200; 800]).unwrap();
    bytes
}

/// The plan without its place, which a shared file gives.
fn plan_with(keys: &str) -> String {
    format!("{}{keys}", PLAN.replace("dia_danh: Vô Điểm\n", ""))
}

/// The plan with other sections, and keys at its end.
fn plan_of(sections: &str, keys: &str) -> String {
    let body = PLAN.find("noi_dung:").unwrap()..PLAN.find("ket:").unwrap();
    PLAN.replace(&PLAN[body], sections) + keys
}

const SHARED: (&str, &[u8]) = ("chung/truong.yaml", "dia_danh: Mây Trắng\n".as_bytes());

#[test]
fn the_same_files_make_the_same_document_on_the_disk_and_in_memory() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, (name, number)) in [("Lớp", "Số"), ("6A", "40")].into_iter().enumerate() {
        sheet.write_string(row as u32, 0, name).unwrap();
        sheet.write_string(row as u32, 1, number).unwrap();
    }
    let workbook = workbook.save_to_buffer().unwrap();
    let sections = "noi_dung:
  - {tieu_de: Bảng, noi_dung: Theo bảng., bang: {tep: bang/a.csv}}
  - {tieu_de: Sổ, noi_dung: Theo sổ., bang: {tep: bang/b.xlsx}}
  - {tieu_de: Hình, noi_dung: \"![Sơ đồ](so_do)\"}
";
    let plan = plan_of(sections, "ke_thua: chung/truong.yaml\nhinh: [{id: so_do, tep: ./hinh.png}]\n");
    let plan = plan.replace("dia_danh: Vô Điểm\n", "");
    let picture = grey_png();
    let files: [(&str, &[u8]); 5] = [
        ("ke-hoach.yaml", plan.as_bytes()),
        SHARED,
        ("bang/a.csv", "Việc;Ai\nHọp;Tổ\n".as_bytes()),
        ("bang/b.xlsx", &workbook),
        ("hinh.png", &picture),
    ];
    let [disk, memory] = on_both(&files).map(|made| made.unwrap_or_else(|told| panic!("{told}")));
    assert!(disk == memory, "the files differ");
    let text = support::Word::open(&memory).text();
    for words in ["Mây Trắng", "Họp", "6A"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let text = plan_of("noi_dung: {tep: loi/van.md}\n", "");
    let [disk, memory] =
        on_both(&[("a.yaml", text.as_bytes()), ("loi/van.md", "1. Việc chung.\n".as_bytes())]);
    assert_eq!(disk.unwrap(), memory.unwrap());
}

/// Every key that names a file, with every way out.
#[test]
fn no_name_leads_out_of_the_root() {
    for name in ["../ngoai.yaml", "/etc/passwd", "chung/../../ngoai.yaml", "./../ngoai.yaml"] {
        let table = format!("noi_dung: [{{noi_dung: A, bang: {{tep: {name}}}}}]\n");
        for plan in [
            plan_with(&format!("ke_thua: {name}\n")),
            plan_of(&format!("noi_dung: {{tep: {name}}}\n"), ""),
            plan_of(&table, ""),
            format!("{PLAN}hinh: [{{id: a, tep: {name}}}]\n"),
        ] {
            for told in told(&[("ke-hoach.yaml", plan.as_bytes())]) {
                let words = format!("{name} nằm ngoài thư mục của văn bản");
                assert!(told.contains(&words) && told.contains("ke-hoach.yaml:"), "{told}");
            }
        }
    }
}

/// A shared file may name a further one: from the document's folder, below
/// the same root.
#[test]
fn a_chain_obeys_the_root_of_its_document() {
    let plan = plan_with("ke_thua: chung/a.yaml\n");
    let next = |name: &str| format!("ke_thua: {name}\n");
    let (good, out) = (next("chung/truong.yaml"), next("../ngoai.yaml"));
    for made in on_both(&[("kh.yaml", plan.as_bytes()), ("chung/a.yaml", good.as_bytes()), SHARED]) {
        assert!(support::Word::open(&made.unwrap()).text().contains("Mây Trắng"));
    }
    for told in told(&[("kh.yaml", plan.as_bytes()), ("chung/a.yaml", out.as_bytes()), SHARED]) {
        assert!(told.contains("../ngoai.yaml nằm ngoài") && told.contains("a.yaml:1:10"), "{told}");
    }
}

/// 0.1 read what lies below the working folder when the document is named by
/// a path from there, and below the document's folder otherwise.
#[test]
fn the_root_is_the_working_folder_or_the_documents_own() {
    let folder = TempDir::new().unwrap();
    let plan = plan_with("ke_thua: ../truong.yaml\n");
    put(folder.path(), &[("vb/2026/kh.yaml", plan.as_bytes()), ("vb/truong.yaml", SHARED.1)]);
    let run = |place: &Path, file: &str| vanban(place, &["tao", file, "-o", "ra.docx", "--force"]);
    let output = run(folder.path(), "vb/2026/kh.yaml");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let word = support::Word::open(&fs::read(folder.path().join("ra.docx")).unwrap());
    assert!(word.text().contains("Mây Trắng"));
    assert_eq!(run(folder.path(), "./vb/2026/kh.yaml").status.code(), Some(0));
    assert_eq!(run(&folder.path().join("vb"), "2026/kh.yaml").status.code(), Some(0));
    let absolute = folder.path().join("vb/2026/kh.yaml");
    for (place, file) in
        [("vb/2026", "kh.yaml"), ("", absolute.to_str().unwrap()), ("vb/2026", "../2026/kh.yaml")]
    {
        let output = run(&folder.path().join(place), file);
        assert_eq!(output.status.code(), Some(2), "{file}");
        assert!(said(&output).contains("nằm ngoài thư mục"), "{}", said(&output));
    }
}

/// A text, and a document in memory, read nothing of the disk.
#[test]
fn memory_does_not_touch_the_disk() {
    // Stands in the folder where tests run.
    let name = "examples/lo/ke-hoach.yaml";
    assert!(Path::new(name).is_file());
    let plan = plan_with(&format!("ke_thua: {name}\n"));
    let mut memory = Memory::default();
    memory.insert("kh.yaml", &plan).unwrap();
    for input in [Input::text("kh.yaml", plan.as_str()), Input::memory("kh.yaml", memory)] {
        let told = refused(make(&input));
        assert!(told.contains(&format!("không đọc được {name}: không có tệp này")), "{told}");
    }
}

#[test]
fn names_match_by_letters_and_capitals_count() {
    // Typed as one character each, stored as letters and accents.
    let stored = "tru\u{31b}o\u{31b}\u{300}ng.yaml";
    let plan = plan_with("ke_thua: trường.yaml\n");
    for made in on_both(&[("kh.yaml", plan.as_bytes()), (stored, SHARED.1)]) {
        assert!(support::Word::open(&made.unwrap()).text().contains("Mây Trắng"));
    }
    let plan = plan_with("ke_thua: chung/truong.yaml\n");
    let files: [(&str, &[u8]); 2] = [("kh.yaml", plan.as_bytes()), ("chung/Truong.yaml", SHARED.1)];
    let is_strict = {
        let folder = TempDir::new().unwrap();
        put(folder.path(), &[("A", b"")]);
        !folder.path().join("a").exists()
    };
    for told in told(&files).into_iter().skip(usize::from(!is_strict)) {
        assert!(told.contains("có tệp `Truong.yaml`, khác chữ hoa, chữ thường"), "{told}");
    }
    let plan = plan_with("ke_thua: Chung/truong.yaml\n");
    for told in told(&[("kh.yaml", plan.as_bytes()), SHARED]).into_iter().skip(usize::from(!is_strict)) {
        assert!(told.contains("có tệp `chung/truong.yaml`, khác chữ hoa"), "{told}");
    }
    // The file that the user names, too.
    let folder = TempDir::new().unwrap();
    put(folder.path(), &[("KH.yaml", PLAN.as_bytes())]);
    let output = vanban(folder.path(), &["tao", "kh.yaml"]);
    assert!(!is_strict || said(&output).contains("có tệp `KH.yaml`"), "{}", said(&output));
}

#[test]
fn folders_are_no_files() {
    let plan = plan_with("ke_thua: chung\n");
    for told in told(&[("kh.yaml", plan.as_bytes()), SHARED]) {
        assert!(told.contains("đây là thư mục, không phải tệp"), "{told}");
    }
}

#[test]
fn circles_are_refused_with_the_chain() {
    let chain = |files: &[(&str, &str)], steps: &[&str]| {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        for told in told(&files) {
            let told = told.replace('\\', "/");
            assert!(told.contains("các tệp kế thừa vòng quanh nhau"), "{told}");
            let (_, shown) = told.split_once("vòng quanh nhau: ").unwrap();
            let shown: Vec<&str> = shown.lines().next().unwrap().split(" -> ").collect();
            assert_eq!(shown.len(), steps.len(), "{told}");
            assert!(shown.iter().zip(steps).all(|(shown, step)| shown.ends_with(step)), "{told}");
        }
    };
    let plan = plan_with("ke_thua: a.yaml\n");
    chain(
        &[("kh.yaml", &plan), ("a.yaml", "ke_thua: b.yaml\n"), ("b.yaml", "ke_thua: ./a.yaml\n")],
        &["a.yaml", "b.yaml", "a.yaml"],
    );
    chain(&[("kh.yaml", &plan_with("ke_thua: ./x/../kh.yaml\n")), ("x/a", "")], &["kh.yaml", "kh.yaml"]);
    // The same letters in two compositions.
    let composed = plan_with("ke_thua: tệp.yaml\n");
    let (one, other) = ("tệp.yaml", "te\u{323}\u{302}p.yaml");
    chain(&[("kh.yaml", &composed), (one, &format!("ke_thua: {other}\n"))], &[one, one]);
    // A long chain is none, and is bounded all the same.
    let names: Vec<String> = (0..10).map(|n| format!("{n}.yaml")).collect();
    let texts: Vec<String> = (1..11).map(|n| format!("ke_thua: {n}.yaml\n")).collect();
    let plan = plan_with("ke_thua: 0.yaml\n");
    let mut files: Vec<(&str, &[u8])> = vec![("kh.yaml", plan.as_bytes())];
    files.extend(names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_bytes())));
    for told in told(&files) {
        assert!(told.contains("dài quá 8 tệp") && !told.contains("vòng quanh"), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_out_of_the_root() {
    use std::os::unix::fs::symlink;
    let outer = TempDir::new().unwrap();
    let folder = outer.path().join("vb");
    put(outer.path(), &[("ngoai/truong.yaml", SHARED.1), ("ngoai/a.csv", b"A;B\n1;2\n")]);
    put(outer.path(), &[("ngoai/a.png", &grey_png())]);
    put(&folder, &[SHARED]);
    symlink("../ngoai/truong.yaml", folder.join("ra.yaml")).unwrap();
    symlink("../ngoai", folder.join("ra")).unwrap();
    symlink("chung/truong.yaml", folder.join("trong.yaml")).unwrap();
    symlink("ra.yaml", folder.join("hai-buoc.yaml")).unwrap();
    symlink("/dev/zero", folder.join("thiet-bi.yaml")).unwrap();
    let at = |plan: &str| {
        put(&folder, &[("kh.yaml", plan.as_bytes())]);
        make(&Input::file(folder.join("kh.yaml")))
    };
    let word = at(&plan_with("ke_thua: trong.yaml\n")).unwrap();
    assert!(support::Word::open(&word).text().contains("Mây Trắng"));
    for plan in [
        plan_with("ke_thua: ra.yaml\n"),
        plan_with("ke_thua: hai-buoc.yaml\n"),
        plan_with("ke_thua: ra/truong.yaml\n"),
        plan_with("ke_thua: thiet-bi.yaml\n"),
        plan_of("noi_dung: {tep: ra/truong.yaml}\n", ""),
        plan_of("noi_dung: [{noi_dung: A, bang: {tep: ra/a.csv}}]\n", ""),
        format!("{PLAN}hinh: [{{id: a, tep: ra/a.png}}]\n"),
    ] {
        let told = refused(at(&plan));
        assert!(told.contains("là liên kết dẫn ra ngoài thư mục của văn bản"), "{told}");
    }
    // A file of 0.1 that links to one outside is read again when the command
    // is run from the folder that holds both.
    put(&folder, &[("kh.yaml", plan_with("ke_thua: ra.yaml\n").as_bytes())]);
    let output = vanban(outer.path(), &["tao", "vb/kh.yaml", "-o", "ra.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(vanban(&folder, &["tao", "kh.yaml", "-o", "ra.docx"]).status.code(), Some(2));
    // The user may name a link, whatever it leads to; the folder of the link
    // is the document's.
    put(outer.path(), &[("xa/kh.yaml", plan_with("ke_thua: trong.yaml\n").as_bytes())]);
    symlink("../xa/kh.yaml", folder.join("noi.yaml")).unwrap();
    assert!(make(&Input::file(folder.join("noi.yaml"))).is_ok());
    symlink("vb", outer.path().join("ten-khac")).unwrap();
    assert!(make(&Input::file(outer.path().join("ten-khac/noi.yaml"))).is_ok());
    // A circle through a link.
    symlink("vong.yaml", folder.join("chinh-no.yaml")).unwrap();
    put(&folder, &[("vong.yaml", plan_with("ke_thua: chinh-no.yaml\n").as_bytes())]);
    let told = refused(make(&Input::file(folder.join("vong.yaml"))));
    assert!(told.contains("vòng quanh nhau") && told.contains("vong.yaml -> "), "{told}");
    // Links that lead to one another.
    symlink("y.yaml", folder.join("x.yaml")).unwrap();
    symlink("x.yaml", folder.join("y.yaml")).unwrap();
    let told = refused(at(&plan_with("ke_thua: x.yaml\n")));
    assert!(told.contains("không đọc được") && told.contains("kh.yaml:"), "{told}");
}

/// What the shell hands over is for the document itself, not for what it names.
#[cfg(unix)]
#[test]
fn the_shells_files_are_for_the_document_alone() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    symlink("/dev/stdin", folder.path().join("vao.yaml")).unwrap();
    put(folder.path(), &[("kh.yaml", plan_with("ke_thua: vao.yaml\n").as_bytes())]);
    let run = |file: &str, input: &str| {
        let command =
            format!("printf '%s' \"$VAO\" | {} tao {file} -o ra.docx", env!("CARGO_BIN_EXE_vanban"));
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).current_dir(folder.path()).env("VAO", input).output().unwrap()
    };
    let output = run("/dev/stdin", PLAN);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = run("kh.yaml", "dia_danh: Vào\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("vao.yaml") && said(&output).contains("kh.yaml:"), "{}", said(&output));
}

/// The kinds of an office and the data sheets of schools keep to their
/// folders.
#[cfg(unix)]
#[test]
fn an_offices_folder_and_data_sheets_keep_to_theirs() {
    use std::os::unix::fs::symlink;
    let outer = TempDir::new().unwrap();
    let folder = outer.path().join("vb");
    put(&folder, &[("vanban.toml", b"[loai]\nthu_muc = \"kieu\"\n"), ("kh.yaml", PLAN.as_bytes())]);
    put(outer.path(), &[("kieu/a.txt", b""), ("so.csv", b"nhiem_vu;nam\n")]);
    symlink("../kieu", folder.join("kieu")).unwrap();
    let output = vanban(&folder, &["tao", "kh.yaml", "-o", "ra.docx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("`kieu` là liên kết dẫn ra ngoài"), "{}", said(&output));
    fs::remove_file(folder.join("vanban.toml")).unwrap();
    let plan = "  - {tieu_de: A, nhiem_vu: [{id: hop, viec: Họp, chi_tieu: [{id: b, ten: Buổi, don_vi: buổi, moi_nam: 4}]}]}\n";
    let plan = plan_of(
        &format!("noi_dung:\n{plan}"),
        "bao_cao: {giai_doan: 2021-2022, kinh_gui: UBND huyện, hang_nam: 20/10}\n",
    );
    put(&folder, &[("kh.yaml", plan.as_bytes()), ("truong.csv", "Tên trường\nTrường Một\n".as_bytes())]);
    put(&folder, &[("so/x.txt", b"")]);
    symlink("../../so.csv", folder.join("so/truong-mot.csv")).unwrap();
    let arguments =
        ["lo", "kh.yaml", "--truong", "truong.csv", "-o", "ra", "--ky", "nam-2021", "--so-lieu", "so"];
    let output = vanban(&folder, &arguments);
    assert_eq!(output.status.code(), Some(2));
    let told = said(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("liên kết") && !folder.join("ra").exists(), "{told}");
}

/// Files of which some break off after a few bytes.
#[derive(Debug)]
struct Breaking(Memory, &'static str);

struct Broken<'f>(Box<dyn Read + Send + 'f>, usize);

impl Read for Broken<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.1 == 0 {
            return Err(io::Error::other("gone"));
        }
        let most = buffer.len().min(self.1);
        let read = self.0.read(&mut buffer[..most])?;
        self.1 -= read;
        Ok(read)
    }
}

impl Files for Breaking {
    fn open(&self, name: &Path) -> Result<Box<dyn Read + Send + '_>, FileFault> {
        let file = self.0.open(name)?;
        Ok(if name == Path::new(self.1) { Box::new(Broken(file, 12)) } else { file })
    }

    fn size(&self, name: &Path) -> Result<u64, FileFault> {
        self.0.size(name)
    }

    fn list(&self, folder: &Path, most: usize) -> Result<Vec<std::ffi::OsString>, FileFault> {
        self.0.list(folder, most)
    }

    fn identity(&self, name: &Path) -> Option<PathBuf> {
        self.0.identity(name)
    }
}

#[test]
fn a_file_that_breaks_off_is_told_and_nothing_is_made() {
    let table = "noi_dung: [{noi_dung: A, bang: {tep: a.csv}}]\n";
    let book = "noi_dung: [{noi_dung: A, bang: {tep: a.xlsx}}]\n";
    for (plan, broken) in [
        (PLAN.to_owned(), "kh.yaml"),
        (plan_with("ke_thua: truong.yaml\n"), "truong.yaml"),
        (plan_of("noi_dung: {tep: truong.yaml}\n", ""), "truong.yaml"),
        (plan_of(table, ""), "a.csv"),
        (plan_of(book, ""), "a.xlsx"),
        (format!("{PLAN}hinh: [{{id: a, tep: a.png}}]\n"), "a.png"),
    ] {
        let mut memory = Memory::default();
        memory.insert("kh.yaml", &plan).unwrap();
        memory.insert("truong.yaml", SHARED.1).unwrap();
        memory.insert("a.csv", "A;B\n1;2\n3;4\n5;6\n").unwrap();
        memory.insert("a.xlsx", [0; 40]).unwrap();
        memory.insert("a.png", grey_png()).unwrap();
        let files = Arc::new(Breaking(memory, broken));
        let told = refused(make(&Input::of(FileRef::new(files, "kh.yaml"))));
        assert!(told.contains(&format!("không đọc được {broken}: hệ thống báo lỗi khi đọc")), "{told}");
        assert!(broken == "kh.yaml" || told.contains("kh.yaml:"), "{told}");
    }
}

/// Reading the system's files is the matter of one module.
#[test]
fn nothing_else_reads_the_disk() {
    const DISK: [&str; 3] = ["files/disk.rs", "output/disk.rs", "output/lock.rs"];
    const WORDS: [&str; 7] =
        ["std::fs", "fs::", "File::open", "canonicalize", "read_dir", ".is_file()", ".exists()"];
    fn search(folder: &Path, root: &Path, found: &mut Vec<String>, seen: &mut usize) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_dir() && name != "cli" {
                search(&path, root, found, seen);
            } else if name.ends_with(".rs") && !DISK.contains(&name.as_str()) {
                *seen += 1;
                let text = fs::read_to_string(&path).unwrap();
                let lines = text.lines().enumerate();
                let lines = lines.filter(|(_, line)| WORDS.iter().any(|word| line.contains(word)));
                found.extend(lines.map(|(at, line)| format!("{name}:{}: {}", at + 1, line.trim())));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut found, mut seen) = (Vec::new(), 0);
    search(&root, &root, &mut found, &mut seen);
    assert!(seen > 200, "{seen} files");
    assert!(found.is_empty(), "{found:#?}");
    assert!(DISK.iter().all(|name| root.join(name).is_file()));
}

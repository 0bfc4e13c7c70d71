//! The interview with answers from a script, in a folder of its own.

use std::collections::VecDeque;
use std::fs;

use clap::Parser;
use tempfile::TempDir;

use super::super::arguments::{Cli, Command};
use super::*;

/// Answers in order; a question that none is left for is where the user stops.
#[derive(Default)]
struct Script {
    answers: VecDeque<String>,
    asked: Vec<String>,
    said: Vec<String>,
}

impl Script {
    fn of(answers: &[&str]) -> Self {
        Self { answers: answers.iter().map(ToString::to_string).collect(), ..Self::default() }
    }

    fn next(&mut self, prompt: &str, default: &str) -> Result<String, Stopped> {
        self.asked.push(format!("{prompt} [{default}]"));
        self.answers.pop_front().ok_or(Stopped)
    }
}

impl Ask for Script {
    fn line(&mut self, prompt: &str, default: &str) -> Result<String, Stopped> {
        self.next(prompt, default)
    }

    fn choose(&mut self, prompt: &str, items: &[String]) -> Result<Option<usize>, Stopped> {
        let answer = self.next(prompt, &items.join("|"))?;
        Ok(items.iter().position(|item| item.starts_with(&answer)))
    }

    fn confirm(&mut self, prompt: &str) -> Result<bool, Stopped> {
        self.next(prompt, "").map(|answer| answer != "n")
    }

    fn say(&mut self, words: &str) {
        self.said.push(words.to_owned());
    }
}

/// Runs `vanban moi` in a folder; gives the names written and the script.
fn interview(
    folder: &Path,
    arguments: &[&str],
    answers: &[&str],
    profile: &str,
) -> (Result<Vec<String>, Diagnostic>, Script) {
    let command = Cli::try_parse_from(["vanban", "moi", "-q"].iter().chain(arguments)).unwrap().command;
    let Command::Moi(arguments) = command else { panic!("another command") };
    let console = Console::new("moi", &arguments.common);
    let law = Law::embedded();
    let profile = law.profile(profile).unwrap();
    let name = office_file::name(profile, profile.khoa == law.default_profile().khoa);
    let office = OfficeFile::find(folder, &name, &mut Sources::new()).unwrap().map(|(office, _)| office);
    let mut place = Place {
        working: folder.to_path_buf(),
        folder: folder.to_path_buf(),
        office_name: name,
        office,
        arguments: &arguments,
        console: &console,
    };
    let mut script = Script::of(answers);
    let written = place.interview(&mut script, profile);
    let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    (written.map(|paths| paths.into_iter().map(name).collect()), script)
}

const OFFICE: [&str; 5] =
    ["UBND xã Mây Trắng", "Trường THCS Mây Trắng", "THCSMT", "Mây Trắng", "Phòng VH-XH; Các tổ"];

fn with_office<'a>(kind: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    [kind].into_iter().chain(OFFICE).chain(rest.iter().copied()).collect()
}

/// What a file says, by the keys of a document.
fn yaml(folder: &Path, name: &str) -> serde_json::Value {
    serde_saphyr::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

#[test]
fn the_office_is_asked_once_and_a_deputy_whose_place_he_takes() {
    let folder = TempDir::new().unwrap();
    let answers = with_office("cong van tra", &["nghỉ lễ: 30/4", "Phó Hiệu trưởng", "", "Trần Thị Mẫu", "y"]);
    let (written, script) = interview(folder.path(), &[], &answers, "nd30");
    assert_eq!(written.unwrap(), ["cong_van_tra_loi.yaml", "co-quan.yaml"]);
    assert!(
        script.asked.iter().any(|asked| asked.contains("KT.") && asked.ends_with("[Hiệu trưởng]")),
        "{:?}",
        script.asked
    );
    let made = yaml(folder.path(), "cong_van_tra_loi.yaml");
    assert_eq!(made["trich_yeu"], "nghỉ lễ: 30/4");
    let signer = serde_json::json!({"quyen_han": {"KT": "Hiệu trưởng"}, "chuc_vu": "Phó Hiệu trưởng", "ho_ten": "Trần Thị Mẫu"});
    assert_eq!(made["nguoi_ky"], signer);
    assert_eq!(made["noi_nhan"], serde_json::json!(["Như trên", "Phòng VH-XH", "Các tổ"]));
    let office = serde_json::json!({
        "co_quan": {"chu_quan": OFFICE[0], "ten": OFFICE[1], "viet_tat": OFFICE[2]},
        "dia_danh": OFFICE[3],
        "nguoi_ky": signer,
        "noi_nhan": ["Phòng VH-XH", "Các tổ"],
    });
    assert_eq!(yaml(folder.path(), "co-quan.yaml"), office);
    // The next time: kind, subject, signer; his name is offered while it is him.
    let (written, script) =
        interview(folder.path(), &[], &["tb", "Nghỉ hè", "Hiệu trưởng", "Lê Văn Hai"], "nd30");
    assert_eq!(written.unwrap(), ["thong_bao.yaml"]);
    assert_eq!(script.asked.len(), 4, "{:?}", script.asked);
    assert!(
        script.asked[2].ends_with("[Phó Hiệu trưởng]") && script.asked[3].ends_with("[«điền họ và tên»]")
    );
    let made = yaml(folder.path(), "thong_bao.yaml");
    assert_eq!(made["co_quan"]["ten"], OFFICE[1]);
    assert_eq!(made["nguoi_ky"], serde_json::json!({"chuc_vu": "Hiệu trưởng", "ho_ten": "Lê Văn Hai"}));
    assert_eq!(
        made["noi_nhan"],
        serde_json::json!(["Các tổ chuyên môn (để thực hiện)", "Phòng VH-XH", "Các tổ"])
    );
    assert_eq!(yaml(folder.path(), "co-quan.yaml"), office, "the office's file is its owner's");
}

#[test]
fn collectives_are_asked_and_minutes_and_contracts_keep_their_signers() {
    let folder = TempDir::new().unwrap();
    let rest = ["Chủ trương năm học", "Hội đồng trường", "Phó Chủ tịch", "", "Lý Văn Ba", "n"];
    let (written, _) = interview(folder.path(), &[], &with_office("nghi quyet", &rest), "nd30");
    assert_eq!(written.unwrap(), ["nghi_quyet.yaml"]);
    let signer = serde_json::json!({
        "quyen_han": {"TM": "Hội đồng trường", "KT": "Chủ tịch"}, "chuc_vu": "Phó Chủ tịch", "ho_ten": "Lý Văn Ba"
    });
    assert_eq!(yaml(folder.path(), "nghi_quyet.yaml")["nguoi_ky"], signer);
    // The Party has no K/T: a deputy secretary signs T/M.
    let rest = ["Nghị quyết tháng 9", "", "Phó Bí thư", "Lý Văn B", "dang", "y"];
    let (written, _) = interview(folder.path(), &[], &with_office("nq", &rest), "dang");
    assert_eq!(written.unwrap(), ["dang.yaml", "co-quan-dang.yaml"]);
    let signer =
        serde_json::json!({"quyen_han": {"TM": "Chi bộ"}, "chuc_vu": "Phó Bí thư", "ho_ten": "Lý Văn B"});
    assert_eq!(yaml(folder.path(), "dang.yaml")["nguoi_ky"], signer);
    assert_eq!(yaml(folder.path(), "co-quan-dang.yaml")["nguoi_ky"], signer);
    // Who chairs a meeting is not the office's signer, and takes nobody's place.
    let rest = ["Phó Hiệu trưởng", "Lý Văn Tư", "y"];
    let (written, script) =
        interview(folder.path(), &[], &with_office("bien_ban", &["Họp", rest[0], rest[1], rest[2]]), "nd30");
    assert_eq!(written.unwrap(), ["bien_ban.yaml", "co-quan.yaml"], "{:?}", script.asked);
    assert!(script.asked.iter().any(|asked| asked.ends_with("[Chủ tọa]")));
    assert!(yaml(folder.path(), "co-quan.yaml")["nguoi_ky"].is_null());
    // The office is the party that signs beside the other one.
    let (written, _) =
        interview(folder.path(), &[], &["hop dong", "Mua sách", "Hiệu trưởng", "Lý Văn Năm"], "nd30");
    assert_eq!(written.unwrap(), ["hop_dong.yaml"]);
    let made = yaml(folder.path(), "hop_dong.yaml");
    assert_eq!(made["nguoi_ky"]["ben"], "Đại diện Bên B");
    let ours =
        serde_json::json!([{"ben": "Đại diện Bên A", "chuc_vu": "Hiệu trưởng", "ho_ten": "Lý Văn Năm"}]);
    assert_eq!(made["ky_cung"], ours);
    assert_eq!(made["noi_nhan"], serde_json::json!(["Bên A", "Bên B"]));
}

#[test]
fn answers_are_kept_when_the_interview_is_broken_off() {
    let folder = TempDir::new().unwrap();
    let (broken, _) = interview(folder.path(), &[], &["tb", OFFICE[0], OFFICE[1], "A: \"B\" # 8"], "nd30");
    let error = broken.unwrap_err();
    assert!(error.help.contains("tra-loi-do-dang.txt") && error.help.contains("tiếp tục"), "{error:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing but the answers");
    // Another profile's answers are not offered; nor is a file that is none.
    fs::write(folder.path().join("tra-loi-do-dang-2.txt"), "- hỏng\n").unwrap();
    let (_, script) = interview(folder.path(), &[], &[], "dang");
    assert!(
        script.said.iter().any(|said| said.contains("tra-loi-do-dang-2.txt không đọc được")),
        "{:?}",
        script.said
    );
    assert!(script.said.iter().any(|said| said.contains("thể thức `nd30`")), "{:?}", script.said);
    // Who does not go on makes a file of his own; the first stays.
    let (_, script) = interview(folder.path(), &[], &["n", "qd", "UBND xã Khác"], "nd30");
    assert!(
        script.asked[0].contains("Tiếp tục từ") && script.asked[0].contains("Thông báo (thong_bao), 3 câu"),
        "{:?}",
        script.asked
    );
    assert!(folder.path().join("tra-loi-do-dang-3.txt").is_file());
    // Going on asks the rest only, and the answers' file goes.
    let rest = ["n", "y", OFFICE[3], "", "Nghỉ lễ", "Hiệu trưởng", "Lê Thị Sáu", "n"];
    let (written, script) = interview(folder.path(), &[], &rest, "nd30");
    assert_eq!(written.unwrap(), ["thong_bao.yaml"]);
    assert!(script.asked[2].starts_with("Địa danh"), "{:?}", script.asked);
    let made = yaml(folder.path(), "thong_bao.yaml");
    assert_eq!(
        made["co_quan"],
        serde_json::json!({"chu_quan": OFFICE[0], "ten": OFFICE[1], "viet_tat": "A: \"B\" # 8"})
    );
    assert!(!folder.path().join("tra-loi-do-dang.txt").exists());
    assert_eq!(fs::read_to_string(folder.path().join("tra-loi-do-dang-2.txt")).unwrap(), "- hỏng\n");
}

#[test]
fn a_file_that_is_there_is_never_replaced_and_costs_no_answer() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("thong_bao.yaml"), "cũ").unwrap();
    let rest = ["Nghỉ lễ", "Hiệu trưởng", "Lê Thị Sáu", "", "n"];
    let (written, script) = interview(folder.path(), &[], &with_office("tb", &rest), "nd30");
    assert_eq!(written.unwrap(), ["thong_bao-2.yaml"], "{:?}", script.asked);
    assert_eq!(fs::read_to_string(folder.path().join("thong_bao.yaml")).unwrap(), "cũ");
    // Named by the user it is told before the first question.
    let there = folder.path().join("thong_bao.yaml").display().to_string();
    let (refused, script) = interview(folder.path(), &["-o", &there], &["tb"], "nd30");
    assert_eq!((refused.unwrap_err().code, script.asked.len()), ("da-co", 0));
    // What cannot be written at the end leaves the answers.
    let nowhere = folder.path().join("không có/x.yaml").display().to_string();
    let (refused, _) =
        interview(folder.path(), &["-o", &nowhere], &with_office("tb", &["a", "b", "c", "n"]), "nd30");
    assert!(refused.unwrap_err().help.contains("tra-loi-do-dang.txt"));
}

#[test]
fn a_word_that_finds_nothing_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    let (broken, script) =
        interview(folder.path(), &[], &["xyzt", "quyet dinh p", "ke ho", "Kế hoạch năm"], "nd30");
    assert!(broken.is_err());
    for words in ["\"xyzt\"", "vanban loai", "Ctrl-C"] {
        assert!(script.said[0].contains(words), "{words}: {}", script.said[0]);
    }
    assert!(script.said[1].contains("quyet_dinh_phan_cong"), "{:?}", script.said);
}

//! `vanban moi` without a kind: asks in the terminal.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use dialoguer::{FuzzySelect, Input};

use vanban::diagnostic::Diagnostic;
use vanban::law::{Profile, SubjectPlace};
use vanban::starter;

/// What was asked: the starter's name and its text with the answers in it.
pub(super) struct Answers {
    pub(super) name: String,
    pub(super) text: String,
}

/// Asks for kind, body, subject and signer.
///
/// # Errors
/// When there is no terminal, or the user gives up.
pub(super) fn ask(profile: &Profile) -> Result<Answers, Diagnostic> {
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return Err(no_terminal());
    }
    let (names, titles) = choices(profile);
    let chosen = FuzzySelect::new()
        .with_prompt("Loại văn bản (gõ để tìm)")
        .items(&titles)
        .default(0)
        .max_length(12)
        .interact_opt()
        .map_err(|_| no_terminal())?
        .ok_or_else(given_up)?;
    let name = names[chosen];
    let line = |prompt: &str, default: &str| {
        let input = Input::<String>::new().with_prompt(prompt);
        let input = if default.is_empty() { input } else { input.default(default.to_owned()) };
        input.interact_text().map_err(|_| no_terminal())
    };
    let mut answers = BTreeMap::new();
    let usual = &profile.basis.vi_du;
    answers.insert("chu_quan", line("Cơ quan chủ quản (cấp trên)", &usual.chu_quan)?);
    answers.insert("ten", line("Tên cơ quan ban hành", &usual.ten)?);
    answers.insert("viet_tat", line("Chữ viết tắt trong ký hiệu", &usual.viet_tat)?);
    answers.insert("dia_danh", line("Địa danh", &usual.dia_danh)?);
    if profile.kind(name).is_none_or(|kind| kind.trich_yeu != SubjectPlace::Khong) {
        answers.insert("trich_yeu", line("Trích yếu nội dung", "«điền trích yếu nội dung»")?);
    }
    answers.insert("chuc_vu", line("Chức vụ người ký", &usual.chuc_vu)?);
    answers.insert("ho_ten", line("Họ tên người ký", &usual.ho_ten)?);
    let text = starter::starter(profile, name).ok_or_else(given_up)?;
    Ok(Answers { name: name.to_owned(), text: starter::fill(&text, &answers) })
}

/// The names of all starters, and what the user reads.
fn choices(profile: &Profile) -> (Vec<&str>, Vec<String>) {
    let practices =
        starter::practices(profile).iter().map(|p| (p.name, format!("{} ({})", p.title(), p.name)));
    let kinds = profile.all_kinds().map(|kind| (kind.khoa.as_str(), format!("{} ({})", kind.ten, kind.khoa)));
    kinds.chain(practices.filter(|(name, _)| profile.kind(name).is_none())).unzip()
}

fn no_terminal() -> Diagnostic {
    Diagnostic::error("cach-dung", "không hỏi được: đây không phải cửa sổ dòng lệnh")
        .help("ghi rõ loại, ví dụ vanban moi ke_hoach; các loại: vanban loai")
}

fn given_up() -> Diagnostic {
    Diagnostic::error("cach-dung", "đã thôi, không tạo tệp nào")
}

//! `vanban moi` without a kind: asks for kind, office, subject and signer.

use std::path::Path;

use super::asking::{Ask, Stopped};
use super::draft::Draft;
use super::office_file::OfficeFile;
use vanban::diagnostic::nearest;
use vanban::law::{Profile, SubjectPlace};
use vanban::starter::{self, Answers, Signing};

/// What is asked of an office once, with the words that ask for it.
const OFFICE: [(&str, &str); 5] = [
    ("chu_quan", "Cơ quan chủ quản (cấp trên)"),
    ("ten", "Tên cơ quan ban hành"),
    ("viet_tat", "Chữ viết tắt trong ký hiệu"),
    ("dia_danh", "Địa danh"),
    ("noi_nhan", "Nơi nhận thường có ở mọi văn bản, cách nhau bằng dấu chấm phẩy (để trống: không có)"),
];

/// What is asked of a signer.
const SIGNER: [(&str, &str); 4] = [
    ("TM", "Ký thay mặt (TM.) tập thể nào"),
    ("chuc_vu", "Chức vụ người ký"),
    ("KT", "Ký thay (KT.) ai (dấu -: không ký thay)"),
    ("ho_ten", "Họ tên người ký"),
];

/// The question about the subject.
const SUBJECT: (&str, &str) = ("trich_yeu", "Trích yếu nội dung");

/// An interview: who is asked, and what is known already.
pub(super) struct Interview<'a> {
    pub(super) ask: &'a mut dyn Ask,
    pub(super) profile: &'a Profile,
    /// The file that remembers the office, when there is one.
    pub(super) office: Option<&'a OfficeFile>,
    pub(super) draft: Draft,
}

/// What was asked.
pub(super) struct Asked {
    /// The starter's name.
    pub(super) name: String,
    /// Its text with the answers in it.
    pub(super) text: String,
    /// What a new office's file should remember.
    pub(super) facts: Answers<'static>,
}

impl Interview<'_> {
    /// Offers to go on where an earlier interview was broken off.
    pub(super) fn resume(&mut self, folder: &Path) -> Result<(), Stopped> {
        for kept in Draft::kept(folder) {
            let kept = match kept {
                Ok(kept) => kept,
                Err(why) => {
                    self.ask.say(&why);
                    continue;
                }
            };
            let file = kept.path().unwrap_or(folder).display().to_string();
            let answer = |key: &str| kept.answers.get(key).map(String::as_str).unwrap_or_default();
            let unknown: Vec<&str> = kept
                .answers
                .keys()
                .map(String::as_str)
                .filter(|key| prompt_of(key).is_none() && !is_head(key))
                .collect();
            let choice =
                starter::choices(self.profile).into_iter().find(|choice| choice.name == answer("loai"));
            if answer("the_thuc") != self.profile.khoa {
                let profile = answer("the_thuc");
                self.ask.say(&format!(
                    "{file} là của thể thức `{profile}`, để nguyên (vanban moi --the-thuc {profile})"
                ));
            } else if let (Some(choice), true) = (&choice, unknown.is_empty()) {
                let count = kept.answers.len() - 2;
                let question = format!("Tiếp tục từ {file} ({}, {count} câu đã trả lời)?", choice.label);
                if self.ask.confirm(&question)? {
                    for (key, value) in &kept.answers {
                        if let Some(prompt) = prompt_of(key) {
                            self.ask.say(&format!("  {prompt}: {value}"));
                        }
                    }
                    self.draft = kept;
                    return Ok(());
                }
            } else {
                let what = if choice.is_none() { "loại văn bản" } else { unknown[0] };
                self.ask.say(&format!("{file} có chỗ lạ ({what}), để nguyên"));
            }
        }
        Ok(())
    }

    /// Asks what is not answered yet.
    pub(super) fn hold(&mut self) -> Result<Asked, Stopped> {
        let name = self.kind()?;
        let text = starter::starter(self.profile, &name).ok_or(Stopped)?;
        let signing = starter::signing(&text);
        let office = self.office.map(|office| office.answers(&signing, self.profile)).unwrap_or_default();
        let known = self.office.map(|office| &office.facts);
        let usual = &self.profile.basis.vi_du;
        for (key, prompt) in OFFICE {
            let default = match key {
                "chu_quan" => &usual.chu_quan,
                "ten" => &usual.ten,
                "viet_tat" => &usual.viet_tat,
                "dia_danh" => &usual.dia_danh,
                _ => "",
            };
            if known.is_none_or(|facts| !facts.contains_key(key)) {
                self.answer(key, prompt, default)?;
            }
        }
        if self.profile.kind(&signing.kind).is_none_or(|kind| kind.trich_yeu != SubjectPlace::Khong) {
            self.answer(SUBJECT.0, SUBJECT.1, "«điền trích yếu nội dung»")?;
        }
        self.signer(&signing, &office)?;
        let mut answers = office;
        for key in OFFICE.iter().chain(&SIGNER).chain([&SUBJECT]).map(|(key, _)| *key) {
            if let Some(answer) = self.draft.answers.get(key) {
                answers.insert(key, answer.clone());
            }
        }
        answers.retain(|_, value| !value.is_empty());
        let mut facts = answers.clone();
        facts.remove(SUBJECT.0);
        if self.has_own_capacity(&signing) {
            SIGNER.iter().for_each(|(key, _)| drop(facts.remove(key)));
        }
        Ok(Asked { text: starter::fill(&text, &answers), name, facts })
    }

    /// The kind, found by what is typed.
    fn kind(&mut self) -> Result<String, Stopped> {
        if let Some(name) = self.draft.answers.get("loai") {
            return Ok(name.clone());
        }
        let prompt = "Loại văn bản (tên, một phần tên hoặc viết tắt, không cần dấu; để trống: xem danh sách)";
        let all = starter::choices(self.profile);
        loop {
            let typed = self.ask.line(prompt, "")?;
            let typed = typed.trim();
            let found = if typed.is_empty() { all.clone() } else { starter::find(self.profile, typed) };
            let chosen = match found.as_slice() {
                [] => {
                    let close = nearest(typed, all.iter().map(|choice| choice.name.as_str()));
                    let close = close.map_or_else(String::new, |name| format!(" Có phải ý bạn là {name}?"));
                    self.ask.say(&format!(
                        "Không có loại nào khớp \"{typed}\".{close} Gõ lại; để trống rồi Enter để xem danh sách \
                         (cũng có ở: vanban loai); Ctrl-C để thôi."
                    ));
                    None
                }
                [one] => {
                    self.ask.say(&format!("  {}", one.label));
                    Some(0)
                }
                several => {
                    let labels: Vec<String> = several.iter().map(|choice| choice.label.clone()).collect();
                    self.ask.choose("Chọn bằng mũi tên rồi Enter (Esc: gõ lại; Ctrl-C: thôi)", &labels)?
                }
            };
            if let Some(choice) = chosen.and_then(|at| found.get(at)) {
                self.keep("the_thuc", self.profile.khoa);
                self.keep("loai", &choice.name);
                return Ok(choice.name.clone());
            }
        }
    }

    /// The signer: the collective where the kind has one, and whose place a
    /// deputy takes where the profile knows KT.
    fn signer(&mut self, signing: &Signing, office: &Answers<'_>) -> Result<(), Stopped> {
        let known = |key: &str| office.get(key).map(String::as_str);
        let ask = |key: &str| SIGNER.iter().find(|(name, _)| *name == key).map_or("", |(_, prompt)| *prompt);
        if let Some(collective) = &signing.collective {
            self.answer("TM", ask("TM"), known("TM").unwrap_or(collective))?;
        }
        let position =
            self.answer("chuc_vu", ask("chuc_vu"), known("chuc_vu").unwrap_or(&signing.position))?;
        let is_usual = known("chuc_vu") == Some(position.as_str());
        let may_sign_for = self.profile.authority_as_typed("KT").is_some() && !self.has_own_capacity(signing);
        if let Some(head) = starter::head_of_deputy(&position).filter(|_| may_sign_for) {
            let default = known("KT").filter(|_| is_usual).unwrap_or(&head);
            self.answer("KT", ask("KT"), default)?;
        } else if office.contains_key("KT") && !is_usual {
            self.keep("KT", "");
        }
        let usual = &self.profile.basis.vi_du.ho_ten;
        self.answer("ho_ten", ask("ho_ten"), known("ho_ten").filter(|_| is_usual).unwrap_or(usual))?;
        Ok(())
    }

    /// Whether the kind is signed in a capacity of its own, as minutes are.
    fn has_own_capacity(&self, signing: &Signing) -> bool {
        self.profile.kind(&signing.kind).is_some_and(|kind| !kind.ky_voi.is_empty())
    }

    /// Asks unless it is answered; `-` is none.
    fn answer(&mut self, key: &str, prompt: &str, default: &str) -> Result<String, Stopped> {
        if let Some(known) = self.draft.answers.get(key) {
            return Ok(known.clone());
        }
        let typed = self.ask.line(prompt, default)?;
        let answer = match typed.trim() {
            "" => default,
            "-" => "",
            typed => typed,
        };
        self.keep(key, answer);
        Ok(answer.to_owned())
    }

    fn keep(&mut self, key: &str, answer: &str) {
        if let Err(error) = self.draft.keep(key, answer) {
            self.ask.say(&format!("Chưa giữ được câu trả lời ra tệp: {}", error.message));
        }
    }
}

/// Whether a key of kept answers says what they are about.
fn is_head(key: &str) -> bool {
    matches!(key, "the_thuc" | "loai")
}

/// The question that a key of kept answers answers.
fn prompt_of(key: &str) -> Option<&'static str> {
    let questions = OFFICE.iter().chain(&SIGNER).chain([&SUBJECT]);
    questions.into_iter().find(|(name, _)| *name == key).map(|(_, prompt)| *prompt)
}

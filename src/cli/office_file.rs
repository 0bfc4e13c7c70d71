//! The file in which `vanban moi` remembers an office: plain YAML with keys of
//! a document, beside the documents, for people to see and edit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use vanban::diagnostic::{Diagnostic, Faults, SourceId, Sources, Span};
use vanban::law::Profile;
use vanban::source::OFFICE_FILE;
use vanban::starter::{Answers, Signing, head_of_deputy, scalar};

/// The keys that are used, by their paths, and what they answer.
const FACTS: [(&str, &str); 9] = [
    ("co_quan.chu_quan", "chu_quan"),
    ("co_quan.ten", "ten"),
    ("co_quan.viet_tat", "viet_tat"),
    ("dia_danh", "dia_danh"),
    ("nguoi_ky.quyen_han.TM", "TM"),
    ("nguoi_ky.quyen_han.KT", "KT"),
    ("nguoi_ky.chuc_vu", "chuc_vu"),
    ("nguoi_ky.ho_ten", "ho_ten"),
    ("noi_nhan", "noi_nhan"),
];

/// Groups of keys.
const GROUPS: [&str; 3] = ["co_quan", "nguoi_ky", "nguoi_ky.quyen_han"];

/// Largest file, in bytes.
const MAX_BYTES: u64 = 256 * 1024;

/// What an office's file says.
#[derive(Debug, Default)]
pub(super) struct OfficeFile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its facts, by what they answer.
    pub(super) facts: BTreeMap<&'static str, String>,
}

/// The name of the office's file: one for each profile, since a school and its
/// Party cell share a folder.
pub(super) fn name(profile: &Profile, is_default: bool) -> String {
    let of_profile = if is_default { String::new() } else { format!("-{}", profile.khoa) };
    format!("{OFFICE_FILE}{of_profile}.yaml")
}

impl OfficeFile {
    /// Reads the office's file of a folder, else of the working folder. None
    /// when there is none; with warnings of keys that are not used.
    ///
    /// # Errors
    /// When it cannot be read or says something else than an office.
    pub(super) fn find(
        folder: &Path,
        name: &str,
        sources: &mut Sources,
    ) -> Result<Option<(Self, Vec<Diagnostic>)>, Faults> {
        let places = [folder.join(name), PathBuf::from(name)];
        let Some(path) = places.into_iter().find(|path| path.symlink_metadata().is_ok()) else {
            return Ok(None);
        };
        let path = path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
        read(&path, sources).map(Some)
    }

    /// What fills a starter: the office, and its signer where the starter is
    /// signed as that one signs. A deputy signs for the head.
    pub(super) fn answers(&self, signing: &Signing, profile: &Profile) -> Answers<'static> {
        let mut answers: Answers<'static> = self.facts.clone();
        let own_capacity = profile.kind(&signing.kind).is_some_and(|kind| !kind.ky_voi.is_empty());
        let collective = self.facts.get("TM").filter(|name| !name.is_empty());
        if own_capacity || collective != signing.collective.as_ref() {
            answers.retain(|key, _| !matches!(*key, "TM" | "KT" | "chuc_vu" | "ho_ten"));
        }
        if let Some(head) = answers.get("chuc_vu").and_then(|position| head_of_deputy(position))
            && profile.authority_as_typed("KT").is_some()
        {
            answers.entry("KT").or_insert(head);
        }
        answers.retain(|_, value| !value.is_empty());
        answers
    }
}

fn read(path: &Path, sources: &mut Sources) -> Result<(OfficeFile, Vec<Diagnostic>), Faults> {
    let shown = path.display();
    let wrong = |why: String| {
        Diagnostic::error("co-quan", format!("{shown} không đọc được: {why}"))
            .help("sửa tệp ấy, hoặc đổi tên, xóa đi để vanban moi hỏi lại")
    };
    let is_small_file = path.metadata().is_ok_and(|about| about.is_file() && about.len() <= MAX_BYTES);
    if !is_small_file {
        return Err(wrong("không phải một tệp YAML nhỏ".to_owned()).into());
    }
    let text = std::fs::read(path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "không phải UTF-8".to_owned()))
        .map_err(wrong)?;
    let id = sources.add(shown.to_string(), text.clone());
    let document: Value = serde_saphyr::from_str(&text).map_err(|error| {
        let start = error.location().map_or(0, |at| offset(&text, at.line(), at.column()));
        let first = error.to_string().lines().next().unwrap_or_default().to_owned();
        wrong(first).at(Span::new(id, start..start))
    })?;
    let mut reading =
        Reading { id, text: &text, facts: BTreeMap::new(), faults: Vec::new(), warnings: Vec::new() };
    if document.is_object() {
        reading.group("", &document);
    } else {
        reading.faults.push(wrong("không có khóa nào".to_owned()).at(Span::new(id, 0..0)));
    }
    let Reading { facts, faults, warnings, .. } = reading;
    Faults::none_or(faults, (OfficeFile { path: path.to_path_buf(), facts }, warnings))
}

/// The place of a line and a column, both from 1.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let count = |number: u64| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    let before: usize = text.split_inclusive('\n').take(count(line)).map(str::len).sum();
    let own = text[before..].lines().next().unwrap_or_default();
    before + own.char_indices().nth(count(column)).map_or(own.len(), |(at, _)| at)
}

/// Reading goes key by key, so that every fault is told at once.
struct Reading<'t> {
    id: SourceId,
    text: &'t str,
    facts: BTreeMap<&'static str, String>,
    faults: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn group(&mut self, group: &str, value: &Value) {
        for (key, value) in value.as_object().into_iter().flatten() {
            let path = if group.is_empty() { key.clone() } else { format!("{group}.{key}") };
            if GROUPS.contains(&path.as_str()) {
                if value.is_object() {
                    self.group(&path, value);
                } else if !value.is_null() {
                    self.fault(&path, "cần các khóa bên dưới, mỗi khóa một dòng");
                }
            } else if let Some((_, fact)) = FACTS.iter().find(|(known, _)| *known == path) {
                match words(value, *fact == "noi_nhan") {
                    Some(words) => drop(self.facts.insert(fact, words)),
                    None => self.fault(&path, "cần chữ; số thì đặt trong dấu nháy, ví dụ \"08\""),
                }
            } else {
                self.unused(&path);
            }
        }
    }

    /// The line of a key, as far as its name finds it.
    fn place(&self, path: &str) -> Span {
        let key = path.rsplit('.').next().unwrap_or(path);
        let at = self.text.match_indices(key).map(|(at, _)| at).find(|&at| {
            let before = self.text[..at].chars().next_back();
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '{' | ','))
                && self.text[at + key.len()..].trim_start().starts_with(':')
        });
        at.map_or_else(|| Span::new(self.id, 0..0), |at| Span::new(self.id, at..at + key.len()))
    }

    fn fault(&mut self, path: &str, wanted: &str) {
        let message = format!("`{path}`: {wanted}");
        self.faults.push(Diagnostic::error("co-quan", message).at(self.place(path)).key(path));
    }

    fn unused(&mut self, path: &str) {
        let known: Vec<&str> = FACTS.iter().map(|(path, _)| *path).collect();
        let message = format!("`{path}`: vanban moi không dùng khóa này, tệp mới sẽ không có");
        self.warnings.push(
            Diagnostic::warning("co-quan", message)
                .at(self.place(path))
                .key(path)
                .help(format!("các khóa dùng được: {}", known.join(", "))),
        );
    }
}

/// The words of a value; of recipients one or several.
fn words(value: &Value, may_be_list: bool) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Null => Some(String::new()),
        Value::Array(parts) if may_be_list => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            Some(parts?.join("; "))
        }
        _ => None,
    }
}

/// The text of a new file for an office. What is still to fill in is left out.
pub(super) fn text(facts: &BTreeMap<&str, String>) -> String {
    let known = |key: &str| facts.get(key).filter(|value| !value.is_empty() && !value.contains('«'));
    let line = |indent: &str, key: &str| {
        known(key).map_or_else(String::new, |value| format!("{indent}{key}: {}\n", scalar(value)))
    };
    let lines = |keys: &[&str]| keys.iter().map(|key| line("  ", key)).collect::<String>();
    let mut text = "# Cơ quan và người ký: vanban moi điền sẵn vào các tệp mới; sửa khi có thay đổi.\n\
                    # Tệp đã tạo không đổi theo.\n"
        .to_owned();
    let group = |name: &str, keys: String| {
        if keys.is_empty() { keys } else { format!("{name}:\n{keys}") }
    };
    text += &group("co_quan", lines(&["chu_quan", "ten", "viet_tat"]));
    text += &line("", "dia_danh");
    let authorities: Vec<String> = ["TM", "KT"]
        .iter()
        .filter_map(|key| known(key).map(|whom| format!("{key}: {}", scalar(whom))))
        .collect();
    let authority = if authorities.is_empty() {
        String::new()
    } else {
        format!("  quyen_han: {{{}}}\n", authorities.join(", "))
    };
    text += &group("nguoi_ky", authority + &lines(&["chuc_vu", "ho_ten"]));
    let recipients = known("noi_nhan").map_or("", String::as_str);
    let recipients: Vec<String> =
        recipients.split(';').map(str::trim).filter(|part| !part.is_empty()).map(scalar).collect();
    text + &format!("noi_nhan: [{}]\n", recipients.join(", "))
}

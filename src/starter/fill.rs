//! Puts answers into a starter: the office's facts, the subject, the signer.

use std::collections::BTreeMap;
use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

use crate::slug::slug;

/// Answers by what they answer: keys of a document (`ten`, `trich_yeu`,
/// `ho_ten`), the signer's authority (`KT`, `TM`), and `noi_nhan`, whose
/// recipients are parted by semicolons.
pub type Answers<'a> = BTreeMap<&'a str, String>;

/// How a starter is signed, which decides what is asked of its signer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// The kind of the document (`loai`).
    pub kind: String,
    /// The collective that the signer stands for (`TM`).
    pub collective: Option<String>,
    /// The position that stands in the starter.
    pub position: String,
    /// Whether several parties sign (`ben`): the office is the one of `ky_cung`.
    pub has_parties: bool,
}

/// How a starter is signed.
pub fn signing(text: &str) -> Signing {
    let document: serde_json::Value = serde_saphyr::from_str(text).unwrap_or_default();
    let signer = &document["nguoi_ky"];
    let word = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let has_parties = signer["ben"].is_string();
    let ours = if has_parties { &document["ky_cung"][0] } else { signer };
    Signing {
        kind: word(&document["loai"]).unwrap_or_default(),
        collective: word(&signer["quyen_han"]["TM"]),
        position: word(&ours["chuc_vu"]).unwrap_or_default(),
        has_parties,
    }
}

/// Whom a deputy signs for, as `KT.` names it: "Phó Hiệu trưởng" signs for
/// "Hiệu trưởng". Nothing for who is no deputy.
pub fn head_of_deputy(position: &str) -> Option<String> {
    let (first, head) = position.trim().split_once(char::is_whitespace)?;
    let mut letters = head.trim_start().chars();
    let initial = letters.next().filter(|_| is_deputy(first))?;
    Some(initial.to_uppercase().chain(letters).collect())
}

/// "Phó", or "pho" of who types no diacritics; not "Phổ".
fn is_deputy(word: &str) -> bool {
    let word = word.nfc().collect::<String>().to_lowercase();
    word == "phó" || word == "pho"
}

/// A starter with the answers of the user in place of the values that stand
/// there. Only the first line of each key is replaced; its comment stays.
pub fn fill(text: &str, answers: &Answers<'_>) -> String {
    let signing = signing(text);
    let mut left: Vec<&str> = ["chu_quan", "ten", "viet_tat", "dia_danh", "trich_yeu"]
        .into_iter()
        .filter(|key| answers.contains_key(key))
        .collect();
    let mut filled = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let key = line.trim_start().split_once(": ").map(|(key, _)| key);
        if let Some(key) = key.filter(|key| left.contains(key)) {
            left.retain(|other| *other != key);
            put_value(&mut filled, line, key, &answers[key]);
            continue;
        }
        let top = line.split(':').next().unwrap_or_default();
        if !matches!(top, "nguoi_ky" | "ky_cung" | "noi_nhan") {
            let _ = writeln!(filled, "{line}");
            continue;
        }
        let mut group = vec![line];
        while let Some(next) = lines.next_if(|next| next.starts_with(' ')) {
            group.push(next);
        }
        let written = match top {
            "noi_nhan" if !signing.has_parties => recipients(&group, answers),
            "nguoi_ky" if !signing.has_parties => signer(&group, answers, signing.collective.as_deref()),
            "ky_cung" if signing.has_parties => our_party(&group, answers),
            _ => None,
        };
        let _ = writeln!(filled, "{}", written.unwrap_or_else(|| group.join("\n")));
    }
    filled
}

/// A line with its value replaced, its comment kept.
fn put_value(filled: &mut String, line: &str, key: &str, value: &str) {
    let indent = &line[..line.len() - line.trim_start().len()];
    let comment = line.find(" #").map_or("", |at| line[at..].trim_start());
    let _ = write!(filled, "{indent}{key}: {}", scalar(value));
    let _ = if comment.is_empty() { writeln!(filled) } else { writeln!(filled, "    {comment}") };
}

/// The value of a key and its lines, read as YAML.
fn value_of(group: &[&str]) -> Option<serde_json::Value> {
    let document: serde_json::Value = serde_saphyr::from_str(&group.join("\n")).ok()?;
    document.as_object()?.values().next().cloned()
}

/// The signer, in the place of the one that stands there. Nothing when there
/// is no answer about it.
fn signer(group: &[&str], answers: &Answers<'_>, collective: Option<&str>) -> Option<String> {
    let asked = ["chuc_vu", "ho_ten", "KT", "TM"].iter().any(|key| answers.contains_key(key));
    let stands = value_of(group).filter(|_| asked)?;
    let mut keys = String::new();
    let authorities: Vec<String> = [("TM", collective), ("KT", None)]
        .into_iter()
        .filter_map(|(name, usual)| Some((name, answers.get(name).map(String::as_str).or(usual)?)))
        .map(|(name, whom)| format!("{name}: {}", scalar(whom)))
        .collect();
    if !authorities.is_empty() {
        let _ = write!(keys, "\n  quyen_han: {{{}}}", authorities.join(", "));
    }
    for key in ["chuc_vu", "ho_ten"] {
        let value = answers.get(key).map(String::as_str).or_else(|| stands[key].as_str())?;
        let _ = write!(keys, "\n  {key}: {}", scalar(value));
    }
    Some(format!("nguoi_ky:{keys}"))
}

/// The office among the parties that sign a contract.
fn our_party(group: &[&str], answers: &Answers<'_>) -> Option<String> {
    let parties = value_of(group)?;
    let party = parties.as_array()?.first()?;
    let answer = |key: &str| answers.get(key).map(String::as_str).or_else(|| party[key].as_str());
    let authority =
        answers.get("KT").map_or_else(String::new, |whom| format!("quyen_han: {{KT: {}}}, ", scalar(whom)));
    Some(format!(
        "ky_cung: [{{ben: {}, {authority}chuc_vu: {}, ho_ten: {}}}]",
        scalar(party["ben"].as_str()?),
        scalar(answer("chuc_vu")?),
        scalar(answer("ho_ten")?)
    ))
}

/// The recipients of the kind, and those that the office usually names: in the
/// place of who is reported to and not filled in yet, else behind them. One
/// that stands there already is not named twice.
fn recipients(group: &[&str], answers: &Answers<'_>) -> Option<String> {
    let usual = list(answers.get("noi_nhan")?);
    let value = value_of(group).filter(|_| !usual.is_empty())?;
    let own: Vec<&str> = value.as_array()?.iter().map(serde_json::Value::as_str).collect::<Option<_>>()?;
    let superior = |text: &str| text.contains('«') && text.contains("(để báo cáo)");
    let who = |text: &str| slug(text.split('(').next().unwrap_or(text));
    let own: Vec<&str> = own.into_iter().filter(|text| !superior(text)).collect();
    let new = usual.iter().copied().filter(|text| !own.iter().any(|known| who(known) == who(text)));
    let all = own.iter().copied().chain(new);
    Some(format!("noi_nhan:{}", all.map(|text| format!("\n  - {}", scalar(text))).collect::<String>()))
}

/// The parts of an answer that lists several things.
fn list(answer: &str) -> Vec<&str> {
    answer.split(';').map(|part| part.trim().trim_end_matches('.')).filter(|part| !part.is_empty()).collect()
}

/// A value as a YAML scalar: quoted where YAML would read it otherwise, also
/// between brackets.
pub fn scalar(value: &str) -> String {
    let plain = value.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '«'))
        && !value.contains([':', '#', ',', '[', ']', '{', '}', '"', '\\'])
        && !value.contains(char::is_control)
        && value.trim() == value
        && value.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    if plain { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}

//! What a rule is.

use super::facts::Facts;
use super::report::RuleReport;
use crate::diagnostic::Severity;
use crate::law::Profile;

/// A rule of the checker.
#[derive(Debug)]
pub struct Rule {
    /// Stable name, e.g. `ND30-II.6.a-luat`.
    pub id: &'static str,
    /// Which documents it holds for.
    pub scope: Scope,
    /// What it asks, in one line of Vietnamese.
    pub name: &'static str,
    /// How grave a breach is; a finding that is only a guess may be a hint.
    pub severity: Severity,
    /// Legal source, or "thực hành văn thư" where the law is silent.
    pub source: &'static str,
    /// Why, in Vietnamese.
    pub explanation: &'static str,
    /// A breach.
    pub wrong: Example,
    /// The same, right.
    pub right: Example,
    /// Whether some findings can be mended by `--sua`.
    pub fixable: bool,
    /// Reports every breach.
    pub run: fn(&Facts<'_>, &mut RuleReport),
}

/// Which documents a rule holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    Every,
    /// Administrative documents: the form of NĐ 30, Phụ lục I.
    Administrative,
}

/// An example of a rule.
#[derive(Debug, Clone, Copy)]
pub enum Example {
    /// Paragraphs of content.
    Text(&'static str),
    /// Keys of a document, as YAML.
    Keys(&'static str),
}

impl Rule {
    /// Whether the rule holds for documents of this profile.
    pub fn holds_for(&self, profile: &Profile) -> bool {
        match self.scope {
            Scope::Every => true,
            Scope::Administrative => profile.basis.hanh_chinh,
        }
    }
}

impl Example {
    /// The example as written.
    pub fn text(&self) -> &'static str {
        match self {
            Self::Text(text) | Self::Keys(text) => text,
        }
    }

    /// A whole document around the example.
    pub fn document(&self) -> String {
        match self {
            Self::Text(text) => {
                let lines: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
                document_with(&format!("noi_dung: |\n{}\n", lines.join("\n")))
            }
            Self::Keys(keys) => document_with(keys),
        }
    }
}

/// The document around an example, one entry a key.
const BASE: [(&str, &str); 9] = [
    ("loai", "ke_hoach"),
    ("co_quan", "{chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng, viet_tat: THCSMT}"),
    ("so", "45"),
    ("dia_danh", "Mây Trắng"),
    ("ngay", "2026-09-15"),
    ("trich_yeu", "Công tác thư viện năm học 2026-2027"),
    ("noi_dung", "Nhà trường tổ chức thực hiện công tác thư viện."),
    ("nguoi_ky", "{chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}"),
    ("noi_nhan", "[Các tổ chuyên môn]"),
];

/// The base document with some of its keys taken by `keys`.
pub fn document_with(keys: &str) -> String {
    let taken =
        |key: &str| keys.lines().any(|line| line.strip_prefix(key).is_some_and(|l| l.starts_with(':')));
    let rest: String =
        BASE.iter().filter(|(key, _)| !taken(key)).map(|(key, value)| format!("{key}: {value}\n")).collect();
    format!("{rest}{}\n", keys.trim_end())
}

//! Names of output files: unique, and safe on Windows.

use std::collections::HashSet;

/// Longest name in bytes, extension included; the whole path must fit.
const MAX_BYTES: usize = 150;
/// Names that Windows keeps for devices, with or without an extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];
const EXTENSION: &str = ".docx";

/// Gives every file a name of its own, in the order of asking.
#[derive(Debug, Default)]
pub(super) struct FileNames {
    /// Names without regard to case: Windows and macOS have none.
    taken: HashSet<u128>,
}

impl FileNames {
    /// A safe name that no earlier one equals.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let stem = safe_stem(wanted);
        let mut name = format!("{stem}{EXTENSION}");
        let mut number = 2;
        while !self.taken.insert(fingerprint(&name)) {
            name = format!("{stem}-{number}{EXTENSION}");
            number += 1;
        }
        name
    }

    /// Notes a name that a file has.
    pub(super) fn take(&mut self, name: &str) {
        self.taken.insert(fingerprint(name));
    }

    /// Whether a file has the name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(&fingerprint(name))
    }
}

/// A name without regard to case, in few bytes.
fn fingerprint(name: &str) -> u128 {
    super::manifest::digest(name.to_lowercase().as_bytes())
}

/// The name without its extension, every character one that all systems take.
fn safe_stem(wanted: &str) -> String {
    let wanted = wanted.trim();
    let stem = match wanted.len().checked_sub(EXTENSION.len()).map(|at| wanted.split_at_checked(at)) {
        Some(Some((stem, extension))) if extension.eq_ignore_ascii_case(EXTENSION) => stem,
        _ => wanted,
    };
    let is_bad =
        |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*');
    let mut safe: String = stem.chars().map(|c| if is_bad(c) { '-' } else { c }).collect();
    let mut end = safe.len().min(MAX_BYTES - EXTENSION.len() - 8);
    while !safe.is_char_boundary(end) {
        end -= 1;
    }
    safe.truncate(end);
    let safe = safe.trim_matches(|c: char| matches!(c, '.' | ' ' | '-'));
    let first = safe.split('.').next().unwrap_or("").trim_end().to_lowercase();
    match safe {
        "" => "van-ban".to_owned(),
        _ if DEVICES.contains(&first.as_str()) => format!("_{safe}"),
        _ => safe.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_become_safe() {
        let pairs = [
            ("../../x", "x.docx"),
            ("CON", "_CON.docx"),
            ("con.docx", "_con.docx"),
            ("Aux.tar", "_Aux.tar.docx"),
            ("a/b\\c:d", "a-b-c-d.docx"),
            ("...", "van-ban.docx"),
            ("", "van-ban.docx"),
            ("x. ", "x.docx"),
            ("a\nb\0c", "a-b-c.docx"),
            ("trường.DOCX", "trường.docx"),
            ("🙂", "🙂.docx"),
        ];
        for (wanted, expected) in pairs {
            assert_eq!(FileNames::default().unique(wanted), expected, "{wanted:?}");
        }
        let long = FileNames::default().unique(&"ế".repeat(300));
        assert!(long.len() <= MAX_BYTES && long.ends_with(".docx"));
    }

    #[test]
    fn names_are_unique_without_regard_to_case() {
        let mut names = FileNames::default();
        let given: Vec<String> = ["A", "a", "a-2", "A.docx"].into_iter().map(|n| names.unique(n)).collect();
        assert_eq!(given, ["A.docx", "a-2.docx", "a-2-2.docx", "A-3.docx"]);
    }
}

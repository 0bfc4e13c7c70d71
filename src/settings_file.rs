//! `vanban.toml`: what an office sets for the documents of a folder and of
//! those below it. The one reader of that file; a leaf: which rules there are
//! and what the kinds of an office hold is known elsewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Faults, SourceId, Sources, Span, nearest};
use crate::files::{self, FileFault, FileRef, Folder};

/// The name of the settings file.
pub const SETTINGS_FILE: &str = "vanban.toml";

/// Largest settings file, in bytes.
const MAX_BYTES: u64 = 256 * 1024;

/// The tables of a settings file, with the keys of those that have fixed ones.
const TABLES: [(&str, &[&str]); 3] = [("luat", &[]), ("loai", &["thu_muc"]), ("du_lieu", &["hieu_luc"])];

/// How the file is written, for whoever wrote it otherwise.
const HELP: &str = "dạng đúng: [luat], rồi mỗi dòng \"MÃ LUẬT\" = \"loi\", \"canh_bao\", \"goi_y\" hoặc \
                    \"tat\"; [loai], rồi thu_muc = \"tên thư mục\"; [du_lieu], rồi hieu_luc = \"tên tệp\"";

/// What a settings file says.
#[derive(Debug, Clone, Default)]
pub struct SettingsFile {
    /// How grave a rule is, by its id.
    pub severities: BTreeMap<String, Setting>,
    /// Where the kinds of the office are.
    pub kinds: Option<NamedPath>,
    /// The office's table of acts in force.
    pub acts: Option<NamedPath>,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Setting {
    /// As typed.
    pub value: String,
    /// Its place.
    pub at: Span,
}

/// A file or folder that a settings file names.
#[derive(Debug, Clone)]
pub struct NamedPath {
    /// The folder of the settings file.
    pub base: Folder,
    /// The name, from there.
    pub name: Setting,
}

/// As it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    #[serde(default)]
    luat: BTreeMap<String, toml::Spanned<String>>,
    loai: Option<Kinds>,
    du_lieu: Option<Data>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    thu_muc: toml::Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    hieu_luc: toml::Spanned<String>,
}

impl SettingsFile {
    /// The settings file that holds for a folder: there, else in the nearest
    /// folder above that has one.
    pub fn find(folder: &Path) -> Option<PathBuf> {
        files::above(folder, SETTINGS_FILE)
    }

    /// Reads a settings file.
    ///
    /// # Errors
    /// When it cannot be read, is no TOML, or has a table or key that is not
    /// there.
    pub fn read(file: &FileRef, sources: &mut Sources) -> Result<Self, Faults> {
        Ok(Self::parse(file, &text_of(file)?, sources)?)
    }

    /// Reads settings from a text; `file` is what it is called and where the
    /// folders that it names are looked for.
    ///
    /// # Errors
    /// As [`SettingsFile::read`].
    pub fn parse(file: &FileRef, text: &str, sources: &mut Sources) -> Result<Self, Diagnostic> {
        let name = file.to_string();
        let id = sources.add(&name, text);
        let tables: Tables = toml::from_str(text).map_err(|error| explain(&name, id, &error))?;
        let setting = |value: toml::Spanned<String>| Setting {
            at: Span::new(id, value.span()),
            value: value.into_inner(),
        };
        let named = |value| NamedPath { base: file.folder(), name: setting(value) };
        Ok(Self {
            severities: tables.luat.into_iter().map(|(rule, level)| (rule, setting(level))).collect(),
            kinds: tables.loai.map(|kinds| named(kinds.thu_muc)),
            acts: tables.du_lieu.map(|data| named(data.hieu_luc)),
        })
    }
}

/// The text of a settings file.
fn text_of(file: &FileRef) -> Result<String, Diagnostic> {
    let fault = |message: String| Diagnostic::error("cau-hinh", message);
    let bytes = file.read(MAX_BYTES).map_err(|why| match why {
        FileFault::Folder | FileFault::Device => fault(format!("{file} không phải là tệp")),
        FileFault::TooLarge { most } => fault(format!("{file} lớn hơn {} KB", most / 1024)),
        _ => fault(format!("không đọc được {file}")),
    })?;
    String::from_utf8(bytes).map_err(|_| fault(format!("không đọc được {file}")))
}

/// What is wrong with a file, and where.
fn explain(name: &str, id: SourceId, error: &toml::de::Error) -> Diagnostic {
    let at = Span::new(id, error.span().unwrap_or(0..0));
    let unknown = error.message().strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
    let Some(key) = unknown else {
        let message = format!("{name} viết sai ({})", error.message());
        return Diagnostic::error("cau-hinh", message).at(at).help(HELP);
    };
    let known = TABLES.iter().flat_map(|(table, keys)| std::iter::once(table).chain(*keys));
    let help = match nearest(key, known.copied()) {
        Some(near) => format!("có phải ý bạn là `{near}`? {HELP}"),
        None => HELP.to_owned(),
    };
    Diagnostic::error("cau-hinh", format!("{name}: không có mục `{key}`")).at(at).label("mục lạ").help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line of the fault and its advice.
    fn fault(text: &str) -> (usize, String) {
        let mut sources = Sources::new();
        let fault = SettingsFile::parse(&FileRef::disk("vanban.toml"), text, &mut sources).unwrap_err();
        let (id, range) = sources.range_of(&fault).unwrap();
        (sources.line_column(id, range.start).line, format!("{} {}", fault.message, fault.help))
    }

    #[test]
    fn unknown_tables_and_keys_are_refused_at_their_line() {
        let (line, told) = fault("[luat]\n\n[loaii]\nthu_muc = \"a\"\n");
        assert_eq!(line, 3);
        assert!(told.contains("không có mục `loaii`") && told.contains("có phải ý bạn là `loai`?"), "{told}");
        let (line, told) = fault("[loai]\nthu_muc = \"a\"\nthumuc = \"b\"\n");
        assert_eq!(line, 3);
        assert!(told.contains("`thumuc`") && told.contains("`thu_muc`"), "{told}");
        assert_eq!(fault("[luat]\n\"GO-nhay\" = 3\n").0, 2);
        assert_eq!(fault("x = 1\n").0, 1);
        assert_eq!(fault("[loai]\n").0, 1);
        let (line, told) = fault("[du_lieu]\nhieuluc = \"a.yaml\"\n");
        assert_eq!(line, 2);
        assert!(told.contains("có phải ý bạn là `hieu_luc`?"), "{told}");
    }

    #[test]
    fn every_table_is_read() {
        let text =
            "[luat]\n\"GO-nhay\" = \"tat\"\n[loai]\nthu_muc = \"kieu\"\n[du_lieu]\nhieu_luc = \"hl.yaml\"\n";
        let read = SettingsFile::parse(&FileRef::disk("a/vanban.toml"), text, &mut Sources::new()).unwrap();
        assert_eq!(read.severities["GO-nhay"].value, "tat");
        let kinds = read.kinds.unwrap();
        let folder = kinds.base.file(&kinds.name.value).unwrap();
        assert_eq!(folder.shown(), Path::new("a/kieu"));
        let acts = read.acts.unwrap();
        assert_eq!(acts.base.file(&acts.name.value).unwrap().shown(), Path::new("a/hl.yaml"));
    }
}

//! Reads the kinds and templates of an office: a folder that `vanban.toml`
//! names.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::file;
use super::inherit::included_path;
use crate::diagnostic::{Diagnostic, Faults, Sources, Span};
use crate::law::{self, Kind, Office};
use crate::settings_file::{self, SETTINGS_FILE};

/// Most files in the folder.
const MAX_FILES: usize = 200;

/// The part of the settings that this module reads.
#[derive(Deserialize)]
struct Settings {
    loai: Option<Kinds>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    thu_muc: toml::Spanned<String>,
}

/// The kinds and templates of the office whose settings stand in `folder` or
/// above it.
///
/// # Errors
/// Every fault in the settings and the files of the folder they name.
pub fn load_office(folder: &Path, sources: &mut Sources) -> Result<Office, Faults> {
    let Some((root, named)) = named_folder(folder, sources)? else { return Ok(Office::default()) };
    let files = files(&root, &named)?;
    let mut office = Office::default();
    let mut faults = Vec::new();
    for path in files {
        let is = |extension: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension));
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if !is("yaml") && !is("md") {
            continue;
        }
        match file::read(&path, sources) {
            Err(error) => faults.push(error),
            Ok(id) => {
                let text = sources.get(id).map(|file| file.text.clone()).unwrap_or_default();
                if is("md") {
                    office.templates.push((name, text));
                    continue;
                }
                match serde_saphyr::from_str::<Kind>(&text) {
                    Ok(kind) => office.kinds.push(kind),
                    Err(error) => faults.push(
                        Diagnostic::error("loai", format!("{} không khai đúng một loại văn bản ({error})", path.display()))
                            .at(Span::new(id, 0..0))
                            .help("các khóa như trong data/nd30/loai.yaml: loai, ten, ky_hieu, bo_cuc, khuon, truong, ..."),
                    ),
                }
            }
        }
    }
    for kind in &office.kinds {
        if law::default_profile().kinds.iter().any(|known| known.loai == kind.loai) {
            faults.push(Diagnostic::error(
                "loai",
                format!("loại `{}` đã có trong luật, hãy đặt tên khác", kind.loai),
            ));
        }
    }
    if faults.is_empty() { Ok(office) } else { Err(faults.into()) }
}

/// The folder of the settings file, and the folder it names.
fn named_folder(folder: &Path, sources: &mut Sources) -> Result<Option<(PathBuf, String)>, Faults> {
    let Some(path) = settings_file::find(folder) else { return Ok(None) };
    let id = file::read(&path, sources)?;
    let text = sources.get(id).map(|file| file.text.clone()).unwrap_or_default();
    let help = "dạng đúng: [loai], rồi thu_muc = \"tên thư mục\"";
    let settings: Settings = settings_file::parse(SETTINGS_FILE, id, &text, help)?;
    let root = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(settings.loai.map(|kinds| (root, kinds.thu_muc.into_inner())))
}

/// The files of the folder, sorted.
fn files(root: &Path, named: &str) -> Result<Vec<PathBuf>, Faults> {
    let unreadable = |_| {
        vec![Diagnostic::error(
            "cau-hinh",
            format!("không đọc được thư mục `{named}` mà {SETTINGS_FILE} nêu"),
        )]
    };
    let folder = included_path(root, named)?;
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).take(MAX_FILES).collect();
    files.sort();
    Ok(files)
}

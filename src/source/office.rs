//! Reads the kinds and templates of an office: a folder that `vanban.toml`
//! names.

use std::path::{Path, PathBuf};

use super::file;
use super::inherit::included_path;
use super::tree::{self, NodeKind};
use crate::diagnostic::{Diagnostic, Faults, SourceId, Sources, Span};
use crate::law::{Kind, Office, OwnKind};
use crate::settings_file::{KindsFolder, SETTINGS_FILE};

/// Most files in the folder.
const MAX_FILES: usize = 200;

/// The kinds and templates of an office: files `.yaml` with a kind each, files
/// `.md` with a template each.
///
/// # Errors
/// Every fault in the files of the folder.
pub fn load_office(folder: &KindsFolder, sources: &mut Sources) -> Result<Office, Faults> {
    let mut office = Office::default();
    let mut faults = Vec::new();
    for path in files(folder)? {
        let is = |extension: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension));
        let read = match (is("md"), is("yaml") || is("yml")) {
            (true, _) => template(&path, sources).map(|template| office.templates.push(template)),
            (_, true) => own_kind(&path, sources).map(|kind| office.kinds.push(kind)),
            _ => Ok(()),
        };
        faults.extend(read.err());
    }
    Faults::none_or(faults, office)
}

/// Name and source of a template.
fn template(path: &Path, sources: &mut Sources) -> Result<(String, String), Diagnostic> {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((name, text(file::read(path, sources)?, sources)))
}

fn own_kind(path: &Path, sources: &mut Sources) -> Result<OwnKind, Diagnostic> {
    let id = file::read(path, sources)?;
    let kind: Kind = serde_saphyr::from_str(&text(id, sources)).map_err(|error| {
        let start = error.location().and_then(|at| at.span().byte_offset()).unwrap_or_default();
        let start = usize::try_from(start).unwrap_or_default();
        let message = format!("{} không khai đúng một loại văn bản ({error})", path.display());
        Diagnostic::error("loai", message)
            .at(Span::new(id, start..start))
            .help("các khóa như trong data/nd30/loai.yaml: loai, ten, ky_hieu, bo_cuc, khuon, truong, ...")
    })?;
    Ok(OwnKind { kind, at: place_of_id(id, sources) })
}

fn text(id: SourceId, sources: &Sources) -> String {
    sources.get(id).map(|file| file.text.clone()).unwrap_or_default()
}

/// Where a kind's file says its id.
fn place_of_id(id: SourceId, sources: &Sources) -> Span {
    let root = tree::parse(id, sources).ok();
    let found = root.and_then(|root| match root.kind {
        NodeKind::Mapping(entries) => entries.into_iter().find(|entry| entry.key == "loai"),
        _ => None,
    });
    found.map_or(Span::new(id, 0..0), |entry| entry.value.span)
}

/// The files of the folder, sorted.
fn files(folder: &KindsFolder) -> Result<Vec<PathBuf>, Diagnostic> {
    let name = &folder.name;
    let path = included_path(&folder.base, &name.value).map_err(|fault| fault.at(name.at))?;
    let mut files = list(&path).map_err(|_| {
        let message = format!("không đọc được thư mục `{}` mà {SETTINGS_FILE} nêu", name.value);
        Diagnostic::error("cau-hinh", message).at(name.at)
    })?;
    if files.len() > MAX_FILES {
        let message = format!("thư mục `{}` có hơn {MAX_FILES} tệp", name.value);
        let help = "để riêng các tệp khai loại và khuôn trong một thư mục";
        return Err(Diagnostic::error("cau-hinh", message).at(name.at).help(help));
    }
    files.sort();
    Ok(files)
}

/// What the folder holds, as the disk has it; no more than tells that there is
/// too much.
fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    std::fs::read_dir(folder)?.take(MAX_FILES + 1).map(|entry| entry.map(|entry| entry.path())).collect()
}

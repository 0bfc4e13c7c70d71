//! Reads the kinds and templates of an office: a folder that `vanban.toml`
//! names.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::file;
use super::tree::{self, NodeKind};
use crate::diagnostic::{Diagnostic, Faults, SourceId, Sources, Span};
use crate::files::{FileFault, FileRef};
use crate::law::{Kind, Office, OfficeWords, OwnKind, OwnOutline, OwnSentence};
use crate::settings_file::{NamedPath, SETTINGS_FILE};

/// The file of the folder with the office's own sentences of reports.
const WORDING: &str = "loi_van_bao_cao";

/// The file with the office's own outline of a year's plan: a template, no
/// kind.
const YEAR_PLAN: &str = "ke_hoach_nam";

/// Most files in the folder.
const MAX_FILES: usize = 200;

/// The kinds and templates of an office: files `.yaml` with a kind each, files
/// `.md` with a template each, `loi_van_bao_cao.yaml` with its sentences of
/// reports, `ke_hoach_nam.yaml` with its outline of a year's plan.
///
/// # Errors
/// Every fault in the files of the folder.
pub fn load_office(folder: &NamedPath, sources: &mut Sources) -> Result<Office, Faults> {
    let mut office = Office::default();
    let mut faults = Vec::new();
    for file in files(folder)? {
        let read = match file.ending().as_str() {
            "md" => template(&file, sources).map(|template| office.templates.push(template)),
            "yaml" | "yml" if stem(&file) == WORDING => {
                wording(&file, sources).map(|own| office.wording = own)
            }
            "yaml" | "yml" if stem(&file) == YEAR_PLAN => {
                outline(&file, sources).map(|own| office.year_plan = Some(own))
            }
            "yaml" | "yml" => own_kind(&file, sources).map(|kind| office.kinds.push(kind)),
            _ => Ok(()),
        };
        faults.extend(read.err());
    }
    Faults::none_or(faults, office)
}

/// Name and source of a template.
fn template(file: &FileRef, sources: &mut Sources) -> Result<(String, String), Diagnostic> {
    Ok((stem(file), text(file::read(file, sources)?, sources)))
}

fn outline(file: &FileRef, sources: &mut Sources) -> Result<OwnOutline, Diagnostic> {
    let id = file::read(file, sources)?;
    Ok(OwnOutline { text: text(id, sources), at: Some(Span::new(id, 0..0)) })
}

fn stem(file: &FileRef) -> String {
    file.name().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Sentence by name, each one way to say it or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Ways {
    One(String),
    Many(Vec<String>),
}

/// The office's own sentences of reports.
fn wording(file: &FileRef, sources: &mut Sources) -> Result<OfficeWords, Diagnostic> {
    let id = file::read(file, sources)?;
    let read: BTreeMap<String, Ways> = serde_saphyr::from_str(&text(id, sources)).map_err(|error| {
        let start = error.location().and_then(|at| at.span().byte_offset()).unwrap_or_default();
        let start = usize::try_from(start).unwrap_or_default();
        Diagnostic::error("loi-van-bao-cao", format!("{file} không đọc được ({error})"))
            .at(Span::new(id, start..start))
            .help(
                "mỗi dòng: tên câu, dấu hai chấm, rồi câu trong dấu nháy; nhiều cách nói thì ghi trong [...]",
            )
    })?;
    let ways = |ways| match ways {
        Ways::One(one) => vec![one],
        Ways::Many(many) => many,
    };
    let own = |(name, own): (String, Ways)| {
        let at = place_of_key(&name, id, sources);
        (name, OwnSentence { texts: ways(own), at })
    };
    Ok(read.into_iter().map(own).collect())
}

fn own_kind(file: &FileRef, sources: &mut Sources) -> Result<OwnKind, Diagnostic> {
    let id = file::read(file, sources)?;
    let kind: Kind = serde_saphyr::from_str(&text(id, sources)).map_err(|error| {
        let start = error.location().and_then(|at| at.span().byte_offset()).unwrap_or_default();
        let start = usize::try_from(start).unwrap_or_default();
        let message = format!("{file} không khai đúng một loại văn bản ({error})");
        Diagnostic::error("loai", message)
            .at(Span::new(id, start..start))
            .help("các khóa như trong data/nd30/loai.yaml: khoa, ten, ky_hieu, bo_cuc, khuon, truong, ...")
    })?;
    Ok(OwnKind { kind, at: place_of_id(id, sources) })
}

fn text(id: SourceId, sources: &Sources) -> String {
    sources.get(id).map(|file| file.text.clone()).unwrap_or_default()
}

/// Where a file has a key.
fn place_of_key(key: &str, id: SourceId, sources: &Sources) -> Option<Span> {
    let root = tree::parse(id, sources).ok()?;
    let NodeKind::Mapping(entries) = root.kind else { return None };
    entries.into_iter().find(|entry| entry.key == key).map(|entry| entry.key_span)
}

/// Where a kind's file says its id.
fn place_of_id(id: SourceId, sources: &Sources) -> Span {
    let root = tree::parse(id, sources).ok();
    let found = root.and_then(|root| match root.kind {
        NodeKind::Mapping(entries) => {
            entries.into_iter().find(|entry| matches!(entry.key.as_str(), "loai" | "khoa"))
        }
        _ => None,
    });
    found.map_or(Span::new(id, 0..0), |entry| entry.value.span)
}

/// The files of the folder, sorted.
fn files(folder: &NamedPath) -> Result<Vec<FileRef>, Diagnostic> {
    let name = &folder.name;
    let kinds = folder.base.folder(&name.value).map_err(|fault| fault.at(name.at))?;
    // One more than allowed tells that there are too many.
    let files = kinds.entries(MAX_FILES + 1).map_err(|fault| match fault {
        FileFault::LinkedOut => {
            let message =
                format!("thư mục `{}` là liên kết dẫn ra ngoài thư mục có {SETTINGS_FILE}", name.value);
            let help = format!("chép thư mục ấy vào thư mục có {SETTINGS_FILE}");
            Diagnostic::error("cau-hinh", message).at(name.at).help(help)
        }
        _ => {
            let message = format!("không đọc được thư mục `{}` mà {SETTINGS_FILE} nêu", name.value);
            Diagnostic::error("cau-hinh", message).at(name.at)
        }
    })?;
    if files.len() > MAX_FILES {
        let message = format!("thư mục `{}` có hơn {MAX_FILES} tệp", name.value);
        let help = "để riêng các tệp khai loại và khuôn trong một thư mục";
        return Err(Diagnostic::error("cau-hinh", message).at(name.at).help(help));
    }
    Ok(files)
}

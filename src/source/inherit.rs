//! `ke_thua`: a file takes over the keys of another one.

use std::path::{Component, Path, PathBuf};

use super::file;
use super::tree::{self, Entry, Node, NodeKind};
use crate::diagnostic::{Diagnostic, Faults, Sources};

/// Longest chain of files that take over one another.
const MAX_CHAIN: usize = 8;

/// Merges the files named by `ke_thua` into `root`; its own keys win, and
/// groups of keys are merged key by key.
///
/// # Errors
/// When a file cannot be read or parsed, lies outside the document's folder,
/// or the chain is too long (a circle, most likely).
pub(super) fn resolve(root: &mut Node, folder: &Path, sources: &mut Sources) -> Result<(), Faults> {
    for _ in 0..MAX_CHAIN {
        let Some(entry) = take_key(root, "ke_thua") else { return Ok(()) };
        let NodeKind::Scalar { text, .. } = &entry.value.kind else {
            return Err(Faults::from(
                Diagnostic::error("sai-kieu", "cần tên một tệp YAML").at(entry.value.span).key("ke_thua"),
            ));
        };
        let fault = |error: Diagnostic| {
            let error = error.or_at(entry.value.span);
            vec![if error.key.is_empty() { error.key("ke_thua") } else { error }]
        };
        let path = included_path(folder, text).map_err(|error| fault(error.at(entry.value.span)))?;
        let id = file::read(&path, sources).map_err(fault)?;
        let base = tree::parse(id, sources)?;
        if !matches!(base.kind, NodeKind::Mapping(_)) {
            return Err(Faults::from(no_keys(&entry.value, text, &base)));
        }
        merge(root, base);
    }
    Err(Faults::from(
        Diagnostic::error("ke-thua", format!("chuỗi ke_thua dài quá {MAX_CHAIN} tệp"))
            .at(root.span)
            .key("ke_thua")
            .help("kiểm tra xem các tệp có kế thừa vòng quanh nhau không"),
    ))
}

/// The files whose keys a document takes over, as far as they can be read.
pub(super) fn chain(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut taken = Vec::new();
    let mut next = path.to_path_buf();
    while taken.len() < MAX_CHAIN {
        let mut sources = Sources::new();
        let root = file::read(&next, &mut sources).ok().and_then(|id| tree::parse(id, &sources).ok());
        let entry = root.and_then(|mut root| take_key(&mut root, "ke_thua"));
        let Some(NodeKind::Scalar { text, .. }) = entry.map(|entry| entry.value.kind) else { break };
        let Ok(path) = included_path(folder, &text) else { break };
        taken.push(path.clone());
        next = path;
    }
    taken
}

/// A file that has no keys to take over.
fn no_keys(at: &Node, name: &str, base: &Node) -> Diagnostic {
    Diagnostic::error("ke-thua", format!("{name} là {}, không có khóa nào để kế thừa", base.describe()))
        .at(at.span)
        .key("ke_thua")
        .label("cần một tệp YAML có các khóa dùng chung")
        .help("ghi trong tệp ấy mỗi khóa một dòng, ví dụ dia_danh: Mây Trắng; nội dung văn bản lấy bằng noi_dung: {tep: ...}")
}

/// The path of a file named in a document: below the document's folder or
/// below the working folder, never elsewhere.
pub(super) fn included_path(folder: &Path, name: &str) -> Result<PathBuf, Diagnostic> {
    let inside = |path: &Path| {
        let mut depth = 0_i32;
        path.components().all(|component| {
            match component {
                Component::Normal(_) => depth += 1,
                Component::ParentDir => depth -= 1,
                Component::CurDir => {}
                Component::RootDir | Component::Prefix(_) => return false,
            }
            depth >= 0
        })
    };
    let name = Path::new(name);
    let joined = folder.join(name);
    if inside(name) || (name.is_relative() && folder.is_relative() && inside(&joined)) {
        return Ok(joined);
    }
    Err(Diagnostic::error("duong-dan", format!("{} nằm ngoài thư mục của văn bản", name.display()))
        .help("đặt tệp trong thư mục của văn bản, hoặc chạy lệnh từ thư mục chứa cả hai"))
}

fn take_key(node: &mut Node, key: &str) -> Option<Entry> {
    let NodeKind::Mapping(entries) = &mut node.kind else { return None };
    let at = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(at))
}

fn merge(own: &mut Node, base: Node) {
    let (NodeKind::Mapping(own_entries), NodeKind::Mapping(base_entries)) = (&mut own.kind, base.kind) else {
        return;
    };
    for entry in base_entries {
        match own_entries.iter_mut().find(|own| own.key == entry.key) {
            Some(own) => merge(&mut own.value, entry.value),
            None => own_entries.push(entry),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn included_files_stay_inside() {
        let ok = |folder: &str, name: &str| included_path(Path::new(folder), name).is_ok();
        assert!(ok("vb", "truong.yaml"));
        assert!(ok("vb", "chung/truong.yaml"));
        assert!(ok("vb/2026", "../truong.yaml"));
        assert!(!ok("vb", "../../truong.yaml"));
        assert!(!ok("", "../truong.yaml"));
        assert!(!ok("/home/a/vb", "../truong.yaml"));
        assert!(!ok("vb", "/etc/passwd"));
        assert!(!ok("vb", "a/../../../x"));
    }
}

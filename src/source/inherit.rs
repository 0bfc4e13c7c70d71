//! `ke_thua`: a file takes over the keys of another one.

use super::file;
use super::tree::{self, Entry, Node, NodeKind};
use crate::diagnostic::{Diagnostic, Faults, Sources};
use crate::files::{FileRef, Folder};

/// Longest chain of files that take over one another.
const MAX_CHAIN: usize = 8;

/// Merges the files named by `ke_thua` into `root`, the tree of `file` (none:
/// a text that is no file); its own keys win, and groups of keys are merged
/// key by key.
///
/// # Errors
/// When a file cannot be read or parsed, lies outside the document's root, is
/// in the chain already, or the chain is too long.
pub(super) fn resolve(
    root: &mut Node,
    file: Option<&FileRef>,
    folder: &Folder,
    sources: &mut Sources,
) -> Result<(), Faults> {
    let mut chain: Vec<FileRef> = file.into_iter().cloned().collect();
    let mut taken = 0;
    while let Some(entry) = take_key(root, "ke_thua") {
        let NodeKind::Scalar { text, .. } = &entry.value.kind else {
            return Err(Faults::from(
                Diagnostic::error("sai-kieu", "cần tên một tệp YAML").at(entry.value.span).key("ke_thua"),
            ));
        };
        let at = |fault: Diagnostic| fault.at(entry.value.span).key("ke_thua");
        if taken == MAX_CHAIN {
            return Err(Faults::from(
                at(Diagnostic::error("ke-thua", format!("chuỗi ke_thua dài quá {MAX_CHAIN} tệp")))
                    .help("gộp bớt các tệp khóa dùng chung"),
            ));
        }
        let next = folder.file(text).map_err(at)?;
        if chain.iter().any(|known| known.is_same(&next)) {
            return Err(Faults::from(at(circle(&chain, &next))));
        }
        let fault = |error: Diagnostic| {
            let error = error.or_at(entry.value.span);
            if error.key.is_empty() { error.key("ke_thua") } else { error }
        };
        let id = file::read(&next, sources).map_err(fault)?;
        let base = tree::parse(id, sources)?;
        if !matches!(base.kind, NodeKind::Mapping(_)) {
            return Err(Faults::from(no_keys(&entry.value, text, &base)));
        }
        merge(root, base);
        chain.push(next);
        taken += 1;
    }
    Ok(())
}

/// Files that take over one another in a circle, from the first of them.
fn circle(chain: &[FileRef], again: &FileRef) -> Diagnostic {
    let first = chain.iter().position(|known| known.is_same(again)).unwrap_or(0);
    let steps = chain[first..].iter().chain([&chain[first]]);
    let steps = steps.map(ToString::to_string).collect::<Vec<_>>().join(" -> ");
    Diagnostic::error("ke-thua", format!("các tệp kế thừa vòng quanh nhau: {steps}"))
        .label("tệp này đã có trong chuỗi")
        .help("xóa dòng ke_thua ở một tệp trong vòng ấy")
}

/// The files whose keys a document takes over, as far as they can be read.
pub(super) fn chain(file: &FileRef) -> Vec<FileRef> {
    let folder = file.folder();
    let mut taken = Vec::new();
    let mut next = file.clone();
    while taken.len() < MAX_CHAIN {
        let mut sources = Sources::new();
        let root = file::read(&next, &mut sources).ok().and_then(|id| tree::parse(id, &sources).ok());
        let entry = root.and_then(|mut root| take_key(&mut root, "ke_thua"));
        let Some(NodeKind::Scalar { text, .. }) = entry.map(|entry| entry.value.kind) else { break };
        let Ok(file) = folder.file(&text) else { break };
        taken.push(file.clone());
        next = file;
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

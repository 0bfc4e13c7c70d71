//! The default name of an output file.

use super::page::PageTree;
use crate::model::VanBan;
use crate::slug::slug;

/// Longest slug of the subject; the whole path must fit Windows.
const MAX_SUBJECT: usize = 60;

/// `<so>-<loai>-<slug of trich_yeu>` without extension, in ASCII; parts that
/// are missing are left out.
pub fn file_name(document: &VanBan, page_tree: &PageTree) -> String {
    let kind = page_tree.profile.kind(document.loai.as_str());
    let number = document.so.map(|so| format!("{so:02}"));
    let parts =
        [number, kind.map(|kind| slug(&kind.ten)), Some(shorten(&slug(&page_tree.properties.subject)))];
    let name: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    name.join("-")
}

/// Cuts at a word.
fn shorten(slug: &str) -> String {
    if slug.len() <= MAX_SUBJECT {
        return slug.to_owned();
    }
    let cut = &slug[..MAX_SUBJECT];
    cut.rfind('-').map_or(cut, |hyphen| &cut[..hyphen]).to_owned()
}

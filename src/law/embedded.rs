//! The profiles of the program: `data/`, embedded at compile time.

use std::sync::{Arc, LazyLock};

use super::kind::KindTable;
use super::{Profile, Styles};

/// The embedded files of one profile.
struct ProfileFiles {
    id: &'static str,
    basis: &'static str,
    page: &'static str,
    styles: &'static str,
    heading: &'static str,
    phrases: &'static str,
    outlines: &'static str,
    authorities: &'static str,
    marks: &'static str,
    kinds: &'static str,
    copies: &'static str,
}

/// Embeds the folder `data/<id>/`.
macro_rules! profile_files {
    ($id:literal) => {
        ProfileFiles {
            id: $id,
            basis: include_str!(concat!("../../data/", $id, "/the_thuc.yaml")),
            page: include_str!(concat!("../../data/", $id, "/trang.yaml")),
            styles: include_str!(concat!("../../data/", $id, "/kieu_chu.yaml")),
            heading: include_str!(concat!("../../data/", $id, "/dau_trang.yaml")),
            phrases: include_str!(concat!("../../data/", $id, "/cau_chu.yaml")),
            outlines: include_str!(concat!("../../data/", $id, "/bo_cuc.yaml")),
            authorities: include_str!(concat!("../../data/", $id, "/quyen_han.yaml")),
            marks: include_str!(concat!("../../data/", $id, "/dau.yaml")),
            kinds: include_str!(concat!("../../data/", $id, "/loai.yaml")),
            copies: include_str!(concat!("../../data/", $id, "/ban_sao.yaml")),
        }
    };
}

/// The profiles that have data, the default one first.
const PROFILE_FILES: &[ProfileFiles] = &[profile_files!("nd30"), profile_files!("dang")];

/// How many profiles there are.
pub(super) const COUNT: usize = PROFILE_FILES.len();

/// Each parsed when it is first asked for: constants, as [`PROFILE_FILES`]
/// lists them.
static LOADED: [LazyLock<Arc<Profile>>; COUNT] =
    [LazyLock::new(|| load(&PROFILE_FILES[0])), LazyLock::new(|| load(&PROFILE_FILES[1]))];

/// The profile at a place of the list.
pub(super) fn profile(at: usize) -> Arc<Profile> {
    Arc::clone(&LOADED[at])
}

/// The ids of the profiles.
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    PROFILE_FILES.iter().map(|files| files.id)
}

/// The place in the list of the profile with this id.
pub(super) fn position(id: &str) -> Option<usize> {
    PROFILE_FILES.iter().position(|files| files.id == id)
}

/// Parses the embedded files of a profile. They are part of the program and
/// covered by tests, so a fault in them is a fault of the build.
fn load(files: &ProfileFiles) -> Arc<Profile> {
    let kinds: KindTable = parse(files.id, "loai.yaml", files.kinds);
    Arc::new(Profile {
        khoa: files.id,
        basis: parse(files.id, "the_thuc.yaml", files.basis),
        page: parse(files.id, "trang.yaml", files.page),
        styles: Styles::new(parse(files.id, "kieu_chu.yaml", files.styles)),
        heading: parse(files.id, "dau_trang.yaml", files.heading),
        phrases: parse(files.id, "cau_chu.yaml", files.phrases),
        outlines: parse(files.id, "bo_cuc.yaml", files.outlines),
        authorities: parse(files.id, "quyen_han.yaml", files.authorities),
        marks: parse(files.id, "dau.yaml", files.marks),
        copies: parse(files.id, "ban_sao.yaml", files.copies),
        kinds: kinds.loai,
        own_kinds: Vec::new(),
    })
}

fn parse<T: serde::de::DeserializeOwned>(profile: &str, file: &str, text: &str) -> T {
    crate::embedded_table::read(&format!("{profile}/{file}"), text)
}

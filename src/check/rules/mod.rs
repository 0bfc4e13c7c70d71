//! The rules, one file each.

use super::rule::Rule;

/// Declares the modules and lists their rules, in the order of the reference.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(pub(super) mod $name;)*
        pub(super) const ALL: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    // Form: Annex I.
    dau_can_cu,
    // Citations.
    loai_ky_hieu,
    // Typing.
    cach_truoc_dau,
    cach_sau_dau,
    cach_doi,
    cach_trong_ngoac,
    khoang_nam,
    gach_noi,
    nhay,
    ngoac,
    telex,
    am_tiet,
    dat_dau,
    ky_tu_an,
    chu_la,
    lap_tu,
    dau_lap,
    tu_nham,
    // The checker itself.
    bo_qua,
}

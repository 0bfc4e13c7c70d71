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
    can_cu,
    dau_can_cu,
    mot_dong,
    luat,
    lan_dau,
    lap_lai,
    quyen_han,
    nhu_tren,
    // Citations.
    loai_ky_hieu,
    ngay_sau,
    thieu_so,
    ngay_sai,
    bien_the,
    // Typing.
    cach_truoc_dau,
    tu_nham,
    // The checker itself.
    bo_qua,
}

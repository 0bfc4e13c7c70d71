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
    // Consistency.
    ten_trong_bai,
    giai_doan,
    nam_hoc,
    thoi_han,
    bao_cao,
    don_vi_cu,
    viet_tat,
    viet_tat_hai_nghia,
    // Capitalisation: Annex II.
    danh_tu_dac_biet,
    dang,
    loai_van_ban,
    dieu_khoan,
    don_vi_hanh_chinh,
    hoa_ten_co_quan,
    ngay_thang,
    dau_cau,
    doan_sau_cham_phay,
    // Typing.
    cach_truoc_dau,
    tu_nham,
    // The checker itself.
    bo_qua,
}

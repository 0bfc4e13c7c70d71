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
    ten_co_quan,
    so,
    ky_hieu,
    dia_danh,
    ngay,
    trich_yeu,
    can_cu,
    dau_can_cu,
    mot_dong,
    luat,
    lan_dau,
    lap_lai,
    muc_don,
    so_muc,
    tieu_de_dieu,
    diem,
    ket_thuc,
    quyen_han,
    ho_ten,
    noi_nhan,
    nhu_tren,
    phu_luc,
    // Citations.
    loai_ky_hieu,
    dang_so,
    mau_thuan,
    ngay_sau,
    thieu_so,
    ngay_sai,
    bien_the,
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
    bang_ma,
    nfc,
    // The checker itself.
    bo_qua,
}

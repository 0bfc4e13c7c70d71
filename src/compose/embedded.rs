//! The templates that are part of the program.

/// Embeds templates of the program by name; parts that others include stand in
/// folders.
macro_rules! templates {
    ($($name:literal in $path:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $path, ".md")))),+]
    };
}

/// The templates that a document can be set in.
pub(super) const TEMPLATES: &[(&str, &str)] = templates! {
    "co_ten_loai" in "co_ten_loai",
    "nghi_quyet" in "nghi_quyet",
    "quyet_dinh" in "quyet_dinh",
    "cong_van" in "cong_van",
    "cong_dien" in "cong_dien",
    "giay_moi" in "giay_moi",
    "giay_gioi_thieu" in "giay_gioi_thieu",
    "bien_ban" in "bien_ban",
    "giay_nghi_phep" in "giay_nghi_phep",
    "dang_quyet_dinh" in "dang_quyet_dinh",
    "dang_bien_ban" in "dang_bien_ban",
    "dang_giay_gioi_thieu" in "dang_giay_gioi_thieu",
    "bao_cao_nam" in "bao_cao_nam",
    "bao_cao_so_ket" in "bao_cao_so_ket",
    "bao_cao_tong_ket" in "bao_cao_tong_ket",
};

/// Parts that templates include.
const PARTS: &[(&str, &str)] = templates! {
    "bao_cao/doan" in "bao_cao/doan",
    "bao_cao/ket_qua" in "bao_cao/ket_qua",
    "bao_cao/tien_do" in "bao_cao/tien_do",
    "bao_cao/dac_diem" in "bao_cao/dac_diem",
    "bao_cao/nhiem_vu" in "bao_cao/nhiem_vu",
    "bao_cao/danh_gia" in "bao_cao/danh_gia",
    "bao_cao/phuong_huong" in "bao_cao/phuong_huong",
};

/// Every template and part: name and source.
pub(super) fn sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEMPLATES.iter().chain(PARTS).copied()
}

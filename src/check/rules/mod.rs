//! The rules, one file each.

pub(super) mod am_tiet;
pub(super) mod bang_ma;
pub(super) mod bao_cao;
pub(super) mod bien_the;
pub(super) mod bo_qua;
pub(super) mod cach_doi;
pub(super) mod cach_sau_dau;
pub(super) mod cach_trong_ngoac;
pub(super) mod cach_truoc_dau;
pub(super) mod can_cu;
pub(super) mod cho_dien;
pub(super) mod chu_la;
pub(super) mod chu_thich;
pub(super) mod dang;
pub(super) mod dang_so;
pub(super) mod danh_tu_dac_biet;
pub(super) mod dat_dau;
pub(super) mod dau_can_cu;
pub(super) mod dau_cau;
pub(super) mod dau_lap;
pub(super) mod dia_danh;
pub(super) mod diem;
pub(super) mod dieu_khoan;
pub(super) mod doan_sau_cham_phay;
pub(super) mod don_vi_cu;
pub(super) mod don_vi_hanh_chinh;
pub(super) mod gach_noi;
pub(super) mod giai_doan;
pub(super) mod gio;
pub(super) mod gop_dong;
pub(super) mod hang_nghin;
pub(super) mod het_hieu_luc;
pub(super) mod ho_ten;
pub(super) mod ho_ten_bang;
pub(super) mod hoa_ten_co_quan;
pub(super) mod ket_thuc;
pub(super) mod khoang_nam;
pub(super) mod ky_hieu;
pub(super) mod ky_tu_an;
pub(super) mod lan_dau;
pub(super) mod lap_lai;
pub(super) mod lap_tu;
pub(super) mod loai_ky_hieu;
pub(super) mod loai_van_ban;
pub(super) mod luat;
pub(super) mod ma_nguyen_chu;
pub(super) mod mau_thuan;
pub(super) mod mot_dong;
pub(super) mod muc_don;
pub(super) mod nam_hoc;
pub(super) mod nfc;
pub(super) mod ngay;
pub(super) mod ngay_sai;
pub(super) mod ngay_sau;
pub(super) mod ngay_thang;
pub(super) mod ngoac;
pub(super) mod nhay;
pub(super) mod nhu_tren;
pub(super) mod noi_nhan;
pub(super) mod phan_tram;
pub(super) mod phay_muc;
pub(super) mod phong_chu;
pub(super) mod phu_luc;
pub(super) mod quyen_han;
pub(super) mod so;
pub(super) mod so_lech;
pub(super) mod so_muc;
pub(super) mod telex;
pub(super) mod ten_co_quan;
pub(super) mod ten_trong_bai;
pub(super) mod tham_quyen;
pub(super) mod thap_phan;
pub(super) mod thieu_so;
pub(super) mod thoi_han;
pub(super) mod tieu_de_dieu;
pub(super) mod tong_bang;
pub(super) mod trich_yeu;
pub(super) mod tu_nham;
pub(super) mod viet_tat;
pub(super) mod viet_tat_hai_nghia;
pub(super) mod xuong_dong;

use super::rule::Rule;

/// Every rule, in the order of the reference.
pub(super) const ALL: &[&Rule] = &[
    // What is not filled in yet.
    &cho_dien::RULE,
    // Form: Annex I.
    &ten_co_quan::RULE,
    &so::RULE,
    &ky_hieu::RULE,
    &dia_danh::RULE,
    &ngay::RULE,
    &trich_yeu::RULE,
    &can_cu::RULE,
    &dau_can_cu::RULE,
    &mot_dong::RULE,
    &luat::RULE,
    &lan_dau::RULE,
    &lap_lai::RULE,
    &muc_don::RULE,
    &so_muc::RULE,
    &so_lech::RULE,
    &ma_nguyen_chu::RULE,
    &tieu_de_dieu::RULE,
    &diem::RULE,
    &ket_thuc::RULE,
    &quyen_han::RULE,
    &tham_quyen::RULE,
    &ho_ten::RULE,
    &noi_nhan::RULE,
    &nhu_tren::RULE,
    &phu_luc::RULE,
    // Citations.
    &loai_ky_hieu::RULE,
    &dang_so::RULE,
    &mau_thuan::RULE,
    &ngay_sau::RULE,
    &thieu_so::RULE,
    &ngay_sai::RULE,
    &bien_the::RULE,
    // Consistency.
    &ten_trong_bai::RULE,
    &giai_doan::RULE,
    &nam_hoc::RULE,
    &thoi_han::RULE,
    &bao_cao::RULE,
    &tong_bang::RULE,
    &don_vi_cu::RULE,
    &het_hieu_luc::RULE,
    &viet_tat::RULE,
    &viet_tat_hai_nghia::RULE,
    // Capitalisation: Annex II.
    &danh_tu_dac_biet::RULE,
    &dang::RULE,
    &loai_van_ban::RULE,
    &dieu_khoan::RULE,
    &don_vi_hanh_chinh::RULE,
    &hoa_ten_co_quan::RULE,
    &ngay_thang::RULE,
    &dau_cau::RULE,
    &doan_sau_cham_phay::RULE,
    &ho_ten_bang::RULE,
    // Typing.
    &chu_thich::RULE,
    &gop_dong::RULE,
    &phay_muc::RULE,
    &xuong_dong::RULE,
    &cach_truoc_dau::RULE,
    &cach_sau_dau::RULE,
    &cach_doi::RULE,
    &cach_trong_ngoac::RULE,
    &khoang_nam::RULE,
    &gach_noi::RULE,
    &thap_phan::RULE,
    &hang_nghin::RULE,
    &phan_tram::RULE,
    &gio::RULE,
    &nhay::RULE,
    &ngoac::RULE,
    &telex::RULE,
    &am_tiet::RULE,
    &dat_dau::RULE,
    &ky_tu_an::RULE,
    &chu_la::RULE,
    &phong_chu::RULE,
    &lap_tu::RULE,
    &dau_lap::RULE,
    &tu_nham::RULE,
    &bang_ma::RULE,
    &nfc::RULE,
    // The checker itself.
    &bo_qua::RULE,
];

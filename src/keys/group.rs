//! A group of keys, and what its keys say of one another.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::key::Key;

/// The groups of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupName {
    /// The document.
    VanBan,
    /// The issuing body.
    CoQuan,
    /// Facts of the body that hold for a time.
    TheoThoiGian,
    /// A signer.
    NguoiKy,
    /// The drafter.
    NguoiSoanThao,
    /// The address line.
    DiaChi,
    /// A legal basis.
    CanCu,
    /// A cited document.
    VienDan,
    /// Content in a file of its own.
    TepNoiDung,
    /// A section.
    Muc,
    /// A table of data.
    Bang,
    /// A column of it, or a head over several.
    CotBang,
    /// An annex.
    PhuLuc,
    /// A picture.
    Hinh,
    /// A document issued with this one.
    VanBanKem,
    /// A copy.
    BanSao,
    /// The reporting calendar.
    BaoCao,
    /// The days of a school year.
    MocNamHoc,
    /// A report of a stretch of every year.
    BaoCaoTrongNam,
    /// A report that is made once.
    LanBaoCao,
    /// A task.
    NhiemVu,
    /// A target.
    ChiTieu,
    /// Layout choices.
    TrinhBay,
    /// Margins.
    Le,
    /// A rule that is left out.
    BoQua,
    /// A table of acts in force.
    BangHieuLuc,
    /// An act of it.
    VanBanHieuLuc,
    /// A part of an act that has ended.
    PhanHetHieuLuc,
    /// An amendment of an act.
    VanBanSuaDoi,
}

/// A group of keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub nhom: GroupName,
    /// What is expected in its place.
    pub can: String,
    /// It has the keys of this group too.
    #[serde(default)]
    pub cung: Option<GroupName>,
    /// At least one of these keys is there.
    #[serde(default)]
    pub it_nhat_mot: Vec<String>,
    /// Exactly one of these keys is there.
    #[serde(default)]
    pub dung_mot: Vec<String>,
    /// Where the key is there, these others are not.
    #[serde(default)]
    pub loai_tru: BTreeMap<String, Vec<String>>,
    /// Its keys, in the order in which they are told.
    pub khoa: Vec<Key>,
}

impl Group {
    /// The key with this name.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.khoa.iter().find(|key| key.khoa == name)
    }

    /// The keys that may not stand beside this one.
    pub fn excluded_by(&self, name: &str) -> &[String] {
        self.loai_tru.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The groups in the order of their names, each with the keys that it shares.
pub(super) fn complete(mut groups: Vec<Group>) -> Vec<Group> {
    groups.sort_by_key(|group| group.nhom);
    for at in 0..groups.len() {
        let Some(shared) = groups[at].cung else { continue };
        let keys = groups.iter().find(|group| group.nhom == shared).map(|group| group.khoa.clone());
        groups[at].khoa.extend(keys.unwrap_or_default());
    }
    groups
}

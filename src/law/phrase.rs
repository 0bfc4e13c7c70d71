//! Fixed words and punctuation that the program adds.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A phrase with its legal source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase<T = String> {
    /// The words.
    pub chu: T,
    /// Legal source.
    pub nguon: String,
}

/// The phrases of a profile.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// Leads a legal basis.
    pub can_cu: Phrase,
    /// Stands before a legal basis and its lead word, if anything does.
    #[serde(default)]
    pub gach_can_cu: Option<Phrase>,
    /// Ends a legal basis that is not the last.
    pub dau_cuoi_can_cu: Phrase,
    /// Ends the last legal basis.
    pub dau_cuoi_can_cu_cuoi: Phrase,
    /// Ends the content.
    pub ket_thuc: Phrase,
    /// Leads the subject of a công văn.
    pub ve_viec: Phrase,
    /// Leads the addressee.
    pub kinh_gui: Phrase,
    /// Leads the recipients.
    pub noi_nhan: Phrase,
    /// Leads the last recipient line.
    pub luu: Phrase,
    /// What the last recipient line says when the document says nothing.
    pub luu_mac_dinh: Phrase,
    /// The office that keeps copies, abbreviated: a recipient line that starts
    /// with it says who keeps them.
    pub van_thu: Phrase,
    /// First recipient of a document with an addressee.
    pub nhu_tren: Phrase,
    /// Leads the number of an annex.
    pub phu_luc: Phrase,
    /// The reference of an annex to its document.
    pub kem_theo: Phrase,
    /// Words that open a legal basis, in small letters: a basis that starts with
    /// one gets no other.
    pub tu_dan_can_cu: Phrase<Vec<String>>,
    /// A date in full, with the word before it: `{ngay}`, `{thang}`, `{nam}`.
    pub ngay_day_du: Phrase,
    /// A date in full, to follow the word before it.
    pub ngay_sau_tu_ngay: Phrase,
    /// A date in figures: `{ngay}/{thang}/{nam}`.
    pub ngay_bang_so: Phrase,
    /// The address line at the foot of page 1.
    pub dia_chi: AddressForms,
    /// Stands below the signature of another body that confirms.
    pub ho_ten: Phrase,
    /// Leads the addressees of a telegram: `{ten}` stands for them.
    pub dien: Phrase,
    /// Words for a unit, in small letters, that end a position and begin the
    /// unit's name: printed once ("Trưởng phòng" of "Phòng Văn hóa").
    pub don_vi_trong_chuc_vu: Phrase<Vec<String>>,
    /// Other spellings in names of bodies, in small letters, and the usual one.
    pub ten_viet_khac: Phrase<BTreeMap<String, String>>,
    /// A place that the writer must fill in.
    pub cho_dien: Phrase,
    /// How documents are cited.
    pub vien_dan: CitationForms,
    /// Kinds cited without number, sign and issuing body.
    pub loai_khong_ghi_so: Phrase<Vec<String>>,
}

/// The parts of the address line, each left out when it is not given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressForms {
    /// Leads the address.
    pub dia_chi: String,
    /// Leads the telephone number.
    pub dien_thoai: String,
    /// Leads the fax number.
    pub fax: String,
    /// Leads the e-mail address.
    pub thu_dien_tu: String,
    /// Leads the web site.
    pub trang_thong_tin: String,
    /// Stands between two parts.
    pub ngan_cach: String,
    /// Legal source.
    pub nguon: String,
}

/// The parts of a citation, each left out when it is not known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationForms {
    /// Number and sign: `{so}`.
    pub so: String,
    /// Date: `{ngay}`.
    pub ngay: String,
    /// Issuing body: `{co_quan}`.
    pub co_quan: String,
    /// Number and sign after the first time: `{so}`.
    pub so_lan_sau: String,
    /// Legal source.
    pub nguon: String,
}

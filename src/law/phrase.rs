//! Fixed words and punctuation that the program adds.

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
    /// First recipient of a document with an addressee.
    pub nhu_tren: Phrase,
    /// Leads the number of an annex.
    pub phu_luc: Phrase,
    /// The reference of an annex to its document.
    pub kem_theo: Phrase,
    /// A place that the writer must fill in.
    pub cho_dien: Phrase,
    /// How documents are cited.
    pub vien_dan: CitationForms,
    /// Kinds cited without number, sign and issuing body.
    pub loai_khong_ghi_so: Phrase<Vec<String>>,
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

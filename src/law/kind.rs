//! Kinds of administrative document.

use serde::Deserialize;

/// Which of the outlines a kind is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutlineName {
    /// I. 1. a)
    Muc,
    /// Điều, khoản, điểm.
    Dieu,
}

/// Where the subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectPlace {
    /// Below the kind's name (ô 5a).
    #[default]
    DuoiTenLoai,
    /// Below number and sign, led by "V/v" (ô 5b).
    DuoiSo,
    /// The kind has none.
    Khong,
}

/// A kind of document: Decree 30, Article 7 and Annex III.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The value of `loai`, e.g. `ke_hoach`.
    #[serde(alias = "loai")]
    pub khoa: String,
    /// The profile of a kind that an office declares; none: the default one.
    /// Entries of the law do not name it.
    #[serde(default)]
    pub the_thuc: Option<String>,
    /// The kind's name, e.g. "Kế hoạch".
    pub ten: String,
    /// The kind's abbreviation in the sign, e.g. "KH"; empty where it has none.
    pub ky_hieu: String,
    /// Number of the official sample in Annex III; empty where there is none.
    #[serde(default)]
    pub mau: String,
    /// How the content is divided.
    pub bo_cuc: OutlineName,
    /// Another outline that it may be divided by; a document chooses it by
    /// naming a level that only this one has.
    #[serde(default)]
    pub bo_cuc_khac: Option<OutlineName>,
    /// Which bodies may issue it.
    #[serde(default)]
    pub co_quan_ban_hanh: Issuers,
    /// The template's name in `templates/`.
    pub khuon: String,
    /// Whether "Kính gửi" may stand above the content (II.9.b).
    #[serde(default)]
    pub kinh_gui: bool,
    /// The words before the addressee, where they are not the profile's.
    #[serde(default)]
    pub loi_kinh_gui: Option<String>,
    /// "Như trên" stands among the recipients though there is no "Kính gửi".
    #[serde(default)]
    pub nhu_tren: bool,
    /// Where the subject stands.
    #[serde(default)]
    pub trich_yeu: SubjectPlace,
    /// Whether the kind's name is printed.
    #[serde(default = "yes")]
    pub ten_loai: bool,
    /// Whether number and sign are printed.
    #[serde(default = "yes")]
    pub so: bool,
    /// Whether place and date are printed.
    #[serde(default = "yes")]
    pub dia_danh: bool,
    /// Whether the document needs content beside its fields.
    #[serde(default = "yes")]
    pub noi_dung: bool,
    /// Who signs beside the signer, in the words of an error; empty: nobody must.
    #[serde(default)]
    pub ky_cung: String,
    /// In what capacity its signer signs, where that is not his position in
    /// the body: such a kind has no signing authority. Empty: as an officer.
    #[serde(default)]
    pub ky_voi: String,
    /// Fields that only this kind has.
    #[serde(default)]
    pub truong: Vec<Field>,
    /// What the starter puts into keys that every document has.
    #[serde(default)]
    pub vi_du: StarterKeys,
}

impl Kind {
    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.truong.iter().find(|field| field.khoa == key)
    }
}

/// Which bodies may issue a kind; empty lists: every one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Issuers {
    /// Keys of the only bodies that may.
    pub chi: Vec<String>,
    /// Keys of the bodies that may not.
    pub tru: Vec<String>,
    /// Legal source.
    pub nguon: String,
}

impl Issuers {
    /// Whether the body with this key may issue it.
    pub fn allow(&self, body: &str) -> bool {
        let has = |keys: &[String]| keys.iter().any(|key| key == body);
        (self.chi.is_empty() || has(&self.chi)) && !has(&self.tru)
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text.
    Chu,
    /// Letters of the sign.
    KyHieu,
    /// Paragraphs of Markdown.
    Doan,
    /// A list of lines.
    DanhSach,
    /// A date.
    Ngay,
}

/// A field of one kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its key in the YAML.
    pub khoa: String,
    /// What it says, for errors, the starter and the schema.
    pub ten: String,
    /// What it holds.
    pub kieu: FieldType,
    /// Whether it must be there.
    #[serde(default)]
    pub bat_buoc: bool,
    /// What is printed when the document says nothing, as a text of Tera.
    #[serde(default)]
    pub mac_dinh: Option<String>,
    /// What the starter has in its place, as YAML.
    pub vi_du: String,
    /// Legal source.
    pub nguon: String,
}

/// What the starter of a kind puts into common keys, as YAML.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StarterKeys {
    /// Upper body, where it is not the profile's.
    pub chu_quan: Option<String>,
    /// Issuing body, likewise.
    pub ten: Option<String>,
    /// Its abbreviation, likewise.
    pub viet_tat: Option<String>,
    /// Subject.
    pub trich_yeu: Option<String>,
    /// Addressees.
    pub kinh_gui: Option<String>,
    /// Legal bases.
    pub can_cu: Option<String>,
    /// Opening.
    pub mo_dau: Option<String>,
    /// Content.
    pub noi_dung: Option<String>,
    /// Closing.
    pub ket: Option<String>,
    /// Signer.
    pub nguoi_ky: Option<String>,
    /// Those who sign beside him.
    pub ky_cung: Option<String>,
    /// Recipients.
    pub noi_nhan: Option<String>,
    /// What follows "Lưu:".
    pub luu: Option<String>,
}

fn yes() -> bool {
    true
}

/// The file `loai.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindTable {
    /// Legal source of the whole table.
    #[serde(rename = "nguon")]
    _nguon: String,
    /// The kinds.
    pub(super) loai: Vec<Kind>,
}

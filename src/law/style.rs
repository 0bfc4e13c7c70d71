//! Text styles: size, weight, slant, case, alignment of every component.

use serde::Deserialize;

/// Declares [`StyleId`] and the list of all its values together.
macro_rules! style_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Names a style of the legal table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum StyleId { $($(#[$doc])* $name),+ }

        impl StyleId {
            /// Every style, in the order of the legal table.
            pub const ALL: &[StyleId] = &[$(StyleId::$name),+];

            /// The name of the style in the legal table: `than_van`.
            pub fn key(self) -> String {
                let mut key = String::new();
                for c in self.word_id().chars() {
                    if c.is_uppercase() && !key.is_empty() {
                        key.push('_');
                    }
                    key.extend(c.to_lowercase());
                }
                key
            }

            /// The identifier of the Word style: ASCII, stable.
            pub fn word_id(self) -> &'static str {
                match self { $(StyleId::$name => stringify!($name)),+ }
            }
        }
    };
}

style_ids! {
    /// The national title.
    QuocHieu,
    /// The motto.
    TieuNgu,
    /// The upper body.
    ChuQuan,
    /// The issuing body.
    CoQuan,
    /// Number and sign.
    SoKyHieu,
    /// Place and date.
    DiaDanhThoiGian,
    /// Kind name.
    TenLoai,
    /// Subject.
    TrichYeu,
    /// Subject of a công văn, below number and sign.
    TrichYeuCongVan,
    /// Who decides, and "QUYẾT ĐỊNH:".
    ThamQuyen,
    /// Form of copy: "SAO Y".
    HinhThucSao,
    /// Words of a digital signature at the top of a page.
    ThongTinKySo,
    /// Addressee, one.
    KinhGui,
    /// Addressees, a list.
    KinhGuiNhieuNoi,
    /// Legal basis.
    CanCu,
    /// Body text.
    ThanVan,
    /// "Phần I", "Chương I", "Mục 1": the line with the number.
    Phan,
    /// The title below such a line.
    TieuDePhan,
    /// Article.
    Dieu,
    /// Section numbered I, II, III.
    Muc,
    /// Clause with a title.
    KhoanCoTieuDe,
    /// Clause without a title.
    Khoan,
    /// Point a), b), c).
    Diem,
    /// Dashed item.
    GachDauDong,
    /// Table cell.
    OBang,
    /// Table header cell.
    DauBang,
    /// The line above a table of data.
    TenBang,
    /// The row of sums.
    TongBang,
    /// A picture on a line of its own.
    Hinh,
    /// The line below a picture.
    ChuThichHinh,
    /// A footnote.
    ChuThich,
    /// Authority and position of the signer.
    QuyenHanChucVu,
    /// Another position of the signer, above the name.
    ChucVuKhac,
    /// Name of the signer.
    HoTen,
    /// The words "Nơi nhận:".
    NoiNhan,
    /// A recipient.
    NoiNhanMuc,
    /// Drafter's sign and number of copies.
    KyHieuSoanThao,
    /// "Phụ lục I".
    PhuLuc,
    /// Title of an annex.
    TenPhuLuc,
    /// "(Kèm theo ...)".
    KemTheo,
    /// Urgency mark.
    MucDoKhan,
    /// Circulation mark.
    PhamViLuuHanh,
    /// Address line at the foot of page 1.
    DiaChi,
    /// Page number.
    SoTrang,
}

/// How a paragraph is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alignment {
    /// Left.
    Trai,
    /// Centred.
    Giua,
    /// Right.
    Phai,
    /// Justified.
    Deu,
}

/// One of the two consistent sets of sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SizeSet {
    /// Body text of 13 pt.
    Thirteen,
    /// Body text of 14 pt.
    #[default]
    Fourteen,
}

/// Legal range of a size and the size in each set, in points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FontSizes {
    /// Smallest legal size.
    pub tu: u32,
    /// Largest legal size.
    pub den: u32,
    bo_13: u32,
    bo_14: u32,
}

impl FontSizes {
    /// The size in points.
    pub fn of(&self, set: SizeSet) -> u32 {
        match set {
            SizeSet::Thirteen => self.bo_13,
            SizeSet::Fourteen => self.bo_14,
        }
    }
}

/// One row of the legal table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// Which component.
    pub khoa: StyleId,
    /// The style's name in Word.
    pub ten: String,
    /// Sizes.
    pub co_chu: FontSizes,
    /// Bold.
    #[serde(default)]
    pub dam: bool,
    /// Italic.
    #[serde(default)]
    pub nghieng: bool,
    /// Underlined.
    #[serde(default)]
    pub gach_chan: bool,
    /// Capitals.
    #[serde(default)]
    pub in_hoa: bool,
    /// Alignment.
    pub canh: Alignment,
    /// Space above, points.
    #[serde(default)]
    pub cach_tren_pt: u32,
    /// Space below, points.
    #[serde(default)]
    pub cach_duoi_pt: u32,
    /// Running text: first-line indent, paragraph and line spacing come from
    /// the page law or the document.
    #[serde(default)]
    pub loi_van: bool,
    /// Never the last line of a page.
    #[serde(default)]
    pub giu_voi_doan_sau: bool,
    /// Level in the navigation pane, 0 the highest.
    #[serde(default)]
    pub cap_de_muc: Option<u8>,
    /// The profile has no such component: no style is made for it.
    #[serde(default)]
    pub khong_dung: bool,
    /// Legal source.
    pub nguon: String,
}

/// The table, indexed by [`StyleId`].
#[derive(Debug, Clone)]
pub struct Styles {
    rows: Vec<Style>,
}

impl Styles {
    /// Sorts the rows into the order of [`StyleId::ALL`].
    pub(super) fn new(mut rows: Vec<Style>) -> Self {
        rows.sort_by_key(|style| style.khoa);
        Self { rows }
    }

    /// The style with this id. The tests make sure that every id has a row.
    pub fn get(&self, id: StyleId) -> &Style {
        &self.rows[id as usize]
    }

    /// Every style, in table order.
    pub fn iter(&self) -> impl Iterator<Item = &Style> {
        self.rows.iter()
    }
}

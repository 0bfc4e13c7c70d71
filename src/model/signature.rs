//! Who signs, who drafted.

use super::Literal;

/// A signing authority and on whose behalf it is used.
#[derive(Debug, Clone)]
pub struct QuyenHan {
    /// The authority's key, e.g. `KT`.
    pub ten: Literal,
    /// The collective or the head's position; none for `Q`.
    pub thay_cho: Option<Literal>,
}

/// The signer: NĐ 30, Phụ lục I, Phần I, II.7.
#[derive(Debug, Clone)]
pub struct NguoiKy {
    /// Authorities in printed order, e.g. TM. then KT.
    pub quyen_han: Vec<QuyenHan>,
    /// Whom the signer stands for, above the authority: "Đại diện Bên A".
    pub ben: Option<Literal>,
    /// The signer's position.
    pub chuc_vu: Literal,
    /// Another position, printed above the name.
    pub chuc_vu_khac: Option<Literal>,
    /// The signer's name.
    pub ho_ten: Literal,
}

/// Drafter's sign and number of copies: NĐ 30, Phụ lục I, Phần I, III.3.
#[derive(Debug, Clone)]
pub struct NguoiSoanThao {
    /// The sign, e.g. "PL".
    pub ky_hieu: Literal,
    /// Copies issued.
    pub so_ban: Option<u32>,
}

//! Who signs, who drafted.

use schemars::JsonSchema;

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
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NguoiKy {
    /// Authorities in printed order, e.g. TM. then KT.
    #[schemars(with = "Option<super::schema::QuyenHanInput>")]
    #[schemars(
        description = "Quyền hạn: {KT: Hiệu trưởng}, {TM: Ủy ban nhân dân, KT: Chủ tịch}, hoặc Q; văn bản của Đảng: {TM: Chi bộ}"
    )]
    pub quyen_han: Vec<QuyenHan>,
    /// Whom the signer stands for, above the authority: "Đại diện Bên A".
    #[schemars(description = "Bên mà người này đại diện, ghi phía trên quyền hạn, ví dụ Đại diện Bên A")]
    pub ben: Option<Literal>,
    /// The signer's position.
    #[schemars(description = "Chức vụ của người ký")]
    pub chuc_vu: Literal,
    /// Another position, printed above the name.
    #[schemars(description = "Chức vụ khác, ghi phía trên họ tên (văn bản của hội đồng, ban chỉ đạo)")]
    pub chuc_vu_khac: Option<Literal>,
    /// The signer's name.
    #[schemars(description = "Họ và tên người ký")]
    pub ho_ten: Literal,
}

/// Drafter's sign and number of copies: NĐ 30, Phụ lục I, Phần I, III.3.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NguoiSoanThao {
    /// The sign, e.g. "PL".
    #[schemars(description = "Ký hiệu người soạn thảo, ví dụ PL")]
    pub ky_hieu: Literal,
    /// Copies issued.
    #[schemars(description = "Số lượng bản phát hành")]
    pub so_ban: Option<u32>,
}

//! A document as plain data: no files, no layout.
//!
//! Field names are the terms of the law and the keys of the YAML input.
//! What each key may hold is declared in [`crate::keys`].

mod annex;
mod body;
mod citation;
mod copy;
mod data_table;
mod date;
mod document;
mod field;
mod layout;
mod period;
mod picture;
mod reporting;
mod results;
mod section;
mod signature;
mod silence;
mod task;
mod text;
mod walk;

pub use crate::column_kind::ColumnKind;
pub use annex::PhuLuc;
pub use body::{CoQuan, CoQuanTheoThoiGian, DiaChi};
pub use citation::{CanCu, VienDan};
pub use copy::{BanSao, VanBanKem};
pub use data_table::{Bang, CotBang, DauChung, DongBang, SaiTong};
pub use date::{Ngay, NgayError, NgayThang};
pub use document::{MAX_SO, VanBan};
pub use field::GiaTriTruong;
pub use layout::{CoChu, Le, TrinhBay};
pub use period::{GiaiDoan, Lich, NamHoc, Period, PeriodError, YearPart};
pub use picture::{Hinh, PictureFormat};
pub use reporting::{BaoCao, BaoCaoTrongNam, KyBaoCao, LanBaoCao, LoaiBaoCao};
pub use results::{KetQua, NHAN_DINH, NhanDinh, SoLieu, SoLieuTrongNam, TrangThai};
pub use section::{Muc, NoiDung};
pub use signature::{NguoiKy, NguoiSoanThao, QuyenHan};
pub use silence::BoQua;
pub use task::{ChiTieu, Chieu, Gop, MucTieu, NhiemVu};
pub use text::{Literal, TemplateText};
pub use walk::{DocumentText, Part, Words};

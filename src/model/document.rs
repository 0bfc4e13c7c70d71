//! The document itself.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::{
    BanSao, Bang, BaoCao, BoQua, CanCu, CoQuan, DiaChi, DocumentText, GiaTriTruong, Hinh, Literal, Ngay,
    NguoiKy, NguoiSoanThao, NhiemVu, NoiDung, PhuLuc, TemplateText, TrinhBay, VanBanKem, VienDan, Words,
    walk,
};
use crate::diagnostic::{Diagnostic, Span};
use crate::law::{Kind, Profile};

/// Largest document number: an office that issues more has mistyped.
pub const MAX_SO: u32 = 999_999;

/// An administrative document.
#[derive(Debug, Clone)]
pub struct VanBan {
    /// The profile that it is written in.
    pub profile: Arc<Profile>,
    /// Kind id.
    pub loai: Literal,
    /// Issuing body.
    pub co_quan: CoQuan,
    /// Number; none: room for the clerk.
    pub so: Option<u32>,
    /// The whole sign, when it is not built from kind and body.
    pub ky_hieu: Option<Literal>,
    /// Place.
    pub dia_danh: Literal,
    /// Date of issue; none: blanks.
    pub ngay: Option<Ngay>,
    /// Year of issue, when day and month are still blank.
    pub nam: Option<u32>,
    /// Subject.
    pub trich_yeu: TemplateText,
    /// Urgency mark key.
    pub muc_do_khan: Option<Literal>,
    /// Circulation mark key.
    pub pham_vi_luu_hanh: Option<Literal>,
    /// Addressees.
    pub kinh_gui: Vec<TemplateText>,
    /// Legal bases, in printed order.
    pub can_cu: Vec<CanCu>,
    /// Documents cited in the text only.
    pub vien_dan: Vec<VienDan>,
    /// Opening.
    pub mo_dau: Option<TemplateText>,
    /// Content.
    pub noi_dung: NoiDung,
    /// Closing; "./." is added.
    pub ket: Option<TemplateText>,
    /// Fields that only this kind has, by their keys.
    pub truong: BTreeMap<String, GiaTriTruong>,
    /// Signer.
    pub nguoi_ky: NguoiKy,
    /// Those who sign beside the signer, from the left.
    pub ky_cung: Vec<NguoiKy>,
    /// Recipients without "- ", ";" and "Lưu".
    pub noi_nhan: Vec<TemplateText>,
    /// What follows "Lưu:", e.g. "VT, TCCB".
    pub luu: Option<Literal>,
    /// Drafter.
    pub nguoi_soan_thao: Option<NguoiSoanThao>,
    /// Address line.
    pub dia_chi: Option<DiaChi>,
    /// Annexes.
    pub phu_luc: Vec<PhuLuc>,
    /// Pictures that texts show.
    pub hinh: Vec<Hinh>,
    /// Documents that this one issues or approves.
    pub ban_hanh_kem: Vec<VanBanKem>,
    /// A copy of the document.
    pub sao: Option<BanSao>,
    /// An electronic document: references to it leave number and date blank.
    pub dien_tu: bool,
    /// When which report is due; for plans.
    pub bao_cao: Option<BaoCao>,
    /// The user's own variables.
    pub bien: BTreeMap<String, Value>,
    /// Where each of them stands.
    pub bien_span: BTreeMap<String, Span>,
    /// Layout choices.
    pub trinh_bay: TrinhBay,
    /// Rules of the checker that this document leaves out.
    pub bo_qua: Vec<BoQua>,
    /// Template other than the kind's own.
    pub mau: Option<Literal>,
}

impl VanBan {
    /// Its kind, if its profile or the office has it.
    pub fn kind(&self) -> Option<&Kind> {
        self.profile.kind(self.loai.as_str())
    }

    /// The reporting calendar of a plan.
    ///
    /// # Errors
    /// When the document has none.
    pub fn calendar(&self) -> Result<&BaoCao, Diagnostic> {
        self.bao_cao.as_ref().ok_or_else(|| {
            Diagnostic::error("bao-cao", "văn bản này không có chế độ báo cáo")
                .at(self.loai.span)
                .help("thêm khóa `bao_cao` với `giai_doan`, `kinh_gui`, `hang_nam`, `so_ket`, `tong_ket`")
        })
    }

    /// The calendar and the tasks of a plan whose results can be kept.
    ///
    /// # Errors
    /// When the document has no calendar or no tasks.
    pub fn reported(&self) -> Result<(&BaoCao, Vec<&NhiemVu>), Diagnostic> {
        let calendar = self.calendar()?;
        let tasks = self.noi_dung.nhiem_vu();
        if tasks.is_empty() {
            return Err(Diagnostic::error("bao-cao", "văn bản này không có nhiệm vụ nào")
                .at(self.loai.span)
                .help("thêm `nhiem_vu` vào các mục của `noi_dung`"));
        }
        let figures = tasks.iter().flat_map(|task| &task.chi_tieu);
        let mut blanks = figures.filter_map(|figure| Some((figure, figure.muc_tieu.blank()?.1)));
        if let Some((figure, blank)) = blanks.next() {
            let more = blanks.count();
            let others = if more == 0 { String::new() } else { format!(" (và {more} chỉ tiêu nữa)") };
            let message = format!("chỉ tiêu `{}` chưa điền{others}", figure.id);
            return Err(Diagnostic::error("chi-tieu", message)
                .at(blank.span)
                .help("thay cả cụm «điền ...» bằng số, ví dụ moi_nam: 4"));
        }
        Ok((calendar, tasks))
    }

    /// Everything the document says, in printed order; after it what is not
    /// printed in the document itself.
    pub fn walk(&self) -> Vec<DocumentText<'_>> {
        walk::walk(self)
    }

    /// Every text that may use Tera.
    pub fn texts(&self) -> impl Iterator<Item = &TemplateText> {
        self.walk().into_iter().filter_map(|text| match text.words {
            Words::Template(text) => Some(text),
            _ => None,
        })
    }

    /// The conditions of its sections.
    pub fn conditions(&self) -> impl Iterator<Item = &Literal> {
        self.walk().into_iter().filter_map(|text| match text.words {
            Words::Condition(condition) => Some(condition),
            _ => None,
        })
    }

    /// Every table of data.
    pub fn tables(&self) -> impl Iterator<Item = &Bang> {
        self.walk().into_iter().filter_map(|text| match text.words {
            Words::Table(table) => Some(table),
            _ => None,
        })
    }

    /// What came out of data files and pictures, as bytes that differ when it
    /// does: the digest of a document is not that of its YAML alone.
    pub fn included(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for bang in self.tables() {
            bytes.extend(format!("{:?}{:?}", bang.cot, bang.dong).into_bytes());
        }
        self.hinh.iter().for_each(|hinh| bytes.extend(&*hinh.tep));
        bytes
    }

    /// That its year is not that of its date.
    pub(crate) fn year_fault(&self) -> Option<Diagnostic> {
        let (nam, ngay) =
            self.nam.zip(self.ngay).filter(|(nam, ngay)| *nam != u32::from(ngay.nam().unsigned_abs()))?;
        let message = format!("`nam` là {nam}, mà ngày ban hành là {}", ngay.in_digits());
        Some(
            Diagnostic::error("nam", message).help("sửa `nam` hoặc ngày; có ngày rồi thì bỏ được khóa `nam`"),
        )
    }

    /// The document as of a date, where one is known: what the issuing body was called, where it
    /// stood and who signed for it then.
    pub fn as_of(&self, ngay: Option<Ngay>) -> Cow<'_, Self> {
        let mut document = Cow::Borrowed(self);
        let Some(ngay) = ngay else { return document };
        for facts in self.co_quan.theo_thoi_gian.iter().filter(|facts| facts.covers(ngay)) {
            document.to_mut().take_over(facts);
        }
        document
    }

    /// Takes over facts that hold on its day.
    fn take_over(&mut self, facts: &super::CoQuanTheoThoiGian) {
        let body = &mut self.co_quan;
        body.chu_quan = facts.chu_quan.clone().or(body.chu_quan.take());
        body.viet_tat = facts.viet_tat.clone().or(body.viet_tat.take());
        if let Some(ten) = &facts.ten {
            body.ten = ten.clone();
        }
        if let Some(dia_danh) = &facts.dia_danh {
            self.dia_danh = dia_danh.clone();
        }
        if let Some(nguoi_ky) = &facts.nguoi_ky {
            self.nguoi_ky = nguoi_ky.clone();
        }
        if let Some(noi_nhan) = &facts.noi_nhan {
            self.noi_nhan.clone_from(noi_nhan);
        }
        if let Some(bao_cao) = self.bao_cao.as_mut().filter(|_| !facts.kinh_gui.is_empty()) {
            bao_cao.kinh_gui.clone_from(&facts.kinh_gui);
        }
    }
}

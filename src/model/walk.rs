//! One walk over everything a document says.
//!
//! Every key is named here once: a struct of the model is taken apart without
//! `..`, so a key that is added does not compile until it has its place.

use serde_json::Value;

use super::{
    BanSao, Bang, BaoCao, CanCu, ChiTieu, CoQuan, CoQuanTheoThoiGian, DiaChi, GiaTriTruong, Literal, Muc,
    NguoiKy, NguoiSoanThao, NhiemVu, NoiDung, PhuLuc, QuyenHan, TemplateText, VanBan, VanBanKem, VienDan,
};
use crate::diagnostic::Span;
use crate::law::FieldType;

/// Which part of a document a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Names of the issuing and the upper body.
    CoQuan,
    /// Place.
    DiaDanh,
    /// Subject.
    TrichYeu,
    /// An addressee.
    KinhGui,
    /// A legal basis written as a sentence: its number in the list.
    CanCu(usize),
    /// A value of a structured citation.
    VienDan,
    /// Opening.
    MoDau,
    /// Title of a section or annex.
    TieuDe,
    /// Content of a section.
    NoiDung,
    /// A field that only this kind has, a caption.
    Truong,
    /// Content of an annex or of a document issued with this one.
    PhuLuc,
    /// Closing.
    Ket,
    /// Position and name of the signer.
    NguoiKy,
    /// A recipient.
    NoiNhan,
    /// A task: not printed in the document.
    NhiemVu,
    /// A sign, an abbreviation, an address, what holds for a time or for a copy
    /// only: not read as words of the document itself.
    GiaTri,
}

/// What stands at a key.
#[derive(Debug, Clone, Copy)]
pub enum Words<'d> {
    /// A text that may use Tera and Markdown.
    Template(&'d TemplateText),
    /// A value that prints as typed.
    Literal(&'d Literal),
    /// A text within a variable of the user.
    Variable(&'d str),
    /// The condition of a section.
    Condition(&'d Literal),
    /// A table of data; its caption is a text of its own.
    Table(&'d Bang),
}

/// Something that a document says.
#[derive(Debug, Clone)]
pub struct DocumentText<'d> {
    /// Which part of the document it is.
    pub part: Part,
    /// Its key, e.g. `noi_dung[1].tieu_de`.
    pub key: String,
    /// What it says.
    pub words: Words<'d>,
    /// Where it stands.
    pub span: Span,
}

/// Everything a document says, see [`VanBan::walk`].
pub(super) fn walk(document: &VanBan) -> Vec<DocumentText<'_>> {
    let mut walk = Walk { texts: Vec::new() };
    walk.document(document);
    walk.texts
}

struct Walk<'d> {
    texts: Vec<DocumentText<'d>>,
}

impl<'d> Walk<'d> {
    fn literal(&mut self, part: Part, key: &str, value: Option<&'d Literal>) {
        if let Some(value) = value {
            let (key, span) = (key.to_owned(), value.span);
            self.texts.push(DocumentText { part, key, words: Words::Literal(value), span });
        }
    }

    fn value(&mut self, key: &str, value: Option<&'d Literal>) {
        self.literal(Part::GiaTri, key, value);
    }

    fn text(&mut self, part: Part, key: &str, text: Option<&'d TemplateText>) {
        if let Some(text) = text {
            let (key, span) = (key.to_owned(), text.span);
            self.texts.push(DocumentText { part, key, words: Words::Template(text), span });
        }
    }

    fn texts(&mut self, part: Part, key: &str, texts: impl IntoIterator<Item = &'d TemplateText>) {
        for (index, text) in texts.into_iter().enumerate() {
            self.text(part, &format!("{key}[{index}]"), Some(text));
        }
    }

    fn document(&mut self, document: &'d VanBan) {
        let VanBan {
            profile: _,
            loai: _,
            co_quan,
            so: _,
            ky_hieu,
            dia_danh,
            ngay: _,
            nam: _,
            trich_yeu,
            muc_do_khan: _,
            pham_vi_luu_hanh: _,
            kinh_gui,
            can_cu,
            vien_dan,
            mo_dau,
            noi_dung,
            ket,
            truong: _,
            nguoi_ky,
            ky_cung,
            noi_nhan,
            luu,
            nguoi_soan_thao,
            dia_chi,
            phu_luc,
            hinh: _,
            ban_hanh_kem,
            sao,
            dien_tu: _,
            bao_cao,
            bien,
            bien_span,
            trinh_bay: _,
            // Reasons for leaving out a rule are not printed.
            bo_qua: _,
            mau: _,
        } = document;
        self.body(co_quan);
        self.value("ky_hieu", ky_hieu.as_ref());
        self.literal(Part::DiaDanh, "dia_danh", Some(dia_danh));
        self.text(Part::TrichYeu, "trich_yeu", Some(trich_yeu));
        self.texts(Part::KinhGui, "kinh_gui", kinh_gui);
        self.bases(can_cu);
        self.fields(document);
        self.text(Part::MoDau, "mo_dau", mo_dau.as_ref());
        self.content(Part::NoiDung, "noi_dung", noi_dung);
        self.text(Part::Ket, "ket", ket.as_ref());
        self.signer(Part::NguoiKy, "nguoi_ky", nguoi_ky);
        self.texts(Part::NoiNhan, "noi_nhan", noi_nhan);
        self.value("luu", luu.as_ref());
        if let Some(NguoiSoanThao { ky_hieu, so_ban: _ }) = nguoi_soan_thao {
            self.value("nguoi_soan_thao.ky_hieu", Some(ky_hieu));
        }
        dia_chi.iter().for_each(|address| self.address(address));
        phu_luc.iter().enumerate().for_each(|(index, annex)| self.annex(index, annex));
        ban_hanh_kem.iter().enumerate().for_each(|(index, attached)| self.attached(index, attached));
        for (index, signer) in ky_cung.iter().enumerate() {
            self.signer(Part::NguoiKy, &format!("ky_cung[{index}]"), signer);
        }
        for (index, cited) in vien_dan.iter().enumerate() {
            self.cited(&format!("vien_dan[{index}]"), cited);
        }
        sao.iter().for_each(|copy| self.copy(copy));
        bao_cao.iter().for_each(|calendar| self.calendar(calendar));
        for (index, facts) in co_quan.theo_thoi_gian.iter().enumerate() {
            self.dated(&format!("co_quan.theo_thoi_gian[{index}]"), facts);
        }
        for (name, value) in bien {
            let span = bien_span.get(name).copied().unwrap_or(document.loai.span);
            self.variable(&format!("bien.{name}"), value, span);
        }
    }

    fn body(&mut self, body: &'d CoQuan) {
        // What holds for a time only comes last.
        let CoQuan { chu_quan, ten, viet_tat, theo_thoi_gian: _ } = body;
        self.literal(Part::CoQuan, "co_quan.chu_quan", chu_quan.as_ref());
        self.literal(Part::CoQuan, "co_quan.ten", Some(ten));
        self.value("co_quan.viet_tat", viet_tat.as_ref());
    }

    fn bases(&mut self, bases: &'d [CanCu]) {
        for (index, basis) in bases.iter().enumerate() {
            let key = format!("can_cu[{index}]");
            match basis {
                CanCu::DoanVan(text) => self.text(Part::CanCu(index), &key, Some(text)),
                CanCu::VienDan { tu_dan, vien_dan } => {
                    self.value(&format!("{key}.tu_dan"), tu_dan.as_ref());
                    self.cited(&key, vien_dan);
                }
            }
        }
    }

    fn cited(&mut self, key: &str, cited: &'d VienDan) {
        let VienDan { id: _, loai, so_ky_hieu, ngay: _, co_quan, trich_yeu } = cited;
        self.value(&format!("{key}.loai"), Some(loai));
        self.value(&format!("{key}.so_ky_hieu"), so_ky_hieu.as_ref());
        self.literal(Part::VienDan, &format!("{key}.co_quan"), co_quan.as_ref());
        self.text(Part::VienDan, &format!("{key}.trich_yeu"), trich_yeu.as_ref());
    }

    /// The fields that only this kind has.
    fn fields(&mut self, document: &'d VanBan) {
        let kind = document.kind();
        for (key, value) in &document.truong {
            let field = kind.and_then(|kind| kind.field(key));
            let is_sign = field.is_some_and(|field| field.kieu == FieldType::KyHieu);
            let part = if is_sign { Part::GiaTri } else { Part::Truong };
            match value {
                GiaTriTruong::DanhSach(texts) if texts.len() > 1 => self.texts(part, key, texts),
                GiaTriTruong::DanhSach(texts) => self.text(part, key, texts.first()),
                GiaTriTruong::DoanVan(text) => self.text(part, key, Some(text)),
                GiaTriTruong::Ngay(_) => {}
            }
        }
    }

    fn content(&mut self, part: Part, key: &str, content: &'d NoiDung) {
        match content {
            NoiDung::DoanVan(text) => self.text(part, key, Some(text)),
            NoiDung::Muc(sections) => self.sections(part, key, sections),
        }
    }

    fn sections(&mut self, part: Part, key: &str, sections: &'d [Muc]) {
        for (index, section) in sections.iter().enumerate() {
            let key = format!("{key}[{index}]");
            let Muc {
                id: _,
                cap: _,
                tieu_de,
                noi_dung,
                bang,
                khi,
                ngang: _,
                sang_trang: _,
                nam_nay: _,
                nhiem_vu,
                muc,
            } = section;
            if let Some(khi) = khi {
                let (key, span) = (format!("{key}.khi"), khi.span);
                self.texts.push(DocumentText { part, key, words: Words::Condition(khi), span });
            }
            self.text(Part::TieuDe, &format!("{key}.tieu_de"), tieu_de.as_ref());
            for (index, task) in nhiem_vu.iter().enumerate() {
                self.task(&format!("{key}.nhiem_vu[{index}]"), task);
            }
            self.text(part, &format!("{key}.noi_dung"), noi_dung.as_ref());
            bang.iter().for_each(|table| self.table(part, &format!("{key}.bang"), table));
            self.sections(part, &format!("{key}.muc"), muc);
        }
    }

    fn table(&mut self, part: Part, key: &str, table: &'d Bang) {
        let Bang { tieu_de, cot: _, dong: _, stt: _, sai_tong: _, span } = table;
        self.text(Part::Truong, &format!("{key}.tieu_de"), tieu_de.as_ref());
        self.texts.push(DocumentText { part, key: key.to_owned(), words: Words::Table(table), span: *span });
    }

    fn task(&mut self, key: &str, task: &'d NhiemVu) {
        let NhiemVu { id: _, viec, chu_tri, phoi_hop, han: _, chi_tieu } = task;
        self.literal(Part::NhiemVu, &format!("{key}.viec"), Some(viec));
        self.value(&format!("{key}.chu_tri"), chu_tri.as_ref());
        for (index, name) in phoi_hop.iter().enumerate() {
            self.value(&format!("{key}.phoi_hop[{index}]"), Some(name));
        }
        for (index, target) in chi_tieu.iter().enumerate() {
            let ChiTieu { id: _, ten, don_vi, muc_tieu, chieu: _, gop: _ } = target;
            self.value(&format!("{key}.chi_tieu[{index}].ten"), Some(ten));
            self.value(&format!("{key}.chi_tieu[{index}].don_vi"), Some(don_vi));
            if let Some((last, blank)) = muc_tieu.blank() {
                self.value(&format!("{key}.chi_tieu[{index}].{last}"), Some(blank));
            }
        }
    }

    /// A signer, whose position and name are a part of the document or a value.
    fn signer(&mut self, part: Part, key: &str, signer: &'d NguoiKy) {
        let NguoiKy { quyen_han, ben, chuc_vu, chuc_vu_khac, ho_ten } = signer;
        self.value(&format!("{key}.ben"), ben.as_ref());
        for QuyenHan { ten, thay_cho } in quyen_han {
            self.value(&format!("{key}.quyen_han.{}", ten.value), thay_cho.as_ref());
        }
        self.literal(part, &format!("{key}.chuc_vu"), Some(chuc_vu));
        self.value(&format!("{key}.chuc_vu_khac"), chuc_vu_khac.as_ref());
        self.literal(part, &format!("{key}.ho_ten"), Some(ho_ten));
    }

    fn address(&mut self, address: &'d DiaChi) {
        let DiaChi { dia_chi, dien_thoai, fax, thu_dien_tu, trang_thong_tin } = address;
        self.value("dia_chi.dia_chi", dia_chi.as_ref());
        self.value("dia_chi.dien_thoai", dien_thoai.as_ref());
        self.value("dia_chi.fax", fax.as_ref());
        self.value("dia_chi.thu_dien_tu", thu_dien_tu.as_ref());
        self.value("dia_chi.trang_thong_tin", trang_thong_tin.as_ref());
    }

    fn annex(&mut self, index: usize, annex: &'d PhuLuc) {
        let PhuLuc { tieu_de, noi_dung, bang, ngang: _ } = annex;
        let key = format!("phu_luc[{index}]");
        self.text(Part::TieuDe, &format!("{key}.tieu_de"), tieu_de.as_ref());
        self.content(Part::PhuLuc, &format!("{key}.noi_dung"), noi_dung);
        bang.iter().for_each(|table| self.table(Part::PhuLuc, &format!("{key}.bang"), table));
    }

    fn attached(&mut self, index: usize, attached: &'d VanBanKem) {
        let VanBanKem { loai: _, trich_yeu, noi_dung } = attached;
        let key = format!("ban_hanh_kem[{index}]");
        self.text(Part::TieuDe, &format!("{key}.trich_yeu"), Some(trich_yeu));
        self.content(Part::PhuLuc, &format!("{key}.noi_dung"), noi_dung);
    }

    fn copy(&mut self, copy: &'d BanSao) {
        let BanSao {
            hinh_thuc: _,
            co_quan,
            viet_tat,
            so: _,
            dia_danh,
            ngay: _,
            nguoi_ky,
            noi_nhan,
            dien_tu: _,
        } = copy;
        self.value("sao.co_quan", co_quan.as_ref());
        self.value("sao.viet_tat", viet_tat.as_ref());
        self.value("sao.dia_danh", dia_danh.as_ref());
        nguoi_ky.iter().for_each(|signer| self.signer(Part::GiaTri, "sao.nguoi_ky", signer));
        self.texts(Part::GiaTri, "sao.noi_nhan", noi_nhan);
    }

    fn calendar(&mut self, calendar: &'d BaoCao) {
        let BaoCao { giai_doan: _, kinh_gui, noi_nhan, hang_nam: _, trong_nam: _, so_ket: _, tong_ket: _ } =
            calendar;
        self.texts(Part::KinhGui, "bao_cao.kinh_gui", kinh_gui);
        self.texts(Part::NoiNhan, "bao_cao.noi_nhan", noi_nhan.iter().flatten());
    }

    /// What holds for a time only.
    fn dated(&mut self, key: &str, facts: &'d CoQuanTheoThoiGian) {
        let CoQuanTheoThoiGian {
            tu_ngay: _,
            den_ngay: _,
            chu_quan,
            ten,
            viet_tat,
            dia_danh,
            nguoi_ky,
            kinh_gui,
            noi_nhan,
        } = facts;
        self.value(&format!("{key}.chu_quan"), chu_quan.as_ref());
        self.value(&format!("{key}.ten"), ten.as_ref());
        self.value(&format!("{key}.viet_tat"), viet_tat.as_ref());
        self.value(&format!("{key}.dia_danh"), dia_danh.as_ref());
        if let Some(signer) = nguoi_ky {
            self.signer(Part::GiaTri, &format!("{key}.nguoi_ky"), signer);
        }
        self.texts(Part::GiaTri, &format!("{key}.kinh_gui"), kinh_gui);
        self.texts(Part::GiaTri, &format!("{key}.noi_nhan"), noi_nhan.iter().flatten());
    }

    /// The texts within a variable.
    fn variable(&mut self, key: &str, value: &'d Value, span: Span) {
        match value {
            Value::String(text) => {
                let words = Words::Variable(text);
                self.texts.push(DocumentText { part: Part::GiaTri, key: key.to_owned(), words, span });
            }
            Value::Array(items) => items.iter().for_each(|item| self.variable(key, item, span)),
            Value::Object(entries) => entries.values().for_each(|item| self.variable(key, item, span)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

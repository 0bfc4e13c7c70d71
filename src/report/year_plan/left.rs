//! What of the period's plan does not go into the plan of a year.
//!
//! Document, sections and annexes are taken apart here without `..`, so a key
//! that is added does not compile until it is said where it goes.

use super::maker::LEFT;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::{Bang, GiaTriTruong, Muc, NoiDung, PhuLuc, TemplateText, VanBan};

/// What is left out, as hints. `kind`: that of the year's plan.
pub(super) fn out(plan: &VanBan, kind: &str) -> Vec<Diagnostic> {
    let mut left = Left(Vec::new());
    left.document(plan, kind);
    left.0
}

struct Left(Vec<Diagnostic>);

impl Left {
    fn tell(&mut self, what: &str, why: &str, at: Span) {
        let message = format!("{LEFT}{what}: {why}");
        let hint = Diagnostic { severity: Severity::Hint, ..Diagnostic::warning("ke-hoach-nam", message) };
        self.0.push(hint.at(at));
    }

    fn document(&mut self, plan: &VanBan, kind: &str) {
        let VanBan {
            // Carried by `page::Head`: who issues, where, who signs, who gets
            // it, in which layout. Circulation too: the year's plan repeats what
            // the mark protects. An electronic document is how the office works.
            profile: _,
            co_quan: _,
            dia_danh: _,
            pham_vi_luu_hanh: _,
            nguoi_ky: _,
            ky_cung: _,
            noi_nhan: _,
            luu: _,
            nguoi_soan_thao: _,
            dia_chi: _,
            dien_tu: _,
            trinh_bay: _,
            // Carried as far as the year's plan needs it.
            can_cu: _,
            vien_dan: _,
            bien: _,
            bien_span: _,
            bo_qua: _,
            // Every year's plan has its own; the comment at its head says so.
            so: _,
            ngay: _,
            nam: _,
            trich_yeu: _,
            mo_dau: _,
            ket: _,
            // Its reports are made from the plan of the period.
            bao_cao: _,
            loai,
            ky_hieu,
            mau,
            muc_do_khan,
            kinh_gui,
            noi_dung,
            truong,
            phu_luc,
            hinh,
            ban_hanh_kem,
            sao,
        } = plan;
        let is_same_kind = loai.as_str() == kind;
        if let Some(sign) = ky_hieu.as_ref().filter(|_| !is_same_kind) {
            self.tell(&format!("ký hiệu `{}`", sign.as_str()), "là ký hiệu của loại khác", sign.span);
        }
        if let Some(form) = mau.as_ref().filter(|_| !is_same_kind) {
            self.tell(&format!("khuôn `{}`", form.as_str()), "là khuôn của loại khác", form.span);
        }
        // How urgent a plan was says nothing of another one, years later.
        if let Some(mark) = muc_do_khan {
            let why = "mỗi văn bản tự định độ khẩn; cần thì thêm khóa `muc_do_khan`";
            self.tell(&format!("dấu độ khẩn `{}`", mark.as_str()), why, mark.span);
        }
        if let Some(first) = kinh_gui.first() {
            self.tell("Kính gửi", "kế hoạch năm không có phần này", first.span);
        }
        for (key, value) in truong {
            let at = match value {
                GiaTriTruong::DoanVan(text) => text.span,
                GiaTriTruong::DanhSach(lines) => lines.first().map_or(loai.span, |line| line.span),
                GiaTriTruong::Ngay(_) => loai.span,
            };
            self.tell(&format!("khóa `{key}`"), "chỉ loại văn bản của kế hoạch giai đoạn có", at);
        }
        self.content(noi_dung, "");
        for (index, annex) in phu_luc.iter().enumerate() {
            self.annex(index, annex, loai.span);
        }
        for picture in hinh {
            let why = "lời văn mang sang không có hình; cần thì chép khóa `hinh`";
            self.tell(&format!("hình `{}`", picture.id.as_str()), why, picture.id.span);
        }
        for attached in ban_hanh_kem {
            let why = "văn bản ban hành kèm theo kế hoạch giai đoạn vẫn là của kế hoạch ấy";
            self.tell(&format!("văn bản kèm theo `{}`", attached.loai.as_str()), why, attached.loai.span);
        }
        if let Some(copy) = sao {
            self.tell("phần bản sao", "là của bản sao kế hoạch giai đoạn", copy.hinh_thuc.span);
        }
    }

    fn content(&mut self, content: &NoiDung, of: &str) {
        match content {
            NoiDung::DoanVan(_) => {}
            NoiDung::Muc(sections) => sections.iter().for_each(|section| self.section(section, of)),
        }
    }

    fn section(&mut self, section: &Muc, of: &str) {
        let Muc {
            // Titles and tasks stand in the year's plan, words in its aims where
            // they are chosen; how a section is set is its own.
            id: _,
            cap: _,
            tieu_de,
            noi_dung: _,
            khi: _,
            ngang: _,
            sang_trang: _,
            nam_nay: _,
            nhiem_vu: _,
            bang,
            muc,
        } = section;
        let title = tieu_de.as_ref().map_or(of, |title| title.value.as_str());
        if let Some(table) = bang {
            self.table(table, title);
        }
        muc.iter().for_each(|below| self.section(below, title));
    }

    fn table(&mut self, table: &Bang, title: &str) {
        let Bang { tieu_de, cot: _, dong: _, stt: _, sai_tong: _, span } = table;
        let caption = tieu_de.as_ref().map_or(title, |caption| caption.value.as_str());
        self.tell(&format!("bảng {}", quoted(caption)), "số liệu trong bảng là của cả giai đoạn", *span);
    }

    fn annex(&mut self, index: usize, annex: &PhuLuc, plan: Span) {
        let PhuLuc { tieu_de, noi_dung: _, bang: _, ngang: _ } = annex;
        let title = tieu_de.as_ref();
        let name = title.map_or_else(|| format!("thứ {}", index + 1), |title| quoted(&title.value));
        let why = "kế hoạch năm có phụ lục riêng; cần thì chép vào `phu_luc`";
        self.tell(&format!("phụ lục {name}"), why, title.map_or(plan, place));
    }
}

fn place(text: &TemplateText) -> Span {
    text.span
}

fn quoted(title: &str) -> String {
    format!("“{}”", title.trim())
}

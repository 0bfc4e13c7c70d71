//! Sections and annexes of the next plan: their texts and tasks; tables hold
//! the old period's data and are left out.

use super::carry::{Carrier, optional};
use crate::model::{Bang, GiaTriTruong, Muc, NoiDung, PhuLuc, TemplateText, VanBan};
use crate::placeholder::blank;
use crate::report::{words, yaml};

impl Carrier<'_> {
    pub(super) fn field(&mut self, key: &str, value: &GiaTriTruong, plan: &VanBan) {
        match value {
            GiaTriTruong::DoanVan(text) => self.gap_text(0, key, Some(text)),
            GiaTriTruong::DanhSach(texts) => {
                self.draft.gap();
                self.texts_of(0, key, texts);
            }
            GiaTriTruong::Ngay(day) => {
                self.draft.gap();
                let words = blank(&format!("ngày mới, trước là {}", words::date(*day)));
                self.draft.pair(0, key, &words);
                self.leave_out(plan.loai.span, format!("`{key}`: ngày {} của lần trước", words::date(*day)));
            }
        }
    }

    pub(super) fn content(&mut self, indent: usize, content: &NoiDung) {
        match content {
            NoiDung::DoanVan(text) => {
                let carried = self.carried(indent, text);
                self.draft.paragraphs(indent, "noi_dung", &carried);
            }
            NoiDung::Muc(sections) if sections.is_empty() => {}
            NoiDung::Muc(sections) => {
                self.draft.head(indent, "noi_dung");
                self.sections(indent + 4, sections);
            }
        }
    }

    /// Sections whose keys stand at the indent.
    pub(super) fn sections(&mut self, indent: usize, sections: &[Muc]) {
        for (at, section) in sections.iter().enumerate() {
            if at > 0 {
                self.draft.gap();
            }
            self.draft.entry();
            self.section(indent, section);
            self.draft.close_entry();
        }
    }

    pub(super) fn section(&mut self, indent: usize, section: &Muc) {
        let Muc { id, cap, tieu_de, noi_dung, bang, khi, ngang, sang_trang, nam_nay, nhiem_vu, muc } =
            section;
        self.draft.optional(indent, "id", optional(id.as_ref()));
        self.draft.optional(indent, "cap", optional(cap.as_ref()));
        self.text(indent, "tieu_de", tieu_de.as_ref());
        if let Some(condition) = khi {
            let condition = self.texts.carry(condition.as_str());
            self.noted(indent, &condition.notes);
            self.draft.pair(indent, "khi", &condition.text);
        }
        for (key, is_set) in [("ngang", ngang), ("sang_trang", sang_trang), ("nam_nay", nam_nay)] {
            if *is_set {
                self.draft.raw(indent, key, "true");
            }
        }
        self.tasks(indent, nhiem_vu);
        self.words_and_table(indent, noi_dung.as_ref(), bang.as_ref());
        if !muc.is_empty() {
            self.draft.head(indent, "muc");
            self.sections(indent + 4, muc);
        }
    }

    /// A text; a table below it is one of the old period, a blank in the next.
    pub(super) fn words_and_table(
        &mut self,
        indent: usize,
        text: Option<&TemplateText>,
        table: Option<&Bang>,
    ) {
        let mut words = text.map_or_else(String::new, |text| self.carried(indent, text));
        if let Some(Bang { tieu_de, cot, dong: _, stt: _, sai_tong: _, span }) = table {
            let name = match tieu_de {
                Some(title) => title.value.trim().to_owned(),
                None => cot.iter().map(|column| column.ten.as_str()).collect::<Vec<_>>().join(", "),
            };
            self.leave_out(*span, format!("bảng ({name}): số liệu của giai đoạn trước"));
            if !words.trim().is_empty() {
                words = format!("{}\n\n", words.trim_end());
            }
            words.push_str(&blank(&format!("bảng của giai đoạn mới: {}", yaml::as_text(&name))));
        }
        if !words.is_empty() {
            self.draft.paragraphs(indent, "noi_dung", &words);
        }
    }

    pub(super) fn annexes(&mut self, annexes: &[PhuLuc]) {
        if annexes.is_empty() {
            return;
        }
        self.draft.gap();
        self.draft.head(0, "phu_luc");
        for PhuLuc { tieu_de, noi_dung, bang, ngang } in annexes {
            self.draft.entry();
            self.text(4, "tieu_de", tieu_de.as_ref());
            if *ngang {
                self.draft.raw(4, "ngang", "true");
            }
            match (noi_dung, bang) {
                (NoiDung::DoanVan(text), table) => self.words_and_table(4, Some(text), table.as_ref()),
                (NoiDung::Muc(sections), table) if sections.is_empty() => {
                    self.words_and_table(4, None, table.as_ref());
                }
                (content @ NoiDung::Muc(_), table) => {
                    self.content(4, content);
                    if table.is_some() {
                        self.draft.entry();
                        self.words_and_table(8, None, table.as_ref());
                    }
                }
            }
            self.draft.close_entry();
        }
    }
}

//! The keys of a plan, one after the other, as the next plan has them. Every
//! struct is taken apart without `..`: a key that is added does not compile
//! until it is said what becomes of it.

use serde_json::Value;

use super::draft::Draft;
use super::period::{Shift, left};
use super::text::Texts;
use super::{NextChoices, blank};
use crate::diagnostic::{Diagnostic, Span};
use crate::law::SizeSet;
use crate::model::{
    Bang, BaoCao, CoQuan, DiaChi, GiaTriTruong, LanBaoCao, Literal, Muc, NguoiSoanThao, NoiDung, PhuLuc,
    SoLieu, TemplateText, TrinhBay, VanBan,
};
use crate::report::wording::Wording;
use crate::report::{words, yaml};

/// Writes the next plan.
pub(super) struct Carrier<'d> {
    pub(super) texts: Texts,
    pub(super) data: &'d SoLieu,
    pub(super) wording: &'d Wording,
    pub(super) draft: Draft,
    /// What of the plan is not carried over.
    pub(super) left_out: Vec<Diagnostic>,
    /// Variables that change, with their values in the plan.
    pub(super) changed: Vec<(String, String)>,
}

/// Whether a plan is made anew for a key: its value is not the old one's.
fn optional(literal: Option<&Literal>) -> Option<&str> {
    literal.map(Literal::as_str)
}

impl Carrier<'_> {
    pub(super) fn shift(&self) -> Shift {
        self.texts.shift
    }

    /// The whole plan, as of its new day. `own` are the bases that the plan
    /// and its final report are.
    pub(super) fn document(&mut self, plan: &VanBan, choices: &NextChoices, own: &[super::bases::OwnBasis]) {
        let VanBan {
            profile,
            loai,
            co_quan,
            so: _,
            ky_hieu,
            dia_danh,
            ngay: _,
            nam: _,
            trich_yeu,
            muc_do_khan,
            pham_vi_luu_hanh,
            kinh_gui,
            can_cu,
            vien_dan,
            mo_dau,
            noi_dung,
            ket,
            truong,
            nguoi_ky,
            ky_cung,
            noi_nhan,
            luu,
            nguoi_soan_thao,
            dia_chi,
            phu_luc,
            hinh,
            ban_hanh_kem,
            sao,
            dien_tu,
            bao_cao,
            bien,
            bien_span: _,
            trinh_bay,
            // Kept where they are needed: `NextPlan::keep_silences`.
            bo_qua: _,
            mau,
        } = plan;
        self.changed = self.changed_variables(plan);
        self.draft.raw(0, "the_thuc", profile.khoa);
        self.draft.pair(0, "loai", loai.as_str());
        self.draft.optional(0, "mau", optional(mau.as_ref()));
        if *dien_tu {
            self.draft.raw(0, "dien_tu", "true");
        }
        self.body(co_quan);
        self.draft.gap();
        self.number_and_date(choices, dia_danh);
        self.gap_text(0, "trich_yeu", Some(trich_yeu));
        if !kinh_gui.is_empty() {
            self.draft.gap();
            self.texts_of(0, "kinh_gui", kinh_gui);
        }
        self.bases(can_cu, own);
        self.cited(vien_dan);
        self.gap_text(0, "mo_dau", mo_dau.as_ref());
        self.draft.gap();
        self.content(0, noi_dung);
        self.gap_text(0, "ket", ket.as_ref());
        for (key, value) in truong {
            self.field(key, value, plan);
        }
        self.draft.gap();
        self.draft.head(0, "nguoi_ky");
        self.signer(2, nguoi_ky);
        self.draft.gap();
        if !ky_cung.is_empty() {
            self.draft.head(0, "ky_cung");
            for signer in ky_cung {
                self.draft.entry();
                self.signer(4, signer);
            }
            self.draft.gap();
        }
        self.texts_of(0, "noi_nhan", noi_nhan);
        self.draft.optional(0, "luu", optional(luu.as_ref()));
        self.foot(nguoi_soan_thao.as_ref(), dia_chi.as_ref());
        self.annexes(phu_luc);
        if let Some(calendar) = bao_cao {
            self.calendar(calendar, loai.span);
        }
        self.variables(bien);
        self.layout(trinh_bay);
        let not_carried = [
            (ky_hieu.is_some(), "ky_hieu", "ký hiệu gõ cả số: ghi lại theo số mới"),
            (muc_do_khan.is_some(), "muc_do_khan", "độ khẩn của lần trước"),
            (pham_vi_luu_hanh.is_some(), "pham_vi_luu_hanh", "phạm vi lưu hành của lần trước"),
            (sao.is_some(), "sao", "bản sao của kế hoạch trước"),
            (!hinh.is_empty(), "hinh", "hình của kế hoạch trước: chỗ gọi hình ghi «điền hình ...»"),
            (!ban_hanh_kem.is_empty(), "ban_hanh_kem", "văn bản kèm theo của kế hoạch trước"),
        ];
        for (_, key, why) in not_carried.into_iter().filter(|(is_there, ..)| *is_there) {
            self.leave_out(loai.span, format!("`{key}`: {why}"));
        }
    }

    pub(super) fn leave_out(&mut self, span: Span, what: impl Into<String>) {
        self.left_out.push(left(what).at(span));
    }

    /// A text for the next plan, with a comment over it where there is
    /// something to look at.
    pub(super) fn carried(&mut self, indent: usize, text: &TemplateText) -> String {
        if text.verbatim {
            return yaml::as_text(&text.value);
        }
        let carried = self.texts.carry(&text.value);
        self.noted(indent, &carried.notes);
        carried.text
    }

    pub(super) fn noted(&mut self, indent: usize, notes: &[String]) {
        notes.iter().for_each(|note| self.draft.comment(indent, note));
    }

    /// A text of one line or of paragraphs.
    fn text(&mut self, indent: usize, key: &str, text: Option<&TemplateText>) {
        let Some(text) = text else { return };
        let carried = self.carried(indent, text);
        if carried.trim_end().contains('\n') {
            self.draft.paragraphs(indent, key, &carried);
        } else {
            self.draft.pair(indent, key, &carried);
        }
    }

    fn gap_text(&mut self, indent: usize, key: &str, text: Option<&TemplateText>) {
        self.draft.gap();
        self.text(indent, key, text);
    }

    fn texts_of(&mut self, indent: usize, key: &str, texts: &[TemplateText]) {
        let all: Vec<String> = texts.iter().map(|text| self.carried(indent, text)).collect();
        self.draft.list(indent, key, all.iter().map(String::as_str));
    }

    fn number_and_date(&mut self, choices: &NextChoices, dia_danh: &Literal) {
        let first = self.shift().new.tu;
        match choices.so {
            Some(so) => self.draft.raw(0, "so", &so.to_string()),
            None => {
                let why = "bỏ dấu # khi đã có số; để trống thì văn thư ghi tay";
                self.draft.commented_key(0, "so: 45", why);
            }
        }
        self.draft.pair(0, "dia_danh", dia_danh.as_str());
        match choices.ngay {
            Some(ngay) => self.draft.raw(0, "ngay", &words::date(ngay)),
            None => {
                let why = "bỏ dấu # và sửa khi đã có ngày; để trống thì chừa chỗ ghi tay";
                self.draft.commented_key(0, &format!("ngay: 05/01/{first}"), why);
                self.draft.raw(0, "nam", &first.to_string());
            }
        }
    }

    fn body(&mut self, body: &CoQuan) {
        let CoQuan { chu_quan, ten, viet_tat, theo_thoi_gian } = body;
        self.draft.gap();
        self.draft.head(0, "co_quan");
        self.draft.optional(2, "chu_quan", optional(chu_quan.as_ref()));
        self.draft.pair(2, "ten", ten.as_str());
        self.draft.optional(2, "viet_tat", optional(viet_tat.as_ref()));
        if !theo_thoi_gian.is_empty() {
            self.draft.head(2, "theo_thoi_gian");
        }
        for facts in theo_thoi_gian {
            self.draft.entry();
            self.dated(6, facts);
        }
    }

    fn dated(&mut self, indent: usize, facts: &crate::model::CoQuanTheoThoiGian) {
        let crate::model::CoQuanTheoThoiGian {
            tu_ngay,
            den_ngay,
            chu_quan,
            ten,
            viet_tat,
            dia_danh,
            nguoi_ky,
            kinh_gui,
            noi_nhan,
        } = facts;
        for (key, day) in [("tu_ngay", tu_ngay), ("den_ngay", den_ngay)] {
            if let Some(day) = day {
                self.draft.raw(indent, key, &words::date(*day));
            }
        }
        let names = [("chu_quan", chu_quan), ("ten", ten), ("viet_tat", viet_tat), ("dia_danh", dia_danh)];
        for (key, name) in names {
            self.draft.optional(indent, key, optional(name.as_ref()));
        }
        if let Some(signer) = nguoi_ky {
            self.draft.head(indent, "nguoi_ky");
            self.signer(indent + 2, signer);
        }
        self.texts_of(indent, "kinh_gui", kinh_gui);
        self.texts_of(indent, "noi_nhan", noi_nhan.as_deref().unwrap_or_default());
    }

    fn signer(&mut self, indent: usize, signer: &crate::model::NguoiKy) {
        let crate::model::NguoiKy { quyen_han, ben, chuc_vu, chuc_vu_khac, ho_ten } = signer;
        let authority = |authority: &crate::model::QuyenHan| {
            let crate::model::QuyenHan { ten, thay_cho } = authority;
            let whom = thay_cho.as_ref().map_or_else(String::new, |whom| yaml::scalar(whom.as_str(), true));
            format!("{}: {whom}", ten.as_str()).trim_end().to_owned()
        };
        if !quyen_han.is_empty() {
            let all: Vec<String> = quyen_han.iter().map(authority).collect();
            self.draft.raw(indent, "quyen_han", &format!("{{{}}}", all.join(", ")));
        }
        self.draft.optional(indent, "ben", optional(ben.as_ref()));
        self.draft.pair(indent, "chuc_vu", chuc_vu.as_str());
        self.draft.optional(indent, "chuc_vu_khac", optional(chuc_vu_khac.as_ref()));
        self.draft.pair(indent, "ho_ten", ho_ten.as_str());
    }

    fn foot(&mut self, drafter: Option<&NguoiSoanThao>, address: Option<&DiaChi>) {
        if let Some(NguoiSoanThao { ky_hieu, so_ban }) = drafter {
            self.draft.head(0, "nguoi_soan_thao");
            self.draft.pair(2, "ky_hieu", ky_hieu.as_str());
            if let Some(copies) = so_ban {
                self.draft.raw(2, "so_ban", &copies.to_string());
            }
        }
        if let Some(DiaChi { dia_chi, dien_thoai, fax, thu_dien_tu, trang_thong_tin }) = address {
            self.draft.gap();
            self.draft.head(0, "dia_chi");
            let all = [
                ("dia_chi", dia_chi),
                ("dien_thoai", dien_thoai),
                ("fax", fax),
                ("thu_dien_tu", thu_dien_tu),
                ("trang_thong_tin", trang_thong_tin),
            ];
            for (key, value) in all {
                self.draft.optional(2, key, optional(value.as_ref()));
            }
        }
    }

    fn field(&mut self, key: &str, value: &GiaTriTruong, plan: &VanBan) {
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

    fn content(&mut self, indent: usize, content: &NoiDung) {
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
    fn sections(&mut self, indent: usize, sections: &[Muc]) {
        for (at, section) in sections.iter().enumerate() {
            if at > 0 {
                self.draft.gap();
            }
            self.draft.entry();
            self.section(indent, section);
            self.draft.close_entry();
        }
    }

    fn section(&mut self, indent: usize, section: &Muc) {
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
    fn words_and_table(&mut self, indent: usize, text: Option<&TemplateText>, table: Option<&Bang>) {
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

    fn annexes(&mut self, annexes: &[PhuLuc]) {
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
                    if let Some(Bang { span, .. }) = table {
                        self.leave_out(*span, "bảng dưới phụ lục: số liệu của giai đoạn trước");
                    }
                }
            }
            self.draft.close_entry();
        }
    }

    fn calendar(&mut self, calendar: &BaoCao, place: Span) {
        let BaoCao { giai_doan: _, kinh_gui, noi_nhan, hang_nam, so_ket, tong_ket } = calendar;
        let shift = self.shift();
        self.draft.gap();
        self.draft.comment(0, "Chế độ báo cáo: năm và ngày dời theo vị trí trong giai đoạn; xem lại.");
        self.draft.head(0, "bao_cao");
        self.draft.raw(2, "giai_doan", &words::period(shift.new));
        self.texts_of(2, "kinh_gui", kinh_gui);
        self.texts_of(2, "noi_nhan", noi_nhan.as_deref().unwrap_or_default());
        if let Some(day) = hang_nam.and_then(|day| day.of_year(shift.new.tu)) {
            let day = words::date(day);
            self.draft.raw(2, "hang_nam", day.rsplit_once('/').map_or(day.as_str(), |(day, _)| day));
        }
        let once = [("so_ket", so_ket), ("tong_ket", tong_ket)];
        for ((key, report), (_, moved)) in once.into_iter().zip(self.texts.reports) {
            let Some(LanBaoCao { nam, truoc }) = report else { continue };
            let Some(new) = moved else {
                let period = words::period(shift.new);
                self.draft
                    .comment(2, &format!("{key}: kế hoạch trước là năm {nam}; chọn một năm của {period}"));
                self.leave_out(place, format!("`{key}` năm {nam}: không có năm cùng vị trí trong {period}"));
                continue;
            };
            match truoc.and_then(|day| shift.day(day)) {
                None => self.draft.raw(2, key, &new.to_string()),
                Some(day) => {
                    self.shortened(2, day.is_shortened);
                    let before = words::date(day.day);
                    self.draft.raw(2, key, &format!("{{nam: {new}, truoc: {before}}}"));
                }
            }
        }
    }

    /// A comment that a day is not the one in the same place.
    pub(super) fn shortened(&mut self, indent: usize, is_shortened: bool) {
        if is_shortened {
            self.draft.comment(indent, "Xem lại: năm ấy không có ngày 29/02, ghi ngày cuối tháng.");
        }
    }

    /// The variables whose values are other ones in the next plan.
    fn changed_variables(&self, plan: &VanBan) -> Vec<(String, String)> {
        let changed = |(name, value): (&String, &Value)| {
            let new = self.variable(value);
            let old = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (new != *value).then(|| (name.clone(), old))
        };
        plan.bien.iter().filter_map(changed).collect()
    }

    /// The value of a variable in the next plan: first and last year of the
    /// plan, and both in words.
    fn variable(&self, value: &Value) -> Value {
        let Shift { old, new } = self.shift();
        let year = |nam: i64| {
            let ends = [(old.tu, new.tu), (old.den, new.den)];
            ends.into_iter().find(|(end, _)| i64::from(*end) == nam).map(|(_, new)| new)
        };
        match value {
            Value::Number(number) => {
                number.as_i64().and_then(year).map_or_else(|| value.clone(), Value::from)
            }
            Value::String(text) => match text.trim().parse().ok().and_then(year) {
                Some(nam) => Value::from(nam.to_string()),
                None => Value::from(self.texts.carry(text).text),
            },
            Value::Array(items) => items.iter().map(|item| self.variable(item)).collect(),
            Value::Object(entries) => {
                entries.iter().map(|(name, item)| (name.clone(), self.variable(item))).collect()
            }
            Value::Null | Value::Bool(_) => value.clone(),
        }
    }

    fn variables(&mut self, variables: &std::collections::BTreeMap<String, Value>) {
        if variables.is_empty() {
            return;
        }
        self.draft.gap();
        self.draft.head(0, "bien");
        for (name, value) in variables {
            let notes = value.as_str().map_or_else(Vec::new, |text| self.texts.carry(text).notes);
            let is_end = self.changed.iter().any(|(changed, _)| changed == name);
            if !is_end {
                self.noted(2, &notes);
            }
            self.draft.raw(2, &yaml::scalar(name, false), &yaml::variable(&self.variable(value)));
        }
    }

    fn layout(&mut self, layout: &TrinhBay) {
        let TrinhBay { ngang, co_chu, le, lui_dau_dong, gian_dong, cach_doan } = layout;
        let crate::model::Le { tren, duoi, trai, phai } = le;
        let margins = [("tren", tren), ("duoi", duoi), ("trai", trai), ("phai", phai)];
        let margins: Vec<String> =
            margins.into_iter().filter_map(|(key, mm)| Some(format!("{key}: {}", (*mm)?))).collect();
        let number = |number: &Option<f64>| number.map(|number| number.to_string());
        let all = [
            ("ngang", ngang.then(|| "true".to_owned())),
            ("co_chu", (co_chu.0 == SizeSet::Thirteen).then(|| "13".to_owned())),
            ("le", (!margins.is_empty()).then(|| format!("{{{}}}", margins.join(", ")))),
            ("lui_dau_dong", number(lui_dau_dong)),
            ("gian_dong", number(gian_dong)),
            ("cach_doan", number(cach_doan)),
        ];
        if all.iter().any(|(_, value)| value.is_some()) {
            self.draft.gap();
            self.draft.head(0, "trinh_bay");
        }
        for (key, value) in all {
            if let Some(value) = value {
                self.draft.raw(2, key, &value);
            }
        }
    }
}

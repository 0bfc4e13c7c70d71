//! Who issues, signs and receives the next plan: as it is on its day.

use super::carry::{Carrier, NextChoices, optional};
use crate::model::{CoQuan, CoQuanTheoThoiGian, DiaChi, Literal, NguoiKy, NguoiSoanThao, QuyenHan};
use crate::report::{words, yaml};

impl Carrier<'_> {
    pub(super) fn number_and_date(&mut self, choices: &NextChoices, dia_danh: &Literal) {
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

    pub(super) fn body(&mut self, body: &CoQuan) {
        let CoQuan { chu_quan, ten, viet_tat, theo_thoi_gian } = body;
        self.draft.gap();
        self.draft.head(0, "co_quan");
        if let Some(upper) = chu_quan {
            let upper = self.texts.carry(upper.as_str());
            self.noted(2, &upper.notes);
            self.draft.pair(2, "chu_quan", &upper.text);
        }
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

    pub(super) fn dated(&mut self, indent: usize, facts: &CoQuanTheoThoiGian) {
        let CoQuanTheoThoiGian {
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

    pub(super) fn signer(&mut self, indent: usize, signer: &NguoiKy) {
        let NguoiKy { quyen_han, ben, chuc_vu, chuc_vu_khac, ho_ten } = signer;
        let authority = |authority: &crate::model::QuyenHan| {
            let QuyenHan { ten, thay_cho } = authority;
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

    pub(super) fn foot(&mut self, drafter: Option<&NguoiSoanThao>, address: Option<&DiaChi>) {
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
}

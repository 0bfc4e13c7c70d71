//! The keys of a plan, one after the other, as the next plan has them. Every
//! struct is taken apart without `..`: a key that is added does not compile
//! until it is said what becomes of it.

use super::bases::OwnBasis;
use super::draft::Draft;
use super::period::{Shift, left};
use super::text::Rewriter;
use crate::diagnostic::{Diagnostic, Span};
use crate::model::{Literal, Ngay, SoLieu, TemplateText, VanBan};
use crate::report::wording::Wording;
use crate::report::yaml;

/// What the caller sets.
#[derive(Debug, Clone, Copy, Default)]
pub struct NextChoices {
    /// Number of the next plan; none: room for the clerk.
    pub so: Option<u32>,
    /// Its date; none: blanks for day and month.
    pub ngay: Option<Ngay>,
}

/// Writes the next plan.
pub(super) struct Carrier<'d> {
    pub(super) texts: Rewriter,
    pub(super) data: &'d SoLieu,
    pub(super) wording: &'d Wording,
    pub(super) draft: Draft,
    /// What of the plan is not carried over.
    pub(super) left_out: Vec<Diagnostic>,
    /// Variables that change, with their values in the plan.
    pub(super) changed: Vec<(String, String)>,
}

pub(super) fn optional(literal: Option<&Literal>) -> Option<&str> {
    literal.map(Literal::as_str)
}

impl Carrier<'_> {
    pub(super) fn shift(&self) -> Shift {
        self.texts.shift
    }

    /// The whole plan, as of its new day. `own` are the bases that the plan
    /// and its final report are.
    pub(super) fn document(&mut self, plan: &VanBan, choices: &NextChoices, own: &[OwnBasis]) {
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
    pub(super) fn text(&mut self, indent: usize, key: &str, text: Option<&TemplateText>) {
        let Some(text) = text else { return };
        let carried = self.carried(indent, text);
        if carried.trim_end().contains('\n') {
            self.draft.paragraphs(indent, key, &carried);
        } else {
            self.draft.pair(indent, key, &carried);
        }
    }

    pub(super) fn gap_text(&mut self, indent: usize, key: &str, text: Option<&TemplateText>) {
        self.draft.gap();
        self.text(indent, key, text);
    }

    pub(super) fn texts_of(&mut self, indent: usize, key: &str, texts: &[TemplateText]) {
        let all: Vec<String> = texts.iter().map(|text| self.carried(indent, text)).collect();
        self.draft.list(indent, key, all.iter().map(String::as_str));
    }
}

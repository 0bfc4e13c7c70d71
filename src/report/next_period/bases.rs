//! The bases of the next plan: those of the plan, then the plan itself and its
//! final report. Citations keep their words: they are names of other documents.

use super::carry::Carrier;
use crate::model::{CanCu, GiaiDoan, Literal, Ngay, TemplateText, VanBan, VienDan};
use crate::placeholder::blank;
use crate::report::{words, yaml};

/// A basis that follows from the plan.
#[derive(Debug)]
pub(super) enum OwnBasis {
    /// A citation with all its parts.
    Cited(Box<VienDan>),
    /// A sentence with places to fill in.
    Words(String),
}

/// The plan, then its final report where it has one.
pub(super) fn own(plan: &VanBan, years: GiaiDoan, kind: &str, sign: &str, subject: &str) -> Vec<OwnBasis> {
    let subject = words::in_sentence(subject);
    let name = yaml::as_text(&format!("{kind} {subject}"));
    let body = yaml::as_text(plan.co_quan.ten.as_str());
    let mut own = Vec::new();
    match plan.ngay.filter(|_| plan.so.is_some()) {
        Some(ngay) => own.push(OwnBasis::Cited(Box::new(VienDan {
            id: Some(literal(&free_id(plan))),
            loai: literal(kind),
            so_ky_hieu: Some(literal(sign)),
            ngay: Some(ngay),
            co_quan: Some(plan.co_quan.ten.clone()),
            trich_yeu: Some(TemplateText {
                value: yaml::as_text(&format!("về {subject}")),
                ..TemplateText::default()
            }),
        }))),
        None => own.push(OwnBasis::Words(format!(
            "{kind} số {} ngày {} của {body} về {}",
            blank("số, ký hiệu của kế hoạch trước"),
            blank("ngày của kế hoạch trước"),
            yaml::as_text(&subject),
        ))),
    }
    if plan.bao_cao.as_ref().is_some_and(|calendar| calendar.tong_ket.is_some()) {
        let period = years.label();
        own.push(OwnBasis::Words(format!(
            "Báo cáo số {} ngày {} của {body} về tổng kết thực hiện {name}",
            blank(&format!("số, ký hiệu của báo cáo tổng kết giai đoạn {period}")),
            blank("ngày của báo cáo ấy"),
        )));
    }
    own
}

fn literal(value: &str) -> Literal {
    Literal { value: value.to_owned(), ..Literal::default() }
}

/// A name for the plan that no other document has.
fn free_id(plan: &VanBan) -> String {
    let cited = plan.can_cu.iter().filter_map(|basis| match basis {
        CanCu::VienDan { vien_dan, .. } => Some(&**vien_dan),
        CanCu::DoanVan(_) => None,
    });
    let taken: Vec<&str> =
        cited.chain(&plan.vien_dan).filter_map(|cited| cited.id.as_ref().map(Literal::as_str)).collect();
    let mut id = "ke_hoach_giai_doan_truoc".to_owned();
    while taken.contains(&id.as_str()) {
        id.push_str("_nay");
    }
    id
}

impl Carrier<'_> {
    pub(super) fn bases(&mut self, bases: &[CanCu], own: &[OwnBasis]) {
        self.draft.gap();
        self.draft.comment(
            0,
            "Căn cứ của kế hoạch trước, giữ nguyên lời: xem lại từng văn bản trước khi ký. Văn bản hết hiệu \
             lực theo bảng hiệu lực có chú thích ngay trên dòng của nó. Cuối cùng là kế hoạch trước và báo \
             cáo tổng kết.",
        );
        self.draft.head(0, "can_cu");
        for basis in bases {
            match basis {
                CanCu::DoanVan(text) => {
                    let words = self.frozen(text);
                    self.of_old_period(2, &words);
                    self.draft.item(2, &words);
                }
                CanCu::VienDan { tu_dan, vien_dan } => {
                    let subject = vien_dan.trich_yeu.as_ref().map(|subject| self.frozen(subject));
                    self.of_old_period(2, subject.as_deref().unwrap_or_default());
                    self.citation(tu_dan.as_ref(), vien_dan);
                }
            }
        }
        for basis in own {
            match basis {
                OwnBasis::Cited(cited) => self.citation(None, cited),
                OwnBasis::Words(words) => self.draft.item(2, words),
            }
        }
    }

    pub(super) fn cited(&mut self, documents: &[VienDan]) {
        if documents.is_empty() {
            return;
        }
        self.draft.gap();
        self.draft.comment(0, "Văn bản được nhắc đến trong bài, giữ nguyên lời: xem lại còn đúng không.");
        self.draft.head(0, "vien_dan");
        documents.iter().for_each(|cited| self.citation(None, cited));
    }

    /// A comment over a basis that names the period of the plan.
    fn of_old_period(&mut self, indent: usize, words: &str) {
        if self.texts.names_period(words) {
            let period = self.shift().old.label();
            let words = format!("Xem lại: văn bản của giai đoạn {period}; có văn bản mới thì thay.");
            self.draft.comment(indent, &words);
        }
    }

    fn citation(&mut self, lead: Option<&Literal>, cited: &VienDan) {
        let VienDan { id, loai, so_ky_hieu, ngay, co_quan, trich_yeu } = cited;
        let subject = trich_yeu.as_ref().map(|subject| self.frozen(subject));
        self.draft.entry();
        self.draft.optional(4, "id", id.as_ref().map(Literal::as_str));
        self.draft.optional(4, "tu_dan", lead.map(Literal::as_str));
        self.draft.pair(4, "loai", loai.as_str());
        self.draft.optional(4, "so_ky_hieu", so_ky_hieu.as_ref().map(Literal::as_str));
        if let Some(ngay) = ngay {
            self.draft.raw(4, "ngay", &Ngay::short(*ngay));
        }
        self.draft.optional(4, "co_quan", co_quan.as_ref().map(Literal::as_str));
        self.draft.optional(4, "trich_yeu", subject.as_deref());
    }

    /// Words of another document: a variable that changes is printed as it was.
    fn frozen(&self, text: &TemplateText) -> String {
        let words = if text.verbatim { yaml::as_text(&text.value) } else { text.value.trim().to_owned() };
        self.changed.iter().fold(words, |words, (name, old)| {
            [format!("{{{{ bien.{name} }}}}"), format!("{{{{bien.{name}}}}}")]
                .iter()
                .fold(words, |words, called| words.replace(called, &yaml::as_text(old)))
        })
    }
}

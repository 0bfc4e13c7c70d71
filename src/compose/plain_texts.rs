//! What one document says of another: its texts without formatting, the
//! sections that hold, its number and sign.

use std::borrow::Cow;

use super::supplement::Supplement;
use super::templates::Templates;
use super::text_renderer::TextRenderer;
use super::{data, numbering};
use crate::diagnostic::{Diagnostic, Faults};
use crate::model::{Muc, NoiDung, TemplateText, VanBan};

/// Prints texts of a document without formatting, for use in another document.
pub struct PlainTexts(TextRenderer);

impl PlainTexts {
    /// For the texts of one document.
    ///
    /// # Errors
    /// When its profile or kind is unknown.
    pub fn new(document: &VanBan, templates: &Templates) -> Result<Self, Diagnostic> {
        let unknown = || Diagnostic::error("loai", "chưa có loại văn bản này").at(document.loai.span);
        let (profile, kind) = (&*document.profile, document.kind().ok_or_else(unknown)?);
        let compiled = templates.of(profile)?;
        Ok(Self(TextRenderer::new(document, profile, kind, Supplement::default(), compiled)))
    }

    /// The document's subject.
    pub fn subject(&self) -> String {
        self.0.subject_text()
    }

    /// A text of the document.
    pub fn text(&mut self, text: &TemplateText) -> String {
        self.0.printed(text).into_iter().map(|run| run.text).collect()
    }

    /// Every fault found in the texts.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0.into_reports().0
    }
}

/// The document without the sections whose condition does not hold.
///
/// # Errors
/// Faults in the conditions.
pub fn settle<'d>(document: &'d VanBan, templates: &Templates) -> Result<Cow<'d, VanBan>, Faults> {
    fn has_conditions(sections: &[Muc]) -> bool {
        sections.iter().any(|section| section.khi.is_some() || has_conditions(&section.muc))
    }
    fn prune(sections: &mut Vec<Muc>, renderer: &mut TextRenderer) {
        sections.retain(|section| section.khi.as_ref().is_none_or(|condition| renderer.holds(condition)));
        sections.iter_mut().for_each(|section| prune(&mut section.muc, renderer));
    }
    match &document.noi_dung {
        NoiDung::Muc(sections) if has_conditions(sections) => {}
        _ => return Ok(Cow::Borrowed(document)),
    }
    let PlainTexts(mut renderer) = PlainTexts::new(document, templates)?;
    let mut settled = document.clone();
    if let NoiDung::Muc(sections) = &mut settled.noi_dung {
        prune(sections, &mut renderer);
    }
    let diagnostics = renderer.into_reports().0;
    if diagnostics.is_empty() { Ok(Cow::Owned(settled)) } else { Err(diagnostics.into()) }
}

/// Number and sign of a document as another one cites it.
pub fn number_and_sign(document: &VanBan) -> String {
    number_in_words_and_sign(document, &numbering::number(document, &document.profile.heading.so_ky_hieu))
}

/// As [`number_and_sign`], with words in the place of the number: a place to
/// fill in, where nobody knows it.
pub fn number_in_words_and_sign(document: &VanBan, number: &str) -> String {
    let profile = &*document.profile;
    let kind = document.kind();
    let sign = kind.map(|kind| data::sign(document, profile, kind));
    profile.heading.so_ky_hieu.number_and_sign(number, &sign.unwrap_or_default())
}

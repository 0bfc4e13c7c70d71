//! Model and template to page tree.
//!
//! Everything that depends on the law's forms but not on the output format is
//! made here, once: numbers, labels, citations, punctuation, dates.

mod annex;
mod attached;
mod authority;
mod citation;
mod compiled;
mod content;
mod copy;
mod data;
mod data_table;
mod dialect;
mod embedded;
mod expression;
mod file_name;
mod flow;
mod foot;
mod footnote;
mod head;
mod images;
mod layout;
mod mark;
mod markdown;
mod name_pattern;
mod numbering;
mod page;
mod paragraph;
mod plain_texts;
mod reading;
mod sheets;
mod supplement;
mod table_bounds;
mod template;
mod templates;
mod tera_fault;
mod text_renderer;
mod text_total;
mod trim;
mod typed_number;
mod unknown;
mod unknown_variable;
mod unprinted;
mod uses;
mod words_at;
mod work;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Faults, Severity, Told};
use crate::model::VanBan;

pub use compiled::Compiled;
pub use file_name::file_name;
pub use name_pattern::NamePattern;
pub use page::{
    Addressees, Block, Foot, Head, HeadItem, Image, Layout, MarkBox, Merge, NewPage, PageSection, PageTree,
    Picture, Properties, RuleUnder, Signature, Signatures, Table, TableCell, TableColumn,
};
pub use paragraph::{Footnote, Paragraph, Run, Script};
pub use plain_texts::{PlainTexts, number_and_sign, number_in_words_and_sign, settle};
pub use supplement::Supplement;
pub use templates::Templates;
#[cfg(feature = "batch")]
pub(crate) use unknown_variable::unknown_variable;
pub use uses::{mentions, needs};

/// Composes a document.
///
/// # Errors
/// Every fault in the document's texts: unknown variables and citations,
/// template syntax, headings that the outline has no level for.
pub fn compose(document: &VanBan, templates: &Templates) -> Result<Told<PageTree>, Faults> {
    compose_with(document, Supplement::default(), templates)
}

/// Composes a document whose template prints more than the document's keys.
///
/// # Errors
/// As [`compose`].
pub fn compose_with(
    document: &VanBan,
    supplement: Supplement,
    templates: &Templates,
) -> Result<Told<PageTree>, Faults> {
    compose_compiled(document, supplement, &templates.of(&document.profile)?)
}

/// Composes one of many documents whose texts were compiled before.
///
/// # Errors
/// As [`compose`].
pub fn compose_compiled(
    document: &VanBan,
    supplement: Supplement,
    compiled: &Compiled,
) -> Result<Told<PageTree>, Faults> {
    let dated = document.as_of(document.ngay);
    let document = dated.as_ref();
    let profile = &*document.profile;
    let kind = document
        .kind()
        .ok_or_else(|| Diagnostic::error("loai", "chưa có loại văn bản này").at(document.loai.span))?;

    let mut renderer =
        text_renderer::TextRenderer::new(document, profile, kind, supplement, compiled.clone());
    let subject = renderer.subject_text();
    let mut blocks = copy::above(document, profile);
    blocks.append(&mut head::blocks(document, profile, kind, renderer.subject()));
    let mut body = template::body(document, profile, kind, &mut renderer);
    blocks.append(&mut body.blocks);
    blocks.append(&mut foot::blocks(document, profile, &mut renderer));
    blocks.append(&mut body.below);
    let main = PageSection {
        landscape: document.trinh_bay.ngang,
        continues: false,
        blocks,
        first_page_footer: foot::address(document.dia_chi.as_ref(), profile),
    };
    let mut sections = vec![main];
    sections.extend(attached::sections(document, profile, kind, &mut renderer));
    sections.extend(annex::sections(document, body.annexes, profile, kind, &mut renderer));
    let copied = copy::below(document, profile, &mut renderer);
    if let Some(last) = sections.last_mut() {
        last.blocks.extend(copied);
    }

    let mut sections = sheets::cut(sections);
    renderer.citations().fill(&mut sections);
    let notes = footnote::number(&mut sections);
    let (mut diagnostics, mut notices) = renderer.into_reports();
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        diagnostics.append(&mut notices);
        return Err(diagnostics.into());
    }
    notices.append(&mut diagnostics);
    let page_tree = PageTree {
        profile: Arc::clone(&document.profile),
        layout: layout::layout(&document.trinh_bay, &profile.page),
        properties: Properties {
            title: format!("{} {subject}", kind.ten),
            subject,
            author: document.co_quan.ten.value.clone(),
        },
        sections,
        notes,
    };
    Ok(Told::new(page_tree, notices))
}

//! Model and template to page tree.
//!
//! Everything that depends on the law's forms but not on the output format is
//! made here, once: numbers, labels, citations, punctuation, dates.

mod annex;
mod citation;
mod content;
mod data;
mod dialect;
mod engine;
mod file_name;
mod foot;
mod head;
mod layout;
mod markdown;
mod numbering;
mod page;
mod template;

use crate::diagnostic::{Diagnostic, Severity};
use crate::law;
use crate::model::VanBan;

pub use file_name::file_name;
pub use page::{
    Addressees, Block, Foot, Head, HeadItem, Layout, MarkBox, PageSection, Paragraph, Properties, Rule, Run,
    Table, Trang,
};

/// Composes a document.
///
/// # Errors
/// Every fault in the document's texts: unknown variables and citations,
/// template syntax, headings that the outline has no level for.
pub fn compose(document: &VanBan) -> Result<Trang, Vec<Diagnostic>> {
    let profile = law::profile(&document.the_thuc)
        .ok_or_else(|| vec![Diagnostic::error("the-thuc", "chưa có thể thức này")])?;
    let kind = profile
        .kind(document.loai.as_str())
        .ok_or_else(|| vec![Diagnostic::error("loai", "chưa có loại văn bản này").at(document.loai.span)])?;

    let mut engine = engine::Engine::new(document, profile, kind);
    let subject = engine.subject();
    let mut blocks = head::blocks(document, profile, kind, &subject);
    blocks.extend(template::body(document, profile, kind, &mut engine));
    blocks.push(Block::Foot(foot::foot(document, profile, &mut engine)));
    let main =
        PageSection { landscape: false, blocks, first_page_footer: foot::address(document.dia_chi.as_ref()) };
    let mut sections = vec![main];
    sections.extend(annex::sections(document, profile, kind, &mut engine));

    let diagnostics = engine.into_diagnostics();
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        return Err(diagnostics);
    }
    Ok(Trang {
        profile,
        layout: layout::layout(&document.trinh_bay, &profile.page),
        properties: Properties {
            title: format!("{} {subject}", kind.ten),
            subject,
            author: document.co_quan.ten.value.clone(),
        },
        sections,
    })
}

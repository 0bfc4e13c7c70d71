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
mod engine;
mod expression;
mod file_name;
mod flow;
mod foot;
mod footnote;
mod head;
mod layout;
mod mark;
mod markdown;
mod name_pattern;
mod numbering;
mod page;
mod reading;
mod sheets;
mod supplement;
mod table_bounds;
mod template;
mod tera_fault;
mod text_total;
mod trim;
mod typed_number;
mod unknown;
mod unknown_variable;
mod uses;
mod work;

use crate::diagnostic::{Diagnostic, Faults, Severity, Told};
use crate::law;
use crate::model::VanBan;

pub use compiled::{Compiled, check_templates};
pub use file_name::file_name;
pub use name_pattern::NamePattern;
pub use numbering::short_date;
pub use page::{
    Addressees, Block, Foot, Footnote, Head, HeadItem, Image, Layout, MarkBox, Merge, NewPage, PageSection,
    Paragraph, Picture, Properties, Rule, Run, Script, Signature, Signatures, Table, TableCell, TableColumn,
    Trang,
};
pub use supplement::{PlainTexts, Supplement, number_and_sign, settle};
pub(crate) use unknown_variable::unknown_variable;
pub use uses::needs;

/// Composes a document.
///
/// # Errors
/// Every fault in the document's texts: unknown variables and citations,
/// template syntax, headings that the outline has no level for.
pub fn compose(document: &VanBan) -> Result<Told<Trang>, Faults> {
    compose_with(document, Supplement::default())
}

/// Composes a document whose template prints more than the document's keys.
///
/// # Errors
/// As [`compose`].
pub fn compose_with(document: &VanBan, supplement: Supplement) -> Result<Told<Trang>, Faults> {
    let profile = law::profile(&document.the_thuc).unwrap_or_else(law::default_profile);
    compose_compiled(document, supplement, &Compiled::program(profile))
}

/// Composes one of many documents whose texts were compiled before.
///
/// # Errors
/// As [`compose`].
pub fn compose_compiled(
    document: &VanBan,
    supplement: Supplement,
    compiled: &Compiled,
) -> Result<Told<Trang>, Faults> {
    let dated = document.as_of(document.ngay);
    let document = dated.as_ref();
    let profile = law::profile(&document.the_thuc)
        .ok_or_else(|| Diagnostic::error("the-thuc", "chưa có thể thức này"))?;
    let kind = profile
        .kind(document.loai.as_str())
        .ok_or_else(|| Diagnostic::error("loai", "chưa có loại văn bản này").at(document.loai.span))?;

    let mut engine = engine::Engine::new(document, profile, kind, supplement, compiled.clone());
    let subject = engine.subject_text();
    let mut blocks = copy::above(document, profile);
    blocks.append(&mut head::blocks(document, profile, kind, engine.subject()));
    let mut body = template::body(document, profile, kind, &mut engine);
    blocks.append(&mut body.blocks);
    blocks.append(&mut foot::blocks(document, profile, &mut engine));
    blocks.append(&mut body.below);
    let main = PageSection {
        landscape: document.trinh_bay.ngang,
        continues: false,
        blocks,
        first_page_footer: foot::address(document.dia_chi.as_ref()),
    };
    let mut sections = vec![main];
    sections.extend(attached::sections(document, profile, kind, &mut engine));
    sections.extend(annex::sections(document, body.annexes, profile, kind, &mut engine));
    let copied = copy::below(document, profile, &mut engine);
    if let Some(last) = sections.last_mut() {
        last.blocks.extend(copied);
    }

    let mut sections = sheets::cut(sections);
    engine.citations().fill(&mut sections);
    let notes = footnote::number(&mut sections);
    let (mut diagnostics, mut notices) = engine.into_reports();
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        diagnostics.append(&mut notices);
        return Err(diagnostics.into());
    }
    notices.append(&mut diagnostics);
    let trang = Trang {
        profile,
        layout: layout::layout(&document.trinh_bay, &profile.page),
        properties: Properties {
            title: format!("{} {subject}", kind.ten),
            subject,
            author: document.co_quan.ten.value.clone(),
        },
        sections,
        notes,
    };
    Ok(Told::new(trang, notices))
}

//! Annexes: each on pages of its own (III.1).

use super::content::{self, Content};
use super::page::{Block, PageSection};
use super::paragraph::{Paragraph, Run};
use super::text_renderer::TextRenderer;
use super::{data, data_table, head, numbering, sheets};
use crate::diagnostic::Span;
use crate::law::{Kind, Profile, StyleId};
use crate::model::{Bang, NoiDung, VanBan};

/// The sections of the annexes; numbered in Roman numerals from two on.
pub(super) fn sections(
    document: &VanBan,
    from_template: Vec<TemplateAnnex>,
    profile: &Profile,
    kind: &Kind,
    renderer: &mut TextRenderer,
) -> Vec<PageSection> {
    let own = document.phu_luc.iter().map(|annex| Source {
        landscape: annex.ngang,
        title: annex.tieu_de.as_ref().map(|title| (renderer.inline(title), title.span)),
        content: Text::Document(&annex.noi_dung, annex.bang.as_ref()),
    });
    let mut sources: Vec<Source<'_>> = own.collect();
    sources.extend(from_template.into_iter().map(|annex| Source {
        landscape: annex.landscape,
        title: Some((annex.title, Span::default())),
        content: Text::Template(annex.markdown),
    }));
    let numbered = sources.len() > 1;
    let mut sections = Vec::new();
    for (index, annex) in sources.into_iter().enumerate() {
        let mut blocks = title(document, annex.title, numbered.then_some(index + 1), profile, kind);
        let mut content = Content::new(profile, kind);
        let mut body = match annex.content {
            Text::Document(noi_dung, bang) => {
                let mut body = content.body(noi_dung, renderer);
                body.extend(bang.into_iter().flat_map(|bang| data_table::blocks(bang, renderer)));
                body
            }
            Text::Template(markdown) => content.markdown(&markdown, None, renderer),
        };
        sheets::stay_at_end(&mut body);
        content::close(&mut body, &profile.phrases.ket_thuc.chu);
        blocks.append(&mut body);
        sections.push(PageSection {
            landscape: annex.landscape,
            continues: false,
            blocks,
            first_page_footer: None,
        });
    }
    sections
}

/// An annex that a template adds to the document.
pub(super) struct TemplateAnnex {
    pub(super) landscape: bool,
    pub(super) title: Vec<Run>,
    pub(super) markdown: String,
}

/// An annex, from the document or from its template.
struct Source<'d> {
    landscape: bool,
    title: Option<(Vec<Run>, Span)>,
    content: Text<'d>,
}

enum Text<'d> {
    Document(&'d NoiDung, Option<&'d Bang>),
    Template(String),
}

/// "Phụ lục I", its title, "(Kèm theo ...)" and the rule of sample 2.1.
fn title(
    document: &VanBan,
    title: Option<(Vec<Run>, Span)>,
    number: Option<usize>,
    profile: &Profile,
    kind: &Kind,
) -> Vec<Block> {
    let word = &profile.phrases.phu_luc.chu;
    let label = number.map_or_else(|| word.clone(), |n| format!("{word} {}", numbering::roman(n)));
    let mut blocks = vec![Block::Paragraph(Paragraph::plain(StyleId::PhuLuc, label))];
    if let Some((runs, span)) = title {
        let title = Paragraph::in_style(profile, StyleId::TenPhuLuc, runs).balanced();
        blocks.push(Block::Paragraph(title.from_source(span)));
    }
    let reference = reference(document, profile, kind);
    blocks.push(Block::Paragraph(Paragraph::plain(StyleId::KemTheo, reference).balanced()));
    blocks.push(head::title_end(profile));
    blocks
}

/// "(Kèm theo Kế hoạch số 45/KH-THCSVĐ ngày ... của ...)"; an electronic
/// document leaves number and date blank (III.1.c). The names go in last: a
/// name that holds a placeholder stays as typed.
pub(super) fn reference(document: &VanBan, profile: &Profile, kind: &Kind) -> String {
    let form = profile.phrases.kem_theo.chu.replace("{loai}", &kind.ten);
    let blank = &profile.heading.dia_danh_thoi_gian.cho_trong;
    let (number, form) = if document.dien_tu {
        let number = profile.heading.so_ky_hieu.cho_trong.clone();
        (number, numbering::fill_day(&form, None, None, blank))
    } else {
        let number = numbering::number(document, &profile.heading.so_ky_hieu);
        (number, numbering::fill_date(&form, document, blank))
    };
    let number = profile.heading.so_ky_hieu.number_and_sign(&number, &data::sign(document, profile, kind));
    form.replace("{so_ky_hieu}", &number).replace("{co_quan}", &document.co_quan.ten.value)
}

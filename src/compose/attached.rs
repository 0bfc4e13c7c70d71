//! Documents issued with this one (sample 1.3).

use super::content::{self, Content};
use super::page::{Block, PageSection};
use super::paragraph::Paragraph;
use super::text_renderer::TextRenderer;
use super::{annex, head, sheets};
use crate::law::{Kind, Profile, StyleId};
use crate::model::VanBan;

/// A section for each: the names of both bodies, kind and subject, the
/// reference to this document, the content.
pub(super) fn sections(
    document: &VanBan,
    profile: &Profile,
    kind: &Kind,
    renderer: &mut TextRenderer,
) -> Vec<PageSection> {
    let mut sections = Vec::new();
    for attached in &document.ban_hanh_kem {
        let Some(own_kind) = profile.kind(attached.loai.as_str()) else { continue };
        let name = Paragraph::plain_in_style(profile, StyleId::TenLoai, own_kind.ten.as_str());
        let subject = Paragraph::new(StyleId::TrichYeu, renderer.inline(&attached.trich_yeu));
        let reference = annex::reference(document, profile, kind);
        let mut blocks = vec![
            Block::Head(head::names_only(document, profile)),
            Block::Paragraph(name.from_source(attached.loai.span)),
            Block::Paragraph(subject.balanced().from_source(attached.trich_yeu.span)),
            Block::Paragraph(Paragraph::plain(StyleId::KemTheo, reference).balanced()),
            head::title_end(profile),
        ];
        let mut body = Content::new(profile, own_kind).body(&attached.noi_dung, renderer);
        sheets::stay_at_end(&mut body);
        content::close(&mut body, &profile.phrases.ket_thuc.chu);
        blocks.append(&mut body);
        sections.push(PageSection {
            landscape: document.trinh_bay.ngang,
            continues: false,
            blocks,
            first_page_footer: None,
        });
    }
    sections
}

//! Sections: paper, margins, page numbers, the address line.

use docx_rs::{
    Docx, Footer, FooterReference, Header, HeaderReference, PageMargin, PageNum, PageNumType,
    PageOrientationType, PageSize, Paragraph as WordParagraph, SectionProperty,
};

use super::block;
use super::sheet::Sheet;
use super::units::{mm_to_pt, twips, twips_unsigned};
use crate::compose::{PageSection, Trang};
use crate::law::StyleId;

/// Relation ids as docx-rs gives them, in the order of attaching.
const NUMBER_HEADER: &str = "rIdHeader1";
const EMPTY_FOOTER: &str = "rIdFooter1";
const ADDRESS_FOOTER: &str = "rIdFooter2";

/// Geometry of a section. It counts its pages from 1, shows no number on its
/// first page (I.7, III.1.đ) and has its own first-page footer, unless it only
/// turns the sheets of the section before.
pub(super) fn property(trang: &Trang, section: &PageSection) -> SectionProperty {
    let sheet = Sheet::new(trang, section.landscape);
    let (width, height) = sheet.paper_mm();
    let length = |mm: f64| twips(mm_to_pt(mm));
    let [top, right, bottom, left] = trang.layout.margins_mm;
    let edge = trang.profile.page.so_trang.cach_mep_mm;
    let margin = PageMargin::new()
        .top(length(top))
        .right(length(right))
        .bottom(length(bottom))
        .left(length(left))
        .header(length(edge))
        .footer(length(edge))
        .gutter(0);
    let mut size = PageSize::new().size(twips_unsigned(mm_to_pt(width)), twips_unsigned(mm_to_pt(height)));
    if section.landscape {
        size = size.orient(PageOrientationType::Landscape);
    }
    let mut property = SectionProperty::new().page_size(size).page_margin(margin);
    property.header_reference = Some(HeaderReference::new("default", NUMBER_HEADER));
    if section.continues {
        return property;
    }
    property = property.page_num_type(PageNumType::new().start(1)).title_pg();
    if has_address(trang) {
        let footer = if section.first_page_footer.is_some() { ADDRESS_FOOTER } else { EMPTY_FOOTER };
        property.first_footer_reference = Some(FooterReference::new("first", footer));
    }
    property
}

fn has_address(trang: &Trang) -> bool {
    trang.sections.iter().any(|section| section.first_page_footer.is_some())
}

/// Adds the parts that the sections refer to. docx-rs collects parts from the
/// last section only when attached there, so its own references are put back.
pub(super) fn attach_headers_and_footers(docx: Docx, trang: &Trang) -> Docx {
    let own = docx.document.section_property.clone();
    let number = WordParagraph::new().style(StyleId::SoTrang.word_id()).add_page_num(PageNum::new());
    let mut docx = docx.header(Header::new().add_paragraph(number));
    let address = trang.sections.iter().find_map(|section| section.first_page_footer.as_ref());
    if let Some(address) = address {
        let sheet = Sheet::new(trang, false);
        let mut line = block::paragraph(&sheet, address, sheet.text_width_pt());
        line.property = line.property.set_borders(block::top_border(&sheet));
        docx = docx
            .footer(Footer::new().add_paragraph(block::tiny()))
            .first_footer(Footer::new().add_paragraph(line));
    }
    let section = &mut docx.document.section_property;
    section.header_reference = own.header_reference;
    section.footer_reference = own.footer_reference;
    section.first_footer_reference = own.first_footer_reference;
    docx
}

//! Sections: paper, margins, page numbers, the address line.

use docx_rs::{
    Docx, Footer as WordFooter, FooterReference, Header, HeaderReference, PageMargin, PageNum, PageNumType,
    PageOrientationType, PageSize, SectionProperty,
};

use super::text;
use super::units::{twips, twips_unsigned};
use crate::render::set::{Pages, SetTree};

/// Relation ids as docx-rs gives them, in the order of attaching.
const NUMBER_HEADER: &str = "rIdHeader1";
const EMPTY_FOOTER: &str = "rIdFooter1";
const ADDRESS_FOOTER: &str = "rIdFooter2";

/// Geometry of a section, its page numbers, its own first-page footer.
pub(super) fn property(tree: &SetTree<'_>, pages: &Pages<'_>) -> SectionProperty {
    let [top, right, bottom, left] = pages.sheet.margins.map(twips);
    let edge = twips(pages.numbers.from_edge);
    let margin =
        PageMargin::new().top(top).right(right).bottom(bottom).left(left).header(edge).footer(edge).gutter(0);
    let mut size =
        PageSize::new().size(twips_unsigned(pages.sheet.width), twips_unsigned(pages.sheet.height));
    if pages.sheet.landscape {
        size = size.orient(PageOrientationType::Landscape);
    }
    let mut property = SectionProperty::new().page_size(size).page_margin(margin);
    property.header_reference = Some(HeaderReference::new("default", NUMBER_HEADER));
    let Some(start) = pages.numbers.start else { return property };
    property = property.page_num_type(PageNumType::new().start(start));
    if pages.numbers.hidden_on_first {
        property = property.title_pg();
    }
    if has_address(tree) {
        let footer = if pages.first_page_footer.is_some() { ADDRESS_FOOTER } else { EMPTY_FOOTER };
        property.first_footer_reference = Some(FooterReference::new("first", footer));
    }
    property
}

fn has_address(tree: &SetTree<'_>) -> bool {
    tree.pages.iter().any(|pages| pages.first_page_footer.is_some())
}

/// Adds the parts that the sections refer to. docx-rs collects parts from the
/// last section only when attached there, so its own references are put back.
pub(super) fn attach_headers_and_footers(docx: Docx, tree: &SetTree<'_>) -> Docx {
    let own = docx.document.section_property.clone();
    let number = text::text(&tree.number).add_page_num(PageNum::new());
    let mut docx = docx.header(Header::new().add_paragraph(number));
    let address = tree.pages.iter().find_map(|pages| pages.first_page_footer.as_ref());
    if let Some(address) = address {
        let mut line = text::text(&address.text);
        line.property = line.property.set_borders(text::top_border(&address.rule));
        docx = docx
            .footer(WordFooter::new().add_paragraph(text::tiny()))
            .first_footer(WordFooter::new().add_paragraph(line));
    }
    let section = &mut docx.document.section_property;
    section.header_reference = own.header_reference;
    section.footer_reference = own.footer_reference;
    section.first_footer_reference = own.first_footer_reference;
    docx
}

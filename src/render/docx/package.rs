//! The archive: which parts, in which order, compressed, with fixed times.

use std::io::{self, Cursor, Write};

use docx_rs::XMLDocx;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::conform::{conform, conform_with};
use super::footnote::SEPARATORS;
use super::picture::Numbered;
use super::seal::{self, Seal};
use crate::compose::Properties;
use crate::render::set::SetTree;

/// The name in the file's properties that tells our files from a clerk's: Word
/// and `LibreOffice` put their own there when they save.
const APPLICATION: &str = concat!("vanban ", env!("CARGO_PKG_VERSION"));
/// How the name of this program stands there, of whatever version.
pub(super) const APPLICATION_NAME: &str = "<Application>vanban ";

/// The path of the styles.
pub(super) const STYLES: &str = "word/styles.xml";

/// The folder of the pictures.
pub(super) const MEDIA: &str = "word/media/";

/// Deflate level: a plan stays under 12 KB, in half the time of level 6.
const COMPRESSION: i64 = 3;

/// Parts smaller than this are stored: starting the compressor costs more time
/// than they would save bytes.
const WORTH_COMPRESSING: usize = 2048;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD_TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A part of the package.
struct Part {
    path: String,
    content_type: String,
    /// Id and type of the relation from the document; none for the document.
    relation: Option<(String, &'static str)>,
    bytes: Vec<u8>,
}

impl Part {
    fn word(name: &str, kind: &str, relation: Option<(&str, &'static str)>, bytes: Vec<u8>) -> Self {
        Self {
            path: format!("word/{name}.xml"),
            content_type: format!("{WORD_TYPES}.{kind}+xml"),
            relation: relation.map(|(id, kind)| (id.to_owned(), kind)),
            bytes,
        }
    }
}

/// Packs the parts that something refers to.
pub(super) fn pack(
    built: XMLDocx,
    tree: &SetTree<'_>,
    pictures: &[Numbered<'_>],
    styles: &Packed,
) -> io::Result<Vec<u8>> {
    let shown: Vec<&str> = pictures.iter().map(|p| p.picture.alternative).collect();
    let document = conform_with(&built.document, &shown)?;
    let mut parts = vec![
        Part::word("document", "document.main", None, document),
        // Its bytes are packed already.
        Part::word("styles", "styles", Some(("rId1", "styles")), Vec::new()),
        Part::word("settings", "settings", Some(("rId2", "settings")), settings(tree.notes > 0)?),
        Part::word("fontTable", "fontTable", Some(("rId3", "fontTable")), font_table(&tree.styles.typeface)?),
    ];
    for (kind, made) in [("header", &built.headers), ("footer", &built.footers)] {
        for (index, xml) in made.iter().enumerate() {
            let number = index + 1;
            let id = match kind {
                "header" => format!("rIdHeader{number}"),
                _ => format!("rIdFooter{number}"),
            };
            let relation = Some((id.as_str(), kind));
            parts.push(Part::word(&format!("{kind}{number}"), kind, relation, conform(xml)?));
        }
    }

    if tree.notes > 0 {
        let relation = Some(("rIdFootnotes", "footnotes"));
        parts.push(Part::word("footnotes", "footnotes", relation, conform(&built.footnotes)?));
    }

    let image = |numbered: &Numbered<'_>| Part {
        path: numbered.path(),
        content_type: numbered.content_type().to_owned(),
        relation: Some((numbered.relation(), "image")),
        bytes: numbered.picture.image.file.to_vec(),
    };
    parts.extend(pictures.iter().filter(|numbered| numbered.is_first).map(image));

    let mut archive = Archive::new();
    archive.add("[Content_Types].xml", &content_types(&parts)?)?;
    archive.add("_rels/.rels", &package_relations()?)?;
    archive.add("docProps/app.xml", &application()?)?;
    archive.add("docProps/core.xml", &core(tree.properties)?)?;
    archive.add("word/_rels/document.xml.rels", &document_relations(&parts)?)?;
    for part in &parts {
        if part.path == STYLES {
            archive.copy(styles)?;
        } else {
            archive.add(&part.path, &part.bytes)?;
        }
    }
    let seal = std::mem::take(&mut archive.seal).part()?;
    archive.add(seal::PATH, &seal)?;
    archive.finish()
}

/// One conforming part, compressed, as an archive of its own, and its digest.
#[derive(Debug)]
pub(super) struct Packed(Vec<u8>, [u8; 32]);

impl Packed {
    pub(super) fn new(path: &str, xml: &[u8]) -> io::Result<Self> {
        let mut archive = Archive::new();
        let xml = conform(xml)?;
        archive.add(path, &xml)?;
        Ok(Self(archive.finish()?, seal::digest(&xml)))
    }
}

struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
    seal: Seal,
}

impl Archive {
    fn new() -> Self {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION))
            .last_modified_time(DateTime::default());
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())), options, seal: Seal::default() }
    }

    fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        // A picture is compressed already.
        let options = if bytes.len() < WORTH_COMPRESSING || path.starts_with(MEDIA) {
            self.options.compression_method(CompressionMethod::Stored).compression_level(None)
        } else {
            self.options
        };
        self.seal.add(path, seal::digest(bytes));
        self.zip.start_file(path, options)?;
        self.zip.write_all(bytes)
    }

    /// Adds a part that is packed already.
    fn copy(&mut self, packed: &Packed) -> io::Result<()> {
        self.seal.add(STYLES, packed.1);
        let mut from = ZipArchive::new(Cursor::new(packed.0.as_slice()))?;
        Ok(self.zip.raw_copy_file(from.by_index_raw(0)?)?)
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        Ok(self.zip.finish()?.into_inner())
    }
}

/// Writes an XML part: declaration, root element, and what `fill` puts in it.
pub(super) fn xml_part(
    root: &str,
    namespaces: &[(&str, &str)],
    fill: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    let start = BytesStart::new(root).with_attributes(namespaces.iter().copied());
    let end = start.to_end().into_owned();
    writer.write_event(Event::Start(start))?;
    fill(&mut writer)?;
    writer.write_event(Event::End(end))?;
    Ok(writer.into_inner())
}

fn empty(writer: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
    writer.write_event(Event::Empty(start))
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, value: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(value))?;
    Ok(())
}

fn content_types(parts: &[Part]) -> io::Result<Vec<u8>> {
    const XMLNS: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
    const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
    const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    const CUSTOM: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
    const RELS: &str = "application/vnd.openxmlformats-package.relationships+xml";
    xml_part("Types", &[("xmlns", XMLNS)], |writer| {
        empty(writer, "Default", &[("Extension", "rels"), ("ContentType", RELS)])?;
        empty(writer, "Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
        empty(writer, "Override", &[("PartName", "/docProps/app.xml"), ("ContentType", APP)])?;
        empty(writer, "Override", &[("PartName", "/docProps/core.xml"), ("ContentType", CORE)])?;
        empty(writer, "Override", &[("PartName", &format!("/{}", seal::PATH)), ("ContentType", CUSTOM)])?;
        for part in parts {
            let path = format!("/{}", part.path);
            empty(writer, "Override", &[("PartName", &path), ("ContentType", &part.content_type)])?;
        }
        Ok(())
    })
}

fn package_relations() -> io::Result<Vec<u8>> {
    const CORE: &str =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    xml_part("Relationships", &[("xmlns", RELATIONSHIPS)], |writer| {
        let document = format!("{OFFICE}/officeDocument");
        let application = format!("{OFFICE}/extended-properties");
        let custom = format!("{OFFICE}/custom-properties");
        let targets = [
            ("rId1", document.as_str(), "word/document.xml"),
            ("rId2", CORE, "docProps/core.xml"),
            ("rId3", application.as_str(), "docProps/app.xml"),
            ("rId4", custom.as_str(), seal::PATH),
        ];
        for (id, kind, target) in targets {
            empty(writer, "Relationship", &[("Id", id), ("Type", kind), ("Target", target)])?;
        }
        Ok(())
    })
}

fn document_relations(parts: &[Part]) -> io::Result<Vec<u8>> {
    xml_part("Relationships", &[("xmlns", RELATIONSHIPS)], |writer| {
        for part in parts {
            let Some((id, kind)) = &part.relation else { continue };
            let kind = format!("{OFFICE}/{kind}");
            let target = part.path.trim_start_matches("word/");
            empty(writer, "Relationship", &[("Id", id), ("Type", &kind), ("Target", target)])?;
        }
        Ok(())
    })
}

fn application() -> io::Result<Vec<u8>> {
    const XMLNS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml_part("Properties", &[("xmlns", XMLNS)], |writer| text(writer, "Application", APPLICATION))
}

fn core(properties: &Properties) -> io::Result<Vec<u8>> {
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml_part("cp:coreProperties", &namespaces, |writer| {
        text(writer, "dc:title", &properties.title)?;
        text(writer, "dc:subject", &properties.subject)?;
        text(writer, "dc:creator", &properties.author)?;
        text(writer, "dc:language", "vi-VN")
    })
}

/// Settings of Word 2013 and later. docx-rs' own turn on East Asian line
/// breaking, which moves Vietnamese text.
fn settings(has_notes: bool) -> io::Result<Vec<u8>> {
    const MICROSOFT: &str = "http://schemas.microsoft.com/office/word";
    xml_part("w:settings", &[("xmlns:w", WORD)], |writer| {
        empty(writer, "w:zoom", &[("w:percent", "100")])?;
        empty(writer, "w:defaultTabStop", &[("w:val", "720")])?;
        if has_notes {
            writer.create_element("w:footnotePr").write_inner_content(|writer| {
                SEPARATORS.iter().try_for_each(|(_, id)| empty(writer, "w:footnote", &[("w:id", id)]))
            })?;
        }
        writer.create_element("w:compat").write_inner_content(|writer| {
            // A line that a break ends is not spread over the page.
            empty(writer, "w:doNotExpandShiftReturn", &[])?;
            let mode = [("w:name", "compatibilityMode"), ("w:uri", MICROSOFT), ("w:val", "15")];
            empty(writer, "w:compatSetting", &mode)
        })?;
        empty(writer, "w:themeFontLang", &[("w:val", "vi-VN")])
    })
}

fn font_table(typeface: &str) -> io::Result<Vec<u8>> {
    xml_part("w:fonts", &[("xmlns:w", WORD)], |writer| {
        let font = writer.create_element("w:font");
        font.with_attribute(("w:name", typeface)).write_inner_content(|writer| {
            empty(writer, "w:family", &[("w:val", "roman")])?;
            empty(writer, "w:pitch", &[("w:val", "variable")])
        })?;
        Ok(())
    })
}

//! The seal of a package: a digest of its parts, by which a file that somebody
//! edited since is told from one that nobody did, whatever program it was.

use std::io::{self, Read, Seek};

use quick_xml::events::{BytesText, Event};
use sha2::{Digest, Sha256};
use zip::{DateTime, ZipArchive};

use super::package::{APPLICATION_NAME, xml_part};

/// The part with the seal: custom properties, which other programs keep.
pub(super) const PATH: &str = "docProps/custom.xml";
/// The name of the property.
pub const PROPERTY: &str = "vanban";
/// Most bytes of a part that is looked at, and most parts: a document of this
/// program holds pictures of a few megabytes.
const MOST: u64 = 64 * 1024 * 1024;
const MOST_PARTS: usize = 4096;
/// Most bytes of the small parts that say who made the file.
const MOST_PROPERTIES: u64 = 64 * 1024;

/// Whose file a Word file or a workbook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Made by this program, and nobody edited it since.
    Ours,
    /// Made by this program, and edited since.
    Edited,
    /// Not made by this program.
    Foreign,
}

/// A digest that grows part by part, in their order.
#[derive(Debug, Default)]
pub(super) struct Seal(Sha256);

impl Seal {
    pub(super) fn add(&mut self, path: &str, digest: [u8; 32]) {
        self.0.update(path.as_bytes());
        self.0.update([0]);
        self.0.update(digest);
    }

    fn words(self) -> String {
        self.0.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The part that carries the seal.
    pub(super) fn part(self) -> io::Result<Vec<u8>> {
        const XMLNS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
        const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
        // The set of user-defined properties, and the first id that is free.
        const SET: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
        let words = self.words();
        xml_part("Properties", &[("xmlns", XMLNS), ("xmlns:vt", TYPES)], |writer| {
            let property = writer.create_element("property").with_attributes([
                ("fmtid", SET),
                ("pid", "2"),
                ("name", PROPERTY),
            ]);
            property.write_inner_content(|writer| {
                writer.create_element("vt:lpwstr").write_text_content(BytesText::new(&words))?;
                Ok(())
            })?;
            Ok(())
        })
    }
}

/// The digest of one part.
pub(super) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The words that seal a package which other hands put together: the text of
/// its custom property [`PROPERTY`].
pub fn seal_of(package: impl Read + Seek) -> Option<String> {
    found(&mut ZipArchive::new(package).ok()?)
}

/// Whose file this is, and whether somebody edited it.
pub fn origin(file: impl Read + Seek) -> Origin {
    let Ok(mut archive) = ZipArchive::new(file) else { return Origin::Foreign };
    let named = text(&mut archive, "docProps/app.xml").is_some_and(|text| text.contains(APPLICATION_NAME));
    match text(&mut archive, PATH).and_then(|text| sealed(&text)) {
        Some(seal) if found(&mut archive).is_some_and(|found| found == seal) => Origin::Ours,
        Some(_) => Origin::Edited,
        // Files of 0.1 have no seal, but times that only this program gives.
        None if named && has_our_times(&mut archive) => Origin::Ours,
        None if named => Origin::Edited,
        None => Origin::Foreign,
    }
}

/// A small part.
fn text(archive: &mut ZipArchive<impl Read + Seek>, path: &str) -> Option<String> {
    let part = archive.by_name(path).ok()?;
    let mut text = String::new();
    part.take(MOST_PROPERTIES).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The seal in the custom properties.
fn sealed(xml: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut ours = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == b"property" => {
                let name = start.try_get_attribute("name").ok()??;
                ours = name.value.as_ref() == PROPERTY.as_bytes();
            }
            Event::Text(text) if ours => {
                let words = String::from_utf8_lossy(&text).trim().to_owned();
                if !words.is_empty() {
                    return Some(words);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The seal that the parts of a file come to.
fn found(archive: &mut ZipArchive<impl Read + Seek>) -> Option<String> {
    if archive.len() > MOST_PARTS {
        return None;
    }
    let mut seal = Seal::default();
    let mut left = MOST;
    for index in 0..archive.len() {
        let part = archive.by_index(index).ok()?;
        let path = part.name().to_owned();
        if path == PATH {
            continue;
        }
        let mut bytes = Vec::new();
        part.take(left + 1).read_to_end(&mut bytes).ok()?;
        left = left.checked_sub(bytes.len() as u64)?;
        seal.add(&path, digest(&bytes));
    }
    Some(seal.words())
}

/// Whether every part has the fixed time of this program: others write the
/// time of saving.
fn has_our_times(archive: &mut ZipArchive<impl Read + Seek>) -> bool {
    (0..archive.len()).all(|index| {
        let part = archive.by_index_raw(index);
        part.is_ok_and(|part| part.last_modified().is_none_or(|time| time == DateTime::default()))
    })
}

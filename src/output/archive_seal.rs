//! The seal of an archive of results: a digest of its files in its comment, by
//! which an archive that somebody changed is told from one that nobody did.

use std::io::{Read, Seek};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::render::docx::Origin;

/// Leads the digest in the comment.
const LEAD: &str = "vanban ";
/// Most bytes of a file that is looked at.
const MOST: u64 = 64 * 1024 * 1024;

/// A digest that grows file by file, in their order.
#[derive(Debug, Default)]
pub struct ArchiveSeal(Sha256);

impl ArchiveSeal {
    /// Adds a file.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        self.0.update(name.as_bytes());
        self.0.update([0]);
        self.0.update(Sha256::digest(bytes));
    }

    /// The comment of the archive.
    pub fn words(self) -> String {
        let digest = self.0.finalize();
        let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("{LEAD}{hex}")
    }
}

/// Whose archive this is, and whether somebody changed it.
pub(super) fn origin_of_archive(file: impl Read + Seek) -> Origin {
    let Ok(mut archive) = ZipArchive::new(file) else { return Origin::Foreign };
    let seal = String::from_utf8_lossy(archive.comment()).into_owned();
    if !seal.starts_with(LEAD) {
        return Origin::Foreign;
    }
    let mut found = ArchiveSeal::default();
    for index in 0..archive.len() {
        let mut bytes = Vec::new();
        let Ok(file) = archive.by_index(index) else { return Origin::Edited };
        let name = file.name().to_owned();
        if file.take(MOST).read_to_end(&mut bytes).is_err() {
            return Origin::Edited;
        }
        found.add(&name, &bytes);
    }
    if found.words() == seal { Origin::Ours } else { Origin::Edited }
}

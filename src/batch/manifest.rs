//! What a batch wrote: a line a file, in the order of the table.
//!
//! A run appends to a journal; at its end the journal becomes the manifest. A
//! run that was broken off leaves its journal, and the next one reads both: it
//! trusts a line only when the file it names still has the content it says.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Batch, FollowUpPaper, Share};
use crate::diagnostic::Diagnostic;
use crate::files::FileRef;
use crate::output::{Growing, OutputFolder, There};

/// Longest line of a manifest.
const MAX_LINE: u64 = 4096;

/// One file of a batch.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Line {
    /// Its row in the table, from 1, without the titles.
    pub(super) stt: u64,
    /// Its name in the output folder.
    pub(super) ten: String,
    /// Digest of everything it was made of.
    pub(super) dau_vao: String,
    /// Digest of its bytes.
    pub(super) noi_dung: String,
    /// Which school: a digest of its name, upper body and place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) co_quan: String,
    /// The number of the school's document; of what follows from a plan, that
    /// of the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) so: Option<u32>,
    /// What the run makes, see [`run_of`]; 0.1 did not write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ky: Option<String>,
    /// Tells the row from the others of its table; 0.1 did not write it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) khac: String,
    /// The number in sequence that the run gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) so_cap: Option<u32>,
    /// Not of the last run: kept for its number or its file.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) cu: bool,
}

fn is_false(yes: &bool) -> bool {
    !*yes
}

impl Line {
    /// What tells its row apart; of lines of 0.1 which school.
    pub(super) fn apart(&self) -> Option<u128> {
        parse(if self.khac.is_empty() { &self.co_quan } else { &self.khac })
    }

    /// Whether it names a file of the folder itself: no path leads out of it.
    pub(super) fn is_in_folder(&self) -> bool {
        !self.ten.contains(['/', '\\', ':']) && !self.ten.starts_with('.') && self.ten.ends_with(".docx")
    }
}

/// What a run makes: empty for the shared document itself, else what follows
/// from it.
pub(super) fn run_of(batch: &Batch) -> String {
    batch.follow_up.as_ref().map(|follow_up| follow_up.paper.id()).unwrap_or_default()
}

/// Refuses a folder whose files another sort of run made: they have the same
/// names, and its manifest would be lost.
///
/// # Errors
/// When a manifest or journal of the folder says that it has other files.
pub(super) fn check_folder(folder: &dyn OutputFolder, batch: &Batch) -> Result<(), Diagnostic> {
    let own = run_of(batch);
    let Some(other) = runs(folder).into_iter().find(|run| *run != own) else { return Ok(()) };
    let words = |run: &str| match run {
        "" => "văn bản gửi các trường".to_owned(),
        run => FollowUpPaper::words(run),
    };
    let message = format!(
        "thư mục {} đã có {} của một lần chạy khác; {} sẽ ghi đè lên các tệp ấy",
        folder.shown(Path::new("")).display(),
        words(&other),
        words(&own)
    );
    let manifest = name(None);
    let mut help = "ghi vào thư mục khác: -o THƯ_MỤC".to_owned();
    if other.is_empty() && folder.there(&manifest) == Some(There::File) {
        help.push_str(&format!(
            "; để viện dẫn đúng số kế hoạch của từng trường, thêm --ke-khai {}",
            folder.shown(&manifest).display()
        ));
    }
    Err(Diagnostic::error("lan-chay-khac", message).help(help))
}

/// What the runs made that left manifests or journals in a folder.
fn runs(folder: &dyn OutputFolder) -> BTreeSet<String> {
    let is_list = |name: &String| name.starts_with("vanban-lo") && name.contains(".jsonl");
    let names = folder.names().unwrap_or_default().into_iter().filter(is_list);
    let lines = names.filter_map(|name| lines(folder, Path::new(&name)).ok()).flatten();
    lines.filter_map(|line| line.ok()?.ky).collect()
}

/// The numbers that the schools' plans went out under, from the manifest of
/// the batch that made them.
#[derive(Debug, Clone, Default)]
pub struct PlanNumbers(HashMap<u128, u32>);

impl PlanNumbers {
    /// Reads the manifest of a batch.
    ///
    /// # Errors
    /// When it cannot be read, or is none.
    pub fn read(file: &FileRef) -> Result<Self, Diagnostic> {
        let fault = |what: &str| {
            Diagnostic::error("ke-khai", format!("--ke-khai {file}: {what}"))
                .help("chọn tệp vanban-lo.jsonl trong thư mục mà lệnh lo đã ghi các kế hoạch")
        };
        let mut numbers = Self::default();
        for line in lines_of(file.open().map_err(|_| fault("không đọc được"))?) {
            numbers.add(&line.map_err(|_| fault("không phải kê khai của lệnh lo"))?);
        }
        Ok(numbers)
    }

    /// The numbers in the manifest of a folder, if there is one.
    pub fn of_folder(folder: &dyn OutputFolder) -> Self {
        let mut numbers = Self::default();
        for line in lines(folder, &name(None)).into_iter().flatten().flatten() {
            numbers.add(&line);
        }
        numbers
    }

    fn add(&mut self, line: &Line) {
        if let (Some(school), Some(number)) = (parse(&line.co_quan), line.so) {
            // What is kept of earlier runs is no longer the school's.
            if line.cu {
                self.0.entry(school).or_insert(number);
            } else {
                self.0.insert(school, number);
            }
        }
    }

    /// The number of a school's plan.
    pub(super) fn of(&self, school: u128) -> Option<u32> {
        self.0.get(&school).copied()
    }
}

/// The first 128 bits of SHA-256.
pub(super) fn digest(bytes: &[u8]) -> u128 {
    let hash = Sha256::digest(bytes);
    hash.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// A digest as written in a manifest.
pub(super) fn hex(digest: u128) -> String {
    format!("{digest:032x}")
}

/// What earlier runs wrote: by name the digests of input and content. Names
/// are kept as digests too, so that a large batch takes little memory.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<u128, (u128, u128)>);

impl Known {
    /// Reads the manifest and the journal of a folder; what is no line of one
    /// is left out, as if the file had not been written.
    pub(super) fn read(folder: &dyn OutputFolder, share: Option<Share>) -> Self {
        let mut known = Self::default();
        for line in earlier_lines(folder, share) {
            let digests = (parse(&line.dau_vao), parse(&line.noi_dung));
            let name = digest(line.ten.as_bytes());
            match digests {
                // Another row may have the name of one that is gone.
                (Some(input), Some(content)) if line.cu => {
                    known.0.entry(name).or_insert((input, content));
                }
                (Some(input), Some(content)) => {
                    known.0.insert(name, (input, content));
                }
                _ => {}
            }
        }
        known
    }

    /// The digest of a file's content when it was made of the same input and
    /// still is what was written.
    pub(super) fn unchanged(&self, folder: &dyn OutputFolder, name: &str, input: u128) -> Option<u128> {
        let (known, content) = self.0.get(&digest(name.as_bytes()))?;
        if *known != input {
            return None;
        }
        let bytes = folder.read(Path::new(name)).ok()?;
        (digest(&bytes) == *content).then_some(*content)
    }
}

impl Known {
    /// Whether a file is there as an earlier run wrote it, whatever it was
    /// made of.
    pub(super) fn as_written(&self, folder: &dyn OutputFolder, name: &str) -> bool {
        let Some((_, content)) = self.0.get(&digest(name.as_bytes())) else { return false };
        folder.read(Path::new(name)).is_ok_and(|bytes| digest(&bytes) == *content)
    }
}

fn parse(hex: &str) -> Option<u128> {
    u128::from_str_radix(hex, 16).ok()
}

/// The name of the manifest of a run, or of one share of it.
pub(super) fn name(share: Option<Share>) -> PathBuf {
    match share {
        None => "vanban-lo.jsonl".into(),
        Some(share) => format!("vanban-lo-{}-{}.jsonl", share.number, share.of).into(),
    }
}

/// The journal of a run that goes on.
fn journal(share: Option<Share>) -> PathBuf {
    name(share).with_extension("jsonl.dang-ghi")
}

/// The journals of runs that were broken off before the one that goes on.
fn earlier(share: Option<Share>) -> PathBuf {
    name(share).with_extension("jsonl.da-ghi")
}

/// The lines of a manifest in a folder of results, one by one.
pub(super) fn lines(
    folder: &dyn OutputFolder,
    name: &Path,
) -> io::Result<impl Iterator<Item = io::Result<Line>> + use<>> {
    Ok(lines_of(folder.open(name)?))
}

/// What earlier runs of a share noted, whole or broken off, in the order of
/// noting; of the whole table also what shares noted that are not merged yet.
pub(super) fn earlier_lines(folder: &dyn OutputFolder, share: Option<Share>) -> impl Iterator<Item = Line> {
    let shares = if share.is_none() { share_names(folder) } else { Vec::new() };
    lines_in(folder, [name(share), earlier(share), journal(share)].into_iter().chain(shares))
}

/// What earlier runs of the whole table noted, or shares that were merged.
pub(super) fn whole_lines(folder: &dyn OutputFolder) -> impl Iterator<Item = Line> {
    lines_in(folder, [name(None), earlier(None), journal(None)].into_iter())
}

/// What shares noted that are not merged yet.
pub(super) fn of_shares(folder: &dyn OutputFolder) -> impl Iterator<Item = Line> {
    lines_in(folder, share_names(folder).into_iter())
}

/// The manifests and journals of shares, in the order of their names.
fn share_names(folder: &dyn OutputFolder) -> Vec<PathBuf> {
    let is_share = |name: &String| name.starts_with("vanban-lo-") && name.contains(".jsonl");
    let mut names: Vec<PathBuf> =
        folder.names().unwrap_or_default().into_iter().filter(is_share).map(PathBuf::from).collect();
    names.sort();
    names
}

/// The lines of manifests one after the other; what is no line is left out.
fn lines_in(folder: &dyn OutputFolder, names: impl Iterator<Item = PathBuf>) -> impl Iterator<Item = Line> {
    names.filter_map(|name| lines(folder, &name).ok()).flatten().flatten()
}

/// The lines of a manifest, one by one.
fn lines_of<R: Read>(manifest: R) -> impl Iterator<Item = io::Result<Line>> {
    let mut reader = BufReader::new(manifest);
    std::iter::from_fn(move || {
        let mut text = String::new();
        match reader.by_ref().take(MAX_LINE).read_line(&mut text) {
            Ok(0) => None,
            Ok(_) => Some(serde_json::from_str(&text).map_err(io::Error::other)),
            Err(error) => Some(Err(error)),
        }
    })
}

/// Writes a manifest line by line.
pub(super) struct Journal {
    file: BufWriter<Box<dyn Growing>>,
    folder: Arc<dyn OutputFolder>,
    share: Option<Share>,
}

impl Journal {
    /// Starts the journal of a run. What a broken-off run left is kept beside
    /// it until this one ends.
    pub(super) fn start(folder: &Arc<dyn OutputFolder>, share: Option<Share>) -> io::Result<Self> {
        let own = journal(share);
        if let Ok(mut left) = folder.open(&own) {
            io::copy(&mut left, &mut folder.grow(&earlier(share), true)?)?;
        }
        let file = BufWriter::new(folder.grow(&own, false)?);
        Ok(Self { file, folder: Arc::clone(folder), share })
    }

    /// Adds a line.
    pub(super) fn add(&mut self, line: &Line) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, line).map_err(io::Error::other)?;
        self.file.write_all(b"\n")
    }

    /// Hands what was added to the system, so that a killed run keeps it.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }

    /// Makes the journal the manifest.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_mut().sync()?;
        self.folder.rename(&journal(self.share), &name(self.share))?;
        // A run over the whole table knows all that the shares knew.
        for name in if self.share.is_none() { share_names(&*self.folder) } else { Vec::new() } {
            self.folder.remove(&name)?;
        }
        match self.folder.remove(&earlier(self.share)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

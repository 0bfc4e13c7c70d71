//! The second pass: files, archive, manifest, register.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::archive::Archive;
use super::gone::Gone;
use super::manifest::{self, Journal, Known, Line};
use super::naming::FileNames;
use super::numbering::Numbering;
use super::register::{Register, RegisterEntry};
use super::row::Row;
use super::{Batch, Destination, Stop, Summary};
use crate::compose::{Compiled, PageTree};
use crate::diagnostic::{Diagnostic, Faults};
use crate::model::VanBan;
use crate::output::{self, OutputFolder};
use crate::render::docx::Renderer;

/// Most sections of one Word file.
const MAX_JOINED: usize = 5_000;
/// Most written files that are named.
const MAX_NAMED: usize = 10_000;

/// What became of a row.
#[derive(Default)]
pub(super) struct Done {
    /// Digest of the file.
    content: u128,
    /// The file was not there as it is now.
    is_new: bool,
    /// The file, for an archive.
    bytes: Vec<u8>,
    /// For the register.
    entry: RegisterEntry,
    /// What follows from the row's document, where it is not that itself.
    follow_up: Option<Box<VanBan>>,
    /// The pages, for one file of all.
    pages: Option<PageTree>,
}

/// What the first pass knows of the table.
#[derive(Clone, Copy)]
pub(super) struct Table<'b> {
    /// Rows with faults, by their number among the rows.
    pub(super) bad: &'b HashSet<u64>,
    /// The names of the files of all rows.
    pub(super) names: &'b FileNames,
    pub(super) numbering: &'b Numbering,
}

/// The second pass: files, manifest, register.
pub(super) struct Writing<'b> {
    batch: &'b Batch,
    compiled: &'b Compiled,
    pub(super) table: Table<'b>,
    /// The numbers of the documents of this run.
    numbers: HashSet<u32>,
    known: Known,
    journal: Option<Journal>,
    archive: Option<Archive>,
    /// All documents, where they go into one file.
    joined: Option<PageTree>,
    register: Option<Register>,
    pub(super) summary: Summary,
    temporary: String,
    renderer: Renderer,
}

impl<'b> Writing<'b> {
    pub(super) fn start(
        batch: &'b Batch,
        compiled: &'b Compiled,
        table: Table<'b>,
        summary: Summary,
    ) -> Result<Self, Diagnostic> {
        let temporary = match batch.share {
            Some(share) => format!(".vanban-{}-{}-", share.number, share.of),
            None => ".vanban-lo-".to_owned(),
        };
        let (mut known, mut journal, mut archive) = (Known::default(), None, None);
        match &batch.destination {
            Destination::Folder(folder) => {
                folder.make()?;
                folder.sweep(&temporary);
                known = Known::read(&**folder, batch.share);
                let started = Journal::start(folder, batch.share);
                let failed = |error| output::cannot_write(&batch.destination.shown(), &error);
                journal = Some(started.map_err(failed)?);
            }
            Destination::Zip(file) => archive = Some(Archive::start(file)?),
            Destination::OneFile(_) => {}
        }
        let register = batch.register.as_ref().map(|_| Register::new());
        Ok(Self {
            batch,
            compiled,
            table,
            numbers: HashSet::new(),
            known,
            journal,
            archive,
            joined: None,
            register,
            summary,
            temporary,
            renderer: Renderer::default(),
        })
    }

    /// Makes the file of a row, unless it is there already.
    pub(super) fn make(&self, row: &Row, name: &str) -> Result<Done, Diagnostic> {
        let there = match &self.batch.destination {
            Destination::Folder(folder) => self.known.unchanged(&**folder, name, row.input),
            Destination::Zip(_) | Destination::OneFile(_) => None,
        };
        if let Some(content) = there.filter(|_| self.register.is_none()) {
            return Ok(Done { content, is_new: false, ..Done::default() });
        }
        let is_joined = matches!(self.batch.destination, Destination::OneFile(_));
        let made = row.compose(self.batch, self.compiled).and_then(|made| {
            let bytes = if is_joined { Vec::new() } else { made.render(row.line_number, &self.renderer)? };
            Ok((made, bytes))
        });
        // The first pass composed the row; what fails now is the machine.
        let (made, bytes) = made.map_err(|findings| {
            let message = findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>().join("; ");
            Diagnostic::error("lo", format!("dòng {}: {message}", row.line_number))
        })?;
        let content = manifest::digest(&bytes);
        let entry = if self.register.is_some() {
            RegisterEntry::of(&made.page_tree.value)
        } else {
            RegisterEntry::default()
        };
        let follow_up = made.follow_up.map(|followed| Box::new(followed.document));
        let pages = is_joined.then_some(made.page_tree.value);
        let is_new = there != Some(content);
        let done = Done { content, is_new, bytes: Vec::new(), entry, follow_up, pages };
        match &self.batch.destination {
            Destination::Folder(folder) if done.is_new => {
                folder.write_later(Path::new(name), &bytes, self.batch.overwrite, &self.temporary)?;
                Ok(done)
            }
            Destination::Folder(_) => Ok(done),
            Destination::Zip(_) => Ok(Done { bytes, ..done }),
            Destination::OneFile(_) => Ok(done),
        }
    }

    /// Notes what became of a row, in the order of the table.
    pub(super) fn take(&mut self, row: &Row, name: &str, done: Done) -> Result<(), Faults> {
        self.summary.written += u64::from(done.is_new);
        self.summary.unchanged += u64::from(!done.is_new);
        if let Destination::Folder(folder) = &self.batch.destination
            && done.is_new
            && self.summary.files.len() < MAX_NAMED
        {
            self.summary.files.push(folder.shown(Path::new(name)));
        }
        if let Some(archive) = &mut self.archive {
            archive.add(name, &done.bytes)?;
        }
        if let Some(pages) = done.pages {
            self.join(row, pages)?;
        }
        if let Some(register) = &mut self.register {
            register.add(done.follow_up.as_deref().unwrap_or(&row.document), &done.entry);
        }
        self.numbers.extend(row.number.or(row.document.so));
        if let Some(journal) = &mut self.journal {
            let line = Line {
                stt: row.stt,
                ten: name.to_owned(),
                dau_vao: manifest::hex(row.input),
                noi_dung: manifest::hex(done.content),
                co_quan: manifest::hex(row.identity),
                so: row.document.so,
                ky: Some(manifest::run_of(self.batch)),
                khac: manifest::hex(row.apart),
                so_cap: row.number,
                cu: false,
            };
            journal.add(&line).map_err(|error| self.failed(&error))?;
        }
        Ok(())
    }

    /// Puts the pages of a row behind those of the rows before.
    fn join(&mut self, row: &Row, pages: PageTree) -> Result<(), Diagnostic> {
        let Some(joined) = &mut self.joined else {
            self.joined = Some(pages);
            return Ok(());
        };
        let refused = |message: String, help: &str| {
            Err(Diagnostic::error("mot-tep", format!("--mot-tep: {message}")).help(help))
        };
        if joined.sections.len() > MAX_JOINED {
            return refused(
                format!("quá {MAX_JOINED} phần văn bản trong một tệp Word"),
                "chia bảng làm nhiều bảng, hoặc ghi mỗi dòng một tệp: -o THƯ_MỤC",
            );
        }
        match joined.join(pages) {
            Ok(()) => Ok(()),
            Err(other) if joined.notes + other.notes > 0 => refused(
                "văn bản có chú thích cuối trang, số chú thích sẽ chạy liền qua các văn bản".to_owned(),
                "ghi mỗi dòng một tệp: -o THƯ_MỤC",
            ),
            Err(_) => refused(
                format!("dòng {}: văn bản trình bày khác các dòng trước", row.line_number),
                "ghi mỗi dòng một tệp: -o THƯ_MỤC",
            ),
        }
    }

    pub(super) fn flush(&mut self) -> Result<(), Faults> {
        let flushed = self.journal.as_mut().map_or(Ok(()), Journal::flush);
        Ok(flushed.map_err(|error| self.failed(&error))?)
    }

    fn failed(&self, error: &io::Error) -> Diagnostic {
        output::cannot_write(&self.batch.destination.shown(), error)
    }

    /// Ends the manifest with what is kept of earlier runs. Gives where the
    /// files of rows that are gone are now.
    fn finish_folder(&self, mut journal: Journal, folder: &dyn OutputFolder) -> io::Result<Vec<PathBuf>> {
        let earlier = manifest::earlier_lines(folder, self.batch.share);
        let mut numbers = self.numbers.clone();
        let reserved = self.reserved();
        numbers.extend(reserved.iter().filter_map(|line| line.so_cap));
        let mut gone = Gone::find(folder, earlier, self.table.names, &numbers);
        let files = if self.batch.tidy {
            gone.put_aside(folder)?
        } else {
            gone.files.iter().map(PathBuf::from).collect()
        };
        gone.kept.iter().chain(&reserved).try_for_each(|line| journal.add(line))?;
        journal.finish()?;
        Ok(files.iter().map(|name| folder.shown(name)).collect())
    }

    /// Numbers of rows that are left out for their faults, and keep them.
    fn reserved(&self) -> Vec<Line> {
        let mut bad: Vec<u64> = self.table.bad.iter().copied().collect();
        bad.sort_unstable();
        let line = |stt: u64| {
            let (row, number) = self.table.numbering.row(stt)?;
            Some(Line {
                stt,
                ten: String::new(),
                dau_vao: String::new(),
                noi_dung: String::new(),
                co_quan: manifest::hex(row.identity),
                so: None,
                ky: Some(manifest::run_of(self.batch)),
                khac: manifest::hex(row.apart),
                so_cap: Some((*number)?),
                cu: true,
            })
        };
        bad.into_iter().filter_map(line).collect()
    }

    /// Ends the run: the manifest, the archive, the register. A run that was
    /// asked to stop keeps its journal and nothing else.
    pub(super) fn finish(mut self, stop: &Stop) -> Result<Summary, Diagnostic> {
        self.summary.faulty = self.table.bad.len() as u64;
        if stop.load(Ordering::Relaxed) {
            self.summary.stopped = true;
            return Ok(self.summary);
        }
        if let (Some(journal), Destination::Folder(folder)) = (self.journal.take(), &self.batch.destination) {
            let finished = self.finish_folder(journal, &**folder);
            self.summary.gone = finished.map_err(|error| self.failed(&error))?;
        }
        if let (Some(joined), Destination::OneFile(file)) = (self.joined.take(), &self.batch.destination) {
            let bytes = self.renderer.render(&joined);
            let bytes = bytes.map_err(|error| {
                Diagnostic::error("docx", format!("không đóng gói được tệp Word: {error}"))
            })?;
            file.write(&bytes, self.batch.overwrite)?;
        }
        if let Some(archive) = self.archive.take() {
            archive.finish(self.batch.overwrite)?;
        }
        if let (Some(register), Some(file)) = (self.register.take(), &self.batch.register) {
            file.write(&register.finish()?, self.batch.overwrite)?;
        }
        Ok(self.summary)
    }
}

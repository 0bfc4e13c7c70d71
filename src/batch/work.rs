//! The two passes over the table: check every row, then write.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::archive::Archive;
use super::columns::Columns;
use super::findings::{Finding, Findings};
use super::manifest::{self, Journal, Known, Line};
use super::naming::Names;
use super::register::{Entry, Register};
use super::row::{Row, Seen};
use super::told::Tally;
use super::{Batch, Destination, Progress, Share, Stop, Summary, leftover};
use crate::compose::{Compiled, NamePattern};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::VanBan;
use crate::output;
use crate::render::docx::Renderer;
use crate::source::{Record, stream_table};

/// Rows that are worked on together.
const CHUNK: usize = 256;

/// Checks a table and writes its files. Warnings and errors about the table as
/// a whole are added to `diagnostics`; an error stops the batch before
/// anything is written.
///
/// # Errors
/// When the table cannot be read, a file cannot be written.
pub fn run(
    batch: &Batch,
    progress: &dyn Progress,
    stop: &Stop,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Summary, Vec<Diagnostic>> {
    let pattern = NamePattern::new(&batch.pattern).map_err(|error| vec![error])?;
    let plan_digest = plan_digest(batch);
    let compiled = &Compiled::of(&batch.plan);
    let pass = Pass { batch, pattern: &pattern, plan_digest, compiled, stop };
    let mut checked = pass.check(progress, diagnostics)?;
    let mut summary = Summary { rows: checked.rows, ..Summary::default() };
    if stop.load(Ordering::Relaxed) {
        return Ok(Summary { stopped: true, ..summary });
    }
    let faulty = checked.bad.len() as u64;
    (summary.findings, summary.more_findings) = std::mem::take(&mut checked.findings).into_parts();
    let has_errors = checked.tally.has_errors();
    (summary.checked, summary.blanks, summary.incomplete) = std::mem::take(&mut checked.tally).into_parts();
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    if diagnostics.iter().any(is_error) || (faulty > 0 && !batch.skip_faulty) {
        summary.faulty = faulty;
        return Ok(summary);
    }
    if batch.strict && has_errors {
        return Ok(summary);
    }
    let mut writing = Writing::start(batch, compiled, &checked.bad, summary).map_err(|error| vec![error])?;
    pass.write(&mut writing, progress)?;
    writing.finish(stop).map_err(|error| vec![error])
}

/// A digest of what all files have in common.
fn plan_digest(batch: &Batch) -> u128 {
    let mut text = batch.plan_text.clone();
    text.extend(env!("CARGO_PKG_VERSION").as_bytes());
    if let Some(reports) = &batch.reports {
        let date = reports.ngay.map(crate::compose::short_date).unwrap_or_default();
        text.extend(format!("\0{}\0{date}", reports.period.id).bytes());
    }
    manifest::digest(&text)
}

/// One reading of the table.
struct Pass<'b> {
    batch: &'b Batch,
    pattern: &'b NamePattern,
    plan_digest: u128,
    compiled: &'b Compiled,
    stop: &'b Stop,
}

/// What the first pass found.
#[derive(Default)]
struct Checked {
    rows: u64,
    findings: Findings,
    /// What is told of the documents.
    tally: Tally,
    /// Rows with faults, by their number among the rows.
    bad: HashSet<u64>,
}

impl Pass<'_> {
    fn check(
        &self,
        progress: &dyn Progress,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Checked, Vec<Diagnostic>> {
        let mut checked = Checked::default();
        let mut schools: HashMap<u128, u64> = HashMap::new();
        let mut names = Names::default();
        let known = match &self.batch.destination {
            Destination::Folder(folder) => Known::read(folder, self.batch.share),
            Destination::Zip(_) => Known::default(),
        };
        let mut seen = 0;
        let mut unnumbered = 0;
        self.chunks(Some(diagnostics), &mut |rows| {
            let named: Vec<(Row, String)> = rows
                .into_iter()
                .map(|row| {
                    let name = names.unique(&row.wanted);
                    (row, name)
                })
                .collect();
            let looked: Vec<(Seen, Option<Finding>)> = named
                .par_iter()
                .map(|(row, name)| {
                    let mine = self.is_mine(row.stt);
                    let taken = || self.check_place(row.dong, name, &known);
                    (row.inspect(self.batch, self.compiled), if mine { taken() } else { None })
                })
                .collect();
            for ((row, name), (looked, taken)) in named.into_iter().zip(looked) {
                let mut all = row.findings;
                if let Some(first) = schools.get(&row.identity) {
                    let message = format!("trùng với trường ở dòng {first}");
                    all.push(Finding::new(row.dong, "co_quan.ten", message, "xóa một trong hai dòng"));
                } else {
                    schools.insert(row.identity, row.dong);
                }
                all.extend(looked.findings);
                if self.is_mine(row.stt) {
                    all.extend(taken);
                    checked.rows += 1;
                    if all.is_empty() {
                        unnumbered += u64::from(row.lacks_number);
                        checked.tally.add(&name, looked.notes, looked.blanks);
                    } else {
                        checked.bad.insert(row.stt);
                    }
                    all.into_iter().for_each(|finding| checked.findings.add(finding));
                }
                seen += 1;
            }
            progress.checked(seen);
            Ok(())
        })?;
        if seen == 0
            && !self.stop.load(Ordering::Relaxed)
            && !diagnostics.iter().any(|d| d.severity == Severity::Error)
        {
            let name = self.batch.table.display();
            diagnostics.push(
                Diagnostic::error("bang-trong", format!("{name} không có dòng nào dưới dòng tên cột"))
                    .help("mỗi trường là một dòng"),
            );
        }
        diagnostics.extend(self.numbers_missing(unnumbered));
        Ok(checked)
    }

    /// Reports never cite the common file's number as the schools' own.
    fn numbers_missing(&self, unnumbered: u64) -> Option<Diagnostic> {
        let number = self.batch.plan.so.filter(|_| unnumbered > 0)?;
        let message = format!(
            "số {number} của tệp chung không phải số kế hoạch của từng trường: \
             {unnumbered} báo cáo chừa trống số kế hoạch"
        );
        let help = "thêm --ke-khai THƯ_MỤC/vanban-lo.jsonl của lô đã soạn các kế hoạch, hoặc cột Số vào bảng";
        Some(Diagnostic::warning("so-ke-hoach", message).help(help))
    }

    /// A file that stands where a row's file goes and may not be replaced.
    fn check_place(&self, dong: u64, name: &str, known: &Known) -> Option<Finding> {
        let Destination::Folder(folder) = &self.batch.destination else { return None };
        let path = folder.join(name);
        if !path.exists() || known.as_written(folder, name) {
            return None;
        }
        let fault = output::check_replaceable(&path, self.batch.overwrite).err()?;
        Some(Finding::new(dong, "", fault.message, "đổi tên tệp đó, hoặc thêm --force để ghi đè"))
    }

    fn write(&self, writing: &mut Writing<'_>, progress: &dyn Progress) -> Result<(), Vec<Diagnostic>> {
        let mut names = Names::default();
        self.chunks(None, &mut |rows| {
            let named: Vec<(Row, String)> = rows
                .into_iter()
                .map(|row| {
                    let name = names.unique(&row.wanted);
                    (row, name)
                })
                .filter(|(row, _)| self.is_mine(row.stt) && !writing.bad.contains(&row.stt))
                .collect();
            let done: Vec<Result<Done, Diagnostic>> =
                named.par_iter().map(|(row, name)| writing.make(row, name)).collect();
            for ((row, name), done) in named.iter().zip(done) {
                writing.take(row, name, done.map_err(|error| vec![error])?)?;
            }
            writing.flush()?;
            progress.written(writing.summary.written + writing.summary.unchanged, writing.summary.rows);
            Ok(())
        })
    }

    fn is_mine(&self, stt: u64) -> bool {
        self.batch.share.is_none_or(|share: Share| share.has(stt))
    }

    /// Gives the rows in chunks, in order. The columns are found on the way;
    /// what is wrong with them goes to `diagnostics`.
    fn chunks(
        &self,
        mut diagnostics: Option<&mut Vec<Diagnostic>>,
        on_chunk: &mut dyn FnMut(Vec<Row>) -> Result<(), Vec<Diagnostic>>,
    ) -> Result<(), Vec<Diagnostic>> {
        let mut columns: Option<Columns> = None;
        let mut records: Vec<Record> = Vec::with_capacity(CHUNK);
        let mut stt = 0;
        let mut give = |records: &mut Vec<Record>, columns: &Columns| {
            let first = stt;
            stt += records.len() as u64;
            let row = |(index, record): (usize, &Record)| {
                let stt = first + index as u64 + 1;
                Row::new(self.batch, self.plan_digest, columns, self.pattern, stt, record)
            };
            let rows: Vec<Row> = records.par_iter().enumerate().map(row).collect();
            records.clear();
            if rows.is_empty() || self.stop.load(Ordering::Relaxed) { Ok(()) } else { on_chunk(rows) }
        };
        let table = &self.batch.table;
        stream_table(table, &mut |record| {
            let Some(columns) = &columns else {
                let mut found = Vec::new();
                let used = Columns::find(&record.cells, &self.batch.mappings, &self.batch.plan, &mut found);
                self.check_numbers(&used, &mut found);
                found.extend(leftover::find(&self.batch.plan, &used));
                if let Some(diagnostics) = &mut diagnostics {
                    diagnostics.append(&mut found);
                }
                columns = Some(used);
                return Ok(());
            };
            records.push(record);
            if records.len() == CHUNK { give(&mut records, columns) } else { Ok(()) }
        })?;
        give(&mut records, &columns.unwrap_or_default())
    }

    /// Numbers come from the table or in sequence, not from both.
    fn check_numbers(&self, columns: &Columns, diagnostics: &mut Vec<Diagnostic>) {
        if self.batch.first_number.is_some() && columns.used.iter().any(|column| column.key == "so") {
            diagnostics.push(
                Diagnostic::error("so", "bảng đã có cột số, không dùng thêm --so-tu")
                    .help("bỏ --so-tu, hoặc xóa cột số"),
            );
        }
    }
}

/// What became of a row.
#[derive(Default)]
struct Done {
    /// Digest of the file.
    content: u128,
    /// The file was not there as it is now.
    is_new: bool,
    /// The file, for an archive.
    bytes: Vec<u8>,
    /// For the register.
    entry: Entry,
    /// The report, where it is not the row's own document.
    report: Option<Box<VanBan>>,
}

/// The second pass: files, manifest, register.
struct Writing<'b> {
    batch: &'b Batch,
    compiled: &'b Compiled,
    bad: &'b HashSet<u64>,
    known: Known,
    journal: Option<Journal>,
    archive: Option<Archive>,
    register: Option<Register>,
    summary: Summary,
    temporary: String,
    renderer: Renderer,
}

impl<'b> Writing<'b> {
    fn start(
        batch: &'b Batch,
        compiled: &'b Compiled,
        bad: &'b HashSet<u64>,
        summary: Summary,
    ) -> Result<Self, Diagnostic> {
        let temporary = match batch.share {
            Some(share) => format!(".vanban-{}-{}-", share.number, share.of),
            None => ".vanban-lo-".to_owned(),
        };
        let (mut known, mut journal, mut archive) = (Known::default(), None, None);
        match &batch.destination {
            Destination::Folder(folder) => {
                output::make_folder(folder)?;
                output::sweep(folder, &temporary);
                known = Known::read(folder, batch.share);
                let started = Journal::start(folder, batch.share);
                journal = Some(started.map_err(|error| output::cannot_write(folder, &error))?);
            }
            Destination::Zip(path) => archive = Some(Archive::start(path)?),
        }
        let register = batch.register.as_ref().map(|_| Register::new());
        Ok(Self {
            batch,
            compiled,
            bad,
            known,
            journal,
            archive,
            register,
            summary,
            temporary,
            renderer: Renderer::default(),
        })
    }

    /// Makes the file of a row, unless it is there already.
    fn make(&self, row: &Row, name: &str) -> Result<Done, Diagnostic> {
        let there = match &self.batch.destination {
            Destination::Folder(folder) => self.known.unchanged(folder, name, row.input),
            Destination::Zip(_) => None,
        };
        if let Some(content) = there.filter(|_| self.register.is_none()) {
            return Ok(Done { content, is_new: false, ..Done::default() });
        }
        let made = row.compose(self.batch, self.compiled).and_then(|made| {
            let bytes = made.render(row.dong, &self.renderer)?;
            Ok((made, bytes))
        });
        // The first pass composed the row; what fails now is the machine.
        let (made, bytes) = made.map_err(|findings| {
            let message =
                findings.into_iter().map(|finding| finding.thong_bao).collect::<Vec<_>>().join("; ");
            Diagnostic::error("lo", format!("dòng {}: {message}", row.dong))
        })?;
        let content = manifest::digest(&bytes);
        let entry = if self.register.is_some() { Entry::of(&made.trang) } else { Entry::default() };
        let done =
            Done { content, is_new: there != Some(content), bytes: Vec::new(), entry, report: made.report };
        match &self.batch.destination {
            Destination::Folder(folder) if done.is_new => {
                output::write_later(&folder.join(name), &bytes, self.batch.overwrite, &self.temporary)?;
                Ok(done)
            }
            Destination::Folder(_) => Ok(done),
            Destination::Zip(_) => Ok(Done { bytes, ..done }),
        }
    }

    /// Notes what became of a row, in the order of the table.
    fn take(&mut self, row: &Row, name: &str, done: Done) -> Result<(), Vec<Diagnostic>> {
        self.summary.written += u64::from(done.is_new);
        self.summary.unchanged += u64::from(!done.is_new);
        if let Some(archive) = &mut self.archive {
            archive.add(name, &done.bytes).map_err(|error| vec![error])?;
        }
        if let Some(register) = &mut self.register {
            register.add(done.report.as_deref().unwrap_or(&row.document), &done.entry);
        }
        if let Some(journal) = &mut self.journal {
            let line = Line {
                stt: row.stt,
                ten: name.to_owned(),
                dau_vao: manifest::hex(row.input),
                noi_dung: manifest::hex(done.content),
                co_quan: manifest::hex(row.identity),
                so: row.document.so,
            };
            journal.add(&line).map_err(|error| vec![self.failed(&error)])?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Vec<Diagnostic>> {
        let flushed = self.journal.as_mut().map_or(Ok(()), Journal::flush);
        flushed.map_err(|error| vec![self.failed(&error)])
    }

    fn failed(&self, error: &io::Error) -> Diagnostic {
        let path = match &self.batch.destination {
            Destination::Folder(path) | Destination::Zip(path) => path,
        };
        output::cannot_write(path, error)
    }

    /// Ends the run: the manifest, the archive, the register. A run that was
    /// asked to stop keeps its journal and nothing else.
    fn finish(mut self, stop: &Stop) -> Result<Summary, Diagnostic> {
        self.summary.faulty = self.bad.len() as u64;
        if stop.load(Ordering::Relaxed) {
            self.summary.stopped = true;
            return Ok(self.summary);
        }
        if let Some(journal) = self.journal.take() {
            let finished = journal.finish();
            finished.map_err(|error| self.failed(&error))?;
        }
        if let Some(archive) = self.archive.take() {
            archive.finish(self.batch.overwrite)?;
        }
        if let (Some(register), Some(path)) = (self.register.take(), &self.batch.register) {
            output::write(path, &register.finish()?, self.batch.overwrite)?;
        }
        Ok(self.summary)
    }
}

//! The two passes over the table: check every row, then write.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::columns::{Columns, Wanted};
use super::head::{self, Search};
use super::manifest::{self, Known};
use super::naming::FileNames;
use super::numbering::{self, Numbered, Numbering};
use super::row::{Row, Seen};
use super::row_fault::{RowFault, RowFaults};
use super::told::Tally;
use super::writing::{Done, Table, Writing};
use super::{Batch, DEFAULT_PATTERN, Destination, Progress, Share, Stop, Summary, leftover, lock, ready};
use crate::compose::{Compiled, NamePattern};
use crate::diagnostic::{Diagnostic, Faults, Severity};
use crate::law::Law;
use crate::output::There;
use crate::source::{Record, stream_sheet};

/// Rows that are worked on together.
const CHUNK: usize = 256;
/// Bytes of text in them, beyond which they are fewer.
const CHUNK_BYTES: usize = 8 * 1024 * 1024;

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
) -> Result<Summary, Faults> {
    let pattern = NamePattern::new(batch.pattern.as_deref().unwrap_or(DEFAULT_PATTERN))?;
    let _held = match &batch.destination {
        Destination::Folder(folder) => {
            let held = lock::take(&**folder, batch.share, diagnostics)?;
            manifest::check_folder(&**folder, batch)?;
            Some(held)
        }
        Destination::Zip(_) | Destination::OneFile(_) => None,
    };
    let plan_digest = plan_digest(batch);
    let compiled = &Compiled::of(&batch.plan, batch.engine.templates())?;
    let numbering = Numbering::default();
    let mut pass = Pass { batch, pattern: &pattern, plan_digest, compiled, stop, numbering };
    pass.give_numbers(diagnostics);
    diagnostics.extend(ready::check(batch));
    let mut checked = pass.check(progress, diagnostics)?;
    let columns = checked.columns.take();
    let mut summary = Summary {
        rows: checked.rows,
        one_issuer: columns.as_ref().is_some_and(|columns| columns.one_issuer),
        columns: columns.map(|columns| columns.told()).unwrap_or_default(),
        ..Summary::default()
    };
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
    summary.retired.clone_from(&pass.numbering.retired);
    let table = Table { bad: &checked.bad, names: &checked.names, numbering: &pass.numbering };
    let mut writing = Writing::start(batch, compiled, table, summary)?;
    pass.write(&mut writing, progress)?;
    writing.finish(stop).map_err(Faults::from)
}

/// A digest of what all files have in common.
fn plan_digest(batch: &Batch) -> u128 {
    let mut text = batch.plan_text.clone();
    text.extend(of_office(batch.engine.law()));
    text.extend(env!("CARGO_PKG_VERSION").as_bytes());
    if let Some(follow_up) = &batch.follow_up {
        text.extend(follow_up.input().bytes());
    }
    manifest::digest(&text)
}

/// What the office adds: a changed template or sentence makes the files anew.
fn of_office(law: &Law) -> Vec<u8> {
    let mut text = Vec::new();
    for (name, template) in law.templates() {
        text.extend(format!("\0{name}\0{template}").bytes());
    }
    for (id, sentence) in law.wording() {
        text.extend(format!("\0{id}\0{:?}", sentence.texts).bytes());
    }
    for kind in law.profiles().flat_map(|profile| &profile.own_kinds) {
        text.extend(format!("\0{kind:?}").bytes());
    }
    text
}

/// One reading of the table.
struct Pass<'b> {
    batch: &'b Batch,
    pattern: &'b NamePattern,
    plan_digest: u128,
    compiled: &'b Compiled,
    stop: &'b Stop,
    /// Numbers in sequence; of no row when there are none.
    numbering: Numbering,
}

/// What the first pass found.
#[derive(Default)]
struct Checked {
    rows: u64,
    /// The columns of the table.
    columns: Option<Arc<Columns>>,
    findings: RowFaults,
    /// What is told of the documents.
    tally: Tally,
    /// Rows with faults, by their number among the rows.
    bad: HashSet<u64>,
    /// The names of the files of all rows.
    names: FileNames,
}

impl Pass<'_> {
    /// Reads the table for who its rows are, and gives them their numbers.
    fn give_numbers(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let Some(first) = self.batch.first_number else { return };
        let mut rows: Vec<Numbered> = Vec::new();
        // What is wrong with the table is told when its rows are checked.
        let _ = self.chunks(None, &mut |chunk| {
            let numbered = |row: Row| Numbered {
                apart: row.apart,
                identity: row.identity,
                line_number: row.line_number,
            };
            rows.extend(chunk.into_iter().map(numbered));
            Ok(())
        });
        self.numbering = Numbering::plan(self.batch, first, &rows, diagnostics);
    }

    fn check(&self, progress: &dyn Progress, diagnostics: &mut Vec<Diagnostic>) -> Result<Checked, Faults> {
        let mut checked = Checked::default();
        let mut schools: HashMap<u128, u64> = HashMap::new();
        let known = match &self.batch.destination {
            Destination::Folder(folder) => Known::read(&**folder, self.batch.share),
            Destination::Zip(_) | Destination::OneFile(_) => Known::default(),
        };
        let mut seen = 0;
        let mut unnumbered = 0;
        self.chunks(Some(diagnostics), &mut |rows| {
            let named = named(rows, &mut checked.names);
            if checked.columns.is_none() {
                checked.columns = named.first().map(|(row, _)| Arc::clone(&row.columns));
            }
            let looked: Vec<(Seen, Option<RowFault>)> = named
                .par_iter()
                .map(|(row, name)| {
                    if !self.is_mine(row.stt) {
                        return (Seen::default(), None);
                    }
                    let taken = self.check_place(row.line_number, name, &known);
                    (row.inspect(self.batch, self.compiled), taken)
                })
                .collect();
            for ((row, name), (looked, taken)) in named.into_iter().zip(looked) {
                let twice = schools.get(&row.apart).map(|first| row.same_as(*first));
                let mut all = row.findings;
                if let Some(twice) = twice {
                    all.push(twice);
                } else {
                    schools.insert(row.apart, row.line_number);
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
            let name = &self.batch.table;
            diagnostics.push(
                Diagnostic::error("bang-trong", format!("{name} không có dòng nào dưới dòng tên cột"))
                    .help("mỗi trường là một dòng"),
            );
        }
        diagnostics.extend(self.numbers_missing(unnumbered));
        Ok(checked)
    }

    /// Nothing ever cites the common file's number as the schools' own.
    fn numbers_missing(&self, unnumbered: u64) -> Option<Diagnostic> {
        let number = self.batch.plan.so.filter(|_| unnumbered > 0)?;
        let message = format!(
            "số {number} của tệp chung không phải số kế hoạch của từng trường: \
             {unnumbered} {made} chừa trống số kế hoạch",
            made = self.batch.follow_up.as_ref().map_or("", |follow_up| follow_up.paper.kind())
        );
        let help = "thêm --ke-khai THƯ_MỤC/vanban-lo.jsonl của lô đã soạn các kế hoạch, hoặc cột Số vào bảng";
        Some(Diagnostic::warning("so-ke-hoach", message).help(help))
    }

    /// A file that stands where a row's file goes and may not be replaced.
    fn check_place(&self, line_number: u64, name: &str, known: &Known) -> Option<RowFault> {
        let Destination::Folder(folder) = &self.batch.destination else { return None };
        let is_file = folder.there(Path::new(name))? == There::File;
        if is_file && known.as_written(&**folder, name) {
            return None;
        }
        let fault = folder.check_replaceable(Path::new(name), self.batch.overwrite).err()?;
        let help = if is_file {
            "đổi tên tệp đó, hoặc thêm --force để ghi đè"
        } else {
            "xóa hoặc đổi tên nó, hoặc ghi vào thư mục khác"
        };
        Some(RowFault::new(line_number, "", fault.message, help))
    }

    fn write(&self, writing: &mut Writing<'_>, progress: &dyn Progress) -> Result<(), Faults> {
        let mut names = FileNames::default();
        self.chunks(None, &mut |rows| {
            let mut named = named(rows, &mut names);
            named.retain(|(row, _)| self.is_mine(row.stt) && !writing.table.bad.contains(&row.stt));
            let done: Vec<Result<Done, Diagnostic>> =
                named.par_iter().map(|(row, name)| writing.make(row, name)).collect();
            for ((row, name), done) in named.iter().zip(done) {
                writing.take(row, name, done?)?;
            }
            writing.flush()?;
            progress.written(writing.summary.written + writing.summary.unchanged, writing.summary.rows);
            Ok(())
        })
    }

    fn wanted(&self) -> Wanted<'_> {
        let Batch { mappings, key, pattern, one_issuer, follow_up, .. } = self.batch;
        let (pattern, needs_issuers) = (pattern.as_deref(), follow_up.is_some());
        Wanted { mappings, key, pattern, one_issuer: *one_issuer, needs_issuers }
    }

    fn is_mine(&self, stt: u64) -> bool {
        self.batch.share.is_none_or(|share: Share| share.has(stt))
    }

    /// Gives the rows in chunks, in order. The columns are found on the way;
    /// what is wrong with them goes to `diagnostics`.
    fn chunks(
        &self,
        mut diagnostics: Option<&mut Vec<Diagnostic>>,
        on_chunk: &mut dyn FnMut(Vec<Row>) -> Result<(), Faults>,
    ) -> Result<(), Faults> {
        let mut columns: Option<Arc<Columns>> = None;
        let mut records: Vec<Record> = Vec::with_capacity(CHUNK);
        let mut bytes = 0;
        let mut stt = 0;
        let mut give = |records: &mut Vec<Record>, columns: &Arc<Columns>| {
            let first = stt;
            stt += records.len() as u64;
            let row = |(index, record): (usize, &Record)| {
                let stt = first + index as u64 + 1;
                let number = self.numbering.of(stt);
                Row::new(self.batch, self.plan_digest, columns, self.pattern, stt, number, record)
            };
            let rows: Vec<Row> = records.par_iter().enumerate().map(row).collect();
            records.clear();
            if rows.is_empty() || self.stop.load(Ordering::Relaxed) { Ok(()) } else { on_chunk(rows) }
        };
        let table = &self.batch.table;
        let mut search = Search::new(&self.batch.pick, self.wanted(), &self.batch.plan);
        let mut tell = |mut told: Vec<Diagnostic>| {
            if let Some(diagnostics) = &mut diagnostics {
                diagnostics.append(&mut told);
            }
        };
        let mut take = |record: Record, columns: &Arc<Columns>, tell: &mut dyn FnMut(Vec<Diagnostic>)| {
            if let Some(told) = head::total(&record, columns.name()) {
                tell(vec![told]);
                return Ok(());
            }
            bytes += record.bytes();
            records.push(record);
            if records.len() < CHUNK && bytes < CHUNK_BYTES {
                return Ok(());
            }
            bytes = 0;
            give(&mut records, columns)
        };
        stream_sheet(table, self.batch.pick.sheet.as_ref(), &mut |record| {
            if let Some(columns) = &columns {
                return take(record, columns, &mut tell);
            }
            let Some(head) = search.take(record)? else { return Ok(()) };
            let found = columns.insert(self.columns(&head.titles, &mut tell));
            tell(head.told);
            head.rows.into_iter().try_for_each(|record| take(record, found, &mut tell))
        })?;
        if columns.is_none()
            && let Some(head) = search.end()?
        {
            let found = columns.insert(self.columns(&head.titles, &mut tell));
            head.rows.into_iter().try_for_each(|record| take(record, found, &mut tell))?;
        }
        give(&mut records, &columns.unwrap_or_default())
    }

    /// The columns below these titles.
    fn columns(&self, titles: &Record, tell: &mut dyn FnMut(Vec<Diagnostic>)) -> Arc<Columns> {
        let mut found = Vec::new();
        let used = Columns::find(&titles.cells, self.wanted(), &self.batch.plan, &mut found);
        self.check_numbers(&used, &mut found);
        if !used.one_issuer {
            found.extend(leftover::find(&self.batch.plan, &used));
        }
        tell(found);
        Arc::new(used)
    }

    /// Numbers come from the table or in sequence, not from both, and stay.
    fn check_numbers(&self, columns: &Columns, diagnostics: &mut Vec<Diagnostic>) {
        let are_typed = columns.used.iter().any(|column| column.key == "so");
        if let Destination::Folder(folder) = &self.batch.destination
            && !are_typed
        {
            diagnostics.extend(numbering::check_kept(self.batch, &**folder));
        }
        if self.batch.first_number.is_some() && are_typed {
            diagnostics.push(
                Diagnostic::error("so", "bảng đã có cột số, không dùng thêm --so-tu")
                    .help("bỏ --so-tu, hoặc xóa cột số"),
            );
        }
    }
}

/// Every row with the name of its file, in the order of the table.
fn named(rows: Vec<Row>, names: &mut FileNames) -> Vec<(Row, String)> {
    rows.into_iter()
        .map(|row| {
            let name = names.unique(&row.wanted);
            (row, name)
        })
        .collect()
}

//! A row of the table to a document.

use std::sync::Arc;

use super::columns::Columns;
use super::follow_up::{FollowUp, Followed};
use super::row_fault::RowFault;
use super::titles::DATA;
use super::told::Note;
use super::{Batch, fields, manifest};
use crate::compose::{Compiled, NamePattern, PageTree, Supplement, compose_compiled, unknown_variable};
use crate::diagnostic::{Diagnostic, Faults, Severity, Sources, Told};
use crate::files::FileRef;
use crate::inspect;
use crate::model::{SoLieu, VanBan};
use crate::render::docx::Renderer;
use crate::slug::slug;
use crate::source::{Cell, OUTSIDE, QUOTE, Record, load_results};

/// Digits of the row number in file names, so that they sort.
const STT_DIGITS: usize = 3;

/// More than the largest data sheet that is read, in bytes.
const MAX_SHEET_BYTES: u64 = 32 * 1024 * 1024;

/// A row, its document and its name.
pub(super) struct Row {
    /// Its number among the rows, from 1.
    pub(super) stt: u64,
    /// Its number in the file.
    pub(super) line_number: u64,
    pub(super) document: VanBan,
    /// The name that the pattern gives.
    pub(super) wanted: String,
    /// Digest of everything the file is made of.
    pub(super) input: u128,
    /// Tells rows apart: of schools name, upper body and place, of receivers
    /// what names their files.
    pub(super) identity: u128,
    /// Tells rows apart; of schools with a key of their own not their identity.
    pub(super) apart: u128,
    /// The number in sequence.
    pub(super) number: Option<u32>,
    /// The data sheet of what follows from the plan.
    data: Option<FileRef>,
    /// What is wrong with the cells.
    pub(super) findings: Vec<RowFault>,
    /// What follows from the plan leaves the plan's number blank.
    pub(super) lacks_number: bool,
    /// The columns of the table.
    pub(super) columns: Arc<Columns>,
}

/// What was found in a row's document before anything is written.
#[derive(Default)]
pub(super) struct Seen {
    /// Why there will be no document.
    pub(super) findings: Vec<RowFault>,
    /// What the checker finds, and plain warnings.
    pub(super) notes: Vec<Note>,
    /// What a report or a year's plan leaves blank.
    pub(super) blanks: Vec<String>,
}

/// A document that was made.
pub(super) struct Made {
    /// The page tree, and what composing noticed.
    pub(super) page_tree: Told<PageTree>,
    /// What follows from the row's document; none when it is that itself.
    pub(super) follow_up: Option<Box<Followed>>,
    /// What reading the school's data sheet warned of, with its files.
    sheet: Option<(Vec<Diagnostic>, Sources)>,
}

impl Row {
    /// Puts the cells of a row into the plan.
    pub(super) fn new(
        batch: &Batch,
        plan_digest: u128,
        columns: &Arc<Columns>,
        pattern: &NamePattern,
        stt: u64,
        number: Option<u32>,
        record: &Record,
    ) -> Self {
        let mut document = batch.plan.clone();
        let line_number = record.number;
        let mut findings: Vec<RowFault> =
            record.faults.iter().map(|fault| of_cell(line_number, fault)).collect();
        let mut text = format!("{plan_digest:x}\0{stt}");
        let mut sheet = None;
        let numbered = columns.used.iter().any(|column| column.key == "so");
        if batch.follow_up.is_some() && !numbered {
            // The common file's number is nobody's own.
            document.so = None;
        }
        if let Some(number) = columns.outside(&record.cells) {
            let help = format!("xóa ô này, hoặc thêm tên cột ở dòng đầu; {QUOTE}");
            findings.push(RowFault::new(line_number, format!("cột thứ {number}"), OUTSIDE, help));
        }
        for column in &columns.used {
            let cell = record.cells.get(column.index);
            if let Some((cell, (message, help))) = cell.and_then(|cell| Some((cell, cell.unusable()?))) {
                let fault = Diagnostic::error("o-bang", message).at(&cell.place).help(help);
                findings.push(of_cell(line_number, &fault));
                continue;
            }
            let value = cell.map(Cell::words).unwrap_or_default();
            text.push_str(&format!("\0{}\0{value}", column.key));
            if let Some((message, help)) = column.fault_when_empty().filter(|_| value.is_empty()) {
                findings.push(RowFault::new(line_number, &column.title, message, help));
                // Told once: the variable is there, and empty.
                fields::clear_variable(&mut document, &column.key);
            } else if column.key == DATA {
                sheet = Some(value);
            } else if let Err(fields::Expected(what)) = fields::set(&mut document, &column.key, &value) {
                let message = format!("`{value}`: cần {what}");
                findings.push(RowFault::new(line_number, &column.title, message, "sửa ô này"));
            }
        }
        if let (Some(fault), None) = (document.year_fault(), &batch.follow_up) {
            let column = columns.used.iter().find(|column| column.key == "ngay");
            let title = column.map_or("nam", |column| column.title.as_str());
            findings.push(RowFault::new(line_number, title, fault.message, fault.help));
        }
        if let Some(number) = number {
            text.push_str(&format!("\0{number}"));
            // What follows from the plan has the number, not the plan it cites.
            if batch.follow_up.is_none() {
                document.so = Some(number);
            }
        }
        let of_key = columns.one_issuer.then(|| key_of(columns, record));
        let identity = of_key.unwrap_or_else(|| body_of(&document));
        let apart = if columns.key.is_empty() { identity } else { key_of(columns, record) };
        if let Some(follow_up) = &batch.follow_up
            && document.so.is_none()
        {
            document.so = follow_up.numbers.of(identity);
            text.push_str(&format!("\0{:?}", document.so));
        }
        let lacks_number = batch.follow_up.is_some() && document.so.is_none();
        let data = batch.follow_up.as_ref().and_then(|follow_up| {
            let found = follow_up.find_data(sheet.as_deref(), &document).transpose()?;
            if let Ok(file) = &found {
                // What cannot be read is told when the sheet is.
                let bytes = file.start(MAX_SHEET_BYTES).unwrap_or_default();
                text.push_str(&manifest::hex(manifest::digest(&bytes)));
            }
            found.map_err(|finding| findings.push(RowFault { line_number, ..finding })).ok()
        });
        let shown_stt = format!("{stt:0STT_DIGITS$}");
        let name = if batch.pattern.is_none() && columns.one_issuer {
            Ok(format!("{shown_stt}-{}", slug(&columns.receiver_words(&record.cells))))
        } else {
            pattern.name(&document, number.or(document.so), &shown_stt)
        };
        let wanted = name.unwrap_or_else(|fault| {
            findings.push(RowFault::new(line_number, "--ten", fault.message, fault.help));
            stt.to_string()
        });
        let input = manifest::digest(text.as_bytes());
        let columns = Arc::clone(columns);
        Self {
            stt,
            line_number,
            document,
            wanted,
            input,
            identity,
            apart,
            number,
            data,
            findings,
            lacks_number,
            columns,
        }
    }

    /// The report of a row that is the same as an earlier one.
    pub(super) fn same_as(&self, first: u64) -> RowFault {
        let line = self.line_number;
        if !self.columns.one_issuer && self.columns.key.is_empty() {
            let message = format!("trùng với trường ở dòng {first}");
            return RowFault::new(line, "co_quan.ten", message, "xóa một trong hai dòng");
        }
        let titles: Vec<&str> = self.columns.key.iter().map(|column| column.title.as_str()).collect();
        let message = format!("trùng với dòng {first}: cùng {}", titles.join(", "));
        let help =
            "xóa một trong hai dòng; nếu là hai nơi khác nhau thì thêm --khoa \"Cột,Cột\" để phân biệt";
        RowFault::new(line, titles.join(", "), message, help)
    }

    /// Composes the row's document, or what follows from it.
    pub(super) fn compose(&self, batch: &Batch, compiled: &Compiled) -> Result<Made, Vec<RowFault>> {
        match &batch.follow_up {
            Some(follow_up) => self.compose_follow_up(batch, follow_up),
            None => {
                let page_tree = compose_compiled(&self.document, Supplement::default(), compiled)
                    .map_err(|faults| self.of_plan(&faults))?;
                Ok(Made { page_tree, follow_up: None, sheet: None })
            }
        }
    }

    fn compose_follow_up(&self, batch: &Batch, follow_up: &FollowUp) -> Result<Made, Vec<RowFault>> {
        let mut sources = Sources::new();
        let mut of_sheet = Vec::new();
        let data = match &self.data {
            Some(file) => {
                let loaded = load_results(file, &self.document, &mut sources).map_err(|faults| {
                    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
                    errors.map(|fault| self.of_sheet(file, fault, &sources)).collect::<Vec<RowFault>>()
                })?;
                let (data, told) = loaded.take();
                of_sheet = told;
                data
            }
            None => SoLieu::default(),
        };
        let followed = follow_up.make(&self.document, self.number, &data, batch);
        let (page_tree, followed) = followed.map_err(|faults| self.of_plan(&faults))?;
        Ok(Made { page_tree, follow_up: Some(Box::new(followed)), sheet: Some((of_sheet, sources)) })
    }

    /// Composes and checks the row's document.
    pub(super) fn inspect(&self, batch: &Batch, compiled: &Compiled) -> Seen {
        let made = match self.compose(batch, compiled) {
            Ok(made) => made,
            Err(findings) => return Seen { findings, ..Seen::default() },
        };
        let sources = &batch.sources;
        let (mut notes, blanks) = match made.follow_up {
            Some(followed) => {
                let notes = Note::all(followed.told(made.page_tree, batch).iter(), sources, |_| None);
                (notes, followed.blanks)
            }
            None => {
                let composed = Ok(made.page_tree);
                let told = inspect::examine_copy(&self.document, composed, sources, batch.engine.criteria());
                (Note::all(told.diagnostics(), sources, |_| None), Vec::new())
            }
        };
        if let (Some((warnings, sources)), Some(file)) = (&made.sheet, &self.data) {
            notes.extend(Note::all(warnings.iter(), sources, |fault| Some(place(file, fault, sources))));
        }
        Seen { findings: Vec::new(), notes, blanks }
    }

    fn of_plan(&self, faults: &Faults) -> Vec<RowFault> {
        faults.iter().filter_map(|fault| self.of_document(fault)).collect()
    }

    /// What composing found; a variable that a column would set is told so.
    fn of_document(&self, fault: &Diagnostic) -> Option<RowFault> {
        let finding = RowFault::of_document(self.line_number, fault)?;
        let advice = unknown_variable(fault).and_then(|name| self.columns.advice(name));
        Some(RowFault { help: advice.unwrap_or(finding.help.clone()), ..finding })
    }

    /// A fault of the school's data sheet, with its place there.
    fn of_sheet(&self, file: &FileRef, fault: &Diagnostic, sources: &Sources) -> RowFault {
        RowFault::new(
            self.line_number,
            place(file, fault, sources),
            fault.message.clone(),
            fault.help.clone(),
        )
    }
}

/// Where in a data sheet: line and column, or the cell.
fn place(file: &FileRef, fault: &Diagnostic, sources: &Sources) -> String {
    match sources.range_of(fault) {
        Some((id, range)) => {
            let at = sources.line_column(id, range.start);
            format!("{file}:{}:{}", at.line, at.column)
        }
        None if fault.place.cell().is_empty() => file.to_string(),
        None => fault.place.cell().to_owned(),
    }
}

impl Made {
    /// The Word file.
    pub(super) fn render(&self, line_number: u64, renderer: &Renderer) -> Result<Vec<u8>, Vec<RowFault>> {
        renderer.render(&self.page_tree.value).map_err(|error| {
            vec![RowFault::new(line_number, "", format!("không đóng gói được tệp Word: {error}"), "")]
        })
    }
}

/// Which body a paper is of: its name, upper body and place.
fn body_of(document: &VanBan) -> u128 {
    let body = &document.co_quan;
    let upper = body.chu_quan.as_ref().map_or("", |upper| upper.as_str());
    let text = format!("{}\0{upper}\0{}", body.ten.value, document.dia_danh.value);
    manifest::digest(text.as_bytes())
}

/// What tells a row from others: the columns of the key, else all of them.
fn key_of(columns: &Columns, record: &Record) -> u128 {
    let words = |index: usize| record.cells.get(index).map(Cell::words).unwrap_or_default();
    let key: Vec<String> = if columns.key.is_empty() {
        record.cells.iter().map(Cell::words).collect()
    } else {
        columns.key.iter().map(|column| words(column.index)).collect()
    };
    manifest::digest(key.join("\0").as_bytes())
}

fn of_cell(line_number: u64, fault: &Diagnostic) -> RowFault {
    RowFault::new(line_number, fault.place.cell(), fault.message.clone(), fault.help.clone())
}

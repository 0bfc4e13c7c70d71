//! Files to model: reading, decoding, limits. Knows nothing of layout.

mod acts;
mod binary;
mod budget;
mod copy;
mod data_columns;
mod data_file;
mod data_heads;
mod data_numbers;
mod data_rows;
mod data_table;
mod data_totals;
mod document;
mod file;
mod inherit;
mod input;
mod mapping;
mod office;
mod parts;
mod picture;
mod raw_table;
mod reader;
mod renamed;
mod reporting;
mod results;
mod shared;
mod signature;
mod table;
mod task;
mod tree;
mod yaml_error;

use crate::diagnostic::{Diagnostic, Faults, Severity, Sources, Told};
use crate::law::Law;
use crate::model::VanBan;

pub use acts::load_acts;
pub use file::MAX_INPUT_BYTES;
pub use input::Input;
pub use office::load_office;
pub use results::{load_all_results, load_results};
pub use shared::{OFFICE_FILE, SharedFiles};
pub use table::{Cell, CellValue, NumberForm, Record, RowSink, stream_sheet};
#[cfg(feature = "batch")]
pub(crate) use table::{OUTSIDE, QUOTE};

/// Most reports of one file; the rest is counted.
const MAX_REPORTS: usize = 100;

/// Reads a document. The files read are added to `sources`.
///
/// All faults that can be found in one go are reported in one go: unknown and
/// missing keys, wrong values, unknown kinds and citations.
///
/// # Errors
/// All reports in file order, warnings among them, when one is an error.
pub fn load(input: &Input, law: &Law, sources: &mut Sources) -> Result<Told<VanBan>, Faults> {
    load_with(input, law, sources, false)
}

/// As [`load`], but takes text of old code pages as it is: the checker tells
/// of it and can convert it.
///
/// # Errors
/// As [`load`].
pub fn load_to_check(input: &Input, law: &Law, sources: &mut Sources) -> Result<Told<VanBan>, Faults> {
    load_with(input, law, sources, true)
}

fn load_with(
    input: &Input,
    law: &Law,
    sources: &mut Sources,
    keeps_legacy: bool,
) -> Result<Told<VanBan>, Faults> {
    let (document, mut diagnostics) = match read_tree(input, law, sources) {
        Ok((root, mut cx)) => {
            cx.keeps_legacy = keeps_legacy;
            let document = document::read(&root, &mut cx);
            (document, cx.into_diagnostics())
        }
        Err(faults) => (None, faults.into_vec()),
    };
    diagnostics.sort_by_key(|d| (d.place.span().map(|span| (span.source, span.start)), d.severity));
    let failed = diagnostics.iter().any(|d| d.severity == Severity::Error);
    shorten(&mut diagnostics, MAX_REPORTS);
    told_or_faults(document.filter(|_| !failed), diagnostics)
}

/// The value with its reports, or the reports alone.
fn told_or_faults<T>(value: Option<T>, diagnostics: Vec<Diagnostic>) -> Result<Told<T>, Faults> {
    match value {
        Some(value) => Ok(Told::new(value, diagnostics)),
        None => Err(diagnostics.into()),
    }
}

/// Keeps the first `most` reports and counts the rest.
fn shorten(diagnostics: &mut Vec<Diagnostic>, most: usize) {
    if diagnostics.len() > most {
        let more = diagnostics.len() - most;
        diagnostics.truncate(most);
        diagnostics.push(Diagnostic::error("con-nua", format!("còn {more} lỗi nữa, chưa in ra")));
    }
}

/// The located tree of a document, with the files it takes over merged in.
fn read_tree<'s>(
    input: &Input,
    law: &Law,
    sources: &'s mut Sources,
) -> Result<(tree::Node, reader::Reader<'s>), Faults> {
    let id = input.read(sources)?;
    let mut root = tree::parse(id, sources)?;
    inherit::resolve(&mut root, input.own_file(), input.folder(), sources)?;
    Ok((root, reader::Reader::new(sources, input.folder().clone(), law)))
}

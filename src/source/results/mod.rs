//! Data sheets: the results of a plan, from YAML, CSV or a workbook, checked
//! against the plan.

mod collect;
mod parts;
mod sheets;
mod yaml;

use super::{MAX_REPORTS, file, table, tree};
use crate::diagnostic::{Diagnostic, Faults, Severity, Sources, Told};
use crate::files::FileRef;
use crate::model::{SoLieu, VanBan};
use collect::Collector;

/// Reads the data sheet of a plan: YAML, CSV or XLSX by its extension.
///
/// Reports, all in one go: unknown tasks, figures, years and states, rows that
/// stand there twice, rates over 100, text or dates where a number belongs.
///
/// # Errors
/// All reports, warnings among them, when one is an error.
pub fn load_results(file: &FileRef, plan: &VanBan, sources: &mut Sources) -> Result<Told<SoLieu>, Faults> {
    load_all_results(std::slice::from_ref(file), plan, sources)
}

/// Reads several data sheets of a plan, such as one for every term; what two of
/// them say must be the same.
///
/// # Errors
/// As [`load_results`].
pub fn load_all_results(
    files: &[FileRef],
    plan: &VanBan,
    sources: &mut Sources,
) -> Result<Told<SoLieu>, Faults> {
    let mut collector = Collector::new(plan)?;
    for (index, file) in files.iter().enumerate() {
        if index > 0 {
            collector.next_file();
        }
        if let Err(faults) = read(file, &mut collector, sources) {
            collector.diagnostics.extend(faults);
        }
    }
    collector.tell_other_plan();
    collector.add_up();
    let Collector { results, mut diagnostics, .. } = collector;
    let failed = diagnostics.iter().any(|d| d.severity == Severity::Error);
    super::shorten(&mut diagnostics, MAX_REPORTS);
    super::told_or_faults((!failed).then_some(results), diagnostics)
}

fn read(file: &FileRef, collector: &mut Collector<'_>, sources: &mut Sources) -> Result<(), Faults> {
    match file.ending().as_str() {
        "csv" | "xlsx" => {
            let sheets = table::read(file, sources)?;
            sheets::collect(&sheets, collector);
        }
        "yaml" | "yml" => {
            let id = file::read(file, sources)?;
            let root = tree::parse(id, sources)?;
            yaml::collect(&root, collector);
        }
        _ => {
            let message = format!("không biết đọc số liệu từ {file}");
            let fault = Diagnostic::error("so-lieu", message);
            return Err(Faults::from(
                fault.help("dùng tệp .xlsx, .csv hoặc .yaml; tạo bằng `vanban moi so-lieu`"),
            ));
        }
    }
    Ok(())
}

//! Everything that may refuse a run's results, asked before the first is
//! written.

use std::path::Path;

use super::gone::ASIDE;
use super::{Batch, Destination};
use crate::diagnostic::Diagnostic;
use crate::output::{OutputFile, There, UNFINISHED, cannot_write};

/// What stands in the way of archive, common file, register and the folder for
/// files that are put aside.
pub(super) fn check(batch: &Batch) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if batch.share.is_some() && batch.register.is_some() {
        let help = "chạy đủ các phần, gộp (--gop), rồi chạy cả bảng với --so-dang-ky: các tệp không đổi";
        let message = "--so-dang-ky ghi sổ của cả bảng, không dùng cùng --phan";
        faults.push(Diagnostic::error("so-dang-ky", message).help(help));
    }
    match &batch.destination {
        Destination::Zip(file) | Destination::OneFile(file) => faults.extend(fault_of(batch, file)),
        Destination::Folder(folder) => {
            let there = folder.there(Path::new(ASIDE));
            if batch.tidy && there.is_some_and(|there| there != There::Folder) {
                let shown = folder.shown(Path::new(ASIDE));
                let message = format!("--don cần thư mục {}, nơi ấy đã có một tệp", shown.display());
                faults.push(Diagnostic::error("don", message).help("đổi tên tệp ấy"));
            }
        }
    }
    faults.extend(batch.register.as_ref().and_then(|file| fault_of(batch, file)));
    faults
}

/// Why a file cannot be written.
fn fault_of(batch: &Batch, file: &OutputFile) -> Option<Diagnostic> {
    let replaceable = file.folder.check_replaceable(&file.name, batch.overwrite);
    let writable = || {
        let begun = file.folder.begin(&file.name, UNFINISHED);
        begun.err().map(|error| cannot_write(&file.shown(), &error))
    };
    replaceable.err().or_else(writable)
}

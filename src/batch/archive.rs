//! One archive in place of a folder.

use std::io::{self, BufWriter, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::diagnostic::Diagnostic;
use crate::output::{self, ArchiveSeal, OutputFile, Overwrite, UNFINISHED, Unfinished};

/// The archive of a run, which nobody sees before it is whole.
pub(super) struct Archive {
    zip: ZipWriter<BufWriter<Box<dyn Unfinished>>>,
    place: OutputFile,
    seal: ArchiveSeal,
}

impl Archive {
    pub(super) fn start(place: &OutputFile) -> Result<Self, Diagnostic> {
        let file = place.folder.begin(&place.name, UNFINISHED);
        let file = file.map_err(|error| output::cannot_write(&place.shown(), &error))?;
        Ok(Self {
            zip: ZipWriter::new(BufWriter::new(file)),
            place: place.clone(),
            seal: ArchiveSeal::default(),
        })
    }

    /// Adds a file; Word files are compressed already.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.seal.add(name, bytes);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default());
        let added = self.zip.start_file(name, options).map_err(io::Error::other);
        let added = added.and_then(|()| self.zip.write_all(bytes));
        added.map_err(|error| output::cannot_write(&self.place.shown(), &error))
    }

    pub(super) fn finish(mut self, overwrite: Overwrite) -> Result<(), Diagnostic> {
        let place = self.place;
        let failed = |error: io::Error| output::cannot_write(&place.shown(), &error);
        let commented = self.zip.set_comment(self.seal.words()).map_err(io::Error::other);
        commented.map_err(failed)?;
        let file = self.zip.finish().map_err(io::Error::other).map_err(failed)?;
        let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        place.folder.check_replaceable(&place.name, overwrite)?;
        file.keep(true).map_err(failed)
    }
}

//! One archive in place of a folder.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::diagnostic::Diagnostic;
use crate::output::{self, Overwrite};

/// The archive of a run, written beside its place and then moved there.
pub(super) struct Archive {
    zip: ZipWriter<BufWriter<File>>,
    temporary: TempPath,
    path: PathBuf,
}

impl Archive {
    pub(super) fn start(path: &Path) -> Result<Self, Diagnostic> {
        let failed = |error: io::Error| output::cannot_write(path, &error);
        let (file, temporary) = output::temporary_beside(path).map_err(failed)?.into_parts();
        Ok(Self { zip: ZipWriter::new(BufWriter::new(file)), temporary, path: path.to_owned() })
    }

    /// Adds a file; Word files are compressed already.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default());
        let added = self.zip.start_file(name, options).map_err(io::Error::other);
        let added = added.and_then(|()| self.zip.write_all(bytes));
        added.map_err(|error| output::cannot_write(&self.temporary, &error))
    }

    pub(super) fn finish(self, overwrite: Overwrite) -> Result<(), Diagnostic> {
        let path = self.path;
        let failed = |error: io::Error| output::cannot_write(&path, &error);
        let mut file = self.zip.finish().map_err(io::Error::other).map_err(failed)?;
        file.flush().and_then(|()| file.get_ref().sync_all()).map_err(failed)?;
        output::check_replaceable(&path, overwrite)?;
        self.temporary.persist(&path).map_err(|error| failed(error.error))
    }
}

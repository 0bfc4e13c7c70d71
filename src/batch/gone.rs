//! Files and numbers of rows that the table no longer has: told of, kept in
//! the manifest, put aside on demand, never removed.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::Line;
use super::naming::FileNames;
use crate::output::{OutputFolder, There};

/// The folder within the folder of results that files are put aside to.
pub(super) const ASIDE: &str = "da-bo";

/// What a run leaves of earlier ones.
#[derive(Debug, Default)]
pub(super) struct Gone {
    /// Lines to keep, in the order of their numbers and names.
    pub(super) kept: Vec<Line>,
    /// Names of the files of rows that are gone.
    pub(super) files: Vec<String>,
}

impl Gone {
    /// Looks through the lines of earlier runs. `numbers` are those of the
    /// documents of this run, `names` those of all rows of the table.
    pub(super) fn find(
        folder: &dyn OutputFolder,
        earlier: impl Iterator<Item = Line>,
        names: &FileNames,
        numbers: &HashSet<u32>,
    ) -> Self {
        let mut gone = Self::default();
        let mut kept: BTreeMap<(Option<u32>, String), Line> = BTreeMap::new();
        let mut files: HashSet<String> = HashSet::new();
        for line in earlier {
            let is_left = line.is_in_folder()
                && !names.has(&line.ten)
                && folder.there(Path::new(&line.ten)) == Some(There::File);
            let number = line.so_cap.filter(|number| !numbers.contains(number));
            if is_left && files.insert(line.ten.clone()) {
                gone.files.push(line.ten.clone());
            }
            if is_left || number.is_some() {
                let line = Line { cu: true, so_cap: number, ..line };
                kept.insert((number, line.ten.clone()), line);
            }
        }
        gone.files.sort();
        gone.kept = kept.into_values().collect();
        gone
    }

    /// Moves the files aside; a name that is taken there gets a number. Gives
    /// where they went.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(super) fn put_aside(&mut self, folder: &dyn OutputFolder) -> io::Result<Vec<PathBuf>> {
        let mut moved = Vec::new();
        if !self.files.is_empty() {
            folder.make_within(Path::new(ASIDE))?;
        }
        for name in &self.files {
            let stem = name.strip_suffix(".docx").unwrap_or(name);
            let mut to = Path::new(ASIDE).join(name);
            let mut number = 2;
            while folder.there(&to).is_some() {
                to = Path::new(ASIDE).join(format!("{stem}-{number}.docx"));
                number += 1;
            }
            folder.rename(Path::new(name), &to)?;
            moved.push(to);
        }
        let moved_names: HashSet<&String> = self.files.iter().collect();
        self.kept.retain(|line| line.so_cap.is_some() || !moved_names.contains(&line.ten));
        Ok(moved)
    }
}

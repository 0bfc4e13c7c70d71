//! One document for many schools: a table's rows set keys of a plan, every
//! row gives a file.
//!
//! The table is read twice, row by row: once to check every row before
//! anything is written, once to write. Rows are worked on in chunks by all
//! cores and written in the order of the table.

mod archive;
mod columns;
mod fields;
mod follow_up;
mod gone;
mod head;
mod leftover;
mod lock;
mod manifest;
mod merge;
mod naming;
mod numbering;
mod ready;
mod register;
mod row;
mod row_fault;
mod titles;
mod told;
mod work;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::diagnostic::{Diagnostic, Sources};
use crate::engine::Engine;
use crate::files::FileRef;
use crate::model::VanBan;
use crate::output::{OutputFile, OutputFolder, Overwrite};

pub use columns::ColumnUse;
pub use follow_up::{FollowUp, FollowUpPaper};
pub use head::Pick;
pub use manifest::PlanNumbers;
pub use merge::merge;
pub use row_fault::{RowFault, to_table};
pub use titles::Mapping;
pub use told::{RowBlanks, RuleCount};
pub use work::run;

/// The pattern of file names of schools when the user gives none.
pub const DEFAULT_PATTERN: &str = "{{ stt }}-{{ co_quan.ten | slug }}.docx";

/// A share of the rows, so that several machines can do a table together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Which, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

/// Most shares of a table.
const MAX_SHARES: u32 = 10_000;

impl Share {
    /// Reads `3/8`; none when it is no share, or one of too many.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, of) = text.split_once('/')?;
        let (number, of) = (number.trim().parse().ok()?, of.trim().parse().ok()?);
        let is_share = of <= MAX_SHARES && (1..=of).contains(&number);
        is_share.then_some(Self { number, of })
    }

    /// Whether a row, counted from 1, belongs to the share.
    fn has(self, stt: u64) -> bool {
        (stt - 1) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

/// Where the files go.
#[derive(Debug, Clone)]
pub enum Destination {
    /// Into a folder, with a manifest.
    Folder(Arc<dyn OutputFolder>),
    /// Into one archive.
    Zip(OutputFile),
    /// One behind the other into one Word file, to be printed in one go.
    OneFile(OutputFile),
}

impl Destination {
    /// How people are told of it.
    pub fn shown(&self) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.shown(Path::new("")),
            Self::Zip(file) | Self::OneFile(file) => file.shown(),
        }
    }
}

/// What a batch is to do.
#[derive(Debug)]
pub struct Batch {
    /// The document that all schools get.
    pub plan: VanBan,
    /// What reading the plan warned of.
    pub plan_warnings: Vec<Diagnostic>,
    /// The files that the plan was read from.
    pub sources: Sources,
    /// The engine that the plan was read with.
    pub engine: Engine,
    /// A digest of the files that the plan was read from.
    pub plan_text: Vec<u8>,
    /// The table.
    pub table: FileRef,
    /// Which part of it.
    pub pick: Pick,
    /// Columns named by the user.
    pub mappings: Vec<Mapping>,
    /// The titles of the columns that tell two rows apart; none: those that name
    /// the files.
    pub key: Vec<String>,
    /// Every row is a receiver of what the plan's own office issues, even where
    /// a column names schools.
    pub one_issuer: bool,
    /// The pattern of file names, where one is given.
    pub pattern: Option<String>,
    /// The number of the first document; none: as the plan and table say.
    pub first_number: Option<u32>,
    /// The share of rows to do.
    pub share: Option<Share>,
    /// Do the good rows even when others have faults.
    pub skip_faulty: bool,
    /// Write nothing when the checker finds an error in a file.
    pub strict: bool,
    /// What may be replaced.
    pub overwrite: Overwrite,
    /// Where to.
    pub destination: Destination,
    /// A register of outgoing documents (NĐ 30, Phụ lục IV, I).
    pub register: Option<OutputFile>,
    /// Move the files of rows that are gone aside.
    pub tidy: bool,
    /// What follows from the plan, in its place.
    pub follow_up: Option<FollowUp>,
}

/// What a batch came to.
#[derive(Debug, Default)]
pub struct Summary {
    /// Rows of the table, of this share.
    pub rows: u64,
    /// One office issues all, each row is a receiver.
    pub one_issuer: bool,
    /// What the columns of the table set.
    pub columns: Vec<ColumnUse>,
    /// Files written.
    pub written: u64,
    /// Files that were there already.
    pub unchanged: u64,
    /// The files written, as far as they are named.
    pub files: Vec<PathBuf>,
    /// Files of rows that the table no longer has: where they are now.
    pub gone: Vec<PathBuf>,
    /// Numbers of rows that are gone, each with its file: never given again.
    pub retired: Vec<(u32, String)>,
    /// Rows left out for their faults.
    pub faulty: u64,
    /// Reports and year's plans with blanks.
    pub incomplete: u64,
    /// What is wrong with rows.
    pub findings: Vec<RowFault>,
    /// Faults that are not in the list.
    pub more_findings: usize,
    /// What the checker finds in the files, by rule.
    pub checked: Vec<RuleCount>,
    /// Which reports and year's plans have blanks, and which.
    pub blanks: Vec<RowBlanks>,
    /// The run was asked to stop before its end.
    pub stopped: bool,
}

/// What the caller is told while a batch goes on.
pub trait Progress: Sync {
    /// The rows are being checked; so many are done.
    fn checked(&self, done: u64);
    /// So many of all rows are written.
    fn written(&self, done: u64, of: u64);
}

/// A request to stop, set from outside.
pub type Stop = AtomicBool;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_disjoint_and_whole() {
        let shares: Vec<Share> = (1..=3).map(|number| Share { number, of: 3 }).collect();
        for stt in 1..100 {
            assert_eq!(shares.iter().filter(|share| share.has(stt)).count(), 1);
        }
        assert_eq!(Share::parse("3/8"), Some(Share { number: 3, of: 8 }));
        for text in ["0/8", "9/8", "3", "/", "a/b", "-1/3", "1/10001"] {
            assert_eq!(Share::parse(text), None, "{text}");
        }
    }
}

//! What there is to tell of the files of a batch, counted: the same thing said
//! of a thousand files is told once.

use schemars::JsonSchema;
use serde::Serialize;

use crate::check;
use crate::diagnostic::{Diagnostic, JsonDiagnostic, JsonSeverity, Severity, Sources, to_json};

/// Most files named for a rule.
const MAX_NAMED: usize = 10_000;
/// Most files that people are told of.
const MAX_SHOWN: usize = 5;
/// Most reports whose blanks are named.
const MAX_BLANKS: usize = 200;

/// Một luật (hoặc điều báo) và những tệp của lô phạm nó.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "SoTepTheoLuat")]
pub struct RuleCount {
    /// Mã luật.
    pub ma: String,
    /// Mức.
    pub muc: JsonSeverity,
    /// Tên luật; không có khi không phải là luật của kiem-tra.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ten: Option<&'static str>,
    /// Bao nhiêu tệp.
    pub so_tep: u64,
    /// Mọi tệp của lô đều phạm: thường là lỗi của tệp chung.
    pub moi_tep: bool,
    /// Tên các tệp.
    pub tep: Vec<String>,
    /// Bao nhiêu tệp nữa không kể trong `tep`.
    #[serde(skip_serializing_if = "is_zero")]
    #[schemars(default)]
    pub tep_con_nua: u64,
    /// Chỗ đầu tiên.
    pub vi_du: JsonDiagnostic,
}

/// Một báo cáo và những chỗ còn trống của nó.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ConThieu")]
pub struct RowBlanks {
    /// Tệp Word.
    pub tep: String,
    /// Thiếu gì.
    pub cho: Vec<String>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Something told of one file.
#[derive(Debug)]
pub(super) struct Note {
    severity: Severity,
    rule: Option<&'static str>,
    example: JsonDiagnostic,
    /// The file to name when it is not the Word file: the school's data sheet.
    place: Option<String>,
}

impl Note {
    /// What is told of a file's document, each rule once.
    pub(super) fn all<'d>(
        diagnostics: impl Iterator<Item = &'d Diagnostic>,
        sources: &Sources,
        mut place: impl FnMut(&Diagnostic) -> Option<String>,
    ) -> Vec<Self> {
        let mut notes: Vec<Self> = Vec::new();
        for diagnostic in diagnostics {
            let place = place(diagnostic);
            let known = |note: &Self| {
                note.example.ma == diagnostic.code
                    && note.severity == diagnostic.severity
                    && note.place == place
            };
            if !notes.iter().any(known) {
                let rule = check::rule(diagnostic.code);
                let nguon = rule.map(|rule| rule.source.to_owned());
                let example = JsonDiagnostic { nguon, ..to_json(diagnostic, sources) };
                let rule = rule.map(|rule| rule.name);
                notes.push(Self { severity: diagnostic.severity, rule, example, place });
            }
        }
        notes
    }
}

/// Counts over the files of a batch, in the order of the table.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: Vec<RuleCount>,
    blanks: Vec<RowBlanks>,
    incomplete: u64,
    files: u64,
}

impl Tally {
    /// Takes what was told of one file.
    pub(super) fn add(&mut self, name: &str, notes: Vec<Note>, blanks: Vec<String>) {
        self.files += 1;
        for note in notes {
            let muc = JsonSeverity::from(note.severity);
            let known = self.counts.iter().position(|count| count.ma == note.example.ma && count.muc == muc);
            let at = known.unwrap_or_else(|| {
                self.counts.push(RuleCount {
                    ma: note.example.ma.clone(),
                    muc,
                    ten: note.rule,
                    so_tep: 0,
                    moi_tep: false,
                    tep: Vec::new(),
                    tep_con_nua: 0,
                    vi_du: note.example,
                });
                self.counts.len() - 1
            });
            let count = &mut self.counts[at];
            count.so_tep += 1;
            if count.tep.len() < MAX_NAMED {
                count.tep.push(note.place.unwrap_or_else(|| name.to_owned()));
            } else {
                count.tep_con_nua += 1;
            }
        }
        if !blanks.is_empty() {
            self.incomplete += 1;
            if self.blanks.len() < MAX_BLANKS {
                self.blanks.push(RowBlanks { tep: name.to_owned(), cho: blanks });
            }
        }
    }

    /// Whether a file has an error beyond doubt.
    pub(super) fn has_errors(&self) -> bool {
        self.counts.iter().any(|count| count.muc == JsonSeverity::Loi)
    }

    /// The counts, gravest first; the blanks of reports, and how many have some.
    pub(super) fn into_parts(self) -> (Vec<RuleCount>, Vec<RowBlanks>, u64) {
        let Self { mut counts, blanks, incomplete, files } = self;
        for count in &mut counts {
            count.moi_tep = count.so_tep >= files && files > 1;
        }
        let rank = |level: JsonSeverity| match level {
            JsonSeverity::Loi => 0,
            JsonSeverity::CanhBao => 1,
            JsonSeverity::GoiY => 2,
        };
        counts.sort_by(|a, b| (rank(a.muc), &a.ma).cmp(&(rank(b.muc), &b.ma)));
        (counts, blanks, incomplete)
    }
}

impl RuleCount {
    /// "GO-x: 3 tệp: 003-..., 007-..., ... và N tệp nữa".
    pub fn line(&self) -> String {
        let files = if self.moi_tep {
            "mọi tệp".to_owned()
        } else {
            let shown = &self.tep[..self.tep.len().min(MAX_SHOWN)];
            let named = shown.join(", ");
            match self.so_tep - shown.len() as u64 {
                0 => format!("{} tệp: {named}", self.so_tep),
                more => format!("{} tệp: {named} và {more} tệp nữa", self.so_tep),
            }
        };
        format!("{}: {files}", self.ma)
    }

    /// The first place, and what was said there.
    pub fn example(&self) -> String {
        let said = &self.vi_du;
        match (&said.tep, said.dong) {
            (Some(file), Some(line)) => format!("{file}:{line}: {}", said.thong_bao),
            _ => said.thong_bao.clone(),
        }
    }
}

//! What follows from every school's plan, in the place of the plan: a report,
//! or the plan of one year.

use super::Batch;
use super::manifest::PlanNumbers;
use super::row_fault::RowFault;
use crate::compose::{PageTree, compose_with};
use crate::diagnostic::{Diagnostic, Faults, Place, Sources, Told};
use crate::files::{FileFault, FileRef, Folder};
use crate::inspect::{self, Examined, Inspection, Reading};
use crate::model::{KyBaoCao, Ngay, SoLieu, VanBan};
use crate::report::{self, Choices, YearChoices};
use crate::slug::slug;
use crate::source::Input;

/// How a run of year's plans is called in a manifest; the year follows.
const YEAR_PLAN: &str = "ke-hoach-nam-";

/// The rule that finds places to fill in: they are told as blanks.
const BLANK: &str = "TN-cho_dien";

/// What to make of every school's plan.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// Which paper.
    pub paper: FollowUpPaper,
    /// The folder of the schools' data sheets; none: there are none.
    pub folder: Option<Folder>,
    /// The date of the papers.
    pub ngay: Option<Ngay>,
    /// The numbers that the schools' own plans went out under.
    pub numbers: PlanNumbers,
}

/// A paper that follows from a plan.
#[derive(Debug, Clone)]
pub enum FollowUpPaper {
    /// The report of a period.
    Report(KyBaoCao),
    /// The plan of a year.
    YearPlan {
        /// The year.
        nam: i16,
        /// Whether an annex lists the tasks by month.
        by_month: bool,
    },
}

impl FollowUpPaper {
    /// What a manifest calls it.
    pub(super) fn id(&self) -> String {
        match self {
            Self::Report(period) => period.id.clone(),
            Self::YearPlan { nam, .. } => format!("{YEAR_PLAN}{nam}"),
        }
    }

    /// What people call what a manifest calls `id`.
    pub(super) fn words(id: &str) -> String {
        match id.strip_prefix(YEAR_PLAN) {
            Some(year) => format!("kế hoạch năm {year}"),
            None => format!("báo cáo kỳ {id}"),
        }
    }

    /// What people call one of them.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Report(_) => "báo cáo",
            Self::YearPlan { .. } => "kế hoạch năm",
        }
    }
}

/// A paper that follows from a school's plan.
pub(super) struct Followed {
    pub(super) document: VanBan,
    /// What it leaves blank.
    pub(super) blanks: Vec<String>,
    /// Everything there is to tell; none: nobody looked yet.
    told: Option<Vec<Diagnostic>>,
}

impl FollowUp {
    /// What of the request the files depend on, beside plan, row and data.
    pub(super) fn input(&self) -> String {
        let date = self.ngay.map(Ngay::short).unwrap_or_default();
        let by_month = matches!(self.paper, FollowUpPaper::YearPlan { by_month: true, .. });
        let by_month = if by_month { "\0lich-thang" } else { "" };
        format!("\0{}\0{date}{by_month}", self.paper.id())
    }

    /// Makes the paper of a school's plan. `number` is its number in sequence.
    ///
    /// # Errors
    /// As [`report::report`] and [`report::year_plan`], and when it cannot be
    /// composed.
    pub(super) fn make(
        &self,
        plan: &VanBan,
        number: Option<u32>,
        data: &SoLieu,
        batch: &Batch,
    ) -> Result<(Told<PageTree>, Followed), Faults> {
        match &self.paper {
            FollowUpPaper::Report(period) => {
                let templates = batch.engine.templates();
                let choices = Choices { so: number, ngay: self.ngay };
                let (made, told) = report::report(plan, period, data, choices, templates)?.take();
                let blanks = report::describe_missing(&made.missing);
                let page_tree = compose_with(&made.document, made.supplement, templates)?;
                let page_tree = Told { told: [told, page_tree.told].concat(), ..page_tree };
                Ok((page_tree, Followed { document: made.document, blanks, told: None }))
            }
            FollowUpPaper::YearPlan { nam, by_month } => {
                let choices =
                    YearChoices { so: number, ngay: self.ngay, by_month: *by_month, may_lack_number: true };
                self.make_year_plan(plan, *nam, data, choices, batch)
            }
        }
    }

    /// The plan of a year is what reading its YAML gives.
    fn make_year_plan(
        &self,
        plan: &VanBan,
        nam: i16,
        data: &SoLieu,
        choices: YearChoices,
        batch: &Batch,
    ) -> Result<(Told<PageTree>, Followed), Faults> {
        let engine = &batch.engine;
        let (made, mut told) = engine.year_plan(plan, nam, data, choices, &batch.sources)?.take();
        told.extend(made.left_out.iter().cloned());
        let input = Input::text(format!("{}.yaml", self.paper.id()), made.yaml()?);
        let Inspection { document, told: examined } =
            engine.inspect(&input, Reading::ToWrite, &mut Sources::new());
        let Examined { page_tree, faults, findings } = examined;
        let (Some(document), Some(page_tree)) = (document, page_tree) else {
            return Err(faults.into_iter().map(nowhere).collect::<Vec<Diagnostic>>().into());
        };
        told.extend(faults.into_iter().map(nowhere));
        let found = findings.into_iter().filter(|finding| finding.rule.id != BLANK);
        told.extend(found.map(|finding| nowhere(finding.diagnostic)));
        let followed = Followed { document, blanks: made.missing, told: Some(told) };
        Ok((Told::new(page_tree, Vec::new()), followed))
    }

    /// The data sheet of a school: as its row says, or by the school's name;
    /// none when there is no folder of data sheets.
    ///
    /// # Errors
    /// When it is not there, or a link leads out of the folder.
    pub(super) fn find_data(
        &self,
        named: Option<&str>,
        document: &VanBan,
    ) -> Result<Option<FileRef>, RowFault> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let missing = |place: &str, message: String| {
            Err(RowFault::new(0, place, message, "thêm tệp vào thư mục, hoặc ghi tên tệp ở cột `so_lieu`"))
        };
        if let Some(name) = named.filter(|name| !name.is_empty()) {
            // A plain name: no path leads out of the folder.
            let is_plain = !name.contains(['/', '\\', ':']) && name != "." && name != "..";
            return match folder.file(name).ok().filter(|_| is_plain) {
                Some(file) if is_there("so_lieu", &file)? => Ok(Some(file)),
                _ => missing("so_lieu", format!("không có tệp số liệu `{name}`")),
            };
        }
        let stem = slug(document.co_quan.ten.as_str());
        for extension in ["xlsx", "csv", "yaml"] {
            if let Ok(file) = folder.file(&format!("{stem}.{extension}"))
                && is_there("so_lieu", &file)?
            {
                return Ok(Some(file));
            }
        }
        missing("so_lieu", format!("không có tệp số liệu `{stem}.xlsx` (.csv, .yaml)"))
    }
}

impl Followed {
    /// Everything there is to tell of it.
    pub(super) fn told(&self, page_tree: Told<PageTree>, batch: &Batch) -> Vec<Diagnostic> {
        if let Some(told) = &self.told {
            return told.clone();
        }
        let (sources, criteria) = (&batch.sources, batch.engine.criteria());
        let told = inspect::examine_report(&self.document, &batch.plan, Ok(page_tree), sources, criteria);
        told.diagnostics().cloned().collect()
    }
}

/// The YAML of a year's plan that is made for the Word file only is nowhere
/// that people can look.
fn nowhere(diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic { place: Place::Nowhere, ..diagnostic }
}

/// Whether a data sheet is there; one that a link has elsewhere is told of.
fn is_there(place: &str, file: &FileRef) -> Result<bool, RowFault> {
    match file.size() {
        Err(FileFault::LinkedOut) => {
            let message = format!("tệp số liệu {file} là liên kết dẫn ra ngoài thư mục số liệu");
            Err(RowFault::new(0, place, message, "chép tệp ấy vào thư mục số liệu"))
        }
        size => Ok(size.is_ok()),
    }
}

//! The face of the crate: everything that works on documents, as one value.

#[cfg(feature = "report")]
use std::ops::Range;
use std::path::Path;

use crate::acts::Acts;
use crate::check::{self, Criteria, Finding, Severities};
use crate::compose::{self, PageTree, Templates};
use crate::diagnostic::{Diagnostic, Faults, Sources, Told};
use crate::files::FileRef;
use crate::inspect::{self, Inspection, Reading};
use crate::law::Law;
#[cfg(feature = "report")]
use crate::model::Ngay;
use crate::model::VanBan;
use crate::render::{docx, set};
#[cfg(feature = "report")]
use crate::report;
use crate::settings_file::SettingsFile;
use crate::source::{self, Input};

/// The rule that finds bases out of force.
#[cfg(feature = "report")]
const ENDED_BASIS: &str = "VB-het_hieu_luc";
/// The rule that finds bodies that ended.
#[cfg(feature = "report")]
const ENDED_BODY: &str = "TN-don_vi_cu";

/// The law with what an office adds to it, the templates of both, and what the
/// checker goes by in that office.
///
/// Made once and handed down: nothing of it is global, so that engines of
/// several offices work side by side, also on several threads. A copy shares
/// all of it.
///
/// The example on the [front page](crate) goes through all steps.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    templates: Templates,
    criteria: Criteria,
}

impl Engine {
    /// An engine of a law, whose checker goes by an office's criteria.
    ///
    /// # Errors
    /// When a template of the office is none, or a sentence of reports is not
    /// one that they have.
    pub fn new(law: Law, criteria: Criteria) -> Result<Self, Faults> {
        #[cfg(feature = "report")]
        report::check_office(&law)?;
        let criteria = criteria.with_kinds_of(&law);
        Ok(Self { templates: Templates::new(law)?, criteria })
    }

    /// The engine for the documents of a folder: the law with what the nearest
    /// `vanban.toml` says, there or in a folder above; the law alone where there
    /// is none.
    ///
    /// # Errors
    /// As [`Engine::of_settings`], and when the file cannot be read.
    pub fn of_folder(folder: &Path, sources: &mut Sources) -> Result<Told<Self>, Faults> {
        match SettingsFile::find(folder) {
            Some(path) => Self::of_settings(&SettingsFile::read(&FileRef::disk(path), sources)?, sources),
            None => Ok(Told::default()),
        }
    }

    /// The engine that a settings file asks for; told of a table of acts that is
    /// older than the program's, and of templates that replace the program's.
    ///
    /// # Errors
    /// Every fault of its severities, of the kinds and templates in the folder
    /// that it names, and of its table of acts.
    pub fn of_settings(file: &SettingsFile, sources: &mut Sources) -> Result<Told<Self>, Faults> {
        let severities = Severities::of(file);
        let templates = templates(file, sources);
        match (severities, templates, acts(file, sources)) {
            (Ok(severities), Ok(templates), Ok(mut acts)) => {
                acts.told.extend(replaced(file, &templates));
                Ok(acts.map(|acts| {
                    let criteria = Criteria::new(severities, acts).with_kinds_of(templates.law());
                    Self { templates, criteria }
                }))
            }
            (severities, templates, acts) => {
                let faults = severities.err().into_iter().chain(templates.err()).chain(acts.err());
                Err(faults.flatten().collect::<Vec<Diagnostic>>().into())
            }
        }
    }

    /// The law with the kinds of the office.
    pub fn law(&self) -> &Law {
        self.templates.law()
    }

    /// The templates that documents are set in.
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// What the checker goes by.
    pub fn criteria(&self) -> &Criteria {
        &self.criteria
    }

    /// Reads a document. The files read are added to `sources`, which reports
    /// point into.
    ///
    /// # Errors
    /// Every fault that can be found in one go, each at its place.
    pub fn read(&self, input: &Input, sources: &mut Sources) -> Result<Told<VanBan>, Faults> {
        source::load(input, self.law(), sources)
    }

    /// Composes a document: its texts run, numbers, labels and citations put in.
    ///
    /// # Errors
    /// Every fault in the document's texts.
    pub fn compose(&self, document: &VanBan) -> Result<Told<PageTree>, Faults> {
        compose::compose(document, &self.templates)
    }

    /// What a strict clerk would send back, in the order of the file. `noticed`
    /// is what [composing](Engine::compose) told.
    pub fn check(&self, document: &VanBan, sources: &Sources, noticed: &[Diagnostic]) -> Vec<Finding> {
        check::check(document, sources, &self.criteria, noticed)
    }

    /// Reads, composes and checks in one go, and tells everything there is to
    /// tell.
    pub fn inspect(&self, input: &Input, reading: Reading, sources: &mut Sources) -> Inspection {
        inspect::inspect(input, reading, &self.templates, sources, &self.criteria)
    }

    /// The plan of a year of a period's plan: the bases out of force on its day
    /// left out, silences about rules kept where they are needed. `sources` are
    /// those of the plan.
    ///
    /// # Errors
    /// As [`report::year_plan`].
    #[cfg(feature = "report")]
    pub fn year_plan(
        &self,
        plan: &VanBan,
        nam: i16,
        data: &crate::model::SoLieu,
        choices: report::YearChoices,
        sources: &Sources,
    ) -> Result<Told<report::YearPlan>, Faults> {
        let day = report::year_plan_day(plan, nam, choices.ngay)?;
        let dated = VanBan { ngay: Some(day), ..plan.clone() };
        let found = self.check(&dated, sources, &[]).into_iter();
        let ended: Vec<Diagnostic> = found
            .filter(|finding| finding.rule.id == ENDED_BASIS)
            .map(|finding| finding.diagnostic)
            .collect();
        let mut made = report::year_plan(plan, nam, data, choices, &ended, &self.templates)?;
        made.value.keep_silences(|yaml| {
            let input = Input::text("ke-hoach-nam.yaml", yaml);
            let told = self.inspect(&input, Reading::ToWrite, &mut Sources::new()).told;
            told.findings.iter().map(|finding| finding.rule.id).collect()
        })?;
        Ok(made)
    }

    /// A draft of the plan that follows a plan: bases out of force and bodies
    /// that ended are marked, silences about rules kept where they are needed.
    ///
    /// # Errors
    /// As [`report::next_period`].
    #[cfg(feature = "report")]
    pub fn next_period(
        &self,
        plan: &VanBan,
        asked: &str,
        data: &crate::model::SoLieu,
        choices: report::NextChoices,
    ) -> Result<Told<report::NextPlan>, Faults> {
        let day = report::next_period_day(plan, asked, choices.ngay)?;
        let mut made = report::next_period(plan, asked, data, choices, &self.templates)?;
        let draft = &mut made.value;
        let found = self.found_in(&draft.yaml(), day);
        draft.mark(
            found
                .into_iter()
                .filter_map(|(rule, range, told)| {
                    let is_blank = rule == ENDED_BODY;
                    (is_blank || rule == ENDED_BASIS).then_some(report::Mark { range, told, is_blank })
                })
                .collect(),
        );
        let rules: Vec<&str> = self.found_in(&draft.yaml(), day).into_iter().map(|(rule, ..)| rule).collect();
        draft.keep_silences(&plan.bo_qua, &rules);
        Ok(made)
    }

    /// What the checker finds in a file as of a day, and where.
    #[cfg(feature = "report")]
    fn found_in(&self, yaml: &str, day: Ngay) -> Vec<(&'static str, Range<usize>, Diagnostic)> {
        let mut sources = Sources::new();
        let input = Input::text("giai-doan-moi.yaml", yaml);
        let Inspection { document, told } = self.inspect(&input, Reading::ToWrite, &mut sources);
        let Some(document) = document else { return Vec::new() };
        let dated = VanBan { ngay: Some(day), ..document };
        let of_day = self.check(&dated, &sources, &[]);
        let found = told.findings.into_iter().chain(of_day).map(|finding| {
            let range = sources.range_of(&finding.diagnostic).map_or(0..0, |(_, range)| range);
            (finding.rule.id, range, finding.diagnostic)
        });
        found.collect()
    }

    /// A composed document as a Word file, told of what does not fit its page.
    /// The same document gives the same bytes.
    ///
    /// # Errors
    /// When the file cannot be put together.
    pub fn docx(&self, page_tree: &PageTree) -> Result<Told<Vec<u8>>, Faults> {
        let bytes = docx::render(page_tree)
            .map_err(|error| Diagnostic::error("docx", format!("không đóng gói được tệp Word: {error}")))?;
        Ok(Told::new(bytes, set::too_wide(page_tree)))
    }
}

fn templates(file: &SettingsFile, sources: &mut Sources) -> Result<Templates, Faults> {
    let Some(kinds) = &file.kinds else { return Ok(Templates::default()) };
    let law = Law::with_office(source::load_office(kinds, sources)?)?;
    #[cfg(feature = "report")]
    report::check_office(&law)?;
    Ok(Templates::new(law)?)
}

/// A warning for each template of the office that replaces one of the law's
/// kinds.
fn replaced(file: &SettingsFile, templates: &Templates) -> Vec<Diagnostic> {
    let at = file.kinds.as_ref().map(|kinds| kinds.name.at);
    let warning = |name: &str| {
        let message = format!("khuôn `{name}` của cơ quan thay khuôn của chương trình");
        Diagnostic::warning("khuon", message).at(at).help(format!(
            "các loại của luật dùng khuôn này in theo {name}.md; không muốn thế thì đổi tên tệp"
        ))
    };
    templates.replaced().into_iter().map(warning).collect()
}

/// The office's own table of acts; none: it names none.
fn acts(file: &SettingsFile, sources: &mut Sources) -> Result<Told<Option<Acts>>, Faults> {
    match &file.acts {
        Some(named) => Ok(source::load_acts(named, sources)?.map(Some)),
        None => Ok(Told::default()),
    }
}

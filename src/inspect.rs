//! Everything there is to tell about a document: what reading and composing
//! say, what does not fit the page, what the checker finds.
//!
//! The one place that every command asks, so that none of them is silent about
//! what another one tells.

use crate::check::{self, Criteria, Finding};
use crate::compose::{self, PageTree, Templates};
use crate::diagnostic::{Diagnostic, Faults, JsonDiagnostic, Place, Severity, Sources, Span, Told, to_json};
use crate::model::VanBan;
use crate::render::set;
use crate::source::{self, Input};

/// What is read for which purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// To write a file: text of old code pages is an error.
    ToWrite,
    /// To check: text of old code pages is a finding, which can be converted.
    ToCheck,
}

/// What was told of a document that was composed, or could not be.
#[derive(Debug, Default)]
pub struct Examined {
    /// The page tree; none when there is an error among the faults.
    pub page_tree: Option<PageTree>,
    /// Why there is no document; plain warnings.
    pub faults: Vec<Diagnostic>,
    /// What the rules of the checker find.
    pub findings: Vec<Finding>,
}

/// What was told of an input.
#[derive(Debug, Default)]
pub struct Inspection {
    /// The document, unless it could not be read.
    pub document: Option<VanBan>,
    /// What was told of it.
    pub told: Examined,
}

/// Reads, composes and checks a document.
pub fn inspect(
    input: &Input,
    reading: Reading,
    templates: &Templates,
    sources: &mut Sources,
    criteria: &Criteria,
) -> Inspection {
    let loaded = match reading {
        Reading::ToWrite => source::load(input, templates.law(), sources),
        Reading::ToCheck => source::load_to_check(input, templates.law(), sources),
    };
    let (document, of_reading) = match loaded {
        Ok(loaded) => loaded.take(),
        Err(faults) => {
            let told = Examined { faults: faults.into_vec(), ..Examined::default() };
            return Inspection { document: None, told };
        }
    };
    let mut told = examine(&document, compose::compose(&document, templates), sources, criteria);
    told.faults.splice(0..0, of_reading);
    Inspection { document: Some(document), told }
}

/// Checks a document that was composed, or could not be; tells what composing
/// noticed and what does not fit the page.
pub fn examine(
    document: &VanBan,
    composed: Result<Told<PageTree>, Faults>,
    sources: &Sources,
    criteria: &Criteria,
) -> Examined {
    let (page_tree, noticed) = match composed {
        Ok(composed) => {
            let (page_tree, mut noticed) = composed.take();
            noticed.extend(set::too_wide(&page_tree));
            (Some(page_tree), noticed)
        }
        Err(faults) => (None, faults.into_vec()),
    };
    let findings = check::check(document, sources, criteria, &noticed);
    let faults = noticed.into_iter().filter(|notice| check::rule(notice.code).is_none()).collect();
    Examined { page_tree, faults, findings }
}

/// As [`examine`], of a copy of a document whose keys a table set: what the
/// table holds has no place in the document's file.
pub fn examine_copy(
    document: &VanBan,
    composed: Result<Told<PageTree>, Faults>,
    sources: &Sources,
    criteria: &Criteria,
) -> Examined {
    let mut told = examine(document, composed, sources, criteria);
    for finding in &mut told.findings {
        let diagnostic = &mut finding.diagnostic;
        if diagnostic.place.span() == Some(Span::default()) {
            diagnostic.place = Place::Nowhere;
        }
    }
    told
}

/// As [`examine_copy`], of a report: what its plan asks to leave out is left
/// out of the report too.
pub fn examine_report(
    report: &VanBan,
    plan: &VanBan,
    composed: Result<Told<PageTree>, Faults>,
    sources: &Sources,
    criteria: &Criteria,
) -> Examined {
    let document = VanBan { bo_qua: plan.bo_qua.clone(), ..report.clone() };
    let mut told = examine_copy(&document, composed, sources, criteria);
    find_places(&mut told.findings, plan, sources, criteria);
    // A name that stands once in the plan stands at several places of a report.
    let mut seen: Vec<(&str, Place)> = Vec::new();
    told.findings.retain(|finding| {
        let told = &finding.diagnostic;
        let place = (finding.rule.id, told.place.clone());
        let is_new = told.place.span().is_none() || !seen.contains(&place);
        if is_new {
            seen.push(place);
        }
        is_new && !check::is_about_silence(finding)
    });
    drop_echoes(&mut told.findings);
    told
}

/// A report repeats words of its plan, its subject above all: what is found in
/// them has its place and key in the plan.
fn find_places(findings: &mut [Finding], plan: &VanBan, sources: &Sources, criteria: &Criteria) {
    let mut lost = findings.iter_mut().filter(|finding| finding.diagnostic.place.span().is_none()).peekable();
    if lost.peek().is_none() {
        return;
    }
    let known = check::check(plan, sources, criteria, &[]);
    for finding in lost {
        let same = known
            .iter()
            .filter(|known| known.diagnostic.place.span().is_some())
            .find(|k| said(k) == said(finding));
        if let Some(same) = same {
            finding.diagnostic = same.diagnostic.clone();
        }
    }
}

/// What a finding says; a head prints in capitals what the plan has in small
/// letters.
fn said(finding: &Finding) -> (&'static str, String) {
    (finding.rule.id, finding.diagnostic.message.to_lowercase())
}

/// What the report's own template says again of words that have their place in
/// the plan, or says twice without a place, is told once.
fn drop_echoes(findings: &mut Vec<Finding>) {
    let mut known: Vec<_> =
        findings.iter().filter(|f| f.diagnostic.place.span().is_some()).map(said).collect();
    findings.retain(|finding| {
        let is_new = finding.diagnostic.place.span().is_some() || !known.contains(&said(finding));
        if is_new {
            known.push(said(finding));
        }
        is_new
    });
}

impl Examined {
    /// Everything there is to tell, in order.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.faults.iter().chain(self.findings.iter().map(|finding| &finding.diagnostic))
    }

    /// What the checker finds wrong beyond doubt.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error)
    }

    /// Why there is no document.
    pub fn fatal(&self) -> impl Iterator<Item = &Diagnostic> {
        self.faults.iter().filter(|fault| fault.severity == Severity::Error)
    }

    /// Whatever is no error: warnings and hints of reading, composing,
    /// rendering and of the rules.
    pub fn minor(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics().filter(|told| told.severity != Severity::Error)
    }

    /// All of it for programs.
    pub fn to_json(&self, sources: &Sources) -> Vec<JsonDiagnostic> {
        let faults = self.faults.iter().map(|fault| to_json(fault, sources));
        let fixable = check::fixable(&self.findings, sources);
        let finding = |(finding, sua_duoc): (&Finding, bool)| JsonDiagnostic {
            nguon: Some(finding.rule.source.to_owned()),
            sua_duoc,
            ..to_json(&finding.diagnostic, sources)
        };
        faults.chain(self.findings.iter().zip(fixable).map(finding)).collect()
    }
}

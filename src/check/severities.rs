//! An office's own severities.

use std::collections::BTreeMap;

use super::{Rule, rule, rules};
use crate::diagnostic::{Diagnostic, Faults, Severity, nearest};
use crate::settings_file::SettingsFile;

/// Which rules run, and how grave they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Severities {
    severities: BTreeMap<&'static str, Option<Severity>>,
}

/// The words for severities; none: the rule does not run.
const LEVELS: [(&str, Option<Severity>); 4] = [
    ("loi", Some(Severity::Error)),
    ("canh_bao", Some(Severity::Warning)),
    ("goi_y", Some(Severity::Hint)),
    ("tat", None),
];

impl Severities {
    /// How grave a rule is here; none: it does not run.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.id).copied().unwrap_or(Some(rule.severity))
    }

    /// Whether the office set this rule itself.
    pub(super) fn is_off(&self, id: &str) -> bool {
        self.severities.get(id) == Some(&None)
    }

    /// The severities that a settings file sets.
    ///
    /// # Errors
    /// Every rule and every severity that is not there.
    pub fn of(file: &SettingsFile) -> Result<Self, Faults> {
        let mut settings = Self::default();
        let mut faults = Vec::new();
        for (wanted, level) in &file.severities {
            let found = rule(wanted);
            let severity = LEVELS.iter().find(|(word, _)| *word == level.value);
            if found.is_none() {
                faults.push(unknown_rule(wanted).at(level.at));
            }
            if severity.is_none() {
                let known: Vec<&str> = LEVELS.iter().map(|(word, _)| *word).collect();
                let message = format!("luật `{wanted}`: không có mức `{}`", level.value);
                let help = format!("các mức: {}", known.join(", "));
                faults.push(Diagnostic::error("cau-hinh", message).at(level.at).help(help));
            }
            if let (Some(rule), Some((_, severity))) = (found, severity) {
                settings.severities.insert(rule.id, *severity);
            }
        }
        Faults::none_or(faults, settings)
    }
}

/// Tells that a rule is not there, and which one may be meant.
pub fn unknown_rule(id: &str) -> Diagnostic {
    let near = nearest(id, rules().iter().map(|rule| rule.id));
    let near = near.or_else(|| {
        let folded = id.to_lowercase();
        rules()
            .iter()
            .map(|rule| rule.id)
            .find(|known| known.to_lowercase().contains(&folded) && folded.len() > 2)
    });
    let help = match near {
        Some(known) => format!("có phải ý bạn là `{known}`?"),
        None => "xem tất cả: vanban luat".to_owned(),
    };
    Diagnostic::error("luat-la", format!("không có luật `{id}`")).help(help)
}

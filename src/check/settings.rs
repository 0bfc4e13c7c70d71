//! An office's own severities: `vanban.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Rule, rule, rules};
use crate::diagnostic::{Diagnostic, Faults, Severity, Sources, Span, nearest};
use crate::settings_file;

/// Largest settings file, in bytes.
const MAX_BYTES: u64 = 256 * 1024;

/// Which rules run, and how grave they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    severities: BTreeMap<&'static str, Option<Severity>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    luat: BTreeMap<String, toml::Spanned<Level>>,
    /// The office's kinds, which are read elsewhere.
    #[serde(default, rename = "loai")]
    _loai: serde::de::IgnoredAny,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Level {
    Loi,
    CanhBao,
    GoiY,
    Tat,
}

impl Settings {
    /// How grave a rule is here; none: it does not run.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.id).copied().unwrap_or(Some(rule.severity))
    }

    /// Whether the office set this rule itself.
    pub(super) fn is_off(&self, id: &str) -> bool {
        self.severities.get(id) == Some(&None)
    }

    /// The settings file that holds for a folder: there or in one above.
    pub fn find(folder: &Path) -> Option<PathBuf> {
        settings_file::find(folder)
    }

    /// Reads a settings file.
    ///
    /// # Errors
    /// When it cannot be read, is no TOML, or names a rule or severity that is
    /// not there.
    pub fn read(path: &Path, sources: &mut Sources) -> Result<Self, Faults> {
        let one = |message: String| Faults::from(Diagnostic::error("cau-hinh", message));
        let name = path.display().to_string();
        let there = std::fs::metadata(path);
        if there.as_ref().is_ok_and(|there| !there.is_file()) {
            return Err(one(format!("{name} không phải là tệp")));
        }
        let size = there.map(|there| there.len()).unwrap_or(0);
        if size > MAX_BYTES {
            return Err(one(format!("{name} lớn hơn {} KB", MAX_BYTES / 1024)));
        }
        let text = std::fs::read_to_string(path).map_err(|_| one(format!("không đọc được {name}")))?;
        Self::parse(&name, &text, sources)
    }

    /// Reads settings from a text.
    ///
    /// # Errors
    /// As [`Settings::read`].
    pub fn parse(name: &str, text: &str, sources: &mut Sources) -> Result<Self, Faults> {
        let id = sources.add(name, text);
        let help =
            "dạng đúng: [luat], rồi mỗi dòng \"MÃ LUẬT\" = \"loi\", \"canh_bao\", \"goi_y\" hoặc \"tat\"";
        let table: Table = settings_file::parse(name, id, text, help)?;
        let mut settings = Self::default();
        let mut faults = Vec::new();
        for (wanted, level) in table.luat {
            let Some(rule) = rule(&wanted) else {
                faults.push(unknown_rule(&wanted).at(Span::new(id, level.span())));
                continue;
            };
            let severity = match level.into_inner() {
                Level::Loi => Some(Severity::Error),
                Level::CanhBao => Some(Severity::Warning),
                Level::GoiY => Some(Severity::Hint),
                Level::Tat => None,
            };
            settings.severities.insert(rule.id, severity);
        }
        if faults.is_empty() { Ok(settings) } else { Err(faults.into()) }
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

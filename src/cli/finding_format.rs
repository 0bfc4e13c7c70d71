//! Findings for other tools: SARIF, annotations of GitHub.

use serde_json::{Value, json};

use vanban::check;
use vanban::diagnostic::{Diagnostic, LineColumn, Severity, Sources};
use vanban::inspect::Examined;

/// What was found in one file.
pub(super) struct Checked {
    /// The file as the user named it.
    pub(super) name: String,
    /// Its text and those it includes.
    pub(super) sources: Sources,
    /// Whether it could be read.
    pub(super) is_document: bool,
    /// What there is to tell of it.
    pub(super) told: Examined,
    /// How many more there are: see [`Checked::shorten`].
    pub(super) more: usize,
}

/// Most findings shown of one file.
const MAX_SHOWN: usize = 500;

impl Checked {
    /// Keeps the findings that are shown and counts the rest.
    pub(super) fn shorten(&mut self) {
        self.more = self.told.findings.len().saturating_sub(MAX_SHOWN);
        self.told.findings.truncate(MAX_SHOWN);
    }

    /// Everything there is to tell, in order.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.told.diagnostics()
    }

    /// How many faults leave no document.
    pub(super) fn faulty(&self) -> usize {
        self.told.faults.iter().filter(|fault| fault.severity == Severity::Error).count()
    }
}

/// All findings as a SARIF 2.1.0 log.
pub(super) fn sarif(files: &[Checked]) -> Value {
    let rules: Vec<Value> = check::rules()
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.name },
                "fullDescription": { "text": rule.explanation },
                "help": { "text": format!("Nguồn: {}", rule.source) },
                "defaultConfiguration": { "level": sarif_level(rule.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = files
        .iter()
        .flat_map(|file| file.diagnostics().map(|diagnostic| sarif_result(diagnostic, file)))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "vanban",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn sarif_result(diagnostic: &Diagnostic, file: &Checked) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": sarif_level(diagnostic.severity),
        "message": { "text": message(diagnostic) },
    });
    if let Some((name, start, end)) = place(diagnostic, &file.sources) {
        result["locations"] = json!([{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(name) },
                "region": {
                    "startLine": start.line,
                    "startColumn": start.column,
                    "endLine": end.line,
                    "endColumn": end.column,
                },
            },
        }]);
    }
    result
}

fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// A path as a relative or absolute URI reference: what is no letter, digit
/// or mark of a path is escaped.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    let escape = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.replace('\\', "/").bytes().map(escape).collect()
}

/// All findings as annotations of GitHub Actions, a line each.
pub(super) fn github(files: &[Checked]) -> String {
    let line = |diagnostic: &Diagnostic, file: &Checked| {
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let at = place(diagnostic, &file.sources).map_or_else(String::new, |(name, start, end)| {
            let columns = if start.line == end.line {
                format!(",col={},endColumn={}", start.column, end.column)
            } else {
                String::new()
            };
            format!("file={},line={},endLine={}{columns},", property(name), start.line, end.line)
        });
        format!("::{level} {at}title={}::{}\n", property(diagnostic.code), data(&message(diagnostic)))
    };
    files.iter().flat_map(|file| file.diagnostics().map(move |d| line(d, file))).collect()
}

fn message(diagnostic: &Diagnostic) -> String {
    if diagnostic.help.is_empty() {
        diagnostic.message.clone()
    } else {
        format!("{} ({})", diagnostic.message, diagnostic.help)
    }
}

fn place<'s>(diagnostic: &Diagnostic, sources: &'s Sources) -> Option<(&'s str, LineColumn, LineColumn)> {
    let (id, range) = sources.range_of(diagnostic)?;
    let name = sources.get(id)?.name.as_str();
    Some((name, sources.line_column(id, range.start), sources.line_column(id, range.end)))
}

/// The message of an annotation: line ends and "%" escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of an annotation: commas and colons too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

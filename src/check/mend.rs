//! Mends a YAML file round after round until nothing is left to mend.

use super::edit::{Changes, Writer};
use super::finding::Finding;
use super::yaml_writer::YamlWriter;
use crate::diagnostic::Sources;

/// What fixing a file gave.
#[derive(Debug)]
pub struct Fixed {
    /// The text of the file.
    pub text: String,
    /// How many findings were mended.
    pub count: usize,
    /// The findings left in the text, and the files they speak of; none where
    /// the text is no document.
    pub left: Option<(Vec<Finding>, Sources)>,
}

/// A text after one round of fixes.
struct Applied {
    text: String,
    count: usize,
}

/// Most rounds: a fix may make room for another one.
const MAX_ROUNDS: usize = 5;

/// Applies the fixes of findings to the text of the document's own file.
fn apply<'f>(findings: impl IntoIterator<Item = &'f Finding>, sources: &Sources) -> Option<Applied> {
    let text = &sources.main_file()?.text;
    let changes = Changes::of(findings, &mut YamlWriter::new(sources));
    Some(Applied { count: changes.count, text: changes.apply(text) })
}

/// Which findings `fix` can mend: those whose fix has its place in the
/// document's own file. After `fix` they are those that could not be mended
/// after all.
pub fn fixable(findings: &[Finding], sources: &Sources) -> Vec<bool> {
    let mut writer = YamlWriter::new(sources);
    findings.iter().map(|finding| writer.changes(finding).is_some()).collect()
}

/// Fixes a text until nothing is left to fix. `check` gives the findings of a
/// text; none when it is no document. A round after which the file is no
/// document any more is dropped.
pub fn fix(text: String, check: impl Fn(&str) -> Option<(Vec<Finding>, Sources)>) -> Fixed {
    let left = check(&text);
    let mut fixed = Fixed { text, count: 0, left };
    for _ in 0..MAX_ROUNDS {
        let Some((findings, sources)) = &fixed.left else { break };
        let Some(mut next) = apply(findings, sources) else { break };
        let composed = sources.main_file().is_some_and(|file| file.normalised.is_some());
        if next.count == 0 && !composed {
            break;
        }
        let mut after = check(&next.text);
        if after.is_none() {
            // One of them breaks the YAML: keep those that do not.
            let sound = findings.iter().filter(|finding| {
                apply([*finding], sources).is_some_and(|one| one.count > 0 && check(&one.text).is_some())
            });
            match apply(sound, sources).filter(|sound| sound.count > 0) {
                Some(sound) => next = sound,
                None => break,
            }
            after = check(&next.text);
        }
        if after.is_none() {
            break;
        }
        let count = fixed.count + next.count + usize::from(composed);
        fixed = Fixed { text: next.text, count, left: after };
    }
    fixed
}

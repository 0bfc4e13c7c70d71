//! Safe fixes of a YAML file, comments and layout kept.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::finding::Finding;
use super::passage::Passage;
use crate::diagnostic::{Offsets, SourceId, Sources, Span};

/// A change of a range of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    span: Span,
    value: Arc<str>,
    range: Range<usize>,
    replacement: String,
}

impl Edit {
    /// Puts `replacement` in place of `range` of the text of a passage.
    pub(super) fn new(passage: &Passage<'_>, range: Range<usize>, replacement: &str) -> Self {
        let value = Arc::clone(&passage.shared);
        Self { span: passage.span, value, range, replacement: replacement.to_owned() }
    }

    /// The bytes of the file to replace; none where the file spells the words
    /// in another way than the value: over two lines, or escaped.
    fn in_file(&self, sources: &Sources, places: &mut Places) -> Option<Range<usize>> {
        let widened = self.widened();
        if self.span.source != SourceId(0) {
            return None;
        }
        let text = &sources.get(self.span.source)?.text;
        let offsets = places.entry(self.span).or_insert_with(|| sources.offsets(self.span, &self.value));
        let range = offsets.range(&widened)?;
        if text.get(range.clone())? != &self.value[widened.clone()] {
            return None;
        }
        let before = self.range.start - widened.start;
        let after = widened.end - self.range.end;
        Some(range.start + before..range.end - after)
    }

    /// The range, with the characters around it where it starts or ends with
    /// white space: places of white space alone are not found exactly.
    fn widened(&self) -> Range<usize> {
        let (text, range) = (&self.value, self.range.clone());
        let inner = &text[range.clone()];
        let mut widened = range.clone();
        if inner.is_empty() || inner.starts_with(char::is_whitespace) {
            let before = text[..range.start].trim_end();
            widened.start = before.char_indices().next_back().map_or(range.start, |(at, _)| at);
        }
        if inner.is_empty() || inner.ends_with(char::is_whitespace) {
            let after = &text[range.end..];
            let skipped = after.len() - after.trim_start().len();
            let next = after[skipped..].chars().next();
            widened.end = next.map_or(range.end, |c| range.end + skipped + c.len_utf8());
        }
        widened
    }
}

/// Where the characters of each text stand in the file, worked out once.
type Places = HashMap<Span, Offsets>;

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

/// Applies the fixes of findings to the text of the first file. Fixes that
/// overlap an earlier one wait for the next round.
fn apply<'f>(findings: impl IntoIterator<Item = &'f Finding>, sources: &Sources) -> Option<Applied> {
    let text = &sources.get(SourceId(0))?.text;
    // By where they start: none touches another.
    let mut changes: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    let mut known = Places::new();
    let mut count = 0;
    for finding in findings {
        let Some(places) = places(finding, sources, &mut known) else { continue };
        let free = |range: &Range<usize>| {
            let before = changes.range(..=range.end).next_back();
            before.is_none_or(|(_, (taken, _))| *taken < range.start)
        };
        if places.iter().all(|(range, _)| free(range)) {
            changes.extend(places.into_iter().map(|(range, words)| (range.start, (range.end, words))));
            count += 1;
        }
    }
    let mut fixed = String::with_capacity(text.len());
    let mut from = 0;
    for (start, (end, replacement)) in changes {
        fixed.push_str(&text[from..start]);
        fixed.push_str(replacement);
        from = end;
    }
    fixed.push_str(&text[from..]);
    Some(Applied { text: fixed, count })
}

/// Which findings `fix` can mend: those whose fix has its place in the first
/// file, spelt there as in the value.
pub fn fixable(findings: &[Finding], sources: &Sources) -> Vec<bool> {
    let mut known = Places::new();
    findings.iter().map(|finding| places(finding, sources, &mut known).is_some()).collect()
}

/// What a finding's fix changes in the file; none when it has no fix, or one
/// that cannot be placed.
fn places<'f>(
    finding: &'f Finding,
    sources: &Sources,
    known: &mut Places,
) -> Option<Vec<(Range<usize>, &'f str)>> {
    let edits = Some(&finding.fix).filter(|edits| !edits.is_empty())?;
    edits.iter().map(|edit| Some((edit.in_file(sources, known)?, edit.replacement.as_str()))).collect()
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
        let composed = sources.get(SourceId(0)).is_some_and(|file| file.normalised.is_some());
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

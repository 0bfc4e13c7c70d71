//! Safe fixes of a YAML file, comments and layout kept.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::character_reference;
use super::finding::Finding;
use super::passage::Passage;
use crate::diagnostic::{Offsets, Sources, Span, Style};

/// A change of a range of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    span: Span,
    /// The part of the value at `span` that is changed; none for the bytes of
    /// the file at `span` themselves.
    part: Option<(Arc<str>, Range<usize>)>,
    replacement: String,
}

impl Edit {
    /// Puts `replacement` in place of `range` of the text of a passage.
    pub(super) fn new(passage: &Passage<'_>, range: Range<usize>, replacement: &str) -> Self {
        let value = Arc::clone(&passage.shared);
        Self { span: passage.span, part: Some((value, range)), replacement: replacement.to_owned() }
    }

    /// Puts YAML in place of a part of a file.
    pub(super) fn of_file(span: Span, yaml: String) -> Self {
        Self { span, part: None, replacement: yaml }
    }

    /// Whether it would break a character reference.
    pub(super) fn cuts_a_reference(&self) -> bool {
        self.part.as_ref().is_some_and(|(value, range)| character_reference::is_cut(value, range))
    }

    /// What changes in the file; none where the file writes these words in a
    /// way that cannot be changed in place.
    fn in_file(&self, sources: &Sources, places: &mut Places) -> Option<Change> {
        if self.span.source != Sources::main() {
            return None;
        }
        let text = &sources.get(self.span.source)?.text;
        let Some((value, part)) = &self.part else {
            return Some(Change { range: self.span.range(), words: self.replacement.clone() });
        };
        let offsets = places.entry(self.span).or_insert_with(|| sources.offsets(self.span, value));
        let range = offsets.range(text, value, part)?;
        let style = offsets.style();
        if !self.keeps_lines(&value[part.clone()], style) {
            return None;
        }
        if style != Style::Plain {
            return Some(Change { range, words: style.encode(&self.replacement) });
        }
        let scalar = offsets.scalar();
        let (before, after) = (text.get(scalar.start..range.start)?, text.get(range.end..scalar.end)?);
        if stays_plain(before, &text[range.clone()], &self.replacement, after) {
            return Some(Change { range, words: self.replacement.clone() });
        }
        // A scalar of one line is its own value: it may be quoted.
        if text[scalar.clone()].contains('\n') {
            return None;
        }
        let changed = format!("{before}{}{after}", self.replacement);
        Some(Change { range: scalar, words: format!("\"{}\"", Style::Double.encode(&changed)) })
    }

    /// Whether lines of the value stay lines: only a fix that joins two of them
    /// takes a line break away, and none makes one.
    fn keeps_lines(&self, typed: &str, style: Style) -> bool {
        let joins = self.replacement == " " && typed.chars().all(char::is_whitespace);
        !self.replacement.contains('\n')
            && (!typed.contains('\n') || joins && matches!(style, Style::Literal | Style::Double))
    }
}

/// Bytes of the file and what takes their place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    range: Range<usize>,
    words: String,
}

/// Whether a plain scalar is still one, and of the same words, when `new` takes
/// the place of `old` in it (YAML 1.2, 7.3.3). It was one before, so only what
/// stands around the new words can break it.
fn stays_plain(before: &str, old: &str, new: &str, after: &str) -> bool {
    const INDICATORS: [char; 21] = [
        ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '-', '?', ':', ' ',
        '\n',
    ];
    let flow = |text: &str| text.matches([',', '[', ']', '{', '}']).count();
    let around: String =
        before.chars().next_back().into_iter().chain(new.chars()).chain(after.chars().next()).collect();
    let broken = [": ", ":\n", " #", ":,", ":]", ":}"].iter().any(|mark| around.contains(mark));
    let starts = !before.is_empty()
        || new.chars().chain(after.chars()).next().is_some_and(|first| {
            // What it started with before was fine there.
            old.starts_with(first) || !INDICATORS.contains(&first)
        });
    let ends = !after.is_empty() || !around.ends_with([':', ' ', '\n']);
    !broken && starts && ends && flow(new) <= flow(old)
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
    let text = &sources.main_file()?.text;
    // By where they start: none touches another.
    let mut changes: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    let mut known = Places::new();
    let mut count = 0;
    for finding in findings {
        let Some(places) = places(finding, sources, &mut known) else { continue };
        let free = |range: &Range<usize>| {
            let before = changes.range(..=range.end).next_back();
            before.is_none_or(|(_, (taken, _))| *taken < range.start)
        };
        if places.iter().all(|change| free(&change.range)) {
            changes.extend(
                places.into_iter().map(|change| (change.range.start, (change.range.end, change.words))),
            );
            count += 1;
        }
    }
    let mut fixed = String::with_capacity(text.len());
    let mut from = 0;
    for (start, (end, replacement)) in changes {
        fixed.push_str(&text[from..start]);
        fixed.push_str(&replacement);
        from = end;
    }
    fixed.push_str(&text[from..]);
    Some(Applied { text: fixed, count })
}

/// Which findings `fix` can mend: those whose fix has its place in the first
/// file. After `fix` they are those that could not be mended after all.
pub fn fixable(findings: &[Finding], sources: &Sources) -> Vec<bool> {
    let mut known = Places::new();
    findings.iter().map(|finding| places(finding, sources, &mut known).is_some()).collect()
}

/// What a finding's fix changes in the file; none when it has no fix, or one
/// that cannot be placed.
fn places(finding: &Finding, sources: &Sources, known: &mut Places) -> Option<Vec<Change>> {
    let edits = Some(&finding.fix).filter(|edits| !edits.is_empty())?;
    let mut changes: Vec<Change> =
        edits.iter().map(|edit| edit.in_file(sources, known)).collect::<Option<_>>()?;
    changes.sort_by_key(|change| change.range.start);
    let apart = changes.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start);
    apart.then_some(changes)
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

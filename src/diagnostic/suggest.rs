//! "Did you mean": the known word nearest to what was typed.

/// The known word nearest to `word`, when one is near enough to be meant.
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let folded = crate::slug::slug(word).replace('-', "_");
    known
        .map(|candidate| (strsim::normalized_damerau_levenshtein(&folded, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

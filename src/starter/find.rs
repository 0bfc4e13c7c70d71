//! Finds starters by what people type: without diacritics, in any case, a part
//! of the name, an abbreviation.

use unicode_normalization::UnicodeNormalization;

use super::practices;
use crate::law::Profile;
use crate::slug::slug;

/// A starter as people are offered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The name on the command line and of the file.
    pub name: String,
    /// What people read: its title and its name.
    pub label: String,
    /// The sign of the kind, as the law writes it; may be empty.
    sign: String,
    title: String,
}

/// All starters of a profile: kinds, then school practice.
pub fn choices(profile: &Profile) -> Vec<Choice> {
    let choice = |name: &str, title: &str, sign: &str| Choice {
        name: name.to_owned(),
        label: format!("{title} ({name})"),
        sign: sign.to_owned(),
        title: title.to_owned(),
    };
    let kinds = profile.all_kinds().map(|kind| choice(&kind.khoa, &kind.ten, &kind.ky_hieu));
    let practices = practices(profile).iter().filter(|practice| profile.kind(practice.name).is_none());
    kinds.chain(practices.map(|practice| choice(practice.name, practice.title(), ""))).collect()
}

/// The starters that fit what was typed, those of the closest sort only: the
/// name or title itself, the sign of the kind (`QĐ`, `qd`), the first letters
/// of the title (`cv`), all typed words as starts of words, a part of the name.
pub fn find(profile: &Profile, typed: &str) -> Vec<Choice> {
    let all = choices(profile);
    let word = slug(typed);
    if word.is_empty() {
        return Vec::new();
    }
    let as_typed = typed.trim().nfc().collect::<String>().to_lowercase();
    let joined = word.replace('-', "");
    let initials =
        |choice: &Choice| slug(&choice.title).split('-').filter_map(|w| w.chars().next()).collect::<String>();
    let starts_words = |choice: &Choice| {
        let (name, title) = (slug(&choice.name), slug(&choice.title));
        let has = |part: &str| name.split('-').chain(title.split('-')).any(|word| word.starts_with(part));
        word.split('-').all(has)
    };
    let part = |choice: &Choice| {
        [&choice.name, &choice.title].iter().any(|text| slug(text).replace('-', "").contains(&joined))
    };
    let sorts: [&dyn Fn(&Choice) -> bool; 7] = [
        &|choice| slug(&choice.name) == word,
        &|choice| slug(&choice.title) == word || choice.name.replace('_', "") == joined,
        &|choice| !as_typed.is_ascii() && choice.sign.to_lowercase() == as_typed,
        &|choice| slug(&choice.sign) == word,
        &|choice| initials(choice) == word,
        &starts_words,
        &|choice| joined.len() > 1 && part(choice),
    ];
    let found =
        sorts.iter().map(|fits| all.iter().filter(|choice| fits(choice)).cloned().collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

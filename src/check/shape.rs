//! Capitals of a word.

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// trường
    Lower,
    /// Trường, Ý
    Title,
    /// TRƯỜNG
    Upper,
    /// ThS, eTwinning
    Mixed,
}

/// How a word is written.
pub(super) fn case_of(word: &str) -> Case {
    let mut chars = word.chars().filter(|c| c.is_alphabetic());
    let first_is_capital = chars.next().is_some_and(char::is_uppercase);
    let (mut small, mut capital) = (false, false);
    for c in chars {
        small |= c.is_lowercase();
        capital |= c.is_uppercase();
    }
    match (first_is_capital, small, capital) {
        (false, _, false) => Case::Lower,
        (true, false, true) => Case::Upper,
        (true, _, false) => Case::Title,
        _ => Case::Mixed,
    }
}

/// Whether a word is one letter.
pub(super) fn is_single(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// The right words with the capitals of the typed ones.
pub(super) fn cased_as(typed: &str, right: &str) -> String {
    let mut capitals = right.chars();
    match typed.chars().next() {
        Some(first) if first.is_uppercase() => {
            if typed.chars().all(|c| !c.is_lowercase()) && !is_single(typed) {
                right.to_uppercase()
            } else {
                capitals.next().into_iter().flat_map(char::to_uppercase).chain(capitals).collect()
            }
        }
        _ => right.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_capitals() {
        assert_eq!(cased_as("Bổ xung", "bổ sung"), "Bổ sung");
        assert_eq!(cased_as("BỔ XUNG", "bổ sung"), "BỔ SUNG");
        assert_eq!(cased_as("bổ xung", "bổ sung"), "bổ sung");
        assert_eq!(case_of("Ý"), Case::Title);
        assert_eq!(case_of("ThS"), Case::Mixed);
    }
}

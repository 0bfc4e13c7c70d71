//! Which of the user's variables the texts of a document print or ask about.

use super::compiled;
use super::expression::{Expression, Token, expressions};
use crate::model::VanBan;

/// Leads the user's own variables.
const VARIABLES: &str = "bien";
/// Leads the fields that only one kind has.
const FIELDS: &str = "truong";
/// Filters that say what is printed in place of nothing.
const FOR_NOTHING: [&str; 2] = ["hoac_trong", "default"];

/// Whether a text or condition of the document would print or decide something
/// with an empty variable without having asked whether it is. A condition of a
/// section that asks (`khi: bien.x`) answers for the whole document, a text
/// (`{% if bien.x %}`) for itself.
pub fn needs(document: &VanBan, name: &str) -> bool {
    let conditions: Vec<String> =
        document.conditions().map(|khi| compiled::condition(khi.as_str())).collect();
    if conditions.iter().any(|text| of(text, name) == Use::Asks) {
        return false;
    }
    let texts = document.texts().filter(|text| !text.verbatim);
    let mut texts = texts.map(|text| text.value.as_str()).chain(conditions.iter().map(String::as_str));
    texts.any(|text| of(text, name) == Use::Uses)
}

/// Whether a text or condition of the document names a variable at all.
pub fn mentions(document: &VanBan, name: &str) -> bool {
    let conditions = document.conditions().map(|khi| compiled::condition(khi.as_str()));
    conditions.into_iter().any(|text| of(&text, name) != Use::None)
        || document.texts().filter(|text| !text.verbatim).any(|text| of(&text.value, name) != Use::None)
}

/// Whether a text or template names a field of the document's kind, or all of
/// them.
pub(super) fn names_field(text: &str, name: &str) -> bool {
    expressions(text).into_iter().any(|expression| {
        let tokens = &expression.tokens;
        let all = (0..tokens.len())
            .any(|at| tokens[at] == Token::Word(FIELDS) && tokens.get(at + 1) != Some(&Token::Sign('[')));
        all || places(tokens, FIELDS, name).next().is_some()
    })
}

/// What a text does with a variable.
#[derive(Debug, PartialEq, Eq)]
enum Use {
    None,
    Uses,
    Asks,
}

fn of(text: &str, name: &str) -> Use {
    let mut found = Use::None;
    for expression in expressions(text) {
        for end in places(&expression.tokens, VARIABLES, name) {
            if asks(&expression, end) {
                return Use::Asks;
            }
            found = Use::Uses;
        }
    }
    found
}

/// Behind each place where an expression names a variable of a group: `bien.x`
/// or `bien["x"]`.
fn places<'t>(tokens: &'t [Token<'_>], group: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    let dotted = format!("{group}.{name}");
    (0..tokens.len()).filter_map(move |at| match tokens[at..] {
        [Token::Word(word), ..]
            if word
                .strip_prefix(dotted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) =>
        {
            Some(at + 1)
        }
        [Token::Word(word), Token::Sign('['), Token::Quoted(key), Token::Sign(']'), ..]
            if word == group && key.get(1..key.len() - 1) == Some(name) =>
        {
            Some(at + 4)
        }
        _ => None,
    })
}

/// Whether nothing is provided for: the variable stands alone in a condition,
/// is compared with an empty text, or has words for its lack.
fn asks(expression: &Expression<'_>, end: usize) -> bool {
    let rest = &expression.tokens[end..];
    let is_condition = matches!(expression.tag, Some("if" | "elif"))
        || expression.tokens[..end].contains(&Token::Word("if"));
    match rest {
        [] | [Token::Word("and" | "or" | "else" | "is") | Token::Sign(')'), ..] => is_condition,
        [Token::Sign('=' | '!'), Token::Sign('='), Token::Quoted(words), ..] => words.len() <= 2,
        [Token::Sign('|'), Token::Word(filter), ..] => FOR_NOTHING.contains(filter),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_uses_a_variable_or_asks_about_it() {
        for text in [
            "{{ bien.x }}",
            "a {{ bien[\"x\"] | upper }}",
            "{% if bien.x == \"THCS\" %}b{% endif %}",
            "{% if bien.x >= 20 %}b{% endif %}",
            "{% for c in bien.x %}{{ c }}{% endfor %}",
            "{{ bien.x.y }}",
        ] {
            assert_eq!(of(text, "x"), Use::Uses, "{text}");
        }
        for text in [
            "{% if bien.x %}({{ bien.x }}){% endif %}",
            "{% if not bien.x %}b{% endif %}",
            "{% if co_quan.ten and (bien.x or bien.y) %}b{% endif %}",
            "{% if bien.x != \"\" %}{{ bien.x }}{% endif %}",
            "{{ bien.x | hoac_trong }}",
            "{{ bien['x'] | default(value=\"-\") }}",
            "{{ bien.x if bien.x else \"không\" }}",
        ] {
            assert_eq!(of(text, "x"), Use::Asks, "{text}");
        }
        for text in ["bien.x", "{{ bien.xx }} {{ bien.y }}", "{# {{ bien.x }} #}", "{{ \"bien.x\" }}"] {
            assert_eq!(of(text, "x"), Use::None, "{text}");
        }
    }
}

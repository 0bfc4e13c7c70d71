//! Variables that a text names and nothing has. Tera takes a missing one in a
//! condition for false, so that a misspelt name would drop words in silence;
//! and it prints a group of values as code.

use std::collections::BTreeSet;
use std::ops::Range;

use tera::{Context, Value};

use super::expression::{Expression, KEYWORDS, Token, expressions};
use super::{data, unknown_variable};
use crate::diagnostic::Diagnostic;

/// What is wrong with a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong<'t> {
    /// Nothing has it.
    Missing(&'t str),
    /// It is a group of values, which no paper can show.
    Group(&'t str),
}

/// What makes a missing value harmless.
const GUARDS: [&str; 3] = ["default", "hoac_trong", "defined"];

/// The first name of a text that is wrong, and where it stands.
pub(super) fn find<'t>(text: &'t str, context: &Context) -> Option<(Range<usize>, Wrong<'t>)> {
    let all = expressions(text);
    let bound: BTreeSet<&str> = all.iter().filter_map(loop_variable).chain(["loop"]).collect();
    all.iter().find_map(|expression| {
        let wrong = match expression.tag {
            Some("if" | "elif") => missing(expression, &bound, context).map(Wrong::Missing),
            None => group(expression, &bound, context).map(Wrong::Group),
            Some(_) => None,
        }?;
        let (Wrong::Missing(name) | Wrong::Group(name)) = &wrong;
        let within = text[expression.range.clone()].find(name)?;
        let start = expression.range.start + within;
        Some((start..start + name.len(), wrong))
    })
}

/// The report of a wrong name.
pub(super) fn explain(wrong: &Wrong<'_>, context: &Context) -> Diagnostic {
    let paths = data::paths(context);
    match wrong {
        Wrong::Missing(name) => unknown_variable::report(name, &paths),
        Wrong::Group(name) => {
            let below = format!("{name}.");
            let known: Vec<&str> =
                paths.iter().map(String::as_str).filter(|path| path.starts_with(&below)).collect();
            let help = match known.first() {
                Some(first) => format!("ghi rõ giá trị cần in, ví dụ {{{{ {first} }}}}"),
                None => format!("in từng giá trị: {{{{ {name} | join(sep=\", \") }}}}"),
            };
            Diagnostic::error("bien-la", format!("`{name}` là một nhóm giá trị, không in ra được")).help(help)
        }
    }
}

/// `x` of `{% for x in bien.lop %}`.
fn loop_variable<'t>(expression: &Expression<'t>) -> Option<&'t str> {
    (expression.tag == Some("for")).then(|| expression.tokens.first()?.word()).flatten()
}

/// The first variable of a condition that nothing has.
fn missing<'t>(expression: &Expression<'t>, bound: &BTreeSet<&str>, context: &Context) -> Option<&'t str> {
    let tokens = &expression.tokens;
    if tokens.iter().filter_map(Token::word).any(|word| GUARDS.contains(&word)) {
        return None;
    }
    let is_sign = |at: Option<usize>, sign| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| *token == Token::Sign(sign))
    };
    let names = tokens.iter().enumerate().filter_map(|(at, token)| {
        let word = token.word()?;
        let before = at.checked_sub(1);
        let is_filter = is_sign(before, '|');
        let is_test =
            before.and_then(|at| tokens[at].word()).is_some_and(|word| matches!(word, "is" | "not"))
                && tokens[..at].iter().any(|token| token.word() == Some("is"));
        let is_call = is_sign(Some(at + 1), '(');
        // `vien_dan(id="x")`; a comparison has two signs.
        let is_argument = is_sign(Some(at + 1), '=') && !is_sign(Some(at + 2), '=') && is_sign(before, '(');
        let plain = !is_filter && !is_test && !is_call && !is_argument;
        (plain && !KEYWORDS.contains(&word) && !word.starts_with(|c: char| c.is_ascii_digit()))
            .then_some(word)
    });
    names
        .filter(|name| !bound.contains(name.split('.').next().unwrap_or_default()))
        .find(|name| resolve(name, context).is_none())
}

/// A value that is printed as it is and has values of its own.
fn group<'t>(expression: &Expression<'t>, bound: &BTreeSet<&str>, context: &Context) -> Option<&'t str> {
    let [Token::Word(name)] = expression.tokens.as_slice() else { return None };
    let is_bound = bound.contains(name.split('.').next().unwrap_or_default());
    let value = resolve(name, context).filter(|_| !is_bound)?;
    (value.as_map().is_some() || value.as_array().is_some()).then_some(name)
}

/// The value of `bien.lop.ten`; an index (`bien.lop.0`) is taken as it comes.
fn resolve<'c>(path: &str, context: &'c Context) -> Option<&'c Value> {
    let mut steps = path.split('.');
    let mut value = context.get(steps.next()?)?;
    for step in steps {
        let Some(map) = value.as_map() else {
            return value.as_array().and_then(|values| values.get(step.parse::<usize>().ok()?));
        };
        value = map.iter().find(|(key, _)| key.to_string() == step).map(|(_, value)| value)?;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wrong(text: &str) -> Option<Wrong<'_>> {
        let mut context = Context::new();
        context.insert("bien", &json!({"cap": "THCS", "lop": [1, 2], "so": 3}));
        find(text, &context).map(|(_, wrong)| wrong)
    }

    #[test]
    fn a_misspelt_name_in_a_condition_is_found() {
        assert_eq!(wrong("{% if bien.capp == \"THCS\" %}a{% endif %}"), Some(Wrong::Missing("bien.capp")));
        assert_eq!(wrong("{% if bienn %}a{% endif %}"), Some(Wrong::Missing("bienn")));
        assert_eq!(wrong("{% if bien.so > 2 and bien.x %}a{% endif %}"), Some(Wrong::Missing("bien.x")));
    }

    #[test]
    fn names_that_are_there_are_left_alone() {
        for text in [
            "{% if bien.cap == \"THCS\" or not bien.so %}a{% elif bien.lop.0 == 1 %}b{% endif %}",
            "{% if bien.x is defined %}a{% endif %}{% if bien.x | default(value=1) > 2 %}b{% endif %}",
            "{% for x in bien.lop %}{% if x == 1 and loop.first %}{{ x }}{% endif %}{% endfor %}",
            "{% if bien.cap is starting_with(\"T\") %}a{% endif %}",
            "{% if bien.lop | length > 1 %}a{% endif %}",
            "{% if vien_dan(id=\"kh\") %}a{% endif %}{% if bien.cap in [\"THCS\"] %}b{% endif %}",
        ] {
            assert_eq!(wrong(text), None, "{text}");
        }
    }

    #[test]
    fn a_group_is_not_printed() {
        assert_eq!(wrong("{{ bien }}"), Some(Wrong::Group("bien")));
        assert_eq!(wrong("{{ bien.lop }}"), Some(Wrong::Group("bien.lop")));
        assert_eq!(wrong("{{ bien.lop | join(sep=\", \") }}{{ bien.cap }}"), None);
    }
}

//! The part of Tera that a document's own texts may use.
//!
//! Documents come from strangers: a text may print values and choose between
//! wordings, but not define, include or loop without bound. The programs of
//! `templates/` are not restricted.

use std::ops::Range;

use super::expression::{Token, expressions};

/// Tags a text may use.
const TAGS: [&str; 8] = ["if", "elif", "else", "endif", "for", "endfor", "raw", "endraw"];
/// Deepest nesting of `for`.
const MAX_FOR_DEPTH: usize = 1;
/// Most bytes of a text that uses Tera at all.
const MAX_TEMPLATE_BYTES: usize = 256 * 1024;

/// Whether a text uses Tera; one that does not is taken as it is.
pub(super) fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%") || text.contains("{#")
}

/// The first thing in a text that the dialect does not have: where, and why.
pub(super) fn violation(text: &str) -> Option<(Range<usize>, String)> {
    if text.len() > MAX_TEMPLATE_BYTES {
        return Some((0..0, "đoạn dùng {{ }} hoặc {% %} dài quá 256 KB".to_owned()));
    }
    let mut depth = 0_usize;
    let mut from = 0;
    while let Some(open) = text[from..].find("{%").map(|at| from + at) {
        let inner = text[open + 2..].trim_start_matches(['-', ' ', '\t', '\n', '\r']);
        let start = text.len() - inner.len();
        let end = start + inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len());
        let tag = &text[start..end];
        if !TAGS.contains(&tag) {
            let allowed = "chỉ dùng được if, for, raw";
            return Some((open..end, format!("không dùng được {{% {tag} %}} trong văn bản: {allowed}")));
        }
        match tag {
            "for" => depth += 1,
            "endfor" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_FOR_DEPTH {
            return Some((open..end, "không lồng {% for %} trong {% for %}".to_owned()));
        }
        from = end.max(open + 2);
    }
    foreign_expression(text)
}

/// The first expression that the dialect does not have. Lists made on the way
/// nest without a tag, and double what they hold with every step.
fn foreign_expression(text: &str) -> Option<(Range<usize>, String)> {
    expressions(text).into_iter().find_map(|expression| {
        let reason = expression.tokens.iter().find_map(|token| match token {
            Token::Word("for") => {
                Some("không dùng được [... for ... in ...] trong văn bản: chỉ lặp bằng {% for %}")
            }
            Token::Spread => Some("không dùng được ... trong {{ }}"),
            Token::Word(name) if name.starts_with("__tera") => Some("không dùng được biến của Tera"),
            _ => None,
        });
        Some((expression.range, reason?.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::violation;

    #[test]
    fn allows_choices_and_loops() {
        for text in [
            "{% if so %}{{ so }}{% else %}...{% endif %}",
            "{%- for x in bien.to -%}{{ x }}{% endfor %}{% for y in bien.lop %}{{ y }}{% endfor %}",
            "{% raw %}{{ x }}{% endraw %}",
            "{{ \"for ... mọi người\" }}",
        ] {
            assert_eq!(violation(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "{% set x = 1 %}",
            "{% include 'a' %}",
            "{% component A() %}{% endcomponent A %}",
            "{% for a in x %}{% for b in y %}{% endfor %}{% endfor %}",
            "{%",
            "{{ [x ~ x for x in bien.l] }}",
            "{% for x in [y for y in bien.l] %}{% endfor %}",
            "{% if [y for y in bien.l] %}{% endif %}",
            "{{ [...bien.l, ...bien.l] }}",
            "{{ __tera_context }}",
        ] {
            assert!(violation(text).is_some(), "{text}");
        }
    }
}

//! The part of Tera that a document's own texts may use.
//!
//! Documents come from strangers: a text may print values and choose between
//! wordings, but not define, include or loop without bound. The programs of
//! `templates/` are not restricted.

use std::ops::Range;

use super::expression::{Expression, Token, expressions};

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

/// Functions whose words are known when the whole paper is there.
const MARKS: [&str; 2] = ["vien_dan", "xem"];
/// Filters that may follow them.
const ON_MARKS: [&str; 9] =
    ["upper", "lower", "capitalize", "trim", "trim_start", "trim_end", "safe", "default", "join"];

/// Something that the dialect does not have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Violation {
    /// Where in the text.
    pub(super) range: Range<usize>,
    /// Why.
    pub(super) reason: String,
    /// What to do instead.
    pub(super) help: &'static str,
}

const OWN_TEMPLATE: &str = "dùng khuôn riêng (khóa `mau`) cho việc phức tạp hơn";

/// The first thing in a text that the dialect does not have.
pub(super) fn violation(text: &str) -> Option<Violation> {
    let found = foreign_tag(text);
    found.map(|(range, reason)| Violation { range, reason, help: OWN_TEMPLATE }).or_else(|| misuse(text))
}

fn foreign_tag(text: &str) -> Option<(Range<usize>, String)> {
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
            Token::Word(name) if name.starts_with("__") => Some("không dùng được biến của chương trình"),
            _ => None,
        });
        Some((expression.range, reason?.to_owned()))
    })
}

/// The first expression that looks at the words of `vien_dan()` or `xem()`
/// before they are known.
pub(super) fn misuse(text: &str) -> Option<Violation> {
    if !MARKS.iter().any(|name| text.contains(name)) {
        return None;
    }
    let looks = |expression: &Expression<'_>| {
        let mut parts = expression
            .tokens
            .split(|token| matches!(token, Token::Word("if" | "else" | "and" | "or" | "not")));
        parts.any(|part| looks_at_a_mark(part, expression.tag == Some("for")))
    };
    let found = expressions(text).into_iter().find(looks)?;
    Some(Violation {
        range: found.range,
        reason: "không so sánh, cắt hay đếm được lời của vien_dan() và xem(): lời ấy tùy chỗ đứng trên giấy"
            .to_owned(),
        help: "chỉ in ra: {{ vien_dan(id=\"...\") }}, thêm được | upper, | lower, | capitalize",
    })
}

/// Whether a part of an expression calls one of the functions and does more
/// with its words than print them.
fn looks_at_a_mark(tokens: &[Token<'_>], loops: bool) -> bool {
    let is_call = |pair: &[Token<'_>]| match pair {
        [Token::Word(name), Token::Sign('(')] => MARKS.contains(name),
        _ => false,
    };
    let Some(call) = tokens.windows(2).position(is_call) else { return false };
    let compares = |pair: &[Token<'_>]| {
        matches!(
            pair,
            [Token::Sign('=' | '!'), Token::Sign('=')]
                | [Token::Sign('<' | '>') | Token::Word("in" | "is"), _]
                | [Token::Sign(')' | ']'), Token::Sign('[')]
        )
    };
    let filters = |pair: &[Token<'_>]| match pair {
        [Token::Sign('|'), Token::Word(name)] => !ON_MARKS.contains(name),
        _ => false,
    };
    loops || tokens.windows(2).any(compares) || tokens[call..].windows(2).any(filters)
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
            "{{ vien_dan(id=\"a\") }}, {{ xem(id='b') | capitalize }}{% if vien_dan(id=\"a\") and so == 1 %}{% endif %}",
            "{{ vien_dan(id='a') ~ ' và ' ~ xem(id='b') if bien.x | length > 1 else 'vien_dan(id) | length' }}",
            "{{ bien.l | length ~ [vien_dan(id='a'), 'b'] | join(sep=', ') }}{{ vien_dan | length }}",
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
            "{{ __xem }}",
            "{% if vien_dan(id='a') == 'x' %}{% endif %}",
            "{% if so and 'x' in xem(id='a') %}{% endif %}",
            "{% if vien_dan(id='a') is containing('Luật') %}{% endif %}",
            "{{ vien_dan(id='a') | length }}",
            "{{ (vien_dan(id='a') ~ '') | replace(from='a', to='b') }}",
            "{{ (xem(id='a'))[0:3] }}",
            "{% for x in vien_dan(id='a') | split(pat=' ') %}{% endfor %}",
        ] {
            assert!(violation(text).is_some(), "{text}");
        }
    }
}

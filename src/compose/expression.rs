//! The expressions of a text in Tera, taken apart as far as limits need it:
//! which values they name, how many operations they ask for.

use std::ops::Range;

/// Words of the language that name nothing.
pub(super) const KEYWORDS: [&str; 12] =
    ["and", "or", "not", "is", "in", "if", "elif", "else", "for", "true", "false", "none"];

/// An expression or a tag of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expression<'t> {
    /// With its braces.
    pub(super) range: Range<usize>,
    /// Its first word where it is a tag: `for`, `if`.
    pub(super) tag: Option<&'t str>,
    /// What follows, without white space.
    pub(super) tokens: Vec<Token<'t>>,
}

/// A piece of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// `bien.lop`, a keyword, a filter, a number.
    Word(&'t str),
    /// Between quotes, quotes included.
    Quoted(&'t str),
    /// `...`.
    Spread,
    /// Any other character.
    Sign(char),
}

impl<'t> Token<'t> {
    /// The word that it is.
    pub(super) fn word(&self) -> Option<&'t str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// The expressions and tags of a text, in order; comments and raw text are
/// none. What is not closed ends with the text: Tera reports it.
pub(super) fn expressions(text: &str) -> Vec<Expression<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let (closing, is_tag) = match text.as_bytes().get(open + 1) {
            Some(b'{') => ("}}", false),
            Some(b'%') => ("%}", true),
            Some(b'#') => {
                from = text[open..].find("#}").map_or(text.len(), |at| open + at + 2);
                continue;
            }
            _ => {
                from = open + 1;
                continue;
            }
        };
        let (mut tokens, end) = tokens(text, open + 2, closing);
        let tag = match tokens.first() {
            Some(Token::Word(word)) if is_tag => Some(*word),
            _ => None,
        };
        if tag.is_some() {
            tokens.remove(0);
        }
        from = end;
        if tag == Some("raw") {
            from = text[end..].find("endraw").map_or(text.len(), |at| end + at);
        }
        found.push(Expression { range: open..end, tag, tokens });
    }
    found
}

/// The pieces from `from` up to `closing`, and where that ends.
fn tokens<'t>(text: &'t str, from: usize, closing: &str) -> (Vec<Token<'t>>, usize) {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let mut found = Vec::new();
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with(closing) {
            return (found, at + closing.len());
        }
        let length = match c {
            '"' | '\'' | '`' => {
                let length = quoted(rest, c);
                found.push(Token::Quoted(&rest[..length]));
                length
            }
            '.' if rest.starts_with("...") => {
                found.push(Token::Spread);
                3
            }
            c if is_word(c) => {
                let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                found.push(Token::Word(&rest[..length]));
                length
            }
            c => {
                // A dash at the braces only trims white space around them.
                let trims = c == '-' && (at == from || rest[1..].starts_with(closing));
                if !c.is_whitespace() && !trims {
                    found.push(Token::Sign(c));
                }
                c.len_utf8()
            }
        };
        at += length;
    }
    (found, text.len())
}

/// How long a string at the start of a text is, with its quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_expressions_apart() {
        let found = expressions("a {{- bien.x | join(sep=\", }}\") -}} b {# {{ c }} #} {% for x in y %}");
        assert_eq!(found.len(), 2);
        let (word, sign) = (Token::Word, Token::Sign);
        let call = [
            word("bien.x"),
            sign('|'),
            word("join"),
            sign('('),
            word("sep"),
            sign('='),
            Token::Quoted("\", }}\""),
            sign(')'),
        ];
        assert_eq!((found[0].tag, found[0].tokens.as_slice()), (None, call.as_slice()));
        assert_eq!(
            (found[1].tag, found[1].tokens.as_slice()),
            (Some("for"), [word("x"), word("in"), word("y")].as_slice())
        );
    }

    #[test]
    fn raw_text_has_no_expressions() {
        let found = expressions("{% raw %}{{ x }}{% endraw %}{{ y }}");
        let tags: Vec<Option<&str>> = found.iter().map(|expression| expression.tag).collect();
        assert_eq!(tags, [Some("raw"), None]);
        assert_eq!(found[1].tokens, [Token::Word("y")]);
    }

    #[test]
    fn what_is_not_closed_ends_with_the_text() {
        for text in ["{{", "{{ 'a", "{%", "{#", "{", "{{ \"\\", "{% raw %}{{"] {
            assert!(expressions(text).len() <= 1, "{text}");
        }
    }
}

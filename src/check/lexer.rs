//! Text to words, numbers, dates and signs of documents.

use std::ops::Range;

/// What stands at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters.
    Word,
    /// Letters and digits mixed: a class, a code.
    Code,
    /// Digits: 45, 1.250, 98,5, 20/10.
    Number,
    /// A full date in digits: 15/11/2021.
    Date,
    /// Number and sign of a document: 30/2020/NĐ-CP, 06-ĐA/TU.
    Sign,
    /// An e-mail or web address, the name of a file.
    Address,
    /// White space.
    Space,
    /// Three dots or more.
    Ellipsis,
    /// Any other character.
    Punct(char),
    /// What Tera prints: the index of the expression.
    Value(usize),
    /// Nothing: the end of the text.
    End,
}

impl TokenKind {
    /// Whether it is read out: words, figures, dates, signs of documents.
    pub(super) fn is_read(self) -> bool {
        matches!(self, Self::Word | Self::Code | Self::Number | Self::Date | Self::Sign)
    }
}

/// A token and where it stands in the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// Stands for Tera in a masked text; no document can hold this character.
pub(super) const MASK: char = '\u{1}';

/// Marks that open a quotation or a bracket.
const OPENING: [char; 5] = ['(', '“', '"', '<', '['];

/// Ends of the names of files.
const FILES: [&str; 12] =
    ["docx", "doc", "pdf", "xlsx", "xls", "pptx", "csv", "zip", "rar", "jpg", "png", "yaml"];

/// Cuts `range` of `text` into tokens. `is_value` tells which expression of
/// Tera starts at a masked place, and where it ends.
pub(super) fn lex(
    text: &str,
    range: Range<usize>,
    value_at: &dyn Fn(usize) -> Option<(Option<usize>, usize)>,
    tokens: &mut Vec<Token>,
) {
    let mut at = range.start;
    let mut chunk_end = at;
    while at < range.end {
        let rest = &text[at..range.end];
        let c = rest.chars().next().unwrap_or(MASK);
        if c == MASK {
            let (index, end) = value_at(at).unwrap_or((None, at + c.len_utf8()));
            if let Some(index) = index {
                tokens.push(Token { kind: TokenKind::Value(index), range: at..end });
            }
            at = end.max(at + 1);
            continue;
        }
        if at >= chunk_end && !c.is_whitespace() {
            chunk_end = at + chunk(rest).len();
            if let Some(length) = address(&text[at..chunk_end]) {
                tokens.push(Token { kind: TokenKind::Address, range: at..at + length });
                at += length;
                continue;
            }
            // What is quoted or in brackets starts behind the mark.
            if OPENING.contains(&c) {
                chunk_end = at + c.len_utf8();
            }
        }
        let (kind, length) = one(text, at, rest, c);
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
}

/// The token at the start of `rest` and its length.
fn one(text: &str, at: usize, rest: &str, c: char) -> (TokenKind, usize) {
    if c.is_whitespace() {
        return (TokenKind::Space, prefix(rest, char::is_whitespace));
    }
    if c.is_ascii_digit() {
        return digits(rest);
    }
    if is_letter(c) {
        let length = word(rest);
        let mixed = rest[..length].bytes().any(|b| b.is_ascii_digit());
        return (if mixed { TokenKind::Code } else { TokenKind::Word }, length);
    }
    if c == '.' {
        let dots = prefix(rest, |c| c == '.');
        if dots >= 3 {
            return (TokenKind::Ellipsis, dots);
        }
    }
    if c == '…' {
        return (TokenKind::Ellipsis, prefix(rest, |c| matches!(c, '…' | '.')));
    }
    debug_assert!(text.is_char_boundary(at));
    (TokenKind::Punct(c), c.len_utf8())
}

/// A number, date or sign.
fn digits(rest: &str) -> (TokenKind, usize) {
    if let Some(length) = sign(rest) {
        return (TokenKind::Sign, length);
    }
    if let Some(length) = date(rest) {
        return (TokenKind::Date, length);
    }
    let mut length = prefix(rest, |c| c.is_ascii_digit());
    // 1.250 98,5 20/10 10/2021
    while let Some(separator @ ('.' | ',' | '/')) = rest[length..].chars().next() {
        let more = prefix(&rest[length + 1..], |c| c.is_ascii_digit());
        if more == 0 || (separator == '/' && rest[..length].contains('/')) {
            break;
        }
        length += 1 + more;
    }
    let letters = word(&rest[length..]);
    if letters > 0 { (TokenKind::Code, length + letters) } else { (TokenKind::Number, length) }
}

/// Length of `15/11/2021`, `15-11-2021` or `15.11.2021`.
fn date(rest: &str) -> Option<usize> {
    let day = prefix(rest, |c| c.is_ascii_digit());
    let separator = rest[day..].chars().next().filter(|c| matches!(c, '/' | '-' | '.'))?;
    let month = prefix(&rest[day + 1..], |c| c.is_ascii_digit());
    let after_month = day + 1 + month;
    rest[after_month..].strip_prefix(separator)?;
    let year = prefix(&rest[after_month + 1..], |c| c.is_ascii_digit());
    let end = after_month + 1 + year;
    let bounded = !rest[end..].starts_with(is_letter);
    ((1..=2).contains(&day) && (1..=2).contains(&month) && year == 4 && bounded).then_some(end)
}

/// Length of a number and sign: digits, perhaps a year, then groups of capital
/// letters with at least one slash.
fn sign(rest: &str) -> Option<usize> {
    let number = prefix(rest, |c| c.is_ascii_digit());
    if number > 6 {
        return None;
    }
    let mut end = number;
    let mut letters = 0;
    let mut slash = false;
    while let Some(joint @ ('/' | '-' | '&')) = rest[end..].chars().next() {
        let group = &rest[end + 1..];
        let length = prefix(group, |c| is_letter(c) || c.is_ascii_digit());
        let group = &group[..length];
        let is_year = length == 4 && group.bytes().all(|b| b.is_ascii_digit()) && letters == 0;
        if length == 0 || !(is_year || is_capitals(group)) {
            break;
        }
        letters += usize::from(!is_year);
        slash |= joint == '/';
        end += 1 + length;
    }
    (letters > 0 && slash).then_some(end)
}

/// Mostly capital letters: "QH15", "`CTr`", "`TTg`", "BGDĐT"; not "Trường".
fn is_capitals(group: &str) -> bool {
    let capitals = group.chars().filter(|c| c.is_uppercase()).count();
    let small = group.chars().filter(|c| c.is_lowercase()).count();
    capitals > small && group.starts_with(char::is_uppercase)
}

/// Up to the next white space or masked place.
fn chunk(rest: &str) -> &str {
    &rest[..prefix(rest, |c| !c.is_whitespace() && c != MASK)]
}

/// Length of the address or name of a file that a chunk is, without the punctuation behind it.
fn address(chunk: &str) -> Option<usize> {
    let inner = chunk.trim_end_matches(['.', ',', ';', ':', ')', '”', '"', '>', ']']);
    if inner.starts_with(OPENING) {
        return None;
    }
    let mail = inner.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let web = inner.contains("://") || inner.starts_with("www.");
    let host = inner.split('/').next().unwrap_or(inner);
    let domain = host.is_ascii()
        && host.rsplit_once('.').is_some_and(|(name, top)| {
            name.len() > 1 && matches!(top, "vn" | "com" | "org" | "net" | "gov" | "edu" | "io")
        });
    let file = inner
        .rsplit_once('.')
        .is_some_and(|(name, end)| name.len() > 1 && FILES.contains(&end.to_lowercase().as_str()));
    (mail || web || domain || file).then_some(inner.len())
}

/// Length of a word: letters, with apostrophes inside it.
fn word(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let inner =
            matches!(c, '\'' | '’') && length > 0 && chars.peek().is_some_and(|&next| is_letter(next));
        if !(is_letter(c) || (c.is_ascii_digit() && length > 0) || inner) {
            break;
        }
        length += c.len_utf8();
    }
    length
}

/// Letters, and combining marks that NFC has no letter for.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

/// Length of the longest start of `text` whose characters all `hold`.
fn prefix(text: &str, hold: impl Fn(char) -> bool) -> usize {
    text.find(|c| !hold(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::TokenKind::*;
    use super::*;

    fn tokens(text: &str) -> Vec<(TokenKind, &str)> {
        let mut tokens = Vec::new();
        lex(text, 0..text.len(), &|_| None, &mut tokens);
        tokens.into_iter().filter(|t| t.kind != Space).map(|t| (t.kind, &text[t.range])).collect()
    }

    #[test]
    fn tells_signs_dates_and_numbers() {
        for sign in [
            "06-ĐA/TU",
            "5787/UBND-VP",
            "78/KH-PGD&ĐT",
            "43/2019/QH14",
            "30/2020/NĐ-CP",
            "351/2017/UBTVQH14",
            "45/CTr-UBND",
            "1234/QĐ-TTg",
            "15/QyĐ-HĐND",
        ] {
            assert_eq!(tokens(sign), [(Sign, sign)]);
        }
        assert_eq!(tokens("15/11/2021"), [(Date, "15/11/2021")]);
        for number in ["20/10", "1.250", "98,5", "10/2021", "2021"] {
            assert_eq!(tokens(number), [(Number, number)]);
        }
        assert_eq!(tokens("9A1"), [(Code, "9A1")]);
        assert_eq!(tokens("2021-2025"), [(Number, "2021"), (Punct('-'), "-"), (Number, "2025")]);
    }

    #[test]
    fn keeps_addresses_whole() {
        assert_eq!(
            tokens("\"PCGD-2026.xlsx\"."),
            [(Punct('"'), "\""), (Address, "PCGD-2026.xlsx"), (Punct('"'), "\""), (Punct('.'), ".")]
        );
        assert_eq!(
            tokens("c2.vodiem@hagiang.edu.vn,"),
            [(Address, "c2.vodiem@hagiang.edu.vn"), (Punct(','), ",")]
        );
        assert_eq!(tokens("https://a.vn/b?c=d."), [(Address, "https://a.vn/b?c=d"), (Punct('.'), ".")]);
        assert_eq!(tokens("H'Mông"), [(Word, "H'Mông")]);
        assert_eq!(tokens("zalo..."), [(Word, "zalo"), (Ellipsis, "...")]);
    }
}

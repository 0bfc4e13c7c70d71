//! Values and texts as a person writes them in YAML.

use serde_json::Value;

/// A scalar: as it is where YAML takes it for the same text, else in quotes,
/// which are JSON's and YAML's alike. In a list in brackets more signs mean
/// something.
pub(super) fn scalar(text: &str, in_brackets: bool) -> String {
    if is_plain(text) && !(in_brackets && text.contains([',', '[', ']', '{', '}'])) {
        text.to_owned()
    } else {
        Value::from(text).to_string()
    }
}

fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    let is_word = first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '«' | '“' | '('));
    let lower = text.to_lowercase();
    let means_more = ["true", "false", "yes", "no", "on", "off", "null"].contains(&lower.as_str());
    is_word
        && !means_more
        && text.trim() == text
        && !text.ends_with(':')
        && !text.chars().any(char::is_control)
        && ![": ", " #"].iter().any(|sign| text.contains(sign))
}

/// Paragraphs, a line each: a scalar when there is one, else a block.
pub(super) fn paragraphs(text: &str, indent: usize) -> String {
    if !text.contains('\n') && text.chars().count() <= LONG_LINE && is_plain(text) {
        return text.to_owned();
    }
    let mut block = "|".to_owned();
    for line in text.lines() {
        block.push('\n');
        if !line.trim().is_empty() {
            block.push_str(&" ".repeat(indent));
            block.push_str(line.trim_end());
        }
    }
    block
}

/// A line of more characters stands in a block.
const LONG_LINE: usize = 120;

/// A value of `bien` with its type.
pub(super) fn variable(value: &Value) -> String {
    match value {
        Value::String(text) if text.parse::<i64>().is_err() => scalar(text, false),
        _ => value.to_string(),
    }
}

/// A text for a comment: on one line.
pub(super) fn comment(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that print as they are in a text that may use Tera and Markdown: only
/// what would mean something there is written otherwise.
pub(super) fn as_text(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let rest = &words[at..];
        let is_tag = ["{{", "{%", "{#"].iter().any(|tag| rest.starts_with(tag));
        match c {
            // One brace alone is none to Tera, so every second one is printed.
            '{' if is_tag => text.push_str("{{ \"{\" }}"),
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '~' | '$' | '|' | '^' | '=' => {
                text.extend(['\\', c]);
            }
            '&' if is_reference(rest) => text.push_str("\\&"),
            '#' | '-' | '+' | '!' | ':' if at == 0 => text.extend(['\\', c]),
            '.' | ')' if is_label(&words[..at]) => text.extend(['\\', c]),
            _ => text.push(c),
        }
    }
    text
}

/// `&amp;`, `&#233;`.
fn is_reference(rest: &str) -> bool {
    rest[1..]
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
        .is_some_and(|end| rest[1 + end..].starts_with(';'))
}

/// A number or letter at the start: with a dot or bracket it would be a label.
fn is_label(start: &str) -> bool {
    let is_number = !start.is_empty() && start.bytes().all(|b| b.is_ascii_digit());
    is_number || start.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_only_where_yaml_needs_them() {
        assert_eq!(scalar("Trường THCS Vô Điểm", false), "Trường THCS Vô Điểm");
        assert_eq!(scalar("BCH Công đoàn, các tổ", false), "BCH Công đoàn, các tổ");
        assert_eq!(scalar("BCH Công đoàn, các tổ", true), "\"BCH Công đoàn, các tổ\"");
        for odd in ["Số: 5", "a #b", "no", "- a", "", "“a” :", "{{ x }}"] {
            let written = scalar(odd, false);
            assert_eq!(written.starts_with('"'), odd != "“a” :" || written.starts_with('"'), "{odd}");
        }
        assert_eq!(paragraphs("Một dòng", 4), "Một dòng");
        assert_eq!(paragraphs("Một\n- hai", 4), "|\n    Một\n    - hai");
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(as_text("Phòng GD&ĐT: 98,5%"), "Phòng GD&ĐT: 98,5%");
        assert_eq!(as_text("a_b *c* &amp; {{ x }}"), "a\\_b \\*c\\* \\&amp; {{ \"{\" }}{ x }}");
        assert_eq!(as_text("1. Một"), "1\\. Một");
        assert_eq!(as_text("a) Một (hai)"), "a\\) Một (hai)");
    }
}

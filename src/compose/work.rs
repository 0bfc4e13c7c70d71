//! How much work the texts of one document may ask of Tera.
//!
//! Output is bounded elsewhere; a text may also copy, compare and loop without
//! printing anything. What its expressions name is known before it runs:
//! operations times bytes times rounds is charged to the document. What grows
//! on the way (`join`, `split`, `range`) is charged by the filter itself.

use std::cell::Cell;

use tera::{Context, TeraResult, Value};

use super::expression::{Expression, Token, expressions};

/// What all texts of a document may take, in bytes that are copied or looked
/// at: about a second.
pub(super) const PER_DOCUMENT: u64 = 1_000_000_000;
/// Most bytes that one expression with `~` or a list may hold at once.
pub(super) const MAX_HELD: u64 = 1024 * 1024;
/// What an operation costs beside its bytes.
const OPERATION: u64 = 256;
/// What a value costs beside its text.
const VALUE: u64 = 16;
/// Most rounds over a list that the text makes itself.
const MAX_MADE: u64 = 1000;
/// How often what a filter made may be gone over again.
const AGAIN: u64 = 16;

/// What a user is told; [`is_told_by`] knows it again.
const TOO_MUCH: &str = "tính toán trong {{ }} và {% %} quá nhiều";

thread_local! {
    /// What the document that renders here may still take.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
}

/// Runs with a bound on the work; gives what is left of it.
pub(super) fn within<T>(left: u64, run: impl FnOnce() -> T) -> (T, u64) {
    LEFT.set(left);
    let result = run();
    (result, LEFT.replace(u64::MAX))
}

/// Charges what a filter made.
pub(super) fn charge(bytes: usize) -> TeraResult<()> {
    let cost = (bytes as u64).saturating_mul(AGAIN).saturating_add(OPERATION);
    match LEFT.get().checked_sub(cost) {
        Some(left) => {
            LEFT.set(left);
            Ok(())
        }
        None => {
            LEFT.set(0);
            Err(tera::Error::message(TOO_MUCH))
        }
    }
}

/// The error of a filter whose result would be too large.
pub(super) fn too_large(what: &str) -> tera::Error {
    tera::Error::message(format!("{TOO_MUCH}: kết quả của {what} quá lớn"))
}

/// Whether a message of Tera is one of these.
pub(super) fn is_told_by(message: &str) -> bool {
    message.contains(TOO_MUCH)
}

/// What a text costs before it is run: the work, and the most that one of its
/// expressions holds at once.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    pub(super) work: u64,
    pub(super) held: u64,
}

/// A loop that is open.
struct Loop<'t> {
    names: Vec<&'t str>,
    rounds: u64,
    /// Bytes of everything it goes over, and of its largest piece.
    whole: u64,
    largest: u64,
}

/// Estimates a text over its data, never too low.
pub(super) fn estimate(text: &str, context: &Context) -> Cost {
    let mut cost = Cost::default();
    let mut open: Option<Loop<'_>> = None;
    for expression in &expressions(text) {
        match expression.tag {
            Some("for") => {
                let (work, held) = of(expression, None, context);
                cost.work = cost.work.saturating_add(work);
                cost.held = cost.held.max(held);
                open = Some(start(expression, context));
            }
            Some("endfor") => open = None,
            _ => {
                let (work, held) = of(expression, open.as_ref(), context);
                cost.work = cost.work.saturating_add(work);
                cost.held = cost.held.max(held);
            }
        }
    }
    cost
}

/// What an expression costs in all rounds, and what it holds in one.
fn of(expression: &Expression<'_>, open: Option<&Loop<'_>>, context: &Context) -> (u64, u64) {
    let (mut operations, mut fixed, mut held, mut over_rounds) = (1_u64, 0_u64, 0_u64, 0_u64);
    let mut keeps = false;
    for token in &expression.tokens {
        match token {
            Token::Sign('|' | '~' | '=' | '!' | '<' | '>' | '[' | '(' | '+' | '*' | '/' | '%') => {
                operations += 1;
                keeps |= matches!(token, Token::Sign('~' | '['));
            }
            Token::Sign(_) | Token::Spread => {}
            Token::Quoted(words) => {
                fixed = fixed.saturating_add(words.len() as u64);
                held = held.saturating_add(words.len() as u64);
            }
            Token::Word("in" | "and" | "or" | "not" | "is" | "if" | "else") => operations += 1,
            Token::Word(path) => {
                let root = path.split('.').next().unwrap_or(path);
                match open.filter(|open| open.names.contains(&root)) {
                    Some(open) => {
                        over_rounds = over_rounds.saturating_add(open.whole);
                        held = held.saturating_add(open.largest);
                    }
                    None => {
                        let size = named(path, context).map_or(VALUE, size);
                        fixed = fixed.saturating_add(size);
                        held = held.saturating_add(size);
                    }
                }
            }
        }
    }
    let rounds = open.map_or(1, |open| open.rounds);
    let bytes = fixed.saturating_add(OPERATION).saturating_mul(rounds).saturating_add(over_rounds);
    (bytes.saturating_mul(operations), if keeps { held } else { 0 })
}

/// What `{% for a, b in c %}` goes over.
fn start<'t>(expression: &Expression<'t>, context: &Context) -> Loop<'t> {
    let is_in = |token: &Token<'_>| *token == Token::Word("in");
    let at = expression.tokens.iter().position(is_in).unwrap_or(expression.tokens.len());
    let names = expression.tokens[..at].iter().filter_map(Token::word).collect();
    let container = expression.tokens.get(at + 1..).unwrap_or_default();
    let (mut rounds, mut whole, mut largest) = (0_u64, 0_u64, 0_u64);
    // Whether the list is longer than what it is made of.
    let mut grows = false;
    for (index, token) in container.iter().enumerate() {
        let is_called = container.get(index + 1) == Some(&Token::Sign('('));
        match token {
            Token::Quoted(words) => {
                rounds = rounds.saturating_add(words.len() as u64);
                whole = whole.saturating_add(words.len() as u64);
            }
            Token::Word("range") if is_called => {
                rounds = rounds.saturating_add(MAX_MADE);
                whole = whole.saturating_add(MAX_MADE * VALUE);
            }
            Token::Word(word) if is_called || container[..index].last() == Some(&Token::Sign('|')) => {
                grows |= !KEEPS_LENGTH.contains(word);
            }
            // A piece of a list may be longer than the list.
            Token::Sign('[') => grows = true,
            Token::Word(path) => {
                let Some(value) = named(path, context) else { continue };
                rounds = rounds.saturating_add(value.len().unwrap_or(1) as u64);
                whole = whole.saturating_add(size(value));
                let pieces = value.as_array().unwrap_or_default().iter().map(size);
                largest = largest.max(pieces.max().unwrap_or_else(|| size(value)));
            }
            _ => {}
        }
    }
    if grows {
        whole = whole.max(MAX_HELD);
        return Loop { names, rounds: whole, whole, largest: whole };
    }
    Loop { names, rounds, whole, largest }
}

/// Filters whose result has no more pieces than what they are given.
const KEEPS_LENGTH: [&str; 6] = ["sort", "reverse", "unique", "split", "trim", "lower"];

/// The value at a path, as far as the path leads to one.
fn named<'c>(path: &str, context: &'c Context) -> Option<&'c Value> {
    let mut steps = path.split('.');
    let mut value = context.get(steps.next()?)?;
    for step in steps {
        let entries = value.as_map().into_iter().flatten();
        match entries.into_iter().find(|(key, _)| key.as_str() == Some(step)) {
            Some((_, inner)) => value = inner,
            None => break,
        }
    }
    Some(value)
}

/// Bytes of a value, a little more than its text.
fn size(value: &Value) -> u64 {
    let inner = match (value.as_array(), value.as_map(), value.as_str()) {
        (Some(items), ..) => items.iter().map(size).sum(),
        (_, Some(map), _) => map.values().map(|value| size(value) + VALUE).sum(),
        (.., Some(text)) => text.len() as u64,
        _ => 0,
    };
    inner + VALUE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> Context {
        let mut context = Context::new();
        let pupils: Vec<serde_json::Value> =
            (0..5000).map(|n| serde_json::json!({ "ten": format!("Nguyễn Văn {n}"), "lop": "6A" })).collect();
        context.insert(
            "bien",
            &serde_json::json!({
                "nam_hoc": "2026-2027", "long": [vec!["a"; 20_000]], "hoc_sinh": pupils, "dai": "s".repeat(100_000),
            }),
        );
        context
    }

    fn work(text: &str) -> u64 {
        estimate(text, &context()).work
    }

    /// A school's list of all its pupils takes a hundredth of what there is.
    #[test]
    fn what_documents_do_is_cheap() {
        assert!(work("Năm học {{ bien.nam_hoc }}{% if bien.nam_hoc == \"2026-2027\" %}.{% endif %}") < 5000);
        let list = "{% for em in bien.hoc_sinh %}- {{ em.ten }} ({{ em.lop }}){% if loop.last %}.{% endif %}\n{% endfor %}";
        assert!(work(list) < PER_DOCUMENT / 20, "{}", work(list));
    }

    /// A list by its index: the rounds are those of `range`.
    #[test]
    fn rounds_are_those_of_the_list() {
        for text in [
            "{% for i in range(end=40) %}{{ bien.hoc_sinh[i].ten }}{% endfor %}",
            "{% for em in bien.hoc_sinh | sort(attribute=\"ten\") %}{{ em.ten }}{{ bien.nam_hoc }}{% endfor %}",
            "{% for x in bien.nam_hoc | split(pat=\"-\") %}{{ x }}{% endfor %}",
        ] {
            assert!(work(text) < PER_DOCUMENT, "{} {text}", work(text));
        }
    }

    #[test]
    fn what_goes_over_much_often_is_dear() {
        for text in [
            // A short list of one long list.
            "{% for x in bien.long[0] %}{% if bien.dai == x %}{% endif %}{% endfor %}".to_owned(),
            "{% for x in bien.nam_hoc | join(sep=bien.dai) %}{% if bien.dai == x %}{% endif %}{% endfor %}"
                .to_owned(),
            "{% for em in bien.hoc_sinh %}{% if em in bien.hoc_sinh %}{% endif %}{% endfor %}".to_owned(),
            "{% for c in bien.dai %}{% if bien.dai == c %}{% endif %}{% endfor %}".to_owned(),
            format!(
                "{{% for i in range(end=1000) %}}{}{{% endfor %}}",
                "{% if 1 == 2 %}{% endif %}".repeat(10_000)
            ),
        ] {
            assert!(work(&text) > PER_DOCUMENT, "{} {}", work(&text), &text[..60]);
        }
    }

    #[test]
    fn joined_texts_are_held_at_once() {
        assert_eq!(estimate("{{ bien.dai }}", &context()).held, 0);
        assert!(estimate("{{ bien.dai ~ bien.dai }}", &context()).held > 200_000);
        let text = "{% for em in bien.hoc_sinh %}{{ em.ten ~ em.lop }}{% endfor %}";
        assert!(estimate(text, &context()).held < 1000);
    }

    #[test]
    fn work_is_charged_where_it_is_done() {
        assert!(within(10_000, || charge(100)).0.is_ok());
        let (result, left) = within(1000, || charge(100));
        assert_eq!((result.is_err(), left), (true, 0));
        assert!(charge(1 << 40).is_ok(), "the program's templates have no bound");
    }
}

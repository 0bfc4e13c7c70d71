//! The texts of a document, each with its part, place and tokens.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::prose::{self, Block, Expression};
use crate::diagnostic::{Place, Span, Within};
use crate::model::{DocumentText, Literal, Words};
use crate::placeholder;

pub(super) use crate::model::Part;

impl Part {
    /// Sentences that readers read as prose.
    pub(super) fn is_prose(self) -> bool {
        matches!(self, Self::CanCu(_) | Self::MoDau | Self::NoiDung | Self::PhuLuc | Self::Ket)
    }

    /// Prose, the subject and titles.
    pub(super) fn is_written(self) -> bool {
        self.is_prose() || matches!(self, Self::TrichYeu | Self::TieuDe | Self::Truong)
    }

    /// Texts read as Markdown of several paragraphs.
    pub(super) fn is_markdown(self) -> bool {
        matches!(self, Self::MoDau | Self::NoiDung | Self::PhuLuc | Self::Ket)
    }
}

/// Which of the texts of a document a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PassageId(usize);

impl PassageId {
    /// The number of the text, in printed order.
    pub(super) fn index(self) -> usize {
        self.0
    }
}

/// A text of the document.
#[derive(Debug)]
pub(super) struct Passage<'d> {
    /// Which text of the document it is; none for a value.
    pub(super) id: Option<PassageId>,
    /// What it is.
    pub(super) part: Part,
    /// Its key, e.g. `noi_dung[1].tieu_de`.
    pub(super) key: String,
    /// The text as typed.
    pub(super) value: &'d str,
    /// It prints as typed: neither template nor Markdown.
    pub(super) is_literal: bool,
    /// The same text, shared by the findings in it.
    pub(super) shared: Arc<str>,
    /// Where it stands.
    pub(super) span: Span,
    /// Lower case, expressions of Tera masked; offsets as in `value`.
    pub(super) lower: String,
    /// What Tera prints and does.
    pub(super) expressions: Vec<Expression>,
    /// Paragraphs, list entries, cells.
    pub(super) blocks: Vec<Block>,
}

impl<'d> Passage<'d> {
    fn new(part: Part, key: String, value: &'d str, span: Span, is_template: bool) -> Self {
        let mut expressions = if is_template { prose::expressions(value) } else { Vec::new() };
        add_placeholders(value, &mut expressions);
        let masked = prose::mask(value, &expressions);
        let blocks = if is_template && part.is_markdown() {
            prose::blocks(&masked, &expressions)
        } else {
            let notes = if is_template { prose::notes(&masked) } else { Vec::new() };
            prose::line(&masked, &expressions, &notes)
        };
        Self {
            id: None,
            part,
            key,
            value,
            is_literal: !is_template,
            shared: value.into(),
            span,
            lower: prose::lower(&masked),
            expressions,
            blocks,
        }
    }

    /// A value that is no text of the document: a sign, an abbreviation.
    pub(super) fn of_value(key: &str, value: &'d Literal) -> Self {
        Self::new(Part::VienDan, key.to_owned(), &value.value, value.span, false)
    }

    /// Where a range of it stands.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        let within = Within { value: Arc::clone(&self.shared), range };
        Place::Text { span: self.span, within: Some(within) }
    }
}

/// Adds the places that a starter left: no rule reads their words, which stand
/// for others.
fn add_placeholders(text: &str, expressions: &mut Vec<Expression>) {
    for range in placeholder::ranges(text) {
        if expressions.iter().any(|known| known.range.contains(&range.start)) {
            continue;
        }
        expressions.retain(|known| !range.contains(&known.range.start));
        expressions.push(Expression { prints: Some(text[range.clone()].to_owned()), range });
    }
    expressions.sort_by_key(|expression| expression.range.start);
}

/// The texts of a document, in printed order; and the values that are none:
/// only what any text may have wrong is looked for in them.
pub(super) fn passages<'d>(texts: &[DocumentText<'d>]) -> (Vec<Passage<'d>>, Vec<Passage<'d>>) {
    let (mut passages, mut values): (Vec<Passage<'_>>, Vec<Passage<'_>>) = Default::default();
    for DocumentText { part, key, words, span } in texts {
        let (value, is_template) = match words {
            Words::Template(text) => (text.value.as_str(), !text.verbatim),
            Words::Literal(value) => (value.as_str(), false),
            Words::Variable(_) | Words::Condition(_) | Words::Table(_) => continue,
        };
        let list = if *part == Part::GiaTri { &mut values } else { &mut passages };
        list.push(Passage::new(*part, key.clone(), value, *span, is_template));
    }
    for (index, passage) in passages.iter_mut().enumerate() {
        passage.id = Some(PassageId(index));
    }
    // What holds at the time of the document stands at two keys.
    let mut seen: BTreeSet<Span> = passages.iter().map(|passage| passage.span).collect();
    values.retain(|value| seen.insert(value.span) || value.span == Span::default());
    (passages, values)
}

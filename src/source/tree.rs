//! YAML to a located tree: every key and value with its place in the file.
//!
//! Scalars keep their text as typed, so that `so: 08`, `ten: No` or a
//! telephone number lose nothing. Depth, nodes and bytes are bounded, alias
//! expansion included.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};

use super::yaml_error;
use crate::diagnostic::{Diagnostic, Faults, SourceId, Sources, Span};

/// Deepest nesting; a document needs about ten.
const MAX_DEPTH: usize = 64;
/// Most nodes, aliases expanded.
const MAX_NODES: usize = 200_000;
/// Most bytes of scalars, aliases expanded.
const MAX_SCALAR_BYTES: usize = 16 * 1024 * 1024;

/// Most keys of one mapping.
const MAX_KEYS: usize = 10_000;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: NodeKind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NodeKind {
    /// A scalar as typed; `plain` when it had no quotes and was no block.
    Scalar { text: String, plain: bool },
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in file order.
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Node,
}

impl Node {
    /// Whether nothing stands here: `key:`, `~` or `null`.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Whether it is white space in quotes: no value, though one was typed.
    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, .. } if text.trim().is_empty()) && !self.is_null()
    }

    /// Whether something stands under this key of a mapping.
    pub(super) fn has(&self, key: &str) -> bool {
        matches!(&self.kind, NodeKind::Mapping(entries)
            if entries.iter().any(|entry| entry.key == key && !entry.value.is_null()))
    }

    /// The Vietnamese name of what it is, for reports.
    pub(super) fn describe(&self) -> &'static str {
        match self.kind {
            _ if self.is_null() => "chỗ trống",
            NodeKind::Scalar { .. } => "một giá trị",
            NodeKind::Sequence(_) => "một danh sách",
            NodeKind::Mapping(_) => "một nhóm khóa",
        }
    }
}

/// Parses the one document in a file.
///
/// # Errors
/// When the YAML is malformed, too deep, too large, or not exactly one
/// document.
pub(super) fn parse(id: SourceId, sources: &Sources) -> Result<Node, Faults> {
    let text = sources.get(id).map_or("", |file| file.text.as_str());
    let mut builder = Builder { source: id, ..Builder::default() };
    for event in Parser::new_from_str(text) {
        let step = match event {
            Ok((event, span)) => builder.event(event, span, text),
            Err(error) => Err(yaml_error::explain(&error, id, text)),
        };
        step?;
    }
    builder.finish().map_err(Faults::from)
}

/// A collection that is being read.
enum Open {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, key: Option<(String, Span)> },
}

/// How much a subtree holds.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    nodes: usize,
    bytes: usize,
}

#[derive(Default)]
struct Builder {
    source: SourceId,
    stack: Vec<(Open, usize, usize, Weight)>,
    anchors: HashMap<usize, (Node, Weight)>,
    total: Weight,
    root: Option<Node>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, at: granit_parser::Span, text: &str) -> Result<(), Diagnostic> {
        let range = at.byte_range().unwrap_or(0..0);
        let span = Span::new(self.source, range.clone());
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let weight = Weight { nodes: 1, bytes: value.len() };
                let kind = NodeKind::Scalar { text: value.into_owned(), plain };
                self.spend(weight, span)?;
                self.place(Node { span, kind }, anchor, weight)
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open(Open::Sequence(Vec::new()), anchor, range.start, span)
            }
            Event::MappingStart(_, anchor, _) => {
                let mapping = Open::Mapping { entries: Vec::new(), key: None };
                self.open(mapping, anchor, range.start, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end, text),
            Event::Alias(anchor) => {
                let Some((node, weight)) = self.anchors.get(&anchor).cloned() else {
                    return Err(Diagnostic::error("yaml", "tham chiếu * tự gọi chính nó").at(span));
                };
                self.spend(weight, span)?;
                self.place(node, 0, weight)
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                Err(Diagnostic::error("yaml", "tệp có nhiều văn bản YAML (dòng ---)")
                    .at(span)
                    .help("mỗi tệp chỉ một văn bản: tách phần sau dòng --- ra tệp khác"))
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, open: Open, anchor: usize, start: usize, span: Span) -> Result<(), Diagnostic> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(Diagnostic::error("gioi-han", format!("lồng sâu quá {MAX_DEPTH} cấp")).at(span));
        }
        let weight = Weight { nodes: 1, bytes: 0 };
        self.spend(weight, span)?;
        self.stack.push((open, anchor, start, weight));
        Ok(())
    }

    fn close(&mut self, end: usize, text: &str) -> Result<(), Diagnostic> {
        let Some((open, anchor, start, weight)) = self.stack.pop() else { return Ok(()) };
        let (kind, last) = match open {
            Open::Sequence(items) => {
                let last = items.last().map(|item| item.span.end as usize);
                (NodeKind::Sequence(items), last)
            }
            Open::Mapping { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end as usize);
                (NodeKind::Mapping(entries), last)
            }
        };
        // A block collection ends where the next one starts; end it with its
        // last member instead, a flow collection with its bracket.
        let closed = text[..end.min(text.len())].ends_with([']', '}']);
        let end = if closed { end } else { last.unwrap_or(end).max(start) };
        let span = Span::new(self.source, start..end);
        self.place(Node { span, kind }, anchor, weight)
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node, anchor: usize, weight: Weight) -> Result<(), Diagnostic> {
        if anchor != 0 {
            // The copy that `*` will print takes memory of its own.
            self.spend(weight, node.span)?;
            self.anchors.insert(anchor, (node.clone(), weight));
        }
        let Some((open, .., sum)) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        sum.nodes += weight.nodes;
        sum.bytes += weight.bytes;
        match open {
            Open::Sequence(items) => items.push(node),
            Open::Mapping { entries, key } => match key.take() {
                Some((name, key_span)) => entries.push(Entry { key: name, key_span, value: node }),
                None => *key = Some(key_of(node, entries)?),
            },
        }
        Ok(())
    }

    fn spend(&mut self, weight: Weight, span: Span) -> Result<(), Diagnostic> {
        self.total.nodes += weight.nodes;
        self.total.bytes += weight.bytes;
        if self.total.nodes > MAX_NODES || self.total.bytes > MAX_SCALAR_BYTES {
            return Err(Diagnostic::error("gioi-han", "tệp YAML phình quá lớn khi mở các tham chiếu *")
                .at(span)
                .help("bỏ bớt các tham chiếu & và * lồng nhau"));
        }
        Ok(())
    }

    fn finish(self) -> Result<Node, Diagnostic> {
        self.root.filter(|root| !root.is_null()).ok_or_else(|| {
            Diagnostic::error("yaml", "tệp không có nội dung")
                .at(Span::new(self.source, 0..0))
                .help("tạo tệp mẫu bằng lệnh: vanban moi ke_hoach")
        })
    }
}

/// The text of a key; it must be a scalar and new in its mapping.
fn key_of(node: Node, entries: &[Entry]) -> Result<(String, Span), Diagnostic> {
    let span = node.span;
    let NodeKind::Scalar { text, plain } = node.kind else {
        return Err(Diagnostic::error("yaml", "khóa phải là một từ")
            .at(span)
            .help("nếu đây là giá trị bắt đầu bằng { hoặc [, hãy đặt nó trong dấu nháy kép"));
    };
    if let Some(blank) = text.chars().next().filter(|c| yaml_error::is_odd(*c)) {
        return Err(yaml_error::odd_blank_at(span.source, span.start as usize, blank));
    }
    if let Some((at, blank)) = yaml_error::odd_blank_in_key(&text).filter(|_| plain) {
        return Err(yaml_error::odd_blank_at(span.source, span.start as usize + at, blank));
    }
    if entries.len() >= MAX_KEYS {
        return Err(Diagnostic::error("gioi-han", format!("một nhóm có quá {MAX_KEYS} khóa")).at(span));
    }
    if entries.iter().any(|entry| entry.key == text) {
        return Err(Diagnostic::error("trung-khoa", format!("khóa `{text}` đã có ở trên"))
            .at(span)
            .label("lặp lại")
            .help("giữ lại một trong hai"));
    }
    Ok((text, span))
}

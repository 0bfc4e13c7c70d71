//! Reads a mapping key by key, as the declaration of its keys says.

use super::reader::{FromNode, Reader};
use super::renamed::Renamed;
use super::tree::{Entry, Node, NodeKind};
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::keys::{self, Group, GroupName, Key, Required, ValueType};
use crate::law::Field;
use crate::model::Literal;
use crate::slug::slug;

/// The entries of a mapping whose keys are the user's own; reports when it is
/// none.
pub(super) fn entries<'n>(node: &'n Node, expected: &str, cx: &mut Reader<'_>) -> Option<&'n [Entry]> {
    match &node.kind {
        NodeKind::Mapping(entries) => Some(entries),
        _ => cx.mismatch(node, expected, "viết mỗi khóa trên một dòng, dạng `khóa: giá trị`"),
    }
}

/// Reads one mapping by the declaration of its keys: what a key means, whether
/// it must be there and which keys there are.
pub(super) struct MappingReader<'n> {
    entries: &'n [Entry],
    span: Span,
    group: &'static Group,
    /// The keys that only the kind of the document has.
    fields: Vec<&'n str>,
    /// Declared keys that this mapping has not after all.
    left_out: Vec<&'static str>,
    /// What was asked for: in the end everything that is declared.
    asked: Vec<&'static str>,
    renamed: &'static [Renamed],
}

impl<'n> MappingReader<'n> {
    /// Starts on `node`; reports when it is not a mapping.
    pub(super) fn new(node: &'n Node, group: GroupName, cx: &mut Reader<'_>) -> Option<Self> {
        let group = keys::group(group);
        Some(Self {
            entries: entries(node, &group.can, cx)?,
            span: node.span,
            group,
            fields: Vec::new(),
            left_out: Vec::new(),
            asked: Vec::new(),
            renamed: cx.renamed,
        })
    }

    /// The entries as they stand there.
    pub(super) fn entries(&self) -> &'n [Entry] {
        self.entries
    }

    /// How the keys are declared.
    pub(super) fn group(&self) -> &'static Group {
        self.group
    }

    /// Says that this mapping has not got a declared key.
    pub(super) fn leave_out(&mut self, key: &'static str) {
        self.left_out.push(key);
    }

    /// Notes that a key was asked for; gives its declaration.
    fn ask(&mut self, key: &'static str) -> Option<&'static Key> {
        self.asked.push(key);
        let declared = self.group.key(key);
        debug_assert!(declared.is_some(), "data/khoa declares no `{key}` of {:?}", self.group.nhom);
        declared
    }

    /// The value under `key`, `None` when it is missing or empty.
    pub(super) fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.ask(key);
        self.filled(key)
    }

    fn filled(&self, key: &str) -> Option<&'n Node> {
        let entry = self.entry(key)?;
        (!entry.value.is_null()).then_some(&entry.value)
    }

    /// The entry of a key, under its name or under the one it had before.
    fn entry(&self, key: &str) -> Option<&'n Entry> {
        let named = |name: &str| self.entries.iter().find(|entry| entry.key == name);
        named(key).or_else(|| {
            let mut old = self.renamed.iter().filter(|renamed| renamed.new == key);
            old.find_map(|renamed| named(renamed.old))
        })
    }

    /// Reads a key; reports when it is missing and declared to be always there.
    pub(super) fn value<T: FromNode>(&mut self, key: &'static str, cx: &mut Reader<'_>) -> Option<T> {
        let declared = self.ask(key)?;
        self.read(key, declared.bat_buoc == Required::Luon, || declared.when_missing(), cx)
    }

    /// Reads a key that is needed here, as its declaration says: by the kind of
    /// the document or by another key.
    pub(super) fn needed<T: FromNode>(&mut self, key: &'static str, cx: &mut Reader<'_>) -> Option<T> {
        let declared = self.ask(key)?;
        let is_conditional = !matches!(declared.bat_buoc, Required::Khong | Required::Luon);
        debug_assert!(is_conditional, "data/khoa does not say when `{key}` is needed");
        self.read(key, true, || declared.when_missing(), cx)
    }

    /// Reads a field that only the kind of the document has.
    pub(super) fn field<T: FromNode>(&mut self, field: &'n Field, cx: &mut Reader<'_>) -> Option<T> {
        self.fields.push(&field.khoa);
        self.read(&field.khoa, field.bat_buoc, || field.ten.clone(), cx)
    }

    fn read<T: FromNode>(
        &self,
        key: &str,
        is_required: bool,
        meaning: impl FnOnce() -> String,
        cx: &mut Reader<'_>,
    ) -> Option<T> {
        if let Some(node) = self.filled(key).filter(|node| !(is_required && node.is_blank())) {
            return cx.under(format!(".{key}"), |cx| T::from_node(node, cx));
        }
        if is_required {
            self.report_missing(key, &meaning(), cx);
        }
        None
    }

    fn report_missing(&self, key: &str, meaning: &str, cx: &mut Reader<'_>) {
        let (message, span) = match self.entry(key) {
            Some(entry) => (format!("khóa `{key}` ({meaning}) đang để trống"), entry.key_span),
            None => (format!("thiếu khóa `{key}` ({meaning})"), self.start()),
        };
        let help = format!("thêm dòng `{key}: ...`");
        cx.report(Diagnostic::error("thieu-khoa", message).at(span).label("ở nhóm khóa này").help(help));
    }

    /// Reads a list; missing means empty.
    pub(super) fn list<T: FromNode>(&mut self, key: &'static str, cx: &mut Reader<'_>) -> Vec<T> {
        self.value(key, cx).unwrap_or_default()
    }

    /// Reads `true` or `false`; missing means `false`.
    pub(super) fn flag(&mut self, key: &'static str, cx: &mut Reader<'_>) -> bool {
        self.value(key, cx).unwrap_or(false)
    }

    /// Reads one of the words that are declared for a key, with its accents or
    /// without.
    pub(super) fn word<T: Word>(&mut self, key: &'static str, cx: &mut Reader<'_>) -> Option<T> {
        let declared = self.ask(key)?;
        let ValueType::MotTrong(words) = &declared.kieu else {
            debug_assert!(false, "data/khoa declares no words of `{key}`");
            return None;
        };
        let node = self.filled(key)?;
        cx.under(format!(".{key}"), |cx| {
            let typed = slug(Literal::from_node(node, cx)?.as_str()).replace('-', "_");
            let Some(word) = words.iter().find(|word| **word == typed) else {
                return cx.mismatch(node, &either(words), "chọn một trong các từ này");
            };
            let value = T::of_word(word);
            debug_assert!(value.is_some(), "`{word}` of `{key}` means nothing");
            value
        })
    }

    /// How many of these keys are there and not blank.
    pub(super) fn count(&self, keys: &[String]) -> usize {
        keys.iter().filter(|key| self.filled(key).is_some_and(|node| !node.is_blank())).count()
    }

    /// Where the mapping's first key stands.
    fn start(&self) -> Span {
        self.entries.first().map_or(self.span, |entry| entry.key_span)
    }

    /// Every key that may stand here.
    fn known(&self) -> impl Iterator<Item = &str> {
        let declared = self.group.khoa.iter().map(|key| key.khoa.as_str());
        declared.filter(|key| !self.left_out.contains(key)).chain(self.fields.iter().copied())
    }

    /// Reports the keys that are not declared, each with the nearest known one.
    pub(super) fn finish(self, cx: &mut Reader<'_>) {
        debug_assert!(
            self.group.khoa.iter().all(|key| {
                let name = key.khoa.as_str();
                self.asked.contains(&name) || self.left_out.contains(&name)
            }),
            "of {:?} only {:?} were asked for",
            self.group.nhom,
            self.asked
        );
        for entry in self.entries.iter().filter(|entry| !self.known().any(|key| key == entry.key)) {
            let renamed = self.renamed.iter().find(|renamed| renamed.old == entry.key);
            if let Some(renamed) = renamed.filter(|renamed| self.known().any(|key| key == renamed.new)) {
                let both = self.entries.iter().any(|other| other.key == renamed.new);
                cx.report(renamed.told(entry.key_span, both));
                continue;
            }
            let help = match nearest(&entry.key, self.known()) {
                Some(known) => format!("có phải ý bạn là `{known}`?"),
                None => {
                    format!("các khóa dùng được ở đây: {}", self.known().collect::<Vec<_>>().join(", "))
                }
            };
            cx.report(
                Diagnostic::error("khoa-la", format!("không có khóa `{}`", entry.key))
                    .at(entry.key_span)
                    .label("khóa lạ")
                    .help(help),
            );
        }
    }
}

/// `trai, giua hoặc phai`.
fn either(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} hoặc {last}", first.join(", ")),
        _ => words.concat(),
    }
}

/// What one of a few declared words stands for.
pub(super) trait Word: Sized {
    /// The meaning of a word of the declaration.
    fn of_word(word: &str) -> Option<Self>;
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;
    use crate::diagnostic::{Severity, Sources};
    use crate::files::Folder;
    use crate::law::Law;

    /// A key that got another name is read for one version more, with a
    /// warning at its line; both names at once are an error.
    #[test]
    fn an_old_name_of_a_key_is_read_and_told_of() {
        let read = |yaml: &str| {
            let mut sources = Sources::new();
            let id = sources.add("thu.yaml", yaml);
            let root = tree::parse(id, &sources).unwrap();
            let mut cx = Reader::new(&mut sources, Folder::empty(), &Law::embedded());
            cx.renamed = &[Renamed { old: "viet_tat", new: "ky_hieu" }];
            let mut keys = MappingReader::new(&root, GroupName::NguoiSoanThao, &mut cx).unwrap();
            let sign: Option<Literal> = keys.value("ky_hieu", &mut cx);
            let _: Option<u32> = keys.value("so_ban", &mut cx);
            keys.finish(&mut cx);
            (sign.map(|sign| sign.value), cx.into_diagnostics())
        };
        let (sign, told) = read("viet_tat: NTM\n");
        assert_eq!(sign.as_deref(), Some("NTM"));
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].severity, told[0].code), (Severity::Warning, "ten-khoa-cu"));
        assert!(told[0].help.contains("`ky_hieu`"), "{}", told[0].help);
        let (sign, told) = read("ky_hieu: Mới\nviet_tat: Cũ\n");
        assert_eq!(sign.as_deref(), Some("Mới"));
        assert_eq!(told.iter().map(|told| told.severity).collect::<Vec<_>>(), [Severity::Error]);
        let (sign, told) = read("khac: NTM\n");
        assert_eq!((sign, told.len()), (None, 2));
    }
}

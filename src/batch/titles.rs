//! What the titles of a table's columns mean: which key or variable of the
//! document they set.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::fields;
use crate::compose;
use crate::diagnostic::{Diagnostic, nearest};
use crate::keys;
use crate::model::VanBan;
use crate::slug::slug;

/// The key of the column that names a school's data sheet.
pub(super) const DATA: &str = "so_lieu";
/// The one column that every table has.
pub(super) const NAME: &str = "co_quan.ten";

/// The table `data/khoa/cot.yaml`: columns that set no key of the document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherColumns {
    /// Titles of the column [`DATA`].
    so_lieu: Vec<String>,
    /// Titles of columns for people.
    bo_qua: Vec<String>,
}

static OTHER: LazyLock<OtherColumns> =
    LazyLock::new(|| crate::embedded_table::read("khoa/cot.yaml", include_str!("../../data/khoa/cot.yaml")));

/// Every key that a column sets with the titles of the column, in the order of
/// the keys' names.
static ALIASES: LazyLock<BTreeMap<String, &'static [String]>> = LazyLock::new(|| {
    let declared = keys::table_columns().map(|(key, column)| (key, column.cot.as_slice()));
    declared.chain([(DATA.to_owned(), OTHER.so_lieu.as_slice())]).collect()
});

/// A column named on the command line: title and key.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The title in the table.
    pub title: String,
    /// The key of the document.
    pub key: String,
}

impl Mapping {
    /// Reads `Tên trường=co_quan.ten`, for a document.
    ///
    /// # Errors
    /// When there is no `=`, or the document has no such key.
    pub fn parse(text: &str, plan: &VanBan) -> Result<Self, Diagnostic> {
        let (title, key) = text.split_once('=').unwrap_or((text, ""));
        let (title, key) = (title.trim().to_owned(), key.trim().to_owned());
        if title.is_empty() || !(fields::is_key(&key, plan) || key == DATA) {
            let mut known: Vec<&str> = fields::names().collect();
            known.extend(fields::of_kind(plan).map(|field| field.khoa.as_str()));
            let help = match nearest(&key, known.iter().copied()) {
                Some(near) => format!("có phải ý bạn là `{near}`?"),
                None => format!("viết \"Tên cột=khóa\"; các khóa: {}, bien.TÊN", known.join(", ")),
            };
            return Err(
                Diagnostic::error("cot", format!("--cot \"{text}\": không có khóa `{key}`")).help(help)
            );
        }
        Ok(Self { title, key })
    }
}

/// What a title means.
pub(super) enum Key {
    Of(String),
    ForPeople,
    Unknown(Option<&'static str>),
}

/// What titles mean for a document.
pub(super) struct Titles<'b> {
    pub(super) mappings: &'b [Mapping],
    pub(super) plan: &'b VanBan,
}

impl Titles<'_> {
    /// Where every row is an issuer. A variable that texts print and nothing
    /// else sets comes before the usual meaning of its title.
    pub(super) fn of_issuer(&self, title: &str) -> Key {
        let name = slug(title);
        if let Some(key) = self.named(title) {
            return key;
        }
        let variable = variable_of(&name);
        let is_used = compose::mentions(self.plan, &variable);
        if is_used && !self.plan.bien.contains_key(&variable) {
            return Key::Of(format!("{}{variable}", fields::VARIABLE));
        }
        if let Some(key) = alias(&name) {
            return Key::Of(key.to_owned());
        }
        if is_used {
            return Key::Of(format!("{}{variable}", fields::VARIABLE));
        }
        unknown(&name)
    }

    /// Where one office issues all: what is the office's own (its name, who
    /// signs, its address) is set by nothing but its key.
    pub(super) fn of_receiver(&self, title: &str, has_receiver: bool) -> Key {
        let name = slug(title);
        if let Some(key) = self.named(title) {
            return key;
        }
        let variable = variable_of(&name);
        if compose::mentions(self.plan, &variable) || self.plan.bien.contains_key(&variable) {
            return Key::Of(format!("{}{variable}", fields::VARIABLE));
        }
        let field =
            fields::of_kind(self.plan).find(|field| field.khoa == variable || slug(&field.ten) == name);
        if let Some(field) = field {
            return Key::Of(field.khoa.clone());
        }
        let is_addressed = self.plan.kind().is_some_and(|kind| kind.kinh_gui);
        match alias(&name) {
            Some(NAME) if is_addressed && !has_receiver => Key::Of("kinh_gui".to_owned()),
            Some(key) if is_of_office(key) => Key::Unknown(None),
            Some(key) => Key::Of(key.to_owned()),
            None => unknown(&name),
        }
    }

    /// A key that the command line or the title itself names.
    fn named(&self, title: &str) -> Option<Key> {
        let name = slug(title);
        if let Some(mapping) = self.mappings.iter().find(|mapping| slug(&mapping.title) == name) {
            return Some(Key::Of(mapping.key.clone()));
        }
        let is_key = fields::is_key(title, self.plan) || title == DATA;
        is_key.then(|| Key::Of(title.to_owned()))
    }
}

/// The key that is usually meant by a title, as a slug.
pub(super) fn alias(name: &str) -> Option<&'static str> {
    let found = ALIASES.iter().find(|(_, names)| names.iter().any(|known| known == name));
    found.map(|(key, _)| key.as_str())
}

/// A title that means no key.
fn unknown(name: &str) -> Key {
    if OTHER.bo_qua.iter().any(|known| known == name) {
        return Key::ForPeople;
    }
    let names = ALIASES.iter().flat_map(|(key, names)| std::iter::once(key).chain(*names));
    Key::Unknown(nearest(name, names.map(String::as_str)))
}

/// The variable that a title, as a slug, would set.
fn variable_of(name: &str) -> String {
    name.replace('-', "_")
}

/// Whether a key says something of the issuing office.
fn is_of_office(key: &str) -> bool {
    fields::column(key).is_some_and(|column| column.rieng) || key.starts_with("dia_chi.")
}

/// Whether a title says something of an issuing office: in a table without
/// the offices' names that one is forgotten. Names and positions may be
/// anybody's.
pub(super) fn means_issuer(title: &str) -> bool {
    let name = slug(title);
    let is_anybodys = ["ho-ten", "ho-va-ten", "chuc-vu"].contains(&name.as_str());
    let key = alias(&name).and_then(fields::column);
    !is_anybodys && key.is_some_and(|column| column.rieng)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_names_a_key_and_no_name_has_two() {
        let mut seen = std::collections::BTreeSet::new();
        for (key, names) in &*ALIASES {
            assert!(fields::names().any(|known| known == key) || key == DATA, "{key}");
            for name in *names {
                assert_eq!(*name, slug(name));
                assert!(seen.insert(name), "{name}");
            }
        }
    }

    #[test]
    fn mappings_name_a_title_and_a_key() {
        let yaml = crate::check::document_with("trich_yeu: Thư viện");
        let (law, mut sources) = (crate::law::Law::embedded(), crate::diagnostic::Sources::new());
        let input = crate::source::Input::text("a.yaml", yaml);
        let plan = crate::source::load(&input, &law, &mut sources).unwrap().value;
        let parse = |text: &str| Mapping::parse(text, &plan);
        let mapping = parse("Số lớp = bien.so_lop").unwrap();
        assert_eq!((mapping.title.as_str(), mapping.key.as_str()), ("Số lớp", "bien.so_lop"));
        assert!(parse("Tên=co_quan.tem").unwrap_err().help.contains("`co_quan.ten`"));
        for text in ["Tên", "=co_quan.ten", "Tên=bien.", "Tên=bien.a b"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}

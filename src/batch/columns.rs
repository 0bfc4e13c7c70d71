//! Which column of a table sets which key of the document.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::fields::{self, Need};
use crate::diagnostic::{Diagnostic, nearest};
use crate::keys;
use crate::model::VanBan;
use crate::slug::slug;
use crate::source::Cell;

/// The key of the column that names a school's data sheet.
pub(super) const DATA: &str = "so_lieu";
/// The one column that every table has.
const NAME: &str = "co_quan.ten";

/// The table `data/khoa/cot.yaml`: columns that set no key of the document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherColumns {
    /// Titles of the column [`DATA`].
    so_lieu: Vec<String>,
    /// Titles of columns for people.
    bo_qua: Vec<String>,
}

static OTHER: LazyLock<OtherColumns> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("../../data/khoa/cot.yaml"))
        .unwrap_or_else(|error| panic!("embedded data/khoa/cot.yaml: {error}"))
});

/// Every key that a column sets with the titles of the column, in the order of
/// the keys' names.
static ALIASES: LazyLock<BTreeMap<String, &'static [String]>> = LazyLock::new(|| {
    let declared = keys::table_columns().map(|(key, column)| (key, column.cot.as_slice()));
    declared.chain([(DATA.to_owned(), OTHER.so_lieu.as_slice())]).collect()
});

/// A column that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) index: usize,
    pub(super) key: String,
    /// The title in the table.
    pub(super) title: String,
    /// What an empty cell of it means.
    pub(super) need: Need,
}

impl Column {
    /// What is wrong with an empty cell of the column, and how to mend it.
    pub(super) fn fault_when_empty(&self) -> Option<(String, String)> {
        let Self { key, title, .. } = self;
        match self.need {
            Need::Optional => None,
            Need::Own => Some((
                format!("ô trống: trường này chưa có `{key}`"),
                "điền ô này, hoặc xóa cả cột".to_owned(),
            )),
            Need::ForTexts => Some((
                format!("ô trống ở cột `{title}`, mà lời văn hoặc `khi` có dùng `{key}`"),
                format!(
                    "điền ô này; nếu được để trống thì viết trong tệp gốc: {{% if {key} %}}...{{% endif %}}"
                ),
            )),
        }
    }
}

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) used: Vec<Column>,
    /// Which columns have a title, from the first.
    titled: Vec<bool>,
    /// Titles of columns that set nothing.
    unused: Vec<String>,
}

/// A column named on the command line: title and key.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The title in the table.
    pub title: String,
    /// The key of the document.
    pub key: String,
}

impl Mapping {
    /// Reads `Tên trường=co_quan.ten`.
    ///
    /// # Errors
    /// When there is no `=`, or no such key.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let (title, key) = text.split_once('=').unwrap_or((text, ""));
        let (title, key) = (title.trim().to_owned(), key.trim().to_owned());
        if title.is_empty() || !(fields::is_key(&key) || key == DATA) {
            let known: Vec<&str> = fields::names().collect();
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

impl Columns {
    /// Finds the columns by their titles. Unknown titles and what schools
    /// would take over from the plan are warnings.
    pub(super) fn find(
        header: &[Cell],
        mappings: &[Mapping],
        plan: &VanBan,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let titled = header.iter().map(|cell| !cell.is_empty()).collect();
        let mut columns = Self { used: Vec::new(), unused: Vec::new(), titled };
        for (index, cell) in header.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let title = cell.words();
            match key_of(&title, mappings) {
                Key::Of(key) if columns.used.iter().any(|column| column.key == key) => diagnostics.push(
                    Diagnostic::error("trung-cot", format!("cột `{title}` đặt khóa `{key}` lần nữa"))
                        .at(&cell.place)
                        .help("xóa hoặc đổi tên một trong hai cột"),
                ),
                Key::Of(key) => {
                    let need = fields::need(&key, plan);
                    columns.used.push(Column { index, key, title, need });
                }
                Key::ForPeople => columns.unused.push(title),
                Key::Unknown(near) => {
                    let help = near.map_or_else(
                        || format!("cột này bị bỏ qua; dùng --cot \"{title}=khóa\" để chỉ khóa"),
                        |near| format!("có phải ý bạn là `{near}`? Cột này đang bị bỏ qua"),
                    );
                    diagnostics.push(
                        Diagnostic::warning("cot-la", format!("không dùng cột `{title}`"))
                            .at(&cell.place)
                            .help(help),
                    );
                    columns.unused.push(title);
                }
            }
        }
        columns.check_missing(mappings, header, plan, diagnostics);
        columns
    }

    fn check_missing(
        &self,
        mappings: &[Mapping],
        header: &[Cell],
        plan: &VanBan,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let has = |key: &str| self.used.iter().any(|column| column.key == key);
        for mapping in mappings.iter().filter(|mapping| !has(&mapping.key)) {
            let titles: Vec<String> = header.iter().map(Cell::words).collect();
            let near = nearest(&mapping.title, titles.iter().map(String::as_str));
            let help = near.map_or_else(String::new, |near| format!("có phải ý bạn là `{near}`?"));
            let message = format!("bảng không có cột `{}` (nêu ở --cot)", mapping.title);
            diagnostics.push(Diagnostic::error("thieu-cot", message).help(help));
        }
        if !has(NAME) {
            let message = "bảng không có cột tên trường (`co_quan.ten`)";
            diagnostics.push(
                Diagnostic::error("thieu-cot", message)
                    .help("đặt tên cột là \"Tên trường\", hoặc dùng --cot \"TÊN CỘT=co_quan.ten\""),
            );
            return;
        }
        for key in fields::names().filter(|key| !has(key)) {
            if let Some(own) = fields::own_of(plan, key) {
                let message = format!("bảng không có cột `{key}`: mọi trường đều mang \"{own}\" của tệp gốc");
                diagnostics.push(
                    Diagnostic::warning("thieu-cot", message).help("thêm cột này nếu các trường khác nhau"),
                );
            }
        }
    }

    /// The first cell of a row that stands in no column with a title, by its
    /// number from 1: it would be dropped, and tells that others have moved.
    pub(super) fn outside(&self, cells: &[Cell]) -> Option<usize> {
        let has_title = |index: usize| self.titled.get(index).copied().unwrap_or(false);
        let index = cells.iter().enumerate().find(|(index, cell)| !cell.is_empty() && !has_title(*index));
        index.map(|(index, _)| index + 1)
    }

    /// How to make a column set the user's variable of its name.
    pub(super) fn advice(&self, variable: &str) -> Option<String> {
        let named = |title: &&String| slug(title).replace('-', "_") == variable;
        let title = self.unused.iter().find(named)?;
        Some(format!("thêm --cot \"{title}={}{variable}\"", fields::VARIABLE))
    }
}

enum Key {
    Of(String),
    ForPeople,
    Unknown(Option<&'static str>),
}

fn key_of(title: &str, mappings: &[Mapping]) -> Key {
    let name = slug(title);
    if let Some(mapping) = mappings.iter().find(|mapping| slug(&mapping.title) == name) {
        return Key::Of(mapping.key.clone());
    }
    if fields::is_key(title) || title == DATA {
        return Key::Of(title.to_owned());
    }
    let aliases = &*ALIASES;
    if let Some((key, _)) = aliases.iter().find(|(_, names)| names.contains(&name)) {
        return Key::Of(key.clone());
    }
    if OTHER.bo_qua.contains(&name) {
        return Key::ForPeople;
    }
    let names = aliases.iter().flat_map(|(key, names)| std::iter::once(key).chain(*names));
    Key::Unknown(nearest(&name, names.map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_names_a_key_and_no_name_has_two() {
        let mut seen = std::collections::BTreeSet::new();
        for (key, names) in &*ALIASES {
            assert!(fields::is_key(key) || key == DATA, "{key}");
            for name in *names {
                assert_eq!(*name, slug(name));
                assert!(seen.insert(name), "{name}");
            }
        }
    }

    #[test]
    fn mappings_name_a_title_and_a_key() {
        let mapping = Mapping::parse("Số lớp = bien.so_lop").unwrap();
        assert_eq!((mapping.title.as_str(), mapping.key.as_str()), ("Số lớp", "bien.so_lop"));
        assert!(Mapping::parse("Tên=co_quan.tem").unwrap_err().help.contains("`co_quan.ten`"));
        for text in ["Tên", "=co_quan.ten", "Tên=bien.", "Tên=bien.a b"] {
            assert!(Mapping::parse(text).is_err(), "{text}");
        }
    }
}

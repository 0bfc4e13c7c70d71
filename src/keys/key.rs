//! A key: title, help, type, whether it must be there, and what else is told
//! of it.

use serde::Deserialize;

use super::value::ValueType;
use crate::law::Field;

/// A key of a group.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Its name in the YAML.
    pub khoa: String,
    /// Its title, short enough for a form.
    pub ten: String,
    /// What there is to say besides the title; may be empty.
    #[serde(default)]
    pub nghia: String,
    /// What its value may be.
    pub kieu: ValueType,
    /// When it must be there.
    #[serde(default)]
    pub bat_buoc: Required,
    /// What it is called when it is missing, where that is not the title.
    #[serde(default)]
    pub khi_thieu: Option<String>,
    /// What holds when it is left out, as YAML, where no type or law says it.
    #[serde(default)]
    pub mac_dinh: Option<String>,
    /// Keys of a document that hold it, as YAML.
    #[serde(default)]
    pub vi_du: Option<String>,
    /// What a starter says of it in a comment.
    #[serde(default)]
    pub chu_thich: Option<String>,
    /// The column of a table of schools that sets it.
    #[serde(default)]
    pub bang_truong: Option<SchoolColumn>,
}

/// When a key must be there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// Never.
    #[default]
    Khong,
    /// Always.
    Luon,
    /// As the kind of the document says.
    TheoLoai,
    /// Unless another key is there and not `false`.
    TruKhi(String),
    /// When another key is there and not `false`.
    Khi(String),
}

/// The column of a table that sets a key, school by school.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolColumn {
    /// A school without it would bear another one's.
    #[serde(default)]
    pub rieng: bool,
    /// Titles of the column, as slugs, besides the key itself.
    pub cot: Vec<String>,
}

impl Key {
    /// What a missing key is called, in the middle of a sentence.
    pub fn when_missing(&self) -> String {
        self.khi_thieu.clone().unwrap_or_else(|| {
            let mut letters = self.ten.chars();
            let first = letters.next().into_iter().flat_map(char::to_lowercase);
            first.chain(letters).collect()
        })
    }

    /// A field that only one kind has.
    pub fn of_field(field: &Field) -> Self {
        Self {
            khoa: field.khoa.clone(),
            ten: field.ten.clone(),
            nghia: String::new(),
            kieu: field.kieu.into(),
            bat_buoc: if field.bat_buoc { Required::Luon } else { Required::Khong },
            khi_thieu: Some(field.ten.clone()),
            mac_dinh: None,
            vi_du: None,
            chu_thich: None,
            bang_truong: None,
        }
    }
}

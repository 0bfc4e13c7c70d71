//! Official Vietnamese administrative documents from YAML to Word.
//!
//! The way of a document: [`source`] reads files into the [`model`],
//! [`compose`] turns the model into a page tree, [`render`] sets that in points
//! and writes it as `.docx`. [`law`] holds what Decree 30/2020/NĐ-CP and the rules for Party
//! documents say, as data.
//! [`diagnostic`] is the shared vocabulary of everything a user is told.

pub mod batch;
mod character;
pub mod check;
mod column_kind;
pub mod compose;
pub mod diagnostic;
pub mod handbook;
pub mod inspect;
pub mod key_reference;
pub mod law;
mod legacy_encoding;
mod markdown_dialect;
pub mod model;
pub mod number;
pub mod output;
mod placeholder;
pub mod render;
pub mod report;
mod settings_file;
pub mod slug;
pub mod source;
pub mod starter;
mod total_row;
pub mod typed_line;
mod typeface;

//! What a document's template prints beside the document's own keys.

use serde_json::{Map, Value};

use super::page::Image;

/// Variables and pictures for a template.
#[derive(Debug, Default)]
pub struct Supplement {
    /// Variables, by the name that the template prints them under.
    pub variables: Map<String, Value>,
    /// Pictures that the template shows.
    pub images: Vec<Image>,
}

//! The JSON Schema of a document, written from the declaration.
//!
//! Draft 07, which every editor knows. It accepts every file that the program
//! accepts. A file with `ke_thua` may take any key from the file it names, so
//! nothing is required of it, nor of the groups that are merged key by key.

mod kind;
mod profile;
mod value;

use serde_json::{Map, Value, json};

use self::value::SchemaWriter;
use super::document;
use super::example::example;
use super::key::{Key, Required};
use super::told::{allowed, default};
use crate::law::Law;

/// The key that names the file whose keys a document takes over.
const INHERITS: &str = "ke_thua";

/// Whether groups of keys may be filled up from another file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Mode {
    /// They stand as they are.
    Whole,
    /// Keys that are missing may come from the file taken over.
    Merged,
}

/// The JSON Schema of a document file, with the kinds of the law and of the
/// office.
pub fn schema(law: &Law) -> Value {
    let mut writer = SchemaWriter::new(law);
    let (mut properties, mut merged, mut whole) = (Map::new(), Map::new(), Map::new());
    for key in &document().khoa {
        let node = if value::holds_group(&key.kieu) {
            merged.insert(key.khoa.clone(), writer.nullable(key, &key.khoa, Mode::Merged));
            whole.insert(key.khoa.clone(), writer.nullable(key, &key.khoa, Mode::Whole));
            json!({})
        } else {
            writer.nullable(key, &key.khoa, Mode::Whole)
        };
        properties.insert(key.khoa.clone(), told(node, key, &key.khoa, law));
    }
    properties.extend(kind::fields(&mut writer));
    let always = document().khoa.iter().filter(|key| key.bat_buoc == Required::Luon);
    let always: Vec<&str> = always.map(|key| key.khoa.as_str()).collect();
    let mut rules = vec![json!({
        "if": { "required": [INHERITS] },
        "then": { "properties": merged },
        "else": { "required": always, "properties": whole },
    })];
    rules.extend(law.profiles().map(|profile| profile::rule(&writer, profile)));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Văn bản hành chính (vanban)",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "allOf": rules,
        "definitions": writer.into_definitions(),
    })
}

/// A schema with what people are told of a key: title, help, default, examples.
fn told(node: Value, key: &Key, path: &str, law: &Law) -> Value {
    let mut all = Map::from_iter([("title".to_owned(), json!(key.ten))]);
    let help = [key.nghia.clone(), allowed(&key.kieu, law)];
    let help: Vec<String> = help.into_iter().filter(|part| !part.is_empty()).collect();
    if !help.is_empty() {
        all.insert("description".to_owned(), json!(help.join(". ")));
    }
    if let Some(default) = default(key, law) {
        all.insert("default".to_owned(), serde_saphyr::from_str(&default).unwrap_or(json!(default)));
    }
    if let Some(example) = example(path) {
        all.insert("examples".to_owned(), json!([example]));
    }
    match node {
        // In draft 07 nothing beside `$ref` counts.
        Value::Object(node) if node.contains_key("$ref") => {
            all.insert("allOf".to_owned(), json!([node]));
        }
        Value::Object(node) => all.extend(node),
        _ => {}
    }
    Value::Object(all)
}

/// That keys are there and not empty or blank.
fn present(keys: &[&str]) -> Value {
    let filled = || json!({ "not": { "type": "null" }, "pattern": value::NOT_BLANK });
    let full: Map<String, Value> = keys.iter().map(|key| ((*key).to_owned(), filled())).collect();
    json!({ "required": keys, "properties": full })
}
